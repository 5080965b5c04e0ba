//! Resolutions as minutes and lists of them show them, and the index by which readers choose among them.

use serde::Serialize;

use super::actions::votes_in_words;
use super::references::{Named, ReferenceView, ReferencesView, gathered};
use crate::locale::Locale;
use crate::markdown::slug;
use crate::model::{Item, Resolution};

/// One resolution.
#[derive(Serialize)]
pub(crate) struct ResolutionView {
    /// That of its item and its number there: also its anchor in the minutes.
    reference: String,
    item: String,
    number: usize,
    href: String,
    text: String,
    to: Option<String>,
    /// Whom it asks, as a filter knows them.
    asked: Option<String>,
    follow_up: Option<String>,
    votes: Option<String>,
}

/// What the head of a register of resolutions counts and leads to.
#[derive(Serialize)]
pub(crate) struct IndexView {
    count: usize,
    /// Those of which later papers tell what followed.
    followed: Vec<ReferenceView>,
    /// Those of which nothing is known.
    silent: Vec<ReferenceView>,
    /// By whom they ask.
    asked: Vec<ReferencesView>,
    /// Applies filters at once.
    script: String,
}

/// The resolutions of an item; `href` is the address of its minutes, empty on their own page.
pub(crate) fn of_item(locale: &Locale, item: &Item, href: &str) -> Vec<ResolutionView> {
    let numbered = (1..).zip(&item.resolutions);
    let view = |(number, resolution): (usize, &Resolution)| {
        let reference = format!("{}-{number}", item.reference);
        ResolutionView {
            href: format!("{href}#{reference}"),
            reference,
            item: item.reference.clone(),
            number,
            text: resolution.text.clone(),
            to: resolution.to.clone(),
            asked: resolution.to.as_deref().map(slug),
            follow_up: resolution.follow_up.clone(),
            votes: resolution.votes.as_ref().map(|v| votes_in_words(locale, v)),
        }
    };
    numbered.map(view).collect()
}

/// How many of these are followed up.
pub(crate) fn followed(resolutions: &[ResolutionView]) -> usize {
    let followed = resolutions.iter().filter(|r| r.follow_up.is_some());
    followed.count()
}

/// The index of a register.
pub(crate) fn index<'r>(
    resolutions: &(impl Iterator<Item = &'r ResolutionView> + Clone),
    script: String,
) -> IndexView {
    let reference = |resolution: &ResolutionView| ReferenceView {
        title: resolution.reference.clone(),
        href: resolution.href.clone(),
    };
    let by_follow_up = |known: bool| {
        let these = resolutions.clone();
        let these = these.filter(|r| r.follow_up.is_some() == known);
        these.map(reference).collect()
    };
    let asked = resolutions.clone().filter_map(|resolution| {
        Some(Named {
            name: resolution.to.clone()?,
            reference: reference(resolution),
        })
    });
    IndexView {
        count: resolutions.clone().count(),
        followed: by_follow_up(true),
        silent: by_follow_up(false),
        asked: gathered(asked),
        script,
    }
}
