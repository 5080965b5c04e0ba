//! A page as a part of a document.
//!
//! What the page says stays as its template made it. Its ids get the address of the page before them, since other pages have the
//! same ones; links to pages of the document lead to their place in it; headings go down to the level of the page; and what only
//! leads around, or needs a script, is left out.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use super::markup::{Piece, Tag, element};
use crate::render::view::href::relative;
use crate::render::view::html::escape;

/// Elements that say nothing on paper.
const LEFT_OUT: [&str; 5] = ["button", "dialog", "form", "nav", "script"];

/// Attributes that name elements of the page.
const NAMES: [&str; 9] = [
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-labelledby",
    "aria-owns",
    "for",
    "headers",
    "list",
    "popovertarget",
];

/// A page of a document.
pub(super) struct Part<'a> {
    /// Its address, relative to the root of the site.
    pub(super) href: &'a str,
    /// The same in full, to be read on paper.
    pub(super) address: String,
    /// Its title, for pages that have no heading of the first level in what they say.
    pub(super) title: &'a str,
    /// Its number in the contents; empty for the page that the document begins with.
    pub(super) number: &'a str,
    /// The level of its heading.
    pub(super) level: u8,
}

/// The document that a page becomes a part of.
pub(super) struct Whole<'a> {
    /// Its own address, relative to the root of the site.
    pub(super) from: &'a str,
    /// The addresses of all its pages.
    pub(super) pages: HashSet<&'a str>,
}

/// The id of the place of a page in a document. No id of a theme begins so, and no address holds a colon.
pub(super) fn place(href: &str) -> String {
    format!("/{href}")
}

/// The HTML of a page as a part of a document.
pub(super) fn article(whole: &Whole<'_>, part: &Part<'_>, page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    out.push_str("<article class=\"print-page\" id=\"");
    escape(&mut out, &place(part.href));
    out.push('"');
    // A theme without `main` says all in `body`.
    let main = element(page, "main").or_else(|| element(page, "body"));
    let (tag, within) = main.map_or((None, Vec::new()), |(tag, within)| (Some(tag), within));
    for name in ["lang", "dir"] {
        if let Some(value) = tag.and_then(|tag| tag.value(name)) {
            attribute(&mut out, name, Some(value));
        }
    }
    out.push_str(">\n");
    let within = without_what_leads_around(within);
    let ids = within.iter().filter_map(|piece| match piece {
        Piece::Start(tag) => tag.value("id"),
        Piece::Place(id) => Some(*id),
        Piece::Text(_) | Piece::End(_) => None,
    });
    let ids = ids.collect();
    let is_headed = within.contains(&Piece::End("h1"));
    let writer = Writer { whole, part, ids };
    if !is_headed {
        writer.open_heading(&mut out, None);
        escape(&mut out, part.title);
        writer.close_heading(&mut out);
    }
    for piece in within {
        writer.piece(&mut out, piece);
    }
    out.push_str("\n</article>\n");
    out
}

/// Takes out what says nothing on paper. The ids in it stay, since links may lead there.
fn without_what_leads_around(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    // The element that is left out, and how many of its name are open in it.
    let mut open: Option<(&str, usize)> = None;
    let mut kept = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (&mut open, piece) {
            (None, Piece::Start(tag)) if LEFT_OUT.contains(&tag.name) => open = Some((tag.name, 1)),
            (None, _) => {
                kept.push(piece);
                continue;
            }
            (Some((name, depth)), Piece::Start(tag)) if tag.name == *name => *depth += 1,
            (Some((name, depth)), Piece::End(end)) if end == *name => *depth -= 1,
            _ => {}
        }
        if let Piece::Start(tag) = piece
            && let Some(id) = tag.value("id")
        {
            kept.push(Piece::Place(id));
        }
        open = open.filter(|(_, depth)| *depth > 0);
    }
    kept
}

struct Writer<'a> {
    whole: &'a Whole<'a>,
    part: &'a Part<'a>,
    /// The ids of the page.
    ids: HashSet<&'a str>,
}

