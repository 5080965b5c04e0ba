//! What a YAML text holds, as places that can be taken out of it or written otherwise.

use std::ops::Range;

use granit_parser::{Event, Options, Parser, Span};

/// Keys beside which the others may show in another way, or not at all.
const SWITCHES: [&str; 6] = ["as_of", "cover", "joint", "retired", "status", "vacant"];

/// A key with its value, or an item of a list.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// The keys that lead to it, with `*` for ids and `[]` for items.
    pub(crate) path: String,
    /// Those of [`SWITCHES`] that stand beside it.
    pub(crate) beside: String,
    /// Where it stands, with what would be left over when it went: a comma, the hyphen of an item.
    pub(crate) whole: Range<usize>,
    /// Where its value stands, if that is no list and no mapping.
    pub(crate) scalar: Option<Range<usize>>,
}

/// All entries of a text of YAML within a file. `ids` tells which mappings have ids for keys.
pub(crate) fn entries(
    file: &str,
    yaml: Range<usize>,
    name: &str,
    ids: &dyn Fn(&str) -> bool,
) -> Vec<Entry> {
    let from = yaml.start;
    let text = &file[yaml];
    let mut options = Options::default();
    options.emit_comments = false;
    let events = Parser::new_from_str_with_options(text, options)
        .map_while(Result::ok)
        .map(|(event, span)| (event, range(&span, text)))
        .collect();
    let mut reading = Reading {
        text,
        ids,
        events,
        at: 0,
        found: Vec::new(),
    };
    while let Some((event, _)) = reading.events.get(reading.at) {
        if matches!(event, Event::MappingStart(..) | Event::SequenceStart(..)) {
            reading.node(name);
        } else {
            reading.at += 1;
        }
    }
    let moved = |place: Range<usize>| place.start + from..place.end + from;
    let found = reading.found.into_iter().map(|entry| Entry {
        whole: moved(entry.whole),
        scalar: entry.scalar.map(moved),
        ..entry
    });
    found.collect()
}

fn range(span: &Span, text: &str) -> Range<usize> {
    span.byte_range().unwrap_or(text.len()..text.len())
}

struct Reading<'t> {
    text: &'t str,
    ids: &'t dyn Fn(&str) -> bool,
    events: Vec<(Event<'t>, Range<usize>)>,
    at: usize,
    found: Vec<Entry>,
}

impl Reading<'_> {
    /// Reads one node; tells where it stands and whether it is a scalar.
    fn node(&mut self, path: &str) -> (Range<usize>, bool) {
        let (event, span) = self.events[self.at].clone();
        self.at += 1;
        match event {
            Event::MappingStart(..) => {
                let flow = self.text[span.start..].starts_with('{');
                self.mapping(path, span, flow)
            }
            Event::SequenceStart(..) => {
                let flow = self.text[span.start..].starts_with('[');
                self.sequence(path, span, flow)
            }
            _ => (span, true),
        }
    }

    fn mapping(&mut self, path: &str, span: Range<usize>, flow: bool) -> (Range<usize>, bool) {
        let has_ids = (self.ids)(path);
        let (mut keys, mut own, mut end) = (Vec::new(), Vec::<Entry>::new(), span.end);
        while !matches!(self.events[self.at].0, Event::MappingEnd) {
            let (key, key_span) = match self.events[self.at].clone() {
                (Event::Scalar(text, ..), span) => (text.into_owned(), span),
                (other, _) => panic!("{path}: a key that is no word: {other:?}"),
            };
            self.at += 1;
            let step = if has_ids { "*" } else { &key };
            let path = format!("{path}.{step}");
            let (value, is_scalar) = self.node(&path);
            end = value.end.max(key_span.end);
            own.push(Entry {
                path,
                beside: String::new(),
                whole: self.with_comma(key_span.start..end, flow),
                scalar: is_scalar.then_some(value),
            });
            keys.push(step.to_owned());
        }
        let end = self.end(end, flow);
        keys.retain(|key: &String| SWITCHES.contains(&key.as_str()));
        keys.sort();
        let beside = keys.join(" ");
        // A mapping without anything is another thing than one with less, and ids are no values.
        own.retain(|entry| !has_ids || entry.scalar.is_some());
        if own.len() > 1 {
            self.found.extend(own.into_iter().map(|entry| Entry {
                beside: beside.clone(),
                ..entry
            }));
        }
        (span.start..end, false)
    }

    fn sequence(&mut self, path: &str, span: Range<usize>, flow: bool) -> (Range<usize>, bool) {
        let path = format!("{path}[]");
        let (mut items, mut end) = (Vec::new(), span.end);
        while !matches!(self.events[self.at].0, Event::SequenceEnd) {
            let (value, is_scalar) = self.node(&path);
            end = value.end;
            let start = match self.text[..value.start].trim_end_matches(' ') {
                before if !flow && before.ends_with('-') => before.len() - 1,
                _ => value.start,
            };
            items.push(Entry {
                path: path.clone(),
                beside: String::new(),
                whole: self.with_comma(start..end, flow),
                scalar: is_scalar.then_some(value),
            });
        }
        let end = self.end(end, flow);
        // The last of several is the one that a list which is cut short would lose.
        if items.len() > 1 {
            self.found.extend(items.pop());
        }
        (span.start..end, false)
    }

    /// The end of the list or mapping that is read, with its bracket.
    fn end(&mut self, last: usize, flow: bool) -> usize {
        let end = self.events[self.at].1.end;
        self.at += 1;
        if flow { end } else { last }
    }

    /// A place with the comma that parts it from its neighbour.
    fn with_comma(&self, place: Range<usize>, flow: bool) -> Range<usize> {
        if !flow {
            return place;
        }
        let after = self.text[place.end..].trim_start();
        if after.starts_with(',') {
            return place.start..self.text.len() - after.len() + 1;
        }
        let before = self.text[..place.start].trim_end();
        match before.strip_suffix(',') {
            Some(before) => before.len()..place.end,
            None => place,
        }
    }
}
