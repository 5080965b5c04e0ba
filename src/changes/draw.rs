//! What differs, for a terminal, for the comment of a pull request, and for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::WORDS;
use super::item::{Item, Section};
use crate::characters::{on_a_line, visible_json};

const NOTHING: &str = "Nothing differs for readers.";

/// For a terminal.
pub(crate) fn draw_text(sections: &[Section]) -> String {
    if sections.is_empty() {
        return format!("{NOTHING}\n");
    }
    let mut out = String::new();
    for section in sections {
        let _ = writeln!(out, "{}", section.title);
        for item in shown(section) {
            let before = if item.is_loss { "error: " } else { "" };
            let _ = writeln!(out, "  {before}{}", on_a_line(&item.words));
            if let (Some(place), true) = (place(item), item.is_loss || !item.help.is_empty()) {
                let _ = writeln!(out, "   --> {}", on_a_line(&place));
            }
            for help in &item.help {
                let _ = writeln!(out, "    = help: {}", on_a_line(help));
            }
        }
        if let Some(more) = not_shown(section) {
            let _ = writeln!(out, "  {more}");
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", summary(sections));
    out
}

/// For the comment of a pull request.
pub(crate) fn draw_markdown(sections: &[Section]) -> String {
    if sections.is_empty() {
        return format!("{NOTHING}\n");
    }
    let mut out = String::new();
    for section in sections {
        let _ = writeln!(out, "### {}\n", section.title);
        for item in shown(section) {
            let before = if item.is_loss { "**Error:** " } else { "" };
            let place = place(item)
                .filter(|_| item.is_loss || !item.help.is_empty())
                .map_or(String::new(), |place| {
                    format!(" ({})", escaped(&on_a_line(&place)))
                });
            let _ = writeln!(out, "- {before}{}{place}", escaped(&on_a_line(&item.words)));
            for help in &item.help {
                let _ = writeln!(out, "  - {}", escaped(&on_a_line(help)));
            }
        }
        if let Some(more) = not_shown(section) {
            let _ = writeln!(out, "- {more}");
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", summary(sections));
    out
}

/// So many pages that read otherwise are named to people: a word in a record may stand on all of them.
const PAGES: usize = 50;

/// What people are shown of a section.
fn shown(section: &Section) -> &[Item] {
    let most = if section.key == WORDS {
        PAGES
    } else {
        usize::MAX
    };
    &section.items[..section.items.len().min(most)]
}

/// How much they are not shown, in words.
fn not_shown(section: &Section) -> Option<String> {
    let more = section.items.len() - shown(section).len();
    (more > 0).then(|| format!("… and {more} more; --format json names all"))
}

/// Text as it shows in Markdown, apart from what stands between backticks.
fn escaped(text: &str) -> String {
    // A backtick without a second one begins no code.
    let has_code = text.matches('`').count().is_multiple_of(2);
    let mut in_code = false;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '`' if has_code => in_code = !in_code,
            // A name after `@` would be called, and one after `#` linked.
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '@' | '#' | '~' | '!'
                if !in_code =>
            {
                out.push('\\');
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

fn place(item: &Item) -> Option<String> {
    let (file, line) = item.place.as_ref()?;
    Some(match line {
        Some(line) => format!("{file}:{line}"),
        None => file.clone(),
    })
}

fn summary(sections: &[Section]) -> String {
    let (changes, errors) = counts(sections);
    let s = |number| if number == 1 { "" } else { "s" };
    let counted = format!(
        "{changes} change{}, {errors} error{}",
        s(changes),
        s(errors)
    );
    let reworded = sections.iter().find(|section| section.key == WORDS);
    let pages = reworded.map_or(0, |section| {
        let pages = section.items.iter();
        pages.filter(|item| item.kind == "reworded-page").count()
    });
    match pages {
        0 => counted,
        1 => format!("{counted}; 1 page reads otherwise"),
        pages => format!("{counted}; {pages} pages read otherwise"),
    }
}

/// Changes that take nothing from readers, and those that do. What a page reads is a consequence of them, or told as a page.
fn counts(sections: &[Section]) -> (usize, usize) {
    let told = || sections.iter().filter(|section| section.key != WORDS);
    let items = || told().flat_map(|section| &section.items);
    let errors = items().filter(|item| item.is_loss).count();
    (items().count() - errors, errors)
}

#[derive(Serialize)]
struct Document<'a> {
    sections: Vec<SectionRecord<'a>>,
    changes: usize,
    errors: usize,
}

#[derive(Serialize)]
struct SectionRecord<'a> {
    key: &'a str,
    title: &'a str,
    items: Vec<ItemRecord<'a>>,
}

#[derive(Serialize)]
struct ItemRecord<'a> {
    kind: &'a str,
    error: bool,
    file: Option<&'a str>,
    line: Option<usize>,
    words: &'a str,
    help: &'a [String],
}

/// For programs.
pub(crate) fn draw_json(sections: &[Section]) -> String {
    let (changes, errors) = counts(sections);
    let record = |item: &'_ Item| -> (Option<usize>, bool) {
        (
            item.place.as_ref().and_then(|(_, line)| *line),
            item.is_loss,
        )
    };
    let document = Document {
        sections: sections
            .iter()
            .map(|section| SectionRecord {
                key: section.key,
                title: section.title,
                items: section
                    .items
                    .iter()
                    .map(|item| {
                        let (line, error) = record(item);
                        ItemRecord {
                            kind: item.kind,
                            error,
                            file: item.place.as_ref().map(|(file, _)| file.as_str()),
                            line,
                            words: &item.words,
                            help: &item.help,
                        }
                    })
                    .collect(),
            })
            .collect(),
        changes,
        errors,
    };
    let json = serde_json::to_string_pretty(&document).expect("text is always JSON");
    let mut out = visible_json(&json).into_owned();
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_content_are_no_markup_of_the_comment() {
        assert_eq!(escaped("A *b* <c> @d"), r"A \*b\* \<c\> \@d");
        assert_eq!(
            escaped("write `aliases: [/a/]`: _b_"),
            r"write `aliases: [/a/]`: \_b\_"
        );
        assert_eq!(escaped("a ` *b*"), r"a \` \*b\*");
    }
}
