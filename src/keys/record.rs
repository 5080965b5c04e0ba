//! What a key is, and a set of them.

use super::form::Form;

/// The version that had the first keys.
const FIRST: &str = "0.1.0";

/// A set of `key: value` lines: all keys that it may hold, in the order in which findings and tables tell them.
#[derive(Debug)]
pub struct Record {
    /// Its name among all records, in letters and hyphens.
    pub id: &'static str,
    /// As findings call it: "this seat".
    pub what: &'static str,
    /// How one is written, for whoever wrote something else.
    pub example: Option<&'static str>,
    /// Its keys.
    pub keys: &'static [Key],
    /// Which of them exclude or complete each other.
    pub choose: Choose,
}

impl Record {
    /// A key by its name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// How one is written, where that is told.
    #[must_use]
    pub fn shown(&self) -> &'static str {
        self.example.unwrap_or_default()
    }
}

/// What a record asks of several of its keys together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choose {
    /// Nothing.
    Freely,
    /// At least one of these is there.
    AtLeastOne(&'static [&'static str]),
    /// Just one of these is there.
    ExactlyOne(&'static [&'static str]),
}

impl Choose {
    /// The keys that it is about.
    #[must_use]
    pub const fn keys(self) -> &'static [&'static str] {
        match self {
            Choose::Freely => &[],
            Choose::AtLeastOne(keys) | Choose::ExactlyOne(keys) => keys,
        }
    }
}

/// A set of keys that editors choose, such as ids.
#[derive(Debug)]
pub struct Map {
    /// As findings call it.
    pub what: &'static str,
    /// How one is written, for whoever wrote something else.
    pub example: Option<&'static str>,
    /// What its keys are.
    pub names: Names,
    /// What stands after each of them.
    pub value: Sort,
}

/// What the keys of a [`Map`] are.
#[derive(Clone, Copy, Debug)]
pub enum Names {
    /// Ids, which are parts of addresses.
    Ids,
    /// Any text; this is what it says.
    Any(&'static str),
    /// Some of these.
    Of(fn() -> Vec<&'static str>),
}

/// One key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As it is written before the colon.
    pub name: &'static str,
    /// What stands after the colon.
    pub sort: Sort,
    /// Whether it must be there.
    pub need: Need,
    /// The version that was the first to read it.
    pub since: &'static str,
    /// What it says, in one sentence.
    pub meaning: &'static str,
    /// A value, as YAML.
    pub example: &'static str,
    /// Whether no page of another kind has it, so that it tells the kind of a page that does not say it.
    pub telling: bool,
}

/// Whether a key must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may be left out.
    Optional,
    /// It must be there.
    Required,
    /// It must be there unless something else is, which these words tell.
    Unless(&'static str),
}

/// A key that may be left out, known since the first version.
#[must_use]
pub(super) const fn key(
    name: &'static str,
    sort: Sort,
    example: &'static str,
    meaning: &'static str,
) -> Key {
    Key {
        name,
        sort,
        need: Need::Optional,
        since: FIRST,
        meaning,
        example,
        telling: false,
    }
}

impl Key {
    /// The same, which must be there.
    pub(super) const fn required(mut self) -> Self {
        self.need = Need::Required;
        self
    }

    /// The same, which must be there unless this holds.
    pub(super) const fn unless(mut self, what: &'static str) -> Self {
        self.need = Need::Unless(what);
        self
    }

    /// The same, by which a page that does not say its kind is known.
    pub(super) const fn telling(mut self) -> Self {
        self.telling = true;
        self
    }
}

/// What stands after a key.
#[derive(Clone, Copy, Debug)]
pub enum Sort {
    /// Words that readers see as they are typed: markup in them is told.
    Words,
    /// One paragraph of Markdown.
    Markdown,
    /// A text of some form.
    Text(&'static Form),
    /// One of a few words.
    Choice(fn() -> Vec<&'static str>),
    /// One of a few words, in small letters or with capitals.
    AnyCase(fn() -> Vec<&'static str>),
    /// `true`, `yes`, `on`, or `false`, `no`, `off`.
    Flag,
    /// A whole number, the least and the greatest.
    Number(i64, i64),
    /// A number, perhaps with decimals, that pages are ordered by.
    Order,
    /// A day.
    Date,
    /// A year, a month or a day.
    AsOf,
    /// A list; a single value stands for a list of one.
    List(&'static Sort),
    /// Any of these sorts.
    OneOf(&'static [Sort]),
    /// A set of known keys.
    Record(&'static Record),
    /// A set of keys that editors choose.
    Map(&'static Map),
    /// The rows of a table: lists of cells.
    Rows,
    /// Anything, for templates.
    Free,
}
