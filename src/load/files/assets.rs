//! Files that are copied into the site as they are, and those that should not be.

use std::collections::HashSet;
use std::io::{self, Read as _};

use rayon::prelude::*;

use super::beginnings::{Is, otherwise};
use super::endings::{self, START, Sort, begins_as_page};
use super::names::{
    LISTS, has_ending, host_name, is_passed_over, is_table, meant_list, meant_page, meant_yaml,
};
use super::svg;
use super::text;
use super::walk::Found;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::load::raw::RawSettings;
use crate::load::values::css::{self, Problem};
use crate::load::yaml::fields::{Spanned, short};
use crate::model::{Asset, Stamp};

/// The files to copy, and those that are not copied since something is wrong with them.
#[derive(Default)]
pub(crate) struct Copied {
    pub(crate) assets: Vec<Asset>,
    /// Their paths within the content: a link to one is no mistake of its own.
    pub(crate) refused: Vec<String>,
}

/// Everything that is not Markdown is copied, if it is passive or `files` of `site.yaml` names it; a list by a wrong
/// name is not.
pub(crate) fn assets(
    others: Vec<Found>,
    settings: &RawSettings,
    findings: &mut Diagnostics,
) -> Copied {
    let is_list = |found: &&Found| LISTS.contains(&found.below.as_str());
    let lists: HashSet<String> = { others.iter().filter(is_list) }
        .map(|found| found.below.clone())
        .collect();
    let is_copied = |found: &Found| !(is_list(&found) || is_table(&found.below));
    let others: Vec<Found> = others.into_iter().filter(is_copied).collect();
    let allowed: HashSet<&str> = settings
        .files
        .iter()
        .map(|f| path_in_content(&f.value))
        .collect();
    let styles: HashSet<&str> = settings
        .extra_css
        .iter()
        .map(|f| path_in_content(&f.value))
        .collect();
    report_unknown("files", &settings.files, &others, settings, findings);
    report_unknown(
        "extra_css",
        &settings.extra_css,
        &others,
        settings,
        findings,
    );
    // Drawings are read, and there may be many.
    let looked_at: Vec<Result<LookedAt, Vec<Diagnostic>>> = others
        .par_iter()
        .map(|found| {
            let below = found.below.as_str();
            look(
                found,
                allowed.contains(below),
                styles.contains(below),
                (&lists, settings),
            )
        })
        .collect();
    let mut copied = Copied::default();
    for (found, looked_at) in others.into_iter().zip(looked_at) {
        match looked_at {
            Ok(LookedAt { stamp, doubt }) => {
                if let Some(doubt) = doubt {
                    findings.push(doubt);
                }
                copied.assets.push(Asset {
                    source: found.path(),
                    file: found.below,
                    looked_at: stamp,
                });
            }
            Err(wrong) => {
                copied.refused.push(found.below);
                for finding in wrong {
                    findings.push(finding);
                }
            }
        }
    }
    copied
}

/// A file that can be copied.
struct LookedAt {
    /// How it was then.
    stamp: Stamp,
    /// What may be wrong with it all the same.
    doubt: Option<Diagnostic>,
}

/// How a file is that can be copied, or why it cannot.
fn look(
    found: &Found,
    allowed: bool,
    is_style: bool,
    (lists, settings): (&HashSet<String>, &RawSettings),
) -> Result<LookedAt, Vec<Diagnostic>> {
    if !allowed && let Some(finding) = no_list(found, lists).or_else(|| stray(found)) {
        return Err(vec![finding]);
    }
    // The stamp is taken first, so that it is another one when the file changes at any moment after.
    let (stamp, start) =
        start_of(found).map_err(|error| vec![text::unreadable(&error, &found.file)])?;
    let wrong = if is_style {
        style_problems(found, settings)
    } else if allowed {
        Vec::new()
    } else {
        problems(found, &start, settings)
    };
    if wrong.is_empty() {
        let doubt = (!allowed).then(|| no_such_sort(found, &start)).flatten();
        Ok(LookedAt { stamp, doubt })
    } else {
        Err(wrong)
    }
}

