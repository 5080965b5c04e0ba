//! Short forms in capitals that the glossary does not explain.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::scope::Words;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Levels};

/// Words in capitals that everybody reads as words, or that are no short forms.
const PLAIN: [&str; 8] = ["AM", "PM", "OK", "UK", "MP", "II", "III", "IV"];

/// Warns of each short form once, at its first place, with the number of pages that use it.
/// A site without a glossary explains nothing, and is asked for nothing.
pub(super) fn check(
    words: &Words<'_>,
    levels: &Levels,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    if words.glossary.is_empty() {
        return;
    }
    let known = known(words);
    // The first page, and how many there are.
    let mut used: BTreeMap<String, (&Arc<str>, usize)> = BTreeMap::new();
    for page in &words.pages {
        if levels.of(Code::UnknownAcronym, page.source).is_none() {
            continue;
        }
        let (source, text) = (page.source, page.text());
        let here: HashSet<&str> = short_forms(&text)
            .filter(|word| !known.contains(*word))
            .collect();
        let mut here: Vec<&str> = here.into_iter().collect();
        here.sort_unstable();
        for word in here {
            used.entry(word.to_owned()).or_insert((source, 0)).1 += 1;
        }
    }
    for (word, (file, pages)) in used {
        let more = match pages {
            1 => String::new(),
            pages => format!(", on {pages} pages"),
        };
        let finding = Diagnostic::warning(
            Code::UnknownAcronym,
            format!("`{word}` is not in the glossary{more}"),
        )
        .help(format!(
            "add what it stands for to glossary.yaml, as in {word}: {{means: …}}, or write the words out"
        ));
        let place = text_of(file).and_then(|text| place(&text, &word));
        diagnostics.push(match place {
            Some(at) => finding.at(file, at..at + word.len()),
            None => finding.in_file(file),
        });
    }
}

/// Everything in capitals that is explained, or is a name.
fn known(words: &Words<'_>) -> HashSet<String> {
    let terms = words
        .glossary
        .iter()
        .flat_map(|t| std::iter::once(&t.short).chain(&t.also));
    let terms = terms.map(String::as_str);
    let mut known: HashSet<String> = PLAIN.iter().map(|word| (*word).to_owned()).collect();
    // CWD is the same as CwD, which the glossary may have alone.
    known.extend(terms.clone().map(str::to_uppercase));
    for text in terms.chain(words.names.iter().copied()) {
        known.extend(short_forms(text).map(str::to_owned));
    }
    known
}

/// Words of two to eight capitals, perhaps with a plural s. References such as `CYP07` hold digits.
fn short_forms(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter_map(|word| {
            let word = word.strip_suffix('s').unwrap_or(word);
            let capitals = word.chars().all(|c| c.is_ascii_uppercase());
            (capitals && (2..=8).contains(&word.len())).then_some(word)
        })
}

/// Where a word first stands by itself.
fn place(text: &str, word: &str) -> Option<usize> {
    let part_of_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(word).map(|(at, _)| at).find(|&at| {
        let after = text[at + word.len()..]
            .strip_prefix('s')
            .unwrap_or(&text[at + word.len()..]);
        !part_of_word(text[..at].chars().next_back()) && !part_of_word(after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_words_of_capitals() {
        let text = "The EHCPs of MK (see CYP07, A, iPhone and COVIDSAFETY) go to SENDIST-level.";
        assert_eq!(
            short_forms(text).collect::<Vec<_>>(),
            ["EHCP", "MK", "SENDIST"]
        );
    }

    #[test]
    fn a_place_is_a_whole_word() {
        assert_eq!(place("SENDIST and SEND", "SEND"), Some(12));
        assert_eq!(place("EHCPs", "EHCP"), Some(0));
        assert_eq!(place("SENDIST", "SEND"), None);
    }
}
