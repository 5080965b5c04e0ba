//! Reading an output folder again: the feeds in it, and the list of what Redway made.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use super::feed::LARGEST;
use crate::diagnostic::reason;
use crate::model::{FEEDS, MANIFEST};

/// What is published in an output folder, as far as two of them are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Output {
    /// The feeds that people subscribe to, by their path in the output. Files of single meetings are not among them.
    pub(crate) feeds: BTreeMap<String, Vec<u8>>,
    /// All files that Redway made; `None` when the folder does not say.
    pub(crate) files: Option<BTreeSet<String>>,
}

/// Reads an output folder: its `calendars` and its manifest.
///
/// # Errors
///
/// In words for people, when the folder or a feed cannot be read, or when it is no output.
pub(crate) fn read_output(folder: &Path) -> Result<Output, String> {
    let wrong = |path: &Path, error: &io::Error| {
        format!("`{}` cannot be read: {}", path.display(), reason(error))
    };
    if !fs::metadata(folder)
        .map_err(|e| wrong(folder, &e))?
        .is_dir()
    {
        return Err(format!("`{}` is not a folder", folder.display()));
    }
    let files = match fs::read_to_string(folder.join(MANIFEST)) {
        Ok(text) => Some(text.lines().skip(1).map(str::to_owned).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(wrong(&folder.join(MANIFEST), &error)),
    };
    let calendars = folder.join(FEEDS);
    let entries = match fs::read_dir(&calendars) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound && files.is_some() => {
            return Ok(Output {
                feeds: BTreeMap::new(),
                files,
            });
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(format!(
                "`{}` is no output of Redway: it has neither a folder `{}` nor a file `{MANIFEST}`",
                folder.display(),
                FEEDS
            ));
        }
        Err(error) => return Err(wrong(&calendars, &error)),
    };
    let mut feeds = BTreeMap::new();
    for entry in entries {
        let path = entry.map_err(|e| wrong(&calendars, &e))?.path();
        let is_feed = path.extension().is_some_and(|ending| ending == "ics");
        // A pipe would be waited for, and a link may lead anywhere.
        let is_file = || fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file());
        let (true, true, Some(name)) = (is_feed, is_file(), path.file_name()) else {
            continue;
        };
        let mut bytes = Vec::new();
        fs::File::open(&path)
            .and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
            .map_err(|e| wrong(&path, &e))?;
        feeds.insert(format!("{}/{}", FEEDS, name.to_string_lossy()), bytes);
    }
    Ok(Output { feeds, files })
}
