//! `site.yaml`.

mod accessibility;
mod brand;
mod check;
mod places;
mod report;
mod repository;
mod sheets;

use std::sync::Arc;

use crate::calendar::Uri;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::keys::words::{ADDRESSES, RAW_HTML, SEVERITIES};
use crate::keys::{BUDGETS, EMERGENCY, FRESHNESS, MENU_ITEM, NOTICE, SITE, YEAR_FORM};
use crate::load::parts::language;
use crate::load::raw::{RawBrand, RawEmergency, RawMenuItem, RawNotice, RawSettings, RawText};
use crate::load::yaml::fields::{Fields, Reader, Spanned, Ways, short};
use crate::load::yaml::reach;
use crate::load::yaml::tree::{Node, Value};
use crate::locale::is_right_to_left;
use crate::model::{Addresses, Data};
use crate::reach::telephone;

/// The default budget of the one-file search index: what a phone on a slow network can bear.
const SEARCH_BUDGET_KB: u64 = 4_000;

const LANGUAGE: &str = "en-GB";
const TIME_ZONE: &str = "Europe/London";

/// Settings without a file, so that the rest of a broken site can still be checked.
pub(crate) fn fallback(file: &Arc<str>) -> RawSettings {
    RawSettings {
        file: Arc::clone(file),
        title: String::new(),
        base_url: "https://example.org/".to_owned(),
        organisation: None,
        description: None,
        language: LANGUAGE.to_owned(),
        time_zone: Spanned {
            value: TIME_ZONE.to_owned(),
            span: 0..0,
        },
        uid_domain: None,
        addresses: Addresses::Folder,
        search: true,
        search_budget: SEARCH_BUDGET_KB * 1000,
        ask: Vec::new(),
        menu: None,
        footer: None,
        emergency: None,
        notices: Vec::new(),
        brand: RawBrand::default(),
        report: None,
        edit: None,
        accessibility: None,
        print: false,
        sheets: Vec::new(),
        freshness: None,
        levels: Vec::new(),
        year_starts: None,
        year_called: None,
        ways: Ways {
            unknown_keys: Severity::Error,
            broken_links: Severity::Error,
            right_to_left: false,
            british: false,
            month_first: false,
        },
        broken_links: Severity::Error,
        raw_html: false,
        preview: false,
        files: Vec::new(),
        extra_css: Vec::new(),
        extra: Data::Null,
    }
}

/// What `site.yaml` says about all files, itself too; needed before anything is read.
pub(crate) fn ways(node: &Node) -> Ways {
    let of = |key: &str| match &node.value {
        Value::Map(entries) => entries.iter().find_map(|(name, value)| match &value.value {
            Value::Scalar { text, .. } if name.text == key => Some(text.trim()),
            _ => None,
        }),
        _ => None,
    };
    let severity = |key: &str| match of(key) {
        Some("warn") => Severity::Warning,
        _ => Severity::Error,
    };
    Ways {
        unknown_keys: severity("unknown_keys"),
        broken_links: severity("broken_links"),
        right_to_left: of("language").is_some_and(is_right_to_left),
        month_first: match of("country") {
            Some(country) => country == "US",
            None => of("language").is_some_and(|tag| tag.eq_ignore_ascii_case("en-US")),
        },
        british: match of("country") {
            Some(country) => country == "GB",
            None => {
                is_british(of("language").unwrap_or(LANGUAGE))
                    && BRITISH_ZONES.contains(&of("time_zone").unwrap_or(TIME_ZONE))
            }
        },
    }
}

/// The zones of the countries that share the telephone numbers of the United Kingdom.
const BRITISH_ZONES: [&str; 7] = [
    "Europe/London",
    "Europe/Belfast",
    "Europe/Jersey",
    "Europe/Guernsey",
    "Europe/Isle_of_Man",
    "GB",
    "GB-Eire",
];

/// Whether a language tag names the United Kingdom, or a language of it and no other country.
fn is_british(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let region = parts.find(|part| part.len() == 2);
    match region {
        Some(region) => region.eq_ignore_ascii_case("GB"),
        None => ["cy", "gd", "kw"]
            .iter()
            .any(|own| language.eq_ignore_ascii_case(own)),
    }
}