/// What in a file is not passive.
fn problems(found: &Found, start: &[u8], settings: &RawSettings) -> Vec<Diagnostic> {
    let (_, name) = found.below.rsplit_once('/').unwrap_or(("", &found.below));
    let sort = endings::sort(&found.below);
    let what = match sort {
        Sort::Drawing => "this picture",
        Sort::Xml => "this file",
        Sort::Passive if begins_as_page(start) => {
            let why = "begins as a web page does, and a browser may take it for one";
            return vec![runs(format!("`{name}` {why}"), found, settings).in_file(&found.file)];
        }
        Sort::Passive => return Vec::new(),
        Sort::Runs(why) => {
            return vec![runs(format!("`{name}` {why}"), found, settings).in_file(&found.file)];
        }
    };
    let text = match text::read(found) {
        Ok(text) => text,
        Err(finding) if finding.code == Code::TooLarge => {
            let why =
                format!("{what} is too large to be looked through for what a browser could run");
            return vec![runs(why, found, settings).in_file(&found.file)];
        }
        Err(finding) => return vec![*finding],
    };
    let reported = |Problem { span, what: why }: Problem| {
        let finding = Diagnostic::error(Code::FileRuns, format!("{what} {why}"));
        finding
            .help("take it out of the file")
            .help(how_to_allow(found, settings))
            .at(&found.file, span)
    };
    let problems = match sort {
        Sort::Drawing => svg::drawing(&text, &settings.base_url),
        _ => svg::xml(&text),
    };
    problems.into_iter().map(reported).collect()
}

/// What a file is whose first bytes are not those of its ending: programs that go by the ending cannot show it.
fn no_such_sort(found: &Found, start: &[u8]) -> Option<Diagnostic> {
    let name = found.below.rsplit('/').next().unwrap_or(&found.below);
    let (stem, ending) = name.rsplit_once('.')?;
    let other = otherwise(ending, start)?;
    let message = match other.is {
        Is::Empty => format!("`{name}` is empty, and so no {}", bare(other.expected)),
        Is::Pointer => format!(
            "`{name}` is no {}: Git LFS left its address in place of the file",
            bare(other.expected)
        ),
        Is::Other(really, _) => {
            format!(
                "`{name}` is no {}: it begins as {really} does",
                bare(other.expected)
            )
        }
        Is::Unknown => format!(
            "`{name}` is no {}: it does not begin as one",
            bare(other.expected)
        ),
    };
    let help = match other.is {
        Is::Pointer => "fetch the files themselves before the build: `git lfs pull`".to_owned(),
        Is::Other(_, ending) => {
            format!("call it `{stem}.{ending}`, here and where it is linked; or save it anew as what its name says")
        }
        Is::Empty | Is::Unknown => {
            "put the right file in its place: programs go by the ending, and can show nothing of this one".to_owned()
        }
    };
    let finding = Diagnostic::warning(Code::FileSort, message).help(help);
    Some(finding.in_file(&found.file))
}

/// Words without their article.
fn bare(called: &str) -> &str {
    called.split_once(' ').map_or(called, |(_, rest)| rest)
}

/// What in a stylesheet that all pages are linked to would fetch something from another site.
fn style_problems(found: &Found, settings: &RawSettings) -> Vec<Diagnostic> {
    let text = match text::read(found) {
        Ok(text) => text,
        Err(finding) => return vec![*finding],
    };
    let reported = |Problem { span, what }: Problem| {
        Diagnostic::error(Code::FileRuns, format!("this stylesheet {what}"))
            .help("take it out of the file: a stylesheet of the site has all that it needs in itself and in the site")
            .at(&found.file, span)
    };
    css::sheet(&text, &settings.base_url)
        .into_iter()
        .map(reported)
        .collect()
}

/// A finding about something that may be run, and how to publish it all the same.
fn runs(message: String, found: &Found, settings: &RawSettings) -> Diagnostic {
    Diagnostic::error(Code::FileRuns, message).help(how_to_allow(found, settings))
}

/// What to write into the settings, so that a file is copied whatever it holds.
fn how_to_allow(found: &Found, settings: &RawSettings) -> String {
    let below = &found.below;
    if settings.files.is_empty() {
        format!(
            "to publish it as it is, name it in `{}`: `files: [{below}]`",
            settings.file
        )
    } else {
        format!(
            "to publish it as it is, add `{below}` to `files` in `{}`",
            settings.file
        )
    }
}

/// A list by a wrong name. `lists` are those that there are.
fn no_list(found: &Found, lists: &HashSet<String>) -> Option<Diagnostic> {
    let list = !found.below.contains('/')
        && (has_ending(&found.below, "yaml") || has_ending(&found.below, "yml"))
        && !host_name(&found.below.to_ascii_lowercase());
    let meant = meant_list(&found.below);
    if let Some(there) = meant.filter(|meant| list && lists.contains(*meant)) {
        let message = format!(
            "`{}` is not read, and `{there}` stands beside it",
            found.below
        );
        let help = format!("move what it holds into `{there}`, and remove it");
        return Some(
            Diagnostic::error(Code::FileName, message)
                .in_file(&found.file)
                .help(help),
        );
    }
    list.then(|| {
        Diagnostic::error(Code::FileName, format!("there is no list `{}`", found.below))
            .in_file(&found.file)
            .help("the lists here are site.yaml, people.yaml, contacts.yaml, audiences.yaml, organisations.yaml, documents.yaml, glossary.yaml and years.yaml")
            .meant(meant)
    })
}

