//! The facts about all meetings, for programs and for `redway diff`.

use std::borrow::Cow;

use crate::facts::{
    AreaFacts, AudienceFacts, ChairFacts, Facts, MeetingFacts, PaperFacts, SeriesFacts, VERSION,
    WhenFacts,
};
use crate::model::{Area, Chair, Occurrence, Page, Series, Site, When};
use crate::render::view::{contacts, html, papers};

/// `calendars/meetings.json`.
pub(crate) fn meetings(site: &Site) -> Vec<u8> {
    let pages = site.pages_with_ids();
    let series = pages.filter_map(|(_, page)| Some((page, page.series()?)));
    let facts = Facts {
        version: VERSION,
        time_zone: site.settings.time_zone.as_str().into(),
        series: series
            .map(|(page, series)| of_series(site, page, series))
            .collect(),
    };
    let mut file = serde_json::to_vec_pretty(&facts).expect("texts and lists are valid JSON");
    file.push(b'\n');
    file
}

fn of_series<'a>(site: &'a Site, page: &'a Page, series: &'a Series) -> SeriesFacts<'a> {
    let audience = page.audience.iter().flat_map(|(expectation, ids)| {
        ids.iter().map(|id| AudienceFacts {
            how: expectation.word().into(),
            title: site.audience(*id).title.as_str().into(),
        })
    });
    let areas = series.areas.iter().map(|area| AreaFacts {
        id: area.id.as_str().into(),
        title: area.title.as_str().into(),
        chairs: chairs(site, &area.chairs),
    });
    let mut meetings = Vec::with_capacity(series.occurrences.len());
    for meeting in &series.occurrences {
        let events = series.events_of(meeting).into_iter();
        let areas = events.map(|area| area.map(|(_, area)| area));
        meetings
            .extend(areas.map(|area| of_meeting(site, &page.address.href, series, meeting, area)));
    }
    let contact = series.contacts.first();
    SeriesFacts {
        id: series.id.as_str().into(),
        former_ids: series.former_ids.iter().map(Cow::from).collect(),
        title: page.title.as_str().into(),
        page: Cow::from(&*page.address.href),
        retired: series.retired.map(|day| day.to_string().into()),
        audience: audience.collect(),
        chairs: chairs(site, &series.chairs),
        contact: contact
            .and_then(|contact| contacts::in_a_line(site, contact))
            .map(Cow::from),
        join: series
            .join
            .as_ref()
            .map(|join| html::in_words(site, &page.address.href, join).into()),
        cost: text(series.cost.as_ref()),
        areas: areas.collect(),
        meetings,
    }
}

fn chairs<'a>(site: &'a Site, chairs: &'a [Chair]) -> Vec<ChairFacts<'a>> {
    let chairs = chairs.iter().map(|chair| ChairFacts {
        name: site.person(chair.person).name.as_str().into(),
        on_behalf_of: text(chair.role_for.as_ref()),
    });
    chairs.collect()
}

fn of_meeting<'a>(
    site: &'a Site,
    from: &'a str,
    series: &'a Series,
    meeting: &'a Occurrence,
    area: Option<&'a Area>,
) -> MeetingFacts<'a> {
    let uid = || series.uid(area, &meeting.key, &site.settings.uid_domain);
    MeetingFacts {
        uid: meeting.when.has_day().then(|| uid().into()),
        key: meeting.key.as_str().into(),
        area: area.map(|area| area.id.as_str().into()),
        areas: series
            .areas_named(meeting)
            .filter(|_| meeting.joint)
            .map(|(_, area)| area.id.as_str().into())
            .collect(),
        when: when(meeting.when),
        status: meeting.status.word().into(),
        title: text(meeting.title.as_ref()),
        was: meeting.was.map(|day| day.to_string().into()),
        why: text(meeting.why.as_ref()),
        via: text(meeting.via.as_ref()),
        mode: series.mode_of(meeting).map(|mode| mode.word().into()),
        venue: series.venue_of(meeting).map(Cow::from),
        note: text(meeting.note.as_ref()),
        papers: papers::addresses(site, from, &meeting.papers)
            .map(|(title, address)| PaperFacts {
                title: title.into(),
                address: address.into(),
            })
            .collect(),
    }
}

fn when(when: When) -> WhenFacts {
    match when {
        When::Timed { start, end } => WhenFacts::Timed {
            start: start.to_string(),
            end: end.map(|end| end.to_string()),
        },
        When::Days { first, last } => WhenFacts::Days {
            first_day: first.to_string(),
            last_day: last.to_string(),
        },
        When::Month { year, month } => WhenFacts::Month {
            month: format!("{year:04}-{month:02}"),
        },
    }
}

fn text(text: Option<&String>) -> Option<Cow<'_, str>> {
    text.map(Cow::from)
}
