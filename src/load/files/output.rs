//! Reading an output folder again: the feeds in it, the facts about its meetings, and the list of what Redway made.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use serde::Deserialize;

use super::feed::LARGEST;
use crate::diagnostic::reason;
use crate::disk::manifest::{self, Manifest};
use crate::disk::{Folder, Kind};
use crate::facts::{Facts, VERSION};
use crate::model::paths::MEETINGS_FILE;
use crate::model::{FEEDS, MANIFEST};

/// What is published in an output folder, as far as two of them are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Output {
    /// The feeds that people subscribe to, by their path in the output. Files of single meetings are not among them.
    pub(crate) feeds: BTreeMap<String, Vec<u8>>,
    /// The facts about all meetings; `None` where there are no feeds, or where an older Redway wrote them.
    pub(crate) facts: Option<Facts<'static>>,
    /// All files that Redway made; `None` when the folder does not say.
    pub(crate) files: Option<BTreeSet<String>>,
}

/// Reads an output folder: its `calendars` and its manifest, as far as they are there.
///
/// # Errors
///
/// In words for people, when the folder or a file in it cannot be read, or when it is no output.
pub(crate) fn read_output(folder: &Path) -> Result<Output, String> {
    let wrong = |below: &str, error: &io::Error| {
        let path = folder.join(below);
        format!("`{}` cannot be read: {}", path.display(), reason(error))
    };
    let opened = Folder::open(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotADirectory => format!("`{}` is not a folder", folder.display()),
        _ => format!("`{}` cannot be read: {}", folder.display(), reason(&error)),
    })?;
    let files = match opened.bytes(MANIFEST, manifest::LARGEST) {
        Ok(bytes) => match manifest::read(&bytes) {
            Manifest::Ours { files, .. } => Some(files.into_iter().collect()),
            Manifest::Foreign => None,
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(wrong(MANIFEST, &error)),
    };
    let calendars = match opened.folder(FEEDS) {
        Ok(calendars) => calendars,
        Err(error) if error.kind() == io::ErrorKind::NotFound && files.is_some() => {
            return Ok(Output {
                files,
                ..Output::default()
            });
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(format!(
                "`{}` is no output of Redway: it has neither a folder `{}` nor a file `{MANIFEST}`",
                folder.display(),
                FEEDS
            ));
        }
        Err(error) => return Err(wrong(FEEDS, &error)),
    };
    let mut feeds = BTreeMap::new();
    for entry in calendars.entries().map_err(|e| wrong(FEEDS, &e))? {
        let is_feed = Path::new(&entry.name)
            .extension()
            .is_some_and(|ending| ending == "ics");
        // A pipe would be waited for, and a link may lead anywhere.
        let (true, Kind::File, Some(name)) = (is_feed, entry.kind, entry.name.to_str()) else {
            continue;
        };
        let below = format!("{FEEDS}/{name}");
        let bytes = opened
            .bytes(&below, LARGEST)
            .map_err(|e| wrong(&below, &e))?;
        feeds.insert(below, bytes);
    }
    let facts = if let Ok(Some(Kind::File)) = opened.kind(MEETINGS_FILE) {
        let bytes = opened.bytes(MEETINGS_FILE, LARGEST);
        let bytes = bytes.map_err(|e| wrong(MEETINGS_FILE, &e))?;
        let path = folder.join(MEETINGS_FILE);
        Some(facts(&bytes).map_err(|why| format!("`{}` {why}", path.display()))?)
    } else {
        None
    };
    Ok(Output {
        feeds,
        facts,
        files,
    })
}

/// The part of a file of facts that no version changes.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

/// The facts in a file, or what is wrong with it.
pub(crate) fn facts(bytes: &[u8]) -> Result<Facts<'static>, String> {
    let no_facts =
        |why: serde_json::Error| format!("holds no facts about meetings ({why}): build it again");
    // Another version may have other fields: what it is comes first.
    let Versioned { version } = serde_json::from_slice(bytes).map_err(no_facts)?;
    if version != VERSION {
        return Err(format!(
            "is of version {version}, and this Redway reads version {VERSION}: build both folders with one Redway"
        ));
    }
    serde_json::from_slice(bytes).map_err(no_facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_of_another_version_and_what_is_none_are_told() {
        let facts_of = |text: &str| facts(text.as_bytes());
        let newer = r#"{"version": 2, "series": {}}"#;
        assert_eq!(
            facts_of(newer).as_ref().map_err(String::as_str),
            Err(
                "is of version 2, and this Redway reads version 1: build both folders with one Redway"
            )
        );
        for none in ["", "<html>", "[]", r#"{"version": 1}"#] {
            let why = facts_of(none).expect_err(none);
            assert!(why.ends_with("build it again"), "{why}");
        }
        let more = r#"{"version": 1, "time_zone": "UTC", "series": [], "later": 1}"#;
        assert!(facts_of(more).is_ok());
    }
}
