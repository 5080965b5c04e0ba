//! Forms for editors who write no Markdown and no YAML: the configuration of Sveltia CMS, a program that runs in the browser
//! and saves to the Git host. Redway writes what it is to show, from the keys that are declared and the files that there are;
//! the program itself is no part of Redway.
//!
//! - `fields` makes the fields of a form from keys, and leaves out what a form would spoil;
//! - `loss` finds what would not survive in a file that is saved whole, so that it gets no form;
//! - `host` says where a form saves;
//! - `out` is a configuration as YAML.

mod fields;
mod host;
mod loss;
mod out;

use std::collections::BTreeSet;
use std::ops::Range;

use self::fields::{Fields, Ids, at, text};
use self::host::{folder, repository};
use self::loss::{Loss, loss, unnamed};
use self::out::{Out, map, yaml};
use crate::keys::{FILES, KINDS, Key, PAGE, Record, Sort};
use crate::load::{Node, Raw, facts_of};

pub(crate) use self::host::{Host, Repository};

/// The version that the configuration is for.
pub(crate) const VERSION: &str = "0.221.1";

/// What that version is known by: `dist/sveltia-cms.js` of the package.
const INTEGRITY: &str = "sha384-JQ+XsKx/UzwdTiNnFStza3XtqqQoVtyNPApkfvwlzZDfhe7giE9CnfQrpHqgv3k6";

/// What begins a file that Redway wrote, so that the next version may replace it.
const MADE: &str = "Made by `redway cms sveltia`, which replaces this file.";

const SHELL: &str = include_str!("index.html");

/// The kind of pages that say none.
const PLAIN: &str = "page";

/// What forms there are for a site.
pub(crate) struct Forms {
    /// `config.yml`.
    pub(crate) config: String,
    /// What has no form, a line each.
    pub(crate) left: Vec<Left>,
}

/// Something that is edited as text only.
pub(crate) enum Left {
    /// These keys of what is called so.
    Keys(String, BTreeSet<String>),
    /// All that is called so, because of this place.
    All {
        what: String,
        file: String,
        at: Range<usize>,
        why: String,
        help: String,
    },
}

/// Where and how a form saves.
pub(crate) enum Backend {
    /// In the browser alone, to try it.
    Trial,
    /// To a repository, where the site stands in this folder; each save is a pull request when `review` is set.
    Git {
        repository: Repository,
        folder: String,
        review: bool,
    },
}

/// The repository that `site.yaml` names; `host` says what its name does not tell.
///
/// # Errors
///
/// What is wrong, and what to do.
pub(crate) fn git(
    raw: &Raw,
    host: Option<Host>,
    review: bool,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Result<Backend, (String, String)> {
    let settings = Read::new(&raw.settings.file, text_of);
    let facts = settings.as_ref().and_then(|read| read.facts.as_ref());
    let said = facts.and_then(|facts| at(facts, "repository"));
    let word = |key: &str| said.and_then(|said| at(said, key)).map(text);
    let repository = repository(word("url"), word("branch"), host)?;
    if review && repository.host == Host::Gitea {
        return Err((
            "Sveltia CMS makes pull requests on GitHub and GitLab only".to_owned(),
            "leave out --review: each save is a commit then".to_owned(),
        ));
    }
    let edit = raw.settings.edit.as_deref();
    let folder = edit.and_then(|edit| folder(edit, &repository));
    Ok(Backend::Git {
        folder: folder.unwrap_or_default().to_owned(),
        repository,
        review,
    })
}

/// A file with its facts.
struct Read {
    file: String,
    text: String,
    facts: Option<Node>,
}

impl Read {
    fn new(file: &str, text_of: &dyn Fn(&str) -> Option<String>) -> Option<Self> {
        let text = text_of(file)?;
        Some(Read {
            facts: facts_of(file, &text),
            file: file.to_owned(),
            text,
        })
    }

    fn kind(&self) -> &str {
        let kind = self.facts.as_ref().and_then(|facts| at(facts, "kind"));
        kind.map_or(PLAIN, text)
    }
}

/// Whether the text of a file is one that Redway wrote.
pub(crate) fn is_ours(text: &str) -> bool {
    text.contains(MADE)
}

/// The page that loads the program.
pub(crate) fn page(title: &str, backend: &Backend) -> String {
    let to = match backend {
        Backend::Trial => String::new(),
        Backend::Git { repository, .. } => {
            let Repository { origin, .. } = repository;
            match (repository.host, origin.as_str()) {
                (Host::Github, "https://github.com") => " https://api.github.com".to_owned(),
                _ => format!(" {origin}"),
            }
        }
    };
    // Its styles are made by script; its pictures are those of the site and of who signed in. Without its own words in the
    // language of the browser it asks for them without end; fonts and words are data, and no script comes from elsewhere.
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; \
         font-src 'self' data: https://cdn.jsdelivr.net/fontsource/fonts/; connect-src 'self' blob: data: \
         https://unpkg.com/@sveltia/cms@{VERSION}/locales/ https://unpkg.com/@sveltia/cms/package.json{to}; worker-src 'self' blob:; manifest-src 'self' blob: data:; \
         frame-src 'self' blob:; base-uri 'none'; form-action 'none'"
    );
    let escaped = title.replace('&', "&amp;").replace('<', "&lt;");
    SHELL
        .replace("{policy}", &policy)
        .replace("{integrity}", INTEGRITY)
        .replace("{title}", &escaped)
}

