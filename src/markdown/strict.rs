//! A reader of HTML that forgives nothing.

use std::collections::HashSet;

use super::escape::hidden;
use super::{Document, Fill, Heading, Link, Problem};

const VOID: &[&str] = &["br", "hr", "img", "wbr"];
const BLOCK: &[&str] = &[
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "aside",
    "pre",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "div",
    "table",
    "section",
    "hr",
];
/// Elements that hold text and inline elements only.
const PHRASING: &[&str] = &["p", "h2", "h3", "h4", "h5", "h6", "dt", "a", "td", "th"];
const ATTRIBUTES: &[&str] = &[
    "id",
    "class",
    "href",
    "src",
    "alt",
    "title",
    "role",
    "aria-label",
    "aria-labelledby",
    "data-label",
    "tabindex",
    "scope",
    "start",
    "loading",
    "decoding",
];
const SCHEMES: &[&str] = &["http://", "https://", "mailto:", "tel:", "webcal:", "sms:"];

#[derive(Default)]
struct Reader<'h> {
    open: Vec<&'h str>,
    ids: HashSet<&'h str>,
    /// What links and labels on the page refer to.
    referred: Vec<&'h str>,
}

impl<'h> Reader<'h> {
    /// Gives the first thing that is wrong.
    fn read(mut self, html: &'h str) -> Result<(), String> {
        let mut rest = html;
        while let Some(at) = rest.find(['<', '>', '&']) {
            rest = &rest[at..];
            if let Some(entity) = rest.strip_prefix('&') {
                if !["amp;", "lt;", "gt;", "quot;"]
                    .iter()
                    .any(|e| entity.starts_with(e))
                {
                    return Err(format!("bare & before {entity:.40}"));
                }
                rest = entity;
                continue;
            }
            let Some((tag, more)) = rest.strip_prefix('<').and_then(|tag| tag.split_once('>'))
            else {
                return Err(format!("stray {rest:.40}"));
            };
            rest = more;
            match tag.strip_prefix('/') {
                Some(name) if self.open.pop() == Some(name) => {}
                Some(name) => return Err(format!("</{name}> closes nothing before {rest:.40}")),
                None => self.start(tag)?,
            }
        }
        if let Some(lost) = self.referred.iter().find(|id| !self.ids.contains(**id)) {
            return Err(format!("#{lost} leads nowhere"));
        }
        if html.contains(hidden) {
            return Err("a hidden character".into());
        }
        if self.open.is_empty() {
            Ok(())
        } else {
            Err(format!("{:?} stay open", self.open))
        }
    }

    fn start(&mut self, tag: &'h str) -> Result<(), String> {
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if BLOCK.contains(&name) && self.open.iter().any(|open| PHRASING.contains(open)) {
            return Err(format!("<{name}> among text"));
        }
        if name == "a" && self.open.contains(&"a") {
            return Err("a link in a link".into());
        }
        while !attributes.is_empty() {
            let Some((attribute, value)) = attributes.split_once("=\"") else {
                return Err(format!("attributes of <{tag}>"));
            };
            let Some((value, more)) = value.split_once('"') else {
                return Err(format!("attributes of <{tag}>"));
            };
            self.attribute(attribute, value)?;
            attributes = more.trim_start();
        }
        if !VOID.contains(&name) {
            self.open.push(name);
        }
        Ok(())
    }

    fn attribute(&mut self, name: &str, value: &'h str) -> Result<(), String> {
        if !ATTRIBUTES.contains(&name) {
            return Err(format!("attribute {name}"));
        }
        match name {
            "id" if !self.ids.insert(value) => return Err(format!("id {value} twice")),
            "aria-labelledby" => self.referred.push(value),
            "href" | "src" => {
                let lower = value.to_lowercase();
                if let Some(id) = value.strip_prefix('#') {
                    self.referred.push(id);
                } else if !value.is_empty() && !SCHEMES.iter().any(|s| lower.starts_with(s)) {
                    return Err(format!("address {value}"));
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// What is promised for the conversion of any source.
#[track_caller]
pub(crate) fn check(document: &Document, source: &str) {
    if let Err(fault) = Reader::default().read(&document.html) {
        panic!("{fault}\nfrom {source:?}\nin {}", document.html);
    }
    let mut last = 0;
    for hole in &document.holes {
        assert!(hole.at >= last && document.html.is_char_boundary(hole.at as usize));
        let there = match hole.what {
            Fill::Address | Fill::Name | Fill::Rest | Fill::Note => document.links.len(),
            Fill::Call => document.calls.len(),
        };
        assert!((hole.link as usize) < there);
        let before = &document.html[..hole.at as usize];
        match hole.what {
            Fill::Address => assert!(before.ends_with("href=\"") || before.ends_with("src=\"")),
            Fill::Name | Fill::Rest | Fill::Note => {
                let tag = before.rfind(['<', '>']).map(|at| before.as_bytes()[at]);
                assert!(tag == Some(b'>') || before.contains("aria-label=\""));
            }
            // Between blocks, where any element may stand.
            Fill::Call => assert!(before.is_empty() || before.ends_with('\n')),
        }
        last = hole.at;
    }
    for range in document
        .links
        .iter()
        .map(Link::range)
        .chain(document.problems.iter().map(Problem::range))
        .chain(document.headings.iter().map(Heading::range))
    {
        assert!(
            source.get(range.clone()).is_some(),
            "{range:?} of {source:?}"
        );
    }
    for plain in [&document.excerpt, &document.text]
        .into_iter()
        .chain(document.headings.iter().map(|heading| &heading.title))
    {
        let longer = plain.fill(|_| "x".into()).len();
        assert_eq!(longer, plain.text.len() + plain.names.len());
    }
    let whole = &document.text;
    for heading in document.headings.iter().filter(|_| !whole.is_empty()) {
        let from = whole
            .text
            .get(heading.at as usize..)
            .expect("a heading begins in the text");
        assert!(
            from.trim_start().starts_with(heading.title.text.trim()),
            "{:?} begins elsewhere than {}",
            heading.title.text,
            heading.at
        );
    }
    assert!(document.headings.is_sorted_by_key(|heading| heading.at));
    assert!(
        document
            .problems
            .is_sorted_by_key(|problem| problem.span.start)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_sees_what_is_wrong() {
        for html in [
            "<p>",
            "</p>",
            "<p><b></p></b>",
            "<p>a > b</p>",
            "<p>a & b</p>",
            "<p><p></p></p>",
            "<p onclick=\"x\"></p>",
            "<p class=x></p>",
            "<p id=\"a\"></p><p id=\"a\"></p>",
            "<a href=\"javascript:x\"></a>",
            "<a href=\"#a\"></a>",
            "<a><a></a></a>",
            "a\u{7}",
            "<p",
        ] {
            assert!(Reader::default().read(html).is_err(), "{html}");
        }
        assert_eq!(
            Reader::default().read("<p id=\"a\">a <b>&amp;</b><br></p>"),
            Ok(())
        );
    }
}
