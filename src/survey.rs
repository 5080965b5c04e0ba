//! What a new file of a site must fit: where the content stands, which ids are taken, and who answers for what.

use std::collections::BTreeSet;
use std::path::Path;

use crate::build::default_output;
use crate::diagnostic::Diagnostics;
use crate::load::{self, Source, better_id};

/// A source as far as new files of it are concerned.
pub(crate) struct Survey {
    /// The folder of the content relative to the root, `content/` or empty.
    pub(crate) prefix: String,
    /// Kinds of pages with the ids that they have.
    taken: BTreeSet<(&'static str, String)>,
    /// Files and folders (with a slash at the end) with who answers for them, in the order of their paths.
    pub(crate) owners: Vec<(String, String)>,
}

/// Looks at a site, whatever mistakes it has.
///
/// # Errors
///
/// When there is no site.
pub(crate) fn survey(root: &Path) -> Result<Survey, Diagnostics> {
    let mut findings = Diagnostics::new();
    let source = Source {
        root,
        drafts: true,
        output: &default_output(root),
        outlines: false,
    };
    let Some(raw) = load::load(&source, &mut findings) else {
        return Err(findings);
    };
    let ids = raw.pages.iter().filter_map(|page| page.kind.id());
    let taken = ids.map(|(kind, id)| (kind, id.value.clone())).collect();
    let levels = crate::check::levels(&raw, &mut findings);
    let owners = levels.owners().into_iter();
    Ok(Survey {
        taken,
        owners: owners
            .map(|(path, owner)| (path.to_owned(), owner.to_owned()))
            .collect(),
        prefix: raw.prefix,
    })
}

impl Survey {
    /// An id for a page of this kind, made from its path within the content without the ending: as short as no other page has.
    pub(crate) fn id(&self, kind: &'static str, path: &str) -> String {
        let is_free = |id: &String| !self.taken.contains(&(kind, id.clone()));
        let starts = path.rmatch_indices('/').map(|(at, _)| at + 1).chain([0]);
        let mut ids = starts.map(|start| short_id(&path[start..]));
        ids.find(is_free).unwrap_or_else(|| {
            let numbered = (2..).map(|number| format!("{}-{number}", short_id(path)));
            // Only so many ids are taken.
            { numbered }.find(is_free).unwrap_or_default()
        })
    }
}

/// The id that is most like a path, with room for a number.
fn short_id(path: &str) -> String {
    const LONGEST: usize = 70;
    let id: String = better_id(path).chars().take(LONGEST).collect();
    id.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_as_short_as_no_other_page_has() {
        let survey = |taken: &[&str]| Survey {
            prefix: String::new(),
            taken: taken
                .iter()
                .map(|id| ("minutes", (*id).to_owned()))
                .collect(),
            owners: Vec::new(),
        };
        let id = |taken: &[&str]| survey(taken).id("minutes", "north/board/2026_07");
        assert_eq!(id(&[]), "2026-07");
        assert_eq!(id(&["2026-07"]), "board-2026-07");
        let all = ["2026-07", "board-2026-07", "north-board-2026-07"];
        assert_eq!(id(&all), "north-board-2026-07-2");
        assert_eq!(survey(&all).id("plan", "2026-07"), "2026-07");
    }
}
