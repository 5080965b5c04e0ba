//! One Markdown file.

use std::ops::Range;
use std::sync::Arc;

use super::kinds::{self, Kinded};
use super::markdown::front_matter::Slip;
use super::markdown::inline::Inline;
use super::markdown::{call, findings, front_matter, json, toml};
use super::parts::{aliases, allow, audience, contact, language, step};
use super::raw::{BodyPlace, RawBody, RawKind, RawPage};
use super::yaml;
use super::yaml::fields::{Fields, Reader, Reported};
use super::yaml::notation::Notation;
use super::yaml::tree::{Node, Value};
use crate::calendar::shows_nothing;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::PAGE;
use crate::markdown::{self, Options};
use crate::model::{Data, MOST_SEARCHED};

/// What became of a file.
#[expect(
    clippy::large_enum_variant,
    reason = "nearly all are pages, and all lie in one piece of memory"
)]
pub(super) enum Outcome {
    /// A page.
    Page(RawPage),
    /// A draft, left out of this build.
    Draft,
    /// Nothing that the site can use; the reader holds the reason.
    Nothing,
}

/// Reads a page from the text of its file.
pub(super) fn read(
    file: &Arc<str>,
    (path, section): (&str, Option<&str>),
    text: &str,
    drafts: bool,
    options: &Options<'_>,
    reader: &Reader,
) -> Outcome {
    let parts = match front_matter::split(text) {
        Ok(parts) => parts,
        Err(slip) => {
            report_slip(slip, text, reader);
            return Outcome::Nothing;
        }
    };
    let node = match &parts.facts {
        None => Some(no_facts()),
        Some((notation, range)) => {
            reader.write_in(*notation);
            let tree = match notation {
                Notation::Yaml => yaml::file::tree,
                Notation::Toml => toml::tree,
                Notation::Json => json::tree,
            };
            let facts = &text[range.clone()];
            match tree(facts, range.start, reader) {
                Some(Node {
                    value: Value::Null, ..
                }) => Some(no_facts()),
                Some(mut node) => {
                    yaml::unseen::leave_out(&mut node, facts, range.start, reader);
                    yaml::curly::report(&node, reader);
                    Some(node)
                }
                None => None,
            }
        }
    };
    let fields = node.and_then(|node| reader.fields(node, &PAGE));
    // Broken front matter does not keep the text from being checked.
    let Some(mut fields) = fields else {
        body(text, parts.body, None, options, reader);
        return Outcome::Nothing;
    };
    let title = fields.plain("title");
    let body = body(text, parts.body, title.as_deref(), options, reader);
    report_size(text.len() - parts.body, options.search_text, reader);
    page(
        fields,
        title,
        file,
        (path, section),
        body,
        drafts,
        &Inline { text, options },
    )
}

/// Says what keeps front matter from being read.
fn report_slip(slip: Slip, text: &str, reader: &Reader) {
    let reported = |message: &str| Diagnostic::error(Code::FrontMatter, message);
    let never_ends = || reported("the front matter never ends");
    let signs = |notation: Notation| match notation {
        Notation::Toml => ("three plus signs", "+++"),
        Notation::Yaml | Notation::Json => ("three hyphens", "---"),
    };
    let (finding, span) = match slip {
        Slip::Start(notation, line) => {
            let (words, fence) = signs(notation);
            (
                reported(&format!("the facts of this page do not start with a line `{fence}`")).help(format!(
                    "the first line of the file is {words} and nothing else, and so is the line after the last fact"
                )),
                line,
            )
        }
        Slip::End(notation, Some(line)) => {
            let (words, fence) = signs(notation);
            (
                never_ends().label("this line may be meant").help(format!(
                    "the line after the last fact is {words} and nothing else: `{fence}`"
                )),
                line,
            )
        }
        Slip::End(notation, None) => {
            let help = match notation {
                Notation::Json => "close the brace with `}` after the last fact, before the text".to_owned(),
                _ => format!("write a line `{}` after the last fact, before the text", signs(notation).1),
            };
            let length = if notation == Notation::Json { 1 } else { 3 };
            (
                never_ends().label("it starts here").help(help),
                0..length.min(text.len()),
            )
        }
        Slip::Mixed { facts, lines, at } => {
            let ((facts, fence), (lines, other)) = (facts.name_and_fence(), lines.name_and_fence());
            (
                reported(&format!("this is {facts}, and lines `{other}` stand around {lines}")).help(format!(
                    "write `{fence}` instead of `{other}` before the first fact and after the last"
                )),
                at,
            )
        }
        Slip::Foreign(line) => (
            reported("facts in this form are not read").help(
                "write them as YAML between two lines `---`, as in `title: Leave`; TOML between two lines `+++` and JSON in braces are read too",
            ),
            line,
        ),
    };
    reader.report(finding, span);
}

