//! Changes as a unified diff, which `git apply` reads.

use std::fmt::Write as _;

use super::Changed;

/// So many lines around a change are shown.
const CONTEXT: usize = 3;

/// A line of one text or of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line<'t> {
    Same(&'t str),
    Out(&'t str),
    In(&'t str),
}

/// All changes, file by file.
pub(crate) fn unified(changes: &[Changed]) -> String {
    let mut out = String::new();
    for Changed { file, was, now } in changes {
        let _ = write!(out, "--- a/{file}\n+++ b/{file}\n");
        hunks(&lines(was, now), &mut out);
    }
    out
}

/// The lines of two texts, those that are the same once. Where they differ, the nearest line that is the same again ends it.
fn lines<'t>(was: &'t str, now: &'t str) -> Vec<Line<'t>> {
    let was: Vec<&str> = was.split_inclusive('\n').collect();
    let now: Vec<&str> = now.split_inclusive('\n').collect();
    let (mut i, mut j) = (0, 0);
    let mut all = Vec::with_capacity(was.len());
    while i < was.len() || j < now.len() {
        let (before, after) = (&was[i..], &now[j..]);
        let meet = (0..=before.len() + after.len())
            .flat_map(|steps| (0..=steps).map(move |out| (out, steps - out)))
            .find(|&(out, new)| match (before.get(out), after.get(new)) {
                (Some(a), Some(b)) => a == b,
                _ => out == before.len() && new == after.len(),
            });
        let (out, new) = meet.unwrap_or((before.len(), after.len()));
        all.extend(before[..out].iter().map(|line| Line::Out(line)));
        all.extend(after[..new].iter().map(|line| Line::In(line)));
        (i, j) = (i + out, j + new);
        if let Some(line) = was.get(i) {
            all.push(Line::Same(line));
            (i, j) = (i + 1, j + 1);
        }
    }
    all
}

/// Runs of lines that differ, each with the lines around it.
fn hunks(lines: &[Line<'_>], out: &mut String) {
    let differs = |line: &Line<'_>| !matches!(line, Line::Same(_));
    let mut at = 0;
    while let Some(first) = lines[at..].iter().position(differs).map(|first| at + first) {
        let start = first.saturating_sub(CONTEXT).max(at);
        let mut end = first;
        // Two changes whose surroundings meet are one hunk.
        while let Some(next) = lines[end..].iter().position(differs).map(|next| end + next) {
            if next > end + 2 * CONTEXT {
                break;
            }
            end = next + 1;
        }
        let shown = &lines[start..(end + CONTEXT).min(lines.len())];
        let number = |lines: &[Line<'_>]| {
            let old = lines
                .iter()
                .filter(|line| !matches!(line, Line::In(_)))
                .count();
            let new = lines
                .iter()
                .filter(|line| !matches!(line, Line::Out(_)))
                .count();
            (old, new)
        };
        let (before, length) = (number(&lines[..start]), number(shown));
        let from = |before: usize, length: usize| before + usize::from(length > 0);
        let _ = writeln!(
            out,
            "@@ -{},{} +{},{} @@",
            from(before.0, length.0),
            length.0,
            from(before.1, length.1),
            length.1
        );
        for line in shown {
            let (sign, text) = match line {
                Line::Same(text) => (' ', text),
                Line::Out(text) => ('-', text),
                Line::In(text) => ('+', text),
            };
            let _ = write!(out, "{sign}{text}");
            if !text.ends_with('\n') {
                out.push_str("\n\\ No newline at end of file\n");
            }
        }
        at = (end + CONTEXT).min(lines.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(was: &str, now: &str) -> String {
        unified(&[Changed {
            file: "a.md".to_owned(),
            was: was.to_owned(),
            now: now.to_owned(),
        }])
    }

    #[test]
    fn a_change_is_shown_with_the_lines_around_it() {
        let lines = |changed: &str| format!("1\n2\n3\n4\n{changed}6\n7\n8\n9");
        assert_eq!(
            patch(&lines("5\n"), &lines("five\nmore\n")),
            "--- a/a.md\n+++ b/a.md\n@@ -2,7 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n+more\n 6\n 7\n 8\n"
        );
        assert!(
            patch("x", "y\n").ends_with("@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+y\n")
        );
    }

    #[test]
    fn changes_far_apart_are_two_hunks_and_near_ones_are_one() {
        let text = |first: &str, second: &str| format!("{first}\n{}{second}\n", "same\n".repeat(9));
        let far = patch(&text("a", "b"), &text("c", "d"));
        assert_eq!(far.matches("@@ -").count(), 2, "{far}");
        let near = patch("a\nsame\nb\n", "c\nsame\nd\n");
        assert_eq!(
            near,
            "--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n-a\n+c\n same\n-b\n+d\n"
        );
    }
}
