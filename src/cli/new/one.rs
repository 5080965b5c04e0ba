//! One file of a handbook: a page with the keys of its kind, or a record of `people.yaml`.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::outcome::{Outcome, refused};
use super::texts::{PAGES, PERSON, fill};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::{better_id, is_id, name_problem, quoted, with_record};
use crate::model::{in_plain_letters, is_index};
use crate::survey::survey;
use crate::write::{self, NewFile};

#[derive(Debug, Args)]
pub(super) struct Page {
    /// The file within the content, such as services/library.md
    path: String,
    /// Its title [default: made from the name of the file]
    #[arg(long)]
    title: Option<String>,
    /// The folder of the site: it holds content/ (or site.yaml itself)
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Person {
    /// The name, such as "Ann Lee", or an id of your choice, such as ann-lee
    id: String,
    /// The name, where an id is given [default: made from the id]
    #[arg(long, visible_alias = "name", value_name = "NAME")]
    title: Option<String>,
    /// The folder of the site: it holds content/ (or site.yaml itself)
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

/// Writes a page of a kind.
pub(super) fn page(kind: &'static str, asked: &Page, today: Date) -> Outcome {
    let survey = survey(&asked.root)?;
    let below = within(&asked.path, &survey.prefix).map_err(|finding| refused(*finding))?;
    let stem = below.strip_suffix(".md").unwrap_or(&below);
    // The page of a folder is named by it.
    let named = match stem.rsplit_once('/') {
        Some((folder, name)) if is_index(&format!("{name}.md")) => folder,
        _ => stem,
    };
    let title = asked.title.clone().unwrap_or_else(|| title(named));
    let open = today.saturating_add(2.months());
    let facts = [
        ("title", scalar(&title)),
        ("id", survey.id(kind, named)),
        ("today", today.to_string()),
        ("month", open.strftime("%Y-%m").to_string()),
    ];
    let template = PAGES.iter().find(|(known, _)| *known == kind);
    let file = NewFile {
        path: format!("{}{below}", survey.prefix),
        text: fill(template.map_or("", |(_, text)| text), |name| {
            fact(&facts, name)
        }),
    };
    write::add(&asked.root, std::slice::from_ref(&file)).map_err(|finding| refused(*finding))?;
    Ok(format!(
        "{} is written: lines that begin with # are examples\n",
        file.path
    ))
}

/// Adds somebody to the list of people.
pub(super) fn person(asked: &Person) -> Outcome {
    let survey = survey(&asked.root)?;
    let id = if is_id(&asked.id) {
        asked.id.clone()
    } else {
        better_id(&asked.id)
    };
    let has_letters = in_plain_letters(&asked.id).contains(|c: char| c.is_ascii_alphanumeric());
    if !(has_letters && is_id(&id)) {
        let finding = Diagnostic::error(
            Code::BadId,
            format!("`{}` is no name that an id can be made from", asked.id),
        );
        return Err(refused(finding.help("give an id of letters a to z, digits and hyphens, and the name after --title: ann-lee --title \"Ann Lee\"")));
    }
    let name = match &asked.title {
        Some(name) => name.clone(),
        None if id == asked.id => capitals(&id),
        None => asked.id.clone(),
    };
    let facts = [("title", scalar(&name)), ("id", id.clone())];
    let record = fill(PERSON, |name| fact(&facts, name));
    let path = format!("{}people.yaml", survey.prefix);
    let (text, there) =
        with_record(&asked.root, &path, &id, &record).map_err(|finding| refused(*finding))?;
    let file = NewFile { path, text };
    let written = if there {
        write::replace(&asked.root, &file)
    } else {
        write::add(&asked.root, std::slice::from_ref(&file))
    };
    written.map_err(|finding| refused(*finding))?;
    Ok(format!(
        "{} has a record `{id}` at its end: pages name this person by it\n",
        file.path
    ))
}

fn fact<'f>(facts: &'f [(&str, String)], name: &str) -> Option<&'f str> {
    let found = facts.iter().find(|(known, _)| *known == name);
    found.map(|(_, fact)| fact.as_str())
}

/// The path of a page within the content, as it was asked for in one of the ways that people write it.
fn within(asked: &str, prefix: &str) -> Result<String, Box<Diagnostic>> {
    let asked = asked.trim_start_matches("./");
    let below = asked.strip_prefix('/').unwrap_or(asked);
    let below = match below.strip_prefix(prefix) {
        Some(within) if !prefix.is_empty() => within,
        _ => below,
    };
    let mut path = below.to_owned();
    if Path::new(&path)
        .extension()
        .is_none_or(|ending| ending != "md")
    {
        path.push_str(".md");
    }
    let wrong = path.split('/').find_map(|part| {
        let problem = name_problem(part, &path.as_str().into());
        // A name such as .htaccess is none of a page.
        let hidden = || {
            Diagnostic::error(
                Code::FileName,
                format!("`{part}` cannot be the name of a page or folder"),
            )
        };
        problem.or_else(|| part.starts_with(['.', ' ']).then(hidden))
    });
    match wrong {
        Some(finding) => Err(Box::new(finding)),
        None => Ok(path),
    }
}

/// A title for a page, from its path.
fn title(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// A name, from an id.
fn capitals(id: &str) -> String {
    id.split('-').map(title).collect::<Vec<_>>().join(" ")
}

/// A text as a value of YAML, plain where it surely is the same.
fn scalar(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-');
    let is_plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(plain)
        && text.contains(|c: char| !"nulltrefasNULTREFAS".contains(c));
    if is_plain { text } else { quoted(&text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_in_the_ways_that_people_write_it() {
        for asked in [
            "a/b",
            "a/b.md",
            "/a/b.md",
            "./a/b",
            "content/a/b.md",
            "./content/a/b",
        ] {
            assert_eq!(
                within(asked, "content/").ok().as_deref(),
                Some("a/b.md"),
                "{asked}"
            );
        }
        assert_eq!(
            within("content/a", "").ok().as_deref(),
            Some("content/a.md")
        );
        for wrong in [
            "../a",
            "a/../b",
            "a//b",
            "My page",
            "a\\b",
            ".git/a",
            "con",
            ".htaccess/a",
            "é",
            "",
        ] {
            within(wrong, "content/").expect_err(wrong);
        }
    }

    #[test]
    fn titles_come_from_names() {
        assert_eq!(title("a/reading_group-north"), "Reading group north");
        assert_eq!(capitals("ann-van-lee"), "Ann Van Lee");
        for (text, yaml) in [
            ("Ann  Lee", "Ann Lee"),
            ("null", "\"null\""),
            ("2026", "\"2026\""),
            ("Say \"hello\": now", "\"Say \\\"hello\\\": now\""),
            ("a\nb: c", "\"a b: c\""),
        ] {
            assert_eq!(scalar(text), yaml);
        }
    }
}
