//! Tables of figures, and charts of them.

use serde::Serialize;

use super::href::relative;
use crate::locale::Locale;
use crate::model::{Cell, Column, ColumnSort, Route, Site, Table, TableId};

/// What `blocks/table.html` may show.
#[derive(Serialize)]
pub(crate) struct TableOnly {
    pub(crate) table: TableView,
}

/// A table.
#[derive(Serialize)]
pub(crate) struct TableView {
    id: String,
    title: String,
    as_of: Option<String>,
    document: Option<String>,
    unit: Option<String>,
    columns: Vec<ColumnView>,
    /// The same under what several have in common, where any do.
    heads: Vec<HeadView>,
    rows: Vec<RowView>,
    /// Whether its columns do not fit beside each other on a phone, where each row is a block then.
    wide: bool,
    notes: Vec<String>,
    /// The file of its figures.
    csv: String,
}

#[derive(Serialize)]
struct ColumnView {
    title: String,
    numeric: bool,
}

/// Columns beside each other whose titles begin alike, up to a colon.
#[derive(Serialize)]
struct HeadView {
    /// What stands above them all; none above a column by itself.
    group: Option<String>,
    columns: Vec<HeadColumnView>,
}

#[derive(Serialize)]
struct HeadColumnView {
    /// Without what stands above it.
    title: String,
    /// The title as the table has it, for a cell that is told by itself.
    full: String,
    numeric: bool,
}

#[derive(Serialize)]
struct RowView {
    header: String,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
struct CellView {
    text: Option<String>,
    numeric: bool,
}

/// The view of a table. `number` counts its uses on one page, since an id stands there once.
pub(crate) fn view(
    locale: &Locale,
    site: &Site,
    from: &str,
    id: TableId,
    number: usize,
) -> TableView {
    let table = site.table(id);
    let mut view = TableView {
        id: match number {
            1 => table.id.clone(),
            _ => format!("{}-{number}", table.id),
        },
        title: table.title.clone(),
        as_of: table.as_of.map(|at| locale.as_of(at)),
        document: table.document.map(|id| site.document(id).title.clone()),
        unit: table.unit.clone(),
        columns: table
            .columns
            .iter()
            .map(|column| ColumnView {
                title: column.title.clone(),
                numeric: column.sort != ColumnSort::Text,
            })
            .collect(),
        heads: heads(table),
        rows: table
            .rows
            .iter()
            .map(|row| RowView {
                header: cell_text(locale, &row[0], table.columns[0].sort).unwrap_or_default(),
                cells: row
                    .iter()
                    .zip(&table.columns)
                    .skip(1)
                    .map(|(cell, column)| CellView {
                        text: cell_text(locale, cell, column.sort),
                        numeric: column.sort != ColumnSort::Text,
                    })
                    .collect(),
            })
            .collect(),
        wide: false,
        notes: table.notes.clone(),
        csv: relative(from, site.routes.href(Route::Table(id))),
    };
    view.wide = view.is_wide();
    view
}

/// What stands before the colon of a title, and what behind it.
fn parted(title: &str) -> Option<(&str, &str)> {
    title
        .split_once(": ")
        .map(|(group, own)| (group, own.trim()))
}

/// The heads of the columns under what several beside each other have in common; none where none have anything.
fn heads(table: &Table) -> Vec<HeadView> {
    let group = |column: &Column| parted(&column.title).map(|(group, _)| group.to_owned());
    let columns: Vec<&Column> = table.columns.iter().collect();
    let heads = columns.chunk_by(|a, b| group(a).is_some() && group(a) == group(b));
    let heads: Vec<HeadView> = heads
        .map(|columns| {
            let together = group(columns[0]).filter(|_| columns.len() > 1);
            let title = |column: &Column| match (&together, parted(&column.title)) {
                (Some(_), Some((_, own))) => with_capital(own),
                _ => column.title.clone(),
            };
            HeadView {
                columns: columns
                    .iter()
                    .map(|column| HeadColumnView {
                        title: title(column),
                        full: column.title.clone(),
                        numeric: column.sort != ColumnSort::Text,
                    })
                    .collect(),
                group: together,
            }
        })
        .collect();
    if heads.iter().any(|head| head.group.is_some()) {
        heads
    } else {
        Vec::new()
    }
}

fn with_capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// So many characters fit into a line of a table on a phone of 375 px, and so many columns are looked through by nobody there.
const CHARACTERS_ON_A_PHONE: usize = 40;
const COLUMNS_ON_A_PHONE: usize = 6;

/// What parts two columns, in characters.
const BETWEEN_COLUMNS: usize = 2;

impl TableView {
    /// Whether the longest words of all columns need more than a line of a phone.
    fn is_wide(&self) -> bool {
        let longest = |text: &str| {
            let words = text.split([' ', '-']).map(|word| word.chars().count());
            words.max().unwrap_or(0)
        };
        let mut widths: Vec<usize> = self.columns.iter().map(|it| longest(&it.title)).collect();
        for row in &self.rows {
            let cells = row.cells.iter().map(|cell| cell.text.as_deref());
            let texts = [Some(row.header.as_str())].into_iter().chain(cells);
            for (width, text) in widths.iter_mut().zip(texts) {
                *width = longest(text.unwrap_or_default()).max(*width);
            }
        }
        let gaps = BETWEEN_COLUMNS * widths.len().saturating_sub(1);
        let needed: usize = widths.iter().sum();
        widths.len() > COLUMNS_ON_A_PHONE || needed + gaps > CHARACTERS_ON_A_PHONE
    }
}

/// A cell in words; nothing for one that is not given.
pub(super) fn cell_text(locale: &Locale, cell: &Cell, sort: ColumnSort) -> Option<String> {
    match (cell, sort) {
        (Cell::Missing, _) => None,
        (Cell::Text(text), _) => Some(text.clone()),
        (Cell::Number(value, places), ColumnSort::Percent) => Some(locale.percent(*value, *places)),
        (Cell::Number(value, places), _) => Some(locale.number(*value, *places)),
    }
}
