//! Series: meetings put on the calendar, and what is wrong with their times.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::shared;
use super::uids;
use crate::calendar::{self, LocalTime, Stamp, WhenError, Zone, sequence};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, clipped};
use crate::load::{self, Changed, RawChair, RawOccurrence, RawSeries, Spanned};
use crate::model::{Area, Chair, Occurrence, PageId, Series, Status, When};
use crate::resolve::references::among::{Among, near_or_listed};
use crate::resolve::references::key::{key_day, key_of, when};
use crate::resolve::references::links::{Links, Origin};

/// What a series needs to know of the site.
pub(crate) struct Clock<'a> {
    /// The zone of all local times; `None` when its name is unknown, which is reported already.
    pub(crate) zone: Option<&'a Zone>,
    /// What all UIDs end with.
    pub(crate) uid_domain: &'a str,
    /// When each series changed, by file, as far as git knows.
    pub(crate) changed: &'a BTreeMap<Arc<str>, Changed>,
    /// When each page changed in seconds since 1970, by file, where the site shows it.
    pub(crate) page_changes: &'a HashMap<Arc<str>, i64>,
    /// The stamp for records of which neither git nor the page says when they changed (seconds since 1970).
    pub(crate) fallback: Option<i64>,
}

impl Clock<'_> {
    /// The day on which a page last changed in git, in the zone of the site.
    pub(crate) fn changed_on(&self, file: &Arc<str>) -> Option<Date> {
        let instant = Stamp::from_seconds(*self.page_changes.get(file)?)?;
        Some(self.zone?.day(instant))
    }

    /// When a series was last changed: as git knows, else as the page says, else the fallback,
    /// else the best that git has. A time that calendars cannot write is as good as none.
    fn revised(&self, changed: Option<Changed>, updated: Option<Date>) -> Option<Revised> {
        let recorded = changed.and_then(|c| {
            let at = Stamp::from_seconds(c.revised)?;
            Some(Revised::by_git(at, c.sequence))
        });
        recorded
            .filter(|_| changed.is_some_and(|c| c.certain))
            .or_else(|| Some(Revised::given(Stamp::from_date(updated?)?, "`updated`")))
            .or_else(|| {
                let at = Stamp::from_seconds(self.fallback?)?;
                Some(Revised::given(at, "SOURCE_DATE_EPOCH"))
            })
            .or(recorded)
    }

    /// Who gives a time of the last change that calendars cannot write.
    fn out_of_range(&self, changed: Option<Changed>) -> Option<&'static str> {
        let is_out = |seconds: i64| Stamp::from_seconds(seconds).is_none();
        if changed.is_some_and(|c| is_out(c.revised)) {
            Some("the last commit that changed these dates")
        } else if self.fallback.is_some_and(is_out) {
            Some("SOURCE_DATE_EPOCH")
        } else {
            None
        }
    }
}

/// When a series was last changed.
#[derive(Clone, Copy)]
struct Revised {
    at: Stamp,
    sequence: u32,
    /// Who says a time for which there is no greater SEQUENCE.
    too_late: Option<&'static str>,
}

impl Revised {
    fn by_git(at: Stamp, sequence: u32) -> Self {
        Revised {
            at,
            sequence,
            too_late: None,
        }
    }

    fn given(at: Stamp, who: &'static str) -> Self {
        let seconds = at.seconds();
        let too_late = (seconds >= sequence::END).then_some(who);
        let greatest = too_late.map(|_| i32::MAX.unsigned_abs() - 1);
        Revised {
            at,
            sequence: sequence::after(greatest, seconds),
            too_late,
        }
    }
}

/// When a record was last edited, as its page says.
#[derive(Clone, Copy)]
pub(crate) struct Updated {
    pub(crate) day: Option<Date>,
    /// Whether the page says a day that cannot be read, which is reported already.
    pub(crate) unavailable: bool,
}

