//! Names within one record or list, and what to say of one that is not among them.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Known, clipped, did_you_mean};
use crate::load::Spanned;

/// The most names that a finding lists.
const MOST_LISTED: usize = 30;

/// Names in their order, found without looking at all of them.
pub(crate) struct Among<'a> {
    names: Vec<&'a str>,
    places: HashMap<&'a str, usize>,
    /// The same for finding the nearest, made for the first name that is wrong.
    known: OnceCell<Arc<Known>>,
}

impl<'a> Among<'a> {
    /// These names; of equals the first counts.
    pub(crate) fn new(names: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<&str> = names.collect();
        let mut places = HashMap::with_capacity(names.len());
        for (place, name) in names.iter().enumerate() {
            places.entry(*name).or_insert(place);
        }
        Among {
            names,
            places,
            known: OnceCell::new(),
        }
    }

    /// The place of a name.
    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        self.places.get(name).copied()
    }

    /// The names for finding the nearest.
    pub(crate) fn known(&self) -> &Arc<Known> {
        let known = || Arc::new(Known::new(self.names.iter().copied()));
        self.known.get_or_init(known)
    }
}

/// `there are …` with the names, cut where they are many.
pub(crate) fn listed(known: &Known, most: usize) -> Option<String> {
    let all = known.len();
    let shown: Vec<String> = known.first(most).map(|name| format!("`{name}`")).collect();
    let more = match all - shown.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (all > 0).then(|| format!("{}{more}", shown.join(", ")))
}

/// Reports a name that nothing of its sort has, with the names that there are.
pub(crate) fn unknown(
    what: &'static str,
    name: &Spanned<String>,
    known: &Arc<Known>,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) {
    let shown = clipped(&name.value);
    let message = format!("there is no {what} `{shown}` here");
    let finding = Diagnostic::error(Code::UnknownReference, message);
    let help = move |names: Option<String>| match names {
        None => format!("there is no {what} at all yet"),
        Some(names) => format!("there are {names}"),
    };
    diagnostics.push(near_or_listed(finding, &name.value, known, help).at(file, name.span.clone()));
}

/// Adds the nearest name, and which names there are.
pub(crate) fn near_or_listed(
    finding: Diagnostic,
    wrong: &str,
    known: &Arc<Known>,
    help: impl Fn(Option<String>) -> String + Send + Sync + 'static,
) -> Diagnostic {
    let (wrong, known) = (Box::<str>::from(wrong), Arc::clone(known));
    finding.later(move || {
        let near = known.nearest(&wrong).map(did_you_mean);
        let listed = listed(&known, MOST_LISTED);
        near.into_iter().chain([help(listed)]).collect()
    })
}
