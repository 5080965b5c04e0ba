//! Meetings to calendar events: which there are, and their words.

use super::facts::{address, stamp, title};
use crate::calendar::{self, Conference, Event, Stamp, Uid, Uri, WrittenEvent, Zone};
use crate::locale::{Locale, around, cut};
use crate::model::{
    Area, Contact, Expectation, Mode, Occurrence, Page, PageId, Series, Site, Status, When,
};
use crate::render::view::contacts::in_a_line;
use crate::render::view::cut::first_few;
use crate::render::view::feeds::name;
use crate::render::view::{html, papers};

/// The most characters of a summary: Outlook cuts what is longer, in the middle of a word.
const LONGEST_SUMMARY: usize = 255;

/// The events of a series, written once for all feeds that hold them.
pub(crate) struct SeriesEvents {
    pub(crate) page: PageId,
    /// When the series was last changed.
    pub(crate) revised: Stamp,
    /// The address of the page.
    pub(crate) page_address: Uri,
    /// In the order of areas, with none before the first, then of meetings.
    pub(crate) events: Vec<SeriesEvent>,
}

/// The event of one meeting, or of one area of it.
pub(crate) struct SeriesEvent {
    /// The area, by its place in the series; none where the areas meet together.
    pub(crate) area: Option<u32>,
    /// The meeting, by its place in the series.
    pub(crate) occurrence: u32,
    pub(crate) written: WrittenEvent,
}

impl SeriesEvents {
    /// The event of one meeting, or of one area of it.
    pub(crate) fn single(&self, occurrence: u32, area: Option<u32>) -> Option<&WrittenEvent> {
        let wanted = (area, occurrence);
        let place = self
            .events
            .binary_search_by_key(&wanted, |event| (event.area, event.occurrence));
        place.ok().map(|place| &self.events[place].written)
    }
}

/// All events of a series; nothing when no meeting has a day.
pub(crate) fn of_series(
    locale: &Locale,
    site: &Site,
    zone: &Zone,
    id: PageId,
) -> Option<SeriesEvents> {
    let page = site.page(id);
    let series = page.series().filter(|series| series.has_day())?;
    let revised = series.revised.map(stamp);
    let revised = revised.expect("resolving has seen that dates have a time of their last change");
    let maker = Maker {
        locale,
        site,
        page,
        series,
        revised,
        contact: series
            .contacts
            .first()
            .and_then(|c| contact(locale, site, c)),
        page_address: address(site, &page.address.href),
    };
    let mut events = Vec::new();
    // Of all together, then of each area, and of each meeting: `SeriesEvents::single` relies on the order.
    let same = maker.same_lines(None);
    for (o, number) in series.occurrences.iter().zip(0..) {
        if o.joint || series.areas.is_empty() {
            events.extend(maker.event(zone, (o, number), None, &same));
        }
    }
    for (index, area) in series.areas.iter().enumerate() {
        let same = maker.same_lines(Some(area));
        for (o, number) in series.occurrences.iter().zip(0..) {
            if o.is_of(index) && !o.joint {
                events.extend(maker.event(zone, (o, number), Some((index, area)), &same));
            }
        }
    }
    Some(SeriesEvents {
        page: id,
        revised,
        page_address: maker.page_address,
        events,
    })
}

/// Whom to ask, and how old that is.
fn contact(locale: &Locale, site: &Site, contact: &Contact) -> Option<String> {
    let line = in_a_line(site, contact)?;
    Some(match contact.as_of {
        None => line,
        Some(as_of) => {
            let day = locale.as_of(as_of);
            format!("{line} {}", locale.put("beside_as_of", &[("day", &day)]))
        }
    })
}

struct Maker<'a> {
    locale: &'a Locale,
    site: &'a Site,
    page: &'a Page,
    series: &'a Series,
    revised: Stamp,
    /// Whom to ask.
    contact: Option<String>,
    page_address: Uri,
}

