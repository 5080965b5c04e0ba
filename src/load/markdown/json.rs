//! Front matter in JSON to the tree that YAML becomes, so that keys and findings are the same.

use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::load::yaml::fields::{Reader, short};
use crate::load::yaml::tree::{Key, MAX_DEPTH, Node, Value};

/// Whether a text begins with JSON: a brace, and after it a key in quotation marks or what is meant as one.
/// `{{ … }}` is a call.
pub(super) fn begins(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('{') else {
        return false;
    };
    let key = rest.trim_start();
    let word = key.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    key.starts_with(['"', '\'', '“', '”'])
        || (word.len() < key.len() && word.trim_start().starts_with(':'))
}

/// Where the brace that a text begins with is closed.
pub(super) fn end(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            // No text of JSON goes over a line: this one was never closed, and is told later.
            b'\n' => quoted = false,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Reads JSON that starts at `base` of its file; what is wrong with it is told at its place.
pub(crate) fn tree(text: &str, base: usize, reader: &Reader) -> Option<Node> {
    let mut json = Json {
        text,
        at: 0,
        base,
        reader,
    };
    match json.value(0) {
        Ok(node) => Some(node),
        Err(slip) => {
            let finding = Diagnostic::error(slip.code, slip.message).help(slip.help);
            reader.report(finding, base + slip.at.start..base + slip.at.end);
            None
        }
    }
}

struct Json<'t> {
    text: &'t str,
    at: usize,
    base: usize,
    reader: &'t Reader,
}

/// What keeps a text from being JSON.
struct Slip {
    code: Code,
    at: Range<usize>,
    message: String,
    help: String,
}

const QUOTES: [char; 5] = ['\'', '“', '”', '‘', '’'];

