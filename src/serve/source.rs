//! Which file of the source a page comes from.

use crate::model::{List, Route, Site};

/// The file, relative to the root, that whoever wants to change a page edits first; a folder for one that has no page of its own.
/// `prefix` is the folder of the content.
pub(super) fn source(site: &Site, prefix: &str, route: Route) -> Option<String> {
    let list = |name: &str| Some(format!("{prefix}{name}"));
    match route {
        Route::Page(id) => Some(site.page(id).source.to_string()),
        Route::Person(_) | Route::List(List::People) => list("people.yaml"),
        Route::Organisation(_) | Route::List(List::Organisations) => list("organisations.yaml"),
        Route::Audience(_) | Route::List(List::Audiences) => list("audiences.yaml"),
        Route::List(List::Glossary) => list("glossary.yaml"),
        Route::List(List::Documents) => list("documents.yaml"),
        Route::List(List::Accessibility) => list("site.yaml"),
        _ => None,
    }
}
