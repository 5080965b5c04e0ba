//! The view of a service.

use serde::Serialize;

use crate::model::{Contact, Holder, Page, PageId, PersonId, Role, Service, Site};
use crate::render::theme::Theme;
use crate::render::view::contacts;
use crate::render::view::cut::and_more;
use crate::render::view::entry::{ancestors, service_of};
use crate::render::view::href::relative;
use crate::render::view::html;
use crate::render::view::views::{ContactLine, LinkView, PersonLine, RoleLine};

/// Of contact points that come from a service above, so many stand on a page; the others stand where they come from.
const MOST_INHERITED: usize = 8;

/// What `service.html` may show.
#[derive(Serialize)]
pub(crate) struct ServiceView {
    leads: Vec<RoleLine>,
    deputies: Vec<RoleLine>,
    /// Whether those who lead are the ones to write to: no contact point is known, and somebody leads.
    ask_leads: bool,
    /// Whether a contact point of its own leads to the one who leads, of whom no more is to be told than the role.
    lead_is_asked: bool,
    contacts: Vec<ContactLine>,
    /// Where the contact points come from, when the service has none of its own.
    contacts_of: Option<LinkView>,
    /// That the service above has more, in words.
    contacts_more: Option<String>,
    focus: Vec<String>,
    parent: Option<LinkView>,
    teams: Vec<TeamView>,
    /// Whether the pages below it are its teams, and no others.
    only_teams: bool,
    escalation: Option<EscalationView>,
}

#[derive(Serialize)]
struct TeamView {
    title: String,
    href: String,
    description: Option<String>,
    leads: Vec<LeadView>,
    teams: Vec<TeamView>,
}

#[derive(Serialize)]
struct LeadView {
    role: Option<String>,
    name: String,
    /// Whether they only stand in.
    covers: bool,
}

#[derive(Serialize)]
struct EscalationView {
    rule: Option<String>,
    page: Option<LinkView>,
    steps: Vec<StepView>,
}

#[derive(Serialize)]
struct StepView {
    title: String,
    people: Vec<PersonLine>,
    /// The people among them who only stand in, by their pages.
    covers: Vec<String>,
    service: Option<LinkView>,
    here: bool,
}

/// The view of the service on a page.
pub(crate) fn view(
    site: &Site,
    theme: &Theme,
    id: PageId,
    page: &Page,
    service: &Service,
) -> ServiceView {
    let locale = theme.locale();
    let from = &*page.address.href;
    let (contacts, contacts_of) = contacts::of_page(site, id);
    let shown = if contacts_of.is_some() {
        contacts.len().min(MOST_INHERITED)
    } else {
        contacts.len()
    };
    let more = contacts.len() - shown;
    let contacts = &contacts[..shown];
    ServiceView {
        leads: service
            .leads
            .iter()
            .map(|role| contacts::role(locale, site, from, role))
            .collect(),
        deputies: service
            .deputies
            .iter()
            .map(|role| contacts::role(locale, site, from, role))
            .collect(),
        ask_leads: contacts.is_empty() && service.leads.iter().any(|role| role.acting().is_some()),
        lead_is_asked: contacts_of.is_none() && lead_is_among(service, contacts),
        contacts: contacts::contacts(locale, site, from, &page.documents, contacts),
        contacts_of: contacts_of.map(|id| link(site, from, id)),
        contacts_more: (more > 0).then(|| and_more(locale, more)),
        focus: service
            .focus
            .iter()
            .map(|body| html::fill(site, from, body))
            .collect(),
        parent: service.parent.map(|id| link(site, from, id)),
        teams: teams(site, theme, from, service, 2),
        only_teams: page.children.iter().all(|id| service.teams.contains(id)),
        escalation: escalation(site, id, from),
    }
}

