//! Text that was most likely meant as something else: nearly Markdown, or the Markdown of another program. It is shown as
//! it stands, and told.
//!
//! Only what stays text is looked at, so nothing is told of code, links, HTML and what a backslash keeps.

use super::address::address_after;
use super::colons;
use super::missed::Missed;
use super::open::{Line, Row};
use super::problem::{Problem, ProblemKind};
use super::run::Run;
use super::slug::slug;
use super::writer::Writer;
use std::ops::Range;

/// What the start of a line looks like.
struct Start {
    miss: Missed,
    /// How many bytes of the line are marked.
    length: usize,
    /// The line as it was meant, for who writes it.
    right: String,
    /// How many lines in a row make it certain.
    needed: usize,
}

/// As far is looked for the end of something within a line, in bytes.
const FARTHEST: usize = 200;
/// So much of a line is proposed.
const SHOWN: usize = 60;

impl Writer<'_, '_> {
    /// Reports text that was meant as something else, with how it is written right.
    pub(super) fn miss(&mut self, miss: Missed, span: Range<usize>, right: String) {
        let kind = ProblemKind::Missed(miss, right.into());
        self.problems.push(Problem::new(span, kind));
    }

    /// A new line of text begins.
    pub(super) fn next_line(&mut self, line: Line) {
        self.at_line = line;
        self.rows.line += 1;
        if line == Line::First {
            self.rows.last = None;
        }
    }

    /// Looks at a line that starts with text at this place of the source.
    pub(super) fn look_at_line(&mut self, at: usize, place: Line) {
        if self.source[..at].ends_with('\\') {
            return;
        }
        let rest = &self.source[at..];
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let next = rest[end..].strip_prefix('\n').unwrap_or_default();
        let is_blank = |line: &str| line.trim_matches([' ', '\t', '\r', '>']).is_empty();
        let first = place == Line::First;
        let alone = first && next.lines().next().is_none_or(is_blank);
        let line = colons::shown(rest[..end].trim_end());
        let Some(start) = start(&line, first, alone) else {
            return;
        };
        let number = self.rows.line;
        let before = self.rows.last.take();
        let before = before.filter(|row| row.miss == start.miss && row.line + 1 == number);
        let certain = start.needed == 1 || before.is_some();
        let mut untold = match before {
            Some(row) => row.untold,
            None => Some((at..at + start.length, start.right)),
        };
        if certain && let Some((span, right)) = untold.take() {
            self.miss(start.miss, span, right);
        }
        self.rows.last = Some(Row {
            miss: start.miss,
            line: number,
            untold,
        });
    }

    /// Looks at a brace within text. Gives where in the text what it begins ends, if it is told.
    pub(super) fn brace(&mut self, run: &Run, at: usize) -> Option<usize> {
        let text = &*run.text;
        let rest = near(&text[at..]);
        let from = run.source(at);
        if text[..at].ends_with('{') || self.source[..from].ends_with('\\') {
            return None;
        }
        let dollar = text[..at].ends_with('$');
        let (miss, length, right) = if begins_template(rest) {
            let end = rest.find("}}").map_or(rest.len(), |end| end + 2);
            (Missed::Template, end, String::new())
        } else if let Some(inner) = rest.strip_prefix("{{") {
            let name = inner.split_once('(')?.0.trim();
            let is_name = |b: u8| b.is_ascii_lowercase() || b == b'_';
            let end = inner.find("}}")? + 4;
            if name.is_empty() || !name.bytes().all(is_name) {
                return None;
            }
            (Missed::Call, end, name.to_owned())
        } else if let Some(inner) = rest.strip_prefix("{%") {
            let is_tag = inner.trim_start_matches('-').starts_with([' ', '\t']);
            let end = inner.find("%}").filter(|_| is_tag)? + 4;
            (Missed::Template, end, String::new())
        } else {
            let end = rest.find('}')?;
            let inner = rest[1..end].trim();
            if dollar && is_path(inner) {
                (Missed::Template, end + 1, String::new())
            } else if is_call(inner) && !rest[end + 1..].starts_with('}') {
                let written = &self.source[from..run.source(at + end)];
                let right = format!("{{{{ {} }}}}", written[1..].trim());
                (Missed::CallBraces, end + 1, right)
            } else if at == 0 && run.glued && is_attributes(inner) {
                (Missed::Attributes, end + 1, String::new())
            } else {
                return None;
            }
        };
        let from = from - usize::from(dollar);
        self.miss(miss, from..run.source(at + length), right);
        Some(at + length)
    }

