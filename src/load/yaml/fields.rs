//! Reading the keys of a mapping, with every mistake reported and none thrown.

use std::cell::{Cell, RefCell};
use std::fmt::Display;
use std::ops::Range;
use std::sync::Arc;

use super::declared::{self, Way};
use super::empty;
use super::loose;
use super::markup;
use super::notation::Notation;
use super::tree::{Key, Node, Value};
use crate::calendar::shows_nothing;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, did_you_mean, nearest};
use crate::keys::{Map, Record};

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

/// What the settings of a site say about all of its files.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ways {
    /// How keys that nobody knows are told.
    pub(crate) unknown_keys: Severity,
    /// How links are told that lead nowhere.
    pub(crate) broken_links: Severity,
    /// Whether its language is written from right to left.
    pub(crate) right_to_left: bool,
    /// Whether telephone numbers without a country code are those of the United Kingdom.
    pub(crate) british: bool,
    /// Whether people write a month before its day: 6/29/2027.
    pub(crate) month_first: bool,
}

/// Collects what is wrong in one file.
pub(crate) struct Reader {
    file: Arc<str>,
    ways: Ways,
    notation: Cell<Notation>,
    findings: RefCell<Diagnostics>,
}

impl Reader {
    /// A reader for one file; unknown keys are reported at the given severity.
    pub(crate) fn new(file: &Arc<str>, unknown_keys: Severity) -> Self {
        let ways = Ways {
            unknown_keys,
            broken_links: Severity::Error,
            right_to_left: false,
            british: false,
            month_first: false,
        };
        Reader::of_site(file, ways)
    }

    /// A reader for one file of a site.
    pub(crate) fn of_site(file: &Arc<str>, ways: Ways) -> Self {
        Reader {
            file: Arc::clone(file),
            ways,
            notation: Cell::new(Notation::Yaml),
            findings: RefCell::new(Diagnostics::of_one_file()),
        }
    }

    /// From here on facts are proposed in this notation, not in YAML.
    pub(crate) fn write_in(&self, notation: Notation) {
        self.notation.set(notation);
    }

    /// How facts are proposed.
    pub(crate) fn notation(&self) -> Notation {
        self.notation.get()
    }

    /// What the settings of the site say.
    pub(crate) fn ways(&self) -> Ways {
        self.ways
    }

    /// Whether keys that nobody knows are errors.
    pub(crate) fn is_strict(&self) -> bool {
        self.ways.unknown_keys == Severity::Error
    }

    /// The findings of the file.
    pub(crate) fn into_findings(self) -> Diagnostics {
        self.findings.into_inner().closed()
    }

    /// Reports a finding at a place of this file.
    pub(crate) fn report(&self, diagnostic: Diagnostic, span: Range<usize>) {
        self.findings
            .borrow_mut()
            .push(diagnostic.at(&self.file, span));
    }

    /// Reports markup in a text in which none is read.
    fn report_markup(&self, key: &str, text: &Spanned<String>) {
        if let Some(finding) = markup::finding(key, &text.value) {
            self.report(finding, text.span.clone());
        }
    }

    /// Reports a finding that has its place already, in another file.
    pub(crate) fn report_elsewhere(&self, diagnostic: Diagnostic) {
        self.findings.borrow_mut().push(diagnostic);
    }

    /// An error at a place of this file, with what to do.
    pub(super) fn error(
        &self,
        code: Code,
        message: impl Into<String>,
        span: &Range<usize>,
        help: &str,
    ) {
        self.report(Diagnostic::error(code, message).help(help), span.clone());
    }

