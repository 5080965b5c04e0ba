//! A handbook that is kept while its files are edited.
//!
//! What was edited mostly is the text of one page. Then only that file is read again, and the site gets the new text: by
//! its outline (`load/outline.rs`) nothing else can depend on the change. After any other edit the whole source is read
//! anew. Either way every file is the bytes that a build of the source as it is now would write.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::sync::Arc;

use crate::build::{BuildOptions, BuildReport, Loaded, Outcome, read_source, resolve_source};
use crate::check;
use crate::diagnostic::{Diagnostic, Diagnostics, Levels};
use crate::handbook::Handbook;
use crate::load::{Again, LISTS, NewText};
use crate::model::{Asset, Kind, PageId};
use crate::render::Shared;
use crate::resolve::{self, Resolved};
use crate::write;

/// A handbook, what was found in it, and what its pages are read again with.
pub(crate) struct Kept {
    handbook: Handbook,
    again: Again,
    /// What was found while files were read.
    read: Diagnostics,
    /// What was found afterwards.
    resolved: Diagnostics,
    /// How much each of it matters to the site.
    levels: Levels,
}

/// What became of the texts of some files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Texts {
    /// They are as they were, and so is what was found in them.
    Same,
    /// The handbook has their new texts.
    New,
    /// More than texts changed, or something is wrong with one: all must be read to know.
    Unknown,
}

impl Kept {
    /// Reads a handbook.
    ///
    /// # Errors
    ///
    /// What was found, when that would stop a build.
    pub(crate) fn read(options: &BuildOptions) -> Result<Self, BuildReport> {
        let mut read = Diagnostics::new();
        let Some(raw) = read_source(options, None, true, &mut read) else {
            return Err(BuildReport::new(read, Outcome::NoSite, options.strict));
        };
        let again = Again::new(&raw, options.drafts);
        let levels = check::levels(&raw, &mut read);
        // An error that was found already keeps the stages after it from making a site.
        let before = read.iter().count();
        let mut all = read.clone();
        let Loaded {
            content,
            theme,
            resolved,
        } = resolve_source(raw, options, &mut all);
        let mut found_later = Diagnostics::new();
        found_later.extend(all.iter().skip(before).cloned());
        levels.apply_to(&mut all);
        let made = match (theme, resolved) {
            (Some(theme), Ok(Resolved { site, zone })) if !all.has_errors() => {
                let shared = Shared::new(&site, zone, theme);
                write::report(shared, &mut all).map(|shared| (site, shared))
            }
            _ => None,
        };
        let Some((site, shared)) = made else {
            return Err(BuildReport::new(all, Outcome::Refused, options.strict));
        };
        Ok(Kept {
            handbook: Handbook::new(site, shared, content),
            again,
            read,
            resolved: found_later,
            levels,
        })
    }

    /// The handbook.
    pub(crate) fn handbook(&self) -> &Handbook {
        &self.handbook
    }

    /// All that was found, in order.
    pub(crate) fn findings(&self) -> Diagnostics {
        let mut all = self.read.clone();
        all.append(self.resolved.clone());
        self.levels.apply_to(&mut all);
        all.sort();
        all
    }

    /// The folder of the content relative to the root, `content/` or empty.
    pub(crate) fn prefix(&self) -> &str {
        self.again.prefix()
    }

    /// Whether a path relative to the root is that of a page.
    pub(crate) fn is_page(&self, file: &str) -> bool {
        self.again.is_page(file)
    }

