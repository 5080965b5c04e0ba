//! Splitting a page into front matter and text.

use std::ops::Range;

use super::json;
use crate::load::values::dates::plain_dashes;
use crate::load::yaml::notation::Notation;

/// The parts of a page's file, as byte ranges.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The facts at the top and how they are written; `None` when the page has no front matter.
    pub(crate) facts: Option<(Notation, Range<usize>)>,
    /// Where the Markdown starts.
    pub(crate) body: usize,
}

/// A line of front matter with a slip.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Slip {
    /// The line `---` or `+++` at the top has a slip, or is missing: the range is the first line of text.
    Start(Notation, Range<usize>),
    /// Front matter starts and never ends: the range is the line that may be meant as its end, if there is one.
    End(Notation, Option<Range<usize>>),
    /// Facts of the one notation between the lines of the other: the range is the first fact.
    Mixed {
        facts: Notation,
        lines: Notation,
        at: Range<usize>,
    },
    /// Front matter as other programs have it, and Redway does not: the range is the first line.
    Foreign(Range<usize>),
}

/// Splits a page, or tells what keeps its front matter from being read.
pub(crate) fn split(text: &str) -> Result<Parts, Slip> {
    if json::begins(text) {
        let end = json::end(text).ok_or(Slip::End(Notation::Json, None))?;
        return Ok(Parts {
            facts: Some((Notation::Json, 0..end)),
            body: end,
        });
    }
    let parts = parts(text)?;
    if let Some((lines, range)) = &parts.facts {
        return match mixed(text, *lines, range) {
            Some(slip) => Err(slip),
            None => Ok(parts),
        };
    }
    match unopened(text).or_else(|| foreign(text).map(Slip::Foreign)) {
        Some(slip) => Err(slip),
        None => Ok(parts),
    }
}

/// Whether a first fact is written in another notation than the lines around it say.
fn mixed(text: &str, lines: Notation, range: &Range<usize>) -> Option<Slip> {
    let (at, first) = self::lines(&text[range.clone()])
        .find(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))?;
    let facts = match lines {
        Notation::Yaml if is_toml_fact(first) => Notation::Toml,
        Notation::Toml if is_fact(first) => Notation::Yaml,
        _ => return None,
    };
    let at = range.start + at..range.start + at + first.trim_end().len();
    Some(Slip::Mixed { facts, lines, at })
}

/// The first line of text where facts follow that no line `---` or `+++` opens: such a page would show its
/// facts as text.
fn unopened(text: &str) -> Option<Slip> {
    let mut lines = lines(text).filter(|(_, line)| !line.trim().is_empty());
    let (first, line) = lines.next()?;
    let range = |line: &str| first..first + line.trim_end().len().max(1);
    if is_rule_like(line) {
        let (_, next) = lines.next()?;
        return is_fact(next).then(|| Slip::Start(Notation::Yaml, range(line)));
    }
    if is_plus_like(line) {
        return Some(Slip::Start(Notation::Toml, range(line)));
    }
    // Facts from the first line on, then the line that should close them.
    let of_facts = |fence: &str, is_fact: fn(&str) -> bool, goes_on: &[char]| {
        let mut facts = self::lines(&text[first..])
            .map(|(_, line)| line)
            .take_while(|line| line.trim_end() != fence)
            .filter(|line| !line.trim().is_empty());
        let closed = || text.lines().any(|line| line.trim_end() == fence);
        is_fact(line) && closed() && facts.all(|line| is_fact(line) || line.starts_with(goes_on))
    };
    if of_facts("---", is_fact, &[' ', '-', '#']) {
        return Some(Slip::Start(Notation::Yaml, range(line)));
    }
    of_facts("+++", is_toml_fact, &[' ', '[', ']', '#', '"', '\''])
        .then(|| Slip::Start(Notation::Toml, range(line)))
}