/// A series.
pub(crate) fn series(
    raw: RawSeries,
    updated: Updated,
    clock: &Clock<'_>,
    links: &Links<'_>,
    origin: &Origin<'_>,
    diagnostics: &mut Diagnostics,
) -> Series {
    let file = origin.file;
    let area_spans: Vec<Range<usize>> = raw.areas.iter().map(|area| area.id.span.clone()).collect();
    let areas: Vec<Area> = raw
        .areas
        .into_iter()
        .map(|area| Area {
            id: area.id.value,
            title: area.title,
            colour: area.colour,
            chairs: chairs(area.chairs, links, file, diagnostics),
        })
        .collect();
    let retired = raw.retired.map(|day| day.value);
    if let Some(day) = retired {
        none_after(day, &raw.occurrences, file, diagnostics);
    }
    let known = Areas {
        ids: Among::new(areas.iter().map(|area| area.id.as_str())),
        unavailable: raw.unavailable.area,
    };
    let records = links.meetings.records(origin.page);
    let (occurrences, keys) = occurrences(
        raw.occurrences,
        &known,
        records,
        clock.zone,
        links,
        origin,
        diagnostics,
    );
    let has_events = occurrences.iter().any(|o| o.when.has_day());
    let changed = clock.changed.get(file).copied();
    let occurrences_span = raw.occurrences_span.clone();
    let revised = clock.revised(changed, updated.day);
    if has_events && revised.is_none() && !updated.unavailable {
        let finding = match clock.out_of_range(changed) {
            None => Diagnostic::error(
                Code::NoStamp,
                "nothing says when these dates were last changed, which calendar programs need to know",
            ),
            Some(who) => Diagnostic::error(
                Code::NoStamp,
                format!(
                    "by {who} these dates were last changed in a year that calendar programs cannot read"
                ),
            ),
        };
        diagnostics.push(
            finding
                .at(file, raw.occurrences_span)
                .help("add a line such as `updated: 2026-11-21`, and set it to the day whenever you change a date")
                .help("or keep the site in git, whose commits say when")
                .help("or run the build with SOURCE_DATE_EPOCH set to the time of the last change, in seconds since 1970"),
        );
    }
    if let Some(who) = revised.and_then(|r| r.too_late).filter(|_| has_events) {
        diagnostics.push(
            Diagnostic::warning(
                Code::ClockAhead,
                format!(
                    "by {who} these dates were last changed in 2088 or later, so calendar programs would miss each change from now on"
                ),
            )
            .at(file, occurrences_span)
            .help("write the day of the last change: SEQUENCE, by which programs tell it, ends in that year"),
        );
    }
    let stem = raw.former_ids.first().unwrap_or(&raw.id).span.clone();
    let series = Series {
        id: raw.id.value,
        hosts: shared::roles(raw.hosts, links, file, diagnostics),
        chairs: chairs(raw.chairs, links, file, diagnostics),
        mode: raw.mode,
        venue: raw.venue,
        cost: raw.cost,
        pattern: raw.pattern.map(|pattern| pattern.value),
        colour: raw.colour,
        join: raw.join.map(|body| links.body(body, origin, diagnostics)),
        contacts: shared::contacts(raw.contacts, links, file, diagnostics),
        areas,
        occurrences,
        revised: revised.map(|r| r.at.seconds()),
        sequence: revised.map_or(0, |r| r.sequence),
        created: changed
            .and_then(|c| c.created)
            .filter(|&at| Stamp::from_seconds(at).is_some()),
        former_ids: raw.former_ids.into_iter().map(|id| id.value).collect(),
        retired,
    };
    let places = uids::Places {
        stem,
        areas: area_spans,
        keys,
    };
    uids::check(&series, &places, clock.uid_domain, file, diagnostics);
    series
}

fn chairs(
    raw: Vec<RawChair>,
    links: &Links<'_>,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) -> Vec<Chair> {
    raw.into_iter()
        .filter_map(|chair| {
            let person = links.names.person(&chair.person, file, diagnostics)?;
            Some(Chair {
                person,
                role_for: chair
                    .role_for
                    .map(|name| links.organisations.called(name, file, diagnostics)),
            })
        })
        .collect()
}

