//! Files to text: UTF-8, no byte order mark, line endings as LF.

use std::io;
use std::sync::Arc;

use super::encoding::{self, plain};
use super::walk::Found;
use crate::diagnostic::{Code, Diagnostic, reason};
use crate::disk::{Folder, Opened};

/// The most bytes of a text file: a novel fits, a file by mistake does not.
pub(crate) const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Reads a text file, or says what is wrong with it.
pub(crate) fn read(found: &Found) -> Result<String, Box<Diagnostic>> {
    let file = &found.file;
    let bytes = read_bytes(found.open(), file)?;
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

/// The text of a file below a folder for drawing a finding in it, as [`read`] sees it.
pub(crate) fn reread(root: &Folder, below: &str) -> Option<String> {
    let bytes = read_bytes(root.file_beneath(below), &"".into()).ok()?;
    Some(match encoding::utf8(bytes) {
        Ok(text) => plain(text),
        Err(not) => not.text,
    })
}

fn read_bytes(opened: io::Result<Opened>, file: &Arc<str>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let unreadable = |error: io::Error| Box::new(unreadable(&error, file));
    let opened = opened.map_err(unreadable)?;
    opened.bytes(MAX_BYTES).map_err(|error| {
        if error.kind() != io::ErrorKind::FileTooLarge {
            return unreadable(error);
        }
        Box::new(
            Diagnostic::error(
                Code::TooLarge,
                format!("the file is larger than {} MB, which no page should be", MAX_BYTES >> 20),
            )
            .in_file(file)
            .help("split it into several pages, or give it another ending so that it is copied as it is"),
        )
    })
}

/// A file that cannot be read.
pub(crate) fn unreadable(error: &io::Error, file: &Arc<str>) -> Diagnostic {
    Diagnostic::error(
        Code::Unreadable,
        format!("the file cannot be read: {}", reason(error)),
    )
    .in_file(file)
    .help("check that the file is there and that you may read it")
}

/// The bytes of a file as text, or the finding that they are none.
pub(crate) fn utf8(bytes: Vec<u8>, file: &Arc<str>) -> Result<String, Box<Diagnostic>> {
    encoding::utf8(bytes).map_err(|not| Box::new(not.finding(file)))
}

/// The offset of the first merge marker: a line that begins with seven signs, alone or before a
/// space. Seven equals signs also underline a heading, so they count only between two lines of text.
fn merge_conflict(text: &str) -> Option<usize> {
    const OTHERS: [&str; 3] = ["<<<<<<<", ">>>>>>>", "|||||||"];
    const MIDDLE: &str = "=======";
    // Hardly any text has a line that begins with one of them, and looking at each line with care takes far longer.
    let bytes = text.as_bytes();
    let begins = |at: usize| {
        let signs = [OTHERS[0], OTHERS[1], OTHERS[2], MIDDLE];
        signs
            .iter()
            .any(|sign| bytes[at..].starts_with(sign.as_bytes()))
    };
    let mut starts = memchr::memchr_iter(b'\n', bytes).map(|end| end + 1);
    if !begins(0) && !starts.any(begins) {
        return None;
    }
    let (mut at, mut before) = (0, "");
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        let rest = OTHERS.into_iter().find_map(|sign| line.strip_prefix(sign));
        let between = line.trim_end() == MIDDLE
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