/// The first line of front matter in a form that only other programs read.
fn foreign(text: &str) -> Option<Range<usize>> {
    let mut lines = lines(text).filter(|(_, line)| !line.trim().is_empty());
    let (at, first) = lines.next()?;
    let line = first.trim();
    let mut fact_follows = || {
        let next = lines.next().map(|(_, line)| line.trim_start());
        next.is_some_and(|line| is_fact(line) || is_toml_fact(line) || line.starts_with(['{', '"']))
    };
    // `;;;` and `%%%`; the name of a notation after hyphens; keywords of Org.
    let fence = [';', '%']
        .iter()
        .any(|sign| line.len() >= 3 && line.bytes().all(|b| char::from(b) == *sign));
    let named = || {
        let name = line.strip_prefix("---").map(str::trim_start);
        name.is_some_and(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase()))
    };
    let keyword = || {
        let key = line
            .strip_prefix("#+")
            .and_then(|rest| rest.split_once(':'));
        key.is_some_and(|(key, _)| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphabetic()))
    };
    let is_foreign = keyword() || ((fence || named()) && fact_follows());
    is_foreign.then(|| at..at + first.trim_end().len())
}

/// A line of two or more hyphens or dashes, also one that begins with a space.
fn is_rule_like(line: &str) -> bool {
    let line = line.trim();
    let dashes = plain_dashes(line);
    !line.is_empty()
        && (line.chars().count() > 1 || line == "—")
        && dashes.bytes().all(|b| b == b'-')
}

/// A line of two or more plus signs, also one that begins with a space.
fn is_plus_like(line: &str) -> bool {
    let line = line.trim();
    line.len() > 1 && line.bytes().all(|b| b == b'+')
}

/// `key: value` with a key of one word, at the start of the line.
fn is_fact(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
            && (value.trim().is_empty() || value.starts_with(' '))
    })
}

/// `key = value` with a key of one word, at the start of the line.
fn is_toml_fact(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, value)| {
        let key = key.trim_end();
        !key.is_empty()
            && key
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b"_-.".contains(&b))
            && !value.trim().is_empty()
            && !value.starts_with('=')
    })
}

/// The lines of a text with their offsets.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}