/// The areas of a series that meetings may name.
struct Areas<'a> {
    ids: Among<'a>,
    /// Whether one of them could not be read, which is reported already.
    unavailable: bool,
}

impl Areas<'_> {
    /// Whether the series has none.
    fn none(&self) -> bool {
        !self.unavailable && self.ids.known().len() == 0
    }
}

/// The meetings in order of time, and where each got its key; `records` are the pages with their minutes, by key.
fn occurrences(
    raw: Vec<RawOccurrence>,
    areas: &Areas<'_>,
    records: Option<&HashMap<String, PageId>>,
    zone: Option<&Zone>,
    links: &Links<'_>,
    origin: &Origin<'_>,
    diagnostics: &mut Diagnostics,
) -> (Vec<Occurrence>, HashMap<String, Range<usize>>) {
    let file = origin.file;
    let mut keys: HashMap<String, Range<usize>> = HashMap::new();
    let mut all: Vec<Occurrence> = Vec::new();
    for occurrence in raw {
        let span = occurrence.when.span.clone();
        if let Some(zone) = zone {
            check_when(occurrence.when.value, zone, &span, file, diagnostics);
        }
        let named = area_indexes(&occurrence.areas, areas, file, diagnostics);
        if let Some(span) = occurrence.joint.as_ref().filter(|_| areas.none()) {
            let finding = Diagnostic::error(
                Code::UnknownArea,
                "this series has no areas that could meet together",
            );
            let finding = finding.help("remove `joint`, or add the areas under `areas`");
            diagnostics.push(finding.at(file, span.clone()));
        }
        let when = when(occurrence.when.value);
        let explicit = occurrence.key.is_some();
        let key = key_of(&occurrence);
        let key_span = occurrence.key.map_or(span, |k| k.span);
        if keys.insert(key.clone(), key_span.clone()).is_some() {
            let finding = if explicit {
                Diagnostic::error(
                    Code::DuplicateKey,
                    format!("two meetings of this series have the key `{key}`"),
                )
                .help("give each meeting a key of its own")
            } else {
                Diagnostic::error(
                    Code::DuplicateKey,
                    format!("a second meeting of this series is on {key}"),
                )
                .help(format!(
                    "remove one; if both are meant, write the second as {{on: …, key: {key}-2}}"
                ))
            };
            diagnostics.push(finding.at(file, key_span));
        }
        all.push(Occurrence {
            when,
            minutes: records.and_then(|records| records.get(&key)).copied(),
            key,
            status: occurrence.status,
            title: occurrence.title,
            venue: occurrence.venue,
            mode: occurrence.mode,
            was: occurrence.was,
            why: occurrence.why,
            via: occurrence.via,
            note: occurrence.note,
            areas: named,
            joint: occurrence.joint.is_some() && !areas.none(),
            papers: shared::papers(occurrence.papers, links, origin, diagnostics),
        });
    }
    all.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    (all, keys)
}

/// A series that is no longer held has no meeting to come.
fn none_after(
    retired: Date,
    meetings: &[RawOccurrence],
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) {
    let late = |meeting: &&RawOccurrence| {
        let when = when(meeting.when.value);
        when.first_day() > retired && meeting.status != Status::Cancelled
    };
    let late: Vec<&RawOccurrence> = meetings.iter().filter(late).collect();
    // All meetings of a rule stand where the rule does, and come one after the other.
    for same in late.chunk_by(|a, b| a.when.span == b.when.span) {
        let Some(first) = same.first() else { continue };
        let (more, help) = match same.len() {
            1 => (
                String::new(),
                "if it will not happen, write {on: …, status: cancelled, why: …}; else correct `retired`",
            ),
            all => (
                format!(" and {} more", all - 1),
                "let the rule end with `until`; else correct `retired`",
            ),
        };
        diagnostics.push(
            Diagnostic::error(
                Code::Retired,
                format!(
                    "a meeting on {}{more}, though the series is retired from {retired}",
                    key_day(when(first.when.value))
                ),
            )
            .at(file, first.when.span.clone())
            .help(help),
        );
    }
}

