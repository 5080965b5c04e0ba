//! Findings as a page, by who answers for the files: for people who never see a terminal.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::texts::{positions, with_texts};
use super::{Diagnostics, Severity};
use crate::characters::{escaped, with_capital};

const STYLE: &str = "body{font:1.06rem/1.5 Arial,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1d1a17}\
h1{font-size:1.8rem}h2{margin-top:2.5rem;border-top:2px solid;padding-top:.5rem}ul{padding:0;list-style:none}\
li{margin:0 0 1.5rem;overflow-wrap:anywhere}pre{margin:.3rem 0;padding:.5rem;background:#f3efe9;white-space:pre-wrap}\
mark{background:#ffd9a8;color:inherit}p{margin:.2rem 0}.error strong{color:#9b1c10}";

/// All findings as an HTML document that needs no other file. `title` is the name of the site.
pub fn draw_html(
    diagnostics: &Diagnostics,
    title: &str,
    text_of: &mut dyn FnMut(&str) -> Option<String>,
) -> String {
    // Those that nobody answers for come last.
    let mut owners: BTreeMap<(bool, &str), Vec<String>> = BTreeMap::new();
    let mut shown = Vec::new();
    with_texts(diagnostics.iter(), text_of, &mut |d, lines| {
        let mut item = format!("<li class=\"{}\">", d.severity.word());
        let place = match (&d.place, positions(d, lines)) {
            (Some(place), Some(at)) => format!("{}, line {}", text(&place.file), at.start.line),
            _ => String::new(),
        };
        let _ = write!(
            item,
            "<p><strong>{}</strong> {place}</p><p>{}</p>",
            match d.severity {
                Severity::Error => "To mend",
                Severity::Warning => "To look at",
                Severity::Note => "To think about",
            },
            text(&d.message)
        );
        let span = d.place.as_ref().and_then(|place| place.span.clone());
        if let (Some(span), Some(lines)) = (span, lines) {
            let (before, marked, after) = lines.around(&span);
            if !(before.is_empty() && marked.is_empty() && after.is_empty()) {
                let _ = write!(
                    item,
                    "<pre>{}<mark>{}</mark>{}</pre>",
                    text(before),
                    text(marked),
                    text(after)
                );
            }
        }
        for help in d.advice() {
            let _ = write!(item, "<p>{}</p>", text(&with_capital(&help)));
        }
        let _ = write!(item, "<p><small>{}</small></p></li>", d.code.name());
        shown.push(item);
    });
    for (d, item) in diagnostics.iter().zip(shown) {
        let owner = d.owner.as_deref();
        let key = (owner.is_none(), owner.unwrap_or("Without an owner"));
        owners.entry(key).or_default().push(item);
    }
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
<meta name=\"robots\" content=\"noindex\">\n<title>Findings: {title}</title>\n<style>{STYLE}</style>\n\
<h1>Findings: {title}</h1>\n<p>{} to mend, {} to look at, {} to think about.</p>\n",
        diagnostics.errors(),
        diagnostics.warnings(),
        diagnostics.notes(),
        title = text(title),
    );
    for ((_, owner), items) in owners {
        let _ = write!(
            out,
            "<h2>{} ({})</h2>\n<ul>\n{}\n</ul>\n",
            text(owner),
            items.len(),
            items.join("\n")
        );
    }
    out
}

/// Text for HTML, in which nothing is unseen.
fn text(text: &str) -> String {
    escaped(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::{Code, Diagnostic, Diagnostics};
    use super::*;

    #[test]
    fn findings_stand_by_owner_and_markup_is_text() {
        let mut all = Diagnostics::new();
        let mut owned =
            Diagnostic::warning(Code::Unused, "`<b>` is unused").at(&"content/a.md".into(), 0..3);
        owned.owner = Some("Team & Co".into());
        all.push(owned);
        all.push(Diagnostic::error(Code::Write, "cannot write"));
        let page = draw_html(&all, "A <site>", &mut |_| Some("<x> y\nz".into()));
        assert!(page.contains("Findings: A &lt;site&gt;</h1>"), "{page}");
        assert!(
            page.contains("<p>1 to mend, 1 to look at, 0 to think about.</p>"),
            "{page}"
        );
        assert!(
            page.contains("<pre><mark>&lt;x&gt;</mark> y</pre>"),
            "{page}"
        );
        let (team, nobody) = (
            page.find("Team &amp; Co (1)"),
            page.find("Without an owner (1)"),
        );
        assert!(team.is_some() && team < nobody, "{page}");
    }
}
