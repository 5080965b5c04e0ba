//! Long lists cut short in texts.

use crate::locale::Locale;

/// So many names of a list stand in a text that is repeated for each meeting.
const MOST_NAMES: usize = 8;

/// `and 12 more`.
pub(crate) fn and_more(locale: &Locale, more: usize) -> String {
    locale.put("and_more", &[("count", &more.to_string())])
}

/// Names one after the other: the first few, and how many more there are. What repeats a list for each meeting, or in each
/// of many files, would else grow with the square of it.
pub(crate) fn first_few<'n>(
    locale: &Locale,
    names: impl ExactSizeIterator<Item = &'n str>,
    between: &str,
) -> String {
    let more = names.len().saturating_sub(MOST_NAMES);
    // One more takes no more room than to say so.
    let (shown, more) = if more == 1 {
        (MOST_NAMES + 1, 0)
    } else {
        (MOST_NAMES, more)
    };
    let shown: Vec<&str> = names.take(shown).collect();
    let shown = shown.join(between);
    if more == 0 {
        return shown;
    }
    format!("{shown} {}", and_more(locale, more))
}
