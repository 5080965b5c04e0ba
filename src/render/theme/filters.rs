//! What templates ask about HTML that is ready: its headings and its sections.
//!
//! The contents of a page are made of what the page really shows, generated parts and text alike, so they
//! are read from its HTML; so are the parts of the home page, which a theme lays out side by side.

use serde::Serialize;
use tera::{Kwargs, State, Tera, Value};

/// A heading of level two.
#[derive(Debug, Serialize, PartialEq, Eq)]
struct Heading<'a> {
    /// Its words, as HTML without tags.
    title: String,
    id: &'a str,
}

/// A part of a text under one heading of level two.
#[derive(Debug, Serialize, PartialEq, Eq)]
struct Section<'a> {
    /// The heading's id; empty before the first.
    id: &'a str,
    /// An entry of a list that is nothing but a link has the class `only`.
    html: String,
}

/// A text cut once.
#[derive(Serialize)]
struct Parted<'a> {
    /// What stands above the first heading of level two.
    before: &'a str,
    /// That heading and the rest.
    after: &'a str,
}

/// Gives templates the filters `headings`, `sections` and `parted`.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("headings", |html: &str, _: Kwargs, _: &State| {
        Value::from_serializable(&headings(html))
    });
    tera.register_filter("sections", |html: &str, _: Kwargs, _: &State| {
        Value::from_serializable(&sections(html))
    });
    tera.register_filter("parted", |html: &str, _: Kwargs, _: &State| {
        let (before, after) = parted(html);
        Value::from_serializable(&Parted { before, after })
    });
}

/// Marks entries of lists that are nothing but a link: a theme may make a row to tap of them, which style sheets cannot tell
/// from a link with words beside it.
fn only_links(html: &str) -> String {
    let mut marked = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("<li><a ") {
        let (before, entry) = rest.split_at(at);
        let link = entry
            .find("</a>")
            .map_or("", |end| &entry[end + "</a>".len()..]);
        let is_only = link.trim_start().starts_with("</li>");
        marked.push_str(before);
        marked.push_str(if is_only {
            "<li class=\"only\">"
        } else {
            "<li>"
        });
        rest = &entry["<li>".len()..];
    }
    marked.push_str(rest);
    marked
}

/// The headings of level two that have an id and are seen.
fn headings(html: &str) -> Vec<Heading<'_>> {
    starts(html)
        .filter_map(|at| {
            let (tag, rest) = html[at..].split_once('>')?;
            let (inner, _) = rest.split_once("</h2>")?;
            let id = attribute(tag, "id")?;
            let hidden = attribute(tag, "class").is_some_and(|c| c.contains("visually-hidden"));
            (!hidden).then(|| Heading {
                title: without_tags(inner),
                id,
            })
        })
        .collect()
}

/// A text cut at its headings of level two. One that begins with a heading has no part before it.
fn sections(html: &str) -> Vec<Section<'_>> {
    let mut cuts: Vec<usize> = starts(html).map(|at| outer(html, at)).collect();
    cuts.insert(0, 0);
    cuts.push(html.len());
    cuts.windows(2)
        .map(|cut| &html[cut[0]..cut[1]])
        .filter(|part| !part.trim().is_empty())
        .map(|html| Section {
            id: starts(html)
                .next()
                .and_then(|at| attribute(html[at..].split('>').next()?, "id"))
                .unwrap_or_default(),
            html: only_links(html),
        })
        .collect()
}

/// A text cut above its first heading of level two.
pub(crate) fn parted(html: &str) -> (&str, &str) {
    let first = starts(html).next();
    html.split_at(first.map_or(html.len(), |at| outer(html, at)))
}

/// Where headings of level two begin.
fn starts(html: &str) -> impl Iterator<Item = usize> {
    html.match_indices("<h2").map(|(at, _)| at)
}

/// Where the element begins that holds a heading and the link beside it, if there is one.
fn outer(html: &str, heading: usize) -> usize {
    const BESIDE: &str = "<div class=\"heading\">";
    if html[..heading].ends_with(BESIDE) {
        heading - BESIDE.len()
    } else {
        heading
    }
}

/// The value of an attribute in a start tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_those_that_are_seen_and_can_be_led_to() {
        let html = "<h2 id=\"a\">A <abbr title=\"x > y\">b</abbr> &amp; c</h2><h2>no id</h2>\
                    <h2 id=\"d\" class=\"visually-hidden\">D</h2><h3 id=\"e\">E</h3><h2 id=\"f\">F</h2>";
        let found: Vec<_> = headings(html)
            .into_iter()
            .map(|h| (h.id, h.title))
            .collect();
        assert_eq!(found[0].0, "a");
        assert!(found[0].1.ends_with("&amp; c"), "{found:?}");
        assert_eq!(found[1], ("f", "F".to_owned()));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn sections_begin_with_their_heading_and_the_link_beside_it() {
        let html =
            "<p>x</p><div class=\"heading\"><h2 id=\"a\">A</h2></div><p>y</p><h2 id=\"b\">B</h2>z";
        let parts: Vec<_> = sections(html).into_iter().map(|s| (s.id, s.html)).collect();
        let parts: Vec<_> = parts
            .iter()
            .map(|(id, html)| (*id, html.as_str()))
            .collect();
        assert_eq!(
            parts,
            [
                ("", "<p>x</p>"),
                (
                    "a",
                    "<div class=\"heading\"><h2 id=\"a\">A</h2></div><p>y</p>"
                ),
                ("b", "<h2 id=\"b\">B</h2>z"),
            ]
        );
        assert_eq!(sections("<h2 id=\"a\">A</h2>").len(), 1);
        assert!(sections("").is_empty());
    }

    #[test]
    fn a_text_is_parted_above_its_first_heading() {
        assert_eq!(parted("<p>x</p>"), ("<p>x</p>", ""));
        let heading = "<div class=\"heading\"><h2 id=\"a\">A</h2></div><h2>B</h2>";
        assert_eq!(parted(heading), ("", heading));
        let text = format!("<p>x</p>\n{heading}");
        assert_eq!(parted(&text), ("<p>x</p>\n", heading));
    }

    #[test]
    fn an_entry_that_is_a_link_alone_is_marked() {
        let html = "<ul><li><a href=\"a\">A</a></li>\n<li><a href=\"b\">B</a>, and more</li><li>C <a href=\"c\">c</a></li><li><a href=\"d\">";
        let marked = only_links(html);
        assert_eq!(marked.matches("<li class=\"only\">").count(), 1);
        assert_eq!(marked.replace(" class=\"only\"", ""), html);
    }
}
