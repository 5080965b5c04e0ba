//! Reading the keys of a mapping, with every mistake reported and none thrown.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::tree::{Key, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, nearest};
use crate::load::values::dates::{self, Form, NoDate};
use crate::load::values::meant;
use crate::model::{AsOf, Data};

/// A value with its byte range in its file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spanned<T> {
    /// The value.
    pub(crate) value: T,
    /// Byte range in the file.
    pub(crate) span: Range<usize>,
}

/// A mistake that is told already.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reported;

/// Collects what is wrong in one file.
pub(crate) struct Reader {
    file: Arc<str>,
    unknown_keys: Severity,
    findings: RefCell<Diagnostics>,
}

impl Reader {
    /// A reader for one file; unknown keys are reported at the given severity.
    pub(crate) fn new(file: &Arc<str>, unknown_keys: Severity) -> Self {
        Reader {
            file: Arc::clone(file),
            unknown_keys,
            findings: RefCell::default(),
        }
    }

    /// Whether keys that nobody knows are errors.
    pub(crate) fn is_strict(&self) -> bool {
        self.unknown_keys == Severity::Error
    }

    /// The findings of the file.
    pub(crate) fn into_findings(self) -> Diagnostics {
        self.findings.into_inner()
    }

    /// Reports a finding at a place of this file.
    pub(crate) fn report(&self, diagnostic: Diagnostic, span: Range<usize>) {
        self.findings
            .borrow_mut()
            .push(diagnostic.at(&self.file, span));
    }

    /// Reports a finding that has its place already, in another file.
    pub(crate) fn report_elsewhere(&self, diagnostic: Diagnostic) {
        self.findings.borrow_mut().push(diagnostic);
    }

    fn error(&self, code: Code, message: impl Into<String>, span: &Range<usize>, help: &str) {
        self.report(Diagnostic::error(code, message).help(help), span.clone());
    }

    /// The fields of a mapping; anything else is reported.
    pub(crate) fn fields<'r>(&'r self, node: Node, what: &'static str) -> Option<Fields<'r>> {
        self.fields_or(node, what, "write each fact as `key: value`, one to a line")
    }

    /// The same for what is often written otherwise, with an example for who did.
    pub(crate) fn fields_like<'r>(
        &'r self,
        node: Node,
        what: &'static str,
        example: &str,
    ) -> Option<Fields<'r>> {
        self.fields_or(node, what, &format!("write for example {example}"))
    }

    fn fields_or<'r>(&'r self, node: Node, what: &'static str, help: &str) -> Option<Fields<'r>> {
        match node.value {
            Value::Map(entries) => Some(Fields {
                reader: self,
                what,
                span: node.span,
                entries: entries.into_iter().map(|(k, v)| (k, Some(v))).collect(),
                known: Vec::new(),
                missing: Vec::new(),
            }),
            other => {
                self.error(
                    Code::WrongType,
                    format!(
                        "{what} should be a set of `key: value` lines, not {}",
                        kind_of(&other)
                    ),
                    &node.span,
                    help,
                );
                None
            }
        }
    }

    /// A text; anything else is reported.
    pub(crate) fn text(&self, node: Node, what: &str) -> Option<Spanned<String>> {
        match node.value {
            Value::Scalar { text, .. } => Some(Spanned {
                value: text.trim().to_owned(),
                span: node.span,
            }),
            other => {
                self.error(
                    Code::WrongType,
                    format!("{what} should be text, not {}", kind_of(&other)),
                    &node.span,
                    "put the text on the same line, in double quotes if it holds a colon or a brace",
                );
                None
            }
        }
    }

    /// A date like 2026-06-29.
    pub(crate) fn date(&self, node: Node, what: &str) -> Option<Spanned<Date>> {
        self.date_of(self.text(node, what)?)
    }

    /// The date that a text is.
    pub(crate) fn date_of(&self, text: Spanned<String>) -> Option<Spanned<Date>> {
        let Spanned { value, span } = text;
        match dates::date(&value) {
            Ok(date) => Some(Spanned { value: date, span }),
            Err(problem) => {
                let finding = match problem {
                    NoDate::NoSuchDay(why) => no_such_day(&value, &why),
                    NoDate::Form(form) => not_a_day(&value, &form),
                };
                self.report(finding, span);
                None
            }
        }
    }
}

/// The finding for a date in the right form, of a day that the calendar does not have.
pub(crate) fn no_such_day(written: &str, why: &str) -> Diagnostic {
    let shown = short(written);
    Diagnostic::error(Code::BadDate, format!("`{shown}` does not exist: {why}"))
        .help("look the date up and correct it")
}