fn sort_key(o: &Occurrence) -> (jiff::civil::Date, Option<jiff::civil::DateTime>, &str) {
    let start = match o.when {
        When::Timed { start, .. } => Some(start),
        _ => None,
    };
    (o.when.first_day(), start, &o.key)
}

fn area_indexes(
    names: &[Spanned<String>],
    areas: &Areas<'_>,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) -> Vec<usize> {
    let mut indexes = Vec::new();
    for name in names {
        match areas.ids.place(&name.value) {
            Some(index) => indexes.push(index),
            None if areas.unavailable => {}
            None => {
                let shown = clipped(&name.value);
                let message = format!("this series has no area `{shown}`");
                let finding = Diagnostic::error(Code::UnknownArea, message);
                let help = |areas| match areas {
                    None => "add its areas under `areas`".to_owned(),
                    Some(areas) => format!("the areas here are {areas}"),
                };
                let finding = near_or_listed(finding, &name.value, areas.ids.known(), help);
                diagnostics.push(finding.at(file, name.span.clone()));
            }
        }
    }
    indexes
}

/// A time that cannot be in a calendar is an error, one that comes twice a warning.
fn check_when(
    when: load::When,
    zone: &Zone,
    span: &Range<usize>,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) {
    let in_calendar = match self::when(when) {
        When::Timed { start, end } => calendar::When::Timed { start, end },
        When::Days { first, last } => calendar::When::AllDay { first, last },
        When::Month { .. } => return,
    };
    let checked = in_calendar.check(zone);
    if let Err(error @ (WhenError::EndsTooEarly | WhenError::OutOfRange)) = checked {
        let code = match error {
            WhenError::EndsTooEarly => Code::EndBeforeStart,
            _ => Code::BadDate,
        };
        diagnostics.push(
            Diagnostic::error(code, format!("this meeting {error}"))
                .at(file, span.clone())
                .help("correct the time or the date"),
        );
        return;
    }
    let When::Timed { start, end } = self::when(when) else {
        return;
    };
    let (mut doubled, mut skipped) = (Vec::new(), Vec::new());
    let mut change = None;
    let day = start.date();
    for time in [Some(start), end].into_iter().flatten() {
        let shown = if time.date() == day {
            time.strftime("%H:%M").to_string()
        } else {
            format!("{} on {}", time.strftime("%H:%M"), time.date())
        };
        match zone.local_time(time) {
            // What is out of range is told above.
            Some(LocalTime::Exact(_)) | None => {}
            Some(LocalTime::Skipped(by)) => {
                change = Some(by);
                skipped.push(shown);
            }
            Some(LocalTime::Doubled { .. }) => doubled.push(shown),
        }
    }
    // It is one hour, so it is told once, also of a meeting that begins and ends in it.
    if let Some(change) = change {
        diagnostics.push(
            Diagnostic::error(
                Code::SkippedTime,
                format!(
                    "there is no {} on {day}: the clocks go from {} to {}",
                    skipped.join(" or "),
                    change.from.strftime("%H:%M"),
                    change.to.strftime("%H:%M")
                ),
            )
            .label(format!("in {}", zone.name()))
            .help("correct the time or the date")
            .at(file, span.clone()),
        );
    }
    let (come, which) = match doubled.len() {
        0 => return,
        1 => ("comes", "the first is meant"),
        _ => ("come", "the first of each is meant"),
    };
    diagnostics.push(
        Diagnostic::warning(
            Code::DoubledTime,
            format!(
                "{} {come} twice on {day}, since the clocks go back; {which}",
                doubled.join(" and ")
            ),
        )
        .help("choose another time if you can")
        .at(file, span.clone()),
    );
}
