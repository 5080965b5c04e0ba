//! The order of headings: whoever moves by them takes a level that is left out for a part that is missing.

use super::finding::Finding;
use super::pieces::Block;
use crate::diagnostic::Code;

/// What is to be said of the headings of a page, whose title is the first.
pub(super) fn check(blocks: &[Block], found: &mut Vec<Finding>) {
    let mut before = None;
    for block in blocks {
        let Some(level) = block.level else { continue };
        // A text may begin at any level: it stands below the title of its page.
        if let Some(before) = before
            && level > before + 1
        {
            found.push(Finding {
                code: Code::HeadingOrder,
                message: format!("a heading of level {level} follows one of level {before}"),
                span: block.span.clone(),
                help: "take signs away, so that it is one level below the heading that it belongs to; for larger or smaller letters alone, use no heading",
            });
        }
        before = Some(level);
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces::Pieces;
    use super::*;

    #[test]
    fn a_level_that_is_left_out_is_told_where_it_is() {
        let count = |text: &str| {
            let mut found = Vec::new();
            check(&Pieces::read(text, 0).blocks, &mut found);
            found.len()
        };
        assert_eq!(count("# T\n\n### A\n"), 1);
        assert_eq!(count("# T\n\n## A\n\n#### B\n\n## C\n\n#### D\n"), 2);
        for text in [
            "# T\n\n## A\n\n### B\n\n## C\n",
            "### A\n\n### B\n",
            "#### A\n\n## B\n",
            "Text\n",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
    }
}
