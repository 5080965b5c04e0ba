//! HTML as a row of tags and texts, as far as it must be read to move it into another page.
//!
//! Pages come from templates, and of editors from Markdown, so they are well formed; where a theme or an editor's own HTML is not,
//! what is no tag is text.

/// A piece of HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'h> {
    /// Text, with its references to characters.
    Text(&'h str),
    /// A start tag.
    Start(Tag<'h>),
    /// The name of an end tag.
    End(&'h str),
    /// The id of an element that is left out. HTML has no such pieces.
    Place(&'h str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'h> {
    /// The name of its element.
    pub(super) name: &'h str,
    /// All that follows the name, up to the end of the tag.
    rest: &'h str,
}

/// An attribute: its name, and the value as it is written, where it has one.
pub(super) type Attribute<'h> = (&'h str, Option<&'h str>);

impl<'h> Tag<'h> {
    /// The attributes in order.
    pub(super) fn attributes(self) -> impl Iterator<Item = Attribute<'h>> {
        let mut rest = self.rest;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest
                .find(|c: char| c.is_ascii_whitespace() || c == '=')
                .unwrap_or(rest.len())
                // A sign that no name begins with is one by itself, so that there is an end.
                .max(rest.chars().next().map_or(1, char::len_utf8));
            let (name, after) = rest.split_at(end);
            let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
                rest = after;
                return Some((name, None));
            };
            let value = value.trim_ascii_start();
            let quoted = ['"', '\''].into_iter().find_map(|quote| {
                let (value, after) = value.strip_prefix(quote)?.split_once(quote)?;
                Some((value, after))
            });
            let (value, after) = quoted.unwrap_or_else(|| {
                let end = value.find(|c: char| c.is_ascii_whitespace());
                value.split_at(end.unwrap_or(value.len()))
            });
            rest = after;
            Some((name, Some(value)))
        })
    }

    /// Whether it is its own end, as in drawings.
    pub(super) fn is_closed(self) -> bool {
        self.rest.ends_with('/')
    }

    /// The value of an attribute, as it is written.
    pub(super) fn value(self, name: &str) -> Option<&'h str> {
        let mut all = self.attributes();
        all.find(|(known, _)| *known == name)?.1
    }
}

/// HTML in pieces, without its comments.
pub(super) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        while let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        }
        if rest.is_empty() {
            return None;
        }
        if let Some((piece, after)) = tag(rest) {
            rest = after;
            return Some(piece);
        }
        // The first sign is text, though it may be a `<`.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest[first..].find('<').map_or(rest.len(), |at| first + at);
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Text(text))
    })
}

/// The tag that HTML begins with, and what follows.
fn tag(html: &str) -> Option<(Piece<'_>, &str)> {
    let inside = html.strip_prefix('<')?;
    let is_end = inside.starts_with('/');
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    let end = inside.bytes().position(|sign| {
        match quote {
            Some(open) if sign == open => quote = None,
            None if matches!(sign, b'"' | b'\'') => quote = Some(sign),
            _ => {}
        }
        sign == b'>' && quote.is_none()
    })?;
    let (tag, after) = (&inside[..end], &inside[end + 1..]);
    let name_ends = tag.find(|c: char| c.is_ascii_whitespace() || c == '/');
    let (name, rest) = tag.split_at(name_ends.unwrap_or(tag.len()));
    let piece = if is_end {
        Piece::End(name)
    } else {
        Piece::Start(Tag { name, rest })
    };
    Some((piece, after))
}

/// The first element of a name: its start tag, and the pieces within.
pub(super) fn element<'h>(html: &'h str, name: &str) -> Option<(Tag<'h>, Vec<Piece<'h>>)> {
    // Nothing before it needs to be taken to pieces.
    let open = format!("<{name}");
    let mut starts = html.match_indices(&open).filter_map(|(at, _)| {
        let mut pieces = pieces(&html[at..]);
        match pieces.next() {
            Some(Piece::Start(tag)) if tag.name == name => Some((tag, pieces)),
            _ => None,
        }
    });
    let (tag, pieces) = starts.next()?;
    let mut depth = 1_usize;
    let within = pieces.take_while(|piece| {
        match piece {
            Piece::Start(tag) if tag.name == name => depth += 1,
            Piece::End(end) if *end == name => depth -= 1,
            _ => {}
        }
        depth > 0
    });
    let within = within.collect();
    Some((tag, within))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_end_where_no_quotation_mark_is_open() {
        let html = "a <b <abbr title=\"x > y\" hidden data-a='\"' c=d>é</abbr><br/><!-- <i> -->!";
        let all: Vec<_> = pieces(html).collect();
        let [
            Piece::Text("a "),
            Piece::Start(odd),
            Piece::Text("é"),
            Piece::End("abbr"),
            Piece::Start(br),
            Piece::Text("!"),
        ] = all[..]
        else {
            panic!("{all:?}");
        };
        assert_eq!((odd.name, br.name), ("b", "br"));
        assert_eq!((odd.is_closed(), br.is_closed()), (false, true));
        let attributes: Vec<_> = odd.attributes().collect();
        assert_eq!(attributes[1], ("title", Some("x > y")));
        assert_eq!(attributes[2], ("hidden", None));
        assert_eq!(attributes[3], ("data-a", Some("\"")));
        assert_eq!(attributes[4], ("c", Some("d")));
        assert_eq!(odd.value("title"), Some("x > y"));
        assert_eq!(odd.value("hidden"), None);
    }

    #[test]
    fn an_element_ends_with_its_own_end() {
        let html = "<mainly></mainly><main id=\"m\"><p>a</p><main>b</main></main>c";
        let (tag, within) = element(html, "main").expect("it is there");
        assert_eq!(tag.value("id"), Some("m"));
        assert_eq!(within.len(), 6);
        assert_eq!(element("<p>", "main"), None);
    }

    #[test]
    fn anything_comes_to_an_end() {
        for html in [
            "<",
            "</",
            "<a",
            "<a =>",
            "<a \"",
            "<!--",
            "< a>",
            "<a ==\"\"=é'>",
            "é<é>",
        ] {
            assert!(pieces(html).count() < 9, "{html}");
            for piece in pieces(html) {
                if let Piece::Start(tag) = piece {
                    assert!(tag.attributes().count() < 9, "{html}");
                }
            }
        }
    }
}
