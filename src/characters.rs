//! One rule for the characters of every text, wherever it stands: which are never published, which are kept for
//! reading and passed over by search, and how a text is shown where a raw character could do harm.
//!
//! | character | published | searched |
//! | --- | --- | --- |
//! | control characters; what turns the direction of writing, and invisible format controls that Unicode deprecates | no | no |
//! | marks of direction ([`MARKS`]) | where text that runs from right to left is near | no |
//! | zero-width spaces ([`is_gap`]) | U+200B in scripts that are written without spaces | no |
//! | soft hyphens, joiners, variation selectors | yes | no |
//! | ligatures such as ﬁ, and other forms of letters | yes | as their letters |

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

/// The marks that give punctuation a direction: left-to-right, right-to-left and Arabic letter mark. Text in Arabic or
/// Hebrew may need them; elsewhere they only make text look other than it is.
pub const MARKS: [char; 3] = ['\u{200E}', '\u{200F}', '\u{61C}'];

/// Whether a character is one of [`MARKS`].
#[must_use]
pub fn is_mark(c: char) -> bool {
    MARKS.contains(&c)
}

/// Whether a character is a space without width, or a byte order mark, which was one in its time: both part a word, and
/// nobody sees where.
#[must_use]
pub fn is_gap(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{FEFF}')
}

/// So many characters to either side of a mark count as near.
const NEAR: usize = 24;

/// Whether a character is never published: controls, which HTML forbids (HTML "control character in input stream"); the
/// embeddings, overrides and isolates of direction, with which text can be made to read as something else (Unicode
/// Technical Standard 55); format controls that Unicode deprecates (Unicode 16, §23.3) or reserves for programs (§23.8).
#[must_use]
pub fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Whether a hidden character or a mark begins these bytes of UTF-8; quicker than to decode them.
#[must_use]
pub fn begins(bytes: &[u8]) -> bool {
    match bytes {
        [0xC2, 0x80..0xA0, ..]
        | [0xE2, 0x80, 0x8B | 0x8E | 0x8F | 0xAA..=0xAE, ..]
        | [0xE2, 0x81, 0xA6..=0xAF, ..]
        | [0xD8, 0x9C, ..]
        | [0xEF, 0xBF, 0xB9..=0xBB, ..]
        | [0xEF, 0xBB, 0xBF, ..] => true,
        [byte, ..] => is_control(*byte),
        [] => false,
    }
}

/// Whether a byte may begin such a character: all that do are among these.
#[inline]
#[must_use]
pub fn may_begin(byte: u8) -> bool {
    is_control(byte) || matches!(byte, 0xC2 | 0xE2 | 0xD8 | 0xEF)
}

#[inline]
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0xB | 0xC | 0xE..=0x1F | 0x7F)
}

/// The characters of a text that are not published, with their byte offsets. `right_to_left` is whether all of it is in a
/// language that is written so.
pub fn unpublished(text: &str, right_to_left: bool) -> impl Iterator<Item = (usize, char)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += bytes[at..].iter().position(|&byte| may_begin(byte))?;
            let found = at;
            let c = text[found..].chars().next()?;
            at += c.len_utf8();
            let is_left_out = match c {
                c if is_mark(c) => !right_to_left && !is_needed(text, found..at),
                c if is_gap(c) => c == '\u{FEFF}' || !is_near(text, found..at, is_spaceless),
                c => is_hidden(c),
            };
            if is_left_out {
                return Some((found, c));
            }
        }
    })
}

/// Whether a letter that is written from right to left stands near a mark of direction, in its line. `mark` is where it stands.
#[must_use]
pub fn is_needed(text: &str, mark: Range<usize>) -> bool {
    is_near(text, mark, is_right_to_left)
}

/// Whether one of some letters stands near a character, in its line.
fn is_near(text: &str, mark: Range<usize>, letters: fn(char) -> bool) -> bool {
    let same_line = |c: &char| *c != '\n';
    let before = text[..mark.start].chars().rev().take(NEAR);
    let after = text[mark.end..].chars().take(NEAR);
    before.take_while(same_line).any(letters) || after.take_while(same_line).any(letters)
}

/// Letters of scripts that run from right to left: the blocks that Unicode keeps for them.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Letters of scripts that are written without spaces, where one without width says how a line may end: Thai, Lao, Tibetan,
/// Myanmar, Khmer and those beside them, Chinese and Japanese.
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{1950}'..='\u{1AAF}' | '\u{2E80}'..='\u{9FFF}' | '\u{A9E0}'..='\u{AADF}')
}