impl Json<'_> {
    fn value(&mut self, depth: usize) -> Result<Node, Slip> {
        self.space()?;
        let start = self.at;
        if depth > MAX_DEPTH {
            return Err(Slip {
                code: Code::YamlTooMuch,
                ..self.slip(
                    "the values are nested too deep",
                    "no record needs more than a few levels",
                )
            });
        }
        let value = match self.peek() {
            Some('{') => self.map(depth)?,
            Some('[') => self.list(depth)?,
            Some('"') => Value::Scalar {
                text: self.string()?,
                plain: false,
            },
            _ => self.word()?,
        };
        Ok(Node {
            span: self.base + start..self.base + self.at,
            value,
        })
    }

    fn map(&mut self, depth: usize) -> Result<Value, Slip> {
        let (mut entries, mut seen) = (Vec::new(), HashSet::new());
        self.at += 1;
        while self.goes_on('}', entries.is_empty(), "}")? {
            let start = self.at;
            if self.peek() != Some('"') {
                let word = self
                    .rest()
                    .split([':', '\n', ',', '}'])
                    .next()
                    .unwrap_or("");
                let word = word.trim().trim_matches(QUOTES);
                return Err(self.slip(
                    "a key of JSON stands in double quotes, and this does not",
                    &format!("write \"{}\": and after it the value", short(word)),
                ));
            }
            let text = self.string()?;
            let span = self.base + start..self.base + self.at;
            self.space()?;
            if self.peek() != Some(':') {
                return Err(self.slip(
                    "a colon is missing before this",
                    &format!("write \"{}\": and after it the value", short(&text)),
                ));
            }
            self.at += 1;
            let value = self.value(depth + 1)?;
            if seen.insert(text.clone()) {
                entries.push((
                    Key {
                        span,
                        text,
                        bare: None,
                    },
                    value,
                ));
            } else {
                let message = format!("`{}` is written twice here", short(&text));
                self.reader.report(
                    Diagnostic::error(Code::DuplicateKey, message)
                        .label("the second one")
                        .help("keep one of the two; for several values write a list"),
                    span,
                );
            }
        }
        Ok(Value::Map(entries))
    }

    fn list(&mut self, depth: usize) -> Result<Value, Slip> {
        let mut items = Vec::new();
        self.at += 1;
        while self.goes_on(']', items.is_empty(), "]")? {
            items.push(self.value(depth + 1)?);
        }
        Ok(Value::List(items))
    }

    /// Passes the comma before the next entry; `false` at the end, which is passed too.
    fn goes_on(&mut self, close: char, first: bool, shown: &str) -> Result<bool, Slip> {
        self.space()?;
        let comma = self.at;
        if !first && self.peek() == Some(',') {
            self.at += 1;
            self.space()?;
            if self.peek() == Some(close) {
                self.at = comma;
                return Err(self.slip(
                    "nothing follows this comma",
                    "remove it: commas stand between entries, and none after the last",
                ));
            }
            return Ok(true);
        }
        match self.peek() {
            Some(sign) if sign == close => {
                self.at += 1;
                Ok(false)
            }
            None | Some('}' | ']') => {
                let help = format!("close what is open with `{shown}` first");
                Err(self.slip("something is closed here that was not opened last", &help))
            }
            Some(_) if first => Ok(true),
            Some(_) => Err(self.slip(
                "a comma is missing before this",
                "end each entry but the last with a comma",
            )),
        }
    }

    fn string(&mut self) -> Result<String, Slip> {
        let start = self.at;
        let mut escaped = false;
        for (at, byte) in self.text.bytes().enumerate().skip(start + 1) {
            match byte {
                _ if escaped && byte != b'\n' => escaped = false,
                b'\\' => escaped = true,
                b'\n' => break,
                b'"' => {
                    self.at = at + 1;
                    return self.unescaped(start);
                }
                _ => {}
            }
        }
        Err(self.slip(
            "this quotation mark is never closed on its line",
            "close it with a second `\"` after the text; a quotation mark inside the text is written `\\\"`, a new line `\\n`",
        ))
    }

    /// The text between the quotation marks that end before `self.at`.
    fn unescaped(&mut self, start: usize) -> Result<String, Slip> {
        serde_json::from_str(&self.text[start..self.at]).map_err(|_| {
            let end = self.at;
            self.at = start;
            Slip {
                at: start..end,
                ..self.slip(
                    "this text holds a tab or an invisible sign, or a `\\` that begins nothing that JSON knows",
                    "write `\\t` for a tab, `\\\\` for the sign itself, or / between folders",
                )
            }
        })
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<Value, Slip> {
        let end = |c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}' | '{' | '[' | ':');
        let word = self.rest().split(end).next().unwrap_or("");
        let number = || {
            word.starts_with(|c: char| c.is_ascii_digit() || c == '-')
                && word
                    .bytes()
                    .all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b))
                && word.parse::<f64>().is_ok()
        };
        let value = match word {
            "null" => Value::Null,
            "" => {
                return Err(self.slip(
                    "a value is missing before this",
                    "write it after the colon, a text in double quotes",
                ));
            }
            _ if matches!(word, "true" | "false") || number() => Value::Scalar {
                text: word.to_owned(),
                plain: true,
            },
            _ => {
                let line = self
                    .rest()
                    .split([',', '\n', '}', ']'])
                    .next()
                    .unwrap_or("");
                let text = line.trim().trim_matches(QUOTES);
                return Err(self.slip(
                    "a text of JSON stands in double quotes, and this does not",
                    &format!("write \"{}\"", short(text)),
                ));
            }
        };
        self.at += word.len();
        Ok(value)
    }

    fn space(&mut self) -> Result<(), Slip> {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        let rest = self.rest();
        if rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#') {
            return Err(self.slip(
                "JSON has no comments",
                "remove it, or write the facts as YAML between two lines `---`",
            ));
        }
        if rest.starts_with(['\u{a0}', '\u{202f}', '\u{2007}', '\u{3000}']) {
            return Err(self.slip(
                "a non-breaking space stands here, where JSON wants a plain one",
                "replace it with a plain space; it often comes with text pasted from elsewhere",
            ));
        }
        Ok(())
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// A slip at the next sign.
    fn slip(&self, message: &str, help: &str) -> Slip {
        Slip {
            code: Code::Json,
            at: self.at..self.at + self.peek().map_or(0, char::len_utf8),
            message: message.to_owned(),
            help: help.to_owned(),
        }
    }
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
            let at = at.map_or(0, |span| span.start);
            (finding.message.clone(), text[at..].to_owned())
        });
        (node, reported.collect())
    }

    #[test]
    fn json_is_the_tree_that_yaml_would_be() {
        let text =
            "{\"a\": [1, -2.5, true, null, \"x: \\\"y\\\"\"], \"b\": {\"c\": \"d\"}, \"e\": {}}";
        let (yaml, _) = parse(text, 0).expect("it is YAML too");
        assert_eq!(read(text), (Some(yaml), Vec::new()));
        let (node, _) = read("{\n\t\"a\"\t:\"\\ud83d\\ude00\\/\"}");
        let Some(Value::Map(entries)) = node.map(|node| node.value) else {
            panic!("a map")
        };
        assert_eq!(
            entries[0].1.value,
            Value::Scalar {
                text: "😀/".into(),
                plain: false
            }
        );
    }

    #[test]
    fn slips_are_told_at_their_places() {
        for (text, message, at) in [
            (
                "{title: 1}",
                "a key of JSON stands in double quotes",
                "title",
            ),
            (
                "{'title': 1}",
                "a key of JSON stands in double quotes",
                "'title",
            ),
            ("{\"a\" 1}", "a colon is missing", "1}"),
            ("{\"a\": 1 \"b\": 2}", "a comma is missing", "\"b\""),
            ("{\"a\": 1,}", "nothing follows this comma", ",}"),
            ("{\"a\": [1, 2,]}", "nothing follows this comma", ",]"),
            (
                "{\"a\": yes}",
                "a text of JSON stands in double quotes",
                "yes",
            ),
            (
                "{\"a\": “yes”}",
                "a text of JSON stands in double quotes",
                "“yes",
            ),
            ("{\"a\": \"yes\n}", "never closed", "\"yes"),
            ("{\"a\": \"C:\\dir\"}", "begins nothing", "\"C:"),
            ("{\"a\": }", "a value is missing", "}"),
            ("{\"a\": [1}", "not opened last", "}"),
            ("{\"a\": 1 // one\n}", "no comments", "// one"),
            ("{\"a\": 1, \"a\": 2}", "`a` is written twice", "\"a\": 2"),
        ] {
            let (_, reported) = read(text);
            assert_eq!(reported.len(), 1, "{text}: {reported:?}");
            assert!(reported[0].0.contains(message), "{text}: {}", reported[0].0);
            assert!(reported[0].1.starts_with(at), "{text}: {}", reported[0].1);
        }
        let deep = format!("{{\"a\": {}", "[".repeat(100_000));
        assert!(read(&deep).1[0].0.contains("too deep"));
    }
}
