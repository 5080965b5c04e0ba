//! The meetings among which a reader's browser finds the next ones.
//!
//! A build has no clock, so a page can only carry the dates; `redway.js` shows those that come next. Without
//! it the dates stay hidden, since a list that begins with what is over would be taken for the next ones.

use serde::Serialize;

use super::calendar_page::{self, Meeting};
use super::href::relative;
use super::series::status_word;
use super::words;
use crate::model::Site;
use crate::resolve::made;

/// More than a page should carry for the sake of a few lines. Then there is the link to the calendar alone.
const MOST: usize = 200;

/// Somebody in the last weeks of a school year needs the first of the one after it.
const YEARS: usize = 2;

/// What `blocks/next_meetings.html` may show.
#[derive(Serialize)]
pub(super) struct NextMeetingsView {
    meetings: Vec<MeetingView>,
    /// The calendar, if there is one.
    calendar: Option<String>,
}

#[derive(Serialize)]
struct MeetingView {
    title: String,
    href: String,
    when: String,
    datetime: String,
    until: String,
    status: &'static str,
}

/// The meetings of the last school years that are not cancelled, in order of time.
pub(super) fn view(site: &Site, from: &str) -> NextMeetingsView {
    let years = calendar_page::years(site);
    let held: Vec<&Meeting<'_>> = years[years.len().saturating_sub(YEARS)..]
        .iter()
        .flat_map(calendar_page::Year::meetings)
        .filter(|meeting| !meeting.is_cancelled())
        .collect();
    let shown = if held.len() > MOST { &[][..] } else { &held };
    NextMeetingsView {
        meetings: shown
            .iter()
            .map(|meeting| meeting_view(from, meeting))
            .collect(),
        calendar: (!years.is_empty())
            .then(|| relative(from, &made::href(made::CALENDAR, site.settings.addresses))),
    }
}

fn meeting_view(from: &str, meeting: &Meeting<'_>) -> MeetingView {
    let when = meeting.occurrence.when;
    MeetingView {
        title: meeting.title(),
        href: relative(from, &meeting.href()),
        when: words::when(when),
        datetime: words::machine(when),
        until: words::machine_end(when),
        status: status_word(meeting.occurrence),
    }
}