/// The forms for a site.
pub(crate) fn forms(
    raw: &Raw,
    backend: &Backend,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Forms {
    let folder = match backend {
        Backend::Trial => "",
        Backend::Git { folder, .. } => folder,
    };
    let content = format!("{folder}{}", raw.prefix);
    let content = content.trim_end_matches('/');
    let mut left = Vec::new();
    let mut collections = pages(raw, content, text_of, &mut left);
    collections.extend(lists(raw, folder, text_of, &mut left));
    let mut config = of_backend(backend);
    config.extend(map([
        ("media_folder", content.into()),
        // A file stands anywhere in the content, and is named by its path from the page.
        ("public_folder", "/".into()),
        (
            "output",
            Out::Map(map([
                ("omit_empty_optional_fields", Out::Flag(true)),
                (
                    "yaml",
                    Out::Map(map([("indent_sequences", Out::Flag(true))])),
                ),
            ])),
        ),
        (
            "slug",
            Out::Map(map([
                ("encoding", "ascii".into()),
                ("clean_accents", Out::Flag(true)),
            ])),
        ),
        ("editor", Out::Map(map([("preview", Out::Flag(false))]))),
        ("collections", Out::List(collections)),
    ]));
    Forms {
        config: format!("# {MADE}\n# For Sveltia CMS {VERSION}.\n{}", yaml(&config)),
        left,
    }
}

fn of_backend(backend: &Backend) -> Vec<(String, Out)> {
    match backend {
        Backend::Trial => map([("backend", Out::Map(map([("name", "test-repo".into())])))]),
        Backend::Git {
            repository, review, ..
        } => {
            let mut said = map([
                ("name", repository.host.name().into()),
                ("repo", repository.name.as_str().into()),
                ("branch", repository.branch.as_str().into()),
                // Whoever edits signs in with a token of their own: no other host takes part.
                ("auth_methods", Out::List(vec!["token".into()])),
            ]);
            if let Some(interface) = repository.host.interface(&repository.origin) {
                said.push(("base_url".into(), repository.origin.as_str().into()));
                said.push(("api_root".into(), interface.into()));
            }
            let mut all = map([("backend", Out::Map(said))]);
            if *review {
                all.push(("publish_mode".into(), "editorial_workflow".into()));
            }
            all
        }
    }
}

/// A collection for each kind of page.
fn pages(
    raw: &Raw,
    content: &str,
    text_of: &dyn Fn(&str) -> Option<String>,
    left: &mut Vec<Left>,
) -> Vec<Out> {
    let read = { raw.pages.iter() }.filter_map(|page| Read::new(&page.file, text_of));
    let read: Vec<Read> = read.collect();
    let ids = ids(raw);
    let plain = (PLAIN, None);
    let all_kinds = [plain]
        .into_iter()
        .chain(KINDS.map(|(kind, own)| (kind, Some(own))));
    let of_kind = |(kind, own): (&str, Option<&'static Record>)| {
        let label = raw.locale.word(&format!("kinds_{kind}"));
        let files: Vec<&Read> = read.iter().filter(|read| read.kind() == kind).collect();
        if let Some((file, loss)) = spoilt(&files) {
            left.push(all(label, file, loss));
            return None;
        }
        let mut fields = Fields::new(Some(&ids));
        let one = raw.locale.word(&format!("kind_{kind}"));
        let collection = collection(kind, (label, one), content, own, &files, &mut fields);
        left.push(Left::Keys(label.to_owned(), fields.left()));
        Some(collection)
    };
    all_kinds.filter_map(of_kind).collect()
}

fn collection(
    kind: &str,
    (label, one): (&str, &str),
    content: &str,
    own: Option<&'static Record>,
    files: &[&Read],
    fields: &mut Fields<'_>,
) -> Out {
    let maps: Vec<&Node> = files
        .iter()
        .filter_map(|read| read.facts.as_ref())
        .collect();
    // What is edited most stands first: what the page is called, what only its kind has, and its text.
    let (first, rest): (Vec<&Key>, Vec<&Key>) = { PAGE.keys.iter() }
        .filter(|key| key.name != "kind")
        .partition(|key| ["title", "description"].contains(&key.name));
    let own_keys = own.into_iter().flat_map(|own| own.keys);
    let mut all = fields.of_keys(first.into_iter().chain(own_keys), &maps, "");
    let said = map([
        ("name", "kind".into()),
        ("label", "Kind".into()),
        ("widget", "hidden".into()),
        ("default", kind.into()),
    ]);
    all.insert(0, Out::Map(said));
    all.push(Out::Map(map([
        ("name", "body".into()),
        ("label", "Text".into()),
        ("widget", "markdown".into()),
        // Calls, ids of headings and links without words are Markdown that a rich text does not know.
        ("modes", Out::List(vec!["raw".into()])),
        (
            "hint",
            "The text below the title, in Markdown. It is kept letter by letter.".into(),
        ),
        ("required", Out::Flag(false)),
    ])));
    all.extend(fields.of_keys(rest.into_iter(), &maps, ""));
    let values = if own.is_none() {
        vec![Out::Nothing, PLAIN.into()]
    } else {
        vec![kind.into()]
    };
    Out::Map(map([
        ("name", kind.into()),
        ("label", label.into()),
        ("label_singular", one.into()),
        ("folder", content.into()),
        ("extension", "md".into()),
        ("format", "yaml-frontmatter".into()),
        ("nested", Out::Map(map([("subfolders", Out::Flag(false))]))),
        (
            "meta",
            Out::Map(map([(
                "path",
                Out::Map(map([("index_file", "_index".into())])),
            )])),
        ),
        (
            "filter",
            Out::Map(map([
                ("field", "kind".into()),
                ("value", Out::List(values)),
            ])),
        ),
        (
            "slug",
            Out::Map(map([
                ("template", "{{title}}".into()),
                ("editable", Out::List(vec!["create".into()])),
                (
                    "hint",
                    "The name of the file, and so the last part of the address of the page.".into(),
                ),
            ])),
        ),
        // An address that goes leads nowhere: `redway retire` takes a page away.
        ("delete", Out::Flag(false)),
        ("fields", Out::List(all)),
    ]))
}

/// The lists of a site, each a file.
fn lists(
    raw: &Raw,
    folder: &str,
    text_of: &dyn Fn(&str) -> Option<String>,
    left: &mut Vec<Left>,
) -> Option<Out> {
    let mut files = Vec::new();
    for list in FILES.iter().filter(|list| !list.path.contains('*')) {
        let Some(read) = Read::new(&format!("{}{}", raw.prefix, list.path), text_of) else {
            continue;
        };
        let Some(facts) = &read.facts else { continue };
        let named = || unnamed(facts).filter(|_| matches!(list.sort, Sort::Map(_)));
        if let Some(loss) = loss(&read.text, Some(facts), false).or_else(named) {
            left.push(all(list.path, &read, loss));
            continue;
        }
        let mut fields = Fields::new(None);
        let all = match list.sort {
            Sort::Record(record) => Some(fields.of_keys(record.keys.iter(), &[facts], "")),
            Sort::Map(map) => fields.of_records(map, facts),
            _ => None,
        };
        left.push(Left::Keys(list.path.to_owned(), fields.left()));
        let Some(all) = all.filter(|all| !all.is_empty()) else {
            continue;
        };
        files.push(Out::Map(map([
            ("name", list.name.into()),
            ("label", list.path.into()),
            ("file", format!("{folder}{}", read.file).into()),
            ("format", "yaml".into()),
            ("fields", Out::List(all)),
        ])));
    }
    (!files.is_empty()).then(|| {
        Out::Map(map([
            ("name", "lists".into()),
            ("label", "Lists".into()),
            ("files", Out::List(files)),
        ]))
    })
}

/// The first page of these in which something would not survive.
fn spoilt<'r>(files: &[&'r Read]) -> Option<(&'r Read, Loss)> {
    files
        .iter()
        .find_map(|read| loss(&read.text, read.facts.as_ref(), true).map(|loss| (*read, loss)))
}

