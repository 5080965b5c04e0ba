//! Scripts that put no space between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese; and Korean, which writes what others
//! put before a word behind it, without a space. Who asks in one of them types a word out of a longer run, so that each
//! letter counts together with the one behind it, and a letter by itself is a word.

use super::analyser::is_part;

/// The letters of these scripts, with the marks that stand on them. Their digits and stops are no letters.
const RANGES: [(char, char); 12] = [
    ('\u{e01}', '\u{e3a}'),
    ('\u{e40}', '\u{e4e}'),
    ('\u{e81}', '\u{ece}'),
    ('\u{1000}', '\u{103f}'),
    ('\u{1050}', '\u{108f}'),
    ('\u{1780}', '\u{17d3}'),
    ('\u{3005}', '\u{3007}'),
    ('\u{3040}', '\u{30fa}'),
    ('\u{30fc}', '\u{30ff}'),
    ('\u{3400}', '\u{9fff}'),
    ('\u{ac00}', '\u{d7a3}'),
    ('\u{20000}', '\u{3ffff}'),
];

/// Whether a character is a letter of such a script.
pub(super) fn is_unspaced(c: char) -> bool {
    c >= RANGES[0].0
        && RANGES
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&c))
}

/// Whether a text has such letters.
pub(super) fn has_unspaced(text: &str) -> bool {
    !text.is_ascii() && text.contains(is_unspaced)
}

/// The letters as scripts read them: what stands between the brackets of a class.
pub(super) fn class() -> String {
    let ranges = RANGES.iter();
    ranges
        .flat_map(|(first, last)| [*first, '-', *last])
        .collect()
}

/// The words within a run of letters and signs, with where each begins. Of letters that no space parts each makes a word with
/// the one behind it.
pub(super) fn words_in(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    for (start, run, is_unspaced) in runs(text) {
        if !is_unspaced {
            words.push((start, run));
            continue;
        }
        let mut places = run.char_indices().map(|(at, c)| (at, at + c.len_utf8()));
        let (mut at, mut end) = places.next().unwrap_or_default();
        if end == run.len() {
            words.push((start, run));
        }
        for (next, after) in places {
            words.push((start + at, &run[at..after]));
            (at, end) = (next, after);
        }
        debug_assert_eq!(end, run.len(), "the last letter was met");
    }
    words
}

/// The words within a text one after the other, each letter that no space parts by itself.
pub(super) fn one_by_one(text: &str) -> impl Iterator<Item = &str> {
    runs(text).flat_map(|(_, run, is_unspaced)| {
        let mut rest = run;
        std::iter::from_fn(move || {
            let first = rest.chars().next()?;
            let end = if is_unspaced {
                first.len_utf8()
            } else {
                rest.len()
            };
            let (word, left) = rest.split_at(end);
            rest = left;
            Some(word)
        })
    })
}

/// The runs of letters of a text that are alike: where each begins, and whether no space parts its words.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str, bool)> {
    let sort = |c: char| (is_unspaced(c), is_part(c));
    let mut at = 0;
    std::iter::from_fn(move || {
        let belongs = |c: char| sort(c) != (false, false);
        let start = at + text[at..].find(belongs)?;
        let first = text[start..].chars().next().map(is_unspaced)?;
        let other = |c: char| !belongs(c) || is_unspaced(c) != first;
        let end = text[start..]
            .find(other)
            .map_or(text.len(), |length| start + length);
        at = end;
        Some((start, &text[start..end], first))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        words_in(text).into_iter().map(|(_, word)| word).collect()
    }

    #[test]
    fn letters_without_spaces_make_words_by_twos() {
        assert_eq!(
            words("\u{674e}\u{660e}\u{5929}"),
            ["\u{674e}\u{660e}", "\u{660e}\u{5929}"]
        );
        assert_eq!(words("\u{738b}"), ["\u{738b}"]);
        assert_eq!(
            words("A\u{5ea7}12\u{697c}\u{5c42}, b"),
            ["A", "\u{5ea7}", "12", "\u{697c}\u{5c42}", "b"]
        );
        assert_eq!(
            words("\u{300c}\u{5b66}\u{6821}\u{300d}\u{3002}"),
            ["\u{5b66}\u{6821}"]
        );
        assert_eq!(words("gate_key"), ["gate", "key"]);
        // Marks of Thai part no word.
        assert_eq!(
            words("\u{e17}\u{e35}\u{e48}"),
            ["\u{e17}\u{e35}", "\u{e35}\u{e48}"]
        );
    }

    #[test]
    fn in_phrases_each_of_them_is_a_word() {
        let all: Vec<&str> = one_by_one("\u{674e}\u{660e} is in").collect();
        assert_eq!(all, ["\u{674e}", "\u{660e}", "is", "in"]);
    }

    #[test]
    fn the_class_for_scripts_has_every_range() {
        assert_eq!(class().chars().count(), 3 * RANGES.len());
    }
}