    /// Whether something at a path relative to the root is part of the site, or was told of: a file, or a folder with such files.
    pub(crate) fn knows(&self, path: &str) -> bool {
        let site = &self.handbook.site;
        let is_at = |file: &str| {
            let below = file.strip_prefix(path);
            below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
        };
        let Some(below) = path.strip_prefix(self.prefix()) else {
            // Themes, and the content itself.
            return true;
        };
        let is_asset = |file: &str| {
            file.strip_prefix(below)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut findings = self.read.iter().chain(self.resolved.iter());
        is_listed(below)
            || site.pages.iter().any(|page| is_at(&page.source))
            || site.assets.iter().any(|asset| is_asset(&asset.file))
            || findings.any(|f| f.place.as_ref().is_some_and(|place| is_at(&place.file)))
    }

    /// Reads these files again and gives the handbook their texts, if nothing but these changed.
    pub(crate) fn reread(&mut self, files: &BTreeSet<String>) -> Texts {
        let texts = files.iter().map(|file| {
            let page = self.page_of(file)?;
            let text = self.again.text(file)?;
            self.holds_still(page, &text).then_some((page, text))
        });
        let Some(texts) = texts.collect::<Option<Vec<(PageId, NewText)>>>() else {
            return Texts::Unknown;
        };
        let mut became = Texts::Same;
        for (id, NewText { body, findings }) in texts {
            let page = &mut self.handbook.site.pages[id.index()];
            if resolve::text::replace(page, body) {
                self.handbook.shared.forget_texts();
                became = Texts::New;
            }
            let source = &page.source;
            let before = self.read.iter().filter(|f| in_file(f, source));
            if !before.eq(findings.iter()) {
                let mut read = Diagnostics::new();
                read.extend(self.read.iter().filter(|f| !in_file(f, source)).cloned());
                read.append(findings);
                self.read = read;
                became = Texts::New;
            }
        }
        became
    }

    /// The page of a file, if no more than its own text can depend on that: the events of a series tell when git last saw its
    /// file.
    fn page_of(&self, file: &str) -> Option<PageId> {
        let mut pages = self.handbook.site.pages_with_ids();
        let (id, page) = pages.find(|(_, page)| *page.source == *file)?;
        (!matches!(page.kind, Kind::Series(_))).then_some(id)
    }

    /// Whether what was found in a page after all files were read stands where it stood.
    fn holds_still(&self, page: PageId, text: &NewText) -> bool {
        let source = &self.handbook.site.page(page).source;
        let body = text.body.place.whole().start;
        self.resolved
            .iter()
            .filter(|f| in_file(f, source))
            .all(|f| {
                let span = f.place.as_ref().and_then(|place| place.span.as_ref());
                span.is_none_or(|span| span.end <= body)
            })
    }

    /// Opens a file that is copied, if it is the one that was looked at, and tells how many bytes it has.
    pub(crate) fn copied(&self, asset: &Asset) -> io::Result<(u64, impl Read + use<>)> {
        let opened = self.handbook.content.file_at(&asset.source)?;
        if opened.stamp()? == asset.looked_at {
            Ok((asset.looked_at.length, opened))
        } else {
            let why = "the file changed after it was looked at";
            Err(io::Error::other(why))
        }
    }
}

/// Whether a path within the content is that of a list, of a table or of what belongs to one, or of a theme.
fn is_listed(below: &str) -> bool {
    let folder = below.split('/').next().unwrap_or(below);
    LISTS.contains(&below) || matches!(folder, "data" | "themes")
}

/// Whether a finding is about a file.
fn in_file(finding: &Diagnostic, file: &Arc<str>) -> bool {
    let place = finding.place.as_ref();
    place.is_some_and(|place| place.file == *file)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::model::Route;

    /// A copy of the site of a golden case.
    fn copy(case: &str) -> (tempfile::TempDir, Vec<PathBuf>) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let input = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/golden")
            .join(case)
            .join("input");
        let mut pages = Vec::new();
        for entry in walkdir::WalkDir::new(&input) {
            let entry = entry.expect("it can be listed");
            let below = entry.path().strip_prefix(&input).expect("it is below");
            let to = dir.path().join(below);
            if entry.file_type().is_dir() {
                fs::create_dir_all(&to).expect("a folder");
            } else {
                fs::copy(entry.path(), &to).expect("a copy");
                let is_page = below.extension().is_some_and(|ending| ending == "md");
                pages.extend(is_page.then(|| below.to_owned()));
            }
        }
        pages.sort();
        (dir, pages)
    }

    fn read(root: &Path) -> Kept {
        let options = BuildOptions {
            drafts: true,
            ..BuildOptions::new(root)
        };
        Kept::read(&options).unwrap_or_else(|report| panic!("{:#?}", report.diagnostics))
    }

    /// Every file by its path, the search index too.
    fn files(kept: &Kept) -> Vec<(String, Vec<u8>)> {
        let handbook = kept.handbook();
        let routes = handbook.site().routes.iter().map(|(_, route)| route);
        let index = [
            crate::model::SearchFile::Manifest,
            crate::model::SearchFile::Terms(0),
            crate::model::SearchFile::Lengths(0),
            crate::model::SearchFile::Words(0),
            crate::model::SearchFile::Documents(0),
        ];
        let made = routes.chain(index.map(Route::Search)).filter_map(|route| {
            let path = handbook.site().routes.path(route)?.into_owned();
            let file = handbook.file(route).expect("no template has a mistake")?;
            let bytes = file.content.into_bytes()?;
            Some((path, bytes))
        });
        made.collect()
    }

    /// The kept handbook is the one that is on the disk.
    fn is_as_on_the_disk(kept: &Kept, root: &Path, after: &str) {
        let fresh = read(root);
        assert_eq!(kept.findings(), fresh.findings(), "{after}");
        let (kept, fresh) = (files(kept), files(&fresh));
        assert_eq!(kept.len(), fresh.len(), "{after}");
        for (kept, fresh) in kept.iter().zip(&fresh) {
            assert!(kept == fresh, "{after}: {} differs", kept.0);
        }
    }

