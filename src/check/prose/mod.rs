//! What could be said better: links, headings, sentences, words. Only texts of today are looked over: a record keeps its words.

mod finding;
mod headings;
mod links;
mod pieces;
mod sentences;
mod words;

use self::finding::Finding;
use self::pieces::Pieces;
use super::page::warn;
use crate::diagnostic::{Code, Diagnostics, Levels};
use crate::load::{Raw, RawKind, RawPage};

/// The rules of this module, and whether they are about English.
const PROSE: [(Code, bool); 7] = [
    (Code::HeadingOrder, false),
    (Code::VagueLink, false),
    (Code::LinkAddress, false),
    (Code::LongSentence, false),
    (Code::WordToAvoid, true),
    (Code::ReadingAge, true),
    (Code::ColourOnly, true),
];

/// The rules that are on for some file.
pub(super) struct Prose<'a> {
    levels: &'a Levels,
    on: Vec<(Code, bool)>,
    /// The language of the site.
    language: &'a str,
}

impl<'a> Prose<'a> {
    /// Those that a site has switched on.
    pub(super) fn new(raw: &'a Raw, levels: &'a Levels) -> Self {
        let on = PROSE.into_iter().filter(|(code, _)| levels.is_on(*code));
        Prose {
            levels,
            on: on.collect(),
            language: &raw.settings.language,
        }
    }

    /// Looks a page over.
    pub(super) fn check(&self, page: &RawPage, text: &str, diagnostics: &mut Diagnostics) {
        if page.as_of.is_some() || matches!(page.kind, RawKind::Minutes(_)) {
            return;
        }
        let language = page.language.as_deref().unwrap_or(self.language);
        let is_english = language.split('-').next() == Some("en");
        let here = self.on.iter().filter(|(code, english)| {
            (is_english || !english) && self.levels.of(*code, &page.file).is_some()
        });
        let here: Vec<Code> = here.map(|(code, _)| *code).collect();
        if !here.is_empty() {
            of_page(page, text, &here, diagnostics);
        }
    }
}

fn of_page(page: &RawPage, text: &str, rules: &[Code], diagnostics: &mut Diagnostics) {
    let is_on = |code: Code| rules.contains(&code);
    let body = page.body.place.whole().clone();
    let mut found = Vec::new();
    for place in page.bodies().into_iter().map(|body| body.place.whole()) {
        let Some(markdown) = text.get(place.clone()) else {
            continue;
        };
        let pieces = Pieces::read(markdown, place.start);
        pieces
            .links
            .iter()
            .for_each(|link| links::check(link, &mut found));
        if *place == body {
            headings::check(&pieces.blocks, &mut found);
            if is_on(Code::ReadingAge) {
                sentences::age(&pieces.blocks, &mut found);
            }
        }
        for block in pieces.blocks.iter().filter(|block| !block.is_quoted) {
            if is_on(Code::LongSentence) && block.level.is_none() {
                sentences::long(block, &mut found);
            }
            if is_on(Code::WordToAvoid) {
                words::plainer(block, &mut found);
            }
            if is_on(Code::ColourOnly) {
                words::colours(block, &mut found);
            }
        }
    }
    for Finding {
        code,
        message,
        span,
        help,
    } in found
    {
        if is_on(code) {
            warn(page, diagnostics, (code, message), &span, help);
        }
    }
}
