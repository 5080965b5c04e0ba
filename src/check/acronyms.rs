//! Short forms in capitals that the glossary does not explain.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::places::code_in;
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
            .map(|(_, word)| word)
            .filter(|word| !known.contains(*word))
            .collect();
        if here.is_empty() {
            continue;
        }
        let mut here: Vec<&str> = here.into_iter().collect();
        here.sort_unstable();
        let written = text_of(source).unwrap_or_default();
        let in_code = in_code_alone(&written);
        for word in here {
            // What stands in code alone is no word of the text.
            if !in_code.contains(word) {
                used.entry(word.to_owned()).or_insert((source, 0)).1 += 1;
            }
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
        known.extend(short_forms(text).map(|(_, word)| word.to_owned()));
    }
    known
}

/// Words of two to eight capitals, perhaps with a plural s, each with its place. References such as `CYP07` hold digits, names of
/// programmers such as `HOME_URL` underscores, and a point begins a name as in `.NET`.
fn short_forms(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.split(move |c: char| !is_part(c))
        .filter_map(move |word| {
            let word = word.trim_matches('_');
            let word = word.strip_suffix('s').unwrap_or(word);
            let capitals = word.chars().all(|c| c.is_ascii_uppercase());
            let at = word.as_ptr().addr() - text.as_ptr().addr();
            let before = text[..at].strip_suffix('.');
            let is_name =
                before.is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric()));
            (capitals && (2..=8).contains(&word.len()) && !is_name).then_some((at, word))
        })
}

/// The short forms that stand in the code of a text, and nowhere else in it.
fn in_code_alone(text: &str) -> HashSet<&str> {
    let code = code_in(text);
    let (mut inside, mut outside) = (HashSet::new(), HashSet::new());
    for (at, word) in short_forms(text) {
        if is_within(&code, at) {
            inside.insert(word);
        } else {
            outside.insert(word);
        }
    }
    inside.retain(|word| !outside.contains(word));
    inside
}

/// Where a word first stands by itself.
fn place(text: &str, word: &str) -> Option<usize> {
    let code = code_in(text);
    let mut places = short_forms(text).filter(|(_, one)| *one == word);
    places
        .find(|(at, _)| !is_within(&code, *at))
        .map(|(at, _)| at)
}

fn is_within(code: &[Range<usize>], at: usize) -> bool {
    let next = code.partition_point(|code| code.end <= at);
    code.get(next).is_some_and(|code| code.start <= at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_words_of_capitals() {
        let words = |text| short_forms(text).map(|(_, word)| word).collect::<Vec<_>>();
        let text = "The EHCPs of MK (see CYP07, A, iPhone and COVIDSAFETY) go to SENDIST-level.";
        assert_eq!(words(text), ["EHCP", "MK", "SENDIST"]);
        assert_eq!(
            words("Set HOME_URL for .NET, _RFC_ and the end.CI"),
            ["RFC", "CI"]
        );
    }

    #[test]
    fn a_place_is_a_whole_word() {
        assert_eq!(place("SENDIST and SEND", "SEND"), Some(12));
        assert_eq!(place("EHCPs", "EHCP"), Some(0));
        assert_eq!(place("SENDIST", "SEND"), None);
        assert_eq!(place("`SEND` and SEND", "SEND"), Some(11));
        assert_eq!(
            place("---\nfocus: [\"`SEND`\"]\n---\n\n```\nSEND\n```\n", "SEND"),
            None
        );
    }
}
