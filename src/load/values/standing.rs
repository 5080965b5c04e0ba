//! Words that say whether a meeting is held, as people write them where a key is meant.

/// What becomes of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is not held.
    Cancelled,
    /// It is held on another day.
    Postponed,
    /// It is not sure yet.
    Open,
}

/// The words for each in the languages that Redway knows, in small letters; longer ones before those that they begin with.
const WORDS: [(Standing, &[&str]); 3] = [
    (
        Standing::Cancelled,
        &[
            "cancelled",
            "canceled",
            "cancellation",
            "called off",
            "not held",
            "canslwyd",
            "wedi'i ganslo",
            "wedi'i chanslo",
            "wedi ei ganslo",
            "wedi ei chanslo",
            "בוטלה",
            "בוטל",
            "מבוטלת",
            "מבוטל",
        ],
    ),
    (
        Standing::Postponed,
        &[
            "postponed",
            "rescheduled",
            "deferred",
            "moved",
            "gohiriwyd",
            "symudwyd",
            "wedi'i ohirio",
            "wedi'i gohirio",
            "wedi'i symud",
            "נדחתה",
            "נדחה",
            "הועברה",
            "הועבר",
        ],
    ),
    (
        Standing::Open,
        &[
            "tbc",
            "tba",
            "to be confirmed",
            "to be arranged",
            "provisional",
            "tentative",
            "i'w gadarnhau",
            "i'w chadarnhau",
            "לא סופי",
            "טרם נקבע",
        ],
    ),
];

/// What a text begins with, if that is such a word; signs before it count for nothing.
pub(crate) fn begins(text: &str) -> Option<Standing> {
    let text = text.replace('’', "'").to_lowercase();
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = |word: &&str| -> bool {
        let rest = text.strip_prefix(*word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let found = WORDS.iter().find(|(_, words)| words.iter().any(begins));
    found.map(|(standing, _)| *standing)
}

/// Whether words about a meeting say that it is not held on its day: as they begin, or behind a colon, a dash or a bracket.
pub(crate) fn says_not_held(text: &str) -> bool {
    let parts = text.split([':', ';', '(', '[', '–', '—', '.']);
    let parts = parts.flat_map(|part| part.split(" - "));
    parts.map(str::trim).any(|part| match begins(part) {
        Some(Standing::Cancelled) => true,
        // What is moved may be the room.
        Some(Standing::Postponed) => !part.to_lowercase().starts_with("moved"),
        Some(Standing::Open) | None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_as_people_write_them() {
        for (text, standing) in [
            ("cancelled", Some(Standing::Cancelled)),
            ("(CANCELLED)", Some(Standing::Cancelled)),
            ("- called off: snow", Some(Standing::Cancelled)),
            ("Wedi’i ganslo", Some(Standing::Cancelled)),
            ("postponed to April", Some(Standing::Postponed)),
            ("TBC", Some(Standing::Open)),
            ("tbcs", None),
            ("bring a pen", None),
            ("", None),
        ] {
            assert_eq!(begins(text), standing, "{text}");
        }
    }

    #[test]
    fn what_is_not_held_is_told_from_what_only_speaks_of_it() {
        for text in [
            "Cancelled",
            "Reading group (cancelled)",
            "Heads: postponed",
            "No room. Cancelled.",
        ] {
            assert!(says_not_held(text), "{text}");
        }
        for text in [
            "Moved to the hall",
            "For those whose meeting was cancelled",
            "Cancellations",
            "TBC",
        ] {
            assert!(!says_not_held(text), "{text}");
        }
    }
}
