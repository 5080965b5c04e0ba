//! Whether a file holds already what is to be written.

use std::borrow::Cow;
use std::io::{self, Read};

use crate::disk::{Folder, Kind, Opened};
use crate::model::Content;

/// How many bytes are read or written at once.
pub(super) const PIECE: usize = 64 * 1024;

/// What stands where a file is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing, or a folder.
    Nothing,
    /// Just this content.
    Same,
    /// Something else.
    Other,
}

/// Compares what stands at a path with a content. A file to copy is opened by `open`.
pub(super) fn standing(
    output: &Folder,
    file: &str,
    content: &Content<'_>,
    open: impl FnOnce() -> io::Result<Opened>,
) -> Standing {
    match output.file(file) {
        Ok(old) => {
            if same(old, content, open).unwrap_or(false) {
                Standing::Same
            } else {
                Standing::Other
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Standing::Nothing,
        Err(_) => match output.kind(file) {
            Ok(None | Some(Kind::Folder)) => Standing::Nothing,
            _ => Standing::Other,
        },
    }
}

fn same(
    mut old: Opened,
    content: &Content<'_>,
    open: impl FnOnce() -> io::Result<Opened>,
) -> io::Result<bool> {
    let size = old.stamp()?.length;
    let whole = |old: &mut Opened, length: usize| {
        if size != length as u64 {
            return Ok(None);
        }
        let mut bytes = Vec::with_capacity(length + 1);
        old.read_to_end(&mut bytes).map(|_| Some(bytes))
    };
    match content {
        Content::Bytes(_) | Content::Held(_) => {
            let bytes = content.bytes();
            Ok(whole(&mut old, bytes.len())?.is_some_and(|old| old == bytes))
        }
        Content::Pieces(pieces) => {
            let old = whole(&mut old, length(pieces))?;
            Ok(old.is_some_and(|old| is_made_of(&old, pieces)))
        }
        Content::Copy(asset) => {
            let from = open()?;
            // What changed since it was looked at is not what was to be copied.
            Ok(asset.looked_at.length == size
                && from.stamp()? == asset.looked_at
                && same_files(from, old)?)
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
fn same_files(mut a: impl Read, mut b: impl Read) -> io::Result<bool> {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    loop {
        left.clear();
        right.clear();
        a.by_ref().take(PIECE as u64).read_to_end(&mut left)?;
        b.by_ref().take(PIECE as u64).read_to_end(&mut right)?;
        if left != right {
            return Ok(false);
        }
        if left.is_empty() {
            return Ok(true);
        }
    }
}
