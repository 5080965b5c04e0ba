//! Pictures that say where they were taken: a telephone writes it into each.

use std::io::Cursor;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::Raw;

/// Such files may hold Exif.
const PICTURES: [&str; 8] = ["avif", "heic", "heif", "jpeg", "jpg", "png", "tiff", "webp"];
/// What stands in front of the picture itself is no longer than that.
const MOST: u64 = 1 << 20;

/// Warns of each picture that will be published with a place in it.
pub(crate) fn check(raw: &Raw, diagnostics: &mut Diagnostics) {
    for asset in &raw.assets {
        let ending = asset.file.rsplit('.').next().unwrap_or_default();
        if !PICTURES.contains(&ending.to_ascii_lowercase().as_str()) {
            continue;
        }
        // What is reached by a link is looked at where it stands.
        if let Ok(start) = raw.content.beginning(&asset.file, MOST)
            && let Some(place) = place(start)
        {
            let finding = Diagnostic::warning(
                Code::PicturePlace,
                format!("this picture says where it was taken: {place}"),
            );
            let file = format!("{}{}", raw.prefix, asset.file);
            let help = "save it without its metadata (Exif): a picture of a home or of a child must not show the way there";
            diagnostics.push(finding.help(help).in_file(&file.as_str().into()));
        }
    }
}

/// The place in the Exif of a picture, of which the beginning is there.
fn place(start: Vec<u8>) -> Option<String> {
    let read = exif::Reader::new()
        .read_from_container(&mut Cursor::new(start))
        .ok()?;
    let field = |tag| read.get_field(tag, exif::In::PRIMARY);
    let (latitude, longitude) = (
        field(exif::Tag::GPSLatitude)?,
        field(exif::Tag::GPSLongitude)?,
    );
    Some(format!(
        "{}, {}",
        latitude.display_value(),
        longitude.display_value()
    ))
}