    /// Looks at a star within text: two of them with a space inside are no mark.
    pub(super) fn stars(&mut self, run: &Run, at: usize) -> Option<usize> {
        let text = &*run.text;
        let rest = near(&text[at..]);
        let inner = rest.strip_prefix("**")?;
        let opens = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '‘');
        let from = run.source(at);
        let apart = text[..at].chars().next_back().is_none_or(opens);
        if !apart || inner.starts_with('*') || self.source[..from].ends_with('\\') {
            return None;
        }
        let length = inner.find("**")?;
        let words = inner[..length].trim();
        let letters = words.chars().filter(|c| c.is_alphabetic()).count();
        let spaced = words.len() < length;
        let end = at + length + 4;
        // A sign before them and a letter behind keep the stars from being marks.
        let after = &rest[length + 4..];
        let signed = words.ends_with([':', '.', '!', '?', ';']);
        if !spaced && signed && letters > 1 && after.starts_with(char::is_alphabetic) {
            let word = after.split_whitespace().next().unwrap_or(after);
            let right = format!("**{words}** {word}");
            self.miss(Missed::StarsSpace, from..run.source(end), right);
            return Some(end);
        }
        if !spaced || letters < 2 || words.starts_with(char::is_numeric) || words.contains('*') {
            return None;
        }
        let right = format!("**{words}**");
        self.miss(Missed::Stars, from..run.source(end), right);
        Some(end)
    }

    /// Looks at a square bracket within text: two of them are the links of wikis.
    pub(super) fn bracket(&mut self, run: &Run, at: usize) -> Option<usize> {
        let text = &*run.text;
        let rest = near(&text[at..]);
        let from = run.source(at);
        if rest.starts_with("[](") {
            return self.without_words(run, at);
        }
        let inner = rest.strip_prefix("[[")?;
        let in_word = |c: char| c == '[' || c.is_alphanumeric();
        if text[..at].ends_with(in_word) || self.source[..from].ends_with('\\') {
            return None;
        }
        let length = inner.find(['[', ']'])?;
        let inside = &inner[..length];
        let is_name =
            inside.starts_with(char::is_alphanumeric) && inside.contains(char::is_alphabetic);
        if !is_name || !inner[length..].starts_with("]]") {
            return None;
        }
        let (page, words) = inside.split_once('|').unwrap_or((inside, inside));
        let page = page.split('#').next().unwrap_or(page);
        let page = page.strip_suffix(".md").unwrap_or(page);
        let right = format!("[{}]({}.md)", words.trim(), slug(page));
        let end = at + length + 4;
        self.miss(Missed::Wiki, from..run.source(end), right);
        Some(end)
    }
}

impl Writer<'_, '_> {
    /// Looks at `[](` within text: a link that was to show the name of what it leads to.
    fn without_words(&mut self, run: &Run, at: usize) -> Option<usize> {
        let from = run.source(at);
        let is_picture = self.source[..from].ends_with('!');
        if is_picture || self.source[..from].ends_with('\\') {
            return None;
        }
        let found = address_after(self.source, from + "[]".len())?;
        let kind = ProblemKind::LinkAsText {
            words: "".into(),
            address: self.source[found.address].into(),
            image: false,
        };
        self.problems.push(Problem::new(from..found.end, kind));
        Some(at + "[](".len())
    }
}

