//! The pages of organisations: one each, and the list of all.

use std::collections::HashSet;

use serde::Serialize;

use super::parts::generated_parts;
use super::people::BesideView;
use crate::diagnostic::Diagnostic;
use crate::locale::Locale;
use crate::model::{
    DocumentId, List, Organisation, OrganisationId, PageId, Person, PersonId, Route, Site, Sort,
    Trust, Who,
};
use crate::render::frame::Frames;
use crate::render::theme::Theme;
use crate::render::view::contacts;
use crate::render::view::entry::{standing, stands_on};
use crate::render::view::heads::list_title;
use crate::render::view::href::{self, relative};
use crate::render::view::parts::{breadcrumb, foot, generated_source};
use crate::render::view::views::{LinkView, PersonLine};

/// So many people of an organisation are named in the list of all; more are counted.
const FEW: usize = 3;

/// Of more people than the first of these, so many are seen at once on the page of their organisation.
const MANY_PEOPLE: usize = 16;
const SEEN_OF_MANY: usize = 12;

/// So many pages that an organisation is represented on are a fact of it; more are a part of its page.
const FEW_SEATS: usize = 5;

/// So many organisations of one sort stand beside the page of each.
const FEW_OF_A_SORT: usize = 20;

#[derive(Serialize)]
struct OrganisationView {
    name: String,
    also: Vec<String>,
    sort: &'static str,
    trust: Option<RunView>,
    runs: Vec<RunView>,
    /// What is so of all that it runs, to be told once.
    runs_shared: Option<SharedView>,
    /// Who leads it today, then who did.
    leaders: Vec<LeaderView>,
    as_of: Option<String>,
    people: Vec<MemberView>,
    /// How many of them are seen at once.
    people_seen: usize,
    seats: Vec<SeatView>,
    /// Where that is told: in a `section`, among the `facts`, or with `people`, whose lines tell all of it.
    seats_place: &'static str,
    note: Option<String>,
}

#[derive(Serialize)]
struct RunView {
    name: String,
    href: String,
    as_of: Option<String>,
    certain: bool,
    documents: Vec<String>,
}

/// As of when all were run by one, and whether the sources are clear.
#[derive(Serialize)]
struct SharedView {
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
    name: Option<String>,
    /// Their page, where they are in the directory.
    href: Option<String>,
    role: Option<String>,
    as_of: Option<String>,
    documents: Vec<String>,
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

/// How many organisations one runs, or perhaps runs.
#[derive(Serialize)]
struct CountView {
    words: String,
    /// In brackets.
    as_of: Option<String>,
}

#[derive(Serialize)]
struct EntryView {
    name: String,
    href: String,
    trust: Option<RunView>,
    /// As of when the trust ran it, in brackets.
    as_of: Option<String>,
    /// How many others it runs, and as of when, where that is one time.
    runs: Option<CountView>,
    people: usize,
    /// Who they are, where they are few.
    names: Option<String>,
}

/// One sort of organisations, beside the page of each.
#[derive(Serialize)]
pub(crate) struct SortBesideView {
    sort: &'static str,
    /// How many there are of it.
    count: usize,
    href: String,
    /// Whether it is that of the page.
    current: bool,
    /// All of that sort, where they are few.
    organisations: Vec<BesideView>,
}

/// All organisations of a site by sort, then by name.
pub(crate) struct Sorts(Vec<(Sort, Vec<OrganisationId>)>);

impl Sorts {
    /// Those of a site.
    pub(crate) fn of(site: &Site, locale: &Locale) -> Self {
        let mut all: Vec<OrganisationId> = (0..site.organisations.len())
            .map(OrganisationId::new)
            .collect();
        all.sort_by_cached_key(|&id| {
            let organisation = site.organisation(id);
            let href = site.routes.href(Route::Organisation(id));
            (
                organisation.sort,
                locale.sort_key(&organisation.name),
                href.to_owned(),
            )
        });
        let sort = |id: OrganisationId| site.organisation(id).sort;
        let sorts = all.chunk_by(|a, b| sort(*a) == sort(*b));
        Sorts(sorts.map(|of| (sort(of[0]), of.to_vec())).collect())
    }