    fn edit(root: &Path, file: &str, change: impl FnOnce(String) -> String) {
        let path = root.join(file);
        let text = fs::read_to_string(&path).expect("it is there");
        fs::write(path, change(text)).expect("it can be written");
    }

    fn reread(kept: &mut Kept, file: &str) -> Texts {
        kept.reread(&BTreeSet::from([file.to_owned()]))
    }

    #[test]
    fn after_any_edit_of_text_every_file_is_what_a_build_writes() {
        let mut new = 0;
        for case in ["described-by-what-stands-there", "series", "minimal-site"] {
            let (dir, pages) = copy(case);
            let root = dir.path();
            let mut kept = read(root);
            let _ = files(&kept);
            for page in pages {
                let file = page.to_str().expect("UTF-8");
                for words in [
                    "\n\nAn *added* paragraph.\n",
                    "\n\n- [ ] one\n- two\n\n> quoted\n",
                    "\n\nUn\u{200b}seen :)\n",
                ] {
                    edit(root, file, |text| text + words);
                    match reread(&mut kept, file) {
                        Texts::New => new += 1,
                        Texts::Same | Texts::Unknown => kept = read(root),
                    }
                    is_as_on_the_disk(&kept, root, &format!("{case}, {file} with {words:?}"));
                }
            }
        }
        assert!(new > 20, "only {new} edits were of text alone");
    }

    #[test]
    fn what_others_can_depend_on_is_no_edit_of_text_alone() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path();
        let page = "---\ndescription: A.\n---\n# Gate\n\nFirst.\n\n## Hours\n\nFrom nine, see [home](_index.md) and [](quay.md).\n";
        for (file, text) in [
            (
                "site.yaml",
                "title: Harbour\nbase_url: https://handbook.example/\n",
            ),
            ("_index.md", "# Welcome\n\nSee [hours](gate.md#hours).\n"),
            ("quay.md", "# Quay\n\nDeep.\n"),
            ("gate.md", page),
        ] {
            fs::write(root.join(file), text).expect("a file");
        }
        let mut kept = read(root);
        let put = |text: &str| fs::write(root.join("gate.md"), text).expect("a file");
        for (from, to) in [
            ("## Hours", "## Times"),
            ("## Hours", "### Hours"),
            ("# Gate", "# The gate"),
            ("_index.md", "quay.md"),
            ("[](quay.md)", "nothing"),
            ("From nine", "## More\n\nFrom nine"),
            ("description: A.", "description: B."),
            ("From nine", "{{ vacancies() }}\n\nFrom nine"),
            ("From nine", "[nowhere](lost.md)"),
            ("From nine", "<<<<<<< HEAD\nFrom nine"),
        ] {
            put(&page.replace(from, to));
            assert_eq!(
                reread(&mut kept, "gate.md"),
                Texts::Unknown,
                "{from} -> {to}"
            );
        }
        put("");
        assert_eq!(reread(&mut kept, "gate.md"), Texts::Unknown, "it is empty");
        fs::remove_file(root.join("gate.md")).expect("it is there");
        assert_eq!(reread(&mut kept, "gate.md"), Texts::Unknown, "it is gone");
        put(page);
        assert_eq!(reread(&mut kept, "gate.md"), Texts::Same);
        for (from, to) in [
            ("First.", "First and foremost."),
            ("From nine", "A line before.\n\nFrom nine or ten"),
            ("and [](quay.md)", "and also [](quay.md)"),
            ("See", "see"),
        ] {
            put(&page.replace(from, to));
            let became = reread(&mut kept, "gate.md");
            assert_ne!(became, Texts::Unknown, "{from} -> {to}");
            is_as_on_the_disk(&kept, root, to);
        }
    }

    #[test]
    fn what_is_part_of_a_site_is_known() {
        let (dir, _) = copy("described-by-what-stands-there");
        let kept = read(dir.path());
        let page = kept
            .handbook()
            .site()
            .pages
            .iter()
            .find(|page| page.source.ends_with("gate.md"));
        let source = page.expect("there is such a page").source.to_string();
        let (folder, _) = source.rsplit_once('/').expect("it stands in a folder");
        for known in [&*source, folder, "people.yaml", "themes/toolkit"] {
            assert!(kept.knows(known), "{known}");
        }
        for unknown in [
            &*format!("{source}~"),
            &*format!("{folder}/sedXy1"),
            "content/4913",
            &source[..source.len() - 4],
        ] {
            assert!(!kept.knows(unknown), "{unknown}");
        }
    }
}
