//! What a template is made of, read from its text: what it stands on, its blocks and components, and what it uses.
//!
//! Tera knows all of it and tells little; its delimiters are never changed here, so they are simple to find.

use std::ops::Range;

/// What a template is made of.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Outline<'t> {
    /// The template that it fills in.
    pub(super) extends: Option<&'t str>,
    /// Templates that it takes in.
    pub(super) includes: Vec<&'t str>,
    /// Its blocks, in order.
    pub(super) blocks: Vec<Block<'t>>,
    /// Components that it defines.
    pub(super) components: Vec<&'t str>,
    /// Components that it uses, each as often as it does.
    pub(super) used: Vec<&'t str>,
}

/// A block of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block<'t> {
    pub(super) name: &'t str,
    /// Where the name stands.
    pub(super) span: Range<usize>,
    /// The whole of it, from the first brace to the last.
    pub(super) whole: Range<usize>,
    /// Whether it stands in another block of the same template.
    pub(super) within: bool,
}

/// The outline of a template.
pub(super) fn outline(text: &str) -> Outline<'_> {
    let mut outline = Outline::default();
    let (mut at, mut open) = (0, Vec::new());
    while let Some(found) = text[at..].find('{') {
        let start = at + found;
        let closing = match text.as_bytes().get(start + 1) {
            Some(b'#') => "#}",
            Some(b'%') => "%}",
            Some(b'{') => "}}",
            _ => {
                at = start + 1;
                continue;
            }
        };
        let inside = start + 2;
        let end = end_of(text, inside, closing);
        at = (end + 2).min(text.len());
        if closing == "#}" {
            continue;
        }
        let tag = &text[inside..end];
        outline.used.extend(used(tag));
        if closing == "}}" {
            continue;
        }
        let words = tag.trim_start_matches('-').trim_start();
        let (word, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let rest = rest.trim_start();
        match word {
            "extends" => outline.extends = quoted(rest),
            "include" => outline.includes.extend(quoted(rest)),
            "component" => outline.components.push(name(rest)),
            "block" => {
                let name = name(rest);
                let from = end - rest.len();
                outline.blocks.push(Block {
                    name,
                    span: from..from + name.len(),
                    whole: start..text.len(),
                    within: !open.is_empty(),
                });
                open.push(outline.blocks.len() - 1);
            }
            "endblock" => {
                if let Some(block) = open.pop() {
                    outline.blocks[block].whole.end = at;
                }
            }
            "raw" => {
                // What stands here is text, whatever it looks like.
                let rest = &text[at..];
                at += rest.find("endraw").unwrap_or(rest.len());
            }
            _ => {}
        }
    }
    outline
}

/// Where a tag ends that is read from `from` on: quotation marks may hold what looks like its end.
fn end_of(text: &str, from: usize, closing: &str) -> usize {
    let mut at = from;
    let comment = closing == "#}";
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(closing) {
            return at;
        }
        let c = rest.chars().next().map_or(1, char::len_utf8);
        at += match rest.as_bytes()[0] {
            quote @ (b'"' | b'\'' | b'`') if !comment => {
                let end = rest[1..].find(char::from(quote));
                end.map_or(1, |end| end + 2)
            }
            _ => c,
        };
    }
    text.len()
}

/// Components that a tag uses: `<Name …/>` and `<Name>`.
fn used(tag: &str) -> impl Iterator<Item = &str> {
    let starts = tag.match_indices('<').map(|(at, _)| &tag[at + 1..]);
    let capital = |rest: &&str| rest.starts_with(|c: char| c.is_ascii_uppercase());
    starts.filter(capital).map(name)
}

/// The name that a text starts with.
fn name(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_'));
    &text[..end.unwrap_or(text.len())]
}

/// The words between the quotation marks that a text starts with.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| "\"'`".contains(*c))?;
    text[1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_read_as_it_is_written() {
        let text = "{# {% block none %} #}{% extends \"base.html\" %}\n{%- block content -%}{% include 'a.html' %}{{ <Card title=\"%} }}\"/> }}\
            {% block inner %}{% endblock inner %}{% endblock content %}{% raw %}{% block text %}{% endraw %}\
            {% component Box(of = None) %}{% <Card> %}{% </Card> %}{% endcomponent Box %}{% block block %}{% endblock %}";
        let read = outline(text);
        assert_eq!(read.extends, Some("base.html"));
        assert_eq!(read.includes, ["a.html"]);
        assert_eq!(read.components, ["Box"]);
        assert_eq!(read.used, ["Card", "Card"]);
        let blocks: Vec<_> = read
            .blocks
            .iter()
            .map(|block| (block.name, block.within))
            .collect();
        assert_eq!(
            blocks,
            [("content", false), ("inner", true), ("block", false)]
        );
        let whole = &text[read.blocks[0].whole.clone()];
        assert!(whole.starts_with("{%- block content") && whole.ends_with("endblock content %}"));
        for block in &read.blocks {
            assert_eq!(&text[block.span.clone()], block.name);
            assert!(text[..block.span.start].ends_with("block "));
            assert!(text[block.whole.clone()].starts_with("{%"));
            assert!(text[..block.whole.end].ends_with("%}"));
        }
    }

    #[test]
    fn what_never_ends_is_read_to_the_end() {
        for text in [
            "{",
            "{{ \"",
            "{% raw %}{% é",
            "{# é",
            "{% block",
            "{% block é",
        ] {
            outline(text);
        }
    }
}
