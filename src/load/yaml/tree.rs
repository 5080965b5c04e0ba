//! YAML to a tree in which every node remembers its bytes.
//!
//! A tree, not a `serde` type: serde stops at the first mistake of a file, and an
//! editor wants to see all of them. The tree keeps scalars as they were written,
//! so that `0755`, `1.10` and `no` are what the editor typed.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, Span};

/// A value with its place in the file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// Byte range in the file.
    pub(crate) span: Range<usize>,
    /// What stands there.
    pub(crate) value: Value,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Nothing: an empty value, `~` or `null`.
    Null,
    /// A word, number, date or text, as written.
    Scalar {
        /// The text after YAML's own escapes.
        text: String,
        /// Whether it was written without quotes, and so may be a number or a truth value.
        plain: bool,
    },
    /// `- a` or `[a, b]`.
    List(Vec<Node>),
    /// `key: value`, in the order of the file.
    Map(Vec<(Key, Node)>),
}

/// A key of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Key {
    /// Byte range in the file.
    pub(crate) span: Range<usize>,
    /// The key.
    pub(crate) text: String,
    /// Of a word within braces without a colon, as `450.` in `{text: A sign for £2,450.}`: the fact before it with
    /// this word, as it would be written in quotation marks, or nothing where no text stands before it.
    pub(crate) bare: Option<String>,
}

/// Why a text is not YAML that Redway reads.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct YamlError {
    /// Byte range in the file.
    pub(crate) span: Range<usize>,
    /// What is wrong.
    pub(crate) problem: Problem,
}

/// What can be wrong with YAML before anyone asks what it means.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Problem {
    /// What stopped the parser.
    Syntax(ErrorKind),
    /// An alias within the value that it stands for.
    OwnAlias,
    /// The same key twice in one mapping; the byte range is the second.
    DuplicateKey(String),
    /// Nested deeper than any handbook needs.
    TooDeep,
    /// Aliases that repeat nodes without bound.
    TooMany,
    /// A key that is itself a list or mapping.
    ComplexKey,
    /// A second `---` document.
    SecondDocument,
}

/// Deeper than this is a mistake; the tree is walked by recursion.
pub(crate) const MAX_DEPTH: usize = 64;
/// Nodes that aliases may add in one file.
const MAX_ALIASED: usize = 10_000;

/// Reads one YAML document; `base` is added to every byte range, for front matter. Beside the tree
/// stand the mistakes that did not keep it from being read.
pub(crate) fn parse(text: &str, base: usize) -> Result<(Node, Vec<YamlError>), YamlError> {
    let mut builder = Builder {
        base,
        text,
        len: text.len(),
        parser: Parser::new_from_str_with_options(text, options()),
        anchors: HashMap::new(),
        aliased: 0,
        passed: Vec::new(),
    };
    let root = builder.document()?;
    Ok((root, builder.passed))
}

/// Comments would be events to skip; nothing else departs from the parser's defaults.
fn options() -> Options {
    let mut options = Options::default();
    options.emit_comments = false;
    options
}

struct Builder<'t> {
    base: usize,
    text: &'t str,
    len: usize,
    parser: Parser<'t, granit_parser::StrInput<'t>>,
    /// Finished nodes that carry an anchor, with their number of nodes.
    anchors: HashMap<usize, (Node, usize)>,
    aliased: usize,
    /// Mistakes after which reading goes on.
    passed: Vec<YamlError>,
}

