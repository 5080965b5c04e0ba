//! `redway cms`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::editing::Root;
use super::exit::{BUILT, HAS_ERRORS};
use super::output::{answer, say};
use super::report::not_written;
use crate::characters::on_a_line;
use crate::cms::{self, Backend, Forms, Left};
use crate::load::Raw;
use crate::write::{NewFile, outdated, renew};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    program: Program,
}

/// A program that shows forms.
#[derive(Debug, Subcommand)]
enum Program {
    /// Write what Sveltia CMS needs to show forms for this site, which save to its repository
    Sveltia(Sveltia),
}

#[derive(Debug, Args)]
#[command(after_long_help = LONG)]
struct Sveltia {
    #[command(flatten)]
    root: Root,
    /// The folder for config.yml and index.html, such as content/admin; without it, config.yml is printed
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Which program runs the Git host, where its name does not tell
    #[arg(long, value_enum, value_name = "HOST", conflicts_with = "trial")]
    host: Option<Host>,
    /// Make a pull request of each save, which somebody publishes (GitHub and GitLab)
    #[arg(long, conflicts_with = "trial")]
    review: bool,
    /// Write nothing, and tell whether what is in the folder of --out is as new as the site: with 1 if it is not
    #[arg(long, requires = "out", conflicts_with = "trial")]
    check: bool,
    /// Save nowhere but in the browser, to try the forms
    #[arg(long)]
    trial: bool,
}

/// A Git host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Host {
    /// GitHub, also one of your own
    Github,
    /// GitLab, also one of your own
    Gitlab,
    /// Gitea or Forgejo
    Gitea,
}

const LONG: &str = "\
The forms are made from the keys that Redway reads and from the files of the site: run it again when a list has got a record, \
or when facts were typed in another shape. What a form would spoil has none, and is told; it is kept when the rest is saved. \
Comments in YAML are not kept. The program itself is no part of Redway: \
docs/how-to/forms.md says how to publish it with the site.";

/// What is written into a folder.
fn files(raw: &Raw, forms: Forms, backend: &Backend) -> [NewFile; 2] {
    let file = |path: &str, text| NewFile {
        path: path.to_owned(),
        text,
    };
    [
        file("config.yml", forms.config),
        file("index.html", cms::page(&raw.settings.title, backend)),
    ]
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    match &arguments.program {
        Program::Sveltia(sveltia) => sveltia.run(),
    }
}

impl Sveltia {
    fn run(&self) -> u8 {
        let raw = match self.root.read() {
            Ok((raw, _)) => raw,
            Err(code) => return code,
        };
        let backend = match self.backend(&raw) {
            Ok(backend) => backend,
            Err((why, help)) => {
                let message = format!("error: {}\n  = help: {help}\n", on_a_line(&why));
                return say(&message).or(HAS_ERRORS);
            }
        };
        let forms = cms::forms(&raw, &backend, &|file| self.root.text_of(file));
        let told = self.left(&forms);
        let Some(out) = &self.out else {
            return say(&told).and(answer(&forms.config)).or(BUILT);
        };
        let files = files(&raw, forms, &backend);
        if self.check {
            return self.compared(out, &raw, &files);
        }
        match renew(out, &files, &cms::is_ours) {
            Ok(()) => {
                let done = format!(
                    "{told}config.yml and index.html are in {}; dist/sveltia-cms.js of @sveltia/cms {} goes beside them\n",
                    out.display(),
                    cms::VERSION
                );
                say(&done).or(BUILT)
            }
            Err(finding) => not_written(*finding),
        }
    }

    /// Tells whether what is in a folder is what would be written now.
    fn compared(&self, out: &Path, raw: &Raw, files: &[NewFile]) -> u8 {
        let outdated = outdated(out, files);
        let place = out.display().to_string();
        let place = on_a_line(&place);
        if outdated.is_empty() || self.is_new_with_review(out, raw) {
            return say(&format!("the forms in {place} are as new as the site\n")).or(BUILT);
        }
        let message = format!(
            "error: {} in {place} {} not what this version writes for the site as it is now\n  = help: run `redway cms sveltia --out {place}` again, with the options that it was run with before\n",
            outdated.join(" and "),
            if outdated.len() == 1 { "is" } else { "are" },
        );
        say(&message).or(HAS_ERRORS)
    }

    /// Whether what is in a folder is what `--review` would write now: who only asks need not know whether each save is a pull
    /// request.
    fn is_new_with_review(&self, out: &Path, raw: &Raw) -> bool {
        let backend = if self.review {
            None
        } else {
            self.backend_with(raw, true).ok()
        };
        backend.is_some_and(|backend| {
            let forms = cms::forms(raw, &backend, &|file| self.root.text_of(file));
            outdated(out, &files(raw, forms, &backend)).is_empty()
        })
    }

    /// Where the forms save.
    fn backend(&self, raw: &Raw) -> Result<Backend, (String, String)> {
        self.backend_with(raw, self.review)
    }

    fn backend_with(&self, raw: &Raw, review: bool) -> Result<Backend, (String, String)> {
        if self.trial {
            return Ok(Backend::Trial);
        }
        let host = self.host.map(|host| match host {
            Host::Github => cms::Host::Github,
            Host::Gitlab => cms::Host::Gitlab,
            Host::Gitea => cms::Host::Gitea,
        });
        cms::git(raw, host, review, &|file| self.root.text_of(file))
    }

    /// What has no form, for people.
    fn left(&self, forms: &Forms) -> String {
        let mut told = String::new();
        for left in &forms.left {
            let _ = match left {
                Left::Keys(_, keys) if keys.is_empty() => Ok(()),
                Left::Keys(what, keys) => {
                    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
                    writeln!(told, "only as text: {what}: {}", keys.join(", "))
                }
                Left::All {
                    what,
                    file,
                    at,
                    why,
                    help,
                } => {
                    let place = self.root.place(file, at.start);
                    let (place, why) = (on_a_line(&place), on_a_line(why));
                    writeln!(told, "no form: {what}: {place}: {why}\n  = help: {help}")
                }
            };
        }
        told
    }
}
