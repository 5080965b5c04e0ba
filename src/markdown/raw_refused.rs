//! What raw HTML must not hold where a site allows it: what runs a script, what readers' browsers would ask other sites for,
//! and what leads readers elsewhere unasked.

use super::address::{Target, classify};
use super::problem::ProblemKind;

/// What a browser does with the address in an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Readers may follow it.
    Link,
    /// It is fetched with the page.
    Load,
}

/// Sorts of links of a page as a whole (`rel`) that nothing is fetched for.
const NOT_FETCHED: &[&str] = &[
    "alternate",
    "author",
    "canonical",
    "help",
    "license",
    "me",
    "next",
    "prev",
    "search",
];

/// What is done with the address in an attribute of an element; `rel` is that of a `link`. `None` for what holds none.
pub(super) fn use_of(element: &str, name: &str, rel: Option<&str>) -> Option<Use> {
    let load = |is_so: bool| is_so.then_some(Use::Load);
    match name {
        "href" | "xlink:href" => Some(match element {
            "a" | "area" => Use::Link,
            "link" if rel.is_some_and(is_not_fetched) => Use::Link,
            _ => Use::Load,
        }),
        "src" | "poster" | "background" | "lowsrc" | "dynsrc" | "srcset" | "imagesrcset" => {
            Some(Use::Load)
        }
        "data" | "codebase" | "classid" | "archive" => load(matches!(element, "object" | "applet")),
        "manifest" => load(element == "html"),
        "action" => (element == "form").then_some(Use::Link),
        "formaction" | "cite" | "longdesc" => Some(Use::Link),
        _ => None,
    }
}

fn is_not_fetched(rel: &str) -> bool {
    let mut words = rel.split_ascii_whitespace().map(str::to_ascii_lowercase);
    words.all(|word| NOT_FETCHED.contains(&&*word))
}

/// Whether an attribute holds several addresses, each with what it is for.
pub(super) fn is_list(name: &str) -> bool {
    matches!(name, "srcset" | "imagesrcset")
}

/// What is wrong with an element as such. `of` gives the value of an attribute.
pub(super) fn element<'h>(name: &str, of: impl Fn(&str) -> Option<&'h str>) -> Option<ProblemKind> {
    let data = |sort: &str| sort.to_ascii_lowercase().contains("json");
    let why = match name {
        "script" if of("src").is_none() && !of("type").is_some_and(data) => "runs a script",
        "base" => "leads all links of the page elsewhere",
        "meta" if of("http-equiv").is_some() => "leads readers elsewhere unasked",
        _ => return None,
    };
    Some(refused(&format!("<{name}>"), why))
}

/// What is wrong with an attribute that holds no address, or that is wrong whatever address it holds.
pub(super) fn attribute(name: &str, value: &str) -> Option<ProblemKind> {
    let is_event = |name: &str| {
        name.strip_prefix("on")
            .is_some_and(|rest| rest.len() > 1 && rest.bytes().all(|b| b.is_ascii_alphabetic()))
    };
    let why = match name {
        "srcdoc" => "holds a page of its own, which may run a script",
        "ping" => "tells another site of each click",
        // Of drawings: what is changed while they are shown.
        "attributename" => {
            let changed = value.to_ascii_lowercase();
            if !changed.ends_with("href") && !is_event(&changed) {
                return None;
            }
            "may turn a link into a script"
        }
        _ if is_event(name) => "runs a script",
        // `url(…)` may also stand in what drawings say of colours and masks.
        "style" => return Some(ProblemKind::HtmlStyle(value.into())),
        _ if value.to_ascii_lowercase().contains("url(") => {
            return Some(ProblemKind::HtmlStyle(value.into()));
        }
        _ => return None,
    };
    Some(refused(name, why))
}

/// What is wrong with an address, without its codes: it leads to no place that a link may lead to, or is fetched from
/// another site than that of `base_url`.
pub(super) fn address(
    (name, what): (&str, Use),
    address: &str,
    base_url: &str,
) -> Option<ProblemKind> {
    match classify(address, false) {
        // Nothing is asked for, and a form without an address leads to its own page.
        Target::Refused(ProblemKind::Address(empty)) if empty.is_empty() => None,
        Target::Refused(problem) => Some(problem),
        Target::Absolute(full) => {
            let own = base_url.trim_end_matches('/');
            let rest = full
                .get(..own.len())
                .filter(|start| start.eq_ignore_ascii_case(own));
            let is_own = !own.is_empty()
                && rest.is_some()
                && full[own.len()..]
                    .chars()
                    .next()
                    .is_none_or(|c| matches!(c, '/' | '?' | '#'));
            (what == Use::Load && !is_own).then(|| ProblemKind::HtmlLoads {
                what: name.into(),
                address: full.into(),
            })
        }
        Target::Site(_) => None,
    }
}

