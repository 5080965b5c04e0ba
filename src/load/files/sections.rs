//! Which Markdown file is the page of which folder.

use std::collections::{HashMap, HashSet};

use super::walk::Found;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{is_index, is_readme};

/// The pages of folders. Two files may be that of one folder, which is told where addresses are given.
#[derive(Default)]
pub(crate) struct Sections {
    /// Folders by the paths of their pages.
    folders: HashMap<String, String>,
    /// Files that are no page, since another is that of their folder.
    left_out: HashSet<String>,
}

impl Sections {
    /// Finds the pages of folders among all Markdown files: `_index.md` or `index.md`; else `README.md`, as Git hosts show
    /// folders; else the file beside the folder that has its name. A README beside a page of the folder is left out, and told.
    pub(crate) fn of(markdown: &[Found], findings: &mut Diagnostics) -> Self {
        let with_index: HashSet<&str> = markdown
            .iter()
            .map(|found| split(&found.below))
            .filter(|(_, name)| is_index(name))
            .map(|(folder, _)| folder)
            .collect();
        let mut sections = Sections::default();
        // By the names in small letters, which addresses have.
        let mut without: HashMap<String, &str> = HashMap::new();
        for found in markdown {
            let (folder, name) = split(&found.below);
            let mut above = folder;
            while !above.is_empty() && !with_index.contains(above) {
                without.insert(above.to_ascii_lowercase(), above);
                above = split(above).0;
            }
            if is_index(name) || is_readme(name) && !with_index.contains(folder) {
                sections
                    .folders
                    .insert(found.below.clone(), folder.to_owned());
            } else if is_readme(name) {
                sections.left_out.insert(found.below.clone());
                findings.push(left_out(found, name));
            }
        }
        for found in markdown.iter().filter(|f| is_readme(split(&f.below).1)) {
            without.remove(&split(&found.below).0.to_ascii_lowercase());
        }
        for found in markdown {
            let stem = found.below.rsplit_once('.').map_or("", |(stem, _)| stem);
            if let Some(folder) = without.get(&stem.to_ascii_lowercase()) {
                let folder = (*folder).to_owned();
                sections
                    .folders
                    .entry(found.below.clone())
                    .or_insert(folder);
            }
        }
        sections
    }

    /// The folder that a file is the page of; empty for the top.
    pub(crate) fn folder_of(&self, path: &str) -> Option<&str> {
        self.folders.get(path).map(String::as_str)
    }

    /// Whether a file is no page.
    pub(crate) fn leaves_out(&self, path: &str) -> bool {
        self.left_out.contains(path)
    }
}

fn left_out(found: &Found, name: &str) -> Diagnostic {
    Diagnostic::warning(
        Code::DuplicateAddress,
        format!("`{name}` is left out: its folder has a page of its own"),
    )
    .in_file(&found.file)
    .help("put its text into that page, or give the file another name")
}

/// The folder of a path, and the name of the file in it.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}
