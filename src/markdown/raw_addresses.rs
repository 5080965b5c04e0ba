//! The addresses in raw HTML that a site allows. They are links like any other: one that leads somewhere within the site is
//! left to the caller, and the ids that they may name are remembered.

use super::address::{Target, classify};
use super::colons;
use super::problem::{Problem, ProblemKind, offset};
use super::raw_html::{closing, name, tag_len};
use super::raw_refused::{self, Use, decoded, is_list, use_of};
use super::run::Run;
use super::writer::Writer;
use std::ops::Range;

/// Elements whose content is no markup.
const TEXT_ONLY: &[&str] = &["script", "style", "textarea", "title", "xmp"];

/// An attribute: its name in small letters, its value, and where that stands with its quotation marks.
struct Attribute<'h> {
    name: String,
    value: &'h str,
    written: Range<usize>,
}

impl Writer<'_, '_> {
    /// Writes raw HTML that is allowed, with holes where addresses of the site go.
    pub(super) fn write_html(&mut self, run: &Run) {
        let html = &*run.text;
        let mut done = 0;
        let mut at = 0;
        while let Some(next) = html[at..].find('<') {
            at += next;
            let rest = &html[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                // Browsers take `<!-->` and `<!--->` for whole comments, and `--!>` for the end of one.
                let end = comment.find("-->").map_or(comment.len(), |end| end + 3);
                let other = || comment[..end].find("--!>").map(|end| end + 4);
                let inside = match comment {
                    _ if comment.starts_with('>') => 1,
                    _ if comment.starts_with("->") => 2,
                    _ => other().unwrap_or(end),
                };
                at += "<!--".len() + inside;
                continue;
            }
            let Some(element) =
                name(rest).filter(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
            else {
                at += 1;
                continue;
            };
            let length = tag_len(rest);
            let attributes = attributes(&rest[..length], 1 + element.len());
            let of = |name: &str| attributes.iter().find(|a| a.name == name).map(|a| a.value);
            if let Some(refused) = raw_refused::element(&element, of) {
                self.refuse(at..at + length, refused, run);
            }
            let rel = of("rel");
            for attribute in &attributes {
                let written = at + attribute.written.start..at + attribute.written.end;
                self.attribute(html, (&element, rel), attribute, written, &mut done, run);
            }
            at += length;
            if element == "style" {
                let end = closing(html, at, &element);
                let style = ProblemKind::HtmlStyle(html[at..end].into());
                self.refuse(at..end, style, run);
            }
            if TEXT_ONLY.contains(&&*element) {
                at = closing(html, at, &element);
            }
        }
        let rest = self.shown(&html[done..]).into_owned();
        self.out.push_str(&rest);
    }

    /// Reports what must not stand at a place of HTML.
    fn refuse(&mut self, at: Range<usize>, what: ProblemKind, run: &Run) {
        let span = run.source(at.start)..run.source(at.end).max(run.source(at.start));
        self.problems.push(Problem::new(span, what));
    }

    /// Looks at one attribute; what stands before its address is written, and the hole in its place.
    fn attribute(
        &mut self,
        html: &str,
        (element, rel): (&str, Option<&str>),
        attribute: &Attribute<'_>,
        written: Range<usize>,
        done: &mut usize,
        run: &Run,
    ) {
        let is_id = attribute.name == "id" || (attribute.name == "name" && element == "a");
        if is_id && !attribute.value.is_empty() {
            self.raw_ids.push(colons::shown(attribute.value).into());
            return;
        }
        let Some(what) = use_of(element, &attribute.name, rel) else {
            let refused = raw_refused::attribute(&attribute.name, &decoded(attribute.value));
            if let Some(refused) = refused {
                self.refuse(written, refused, run);
            }
            return;
        };
        // `a.svg 1x, b.svg 2x`: each candidate is an address and what it is for.
        let candidates: Vec<(&str, &str)> = if is_list(&attribute.name) {
            let parts = attribute.value.split(',').map(str::trim);
            parts
                .map(|part| part.split_once(char::is_whitespace).unwrap_or((part, "")))
                .collect()
        } else {
            vec![(attribute.value, "")]
        };
        let addresses: Vec<String> = candidates
            .iter()
            .map(|(address, _)| decoded(address))
            .collect();
        for address in &addresses {
            let told =
                raw_refused::address((&attribute.name, what), address, self.options.base_url);
            match told {
                Some(told) => self.refuse(written.clone(), told, run),
                None => {
                    self.judge_host(address, run.source(written.start)..run.source(written.end));
                }
            }
        }
        // A part of a drawing is none of the page.
        let of_drawing = what == Use::Load && attribute.value.trim_start().starts_with('#');
        if of_drawing {
            return;
        }
        let decoded = addresses;
        let of_site = |address: &String| {
            let names_something = !address.trim().is_empty() && address.trim() != "#";
            names_something && matches!(classify(address, false), Target::Site(_))
        };
        if !decoded.iter().any(of_site) {
            return;
        }
        let before = self.shown(&html[*done..written.start]).into_owned();
        self.out.push_str(&before);
        self.out.push('"');
        let span = offset(run.source(written.start))..offset(run.source(written.end));
        for (number, ((raw, what_for), address)) in candidates.iter().zip(&decoded).enumerate() {
            if number > 0 {
                self.out.push_str(", ");
            }
            match classify(address, false) {
                Target::Site(target) if of_site(address) => {
                    let link = self.add_link(target, what == Use::Load && attribute.name != "href");
                    self.links[link as usize].span = span.clone();
                }
                _ => self.out.push_str(&raw.replace('"', "&quot;")),
            }
            if !what_for.is_empty() {
                self.out.push(' ');
                self.out.push_str(&what_for.trim().replace('"', "&quot;"));
            }
        }
        self.out.push('"');
        *done = written.end;
    }
}

/// The attributes of a tag, from the end of its name on (HTML 13.2.5.32 to 13.2.5.37).
fn attributes(tag: &str, from: usize) -> Vec<Attribute<'_>> {
    let mut found = Vec::new();
    let bytes = tag.as_bytes();
    let mut at = from;
    let skip = |mut at: usize, which: fn(u8) -> bool| {
        while bytes.get(at).is_some_and(|b| which(*b)) {
            at += 1;
        }
        at
    };
    loop {
        at = skip(at, |b| b.is_ascii_whitespace() || b == b'/');
        let name_end = skip(at, |b| {
            !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/')
        });
        if name_end == at {
            // A stray sign ends the tag, or belongs to no attribute.
            match bytes.get(at) {
                Some(b'=') => at += 1,
                _ => return found,
            }
            continue;
        }
        let name = tag[at..name_end].to_ascii_lowercase();
        let equals = skip(name_end, |b| b.is_ascii_whitespace());
        at = name_end;
        if bytes.get(equals) != Some(&b'=') {
            continue;
        }
        let start = skip(equals + 1, |b| b.is_ascii_whitespace());
        let (value, written) = match bytes.get(start) {
            Some(quote @ (b'"' | b'\'')) => {
                let Some(length) = memchr::memchr(*quote, &bytes[start + 1..]) else {
                    return found;
                };
                let end = start + 1 + length;
                (start + 1..end, start..end + 1)
            }
            _ => {
                let end = skip(start, |b| !b.is_ascii_whitespace() && b != b'>');
                (start..end, start..end)
            }
        };
        at = written.end;
        found.push(Attribute {
            name,
            value: &tag[value],
            written,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_as_browsers_read_them() {
        let tag = "<a class=x  HREF = 'b.md' disabled/title=\"a > b\" data-x=1>";
        let read: Vec<_> = attributes(tag, 2)
            .into_iter()
            .map(|a| (a.name, a.value, &tag[a.written]))
            .collect();
        let expected = [
            ("class", "x", "x"),
            ("href", "b.md", "'b.md'"),
            ("title", "a > b", "\"a > b\""),
            ("data-x", "1", "1"),
        ];
        let expected = expected.map(|(name, value, written)| (name.to_owned(), value, written));
        assert_eq!(read, expected);
        assert!(attributes("<a href='never closed", 2).is_empty());
        assert!(attributes("<a = = >", 2).is_empty());
    }
}
