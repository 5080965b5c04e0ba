//! What themes are promised stands in `docs/themes.md`, and its tables are made from the code: the views that templates get, the
//! blocks and components of the built-in templates, and the tokens of the stylesheet.
//!
//! `UPDATE_EXPECTED=1 cargo test --test contract` writes the tables anew. A field, block or component that is taken away or means
//! something else than before raises the number of the contract; one that is added does not.

#[expect(dead_code, reason = "nothing is built here")]
mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use common::{below, repository, walk};

const DOCUMENT: &str = "docs/themes.md";
const TEMPLATES: &str = "themes/toolkit/templates";

/// What a template gets beside what every page gets: the name, the file of the view below `src/render/`, and its type.
type Names = &'static [(&'static str, &'static str, &'static str)];

/// The names that every page knows.
const EVERY_PAGE: Names = &[
    ("site", "view/views.rs", "SiteView"),
    ("page", "view/views.rs", "PageView"),
    ("breadcrumb", "view/views.rs", "Vec<LinkView>"),
    ("body", "view/views.rs", "String"),
    ("contents", "view/views.rs", "Vec<ContentsView>"),
    ("provenance", "view/views.rs", "ProvenanceView"),
    ("expectations", "view/views.rs", "Vec<ExpectationView>"),
    ("contacts", "view/views.rs", "Vec<ContactLine>"),
    ("steps", "view/steps.rs", "Vec<StepView>"),
    ("named_on", "view/views.rs", "Vec<EntryView>"),
    ("previous", "view/views.rs", "Option<LinkView>"),
    ("next", "view/views.rs", "Option<LinkView>"),
    ("feeds", "view/views.rs", "Vec<LinkView>"),
    ("notices", "view/notices.rs", "Vec<NoticeView>"),
    ("header", "view/views.rs", "String"),
    ("menu", "view/views.rs", "String"),
    ("sidebar", "view/views.rs", "Option<Sidebar>"),
    ("footer", "view/views.rs", "String"),
];

/// Pages: what they know beside that.
const PAGES: &[(&str, Names)] = &[
    (
        "home.html",
        &[
            ("children", "pages/page.rs", "Vec<ChildrenView>"),
            ("lists", "view/views.rs", "Vec<LinkView>"),
            ("unasked", "pages/page.rs", "Option<Unasked>"),
            ("lead", "view/views.rs", "Option<String>"),
        ],
    ),
    ("page.html", &[]),
    (
        "section.html",
        &[
            ("children", "pages/page.rs", "Vec<ChildrenView>"),
            ("children_place", "view/views.rs", "String"),
            ("children_after", "view/views.rs", "bool"),
            ("children_many", "view/views.rs", "bool"),
            ("children_dated", "view/views.rs", "bool"),
        ],
    ),
    (
        "service.html",
        &[("service", "pages/service.rs", "ServiceView")],
    ),
    (
        "series.html",
        &[("series", "pages/series.rs", "SeriesView")],
    ),
    ("group.html", &[("group", "pages/group.rs", "GroupView")]),
    ("plan.html", &[("plan", "pages/registers.rs", "PlanView")]),
    (
        "minutes.html",
        &[("minutes", "pages/registers.rs", "MinutesView")],
    ),
    (
        "people.html",
        &[
            (
                "letters",
                "generated/people.rs",
                "Vec<LetterView<PeopleOfLetter>>",
            ),
            ("few", "generated/people.rs", "bool"),
            ("many", "generated/people.rs", "usize"),
        ],
    ),
    (
        "person.html",
        &[
            ("person", "generated/person.rs", "PersonView"),
            ("letters", "generated/person.rs", "Vec<String>"),
            ("letter", "generated/person.rs", "Option<String>"),
            ("few", "generated/people.rs", "Vec<BesideView>"),
            ("people", "generated/person.rs", "String"),
        ],
    ),
    (
        "organisations.html",
        &[("sorts", "generated/organisations.rs", "Vec<SortView>")],
    ),
    (
        "organisation.html",
        &[
            (
                "organisation",
                "generated/organisations.rs",
                "OrganisationView",
            ),
            ("sorts", "generated/organisations.rs", "Vec<SortBesideView>"),
            ("organisations", "generated/organisations.rs", "String"),
        ],
    ),
    (
        "audiences.html",
        &[("groups", "view/views.rs", "Vec<AudienceGroupView>")],
    ),
    (
        "accessibility.html",
        &[(
            "accessibility",
            "generated/accessibility.rs",
            "StatementView",
        )],
    ),
    (
        "audience.html",
        &[("audience", "generated/audiences.rs", "AudienceView")],
    ),
    (
        "glossary.html",
        &[("letters", "generated/lists.rs", "Vec<LetterView>")],
    ),
    (
        "documents.html",
        &[("documents", "generated/lists.rs", "Vec<DocumentView>")],
    ),
    (
        "calendar.html",
        &[("calendar", "generated/calendar.rs", "CalendarView")],
    ),
    (
        "search.html",
        &[(
            "letters",
            "generated/search.rs",
            "Vec<LetterView<EntriesOfLetter>>",
        )],
    ),
    (
        "not_found.html",
        &[("links", "view/views.rs", "Vec<LinkView>")],
    ),
    ("print.html", &[("print", "print/document.rs", "PrintView")]),
    ("sheet.html", &[("sheet", "print/sheet.rs", "SheetView")]),
    ("styleguide.html", &[]),
];

