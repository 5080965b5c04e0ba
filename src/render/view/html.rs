//! HTML with its holes filled.

use std::fmt::Write as _;

use pulldown_cmark_escape::escape_html;

use super::href::relative;
use super::machine;
use super::views::LangView;
use crate::model::{Block, Body, Fact, Fill, Route, Site, Target};

/// The HTML of a body without calls as it stands on the page at `from`.
pub(crate) fn fill(site: &Site, from: &str, body: &Body) -> String {
    fill_with(site, from, body, &mut |_| String::new())
}

/// The HTML of a body, with what `block` makes of its calls.
pub(crate) fn fill_with(
    site: &Site,
    from: &str,
    body: &Body,
    block: &mut dyn FnMut(Block) -> String,
) -> String {
    let html = body.packed.html();
    if body.holes.is_empty() {
        return html;
    }
    let mut out = String::with_capacity(html.len() + 32 * body.holes.len());
    let mut done = 0;
    for hole in &body.holes {
        let at = hole.at as usize;
        out.push_str(&html[done..at]);
        let number = hole.link as usize;
        match hole.fill {
            Fill::Address => escape(&mut out, &address(site, from, &body.targets[number])),
            Fill::Name => name(site, &mut out, &body.targets[number]),
            Fill::Rest | Fill::Note => {
                follow(site, from, &mut out, &body.targets[number], hole.fill);
            }
            Fill::Block => out.push_str(&block(body.blocks[number])),
        }
        done = at;
    }
    out.push_str(&html[done..]);
    out
}

/// The name of what a link leads to, which may be in a language of its own. Where an attribute holds it, that cannot be told.
fn name(site: &Site, out: &mut String, target: &Target) {
    let name = site.name_of(target);
    let lang = match target {
        Target::Page(page, _) => LangView::of(site.page(*page)),
        _ => None,
    };
    let in_tag = in_tag(out);
    if let Target::Fact(fact) = target
        && !fact.days.is_empty()
        && !in_tag
    {
        return days(out, fact);
    }
    match lang {
        Some(lang) if !in_tag => {
            let _ = write!(out, "<span lang=\"{}\" dir=\"{}\">", lang.tag, lang.dir);
            escape(out, &name);
            out.push_str("</span>");
        }
        _ if in_tag => escape(out, &name),
        _ => label(out, &name),
    }
}

/// A text between tags. An address of e-mail that is longer than a line goes on before its sign.
fn label(out: &mut String, text: &str) {
    match text.rfind('@') {
        Some(at) if !text.contains(char::is_whitespace) => {
            escape(out, &text[..at]);
            out.push_str("<wbr>");
            escape(out, &text[at..]);
        }
        _ => escape(out, text),
    }
}

/// Whether what is written next stands within a tag, so in an attribute.
fn in_tag(out: &str) -> bool {
    out.rfind(['<', '>'])
        .is_some_and(|at| out[at..].starts_with('<'))
}

/// The days of a series: those that stand in the words, and hidden all of which the script shows the next instead.
fn days(out: &mut String, fact: &Fact) {
    out.push_str("<span class=\"next-day\"><span>");
    escape(out, &fact.words);
    out.push_str("</span>");
    for day in &fact.days {
        let (start, until) = (machine::start(day.when), machine::end(day.when));
        let _ = write!(
            out,
            "<time datetime=\"{start}\" data-until=\"{until}\" hidden>"
        );
        escape(out, &day.words);
        out.push_str("</time>");
    }
    out.push_str("</span>");
}

/// What follows a link that prints a fact.
fn follow(site: &Site, from: &str, out: &mut String, target: &Target, fill: Fill) {
    let Target::Fact(fact) = target else {
        return;
    };
    if fill == Fill::Note {
        return escape(out, &fact.note);
    }
    let in_tag = in_tag(out);
    for (words, to) in &fact.rest {
        match to {
            Some(to) if !in_tag => {
                out.push_str("<a href=\"");
                escape(out, &address(site, from, to));
                out.push_str("\">");
                label(out, words);
                out.push_str("</a>");
            }
            _ => escape(out, words),
        }
    }
}

