//! The parts of `site.yaml`.

use super::contact::CONTACTS;
use super::record::{Choose, Map, Names, Record, Sort, key};
use super::{form, words};

/// A link of a menu.
pub static MENU_ITEM: Record = Record {
    id: "menu-item",
    what: "a menu item",
    example: Some("{title: Services, page: services/_index.md}"),
    keys: &[
        key(
            "title",
            Sort::Words,
            "Services",
            "The words of the link; of a page its title, unless set.",
        ),
        key(
            "page",
            Sort::Text(&form::PAGE),
            "services/_index.md",
            "A page, by its path in the content.",
        ),
        key(
            "address",
            Sort::Text(&form::LINK),
            "/people/",
            "An address of this site, or a full one.",
        ),
    ],
    choose: Choose::ExactlyOne(&["page", "address"]),
};

/// Whom to call in an emergency.
pub static EMERGENCY: Record = Record {
    id: "emergency",
    what: "`emergency`",
    example: Some("emergency: {title: Is a child in danger now?, phone: 999}"),
    keys: &[
        key(
            "title",
            Sort::Words,
            "Is a child in danger now?",
            "The question that tells whom it is for.",
        )
        .required(),
        key(
            "phone",
            Sort::Text(&form::PHONE),
            "999",
            "The number to call.",
        )
        .required(),
        key(
            "otherwise",
            Sort::Words,
            "Worried, but no danger at this moment?",
            "The question for who need not call.",
        ),
        key(
            "words",
            Sort::Words,
            "Follow five steps",
            "The words of the link to `page`.",
        ),
        key(
            "page",
            Sort::Text(&form::PAGE),
            "safeguarding/_index.md",
            "What to do before it is an emergency.",
        ),
        key(
            "short",
            Sort::Words,
            "Worried about a child?",
            "The words of a button at the head of every page; without it there is none.",
        ),
    ],
    choose: Choose::Freely,
};

/// A message for readers.
pub static NOTICE: Record = Record {
    id: "notice",
    what: "this notice",
    example: Some("{text: The dates here are those of 2025 to 2026., until: 2026-08-31}"),
    keys: &[
        key(
            "text",
            Sort::Markdown,
            "The dates here are those of 2025 to 2026.",
            "What it says, with links as from the folder of `site.yaml`.",
        )
        .required(),
        key(
            "page",
            Sort::Text(&form::PAGE),
            "safeguarding/_index.md",
            "The page that says more: a link to it follows the text.",
        ),
        key(
            "from",
            Sort::Date,
            "2026-07-01",
            "The first day on which it holds.",
        ),
        key(
            "until",
            Sort::Date,
            "2026-08-31",
            "The last day on which it holds.",
        ),
        key(
            "where",
            Sort::List(&Sort::Text(&form::PLACE)),
            "[meetings/, calendar]",
            "Where it stands; `everywhere`, unless set.",
        ),
    ],
    choose: Choose::Freely,
};

/// The shades and the picture of a site.
pub static BRAND: Record = Record {
    id: "brand",
    what: "`brand`",
    example: Some("brand: {colour: \"#7a2318\", logo: logo.svg}"),
    keys: &[
        key(
            "colour",
            Sort::Text(&form::COLOUR),
            "\"#7a2318\"",
            "The shade that white text stands on, in quotation marks.",
        ),
        key(
            "dark",
            Sort::Text(&form::COLOUR),
            "\"#ffb5a3\"",
            "The shade that stands on dark pages; `colour` made lighter, unless set.",
        ),
        key(
            "logo",
            Sort::Text(&form::FILE),
            "pictures/logo.svg",
            "A picture of the site: `svg`, `png`, `jpg` or `webp`.",
        ),
    ],
    choose: Choose::Freely,
};

/// Where reports go.
pub static REPORT: Record = Record {
    id: "report",
    what: "`report`",
    example: Some("report: {email: name@example.org}"),
    keys: &[
        key(
            "email",
            Sort::Text(&form::MAILBOX),
            "web@handbook.example",
            "A mailbox.",
        ),
        key(
            "url",
            Sort::Text(&form::URL),
            "\"https://issues.example/new?title={title}&body={page}\"",
            "A form or an issue tracker, with `{title}` and `{page}` where facts about the page go.",
        ),
        key(
            "page",
            Sort::Text(&form::PAGE),
            "about.md#mistakes",
            "A page that says what to do.",
        ),
    ],
    choose: Choose::ExactlyOne(&["email", "url", "page"]),
};

/// Where pages are edited.
pub static REPOSITORY: Record = Record {
    id: "repository",
    what: "`repository`",
    example: Some("repository: {url: \"https://github.com/example/handbook\"}"),
    keys: &[
        key(
            "url",
            Sort::Text(&form::URL),
            "\"https://github.com/example/handbook\"",
            "The address of the repository, as a browser shows it.",
        ),
        key(
            "branch",
            Sort::Text(&form::BRANCH),
            "main",
            "The branch that is edited; `main`, unless set.",
        ),
        key(
            "edit",
            Sort::Text(&form::PLAIN),
            "\"{url}/edit/{branch}/{path}\"",
            "How the host edits a file, for hosts that are not known.",
        ),
    ],
    choose: Choose::AtLeastOne(&["url", "edit"]),
};

