//! The pages of editors: what stands around a text, and the view of each kind.

mod group;
pub(super) mod page;
mod registers;
mod series;
mod service;
mod structured;

use serde::Serialize;
use tera::Value;

use super::theme::Theme;
use super::view::views::LinkView;
use crate::calendar::Zone;
use crate::model::{Kind, PageId, Site};

/// What is on a page because of its kind.
#[derive(Default)]
struct OfKind {
    /// What its template knows by the word of the kind; nothing for text.
    view: Option<Value>,
    /// Feeds, for its head.
    feeds: Vec<LinkView>,
}

/// What is on a page because of its kind.
fn of_kind(site: &Site, zone: &Zone, theme: &Theme, id: PageId) -> OfKind {
    let (locale, page) = (theme.locale(), site.page(id));
    let mut feeds = Vec::new();
    let view = match &page.kind {
        Kind::Page => return OfKind::default(),
        Kind::Service(service) => view(&service::view(site, theme, id, page, service)),
        Kind::Series(series) => {
            let series = series::view(locale, site, zone, id, page, series);
            feeds = series::alternates(&series);
            view(&series)
        }
        Kind::Group(group) => view(&group::view(site, theme, page, group)),
        Kind::Plan(plan) => view(&registers::plan(theme, site, page, plan)),
        Kind::Minutes(minutes) => view(&registers::minutes(theme, site, page, minutes)),
    };
    OfKind {
        view: Some(view),
        feeds,
    }
}

fn view(view: &impl Serialize) -> Value {
    Value::from_serializable(view)
}