/// Where a link on the page at `from` leads.
pub(crate) fn address(site: &Site, from: &str, target: &Target) -> String {
    match target {
        Target::Page(page, behind) => with_behind(
            relative(from, &site.page(*page).address.href),
            behind.as_deref(),
        ),
        Target::Person(person) => relative(from, site.routes.href(Route::Person(*person))),
        Target::Route(route, behind) => {
            with_behind(relative(from, site.routes.href(*route)), behind.as_deref())
        }
        Target::Heading(anchor) => format!("#{anchor}"),
        Target::File(file, behind) => with_behind(relative(from, file), behind.as_deref()),
        Target::Verbatim(address) => address.to_string(),
        Target::Fact(fact) => address(site, from, &fact.to),
    }
}

/// An address with what is written behind it.
fn with_behind(mut href: String, behind: Option<&str>) -> String {
    href.push_str(behind.unwrap_or_default());
    href
}

/// The full address of a link that the page at `from` holds.
pub(crate) fn full_address(site: &Site, from: &str, address: &str) -> String {
    let scheme = address.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    });
    if scheme {
        return address.to_owned();
    }
    let base = &site.settings.base_url;
    if address.starts_with('#') {
        return format!("{base}{from}{address}");
    }
    format!("{base}{}", address.strip_prefix("./").unwrap_or(address))
}

/// The words of a body, where no page can show its links: each address stands in full behind the words of its link, unless
/// they are the same.
pub(crate) fn in_words(site: &Site, from: &str, body: &Body) -> String {
    words(&fill(site, "", body), |address| {
        full_address(site, from, address)
    })
}

/// The full address of the only web page of another site that a body links, if it is the only one.
pub(crate) fn only_address(body: &Body) -> Option<String> {
    let html = body.packed.html();
    let mut addresses = html.split("<a href=\"").skip(1).filter_map(|rest| {
        let address = rest.split_once('"')?.0;
        address.starts_with("https://").then(|| plain(address))
    });
    let first = addresses.next();
    first.filter(|_| addresses.next().is_none())
}

/// HTML of one line to plain words, with `full` of each address.
fn words(html: &str, full: impl Fn(&str) -> String) -> String {
    let (mut out, mut rest) = (String::with_capacity(html.len()), html);
    let mut open: Option<(String, usize)> = None;
    while let Some((text, tag)) = rest.split_once('<') {
        out.push_str(&plain(text));
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        rest = after;
        if let Some(attributes) = tag.strip_prefix("a ") {
            let address = attributes.split_once("href=\"");
            let address = address.and_then(|(_, address)| Some(address.split_once('"')?.0));
            open = address.map(|address| (full(&plain(address)), out.len()));
        } else if tag == "/a"
            && let Some((address, start)) = open.take()
        {
            let shown = address
                .strip_prefix("mailto:")
                .or(address.strip_prefix("tel:"));
            let shown = shown.unwrap_or(&address).to_owned();
            let words = &out[start..];
            let is_number =
                address.starts_with("tel:") && words.contains(|c: char| c.is_ascii_digit());
            if !is_number && !shown.contains(words.trim()) {
                out.push_str(" (");
                out.push_str(&shown);
                out.push(')');
            }
        }
    }
    out.push_str(&plain(rest));
    out
}

/// What escaped text says.
fn plain(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Text for HTML, within elements and quoted attributes alike.
pub(crate) fn escape(out: &mut String, text: &str) {
    escape_html(out, text).expect("writing to a String cannot fail");
}

#[cfg(test)]
mod tests {
    use super::{escape, words};

    #[test]
    fn addresses_stand_behind_the_words_of_their_links() {
        let full = |address: &str| address.replace("./", "https://a.example/");
        let html = "Join at <a href=\"https://b.example/x?a=1&amp;b\">https://b.example/x?a=1&amp;b</a>, \
            <em>or</em> <a class=\"x\" href=\"mailto:desk@b.example\">ask the desk</a> &lt;soon&gt;, \
            <a href=\"tel:+441632960147\">01632 960147</a> or <a href=\"./how/\">read more</a>.";
        assert_eq!(
            words(html, full),
            "Join at https://b.example/x?a=1&b, or ask the desk (desk@b.example) <soon>, 01632 960147 or \
             read more (https://a.example/how/)."
        );
    }

    #[test]
    fn nothing_of_a_text_is_markup() {
        let mut out = String::new();
        escape(&mut out, "<a b=\"c\" d='e'>&");
        assert_eq!(out, "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
    }
}