/// Parts of pages, which know nothing else: the view of each, whose fields are its names.
const PARTS: &[(&str, &str, &str)] = &[
    ("blocks/actions.html", "blocks/mod.rs", "ActionsView"),
    ("blocks/audiences.html", "blocks/mod.rs", "AudiencesView"),
    ("blocks/chart.html", "view/charts.rs", "TableWithChart"),
    ("blocks/matrix.html", "blocks/matrix.rs", "MatrixView"),
    (
        "blocks/meetings.html",
        "generated/agenda.rs",
        "AgendaContext",
    ),
    ("blocks/month.html", "generated/calendar.rs", "MonthContext"),
    (
        "blocks/next_meetings.html",
        "blocks/next_meetings.rs",
        "NextMeetingsView",
    ),
    (
        "blocks/resolutions.html",
        "blocks/mod.rs",
        "ResolutionsView",
    ),
    ("blocks/steps.html", "blocks/mod.rs", "StepsView"),
    ("blocks/table.html", "view/tables.rs", "TableOnly"),
    ("blocks/vacancies.html", "blocks/mod.rs", "VacanciesView"),
    ("partials/footer.html", "frame.rs", "FooterView"),
    ("partials/header.html", "frame.rs", "HeaderView"),
    ("partials/menu.html", "frame.rs", "MenuView"),
    ("partials/sidebar_item.html", "section_list.rs", "ItemView"),
    ("redirect.html", "files/redirect.rs", "RedirectView"),
];

/// Templates that others are made of.
const SHARED: [&str; 3] = [
    "base.html",
    "partials/components.html",
    "partials/sidebar.html",
];

/// A view: its fields are what templates know.
struct View {
    doc: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    is: String,
    doc: String,
    /// Whether its fields stand among those of the view.
    flat: bool,
}

/// Views by the file below `src/render/` and their name.
type Views = BTreeMap<(String, String), View>;

/// All structs of `src/render/` that are handed to templates.
fn views() -> Views {
    let folder = repository().join("src/render");
    let mut views = Views::new();
    for path in walk(&folder) {
        if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("it can be read");
            read_views(&below(&folder, &path), &text, &mut views);
        }
    }
    views
}

fn read_views(file: &str, text: &str, views: &mut Views) {
    let (mut doc, mut serialised, mut flat) = (String::new(), false, false);
    let mut open: Option<(String, View)> = None;
    for line in text.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("///") {
            let _ = write!(doc, "{words}");
            continue;
        }
        if line.starts_with("#[") {
            serialised |= line.contains("Serialize");
            flat |= line == "#[serde(flatten)]";
            continue;
        }
        let rest = line
            .trim_start_matches("pub(crate) ")
            .trim_start_matches("pub(super) ");
        if let Some((name, view)) = &mut open {
            if line == "}" {
                let (name, view) = (
                    std::mem::take(name),
                    std::mem::replace(
                        view,
                        View {
                            doc: String::new(),
                            fields: Vec::new(),
                        },
                    ),
                );
                views.insert((file.to_owned(), name), view);
                open = None;
            } else if let Some((name, is)) = rest.strip_suffix(',').and_then(|f| f.split_once(": "))
            {
                view.fields.push(Field {
                    name: name.trim_start_matches("r#").to_owned(),
                    is: is.to_owned(),
                    doc: doc.trim().to_owned(),
                    flat,
                });
            }
        } else if let Some(named) = rest.strip_prefix("struct ")
            && serialised
            && let Some(named) = named.strip_suffix(" {")
        {
            let name = named.split('<').next().unwrap_or(named).to_owned();
            let doc = doc.trim().to_owned();
            open = Some((
                name,
                View {
                    doc,
                    fields: Vec::new(),
                },
            ));
        }
        doc.clear();
        (serialised, flat) = (false, false);
    }
}