    /// The fields of a record; anything else is reported.
    pub(crate) fn fields(&self, node: Node, record: &'static Record) -> Option<Fields<'_>> {
        let meant = loose::meant(record, &node.value, self.notation());
        let meant = meant.filter(|_| record.example.is_none());
        let meant = meant.map(|facts| format!("write `{facts}`"));
        let help = meant.or_else(|| record.example.map(for_example));
        let (entries, span) = self.mapping(node, record.what, help)?;
        let empty = entries
            .iter()
            .filter(|(_, node)| empty::is_empty(&node.value));
        Some(Fields {
            reader: self,
            record,
            own: None,
            span,
            empty: empty.map(|(key, _)| key.clone()).collect(),
            entries: entries.into_iter().map(|(k, v)| (k, Some(v))).collect(),
            asked: Vec::new(),
            missing: Vec::new(),
        })
    }

    /// The entries of a mapping whose keys an editor chooses; anything else is reported.
    pub(crate) fn entries(&self, node: Node, map: &'static Map) -> Option<Vec<(Key, Node)>> {
        let (mut entries, _) = self.mapping(node, map.what, map.example.map(for_example))?;
        for slip in loose::not_indented(map, &mut entries) {
            let keys = slip.keys.iter().map(|key| format!("`{key}`"));
            let keys = keys.collect::<Vec<_>>().join(", ");
            let id = &slip.id;
            self.error(
                Code::WrongType,
                format!("`{id}` has no facts: {keys} below it are not indented"),
                &slip.span,
                &format!("put two spaces before each line of `{id}`"),
            );
        }
        Some(entries)
    }

    fn mapping(&self, node: Node, what: &str, help: Option<String>) -> Option<Mapping> {
        let other = match node.value {
            Value::Map(entries) => return Some((entries, node.span)),
            other => other,
        };
        let help = help.unwrap_or_else(|| {
            let line = self.notation().line("key", "value");
            format!("write each fact as `{line}`, one to a line")
        });
        let is = kind_of(&other);
        let message = format!("{what} should be a set of `key: value` lines, not {is}");
        self.error(Code::WrongType, message, &node.span, &help);
        None
    }

    /// A text; anything else is reported.
    pub(crate) fn text(&self, node: Node, what: &str) -> Option<Spanned<String>> {
        self.scalar(node, what, &TEXT)
    }

    /// What stands on one line, as it is written; a list or a set of keys is reported as not what is wanted.
    pub(super) fn scalar(
        &self,
        node: Node,
        what: &str,
        wanted: &Wanted<'_>,
    ) -> Option<Spanned<String>> {
        match node.value {
            Value::Scalar { text, .. } => Some(Spanned {
                value: text.trim().to_owned(),
                span: node.span,
            }),
            other => {
                self.error(
                    Code::WrongType,
                    format!("{what} should be {}, not {}", wanted.sort, kind_of(&other)),
                    &node.span,
                    &wanted.help.to_string(),
                );
                None
            }
        }
    }
}

fn for_example(example: &str) -> String {
    format!("write for example {example}")
}

/// The entries of a mapping, and where it stands.
type Mapping = (Vec<(Key, Node)>, Range<usize>);

/// What a key is to hold, for the finding where it holds a list or a set of keys.
pub(super) struct Wanted<'a> {
    /// As the end of "`order` should be".
    pub(super) sort: &'a str,
    /// What to write.
    pub(super) help: &'a dyn Display,
}

const TEXT: Wanted<'static> = Wanted {
    sort: "text",
    help: &"put the text on the same line, in double quotes if it holds a colon or a brace",
};

/// The sort of a value in an editor's words.
fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Scalar { .. } => "text",
        Value::List(_) => "a list",
        Value::Map(_) => "a set of keys",
    }
}

/// The keys of one mapping, each of them taken as it is declared. A key that its record does not have is unknown,
/// which is told at [`Fields::finish`].
pub(crate) struct Fields<'r> {
    /// Where findings go.
    pub(crate) reader: &'r Reader,
    record: &'static Record,
    /// What the kind of a page adds.
    own: Option<&'static Record>,
    /// Byte range of the mapping.
    pub(crate) span: Range<usize>,
    entries: Vec<(Key, Option<Node>)>,
    /// The keys with nothing after them.
    empty: Vec<Key>,
    /// The keys that were asked for, in builds with debug assertions.
    asked: Vec<&'static str>,
    /// Keys that should be there, with what to say unless a slip in a key explains it.
    missing: Vec<(&'static str, Diagnostic, Range<usize>)>,
}