/// The country whose numbers are written without a country code; what is none is reported.
fn country(fields: &mut Fields<'_>) {
    let Some(country) = fields.text("country") else {
        return;
    };
    let good = country.value.len() == 2
        && country.value.bytes().all(|b| b.is_ascii_uppercase())
        && country.value != "UK";
    if !good {
        let small = country.value.to_ascii_uppercase();
        let british = ["UK", "GB", "ENGLAND", "WALES", "SCOTLAND", "UNITED KINGDOM"];
        let meant = if british.contains(&small.as_str()) {
            Some("GB".to_owned())
        } else {
            (small.len() == 2 && small != country.value).then_some(small)
        };
        fields.reader.report(
            Diagnostic::error(
                Code::UnknownValue,
                format!("`{}` is not the code of a country", short(&country.value)),
            )
            .meant(meant)
            .help("write its two capital letters, such as GB, IE or NZ (ISO 3166)"),
            country.span,
        );
    }
}

/// Reads the settings.
pub(crate) fn read(node: Node, file: &Arc<str>, reader: &Reader) -> Option<RawSettings> {
    let ways = ways(&node);
    let mut fields = reader.fields(node, &SITE)?;
    let mut settings = fallback(file);
    settings.ways = ways;
    if let Some(title) = fields.required_words("title") {
        settings.title = title.value;
    }
    if let Some(url) = fields.required("base_url") {
        match base_url(&url.value) {
            Ok(address) => settings.base_url = address,
            Err(why) => reader.report(
                Diagnostic::error(
                    Code::BadContact,
                    format!(
                        "`{}` cannot be the address of a site: {why}",
                        short(&url.value)
                    ),
                )
                .help("write the full address, for example https://toolkit.example.org/"),
                url.span,
            ),
        }
    }
    settings.organisation = fields.plain("organisation");
    settings.description = fields.plain("description");
    if let Some(language) = language::read(&mut fields) {
        settings.language = language;
    }
    country(&mut fields);
    if let Some(zone) = fields.text("time_zone") {
        settings.time_zone = zone;
    }
    if let Some(domain) = fields.text("uid_domain") {
        if is_domain(&domain.value) {
            settings.uid_domain = Some(domain.value);
        } else {
            reader.report(
                Diagnostic::error(Code::UnknownValue, format!("`{}` is not a domain name", short(&domain.value)))
                    .help("write a name such as toolkit.example.org; it never changes once feeds are published"),
                domain.span,
            );
        }
    }
    if let Some(addresses) = fields.choice("addresses", ADDRESSES) {
        settings.addresses = addresses;
    }
    settings.search = fields.flag("search").unwrap_or(true);
    settings.ask = menu(&mut fields, "ask");
    settings.menu = own(&mut fields, "menu");
    settings.footer = own(&mut fields, "footer");
    settings.emergency = emergency(&mut fields);
    settings.notices = notices(&mut fields);
    settings.brand = brand::read(&mut fields);
    settings.report = report::read(&mut fields);
    settings.edit = repository::read(&mut fields);
    settings.accessibility = accessibility::read(&mut fields);
    settings.print = fields.flag("print").unwrap_or(false);
    settings.sheets = sheets::read(&mut fields);
    settings.freshness = freshness(&mut fields);
    settings.levels = check::read(&mut fields);
    (settings.year_starts, settings.year_called) = year(&mut fields);
    // It was asked for when the ways were.
    let _ = fields.choice("unknown_keys", SEVERITIES);
    settings.broken_links = fields
        .choice("broken_links", SEVERITIES)
        .unwrap_or(Severity::Error);
    settings.raw_html = fields.choice("raw_html", RAW_HTML).unwrap_or(false);
    settings.files = fields.texts("files");
    settings.extra_css = fields.texts("extra_css");
    if let Some(node) = fields.take("budgets")
        && let Some(mut budgets) = reader.fields(node, &BUDGETS)
    {
        if let Some(kilobytes) = budgets.number("search_index_kb") {
            match u64::try_from(kilobytes) {
                Ok(kilobytes) => settings.search_budget = kilobytes.saturating_mul(1000),
                Err(_) => reader.report(
                    Diagnostic::error(
                        Code::UnknownValue,
                        format!("`search_index_kb` cannot be {kilobytes}"),
                    )
                    .help("write how many kilobytes the index may have, or 0 for no such file"),
                    budgets.key_span("search_index_kb"),
                ),
            }
        }
        budgets.finish();
    }
    settings.extra = fields.data("extra");
    fields.finish();
    Some(settings)
}

