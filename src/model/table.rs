//! Tables of figures.

use super::{AsOf, DocumentId};

/// A table of figures that pages show as a table or a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The name in calls.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// When it was true.
    pub as_of: Option<AsOf>,
    /// Where it comes from.
    pub document: Option<DocumentId>,
    /// What the numbers count.
    pub unit: Option<String>,
    /// The columns; the first holds the header of each row.
    pub columns: Vec<Column>,
    /// The rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
    /// What a reader should know.
    pub notes: Vec<String>,
    /// How it is drawn.
    pub chart: Option<Chart>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name in charts and derived figures.
    pub id: String,
    /// The words above it.
    pub title: String,
    /// What it holds.
    pub sort: ColumnSort,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnSort {
    /// Words.
    Text,
    /// Numbers.
    Number,
    /// Numbers that are shares of a hundred.
    Percent,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// The source gives nothing.
    Missing,
    /// Words.
    Text(String),
    /// A number, and its number of decimal places as written.
    Number(f64, u8),
}

/// What a chart is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChartForm {
    /// A bar for each number; those of one row stand together.
    #[default]
    Bar,
    /// A line through the numbers of a column, for years that follow one another.
    Line,
    /// One bar for each row, of its numbers one after the other.
    Stacked,
}

/// How a table is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What it is made of.
    pub form: ChartForm,
    /// The column of labels, by index.
    pub label: usize,
    /// The columns of values, by index.
    pub values: Vec<usize>,
}