/// A type in words, with a link to the table of each view in it, which is added to those to show.
struct Types<'v> {
    views: &'v Views,
    wanted: Vec<(String, String)>,
}

impl Types<'_> {
    fn words(&mut self, file: &str, is: &str) -> String {
        let is = is.trim();
        let inside = |outer: &str| {
            let rest = is.strip_prefix(outer)?.strip_prefix('<')?;
            rest.strip_suffix('>')
        };
        if let Some(inner) = inside("Option") {
            return format!("{}, or `null`", self.words(file, inner));
        }
        if let Some(inner) = inside("Vec").or_else(|| is.strip_prefix("&'a [")?.strip_suffix(']')) {
            return format!("list of {}", self.words(file, inner));
        }
        if let Some(inner) = inside("Box").or_else(|| inside("Cow")) {
            return self.words(file, inner.trim_start_matches("'a, "));
        }
        if is.starts_with("BTreeMap<") {
            return "texts by name".to_owned();
        }
        let bare = is
            .trim_start_matches('&')
            .trim_start_matches("'static ")
            .trim_start_matches("'a ");
        match bare {
            "String" | "str" => return "text".to_owned(),
            "bool" => return "`true` or `false`".to_owned(),
            "u8" | "i8" | "u16" | "u32" | "i32" | "u64" | "i64" | "usize" | "f64" => {
                return "number".to_owned();
            }
            "DataView" => return "data of the site's own".to_owned(),
            "Sidebar" => {
                return "`section` (a link), `current` (whether it is the page), `parts` (each with `heading` and `items`, HTML), `all` (`count` and `items` of a list that is cut)"
                    .to_owned();
            }
            _ => {}
        }
        let (name, of) = match bare.split_once('<') {
            Some((name, of)) => (name, of.strip_suffix('>')),
            None => (bare, None),
        };
        let Some(key) = self.find(file, name) else {
            return format!("`{bare}`");
        };
        let mut words = format!("[{}](#{})", key.1, anchor(&key));
        self.wanted.push(key);
        if let Some(of) = of.filter(|of| !of.starts_with('\'')) {
            let _ = write!(words, " with {}", self.words(file, of));
        }
        words
    }

    /// The view that a name means in a file: its own, that of the module in the path, else that of `view/`.
    fn find(&self, file: &str, name: &str) -> Option<(String, String)> {
        let (module, name) = name.rsplit_once("::").unwrap_or(("", name));
        let keys = || self.views.keys().filter(|(_, known)| known == name);
        let stem = module.rsplit("::").next().unwrap_or_default();
        keys()
            .find(|(known, _)| !stem.is_empty() && known.ends_with(&format!("/{stem}.rs")))
            .or_else(|| keys().find(|(known, _)| known == file && stem.is_empty()))
            .or_else(|| keys().find(|(known, _)| known.starts_with("view/")))
            .or_else(|| keys().next())
            .cloned()
    }
}

fn anchor((file, name): &(String, String)) -> String {
    let file = file.trim_end_matches(".rs").trim_end_matches("/mod");
    format!("{}-{}", file.replace('/', "-"), name).to_lowercase()
}

/// The tables of all templates and views.
fn views_section() -> (String, String) {
    let views = views();
    let mut types = Types {
        views: &views,
        wanted: Vec::new(),
    };
    let mut list = |names: Names| -> String {
        let names = names
            .iter()
            .map(|(name, file, is)| format!("`{name}`: {}", types.words(file, is)));
        names.collect::<Vec<_>>().join("; ")
    };
    let mut templates = String::from("Every page knows:\n\n");
    for entry in EVERY_PAGE {
        let _ = writeln!(templates, "- {}", list(std::slice::from_ref(entry)));
    }
    templates.push_str("\n| template of a page | knows also |\n| --- | --- |\n");
    for (template, names) in PAGES {
        let _ = writeln!(templates, "| `{template}` | {} |", list(names));
    }
    templates.push_str("\n| part of pages | knows the fields of |\n| --- | --- |\n");
    for (template, file, view) in PARTS {
        let _ = writeln!(templates, "| `{template}` | {} |", types.words(file, view));
    }
    let (mut tables, mut shown) = (String::new(), BTreeSet::new());
    let mut at = 0;
    while let Some(key) = types.wanted.get(at).cloned() {
        at += 1;
        if !shown.insert(key.clone()) {
            continue;
        }
        let view = &views[&key];
        let _ = write!(tables, "\n<a id=\"{}\"></a>\n\n**{}**", anchor(&key), key.1);
        if !view.doc.is_empty() {
            let _ = write!(tables, " – {}", view.doc);
        }
        tables.push_str("\n\n| field | is | |\n| --- | --- | --- |\n");
        for field in &view.fields {
            let name = if field.flat {
                "(its fields)"
            } else {
                &field.name
            };
            let is = if field.is == "T" {
                "the rest".to_owned()
            } else {
                types.words(&key.0, &field.is)
            };
            let _ = writeln!(
                tables,
                "| `{name}` | {is} | {} |",
                field.doc.replace('|', "\\|")
            );
        }
    }
    (templates, tables.trim_start().to_owned())
}

