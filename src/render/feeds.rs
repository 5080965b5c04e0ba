//! Series to calendar feeds: which events there are, and their words.

use std::num::NonZeroU16;
use std::sync::Arc;

use super::words;
use crate::calendar::{self, Event, Feed, Stamp, Uri, Zone};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Area, Contact, Expectation, Mode, Occurrence, Page, Series, Site, Status, Way, When,
};
use crate::resolve::made;

/// How often calendar programs should look for changes. Google ignores it; Outlook obeys it.
const REFRESH_HOURS: NonZeroU16 = NonZeroU16::new(12).expect("twelve is not zero");

/// `SEQUENCE` counts minutes from here (2020-01-01T00:00:00Z) to the last change, so that it
/// grows with every change and needs no memory of earlier builds.
const SEQUENCE_START: i64 = 1_577_836_800;

/// One `.ics` file.
pub(super) struct FeedFile {
    /// Its path in the output.
    pub(super) file: String,
    /// Its bytes.
    pub(super) text: String,
}

/// Whether a series has a meeting that belongs in a feed.
pub(super) fn has_events(series: &Series) -> bool {
    series.occurrences.iter().any(|o| o.when.has_day())
}

/// What the feed of a series or of one of its areas is called.
pub(super) fn name(series: &str, area: Option<&str>) -> String {
    match area {
        Some(area) => format!("{series}: {area}"),
        None => series.to_owned(),
    }
}

/// All feeds of a series: its own, and one for each area. A series without a dated meeting has none.
pub(super) fn files(
    site: &Site,
    zone: &Zone,
    page: &Page,
    series: &Series,
) -> Result<Vec<FeedFile>, Box<Diagnostic>> {
    if !has_events(series) {
        return Ok(Vec::new());
    }
    let finding = |message: String| Box::new(feed_problem(&page.source, &message));
    let Some(revised) = series.revised.and_then(Stamp::from_seconds) else {
        return Err(finding(
            "the time of its last change is out of range".to_owned(),
        ));
    };
    let maker = Maker {
        site,
        page,
        series,
        revised,
    };
    let mut files = Vec::new();
    let mut all: Vec<Event> = Vec::new();
    for (index, area) in series.areas.iter().enumerate() {
        let events: Vec<Event> = maker.events(Some((index, area))).map_err(&finding)?;
        files.push(maker.file(zone, Some(area), &events).map_err(&finding)?);
        all.extend(events);
    }
    if series.areas.is_empty() {
        all = maker.events(None).map_err(&finding)?;
    }
    files.insert(0, maker.file(zone, None, &all).map_err(&finding)?);
    Ok(files)
}

fn feed_problem(source: &Arc<str>, message: &str) -> Diagnostic {
    Diagnostic::error(Code::Feed, format!("the calendar feed cannot be written: {message}"))
        .in_file(source)
        .help("correct the dates, ids or addresses of this series, or `base_url` and `uid_domain` in site.yaml")
}

struct Maker<'a> {
    site: &'a Site,
    page: &'a Page,
    series: &'a Series,
    revised: Stamp,
}