/// Whether a text is a call: a name, and round brackets with nothing in them or with what is set to what.
fn is_call(text: &str) -> bool {
    let Some((name, rest)) = text.split_once('(') else {
        return false;
    };
    let is_name = |b: u8| b.is_ascii_lowercase() || b == b'_';
    let set = rest.strip_suffix(')').map(str::trim);
    !name.is_empty()
        && name.bytes().all(is_name)
        && set.is_some_and(|set| set.is_empty() || set.contains('='))
}

/// Whether a text begins with a tag of Hugo (`{{<`, `{{%`), or of Handlebars or mdBook (`{{#if x}}`).
fn begins_template(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic();
    ["{{<", "{{%"].iter().any(|start| text.starts_with(start))
        || text
            .strip_prefix("{{#")
            .is_some_and(|name| name.starts_with(letter))
}

/// The beginning of a text, in which the end of something is looked for.
fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(FARTHEST.min(text.len()))]
}

/// The name of something within a program: `params.title`.
fn is_path(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.'))
}

/// What other programs read as attributes: `width=50%`, `.wide`, `#map`, `: .wide`.
fn is_attributes(text: &str) -> bool {
    let text = text.trim_start_matches(':').trim_start();
    let word = text.split(char::is_whitespace).next().unwrap_or("");
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
    };
    match word.split_once('=') {
        Some((name, value)) => is_word(name) && !value.is_empty(),
        None => word.strip_prefix(['.', '#']).is_some_and(is_word),
    }
}

/// As much of a line as is proposed.
fn shown(line: &str) -> String {
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

/// Spaces that keep a line from being broken there.
fn is_no_break(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// What a line of text starts like. `first` is whether it is the first of its block, `alone` whether it is the only one.
fn start(line: &str, first: bool, alone: bool) -> Option<Start> {
    let (miss, length, right, needed) = match line.chars().next()? {
        '#' => heading(line, alone)?,
        '-' | '+' | '*' => list(line)?,
        c if c.is_ascii_digit() => number(line, first)?,
        '•' | '◦' | '▪' | '▫' | '‣' | '⁃' | '●' | '○' | '■' | '\u{F0B7}' | '·' | '–' => {
            bullet(line)?
        }
        '|' => table(line)?,
        '!' | '?' | ':' | '=' => foreign_box(line)?,
        'i' | 'e' if first => import(line)?,
        _ => return None,
    };
    Some(Start {
        miss,
        length,
        right,
        needed,
    })
}

/// A miss, how much of the line is marked, how the line is right, and how many such lines make it certain.
type Found = (Missed, usize, String, usize);

fn heading(line: &str, alone: bool) -> Option<Found> {
    let text = line.trim_start_matches('#');
    let signs = line.len() - text.len();
    let next = text.chars().next()?;
    let words = text.trim();
    let right = |signs: usize| shown(&format!("{} {words}", "#".repeat(signs)));
    let capital_and_more = || {
        let mut parts = words.split_whitespace();
        // A line of `#Tags` is none.
        next.is_uppercase() && parts.clone().count() > 1 && !parts.any(|word| word.starts_with('#'))
    };
    let (miss, right) = match signs {
        7.. if next.is_whitespace() => (Missed::HeadingSigns, right(6)),
        1..=6 if is_no_break(next) => (Missed::HeadingNoBreak, right(signs)),
        2..=6 if next.is_alphanumeric() => (Missed::HeadingSpace, right(signs)),
        1 if alone && capital_and_more() => (Missed::HeadingSpace, right(1)),
        _ => return None,
    };
    Some((miss, signs, right, 1))
}

fn list(line: &str) -> Option<Found> {
    let mark = line.chars().next()?;
    let rest = &line[1..];
    let next = rest.chars().next()?;
    let words = rest.trim();
    let right = shown(&format!("{mark} {words}"));
    if is_no_break(next) {
        let needed = if words.starts_with(char::is_alphabetic) {
            1
        } else {
            2
        };
        return Some((Missed::ListNoBreak, 1, right, needed));
    }
    let is_task = ["[ ] ", "[x] ", "[X] "]
        .iter()
        .any(|mark| rest.starts_with(mark));
    if is_task {
        return Some((Missed::ListSpace, 1, right, 1));
    }
    next.is_alphabetic()
        .then_some((Missed::ListSpace, 1, right, 2))
}

fn number(line: &str, first: bool) -> Option<Found> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..]
        .strip_prefix(['.', ')'])
        .filter(|_| digits < 4)?;
    let mut letters = rest.chars();
    let next = letters.next()?;
    let length = digits + 1;
    let right = shown(&format!("{} {}", &line[..length], rest.trim()));
    if is_no_break(next) {
        return Some((Missed::ListNoBreak, length, right, 2));
    }
    let is_sentence = next.is_uppercase() && letters.next().is_some_and(char::is_lowercase);
    let needed = if first && is_sentence { 1 } else { 2 };
    next.is_alphabetic()
        .then_some((Missed::NumberSpace, length, right, needed))
}