fn parts(text: &str) -> Result<Parts, Slip> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let notation = match first.trim_end() {
        "---" => Notation::Yaml,
        "+++" => Notation::Toml,
        _ => {
            return Ok(Parts {
                facts: None,
                body: 0,
            });
        }
    };
    let (_, fence) = notation.name_and_fence();
    let start = text.len() - rest.len();
    for (at, line) in lines(rest) {
        let said = line.trim_end();
        // YAML itself ends with three dots too.
        if said == fence || (notation == Notation::Yaml && said == "...") {
            return Ok(Parts {
                facts: Some((notation, start..start + at)),
                body: start + at + line.len(),
            });
        }
    }
    let like_an_end = |line: &str| match notation {
        Notation::Yaml => is_rule_like(line),
        Notation::Toml | Notation::Json => {
            is_plus_like(line) || matches!(line.trim(), "---" | "...")
        }
    };
    let meant = lines(rest).find(|(_, line)| like_an_end(line));
    let meant = meant.map(|(at, line)| start + at..start + at + line.trim_end().len());
    Err(Slip::End(notation, meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_stands_between_two_lines_of_hyphens() {
        assert_eq!(
            split("---\na: 1\n---\nText\n"),
            Ok(Parts {
                facts: Some((Notation::Yaml, 4..9)),
                body: 13
            })
        );
        assert_eq!(
            split("---\n---\n"),
            Ok(Parts {
                facts: Some((Notation::Yaml, 4..4)),
                body: 8
            })
        );
        assert_eq!(
            split("Text\n---\n"),
            Ok(Parts {
                facts: None,
                body: 0
            })
        );
        assert_eq!(split("---\na: 1\n"), Err(Slip::End(Notation::Yaml, None)));
        assert_eq!(split("---"), Err(Slip::End(Notation::Yaml, None)));
        assert_eq!(
            split("---\na: 1\n--\nText\n"),
            Err(Slip::End(Notation::Yaml, Some(9..11)))
        );
        assert_eq!(
            split("-----\nrule"),
            Ok(Parts {
                facts: None,
                body: 0
            })
        );
    }

    #[test]
    fn facts_that_nothing_opens_are_seen() {
        for (text, line) in [
            ("title: A\n---\nText\n", 0..8),
            ("--\ntitle: A\n---\nText\n", 0..2),
            ("----\ntitle: A\n---\nText\n", 0..4),
            ("—\ntitle: A\n---\nText\n", 0..3),
            ("\n---\ntitle: A\n---\nText\n", 1..4),
            (" ---\ntitle: A\n---\n", 0..4),
            ("kind: series\ntags:\n  - a\n---\nText\n", 0..12),
        ] {
            assert_eq!(
                split(text),
                Err(Slip::Start(Notation::Yaml, line)),
                "{text:?}"
            );
        }
        for text in [
            "Text\n",
            "# Title\n\nnote: this\n\n---\n",
            "note: a text begins so\nand goes on\n\n---\n",
            "---- \n\nText\n",
            "title: no rule below\n",
            "",
        ] {
            assert!(split(text).is_ok(), "{text:?}");
        }
    }

    #[test]
    fn toml_stands_between_lines_of_plus_signs_and_json_in_braces() {
        let facts = |text: &str| split(text).expect(text).facts;
        assert_eq!(
            facts("+++\na = 1\n+++\nText\n"),
            Some((Notation::Toml, 4..10))
        );
        assert_eq!(facts("+++\n+++\n"), Some((Notation::Toml, 4..4)));
        let json = "{\n  \"a\": \"}\\\"{\"\n}\n\nText\n";
        let parts = split(json).expect("it is whole");
        assert_eq!(&json[parts.body..], "\n\nText\n");
        assert_eq!(parts.facts, Some((Notation::Json, 0..parts.body)));
        for text in [
            "{{ table(data=\"beds\") }}\n",
            "{% if %}\n",
            "{x} is a set\n",
            "{}\n",
        ] {
            assert_eq!(facts(text), None, "{text:?}");
        }
    }

    #[test]
    fn toml_with_a_slip_in_its_lines_is_never_text() {
        let start = |line: Range<usize>| Err(Slip::Start(Notation::Toml, line));
        let end = |line: Option<Range<usize>>| Err(Slip::End(Notation::Toml, line));
        assert_eq!(split("++++\ntitle = \"A\"\n+++\n"), start(0..4));
        assert_eq!(split("\n+++\ntitle = \"A\"\n+++\n"), start(1..4));
        assert_eq!(split("title = \"A\"\n[lead]\n+++\n"), start(0..11));
        assert_eq!(split("+++\ntitle = \"A\"\n\nText\n"), end(None));
        assert_eq!(split("+++\ntitle = \"A\"\n---\nText\n"), end(Some(16..19)));
        assert_eq!(split("+++"), end(None));
        let mixed = |facts, lines, at| Err(Slip::Mixed { facts, lines, at });
        assert_eq!(
            split("---\ntitle = \"A\"\n---\n"),
            mixed(Notation::Toml, Notation::Yaml, 4..15)
        );
        assert_eq!(
            split("+++\n# B\ntitle: A\n+++\n"),
            mixed(Notation::Yaml, Notation::Toml, 8..16)
        );
        assert_eq!(
            split("{\n\"title\": \"A\"\n\nText\n"),
            Err(Slip::End(Notation::Json, None))
        );
    }

    #[test]
    fn front_matter_of_other_programs_is_named() {
        for (text, line) in [
            (";;;\ntitle: A\n;;;\n", 0..3),
            (";;;\n{\"title\": 1}\n;;;\n", 0..3),
            ("%%%\ntitle = \"A\"\n%%%\n", 0..3),
            ("---toml\ntitle = \"A\"\n---\n", 0..7),
            ("#+title: A\n\nText\n", 0..10),
        ] {
            assert_eq!(split(text), Err(Slip::Foreign(line)), "{text:?}");
        }
        for text in [
            ";;;\n\nText\n",
            "%%%\n",
            "--- a\n",
            "#hash: tag\n",
            "x = 1\n",
        ] {
            assert!(split(text).is_ok(), "{text:?}");
        }
    }
}
