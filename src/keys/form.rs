//! What texts are: what each says, and by which pattern a program can tell that it does not.

/// What a text is.
#[derive(Debug, PartialEq, Eq)]
pub struct Form {
    /// In words, as the end of "it holds".
    pub is: &'static str,
    /// A regular expression that every text of this form matches, and few others do.
    pub pattern: Option<&'static str>,
    /// The list whose ids it is one of, by its name in [`FILES`](super::FILES).
    pub list: Option<&'static str>,
}

const fn form(is: &'static str) -> Form {
    Form {
        is,
        pattern: None,
        list: None,
    }
}

const fn like(is: &'static str, pattern: &'static str) -> Form {
    Form {
        is,
        pattern: Some(pattern),
        list: None,
    }
}

const fn id_of(list: &'static str, is: &'static str) -> Form {
    Form {
        is,
        pattern: Some(ID_PATTERN),
        list: Some(list),
    }
}

/// The pattern of an id.
pub const ID_PATTERN: &str = "^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$";

pub(super) const PLAIN: Form = form("text");
pub(super) const ID: Form = like(
    "an id: small letters a to z, digits and hyphens",
    ID_PATTERN,
);
pub(super) const PERSON: Form = id_of("people", "an id of `people.yaml`");
pub(super) const CONTACT: Form = id_of("contacts", "an id of `contacts.yaml`");
pub(super) const DOCUMENT: Form = id_of("documents", "an id of `documents.yaml`");
pub(super) const AUDIENCE: Form = id_of("audiences", "an id of `audiences.yaml`");
pub(super) const ORGANISATION_ID: Form = id_of("organisations", "an id of `organisations.yaml`");
pub(super) const ORGANISATION: Form = form("an organisation by its name or id");
pub(super) const YEAR: Form = id_of("years", "an id of `years.yaml`");
pub(super) const AREA: Form = like("an area of the series", ID_PATTERN);
pub(super) const SERIES: Form = like("the `id` of a series", ID_PATTERN);
pub(super) const GROUP: Form = like("the `id` of a group", ID_PATTERN);
pub(super) const PRIORITY: Form = like("a priority of the plan", ID_PATTERN);
pub(super) const REFERENCE: Form = like(
    "a reference: letters a to z, digits, hyphens and dots, up to 40",
    "^[A-Za-z0-9.-]{1,40}$",
);
pub(super) const PAGE: Form = form("the path of a page");
pub(super) const FILE: Form = form("the path of a file");
pub(super) const FILE_OR_ADDRESS: Form = form("the path of a file or page, or a full web address");
pub(super) const TEMPLATE: Form = like("the name of a template", "\\.html$");
pub(super) const SITE_ADDRESS: Form = form("an address of the site");
pub(super) const LINK: Form = form("an address of the site, or a full one");
pub(super) const URL: Form = like("a full web address", "^[Hh][Tt][Tt][Pp][Ss]?://");
pub(super) const MAILBOX: Form = like("an e-mail address", "@");
pub(super) const PHONE: Form = like("a telephone number", "[0-9]");
pub(super) const TIME: Form = like("a time", "^[0-9]{1,2}:[0-9]{2}$");
pub(super) const TIMES: Form = like("a time, or from when until when", "^[0-9]{1,2}:[0-9]{2}");
pub(super) const WHEN: Form = like(
    "a day, perhaps with times; or several days, or a month",
    "[0-9]{4}-[0-9]{2}",
);
pub(super) const MOMENT: Form = like(
    "a day, perhaps with a time",
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}( +[0-9]{1,2}:[0-9]{2})?$",
);
pub(super) const DAY_OF_RULE: Form = form("a weekday, a day of the month, a working day or a date");
pub(super) const EVERY: Form = like(
    "a number of weeks or months, such as `six weeks`",
    "^[A-Za-z0-9]+ ([Ww]eeks?|[Mm]onths?)$",
);
pub(super) const COLOUR: Form = like(
    "a colour: `#rgb` or `#rrggbb`",
    "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$",
);
pub(super) const LANGUAGE: Form = like("a language tag", "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$");
pub(super) const COUNTRY: Form = like("the code of a country", "^[A-Z]{2}$");
pub(super) const ZONE: Form = form("the name of a time zone");
pub(super) const DOMAIN: Form = like("a domain name", "^[A-Za-z0-9.-]{1,253}$");
pub(super) const PLACE: Form =
    form("`everywhere`, `home`, `roles`, `calendar`, or the path of a page");
pub(super) const BRANCH: Form = like("the name of a branch", "^[A-Za-z0-9._/-]{1,200}$");
pub(super) const COLUMN: Form = form("the id of a column");
