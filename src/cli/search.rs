//! `redway search`.

use std::io::BufRead as _;
use std::path::PathBuf;

use clap::Args;
use jiff::Zoned;
use jiff::civil::DateTime;
use serde_json::json;

use super::exit::{BUILT, COULD_NOT_RUN};
use super::output::{Delivery, answer};
use super::report::{Answer, Asked, Format, Reporting, only_read};
use crate::build::read_search;
use crate::characters::visible_json;
use crate::find::SiteSearch;
use crate::search::query::{Found, Hit, dates_for};

#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Arguments {
    /// What to look for; without any, each line of the input is a query
    words: Vec<String>,
    /// The folder of the site: it holds content/ (or site.yaml itself) and perhaps themes/
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// How many results to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    most: usize,
    /// How to tell it
    #[arg(long, value_enum, default_value_t = Answer::Text)]
    format: Answer,
}

const JSON: &str = "\
The objects of --format json have `query`, `found` (how many), `corrected` (the query that was answered instead of one \
with a slip), `suggestions` and `hits`. Each hit has:

  title, address  what it is called, and where it is on the site
  kind            what sort of thing it is: page, service, person, series, …
  context         the page or section that it belongs to
  answer          what most people look for
  summary         a sentence on it
  reach           mailto: and tel: addresses
  as_of           the date of a record of the past
  score           how well it answers; only comparable within one query

A word is finished when it ends with a space: `redway search \"heads \"` does not find headings.";

pub(super) fn run(arguments: &Arguments) -> u8 {
    let reporting = Reporting::start(&arguments.root, Format::Text);
    let Ok(options) = only_read(&arguments.root) else {
        return COULD_NOT_RUN;
    };
    let read = read_search(&options);
    let search = match read {
        Ok(search) => search,
        Err(report) => return reporting.tell(&report, Asked::Read),
    };
    let now = Zoned::now().datetime();
    let queries: Box<dyn Iterator<Item = String>> = if arguments.words.is_empty() {
        Box::new(std::io::stdin().lock().lines().map_while(Result::ok))
    } else {
        Box::new(std::iter::once(arguments.words.join(" ")))
    };
    for (query, found) in search.find(queries) {
        let details = match arguments.format {
            Answer::Text => text(&search, &found, arguments.most, now),
            Answer::Json => line(&query, &found, arguments.most),
        };
        match answer(&details) {
            Delivery::Whole => {}
            lost => return lost.or(BUILT),
        }
    }
    BUILT
}

/// The answers for people.
fn text(search: &SiteSearch, found: &Found<'_>, most: usize, now: DateTime) -> String {
    let mut lines = Vec::new();
    if !found.corrected.is_empty() {
        lines.push(format!("Results for \u{201c}{}\u{201d}", found.corrected));
    }
    if found.hits.is_empty() {
        lines.push("Nothing was found.".to_owned());
    }
    if !found.suggestions.is_empty() {
        lines.push(format!("Did you mean: {}", found.suggestions.join(", ")));
    }
    for (place, hit) in found.hits.iter().take(most).enumerate() {
        let record = &hit.record;
        let label = search.label(hit.kind);
        let context = if record.context.is_empty() {
            String::new()
        } else {
            format!(", {}", record.context)
        };
        lines.push(format!(
            "{:>2}. {} ({label}{context})",
            place + 1,
            record.title
        ));
        if !record.as_of.is_empty() {
            lines.push(format!("    Record of {}", record.as_of));
        }
        let mut details: Vec<String> = vec![record.answer.to_string()];
        details.extend(record.seen_ways().map(str::to_owned));
        details.extend(
            dates_for(record, found, &now.to_string())
                .take(3)
                .map(|meeting| meeting.when().to_owned()),
        );
        details.retain(|part| !part.is_empty());
        if !details.is_empty() {
            lines.push(format!("    {}", details.join("; ")));
        }
        if details.is_empty() && !record.summary.is_empty() {
            lines.push(format!("    {}", record.summary));
        }
        lines.push(format!("    /{}", record.address));
    }
    if found.hits.len() > most {
        lines.push(format!("and {} more", found.hits.len() - most));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The answers for programs.
fn line(query: &str, found: &Found<'_>, most: usize) -> String {
    let hit = |hit: &Hit<'_>| {
        let record = &hit.record;
        json!({
            "title": record.title,
            "address": record.address,
            "kind": hit.kind,
            "context": record.context,
            "answer": record.answer,
            "summary": record.summary,
            "reach": record.ways().collect::<Vec<_>>(),
            "as_of": record.as_of,
            "score": rounded(hit.score),
        })
    };
    let object = json!({
        "query": query,
        "found": found.hits.len(),
        "corrected": found.corrected,
        "suggestions": found.suggestions,
        "hits": found.hits.iter().take(most).map(hit).collect::<Vec<_>>(),
    });
    format!("{}\n", visible_json(&object.to_string()))
}

/// A score with nine digits: the others differ from one processor to the next.
fn rounded(score: f64) -> f64 {
    format!("{score:.8e}").parse().unwrap_or(score)
}
