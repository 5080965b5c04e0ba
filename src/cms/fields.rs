//! The fields of a form, from the keys that are declared and from what stands in the files.
//!
//! A form keeps what it does not show. What it shows it brings into the one shape that its field has: a single value where a
//! list is written, or the other way round, would be lost. So a key gets the field that takes each of its values, and where
//! there is none it is left to those who edit the text.

use std::collections::{BTreeMap, BTreeSet};

use super::loss::can_be_named;
use super::out::{self, Out, map};
use crate::keys::words::FLAGS;
use crate::keys::{CONTACT, CONTACT_RECORD, Form, Key, Map, Need, Record, Sort};
use crate::load::{MapKey, Node, Value};

/// The ids of each list with the words for them, by the name of the list.
pub(super) type Ids = BTreeMap<&'static str, Vec<(String, String)>>;

/// Makes fields, and remembers what has none.
pub(super) struct Fields<'a> {
    ids: Option<&'a Ids>,
    left: BTreeSet<String>,
}

/// What says which field it is, and what only that field has.
type Widget = Vec<(String, Out)>;

impl<'a> Fields<'a> {
    /// With `ids`, the name of a record is chosen from them; else it is typed.
    pub(super) fn new(ids: Option<&'a Ids>) -> Self {
        Fields {
            ids,
            left: BTreeSet::new(),
        }
    }

    /// The keys that have no field, each with those that it stands in.
    pub(super) fn left(self) -> BTreeSet<String> {
        self.left
    }

