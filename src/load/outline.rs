//! What of a page others can depend on, as a number: its facts as they are written, the headings and links of its text,
//! what it calls, and how it begins.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::raw::{BodyPlace, Outline, RawPage};
use crate::markdown::Plain;

/// The outline of a page that was read from a text.
pub(super) fn outline(text: &str, page: &RawPage) -> Outline {
    let mut hasher = DefaultHasher::new();
    let (BodyPlace::As(place) | BodyPlace::Whole(place)) = &page.body.place;
    text[..place.start].hash(&mut hasher);
    let document = &page.body.document;
    document.title.hash(&mut hasher);
    document.links.len().hash(&mut hasher);
    for link in &document.links {
        (&link.target, link.image).hash(&mut hasher);
    }
    document.calls.len().hash(&mut hasher);
    for call in &document.calls {
        call.text.hash(&mut hasher);
    }
    for heading in &document.headings {
        (heading.level, &heading.id).hash(&mut hasher);
        plain(&heading.title, &mut hasher);
    }
    plain(&document.excerpt, &mut hasher);
    Outline(hasher.finish())
}

fn plain(words: &Plain, hasher: &mut DefaultHasher) {
    words.text.hash(hasher);
    for name in &words.names {
        (name.at, name.link, name.what as u8).hash(hasher);
    }
}