/// Whether the only one who leads a service is among its contact points, and nothing but the role is known of that.
fn lead_is_among(service: &Service, contacts: &[Contact]) -> bool {
    let [lead] = &*service.leads else {
        return false;
    };
    let Holder::Person(holder) = lead.holder else {
        return false;
    };
    let more = lead.from.is_some() || lead.until.is_some() || lead.note.is_some();
    !more
        && contacts
            .iter()
            .any(|contact| contact.person() == Some(holder))
}

fn link(site: &Site, from: &str, id: PageId) -> LinkView {
    LinkView::to(from, site.page(id))
}

fn teams(
    site: &Site,
    theme: &Theme,
    from: &str,
    service: &Service,
    levels: usize,
) -> Vec<TeamView> {
    if levels == 0 {
        return Vec::new();
    }
    service
        .teams
        .iter()
        .filter_map(|&id| {
            let (page, team) = (site.page(id), service_of(site, id)?);
            Some(TeamView {
                title: page.title.clone(),
                href: relative(from, &page.address.href),
                description: page.description.clone(),
                leads: leads(site, theme, team),
                teams: teams(site, theme, from, team, levels - 1),
            })
        })
        .collect()
}

/// Who leads a team; without a lead, the person it names as its contact.
fn leads(site: &Site, theme: &Theme, team: &Service) -> Vec<LeadView> {
    let of_roles = team.leads.iter().filter_map(|role| {
        let name = site.person(role.acting()?).name.clone();
        Some(LeadView {
            role: role.title.clone(),
            name,
            covers: matches!(role.holder, Holder::Covered { .. }),
        })
    });
    let mut leads: Vec<LeadView> = of_roles.collect();
    if leads.is_empty() {
        let contact = team.contacts.iter().find_map(Contact::person);
        leads.extend(contact.map(|id| LeadView {
            role: Some(theme.word("post_contact").to_owned()),
            name: site.person(id).name.clone(),
            covers: false,
        }));
    }
    leads
}

/// Whom to turn to next: the first step of the tree's root, then whoever leads the service
/// itself, the one above it, and so on. Nobody is named twice, and a service that names
/// nobody is passed over.
fn escalation(site: &Site, id: PageId, from: &str) -> Option<EscalationView> {
    let (_, root) = ancestors(site, id).last()?;
    let rules = root.escalation.as_ref()?;
    let mut steps = vec![StepView {
        title: rules.first.clone(),
        people: Vec::new(),
        covers: Vec::new(),
        service: None,
        here: false,
    }];
    let mut named: Vec<PersonId> = Vec::new();
    for (at, service) in ancestors(site, id) {
        let (title, people) = step(service);
        let people: Vec<PersonId> = people.into_iter().filter(|p| !named.contains(p)).collect();
        if people.is_empty() {
            continue;
        }
        named.extend(&people);
        let covers = service.leads.iter().filter_map(|role| match role.holder {
            Holder::Covered { cover, .. } => Some(cover),
            Holder::Person(_) | Holder::Vacant => None,
        });
        let covers = covers
            .map(|id| contacts::person(site, from, id).href)
            .collect();
        steps.push(StepView {
            title: title.unwrap_or_else(|| site.page(at).title.clone()),
            people: people
                .into_iter()
                .map(|p| contacts::person(site, from, p))
                .collect(),
            covers,
            service: Some(link(site, from, at)),
            here: at == id,
        });
    }
    (steps.len() > 1).then(|| EscalationView {
        rule: rules.rule.as_ref().map(|rule| html::fill(site, from, rule)),
        page: rules.page.map(|id| link(site, from, id)),
        steps,
    })
}

/// Who answers for a service: its leads, else the person it names as its contact.
fn step(service: &Service) -> (Option<String>, Vec<PersonId>) {
    let leads: Vec<PersonId> = service.leads.iter().filter_map(Role::acting).collect();
    if !leads.is_empty() {
        let title = service.leads.first().and_then(|role| role.title.clone());
        let alike = service.leads.iter().all(|role| role.title == title);
        return (title.filter(|_| alike), leads);
    }
    let contact = service.contacts.iter().find_map(Contact::person);
    (None, contact.into_iter().collect())
}