impl Fields<'_> {
    /// Keys that this mapping has besides those of its record.
    pub(crate) fn and(&mut self, own: &'static Record) {
        self.own = Some(own);
    }

    /// The names of all keys that there may be, as they are declared.
    fn known(&self) -> impl Iterator<Item = &'static str> + Clone {
        known(self.record, self.own)
    }

    /// Whether there may be a key of this name.
    fn is_known(&self, key: &str) -> bool {
        self.known().any(|known| known == key)
    }

    /// Holds the way in which a key is read to what is declared of it.
    pub(super) fn declared(&self, key: &'static str, way: &Way<'_>) {
        if cfg!(debug_assertions) {
            let declared = self.record.key(key);
            let declared = declared.or_else(|| self.own.and_then(|own| own.key(key)));
            declared::hold(self.record.id, key, declared, way);
        }
    }

    /// The value of a key, if it is there and not empty: a record, or a set of keys that an editor chooses.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<Node> {
        self.declared(key, &Way::Node);
        self.taken(key)
    }

    /// Leaves out a key that is known, and says nothing here.
    pub(crate) fn pass(&mut self, key: &'static str) {
        self.declared(key, &Way::Unread);
        self.taken(key);
    }

    pub(super) fn taken(&mut self, key: &'static str) -> Option<Node> {
        if cfg!(debug_assertions) {
            self.asked.push(key);
        }
        let (_, slot) = self
            .entries
            .iter_mut()
            .find(|(k, v)| k.text == key && v.is_some())?;
        let node = slot.take()?;
        (node.value != Value::Null).then_some(node)
    }

    /// The value of a key, if it is a mapping. Anything else stays.
    pub(crate) fn take_map(&mut self, key: &'static str) -> Option<Node> {
        let is_map = |node: &Node| matches!(node.value, Value::Map(_));
        let mut entries = self.entries.iter();
        let found = entries.any(|(k, v)| k.text == key && v.as_ref().is_some_and(is_map));
        found.then(|| self.take(key)).flatten()
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

    /// Whether the value of a key is a list.
    pub(crate) fn is_list(&self, key: &str) -> bool {
        let mut entries = self.entries.iter();
        entries.any(|(k, v)| {
            let value = v.as_ref().map(|node| &node.value);
            k.text == key && matches!(value, Some(Value::List(_)))
        })
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

    /// A text that shows something.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.declared(key, &Way::Text);
        self.scalar(key, &TEXT)
    }

    /// What stands after a key on one line and shows something.
    pub(super) fn scalar(
        &mut self,
        key: &'static str,
        wanted: &Wanted<'_>,
    ) -> Option<Spanned<String>> {
        let node = self.taken(key)?;
        self.reader
            .scalar(node, &format!("`{key}`"), wanted)
            .filter(|t| !shows_nothing(&t.value))
    }

    /// A text in which no markup is read: it is told.
    pub(crate) fn words(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.declared(key, &Way::Words);
        let text = self.scalar(key, &TEXT)?;
        self.reader.report_markup(key, &text);
        Some(text)
    }

    /// The same without its place.
    pub(crate) fn plain(&mut self, key: &'static str) -> Option<String> {
        self.words(key).map(|t| t.value)
    }

    /// The same that must be there, and show something.
    pub(crate) fn required_words(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.declared(key, &Way::Required(&Way::Words));
        let text = self.required_scalar(key, &TEXT)?;
        self.reader.report_markup(key, &text);
        Some(text)
    }

    /// A text that must be there, and show something.
    pub(crate) fn required(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.declared(key, &Way::Required(&Way::Text));
        self.required_scalar(key, &TEXT)
    }

    /// What must stand after a key on one line, and show something.
    pub(super) fn required_scalar(
        &mut self,
        key: &'static str,
        wanted: &Wanted<'_>,
    ) -> Option<Spanned<String>> {
        let mut unseen = None;
        if let Some(node) = self.taken(key) {
            // What is of another sort is told already, so that it is not called missing too.
            let text = self.reader.scalar(node, &format!("`{key}`"), wanted)?;
            if !shows_nothing(&text.value) {
                return Some(text);
            }
            unseen = (!text.value.is_empty()).then_some(text.span);
        }
        let notation = self.reader.notation();
        let line = notation.line(key, "…");
        let (_, sign) = notation.before_value(key);
        let fill = format!("write after the {sign} what it is: `{line}`");
        let (span, message, help) = if let Some(span) = unseen {
            let message =
                format!("`{key}` shows nothing: all of it are characters that nobody sees");
            (span, message, fill)
        } else if self.has(key) {
            (self.key_span(key), format!("`{key}` is empty"), fill)
        } else {
            (
                self.span.start..self.span.start + 1,
                format!("{} has no `{key}`", self.record.what),
                format!("add a line `{line}`"),
            )
        };
        let finding = Diagnostic::error(Code::MissingKey, message).help(help);
        self.missing.push((key, finding, span));
        None
    }

    /// A list; a single value stands for a list of one.
    pub(crate) fn list(&mut self, key: &'static str) -> Vec<Node> {
        self.declared(key, &Way::Each(&Way::Node));
        self.nodes(key)
    }

    /// A list that may have nothing in it: `[]` says that there is to be none, and is no key with nothing after it. Nothing where
    /// the key is not written.
    pub(crate) fn list_if_any(&mut self, key: &'static str) -> Option<Vec<Node>> {
        let is_list = self.is_list(key);
        self.empty.retain(|empty| !is_list || empty.text != key);
        let is_written = self.has_value(key);
        let items = self.list(key);
        is_written.then_some(items)
    }

    pub(super) fn nodes(&mut self, key: &'static str) -> Vec<Node> {
        match self.taken(key) {
            Some(Node {
                value: Value::List(items),
                ..
            }) => items,
            Some(node) => vec![node],
            None => Vec::new(),
        }
    }

    /// A list of texts that show something; a single text stands for a list of one.
    pub(crate) fn texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        self.declared(key, &Way::Each(&Way::Text));
        self.each_text(key)
    }

    pub(super) fn each_text(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let what = format!("each of `{key}`");
        let reader = self.reader;
        self.nodes(key)
            .into_iter()
            .filter_map(|node| reader.text(node, &what))
            .filter(|t| !shows_nothing(&t.value))
            .collect()
    }

    /// A list of texts in which no markup is read, without their places.
    pub(crate) fn plain_list(&mut self, key: &'static str) -> Vec<String> {
        self.declared(key, &Way::Each(&Way::Words));
        let texts = self.each_text(key).into_iter();
        let texts = texts.inspect(|text| self.reader.report_markup(key, text));
        texts.map(|t| t.value).collect()
    }

    /// Whether a key that is unknown is a slip in one of these, and an error: the slip will stop the build, so what follows
    /// from it need not be told.
    pub(crate) fn misspelt(&self, keys: &[&str]) -> bool {
        self.entries.iter().any(|(key, left)| {
            let unknown = left.is_some() && !self.is_known(&key.text);
            let meant = || nearest(&key.text, self.known());
            unknown && meant().is_some_and(|meant| keys.contains(&meant))
        }) && self.reader.is_strict()
    }

    /// Reports the keys that are missing, and those that are unknown.
    pub(crate) fn finish(mut self) {
        let reader = self.reader;
        if cfg!(debug_assertions) {
            let mut unread = self.known().filter(|key| !self.asked.contains(key));
            let (unread, record) = (unread.next(), self.record.id);
            assert_eq!(unread, None, "nobody reads this key of `{record}`");
        }
        for (key, finding, span) in std::mem::take(&mut self.missing) {
            // That it is empty is told once.
            self.empty.retain(|empty| empty.text != key);
            if !self.misspelt(&[key]) {
                reader.report(finding, span);
            }
        }
        for key in self.empty.iter().filter(|key| key.bare.is_none()) {
            if self.is_known(&key.text) {
                reader.report(
                    empty::finding(&key.text, reader.notation()),
                    key.span.clone(),
                );
            }
        }
        let (record, own) = (self.record, self.own);
        for (key, left) in &self.entries {
            if let Some(whole) = &key.bare {
                let is_known = self.is_known(&key.text);
                reader.report(bare(key, whole, is_known), key.span.clone());
                continue;
            }
            if left.is_none() || self.is_known(&key.text) {
                continue;
            }
            let finding = Diagnostic::error(
                Code::UnknownKey,
                format!("{} has no key `{}`", record.what, short(&key.text)),
            )
            .with_severity(reader.ways.unknown_keys)
            .label("not a key that Redway knows");
            let wrong = short(&key.text);
            let finding = finding.later(move || {
                let known = known(record, own);
                let near = nearest(&wrong, known.clone()).map(did_you_mean);
                let free = if known.clone().any(|key| key == "extra") {
                    "; data of your own goes under `extra`"
                } else {
                    ""
                };
                let known: Vec<_> = known.map(|key| format!("`{key}`")).collect();
                let all = format!("the keys here are {}{free}", known.join(", "));
                near.into_iter().chain([all]).collect()
            });
            reader.report(finding, key.span.clone());
        }
    }
}

