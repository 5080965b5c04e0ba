//! Lists whose records name others.

use super::references::names::Names;
use crate::diagnostic::Diagnostics;
use crate::load::RawTable;
use crate::model::Table;

/// Tables whose documents are known.
pub(super) fn tables(
    raw: Vec<RawTable>,
    names: &Names<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Table> {
    raw.into_iter()
        .map(|table| Table {
            document: table
                .document
                .and_then(|d| names.document(&d, &table.file, diagnostics)),
            id: table.id,
            title: table.title,
            as_of: table.as_of,
            unit: table.unit,
            columns: table.columns,
            rows: table.rows,
            notes: table.notes,
            chart: table.chart,
        })
        .collect()
}
