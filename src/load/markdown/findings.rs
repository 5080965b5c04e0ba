//! What the Markdown layer found, in an editor's words.

use std::sync::Arc;

use super::missed;
use crate::diagnostic::{Code, Diagnostic, Known, nearest};
use crate::load::raw::BodyPlace;
use crate::load::values::css;
use crate::load::values::file_name::better_path;
use crate::load::yaml::fields::{Reader, short};
use crate::load::yaml::{reach, unseen};
use crate::markdown::{MAX_HEADINGS, Problem, ProblemKind, RECORD_SCHEMES};

/// Reports the problems of a piece of Markdown at their places in the file.
pub(crate) fn report(problems: &[Problem], place: &BodyPlace, reader: &Reader) {
    // A label that is misspelt leaves its definition without a link.
    let unused = problems.iter().filter_map(|problem| match &problem.kind {
        ProblemKind::UnusedDefinition(label) => Some(&**label),
        _ => None,
    });
    let unused = Arc::new(Known::new(unused));
    for problem in problems {
        let found = match &problem.kind {
            ProblemKind::UndefinedReference(label) => Some(undefined(label, &unused)),
            kind => finding(kind),
        };
        let Some(mut finding) = found else { continue };
        if finding.code == Code::BrokenLink {
            finding = finding.with_severity(reader.ways().broken_links);
        }
        reader.report(finding, place.range(&problem.range()));
    }
    missed::report(problems, place, reader);
}

/// A link whose label no line defines.
fn undefined(label: &str, unused: &Arc<Known>) -> Diagnostic {
    let shown = short(label);
    let message =
        format!("no line says where `[{shown}]` leads, so this is shown as it stands here");
    let help = format!("add a line `[{shown}]: address`, or write [words](address)");
    Diagnostic::error(Code::BrokenLink, message)
        .meant_among(label, unused)
        .help(help)
}

/// `None` for what needs no word to an editor.
#[expect(
    clippy::too_many_lines,
    reason = "one entry for each kind, so that none is ever forgotten"
)]
fn finding(kind: &ProblemKind) -> Option<Diagnostic> {
    let error =
        |code, message: String, help: &str| Some(Diagnostic::error(code, message).help(help));
    let warning =
        |message: String, help: &str| Some(Diagnostic::warning(Code::Markdown, message).help(help));
    match kind {
        ProblemKind::RawHtml(tag) => error(
            Code::RawHtml,
            format!("`<{}>` is HTML, which pages do not hold", short(tag)),
            "write it in Markdown, or put it in back quotes to show it as text; \
             `raw_html: allow` in site.yaml lets a whole site use HTML",
        ),
        ProblemKind::HtmlRefused { what, why } => error(
            Code::RawHtml,
            format!("`{}` {why}", short(what)),
            "take it away: pages hold no script, and readers go nowhere unasked, also where `raw_html: allow` lets a site use HTML",
        ),
        ProblemKind::HtmlLoads { what, address } => error(
            Code::RawHtml,
            format!("`{}` is fetched from another site: `{}`", short(what), short(address)),
            "put a copy of the file beside the page, or write a link to it: readers' browsers should ask nobody else",
        ),
        ProblemKind::HtmlStyle(rules) => css::of_html(rules).and_then(|what| {
            error(
                Code::RawHtml,
                format!("this style {what}"),
                "take it away; files that all pages fetch stand in a stylesheet of the site: `extra_css` in site.yaml",
            )
        }),
        ProblemKind::UnclosedComment => error(
            Code::Markdown,
            "this comment never ends, so everything after it is lost".to_owned(),
            "write `-->` at its end",
        ),
        ProblemKind::TextAfterComment => error(
            Code::Markdown,
            "text on the line of a comment is lost with the comment".to_owned(),
            "start a new line, after an empty one, for the text",
        ),
        ProblemKind::Scheme(scheme) => error(
            Code::LinkScheme,
            format!("a link may not start with `{}:`", short(scheme)),
            "links start with https:, http:, mailto:, tel:, sms: or webcal:, name a record by person:, contact:, role: or meeting:, or are the path of a page",
        )
        .map(|finding| finding.meant(nearest(scheme, RECORD_SCHEMES).map(|name| format!("{name}:")))),
        ProblemKind::ProtocolRelative => error(
            Code::LinkScheme,
            "a link that starts with `//` leads to another site".to_owned(),
            "write the full address with https:",
        ),
        ProblemKind::Address(address) => error(
            Code::BrokenLink,
            format!("`{}` is an address that leads nowhere", short(address)),
            "write the address in full, or take the link away",
        ),
        ProblemKind::MissingAlt => error(
            Code::Markdown,
            "this picture has no words for people who cannot see it".to_owned(),
            "say in the square brackets what the picture shows: ![Map of the four areas](map.png)",
        ),
        ProblemKind::AltIsFile(name) => warning(
            format!(
                "`{}` is the name of a file, and says nothing to people who cannot see this picture",
                short(name)
            ),
            "say in the square brackets what the picture shows: ![Map of the four areas](map.png)",
        ),
        ProblemKind::DuplicateId(id) => error(
            Code::DuplicateId,
            format!("two headings of this page have the id `{}`", short(id)),
            "give each heading an id of its own",
        ),
        ProblemKind::HeadingAttribute(text) => {
            let message = format!(
                "`{}` cannot stand in braces after a heading, and is left out",
                short(text)
            );
            let help = "only an id can, of letters, digits and the signs - _ . : as in {#contacts}";
            // Other programs read these; any other word is most likely a part of the heading.
            let is_attribute = text.starts_with(['.', '#']) || text.contains('=');
            if is_attribute {
                warning(message, help)
            } else {
                error(Code::Markdown, message, help)
            }
        }
        ProblemKind::EmptyHeading => error(
            Code::Markdown,
            "this heading has no text".to_owned(),
            "write the heading, or remove the signs #",
        ),
        ProblemKind::UndefinedFootnote(label) => error(
            Code::Markdown,
            format!("there is no footnote `{}`", short(label)),
            "write the footnote on a line of its own: [^1]: …",
        ),
        ProblemKind::DuplicateFootnote(label) => error(
            Code::Markdown,
            format!("there are two footnotes `{}`", short(label)),
            "give each footnote a name of its own",
        ),
        ProblemKind::LinkAsText {
            words,
            address,
            image,
        } => {
            let what = if *image { "picture" } else { "link" };
            error(
                Code::BrokenLink,
                format!("this looks like a {what}, and would be shown as it stands here"),
                &link_as_text(words, address, *image),
            )
        }
        ProblemKind::ExtraCells { cells, columns } => error(
            Code::Markdown,
            format!(
                "this row has {cells} cells and the table {columns} columns, so the last would be lost"
            ),
            "give the table a column more, or write \\| for a bar that parts no cells",
        ),
        ProblemKind::TooDeep => error(
            Code::Markdown,
            "this is nested too deep for anybody to read".to_owned(),
            "look for a run of `>`, `*` or brackets that does not belong here",
        ),
        ProblemKind::TooManyHeadings => error(
            Code::TooLarge,
            format!(
                "this is heading {} of the page, and the last that it may have is {MAX_HEADINGS}",
                MAX_HEADINGS + 1
            ),
            "split it into several pages",
        ),
        ProblemKind::TooLong => error(
            Code::TooLarge,
            "the text is too long".to_owned(),
            "split it into several pages",
        ),
        ProblemKind::OtherWords(other) => Some(reach::other_words(other)),
        ProblemKind::Lookalike(lookalike) => Some(reach::lookalike(lookalike)),
        ProblemKind::Telephone(written, fault) => Some(reach::wrong_number(written, *fault)),
        ProblemKind::ReservedId(id) => warning(
            format!("the id `{}` is taken by the page itself", short(id)),
            "choose another id; this one gets a word in front",
        ),
        // Readers' browsers are sent nowhere unasked.
        ProblemKind::RemoteImage(address) => error(
            Code::Markdown,
            format!("the picture `{}` comes from another site", short(address)),
            "put a copy of the picture beside the page: readers' browsers should ask nobody else",
        ),
        ProblemKind::UnusedFootnote(label) => warning(
            format!(
                "nothing refers to the footnote `{}`, so it is not shown",
                short(label)
            ),
            "refer to it as [^…] in the text, or remove it",
        ),
        ProblemKind::HiddenCharacter(character) => Some(unseen::finding(*character)),
        ProblemKind::UnusedDefinition(label) => warning(
            format!("no link uses the line `[{}]: …`", short(label)),
            "write [words][…] where the link is to stand, or remove the line",
        ),
        // These are told together, or need no word.
        ProblemKind::UndefinedReference(_)
        | ProblemKind::Missed(..)
        | ProblemKind::LevelOneHeading => None,
    }
}

