//! Findings for editors, as plain data. Only the command line draws them.

mod annotations;
mod code;
mod explained;
mod html;
mod io;
mod json;
mod known;
mod later;
mod levels;
mod nearest;
mod position;
mod sarif;
#[cfg(feature = "cli")]
mod text;
mod texts;

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

pub use annotations::draw_annotations;
pub use code::Code;
pub use explained::{Example, Explanation, Shows, explanations};
pub use html::draw_html;
pub(crate) use io::reason;
pub use json::draw_json;
pub(crate) use known::Known;
pub use later::Later;
pub(crate) use levels::{Level, Levels, RULES};
pub(crate) use nearest::is_slip;
pub use nearest::nearest;
pub use position::{Position, position};
pub use sarif::draw_sarif;
#[cfg(feature = "cli")]
pub use text::{DrawText, draw_text};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site cannot be published like this: nothing is written.
    Error,
    /// Worth mending; the site is still built.
    Warning,
    /// Worth a thought. It stands in nobody's way, under `--strict` neither.
    Note,
}

impl Severity {
    /// The word that every format uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// Where in the source a finding lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path relative to the site's root, with forward slashes.
    pub file: Arc<str>,
    /// Byte range in the text of the file as Redway reads it (byte order mark
    /// removed, line endings as LF). `None` when the whole file is meant.
    pub span: Option<Range<usize>>,
}

/// One finding: severity, stable code, place, what is wrong, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// The stable name of this sort of finding.
    pub code: Code,
    /// Where it is; `None` only for what stands in no file, such as a word of the command line.
    pub place: Option<Place>,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// A few words beside the marked text.
    pub label: String,
    /// What to do about it, each a sentence; [`Diagnostic::advice`] gives all of it.
    pub help: Vec<String>,
    /// What more to say, before `help`, worked out only when the finding is shown.
    pub later: Option<Later>,
    /// The text that belongs at the place, when it is not a file of the source
    /// (an embedded template, for instance).
    pub text: Option<Arc<str>>,
    /// Who answers for the file, as `owner` of a page or folder says.
    pub owner: Option<Arc<str>>,
}

impl Diagnostic {
    /// An error without a place; add one with [`Diagnostic::at`].
    #[must_use]
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Diagnostic {
            severity: Severity::Error,
            code,
            place: None,
            message: message.into(),
            label: String::new(),
            help: Vec::new(),
            later: None,
            text: None,
            owner: None,
        }
    }

    /// A warning without a place; add one with [`Diagnostic::at`].
    #[must_use]
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(code, message)
        }
    }

    /// The same finding with another severity, as a setting of the site asks.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Marks a byte range of a file.
    #[must_use]
    pub fn at(mut self, file: &Arc<str>, span: Range<usize>) -> Self {
        self.place = Some(Place {
            file: Arc::clone(file),
            span: Some(span),
        });
        self
    }

    /// Marks a whole file.
    #[must_use]
    pub fn in_file(mut self, file: &Arc<str>) -> Self {
        self.place = Some(Place {
            file: Arc::clone(file),
            span: None,
        });
        self
    }

    /// Words beside the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// A sentence on what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Sentences on what to do that cost more than the mistake itself, such as the nearest of many names: they are worked out
    /// when the finding is shown, and stand before all others.
    #[must_use]
    pub fn later(mut self, advice: impl Fn() -> Vec<String> + Send + Sync + 'static) -> Self {
        self.later = Some(Later::new(advice));
        self
    }

    /// `did you mean …?` with the nearest of many names, looked for when the finding is shown.
    #[must_use]
    pub(crate) fn meant_among(self, wrong: &str, known: &Arc<Known>) -> Self {
        let (wrong, known) = (Box::<str>::from(wrong), Arc::clone(known));
        self.later(move || known.nearest(&wrong).iter().map(did_you_mean).collect())
    }

    /// What to do about it, each a sentence.
    #[must_use]
    pub fn advice(&self) -> Vec<String> {
        let later = self.later.as_ref().map(Later::say);
        let mut advice = later.unwrap_or_default();
        advice.extend_from_slice(&self.help);
        advice
    }

    /// What is wrong and what to do about it, one sentence after the other.
    pub(crate) fn in_sentences(&self) -> String {
        let mut sentences = self.message.clone();
        for advice in &self.advice() {
            let ends = sentences.ends_with(['?', '.']);
            sentences.push_str(if ends { " " } else { ". " });
            sentences.push_str(advice);
        }
        sentences
    }

    /// `did you mean …?` with the nearest of a few words, when one is near enough.
    #[must_use]
    pub fn did_you_mean<'a>(self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        self.meant(nearest(wrong, known))
    }

    /// `did you mean …?` with what is likely meant, if that is known.
    #[must_use]
    pub fn meant(self, likely: Option<impl fmt::Display>) -> Self {
        self.help_if(likely.map(did_you_mean))
    }

    /// What to do, where there is something to say.
    #[must_use]
    pub fn help_if(mut self, help: Option<String>) -> Self {
        self.help.extend(help);
        self
    }
}

/// The question that proposes what is likely meant.
pub(crate) fn did_you_mean(likely: impl fmt::Display) -> String {
    format!("did you mean `{likely}`?")
}

/// As much of a wrong name as a finding shows.
pub(crate) fn clipped(name: &str) -> String {
    name.chars().take(60).collect()
}

