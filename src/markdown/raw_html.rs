//! Raw HTML in Markdown: what it is called and where it stands, so that it can be refused.

use super::problem::{Problem, ProblemKind};

/// Elements whose content is not markup (HTML 13.1.2, "raw text" and "escapable raw text", and `pre`,
/// with which a block of HTML goes on until its end in `CommonMark`).
const OPAQUE: &[&str] = &["script", "style", "textarea", "pre"];

/// Reports each tag that opens in the HTML between `start` and `end` of the source. Comments are left
/// out without a word, unless they take text with them.
pub(super) fn refuse(source: &str, start: usize, end: usize, problems: &mut Vec<Problem>) {
    let html = &source[start..end];
    let mut add = |from: usize, to: usize, kind| {
        problems.push(Problem::new(start + from..start + to, kind));
    };
    let mut at = 0;
    let mut commented = false;
    let mut tags = false;
    let mut loose = None;
    while let Some(c) = html[at..].chars().next() {
        let rest = &html[at..];
        if c != '<' {
            // `>` may be the mark of a quotation around the block.
            if !c.is_whitespace() && c != '>' {
                loose.get_or_insert(at);
            }
            at += c.len_utf8();
            continue;
        }
        if let Some(comment) = rest.strip_prefix("<!--") {
            // `<!-->` and `<!--->` are whole comments.
            let len = match comment.find("-->") {
                _ if comment.starts_with('>') => 5,
                _ if comment.starts_with("->") => 6,
                Some(len) => len + 7,
                None => {
                    add(at, html.len(), ProblemKind::UnclosedComment);
                    return;
                }
            };
            commented = true;
            at += len;
            continue;
        }
        let len = tag_len(rest);
        if let Some(name) = name(rest) {
            tags = true;
            add(at, at + len, ProblemKind::RawHtml(name.as_str().into()));
            at += len;
            if OPAQUE.contains(&&*name) {
                at = closing(html, at, &name);
            }
        } else if rest.starts_with("</") {
            tags = true;
            at += len;
        } else {
            loose.get_or_insert(at);
            at += 1;
        }
    }
    if let (true, false, Some(from)) = (commented, tags, loose) {
        let to = html.trim_end().len();
        add(from, to, ProblemKind::TextAfterComment);
    }
}

/// What opens at the start of `html`: the name of the element, or what stands for it.
pub(super) fn name(html: &str) -> Option<String> {
    let rest = html.strip_prefix('<')?;
    for special in ["?", "![cdata["] {
        let start = rest.as_bytes().get(..special.len());
        if start.is_some_and(|start| start.eq_ignore_ascii_case(special.as_bytes())) {
            return Some(special.to_owned());
        }
    }
    let word = rest.strip_prefix('!').unwrap_or(rest);
    let len = word
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .unwrap_or(word.len());
    let end = rest.len() - word.len() + len;
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        .then(|| rest[..end].to_ascii_lowercase())
}

/// The length of the tag at the start of `html`, quoted attributes respected.
pub(super) fn tag_len(html: &str) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// Where the closing tag of an element starts.
pub(super) fn closing(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(next) = html[at..].find("</") {
        at += next;
        let tag = html.as_bytes().get(at + 2..at + 2 + name.len());
        if tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
        at += 2;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Vec<(&str, ProblemKind)> {
        let mut problems = Vec::new();
        refuse(html, 0, html.len(), &mut problems);
        problems
            .iter()
            .map(|p| (&html[p.range()], p.kind.clone()))
            .collect()
    }

    fn tag(name: &str) -> ProblemKind {
        ProblemKind::RawHtml(name.into())
    }

    #[test]
    fn each_opening_tag_is_reported_once() {
        assert_eq!(
            found("<div class='>'>\né <B>x</b>\n</div>"),
            [("<div class='>'>", tag("div")), ("<B>", tag("b"))]
        );
        assert_eq!(
            found("<script>if (a<b) x('<i>')</SCRIPT><i>"),
            [("<script>", tag("script")), ("<i>", tag("i"))]
        );
        assert_eq!(
            found("<!DOCTYPE html>"),
            [("<!DOCTYPE html>", tag("!doctype"))]
        );
        assert_eq!(found("<?php x ?>"), [("<?php x ?>", tag("?"))]);
        assert_eq!(found("<![CDATA[x]]>"), [("<![CDATA[x]]>", tag("![cdata["))]);
        assert_eq!(found("<my-tag"), [("<my-tag", tag("my-tag"))]);
        assert_eq!(found("</div>"), []);
    }

    #[test]
    fn comments_are_silent_unless_they_swallow_text() {
        assert_eq!(found("<!-- <b> -->\n"), []);
        assert_eq!(found("<!-->\n<!---> <!---->\u{A0}"), []);
        for short in ["<!-->", "<!--->"] {
            let text = ("b", ProblemKind::TextAfterComment);
            assert_eq!(found(&format!("{short}b")), [text]);
            assert_eq!(found(&format!("{short}<i>-->")), [("<i>", tag("i"))]);
        }
        assert_eq!(
            found("<!-- a --> The deadline is Friday.\n"),
            [("The deadline is Friday.", ProblemKind::TextAfterComment)]
        );
        let less = "a < b <!-- c -->";
        assert_eq!(found(less), [(less, ProblemKind::TextAfterComment)]);
        assert_eq!(
            found("<!-- a\n\nb"),
            [("<!-- a\n\nb", ProblemKind::UnclosedComment)]
        );
    }
}
