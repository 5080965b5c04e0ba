//! Front matter in TOML to the tree that YAML becomes, so that keys and findings are the same.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use toml_parser::decoder::{IntegerRadix, ScalarKind};
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};
use toml_parser::{ParseError, Source, Span};

use crate::diagnostic::{Code, Diagnostic};
use crate::load::yaml::fields::{Reader, short};
use crate::load::yaml::tree::{Key, MAX_DEPTH, Node, Value};

/// Reads TOML that starts at `base` of its file; what is wrong with it is told at its place, one finding for
/// each line.
pub(crate) fn tree(text: &str, base: usize, reader: &Reader) -> Option<Node> {
    let source = Source::new(text);
    let (mut events, mut errors) = (Vec::<Event>::new(), Vec::<ParseError>::new());
    let tokens = source.lex().into_vec();
    let depth = u32::try_from(MAX_DEPTH).unwrap_or(u32::MAX);
    let mut guard = RecursionGuard::new(&mut events, depth);
    parse_document(&tokens, &mut guard, &mut errors);
    events.retain(|event| {
        !matches!(
            event.kind(),
            EventKind::Whitespace | EventKind::Comment | EventKind::Newline
        )
    });
    if errors.is_empty() {
        let mut builder = Builder {
            source,
            base,
            events: events.into_iter().peekable(),
            reader,
            errors: Vec::new(),
        };
        let root = builder.document(text.len());
        errors = builder.errors;
        if errors.is_empty() {
            return root;
        }
    } else {
        // Values with mistakes are told beside what is wrong around them.
        for event in events
            .iter()
            .filter(|event| event.kind() == EventKind::Scalar)
        {
            if let Some(raw) = source.get(event) {
                let _ = raw.decode_scalar(&mut (), &mut errors);
            }
        }
    }
    reported(text, base, &errors, reader);
    None
}

/// A table that more keys may still come to.
struct Table {
    span: Range<usize>,
    entries: Vec<(Key, Item)>,
    /// Places in `entries`.
    index: HashMap<String, usize>,
    /// Whether a line `[name]` stands for it.
    headed: bool,
}

enum Item {
    Node(Node),
    Table(Table),
    /// Of lines `[[name]]`.
    Tables(Vec<Table>),
}

/// Nested deeper than any record needs, which is told.
struct TooDeep;

impl Table {
    fn new(span: Range<usize>) -> Self {
        Table {
            span,
            entries: Vec::new(),
            index: HashMap::new(),
            headed: false,
        }
    }

    /// What stands under a key; made by `make` when nothing does.
    fn item(&mut self, key: &Key, make: impl FnOnce() -> Item) -> &mut Item {
        let at = *self.index.entry(key.text.clone()).or_insert_with(|| {
            self.entries.push((key.clone(), make()));
            self.entries.len() - 1
        });
        &mut self.entries[at].1
    }

    /// The table under keys, made when it is not there; `None` when one of them stands for something else.
    fn at(&mut self, path: &[Key]) -> Option<&mut Table> {
        let mut table = self;
        for key in path {
            let created = || Item::Table(Table::new(key.span.clone()));
            table = match table.item(key, created) {
                Item::Table(table) => table,
                Item::Tables(tables) => tables.last_mut()?,
                Item::Node(_) => return None,
            };
        }
        Some(table)
    }

    fn node(self) -> Node {
        let entries = self.entries.into_iter().map(|(key, item)| {
            let node = match item {
                Item::Node(node) => node,
                Item::Table(table) => table.node(),
                Item::Tables(tables) => Node {
                    span: key.span.clone(),
                    value: Value::List(tables.into_iter().map(Table::node).collect()),
                },
            };
            (key, node)
        });
        Node {
            span: self.span,
            value: Value::Map(entries.collect()),
        }
    }
}

/// Makes the tree from events that the parser found nothing wrong with.
struct Builder<'t> {
    source: Source<'t>,
    base: usize,
    events: std::iter::Peekable<std::vec::IntoIter<Event>>,
    reader: &'t Reader,
    errors: Vec<ParseError>,
}

