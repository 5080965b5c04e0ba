//! A text in pieces that people read at once: headings, paragraphs, items; and the links in them. Each knows its place.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Stands in for code: the object replacement character.
const CODE: &str = "\u{fffc}";

/// What stands between two breaks.
pub(super) struct Block {
    /// Of a heading.
    pub(super) level: Option<u8>,
    /// Whether somebody else is quoted.
    pub(super) is_quoted: bool,
    /// Its words.
    pub(super) text: String,
    /// Where each run of the text stands in the file.
    runs: Vec<(usize, usize)>,
    /// All of it in the file.
    pub(super) span: Range<usize>,
}

/// A link with its words.
pub(super) struct Link {
    pub(super) words: String,
    pub(super) address: String,
    pub(super) span: Range<usize>,
}

/// A text in pieces.
#[derive(Default)]
pub(super) struct Pieces {
    pub(super) blocks: Vec<Block>,
    pub(super) links: Vec<Link>,
}

impl Block {
    /// Where a part of its text stands in the file.
    pub(super) fn place(&self, part: &Range<usize>) -> Range<usize> {
        let start = self.offset(part.start);
        let end = self.offset(part.end.saturating_sub(1)) + 1;
        start.min(self.span.end)..end.clamp(start, self.span.end.max(start))
    }

    fn offset(&self, at: usize) -> usize {
        let next = self.runs.partition_point(|(text, _)| *text <= at);
        let run = next.checked_sub(1).and_then(|before| self.runs.get(before));
        run.map_or(self.span.start, |(text, file)| file + (at - text))
    }
}

impl Pieces {
    /// Reads Markdown that stands in its file from a place on.
    pub(super) fn read(markdown: &str, from: usize) -> Self {
        let mut pieces = Pieces::default();
        let mut open: Option<Block> = None;
        let mut link: Option<Link> = None;
        let (mut quotes, mut images) = (0_usize, 0_usize);
        let syntax = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM;
        for (event, range) in Parser::new_ext(markdown, syntax).into_offset_iter() {
            let span = range.start + from..range.end + from;
            match event {
                Event::Start(tag) => match tag {
                    Tag::BlockQuote(_) => quotes += 1,
                    Tag::Image { .. } => images += 1,
                    Tag::Link { dest_url, .. } => {
                        link = Some(Link {
                            words: String::new(),
                            address: dest_url.to_string(),
                            span,
                        });
                    }
                    Tag::Heading { level, .. } => {
                        pieces.close(open.replace(Block::new(Some(level as u8), quotes, span)));
                    }
                    Tag::Paragraph | Tag::Item | Tag::TableCell => {
                        pieces.close(open.replace(Block::new(None, quotes, span)));
                    }
                    Tag::CodeBlock(_) => pieces.close(open.take()),
                    _ => {}
                },
                Event::End(tag) => match tag {
                    TagEnd::BlockQuote(_) => quotes = quotes.saturating_sub(1),
                    TagEnd::Image => images = images.saturating_sub(1),
                    TagEnd::Link => pieces.links.extend(link.take()),
                    TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell => {
                        pieces.close(open.take());
                    }
                    _ => {}
                },
                Event::Text(ref words) | Event::Code(ref words) if images == 0 => {
                    if let Some(link) = &mut link {
                        link.words.push_str(words);
                    }
                    if let Some(block) = &mut open {
                        block.runs.push((block.text.len(), span.start));
                        // Code is no language.
                        let is_code = matches!(event, Event::Code(_));
                        block.text.push_str(if is_code { CODE } else { words });
                    }
                }
                Event::SoftBreak | Event::HardBreak => {
                    if let Some(link) = &mut link {
                        link.words.push(' ');
                    }
                    if let Some(block) = &mut open {
                        block.runs.push((block.text.len(), span.start));
                        block.text.push(' ');
                    }
                }
                _ => {}
            }
        }
        pieces
    }

    fn close(&mut self, block: Option<Block>) {
        self.blocks
            .extend(block.filter(|block| !block.text.trim().is_empty()));
    }
}

impl Block {
    fn new(level: Option<u8>, quotes: usize, span: Range<usize>) -> Self {
        Block {
            level,
            is_quoted: quotes > 0,
            text: String::new(),
            runs: Vec::new(),
            span,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_know_their_words_and_places() {
        let text = "## A *new* head\n\nOne\ntwo [click **here**](x.md).\n\n- item\n  more\n\n```\ncode\n```\n> quoted\n";
        let pieces = Pieces::read(text, 0);
        let words: Vec<_> = pieces.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(
            words,
            ["A new head", "One two click here.", "item more", "quoted"]
        );
        let block = &pieces.blocks[1];
        let at = block.text.find("click").expect("it is there");
        assert_eq!(&text[block.place(&(at..at + 5))], "click");
        let at = block.text.find("two").expect("it is there");
        assert_eq!(&text[block.place(&(at..at + 3))], "two");
        assert_eq!(pieces.blocks[0].level, Some(2));
        assert!(pieces.blocks[3].is_quoted);
        assert_eq!(
            (
                pieces.links[0].words.as_str(),
                pieces.links[0].address.as_str()
            ),
            ("click here", "x.md")
        );
        assert_eq!(
            &text[pieces.links[0].span.clone()],
            "[click **here**](x.md)"
        );
    }
}
