//! Pages of other sites that were there when they were asked for last.

use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};

/// Pages that were there, with the day on which they were. Those that were not are asked for each time.
#[derive(Debug, Default)]
pub(crate) struct Seen(BTreeMap<String, Date>);

impl Seen {
    /// Reads what [`Seen::text`] wrote; `None` for anything else.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let days: BTreeMap<String, String> = serde_json::from_str(text).ok()?;
        let days = days.into_iter();
        let seen = days.map(|(url, day)| Some((url, day.parse().ok()?)));
        seen.collect::<Option<_>>().map(Seen)
    }

    /// A JSON object: addresses, each with a day such as `2026-11-27`.
    pub(crate) fn text(&self) -> String {
        let days = self.0.iter();
        let days: BTreeMap<&str, String> =
            days.map(|(url, day)| (&**url, day.to_string())).collect();
        let mut text = serde_json::to_string_pretty(&days).expect("texts have a JSON form");
        text.push('\n');
        text
    }

    /// Whether a page was there within the week before a day.
    pub(super) fn is_fresh(&self, url: &str, today: Date) -> bool {
        let week_before = today.saturating_sub(7.days());
        let seen = self.0.get(url);
        seen.is_some_and(|day| week_before < *day && *day <= today)
    }

    /// Keeps that a page is there today.
    pub(super) fn keep(&mut self, url: &str, today: Date) {
        self.0.insert(url.to_owned(), today);
    }

    /// Forgets pages that nothing links to any more.
    pub(super) fn retain(&mut self, is_wanted: impl Fn(&str) -> bool) {
        self.0.retain(|url, _| is_wanted(url));
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_page_is_taken_to_be_there_for_a_week() {
        let mut seen = Seen::default();
        seen.keep("https://a.example/", date(2026, 11, 20));
        let seen = Seen::read(&seen.text()).expect("it reads what it wrote");
        for (day, fresh) in [(19, false), (20, true), (26, true), (27, false)] {
            let today = date(2026, 11, day);
            assert_eq!(seen.is_fresh("https://a.example/", today), fresh, "{day}");
        }
        assert!(!seen.is_fresh("https://b.example/", date(2026, 11, 20)));
        assert!(Seen::read("[]").is_none());
    }
}
