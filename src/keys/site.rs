//! `site.yaml`.

use super::record::{Choose, Key, Record, Sort, key};
use super::settings::{
    ACCESSIBILITY, BRAND, BUDGETS, CHECK, EMERGENCY, FRESHNESS, MENU_ITEM, NOTICE, REPORT,
    REPOSITORY, SHEET, YEAR_FORM,
};
use super::{form, words};

static LINK: Sort = Sort::Record(&MENU_ITEM);

/// A list of links.
const fn links(name: &'static str, meaning: &'static str) -> Key {
    key(
        name,
        Sort::List(&LINK),
        "[{title: Services, page: services/_index.md}]",
        meaning,
    )
}

/// The settings of a site.
pub static SITE: Record = Record {
    id: "site",
    what: "`site.yaml`",
    example: None,
    keys: &[
        key(
            "title",
            Sort::Words,
            "Hill Street handbook",
            "The name of the site.",
        )
        .required(),
        key(
            "base_url",
            Sort::Text(&form::URL),
            "https://handbook.example/",
            "The full address at which the site stands.",
        )
        .required(),
        key(
            "organisation",
            Sort::Words,
            "Hill Street Council",
            "Who publishes it; shown in the footer.",
        ),
        key(
            "description",
            Sort::Words,
            "How we work.",
            "One sentence about the site, for templates.",
        ),
        key(
            "language",
            Sort::Text(&form::LANGUAGE),
            "en-GB",
            "The language of the site; `en-GB`, unless set.",
        ),
        key(
            "country",
            Sort::Text(&form::COUNTRY),
            "GB",
            "The country whose telephone numbers are written without a country code, as two capital letters.",
        ),
        key(
            "time_zone",
            Sort::Text(&form::ZONE),
            "Europe/London",
            "The zone of all times; `Europe/London`, unless set.",
        ),
        key(
            "uid_domain",
            Sort::Text(&form::DOMAIN),
            "handbook.example",
            "Part of the identity of every meeting, which never changes; the host of `base_url`, unless set.",
        ),
        key(
            "addresses",
            Sort::Choice(words::addresses),
            "flat",
            "Whether pages are `/about/` (`folder`, unless set) or `/about.html` (`flat`).",
        ),
        key(
            "search",
            Sort::Flag,
            "off",
            "Whether the site has a search; `on`, unless set.",
        ),
        links(
            "menu",
            "The links at the head of every page, at most 60; the first sections, the calendar and the people, unless set. `[]` leaves it out.",
        ),
        links(
            "footer",
            "The links at the foot of every page, at most 60; what the menu leaves out, unless set: pages beside the sections, and lists of everything. `[]` leaves it out.",
        ),
        links(
            "ask",
            "The links that are offered where search finds nothing, and under the A to Z.",
        ),
        key(
            "emergency",
            Sort::Record(&EMERGENCY),
            "{title: Is a child in danger now?, phone: 999}",
            "Whom to call in an emergency.",
        ),
        key(
            "notices",
            Sort::List(&Sort::Record(&NOTICE)),
            "[{text: The office moves., until: 2026-08-31}]",
            "Messages for readers, at most 12.",
        ),
        key(
            "brand",
            Sort::Record(&BRAND),
            "{colour: \"#7a2318\", logo: logo.svg}",
            "The two shades and the picture of the site.",
        ),
        key(
            "report",
            Sort::Record(&REPORT),
            "{email: web@handbook.example}",
            "Where readers say that something on a page is wrong.",
        ),
        key(
            "repository",
            Sort::Record(&REPOSITORY),
            "{url: \"https://github.com/example/handbook\"}",
            "Where a page is edited on the Git host.",
        ),
        key(
            "accessibility",
            Sort::Record(&ACCESSIBILITY),
            "{status: partial, prepared: 2026-11-26}",
            "What the accessibility statement says.",
        ),
        key(
            "print",
            Sort::Flag,
            "on",
            "Whether there are documents for paper; `off`, unless set.",
        ),
        key(
            "sheets",
            Sort::List(&Sort::Record(&SHEET)),
            "[{id: who-to-call, title: Who to call, contacts: [front-desk]}]",
            "Contact points on sheets of paper.",
        ),
        key(
            "freshness",
            Sort::Record(&FRESHNESS),
            "{months: 12}",
            "For how long facts are fresh.",
        ),
        key(
            "check",
            Sort::Map(&CHECK),
            "{long-sentence: note, unused: {archive/: off}}",
            "How much each rule of `redway check` matters: a level, or levels by folder.",
        ),
        key(
            "year",
            Sort::Record(&YEAR_FORM),
            "{starts: 4, called: Financial year}",
            "How years go that `years.yaml` does not hold.",
        ),
        key(
            "unknown_keys",
            Sort::Choice(words::severities),
            "warn",
            "How keys are told that Redway does not know; `error`, unless set.",
        ),
        key(
            "broken_links",
            Sort::Choice(words::severities),
            "warn",
            "How links are told that lead nowhere; `error`, unless set.",
        ),
        key(
            "raw_html",
            Sort::Choice(words::raw_html),
            "allow",
            "Whether HTML in Markdown is published; `refuse`, unless set.",
        ),
        key(
            "files",
            Sort::List(&Sort::Text(&form::FILE)),
            "[downloads/tool.html]",
            "Files that are copied though something in them may be run.",
        ),
        key(
            "extra_css",
            Sort::List(&Sort::Text(&form::FILE)),
            "[styles/own.css]",
            "Stylesheets of the site's own, which come after that of the theme.",
        ),
        key(
            "budgets",
            Sort::Record(&BUDGETS),
            "{search_index_kb: 4000}",
            "How large files may grow.",
        ),
        key(
            "extra",
            Sort::Free,
            "{banner: blue}",
            "Any data, for templates: `site.extra`.",
        ),
    ],
    choose: Choose::Freely,
};
