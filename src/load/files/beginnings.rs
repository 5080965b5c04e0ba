//! Whether a file is what its ending says, by the bytes with which it begins: a renamed file shows nothing to readers.

/// A sort of file that its first bytes tell.
struct Known {
    /// What it is: "is no …", "begins as … does".
    called: &'static str,
    /// Its endings, the usual one first.
    endings: &'static [&'static str],
    /// How many bytes stand before the sign by which it is known.
    before: usize,
    signs: &'static [&'static [u8]],
}

const ZIPPED: &[&[u8]] = &[b"PK\x03\x04", b"PK\x05\x06"];
/// What is locked with a password, office programs keep in a file of their older form.
const ZIPPED_OR_LOCKED: &[&[u8]] = &[b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"];

/// Those of which every program that opens them expects a sign at the beginning.
const KNOWN: [Known; 22] = [
    known("a PNG picture", &["png"], 0, &[b"\x89PNG\r\n\x1a\n"]),
    known("a JPEG picture", &["jpg", "jpeg"], 0, &[b"\xff\xd8\xff"]),
    known("a GIF picture", &["gif"], 0, &[b"GIF87a", b"GIF89a"]),
    known("a WebP picture", &["webp"], 8, &[b"WEBP"]),
    known(
        "an AVIF picture",
        &["avif"],
        4,
        &[b"ftypavif", b"ftypavis", b"ftypmif1", b"ftypmsf1"],
    ),
    known(
        "a HEIC picture",
        &["heic"],
        4,
        &[b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1"],
    ),
    known("an icon", &["ico"], 0, &[b"\0\0\x01\0"]),
    known("a BMP picture", &["bmp"], 0, &[b"BM"]),
    known(
        "a TIFF picture",
        &["tif", "tiff"],
        0,
        &[b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"],
    ),
    known("a PDF document", &["pdf"], 0, &[b"%PDF-"]),
    known(
        "a document of Word, Excel or PowerPoint",
        &["docx", "xlsx", "pptx"],
        0,
        ZIPPED_OR_LOCKED,
    ),
    known("an OpenDocument file", &["odt", "ods", "odp"], 0, ZIPPED),
    known("an EPUB book", &["epub"], 0, ZIPPED),
    known("a ZIP archive", &["zip"], 0, ZIPPED),
    known("a gzip archive", &["gz", "tgz"], 0, &[b"\x1f\x8b"]),
    known("an XZ archive", &["xz"], 0, &[b"\xfd7zXZ\0"]),
    known("a 7z archive", &["7z"], 0, &[b"7z\xbc\xaf\x27\x1c"]),
    known("an Ogg file", &["ogg", "oga", "opus", "ogv"], 0, &[b"OggS"]),
    known("a WAV file", &["wav"], 8, &[b"WAVE"]),
    known("a WebM film", &["webm"], 0, &[b"\x1a\x45\xdf\xa3"]),
    known("a WOFF font", &["woff"], 0, &[b"wOFF"]),
    known("a WOFF2 font", &["woff2"], 0, &[b"wOF2"]),
];

const fn known(
    called: &'static str,
    endings: &'static [&'static str],
    before: usize,
    signs: &'static [&'static [u8]],
) -> Known {
    Known {
        called,
        endings,
        before,
        signs,
    }
}

/// With this begins what Git LFS puts in place of a file that was not fetched.
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// Something before the sign that programs pass over: PDF allows for it (ISO 32000-1, Annex H.3.4.1).
const LENIENT: &str = "pdf";

/// What a file is instead of what its ending says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Otherwise {
    /// What its ending says that it is.
    pub(crate) expected: &'static str,
    pub(crate) is: Is,
}

/// What a file is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Is {
    /// Nothing.
    Empty,
    /// The stand-in of Git LFS for a file that was not fetched.
    Pointer,
    /// Another sort, with its usual ending.
    Other(&'static str, &'static str),
    /// Something that is not known.
    Unknown,
}

/// What a file with these first bytes is, unless it is what its ending says or that cannot be told.
pub(crate) fn otherwise(ending: &str, start: &[u8]) -> Option<Otherwise> {
    let ending = ending.to_ascii_lowercase();
    let expected = KNOWN
        .iter()
        .find(|one| one.endings.contains(&ending.as_str()))?;
    let is_it = if ending == LENIENT {
        start.windows(5).any(|part| part == expected.signs[0])
    } else {
        begins(expected, start)
    };
    if is_it {
        return None;
    }
    let is = if start.is_empty() {
        Is::Empty
    } else if start.starts_with(POINTER) {
        Is::Pointer
    } else {
        let other = KNOWN.iter().find(|one| begins(one, start));
        other.map_or(Is::Unknown, |one| Is::Other(one.called, one.endings[0]))
    };
    Some(Otherwise {
        expected: expected.called,
        is,
    })
}

fn begins(one: &Known, start: &[u8]) -> bool {
    let at = start.get(one.before..).unwrap_or_default();
    one.signs.iter().any(|sign| at.starts_with(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_begins_as_its_ending_says_is_left_alone() {
        for (ending, start) in [
            ("png", b"\x89PNG\r\n\x1a\n\0\0".as_slice()),
            ("JPG", b"\xff\xd8\xff\xe0"),
            ("webp", b"RIFF\x12\0\0\0WEBPVP8 "),
            ("heic", b"\0\0\0\x18ftypheic"),
            ("avif", b"\0\0\0\x20ftypavif"),
            ("pdf", b"\n\xef\xbb\xbf%PDF-1.7"),
            ("docx", b"PK\x03\x04"),
            ("docx", b"\xd0\xcf\x11\xe0\xa1\xb1"),
            ("txt", b""),
            ("csv", b"PK\x03\x04"),
            ("doc", b"{\\rtf1"),
        ] {
            assert_eq!(otherwise(ending, start), None, "{ending}");
        }
    }

    #[test]
    fn what_a_file_is_instead_is_known() {
        let is = |ending: &str, start: &[u8]| otherwise(ending, start).expect("another").is;
        assert_eq!(
            is("png", b"\xff\xd8\xff\xe0"),
            Is::Other("a JPEG picture", "jpg")
        );
        assert_eq!(
            is("jpg", b"RIFF\x12\0\0\0WEBPVP8 "),
            Is::Other("a WebP picture", "webp")
        );
        assert_eq!(is("pdf", b"plain words"), Is::Unknown);
        assert_eq!(is("gif", b""), Is::Empty);
        assert_eq!(
            is(
                "pdf",
                b"version https://git-lfs.github.com/spec/v1\noid sha256:1"
            ),
            Is::Pointer
        );
    }
}
