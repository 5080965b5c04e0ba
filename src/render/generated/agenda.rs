//! The meetings of one month as a list.

use crate::render::view::cut::first_few;
use crate::render::view::machine;
use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::markdown::slug;
use crate::model::{AudienceId, Expectation, Mode, Site, When};
use crate::render::theme::Theme;
use crate::render::view::meetings::{Meeting, SingleView, day_anchor, month_id, single_events};
use crate::render::view::plate::PlateView;
use crate::render::view::views::{days, status_word};

/// What `blocks/meetings.html` may show.
#[derive(Serialize)]
pub(crate) struct AgendaContext<'a> {
    pub(crate) month: AgendaView<'a>,
}

/// The meetings of one month.
#[derive(Serialize)]
pub(crate) struct AgendaView<'a> {
    id: String,
    title: String,
    /// The plate of those of which only the month is known.
    plate: Option<PlateView>,
    days: Vec<DayView<'a>>,
    /// Those of which only the month is known.
    open: Vec<MeetingView<'a>>,
}

#[derive(Serialize)]
struct DayView<'a> {
    id: String,
    plate: PlateView,
    date: String,
    meetings: Vec<MeetingView<'a>>,
}

/// What is not known is left out, since there are thousands of meetings.
#[derive(Serialize)]
struct MeetingView<'a> {
    id: String,
    title: String,
    href: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<String>,
    /// All days of one that takes several.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<String>,
    until: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    venue: Option<&'a str>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<&'a str>,
    expectations: Vec<MeetingFor<'a>>,
    /// Ids of audiences, for the filter.
    #[serde(skip_serializing_if = "String::is_empty")]
    audiences: String,
    /// Ids of areas, for the filter.
    #[serde(skip_serializing_if = "String::is_empty")]
    areas: String,
    /// Files that hold this one meeting: one, or one for each area.
    single: Vec<SingleView>,
    /// What tells it from other meetings, when they are heard of without the list.
    of: String,
}

/// Whom a meeting is for, in words.
#[derive(Serialize)]
struct MeetingFor<'a> {
    words: &'a str,
    /// Their titles.
    audiences: String,
}

/// Stands in these lists for the way from a page to the root of the site, which is longer from the page of a year than
/// from `/calendar/`. No text holds it: it is a code point that is no character and never will be one.
pub(crate) const ROOT: &str = "\u{FDD0}";

/// The first day of the month of a meeting.
pub(crate) fn month_of(meeting: &Meeting<'_>) -> Date {
    meeting.occurrence.when.first_day().first_of_month()
}

/// The meetings of one month as a list.
pub(crate) fn agenda<'a>(
    site: &'a Site,
    theme: &'a Theme,
    meetings: &[Meeting<'a>],
) -> AgendaView<'a> {
    let locale = theme.locale();
    let first = month_of(&meetings[0]);
    let mut month = AgendaView {
        id: month_id(first),
        title: locale.month_of(first.year(), first.month()),
        plate: None,
        days: Vec::new(),
        open: Vec::new(),
    };
    let mut last_day = None;
    for meeting in meetings {
        let view = meeting_view(site, theme, meeting);
        if !meeting.occurrence.when.has_day() {
            month.plate = Some(PlateView::of(locale, meeting.occurrence.when));
            month.open.push(view);
            continue;
        }
        let day = meeting.occurrence.when.first_day();
        match month.days.last_mut() {
            Some(last) if last_day == Some(day) => last.meetings.push(view),
            _ => month.days.push(DayView {
                id: day_anchor(day),
                plate: PlateView::of(
                    locale,
                    When::Days {
                        first: day,
                        last: day,
                    },
                ),
                date: locale.full_date(day),
                meetings: vec![view],
            }),
        }
        last_day = Some(day);
    }
    month
}

fn meeting_view<'a>(site: &'a Site, theme: &'a Theme, meeting: &Meeting<'a>) -> MeetingView<'a> {
    let locale = theme.locale();
    let (page, series, o) = (meeting.page, meeting.series, meeting.occurrence);
    let areas = meeting.areas();
    let audiences: BTreeSet<AudienceId> = page
        .audience
        .iter()
        .flat_map(|(_, ids)| ids.iter().copied())
        .collect();
    let audiences: Vec<&str> = audiences
        .iter()
        .map(|id| site.audience(*id).id.as_str())
        .collect();
    let area_ids: Vec<String> = areas.iter().map(|area| slug(&area.title)).collect();
    MeetingView {
        id: meeting.anchor(),
        title: meeting.title(),
        href: format!("{ROOT}{}", meeting.href()),
        time: locale.times(o.when),
        days: days(locale, o.when),
        until: machine::end(o.when),
        status: status_word(o),
        subject: o.title.as_deref(),
        moved_from: o.was.map(|day| locale.full_date(day)),
        why: o.why.as_deref(),
        via: o.via.as_deref(),
        venue: series.venue_of(o),
        mode: series.mode_of(o).map(|mode| mode_words(theme, mode)),
        expectations: page
            .audience
            .iter()
            .map(|(level, ids)| meeting_for(site, theme, *level, ids))
            .collect(),
        audiences: audiences.join(" "),
        areas: area_ids.join(" "),
        single: single_events(site, |file| format!("{ROOT}{file}"), meeting),
        of: locale.put(
            "list_more",
            &[("a", &meeting.title()), ("b", &locale.when(o.when))],
        ),
    }
}

fn mode_words(theme: &Theme, mode: Mode) -> &str {
    theme.word(match mode {
        Mode::InPerson => "mode_in_person",
        Mode::Online => "mode_online",
        Mode::Hybrid => "mode_hybrid",
        Mode::InPersonOrOnline => "mode_either",
    })
}

fn meeting_for<'a>(
    site: &Site,
    theme: &'a Theme,
    level: Expectation,
    audiences: &[AudienceId],
) -> MeetingFor<'a> {
    let titles = audiences.iter().map(|id| site.audience(*id).title.as_str());
    MeetingFor {
        words: theme.word(match level {
            Expectation::Expected => "expected",
            Expectation::Encouraged => "encouraged",
            Expectation::Welcome => "welcome",
            Expectation::For => "level_for",
        }),
        audiences: first_few(theme.locale(), titles, "; "),
    }
}
