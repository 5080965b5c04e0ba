//! What style rules may hold, in a stylesheet of the site and in a drawing: nothing that is fetched from another site.
//!
//! They are read as words, not as rules: what stands in a comment counts too, which refuses a little more than browsers fetch.

use std::borrow::Cow;
use std::ops::Range;

/// Something that a file must not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Where, as bytes of the text.
    pub(crate) span: Range<usize>,
    /// What, as the end of a sentence that starts with the file.
    pub(crate) what: String,
}

/// More problems than anyone reads of one file.
pub(crate) const MOST: usize = 10;

/// Data addresses of pictures in which nothing can run.
const PICTURES: [&str; 6] = ["png", "jpeg", "jpg", "gif", "webp", "avif"];

/// What a stylesheet that pages are linked to must not hold. Addresses below `base_url` are of the site itself.
pub(crate) fn sheet(text: &str, base_url: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if of_sheet(text, base_url).is_none() {
        return problems;
    }
    let mut start = 0;
    for piece in text.split_inclusive([';', '{', '}']) {
        if let Some(what) = of_sheet(piece, base_url) {
            let from = start + (piece.len() - piece.trim_start().len());
            let words = piece.trim().trim_end_matches([';', '{', '}']).trim_end();
            let words = words.lines().next().unwrap_or(words);
            problems.push(Problem {
                span: from..from + words.len(),
                what,
            });
            if problems.len() == MOST {
                return problems;
            }
        }
        start += piece.len();
    }
    if problems.is_empty() {
        // It shows only where pieces stand together.
        problems.extend(of_sheet(text, base_url).map(|what| Problem { span: 0..0, what }));
    }
    problems
}

/// What is wrong with a stylesheet. In some encodings a sign can be a part of a letter, so that a browser would read other rules.
fn of_sheet(css: &str, base_url: &str) -> Option<String> {
    let charset = || {
        let words = css_words(css);
        let (_, named) = words.split_once("@charset")?;
        let utf_8 = named
            .trim_start()
            .trim_start_matches(['"', '\''])
            .starts_with("utf-8");
        (!utf_8).then(|| "is in another encoding than UTF-8 (`@charset`)".to_owned())
    };
    of_style(css, base_url).or_else(charset)
}