impl<'t> Builder<'t> {
    fn next(&mut self) -> Result<(Event<'t>, Range<usize>), YamlError> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, self.range(&span))),
            Some(Err(error)) => {
                let at = error
                    .marker()
                    .byte_offset()
                    .unwrap_or(self.len)
                    .min(self.len);
                Err(YamlError {
                    span: self.base + at..self.base + (at + 1).min(self.len.max(at)),
                    problem: match error.kind() {
                        ErrorKind::RecursionLimitExceeded => Problem::TooDeep,
                        kind => Problem::Syntax(kind.clone()),
                    },
                })
            }
            None => Ok((Event::StreamEnd, self.base + self.len..self.base + self.len)),
        }
    }

    fn range(&self, span: &Span) -> Range<usize> {
        let range = span.byte_range().unwrap_or(self.len..self.len);
        self.base + range.start..self.base + range.end.max(range.start)
    }

    fn document(&mut self) -> Result<Node, YamlError> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(..) if root.is_some() => {
                    return Err(YamlError {
                        span,
                        problem: Problem::SecondDocument,
                    });
                }
                Event::DocumentStart(..) => {
                    let first = self.next()?;
                    root = Some(self.node(first, 0)?.0);
                }
                _ => break,
            }
        }
        Ok(root.unwrap_or(Node {
            span: self.base..self.base,
            value: Value::Null,
        }))
    }

    /// The node that starts with an event, and how many nodes it holds.
    fn node(
        &mut self,
        (event, span): (Event<'t>, Range<usize>),
        depth: usize,
    ) -> Result<(Node, usize), YamlError> {
        if depth > MAX_DEPTH {
            return Err(YamlError {
                span,
                problem: Problem::TooDeep,
            });
        }
        let (node, anchor, count) = match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                let value = if plain && matches!(&*text, "" | "~" | "null") {
                    Value::Null
                } else {
                    Value::Scalar {
                        text: text.into_owned(),
                        plain,
                    }
                };
                (Node { span, value }, anchor, 1)
            }
            Event::Alias(id) => {
                let Some((node, count)) = self.anchors.get(&id) else {
                    return Err(YamlError {
                        span,
                        problem: Problem::OwnAlias,
                    });
                };
                self.aliased += count;
                if self.aliased > MAX_ALIASED {
                    return Err(YamlError {
                        span,
                        problem: Problem::TooMany,
                    });
                }
                return Ok((
                    Node {
                        span,
                        value: node.value.clone(),
                    },
                    *count,
                ));
            }
            Event::SequenceStart(_, anchor, _) => self.list(span, anchor, depth)?,
            Event::MappingStart(_, anchor, _) => self.map(span, anchor, depth)?,
            _ => (
                Node {
                    span,
                    value: Value::Null,
                },
                0,
                1,
            ),
        };
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), count));
        }
        Ok((node, count))
    }

    fn list(
        &mut self,
        span: Range<usize>,
        anchor: usize,
        depth: usize,
    ) -> Result<(Node, usize, usize), YamlError> {
        let (mut items, mut count, mut end) = (Vec::new(), 1, span.end);
        loop {
            match self.next()? {
                (Event::SequenceEnd, close) => {
                    let span = span.start..end.max(close.end.min(self.base + self.len));
                    return Ok((
                        Node {
                            span,
                            value: Value::List(items),
                        },
                        anchor,
                        count,
                    ));
                }
                event => {
                    let (node, nodes) = self.node(event, depth + 1)?;
                    count += nodes;
                    end = end.max(node.span.end);
                    items.push(node);
                }
            }
        }
    }

    /// Whether a key stands within braces without a colon.
    fn is_bare(&self, key: &Key, node: &Node) -> bool {
        let after = || self.text.get(key.span.end - self.base..).unwrap_or("");
        node.value == Value::Null && after().trim_start().starts_with([',', '}'])
    }

    /// The fact before a bare word, with it, in quotation marks. Of several such words in a row the first goes: the
    /// last has all of them.
    fn with_what_stands_before(&self, key: &Key, entries: &mut Vec<(Key, Node)>) -> String {
        entries.pop_if(|(before, _)| before.bare.as_ref().is_some_and(|whole| !whole.is_empty()));
        let Some((before, value)) = entries.last() else {
            return String::new();
        };
        let whole = self
            .text
            .get(value.span.start - self.base..key.span.end - self.base);
        match (&value.value, whole) {
            (Value::Scalar { plain: true, .. }, Some(whole)) => {
                format!("{}: {}", before.text, quoted(whole))
            }
            _ => String::new(),
        }
    }

    fn map(
        &mut self,
        span: Range<usize>,
        anchor: usize,
        depth: usize,
    ) -> Result<(Node, usize, usize), YamlError> {
        let (mut entries, mut count, mut end) = (Vec::<(Key, Node)>::new(), 1, span.end);
        let mut seen = std::collections::HashSet::new();
        loop {
            match self.next()? {
                (Event::MappingEnd, close) => {
                    let span = span.start..end.max(close.end.min(self.base + self.len));
                    return Ok((
                        Node {
                            span,
                            value: Value::Map(entries),
                        },
                        anchor,
                        count,
                    ));
                }
                (Event::Scalar(text, _, _, _), key_span) => {
                    let mut key = Key {
                        span: key_span,
                        text: text.into_owned(),
                        bare: None,
                    };
                    let double = !seen.insert(key.text.clone());
                    let first = self.next()?;
                    let (node, nodes) = self.node(first, depth + 1)?;
                    count += nodes + 1;
                    end = end.max(node.span.end);
                    if self.is_bare(&key, &node) {
                        key.bare = Some(self.with_what_stands_before(&key, &mut entries));
                    }
                    if double {
                        self.passed.push(YamlError {
                            span: key.span,
                            problem: Problem::DuplicateKey(key.text),
                        });
                    } else {
                        entries.push((key, node));
                    }
                }
                (_, key_span) => {
                    return Err(YamlError {
                        span: key_span,
                        problem: Problem::ComplexKey,
                    });
                }
            }
        }
    }
}