/// The sources of all built-in templates, by name.
fn sources() -> BTreeMap<String, String> {
    let folder = repository().join(TEMPLATES);
    let files = walk(&folder).into_iter().filter(|path| path.is_file());
    files
        .map(|path| {
            let text = fs::read_to_string(&path).expect("it can be read");
            (below(&folder, &path), text)
        })
        .collect()
}

/// What stands in tags that begin with a word, with what stands before each.
fn tags<'t>(text: &'t str, word: &str) -> Vec<(&'t str, &'t str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("{%") {
        let inside = text[at + 2..].trim_start_matches('-').trim_start();
        if let Some(rest) = inside
            .strip_prefix(word)
            .and_then(|rest| rest.strip_prefix(' '))
        {
            let end = rest.find("%}").expect("tags end");
            found.push((&text[..at], rest[..end].trim_end_matches('-').trim()));
        }
    }
    found
}

fn blocks_section() -> String {
    let sources = sources();
    let mut table = String::from("| template | extends | has the blocks |\n| --- | --- | --- |\n");
    for (template, text) in &sources {
        let blocks: Vec<_> = tags(text, "block")
            .iter()
            .map(|(_, name)| format!("`{name}`"))
            .collect();
        let extends = tags(text, "extends");
        let extends = extends.first().map_or(String::new(), |(_, name)| {
            format!("`{}`", name.trim_matches('"'))
        });
        if !blocks.is_empty() {
            let _ = writeln!(
                table,
                "| `{template}` | {extends} | {} |",
                blocks.join(", ")
            );
        }
    }
    table
}

fn components_section() -> String {
    let mut rows = BTreeMap::new();
    for (template, text) in &sources() {
        for (before, named) in tags(text, "component") {
            let (name, facts) = named.split_once('(').expect("components have brackets");
            let facts = facts.trim_end_matches(')').split(',').map(str::trim);
            let facts: Vec<_> = facts
                // Words of the theme come by themselves.
                .filter(|fact| !fact.is_empty() && !fact.starts_with('@'))
                .map(|fact| format!("`{fact}`"))
                .collect();
            let comment = before
                .trim_end()
                .strip_suffix("#}")
                .and_then(|text| text.rsplit_once("{#"));
            let comment = comment.map_or("", |(_, words)| words.trim_matches(['-', ' ', '\n']));
            let row = format!(
                "| `{name}` | {} | {} |",
                facts.join(", "),
                comment.replace('\n', " ").replace('|', "\\|")
            );
            rows.insert(name.to_owned(), (row, template.clone()));
        }
    }
    let mut table = String::from(
        "| component | facts; those with `=` may be left out | what |\n| --- | --- | --- |\n",
    );
    for (row, _) in rows.values() {
        let _ = writeln!(table, "{row}");
    }
    table
}

fn tokens_section() -> String {
    let text = fs::read_to_string(repository().join("themes/toolkit/styles/tokens.css"))
        .expect("the tokens");
    let mut table = String::from("| token | is |\n| --- | --- |\n");
    let mut seen = BTreeSet::new();
    for line in text.lines().map(str::trim) {
        if let Some((name, value)) = line
            .strip_suffix(';')
            .and_then(|line| line.split_once(": "))
            && name.starts_with("--")
            && seen.insert(name)
        {
            let _ = writeln!(table, "| `{name}` | `{value}` |");
        }
    }
    table
}

fn assets_section() -> String {
    let theme = repository().join("themes/toolkit");
    let list =
        fs::read_to_string(repository().join("src/render/theme/assets.rs")).expect("the list");
    let (_, styles) = list.split_once("const STYLES").expect("the list of styles");
    let styles = styles
        .split('"')
        .filter(|name| {
            name.rsplit_once('.')
                .is_some_and(|(_, ending)| ending == "css")
        })
        .map(|name| format!("`{name}`"));
    let styles: Vec<_> = styles.collect();
    let assets = theme.join("assets");
    let mut names: Vec<_> = walk(&assets)
        .iter()
        .map(|path| format!("`{}`", below(&assets, path)))
        .collect();
    names.push("`redway.css`".to_owned());
    names.sort();
    format!(
        "The stylesheet `redway.css` is joined from `styles/`, in this order: {}.\n\nFiles of `assets/`: {}.\n",
        styles.join(", "),
        names.join(", ")
    )
}