impl Builder<'_> {
    fn document(&mut self, len: usize) -> Option<Node> {
        let mut root = Table::new(self.base..self.base + len);
        // The keys of the line `[name]` above; `None` after one that cannot be.
        let mut header: Option<Vec<Key>> = Some(Vec::new());
        while let Some(event) = self.events.peek().copied() {
            match event.kind() {
                kind @ (EventKind::StdTableOpen | EventKind::ArrayTableOpen) => {
                    self.events.next();
                    let path = self.keys();
                    self.events.next();
                    let many = kind == EventKind::ArrayTableOpen;
                    let good =
                        self.within(path.len(), event.span()) && self.head(&mut root, &path, many);
                    header = good.then_some(path);
                }
                EventKind::SimpleKey => {
                    let keys = self.keys();
                    // `=`
                    self.events.next();
                    let depth = header.as_ref().map_or(0, Vec::len) + keys.len();
                    let value = self.value(depth).ok()?;
                    if let Some(table) = header.as_ref().and_then(|path| root.at(path)) {
                        self.put(table, &keys, value);
                    }
                }
                _ => {
                    self.events.next();
                }
            }
        }
        Some(root.node())
    }

    /// Makes the table of a line `[name]` or `[[name]]`; `false` when its name stands for something else already.
    fn head(&mut self, root: &mut Table, path: &[Key], many: bool) -> bool {
        let Some((last, parents)) = path.split_last() else {
            return false;
        };
        let Some(parent) = root.at(parents) else {
            self.double(last);
            return false;
        };
        let new = || Table::new(last.span.clone());
        let item = parent.item(last, || {
            if many {
                Item::Tables(Vec::new())
            } else {
                Item::Table(new())
            }
        });
        match item {
            Item::Tables(tables) if many => tables.push(new()),
            Item::Table(table) if !many && !table.headed => table.headed = true,
            _ => {
                self.double(last);
                return false;
            }
        }
        true
    }

    /// Puts a value under keys, unless something stands there.
    fn put(&self, table: &mut Table, keys: &[Key], value: Node) {
        let Some((last, parents)) = keys.split_last() else {
            return;
        };
        match table.at(parents) {
            Some(table) if !table.index.contains_key(&last.text) => {
                table.item(last, || Item::Node(value));
            }
            _ => self.double(last),
        }
    }

    fn double(&self, key: &Key) {
        let message = format!("`{}` is written twice here", short(&key.text));
        self.reader.report(
            Diagnostic::error(Code::DuplicateKey, message)
                .label("the second one")
                .help("keep one of the two; for several values write a list"),
            key.span.clone(),
        );
    }

    /// `a.b.c`
    fn keys(&mut self) -> Vec<Key> {
        let mut keys = Vec::new();
        while let Some(event) = self
            .events
            .next_if(|event| matches!(event.kind(), EventKind::SimpleKey | EventKind::KeySep))
        {
            if event.kind() == EventKind::SimpleKey {
                let mut text = Cow::Borrowed("");
                if let Some(raw) = self.source.get(event) {
                    raw.decode_key(&mut text, &mut self.errors);
                }
                keys.push(Key {
                    span: self.range(event.span()),
                    text: text.into_owned(),
                    bare: None,
                });
            }
        }
        keys
    }

    fn value(&mut self, depth: usize) -> Result<Node, TooDeep> {
        let Some(event) = self.events.next() else {
            return Ok(self.null());
        };
        if !self.within(depth, event.span()) {
            return Err(TooDeep);
        }
        let span = self.range(event.span());
        Ok(match event.kind() {
            EventKind::ArrayOpen => {
                let (mut items, mut end) = (Vec::new(), span.end);
                while let Some(next) = self.events.peek().copied() {
                    match next.kind() {
                        EventKind::ArrayClose => {
                            end = self.range(next.span()).end;
                            self.events.next();
                            break;
                        }
                        EventKind::ValueSep => {
                            self.events.next();
                        }
                        _ => items.push(self.value(depth + 1)?),
                    }
                }
                Node {
                    span: span.start..end,
                    value: Value::List(items),
                }
            }
            EventKind::InlineTableOpen => {
                let mut table = Table::new(span.clone());
                while let Some(next) = self.events.peek().copied() {
                    match next.kind() {
                        EventKind::InlineTableClose => {
                            table.span.end = self.range(next.span()).end;
                            self.events.next();
                            break;
                        }
                        EventKind::SimpleKey => {
                            let keys = self.keys();
                            self.events.next();
                            let value = self.value(depth + keys.len())?;
                            self.put(&mut table, &keys, value);
                        }
                        _ => {
                            self.events.next();
                        }
                    }
                }
                table.node()
            }
            _ => self.scalar(event),
        })
    }

    fn scalar(&mut self, event: Event) -> Node {
        let Some(raw) = self.source.get(event) else {
            return self.null();
        };
        let mut text = Cow::Borrowed("");
        let kind = raw.decode_scalar(&mut text, &mut self.errors);
        let text = match kind {
            ScalarKind::String | ScalarKind::Float => text.into_owned(),
            ScalarKind::Integer(IntegerRadix::Dec) => text.trim_start_matches('+').to_owned(),
            ScalarKind::Integer(radix) => i128::from_str_radix(&text, radix.value())
                .map_or_else(|_| raw.as_str().to_owned(), |number| number.to_string()),
            ScalarKind::Boolean(_) | ScalarKind::DateTime => raw.as_str().to_owned(),
        };
        Node {
            span: self.range(event.span()),
            value: Value::Scalar {
                text,
                plain: kind != ScalarKind::String,
            },
        }
    }

    /// Whether something is nested no deeper than a record needs.
    fn within(&self, depth: usize, at: Span) -> bool {
        if depth > MAX_DEPTH {
            self.reader.report(too_deep(), self.range(at));
        }
        depth <= MAX_DEPTH
    }

    fn range(&self, span: Span) -> Range<usize> {
        self.base + span.start()..self.base + span.end()
    }

    fn null(&self) -> Node {
        Node {
            span: self.base..self.base,
            value: Value::Null,
        }
    }
}

