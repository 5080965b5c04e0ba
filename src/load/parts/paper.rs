//! Papers of a meeting, or of one item of it.

use super::contact;
use crate::keys::PAPER;
use crate::load::raw::RawPaper;
use crate::load::yaml::fields::{Fields, Spanned};

/// The papers under `papers`.
pub(crate) fn papers(fields: &mut Fields<'_>) -> Vec<RawPaper> {
    let reader = fields.reader;
    let mut papers = Vec::new();
    for node in fields.list("papers") {
        let Some(mut paper) = reader.fields(node, &PAPER) else {
            continue;
        };
        let (title, file) = (paper.required_words("title"), paper.required("file"));
        paper.finish();
        let elsewhere =
            |file: &Spanned<String>| file.value.starts_with("http") && file.value.contains("://");
        let file = file.filter(|file| !elsewhere(file) || contact::url_problem(reader, file));
        papers.extend(title.zip(file).map(|(title, file)| RawPaper {
            title: title.value,
            file,
        }));
    }
    papers
}