/// For how long facts are fresh.
pub static FRESHNESS: Record = Record {
    id: "freshness",
    what: "`freshness`",
    example: Some("freshness: {months: 12}"),
    keys: &[key(
        "months",
        Sort::Number(1, 120),
        "12",
        "For so many months after somebody confirmed or changed them.",
    )
    .required()],
    choose: Choose::Freely,
};

/// The accessibility statement.
pub static ACCESSIBILITY: Record = Record {
    id: "accessibility",
    what: "`accessibility`",
    example: Some("accessibility: {status: unknown, prepared: 2026-11-26}"),
    keys: &[
        key(
            "status",
            Sort::Choice(words::conformances),
            "partial",
            "How far the site conforms to WCAG 2.2 AA; `unknown`, unless set.",
        ),
        key(
            "contact",
            CONTACTS,
            "web-team",
            "Whom to tell of a barrier: contact points, or ids of `contacts.yaml`.",
        ),
        key(
            "prepared",
            Sort::Date,
            "2026-11-26",
            "The day of the statement.",
        ),
        key(
            "issues",
            Sort::List(&Sort::Record(&ISSUE)),
            "[{text: Maps have no description yet., until: 2027-03-31}]",
            "What not everybody can use yet.",
        ),
        key(
            "tested",
            Sort::Markdown,
            "By two readers with a screen reader.",
            "How it was tested.",
        ),
        key(
            "enforcement",
            Sort::Record(&ENFORCEMENT),
            "{title: Equality Advisory and Support Service, url: \"https://www.equalityadvisoryservice.com/\"}",
            "Who enforces the law.",
        ),
    ],
    choose: Choose::Freely,
};

/// What not everybody can use.
pub static ISSUE: Record = Record {
    id: "issue",
    what: "this issue",
    example: Some("{text: Maps have no description yet., until: 2027-03-31}"),
    keys: &[
        key(
            "text",
            Sort::Markdown,
            "Maps have no description yet.",
            "What it is, with links as from the folder of `site.yaml`.",
        )
        .required(),
        key(
            "until",
            Sort::Date,
            "2027-03-31",
            "The day until which it is to be mended.",
        ),
    ],
    choose: Choose::Freely,
};

/// Who enforces the law.
pub static ENFORCEMENT: Record = Record {
    id: "enforcement",
    what: "`enforcement`",
    example: Some(
        "{title: Equality Advisory and Support Service, url: \"https://www.equalityadvisoryservice.com/\"}",
    ),
    keys: &[
        key(
            "title",
            Sort::Words,
            "Equality Advisory and Support Service",
            "What it is called.",
        )
        .required(),
        key(
            "url",
            Sort::Text(&form::URL),
            "\"https://www.equalityadvisoryservice.com/\"",
            "Its web address.",
        )
        .required(),
    ],
    choose: Choose::Freely,
};

/// Contact points on one sheet of paper.
pub static SHEET: Record = Record {
    id: "sheet",
    what: "this sheet",
    example: Some("{id: who-to-call, title: Who to call, contacts: [front-desk]}"),
    keys: &[
        key(
            "id",
            Sort::Text(&form::ID),
            "who-to-call",
            "Its name in the address.",
        )
        .required(),
        key("title", Sort::Words, "Who to call", "Its heading.").required(),
        key(
            "contacts",
            CONTACTS,
            "[front-desk]",
            "Contact points, or ids of `contacts.yaml`; at most 8.",
        )
        .required(),
    ],
    choose: Choose::Freely,
};

/// How years go.
pub static YEAR_FORM: Record = Record {
    id: "year-form",
    what: "`year`",
    example: Some("year: {starts: 4, called: Financial year}"),
    keys: &[
        key(
            "starts",
            Sort::Number(1, 12),
            "4",
            "The number of the month that begins a year.",
        ),
        key(
            "called",
            Sort::Words,
            "Financial year",
            "What stands before the year in titles.",
        ),
    ],
    choose: Choose::Freely,
};

/// How large files may grow.
pub static BUDGETS: Record = Record {
    id: "budgets",
    what: "`budgets`",
    example: None,
    keys: &[key(
        "search_index_kb",
        Sort::Number(0, i64::MAX),
        "4000",
        "The most kilobytes of the search index for other programs, which is left out above it.",
    )],
    choose: Choose::Freely,
};

/// How much each rule of `redway check` matters.
pub static CHECK: Map = Map {
    what: "`check`",
    example: Some("check: {long-sentence: note, unused: {archive/: off}}"),
    names: Names::Of(words::rules),
    value: Sort::OneOf(&[Sort::Choice(words::levels), Sort::Map(&FOLDERS)]),
};

/// How much a rule matters, by folder.
pub static FOLDERS: Map = Map {
    what: "the folders of a rule",
    example: Some("check: {long-sentence: note, unused: {archive/: off}}"),
    names: Names::Any("the path of a folder, or `/` for the whole site"),
    value: Sort::Choice(words::levels),
};
