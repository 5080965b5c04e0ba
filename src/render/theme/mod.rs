//! The theme: templates, fixed words and assets, embedded in the binary and
//! overridden file by file by the site's own.

mod assets;
mod filters;
mod fingerprint;
mod outline;
mod own;
mod slim;
mod styles;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(crate) use filters::parted;
use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::ThemeFiles;
use crate::locale::Locale;
use crate::model::{Shades, ThemeAssetId};

/// A theme that is ready to render.
pub(crate) struct Theme {
    tera: Tera,
    /// Template sources and the file that each came from, to show mistakes in them.
    sources: BTreeMap<String, (Arc<str>, String)>,
    /// The names of the site's own templates.
    own: BTreeSet<String>,
    /// Files for `assets/` with their paths below it, in order of these.
    assets: Vec<(String, Vec<u8>)>,
    /// These paths, by the names of the files in the theme.
    paths: BTreeMap<String, String>,
    locale: Arc<Locale>,
}

impl Theme {
    /// Puts a theme together, in the shades of a site; mistakes in the site's templates are reported.
    pub(crate) fn new(
        files: ThemeFiles,
        shades: Option<&Shades>,
        locale: &Arc<Locale>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let mut sources: BTreeMap<String, (Arc<str>, String)> = assets::TEMPLATES
            .iter()
            .map(|(name, text)| {
                let file = format!("themes/toolkit/templates/{name}").into();
                ((*name).to_owned(), (file, (*text).to_owned()))
            })
            .collect();
        let own: BTreeSet<String> = files.templates.keys().cloned().collect();
        sources.extend(files.templates);
        let mut embedded: BTreeMap<String, Vec<u8>> = assets::ASSETS
            .iter()
            .map(|(name, bytes)| ((*name).to_owned(), served(name, bytes)))
            .collect();
        let whole = files.assets.contains_key(styles::SHEET);
        styles::report_unused(&files.styles, whole, diagnostics);
        embedded.insert(styles::SHEET.to_owned(), styles::joined(&files.styles));
        // A copy of a file of the theme is no file of the site's own.
        let added = files.assets.into_iter().filter(|(name, bytes)| {
            !assets::ASSETS
                .iter()
                .any(|(known, theirs)| known == name && theirs == bytes)
        });
        embedded.extend(added);
        if let (Some(shades), Some(css)) = (shades, embedded.get_mut(styles::SHEET)) {
            css.extend(rule(shades).bytes());
        }
        let (assets, paths) = fingerprint::published(&embedded, is_built_in_asset);

        let mut tera = Tera::new();
        tera.global_context().insert("strings", &locale.words());
        let of = Arc::clone(locale);
        tera.register_function("count", move |values: Kwargs, _: &State| {
            let key: String = values.must_get("key")?;
            let words = of.count(&key, values.must_get("n")?);
            if words.is_empty() {
                return Err(tera::Error::message(format!(
                    "no words beside a number are called `{key}`"
                )));
            }
            Ok(words)
        });
        let of = Arc::clone(locale);
        tera.register_function("forms", move |values: Kwargs, _: &State| {
            let key: String = values.must_get("key")?;
            let forms: BTreeMap<_, _> = of.forms(&key).collect();
            TeraResult::Ok(
                serde_json::to_string(&forms).expect("maps with texts as keys are valid JSON"),
            )
        });
        filters::register(&mut tera);
        let fitting = own::fitting(&own, &sources, diagnostics);
        let added = tera.add_raw_templates(&fitting);
        let theme = Theme {
            tera,
            sources,
            own,
            assets: assets.into_iter().collect(),
            paths,
            locale: Arc::clone(locale),
        };
        match added {
            Ok(()) => Some(theme),
            Err(error) => {
                diagnostics.push(theme.finding(&error, None));
                None
            }
        }
    }

    /// The files that the theme adds to the output.
    pub(crate) fn files(&self) -> Vec<String> {
        self.assets
            .iter()
            .map(|(name, _)| format!("assets/{name}"))
            .collect()
    }

    /// Where files of the theme would stand without the mark of what is in them.
    pub(crate) fn unmarked_files(&self) -> Vec<String> {
        let marked = self.paths.iter().filter(|(name, path)| name != path);
        marked.map(|(name, _)| format!("assets/{name}")).collect()
    }

    /// The templates that pages may choose: those of the site that stand in for none.
    pub(crate) fn own_templates(&self) -> Vec<String> {
        let own = self.own.iter();
        own.filter(|name| !own::is_built_in(name) && !name.contains('/'))
            .cloned()
            .collect()
    }

