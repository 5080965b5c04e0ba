//! VCALENDAR: one feed (RFC 5545 §3.4, RFC 7986).

use std::borrow::Cow;
use std::{collections::HashSet, num::NonZeroU16, sync::Arc};

use super::{
    check,
    color::Color,
    component::Component,
    error::FeedError,
    event::WrittenEvent,
    stamp::Stamp,
    title::Title,
    value::{Parameter, Text, TextList, Uri, Value},
    vtimezone,
    zone::Zone,
};

/// What a feed says of itself.
#[derive(Debug, Clone)]
pub struct Feed {
    /// What the calendar is called (NAME, X-WR-CALNAME).
    pub name: Title,
    /// What it holds, plain text (DESCRIPTION, X-WR-CALDESC); left out when empty.
    pub description: String,
    /// Where it can be read again; `None` for a file that is imported once.
    pub published: Option<Published>,
    /// The web page about it (URL).
    pub page: Uri,
    /// What made it (PRODID), such as `-//Redway//Redway//EN`: without version or
    /// date, so that the bytes change only with the content.
    pub product_id: Title,
    /// On whose clocks the events are.
    pub zone: Zone,
    /// When anything in it was last revised (LAST-MODIFIED).
    pub revised: Stamp,
    /// The colour to show it in (COLOR).
    pub color: Option<Color>,
    /// Words to sort by (CATEGORIES).
    pub categories: Vec<String>,
}

/// Where a feed can be read again, and how often that is worth while.
#[derive(Debug, Clone)]
pub struct Published {
    /// Where the feed itself is published (SOURCE).
    pub address: Uri,
    /// How often to look for changes, in hours (REFRESH-INTERVAL, X-PUBLISHED-TTL).
    pub refresh_hours: NonZeroU16,
}

/// All of a feed but its events. One frame may serve many files.
///
/// Without METHOD, since this is no invitation (RFC 5546 §3.2.1 would want an ORGANIZER in
/// every event). Local times come with the VTIMEZONE that explains them; times for which the
/// zone has no simple yearly rule are written in UTC.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The lines before the events.
    head: String,
    /// What stands in the place of events where there are none: a calendar holds at least one component.
    without_events: String,
    zone: Arc<str>,
}

impl Frame {
    /// The frame of a feed.
    #[must_use]
    pub fn new(feed: &Feed) -> Self {
        let mut calendar = calendar(feed);
        let rules = feed.zone.rules();
        let timezone = rules.and_then(|rules| rules.component(feed.zone.name()));
        let without_events = match timezone {
            Some(timezone) => {
                calendar.add(timezone);
                String::new()
            }
            None => vtimezone::utc_component().write(),
        };
        let text = calendar.write();
        debug_assert_eq!(
            check::frame(&text),
            Ok(()),
            "typed values make a sound frame"
        );
        let head = text.strip_suffix(END).unwrap_or(&text).to_owned();
        Self {
            head,
            without_events,
            zone: feed.zone.shared_name(),
        }
    }

    /// The text of the feed with these events, sorted by start, then UID: in pieces, since most of it stands in other
    /// feeds too. Frame and events are sound by themselves, so only what they must have in common is checked.
    ///
    /// # Errors
    ///
    /// When a UID is used twice, or an event was written for another zone.
    pub fn pieces<'p>(
        &'p self,
        events: &[&'p WrittenEvent],
    ) -> Result<Vec<Cow<'p, str>>, FeedError> {
        let events = self.ordered(events)?;
        Ok(pieces(
            self.head.as_str().into(),
            self.without_events.as_str().into(),
            &events,
        ))
    }

    /// The same of a frame that serves this one feed.
    ///
    /// # Errors
    ///
    /// As [`Frame::pieces`].
    pub fn into_pieces<'p>(
        self,
        events: &[&'p WrittenEvent],
    ) -> Result<Vec<Cow<'p, str>>, FeedError> {
        let events = self.ordered(events)?;
        Ok(pieces(
            self.head.into(),
            self.without_events.into(),
            &events,
        ))
    }

    /// The events in the order of a feed, unless they cannot stand in one of this frame together.
    fn ordered<'p>(&self, events: &[&'p WrittenEvent]) -> Result<Vec<&'p WrittenEvent>, FeedError> {
        let mut events = events.to_vec();
        events.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut uids = HashSet::with_capacity(events.len());
        for event in &events {
            if event.zone() != &*self.zone {
                return Err(FeedError::OtherZone {
                    uid: event.uid().clone(),
                });
            }
            if !uids.insert(event.uid()) {
                return Err(FeedError::DuplicateUid(event.uid().clone()));
            }
        }
        Ok(events)
    }
}

fn pieces<'p>(
    head: Cow<'p, str>,
    without_events: Cow<'p, str>,
    events: &[&'p WrittenEvent],
) -> Vec<Cow<'p, str>> {
    let mut pieces = Vec::with_capacity(events.len() + 2);
    pieces.push(head);
    if events.is_empty() {
        pieces.push(without_events);
    }
    pieces.extend(events.iter().map(|event| Cow::Borrowed(event.text())));
    pieces.push(END.into());
    debug_assert_eq!(
        check::check(&pieces.concat()),
        Ok(()),
        "the parts make a sound whole"
    );
    pieces
}

/// What ends every feed.
const END: &str = "END:VCALENDAR\r\n";

/// The VCALENDAR with the properties of the feed.
fn calendar(feed: &Feed) -> Component {
    let mut calendar = Component::calendar(&feed.product_id);
    calendar.put("CALSCALE", &"GREGORIAN");
    calendar.put("NAME", &feed.name);
    calendar.put("X-WR-CALNAME", &feed.name);
    let description = Text::lines(&feed.description);
    if !description.is_empty() {
        calendar.put("DESCRIPTION", &description);
        calendar.put("X-WR-CALDESC", &description);
    }
    calendar.put("X-WR-TIMEZONE", &Text::line(feed.zone.name()));
    if let Some(published) = &feed.published {
        let refresh = Hours(published.refresh_hours);
        // RFC 7986 §5.7 and §5.8 require VALUE, although it says only what is evident.
        calendar.put_with(
            "REFRESH-INTERVAL",
            "VALUE",
            &Parameter::new("DURATION"),
            &refresh,
        );
        calendar.put("X-PUBLISHED-TTL", &refresh);
        let uri = Parameter::new("URI");
        calendar.put_with("SOURCE", "VALUE", &uri, &published.address);
    }
    calendar.put("URL", &feed.page);
    calendar.put("LAST-MODIFIED", &feed.revised);
    if let Some(color) = &feed.color {
        calendar.put("COLOR", color);
    }
    let categories = TextList::new(&feed.categories);
    if !categories.is_empty() {
        calendar.put("CATEGORIES", &categories);
    }
    calendar
}

/// A duration in hours (RFC 5545 §3.3.6): `PT12H`.
struct Hours(NonZeroU16);

impl Value for Hours {
    fn write(&self, line: &mut String) {
        for part in ["PT", &self.0.to_string(), "H"] {
            line.push_str(part);
        }
    }
}

#[cfg(test)]
mod tests;
