//! VEVENT (RFC 5545 §3.6.1).

use std::sync::Arc;

use jiff::civil;

use super::{
    check,
    component::Component,
    error::FeedError,
    stamp::Stamp,
    title::Title,
    uid::Uid,
    value::{Parameter, Text, TextList, Uri},
    when::When,
    zone::Zone,
};

/// One occurrence of a meeting, or one day or run of days.
///
/// Texts may hold anything: they are escaped, and line breaks survive only in
/// the description. The caller words them: nothing here says "cancelled".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What identifies the event in every feed and for ever (UID).
    pub uid: Uid,
    /// When the event was last revised (LAST-MODIFIED, and DTSTAMP, which has
    /// that meaning in a file without METHOD: RFC 5545 §3.8.7.2).
    pub revised: Stamp,
    /// When it was first written (CREATED).
    pub created: Option<Stamp>,
    /// Grows with each revision (SEQUENCE), at most 2 147 483 647.
    pub sequence: u32,
    /// When it happens.
    pub when: When,
    /// Whether it happens.
    pub status: Status,
    /// What it is, on one line (SUMMARY).
    pub summary: Title,
    /// Plain text (DESCRIPTION); left out when empty.
    pub description: String,
    /// Where it happens, on one line (LOCATION).
    pub location: Option<String>,
    /// The web page about it (URL).
    pub page: Option<Uri>,
    /// Whom to ask, on one line (CONTACT).
    pub contact: Option<String>,
    /// Words to sort by (CATEGORIES).
    pub categories: Vec<String>,
    /// Where to take part from afar (CONFERENCE, RFC 7986 §5.11).
    pub conference: Option<Conference>,
}

/// A meeting with pictures and sound over the network. Few programs read it: the address stands in the description too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conference {
    /// The address that leads into it.
    pub address: Uri,
    /// What the link says.
    pub label: String,
}

/// Whether an event happens (STATUS).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// It does.
    Confirmed,
    /// It is yet to be confirmed.
    Tentative,
    /// It does not.
    Cancelled,
}

/// An event as it stands in every feed of its zone, byte for byte: written once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenEvent {
    uid: Uid,
    start: civil::DateTime,
    zone: Arc<str>,
    text: String,
}

impl WrittenEvent {
    /// What feeds are sorted by: the local start, then the UID.
    #[must_use]
    pub fn order(&self) -> (civil::DateTime, &str) {
        (self.start, self.uid.as_str())
    }

    /// What identifies the event.
    pub(super) fn uid(&self) -> &Uid {
        &self.uid
    }

    /// The name of the zone whose VTIMEZONE its times may refer to.
    pub(super) fn zone(&self) -> &str {
        &self.zone
    }

    /// The VEVENT, from BEGIN to END.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

impl Event {
    /// The bytes of the event for feeds of a zone.
    ///
    /// # Errors
    ///
    /// When a value cannot be represented.
    pub fn write(&self, zone: &Zone) -> Result<WrittenEvent, FeedError> {
        let text = self.component(zone)?.write();
        debug_assert_eq!(
            check::event(&text, zone.name()),
            Ok(()),
            "typed values make a sound event"
        );
        Ok(WrittenEvent {
            uid: self.uid.clone(),
            start: self.when.start(),
            zone: zone.shared_name(),
            text,
        })
    }

    /// The VEVENT. It is the same in every feed of the same zone.
    fn component(&self, zone: &Zone) -> Result<Component, FeedError> {
        let uid = || self.uid.clone();
        if i32::try_from(self.sequence).is_err() {
            return Err(FeedError::SequenceTooGreat { uid: uid() });
        }
        let mut event = Component::event(&self.uid, self.revised);
        event.put("LAST-MODIFIED", &self.revised);
        if let Some(created) = &self.created {
            event.put("CREATED", created);
        }
        event.put("SEQUENCE", &self.sequence);
        let put = self.when.put(zone, &mut event);
        put.map_err(|error| FeedError::When { uid: uid(), error })?;
        event.put("SUMMARY", &self.summary);
        event.put("STATUS", &self.status.word());
        event.put("TRANSP", &self.transparency());
        if let Some(location) = present(self.location.as_deref()) {
            event.put("LOCATION", &location);
        }
        let categories = TextList::new(&self.categories);
        if !categories.is_empty() {
            event.put("CATEGORIES", &categories);
        }
        if let Some(page) = &self.page {
            event.put("URL", page);
        }
        if let Some(contact) = present(self.contact.as_deref()) {
            event.put("CONTACT", &contact);
        }
        if let Some(conference) = &self.conference {
            let label = Parameter::new(&conference.label);
            let parameters = [
                ("VALUE", &Parameter::new("URI")),
                ("FEATURE", &Parameter::new("VIDEO")),
                ("LABEL", &label),
            ];
            event.put_with_all("CONFERENCE", &parameters, &conference.address);
        }
        let description = Text::lines(&self.description);
        if !description.is_empty() {
            event.put("DESCRIPTION", &description);
        }
        Ok(event)
    }

    /// Outlook takes "busy" from TRANSP before STATUS, so only what is sure and
    /// has an hour from which and until which it lasts blocks anyone's time.
    fn transparency(&self) -> &'static str {
        match (self.when, self.status) {
            (When::Timed { end: Some(_), .. }, Status::Confirmed) => "OPAQUE",
            _ => "TRANSPARENT",
        }
    }
}

impl Status {
    fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "CONFIRMED",
            Self::Tentative => "TENTATIVE",
            Self::Cancelled => "CANCELLED",
        }
    }
}

/// A one-line text, unless it is missing or empty.
fn present(data: Option<&str>) -> Option<Text<'_>> {
    data.map(Text::line).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests;
