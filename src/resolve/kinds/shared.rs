//! Roles, contact points, services and groups: names in them to ids.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{RawContact, RawGroup, RawPaper, RawRole, RawService, RawStep};
use crate::model::{
    Contact, Escalation, Group, Holder, PageId, Paper, Role, Seat, Service, Step, Target,
};
use crate::resolve::references::contacts;
use crate::resolve::references::links::{Links, Origin};

/// Roles whose people are known; those with an unknown name are reported and left out.
pub(crate) fn roles(
    raw: Vec<RawRole>,
    links: &Links<'_>,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) -> Vec<Role> {
    raw.into_iter()
        .filter_map(|role| {
            let holder = match (&role.holder, &role.cover) {
                (None, None) => Holder::Vacant,
                (None, Some(cover)) => Holder::Covered {
                    holder: None,
                    cover: links.names.person(cover, file, diagnostics)?,
                },
                (Some(holder), None) => {
                    Holder::Person(links.names.person(holder, file, diagnostics)?)
                }
                (Some(holder), Some(cover)) => {
                    let (holder, cover) = (
                        links.names.person(holder, file, diagnostics),
                        links.names.person(cover, file, diagnostics),
                    );
                    Holder::Covered {
                        holder: Some(holder?),
                        cover: cover?,
                    }
                }
            };
            if let (Some(from), Some(until), Some(name)) = (&role.from, &role.until, &role.holder)
                && until.value < from.value
            {
                diagnostics.push(
                    Diagnostic::error(Code::EndBeforeStart, "this role ends before it starts")
                        .at(file, name.span.clone())
                        .help("correct `from` or `until`"),
                );
            }
            Some(Role {
                title: role.title,
                holder,
                from: role.from.as_ref().map(|day| day.value),
                until: role.until.map(|day| day.value),
                note: role.note,
            })
        })
        .collect()
}

/// Contact points whose names, people and documents are known.
pub(crate) fn contacts(
    raw: Vec<RawContact>,
    links: &Links<'_>,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) -> Vec<Contact> {
    raw.into_iter()
        .filter_map(|contact| match contact {
            RawContact::Named(name) => {
                let id = links.names.contact(&name, file, diagnostics)?;
                Some(links.contacts[id.index()].clone())
            }
            RawContact::Written(point) => {
                Some(contacts::point(&point, links.names, file, diagnostics))
            }
        })
        .collect()
}

/// A service, which belongs to another or to none, with its teams.
pub(crate) fn service(
    raw: RawService,
    parent: Option<PageId>,
    teams: Vec<PageId>,
    links: &Links<'_>,
    origin: &Origin<'_>,
    diagnostics: &mut Diagnostics,
) -> Service {
    let file = origin.file;
    Service {
        leads: roles(raw.leads, links, file, diagnostics),
        deputies: roles(raw.deputies, links, file, diagnostics),
        contacts: contacts(raw.contacts, links, file, diagnostics),
        focus: raw
            .focus
            .into_iter()
            .map(|body| links.body(body, origin, diagnostics))
            .collect(),
        escalation: raw.escalation.map(|e| Escalation {
            first: e.first,
            rule: e.rule.map(|rule| links.body(rule, origin, diagnostics)),
            page: e
                .page
                .and_then(|page| match links.target(&page, origin, diagnostics) {
                    Some(Target::Page(id, _)) => Some(id),
                    Some(_) => {
                        diagnostics.push(
                            Diagnostic::error(Code::BrokenLink, "`page` should lead to a page")
                                .at(file, page.span.clone())
                                .help("write the path of a Markdown file"),
                        );
                        None
                    }
                    None => None,
                }),
        }),
        parent,
        teams,
    }
}

/// Steps whose links and contact points are known.
pub(crate) fn steps(
    raw: Vec<RawStep>,
    links: &Links<'_>,
    origin: &Origin<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Step> {
    raw.into_iter()
        .map(|step| Step {
            title: step.title,
            text: step.text.map(|text| links.body(text, origin, diagnostics)),
            who: step.who,
            level: step.level,
            within: step.within,
            form: step.form,
            contacts: contacts(step.contacts, links, origin.file, diagnostics),
        })
        .collect()
}

/// A group.
pub(crate) fn group(
    raw: RawGroup,
    links: &Links<'_>,
    file: &Arc<str>,
    diagnostics: &mut Diagnostics,
) -> Group {
    Group {
        minutes: links.callable.records_of(&raw.id.value),
        id: raw.id.value,
        meets: raw.meets.map(|meets| meets.value),
        contacts: contacts(raw.contacts, links, file, diagnostics),
        seats: raw
            .seats
            .into_iter()
            .filter_map(|seat| {
                let member = match &seat.member {
                    Some(name) => Some(links.names.person(name, file, diagnostics)?),
                    None => None,
                };
                Some(Seat {
                    member,
                    name: seat.name,
                    role: seat.role,
                    organisation: seat
                        .organisation
                        .map(|name| links.organisations.called(name, file, diagnostics)),
                    constituency: seat.constituency,
                    office: seat.office,
                    side: seat.side,
                    as_of: seat.as_of,
                    documents: seat
                        .documents
                        .iter()
                        .filter_map(|d| links.names.document(d, file, diagnostics))
                        .collect(),
                    count: seat.count,
                    from: seat.from.as_ref().map(|day| day.value),
                    until: seat.until.map(|day| day.value),
                    note: seat.note,
                })
            })
            .collect(),
    }
}

/// Papers whose files are there.
pub(crate) fn papers(
    raw: Vec<RawPaper>,
    links: &Links<'_>,
    origin: &Origin<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Paper> {
    let papers = raw.into_iter().filter_map(|paper| {
        let target = links.written(&paper.file, origin, diagnostics)?;
        let size = match &target {
            Target::File(path, _) => links.size(path),
            _ => None,
        };
        Some(Paper {
            title: paper.title,
            target,
            size,
        })
    });
    papers.collect()
}
