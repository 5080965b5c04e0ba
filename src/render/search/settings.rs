//! What the theme and the site say about searching: what results are called, which words mean the
//! same, and which words of a question only point the way.

use std::collections::BTreeMap;

use crate::model::Site;
use crate::render::theme::Theme;
use crate::search::manifest::{KindLabels, Settings};
use crate::search::{Analyser, Index, Kind, Saying, Synonyms, plain_words, stands_for};

/// The settings of a site's search.
pub(crate) fn settings(site: &Site, theme: &Theme, index: &Index) -> Settings {
    let labels = Kind::ALL.iter().map(|kind| KindLabels {
        one: theme.word(&format!("kind_{}", kind.id())).to_owned(),
        many: theme.word(&format!("kinds_{}", kind.id())).to_owned(),
    });
    let mut hints: BTreeMap<String, Vec<Kind>> = BTreeMap::new();
    for &kind in Kind::ALL {
        for word in listed(theme.word(&format!("hints_{}", kind.id()))) {
            hints.entry(word).or_default().push(kind);
        }
    }
    // Some languages write a month otherwise where no day stands beside it.
    let mut months: Vec<Vec<String>> = vec![Vec::new(); 12];
    for key in ["months", "months_alone"] {
        for (month, name) in months.iter_mut().zip(names(theme.word(key))) {
            if !month.contains(&name) {
                month.push(name);
            }
        }
    }
    Settings {
        labels: labels.collect(),
        record_of: theme.word("record_of").to_owned(),
        synonyms: Synonyms::of(sayings(site, index.analyser()), index),
        hints,
        asides: listed(theme.word("asides")).collect(),
        months,
        months_short: names(theme.word("months_short")).collect(),
    }
}

/// The glossary, and audiences whose id is short for their title.
fn sayings(site: &Site, analyser: Analyser) -> impl Iterator<Item = Saying<'_>> {
    let terms = site.glossary.iter().flat_map(|term| {
        term.means.iter().map(|means| Saying {
            short: &term.short,
            means,
            also: &term.also,
        })
    });
    let audiences = site
        .audiences
        .iter()
        .filter(move |audience| {
            stands_for(analyser, &audience.id, &audience.title)
                && plain_words(analyser, &audience.id).len() == 1
        })
        .map(|audience| Saying {
            short: &audience.id,
            means: &audience.title,
            also: &[],
        });
    terms.chain(audiences)
}

/// The words of a list in the theme's words, in small letters.
fn listed(words: &str) -> impl Iterator<Item = String> {
    words.split_whitespace().map(str::to_lowercase)
}

/// The names of a list in the theme's words, in small letters.
fn names(words: &str) -> impl Iterator<Item = String> {
    let names = words.split(',').map(|name| name.trim().to_lowercase());
    names.filter(|name| !name.is_empty())
}