/// All the findings of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// Whether no more than [`MOST_OF_ONE`] are kept.
    bounded: bool,
    /// How many were not kept.
    left_out: usize,
}

/// The most findings that are kept of one file. Nobody mends as many one by one, and a file of 4 MB could hold millions.
const MOST_OF_ONE: usize = 50_000;

impl Diagnostics {
    /// No findings yet.
    #[must_use]
    pub fn new() -> Self {
        Diagnostics::default()
    }

    /// No findings yet, of one file: when there are very many, the rest are counted.
    pub(crate) fn of_one_file() -> Self {
        Diagnostics {
            bounded: true,
            ..Diagnostics::default()
        }
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.bounded && self.list.len() >= MOST_OF_ONE {
            self.left_out += 1;
        } else {
            self.list.push(diagnostic);
        }
    }

    /// Nothing is added any more: says how many were left out. That a key is empty is left out where something else is told
    /// of it, which says why it may not be.
    pub(crate) fn closed(mut self) -> Self {
        let start = |finding: &Diagnostic| finding.place.as_ref()?.span.as_ref().map(|s| s.start);
        let is_empty_key = |finding: &Diagnostic| finding.code == Code::EmptyKey;
        if self.list.iter().any(is_empty_key) {
            let others = self.list.iter().filter(|finding| !is_empty_key(finding));
            let told: HashSet<usize> = others.filter_map(start).collect();
            self.list.retain(|finding| {
                !is_empty_key(finding) || start(finding).is_none_or(|start| !told.contains(&start))
            });
        }
        let file = self.list.last().and_then(|last| last.place.as_ref());
        if let Some(file) = file
            .map(|place| Arc::clone(&place.file))
            .filter(|_| self.left_out > 0)
        {
            let finding = Diagnostic::error(
                Code::TooManyFindings,
                format!("{} more findings of this file are not shown", self.left_out),
            );
            let help = "correct those that are shown first: most likely one slip made many of them";
            self.list.push(finding.in_file(&file).help(help));
        }
        Diagnostics {
            list: self.list,
            ..Diagnostics::default()
        }
    }

    /// Adds some findings.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Diagnostic>) {
        self.list.extend(findings);
    }

    /// Adds all the findings of another run or file.
    pub fn append(&mut self, other: Diagnostics) {
        self.list.extend(other.list);
    }

    /// Sorts by file and place, and drops what is said twice.
    pub fn sort(&mut self) {
        let key = |d: &Diagnostic| {
            let (file, start, end) = match &d.place {
                Some(place) => (
                    Some(Arc::clone(&place.file)),
                    place.span.as_ref().map_or(0, |s| s.start),
                    place.span.as_ref().map_or(0, |s| s.end),
                ),
                None => (None, 0, 0),
            };
            (file, start, end, d.code.name(), d.message.clone())
        };
        self.list.sort_by_cached_key(key);
        self.list.dedup();
    }

    /// Makes every warning an error, as `--strict` asks. Notes stay notes.
    pub fn make_strict(&mut self) {
        for diagnostic in &mut self.list {
            if diagnostic.severity == Severity::Warning {
                diagnostic.severity = Severity::Error;
            }
        }
    }

    /// The findings without notes.
    #[must_use]
    pub fn without_notes(&self) -> Self {
        let list = self.list.iter();
        Diagnostics {
            list: list
                .filter(|d| d.severity != Severity::Note)
                .cloned()
                .collect(),
            ..Diagnostics::default()
        }
    }

    /// Whether anything stands in the way of publishing.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings there are.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    /// How many notes there are.
    #[must_use]
    pub fn notes(&self) -> usize {
        self.count(Severity::Note)
    }

    fn count(&self, severity: Severity) -> usize {
        let all = self.list.iter();
        all.filter(|d| d.severity == severity).count()
    }

    /// The findings in order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn very_many_findings_of_one_file_are_counted() {
        let file: Arc<str> = "content/b.md".into();
        let mut all = Diagnostics::of_one_file();
        for at in 0..MOST_OF_ONE + 3 {
            all.push(Diagnostic::warning(Code::UnknownKey, "wrong").at(&file, at..at + 1));
        }
        let all = all.closed();
        assert_eq!(all.iter().count(), MOST_OF_ONE + 1);
        let last = all.iter().last().expect("there are some");
        assert_eq!(last.message, "3 more findings of this file are not shown");
        assert_eq!(all.errors(), 1);
        assert_eq!(Diagnostics::of_one_file().closed(), Diagnostics::new());
    }

    #[test]
    fn sorting_is_by_file_then_place_and_says_nothing_twice() {
        let file: Arc<str> = "content/b.md".into();
        let first: Arc<str> = "content/a.md".into();
        let mut all = Diagnostics::new();
        all.push(Diagnostic::error(Code::UnknownKey, "late").at(&file, 9..10));
        all.push(Diagnostic::error(Code::UnknownKey, "early").at(&file, 1..2));
        all.push(Diagnostic::error(Code::UnknownKey, "early").at(&file, 1..2));
        all.push(Diagnostic::warning(Code::UnknownKey, "other").at(&first, 5..6));
        all.sort();
        let words: Vec<_> = all.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(words, ["other", "early", "late"]);
        assert_eq!((all.errors(), all.warnings()), (2, 1));
    }
}