fn refused(what: &str, why: &'static str) -> ProblemKind {
    ProblemKind::HtmlRefused {
        what: what.into(),
        why,
    }
}

/// Signs that HTML has names for, and that an address or a style may hide behind them.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("colon", ':'),
    ("sol", '/'),
    ("bsol", '\\'),
    ("lpar", '('),
    ("rpar", ')'),
    ("period", '.'),
    ("num", '#'),
    ("quest", '?'),
    ("commat", '@'),
    ("semi", ';'),
    ("equals", '='),
    ("comma", ','),
    ("nbsp", '\u{A0}'),
];

/// The value of an attribute with its codes (`&amp;`, `&#58;`, `&colon;`) as the signs that they stand for.
pub(super) fn decoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match code(&rest[1..]) {
            Some((sign, length)) => {
                out.push(sign);
                rest = &rest[1 + length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The sign that a code stands for which follows `&`, and how long the code is.
fn code(text: &str) -> Option<(char, usize)> {
    if let Some(digits) = text.strip_prefix('#') {
        let (digits, radix, before) = match digits.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 2),
            None => (digits, 10, 1),
        };
        let length = digits
            .bytes()
            .take_while(|b| char::from(*b).is_digit(radix))
            .count();
        let number = u32::from_str_radix(digits.get(..length)?, radix).ok()?;
        let closed = usize::from(digits[length..].starts_with(';'));
        return Some((char::from_u32(number)?, before + length + closed));
    }
    let named = |(name, sign): &(&str, char)| {
        let rest = text.strip_prefix(name)?;
        // Only the oldest names do without the semicolon.
        let closed = rest.starts_with(';');
        let may_be_open = matches!(*name, "amp" | "lt" | "gt" | "quot");
        (closed
            || (may_be_open && !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '=')))
        .then_some((*sign, name.len() + usize::from(closed)))
    };
    NAMED.iter().find_map(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_hide_nothing() {
        for (written, read) in [
            ("java&#115;cript&colon;x", "javascript:x"),
            ("java&#x73cript:x", "java\u{73c}ript:x"),
            ("a&Tab;b&NewLine;", "a\tb\n"),
            ("?a=1&b=2&amp;c=3&copy=4&lt=5", "?a=1&b=2&c=3&copy=4&lt=5"),
            ("&#0;&#99999999;&;&", "\0&#99999999;&;&"),
        ] {
            assert_eq!(decoded(written), read);
        }
    }

    #[test]
    fn what_is_fetched_is_told_from_what_may_be_followed() {
        let own = "https://handbook.example/";
        let told = |name, what, value| address((name, what), value, own).is_some();
        assert!(!told("href", Use::Link, "https://other.example/"));
        assert!(told("src", Use::Load, "https://other.example/"));
        assert!(told("src", Use::Load, "//other.example/"));
        assert!(told("href", Use::Link, "javascript:alert(1)"));
        for fine in [
            "https://handbook.example/a.png",
            "HTTPS://HANDBOOK.example",
            "a.png",
            "",
            "#a",
        ] {
            assert!(!told("src", Use::Load, fine), "{fine}");
        }
        assert!(told(
            "src",
            Use::Load,
            "https://handbook.example.evil.example/"
        ));
        assert_eq!(use_of("link", "href", Some("canonical")), Some(Use::Link));
        assert_eq!(
            use_of("link", "href", Some("stylesheet canonical")),
            Some(Use::Load)
        );
        assert_eq!(use_of("use", "xlink:href", None), Some(Use::Load));
        assert_eq!(use_of("p", "data", None), None);
    }

    #[test]
    fn scripts_are_seen_by_their_names() {
        for name in ["onclick", "onload", "srcdoc", "ping"] {
            assert!(attribute(name, "x").is_some(), "{name}");
        }
        for name in ["on", "one-size", "once", "title", "data-on", "online2"] {
            assert_eq!(attribute(name, "x").is_some(), name == "once", "{name}");
        }
        let none = |_: &str| None;
        assert!(element("script", none).is_some() && element("base", none).is_some());
        assert_eq!(
            element("script", |name| (name == "type")
                .then_some("application/ld+json")),
            None
        );
        assert_eq!(
            element("script", |name| (name == "src").then_some("a.js")),
            None
        );
        assert_eq!(element("meta", none), None);
    }
}
