//! Short forms in capitals that the glossary does not explain.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::places::{code_in, holds};
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
    let mut used: BTreeMap<String, Used<'_>> = BTreeMap::new();
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
        let written = text_of(source).unwrap_or_default();
        let places = first_places(&written);
        let mut here: Vec<&str> = here.into_iter().collect();
        here.sort_unstable();
        for word in here {
            let place = match places.get(word) {
                // What stands in code alone is no word of the text.
                Some(None) => continue,
                place => place.copied().flatten(),
            };
            let first = Used {
                file: source,
                place,
                pages: 0,
            };
            used.entry(word.to_owned()).or_insert(first).pages += 1;
        }
    }
    for (word, Used { file, place, pages }) in used {
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
        diagnostics.push(match place {
            Some(at) => finding.at(file, at..at + word.len()),
            None => finding.in_file(file),
        });
    }
}

/// A short form that is not explained.
struct Used<'a> {
    /// The first page that has it.
    file: &'a Arc<str>,
    /// Where it first stands by itself in the text of that page; it may come from a record.
    place: Option<usize>,
    /// How many pages have it.
    pages: usize,
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

/// Where each short form of a text first stands by itself; `None` for one that stands in code alone.
fn first_places(text: &str) -> HashMap<&str, Option<usize>> {
    let code = code_in(text);
    let mut places = HashMap::new();
    for (at, word) in short_forms(text) {
        let first = places.entry(word).or_insert(None);
        if first.is_none() && !holds(&code, &(at..at + word.len())) {
            *first = Some(at);
        }
    }
    places
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
        let place = |text, word| first_places(text).get(word).copied().flatten();
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