/// Why a file should not be copied into the site, and what to do.
fn stray(found: &Found) -> Option<Diagnostic> {
    let (folder, name) = found.below.rsplit_once('/').unwrap_or(("", &found.below));
    let lower = name.to_ascii_lowercase();
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    let leftover = matches!(ending, "orig" | "rej" | "bak" | "tmp" | "swp")
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini");
    let (why, help) = if leftover {
        (
            format!("`{name}` is a leftover of another program, and would be published"),
            "remove it from the source".to_owned(),
        )
    } else if !folder.is_empty() && LISTS.contains(&lower.as_str()) {
        (
            format!("`{lower}` is read only beside `site.yaml`, not in a folder"),
            "move it there, or give it another name".to_owned(),
        )
    } else if let Some(list) = meant_yaml(&found.below) {
        let (sort, help) = if is_table(&format!("{folder}/{list}")) {
            ("table", format!("rename it to `{list}`"))
        } else {
            (
                "list",
                format!("rename it to `{list}`, and move it beside `site.yaml`"),
            )
        };
        (
            format!("`{name}` looks like a {sort}, and those end in `.yaml`"),
            help,
        )
    } else {
        let page = meant_page(name)?;
        (
            format!("`{name}` looks like a page, and pages end in `.md`"),
            format!("rename it to `{page}`"),
        )
    };
    let finding = Diagnostic::error(Code::FileName, why).help(help);
    Some(finding.in_file(&found.file))
}

/// How a file is now and its first bytes, which shows that it can be read.
fn start_of(found: &Found) -> io::Result<(Stamp, Vec<u8>)> {
    let mut start = Vec::new();
    let opened = found.open()?;
    let stamp = opened.stamp()?;
    opened.take(START).read_to_end(&mut start)?;
    Ok((stamp, start))
}

/// A path within the content as `files` may write it.
pub(crate) fn path_in_content(entry: &str) -> &str {
    entry
        .strip_prefix("./")
        .unwrap_or(entry)
        .trim_start_matches('/')
}

/// The most wrong entries of `files` that get a proposal: to look for one takes as long as there are files.
const PROPOSALS: usize = 20;

/// Reports entries of `files` that name no file to copy, and of `extra_css` that name no stylesheet.
fn report_unknown(
    key: &str,
    entries: &[Spanned<String>],
    others: &[Found],
    settings: &RawSettings,
    findings: &mut Diagnostics,
) {
    if entries.is_empty() {
        return;
    }
    let paths: HashSet<&str> = others.iter().map(|found| found.below.as_str()).collect();
    let unknown = entries.iter().filter(|entry| {
        let path = path_in_content(&entry.value);
        !paths.contains(path) || (key == "extra_css" && !has_ending(path, "css"))
    });
    for (number, entry) in unknown.enumerate() {
        let path = path_in_content(&entry.value);
        let folder = format!("{}/", path.trim_end_matches('/'));
        let inside = || others.iter().find(|found| found.below.starts_with(&folder));
        let hidden = path.split('/').any(|part| is_passed_over(part.as_ref()));
        let shown = short(path);
        let finding = |message| Diagnostic::error(Code::UnknownFile, message);
        let finding = if key == "extra_css" && !has_ending(path, "css") {
            finding(format!("`{shown}` is no stylesheet"))
                .help("name files that end in `.css`, such as `styles/own.css`")
        } else if path.split('/').any(|part| part == "..") {
            finding(format!("`{shown}` leads out of the site"))
                .help("paths are written as from the folder of `site.yaml`")
        } else if hidden {
            finding(format!("`{shown}` is hidden, and cannot be published"))
                .help("of hidden files, only those in `.well-known/` and `.htaccess`, `.htpasswd`, `.nojekyll` and `.user.ini` can")
        } else if has_ending(path, "md") || LISTS.contains(&path) || is_table(path) {
            finding(format!(
                "`{shown}` is read, not copied, so it need not stand in `files`"
            ))
            .help("remove it from the list")
        } else if number >= PROPOSALS {
            finding(format!("there is no file `{shown}`"))
        } else if let Some(found) = inside() {
            finding(format!("`{shown}` is a folder"))
                .help(format!("name each file in it, such as `{}`", found.below))
        } else {
            finding(format!("there is no file `{shown}`"))
                .meant(nearest(path, paths.iter().copied()))
                .help("paths are written as from the folder of `site.yaml`")
        };
        findings.push(finding.at(&settings.file, entry.span.clone()));
    }
}
