//! Words that are misspelt, put right from the vocabulary of the site.

use super::clauses::Clause;
use super::engine::Search;
use super::word::Word;

/// Misspelt words that are put right at once, and texts that are offered.
const MOST_OFFERED: usize = 3;

/// What a query may have meant.
pub(super) struct Near {
    /// The query with its slips put right, if any could be.
    pub(super) better: Option<String>,
    /// The nearest words of the vocabulary.
    pub(super) words: Vec<String>,
}

/// A word of the vocabulary that is written almost alike.
struct Candidate<'i> {
    word: &'i str,
    distance: f64,
    near: bool,
    in_title: bool,
    weight: u8,
}

impl Search<'_> {
    /// Looks for the words of a query that no document has; `none`: nothing was found without them.
    pub(super) fn put_right(&self, query: &str, clauses: &[Clause], none: bool) -> Near {
        let lost: Vec<&Word> = clauses
            .iter()
            .filter(|clause| clause.holders == 0)
            .filter_map(|clause| clause.word.as_ref())
            .filter(|word| !word.stop && word.typed.encode_utf16().count() > 2)
            .take(MOST_OFFERED)
            .collect();
        let candidates: Vec<Vec<Candidate<'_>>> = lost
            .iter()
            .map(|word| self.candidates(word, !none))
            .collect();
        let mut better = query.to_owned();
        // From the end, so that places before it stay true.
        for (word, near) in lost.iter().zip(&candidates).rev() {
            if let Some(best) = near.first().filter(|best| best.near) {
                better.replace_range(word.start..word.end, best.word);
            }
        }
        let words = candidates.iter().flatten();
        Near {
            better: (better != query).then_some(better),
            words: words
                .take(MOST_OFFERED)
                .map(|near| near.word.to_owned())
                .collect(),
        }
    }

    /// Words of the vocabulary that are written almost like one, the nearest first. Of short words only
    /// the nearest are near enough to be meant, if there is `some` answer already.
    fn candidates(&self, word: &Word, some: bool) -> Vec<Candidate<'_>> {
        let typed: Vec<char> = word.typed.chars().collect();
        let most = 1.0 + f64::from(typed.len() > 4) + f64::from(typed.len() > 10);
        let short = some && (5..8).contains(&typed.len());
        let least = if short { most - 1.0 } else { most };
        // Of a long word so many letters may be wrong that what is meant can only be asked.
        let offered = most + f64::from(typed.len() > 7);
        // Of swapped letters, the second was to be the first.
        let firsts = [typed[0], typed[1]];
        let mut found: Vec<Candidate<'_>> = self
            .index
            .vocabulary()
            .filter(|(word, ..)| word.starts_with(firsts))
            .filter_map(|(entry, weight, in_title)| {
                let (plain, written) = entry.split_once('\t').unwrap_or((entry, entry));
                let other: Vec<char> = plain.chars().collect();
                let distance = distance(&typed, &other, word.open && typed.len() > 4);
                (distance <= offered).then_some(Candidate {
                    word: written,
                    distance,
                    near: distance <= least
                        && !self.asides.contains(&self.index.analyser.stem(plain)),
                    in_title,
                    weight,
                })
            })
            .collect();
        found.sort_by(|a, b| {
            a.distance
                .total_cmp(&b.distance)
                .then(b.in_title.cmp(&a.in_title))
                .then(b.weight.cmp(&a.weight))
                .then(a.word.cmp(b.word))
        });
        found
    }
}

/// How many letters to add, leave out, change or swap with a neighbour (optimal string
/// alignment). An open word may be the beginning of the other, which counts half more.
fn distance(a: &[char], b: &[char], open: bool) -> f64 {
    let mut before: Vec<u32> = Vec::new();
    let mut last: Vec<u32> = (0..).take(b.len() + 1).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![last[0] + 1];
        for (j, y) in b.iter().enumerate() {
            let mut fewest = (last[j + 1] + 1)
                .min(row[j] + 1)
                .min(last[j] + u32::from(x != y));
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                fewest = fewest.min(before[j - 1] + 1);
            }
            row.push(fewest);
        }
        before = last;
        last = row;
    }
    let whole = f64::from(*last.last().expect("a row has one more than the word"));
    let begun = f64::from(*last.iter().min().expect("a row has one more than the word")) + 0.5;
    if open { whole.min(begun) } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(a: &str, b: &str, open: bool) -> f64 {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        distance(&letters(a), &letters(b), open)
    }

    #[test]
    fn slips_are_counted() {
        for (a, b, slips) in [
            ("safegaurding", "safeguarding", 1.0),
            ("libary", "library", 1.0),
            ("quadrent", "quadrant", 1.0),
            ("", "abc", 3.0),
            ("abc", "abc", 0.0),
        ] {
            assert!(
                (between(a, b, false) - slips).abs() < f64::EPSILON,
                "{a} {b}"
            );
        }
        assert!((between("safeg", "safeguarding", true) - 0.5).abs() < f64::EPSILON);
    }
}