    /// The sorts as the page of one organisation sees them.
    fn beside(&self, site: &Site, list: &str, of: OrganisationId) -> Vec<SortBesideView> {
        let from = site.routes.href(Route::Organisation(of));
        let own = site.organisation(of).sort;
        let beside = |&id: &OrganisationId| BesideView {
            name: site.organisation(id).name.clone(),
            href: href::organisation(site, from, id),
            current: id == of,
        };
        let sorts = self.0.iter().map(|(sort, ids)| SortBesideView {
            sort: sort.word(),
            count: ids.len(),
            href: format!("{}#sort-{}", relative(from, list), sort.word()),
            current: *sort == own,
            organisations: if *sort == own && ids.len() <= FEW_OF_A_SORT {
                ids.iter().map(beside).collect()
            } else {
                Vec::new()
            },
        });
        sorts.collect()
    }
}

/// The page of one organisation.
pub(crate) fn page(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    sorts: &Sorts,
    id: OrganisationId,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let locale = theme.locale();
    let organisation = site.organisation(id);
    let from = site.routes.href(Route::Organisation(id));
    let list = site.routes.href(Route::List(List::Organisations));
    let mut parts = generated_parts(
        site,
        theme,
        frames,
        from,
        Route::List(List::Organisations),
        &organisation.name,
        "organisation",
    );
    parts.breadcrumb = breadcrumb(site, from, Some(site.home));
    parts.breadcrumb.push(LinkView {
        title: list_title(site, theme, List::Organisations).to_owned(),
        href: relative(from, list),
        lang: None,
    });
    let sources = sources(site, organisation);
    let mut view = view(theme, site, from, organisation);
    let pairings = view.runs.iter_mut().chain(&mut view.trust);
    let of_pairings = pairings.map(|other| &mut other.documents);
    let of_leaders = view.leaders.iter_mut().map(|leader| &mut leader.documents);
    parts.documents = foot(locale, site, sources, of_pairings.chain(of_leaders));
    let mut context = parts.context(frames.site(from));
    context.insert("organisation", &view);
    context.insert("sorts", &sorts.beside(site, list, id));
    context.insert("organisations", &relative(from, list));
    theme.render("organisation.html", &context, &generated_source(from))
}

/// Where what its page tells comes from: its own facts, then who says what it runs.
fn sources(site: &Site, organisation: &Organisation) -> Vec<DocumentId> {
    let mut sources = organisation.sources();
    let mut seen: HashSet<DocumentId> = sources.iter().copied().collect();
    let pairings = organisation.runs.iter();
    let pairings = pairings.filter_map(|&id| site.organisation(id).trust.as_ref());
    let of_pairings = pairings.flat_map(|trust| &trust.documents);
    sources.extend(of_pairings.filter(|document| seen.insert(**document)));
    sources
}

/// What is so of more than one pairing, where there is anything to tell.
fn shared(runs: &[RunView]) -> Option<SharedView> {
    let (first, others) = runs.split_first()?;
    let same = |other: &RunView| other.as_of == first.as_of && other.certain == first.certain;
    let told = first.as_of.is_some() || !first.certain;
    (!others.is_empty() && told && others.iter().all(same)).then(|| SharedView {
        as_of: first.as_of.clone(),
        certain: first.certain,
    })
}

fn view(theme: &Theme, site: &Site, from: &str, organisation: &Organisation) -> OrganisationView {
    let locale = theme.locale();
    let runs = organisation.runs.iter().filter_map(|&id| {
        let trust = site.organisation(id).trust.as_ref()?;
        Some(run(locale, site, from, id, trust))
    });
    let mut runs: Vec<RunView> = runs.collect();
    runs.sort_by_cached_key(|other| locale.sort_key(&other.name));
    let mut people: Vec<_> = organisation.people.clone();
    people.retain(|id| site.person(*id).current);
    people.sort_by_cached_key(|id| locale.sort_key(&site.person(*id).surname));
    OrganisationView {
        people_seen: if people.len() > MANY_PEOPLE {
            SEEN_OF_MANY
        } else {
            people.len()
        },
        seats_place: seats_place(site, organisation, &people),
        name: organisation.name.clone(),
        also: organisation.also.clone(),
        sort: organisation.sort.word(),
        trust: organisation
            .trust
            .as_ref()
            .map(|trust| run(locale, site, from, trust.by, trust)),
        runs_shared: shared(&runs),
        runs,
        leaders: leaders(locale, site, from, organisation),
        as_of: organisation.as_of.map(|at| locale.as_of(at)),
        people: people
            .into_iter()
            .map(|id| MemberView {
                person: contacts::listed(site, from, id),
                role: standing(site, theme, site.person(id)),
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
    }
}

/// Where the page tells what an organisation is represented on.
fn seats_place(site: &Site, organisation: &Organisation, people: &[PersonId]) -> &'static str {
    let told = |page: &PageId| {
        let mut people = people.iter().map(|id| site.person(*id));
        people.any(|person| stands_on(person) == Some(*page))
    };
    if people.is_empty() || organisation.named_on.len() > FEW_SEATS {
        "section"
    } else if organisation.named_on.iter().all(told) {
        "people"
    } else {
        "facts"
    }
}

/// Who has a post today, then who led it at some time: whoever is known to lead it now stands before what is dated.
fn leaders(
    locale: &Locale,
    site: &Site,
    from: &str,
    organisation: &Organisation,
) -> Vec<LeaderView> {
    let posts = organisation.posts.iter().map(|post| LeaderView {
        name: match &post.holder {
            Some(Who::Person(id)) => Some(site.person(*id).name.clone()),
            Some(Who::Name(name)) => Some(name.clone()),
            None => None,
        },
        href: match &post.holder {
            Some(Who::Person(id)) => Some(relative(from, site.routes.href(Route::Person(*id)))),
            _ => None,
        },
        role: Some(post.role.clone()),
        as_of: post.as_of.map(|at| locale.as_of(at)),
        documents: contacts::titles(site, &post.documents),
    });
    let leaders = organisation.leaders.iter().map(|leader| LeaderView {
        name: Some(leader.name.clone()),
        href: None,
        role: leader.role.clone(),
        as_of: leader.as_of.map(|at| locale.as_of(at)),
        documents: contacts::titles(site, &leader.documents),
    });
    posts.chain(leaders).collect()
}

/// One end of a pairing of a trust and what it runs.
fn run(locale: &Locale, site: &Site, from: &str, id: OrganisationId, trust: &Trust) -> RunView {
    RunView {
        name: site.organisation(id).name.clone(),
        href: href::organisation(site, from, id),
        as_of: trust.as_of.map(|at| locale.as_of(at)),
        certain: trust.certain,
        documents: contacts::titles(site, &trust.documents),
    }
}

/// How many organisations one runs; nothing for one that runs none.
fn how_many(site: &Site, locale: &Locale, runs: &[OrganisationId]) -> Option<CountView> {
    let others: Vec<&Organisation> = runs.iter().map(|id| site.organisation(*id)).collect();
    let trusts = || others.iter().filter_map(|other| other.trust.as_ref());
    let first = trusts().next()?;
    let as_of = first
        .as_of
        .filter(|_| trusts().all(|trust| trust.as_of == first.as_of));
    let are_schools = others.iter().all(|other| other.sort == Sort::School);
    let key = match (are_schools, trusts().all(|trust| trust.certain)) {
        (true, true) => "runs_schools",
        (true, false) => "runs_schools_perhaps",
        (false, true) => "runs_others",
        (false, false) => "runs_others_perhaps",
    };
    Some(CountView {
        words: locale.count(key, others.len()),
        as_of: as_of.map(|day| locale.put("beside_as_of", &[("day", &locale.as_of(day))])),
    })
}

/// An organisation in the list of all.
fn entry(site: &Site, locale: &Locale, from: &str, id: OrganisationId) -> EntryView {
    let organisation = site.organisation(id);
    let people = organisation.people.iter().map(|id| site.person(*id));
    let people: Vec<&Person> = people.filter(|person| person.current).collect();
    let trust = organisation.trust.as_ref();
    EntryView {
        name: organisation.name.clone(),
        href: href::organisation(site, from, id),
        trust: trust.map(|trust| run(locale, site, from, trust.by, trust)),
        as_of: trust.and_then(|trust| {
            let day = locale.as_of(trust.as_of?);
            Some(locale.put("beside_as_of", &[("day", &day)]))
        }),
        names: (1..=FEW).contains(&people.len()).then(|| {
            let names: Vec<&str> = people.iter().map(|person| &*person.name).collect();
            locale.put("people_named", &[("names", &names.join(", "))])
        }),
        runs: how_many(site, locale, &organisation.runs),
        people: people.len(),
    }
}

/// The list of all organisations, by sort and name.
pub(crate) fn index(
    site: &Site,
    theme: &Theme,
    frames: &Frames,
    sorts: &Sorts,
) -> Result<Vec<u8>, Box<Diagnostic>> {
    let locale = theme.locale();
    let from = site.routes.href(Route::List(List::Organisations));
    let parts = generated_parts(
        site,
        theme,
        frames,
        from,
        Route::List(List::Organisations),
        list_title(site, theme, List::Organisations),
        "organisations",
    );
    let sorts = sorts.0.iter().map(|(sort, ids)| {
        let entries = ids.iter().map(|id| entry(site, locale, from, *id));
        SortView {
            sort: sort.word(),
            organisations: entries.collect(),
        }
    });
    let sorts: Vec<SortView> = sorts.collect();
    let mut context = parts.context(frames.site(from));
    context.insert("sorts", &sorts);
    theme.render("organisations.html", &context, &generated_source(from))
}
