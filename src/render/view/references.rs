//! Indexes of registers: under each name the references of its entries.

use std::collections::HashMap;

use serde::Serialize;

use crate::markdown::slug;

/// An entry of a register by its reference.
#[derive(Serialize)]
pub(crate) struct ReferenceView {
    pub(crate) title: String,
    pub(crate) href: String,
}

/// The entries under one name.
#[derive(Serialize)]
pub(crate) struct ReferencesView {
    name: String,
    /// The name as filters know it.
    id: String,
    references: Vec<ReferenceView>,
}

/// An entry under one of its names.
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) reference: ReferenceView,
}

/// Entries under each name, in the order in which the names first come.
pub(crate) fn gathered(entries: impl Iterator<Item = Named>) -> Vec<ReferencesView> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut lists: Vec<ReferencesView> = Vec::new();
    for Named { name, reference } in entries {
        let place = *places.entry(name).or_insert_with_key(|name| {
            lists.push(ReferencesView {
                name: name.clone(),
                id: slug(name),
                references: Vec::new(),
            });
            lists.len() - 1
        });
        lists[place].references.push(reference);
    }
    lists
}
