//! Whether a file holds already what is to be written.

use std::borrow::Cow;
use std::io::{self, Read as _};

use crate::disk::{Folder, Kind, Opened, same_bytes};
#[cfg(feature = "cli")]
use crate::model::Asset;
use crate::model::{Content, PackedText};

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
        Content::Packed(pieces) => {
            let length: usize = pieces.iter().map(PackedText::length).sum();
            if size != length as u64 {
                return Ok(false);
            }
            // Piece by piece: the document may be far larger than all other files.
            let mut before = Vec::new();
            for piece in pieces {
                before.clear();
                let mut there = old.by_ref().take(piece.length() as u64);
                there.read_to_end(&mut before)?;
                if before != piece.text().as_bytes() {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Content::Copy(asset) => {
            let from = open()?;
            // What changed since it was looked at is not what was to be copied.
            Ok(asset.looked_at.length == size
                && from.stamp()? == asset.looked_at
                && same_bytes(from, old)?)
        }
    }
}

/// Whether two files that are copied have the same bytes, each from its folder. What cannot be read is no other.
#[cfg(feature = "cli")]
pub(crate) fn copies_alike(one: (&Folder, &Asset), other: (&Folder, &Asset)) -> bool {
    let open = |(folder, asset): (&Folder, &Asset)| folder.file_at(&asset.source);
    let same = || same_bytes(open(one)?, open(other)?);
    one.1.looked_at.length == other.1.looked_at.length && same().unwrap_or(true)
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::model::Asset;

    #[test]
    fn what_stands_there_is_told_from_what_is_to_be_written() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let folder = Folder::open(dir.path()).expect("it is there");
        let film = "film".repeat(PIECE);
        let last = film.len() - 1;
        let other_end = format!("{}!", &film[..last]);
        for (file, text) in [
            ("a", "text"),
            ("film", &film),
            ("copy", &film),
            ("end", &other_end),
        ] {
            fs::write(dir.path().join(file), text).expect("a file");
        }
        fs::create_dir(dir.path().join("folder")).expect("a folder");
        let of = |file: &str, content: &Content<'_>| {
            standing(&folder, file, content, || match content {
                Content::Copy(asset) => folder.file(&asset.file),
                _ => Err(io::ErrorKind::InvalidInput.into()),
            })
        };
        let held = |text: &'static str| Content::Held(text.as_bytes());
        assert_eq!(of("a", &held("text")), Standing::Same);
        assert_eq!(of("a", &held("next")), Standing::Other);
        assert_eq!(of("a", &held("tex")), Standing::Other);
        assert_eq!(of("b", &held("text")), Standing::Nothing);
        assert_eq!(of("b/c", &held("text")), Standing::Nothing);
        assert_eq!(of("folder", &held("text")), Standing::Nothing);
        let pieces = |texts: &[&'static str]| {
            Content::Pieces(texts.iter().map(|&text| Cow::Borrowed(text)).collect())
        };
        assert_eq!(of("a", &pieces(&["te", "", "xt"])), Standing::Same);
        assert_eq!(of("a", &pieces(&["te", "ts"])), Standing::Other);
        assert_eq!(of("a", &pieces(&["te", "x"])), Standing::Other);
        let packed = |texts: &[&str]| {
            Content::Packed(texts.iter().map(|text| PackedText::new(text)).collect())
        };
        assert_eq!(of("a", &packed(&["te", "", "xt"])), Standing::Same);
        assert_eq!(of("a", &packed(&["te", "ts"])), Standing::Other);
        assert_eq!(of("a", &packed(&["te", "x"])), Standing::Other);
        let asset = |file: &str| Asset {
            source: dir.path().join(file),
            file: file.to_owned(),
            looked_at: folder
                .file(file)
                .and_then(|f| f.stamp())
                .expect("it is there"),
        };
        assert_eq!(of("copy", &Content::Copy(&asset("film"))), Standing::Same);
        assert_eq!(of("end", &Content::Copy(&asset("film"))), Standing::Other);
        assert_eq!(of("a", &Content::Copy(&asset("film"))), Standing::Other);
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink("a", dir.path().join("link")).expect("a link");
            assert_eq!(of("link", &held("text")), Standing::Other);
            // It changed, even if it is as what stands there.
            let mut changed = asset("film");
            changed.looked_at.modified.0 -= 1;
            assert_eq!(of("copy", &Content::Copy(&changed)), Standing::Other);
        }
    }
}
