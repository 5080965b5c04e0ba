//! What every page can say.

use super::audience::AUDIENCE;
use super::contact::CONTACTS;
use super::form;
use super::record::{Choose, Map, Names, Record, Sort, key};
use super::step::STEP;
use super::words;

/// The front matter of a page: what pages of all kinds have.
pub static PAGE: Record = Record {
    id: "page",
    what: "this page",
    example: None,
    keys: &[
        key(
            "title",
            Sort::Words,
            "Leave and pay",
            "What the page is called; the home page takes the title of the site.",
        )
        .unless("the text starts with a heading `# …`"),
        key(
            "kind",
            Sort::Choice(words::kinds),
            "service",
            "What the page is about; `page`, unless set.",
        ),
        key(
            "description",
            Sort::Words,
            "How leave is taken and paid.",
            "One sentence about the page: below its title, in lists and in search results.",
        ),
        key(
            "date",
            Sort::Date,
            "2026-03-02",
            "When it was published; shown on plain pages.",
        ),
        key(
            "updated",
            Sort::Date,
            "2026-06-29",
            "When it was last changed; shown, in the site map, and without git the stamp of a series' feed.",
        ),
        key(
            "checked",
            Sort::Date,
            "2026-09-01",
            "When somebody last confirmed the facts; leave it out if nobody did.",
        ),
        key(
            "documents",
            Sort::List(&Sort::Text(&form::DOCUMENT)),
            "[toolkit-2025]",
            "Where the facts come from: ids of `documents.yaml`, shown at the end of the page.",
        ),
        key(
            "as_of",
            Sort::AsOf,
            "2021-09-09",
            "When the page was true: it makes the page a record of the past.",
        ),
        key(
            "language",
            Sort::Text(&form::LANGUAGE),
            "cy",
            "The language of the page, where that is another than the site's.",
        ),
        key(
            "audience",
            Sort::Record(&AUDIENCE),
            "{expected: [head-maintained]}",
            "Who the page is for: ids of `audiences.yaml` by what is asked of them.",
        ),
        key(
            "contacts",
            CONTACTS,
            "[mash-advice, {for: Keys, email: keys@example.org}]",
            "Whom to ask, the most useful first: contact points, or ids of `contacts.yaml`.",
        ),
        key(
            "steps",
            Sort::List(&Sort::Record(&STEP)),
            "[{title: Tell the designated lead}]",
            "The steps of a process, in order.",
        ),
        key(
            "keywords",
            Sort::List(&Sort::Text(&form::PLAIN)),
            "[holiday, time off]",
            "Other names of the page and words that people search for; not shown.",
        ),
        key(
            "tags",
            Sort::List(&Sort::Words),
            "[pay, staff]",
            "Words that are shown at the end of a plain page, and found by search.",
        ),
        key(
            "aliases",
            Sort::List(&Sort::Text(&form::SITE_ADDRESS)),
            "[/old/place/]",
            "Old addresses of this site that lead to the page.",
        ),
        key(
            "order",
            Sort::Order,
            "10",
            "Where it stands in its section: pages with a number come first, the smallest before the others.",
        ),
        key(
            "weight",
            Sort::Order,
            "10",
            "The same as `order`, as other generators call it.",
        ),
        key(
            "template",
            Sort::Text(&form::TEMPLATE),
            "wide.html",
            "A template of the site's own, instead of that of its kind.",
        ),
        key(
            "under",
            Sort::Words,
            "Led by members",
            "The heading under which the page stands in the lists of its section.",
        ),
        key(
            "draft",
            Sort::Flag,
            "yes",
            "Whether the page is left out of builds without `--drafts`.",
        ),
        key(
            "owner",
            Sort::Words,
            "\"@council/web-team\"",
            "Who answers for the page, or for all of a folder.",
        ),
        key(
            "allow",
            Sort::List(&Sort::Map(&ALLOW)),
            "[odd-hour: The walk starts at dawn.]",
            "What `redway check` is not to tell of this page, each with the reason.",
        ),
        key(
            "extra",
            Sort::Free,
            "{banner: blue}",
            "Any data, for templates: `page.extra`.",
        ),
    ],
    choose: Choose::Freely,
};

/// What a page allows, each with the reason.
pub static ALLOW: Map = Map {
    what: "each of `allow`",
    example: Some("[odd-hour: The walk starts at dawn.]"),
    names: Names::Of(words::allowed),
    value: Sort::Text(&form::PLAIN),
};
