//! Days on plates: small signs that show a day at a glance.

use serde::Serialize;

use super::machine;
use crate::locale::Locale;
use crate::model::When;

/// A day on a plate; or a month, while no day in it is known.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PlateView {
    /// `Thu`; nothing while only the month is known.
    weekday: Option<String>,
    day: Option<i8>,
    /// `Nov`.
    month: String,
    datetime: String,
}

impl PlateView {
    /// Of a meeting; of one that takes several days the first.
    pub(crate) fn of(locale: &Locale, when: When) -> Self {
        let first = when.first_day();
        let known = when.has_day();
        PlateView {
            weekday: known.then(|| locale.weekday_short(first).to_owned()),
            day: known.then(|| first.day()),
            month: locale.month_short(first.month()).to_owned(),
            datetime: machine::start(when),
        }
    }
}