    /// A field for each key that can have one; `maps` are all places where they stand.
    pub(super) fn of_keys<'k>(
        &mut self,
        keys: impl Iterator<Item = &'k Key>,
        maps: &[&Node],
        path: &str,
    ) -> Vec<Out> {
        let mut fields = Vec::new();
        for key in keys {
            let values: Vec<&Node> = maps.iter().filter_map(|map| at(map, key.name)).collect();
            let path = joined(path, key.name);
            match self.widget(&key.sort, &values, &path) {
                Some(widget) => {
                    let mut field =
                        map([("name", key.name.into()), ("label", label(key.name).into())]);
                    field.extend(widget);
                    field.push(("hint".into(), hint(key).into()));
                    let required = matches!(key.need, Need::Required);
                    field.push(("required".into(), Out::Flag(required)));
                    fields.push(Out::Map(field));
                }
                None => {
                    self.left.insert(path);
                }
            }
        }
        fields
    }

    /// A field for each record of a list.
    pub(super) fn of_records(&mut self, list: &Map, node: &Node) -> Option<Vec<Out>> {
        let (Sort::Record(record), Value::Map(entries)) = (&list.value, &node.value) else {
            return None;
        };
        let all: Vec<&Node> = entries.iter().map(|(_, value)| value).collect();
        if !all.iter().all(|value| is_map(value)) {
            return None;
        }
        // Each in the shape that it has.
        let mut fields = Vec::new();
        for (id, value) in entries {
            let one = self.record(record, &[value], "")?;
            let called = called(record, value, &id.text);
            let mut field = map([("name", id.text.as_str().into()), ("label", called.into())]);
            field.extend(one);
            // Without it the record can be taken away.
            field.push(("required".into(), Out::Flag(false)));
            fields.push(Out::Map(field));
        }
        Some(fields)
    }

    fn widget(&mut self, sort: &Sort, values: &[&Node], path: &str) -> Option<Widget> {
        let values: Vec<&Node> = { values.iter().copied() }
            .filter(|value| value.value != Value::Null)
            .collect();
        let all = |is: fn(&Node) -> bool| values.iter().all(|value| is(value));
        match sort {
            Sort::Words => all(is_text).then(|| words(&values)),
            Sort::Markdown => all(is_text).then(|| of("text")),
            Sort::AsOf => all(is_text).then(|| of("string")),
            Sort::Text(form) => all(is_text).then(|| self.text(form, &values)),
            Sort::Choice(words) | Sort::AnyCase(words) => {
                let options = words()
                    .into_iter()
                    .map(|word| (word.to_owned(), word.to_owned()));
                all(is_text).then(|| chosen(options.collect(), &values))
            }
            Sort::Flag => all(is_text).then(|| flag(&values)),
            Sort::Number(least, most) => all(is_whole).then(|| {
                let mut field = of("number");
                field.push(("min".into(), Out::Whole(*least)));
                if *most < i64::MAX {
                    field.push(("max".into(), Out::Whole(*most)));
                }
                field
            }),
            Sort::Order => all(is_number).then(|| {
                let mut field = of("number");
                field.push(("value_type".into(), "float".into()));
                field
            }),
            Sort::Date if all(is_day) => {
                let mut field = of("datetime");
                field.push(("type".into(), "date".into()));
                field.push(("format".into(), "YYYY-MM-DD".into()));
                Some(field)
            }
            Sort::Date => all(is_text).then(|| of("string")),
            Sort::Record(record) if all(is_map) => self.record(record, &values, path),
            Sort::OneOf(sorts) => self.one_of(sorts, &values, path),
            Sort::List(each) => self.list(each, &values, path),
            Sort::Map(map) => self.map(map, &values, path),
            Sort::Record(_) | Sort::Rows | Sort::Free => None,
        }
    }

    fn text(&self, form: &Form, values: &[&Node]) -> Widget {
        let ids = self
            .ids
            .zip(form.list)
            .and_then(|(ids, list)| ids.get(list));
        if let Some(ids) = ids.filter(|ids| !ids.is_empty()) {
            return chosen(ids.clone(), values);
        }
        let mut field = words(values);
        if let Some(pattern) = form.pattern {
            let said = format!("It should be {}", form.is.replace('`', ""));
            field.push((
                "pattern".into(),
                Out::List(vec![pattern.into(), said.into()]),
            ));
        }
        field
    }

    fn record(&mut self, record: &Record, values: &[&Node], path: &str) -> Option<Widget> {
        let keys = in_order(record, values)?;
        Some(object(self.of_keys(keys.into_iter(), values, path)))
    }

    /// A field for each name that stands in one of these maps, in the order that all of them have: what has no field is written in
    /// that of the alphabet, and readers see areas and priorities as they stand.
    fn map(&mut self, map: &Map, values: &[&Node], path: &str) -> Option<Widget> {
        let mut names: Vec<&str> = Vec::new();
        for value in values {
            let mut place = 0;
            for (key, _) in entries(value)? {
                match names.iter().position(|name| *name == key.text) {
                    Some(at) if at < place => return None,
                    Some(at) => place = at + 1,
                    None => {
                        names.insert(place, &key.text);
                        place += 1;
                    }
                }
            }
        }
        if names.is_empty() || names.iter().any(|name| !can_be_named(name)) {
            return None;
        }
        let mut fields = Vec::new();
        for name in names {
            let each: Vec<&Node> = values.iter().filter_map(|value| at(value, name)).collect();
            let mut field = out::map([("name", name.into()), ("label", label(name).into())]);
            field.extend(self.widget(&map.value, &each, &joined(path, name))?);
            field.push(("required".into(), Out::Flag(false)));
            fields.push(Out::Map(field));
        }
        Some(object(fields))
    }

    /// The first sort that takes all values.
    fn one_of(&mut self, sorts: &[Sort], values: &[&Node], path: &str) -> Option<Widget> {
        sorts
            .iter()
            .find_map(|sort| self.widget(sort, values, path))
    }

    fn list(&mut self, each: &Sort, values: &[&Node], path: &str) -> Option<Widget> {
        let lists: Vec<&[Node]> = values.iter().filter_map(|value| items(value)).collect();
        if lists.is_empty() && !values.is_empty() {
            return self.widget(each, values, path);
        }
        let all: Vec<&Node> = lists.iter().copied().flatten().collect();
        if lists.len() < values.len() || all.iter().any(|item| item.value == Value::Null) {
            return None;
        }
        let one = self.widget(each, &all, path)?;
        let is = |widget: &str| one.contains(&("widget".to_owned(), Out::from(widget)));
        let mut field = of("list");
        if is("object") {
            // Its fields are those of the list.
            field.push(("collapsed".into(), "auto".into()));
            field.extend(one.into_iter().filter(|(key, _)| key == "fields"));
        } else if is("select") {
            field = one;
            field.push(("multiple".into(), Out::Flag(true)));
        } else {
            let mut item = map([("name", "item".into()), ("label", "Entry".into())]);
            item.extend(one);
            field.push(("field".into(), Out::Map(item)));
        }
        Some(field)
    }
}

/// The keys of a record in the order in which a form writes them: as they are declared, but ways to reach somebody as all of
/// these have them, since readers see them so. `None` when no order is that of all.
fn in_order<'r>(record: &'r Record, values: &[&Node]) -> Option<Vec<&'r Key>> {
    let declared: Vec<&Key> = record.keys.iter().collect();
    if ![CONTACT.id, CONTACT_RECORD.id].contains(&record.id) {
        return Some(declared);
    }
    let ways = |node: &Node| -> Vec<&'r Key> {
        let Value::Map(entries) = &node.value else {
            return Vec::new();
        };
        let way = |name: &str| {
            record
                .choose
                .keys()
                .contains(&name)
                .then(|| record.key(name))?
        };
        entries
            .iter()
            .filter_map(|(key, _)| way(&key.text))
            .collect()
    };
    let place = |order: &[&Key], key: &Key| order.iter().position(|one| one.name == key.name);
    let fits = |order: &[&Key]| {
        let places = |node: &Node| {
            ways(node)
                .into_iter()
                .map(|key| place(order, key))
                .collect::<Vec<_>>()
        };
        values.iter().all(|value| places(value).is_sorted())
    };
    // What one of them has goes first, in its order; what it lacks stays where it is declared.
    let as_in = |node: &&Node| {
        let first = ways(node);
        let rest = declared
            .iter()
            .copied()
            .filter(|key| place(&first, key).is_none());
        let (ways, others): (Vec<&Key>, Vec<&Key>) =
            rest.partition(|key| record.choose.keys().contains(&key.name));
        let (before, after) = others.split_at(1.min(others.len()));
        [before, &first, &ways, after].concat()
    };
    let orders = [declared.clone()]
        .into_iter()
        .chain(values.iter().map(as_in));
    orders.into_iter().find(|order| fits(order))
}