/// The finding for what is no date, with what may be meant if that is plain.
fn not_a_day(written: &str, form: &Form) -> Diagnostic {
    let days: Vec<&str> = written.split(',').map(str::trim).collect();
    let several = days.len() > 1 && days.iter().all(|day| dates::date(day).is_ok());
    let proposed = |meant: &String| form.proposal.as_ref().is_some_and(|p| p.contains(meant));
    let help = if several {
        format!(
            "write several days as a list: [{}]",
            short(&days.join(", "))
        )
    } else if let Some(meant) = meant::moment(written).filter(|meant| !proposed(meant)) {
        format!("write it as year, month, day; if this is meant: {meant}")
    } else {
        "write it as 2026-06-29: year, month, day".to_owned()
    };
    let shown = short(written);
    Diagnostic::error(Code::BadDate, format!("`{shown}` is not a date: {form}")).help(help)
}

/// The sort of a value in an editor's words.
fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Scalar { .. } => "text",
        Value::List(_) => "a list",
        Value::Map(_) => "a set of keys",
    }
}

/// The keys of one mapping. Every `take…` names a key that may be there; what is
/// left at [`Fields::finish`] is unknown.
pub(crate) struct Fields<'r> {
    /// Where findings go.
    pub(crate) reader: &'r Reader,
    what: &'static str,
    /// Byte range of the mapping.
    pub(crate) span: Range<usize>,
    entries: Vec<(Key, Option<Node>)>,
    known: Vec<&'static str>,
    /// Keys that should be there, with what to say unless a slip in a key explains it.
    missing: Vec<(&'static str, Diagnostic, Range<usize>)>,
}

