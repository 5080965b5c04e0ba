//! Where texts and facts name a page or file of the site, with the place of the name.

use std::collections::HashSet;
use std::ops::Range;

use crate::load::{Raw, RawBody, scalars};
use crate::model::join;

/// A place that names something below the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The file that holds it, relative to the root.
    pub(crate) file: String,
    /// The folder of that file below the content, from which paths count.
    pub(crate) folder: String,
    /// The place of the path, without what follows it: `#…` and `?…`.
    pub(crate) span: Range<usize>,
    /// The path as it is written.
    pub(crate) written: String,
    /// What it leads to, below the content: as written, joined to the folder.
    pub(crate) path: String,
}

/// Every place of a source that may name a page or a file below the content, in the order of files and places: links of texts,
/// and facts that hold a path. `exists` says whether something goes by a path.
pub(crate) fn references(
    raw: &Raw,
    text_of: &dyn Fn(&str) -> Option<String>,
    exists: &dyn Fn(&str) -> bool,
) -> Vec<Reference> {
    let mut all = Vec::new();
    for page in &raw.pages {
        let text = text_of(&page.file).unwrap_or_default();
        let file = File::new(&page.file, &page.path, &text);
        for body in page.bodies() {
            file.links(body, &mut all);
        }
        file.facts(exists, &mut all);
    }
    for list in lists(raw) {
        let Some(text) = text_of(&format!("{}{list}", raw.prefix)) else {
            continue;
        };
        let name = format!("{}{list}", raw.prefix);
        let file = File::new(&name, &list, &text);
        if list == "site.yaml" {
            let notices = raw.settings.notices.iter().map(|notice| &notice.text);
            let statement = raw.settings.accessibility.iter();
            let issues = statement.flat_map(|one| {
                one.issues
                    .iter()
                    .map(|issue| &issue.text)
                    .chain(&one.tested)
            });
            for body in notices.chain(issues).filter_map(|text| text.body.as_ref()) {
                file.links(body, &mut all);
            }
        }
        file.facts(exists, &mut all);
    }
    let mut seen = HashSet::new();
    all.retain(|one| seen.insert((one.file.clone(), one.span.start)));
    all.sort_by(|a, b| (&a.file, a.span.start).cmp(&(&b.file, b.span.start)));
    all
}

/// The lists that may name pages or files.
fn lists(raw: &Raw) -> Vec<String> {
    let prefix = raw.prefix.as_str();
    let below = |file: &str| file.strip_prefix(prefix).unwrap_or(file).to_owned();
    let mut lists: Vec<String> = crate::load::LISTS
        .iter()
        .map(|&list| list.to_owned())
        .collect();
    lists.push("site.yaml".to_owned());
    lists.extend(raw.tables.iter().map(|table| below(&table.file)));
    lists.sort();
    lists.dedup();
    lists
}

/// A file that is looked through.
struct File<'a> {
    name: &'a str,
    folder: &'a str,
    text: &'a str,
}

impl<'a> File<'a> {
    fn new(name: &'a str, below: &'a str, text: &'a str) -> Self {
        let folder = below.rsplit_once('/').map_or("", |(folder, _)| folder);
        File { name, folder, text }
    }

    fn links(&self, body: &RawBody, all: &mut Vec<Reference>) {
        for link in &body.document.links {
            let target = &*link.target;
            let (target, before) = match target.strip_prefix("role:") {
                // `role:services/send.md#head` names a page.
                Some(role) if role.contains(".md#") => (role, true),
                Some(_) => continue,
                None => (target, false),
            };
            let scheme = ["person:", "contact:", "meeting:"];
            if scheme.iter().any(|scheme| target.starts_with(scheme)) {
                continue;
            }
            let place = body.place.range(&link.range());
            // Where the place cannot be told to the byte, the words are looked for within it.
            let written = self.text.get(place.clone()).unwrap_or("");
            let path = target.split(['#', '?']).next().unwrap_or("");
            if path.is_empty() {
                continue;
            }
            let from = if before {
                written.find("role:").map_or(0, |at| at + 5)
            } else {
                0
            };
            if let Some(at) = written[from..].find(path) {
                let start = place.start + from + at;
                self.add(start..start + path.len(), path, all);
            }
        }
    }

    /// Facts that hold the path of something that is there.
    fn facts(&self, exists: &dyn Fn(&str) -> bool, all: &mut Vec<Reference>) {
        for scalar in scalars(self.name, self.text) {
            let is_path = !scalar.value.is_empty()
                && !scalar.value.contains(char::is_whitespace)
                && !scalar.value.contains("://")
                && (scalar.value.contains('/') || scalar.value.contains('.'));
            if !is_path || scalar.keys.iter().any(|key| key == "aliases") {
                continue;
            }
            let path = scalar.value.split(['#', '?']).next().unwrap_or("");
            let is_there = join(self.folder, path).is_some_and(|path| exists(&path));
            let written = &self.text[scalar.span.clone()];
            if let (true, Some(at)) = (is_there, written.find(path)) {
                let start = scalar.span.start + at;
                self.add(start..start + path.len(), path, all);
            }
        }
    }

    fn add(&self, span: Range<usize>, written: &str, all: &mut Vec<Reference>) {
        if let Some(path) = join(self.folder, written) {
            all.push(Reference {
                file: self.name.to_owned(),
                folder: self.folder.to_owned(),
                span,
                written: written.to_owned(),
                path,
            });
        }
    }
}
