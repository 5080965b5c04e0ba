//! The papers of a meeting: on its page, and in its event.

use serde::Serialize;

use super::html;
use crate::locale::Locale;
use crate::model::{Paper, Site, Target};

/// A paper on a page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PaperView {
    title: String,
    href: String,
    /// Of a file, its sort and its size in words.
    facts: Option<String>,
}

/// Papers on the page at an address.
pub(crate) fn views(locale: &Locale, site: &Site, from: &str, papers: &[Paper]) -> Vec<PaperView> {
    let papers = papers.iter().map(|paper| PaperView {
        title: paper.title.clone(),
        href: html::address(site, from, &paper.target),
        facts: facts(locale, paper),
    });
    papers.collect()
}

/// Papers with their titles and full addresses, for what shows no links.
pub(crate) fn addresses<'p>(
    site: &'p Site,
    from: &'p str,
    papers: &'p [Paper],
) -> impl Iterator<Item = (&'p str, String)> {
    papers.iter().map(move |paper| {
        let address = html::address(site, "", &paper.target);
        let address = html::full_address(site, from, &address);
        (paper.title.as_str(), address)
    })
}

/// `PDF, 120 kB`.
fn facts(locale: &Locale, paper: &Paper) -> Option<String> {
    let Target::File(path, _) = &paper.target else {
        return None;
    };
    let (_, ending) = path.rsplit_once('.')?;
    let size = size(locale, paper.size?);
    Some(locale.put(
        "file_facts",
        &[("sort", &ending.to_ascii_uppercase()), ("size", &size)],
    ))
}

/// In thousands of bytes, or in millions with one decimal place.
#[expect(
    clippy::cast_precision_loss,
    reason = "no file has so many bytes that the first digits of their number are lost"
)]
fn size(locale: &Locale, bytes: u64) -> String {
    let thousands = bytes.div_ceil(1000);
    let (key, number) = if thousands < 1000 {
        ("size_kb", locale.number(thousands as f64, 0))
    } else {
        ("size_mb", locale.number(thousands as f64 / 1000.0, 1))
    };
    locale.put(key, &[("n", &number)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_as_people_compare_them() {
        let size = |bytes| size(Locale::english(), bytes);
        assert_eq!(size(1), "1 kB");
        assert_eq!(size(120_400), "121 kB");
        assert_eq!(size(2_350_000), "2.4 MB");
    }
}
