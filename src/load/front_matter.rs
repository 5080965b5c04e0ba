//! Splitting a page into front matter and text.

use std::ops::Range;

/// The parts of a page's file, as byte ranges.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The YAML between the two `---` lines; `None` when the page has no front matter.
    pub(super) yaml: Option<Range<usize>>,
    /// Where the Markdown starts.
    pub(super) body: usize,
}

/// Splits; an error means that front matter starts and never ends.
pub(super) fn split(text: &str) -> Result<Parts, ()> {
    let Some(first_end) = text.find('\n') else {
        return if text.trim_end() == "---" {
            Err(())
        } else {
            Ok(Parts {
                yaml: None,
                body: 0,
            })
        };
    };
    if text[..first_end].trim_end() != "---" {
        return Ok(Parts {
            yaml: None,
            body: 0,
        });
    }
    let start = first_end + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") && !line.starts_with(char::is_whitespace) {
            return Ok(Parts {
                yaml: Some(start..at),
                body: at + line.len(),
            });
        }
        at += line.len();
    }
    Err(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_stands_between_two_lines_of_hyphens() {
        assert_eq!(
            split("---\na: 1\n---\nText\n"),
            Ok(Parts {
                yaml: Some(4..9),
                body: 13
            })
        );
        assert_eq!(
            split("---\n---\n"),
            Ok(Parts {
                yaml: Some(4..4),
                body: 8
            })
        );
        assert_eq!(
            split("Text\n---\n"),
            Ok(Parts {
                yaml: None,
                body: 0
            })
        );
        assert_eq!(split("---\na: 1\n"), Err(()));
        assert_eq!(split("---"), Err(()));
        assert_eq!(
            split("-----\nrule"),
            Ok(Parts {
                yaml: None,
                body: 0
            })
        );
    }
}
