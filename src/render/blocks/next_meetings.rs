//! The meetings among which a reader's browser finds the next ones.
//!
//! A build has no clock, so a page can only carry the dates; `redway.js` shows those that come next. Without
//! it the dates stay hidden, since a list that begins with what is over would be taken for the next ones.

use serde::Serialize;

use crate::model::Site;
use crate::render::view::href::relative;
use crate::render::view::meetings::{self, Meeting};
use crate::render::view::views::DateView;
use crate::resolve::made;

/// More than a page should carry for the sake of a few lines. Then there is the link to the calendar alone.
const MOST: usize = 200;

/// Somebody in the last weeks of a school year needs the first of the one after it.
const YEARS: usize = 2;

/// What `blocks/next_meetings.html` may show.
#[derive(Serialize)]
pub(crate) struct NextMeetingsView {
    meetings: Vec<MeetingView>,
    /// The calendar, if there is one.
    calendar: Option<String>,
}

#[derive(Serialize)]
struct MeetingView {
    title: String,
    href: String,
    date: DateView,
}

/// The meetings of the last school years that are not cancelled, in order of time.
pub(crate) fn view(site: &Site, from: &str) -> NextMeetingsView {
    let years = meetings::unsorted(site);
    let mut held: Vec<Meeting<'_>> = years[years.len().saturating_sub(YEARS)..]
        .iter()
        .flat_map(|year| &year.meetings)
        .filter(|meeting| !meeting.is_cancelled())
        .copied()
        .collect();
    if held.len() > MOST {
        held.clear();
    }
    meetings::sort(&mut held);
    NextMeetingsView {
        meetings: held.iter().map(|one| meeting(from, one)).collect(),
        calendar: (!years.is_empty())
            .then(|| relative(from, &made::href(made::CALENDAR, site.settings.addresses))),
    }
}

fn meeting(from: &str, meeting: &Meeting<'_>) -> MeetingView {
    MeetingView {
        title: meeting.title(),
        href: relative(from, &meeting.href()),
        date: DateView::of(meeting.occurrence),
    }
}