    /// Reports templates of the site that nothing uses. `chosen` are those that pages name.
    pub(crate) fn report_unused<'c>(
        &self,
        chosen: impl Iterator<Item = &'c str>,
        diagnostics: &mut Diagnostics,
    ) {
        own::report_unused(&self.own, &self.sources, chosen, diagnostics);
    }

    /// The names of all files in `assets/` of the theme.
    pub(super) fn assets(&self) -> impl Iterator<Item = &str> {
        self.paths.keys().map(String::as_str)
    }

    /// Where a file of the theme is published, by its name in `assets/`.
    pub(super) fn address(&self, name: &str) -> String {
        let path = self.paths.get(name).map_or(name, String::as_str);
        format!("assets/{path}")
    }

    /// One of these files.
    pub(super) fn asset(&self, id: ThemeAssetId) -> &[u8] {
        &self.assets[id.index()].1
    }

    /// The language that it speaks.
    pub(super) fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The same, for what keeps it.
    pub(super) fn shared_locale(&self) -> Arc<Locale> {
        Arc::clone(&self.locale)
    }

    /// A fixed word; empty if there is none of that name.
    pub(super) fn word(&self, key: &str) -> &str {
        self.locale.word(key)
    }

    /// All fixed words, by key.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &str)> {
        self.locale.words().into_iter()
    }

    /// Renders a page; a mistake in the template names the page and the template's line.
    pub(crate) fn render(
        &self,
        template: &str,
        context: &Context,
        page: &Arc<str>,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut bytes = Vec::with_capacity(16 * 1024);
        match self.tera.render_to(template, context, &mut bytes) {
            Ok(()) => Ok(bytes),
            Err(error) => Err(Box::new(self.finding(&error, Some(page)))),
        }
    }

    /// Renders a part of pages.
    pub(crate) fn part(
        &self,
        template: &str,
        view: &impl Serialize,
        page: &Arc<str>,
    ) -> Result<String, Box<Diagnostic>> {
        let context =
            Context::from_serialize(view).map_err(|e| Box::new(self.finding(&e, Some(page))))?;
        let bytes = self.render(template, &context, page)?;
        Ok(String::from_utf8(bytes).expect("templates and values are text"))
    }

    fn finding(&self, error: &tera::Error, page: Option<&Arc<str>>) -> Diagnostic {
        let (message, place) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let span = report.span();
                (
                    report.message().to_owned(),
                    Some((
                        report.filename().to_owned(),
                        span.start_line,
                        span.start_col,
                    )),
                )
            }
            // Several mistakes of one load come as drawn text; the first names its place.
            _ => {
                let text = error.to_string();
                let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or(&text);
                (
                    first.trim_start_matches("error: ").trim().to_owned(),
                    drawn_place(&text),
                )
            }
        };
        // Tera lists all names that there are, which may be hundreds.
        let message = message
            .split(" Available fields: ")
            .next()
            .unwrap_or(&message);
        let mut finding = Diagnostic::error(
            Code::Template,
            format!("the template has a mistake: {message}"),
        );
        if let Some((name, line, column)) = place
            && let Some((file, text)) = self.sources.get(&name)
        {
            let start = offset(text, line, column);
            finding = finding.at(file, start..(start + 1).min(text.len().max(start)));
            finding.text = Some(text.as_str().into());
        } else {
            let named = |(name, _): &(&String, &(Arc<str>, String))| {
                finding.message.contains(&format!("'{name}'"))
            };
            let file = self
                .sources
                .iter()
                .find(named)
                .map(|(_, (file, _))| Arc::clone(file));
            finding = finding.in_file(&file.unwrap_or_else(|| "themes/toolkit/templates".into()));
        }
        if let Some(page) = page {
            finding = finding.help(format!("it was rendering `{page}`"));
        }
        finding.help("correct the template, or remove it from themes/toolkit/templates to use the built-in one")
    }
}

/// ` --> page.html:3:14` within drawn text.
fn drawn_place(text: &str) -> Option<(String, usize, usize)> {
    let rest = &text[text.find("--> ")? + 4..];
    let mut parts = rest.lines().next()?.trim().rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line = parts.next()?.parse().ok()?;
    Some((parts.next()?.to_owned(), line, column.saturating_sub(1)))
}

/// The byte offset of a line (from 1) and a column (from 0, in characters).
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = &text[start.min(text.len())..];
    start
        + rest
            .char_indices()
            .nth(column)
            .map_or(rest.len(), |(at, _)| at)
}

/// The rule that gives the styles the shades of a site. It comes last, so that it stands in for what they say themselves; pages
/// cannot say it, since a content security policy may forbid styles within them.
fn rule(shades: &Shades) -> String {
    format!(":root{{--b1:{};--b2:{}}}\n", shades.light, shades.dark)
}

/// Whether the theme has a file of this name in `assets/`, so that templates and scripts find it by any name. A file that a
/// site adds keeps its name, by which its templates know it.
fn is_built_in_asset(name: &str) -> bool {
    name == styles::SHEET || assets::ASSETS.iter().any(|(known, _)| *known == name)
}

/// An embedded file as it is served.
fn served(name: &str, bytes: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) if slim::is_slimmed(name) => slim::slim(text, slim::is_script(name)).into_bytes(),
        _ => bytes.to_vec(),
    }
}
