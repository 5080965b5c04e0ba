//! What `site.yaml` says: its time zone, and menus whose links are followed.

use std::sync::Arc;

use super::kinds::shared::contacts;
use super::references::links::{Links, Origin};
use crate::calendar::Zone;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, clipped, nearest};
use crate::load::{
    RawAccessibility, RawMenuItem, RawNotice, RawReport, RawSettings, RawSheet, RawText, Spanned,
    path_in_content,
};
use crate::model::{
    Accessibility, Emergency, Link, List, Logo, Media, MenuItem, Notice, NoticePlace, PageId,
    Report, Route, SchoolYear, Settings, Sheet, Site, Target, YearForm,
};
use crate::reach::telephone;

/// The time zone of the site; one that there is not is reported.
pub(super) fn zone(settings: &RawSettings, diagnostics: &mut Diagnostics) -> Option<Zone> {
    let name = &settings.time_zone;
    let zone = Zone::find(&name.value);
    let finding = match &zone {
        None => {
            let names = Zone::names();
            // A place by its own name; the short names are too many and too short to guess among.
            let places = || names.iter().map(String::as_str).filter(|n| n.contains('/'));
            let city = places().find(|place| {
                let city = place.rsplit('/').next().unwrap_or(place);
                city.eq_ignore_ascii_case(&name.value.replace(' ', "_"))
            });
            let finding = Diagnostic::error(
                Code::UnknownZone,
                format!("there is no time zone `{}`", name.value),
            );
            let near = || nearest(&name.value, places());
            finding.meant(city.or_else(near)).help("write a name of the time zone database, such as Europe/London")
        }
        Some(zone) if zone.name() == "GMT" => Diagnostic::warning(
            Code::NoSummerTime,
            "in the time zone `GMT` the clocks never change, so meetings in a British summer would be an hour late",
        )
        .help("write Europe/London for Britain, or UTC if no clock changes where the meetings are"),
        Some(_) => return zone,
    };
    diagnostics.push(finding.at(&settings.file, name.span.clone()));
    zone
}

/// What of the settings holds Markdown or contact points, which are taken apart.
pub(super) struct Texts {
    notices: Vec<RawNotice>,
    accessibility: Option<RawAccessibility>,
    sheets: Vec<RawSheet>,
}

impl Texts {
    /// Takes it out of the settings.
    pub(super) fn taken(raw: &mut RawSettings) -> Self {
        Texts {
            notices: std::mem::take(&mut raw.notices),
            accessibility: raw.accessibility.take(),
            sheets: std::mem::take(&mut raw.sheets),
        }
    }
}

/// The settings, with every link of the menus followed.
pub(super) fn settings(
    raw: &RawSettings,
    texts: Texts,
    year: YearForm,
    links: &Links<'_>,
    diagnostics: &mut Diagnostics,
) -> Settings {
    Settings {
        file: Arc::clone(&raw.file),
        title: raw.title.clone(),
        base_url: raw.base_url.clone(),
        organisation: raw.organisation.clone(),
        description: raw.description.clone(),
        language: raw.language.clone(),
        british: raw.ways.british,
        time_zone: raw.time_zone.value.clone(),
        uid_domain: raw.uid_domain.clone().unwrap_or_default(),
        addresses: raw.addresses,
        search: raw.search,
        search_budget: raw.search_budget,
        ask: menu(&raw.ask, raw, links, diagnostics),
        menu: menu(
            raw.menu.as_deref().unwrap_or_default(),
            raw,
            links,
            diagnostics,
        ),
        footer: menu(
            raw.footer.as_deref().unwrap_or_default(),
            raw,
            links,
            diagnostics,
        ),
        emergency: emergency(raw, links, diagnostics),
        notices: notices(texts.notices, &raw.file, links, diagnostics),
        logo: logo(raw, links, diagnostics),
        report: report(raw, links, diagnostics),
        edit: raw.edit.clone(),
        accessibility: texts
            .accessibility
            .map(|statement| accessibility(statement, &raw.file, links, diagnostics)),
        sheets: sheets(texts.sheets, &raw.file, links, diagnostics),
        freshness: raw.freshness,
        year,
        preview: raw.preview,
        extra_css: raw
            .extra_css
            .iter()
            .map(|sheet| path_in_content(&sheet.value).to_owned())
            .collect(),
        extra: raw.extra.clone(),
    }
}