/// `person: Ann Lee` as a link names it: `person:ann-lee`. `None` for an address of another site.
fn without_space(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once(':')?;
    let scheme = scheme.trim().to_ascii_lowercase();
    let words: Vec<&str> = rest.split_whitespace().collect();
    let rest = match scheme.as_str() {
        "tel" | "sms" | "mailto" => words.concat(),
        _ if RECORD_SCHEMES.contains(&scheme.as_str()) => words.join("-").to_lowercase(),
        _ if rest.starts_with(char::is_whitespace) && words.len() == 1 => words.concat(),
        _ => return None,
    };
    Some(format!("{scheme}:{rest}"))
}

/// How to write a link or picture with these words and this address.
fn link_as_text(words: &str, address: &str, image: bool) -> String {
    let mark = if image { "!" } else { "" };
    let words = words.trim().replace('\n', " ");
    let words = short(&words);
    let right = |address: &str| format!("{mark}[{words}]({})", short(address));
    let elsewhere = address.contains(':') || address.starts_with("//");
    if !address.contains(char::is_whitespace) {
        return format!(
            "write {} without a space between the brackets, and close both of them",
            right(address)
        );
    }
    if let Some(named) = without_space(address) {
        return format!(
            "no space stands in what a link names: write {}",
            right(&named)
        );
    }
    if elsewhere {
        return format!(
            "write %20 for a space in the address: {}",
            right(&address.replace(' ', "%20"))
        );
    }
    // Names of files hold no space: the finding at the file proposes the same.
    let (path, heading) = address.split_once('#').unwrap_or((address, ""));
    match better_path(path).filter(|_| heading.is_empty()) {
        Some(path) => format!(
            "names of files hold no spaces: when the file is renamed, write {}",
            right(&path)
        ),
        None => {
            "write [words](address) without a space between the brackets, and close both of them"
                .to_owned()
        }
    }
}