fn of(widget: &str) -> Widget {
    map([("widget", widget.into())])
}

fn object(fields: Vec<Out>) -> Widget {
    let mut field = of("object");
    field.push(("collapsed".into(), Out::Flag(true)));
    field.push(("fields".into(), Out::List(fields)));
    field
}

/// A line, or as many as there are.
fn words(values: &[&Node]) -> Widget {
    let long = values.iter().any(|value| text(value).contains('\n'));
    of(if long { "text" } else { "string" })
}

/// One of these, and of what stands there already.
fn chosen(mut options: Vec<(String, String)>, values: &[&Node]) -> Widget {
    for value in values {
        let value = text(value);
        if !value.is_empty() && !options.iter().any(|(id, _)| id == value) {
            options.push((value.to_owned(), value.to_owned()));
        }
    }
    let option = |(id, label): (String, String)| {
        Out::Map(map([("label", label.into()), ("value", id.into())]))
    };
    let mut field = of("select");
    let options = options.into_iter().map(option).collect();
    field.push(("options".into(), Out::List(options)));
    field
}

/// Yes or no, each by the word that stands there already.
fn flag(values: &[&Node]) -> Widget {
    let written: BTreeSet<&str> = values.iter().map(|value| text(value)).collect();
    let mut options = vec![
        ("yes".to_owned(), "Yes".to_owned()),
        ("no".to_owned(), "No".to_owned()),
    ];
    for word in written
        .into_iter()
        .filter(|word| !["yes", "no"].contains(word))
    {
        let holds = FLAGS.iter().any(|(flag, holds)| *flag == word && *holds);
        let label = format!("{} (`{word}`)", if holds { "Yes" } else { "No" });
        options.push((word.to_owned(), label));
    }
    chosen(options, &[])
}

/// A key as words: `former_ids` is "Former ids".
fn label(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first
        .into_iter()
        .chain(letters)
        .collect::<String>()
        .replace('_', " ")
}

/// What a key says, and how one that is no plain text is written. A hint knows no `code`.
fn hint(key: &Key) -> String {
    let form = match key.sort {
        Sort::Text(form) | Sort::List(&Sort::Text(form)) => form.list.is_none(),
        Sort::AsOf => true,
        Sort::List(Sort::OneOf(sorts)) => {
            matches!(sorts.first(), Some(Sort::Text(form)) if form.list.is_none())
        }
        _ => false,
    };
    let said = if form {
        let example = key.example.trim_start_matches('[').trim_end_matches(']');
        format!("{} For example {example}", key.meaning)
    } else {
        key.meaning.to_owned()
    };
    said.replace('`', "")
}

/// What a record of a list is called, with its id.
fn called(record: &Record, value: &Node, id: &str) -> String {
    let name = record
        .keys
        .iter()
        .find(|key| matches!(key.need, Need::Required));
    let name = name
        .or(record.keys.first())
        .and_then(|key| at(value, key.name));
    match name.map(text) {
        Some(name) if !name.is_empty() => format!("{name} ({id})"),
        _ => id.to_owned(),
    }
}

fn joined(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

/// The value of a key.
pub(super) fn at<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Map(entries) = &node.value else {
        return None;
    };
    let entry = entries.iter().find(|(name, _)| name.text == key);
    entry.map(|(_, value)| value)
}

fn entries(node: &Node) -> Option<&[(MapKey, Node)]> {
    match &node.value {
        Value::Map(entries) => Some(entries),
        _ => None,
    }
}

/// The text of a scalar, empty for all else.
pub(super) fn text(node: &Node) -> &str {
    match &node.value {
        Value::Scalar { text, .. } => text,
        _ => "",
    }
}

fn items(node: &Node) -> Option<&[Node]> {
    match &node.value {
        Value::List(items) => Some(items),
        _ => None,
    }
}

fn is_text(node: &Node) -> bool {
    matches!(node.value, Value::Scalar { .. })
}

fn is_map(node: &Node) -> bool {
    matches!(node.value, Value::Map(_))
}

fn is_whole(node: &Node) -> bool {
    text(node).parse::<i64>().is_ok()
}

fn is_number(node: &Node) -> bool {
    text(node).parse::<f64>().is_ok()
}

/// Whether it is written as a form writes a day.
fn is_day(node: &Node) -> bool {
    let day = text(node);
    let sign = |(at, byte): (usize, u8)| {
        if matches!(at, 4 | 7) {
            byte == b'-'
        } else {
            byte.is_ascii_digit()
        }
    };
    day.len() == 10 && day.bytes().enumerate().all(sign)
}
