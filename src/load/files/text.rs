//! Bytes of a file to text: UTF-8, no byte order mark, line endings as LF.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, reason};

/// The most bytes of a text file: a novel fits, a file by mistake does not.
pub(crate) const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Reads a text file, or says what is wrong with it.
pub(crate) fn read(path: &Path, file: &Arc<str>) -> Result<String, Box<Diagnostic>> {
    let bytes = read_bytes(path, file)?;
    let text = plain(utf8(bytes, file)?);
    if text.trim().is_empty() {
        return Err(Box::new(
            Diagnostic::error(Code::EmptyFile, "the file is empty")
                .in_file(file)
                .help("write its content, or remove the file"),
        ));
    }
    if let Some(at) = merge_conflict(&text) {
        return Err(Box::new(
            Diagnostic::error(Code::MergeConflict, "two versions of this text stand here, and a merge was never finished")
                .at(file, at..at + 7)
                .label("the first mark of the merge")
                .help("keep the lines that are right, and remove those that start with `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`"),
        ));
    }
    Ok(text)
}

/// The text in the bytes of a file, as [`read`] sees it.
#[cfg(any(test, feature = "fuzz"))]
pub(crate) fn of_bytes(bytes: Vec<u8>, file: &Arc<str>) -> Result<String, Box<Diagnostic>> {
    utf8(bytes, file).map(plain)
}

/// The text of a file for drawing a finding in it, as [`read`] sees it.
pub(crate) fn reread(path: &Path) -> Option<String> {
    let file: Arc<str> = "".into();
    let bytes = read_bytes(path, &file).ok()?;
    Some(plain(decode(bytes).unwrap_or_default()))
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
pub(crate) fn unreadable(error: &std::io::Error, file: &Arc<str>) -> Diagnostic {
    Diagnostic::error(
        Code::Unreadable,
        format!("the file cannot be read: {}", reason(error)),
    )
    .in_file(file)
    .help("check that the file is there and that you may read it")
}

/// The bytes of a file as text, or the finding that they are none.
pub(crate) fn utf8(bytes: Vec<u8>, file: &Arc<str>) -> Result<String, Box<Diagnostic>> {
    decode(bytes).map_err(|problem| {
        Box::new(
            Diagnostic::error(Code::NotUtf8, not_utf8(&problem))
                .in_file(file)
                .help("save it again with the encoding UTF-8, in an editor for plain text"),
        )
    })
}

/// What is known of bytes that are not UTF-8.
#[derive(Debug, PartialEq, Eq)]
enum NotUtf8 {
    /// Two bytes for each letter, as some programs on Windows save.
    Utf16,
    /// A file of another sort, such as a document of a word processor.
    NoText,
    /// The line of the first wrong byte, from 1, and the text on it before that byte.
    Line(usize, String),
}

/// In words.
fn not_utf8(problem: &NotUtf8) -> String {
    match problem {
        NotUtf8::Utf16 => "the file is saved as UTF-16, not as UTF-8".to_owned(),
        NotUtf8::NoText => {
            "this is no text: the file comes from another sort of program".to_owned()
        }
        NotUtf8::Line(line, before) if before.is_empty() => {
            format!("the file is not UTF-8: line {line} begins with a sign that cannot be read")
        }
        NotUtf8::Line(line, before) => {
            format!("the file is not UTF-8: a sign cannot be read in line {line}, after `{before}`")
        }
    }
}

fn decode(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(NotUtf8::Utf16);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(NotUtf8::NoText);
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let good = String::from_utf8_lossy(&error.as_bytes()[..good]);
        let before = good.rsplit(['\n', '\r']).next().unwrap_or("");
        // The words just before it are enough to find it.
        let from = before.char_indices().rev().nth(29).map_or(0, |(at, _)| at);
        let line = good.matches('\n').count() + 1;
        NotUtf8::Line(line, before[from..].trim_start().to_owned())
    })
}

/// Text without a byte order mark, and with plain line ends.
fn plain(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    text
}

/// The offset of the first merge marker: a line that begins with seven signs, alone or before a
/// space. Seven equals signs also underline a heading, so they count only between two lines of text.
fn merge_conflict(text: &str) -> Option<usize> {
    let (mut at, mut before) = (0, "");
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let rest = ["<<<<<<<", ">>>>>>>", "|||||||"]
            .into_iter()
            .find_map(|sign| line.strip_prefix(sign));
        let between = line.trim_end() == "======="
            && !before.trim().is_empty()
            && lines.peek().is_some_and(|next| !next.trim().is_empty());
        if between || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) {
            return Some(at);
        }
        at += line.len() + 1;
        before = line;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_line_endings_of_other_systems_are_fine() {
        assert_eq!(
            decode(b"\xef\xbb\xbfa\r\nb\rc\n".to_vec()).map(plain),
            Ok("a\nb\nc\n".into())
        );
        assert_eq!(
            decode(b"a\nb c\xff".to_vec()),
            Err(NotUtf8::Line(2, "b c".into()))
        );
        assert_eq!(decode(b"\xff\xfea\0".to_vec()), Err(NotUtf8::Utf16));
        assert_eq!(decode(b"PK\x03\x04".to_vec()), Err(NotUtf8::NoText));
    }

    #[test]
    fn merge_markers_count_at_the_start_of_a_line_only() {
        assert_eq!(merge_conflict("a\n<<<<<<< HEAD\nb\n"), Some(2));
        assert_eq!(merge_conflict("a <<<<<<< HEAD\n"), None);
        assert_eq!(merge_conflict("Title\n=======\n\nText\n"), None);
        assert_eq!(merge_conflict("Title\n=======\n"), None);
        // What is left of a merge when its first and last lines were removed.
        assert_eq!(merge_conflict("a: 1\n=======\na: 2\n"), Some(5));
        assert_eq!(merge_conflict("a\n<<<<<<<\nb"), Some(2));
        assert_eq!(merge_conflict("a\n||||||| base\n"), Some(2));
        assert_eq!(merge_conflict("|||||||||\n<<<<<<<<\n"), None);
    }
}
