//! Images: a text for those who do not see them, and loading only when they come into view.

use super::address::{Target, classify, destination};
use super::escape;
use super::open::OpenImage;
use super::problem::{Problem, ProblemKind, offset};
use super::writer::{Frame, Writer};
use pulldown_cmark::{CowStr, LinkType};
use std::ops::Range;

/// Endings of pictures, by which a name of a file is known.
const ENDINGS: [&str; 7] = ["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

/// Whether the words for a picture are the name of a file.
fn is_file_name(alt: &str) -> bool {
    let Some((name, ending)) = alt.rsplit_once('.') else {
        return false;
    };
    let ending = ending.to_ascii_lowercase();
    !name.is_empty() && !name.contains(' ') && ENDINGS.contains(&ending.as_str())
}

impl<'s> Writer<'s, '_> {
    pub(super) fn start_image(
        &mut self,
        kind: LinkType,
        address: CowStr<'s>,
        title: CowStr<'s>,
        range: Range<usize>,
        definition: Option<Range<usize>>,
    ) -> Frame {
        if self.muted() {
            return Frame::Nothing;
        }
        self.has_more_than_text();
        self.image = Some(OpenImage {
            kind,
            address,
            title,
            range,
            definition,
            text_at: self.text.len(),
        });
        Frame::Image
    }

    pub(super) fn end_image(&mut self, text_end: usize) {
        let Some(image) = self.image.take() else {
            return;
        };
        let span = destination(
            self.source,
            &image.range,
            image.kind,
            text_end,
            image.definition,
        );
        let text = std::mem::take(&mut self.text);
        let alt = text[image.text_at..].trim();
        if alt.is_empty() {
            self.problems
                .push(Problem::new(image.range.clone(), ProblemKind::MissingAlt));
        } else if is_file_name(alt) {
            let kind = ProblemKind::AltIsFile(alt.into());
            self.problems.push(Problem::new(image.range.clone(), kind));
        }
        match classify(&image.address, true) {
            Target::Absolute(address) => {
                self.out.push_str("<img src=\"");
                escape::href(&mut self.out, address);
                self.finish_image(&image.title, alt);
                let kind = ProblemKind::RemoteImage(address.into());
                self.problems.push(Problem::new(span, kind));
            }
            Target::Site(target) => {
                self.out.push_str("<img src=\"");
                let number = self.add_link(target, true);
                self.links[number as usize].span = offset(span.start)..offset(span.end);
                self.finish_image(&image.title, alt);
            }
            Target::Refused(kind) => {
                escape::text(&mut self.out, alt);
                self.problems.push(Problem::new(span, kind));
            }
        }
        self.text = text;
    }

    fn finish_image(&mut self, title: &str, alt: &str) {
        self.out.push_str("\" alt=\"");
        escape::attribute(&mut self.out, alt);
        self.title_attribute(title);
        self.out.push_str(" loading=\"lazy\" decoding=\"async\">");
    }
}
