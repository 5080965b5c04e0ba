//! Who is asked to come to which meetings: for each audience its meetings, by how much is expected.

use serde::Serialize;

use crate::model::{AudienceId, Expectation, Page, Route, Site};
use crate::render::theme::Theme;
use crate::render::view::href::relative;
use crate::render::view::views::LinkView;

/// What `blocks/matrix.html` may show.
#[derive(Serialize)]
pub(crate) struct MatrixView {
    groups: Vec<GroupView>,
    /// The address of the script that shows the role that is chosen.
    script: String,
}

/// Audiences that stand under one heading.
#[derive(Serialize)]
struct GroupView {
    title: Option<String>,
    audiences: Vec<AudienceView>,
}

#[derive(Serialize)]
struct AudienceView {
    id: String,
    title: String,
    href: String,
    /// How many meetings name it.
    count: usize,
    levels: Vec<LevelView>,
}

#[derive(Serialize)]
struct LevelView {
    level: &'static str,
    meetings: Vec<LinkView>,
}

/// Every audience that a meeting of today names, by its group, in the order of the site.
pub(crate) fn view(site: &Site, theme: &Theme, from: &str) -> MatrixView {
    let mut groups: Vec<GroupView> = Vec::new();
    for id in (0..site.audiences.len()).map(AudienceId::new) {
        let (title, audience) = (&site.audience(id).group, audience(site, from, id));
        if audience.count == 0 {
            continue;
        }
        match groups.iter_mut().find(|group| group.title == *title) {
            Some(group) => group.audiences.push(audience),
            None => groups.push(GroupView {
                title: title.clone(),
                audiences: vec![audience],
            }),
        }
    }
    MatrixView {
        groups,
        script: relative(from, &theme.address("roles.js")),
    }
}

fn audience(site: &Site, from: &str, id: AudienceId) -> AudienceView {
    let is_current = |page: &Page| page.series().is_some() && page.as_of.is_none();
    let meetings: Vec<(&Page, Expectation)> = site
        .concerned(id)
        .iter()
        .map(|(page, level)| (site.page(*page), *level))
        .filter(|(page, _)| is_current(page))
        .collect();
    let of_level = |level: Expectation| LevelView {
        level: level.word(),
        meetings: meetings
            .iter()
            .filter(|(_, how)| *how == level)
            .map(|(page, _)| LinkView::to(from, page))
            .collect(),
    };
    AudienceView {
        id: site.audience(id).id.clone(),
        title: site.audience(id).title.clone(),
        href: relative(from, site.routes.href(Route::Audience(id))),
        count: meetings.len(),
        levels: Expectation::ALL
            .map(of_level)
            .into_iter()
            .filter(|level| !level.meetings.is_empty())
            .collect(),
    }
}
