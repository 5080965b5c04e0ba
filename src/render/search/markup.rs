//! Text without the markup of our own inline HTML.

/// The text of our own inline HTML.
pub(crate) fn without_markup(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut within = false;
    for c in html.chars() {
        match c {
            '<' => within = true,
            '>' => within = false,
            c if !within => out.push(c),
            _ => {}
        }
    }
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_stands_between_the_tags() {
        assert_eq!(
            without_markup("<a href=\"x\">A &amp; B</a> &lt;c&gt;"),
            "A & B <c>"
        );
    }
}