fn all(what: &str, read: &Read, loss: Loss) -> Left {
    Left::All {
        what: what.to_owned(),
        file: read.file.clone(),
        at: loss.at,
        why: loss.what,
        help: loss.help,
    }
}

/// The ids that front matter names.
fn ids(raw: &Raw) -> Ids {
    let labelled = |id: &str, words: &str| (id.to_owned(), format!("{words} ({id})"));
    let people = raw.people.iter().map(|one| labelled(&one.id, &one.name));
    let audiences = raw
        .audiences
        .iter()
        .map(|one| labelled(&one.id, &one.title));
    let documents = raw
        .documents
        .iter()
        .map(|one| labelled(&one.id, &one.title));
    let contacts = raw.contacts.iter().map(|one| {
        let what = one.point.purpose.as_deref().unwrap_or_default();
        labelled(&one.id.value, what)
    });
    let years = raw.years.iter().map(|one| labelled(&one.id, &one.title));
    let organisations = { raw.organisations.iter() }.map(|one| labelled(&one.id, &one.name.value));
    Ids::from([
        ("people", people.collect()),
        ("audiences", audiences.collect()),
        ("documents", documents.collect()),
        ("contacts", contacts.collect()),
        ("years", years.collect()),
        ("organisations", organisations.collect()),
    ])
}
