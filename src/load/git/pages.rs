//! When each page last changed, as git knows it. It is asked only for sites that show it: a log of all pages takes longer than
//! one of the few series with dates.

use std::collections::HashMap;
use std::sync::Arc;

use super::history::{Log, Set};
use super::run::{Refusal, Repository};
use super::stamps::{SETTINGS, paths, refused, shallow};
use crate::diagnostic::Diagnostics;
use crate::disk::Folder;
use crate::load::raw::RawPage;

/// When each page last changed, by file, in seconds since 1970. A page is left out where that is not certain: without git, before
/// its first commit, and where the history that is here is too short. `prefix` is the folder of the content in messages.
pub(crate) fn changes(
    content: &Folder,
    prefix: &str,
    pages: &[RawPage],
    findings: &mut Diagnostics,
) -> HashMap<Arc<str>, i64> {
    let settings: Arc<str> = format!("{prefix}{SETTINGS}").into();
    match known(content, pages) {
        Ok(Known { changes, is_cut }) => {
            if is_cut {
                findings.push(shallow().in_file(&settings));
            }
            changes
        }
        Err(refusal) => {
            findings.push(refused(&refusal).in_file(&settings));
            HashMap::new()
        }
    }
}

#[derive(Default)]
struct Known {
    changes: HashMap<Arc<str>, i64>,
    /// Whether the history that is here is too short for some page.
    is_cut: bool,
}

fn known(content: &Folder, pages: &[RawPage]) -> Result<Known, Refusal> {
    let Some(repository) = Repository::open(content.path())? else {
        return Ok(Known::default());
    };
    let names = pages.iter().map(|page| page.path.clone());
    let names: Vec<String> = std::iter::once(SETTINGS.to_owned()).chain(names).collect();
    let mut log = Log::new(&names);
    repository.log(&paths(&names), |line| {
        log.line(line, |commit| repository.is_boundary(commit));
    })?;
    let sets: Vec<Set> = (1..names.len())
        .map(|own| Set {
            own,
            files: vec![own],
        })
        .collect();
    let folded = log.end(&sets);
    let mut known = Known::default();
    // A source without its settings in git is not kept there.
    if !folded.is_there[0] {
        return Ok(known);
    }
    for (index, (page, of)) in pages.iter().zip(folded.sets).enumerate() {
        match of.revised.filter(|_| folded.is_there[index + 1]) {
            Some(revised) if revised.certain => {
                known.changes.insert(Arc::clone(&page.file), revised.at);
            }
            Some(_) => known.is_cut = true,
            None => {}
        }
    }
    Ok(known)
}