fn bullet(line: &str) -> Option<Found> {
    let mark = line.chars().next()?;
    let rest = &line[mark.len_utf8()..];
    let words = rest.trim();
    // A sign that stands between the words of a line begins none.
    if words.is_empty() || words.contains(mark) {
        return None;
    }
    let (spaced, needed) = match mark {
        '–' => (true, 2),
        '·' => (true, 1),
        _ => (false, 1),
    };
    let fits = !spaced || rest.starts_with(char::is_whitespace);
    fits.then(|| {
        (
            Missed::Bullets,
            mark.len_utf8(),
            shown(&format!("- {words}")),
            needed,
        )
    })
}

fn table(line: &str) -> Option<Found> {
    let inner = line.strip_prefix('|')?.strip_suffix('|')?;
    let columns = inner.matches('|').count() + 1;
    // A line of hyphens with too few columns is one that was meant as the line below the first row.
    let is_rule = inner.contains("--")
        && inner
            .bytes()
            .all(|b| matches!(b, b'-' | b':' | b' ' | b'|'));
    if inner.trim().is_empty() || (columns < 2 && !is_rule) {
        return None;
    }
    let right = format!("|{}", " --- |".repeat(columns.min(SHOWN / 6)));
    Some((Missed::TableLine, line.len(), right, 2))
}

fn foreign_box(line: &str) -> Option<Found> {
    let (sign, rest) = ["!!!", "???+", "???", ":::", "==="]
        .into_iter()
        .find_map(|sign| Some((sign, line.strip_prefix(sign)?)))?;
    let rest = rest.trim_start_matches(':');
    let words = rest.trim_start();
    let fits = match sign {
        ":::" => words.starts_with(|c: char| c.is_ascii_alphabetic() || c == '{'),
        "===" => rest.starts_with([' ', '!', '+']) && words.contains('"'),
        _ => rest.starts_with(' ') && words.starts_with(|c: char| c.is_ascii_lowercase()),
    };
    fits.then(|| (Missed::ForeignBox, line.len(), String::new(), 1))
}

fn import(line: &str) -> Option<Found> {
    let quoted = |text: &str| {
        let text = text.trim_end_matches(';');
        text.len() > 2 && text.starts_with(['"', '\'']) && text.ends_with(['"', '\''])
    };
    let is_import = line.strip_prefix("import ").is_some_and(|rest| {
        quoted(rest)
            || rest
                .split_once(" from ")
                .is_some_and(|(_, file)| quoted(file.trim_start()))
    });
    let is_export = ["export const ", "export default ", "export function "]
        .iter()
        .any(|start| line.starts_with(start));
    (is_import || is_export).then(|| (Missed::Import, line.len(), String::new(), 1))
}