/// How years go: as the settings say; else from September where `years.yaml` has terms, for then there are schools; else as
/// its first year does, else from January.
pub(super) fn year_form(settings: &RawSettings, years: &[SchoolYear]) -> YearForm {
    let of_schools = years.iter().any(|year| !year.terms.is_empty());
    let of_records = match years.first() {
        _ if of_schools => 9,
        Some(year) => year.first.month(),
        None => 1,
    };
    YearForm {
        starts: settings.year_starts.unwrap_or(of_records),
        called: settings.year_called.clone(),
    }
}

/// Whom to call in an emergency, with its link followed.
fn emergency(
    raw: &RawSettings,
    links: &Links<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Emergency> {
    let written = raw.emergency.as_ref()?;
    let origin = Origin {
        file: &raw.file,
        folder: "",
        page: PageId::new(0),
    };
    let page = written.page.as_ref();
    Some(Emergency {
        title: written.title.clone(),
        phone: written.phone.clone(),
        phone_href: telephone::href(&written.phone),
        otherwise: written.otherwise.clone(),
        words: written.words.clone(),
        short: written.short.clone(),
        page: page.and_then(|page| page_of(page, links, &origin, diagnostics)),
    })
}

/// The picture that stands for the site.
fn logo(raw: &RawSettings, links: &Links<'_>, diagnostics: &mut Diagnostics) -> Option<Logo> {
    let written = raw.brand.logo.as_ref()?;
    let origin = Origin {
        file: &raw.file,
        folder: "",
        page: PageId::new(0),
    };
    let target = links.target(written, &origin, diagnostics)?;
    let file = match &target {
        Target::File(path, _) => links
            .assets
            .get(&**path)
            .map(|file| (*file, Media::of(path))),
        _ => None,
    };
    let (file, icon) = match file {
        Some((file, media @ (Media::Svg | Media::Png))) => (file, Some(media.content_type())),
        Some((file, Media::Jpeg | Media::Webp)) => (file, None),
        _ => {
            diagnostics.push(
                Diagnostic::error(Code::BrokenLink, "`logo` should lead to a picture")
                    .at(&raw.file, written.span.clone())
                    .help(
                        "put a file such as logo.svg into the content folder, and write its path",
                    ),
            );
            return None;
        }
    };
    Some(Logo { file, icon })
}

/// Where reports go.
fn report(raw: &RawSettings, links: &Links<'_>, diagnostics: &mut Diagnostics) -> Option<Report> {
    let origin = Origin {
        file: &raw.file,
        folder: "",
        page: PageId::new(0),
    };
    Some(match raw.report.as_ref()? {
        RawReport::Email(email) => Report::Email(email.clone()),
        RawReport::Url(url) => Report::Url(url.clone()),
        RawReport::Page(page) => {
            let (page, behind) = part_of_page(page, links, &origin, diagnostics)?;
            Report::Page(page, behind)
        }
    })
}

/// The accessibility statement, with every link and contact point followed.
fn accessibility(
    raw: RawAccessibility,
    file: &Arc<str>,
    links: &Links<'_>,
    diagnostics: &mut Diagnostics,
) -> Accessibility {
    let origin = Origin {
        file,
        folder: "",
        page: PageId::new(0),
    };
    let mut body = |text: RawText| Some(links.body(text.body?, &origin, diagnostics));
    let issues = raw.issues.into_iter();
    let issues = issues.filter_map(|issue| Some((body(issue.text)?, issue.until)));
    let issues = issues.collect();
    let tested = raw.tested.and_then(&mut body);
    Accessibility {
        status: raw.status,
        prepared: raw.prepared,
        issues,
        tested,
        enforcement: raw.enforcement,
        contacts: contacts(raw.contacts, links, file, diagnostics),
    }
}

/// The sheets for paper, with every contact point followed.
fn sheets(
    raw: Vec<RawSheet>,
    file: &Arc<str>,
    links: &Links<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Sheet> {
    let sheets = raw.into_iter().map(|sheet| Sheet {
        id: sheet.id.value,
        title: sheet.title,
        contacts: contacts(sheet.contacts, links, file, diagnostics),
    });
    sheets.collect()
}

/// The words that say where a notice stands, besides paths of pages.
const PLACES: [(&str, Option<NoticePlace>); 4] = [
    ("everywhere", None),
    ("home", Some(NoticePlace::Home)),
    ("roles", Some(NoticePlace::Roles)),
    ("calendar", Some(NoticePlace::Calendar)),
];

/// The notices, with every link followed.
fn notices(
    raw: Vec<RawNotice>,
    file: &Arc<str>,
    links: &Links<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Notice> {
    let origin = Origin {
        file,
        folder: "",
        page: PageId::new(0),
    };
    let mut notices = Vec::new();
    for notice in raw {
        let mut places = Vec::new();
        let mut everywhere = notice.places.is_empty();
        for written in &notice.places {
            match PLACES.iter().find(|(word, _)| *word == written.value) {
                Some((_, Some(place))) => places.push(*place),
                Some((_, None)) => everywhere = true,
                None if !written.value.contains(['/', '.']) => {
                    diagnostics.push(no_place(written).at(file, written.span.clone()));
                }
                None => places
                    .extend(page_of(written, links, &origin, diagnostics).map(NoticePlace::Page)),
            }
        }
        if everywhere {
            places.clear();
        } else if places.is_empty() {
            // What it names is not there, which is told.
            continue;
        }
        let page = notice.page.as_ref();
        notices.push(Notice {
            page: page.and_then(|written| page_of(written, links, &origin, diagnostics)),
            text: match notice.text.body {
                Some(body) => links.body(body, &origin, diagnostics),
                None => continue,
            },
            from: notice.from,
            until: notice.until,
            places,
        });
    }
    notices
}

fn no_place(written: &Spanned<String>) -> Diagnostic {
    let words: Vec<&str> = PLACES.iter().map(|(word, _)| *word).collect();
    let shown = clipped(&written.value);
    Diagnostic::error(
        Code::UnknownValue,
        format!("a notice cannot stand at `{shown}`"),
    )
    .did_you_mean(&written.value, words.iter().copied())
    .help(format!(
        "write `{}`, or the path of a page or folder: safeguarding/",
        words.join("`, `")
    ))
}

/// The page that a path names; what is no page is reported.
fn page_of(
    written: &Spanned<String>,
    links: &Links<'_>,
    origin: &Origin<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<PageId> {
    part_of_page(written, links, origin, diagnostics).map(|(page, _)| page)
}

/// The same with what is written behind the path of the page.
fn part_of_page(
    written: &Spanned<String>,
    links: &Links<'_>,
    origin: &Origin<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<(PageId, Option<Box<str>>)> {
    match links.target(written, origin, diagnostics)? {
        Target::Page(page, behind) => Some((page, behind)),
        _ => {
            diagnostics.push(
                Diagnostic::error(Code::BrokenLink, "this should lead to a page")
                    .at(origin.file, written.span.clone())
                    .help("write the path of a Markdown file"),
            );
            None
        }
    }
}

/// An address as links have it: one that dials holds what is dialled.
fn dialled(address: &str) -> String {
    match address.strip_prefix("tel:") {
        Some(number) => telephone::href(number),
        None => address.to_owned(),
    }
}

fn menu(
    items: &[RawMenuItem],
    settings: &RawSettings,
    links: &Links<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<MenuItem> {
    let origin = Origin {
        file: &settings.file,
        folder: "",
        page: PageId::new(0),
    };
    items
        .iter()
        .filter_map(|item| {
            let written = item.page.as_ref().or(item.address.as_ref())?;
            let outside = ["https://", "http://", "mailto:", "tel:"]
                .iter()
                .any(|s| written.value.starts_with(s));
            let to = if outside && item.address.is_some() {
                Link::Outside(dialled(&written.value))
            } else {
                link(links.target(written, &origin, diagnostics)?, links)?
            };
            let title = item.title.clone().or_else(|| match to {
                Link::Route(Route::Page(page), _) => Some(links.titles[page.index()].clone()),
                Link::Route(..) | Link::Outside(_) => None,
            });
            if title.is_none() {
                diagnostics.push(
                    Diagnostic::error(Code::MissingKey, "this menu item has no `title`")
                        .at(&settings.file, item.span.start..item.span.start + 1)
                        .help("add the words that readers see: title: …"),
                );
            }
            let title = Some(title?);
            Some(MenuItem { title, to })
        })
        .collect()
}

/// The most sections that a menu leads to which nobody wrote. Two lists follow, and all have room in two lines of a narrow window.
const MOST_SECTIONS: usize = 7;

/// The menu of a site that has none of its own: the first sections of the home page, records after what is
/// true today, and where meetings and people are looked up.
pub(super) fn menu_of_sections(site: &Site) -> Vec<MenuItem> {
    let children = site.page(site.home).children.iter().copied();
    let mut sections: Vec<_> = children.filter(|id| site.page(*id).is_section).collect();
    sections.sort_by_cached_key(|id| site.is_past(*id));
    let sections = sections.into_iter().take(MOST_SECTIONS);
    let lists = [List::Calendar, List::People].map(Route::List);
    let all = sections.map(Route::Page).chain(lists);
    items(site, all)
}

/// So many pages of the home page does a foot lead to which nobody wrote.
const MOST_AT_FOOT: usize = 6;

/// The foot of a site that has none of its own: what its menu leaves out, of the first pages of home that are no sections
/// and of the lists of everything.
pub(super) fn foot_of_the_rest(site: &Site) -> Vec<MenuItem> {
    let left_out = |route: &Route| {
        let mut menu = site.settings.menu.iter();
        !menu.any(|item| matches!(&item.to, Link::Route(to, None) if to == route))
    };
    let children = site.page(site.home).children.iter().copied();
    let pages = children.filter(|id| !site.page(*id).is_section);
    let pages = pages.map(Route::Page).filter(left_out);
    let lists = [
        List::Audiences,
        List::Calendar,
        List::People,
        List::Organisations,
        List::Glossary,
        List::Documents,
    ];
    let lists = lists.map(Route::List).into_iter().filter(left_out);
    items(site, pages.take(MOST_AT_FOOT).chain(lists))
}

/// Items that lead to those of some routes that there are: pages by their titles, lists by what the theme calls them.
fn items(site: &Site, routes: impl Iterator<Item = Route>) -> Vec<MenuItem> {
    let there = routes.filter(|route| site.routes.link(*route).is_some());
    let items = there.map(|route| MenuItem {
        title: match route {
            Route::Page(id) => Some(site.page(id).title.clone()),
            _ => None,
        },
        to: Link::Route(route, None),
    });
    items.collect()
}

/// Where a link of the settings leads.
fn link(target: Target, links: &Links<'_>) -> Option<Link> {
    Some(match target {
        Target::Page(page, behind) => Link::Route(Route::Page(page), behind),
        Target::Route(route, behind) => Link::Route(route, behind),
        Target::File(file, behind) => Link::Route(links.asset(&file)?, behind),
        Target::Person(person) => Link::Route(Route::Person(person), None),
        Target::Fact(fact) => match fact.to {
            Target::Verbatim(address) => Link::Outside(address.into()),
            target => link(target, links)?,
        },
        Target::Heading(_) | Target::Verbatim(_) => return None,
    })
}
