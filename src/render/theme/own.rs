//! What a site's own templates make of the theme: those that nothing uses, and blocks that are never shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::assets::TEMPLATES;
use super::outline::{Block, Outline, outline};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, clipped};

/// Templates by name, with the file that each came from.
type Sources = BTreeMap<String, (Arc<str>, String)>;

/// Whether a template of this name is built in.
pub(super) fn is_built_in(name: &str) -> bool {
    TEMPLATES.iter().any(|(known, _)| *known == name)
}

/// Reports templates of the site that nothing uses: no page by its kind or its `template`, no call, no other template.
pub(super) fn report_unused<'c>(
    own: &BTreeSet<String>,
    sources: &Sources,
    chosen: impl Iterator<Item = &'c str>,
    diagnostics: &mut Diagnostics,
) {
    let mut strange = own.iter().filter(|name| !is_built_in(name)).peekable();
    if strange.peek().is_none() {
        return;
    }
    let chosen: BTreeSet<&str> = chosen.collect();
    let texts = sources.iter();
    let outlines = outlines(texts.map(|(name, (_, text))| (name.as_str(), text.as_str())));
    for name in strange {
        let components = &outlines[name.as_str()].components;
        let others = || outlines.iter().filter(|(other, _)| *other != name);
        let used = chosen.contains(name.as_str())
            || others().any(|(_, of)| {
                of.extends == Some(name)
                    || of.includes.contains(&name.as_str())
                    || of.used.iter().any(|used| components.contains(used))
            });
        if used {
            continue;
        }
        diagnostics.push(
            Diagnostic::warning(
                Code::UnusedThemeFile,
                format!("nothing uses the template `{}`", clipped(name)),
            )
            .did_you_mean(name, TEMPLATES.iter().map(|(known, _)| *known))
            .help("give it the name of the template that it stands in for, name it in a page (`template`), or remove it")
            .in_file(&sources[name].0),
        );
    }
}

/// Templates without the blocks that no template below them has, which Tera would refuse. In a template of the site such a block
/// is reported; in a built-in one it is left out, so that a site's `base.html` needs no more blocks than it likes.
pub(super) fn fitting(
    own: &BTreeSet<String>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, String> = sources
        .iter()
        .map(|(name, (_, text))| (name.clone(), text.clone()))
        .collect();
    if own.is_empty() {
        return texts;
    }
    // A block that is left out may be one that another template fills.
    loop {
        let mut left_out = Vec::new();
        let outlines = outlines(
            texts
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str())),
        );
        for (name, outline) in &outlines {
            let Some(known) = outline
                .extends
                .and_then(|below| blocks_below(below, &outlines))
            else {
                continue;
            };
            let unknown = outline
                .blocks
                .iter()
                .filter(|block| !block.within && !known.contains(block.name));
            for block in unknown {
                if own.contains(*name) {
                    let below = outline.extends.unwrap_or_default();
                    diagnostics.push(unknown_block(block, below, &known, &sources[*name]));
                }
                left_out.push(((*name).to_owned(), block.whole.clone()));
            }
        }
        if left_out.is_empty() {
            return texts;
        }
        // From the end, so that what stands before keeps its place; lines keep theirs.
        for (name, span) in left_out.into_iter().rev() {
            let text = texts.get_mut(&name).expect("it was just read");
            let lines = text[span.clone()].matches('\n').count();
            text.replace_range(span, &"\n".repeat(lines));
        }
    }
}

/// Says that a block is never shown.
fn unknown_block(
    block: &Block<'_>,
    below: &str,
    known: &BTreeSet<&str>,
    (file, text): &(Arc<str>, String),
) -> Diagnostic {
    let mut finding = Diagnostic::error(
        Code::UnknownBlock,
        format!("`{below}` has no block `{}`", clipped(block.name)),
    )
    .did_you_mean(block.name, known.iter().copied())
    .help("what stands in it would never be shown: give it the name of a block that is there, or remove it");
    finding.text = Some(text.as_str().into());
    finding.at(file, block.span.clone())
}

/// The blocks of a template and of all that it stands on; `None` where one of them is not there or they go in a circle, which
/// Tera tells.
fn blocks_below<'t>(
    name: &'t str,
    outlines: &BTreeMap<&'t str, Outline<'t>>,
) -> Option<BTreeSet<&'t str>> {
    let (mut blocks, mut seen, mut at) = (BTreeSet::new(), BTreeSet::new(), Some(name));
    while let Some(name) = at {
        let outline = outlines.get(name).filter(|_| seen.insert(name))?;
        blocks.extend(outline.blocks.iter().map(|block| block.name));
        at = outline.extends;
    }
    Some(blocks)
}

fn outlines<'t>(texts: impl Iterator<Item = (&'t str, &'t str)>) -> BTreeMap<&'t str, Outline<'t>> {
    texts.map(|(name, text)| (name, outline(text))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(of: &[(&str, &str)]) -> Sources {
        let source = |(name, text): &(&str, &str)| {
            ((*name).to_owned(), (Arc::from(*name), (*text).to_owned()))
        };
        of.iter().map(source).collect()
    }

    #[test]
    fn all_blocks_of_the_theme_are_in_what_they_stand_on() {
        let sources = sources(TEMPLATES);
        let mut findings = Diagnostics::new();
        let texts = fitting(&sources.keys().cloned().collect(), &sources, &mut findings);
        assert!(findings.is_empty(), "{findings:#?}");
        for (name, (_, text)) in &sources {
            assert_eq!(texts[name], *text, "{name}");
        }
    }

    #[test]
    fn a_base_without_blocks_takes_them_from_built_in_templates_and_not_from_the_sites_own() {
        let sources = sources(&[
            (
                "base.html",
                "<main>{% block content %}{% endblock %}</main>",
            ),
            (
                "page.html",
                "{% extends \"base.html\" %}{% block lede %}\n{% block in %}{% endblock %}\n{% endblock %}{% block content %}b{% endblock %}",
            ),
            (
                "more.html",
                "{% extends \"page.html\" %}{% block in %}c{% endblock %}",
            ),
            (
                "own.html",
                "{% extends \"page.html\" %}{% block kontent %}d{% endblock %}",
            ),
        ]);
        let mut findings = Diagnostics::new();
        let own = ["base.html", "own.html"].map(str::to_owned).into();
        let texts = fitting(&own, &sources, &mut findings);
        assert_eq!(
            texts["page.html"],
            "{% extends \"base.html\" %}\n\n{% block content %}b{% endblock %}"
        );
        assert_eq!(texts["more.html"], "{% extends \"page.html\" %}");
        let told: Vec<_> = findings
            .iter()
            .map(|finding| (finding.code, finding.message.as_str()))
            .collect();
        assert_eq!(
            told,
            [(Code::UnknownBlock, "`page.html` has no block `kontent`")]
        );
    }
}
