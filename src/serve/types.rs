//! What files are that are copied as they are, for browsers.

use crate::model::Media;

/// Endings of files that browsers show or play and that Redway itself does not make, with their types (IANA's registry).
const MORE: &[(&str, &str)] = &[
    ("gif", "image/gif"),
    ("avif", "image/avif"),
    ("ico", "image/vnd.microsoft.icon"),
    ("bmp", "image/bmp"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("heic", "image/heic"),
    ("rtf", "application/rtf"),
    ("epub", "application/epub+zip"),
    ("doc", "application/msword"),
    (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ("xls", "application/vnd.ms-excel"),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("ppt", "application/vnd.ms-powerpoint"),
    (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("tsv", "text/tab-separated-values; charset=utf-8"),
    ("geojson", "application/geo+json"),
    ("yaml", "text/plain; charset=utf-8"),
    ("yml", "text/plain; charset=utf-8"),
    ("vcf", "text/vcard; charset=utf-8"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("aac", "audio/aac"),
    ("ogg", "audio/ogg"),
    ("oga", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("wav", "audio/wav"),
    ("flac", "audio/flac"),
    ("mp4", "video/mp4"),
    ("m4v", "video/mp4"),
    ("webm", "video/webm"),
    ("ogv", "video/ogg"),
    ("mov", "video/quicktime"),
    ("vtt", "text/vtt; charset=utf-8"),
    ("zip", "application/zip"),
    ("gz", "application/gzip"),
    ("tgz", "application/gzip"),
    ("woff", "font/woff"),
    ("woff2", "font/woff2"),
    ("ttf", "font/ttf"),
    ("otf", "font/otf"),
    ("gpx", "application/gpx+xml"),
    ("kml", "application/vnd.google-earth.kml+xml"),
    ("rss", "application/rss+xml"),
    ("atom", "application/atom+xml"),
    ("webmanifest", "application/manifest+json"),
];

/// The value of `Content-Type` for a file.
pub(super) fn content_type(media: Media, path: &str) -> &'static str {
    if media != Media::Bytes {
        return media.content_type();
    }
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let known = MORE
        .iter()
        .find(|(known, _)| ending.eq_ignore_ascii_case(known));
    known.map_or(media.content_type(), |(_, content_type)| content_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_what_their_endings_say() {
        let of = |path| content_type(Media::of(path), path);
        assert_eq!(of("calendars/all.ics"), "text/calendar; charset=utf-8");
        assert_eq!(of("a/film.MP4"), "video/mp4");
        assert_eq!(of("search/terms/0.bin"), "application/octet-stream");
        assert_eq!(of("LICENCE"), "application/octet-stream");
    }
}
