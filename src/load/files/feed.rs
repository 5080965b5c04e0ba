//! Reading one calendar file, of ours or of others, as it is: its line breaks matter.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::text;
use crate::diagnostic::{Code, Diagnostic};
use crate::disk::named;

/// A feed larger than this is none.
pub(crate) const LARGEST: u64 = 256 * 1024 * 1024;

/// The text of a calendar file, or what is wrong with it: nobody can read the file, or it is no text.
pub(crate) fn read_feed(path: &Path, file: &Arc<str>) -> Result<String, Box<Diagnostic>> {
    let unreadable = |error: io::Error| Box::new(text::unreadable(&error, file));
    let Some(opened) = named::file(path).map_err(unreadable)? else {
        return Err(Box::new(
            Diagnostic::error(Code::NotAFile, "this is no file")
                .in_file(file)
                .help("name a calendar file, such as public/calendars/all.ics"),
        ));
    };
    let bytes = opened.bytes(LARGEST).map_err(|error| {
        if error.kind() != io::ErrorKind::FileTooLarge {
            return unreadable(error);
        }
        let message = format!(
            "the file is larger than {} MB, which no calendar should be",
            LARGEST >> 20
        );
        Box::new(Diagnostic::error(Code::TooLarge, message).in_file(file))
    })?;
    text::utf8(bytes, file)
}
