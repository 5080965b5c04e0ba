//! Whether keys are read as they are declared. Builds with debug assertions ask, and so do all tests.

use crate::keys::{Key, Need, Sort};

/// How the value of a key is read.
pub(super) enum Way<'w> {
    /// A record, or a set of keys that an editor chooses.
    Node,
    Text,
    Words,
    Flag,
    Number,
    Order,
    Date,
    AsOf,
    /// One of these words.
    Choice(&'w dyn Fn() -> Vec<&'static str>),
    Data,
    /// A list, each item in this way.
    Each(&'w Way<'w>),
    /// In this way; and that there is nothing is told.
    Required(&'w Way<'w>),
    /// Not at all, in this case.
    Unread,
}

/// Panics where a key of a record is read otherwise than it is declared.
pub(super) fn hold(record: &str, name: &str, declared: Option<&Key>, way: &Way<'_>) {
    let Some(key) = declared else {
        panic!("`{record}` declares no key `{name}`")
    };
    assert!(
        fits(&key.sort, way),
        "`{name}` of `{record}` is not read as it is declared"
    );
    match way {
        Way::Required(_) => assert!(
            key.need != Need::Optional,
            "`{name}` of `{record}` is declared as one that may be left out"
        ),
        Way::Text | Way::Words => assert!(
            key.need != Need::Required,
            "nothing tells that `{name}` of `{record}` is missing"
        ),
        _ => {}
    }
}

/// Whether a value of a sort can be read in a way.
fn fits(sort: &Sort, way: &Way<'_>) -> bool {
    // That a list is missing is told as of one value.
    let each = match sort {
        Sort::List(each) => each,
        other => other,
    };
    match (sort, way) {
        (_, Way::Unread) | (Sort::Rows | Sort::List(_), Way::Each(Way::Node)) => true,
        (Sort::List(_), Way::Each(way)) | (_, Way::Required(way)) => fits(each, way),
        (Sort::OneOf(sorts), way) => sorts.iter().any(|sort| fits(sort, way)),
        (Sort::Choice(declared), Way::Choice(read)) => declared() == read(),
        _ => matches!(
            (sort, way),
            (Sort::Record(_) | Sort::Map(_), Way::Node)
                // Some words are compared where they are read.
                | (
                    Sort::Text(_) | Sort::Markdown | Sort::Choice(_) | Sort::AnyCase(_),
                    Way::Text,
                )
                | (Sort::Words, Way::Words)
                | (Sort::Flag, Way::Flag)
                | (Sort::Number(..), Way::Number)
                | (Sort::Order, Way::Order)
                | (Sort::Date, Way::Date)
                | (Sort::AsOf, Way::AsOf)
                | (Sort::Free, Way::Data)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{OCCURRENCE, SEAT};

    fn declared(name: &str) -> Option<&'static Key> {
        SEAT.key(name)
    }

    #[test]
    fn a_key_is_read_as_it_is_declared() {
        hold("seat", "member", declared("member"), &Way::Text);
        hold("seat", "vacant", declared("vacant"), &Way::Flag);
        let documents = declared("documents");
        hold("seat", "documents", documents, &Way::Each(&Way::Text));
        let on = OCCURRENCE.key("on");
        hold("occurrence", "on", on, &Way::Required(&Way::Text));
    }

    #[test]
    #[should_panic(expected = "`seat` declares no key `membre`")]
    fn a_key_that_is_not_declared_is_noticed() {
        hold("seat", "membre", declared("membre"), &Way::Text);
    }

    #[test]
    #[should_panic(expected = "`count` of `seat` is not read as it is declared")]
    fn a_key_that_is_read_otherwise_is_noticed() {
        hold("seat", "count", declared("count"), &Way::Text);
    }

    #[test]
    #[should_panic(expected = "nothing tells that `on` of `occurrence` is missing")]
    fn a_required_key_that_nobody_misses_is_noticed() {
        hold("occurrence", "on", OCCURRENCE.key("on"), &Way::Text);
    }

    #[test]
    #[should_panic(expected = "declared as one that may be left out")]
    fn a_key_that_is_missed_and_may_be_left_out_is_noticed() {
        let way = Way::Required(&Way::Text);
        hold("seat", "member", declared("member"), &way);
    }

    #[test]
    #[should_panic(expected = "is not read as it is declared")]
    fn other_words_than_those_declared_are_noticed() {
        let words = || vec!["confirmed", "canceled"];
        let status = OCCURRENCE.key("status");
        hold("occurrence", "status", status, &Way::Choice(&words));
    }
}
