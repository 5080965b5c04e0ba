//! What each code means, with a wrong and a right example: `docs/codes.md`, read once.

use std::sync::LazyLock;

/// The page that people read too. What stands before its first code is for them alone.
const PAGE: &str = include_str!("../../docs/codes.md");

/// What one code means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The name of the code.
    pub code: &'static str,
    /// The heading that it stands under, with others like it.
    pub theme: &'static str,
    /// What it means and why it matters, a paragraph each.
    pub meaning: Vec<&'static str>,
    /// Files of small sites that show it.
    pub examples: Vec<Example>,
}

impl Explanation {
    /// The first sentence of what it means.
    #[must_use]
    pub fn first_sentence(&self) -> &'static str {
        let first = self.meaning.first().copied().unwrap_or_default();
        first.find(". ").map_or(first, |end| &first[..=end])
    }
}

/// In which of the two examples of a code a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// In the site that has the finding.
    Wrong,
    /// In the one where it is mended.
    Right,
    /// In both.
    Both,
}

impl Shows {
    const ALL: [Shows; 3] = [Shows::Wrong, Shows::Right, Shows::Both];

    /// The word before the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Shows::Wrong => "Wrong",
            Shows::Right => "Right",
            Shows::Both => "Both",
        }
    }
}

/// One file of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// In which of the two it stands.
    pub shows: Shows,
    /// Its path in the folder of the site.
    pub file: &'static str,
    /// What it holds.
    pub text: &'static str,
}

/// What each code means, in the order of `docs/codes.md`.
#[must_use]
pub fn explanations() -> &'static [Explanation] {
    static ALL: LazyLock<Vec<Explanation>> = LazyLock::new(|| read(PAGE));
    &ALL
}

/// Reads the page: themes are headings of level 2, codes those of level 3; a file is a line such as
/// ``Wrong, in `content/leave.md`:`` and the fenced block after it.
fn read(page: &'static str) -> Vec<Explanation> {
    let mut all: Vec<Explanation> = Vec::new();
    let (mut theme, mut named) = ("", None);
    let mut rest = page;
    while let Some((line, after)) = rest.split_once('\n') {
        rest = after;
        if let Some(heading) = line.strip_prefix("## ") {
            theme = heading;
        } else if let Some(code) = line.strip_prefix("### ") {
            all.push(Explanation {
                code,
                theme,
                meaning: Vec::new(),
                examples: Vec::new(),
            });
        } else if line.starts_with("```") {
            // The first line of the block may be its last.
            let end = if rest.starts_with("```") {
                0
            } else {
                rest.find("\n```").map_or(rest.len(), |end| end + 1)
            };
            let text = &rest[..end];
            rest = rest[end..].split_once('\n').map_or("", |(_, after)| after);
            if let (Some(explanation), Some((shows, file))) = (all.last_mut(), named.take()) {
                explanation.examples.push(Example { shows, file, text });
            }
        } else if let Some(file) = file_named(line) {
            named = Some(file);
        } else if let Some(explanation) = all.last_mut()
            && !line.is_empty()
        {
            explanation.meaning.push(line);
        }
    }
    all
}

/// The file of a line such as ``Wrong, in `content/leave.md`:``.
fn file_named(line: &'static str) -> Option<(Shows, &'static str)> {
    Shows::ALL.into_iter().find_map(|shows| {
        let file = line.strip_prefix(shows.word())?.strip_prefix(", in `")?;
        Some((shows, file.strip_suffix("`:")?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_read_with_its_files() {
        let read = read(
            "# Page\n\nWords.\n\n## Theme\n\n### one\n\nIt is wrong. It matters.\n\nMore.\n\nWrong, in `a.md`:\n\n```markdown\n```\n\n\
             Both, in `b.md`:\n\n```markdown\n### B\n\nText.\n```\n\n### two\n\nNo example.\n",
        );
        let [one, two] = read.as_slice() else {
            panic!("{read:#?}");
        };
        assert_eq!((one.code, one.theme), ("one", "Theme"));
        assert_eq!(one.meaning, ["It is wrong. It matters.", "More."]);
        assert_eq!(one.first_sentence(), "It is wrong.");
        let files: Vec<_> = one
            .examples
            .iter()
            .map(|example| (example.shows, example.file, example.text))
            .collect();
        assert_eq!(
            files,
            [
                (Shows::Wrong, "a.md", ""),
                (Shows::Both, "b.md", "### B\n\nText.\n")
            ]
        );
        assert_eq!((two.code, two.first_sentence()), ("two", "No example."));
        assert!(two.examples.is_empty());
    }
}
