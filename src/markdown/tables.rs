//! Tables: column headers that say so, in a region that can be scrolled with the keyboard.

use super::escape;
use super::problem::{Problem, ProblemKind, offset};
use super::writer::{Frame, Writer};
use pulldown_cmark::Alignment;
use std::fmt::Write as _;
use std::ops::Range;

/// How much of a heading goes into the name of a table's region, in characters.
const MAX_NAME: usize = 100;

/// How many cells a row has: bars that are not escaped part them, also within code.
fn cells(row: &str) -> usize {
    let row = row.trim();
    let bars = row
        .match_indices('|')
        .filter(|(at, _)| !row[..*at].ends_with('\\'))
        .count();
    let outer = usize::from(row.starts_with('|'))
        + usize::from(row.len() > 1 && row.ends_with('|') && !row.ends_with("\\|"));
    (bars + 1).saturating_sub(outer)
}

impl Writer<'_, '_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) -> Frame {
        self.tables.alignments = alignments;
        self.out
            .push_str("<div class=\"table-scroll\" data-label=\"");
        escape::attribute(&mut self.out, &self.options.labels.table);
        if let Some(heading) = self.headings.last() {
            let title = heading.title.clone();
            self.out.push_str(": ");
            self.attribute_text(&title, MAX_NAME);
        }
        // Where it is wider than the page it becomes a region, and those need different names (ARIA in HTML, "landmarks").
        let count = self.tables.below.entry(self.headings.len()).or_default();
        *count += 1;
        if *count > 1 {
            write!(self.out, " ({count})").expect("writing to a String cannot fail");
        }
        self.out.push_str("\"><table>\n");
        Frame::Table
    }

    pub(super) fn start_table_head(&mut self) -> Frame {
        self.tables.in_head = true;
        self.tables.column = 0;
        self.out.push_str("<thead><tr>");
        Frame::TableHead
    }

    pub(super) fn start_row(&mut self, range: Range<usize>) -> Frame {
        let columns = self.tables.alignments.len();
        let row = self.source.get(range.clone()).unwrap_or("").trim_end();
        let range = range.start..range.start + row.len();
        let cells = cells(row);
        if cells > columns {
            let kind = ProblemKind::ExtraCells {
                cells: offset(cells),
                columns: offset(columns),
            };
            self.problems.push(Problem::new(range, kind));
        }
        self.tables.in_head = false;
        self.tables.column = 0;
        self.out.push_str("<tr>");
        Frame::Row
    }

    pub(super) fn start_cell(&mut self) -> Frame {
        self.tables.cell_at = self.out.len();
        let head = self.tables.in_head;
        self.out
            .push_str(if head { "<th scope=\"col\"" } else { "<td" });
        self.align();
        self.out.push('>');
        self.tables.content_at = self.out.len();
        self.tables.column += 1;
        if head { Frame::HeaderCell } else { Frame::Cell }
    }

    fn align(&mut self) {
        self.out
            .push_str(match self.tables.alignments.get(self.tables.column) {
                Some(Alignment::Left) => " class=\"align-left\"",
                Some(Alignment::Center) => " class=\"align-center\"",
                Some(Alignment::Right) => " class=\"align-right\"",
                Some(Alignment::None) | None => "",
            });
    }

    /// An empty cell in the first row is the corner of a table, not the header of a column.
    pub(super) fn end_header_cell(&mut self) {
        if self.out.len() == self.tables.content_at {
            self.out.truncate(self.tables.cell_at);
            self.out.push_str("<td></td>");
        } else {
            self.out.push_str("</th>");
        }
    }
}
