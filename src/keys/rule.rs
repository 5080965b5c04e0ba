//! Rules that give meetings.

use super::record::{Choose, Record, Sort, key};
use super::{common, form, words};

/// One rule.
pub static RULE: Record = Record {
    id: "rule",
    what: "this rule",
    example: Some("{every: week, on: thursday, at: 10:00-12:00, year: 2025-26}"),
    keys: &[
        key(
            "every",
            Sort::OneOf(&[
                Sort::Choice(words::every),
                Sort::Text(&form::EVERY),
                Sort::Record(&APART),
            ]),
            "week",
            "How often; any number of weeks or months as `{weeks: 6}` or `six weeks`.",
        )
        .required(),
        key(
            "on",
            Sort::List(&Sort::Text(&form::DAY_OF_RULE)),
            "last friday",
            "On which days: weekdays, days of the month, working days, or dates.",
        )
        .unless("`every` is `day`"),
        key(
            "at",
            Sort::Text(&form::TIMES),
            "10:00-12:00",
            "When it starts and ends; all day, unless set.",
        ),
        key(
            "during",
            Sort::Choice(words::during),
            "term",
            "Only days with teaching are meant.",
        ),
        key(
            "after_holiday",
            Sort::Choice(words::after_holiday),
            "restart",
            "Whether weeks count on through holidays (unless set), or are counted anew after each.",
        ),
        key("from", Sort::Date, "2025-09-04", "The first day.").unless("`year` is there"),
        key(
            "until",
            Sort::Date,
            "2026-07-21",
            "The last day, which is included.",
        )
        .unless("`year` is there"),
        key(
            "year",
            Sort::Text(&form::YEAR),
            "2025-26",
            "From the first to the last day of this year of `years.yaml`.",
        ),
        key(
            "except",
            Sort::List(&Sort::Date),
            "[2025-12-18]",
            "Days without a meeting, each of them one that the rule gives.",
        ),
        key(
            "key",
            Sort::Text(&form::ID),
            "south",
            "A word that follows the day in the keys of its meetings.",
        ),
        key(
            "title",
            Sort::Words,
            "Budget",
            "What its meetings are called.",
        ),
        key("venue", Sort::Words, "Town hall", "Where its meetings are."),
        key(
            "mode",
            Sort::Choice(words::modes),
            "online",
            "How people take part in its meetings.",
        ),
        common::NOTE,
        common::AREAS,
        common::JOINT,
    ],
    choose: Choose::Freely,
};

/// A number of weeks or months.
pub static APART: Record = Record {
    id: "every",
    what: "`every`",
    example: Some("every: {weeks: 6}"),
    keys: &[
        key("weeks", Sort::Number(1, 52), "6", "Every so many weeks."),
        key("months", Sort::Number(1, 12), "2", "Every so many months."),
    ],
    choose: Choose::ExactlyOne(&["weeks", "months"]),
};
