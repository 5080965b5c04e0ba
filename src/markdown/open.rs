//! What is open while the parser goes on: the state that each handler keeps in the writer between the
//! start of its element and the end.
//!
//! It stands apart from the handlers because the writer holds all of it, and they take the writer.

use super::hole::Hole;
use super::missed::Missed;
use super::problem::ProblemKind;
use pulldown_cmark::{Alignment, BlockQuoteKind, CowStr, LinkType};
use std::collections::HashMap;
use std::ops::Range;

/// What stands in braces after a heading.
pub(super) struct Attributes<'s> {
    pub(super) id: Option<CowStr<'s>>,
    pub(super) classes: Vec<CowStr<'s>>,
    pub(super) attrs: Vec<(CowStr<'s>, Option<CowStr<'s>>)>,
}

/// A heading whose end has not come yet.
pub(super) struct OpenHeading {
    pub(super) level: u8,
    pub(super) range: Range<usize>,
    pub(super) id: Option<Box<str>>,
    /// Where it starts in the HTML, the holes, the plain text and its holes.
    pub(super) out_at: usize,
    pub(super) holes_at: usize,
    pub(super) text_at: usize,
    pub(super) names_at: usize,
    /// Whether it is the first block, of level one, and nothing but text so far.
    pub(super) may_be_title: bool,
}

impl OpenHeading {
    /// Follows text that was put in before it.
    pub(super) fn move_by(&mut self, len: usize) {
        self.out_at += len;
    }
}

/// A link whose end has not come yet.
#[derive(Debug)]
pub(super) struct OpenLink<'s> {
    /// The destination.
    pub(super) to: CowStr<'s>,
    pub(super) range: Range<usize>,
    pub(super) kind: LinkType,
    pub(super) definition: Option<Range<usize>>,
    /// Where its text starts in the HTML.
    pub(super) text_at: usize,
    /// Where its words start in the plain text.
    pub(super) words_at: usize,
    pub(super) what: Written,
}

/// What became of a link.
#[derive(Debug)]
pub(super) enum Written {
    /// A link to be resolved: its index.
    Site(u32),
    /// A link that is complete.
    Absolute,
    /// Only its text, and a problem.
    Refused(ProblemKind),
}

/// An image whose end has not come yet: until then its alternative text is collected.
pub(super) struct OpenImage<'s> {
    pub(super) kind: LinkType,
    pub(super) address: CowStr<'s>,
    pub(super) title: CowStr<'s>,
    pub(super) range: Range<usize>,
    pub(super) definition: Option<Range<usize>>,
    /// Where its text starts in the plain text.
    pub(super) text_at: usize,
}

/// The first line of a box while it is written: what stands in front of its title is left out.
#[derive(Clone, Copy)]
pub(super) struct FirstLine {
    /// Where the title starts in the source.
    pub(super) from: usize,
    /// Whether there is a title.
    pub(super) titled: bool,
}

/// A mark at the start of a quotation that the parser took for text.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub(super) kind: BlockQuoteKind,
    pub(super) line: FirstLine,
}

/// The marks of the block under way that were opened and not closed.
#[derive(Clone, Copy, Default)]
pub(super) struct Quotes {
    pub(super) double: bool,
    pub(super) single: bool,
}

/// Where in its block a text starts.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Line {
    /// Behind something else in its line.
    #[default]
    Within,
    /// At the start of a block.
    First,
    /// At the start of a further line.
    Next,
}

/// Stars that may open stressed words, or be those of notes.
#[derive(Default)]
pub(super) struct Stars {
    /// Where each stands in the source.
    pub(super) opening: Vec<Range<usize>>,
    /// Whether a word has a star behind it, as it has that refers to a note.
    pub(super) refers: bool,
}

/// What lines of one block have in common at their starts.
#[derive(Default)]
pub(super) struct Rows {
    /// How many lines there were so far.
    pub(super) line: usize,
    pub(super) last: Option<Row>,
}

/// A line that starts like something that it is not.
pub(super) struct Row {
    pub(super) miss: Missed,
    pub(super) line: usize,
    /// What there is to tell, unless it was told.
    pub(super) untold: Option<(Range<usize>, String)>,
}

/// The table that is open, and the names given so far.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    /// Where the current cell and its content start in the HTML.
    pub(super) cell_at: usize,
    pub(super) content_at: usize,
    /// How many tables there are below the heading of this number (0: above all headings).
    pub(super) below: HashMap<usize, u32>,
}

/// The footnotes of a page.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Labels match without regard to case.
    pub(super) by_label: HashMap<String, usize>,
    pub(super) notes: Vec<Note>,
    /// The notes that are referred to, in order.
    pub(super) order: Vec<usize>,
    /// The definitions that are being written, the innermost last.
    pub(super) stack: Vec<OpenNote>,
}

/// A footnote that was named: by a reference, a definition, or both.
#[derive(Default)]
pub(super) struct Note {
    pub(super) label: Box<str>,
    pub(super) number: Option<usize>,
    /// How many references there are.
    pub(super) references: u32,
    pub(super) body: Option<Body>,
}

/// What a definition says.
pub(super) struct Body {
    pub(super) html: String,
    /// Holes, counted from the start of `html`.
    pub(super) holes: Vec<Hole>,
    /// References to other notes, which get their numbers at the end: the place in `html`, the note.
    pub(super) references: Vec<(usize, usize)>,
    pub(super) span: Range<usize>,
}

/// A definition whose end has not come yet.
pub(super) struct OpenNote {
    pub(super) note: usize,
    /// Whether there is a definition of the label already.
    pub(super) duplicate: bool,
    pub(super) out_at: usize,
    pub(super) holes_at: usize,
    pub(super) references: Vec<(usize, usize)>,
    pub(super) span: Range<usize>,
}

impl Footnotes {
    /// Whether a definition is being written.
    pub(super) fn open(&self) -> bool {
        !self.stack.is_empty()
    }

    /// The note of a label, which is made at its first mention.
    pub(super) fn note(&mut self, label: &str) -> usize {
        *self
            .by_label
            .entry(label.to_lowercase())
            .or_insert_with(|| {
                self.notes.push(Note {
                    label: label.into(),
                    ..Note::default()
                });
                self.notes.len() - 1
            })
    }

    /// Counts a reference: the number of the note, and which of its references this is.
    pub(super) fn refer(&mut self, note: usize) -> (usize, u32) {
        let order = &mut self.order;
        let note_record = &mut self.notes[note];
        let number = *note_record.number.get_or_insert_with(|| {
            order.push(note);
            order.len()
        });
        note_record.references += 1;
        (number, note_record.references)
    }
}