/// Whom to call in an emergency.
fn emergency(fields: &mut Fields<'_>) -> Option<RawEmergency> {
    let reader = fields.reader;
    let node = fields.take("emergency")?;
    let mut fields = reader.fields(node, &EMERGENCY)?;
    let title = fields.required_words("title");
    let phone = fields.required("phone");
    let (otherwise, words) = (fields.plain("otherwise"), fields.plain("words"));
    let (short, page) = (fields.plain("short"), fields.text("page"));
    if let Some(page) = page.as_ref().filter(|_| words.is_none()) {
        reader.report(
            Diagnostic::error(Code::MissingKey, "the link to this page has no words")
                .help("add the words that readers see: words: Follow five steps"),
            page.span.clone(),
        );
    }
    fields.finish();
    if let Some(phone) = &phone {
        dialled(phone, reader);
    }
    Some(RawEmergency {
        title: title?.value,
        phone: phone?.value,
        otherwise,
        words,
        short,
        page,
    })
}

/// Reports a number for emergencies that no telephone dials. Short ones are right, but none has fewer than three digits.
fn dialled(phone: &Spanned<String>, reader: &Reader) {
    if telephone::read(&phone.value).is_some() {
        reach::check_number(&phone.value, phone.span.clone(), reader);
        return;
    }
    let message = format!("`{}` is no number that can be dialled", short(&phone.value));
    reader.report(
        Diagnostic::error(Code::BadContact, message).help(
            "write one number with at least three digits, such as 999; put words in `otherwise`",
        ),
        phone.span.clone(),
    );
}

/// So many notices may there be: every page may hold all of them, and nobody reads more.
const MOST_NOTICES: usize = 12;

/// The messages for readers.
fn notices(fields: &mut Fields<'_>) -> Vec<RawNotice> {
    let reader = fields.reader;
    let span = fields.key_span("notices");
    let mut notices = Vec::new();
    for node in fields.list("notices") {
        let Some(mut item) = reader.fields(node, &NOTICE) else {
            continue;
        };
        let text = item.required("text");
        let page = item.text("page");
        let (from, until) = (item.date("from"), item.day("until").ok().flatten());
        let places = item.texts("where");
        item.finish();
        if let (Some(first), Some(last)) = (from, &until)
            && last.value < first
        {
            reader.report(
                Diagnostic::error(
                    Code::EndBeforeStart,
                    format!(
                        "this notice ends on {}, before it starts on {first}",
                        last.value
                    ),
                )
                .help("`from` is the first day and `until` the last, which is included"),
                last.span.clone(),
            );
            continue;
        }
        notices.extend(text.map(|text| RawNotice {
            text: RawText::of(text),
            page,
            from,
            until: until.map(|day| day.value),
            places,
        }));
    }
    if notices.len() > MOST_NOTICES {
        let message = format!(
            "there are {} notices, and a page may show all of them",
            notices.len()
        );
        reader.report(
            Diagnostic::error(Code::Repeated, message).help(format!(
                "keep {MOST_NOTICES} at the most, and put the others on a page"
            )),
            span,
        );
        notices.clear();
    }
    notices
}

/// For so many months facts may be said to be fresh.
const MOST_MONTHS: i64 = 120;

/// For how many months facts are fresh after somebody confirmed or changed them.
fn freshness(fields: &mut Fields<'_>) -> Option<u8> {
    let reader = fields.reader;
    let node = fields.take("freshness")?;
    let mut freshness = reader.fields(node, &FRESHNESS)?;
    let example = FRESHNESS.shown();
    // What is there and no number is told by itself.
    if !freshness.has_value("months") && !freshness.misspelt(&["months"]) {
        reader.report(
            Diagnostic::error(Code::MissingKey, "`freshness` has no `months`")
                .help(format!("write {example}")),
            freshness.span.start..freshness.span.start + 1,
        );
    }
    let months = freshness.number("months");
    let good = months.filter(|months| (1..=MOST_MONTHS).contains(months));
    if let (Some(months), None) = (months, good) {
        reader.report(
            Diagnostic::error(
                Code::UnknownValue,
                format!("facts cannot be fresh for {months} months"),
            )
            .help(format!("write a number from 1 to {MOST_MONTHS}: {example}")),
            freshness.key_span("months"),
        );
    }
    freshness.finish();
    good.and_then(|months| u8::try_from(months).ok())
}