impl Fields<'_> {
    /// The value of a key, if it is there and not empty.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<Node> {
        self.known.push(key);
        let (_, slot) = self
            .entries
            .iter_mut()
            .find(|(k, v)| k.text == key && v.is_some())?;
        let node = slot.take()?;
        (node.value != Value::Null).then_some(node)
    }

    /// Whether a key is written, even with nothing after it.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(k, _)| k.text == key)
    }

    /// Whether a key is written with something after it.
    pub(crate) fn has_value(&self, key: &str) -> bool {
        let mut entries = self.entries.iter();
        entries.any(|(k, v)| k.text == key && v.as_ref().is_some_and(|v| v.value != Value::Null))
    }

    /// The place of a key as written, else the start of the mapping.
    pub(crate) fn key_span(&self, key: &str) -> Range<usize> {
        self.entries
            .iter()
            .find(|(k, _)| k.text == key)
            .map_or(self.span.start..self.span.start + 1, |(k, _)| {
                k.span.clone()
            })
    }

    /// A text.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.take(key)?;
        self.reader
            .text(node, &format!("`{key}`"))
            .filter(|t| !t.value.is_empty())
    }

    /// A text without its place.
    pub(crate) fn plain(&mut self, key: &'static str) -> Option<String> {
        self.text(key).map(|t| t.value)
    }

    /// A text that must be there.
    pub(crate) fn required(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let written = self.take(key);
        if let Some(node) = written
            && let Some(text) = self.reader.text(node, &format!("`{key}`"))
            && !text.value.is_empty()
        {
            return Some(text);
        } else if self.reader_said_wrong_type(key) {
            return None;
        }
        let (span, message, help) = if self.has(key) {
            (
                self.key_span(key),
                format!("`{key}` is empty"),
                format!("write after the colon what it is: `{key}: …`"),
            )
        } else {
            (
                self.span.start..self.span.start + 1,
                format!("{} has no `{key}`", self.what),
                format!("add a line `{key}: …`"),
            )
        };
        let finding = Diagnostic::error(Code::MissingKey, message).help(help);
        self.missing.push((key, finding, span));
        None
    }

    /// Whether the value of a key was already reported, so that it is not called missing too.
    fn reader_said_wrong_type(&self, key: &str) -> bool {
        let wanted = format!("`{key}` should be text");
        self.reader.findings.borrow().iter().any(|d| {
            d.code == Code::WrongType
                && d.message.starts_with(&wanted)
                && d.place
                    .as_ref()
                    .and_then(|p| p.span.as_ref())
                    .is_some_and(|s| s.start >= self.span.start && s.end <= self.span.end)
        })
    }

    /// A list; a single value stands for a list of one.
    pub(crate) fn list(&mut self, key: &'static str) -> Vec<Node> {
        match self.take(key) {
            Some(Node {
                value: Value::List(items),
                ..
            }) => items,
            Some(node) => vec![node],
            None => Vec::new(),
        }
    }

    /// A list of texts; a single text stands for a list of one.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let what = format!("each of `{key}`");
        let reader = self.reader;
        self.list(key)
            .into_iter()
            .filter_map(|node| reader.text(node, &what))
            .filter(|t| !t.value.is_empty())
            .collect()
    }

    /// A list of texts without their places.
    pub(crate) fn plain_list(&mut self, key: &'static str) -> Vec<String> {
        self.texts(key).into_iter().map(|t| t.value).collect()
    }

    /// `true` or `false`, also written yes, no, on, off.
    pub(crate) fn flag(&mut self, key: &'static str) -> Option<bool> {
        self.choice(
            key,
            &[
                ("true", true),
                ("false", false),
                ("yes", true),
                ("no", false),
                ("on", true),
                ("off", false),
            ],
        )
    }

    /// A whole number.
    pub(crate) fn number(&mut self, key: &'static str) -> Option<i64> {
        let text = self.text(key)?;
        match text.value.parse() {
            Ok(number) => Some(number),
            Err(_) => {
                self.reader.error(
                    Code::WrongType,
                    format!(
                        "`{key}` should be a whole number, not `{}`",
                        short(&text.value)
                    ),
                    &text.span,
                    "write digits only, for example 10",
                );
                None
            }
        }
    }

    /// A date.
    pub(crate) fn date(&mut self, key: &'static str) -> Option<Date> {
        let node = self.take(key)?;
        self.reader.date(node, &format!("`{key}`")).map(|d| d.value)
    }

    /// A date with its place, if there is one.
    pub(crate) fn day(&mut self, key: &'static str) -> Result<Option<Spanned<Date>>, Reported> {
        let Some(node) = self.take(key) else {
            return Ok(None);
        };
        let day = self.reader.date(node, &format!("`{key}`"));
        day.map(Some).ok_or(Reported)
    }

    /// A list of dates; a single one stands for a list of one.
    pub(crate) fn days(&mut self, key: &'static str) -> Vec<Spanned<Date>> {
        let what = format!("each of `{key}`");
        let reader = self.reader;
        let nodes = self.list(key).into_iter();
        nodes.filter_map(|node| reader.date(node, &what)).collect()
    }

    /// A date that must be there.
    pub(crate) fn required_day(&mut self, key: &'static str) -> Option<Spanned<Date>> {
        let text = self.required(key)?;
        self.reader.date_of(text)
    }

    /// A year, a month or a day.
    pub(crate) fn as_of(&mut self, key: &'static str) -> Option<AsOf> {
        let text = self.text(key)?;
        match dates::as_of(&text.value) {
            Ok(as_of) => Some(as_of),
            Err(problem) => {
                self.reader.error(
                    Code::BadDate,
                    format!("`{}` is not a date: {problem}", short(&text.value)),
                    &text.span,
                    "write a year, a month or a day: 2021, 2021-09 or 2021-09-09",
                );
                None
            }
        }
    }

    /// One of a few words.
    pub(crate) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        let text = self.text(key)?;
        let found = words.iter().find(|(word, _)| *word == text.value);
        if found.is_none() {
            self.reader.report(
                unknown_value(key, &text.value, words.iter().map(|w| w.0)),
                text.span,
            );
        }
        found.map(|(_, value)| *value)
    }

    /// Some of a few words; a single one stands for a list of one.
    pub(crate) fn choices<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Vec<T> {
        let texts = self.texts(key);
        let mut found = Vec::new();
        for text in texts {
            match words.iter().find(|(word, _)| *word == text.value) {
                Some((_, value)) => found.push(*value),
                None => self.reader.report(
                    unknown_value(key, &text.value, words.iter().map(|w| w.0)),
                    text.span,
                ),
            }
        }
        found
    }

    /// Anything, for templates.
    pub(crate) fn data(&mut self, key: &'static str) -> Data {
        self.take(key).map_or(Data::Null, data)
    }

    /// All entries, for a mapping whose keys are ids.
    pub(crate) fn into_entries(self) -> Vec<(Key, Node)> {
        self.entries
            .into_iter()
            .filter_map(|(k, v)| Some((k, v?)))
            .collect()
    }

    /// Whether a key that nobody asked for is a slip in one of these, and an error. To be asked when all keys
    /// have been: the slip will stop the build, so what follows from it need not be told.
    pub(crate) fn misspelt(&self, keys: &[&str]) -> bool {
        self.entries.iter().any(|(key, left)| {
            let unknown = left.is_some() && !self.known.contains(&key.text.as_str());
            let meant = || nearest(&key.text, self.known.iter().copied());
            unknown && meant().is_some_and(|meant| keys.contains(&meant))
        }) && self.reader.is_strict()
    }

    /// Reports the keys that are missing, and those that nobody asked for.
    pub(crate) fn finish(mut self) {
        let reader = self.reader;
        for (key, finding, span) in std::mem::take(&mut self.missing) {
            if !self.misspelt(&[key]) {
                reader.report(finding, span);
            }
        }
        for (key, left) in &self.entries {
            if left.is_none() || self.known.contains(&key.text.as_str()) {
                continue;
            }
            let known: Vec<_> = self.known.iter().map(|k| format!("`{k}`")).collect();
            let own = if self.known.contains(&"extra") {
                "; data of your own goes under `extra`"
            } else {
                ""
            };
            let finding = Diagnostic::error(
                Code::UnknownKey,
                format!("{} has no key `{}`", self.what, short(&key.text)),
            )
            .with_severity(reader.unknown_keys)
            .label("not a key that Redway knows")
            .did_you_mean(&key.text, self.known.iter().copied())
            .help(format!("the keys here are {}{own}", known.join(", ")));
            reader.report(finding, key.span.clone());
        }
    }
}

