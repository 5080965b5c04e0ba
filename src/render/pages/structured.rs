//! What a series is in the words of schema.org (JSON-LD 1.1), for search engines and assistants.
//!
//! It stands in a script element of the type `application/ld+json`: data that no browser runs, so
//! that a strict content security policy needs no exception for it.

use jiff::civil::{DateTime, date};
use serde::Serialize;

use crate::calendar::Zone;
use crate::model::{Mode, Occurrence, Page, Series, Site, Status, When};
use crate::render::view::{feeds, html};

/// <https://schema.org/EventSeries>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EventSeries<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    sort: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    url: String,
    organizer: Organization<'a>,
    sub_event: Vec<Event<'a>>,
}

/// <https://schema.org/Event>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Event<'a> {
    #[serde(rename = "@type")]
    sort: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    start_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous_start_date: Option<String>,
    #[serde(rename = "eventStatus")]
    status: &'static str,
    #[serde(
        rename = "eventAttendanceMode",
        skip_serializing_if = "Option::is_none"
    )]
    attendance_mode: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    location: Vec<Location<'a>>,
    organizer: Organization<'a>,
    url: String,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
enum Location<'a> {
    Place {
        name: &'a str,
    },
    /// Where to join; unless one address is the only one there, it stands on the page of the series.
    VirtualLocation {
        url: String,
    },
}

#[derive(Clone, Serialize)]
struct Organization<'a> {
    #[serde(rename = "@type")]
    sort: &'static str,
    name: &'a str,
    url: &'a str,
}

/// A series with all meetings of which the day is known, as text for a script element.
pub(crate) fn series(site: &Site, zone: &Zone, page: &Page, series: &Series) -> String {
    let settings = &site.settings;
    let url = format!("{}{}", settings.base_url, page.address.href);
    let organizer = Organization {
        sort: "Organization",
        name: settings.organisation.as_ref().unwrap_or(&settings.title),
        url: &settings.base_url,
    };
    let all = EventSeries {
        context: "https://schema.org",
        sort: "EventSeries",
        name: &page.title,
        description: page.description.as_deref(),
        organizer: organizer.clone(),
        sub_event: series
            .occurrences
            .iter()
            .filter_map(|o| event(zone, page, series, o, &url, &organizer))
            .collect(),
        url,
    };
    let json = serde_json::to_string(&all).expect("names and texts can always be written");
    // Within a script element only `<` can begin markup; in JSON it stands in strings alone.
    json.replace('<', "\\u003c")
}

/// One meeting; nothing while no day is known.
fn event<'a>(
    zone: &Zone,
    page: &'a Page,
    series: &'a Series,
    o: &'a Occurrence,
    url: &str,
    organizer: &Organization<'a>,
) -> Option<Event<'a>> {
    let (start_date, end_date) = match o.when {
        When::Timed { start, end } => (instant(zone, start), end.map(|end| instant(zone, end))),
        When::Days { first, last } => (first.to_string(), Some(last.to_string())),
        When::Month { .. } => return None,
    };
    let mode = series.mode_of(o);
    let place = series.venue_of(o).map(|name| Location::Place { name });
    let join = series.join.as_ref().and_then(html::only_address);
    let online =
        matches!(mode, Some(Mode::Online | Mode::Hybrid)).then(|| Location::VirtualLocation {
            url: join.unwrap_or_else(|| url.to_owned()),
        });
    Some(Event {
        sort: "Event",
        name: name(page, series, o),
        description: o.note.as_deref(),
        start_date,
        end_date,
        previous_start_date: o.was.map(|day| day.to_string()),
        status: match (o.status, o.was) {
            (Status::Cancelled, _) => "https://schema.org/EventCancelled",
            (_, Some(_)) => "https://schema.org/EventRescheduled",
            // There is no word for a meeting that is still to be confirmed.
            (Status::Confirmed | Status::Tentative, None) => "https://schema.org/EventScheduled",
        },
        attendance_mode: match mode {
            Some(Mode::InPerson) => Some("https://schema.org/OfflineEventAttendanceMode"),
            Some(Mode::Online) => Some("https://schema.org/OnlineEventAttendanceMode"),
            Some(Mode::Hybrid) => Some("https://schema.org/MixedEventAttendanceMode"),
            // One or the other: mixed would say both at once.
            Some(Mode::InPersonOrOnline) | None => None,
        },
        location: place.into_iter().chain(online).collect(),
        organizer: organizer.clone(),
        url: format!("{url}#on-{}", o.key),
    })
}

fn name(page: &Page, series: &Series, o: &Occurrence) -> String {
    let areas: Vec<&str> = series
        .areas_named(o)
        .map(|(_, area)| area.title.as_str())
        .collect();
    let areas = (!areas.is_empty()).then(|| areas.join(", "));
    let name = feeds::name(&page.title, areas.as_deref());
    match &o.title {
        Some(title) => format!("{name}: {title}"),
        None => name,
    }
}

/// A local time with its distance from UTC (ISO 8601): `2026-06-18T10:00:00+01:00`.
fn instant(zone: &Zone, local: DateTime) -> String {
    let plain = local.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let seconds_of = |time: DateTime| {
        let since = time.duration_since(date(1970, 1, 1).at(0, 0, 0, 0));
        since.as_secs()
    };
    let Some(stamp) = zone.instant(local) else {
        // Before the year 1 or after 9999 of UTC.
        return plain;
    };
    let offset = seconds_of(local) - stamp.seconds();
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.abs() / 60;
    format!("{plain}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_tell_how_far_they_are_from_utc() {
        let at = |name: &str, local| instant(&Zone::find(name).expect("a zone"), local);
        let summer = date(2026, 6, 18).at(10, 0, 0, 0);
        let winter = date(2026, 1, 8).at(9, 30, 0, 0);
        assert_eq!(at("Europe/London", summer), "2026-06-18T10:00:00+01:00");
        assert_eq!(at("Europe/London", winter), "2026-01-08T09:30:00+00:00");
        assert_eq!(at("America/St_Johns", winter), "2026-01-08T09:30:00-03:30");
        assert_eq!(at("Asia/Kolkata", winter), "2026-01-08T09:30:00+05:30");
    }
}
