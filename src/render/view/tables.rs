//! Tables of figures, and charts of them.

use serde::Serialize;

use super::href::relative;
use crate::characters::with_capital;
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
    /// What stands above several columns that begin alike, and each of the others; nothing where none do.
    heads: Vec<HeadView>,
    /// The columns that stand below what they have in common.
    below: Vec<BelowView>,
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

/// A cell of the upper of two rows of heads.
#[derive(Serialize)]
struct HeadView {
    title: String,
    /// How many columns it stands above; with one it is that column's own.
    span: usize,
    numeric: bool,
}

/// A cell of the lower of two rows of heads.
#[derive(Serialize)]
struct BelowView {
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
    let (heads, below) = heads(table);
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
                numeric: is_numeric(column),
            })
            .collect(),
        heads,
        below,
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

fn is_numeric(column: &Column) -> bool {
    column.sort != ColumnSort::Text
}

/// The two rows of heads of a table, or none: where columns beside each other begin alike, up to a colon, that stands once above them, and each is
/// called by the rest.
fn heads(table: &Table) -> (Vec<HeadView>, Vec<BelowView>) {
    let parted = |column: &'_ Column| -> Option<(String, String)> {
        let (group, own) = column.title.split_once(": ")?;
        Some((group.to_owned(), with_capital(own.trim())))
    };
    let group = |column: &Column| parted(column).map(|(group, _)| group);
    let (mut heads, mut below) = (Vec::new(), Vec::new());
    for columns in table
        .columns
        .chunk_by(|a, b| group(a).is_some() && group(a) == group(b))
    {
        let together = group(&columns[0]).filter(|_| columns.len() > 1);
        if together.is_some() {
            below.extend(columns.iter().map(|column| BelowView {
                title: parted(column).map_or_else(String::new, |(_, own)| own),
                full: column.title.clone(),
                numeric: is_numeric(column),
            }));
        }
        heads.push(HeadView {
            title: together.unwrap_or_else(|| columns[0].title.clone()),
            span: columns.len(),
            numeric: is_numeric(&columns[0]),
        });
    }
    if below.is_empty() {
        heads.clear();
    }
    (heads, below)
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