/// A finding that a value is none of the words allowed.
pub(crate) fn unknown_value<'a>(
    key: &str,
    wrong: &str,
    words: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let all: Vec<_> = words.clone().map(|w| format!("`{w}`")).collect();
    Diagnostic::error(
        Code::UnknownValue,
        format!("`{key}` cannot be `{}`", short(wrong)),
    )
    .did_you_mean(wrong, words)
    .help(format!("it can be {}", all.join(", ")))
}

/// An editor's text cut to what a message can hold.
pub(crate) fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// YAML's core schema for data that only templates read.
fn data(node: Node) -> Data {
    match node.value {
        Value::Null => Data::Null,
        Value::Scalar { text, plain: true } => match text.as_str() {
            "true" => Data::Bool(true),
            "false" => Data::Bool(false),
            // Telephone numbers and codes with a leading zero stay text.
            word if word.len() > 1 && word.starts_with('0') && !word.starts_with("0.") => {
                Data::Text(text)
            }
            word => match (word.parse::<i64>(), word.parse::<f64>()) {
                (Ok(number), _) => Data::Integer(number),
                (_, Ok(number)) if number.is_finite() => Data::Float(number),
                _ => Data::Text(text),
            },
        },
        Value::Scalar { text, .. } => Data::Text(text),
        Value::List(items) => Data::List(items.into_iter().map(data).collect()),
        Value::Map(entries) => Data::Map(
            entries
                .into_iter()
                .map(|(k, v)| (k.text, data(v)))
                .collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse;
    use super::*;

    fn read<T>(text: &str, use_it: impl FnOnce(&mut Fields<'_>) -> T) -> (T, Vec<String>) {
        let reader = Reader::new(&"content/x.md".into(), Severity::Error);
        let value = {
            let (node, _) = parse(text, 0).expect("the test writes YAML");
            let mut fields = reader
                .fields(node, "this page")
                .expect("the test writes a mapping");
            let value = use_it(&mut fields);
            fields.finish();
            value
        };
        let said = reader
            .into_findings()
            .iter()
            .map(|d| format!("{}: {} | {}", d.code.name(), d.message, d.help.join(" | ")))
            .collect();
        (value, said)
    }

    #[test]
    fn all_mistakes_of_a_mapping_are_told_at_once() {
        let ((), said) = read(
            "titel: A\norder: many\ndraft: perhaps\ntags: {a: 1}\n",
            |f| {
                f.required("title");
                f.number("order");
                f.flag("draft");
                f.texts("tags");
            },
        );
        // The title is not called missing too: its key is the one with a slip.
        assert_eq!(said.len(), 4, "{said:#?}");
        assert!(said[3].contains("did you mean `title`?"), "{}", said[3]);
    }

    #[test]
    fn a_value_of_the_wrong_sort_is_not_called_missing_too() {
        let ((), said) = read("title: [a]\n", |f| {
            f.required("title");
        });
        assert_eq!(said.len(), 1, "{said:#?}");
        assert!(said[0].starts_with("wrong-type"));
    }

    #[test]
    fn free_data_keeps_numbers_truth_and_codes() {
        let (data, _) = read(
            "extra: {n: 3, f: 1.5, b: true, code: 0755, s: \"4\", l: [a]}\n",
            |f| f.data("extra"),
        );
        let Data::Map(entries) = data else {
            panic!("a map")
        };
        let values: Vec<_> = entries.into_iter().map(|(_, v)| v).collect();
        assert_eq!(
            values,
            [
                Data::Integer(3),
                Data::Float(1.5),
                Data::Bool(true),
                Data::Text("0755".into()),
                Data::Text("4".into()),
                Data::List(vec![Data::Text("a".into())])
            ]
        );
    }
}