/// Lines of descriptions that are the same for all meetings of a series or area.
struct SameLines {
    /// For whom it is, and who chairs it.
    people: String,
    /// How to take part, what it costs, whom to ask, and where to read more.
    details: String,
}

impl Maker<'_> {
    /// The event of one meeting; nothing while no day is known (a false date is worse than none).
    fn event(
        &self,
        zone: &Zone,
        (o, occurrence): (&Occurrence, u32),
        area: Option<(usize, &Area)>,
        same: &SameLines,
    ) -> Option<SeriesEvent> {
        let when = match o.when {
            When::Timed { start, end } => calendar::When::Timed { start, end },
            When::Days { first, last } => calendar::When::AllDay { first, last },
            When::Month { .. } => return None,
        };
        let (series, site) = (self.series, self.site);
        let (index, area) = area.unzip();
        let mut categories = vec![self.page.title.clone()];
        let together = area.is_none() && o.joint;
        categories.extend(area.map(|area| area.title.clone()));
        if together {
            let areas = series.areas_named(o);
            categories.extend(areas.map(|(_, area)| area.title.clone()));
        }
        let event = Event {
            uid: Uid::parse(series.uid(area, &o.key, &site.settings.uid_domain))
                .expect("resolving has seen that no UID is too long"),
            revised: self.revised,
            created: series.created.map(stamp),
            sequence: series.sequence,
            when,
            status: match o.status {
                Status::Confirmed => calendar::Status::Confirmed,
                Status::Tentative => calendar::Status::Tentative,
                Status::Cancelled => calendar::Status::Cancelled,
            },
            summary: title(&self.summary(o, area)),
            description: self.description(o, same),
            location: self.location(o),
            page: Some(self.page_address.clone()),
            contact: self.contact.clone(),
            categories,
            conference: self.conference(o),
        };
        Some(SeriesEvent {
            area: index.map(|index| u32::try_from(index).expect("areas are few")),
            occurrence,
            written: event
                .write(zone)
                .expect("resolving has seen that every meeting can be when it is"),
        })
    }

    /// Body and area in full: the same event stands in every feed that holds it.
    fn summary(&self, o: &Occurrence, area: Option<&Area>) -> String {
        let together = self.series.areas_named(o).filter(|_| o.joint);
        let together: Vec<&str> = together.map(|(_, area)| area.title.as_str()).collect();
        let together = (!together.is_empty()).then(|| together.join(", "));
        let area = area.map(|a| a.title.as_str()).or(together.as_deref());
        let mut summary = name(&self.page.title, area);
        if let Some(title) = &o.title {
            summary = format!("{summary}: {title}");
        }
        // Outlook shows only the text.
        let pattern = match (o.status, o.when) {
            (Status::Cancelled, _) => self.locale.word("feed_cancelled"),
            (Status::Tentative, When::Days { .. }) => self.locale.word("feed_time_open"),
            (Status::Tentative, _) => self.locale.word("feed_open"),
            (Status::Confirmed, _) => "{title}",
        };
        let (before, after) = around(pattern, "title");
        let beside = before.chars().count() + after.chars().count();
        let room = LONGEST_SUMMARY.saturating_sub(beside);
        format!("{before}{}{after}", cut(&summary, room))
    }

    fn description(&self, o: &Occurrence, same: &SameLines) -> String {
        let locale = self.locale;
        let mut lines = Vec::new();
        let why = o
            .why
            .as_ref()
            .map(|why| format!(": {why}"))
            .unwrap_or_default();
        if o.status == Status::Cancelled {
            lines.push(format!("{}{why}", locale.word("feed_is_cancelled")));
        } else if let Some(was) = o.was {
            let moved = locale.put("feed_moved", &[("day", &locale.full_date(was))]);
            lines.push(format!("{moved}{why}"));
        }
        if let Some(via) = &o.via {
            lines.push(locale.put("feed_via", &[("via", via)]));
        }
        if let Some(mode) = self.series.mode_of(o) {
            lines.push(locale.word(mode_key(mode)).to_owned());
        }
        if let Some(venue) = self.series.venue_of(o) {
            lines.push(locale.put("feed_venue", &[("venue", venue)]));
        }
        if o.joint && o.areas.is_empty() {
            lines.push(locale.word("areas_together").to_owned());
        }
        let from = &*self.page.address.href;
        let papers: Vec<String> = papers::addresses(self.site, from, &o.papers)
            .map(|(title, address)| {
                locale.put("feed_paper", &[("title", title), ("address", &address)])
            })
            .collect();
        let mut text = String::with_capacity(512);
        let own = lines.iter().map(String::as_str);
        let people = Some(&*same.people).filter(|people| !people.is_empty());
        for line in own
            .chain(people)
            .chain(o.note.as_deref())
            .chain(papers.iter().map(String::as_str))
            .chain([&*same.details])
        {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
        }
        text
    }

    fn same_lines(&self, area: Option<&Area>) -> SameLines {
        let locale = self.locale;
        let mut people = Vec::new();
        for (expectation, audiences) in &self.page.audience {
            let titles = audiences
                .iter()
                .map(|id| self.site.audience(*id).title.as_str());
            let titles = first_few(locale, titles, "; ");
            let key = match expectation {
                Expectation::Expected => "feed_expected",
                Expectation::Encouraged => "feed_encouraged",
                Expectation::Welcome => "feed_welcome",
                Expectation::For => "feed_meant_for",
            };
            people.push(locale.put(key, &[("audiences", &titles)]));
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
            let names: Vec<&str> = chairs.iter().map(String::as_str).collect();
            people.push(locale.put("feed_chairs", &[("names", &locale.all_of(&names))]));
        }
        let mut details = Vec::new();
        let from = &*self.page.address.href;
        let join = self.series.join.as_ref();
        let join = join.map(|join| html::in_words(self.site, from, join));
        details.extend(join.map(|join| locale.put("feed_join", &[("join", &join)])));
        let cost = self.series.cost.iter();
        details.extend(cost.map(|cost| locale.put("feed_cost", &[("cost", cost)])));
        let contact = self.contact.iter();
        details.extend(contact.map(|contact| locale.put("feed_contact", &[("contact", contact)])));
        details.extend(self.series.retired.map(|day| locale.retired(day)));
        let address = format!("{}{}", self.site.settings.base_url, self.page.address.href);
        details.push(locale.put("feed_page", &[("address", &address)]));
        SameLines {
            people: people.join("\n"),
            details: details.join("\n"),
        }
    }

    /// Where to take part from afar: the one address of how to join, in a meeting that is held so.
    fn conference(&self, o: &Occurrence) -> Option<Conference> {
        let mode = self.series.mode_of(o)?;
        if mode == Mode::InPerson || o.status == Status::Cancelled {
            return None;
        }
        let address = html::only_address(self.series.join.as_ref()?)?;
        Some(Conference {
            address: Uri::parse(&address).ok()?,
            label: self.locale.word("how_to_join").to_owned(),
        })
    }

    fn location(&self, o: &Occurrence) -> Option<String> {
        let venue = self.series.venue_of(o).map(str::to_owned);
        match (venue, self.series.mode_of(o)) {
            (Some(venue), Some(Mode::Hybrid | Mode::InPersonOrOnline)) => {
                Some(self.locale.put("feed_or_online", &[("venue", &venue)]))
            }
            (Some(venue), _) => Some(venue),
            // Programs make a link of the place, and some show nothing else.
            (None, Some(Mode::Online)) => {
                let address = self.series.join.as_ref().and_then(html::only_address);
                Some(address.unwrap_or_else(|| self.locale.word("feed_online").to_owned()))
            }
            (None, _) => None,
        }
    }
}

fn mode_key(mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => "feed_in_person",
        Mode::Online => "feed_online",
        Mode::Hybrid => "feed_hybrid",
        Mode::InPersonOrOnline => "feed_either",
    }
}
