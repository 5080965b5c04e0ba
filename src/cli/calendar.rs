//! `redway calendar`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::exit::{BUILT, COULD_NOT_RUN};
use super::output::{answer, say};
use super::report::{Answer, Asked, Format, Reporting, could_not, only_read};
use crate::agenda::{Query, agenda, draw_json, draw_text};
use crate::build::read_site;
use crate::calendar::{Stamp, Zone};

#[derive(Debug, Args)]
#[command(after_long_help = JSON)]
pub(super) struct Arguments {
    /// The folder of the site: it holds content/ (or site.yaml itself)
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Only what concerns this audience, an id of audiences.yaml
    #[arg(long = "for", value_name = "AUDIENCE")]
    audience: Option<String>,
    /// Only meetings of this area of a series, by its id
    #[arg(long, value_name = "AREA")]
    area: Option<String>,
    /// Only meetings of this series, by its id
    #[arg(long, value_name = "ID")]
    series: Option<String>,
    /// The first day, such as 2025-09-01 [default: today in the time zone of the site]
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: Option<Date>,
    /// The last day, itself included
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<Date>,
    /// How to tell it
    #[arg(long, value_enum, default_value_t = Answer::Text)]
    format: Answer,
}

const JSON: &str = "\
The object of --format json has `time_zone`, `from`, `until` and two lists: `meetings`, whose day is known, and \
`to_be_confirmed`, of which only the month is. Each meeting has:

  series       the id of the series
  title        its title
  areas        the ids of the areas that meet
  own_title    a title of the meeting's own
  start, end   2025-09-25T10:00, or 2025-09-25 for whole days (the last included), or 2025-10 for a month, without end
  status       confirmed, tentative or cancelled
  moved_from   the day from which it was moved
  why          why it was moved or cancelled
  via          how a day that is still open will be told
  expectation  with --for: expected, encouraged, for or welcome
  mode         in-person, online, hybrid or in-person or online
  venue        where
  page         the address of the page

What is not known is null.";

/// A day on the command line.
pub(super) fn date(text: &str) -> Result<Date, String> {
    let parsed = text
        .parse()
        .ok()
        .filter(|_| text.len() == "2025-09-01".len());
    parsed.ok_or_else(|| "write a day that exists, such as 2025-09-01".to_owned())
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let reporting = Reporting::start(&arguments.root, Format::Text);
    let Ok(options) = only_read(&arguments.root) else {
        return COULD_NOT_RUN;
    };
    let read = read_site(&options);
    let site = match read {
        Ok(site) => site,
        Err(report) => return reporting.tell(&report, Asked::Read),
    };
    let today = || {
        let now = Stamp::from_seconds(jiff::Timestamp::now().as_second());
        let zone = Zone::find(&site.settings.time_zone);
        zone.zip(now).map(|(zone, now)| zone.day(now))
    };
    let Some(from) = arguments.from.or_else(today) else {
        return COULD_NOT_RUN;
    };
    if arguments.until.is_some_and(|until| until < from) {
        return say(&format!(
            "error: --until is before {from}, so there is no day between the two\n"
        ))
        .or(COULD_NOT_RUN);
    }
    let query = Query {
        audience: arguments.audience.clone(),
        area: arguments.area.clone(),
        series: arguments.series.clone(),
        until: arguments.until,
        ..Query::new(from)
    };
    match agenda(&site, &query) {
        Ok(agenda) => {
            let drawn = match arguments.format {
                Answer::Text => draw_text(&agenda),
                Answer::Json => draw_json(&site, &agenda),
            };
            answer(&drawn).or(BUILT)
        }
        Err(findings) => could_not(&findings),
    }
}
