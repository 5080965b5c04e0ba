//! Links of Markdown to pages, headings, records and files.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use percent_encoding::utf8_percent_encode;

use super::anchors::Anchors;
use super::calls::Callable;
use super::contacts;
use super::generated::Generated;
use super::meetings::Meetings;
use super::names::Names;
use super::organisations::OrganisationNames;
use super::roles::Roles;
use super::telling::Telling;
use super::unread::Unread;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Known, Severity, clipped, did_you_mean};
use crate::load::{RawBody, RawPerson, Spanned};
use crate::locale::Locale;
use crate::markdown::{self, Plain};
use crate::model::{
    Asset, AssetId, Body, Contact, Fact, Fill, Heading, Hole, PageId, Route, Target, join,
};
use crate::reach::NOT_IN_URL;
use crate::resolve::places::address::{self, percent_decode};
use crate::resolve::places::tree::Tree;

/// What is known of the site while links are followed.
pub(crate) struct Links<'a> {
    pub(crate) tree: &'a Tree,
    pub(crate) names: &'a Names<'a>,
    /// The language in which facts are told.
    pub(crate) locale: &'a Locale,
    /// The contact points of `contacts.yaml`.
    pub(crate) contacts: &'a [Contact],
    pub(crate) roles: &'a Roles,
    pub(crate) organisations: &'a OrganisationNames<'a>,
    pub(crate) people: &'a [RawPerson],
    /// Titles of pages, in the order of the tree.
    pub(crate) titles: &'a [String],
    /// Files of pages, in the order of the tree.
    pub(crate) files: &'a [Arc<str>],
    /// Anchors of each page, in the order of the tree.
    pub(crate) anchors: &'a [Anchors],
    /// Files to copy, by path within the content.
    pub(crate) assets: &'a HashMap<&'a str, AssetId>,
    /// The same, by id.
    pub(crate) copied: &'a [Asset],
    /// Drafts that are left out.
    pub(crate) drafts: &'a HashSet<&'a str>,
    pub(crate) unread: &'a Unread<'a>,
    pub(crate) generated: &'a Generated,
    pub(crate) callable: &'a Callable<'a>,
    pub(crate) meetings: &'a Meetings,
    pub(crate) severity: Severity,
    /// What links may lead to, for the first that is wrong.
    pub(crate) known: OnceLock<Arc<KnownPaths>>,
}

/// What links may lead to, for finding what one was meant to be.
pub(crate) struct KnownPaths {
    /// Paths of pages and of files.
    paths: Known,
    /// The first path of a page, but those of sections, or of a file, by its name in small letters.
    by_name: HashMap<Box<str>, Box<str>>,
    /// Names of generated pages.
    generated: Known,
    /// Pages with their paths by those in small letters; none where several differ by case alone.
    small: HashMap<String, Option<(PageId, Box<str>)>>,
}

/// Where a piece of Markdown stands.
pub(crate) struct Origin<'a> {
    pub(crate) file: &'a Arc<str>,
    pub(crate) folder: &'a str,
    pub(crate) page: PageId,
}

/// What is written in a link behind the path.
#[derive(Clone, Copy)]
struct Part<'a> {
    query: Option<&'a str>,
    anchor: Option<&'a str>,
}

impl Part<'_> {
    /// Both with their signs, with the fragment that is meant; nothing where neither says anything.
    fn written(self, anchor: Option<&str>) -> Option<Box<str>> {
        let anchor = anchor.filter(|anchor| !anchor.is_empty());
        let anchor = anchor.map(|anchor| format!("#{anchor}"));
        let query = self.query.filter(|query| !query.is_empty());
        let query = query.map(|query| format!("?{}", utf8_percent_encode(query, NOT_IN_URL)));
        let written = query.unwrap_or_default() + &anchor.unwrap_or_default();
        (!written.is_empty()).then(|| written.into())
    }
}

/// A piece of Markdown in which every link leads somewhere.
pub(crate) struct Followed {
    pub(crate) body: Body,
    pub(crate) excerpt: Box<str>,
}

