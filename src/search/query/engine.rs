//! What answers queries: an index, with the words of the site and of its theme.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::analyser::Analyser;
use super::super::fold::folded;
use super::super::index::Index;
use super::super::manifest::Settings;
use super::dates::Dates;

/// The search of a site.
pub struct Search<'i> {
    pub(super) index: &'i Index,
    /// The other forms of each form, by the stems of its words.
    pub(super) forms: HashMap<String, Vec<Vec<String>>>,
    /// The kinds that a word of a question points at, by its stem.
    pub(super) hints: BTreeMap<String, Vec<&'static str>>,
    /// The stems of words that are never required.
    pub(super) asides: HashSet<String>,
    /// What dates look like.
    pub(super) dates: Dates,
}

impl<'i> Search<'i> {
    /// A search over an index, with the words of the site and of its theme.
    #[must_use]
    pub fn new(index: &'i Index, settings: &Settings) -> Self {
        let stem = |word: &str| index.analyser.stem(&folded(word));
        let mut forms: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        for class in settings.synonyms.classes() {
            for form in class {
                let stems: Vec<String> = form.iter().map(|word| stem(word)).collect();
                let others = class.iter().filter(|other| *other != form).cloned();
                forms.entry(stems.join(" ")).or_default().extend(others);
            }
        }
        let hints = settings.hints.iter().map(|(word, kinds)| {
            let kinds = kinds.iter().map(|kind| kind.id()).collect();
            (stem(word), kinds)
        });
        Search {
            index,
            forms,
            hints: hints.collect(),
            asides: settings.asides.iter().map(|word| stem(word)).collect(),
            dates: match index.analyser {
                Analyser::English => Dates::english(),
                Analyser::Whole => Dates::of(&settings.months, &settings.months_short),
            },
        }
    }
}
