//! What stands around the content of every page, for its template.

use std::sync::Arc;

use tera::{Context, Value};

use super::heads::Head;
use super::href::{relative, root};
use super::notices::NoticeView;
use super::report;
use super::steps::StepView;
use super::views::{
    ContactLine, ContentsView, DataView, DocumentView, EntryView, ExpectationView, LinkView,
    PageView, ProvenanceView,
};
use crate::locale::Locale;
use crate::model::{Data, DocumentId, Link, PageId, Route, Site};

/// The parts of a page that differ between an editor's page and one that Redway generates.
pub(crate) struct Parts<'a> {
    pub(crate) view: PageView,
    pub(crate) breadcrumb: Vec<LinkView>,
    pub(crate) body: String,
    pub(crate) contents: Vec<ContentsView>,
    pub(crate) documents: Vec<DocumentView>,
    pub(crate) expectations: Vec<ExpectationView>,
    pub(crate) contacts: Vec<ContactLine>,
    pub(crate) steps: Vec<StepView>,
    pub(crate) named_on: Vec<EntryView>,
    pub(crate) previous: Option<LinkView>,
    pub(crate) next: Option<LinkView>,
    pub(crate) feeds: Vec<LinkView>,
    pub(crate) notices: Vec<NoticeView>,
    pub(crate) header: &'a Value,
    pub(crate) menu: &'a Value,
    /// The pages of its section, where there are any.
    pub(crate) sidebar: Option<Value>,
    pub(crate) footer: &'a Value,
}

impl Parts<'_> {
    /// The variables that every page template gets.
    pub(crate) fn context(self, site: &Value) -> Context {
        let mut context = Context::new();
        context.insert_value("site", site.clone());
        context.insert("page", &self.view);
        context.insert("breadcrumb", &self.breadcrumb);
        context.insert_value("body", Value::from(self.body));
        context.insert("contents", &self.contents);
        context.insert(
            "provenance",
            &ProvenanceView {
                documents: self.documents,
            },
        );
        context.insert("expectations", &self.expectations);
        context.insert("contacts", &self.contacts);
        context.insert("steps", &self.steps);
        context.insert("named_on", &self.named_on);
        context.insert("previous", &self.previous);
        context.insert("next", &self.next);
        context.insert("feeds", &self.feeds);
        context.insert("notices", &self.notices);
        context.insert_value("header", self.header.clone());
        context.insert_value("menu", self.menu.clone());
        context.insert_value("sidebar", self.sidebar.unwrap_or_else(Value::none));
        context.insert_value("footer", self.footer.clone());
        context
    }
}

/// The view of a page that Redway generates.
pub(crate) fn generated_view(
    locale: &Locale,
    site: &Site,
    from: &str,
    title: &str,
    head: Head,
    kind: &'static str,
) -> PageView {
    let about = report::About {
        title,
        href: from,
        changed: None,
    };
    PageView {
        title: title.to_owned(),
        head_title: head.title,
        description: None,
        description_head: head.description,
        kind,
        canonical: Some(format!("{}{from}", site.settings.base_url)),
        root: root(from),
        as_of: None,
        checked: None,
        fresh_until: None,
        updated: None,
        updated_iso: None,
        date: None,
        date_iso: None,
        tags: Vec::new(),
        has_steps: false,
        lang: None,
        draft: false,
        print: None,
        printed: false,
        robots: robots(site),
        report: report::href(locale, site, &about, &|to| relative(from, to)),
        edit: None,
        extra: DataView(Data::Map(Vec::new())),
    }
}

/// What search engines are told of every page: nothing, unless it is one of a preview.
pub(crate) fn robots(site: &Site) -> Option<&'static str> {
    site.settings.preview.then_some("noindex")
}

/// The way from home to the page above.
pub(crate) fn breadcrumb(site: &Site, from: &str, parent: Option<PageId>) -> Vec<LinkView> {
    let mut steps = Vec::new();
    let mut at = parent;
    while let Some(id) = at {
        let page = site.page(id);
        steps.push(LinkView::to(from, page));
        at = page.parent;
    }
    steps.reverse();
    steps
}

/// The menu item that a page is under: its own, or that of the nearest page above.
pub(crate) fn menu_item(site: &Site, id: PageId) -> Option<usize> {
    let mut at = Some(id);
    while let Some(id) = at {
        if let Some(index) = site
            .settings
            .menu
            .iter()
            .position(|item| matches!(item.to, Link::Route(Route::Page(page), _) if page == id))
        {
            return Some(index);
        }
        at = site.page(id).parent;
    }
    None
}

/// The menu item that leads to a page that Redway generates.
pub(crate) fn generated_menu_item(site: &Site, route: Route) -> Option<usize> {
    let menu = site.settings.menu.iter();
    let mut targets = menu.map(|item| &item.to);
    targets.position(|to| *to == Link::Route(route, None))
}

/// The name by which messages call a page that Redway generates.
pub(crate) fn generated_source(href: &str) -> Arc<str> {
    format!("/{href}").into()
}

/// Where a page comes from as a whole, for the lines at its foot. Where that is one document, the `lines` that name their own
/// do not tell it again.
pub(crate) fn foot<'l>(
    locale: &Locale,
    site: &Site,
    sources: Vec<DocumentId>,
    lines: impl Iterator<Item = &'l mut Vec<String>>,
) -> Vec<DocumentView> {
    if sources.len() == 1 {
        lines.for_each(Vec::clear);
    }
    let documents = sources.into_iter().map(|id| document(locale, site, id));
    documents.collect()
}

/// A document, for the line at the foot.
pub(crate) fn document(locale: &Locale, site: &Site, id: DocumentId) -> DocumentView {
    let document = site.document(id);
    DocumentView {
        title: document.title.clone(),
        publisher: document.publisher.clone(),
        date: document.date.as_deref().map(|day| locale.date_text(day)),
        url: document.url.clone(),
        note: document.note.clone(),
    }
}
