//! Links to other sites: whether their pages are still there. Asked only when somebody wants it (`redway check --external`).

mod asking;
mod seen;
mod urls;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use self::asking::Answer;
pub(crate) use self::seen::Seen;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{LISTS, Raw};

/// Where a page of another site is named.
type Named = Vec<(Arc<str>, Range<usize>)>;

/// The files in which other sites may be named.
pub(crate) struct Files(Vec<Arc<str>>);

impl Files {
    /// Those of pages and lists.
    pub(crate) fn of(raw: &Raw) -> Self {
        let lists = LISTS
            .iter()
            .map(|list| format!("{}{list}", raw.prefix).into());
        let pages = raw.pages.iter().map(|page| Arc::clone(&page.file));
        Files(pages.chain(lists).collect())
    }
}

/// Asks for each page of another site that is linked to, once, and reports those that are gone or cannot be asked. Those that
/// were `seen` lately are not asked for, and those that are there are kept in it.
pub(crate) fn check(
    files: &Files,
    own: &str,
    (seen, today): (&mut Seen, Date),
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let mut named: BTreeMap<String, Named> = BTreeMap::new();
    for file in &files.0 {
        let Some(text) = text_of(file) else { continue };
        for (url, span) in urls::find(&text) {
            if !url.starts_with(own) {
                named.entry(url).or_default().push((Arc::clone(file), span));
            }
        }
    }
    seen.retain(|url| named.contains_key(url));
    named.retain(|url, _| !seen.is_fresh(url, today));
    let addresses: Vec<&str> = named.keys().map(String::as_str).collect();
    match asking::all(&addresses) {
        Err(why) => diagnostics.push(
            Diagnostic::warning(
                Code::LinkUnsure,
                format!("links to other sites were not checked: {why}"),
            )
            .help("install curl, which Redway asks other sites with"),
        ),
        Ok(answers) => {
            for ((url, places), answer) in named.iter().zip(answers) {
                if answer == Answer::There {
                    seen.keep(url, today);
                }
                tell(url, places, &answer, diagnostics);
            }
        }
    }
}

fn tell(url: &str, places: &Named, answer: &Answer, diagnostics: &mut Diagnostics) {
    let (code, message, help) = match answer {
        Answer::There => return,
        Answer::Gone(status) => (
            Code::LinkGone,
            format!("{url} is not there any more: its site answers {status}"),
            "link to where it is now, or take the link away",
        ),
        Answer::NoHost => (
            Code::LinkGone,
            format!("{url} is not there any more: there is no such host"),
            "link to where it is now, or take the link away",
        ),
        Answer::Blocked(status) => (
            Code::LinkUnsure,
            format!("{url} could not be checked: its site answers {status} to programs"),
            "open it in a browser",
        ),
        Answer::Silent(why) => (
            Code::LinkUnsure,
            format!("{url} could not be checked: {why}"),
            "try again later, or open it in a browser",
        ),
    };
    for (file, span) in places {
        let finding = Diagnostic::warning(code, message.clone());
        diagnostics.push(finding.help(help).at(file, span.clone()));
    }
}