fn too_deep() -> Diagnostic {
    Diagnostic::error(Code::YamlTooMuch, "the values are nested too deep")
        .help("no record needs more than a few levels")
}

/// Reports what the parser found, the first of each line, in an editor's words.
fn reported(text: &str, base: usize, errors: &[ParseError], reader: &Reader) {
    let place = |error: &ParseError| {
        let span = error.unexpected().or(error.context()).unwrap_or_default();
        let start = text.floor_char_boundary(span.start().min(text.len()));
        start..text.ceil_char_boundary(span.end().clamp(start, text.len()))
    };
    let mut places: Vec<_> = errors.iter().map(|error| (place(error), error)).collect();
    places.sort_by_key(|(place, _)| place.start);
    // Where the line after the last one that is told begins.
    let mut passed = 0;
    for (place, error) in places {
        if place.start < passed {
            continue;
        }
        let start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
        if error.description().contains("max recursion depth") {
            reader.report(too_deep(), base + place.start..base + place.end);
            return;
        }
        let line = text[start..].split('\n').next().unwrap_or("");
        passed = start + line.len() + 1;
        let (span, message, help) = match slip(line) {
            Some((at, message, help)) => (start + at.start..start + at.end, message, help),
            None => {
                // The parser marks what follows a backslash.
                let slash = usize::from(text[..place.start].ends_with('\\'));
                let place = place.start - slash..place.end;
                let (message, help) = in_our_words(error.description());
                (place, message, help.to_owned())
            }
        };
        let finding = Diagnostic::error(Code::Toml, message).help(help);
        reader.report(finding, base + span.start..base + span.end);
    }
}

