//! Sentences: how long they are, and how hard a page is to read.

use std::ops::Range;

use super::finding::Finding;
use super::pieces::Block;
use crate::diagnostic::Code;

/// People read sentences of up to so many words at once (GOV.UK, Writing for GOV.UK).
const MOST_WORDS: usize = 25;
/// Who reads a page at this age has been to secondary school.
const OLDEST: f64 = 14.0;
/// Of fewer words nothing can be said.
const LEAST_WORDS: usize = 100;

/// Tells of each long sentence.
pub(super) fn long(block: &Block, found: &mut Vec<Finding>) {
    for sentence in sentences(&block.text) {
        let many = words(&block.text[sentence.clone()]).count();
        if many > MOST_WORDS {
            found.push(Finding {
                code: Code::LongSentence,
                message: format!("a sentence of {many} words"),
                span: block.place(&sentence),
                help: "make two of it, or a list: sentences of up to 25 words are read at once",
            });
        }
    }
}

/// Tells of a page that is hard to read: by the grade of Flesch and Kincaid (1975), five years added.
pub(super) fn age(blocks: &[Block], found: &mut Vec<Finding>) {
    let (mut ends, mut many, mut syllables) = (0_usize, 0_usize, 0_usize);
    let texts = blocks
        .iter()
        .filter(|block| block.level.is_none() && !block.is_quoted);
    let mut first = None;
    for block in texts {
        for sentence in sentences(&block.text) {
            let here = words(&block.text[sentence]);
            let before = many;
            for word in here {
                many += 1;
                syllables += syllables_of(word);
            }
            ends += usize::from(many > before);
        }
        first.get_or_insert_with(|| block.span.start..block.span.start + 1);
    }
    let Some(span) = first.filter(|_| many >= LEAST_WORDS) else {
        return;
    };
    let age = 0.39 * ratio(many, ends) + 11.8 * ratio(syllables, many) - 15.59 + 5.0;
    if age > OLDEST {
        found.push(Finding {
            code: Code::ReadingAge,
            message: format!("this page can be read at an age of about {age:.0}"),
            span,
            help: "write shorter sentences and plainer words: a page for everybody can be read at 9 to 14",
        });
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a page has fewer than 2^52 words"
)]
fn ratio(a: usize, b: usize) -> f64 {
    a as f64 / b.max(1) as f64
}

/// The sentences of a text.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, sign) in text.match_indices(['.', '!', '?']) {
        let after = &text[at + sign.len()..];
        let rest = after.trim_start_matches(['"', '\'', ')', '”', '’']);
        let next = rest.trim_start();
        let ends =
            next.is_empty() || (next.len() < rest.len() && !next.starts_with(char::is_lowercase));
        if ends && !is_short_form(&text[start..at]) {
            let end = text.len() - rest.len();
            found.push(start..end);
            start = text.len() - next.len();
        }
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
}

/// Whether a point after this text is part of a short form.
fn is_short_form(text: &str) -> bool {
    let word = text.rsplit(|c: char| c.is_whitespace() || c == '(').next();
    let word = word.unwrap_or_default();
    let forms = [
        "Dr", "Mr", "Mrs", "Ms", "St", "No", "approx", "etc", "vs", "Prof", "Rev", "e.g", "i.e",
    ];
    forms.contains(&word) || (word.chars().count() == 1 && word.chars().all(char::is_uppercase))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
}

/// About how many syllables an English word has: its groups of vowels, less a silent e.
fn syllables_of(word: &str) -> usize {
    let letters: Vec<char> = word
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut groups = 0;
    let mut within = false;
    for letter in &letters {
        if vowel(letter) && !within {
            groups += 1;
        }
        within = vowel(letter);
    }
    let silent =
        matches!(letters.as_slice(), [.., before, 'e'] if !vowel(before) && *before != 'l');
    if silent && groups > 1 {
        groups -= 1;
    }
    groups.max(1)
}

#[cfg(test)]
mod tests {
    use super::super::pieces::Pieces;
    use super::*;

    #[test]
    fn sentences_end_where_people_end_them() {
        for (text, many) in [
            ("One. Two! Three? Four", 4),
            ("Ask Dr. Lee, e.g. at 10.30 a.m. today.", 1),
            ("See example.org. It is new.", 2),
            ("“Come.” They came.", 2),
            ("J. K. Moss leads it.", 1),
            ("", 0),
        ] {
            assert_eq!(sentences(text).len(), many, "{text}");
        }
    }

    #[test]
    fn a_sentence_of_twenty_six_words_is_long() {
        let count = |many: usize| {
            let text = format!("{}end. Short.", "word ".repeat(many - 1));
            let mut found = Vec::new();
            for block in &Pieces::read(&text, 0).blocks {
                long(block, &mut found);
            }
            found.len()
        };
        assert_eq!((count(25), count(26)), (0, 1));
    }

    #[test]
    fn hard_pages_are_told_and_short_or_plain_ones_are_not() {
        let told = |text: &str| {
            let mut found = Vec::new();
            age(&Pieces::read(text, 0).blocks, &mut found);
            !found.is_empty()
        };
        let hard = "Notwithstanding considerable organisational complexities, multidisciplinary practitioners collaboratively facilitate individualised interventions. ";
        assert!(told(&hard.repeat(12)));
        assert!(!told(hard));
        assert!(!told(
            &"We go to the shop. The cat sat on the mat. ".repeat(30)
        ));
    }

    #[test]
    fn syllables_are_about_right() {
        for (word, many) in [
            ("cat", 1),
            ("make", 1),
            ("table", 2),
            ("education", 4),
            ("the", 1),
            ("people", 2),
            ("xyz", 1),
        ] {
            assert_eq!(syllables_of(word), many, "{word}");
        }
    }
}