impl Writer<'_> {
    fn piece(&self, out: &mut String, piece: Piece<'_>) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Start(tag) if tag.name == "h1" => self.open_heading(out, Some(tag)),
            Piece::End("h1") => self.close_heading(out),
            Piece::Start(tag) => self.start(out, tag, &self.name(tag.name)),
            Piece::Place(id) => {
                out.push_str("<span");
                attribute(out, "id", Some(&self.own(id)));
                out.push_str("></span>");
            }
            Piece::End(name) => {
                out.push_str("</");
                out.push_str(&self.name(name));
                out.push('>');
            }
        }
    }

    /// The heading of the page, with its number.
    fn open_heading(&self, out: &mut String, tag: Option<Tag<'_>>) {
        let name = format!("h{}", self.part.level);
        match tag {
            Some(tag) => self.start(out, tag, &name),
            None => {
                let _ = write!(out, "<{name}>");
            }
        }
        if !self.part.number.is_empty() {
            out.push_str("<span class=\"print-number\">");
            out.push_str(self.part.number);
            out.push_str("</span> ");
        }
    }

    /// Below the heading stands where the page is to be found.
    fn close_heading(&self, out: &mut String) {
        let _ = write!(out, "</h{}>\n<p class=\"page-address\">", self.part.level);
        escape(out, &self.part.address);
        out.push_str("</p>");
    }

    /// The name of an element in the document: headings of a page stand below its own.
    fn name<'n>(&self, name: &'n str) -> Cow<'n, str> {
        let level = name.strip_prefix('h').and_then(|level| level.parse().ok());
        match level {
            Some(level @ 2..=6_u8) => format!("h{}", (level + self.part.level - 1).min(6)).into(),
            _ => name.into(),
        }
    }

    fn start(&self, out: &mut String, tag: Tag<'_>, name: &str) {
        out.push('<');
        out.push_str(name);
        for (key, value) in tag.attributes() {
            let Some(value) = value else {
                attribute(out, key, None);
                continue;
            };
            let moved = match key {
                "id" => Some(self.own(value)),
                "href" if matches!(name, "a" | "area") => self.link(value),
                "src" | "poster" => self.file(value),
                "name" if name == "details" => Some(self.own(value)),
                "href" | "xlink:href" => self.reference(value, "#", ""),
                key if NAMES.contains(&key) => Some(self.names(value)),
                _ => self.reference(value, "url(#", ")"),
            };
            attribute(out, key, Some(moved.as_deref().unwrap_or(value)));
        }
        out.push_str(if tag.is_closed() { "/>" } else { ">" });
    }

    /// The id that one of the page has in the document.
    fn own(&self, id: &str) -> String {
        anchor(self.part.href, id)
    }

    /// Names of elements, of which those of the page are elsewhere now.
    fn names(&self, value: &str) -> String {
        let named = value.split_ascii_whitespace();
        let named = named.map(|id| {
            if self.ids.contains(id) {
                self.own(id)
            } else {
                id.to_owned()
            }
        });
        named.collect::<Vec<_>>().join(" ")
    }

    /// A value that is nothing but a reference to an element of the page.
    fn reference(&self, value: &str, before: &str, after: &str) -> Option<String> {
        let id = value.strip_prefix(before)?.strip_suffix(after)?;
        let is_own = self.ids.contains(id);
        is_own.then(|| format!("{before}{}{after}", self.own(id)))
    }

    /// Where a link leads now; `None` where it leads as before.
    fn link(&self, written: &str) -> Option<String> {
        let (path, rest) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        let target = resolved(self.part.href, path)?;
        let Some(page) = self.whole.pages.get(&*target) else {
            return Some(relative(self.whole.from, &format!("{target}{rest}")));
        };
        let id = rest.split_once('#').map_or("", |(_, id)| id);
        // What is left out of a page cannot be led to.
        let is_there = *page != self.part.href || self.ids.contains(id);
        Some(if id.is_empty() || !is_there {
            format!("#{}", place(page))
        } else {
            format!("#{}", anchor(page, id))
        })
    }

    /// Where a file stands, seen from the document; `None` where it stands elsewhere.
    fn file(&self, written: &str) -> Option<String> {
        let file = resolved(self.part.href, written)?;
        Some(relative(self.whole.from, &file))
    }
}

/// The id of an element of a page in the document: a name of XML 1.0, which drawings ask for, so without slashes. No part of
/// a path holds a colon.
fn anchor(href: &str, id: &str) -> String {
    format!("{}:{id}", place(href).replace('/', ":"))
}

fn attribute(out: &mut String, name: &str, value: Option<&str>) {
    out.push(' ');
    out.push_str(name);
    if let Some(value) = value {
        let quote = if value.contains('"') { '\'' } else { '"' };
        out.push('=');
        out.push(quote);
        out.push_str(value);
        out.push(quote);
    }
}