/// A text as it may be published. A control that parts words, such as a form feed, becomes a space; all else that may not
/// be published is left out.
#[must_use]
pub fn published(text: &str, right_to_left: bool) -> Cow<'_, str> {
    let mut done = 0;
    let mut out = String::new();
    for (at, c) in unpublished(text, right_to_left) {
        out.push_str(&text[done..at]);
        if parts_words(c) {
            out.push(' ');
        }
        done = at + c.len_utf8();
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Whether a control stands between words: tabulators, form feeds, ends of lines and records.
#[must_use]
pub fn parts_words(c: char) -> bool {
    matches!(c, '\u{B}' | '\u{C}' | '\u{1C}'..='\u{1F}' | '\u{85}')
}

/// A text in which everything can be seen and nothing drives a terminal: each hidden or invisible character stands as
/// its escape, such as `\u{202e}`.
#[must_use]
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unseen(c) {
            push_escaped(&mut out, c);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// A text that begins with a capital, where its script has them.
#[must_use]
pub fn with_capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// A text that comes from elsewhere, such as the name of an event in a feed of any make, on one line of a terminal.
#[must_use]
pub fn on_a_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() {
            out.push(' ');
        } else if is_hidden(c) {
            push_escaped(&mut out, c);
        } else {
            out.push(c);
        }
    }
    out
}

fn push_escaped(out: &mut String, c: char) {
    let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
}

/// JSON in which everything can be seen: what cannot is written as JSON's own escape for it, so that whoever reads the JSON
/// gets it back as it was.
#[must_use]
pub fn visible_json(json: &str) -> Cow<'_, str> {
    if !json.contains(is_unseen) {
        return Cow::Borrowed(json);
    }
    // Between strings JSON holds ASCII only.
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_unseen(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Whether a character of a message would not be seen, or would change how others are. Joiners and variation selectors
/// are part of the letter or picture that they stand in, and stay.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    is_hidden(c)
        || is_mark(c)
        || matches!(
            c,
            '\u{AD}' | '\u{200B}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
        )
}

/// `Default_Ignorable_Code_Point` of Unicode: what shows nothing of its own.
#[must_use]
pub fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_not_be_published_is_left_out_wherever_it_stands() {
        for c in (0..=0x0010_FFFF).filter_map(char::from_u32) {
            let left_out = is_hidden(c) || is_mark(c) || is_gap(c);
            for text in [format!("a{c}b"), format!("é{c}"), c.to_string()] {
                assert_eq!(
                    unpublished(&text, false).next().is_some(),
                    left_out,
                    "{c:?}"
                );
                assert_eq!(
                    published(&text, false).contains(c),
                    !left_out,
                    "{c:?} in {text:?}"
                );
            }
            let text = c.to_string();
            assert_eq!(begins(text.as_bytes()), left_out, "{c:?}");
            assert!(may_begin(text.as_bytes()[0]) || !left_out, "{c:?}");
        }
        // Text is passed over quickly.
        assert!(!b"a-Z 0\n\xC3\xD7".iter().any(|&byte| may_begin(byte)));
        assert_eq!(published("pay\u{202E}pal\u{7}", false), "paypal");
        assert_eq!(published("one\u{C}two", false), "one two");
        assert_eq!(
            published("non\u{200B}stop kit\u{FEFF}chen", false),
            "nonstop kitchen"
        );
        let thai = "\u{E01}\u{E32}\u{200B}\u{E23}";
        assert_eq!(published(thai, false), thai);
    }

    #[test]
    fn marks_stay_where_text_runs_from_right_to_left() {
        let places = |text, rtl| unpublished(text, rtl).map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(places("ring\u{200F} twice", false), [4]);
        assert_eq!(places("ring\u{200F} twice", true), [0_usize; 0]);
        // C++, then a mark that keeps the signs with the letter, then Hebrew.
        assert_eq!(
            places("C++\u{200E} \u{5D1}\u{5E2}", false),
            [0_usize; 0],
            "a letter after it"
        );
        assert_eq!(places("\u{627}(2)\u{200F}.", false), [0_usize; 0]);
        assert_eq!(places("\u{627}\nring\u{200F} twice", false), [7]);
        assert_eq!(
            places("\u{627}\u{202E}", true),
            [2],
            "an override never stays"
        );
    }

    #[test]
    fn messages_show_what_cannot_be_seen() {
        assert_eq!(escaped("a\u{202E}b\u{1b}[1m"), "a\\u{202e}b\\u{1b}[1m");
        assert_eq!(escaped("co\u{AD}op\u{200B}"), "co\\u{ad}op\\u{200b}");
        let kept = "na\u{ef}ve \u{645}\u{200C}\u{647} \u{2764}\u{FE0F}\n";
        assert!(matches!(escaped(kept), Cow::Borrowed(_)));
    }

    #[test]
    fn what_comes_from_elsewhere_stays_on_its_line() {
        assert_eq!(on_a_line("a\nb\u{202E}c\u{1b}[1m"), "a b\\u{202e}c [1m");
    }

    #[test]
    fn json_shows_what_cannot_be_seen_in_its_own_way() {
        let written = visible_json("{\"a\": \"é\u{202E}\u{AD}\"}");
        assert_eq!(written, "{\"a\": \"é\\u202e\\u00ad\"}");
        assert!(matches!(visible_json("[\"é\"]"), Cow::Borrowed("[\"é\"]")));
    }
}
