//! Where on a page stands what was asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::super::document::{FIELDS, MOST_HEADINGS};
use super::super::index::Index;
use super::super::record::Record;
use super::clauses::Clause;
use super::score::terms;
use super::word::Word;

/// In which section of each of some documents a word stands; 0 where it is in none.
type Sections = BTreeMap<usize, u32>;

/// The words of a form, each with where it stands.
type Form<'c> = Vec<(&'c Word, Sections)>;

/// Where the words of a query stand in some documents.
pub(super) struct Places<'c> {
    /// Each clause with its forms, and those with their words.
    clauses: Vec<(&'c Clause, Vec<Form<'c>>)>,
}

impl<'c> Places<'c> {
    /// Looks for the words of clauses in the documents of these numbers.
    pub(super) fn of(index: &Index, clauses: &'c [Clause], numbers: &BTreeSet<usize>) -> Self {
        let word = |word: &'c Word| (word, sections(index, word, numbers));
        let clauses = clauses.iter().map(|clause| {
            let forms = clause.forms.iter();
            let forms = forms.map(|form| form.words.iter().map(word).collect());
            (clause, forms.collect())
        });
        Places {
            clauses: clauses.collect(),
        }
    }

    /// The anchor of the heading below which most of what was asked for stands, words that few documents have counting more;
    /// none if that is before the first heading. What the title answers is no reason to go farther.
    pub(super) fn heading<'r>(&self, number: usize, record: &'r Record<'_>) -> Option<&'r str> {
        let mut weights = [0.0; MOST_HEADINGS + 1];
        for (clause, forms) in &self.clauses {
            if clause.titles[number] > 0.0 {
                continue;
            }
            let has_all = |words: &&Vec<(&Word, Sections)>| {
                words
                    .iter()
                    .all(|(_, sections)| sections.contains_key(&number))
            };
            let Some(words) = forms.iter().find(has_all) else {
                continue;
            };
            let many = f64::from(u32::try_from(words.len()).expect("a form has few words"));
            // The date of a meeting stands beside it, with an anchor of its own.
            for (_, sections) in words.iter().filter(|(word, _)| word.date.is_empty()) {
                weights[sections[&number] as usize] += clause.rarity / many;
            }
        }
        let mut best = 0;
        for (section, weight) in weights.iter().enumerate() {
            if *weight > weights[best] {
                best = section;
            }
        }
        let anchor = record.headings.get(best.checked_sub(1)?)?;
        Some(anchor)
    }
}

/// The sections of a word: those of the first of its terms that a document has.
fn sections(index: &Index, word: &Word, numbers: &BTreeSet<usize>) -> Sections {
    let mut found = Sections::new();
    for meant in terms(index, word) {
        for field in 0..FIELDS.len() {
            for posting in index.postings().of(meant.place, field) {
                let number = posting.document as usize;
                if numbers.contains(&number) {
                    found.entry(number).or_insert(posting.section);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::search::manifest::Settings;
    use crate::search::query::Search;
    use crate::search::{Analyser, Index, Record, SearchDocument, Section};

    /// A page of two sections, others that have some of its words, and so many more that have one.
    fn index(more: usize) -> Index {
        let texts = [
            "Laptops, and who repairs chargers. ",
            "Lost or stolen. Tell the duty manager and the insurer. Computers, on 1 June. ",
            "Repairs. Bring the charger to the basement; the duty manager signs. S.E.N.D. ",
            "Ann Lee",
        ];
        let headings = ["Lost or stolen\n", "Repairs\n"];
        let sections = |texts: &[&str], first: u32| {
            let mut at = 0;
            let numbered = texts
                .iter()
                .zip([first, 1, 2, 0].into_iter().skip(usize::from(first > 0)));
            let section = numbered.map(|(text, heading)| {
                let section = Section { at, heading };
                at += text.len();
                section
            });
            section.collect()
        };
        let page = SearchDocument {
            names: "Computers\nHelpdesk".into(),
            headings: headings.concat().into(),
            heading_sections: sections(&headings, 1),
            body: texts.concat().into(),
            body_sections: sections(&texts, 0),
            special: vec!["@06".to_owned()],
            record: Record {
                title: "Laptops".into(),
                address: "it/".into(),
                headings: vec!["lost".into(), "repairs".into()],
                ..Record::default()
            },
            ..SearchDocument::default()
        };
        let other = |title: &'static str, body: &'static str| SearchDocument {
            body: body.into(),
            record: Record {
                title: title.into(),
                ..Record::default()
            },
            ..SearchDocument::default()
        };
        let mut documents = vec![
            page,
            other(
                "Basement",
                "The basement, the duty manager and the charger of the laptop.",
            ),
            other("Duty", "Duty managers."),
        ];
        documents.extend((0..more).map(|_| other("Cover", "The insurer.")));
        Index::read(Analyser::English, documents, |document| vec![document])
    }

    #[test]
    fn a_hit_leads_to_the_section_that_has_most_of_the_words() {
        let index = index(0);
        let search = Search::new(&index, &Settings::default());
        for (query, address) in [
            // A word that only the text of a section has, finished or not.
            ("insurer ", "it/#lost"),
            ("insur", "it/#lost"),
            ("basement ", "it/#repairs"),
            // A heading has its words, even if they stand above it.
            ("repairs ", "it/#repairs"),
            // What stands above all headings, and what the theme adds, is of the page.
            ("charger ", "it/"),
            ("ann lee ", "it/"),
            // So is its title, and its other names where no section has them.
            ("laptops ", "it/"),
            ("helpdesk ", "it/"),
            ("computers ", "it/#lost"),
            ("laptops duty ", "it/#lost"),
            // Most of the words decide, of as much the first section, and rare words count more.
            ("charger insurer basement duty ", "it/#lost"),
            ("signs insurer ", "it/#lost"),
            ("charger stolen ", "it/#lost"),
            // A date has an anchor of its own.
            ("june basement ", "it/#repairs"),
            // What only signs part is one word.
            ("send ", "it/#repairs"),
        ] {
            let found = search.find(query, |_, _| true);
            let mut addresses = found.hits.iter().map(|hit| &*hit.record.address);
            let own = addresses.find(|address| !address.is_empty());
            assert_eq!(own, Some(address), "{query}");
        }
    }
    #[test]
    fn a_word_of_very_many_documents_leads_to_the_page() {
        for (more, address) in [(499, "it/#lost"), (500, "it/")] {
            let index = index(more);
            let search = Search::new(&index, &Settings::default());
            let found = search.find("insurer laptops ", |_, _| true);
            assert_eq!(found.hits[0].record.address, address, "{more}");
            let found = search.find("stolen insurer ", |_, _| true);
            assert_eq!(found.hits[0].record.address, "it/#lost", "{more}");
        }
    }
}
