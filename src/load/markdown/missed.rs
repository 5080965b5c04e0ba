//! Text that was most likely meant as something else, in an editor's words: each sort a few times in a file, and then once
//! with how many there are.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::load::raw::BodyPlace;
use crate::load::yaml::fields::{Reader, short};
use crate::markdown::{Missed, Problem, ProblemKind};
use crate::model::CALLS;

/// So many of one sort in a file are told each at its place; of more only the first, with a count. Whoever brings a page from
/// another program has hundreds, and the remedy is the same for all.
const FEW: usize = 4;

/// Reports all that a text was meant as and is not.
pub(super) fn report(problems: &[Problem], place: &BodyPlace, reader: &Reader) {
    let missed = || {
        problems.iter().filter_map(|problem| match &problem.kind {
            ProblemKind::Missed(missed, right) if !is_known(*missed, right) => None,
            ProblemKind::Missed(missed, right) => Some((*missed, right, problem.range())),
            _ => None,
        })
    };
    let mut counts: HashMap<Missed, usize> = HashMap::new();
    for (missed, ..) in missed() {
        *counts.entry(missed).or_default() += 1;
    }
    for (missed, right, span) in missed() {
        // Once told with a count it is told no more.
        let count = match counts.get_mut(&missed) {
            Some(count) if *count > FEW => std::mem::take(count),
            Some(0) | None => continue,
            Some(_) => 1,
        };
        reader.report(finding(missed, right, count - 1), place.range(&span));
    }
}

/// Whether what is told of a call names one that there is.
fn is_known(missed: Missed, right: &str) -> bool {
    let name = match missed {
        Missed::Call => right,
        Missed::CallBraces => right.split('(').next().unwrap_or(right),
        _ => return true,
    };
    CALLS.contains(&name.trim_matches(['{', ' ']))
}

/// One finding, with how many more there are of the sort.
fn finding(missed: Missed, right: &str, more: usize) -> Diagnostic {
    let (what, help) = words(missed, right);
    let also = match more {
        0 => String::new(),
        more => format!(" (and {more} more like it)"),
    };
    let code = match missed {
        Missed::Call | Missed::CallBraces => Code::Call,
        _ => Code::NearlyMarkdown,
    };
    Diagnostic::warning(code, format!("{what} is shown as it stands here{also}")).help(help)
}

/// What a text is called, and what to write instead.
fn words(missed: Missed, right: &str) -> (&'static str, String) {
    let write = |what: &str| format!("{what}: {}", short(right));
    match missed {
        Missed::HeadingSpace => (
            "a heading without a space after its signs",
            write("write the space"),
        ),
        Missed::HeadingNoBreak => (
            "a heading with a no-break space after its signs",
            write("type the space anew (without Option or Alt)"),
        ),
        Missed::HeadingSigns => (
            "a heading with more than six signs",
            write("headings have at most six"),
        ),
        Missed::Bullets => (
            "a list with the marks of a word processor",
            write("begin each line of it with a hyphen and a space, after an empty line"),
        ),
        Missed::NumberSpace => (
            "a numbered list without a space after its numbers",
            write("write the space"),
        ),
        Missed::ListSpace => (
            "a list without a space after its marks",
            write("write the space"),
        ),
        Missed::ListNoBreak => (
            "a list with a no-break space after its marks",
            write("type the space anew (without Option or Alt)"),
        ),
        Missed::TableLine => (
            "a table without the line that makes it one",
            write("below its first row add a line with as many columns"),
        ),
        Missed::Stars => (
            "a text with a space inside of its stars",
            write("let the stars touch the words"),
        ),
        Missed::StarsSpace => (
            "a strong text without a space behind it",
            write("write the space"),
        ),
        Missed::Unclosed if right == "`" => (
            "code that never ends",
            "write a back quote behind its last word too; or \\` if the sign itself is meant".to_owned(),
        ),
        Missed::Unclosed => (
            "a mark that nothing closes in its paragraph",
            format!("write `{right}` behind the last word that it is for, without a space before it; or \\{right} if the sign itself is meant"),
        ),
        Missed::BoxSpace => (
            "a box without a space behind its mark",
            write("write the space"),
        ),
        Missed::CallBraces => (
            "a call with one brace on each side",
            write("write two, on a line of its own"),
        ),
        Missed::Box => (
            "a box with a word that is not read",
            write("the words are NOTE, TIP, IMPORTANT, WARNING and CAUTION, and a title may follow"),
        ),
        Missed::ForeignBox => (
            "a box or tab of another program",
            "write a quotation that starts with `> [!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`; \
             give what was a tab a heading"
                .to_owned(),
        ),
        Missed::Call => (
            "a call within a text, list, box or table",
            "give it a line of its own, outside of lists, boxes and tables, with an empty line before and after it".to_owned(),
        ),
        Missed::Template => (
            "a template of another program",
            "write what it stood for; back quotes around it show it as code".to_owned(),
        ),
        Missed::Import => (
            "a line of a program",
            "remove it; what it brought in is not read either".to_owned(),
        ),
        Missed::Link => (
            "a link that nothing closes",
            write("close its title and its brackets"),
        ),
        Missed::Wiki => (
            "a link of a wiki",
            write("name the file of the page"),
        ),
        Missed::Attributes => (
            "what stands in braces behind a link, picture or text",
            "remove it; only headings have braces, with an id".to_owned(),
        ),
    }
}
