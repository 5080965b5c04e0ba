//! Telling what a command found.

use std::borrow::Cow;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::exit::{BUILT, COULD_NOT_RUN, HAS_ERRORS};
use super::output::{Delivery, answer, say};
use crate::build::{BuildOptions, BuildReport, Outcome, source_text};
use crate::diagnostic::{
    Diagnostic, Diagnostics, DrawText, Severity, draw_annotations, draw_html, draw_json,
    draw_sarif, draw_text,
};

/// How findings are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, with the line that is wrong
    Text,
    /// One JSON object a line
    Json,
    /// Annotations of GitHub and Gitea workflows
    Github,
    /// SARIF 2.1.0, which code hosts and editors show
    Sarif,
    /// A page by who answers for what, for people who never see a terminal
    Html,
}

/// How the answer of a command is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Answer {
    /// For people
    Text,
    /// For programs, as JSON
    Json,
}

/// What every command that reads a site asks for.
#[derive(Debug, Args)]
pub(super) struct Reading {
    /// The folder of the site: it holds content/ (or site.yaml itself) and perhaps themes/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Include pages that say `draft: true`
    #[arg(long)]
    pub(super) drafts: bool,
    /// Treat warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// How to tell what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
}

impl Reading {
    /// What was asked for, without what the environment says.
    pub(super) fn options(&self) -> BuildOptions {
        BuildOptions {
            drafts: self.drafts,
            strict: self.strict,
            ..BuildOptions::new(&self.root)
        }
    }
}

/// What a command was asked for, which the closing line names when nothing was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Build,
    Check,
    Read,
}

/// A command under way.
pub(super) struct Reporting {
    started: Instant,
    root: PathBuf,
    format: Format,
    notes: bool,
}

impl Reporting {
    /// Starts the clock of the closing line.
    pub(super) fn start(root: &Path, format: Format) -> Self {
        Reporting {
            started: Instant::now(),
            root: root.to_owned(),
            format,
            notes: false,
        }
    }

    /// Whether notes are told to people too, and not only counted.
    pub(super) fn with_notes(mut self, notes: bool) -> Self {
        self.notes = notes;
        self
    }

    /// Tells findings and the closing line, and gives the exit code. `asked` is what was asked for.
    pub(super) fn tell(&self, report: &BuildReport, asked: Asked) -> u8 {
        self.tell_with(report, &self.summary(report, asked))
    }

    fn tell_with(&self, report: &BuildReport, summary: &str) -> u8 {
        let mut text_of = |file: &str| source_text(&self.root, file);
        // Findings for people go to stderr; those for programs are the output.
        let reported = match self.format {
            Format::Text => self.findings(&report.diagnostics).and(say(summary)),
            Format::Json => answer(&draw_json(&report.diagnostics, &mut text_of)),
            Format::Sarif => {
                answer(&draw_sarif(&report.diagnostics, &mut text_of)).and(say(summary))
            }
            Format::Html => {
                let title = report.title.as_deref().unwrap_or("this site");
                answer(&draw_html(&report.diagnostics, title, &mut text_of)).and(say(summary))
            }
            Format::Github => {
                let drawn = draw_annotations(&report.diagnostics, &mut text_of);
                answer(&drawn).and(say(summary))
            }
        };
        reported.or(match report.outcome {
            Outcome::NoSite | Outcome::CheckedFeeds { unread: 1.., .. } => COULD_NOT_RUN,
            _ if report.diagnostics.has_errors() => HAS_ERRORS,
            _ => BUILT,
        })
    }

    /// Draws findings for people.
    pub(super) fn findings(&self, findings: &Diagnostics) -> Delivery {
        let how = DrawText {
            colour: std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
            most: DrawText::MOST_AT_ONCE,
        };
        let mut text_of = |file: &str| source_text(&self.root, file);
        let told = if self.notes {
            Cow::Borrowed(findings)
        } else {
            Cow::Owned(findings.without_notes())
        };
        say(&draw_text(&told, &mut text_of, how))
    }

    /// `212 pages, 24 feeds, 0 errors, 2 warnings in 0.08 s`, and for people where more is said of what was found.
    fn summary(&self, report: &BuildReport, asked: Asked) -> String {
        let done = match (report.outcome, asked) {
            (Outcome::Built { pages, feeds, .. }, _) => {
                format!("{}, {},", count(pages, "page"), count(feeds, "feed"))
            }
            (Outcome::CheckedFeeds { files, .. }, _) => {
                format!("{} checked:", count(files, "feed"))
            }
            (Outcome::Checked { pages }, _) => format!("{} checked:", count(pages, "page")),
            (Outcome::PartlyWritten, _) => "the output is partly new:".to_owned(),
            (Outcome::NoSite | Outcome::Refused, Asked::Build) => "nothing was written:".to_owned(),
            (Outcome::NoSite | Outcome::Refused, Asked::Check) => "0 pages checked:".to_owned(),
            (Outcome::NoSite | Outcome::Refused, Asked::Read) => "nothing was done:".to_owned(),
        };
        let seconds = self.started.elapsed().as_secs_f64();
        let notes = match report.diagnostics.notes() {
            0 => String::new(),
            notes if self.notes || self.format != Format::Text => {
                format!(", {}", count(notes, "note"))
            }
            notes => format!(", {} (--notes shows them)", count(notes, "note")),
        };
        let shown = report
            .diagnostics
            .iter()
            .any(|finding| self.notes || finding.severity != Severity::Note);
        let more = if self.format == Format::Text && shown {
            "`redway explain CODE` says more of a code in brackets\n"
        } else {
            ""
        };
        format!(
            "{done} {}{notes} in {seconds:.2} s\n{more}",
            found_in(&report.diagnostics)
        )
    }
}

/// `1 error`, `2 errors`.
pub(super) fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// How many findings there are of each severity.
pub(super) fn found_in(findings: &Diagnostics) -> String {
    let (errors, warnings) = (findings.errors(), findings.warnings());
    format!("{}, {}", count(errors, "error"), count(warnings, "warning"))
}

/// Tells why a command could not do its work, where no file of a site is at fault, and gives the exit code.
pub(super) fn could_not(findings: &Diagnostics) -> u8 {
    let drawn = draw_text(findings, &mut |_| None, DrawText::plain());
    say(&drawn).or(COULD_NOT_RUN)
}

/// The same of one reason.
pub(super) fn not_written(finding: Diagnostic) -> u8 {
    let mut findings = Diagnostics::new();
    findings.push(finding);
    could_not(&findings)
}

/// Options for reading a site of which nothing is written. `Err` when that was told already.
pub(super) fn only_read(root: &Path) -> Result<BuildOptions, BadSourceDate> {
    Ok(BuildOptions {
        source_date: source_date()?,
        ..BuildOptions::new(root)
    })
}

/// `SOURCE_DATE_EPOCH` is set to something that is no number; this was told.
pub(super) struct BadSourceDate;

/// The day that `SOURCE_DATE_EPOCH` gives, else today.
pub(super) fn today() -> Result<Date, BadSourceDate> {
    let seconds = source_date()?.unwrap_or_else(|| jiff::Timestamp::now().as_second());
    let at = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    Ok(at.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// The time that `SOURCE_DATE_EPOCH` gives (reproducible-builds.org), if it is set.
pub(super) fn source_date() -> Result<Option<i64>, BadSourceDate> {
    let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    text.trim().parse().map(Some).map_err(|_| {
        let message = format!(
            "error: SOURCE_DATE_EPOCH is `{text}`, which is no number of seconds since 1970\n"
        );
        // The exit code says it too.
        let _ = say(&message);
        BadSourceDate
    })
}