#[test]
fn the_tables_of_the_document_are_those_of_the_code() {
    let (templates, views) = views_section();
    let path = repository().join(DOCUMENT);
    let document = fs::read_to_string(&path).expect("the document");
    let mut new = document.clone();
    for (name, text) in [
        ("templates", templates),
        ("views", views),
        ("blocks", blocks_section()),
        ("components", components_section()),
        ("tokens", tokens_section()),
        ("assets", assets_section()),
    ] {
        let start = format!("<!-- made from the code: {name} -->\n");
        let (before, rest) = new
            .split_once(&start)
            .unwrap_or_else(|| panic!("{DOCUMENT} has no place for {name}"));
        let (_, after) = rest.split_once("<!-- end -->").expect("every place ends");
        new = format!(
            "{before}{start}\n{}\n\n<!-- end -->{after}",
            text.trim_end()
        );
    }
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, new).expect("the document");
        return;
    }
    let differs = document
        .lines()
        .zip(new.lines())
        .find(|(old, new)| old != new);
    assert!(
        document == new,
        "{DOCUMENT} differs from the code, first in\n{differs:?}\nwrite it with UPDATE_EXPECTED=1 cargo test --test contract"
    );
}

#[test]
fn every_template_is_in_the_contract() {
    let mut known: Vec<&str> = SHARED.to_vec();
    known.extend(PAGES.iter().map(|(name, _)| *name));
    known.extend(PARTS.iter().map(|(name, _, _)| *name));
    known.sort_unstable();
    let sources = sources();
    assert_eq!(known, sources.keys().collect::<Vec<_>>());
}

#[test]
fn every_view_of_the_contract_is_there() {
    let views = views();
    let named = PAGES.iter().flat_map(|(_, names)| *names).chain(EVERY_PAGE);
    let named = named.map(|(_, file, is)| (*file, *is));
    for (file, is) in named.chain(PARTS.iter().map(|(_, file, is)| (*file, *is))) {
        let mut views_in = is
            .split(|c: char| !c.is_alphanumeric())
            .filter(|name| !name.is_empty());
        let missing = views_in.find(|name| {
            !["Vec", "Option", "String", "bool", "usize", "Sidebar"].contains(name)
                && !views.contains_key(&(file.to_owned(), (*name).to_owned()))
                && !views.contains_key(&("view/views.rs".to_owned(), (*name).to_owned()))
        });
        assert_eq!(missing, None, "{file} has no such view");
    }
}

/// What the code inserts for a template is what the contract says.
#[test]
fn the_names_of_templates_are_those_that_the_code_gives() {
    let folder = repository().join("src/render");
    let read = |file: &str| fs::read_to_string(folder.join(file)).expect("it can be read");
    let inserted = |text: &str| -> Vec<String> {
        let mut names = Vec::new();
        for call in ["context.insert(", "context.insert_value("] {
            for (at, _) in text.match_indices(call) {
                let rest = text[at + call.len()..].trim_start();
                if let Some(name) = rest.strip_prefix('"') {
                    names.push(name[..name.find('"').expect("texts end")].to_owned());
                }
            }
        }
        names.sort();
        names
    };
    let mut known: Vec<&str> = EVERY_PAGE.iter().map(|(name, _, _)| *name).collect();
    known.sort_unstable();
    assert_eq!(inserted(&read("view/parts.rs")), known);
    let folders = ["generated", "print"].map(|name| folder.join(name));
    for path in folders.iter().flat_map(|folder| walk(folder)) {
        let text = fs::read_to_string(&path).expect("it can be read");
        let mut rest = text.as_str();
        while let Some(at) = rest.find("theme.render(") {
            let (before, from) = rest.split_at(at);
            let template = from.split('"').nth(1).expect("the name of a template");
            let (_, names) = PAGES
                .iter()
                .find(|(name, _)| *name == template)
                .expect("it is in the contract");
            let mut names: Vec<&str> = names.iter().map(|(name, _, _)| *name).collect();
            names.sort_unstable();
            assert_eq!(inserted(before), names, "{template}");
            rest = &from["theme.render(".len()..];
        }
    }
}