/// The names of the keys of a record, and of what the kind of a page adds.
fn known(
    record: &'static Record,
    own: Option<&'static Record>,
) -> impl Iterator<Item = &'static str> + Clone {
    let own = own.into_iter().flat_map(|own| own.keys);
    record.keys.iter().chain(own).map(|key| key.name)
}

/// A word within braces without a colon: mostly what a comma cut off from a text.
fn bare(key: &Key, whole: &str, is_known: bool) -> Diagnostic {
    let word = short(&key.text);
    let quotes = || {
        let whole = short(whole);
        if whole.is_empty() {
            "put a text with a comma in double quotes".to_owned()
        } else {
            format!("put the whole text in double quotes: {whole}")
        }
    };
    if is_known {
        return Diagnostic::error(Code::Yaml, format!("`{word}` stands here without a value"))
            .help(format!(
                "write `{word}: …`; or if it belongs to a text with a comma: {}",
                quotes()
            ));
    }
    Diagnostic::error(
        Code::Yaml,
        format!("a comma ends the text before it, so `{word}` is no part of that text"),
    )
    .label("cut off by the comma")
    .help(quotes())
}

/// An editor's text cut to what a message can hold.
pub(crate) fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse;
    use super::*;
    use crate::keys::{self, Choose, Form, Need, Sort};
    use crate::model::Data;

    const TEXT: Form = Form {
        is: "text",
        pattern: None,
        list: None,
    };

    const fn key(name: &'static str, sort: Sort) -> keys::Key {
        keys::Key {
            name,
            sort,
            need: Need::Unless("a test does without"),
            since: "0.1.0",
            meaning: "What a test says.",
            example: "a",
            telling: false,
        }
    }

    static RECORD: Record = Record {
        id: "test",
        what: "this page",
        example: None,
        keys: &[
            key("title", Sort::Text(&TEXT)),
            key("venue", Sort::Words),
            key("order", Sort::Order),
            key("count", Sort::Number(0, 9)),
            key("draft", Sort::Flag),
            key(
                "tags",
                Sort::List(&Sort::OneOf(&[Sort::Text(&TEXT), Sort::Words])),
            ),
            key("date", Sort::Date),
            key("start", Sort::Date),
            key("as_of", Sort::AsOf),
            key("extra", Sort::Free),
        ],
        choose: Choose::Freely,
    };

    fn read<T>(text: &str, use_it: impl FnOnce(&mut Fields<'_>) -> T) -> (T, Vec<String>) {
        let reader = Reader::new(&"content/x.md".into(), Severity::Error);
        let value = {
            let (node, _) = parse(text, 0).expect("the test writes YAML");
            let mut fields = reader
                .fields(node, &RECORD)
                .expect("the test writes a mapping");
            let value = use_it(&mut fields);
            for key in RECORD.keys {
                fields.pass(key.name);
            }
            fields.finish();
            value
        };
        let said = reader
            .into_findings()
            .iter()
            .map(|d| {
                format!(
                    "{}: {} | {}",
                    d.code.name(),
                    d.message,
                    d.advice().join(" | ")
                )
            })
            .collect();
        (value, said)
    }

    #[test]
    fn all_mistakes_of_a_mapping_are_told_at_once() {
        let ((), said) = read(
            "titel: A\norder: many\ndraft: perhaps\ntags: {a: 1}\n",
            |f| {
                f.required("title");
                f.order("order");
                f.flag("draft");
                f.texts("tags");
            },
        );
        // The title is not called missing too: its key is the one with a slip.
        assert_eq!(said.len(), 4, "{said:#?}");
        assert!(said[3].contains("did you mean `title`?"), "{}", said[3]);
    }

    #[test]
    #[should_panic(expected = "nobody reads this key of `test`")]
    fn a_declared_key_that_nobody_reads_is_noticed() {
        let reader = Reader::new(&"content/x.md".into(), Severity::Error);
        let (node, _) = parse("title: A\n", 0).expect("the test writes YAML");
        let mut fields = reader.fields(node, &RECORD).expect("it is a mapping");
        fields.text("title");
        fields.finish();
    }

    #[test]
    fn a_text_that_shows_nothing_is_none() {
        let ((), said) = read(
            "title: \"\\u200B\"\nvenue: \"\\a\"\ntags: [\"\\u00A0\", a]\n",
            |f| {
                assert_eq!(f.required("title"), None);
                assert_eq!(f.plain("venue"), None);
                assert_eq!(f.plain_list("tags"), ["a"]);
            },
        );
        assert_eq!(said.len(), 1, "{said:#?}");
        assert!(said[0].starts_with("missing-key: `title` shows nothing"));
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
    fn a_list_is_told_as_not_what_the_key_holds() {
        let ((), said) = read(
            "order: [a, b]\ncount: {a: 1}\ndate: [2026-06-29, 2026-06-30]\nas_of: [2021]\ndraft: [yes]\nstart: {a: 1}\n",
            |f| {
                f.order("order");
                f.number("count");
                f.date("date");
                f.as_of("as_of");
                f.flag("draft");
                f.required_day("start");
            },
        );
        assert_eq!(
            said,
            [
                "wrong-type: `order` should be a number, not a list | write a number such as 10; 10.5 stands between 10 and 11",
                "wrong-type: `count` should be a whole number, not a set of keys | write digits only, for example 10",
                "wrong-type: `date` should be a date, not a list | write it as 2026-06-29: year, month, day",
                "wrong-type: `as_of` should be a date, not a list | write a year, a month or a day: 2021, 2021-09 or 2021-09-09",
                "wrong-type: `draft` should be a word, not a list | it can be `true`, `false`, `yes`, `no`, `on`, `off`",
                "wrong-type: `start` should be a date, not a set of keys | write it as 2026-06-29: year, month, day",
            ]
        );
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
