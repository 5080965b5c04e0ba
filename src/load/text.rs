//! Bytes of a file to text: UTF-8, no byte order mark, line endings as LF.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};

/// The most bytes of a text file: a novel fits, a file by mistake does not.
pub(super) const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Reads a text file, or says what is wrong with it.
pub(super) fn read(path: &Path, file: &Arc<str>) -> Result<String, Box<Diagnostic>> {
    let bytes = read_bytes(path, file)?;
    let text = decode(bytes).map_err(|at| {
        Box::new(
            Diagnostic::error(
                Code::NotUtf8,
                format!("the file is not UTF-8: byte {at} is no letter in it"),
            )
            .in_file(file)
            .help("save it again with the encoding UTF-8"),
        )
    })?;
    if text.trim().is_empty() {
        return Err(Box::new(
            Diagnostic::error(Code::EmptyFile, "the file is empty")
                .in_file(file)
                .help("write its content, or remove the file"),
        ));
    }
    if let Some(at) = merge_conflict(&text) {
        return Err(Box::new(
            Diagnostic::error(Code::MergeConflict, "two versions of this text were never merged")
                .at(file, at..at + 7)
                .label("the first version starts here")
                .help("keep the lines that are right, and remove those that start with `<<<<<<<`, `=======` and `>>>>>>>`"),
        ));
    }
    Ok(text)
}

/// The text of a file for drawing a finding in it, as [`read`] sees it.
pub(super) fn reread(path: &Path) -> Option<String> {
    let file: Arc<str> = "".into();
    let bytes = read_bytes(path, &file).ok()?;
    Some(decode(bytes).unwrap_or_default())
}

fn read_bytes(path: &Path, file: &Arc<str>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let unreadable = |error: std::io::Error| Box::new(unreadable(&error, file));
    let opened = File::open(path).map_err(unreadable)?;
    let size = opened.metadata().map_err(unreadable)?.len();
    let too_large = || {
        Box::new(
            Diagnostic::error(
                Code::TooLarge,
                format!("the file is larger than {} MB, which no page should be", MAX_BYTES / 1024 / 1024),
            )
            .in_file(file)
            .help("split it into several pages, or give it another ending so that it is copied as it is"),
        )
    };
    if size > MAX_BYTES {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    // The file may grow while it is read.
    opened
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_BYTES {
        Err(too_large())
    } else {
        Ok(bytes)
    }
}

/// A file that cannot be read.
pub(super) fn unreadable(error: &std::io::Error, file: &Arc<str>) -> Diagnostic {
    Diagnostic::error(
        Code::Unreadable,
        format!("the file cannot be read: {}", reason(error)),
    )
    .in_file(file)
    .help("check that the file is there and that you may read it")
}

/// What the system says, without the machine's error number.
pub(crate) fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}

/// The offset of the first wrong byte when it is not UTF-8.
fn decode(bytes: Vec<u8>) -> Result<String, usize> {
    let mut text = String::from_utf8(bytes).map_err(|e| e.utf8_error().valid_up_to())?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    Ok(text)
}

/// The offset of the first merge marker: seven signs at the start of a line, then a space.
fn merge_conflict(text: &str) -> Option<usize> {
    ["<<<<<<< ", ">>>>>>> "]
        .into_iter()
        .filter_map(|marker| {
            text.match_indices(marker)
                .map(|(at, _)| at)
                .find(|&at| at == 0 || text.as_bytes()[at - 1] == b'\n')
        })
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_line_endings_of_other_systems_are_fine() {
        assert_eq!(
            decode(b"\xef\xbb\xbfa\r\nb\rc\n".to_vec()),
            Ok("a\nb\nc\n".into())
        );
        assert_eq!(decode(b"ab\xff".to_vec()), Err(2));
    }

    #[test]
    fn merge_markers_count_at_the_start_of_a_line_only() {
        assert_eq!(merge_conflict("a\n<<<<<<< HEAD\nb\n"), Some(2));
        assert_eq!(merge_conflict("a <<<<<<< HEAD\n"), None);
        assert_eq!(merge_conflict("Title\n=======\n"), None);
    }
}
