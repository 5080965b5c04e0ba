//! Language tags.

/// Whether a text has the form of a language tag (RFC 5646): a language of two or three letters
/// first, as in `en-GB`; the longer first parts that are allowed have never been given out.
pub(crate) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or("");
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}
