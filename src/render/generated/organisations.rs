//! The pages of organisations: one each, and the list of all.

use serde::Serialize;

use super::parts::generated_parts;
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::model::{List, Organisation, OrganisationId, Route, Site, Sort, Trust};
use crate::render::frame::Frames;
use crate::render::theme::Theme;
use crate::render::view::contacts;
use crate::render::view::entry::role;
use crate::render::view::href::{self, relative};
use crate::render::view::parts::{breadcrumb, generated_source};
use crate::render::view::views::{LinkView, PersonLine};

#[derive(Serialize)]
struct OrganisationView {
    name: String,
    also: Vec<String>,
    sort: &'static str,
    trust: Option<RunView>,
    runs: Vec<RunView>,
    leaders: Vec<LeaderView>,
    people: Vec<MemberView>,
    seats: Vec<SeatView>,
    note: Option<String>,
    document: Option<String>,
}

#[derive(Serialize)]
struct RunView {
    name: String,
    href: String,
    as_of: Option<String>,
    certain: bool,
}

/// A page on which somebody sits or chairs for the organisation.
#[derive(Serialize)]
struct SeatView {
    title: String,
    href: String,
    as_of: Option<String>,
}

#[derive(Serialize)]
struct LeaderView {
    name: String,
    role: Option<String>,
    as_of: Option<String>,
}

#[derive(Serialize)]
struct MemberView {
    person: PersonLine,
    role: Option<String>,
}

#[derive(Serialize)]
struct SortView {
    sort: &'static str,
    organisations: Vec<EntryView>,
}

#[derive(Serialize)]
struct EntryView {
    name: String,
    href: String,
    trust: Option<RunView>,
    people: usize,
}

/// The page of one organisation.
pub(crate) fn page(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    id: OrganisationId,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let locale = theme.locale();
    let organisation = site.organisation(id);
    let from = site.routes.href(Route::Organisation(id));
    let list = site.routes.href(Route::List(List::Organisations));
    let mut parts = generated_parts(
        site,
        frames,
        from,
        Route::List(List::Organisations),
        &organisation.name,
        "organisation",
    );
    parts.breadcrumb = breadcrumb(site, from, Some(site.home));
    parts.breadcrumb.push(LinkView {
        title: list_title(site, theme).to_owned(),
        href: relative(from, list),
        lang: None,
    });
    let mut context = parts.context(frames.site(from));
    context.insert("organisation", &view(locale, site, from, organisation));
    theme.render("organisation.html", &context, &generated_source(from))
}

fn view(locale: &Locale, site: &Site, from: &str, organisation: &Organisation) -> OrganisationView {
    let mut people: Vec<_> = organisation.people.clone();
    people.retain(|id| site.person(*id).current);
    people.sort_by_cached_key(|id| locale.sort_key(&site.person(*id).surname));
    OrganisationView {
        name: organisation.name.clone(),
        also: organisation.also.clone(),
        sort: organisation.sort.word(),
        trust: organisation
            .trust
            .map(|trust| run(locale, site, from, trust.by, trust)),
        runs: organisation
            .runs
            .iter()
            .filter_map(|&id| Some(run(locale, site, from, id, site.organisation(id).trust?)))
            .collect(),
        leaders: organisation
            .leaders
            .iter()
            .map(|leader| LeaderView {
                name: leader.name.clone(),
                role: leader.role.clone(),
                as_of: leader.as_of.map(|at| locale.as_of(at)),
            })
            .collect(),
        people: people
            .into_iter()
            .map(|id| MemberView {
                person: contacts::person(site, from, id),
                role: role(site.person(id)).map(str::to_owned),
            })
            .collect(),
        seats: organisation
            .named_on
            .iter()
            .map(|&id| {
                let page = site.page(id);
                SeatView {
                    title: page.title.clone(),
                    href: relative(from, &page.address.href),
                    as_of: page.as_of.map(|at| locale.as_of(at)),
                }
            })
            .collect(),
        note: organisation.note.clone(),
        document: organisation
            .document
            .map(|id| site.document(id).title.clone()),
    }
}

/// One end of a pairing of a trust and what it runs.
fn run(locale: &Locale, site: &Site, from: &str, id: OrganisationId, trust: Trust) -> RunView {
    RunView {
        name: site.organisation(id).name.clone(),
        href: href::organisation(site, from, id),
        as_of: trust.as_of.map(|at| locale.as_of(at)),
        certain: trust.certain,
    }
}

/// What the list is called: schools are named where there are any.
fn list_title<'t>(site: &Site, theme: &'t Theme) -> &'t str {
    let mut all = site.organisations.iter();
    let schools = all.any(|organisation| organisation.sort == Sort::School);
    theme.word(if schools {
        "organisations_and_schools"
    } else {
        "organisations_title"
    })
}

/// The list of all organisations, by sort and name.
pub(crate) fn index(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let locale = theme.locale();
    let from = site.routes.href(Route::List(List::Organisations));
    let parts = generated_parts(
        site,
        frames,
        from,
        Route::List(List::Organisations),
        list_title(site, theme),
        "organisations",
    );
    let mut all: Vec<(Sort, Vec<u8>, EntryView)> = site
        .organisations
        .iter()
        .enumerate()
        .map(|(index, organisation)| {
            let entry = EntryView {
                name: organisation.name.clone(),
                href: href::organisation(site, from, OrganisationId::new(index)),
                trust: organisation
                    .trust
                    .map(|trust| run(locale, site, from, trust.by, trust)),
                people: organisation
                    .people
                    .iter()
                    .filter(|id| site.person(**id).current)
                    .count(),
            };
            (
                organisation.sort,
                locale.sort_key(&organisation.name),
                entry,
            )
        })
        .collect();
    all.sort_by(|a, b| (a.0, &a.1, &a.2.href).cmp(&(b.0, &b.1, &b.2.href)));
    let mut sorts: Vec<SortView> = Vec::new();
    for (sort, _, entry) in all {
        match sorts.last_mut() {
            Some(last) if last.sort == sort.word() => last.organisations.push(entry),
            _ => sorts.push(SortView {
                sort: sort.word(),
                organisations: vec![entry],
            }),
        }
    }
    let mut context = parts.context(frames.site(from));
    context.insert("sorts", &sorts);
    theme.render("organisations.html", &context, &generated_source(from))
}