impl Links<'_> {
    /// Follows every link of a piece of Markdown.
    pub(crate) fn body(
        &self,
        raw: RawBody,
        origin: &Origin<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Body {
        self.text_and_body(raw, origin, diagnostics).body
    }

    /// Follows every link, and completes the plain texts with the names of what is linked.
    pub(crate) fn text_and_body(
        &self,
        raw: RawBody,
        origin: &Origin<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Followed {
        let RawBody {
            document,
            packed,
            calls,
            place,
        } = raw;
        let targets: Box<[Target]> = document
            .links
            .iter()
            .map(|link| {
                let written = Spanned {
                    value: link.target.to_string(),
                    span: place.range(&link.range()),
                };
                self.target(&written, origin, diagnostics)
                    .unwrap_or_else(|| Target::Verbatim(link.target.clone()))
            })
            .collect();
        let plain = |text: Plain| -> Box<str> {
            if text.names.is_empty() {
                return text.text;
            }
            let words = |hole: &markdown::Hole| match (&targets[hole.link as usize], hole.what) {
                (Target::Fact(fact), markdown::Fill::Rest) => fact.rest_in_words().into(),
                (Target::Fact(fact), markdown::Fill::Note) => Cow::Borrowed(&*fact.note),
                (_, markdown::Fill::Rest | markdown::Fill::Note) => Cow::Borrowed(""),
                (target, _) => self.name(target),
            };
            text.fill(words).into()
        };
        let headings = document.headings.into_iter();
        let headings = headings
            .map(|h| Heading {
                level: h.level,
                id: h.id,
                title: plain(h.title),
                at: h.at,
            })
            .collect();
        let excerpt = plain(document.excerpt);
        // A call that names nothing is reported, and left out: with an error there is no site.
        let blocks = calls
            .into_iter()
            .filter_map(|call| {
                self.callable
                    .block(call, origin.page, origin.file, diagnostics)
            })
            .collect();
        Followed {
            body: Body {
                packed,
                holes: holes(document.holes),
                names: holes(document.text.names),
                targets,
                headings,
                blocks,
            },
            excerpt,
        }
    }

    /// What a link without words of its own is called.
    fn name<'s>(&'s self, target: &'s Target) -> Cow<'s, str> {
        let name: &str = match target {
            Target::Page(page, _) => &self.titles[page.index()],
            Target::Person(person) => &self.people[person.index()].name,
            Target::Route(route, None) => self.generated.href(*route),
            Target::Route(route, Some(behind)) => {
                return format!("{}{behind}", self.generated.href(*route)).into();
            }
            Target::Heading(text) | Target::File(text, _) | Target::Verbatim(text) => text,
            Target::Fact(fact) => &fact.words,
        };
        name.into()
    }

    /// Where one link leads; a broken one is reported.
    pub(crate) fn target(
        &self,
        link: &Spanned<String>,
        origin: &Origin<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Target> {
        if let Some(name) = link.value.strip_prefix("person:") {
            let name = Spanned {
                value: name.to_owned(),
                span: link.span.clone(),
            };
            return self
                .names
                .person(&name, origin.file, diagnostics)
                .map(Target::Person);
        }
        if let Some((scheme, written)) = link.value.split_once(':')
            && let "contact" | "role" | "meeting" = scheme
        {
            let fact = self.fact(scheme, written, link, origin, diagnostics)?;
            return Some(Target::Fact(Box::new(fact)));
        }
        let (path, anchor) = match link.value.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (link.value.as_str(), None),
        };
        // A query is the business of whatever is asked; whether that is there is what counts here.
        let (path, query) = match path.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (path, None),
        };
        let part = Part { query, anchor };
        if path.is_empty() {
            if query.is_some() {
                return Some(self.to_page(origin.page, part, link, origin, diagnostics));
            }
            let anchor = anchor.unwrap_or("");
            let anchor = self.anchor(origin.page, anchor, link, origin, diagnostics);
            return Some(Target::Heading(anchor));
        }
        let decoded = percent_decode(path);
        let path = &*decoded;
        let Some(joined) = join(origin.folder, path) else {
            let finding = self
                .broken(link, "leads out of the site")
                .help("links are relative to the page that they stand in, and stay within the content folder");
            diagnostics.push(finding.at(origin.file, link.span.clone()));
            return None;
        };
        if let Some(page) = self.page(&joined) {
            return Some(self.to_page(page, part, link, origin, diagnostics));
        }
        if self.assets.contains_key(joined.as_str()) {
            return Some(Target::File(joined.into(), part.written(anchor)));
        }
        let joined = match address::without_html(&joined) {
            // A file of that name stands first.
            Some(stem) => {
                if let Some(page) = self.page(stem) {
                    return Some(self.to_page(page, part, link, origin, diagnostics));
                }
                let known = self.generated.named(stem).is_some() || self.unread.may_hold(stem);
                if known { stem.to_owned() } else { joined }
            }
            None => joined,
        };
        if let Some(route) = self.generated.named(&joined) {
            return Some(Target::Route(route, part.written(anchor)));
        }
        if self.unread.may_hold(&joined) {
            return None;
        }
        if let Some(page) = self.in_other_case(&joined, link, origin, diagnostics) {
            return Some(self.to_page(page, part, link, origin, diagnostics));
        }
        diagnostics.push(
            self.no_page(&joined, link, origin)
                .at(origin.file, link.span.clone()),
        );
        None
    }

    /// What a link prints that names a record: `contact:`, `role:` or `meeting:`.
    fn fact(
        &self,
        scheme: &str,
        written: &str,
        link: &Spanned<String>,
        origin: &Origin<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Fact> {
        let telling = Telling {
            locale: self.locale,
            people: self.people,
            titles: self.titles,
            files: self.files,
            unread: self.unread,
            file: origin.file,
        };
        match scheme {
            "contact" => {
                let (contacts, names) = (self.contacts, self.names);
                contacts::fact(written, link, contacts, names, telling, diagnostics)
            }
            "meeting" => self.meetings.fact(written, link, telling, diagnostics),
            _ => {
                let (page, name) = match written.split_once('#') {
                    None => (None, written),
                    Some((path, name)) => {
                        let path = Spanned {
                            value: path.to_owned(),
                            span: link.span.clone(),
                        };
                        let Target::Page(page, _) = self.target(&path, origin, diagnostics)? else {
                            diagnostics.push(
                                self.broken(&path, "leads to no page, and only pages have roles")
                                    .at(origin.file, link.span.clone()),
                            );
                            return None;
                        };
                        (Some(page), name)
                    }
                };
                self.roles.fact(page, name, link, telling, diagnostics)
            }
        }
    }

    /// Where a key of front matter leads that holds a link, or the full address of something elsewhere.
    pub(crate) fn written(
        &self,
        link: &Spanned<String>,
        origin: &Origin<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Target> {
        // Loading has seen that it is one.
        if link.value.starts_with("https://") || link.value.starts_with("http://") {
            return Some(Target::Verbatim(link.value.as_str().into()));
        }
        self.target(link, origin, diagnostics)
    }

    /// How many bytes a file has that is copied, by its path within the content.
    pub(crate) fn size(&self, path: &str) -> Option<u64> {
        let id = self.assets.get(path)?;
        Some(self.copied[id.index()].looked_at.length)
    }

    /// A link to a page, whose anchor is checked.
    fn to_page(
        &self,
        page: PageId,
        part: Part<'_>,
        link: &Spanned<String>,
        origin: &Origin<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Target {
        let anchor = part.anchor.filter(|anchor| !anchor.is_empty());
        let anchor = anchor.map(|anchor| self.anchor(page, anchor, link, origin, diagnostics));
        Target::Page(page, part.written(anchor.as_deref()))
    }

    /// The route of a file that is copied, by its path within the content.
    pub(crate) fn asset(&self, path: &str) -> Option<Route> {
        self.assets.get(path).copied().map(Route::Asset)
    }

    /// A page by the path that an editor wrote: a Markdown file, or the folder of a section.
    fn page(&self, path: &str) -> Option<PageId> {
        self.tree
            .by_path
            .get(path)
            .or_else(|| self.tree.by_folder.get(path))
            .or_else(|| self.tree.by_path.get(&format!("{path}.md")))
            // The address, which has small letters.
            .or_else(|| self.tree.by_address.get(path))
            // The page of a folder that has none of its own, or goes by the other name.
            .or_else(|| {
                address::is_index(path)
                    .then(|| self.tree.by_folder.get(address::folder(path)))
                    .flatten()
            })
            .copied()
    }

    /// The only page whose path differs from that of a link by capitals alone: the link leads there, and is told.
    fn in_other_case(
        &self,
        path: &str,
        link: &Spanned<String>,
        origin: &Origin<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Option<PageId> {
        let known = self.known();
        let (page, right) = known.small.get(&path.to_lowercase())?.as_ref()?;
        let file = &self.files[page.index()];
        let right = relative_path(origin.folder, right);
        let shown = clipped(&link.value);
        let message = format!("the link `{shown}` has other capitals than `{file}`");
        let help = format!(
            "it leads there here, but in most places capitals count in names of files: write {right}"
        );
        let finding = Diagnostic::warning(Code::BrokenLink, message).help(help);
        diagnostics.push(finding.at(origin.file, link.span.clone()));
        Some(*page)
    }

    fn broken(&self, link: &Spanned<String>, why: &str) -> Diagnostic {
        let shown: String = link.value.chars().take(80).collect();
        Diagnostic::error(Code::BrokenLink, format!("the link `{shown}` {why}"))
            .with_severity(self.severity)
    }

    fn no_page(&self, joined: &str, link: &Spanned<String>, origin: &Origin<'_>) -> Diagnostic {
        if self.drafts.contains(joined) {
            return self
                .broken(link, "leads to a draft, which this build leaves out")
                .help("publish the draft first, or take the link away");
        }
        let address = link.value.as_str();
        if let Some(full) = outside(address) {
            return self
                .broken(link, "leads nowhere within the site")
                .help(format!(
                    "if another site or a mailbox is meant, write {full}"
                ));
        }
        let finding = self
            .broken(link, "leads nowhere")
            .label(format!("there is no `{joined}`"));
        if address.contains('\\') {
            return finding.help(format!(
                "write / between folders: {}",
                address.replace('\\', "/")
            ));
        }
        let known = self.known();
        // A page by the name that it has once it is published.
        let page = address::without_html(joined).map(|stem| format!("{stem}.md"));
        let (joined, folder) = (
            page.unwrap_or_else(|| joined.to_owned()),
            origin.folder.to_owned(),
        );
        let from_root = address.starts_with('/');
        finding.later(move || {
            // A right name in a wrong folder is as common as a slip within the name.
            let name = joined.rsplit('/').next().unwrap_or(&joined);
            let same_name = known.by_name.get(&*name.to_lowercase());
            let same_name = same_name.map(ToString::to_string);
            let near = same_name.or_else(|| known.paths.nearest(&joined));
            let near = near.map(|near| relative_path(&folder, &near));
            // Pages that Redway makes have no file: they go by their addresses.
            let generated = || {
                let name = known.generated.nearest(&joined).filter(|_| from_root)?;
                Some(format!("/{name}/"))
            };
            vec![near.or_else(generated).map_or_else(
                || {
                    match joined.rsplit_once('.') {
                        Some((_, "md")) | None => {
                            "write the path of the page's file, relative to this file, such as ../meetings/_index.md"
                        }
                        Some(_) => {
                            "write the path of the file, relative to this one; the file stands in the content folder"
                        }
                    }
                    .to_owned()
                },
                did_you_mean,
            )]
        })
    }

    fn known(&self) -> Arc<KnownPaths> {
        let known = || Arc::new(self.known_paths());
        Arc::clone(self.known.get_or_init(known))
    }

    fn known_paths(&self) -> KnownPaths {
        let pages = self.tree.by_path.keys().map(String::as_str);
        let mut paths: Vec<&str> = pages.chain(self.assets.keys().copied()).collect();
        paths.sort_unstable();
        let mut by_name: HashMap<Box<str>, Box<str>> = HashMap::new();
        for path in paths.iter().filter(|path| !address::is_index(path)) {
            let name = path.rsplit('/').next().unwrap_or(path);
            let name = name.to_lowercase().into();
            by_name.entry(name).or_insert_with(|| (*path).into());
        }
        let mut small: HashMap<String, Option<(PageId, Box<str>)>> = HashMap::new();
        self.tree.by_path.iter().for_each(|(path, page)| {
            let pages = small.entry(path.to_lowercase());
            let found = Some((*page, path.as_str().into()));
            pages.and_modify(|page| *page = None).or_insert(found);
        });
        KnownPaths {
            small,
            paths: Known::new(paths),
            by_name,
            generated: Known::new(self.generated.names()),
        }
    }

    /// The anchor of a page that a link leads to, however it names it; one that is not there is reported.
    fn anchor(
        &self,
        page: PageId,
        anchor: &str,
        link: &Spanned<String>,
        origin: &Origin<'_>,
        diagnostics: &mut Diagnostics,
    ) -> Box<str> {
        let wanted = percent_decode(anchor);
        let anchors = &self.anchors[page.index()];
        if wanted.is_empty() || anchors.holds(&wanted) {
            return wanted.into();
        }
        if let Some(anchor) = anchors.by_words(&wanted) {
            return anchor.into();
        }
        // A folder stands in for its index page when that could not be read.
        let place = &self.tree.places[page.index()];
        let unread = || place.is_section && self.unread.may_hold(&place.folder);
        if unread() {
            return wanted.into();
        }
        let shown = clipped(&wanted);
        let message = if page == origin.page {
            format!("this page has no heading `#{shown}`")
        } else {
            format!("`{}` has no heading `#{shown}`", self.files[page.index()])
        };
        let finding = Diagnostic::error(Code::BrokenAnchor, message).with_severity(self.severity);
        let known = anchors.known();
        let name = wanted.clone().into_owned();
        let finding = finding.later(move || {
            vec![if let Some(near) = known.nearest(&name) {
                did_you_mean(format!("#{near}"))
            } else if known.len() == 0 {
                "the page has no headings; link to the page itself".to_owned()
            } else {
                let list: Vec<_> = known.first(8).map(|a| format!("`#{a}`")).collect();
                format!("its headings are {}", list.join(", "))
            }]
        });
        diagnostics.push(finding.at(origin.file, link.span.clone()));
        wanted.into()
    }
}

/// The places to fill in a conversion, as the site keeps them. They are as large, so that they are made where they stand: a large site has
/// half a million.
pub(crate) fn holes(all: Box<[markdown::Hole]>) -> Box<[Hole]> {
    all.into_iter().map(hole).collect()
}

fn hole(hole: markdown::Hole) -> Hole {
    Hole {
        at: hole.at,
        link: hole.link,
        fill: match hole.what {
            markdown::Fill::Address => Fill::Address,
            markdown::Fill::Name => Fill::Name,
            markdown::Fill::Rest => Fill::Rest,
            markdown::Fill::Note => Fill::Note,
            markdown::Fill::Call => Fill::Block,
        },
    }
}

/// The full address that a link was meant to be which lacks only its beginning.
fn outside(link: &str) -> Option<String> {
    let plain = |text: &str| !text.is_empty() && !text.contains([' ', '\\', '`']);
    if let Some((mailbox, host)) = link.split_once('@') {
        let good = plain(mailbox) && !mailbox.contains('/') && host.contains('.');
        return good.then(|| format!("mailto:{link}"));
    }
    let host = link.strip_prefix("www.")?;
    (plain(host) && host.contains('.')).then(|| format!("https://{link}"))
}

/// A path within the content as a link from a folder.
fn relative_path(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').filter(|p| !p.is_empty()).collect();
    let to_parts: Vec<&str> = to.split('/').collect();
    let shared = from
        .iter()
        .zip(&to_parts[..to_parts.len() - 1])
        .take_while(|(a, b)| a == b)
        .count();
    let mut out = "../".repeat(from.len() - shared);
    out.push_str(&to_parts[shared..].join("/"));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_is_written_as_the_editor_would_write_it() {
        assert_eq!(
            relative_path("meetings", "services/send/_index.md"),
            "../services/send/_index.md"
        );
        assert_eq!(relative_path("services", "services/send.md"), "send.md");
        assert_eq!(relative_path("", "a.md"), "a.md");
    }
}
