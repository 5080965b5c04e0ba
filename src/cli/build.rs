//! `redway build`.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueEnum};

use super::{BUILT, COULD_NOT_RUN, HAS_ERRORS};
use crate::build::{BuildOptions, BuildReport, build, source_text};
use crate::diagnostic::{DrawText, draw_annotations, draw_json, draw_text};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder of the site: it holds content/ (or site.yaml itself) and perhaps themes/
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Where to write the site [default: public in the folder of the site]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The address at which the site will stand, instead of `base_url` in site.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Include pages that say `draft: true`
    #[arg(long)]
    drafts: bool,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// How to tell what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, with the line that is wrong
    Text,
    /// One JSON object a line
    Json,
    /// Annotations of GitHub and Gitea workflows
    Github,
}

/// More findings than this are counted, not shown: nobody reads them at once.
const MOST_SHOWN: usize = 50;

pub(super) fn run(arguments: &Arguments) -> u8 {
    let started = Instant::now();
    let options = BuildOptions {
        output: arguments
            .output
            .clone()
            .unwrap_or_else(|| arguments.root.join("public")),
        root: arguments.root.clone(),
        base_url: arguments.base_url.clone(),
        drafts: arguments.drafts,
        strict: arguments.strict,
        source_date: match source_date() {
            Ok(date) => date,
            Err(message) => {
                let _ = writeln!(std::io::stderr(), "error: {message}");
                return COULD_NOT_RUN;
            }
        },
    };
    let report = build(&options);
    let mut text_of = |file: &str| source_text(&options.root, file);
    let stderr = std::io::stderr();
    let (drawn, summary) = match arguments.format {
        Format::Text => {
            let how = DrawText {
                colour: stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none(),
                most: MOST_SHOWN,
            };
            (
                draw_text(&report.diagnostics, &mut text_of, how),
                summary(&report, started),
            )
        }
        Format::Json => (draw_json(&report.diagnostics, &mut text_of), String::new()),
        Format::Github => (
            draw_annotations(&report.diagnostics, &mut text_of),
            summary(&report, started),
        ),
    };
    // Findings for people go to stderr; those for programs are the output.
    let machine = arguments.format != Format::Text;
    let findings = if machine {
        std::io::stdout().write_all(drawn.as_bytes())
    } else {
        stderr.lock().write_all(drawn.as_bytes())
    };
    // A reader that has gone away does not change what was built.
    let _ = findings.and_then(|()| stderr.lock().write_all(summary.as_bytes()));
    if !report.found {
        COULD_NOT_RUN
    } else if report.diagnostics.has_errors() {
        HAS_ERRORS
    } else {
        BUILT
    }
}

/// The time that `SOURCE_DATE_EPOCH` gives (reproducible-builds.org), if it is set.
fn source_date() -> Result<Option<i64>, String> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Err(_) => Ok(None),
        Ok(text) => match text.trim().parse() {
            Ok(seconds) => Ok(Some(seconds)),
            Err(_) => Err(format!(
                "SOURCE_DATE_EPOCH is `{text}`, which is no number of seconds since 1970"
            )),
        },
    }
}

/// `212 pages, 24 feeds, 0 errors, 2 warnings in 0.08 s`.
fn summary(report: &BuildReport, started: Instant) -> String {
    let count = |number: usize, word: &str| {
        format!("{number} {word}{}", if number == 1 { "" } else { "s" })
    };
    let errors = report.diagnostics.errors();
    let found = format!(
        "{}, {}",
        count(errors, "error"),
        count(report.diagnostics.warnings(), "warning")
    );
    let seconds = started.elapsed().as_secs_f64();
    if errors > 0 {
        format!("nothing was written: {found} in {seconds:.2} s\n")
    } else {
        format!(
            "{}, {}, {found} in {seconds:.2} s\n",
            count(report.pages, "page"),
            count(report.feeds, "feed")
        )
    }
}
