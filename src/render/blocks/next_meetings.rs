//! The meetings among which a reader's browser finds the next ones.
//!
//! A build has no clock, so a page can only carry the dates; `redway.js` shows those that come next. Without
//! it the dates stay hidden, since a list that begins with what is over would be taken for the next ones.

use crate::locale::Locale;
use jiff::civil::Date;
use serde::Serialize;

use crate::model::{List, Route, Site};
use crate::render::view::href::relative;
use crate::render::view::meetings::{Meeting, Years};
use crate::render::view::span::SpanView;
use crate::render::view::views::DateView;

/// More than a page should carry for the sake of a few lines. Then there is the link to the calendar alone.
const MOST: usize = 200;

/// Somebody in the last weeks of a school year needs the first of the one after it.
const YEARS: usize = 2;

/// What `blocks/next_meetings.html` may show.
#[derive(Serialize)]
pub(crate) struct NextMeetingsView {
    days: Vec<DayView>,
    /// What there is to say once all of them are over; nothing if there are none.
    span: Option<SpanView>,
    /// The calendar, if there is one.
    calendar: Option<String>,
}

/// The meetings that begin on one day, or in one month while no day is known.
#[derive(Serialize)]
struct DayView {
    meetings: Vec<MeetingView>,
}

#[derive(Serialize)]
struct MeetingView {
    title: String,
    href: String,
    date: DateView,
}

/// The meetings of the last school years that are not cancelled, in order of time.
pub(crate) fn view(locale: &Locale, site: &Site, years: &Years, from: &str) -> NextMeetingsView {
    let mut held: Vec<Meeting<'_>> = years
        .latest(YEARS)
        .flat_map(|id| years.year(site, id).meetings)
        .filter(|meeting| !meeting.is_cancelled())
        .collect();
    if held.len() > MOST {
        held.clear();
    }
    NextMeetingsView {
        span: SpanView::of(locale, site, held.iter().map(|meeting| meeting.occurrence)),
        days: held
            .chunk_by(|a, b| day(a) == day(b))
            .map(|meetings| DayView {
                meetings: meetings
                    .iter()
                    .map(|one| meeting(locale, from, one))
                    .collect(),
            })
            .collect(),
        calendar: site
            .routes
            .link(Route::List(List::Calendar))
            .map(|calendar| relative(from, calendar)),
    }
}

/// The day on which a meeting begins, apart from a month that begins on it.
fn day(meeting: &Meeting<'_>) -> (Date, bool) {
    let when = meeting.occurrence.when;
    (when.first_day(), when.has_day())
}

fn meeting(locale: &Locale, from: &str, meeting: &Meeting<'_>) -> MeetingView {
    MeetingView {
        title: meeting.title(),
        href: relative(from, &meeting.href()),
        date: DateView::of(locale, meeting.occurrence),
    }
}
