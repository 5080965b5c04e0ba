//! Findings as text for people: the line, a caret, what to do.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::position::{Lines, floor_boundary};
use super::texts::with_texts;
use super::{Code, Diagnostic, Diagnostics, Severity};
use crate::characters::{escaped, is_unseen};

/// How to draw.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct DrawText {
    /// Colours, for a terminal.
    pub colour: bool,
    /// At most this many findings are drawn, then their number is told.
    pub most: usize,
}

impl DrawText {
    /// More findings than this are counted, not shown: nobody reads them at once.
    pub const MOST_AT_ONCE: usize = 50;

    /// All findings, without colours.
    #[must_use]
    pub fn plain() -> Self {
        DrawText {
            colour: false,
            most: usize::MAX,
        }
    }
}

/// At most this much of a file is handed to the drawing library around the place:
/// it reads all that it is given for each finding.
const WINDOW: usize = 2_000;
/// A place further into its line than this is told without its true column.
const LONG_LINE: usize = 100_000;

/// At most this many findings of one file say the same.
const MOST_ALIKE: usize = 10;

/// Draws findings in the manner of a compiler.
pub fn draw_text(
    diagnostics: &Diagnostics,
    text_of: &mut dyn FnMut(&str) -> Option<String>,
    how: DrawText,
) -> String {
    let renderer = if how.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(140);
    let mut out = String::new();
    let shown = shortened(diagnostics, how.most);
    let mut more = shown.iter().map(|&(_, more)| more);
    let drawn = shown.len();
    with_texts(shown.iter().map(|&(d, _)| d), text_of, &mut |d, lines| {
        let more = more.next().expect("each is drawn once");
        out.push_str(&draw_one(d, more, lines, &renderer));
        out.push_str("\n\n");
    });
    let left = diagnostics.iter().count() - drawn;
    if drawn == how.most && left > 0 {
        let _ = write!(
            out,
            "… and {left} more findings; mend these first, or see all with --format json\n\n"
        );
    }
    out
}

/// What findings that say the same of one file have alike.
fn saying(d: &Diagnostic) -> (Option<&str>, Code, &str) {
    let file = d.place.as_ref().map(|place| &*place.file);
    (file, d.code, &*d.message)
}

/// The findings for people to read, at most so many. The same sentence many times over in one file hides all
/// others: the first few are kept, and beside the last of them stands how many more there are.
fn shortened(diagnostics: &Diagnostics, most: usize) -> Vec<(&Diagnostic, usize)> {
    let mut counts: HashMap<_, (usize, usize)> = HashMap::new();
    for diagnostic in &diagnostics.list {
        counts.entry(saying(diagnostic)).or_default().0 += 1;
    }
    let kept = diagnostics.list.iter().filter_map(|diagnostic| {
        let (all, seen) = counts.get_mut(&saying(diagnostic))?;
        *seen += 1;
        match (*seen).cmp(&MOST_ALIKE) {
            Ordering::Less => Some((diagnostic, 0)),
            Ordering::Equal => Some((diagnostic, *all - MOST_ALIKE)),
            Ordering::Greater => None,
        }
    });
    kept.take(most).collect()
}

fn draw_one(d: &Diagnostic, more: usize, lines: Option<&Lines<'_>>, renderer: &Renderer) -> String {
    let level = match d.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = level
        .primary_title(escaped(&d.message))
        .id(d.code.name())
        .elements(Vec::<Origin<'_>>::new());
    if let Some(place) = &d.place {
        group = match (&place.span, lines) {
            (Some(span), Some(lines)) if !lines.text().is_empty() => {
                let (window, line, span) = window(lines, span);
                group.element(
                    Snippet::source(window)
                        .path(escaped(&place.file))
                        .line_start(line)
                        .annotation(AnnotationKind::Primary.span(span).label(escaped(&d.label))),
                )
            }
            _ => group.element(Origin::path(escaped(&place.file)).line(1).char_column(1)),
        };
    }
    let more = (more > 0).then(|| format!("the same stands {more} more times in this file"));
    let advice = d.advice();
    for help in advice.iter().chain(&more) {
        group = group.element(Level::HELP.message(escaped(help)));
    }
    renderer.render(&[group])
}

/// The lines around a span, cut so that a line of megabytes stays drawable:
/// the text, its first line's number, and the span within it.
fn window(lines: &Lines<'_>, span: &Range<usize>) -> (String, usize, Range<usize>) {
    let text = lines.text();
    let start = floor_boundary(text, span.start);
    let end = floor_boundary(text, span.end.max(start)).max(start);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    // The drawing library counts columns from the start of what it is given.
    let from = floor_boundary(text, line_start.max(start.saturating_sub(LONG_LINE)));
    // One line is enough: a finding that spans many is shown by its first.
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let to = floor_boundary(text, line_end.min(start + WINDOW));
    let line = lines.position(start).line;
    let end = end.clamp(start, to.max(start));
    let mut window = marked(&text[from..start]);
    let marked_from = window.len();
    window.push_str(&marked(&text[start..end.min(to)]));
    let marked_to = window.len();
    window.push_str(&marked(&text[end.min(to)..to]));
    (window, line, marked_from..marked_to)
}

/// A piece of the source with a sign for each character that would not be seen or would drive the terminal, so that the
/// caret keeps its column. The message says which it is.
fn marked(text: &str) -> String {
    text.chars()
        .map(|c| if is_unseen(c) { '\u{fffd}' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(d: Diagnostic, text: &str) -> String {
        let mut all = Diagnostics::new();
        all.push(d);
        draw_text(
            &all,
            &mut |_| Some(text.to_owned()),
            DrawText {
                colour: false,
                most: 50,
            },
        )
    }

    #[test]
    fn the_caret_stands_under_the_wrong_word() {
        let text = "title: x\nlead: {role: Lead, holder: naima-franse}\n";
        let at = text.find("naima").expect("the text has it");
        let d = Diagnostic::error(Code::UnknownPerson, "no person is called `naima-franse`")
            .at(&"content/a.md".into(), at..at + 12)
            .label("not in people.yaml")
            .help("did you mean `nadia-forest`?");
        let shown = drawn(d, text);
        assert!(shown.contains("--> content/a.md:2:28"), "{shown}");
        assert!(shown.contains("^^^^^^^^^^^^ not in people.yaml"), "{shown}");
        assert!(
            shown.contains("help: did you mean `nadia-forest`?"),
            "{shown}"
        );
    }

    #[test]
    fn an_endless_line_and_control_characters_stay_drawable() {
        let text = "x".repeat(3_000_000);
        let d = Diagnostic::error(Code::UnknownKey, "bad \u{1b}[31m key")
            .at(&"a.yaml".into(), 2_000_000..2_000_010);
        let shown = drawn(d, &text);
        assert!(shown.len() < 20_000, "{}", shown.len());
        assert!(!shown.contains('\u{1b}'));
        assert!(shown.contains("bad \\u{1b}[31m key"), "{shown}");
    }

    #[test]
    fn what_turns_text_is_shown_and_keeps_the_column() {
        let text = "a: \u{202E}b\u{200F} wrong\n";
        let at = text.find("wrong").expect("the text has it");
        let d = Diagnostic::error(Code::UnknownKey, "no \u{202E}word")
            .at(&"a\u{202E}.yaml".into(), at..at + 5)
            .help("see \u{2066}that");
        let shown = drawn(d, text);
        assert!(!shown.contains(is_unseen), "{shown}");
        assert!(shown.contains("a\\u{202e}.yaml:1:8"), "{shown}");
        assert!(shown.contains("no \\u{202e}word") && shown.contains("see \\u{2066}that"));
    }
}
