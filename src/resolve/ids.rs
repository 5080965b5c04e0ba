//! Ids that belong to one record only.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::places::tree::Tree;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{RawKind, RawPage};

/// Ids that another record has: the file and the offset of each.
pub(super) type Doubled = HashSet<(Arc<str>, usize)>;

/// No two records of one kind share an id, nor one that they had before.
pub(super) fn unique_ids(tree: &Tree, diagnostics: &mut Diagnostics) -> Doubled {
    let pages = || tree.pages.iter().flatten();
    let ids = pages().filter_map(|page| {
        let (kind, id) = page.kind.id()?;
        Some((page, kind, id))
    });
    let former = pages().flat_map(|page| {
        let ids = match &page.kind {
            RawKind::Series(series) => series.former_ids.as_slice(),
            _ => &[],
        };
        ids.iter().map(move |id| (page, "series", id))
    });
    let mut seen: HashMap<(&str, &str), &RawPage> = HashMap::new();
    let mut doubled = Doubled::new();
    // What a record is called now goes before what another one was called once.
    for (page, kind, id) in ids.chain(former) {
        let Some(other) = seen.get(&(kind, id.value.as_str())) else {
            seen.insert((kind, &id.value), page);
            continue;
        };
        doubled.insert((Arc::clone(&page.file), id.span.start));
        let finding = if std::ptr::eq(*other, page) {
            Diagnostic::error(
                Code::DuplicateId,
                format!("this page has the id `{}` already", id.value),
            )
            .help("under `former_ids` stand the ids that it had before, each once")
        } else {
            Diagnostic::error(
                Code::DuplicateId,
                format!("the id `{}` is taken by `{}`", id.value, other.file),
            )
            .help("choose another id; one that was ever published must stay as it is")
        };
        diagnostics.push(finding.at(&page.file, id.span.clone()));
    }
    doubled
}