/// What is wrong with an address, read as browsers read it (WHATWG URL): without tabs and line ends, and with `\` as `/`.
pub(crate) fn of_address(written: &str, base_url: &str) -> Option<String> {
    let address: String = written
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .map(|c| {
            if c == '\\' {
                '/'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect();
    let other_site = || Some(format!("leads to another site, `{}`", cut(written.trim())));
    if address.starts_with("//") {
        return other_site();
    }
    let is_scheme = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    };
    let (scheme, rest) = address
        .split_once(':')
        .filter(|(scheme, _)| is_scheme(scheme))?;
    match scheme {
        "mailto" | "tel" => None,
        _ if address.starts_with(&base_url.to_ascii_lowercase()) => None,
        "javascript" | "vbscript" => Some(format!("runs a script, `{}`", cut(written.trim()))),
        "data" => {
            let picture = rest
                .strip_prefix("image/")
                .and_then(|rest| rest.split([';', ',']).next());
            let is_picture = picture.is_some_and(|sort| PICTURES.contains(&sort.trim()));
            (!is_picture).then(|| {
                format!(
                    "holds something else within itself, `{}`",
                    cut(written.trim())
                )
            })
        }
        _ => other_site(),
    }
}

/// What is wrong with style rules within HTML. An address of the site itself would count from the page and be checked by
/// nobody, so that only a part of a drawing (`#a`) or a picture within the rules is fine.
pub(crate) fn of_html(css: &str) -> Option<String> {
    // Nothing is below it.
    const NO_SITE: &str = "\0";
    of_style(css, NO_SITE).or_else(|| {
        let words = css_words(css);
        let mut all = words.match_indices("url(");
        let is_other = |(at, sign): (usize, &str)| {
            let address = words[at + sign.len()..].trim_start_matches([' ', '"', '\'', '\t', '\n']);
            !address.starts_with('#') && !address.starts_with("data:")
        };
        all.any(is_other)
            .then(|| "names a file by `url`, which nothing looks up".to_owned())
    })
}

/// What is wrong with style rules.
pub(crate) fn of_style(css: &str, base_url: &str) -> Option<String> {
    let css = css_words(css);
    for (sign, what) in [
        ("@import", "fetches a style sheet (`@import`)"),
        ("image-set(", "chooses among pictures by `image-set`"),
        ("image(", "chooses among pictures by `image`"),
        ("src(", "fetches another file by `src`"),
        ("expression(", "runs a script in old browsers"),
        ("-moz-binding", "runs a script in old browsers"),
        ("behavior:", "runs a script in old browsers"),
    ] {
        if css.contains(sign) {
            return Some(what.to_owned());
        }
    }
    of_urls(&css, base_url)
}

/// What is wrong with the addresses that style rules in small letters and without codes name.
pub(crate) fn of_urls(css: &str, base_url: &str) -> Option<String> {
    css.match_indices("url(").find_map(|(at, sign)| {
        let rest = css[at + sign.len()..].trim_start();
        let address = match rest.strip_prefix(['"', '\'']) {
            Some(quoted) => quoted.split(['"', '\'']).next(),
            None => rest.split(')').next(),
        };
        of_address(address.unwrap_or(rest), base_url)
    })
}

/// Style rules in small letters, with codes such as `\75` (CSS Syntax 3, 4.3.7) as the letters that they stand for.
pub(crate) fn css_words(css: &str) -> Cow<'_, str> {
    if !css.contains('\\') {
        return css.to_ascii_lowercase().into();
    }
    let mut out = String::with_capacity(css.len());
    let mut letters = css.chars().peekable();
    while let Some(c) = letters.next() {
        if c != '\\' {
            out.push(c.to_ascii_lowercase());
            continue;
        }
        let (mut code, mut digits) = (0, 0);
        while let Some(digit) = letters
            .peek()
            .and_then(|c| c.to_digit(16))
            .filter(|_| digits < 6)
        {
            code = code * 16 + digit;
            digits += 1;
            letters.next();
        }
        if digits == 0 {
            // A line end after a backslash is nothing.
            out.extend(
                letters
                    .next()
                    .filter(|c| *c != '\n')
                    .map(|c| c.to_ascii_lowercase()),
            );
        } else {
            letters.next_if(char::is_ascii_whitespace);
            out.push(
                char::from_u32(code)
                    .unwrap_or('\u{fffd}')
                    .to_ascii_lowercase(),
            );
        }
    }
    out.into()
}

/// A text of a file as a message can hold it.
pub(crate) fn cut(text: &str) -> String {
    let plain = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut out: String = text.chars().take(60).map(plain).collect();
    if text.chars().nth(60).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(&str, String)> {
        let problems = sheet(text, "https://handbook.example/");
        problems
            .into_iter()
            .map(|problem| (&text[problem.span], problem.what))
            .collect()
    }

    #[test]
    fn a_stylesheet_fetches_nothing_from_another_site() {
        let fine = "@charset \"UTF-8\";\n.a { background: url(\"pattern.png\"), url(https://handbook.example/b.png) }\n\
            a[href^=\"https://\"]::after { content: \" //other.example\" }\n.b { background: url(data:image/png;base64,AA==) }\n";
        assert_eq!(said(fine), []);
        for (wrong, place) in [
            (
                "@import \"more.css\";\n.a { color: red }",
                "@import \"more.css\"",
            ),
            (
                ".a { color: red }\n.b { background: url(http://other.example/b.png) }",
                "background: url(http://other.example/b.png)",
            ),
            (
                ".b { background: url( '//other.example/b.png') }",
                "background: url( '//other.example/b.png')",
            ),
            (
                ".b { background: \\75 rl(\\68ttps://other.example) }",
                "background: \\75 rl(\\68ttps://other.example)",
            ),
            (
                "@\\69mport 'https://other.example/c.css';",
                "@\\69mport 'https://other.example/c.css'",
            ),
            (
                "--a: 1; .b { background: image-set(\"//other.example\" 1x) }",
                "background: image-set(\"//other.example\" 1x)",
            ),
            ("@charset \"Shift_JIS\";", "@charset \"Shift_JIS\""),
        ] {
            let said = said(wrong);
            assert_eq!(said.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [place]);
        }
    }

    #[test]
    fn of_many_slips_a_few_are_told() {
        assert_eq!(said(&"a{b:url(//c)}".repeat(50)).len(), MOST);
    }
}