/// How years go: the month that begins them, and what they are called.
fn year(fields: &mut Fields<'_>) -> (Option<i8>, Option<String>) {
    let reader = fields.reader;
    let Some(node) = fields.take("year") else {
        return (None, None);
    };
    let Some(mut year) = reader.fields(node, &YEAR_FORM) else {
        return (None, None);
    };
    let written = year.has_value("starts");
    let starts = year.number("starts");
    let month = starts.and_then(|month| i8::try_from(month).ok());
    let month = month.filter(|month| (1..=12).contains(month));
    if written && starts.is_some() && month.is_none() {
        reader.report(
            Diagnostic::error(
                Code::UnknownValue,
                "`starts` is the number of a month, from 1 to 12",
            )
            .help("write starts: 4 for years that begin in April"),
            year.key_span("starts"),
        );
    }
    let called = year.plain("called");
    year.finish();
    (month, called)
}

/// Whether a text is a domain name: at most 253 letters, in labels of letters, digits and hyphens.
fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

/// So many links may a menu have: every page holds all of them.
const MOST_LINKS: usize = 60;

fn menu(fields: &mut Fields<'_>, key: &'static str) -> Vec<RawMenuItem> {
    let nodes = fields.list(key);
    menu_items(nodes, fields, key)
}

/// Links that the site has of its own, if only an empty list.
fn own(fields: &mut Fields<'_>, key: &'static str) -> Option<Vec<RawMenuItem>> {
    let nodes = fields.list_if_any(key)?;
    Some(menu_items(nodes, fields, key))
}

fn menu_items(nodes: Vec<Node>, fields: &Fields<'_>, key: &'static str) -> Vec<RawMenuItem> {
    let reader = fields.reader;
    let span = fields.key_span(key);
    let mut items = Vec::new();
    for node in nodes {
        let Some(mut item) = reader.fields(node, &MENU_ITEM) else {
            continue;
        };
        let read = RawMenuItem {
            title: item.plain("title"),
            page: item.text("page"),
            address: item.text("address"),
            span: item.span.clone(),
        };
        item.finish();
        if read.page.is_some() == read.address.is_some() {
            reader.report(
                Diagnostic::error(
                    Code::MissingKey,
                    "a menu item leads either to a `page` or to an `address`",
                )
                .help(format!("write for example {}", MENU_ITEM.shown())),
                read.span,
            );
        } else {
            if let Some(address) = &read.address {
                reach::check(address, read.title.as_deref(), reader);
            }
            items.push(read);
        }
    }
    if items.len() > MOST_LINKS {
        let message = format!(
            "`{key}` has {} links, and every page holds all of them",
            items.len()
        );
        reader.report(
            Diagnostic::error(Code::Repeated, message).help(format!(
                "keep the {MOST_LINKS} that matter most at the most, and put the others on a page"
            )),
            span,
        );
        items.clear();
    }
    items
}

/// The host name of an absolute web address.
pub(crate) fn host(base_url: &str) -> &str {
    base_url
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split(['/', ':']).next())
        .unwrap_or("")
}

/// An absolute web address that ends in a slash, without query or fragment. It is one to calendars too
/// (`calendar::Uri`), and so is every address of a page or file below it.
pub(crate) fn base_url(text: &str) -> Result<String, &'static str> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .ok_or("it does not start with https:// or http://")?;
    if rest.is_empty() || rest.starts_with(['/', ':']) {
        return Err("it has no host name");
    }
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let port = host.rsplit_once(':').map(|(_, port)| port);
    if port.is_some_and(|port| port.is_empty() || !port.bytes().all(|b| b.is_ascii_digit())) {
        return Err("its port is not a number");
    }
    if path.contains("//") || path.starts_with('/') {
        return Err("it holds `//` twice");
    }
    if rest.contains(['?', '#']) {
        return Err("it holds a ? or a #");
    }
    if !text
        .bytes()
        .all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>' | b'\\' | b'`'))
        || Uri::parse(text).is_err()
    {
        return Err("it holds a sign that addresses cannot hold");
    }
    Ok(if text.ends_with('/') {
        text.to_owned()
    } else {
        format!("{text}/")
    })
}

#[cfg(test)]
mod tests {
    use super::base_url;

    #[test]
    fn a_base_address_is_absolute_and_ends_in_a_slash() {
        assert_eq!(
            base_url("https://a.example/b"),
            Ok("https://a.example/b/".into())
        );
        for wrong in [
            "a.example",
            "https://",
            "https:///x",
            "https://a/?b",
            "https://a/ b",
            "https://https://a.example/",
            "https://a.example//b",
            "https://a.example:/",
            "https://:80/",
            "https://a{b}.example/",
            "javascript:alert(1)",
        ] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }
}