/// The usual slips of a line that is no TOML.
fn slip(line: &str) -> Option<(Range<usize>, String, String)> {
    let trimmed = line.trim_end();
    if let Some((key, value)) = trimmed.split_once(':')
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
        && !key.is_empty()
    {
        let value = value.trim();
        let quoted = value.starts_with(['"', '\'', '[', '{']) || value.parse::<f64>().is_ok();
        let value = if quoted {
            value.to_owned()
        } else {
            format!("\"{value}\"")
        };
        return Some((
            key.len()..key.len() + 1,
            "a colon stands here, and TOML wants an equals sign".to_owned(),
            format!(
                "write {key} = {}; between two lines `---` facts are written with a colon",
                short(&value)
            ),
        ));
    }
    let (key, value) = trimmed.split_once('=')?;
    let at = trimmed.len() - value.trim_start().len();
    let (key, value) = (key.trim(), value.trim());
    let here = |length: usize| at..at + length;
    if value.is_empty() {
        return Some((
            at - 1..at,
            "a value is missing after this equals sign".to_owned(),
            format!("write {key} = and after it the value, a text in double quotes"),
        ));
    }
    if value.starts_with('"') && !value.starts_with("\"\"\"") {
        let quotes = value
            .replace("\\\\", "")
            .replace("\\\"", "")
            .matches('"')
            .count();
        return (quotes % 2 == 1).then(|| {
            (
                here(1),
                "this quotation mark is never closed on its line".to_owned(),
                "close it with a second `\"` after the text; a quotation mark inside the text is written `\\\"`".to_owned(),
            )
        });
    }
    let first = value.chars().next()?;
    let is_other = first.is_ascii_digit() || "+-[{'".contains(first) || first == '"';
    (!is_other && !matches!(value, "true" | "false")).then(|| {
        let text = value.trim_matches(['“', '”', '‘', '’']);
        let text = text.replace('\\', "\\\\").replace('"', "\\\"");
        (
            here(first.len_utf8()),
            "a text of TOML stands in double quotes, and this does not".to_owned(),
            format!("write {key} = \"{}\"", short(&text)),
        )
    })
}

