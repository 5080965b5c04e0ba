//! What is coming: the meetings of a site from a day on, for a terminal and for programs.

mod draw;

use jiff::civil::Date;

pub use self::draw::{draw_json, draw_text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    Area, Audience, AudienceId, Expectation, Mode, Occurrence, Page, Series, Site, When,
};

/// Which meetings are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Query {
    /// Only meetings that concern this audience, by its id.
    pub audience: Option<String>,
    /// Only meetings of this area, by its id.
    pub area: Option<String>,
    /// Only meetings of this series, by its id or one that it had before.
    pub series: Option<String>,
    /// The first day.
    pub from: Date,
    /// The last day, itself included.
    pub until: Option<Date>,
}

impl Query {
    /// All meetings from a day on.
    #[must_use]
    pub fn new(from: Date) -> Self {
        Query {
            audience: None,
            area: None,
            series: None,
            from,
            until: None,
        }
    }
}

/// What is coming.
#[derive(Clone, Debug)]
pub struct Agenda<'a> {
    /// What was asked for.
    pub query: &'a Query,
    /// The audience that was asked for.
    pub audience: Option<&'a Audience>,
    /// Meetings whose day is known, in order of time.
    pub meetings: Vec<Meeting<'a>>,
    /// Meetings of which only the month is known, in order of time.
    pub open: Vec<Meeting<'a>>,
}

/// A meeting with what its series says of it.
#[derive(Clone, Debug)]
pub struct Meeting<'a> {
    /// The page of the series.
    pub page: &'a Page,
    /// The series.
    pub series: &'a Series,
    /// The meeting itself.
    pub occurrence: &'a Occurrence,
    /// The areas that meet; none when the series has none.
    pub areas: Vec<&'a Area>,
    /// How the audience that was asked for is asked to come.
    pub expectation: Option<Expectation>,
}

impl Meeting<'_> {
    /// How people take part.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        self.series.mode_of(self.occurrence)
    }

    /// Where it is held.
    #[must_use]
    pub fn venue(&self) -> Option<&str> {
        self.series.venue_of(self.occurrence)
    }
}

/// What is coming on a site.
///
/// # Errors
///
/// When an audience, a series or an area is unknown: all of these at once, each with the
/// nearest name.
pub fn agenda<'a>(site: &'a Site, query: &'a Query) -> Result<Agenda<'a>, Diagnostics> {
    let mut findings = Diagnostics::new();
    let audience = query.audience.as_deref().and_then(|id| {
        let found = site.audiences.iter().position(|a| a.id == id);
        if found.is_none() {
            let titled = |a: &&Audience| a.title.to_lowercase() == id.to_lowercase();
            findings.push(match site.audiences.iter().find(titled) {
                Some(titled) => Diagnostic::error(
                    Code::UnknownAudience,
                    format!("`{id}` is a title, not an id"),
                )
                .help(format!("write --for {}", titled.id)),
                None => unknown(
                    (Code::UnknownAudience, "audience"),
                    id,
                    site.audiences.iter().map(|a| a.id.as_str()),
                ),
            });
        }
        found.map(AudienceId::new)
    });
    let named = |series: &Series, id: &str| {
        series.id == id || series.former_ids.iter().any(|former| former == id)
    };
    let mut chosen: Vec<(&Page, &Series)> = site.series().collect();
    if let Some(id) = &query.series {
        chosen.retain(|(_, series)| named(series, id));
        if chosen.is_empty() {
            let ids = site.series().map(|(_, series)| series.id.as_str());
            findings.push(unknown((Code::UnknownSeries, "series"), id, ids));
        }
    }
    if let Some(id) = &query.area {
        let areas = |series: &'a Series| series.areas.iter().map(|area| area.id.as_str());
        if !chosen.is_empty() && !chosen.iter().any(|(_, s)| areas(s).any(|area| area == id)) {
            let near = chosen.iter().flat_map(|(_, series)| areas(series));
            findings.push(unknown((Code::UnknownArea, "area"), id, near));
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut meetings: Vec<Meeting<'a>> = chosen
        .into_iter()
        .flat_map(|(page, series)| of_series(query, audience, page, series))
        .collect();
    meetings.sort_by(|a, b| order(a).cmp(&order(b)));
    let (meetings, open) = meetings
        .into_iter()
        .partition(|meeting| meeting.occurrence.when.has_day());
    Ok(Agenda {
        query,
        audience: audience.map(|id| site.audience(id)),
        meetings,
        open,
    })
}

fn unknown<'n>(
    (code, what): (Code, &str),
    wrong: &str,
    known: impl Iterator<Item = &'n str>,
) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let finding = Diagnostic::error(code, format!("there is no {what} `{wrong}`"))
        .did_you_mean(wrong, known.iter().copied());
    if !finding.help.is_empty() {
        finding
    } else if known.is_empty() {
        finding.help(format!("what is asked for has no {what} at all"))
    } else {
        let mut known = known;
        known.sort_unstable();
        known.dedup();
        known.truncate(MOST_NAMES);
        finding.help(format!("write one of {}", known.join(", ")))
    }
}

/// More names than this help nobody.
const MOST_NAMES: usize = 20;

fn of_series<'a>(
    query: &Query,
    audience: Option<AudienceId>,
    page: &'a Page,
    series: &'a Series,
) -> Vec<Meeting<'a>> {
    let expectation = audience.map(|id| {
        let mut levels = page.audience.iter();
        levels
            .find(|(_, ids)| ids.contains(&id))
            .map(|(level, _)| *level)
    });
    if expectation == Some(None) {
        return Vec::new();
    }
    let wanted = |area: &Area| query.area.as_ref().is_none_or(|id| area.id == *id);
    series
        .occurrences
        .iter()
        .filter(|o| is_within(o.when, query))
        .filter_map(|occurrence| {
            let areas: Vec<&Area> = series
                .areas_of(occurrence)
                .map(|(_, area)| area)
                .filter(|area| wanted(area))
                .collect();
            let together = occurrence.joint && occurrence.areas.is_empty();
            (query.area.is_none() || !areas.is_empty()).then_some(Meeting {
                page,
                series,
                occurrence,
                // It is named after none of them.
                areas: if together { Vec::new() } else { areas },
                expectation: expectation.flatten(),
            })
        })
        .collect()
}

fn is_within(when: When, query: &Query) -> bool {
    let first = when.first_day();
    when.last_day() >= query.from && query.until.is_none_or(|until| first <= until)
}

fn order<'m>(meeting: &'m Meeting<'_>) -> (Date, Option<jiff::civil::DateTime>, &'m str, &'m str) {
    let start = match meeting.occurrence.when {
        When::Timed { start, .. } => Some(start),
        When::Days { .. } | When::Month { .. } => None,
    };
    let day = meeting.occurrence.when.first_day();
    (day, start, &meeting.page.title, &meeting.occurrence.key)
}