/// The address that a relative link on a page leads to, relative to the root of the site; `None` for one that is not relative.
fn resolved(from: &str, link: &str) -> Option<String> {
    if link.starts_with('/') || link.split('/').next()?.contains(':') {
        return None;
    }
    if link.is_empty() {
        return Some(from.to_owned());
    }
    let mut folder = from.rfind('/').map_or("", |at| &from[..at]);
    let mut rest = link;
    loop {
        if let Some(below) = rest.strip_prefix("../") {
            // Nothing is above the root.
            if folder.is_empty() {
                return None;
            }
            folder = folder.rfind('/').map_or("", |at| &folder[..at]);
            rest = below;
        } else if let Some(here) = rest.strip_prefix("./") {
            rest = here;
        } else {
            break;
        }
    }
    Some(match folder {
        "" => rest.to_owned(),
        folder => format!("{folder}/{rest}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(page: &str) -> String {
        let whole = Whole {
            from: "print/",
            pages: ["", "a/", "a/b/"].into(),
        };
        let part = Part {
            href: "a/b/",
            address: "https://x.example/a/b/".to_owned(),
            title: "B & b",
            number: "1.2",
            level: 3,
        };
        let article = article(&whole, &part, page);
        let (start, rest) = article.split_once('\n').expect("a line for the start");
        assert!(
            start.starts_with("<article class=\"print-page\" id=\"/a/b/\""),
            "{start}"
        );
        let end = rest.strip_suffix("\n</article>\n");
        end.expect("it ends").to_owned()
    }

    fn within(html: &str) -> String {
        let moved = moved(&format!("<main><h1>B</h1>{html}</main>"));
        let (_, after) = moved.split_once("</p>").expect("the address");
        after.to_owned()
    }

    #[test]
    fn the_heading_of_a_page_has_its_number_and_the_address_below() {
        let heading = "<h3 class=\"x\"><span class=\"print-number\">1.2</span> B</h3>\n\
                       <p class=\"page-address\">https://x.example/a/b/</p>";
        assert_eq!(
            moved("<nav>x</nav><main><h1 class=\"x\">B</h1></main>y"),
            heading
        );
        let without = heading
            .replace(" class=\"x\"", "")
            .replace("> B<", "> B &amp; b<");
        assert_eq!(moved("<body><p>c</p></body>"), format!("{without}<p>c</p>"));
        assert_eq!(moved("nothing"), without);
    }

    #[test]
    fn links_to_pages_of_the_document_lead_to_their_place() {
        for (written, moved) in [
            ("#c", "#/a/b/"),
            ("#own", "#:a:b::own"),
            ("./#own", "#:a:b::own"),
            ("../", "#/a/"),
            ("../#x", "#:a::x"),
            ("../?q=1&amp;r#x", "#:a::x"),
            ("../../", "#/"),
            ("../../c/#x", "../c/#x"),
            ("list.csv", "../a/b/list.csv"),
            ("../../../", "../../../"),
            ("/a/", "/a/"),
            ("mailto:a@x.example", "mailto:a@x.example"),
            ("https://x.example/a/#b", "https://x.example/a/#b"),
        ] {
            let html = format!("<p id=\"own\"><a href=\"{written}\">x</a></p>");
            let expected = format!("<p id=\":a:b::own\"><a href=\"{moved}\">x</a></p>");
            assert_eq!(within(&html), expected);
        }
    }

    #[test]
    fn what_names_an_element_of_the_page_names_it_still() {
        let html = "<i id=\"t\"></i><p aria-labelledby=\"t other\"><svg><use href=\"#icon\"/>\
                    <rect fill=\"url(#t)\"/></svg><img src=\"../p.png\" alt='\"'><input hidden></p>";
        let moved = "<i id=\":a:b::t\"></i><p aria-labelledby=\":a:b::t other\"><svg><use href=\"#icon\"/>\
                     <rect fill=\"url(#:a:b::t)\"/></svg><img src=\"../a/p.png\" alt='\"'><input hidden></p>";
        assert_eq!(within(html), moved);
    }

    #[test]
    fn headings_go_down_and_what_leads_around_goes_but_for_its_ids() {
        assert_eq!(within("<h2>x</h2><h5>y</h5>"), "<h4>x</h4><h6>y</h6>");
        let html = "a<nav id=\"n\"><nav>b</nav><p id=\"m\">c</p></nav><button>d</button>e<script>f</script>";
        let moved = "a<span id=\":a:b::n\"></span><span id=\":a:b::m\"></span>e";
        assert_eq!(within(html), moved);
    }
}
