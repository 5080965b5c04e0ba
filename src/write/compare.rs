//! Whether a file holds already what is to be written.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use crate::model::Content;

/// How many bytes are read or written at once.
pub(super) const PIECE: usize = 64 * 1024;

/// Whether a file holds just this content.
pub(super) fn same(path: &Path, content: &Content<'_>) -> bool {
    let Ok(meta) = fs::symlink_metadata(path) else {
        return false;
    };
    if !meta.is_file() {
        return false;
    }
    match content {
        Content::Bytes(_) | Content::Held(_) => {
            let bytes = content.bytes();
            meta.len() == bytes.len() as u64 && fs::read(path).is_ok_and(|old| old == bytes)
        }
        Content::Pieces(pieces) => {
            meta.len() == length(pieces) as u64
                && fs::read(path).is_ok_and(|old| is_made_of(&old, pieces))
        }
        Content::Copy(from) => {
            fs::metadata(from).is_ok_and(|m| m.len() == meta.len())
                && same_files(from, path).unwrap_or(false)
        }
    }
}

/// The bytes of all pieces.
pub(super) fn length(pieces: &[Cow<'_, str>]) -> usize {
    pieces.iter().map(|piece| piece.len()).sum()
}

/// Whether bytes are these texts, one after the other.
fn is_made_of(bytes: &[u8], pieces: &[Cow<'_, str>]) -> bool {
    let mut rest = Some(bytes);
    for piece in pieces {
        rest = rest.and_then(|rest| rest.strip_prefix(piece.as_bytes()));
    }
    rest.is_some_and(<[u8]>::is_empty)
}

/// Compares two files piece by piece: they may be films.
fn same_files(a: &Path, b: &Path) -> io::Result<bool> {
    let (mut a, mut b) = (File::open(a)?, File::open(b)?);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    loop {
        left.clear();
        right.clear();
        (&mut a).take(PIECE as u64).read_to_end(&mut left)?;
        (&mut b).take(PIECE as u64).read_to_end(&mut right)?;
        if left != right {
            return Ok(false);
        }
        if left.is_empty() {
            return Ok(true);
        }
    }
}