/// Tells of a page that is too large for its readers.
fn report_size(length: usize, searched: bool, reader: &Reader) {
    if searched && length > MOST_SEARCHED {
        let message = "the text of this page is so long that search knows only its beginning";
        reader.report(
            Diagnostic::warning(Code::TooLarge, message).help("split it into several pages"),
            0..0,
        );
    }
}

/// The facts of a page without front matter.
fn no_facts() -> Node {
    Node {
        span: 0..0,
        value: Value::Map(Vec::new()),
    }
}

fn body(
    text: &str,
    from: usize,
    title: Option<&str>,
    options: &Options<'_>,
    reader: &Reader,
) -> RawBody {
    let document = markdown::convert(&text[from..], &Options { title, ..*options });
    let place = BodyPlace::As(from..text.len());
    findings::report(&document.problems, &place, reader);
    let calls = call::read(&document.calls, &place, reader);
    RawBody {
        calls,
        ..RawBody::new(document, place)
    }
}

/// Reports a page that nobody could name.
fn missing_title(reader: &Reader, is_written: bool, span: Range<usize>) {
    let notation = reader.notation();
    let help = if is_written {
        let (before, _) = notation.before_value("title");
        format!("write after `{before}` what the page is called")
    } else {
        let line = notation.line("title", "…");
        format!("add a line `{line}` {}", notation.place())
    };
    reader.report(
        Diagnostic::error(Code::MissingTitle, "this page has no title").help(help),
        span.start..span.end.max(span.start + 1),
    );
}

fn page(
    mut fields: Fields<'_>,
    title: Option<String>,
    file: &Arc<str>,
    (path, section): (&str, Option<&str>),
    body: RawBody,
    drafts: bool,
    inline: &Inline<'_>,
) -> Outcome {
    let reader = fields.reader;
    let is_home = section == Some("");
    let kind_name = fields.text("kind");
    let heading = body.document.title.as_deref();
    let title = title.or_else(|| {
        heading
            .filter(|text| !shows_nothing(text))
            .map(str::to_owned)
    });
    let draft_span = fields.key_span("draft");
    let draft = fields.flag("draft").unwrap_or(false);
    let weight = fields.order("weight");
    let (description, date) = (fields.plain("description"), fields.date("date"));
    let (updated, updated_unavailable) = match fields.day("updated") {
        Ok(day) => (day.map(|day| day.value), false),
        Err(Reported) => (None, true),
    };
    let mut page = RawPage {
        file: Arc::clone(file),
        path: path.to_owned(),
        section: section.map(str::to_owned),
        title: String::new(),
        description,
        date,
        updated,
        updated_unavailable,
        checked: fields.day("checked").ok().flatten(),
        owner: fields.plain("owner"),
        allow: allow::read(&mut fields),
        tags: fields.plain_list("tags"),
        keywords: aliases::keywords(&mut fields, title.as_deref()),
        aliases: fields.texts("aliases"),
        draft,
        order: fields.order("order").or(weight),
        template: fields.text("template"),
        under: fields.plain("under"),
        documents: fields.texts("documents"),
        extra: fields.data("extra"),
        as_of: fields.as_of("as_of"),
        language: language::read(&mut fields),
        audience: audience::read(&mut fields),
        contacts: Vec::new(),
        steps: step::read(&mut fields, inline),
        kind: RawKind::Page,
        body,
        outline: None,
    };
    // The description says it better; ten thousand of these add up.
    if page.description.is_some() {
        page.body.document.excerpt = markdown::Plain::default();
    }
    let kind = kinds::read(kind_name, &mut fields, inline);
    match &kind {
        Kinded::Usable(kind) if kind.has_contacts() => {}
        _ => page.contacts = contact::contacts(&mut fields),
    }
    let title_span = fields.key_span("title");
    let title_written = fields.has("title");
    // The keys of an unknown kind cannot be judged.
    if !matches!(kind, Kinded::Unknown) {
        fields.finish();
    }
    match title {
        Some(title) => page.title = title,
        None if is_home => {}
        None => {
            missing_title(reader, title_written, title_span);
            return Outcome::Nothing;
        }
    }
    let Kinded::Usable(kind) = kind else {
        return Outcome::Nothing;
    };
    page.kind = kind;
    if draft && !drafts {
        if is_home {
            reader.report(
                Diagnostic::warning(
                    Code::DraftHome,
                    "the home page is a draft, so its text is left out",
                )
                .help("take `draft` away when it is ready; --drafts shows it"),
                draft_span,
            );
        }
        return Outcome::Draft;
    }
    if let Data::Null = page.extra {
        page.extra = Data::Map(Vec::new());
    }
    Outcome::Page(page)
}