/// What the parser says, where that is plain enough to be told in our words.
fn in_our_words(said: &str) -> (String, &'static str) {
    let (message, help) = if said.contains("comma between") {
        ("a comma is missing before this", "part values with commas")
    } else if said.contains("extra comma") {
        ("nothing stands before this comma", "remove it")
    } else if said.starts_with("unclosed") {
        (
            "a bracket or brace is opened before here and never closed",
            "close it with `]` or `}` after the last value",
        )
    } else if said.contains("escape") {
        (
            "in double quotes `\\` begins a special sign, and this is none",
            "write `\\\\` for the sign itself, or / between folders",
        )
    } else if said.contains("no value") || said.contains("missing value for key") {
        (
            "no equals sign stands after this key",
            "write key = \"value\"; a text that goes on over several lines stands between \"\"\" and \"\"\"",
        )
    } else if said.contains("unexpected key or value") {
        (
            "more stands here after the value",
            "write each fact on a line of its own, and texts in double quotes",
        )
    } else {
        let message = format!("this cannot be read as TOML: {said}");
        return (
            message,
            "write each fact as key = \"value\", one to a line; dates and numbers without quotes",
        );
    };
    (message.to_owned(), help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::load::yaml::tree::parse;

    fn read(text: &str) -> (Option<Node>, Vec<(String, String)>) {
        let reader = Reader::new(&"content/x.md".into(), Severity::Error);
        let node = tree(text, 0, &reader);
        let findings = reader.into_findings();
        let reported = findings.iter().map(|finding| {
            let at = finding.place.as_ref().and_then(|place| place.span.clone());
            let at = at.map_or("", |at| &text[at.start..]);
            (finding.message.clone(), at.to_owned())
        });
        (node, reported.collect())
    }

    /// A tree without places and without knowing what was quoted.
    fn shape(node: &Node) -> String {
        match &node.value {
            Value::Null => "null".into(),
            Value::Scalar { text, .. } => format!("{text:?}"),
            Value::List(items) => format!("{:?}", items.iter().map(shape).collect::<Vec<_>>()),
            Value::Map(entries) => {
                let entries = entries.iter().map(|(key, node)| (&key.text, shape(node)));
                format!("{:?}", entries.collect::<Vec<_>>())
            }
        }
    }

    #[test]
    fn toml_is_the_tree_that_yaml_would_be() {
        let toml = "# facts\ntitle = \"Tea \\u00e4\" # here\nweight = 1_000\nhex = 0x1F\nshare = 2.50\ndraft = true\n\
            date = 2026-03-02\nat = 2026-03-02T10:00:00Z\n'odd key' = '''\ntwo\nlines'''\ntags = [\n  \"a\", # one\n  'b',\n]\n\
            lead.role = \"Head\"\nlead.holder = \"ann\"\nplace = {room = \"4\", x.y = 1}\n\n\
            [extra.deep]\na = 1\n[extra]\nb = 2\n[[seats]]\nmember = \"ann\"\n[[seats]]\nvacant = true\n[seats.more]\nc = 3\n";
        let yaml = "title: Tea ä\nweight: 1000\nhex: 31\nshare: 2.50\ndraft: true\ndate: 2026-03-02\n\
            at: 2026-03-02T10:00:00Z\n\"odd key\": \"two\\nlines\"\ntags: [a, b]\nlead: {role: Head, holder: ann}\n\
            place: {room: \"4\", x: {y: 1}}\nextra: {deep: {a: 1}, b: 2}\n\
            seats: [{member: ann}, {vacant: true, more: {c: 3}}]\n";
        let (node, reported) = read(toml);
        assert_eq!(reported, []);
        let (yaml, _) = parse(yaml, 0).expect("it is YAML");
        assert_eq!(shape(&node.expect("it is TOML")), shape(&yaml));
    }

    #[test]
    fn places_are_those_of_the_file() {
        let text = "title = \"A\"\nwieght = 3\n";
        let Some(Value::Map(entries)) = read(text).0.map(|node| node.value) else {
            panic!("a map")
        };
        assert_eq!(&text[entries[1].0.span.clone()], "wieght");
        assert_eq!(&text[entries[1].1.span.clone()], "3");
        assert_eq!(&text[entries[0].1.span.clone()], "\"A\"");
    }

    #[test]
    fn slips_are_told_at_their_places_and_all_at_once() {
        for (text, message, at) in [
            ("title: A\n", "a colon stands here", ": A"),
            (
                "title = Annual leave\n",
                "stands in double quotes",
                "Annual",
            ),
            ("title = “Leave”\n", "stands in double quotes", "“Leave"),
            ("title =\n", "a value is missing", "="),
            ("title = \"Leave\n", "never closed on its line", "\"Leave"),
            ("title = \"a\" tags = \"b\"\n", "more stands here", "tags"),
            ("tags = [\"a\" \"b\"]\n", "a comma is missing", ""),
            ("tags = [\"a\"\n", "never closed", ""),
            ("dir = \"C:\\dir\"\n", "begins a special sign", "\\"),
            ("a = 1\na = 2\n", "`a` is written twice", "a = 2"),
            ("[a]\nb = 1\n[a]\nc = 2\n", "`a` is written twice", "a]\nc"),
            ("a = 1\n[a]\nb = 2\n", "`a` is written twice", "a]\nb"),
            ("a = 1\na.b = 2\n", "`b` is written twice", "b = 2"),
            ("title\n", "no equals sign", ""),
        ] {
            let (_, reported) = read(text);
            assert_eq!(reported.len(), 1, "{text}: {reported:?}");
            assert!(reported[0].0.contains(message), "{text}: {}", reported[0].0);
            assert!(reported[0].1.starts_with(at), "{text}: {}", reported[0].1);
        }
        let (_, reported) = read("title = A\nweight = 3\ndate = soon\n");
        assert_eq!(reported.len(), 2, "{reported:?}");
    }

    #[test]
    fn nesting_is_bounded() {
        for text in [
            format!("a = {}", "[".repeat(100_000)),
            format!("a = {}{}", "[".repeat(200), "]".repeat(200)),
            format!("{}a = 1", "a.".repeat(100_000)),
            format!("[{}a]", "a.".repeat(100_000)),
            format!("a = {}", "{a.a.a.a.a.a.a.a = ".repeat(60)),
        ] {
            let (node, reported) = read(&text);
            assert!(!reported.is_empty(), "{}", &text[..20]);
            drop(node);
        }
    }
}