impl Maker<'_> {
    fn file(&self, zone: &Zone, area: Option<&Area>, events: &[Event]) -> Result<FeedFile, String> {
        let file = made::feed(&self.series.id, area.map(|a| a.id.as_str()));
        let feed = Feed {
            name: name(&self.page.title, area.map(|a| a.title.as_str())),
            description: self.feed_description(),
            address: uri(&format!("{}{file}", self.site.settings.base_url))?,
            page: self.page_address()?,
            product_id: "-//Redway//Redway//EN".to_owned(),
            zone: zone.clone(),
            refresh_hours: REFRESH_HOURS,
            revised: self.revised,
            color: None,
            categories: vec![self.page.title.clone()],
            events: events.iter().collect(),
        };
        let text = calendar::write(&feed).map_err(|error| error.to_string())?;
        Ok(FeedFile { file, text })
    }

    fn page_address(&self) -> Result<Uri, String> {
        uri(&format!(
            "{}{}",
            self.site.settings.base_url, self.page.address.href
        ))
    }

    /// What the calendar holds, and which meetings it cannot hold yet.
    fn feed_description(&self) -> String {
        let mut lines: Vec<String> = self.page.description.iter().cloned().collect();
        let open: Vec<&Occurrence> = self
            .series
            .occurrences
            .iter()
            .filter(|o| !o.when.has_day() && o.status != Status::Cancelled)
            .collect();
        if !open.is_empty() {
            let month = |o: &&Occurrence| match &o.via {
                Some(via) => format!("{} (through {via})", words::days(o.when)),
                None => words::days(o.when),
            };
            let months: Vec<String> = open.iter().map(month).collect();
            lines.push(format!(
                "Day to be confirmed, and so not in this calendar yet: {}.",
                months.join(", ")
            ));
        }
        lines.join("\n")
    }

    /// The events of the series, or of one of its areas.
    fn events(&self, area: Option<(usize, &Area)>) -> Result<Vec<Event>, String> {
        self.series
            .occurrences
            .iter()
            .filter(|o| {
                area.is_none_or(|(index, _)| o.areas.is_empty() || o.areas.contains(&index))
            })
            .filter_map(|o| self.event(o, area.map(|(_, area)| area)).transpose())
            .collect()
    }

    /// The event of one meeting; nothing while no day is known (a false date is worse than none).
    fn event(&self, o: &Occurrence, area: Option<&Area>) -> Result<Option<Event>, String> {
        let when = match o.when {
            When::Timed { start, end } => calendar::When::Timed { start, end },
            When::Days { first, last } => calendar::When::AllDay { first, last },
            When::Month { .. } => return Ok(None),
        };
        let (series, site) = (self.series, self.site);
        let body = area.map_or_else(
            || series.id.clone(),
            |area| format!("{}-{}", series.id, area.id),
        );
        let mut categories = vec![self.page.title.clone()];
        categories.extend(area.map(|area| area.title.clone()));
        Ok(Some(Event {
            uid: format!("{body}.{}@{}", o.key, site.settings.uid_domain),
            revised: self.revised,
            created: series.created.and_then(Stamp::from_seconds),
            sequence: sequence(self.revised),
            when,
            status: match o.status {
                Status::Confirmed => calendar::Status::Confirmed,
                Status::Tentative => calendar::Status::Tentative,
                Status::Cancelled => calendar::Status::Cancelled,
            },
            summary: self.summary(o, area),
            description: self.description(o, area),
            location: self.location(o),
            page: Some(self.page_address()?),
            contact: series.contacts.first().map(|c| contact(site, c)),
            categories,
        }))
    }

    /// Body and area in full: the same event stands in every feed that holds it.
    fn summary(&self, o: &Occurrence, area: Option<&Area>) -> String {
        let mut summary = name(&self.page.title, area.map(|a| a.title.as_str()));
        if let Some(title) = &o.title {
            summary = format!("{summary}: {title}");
        }
        match (o.status, o.when) {
            // Outlook shows only the text.
            (Status::Cancelled, _) => format!("CANCELLED: {summary}"),
            (Status::Tentative, When::Days { .. }) => format!("{summary} (time to be confirmed)"),
            (Status::Tentative, _) => format!("{summary} (to be confirmed)"),
            (Status::Confirmed, _) => summary,
        }
    }

    fn description(&self, o: &Occurrence, area: Option<&Area>) -> String {
        let mut lines = Vec::new();
        let why = o
            .why
            .as_ref()
            .map(|why| format!(": {why}"))
            .unwrap_or_default();
        if o.status == Status::Cancelled {
            lines.push(format!("This meeting is cancelled{why}"));
        } else if let Some(was) = o.was {
            lines.push(format!("Moved from {}{why}", words::full_date(was)));
        }
        if let Some(via) = &o.via {
            lines.push(format!("To be announced through {via}"));
        }
        if let Some(mode) = o.mode.or(self.series.mode) {
            lines.push(mode_words(mode).to_owned());
        }
        if let Some(venue) = o.venue.as_ref().or(self.series.venue.as_ref()) {
            lines.push(format!("Venue: {venue}"));
        }
        for (expectation, audiences) in &self.page.audience {
            let titles: Vec<&str> = audiences
                .iter()
                .map(|id| self.site.audience(*id).title.as_str())
                .collect();
            let word = match expectation {
                Expectation::Expected => "Expected",
                Expectation::Encouraged => "Encouraged",
                Expectation::Welcome => "Welcome",
                Expectation::For => "For",
            };
            lines.push(format!("{word}: {}", titles.join("; ")));
        }
        let chairs: Vec<String> = self
            .series
            .chairs
            .iter()
            .chain(area.into_iter().flat_map(|a| &a.chairs))
            .map(|chair| {
                let name = &self.site.person(chair.person).name;
                chair
                    .role_for
                    .as_ref()
                    .map_or_else(|| name.clone(), |role| format!("{name} ({role})"))
            })
            .collect();
        if !chairs.is_empty() {
            lines.push(format!("Chaired by {}", chairs.join(" and ")));
        }
        lines.extend(o.note.iter().cloned());
        lines.extend(
            self.series
                .contacts
                .first()
                .map(|c| contact(self.site, c))
                .map(|c| format!("Contact: {c}")),
        );
        lines.push(format!(
            "Details: {}{}",
            self.site.settings.base_url, self.page.address.href
        ));
        lines.join("\n")
    }

    fn location(&self, o: &Occurrence) -> Option<String> {
        let venue = o.venue.as_ref().or(self.series.venue.as_ref()).cloned();
        match (venue, o.mode.or(self.series.mode)) {
            (Some(venue), Some(Mode::Hybrid | Mode::InPersonOrOnline)) => {
                Some(format!("{venue}; or online"))
            }
            (Some(venue), _) => Some(venue),
            (None, Some(Mode::Online)) => Some("Online".to_owned()),
            (None, _) => None,
        }
    }
}

fn mode_words(mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => "In person",
        Mode::Online => "Online",
        Mode::Hybrid => "In person, and online at the same time",
        Mode::InPersonOrOnline => "In person or online, as agreed for each meeting",
    }
}

fn sequence(revised: Stamp) -> u32 {
    let minutes = (revised.seconds() - SEQUENCE_START) / 60;
    u32::try_from(minutes.clamp(0, i64::from(i32::MAX))).unwrap_or(0)
}

fn contact(site: &Site, contact: &Contact) -> String {
    match &contact.way {
        Way::Email(email) => email.clone(),
        Way::Phone(phone) => phone.clone(),
        Way::Web { url, .. } => url.clone(),
        Way::Person(id) => {
            let person = site.person(*id);
            match (&person.email, &person.phone) {
                (Some(reach), _) | (None, Some(reach)) => format!("{}, {reach}", person.name),
                (None, None) => person.name.clone(),
            }
        }
    }
}

fn uri(text: &str) -> Result<Uri, String> {
    Uri::parse(text).map_err(|error| format!("`{text}`: {error}"))
}
