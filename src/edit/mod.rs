//! Edits of a source that leave all else as it is: which bytes of which file become what.
//!
//! Nothing here reads or writes: a site and its texts come in, edits by file and byte range go out. Comments, order and
//! layout of facts stay, since only the words that change are replaced.

mod alias;
mod impact;
mod moving;
mod patch;
mod references;
mod retiring;
mod year;

use std::collections::BTreeMap;
use std::ops::Range;

pub(crate) use self::impact::{Follows, of_page, of_person, succession};
pub(crate) use self::moving::{leads_as_before, moved};
pub(crate) use self::patch::unified;
pub(crate) use self::references::Reference;
pub(crate) use self::retiring::{Retiring, retired};
pub(crate) use self::year::{new_year, old_names};

/// What stands at a place from now on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edit {
    /// Relative to the root of the site.
    pub(crate) file: String,
    /// Byte range of its text.
    pub(crate) start: usize,
    /// Where that ends.
    pub(crate) end: usize,
    /// What stands there instead.
    pub(crate) text: String,
}

impl Edit {
    fn new(file: &str, span: &Range<usize>, text: impl Into<String>) -> Self {
        Edit {
            file: file.to_owned(),
            start: span.start,
            end: span.end,
            text: text.into(),
        }
    }
}

/// The text of a file before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Changed {
    /// Relative to the root of the site.
    pub(crate) file: String,
    pub(crate) was: String,
    pub(crate) now: String,
}

/// The files that edits change. `text_of` gives the text of a file.
pub(crate) fn changed(
    edits: &[Edit],
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<Changed>, String> {
    let mut by_file: BTreeMap<&str, Vec<&Edit>> = BTreeMap::new();
    for edit in edits {
        by_file.entry(&edit.file).or_default().push(edit);
    }
    let mut all = Vec::new();
    for (file, mut edits) in by_file {
        let was = text_of(file).ok_or_else(|| format!("`{file}` cannot be read"))?;
        edits.sort();
        // Links that share a definition are one place.
        edits.dedup();
        let mut now = String::with_capacity(was.len());
        let mut done = 0;
        for edit in edits {
            let kept = was.get(done..edit.start).ok_or_else(|| {
                format!("two edits of `{file}` meet at one place: make the change by hand")
            })?;
            now.push_str(kept);
            now.push_str(&edit.text);
            done = edit.end;
        }
        now.push_str(&was[done..]);
        if now != was {
            all.push(Changed {
                file: file.to_owned(),
                was,
                now,
            });
        }
    }
    Ok(all)
}

/// A path relative to the root, of one below the content.
pub(crate) fn in_root(prefix: &str, below: &str) -> String {
    format!("{prefix}{below}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_leave_all_else_as_it_is() {
        let text_of = |_: &str| Some("a: [x, y]  # why\nb: z\n".to_owned());
        let edits = [
            Edit::new("f", &(20..21), "zz"),
            Edit::new("f", &(4..5), "long"),
            Edit::new("f", &(4..5), "long"),
        ];
        let changed = changed(&edits, &text_of).expect("they do not meet");
        assert_eq!(changed[0].now, "a: [long, y]  # why\nb: zz\n");
        let meet = [Edit::new("f", &(4..6), "p"), Edit::new("f", &(5..7), "q")];
        assert!(super::changed(&meet, &text_of).is_err());
    }
}