/// A text in double quotes, as YAML wants it.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn map(node: &Node) -> &[(Key, Node)] {
        match &node.value {
            Value::Map(entries) => entries,
            other => panic!("{other:?} is not a map"),
        }
    }

    #[test]
    fn every_node_points_at_its_bytes() {
        let text = "title: Siân's\nlead: {role: Head, holder: ann}\nlist:\n  - one\n  - \"two\"\n";
        let (root, _) = parse(text, 0).expect("it is YAML");
        let entries = map(&root);
        assert_eq!(&text[entries[0].0.span.clone()], "title");
        assert_eq!(&text[entries[0].1.span.clone()], "Siân's");
        let lead = map(&entries[1].1);
        assert_eq!(&text[lead[1].1.span.clone()], "ann");
        let Value::List(items) = &entries[2].1.value else {
            panic!("a list")
        };
        assert_eq!(&text[items[1].span.clone()], "\"two\"");
        assert_eq!(
            items[1].value,
            Value::Scalar {
                text: "two".into(),
                plain: false
            }
        );
    }

    #[test]
    fn a_duplicate_key_points_at_the_second() {
        let (root, passed) = parse("a: 1\nb: 2\na: 3\nb: 4\n", 100).expect("it is read on");
        let reported = |at: usize, key: &str| YamlError {
            span: at..at + 1,
            problem: Problem::DuplicateKey(key.into()),
        };
        assert_eq!(passed, [reported(110, "a"), reported(115, "b")]);
        assert_eq!(map(&root).len(), 2);
    }

    #[test]
    fn values_that_grow_without_bound_are_refused() {
        let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for n in 1..9 {
            let before = format!("*a{}, ", n - 1).repeat(10);
            let list = before.trim_end_matches(", ");
            writeln!(laughs, "a{n}: &a{n} [{list}]").expect("writing to a String cannot fail");
        }
        assert_eq!(
            parse(&laughs, 0).expect_err("bounded").problem,
            Problem::TooMany
        );
        let deep = format!("a: {}", "[".repeat(20_000));
        assert_eq!(
            parse(&deep, 0).expect_err("bounded").problem,
            Problem::TooDeep
        );
        let lines: Vec<String> = (0..20_000)
            .map(|n| " ".repeat(n % 300 + n / 300) + "a:")
            .collect();
        let block = lines.join("\n");
        assert!(parse(&block, 0).is_err());
        assert!(matches!(
            parse("a: &a [*a]\n", 0).expect_err("a circle").problem,
            Problem::OwnAlias
        ));
    }

    #[test]
    fn nothing_is_null_and_words_stay_words() {
        let (root, _) =
            parse("a:\nb: no\nc: 0755\nd: 10:30\ne: 2026-01-05\n", 0).expect("it is YAML");
        let entries = map(&root);
        assert_eq!(entries[0].1.value, Value::Null);
        for (n, word) in [(1, "no"), (2, "0755"), (3, "10:30"), (4, "2026-01-05")] {
            assert_eq!(
                entries[n].1.value,
                Value::Scalar {
                    text: word.into(),
                    plain: true
                }
            );
        }
        assert_eq!(parse("", 0).expect("empty").0.value, Value::Null);
    }
}
