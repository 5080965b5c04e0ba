//! The theme's scripts and styles without what only their authors need.
//!
//! A reader's phone loads them with every first visit, and comments and indentation are a third of
//! them. Names stay as they are, so that what a browser shows is still what was written.

/// A script or style sheet without lines that hold only a comment, and without indentation.
///
/// Text that goes over several lines (a template literal) would be changed; a test sees that the
/// theme has none.
pub(crate) fn slim(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let starts = line.starts_with("/*");
        if in_comment || starts {
            // Behind the end of a comment nothing else stands in the theme.
            in_comment = !line.ends_with("*/");
            continue;
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        out.push_str(line);
        // Behind these signs no statement ends by its line, and without a `//` no comment does.
        if !line.ends_with([';', '{', ',', '(']) || line.contains("//") {
            out.push('\n');
        }
    }
    out
}

/// Whether a file of the theme may be made slim, by its name.
pub(crate) fn is_slimmed(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["css", "js"].contains(&ending)
}

#[cfg(test)]
mod tests {
    use super::super::assets::ASSETS;
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let script = "// Why.\nconst a = 1; // kept\n/**\n * What.\n */\nif (a) {\n  b(\"//\");\n}\n/* one line */\n\nc();\n";
        assert_eq!(
            slim(script),
            "const a = 1; // kept\nif (a) {b(\"//\");\n}\nc();"
        );
    }

    #[test]
    fn no_file_of_the_theme_has_text_that_slimming_would_change() {
        for (name, bytes) in ASSETS.iter().filter(|(name, _)| is_slimmed(name)) {
            let text = std::str::from_utf8(bytes).expect("the theme is UTF-8");
            let mut in_comment = false;
            for (number, line) in text.lines().enumerate() {
                let (number, line) = (number + 1, line.trim());
                let comment = in_comment || line.starts_with("/*") || line.starts_with("//");
                if in_comment || line.starts_with("/*") {
                    in_comment = !line.contains("*/");
                    assert!(
                        in_comment || line.ends_with("*/"),
                        "{name}:{number}: code stands behind a comment"
                    );
                }
                if !comment {
                    let marks = line.matches('`').count() - line.matches("\\`").count();
                    assert!(
                        marks % 2 == 0,
                        "{name}:{number}: a text goes over several lines"
                    );
                    assert!(
                        !line.ends_with('\\'),
                        "{name}:{number}: a text goes on in the next line"
                    );
                }
            }
            assert!(!in_comment, "{name}: a comment never ends");
        }
    }
}
