//! Tables of figures, and charts of them.

use std::fmt::Write as _;

use serde::Serialize;

use crate::locale::Locale;
use crate::model::{Cell, Chart, ColumnSort, Site, Table};

/// What `blocks/table.html` may show.
#[derive(Serialize)]
pub(crate) struct TableOnly {
    pub(crate) table: TableView,
}

/// What `blocks/chart.html` may show.
#[derive(Serialize)]
pub(crate) struct TableWithChart {
    pub(crate) table: TableView,
    pub(crate) chart: ChartView,
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
    rows: Vec<RowView>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct ColumnView {
    title: String,
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

/// A bar chart; lengths are in the units of its view box.
#[derive(Serialize)]
pub(crate) struct ChartView {
    title: String,
    description: String,
    width: u32,
    height: u32,
    bars: Vec<BarView>,
}

#[derive(Serialize)]
struct BarView {
    label: String,
    series: Option<String>,
    value: String,
    x: u32,
    y: u32,
    width: u32,
    height: u32,
    label_y: u32,
    class: String,
}

/// The view of a table. `number` counts its uses on one page, since an id stands there once.
pub(crate) fn view(locale: &Locale, site: &Site, table: &Table, number: usize) -> TableView {
    TableView {
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
        notes: table.notes.clone(),
    }
}

fn cell_text(locale: &Locale, cell: &Cell, sort: ColumnSort) -> Option<String> {
    match (cell, sort) {
        (Cell::Missing, _) => None,
        (Cell::Text(text), _) => Some(text.clone()),
        (Cell::Number(value, places), ColumnSort::Percent) => Some(locale.percent(*value, *places)),
        (Cell::Number(value, places), _) => Some(locale.number(*value, *places)),
    }
}

/// The drawing's width; it is as narrow as a phone, so that its words stay legible there.
const WIDTH: u32 = 320;
/// The longest bar.
const LONGEST: u32 = 312;
/// From the top of a row to the baseline of its words, to its bar, and to the next row.
const WORDS: u32 = 16;
const BAR: u32 = 22;
const STEP: u32 = 44;
/// Height of a bar.
const THICK: u32 = 16;

/// The chart of a table: the columns that it names, else every column of numbers.
pub(crate) fn chart(locale: &Locale, table: &Table) -> ChartView {
    let numeric =
        || (1..table.columns.len()).filter(|&c| table.columns[c].sort != ColumnSort::Text);
    let (label, values) = match &table.chart {
        Some(Chart { label, values }) if !values.is_empty() => (*label, values.clone()),
        Some(Chart { label, .. }) => (*label, numeric().collect()),
        None => (0, numeric().collect()),
    };
    let value = |row: &[Cell], column: usize| match row[column] {
        Cell::Number(value, _) if value > 0.0 => value,
        _ => 0.0,
    };
    let largest = table
        .rows
        .iter()
        .flat_map(|row| values.iter().map(move |&column| value(row, column)))
        .fold(0.0_f64, f64::max);
    // Shares of a hundred are drawn against a hundred.
    let all_shares = values
        .iter()
        .all(|&c| table.columns[c].sort == ColumnSort::Percent);
    let full = if all_shares {
        largest.max(100.0)
    } else {
        largest
    };
    let (mut bars, mut y, mut description) = (Vec::new(), 0, String::new());
    let not_given = locale.word("not_given");
    for row in &table.rows {
        let name = cell_text(locale, &row[label], table.columns[label].sort).unwrap_or_default();
        let between = if description.is_empty() { "" } else { "; " };
        let _ = write!(description, "{between}{name}: ");
        for (series, &column) in values.iter().enumerate() {
            let text = cell_text(locale, &row[column], table.columns[column].sort);
            let title = (values.len() > 1).then(|| table.columns[column].title.clone());
            if series > 0 {
                description.push_str(", ");
            }
            if let Some(title) = &title {
                let _ = write!(description, "{title} ");
            }
            description.push_str(text.as_deref().unwrap_or(not_given));
            bars.push(BarView {
                label: name.clone(),
                series: title,
                value: text.unwrap_or_else(|| not_given.to_owned()),
                x: 0,
                y: y + BAR,
                width: length(value(row, column), full),
                height: THICK,
                label_y: y + WORDS,
                class: format!("bar-{}", series % 4 + 1),
            });
            y += STEP;
        }
    }
    ChartView {
        title: table.title.clone(),
        description,
        width: WIDTH,
        height: y,
        bars,
    }
}

/// The length of a bar; whatever there is shows at least a line.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the share lies between 0 and 1, so the length fits"
)]
fn length(value: f64, full: f64) -> u32 {
    if value <= 0.0 || full <= 0.0 {
        return 0;
    }
    ((value / full).min(1.0) * f64::from(LONGEST))
        .round()
        .max(2.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_in_proportion_and_nothing_is_nothing() {
        assert_eq!(length(50.0, 100.0), LONGEST / 2);
        assert_eq!(length(0.0, 100.0), 0);
        assert_eq!(length(0.001, 100.0), 2);
    }
}
