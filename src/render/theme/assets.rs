//! The embedded theme.

macro_rules! files {
    ($include:ident, $folder:literal, [$($name:literal),+ $(,)?]) => {
        &[$(($name, $include!(concat!("../../../themes/toolkit/", $folder, "/", $name))),)+]
    };
}

/// Templates by name.
pub(crate) const TEMPLATES: &[(&str, &str)] = files!(
    include_str,
    "templates",
    [
        "accessibility.html",
        "audience.html",
        "audiences.html",
        "base.html",
        "blocks/actions.html",
        "blocks/audiences.html",
        "blocks/chart.html",
        "blocks/matrix.html",
        "blocks/meetings.html",
        "blocks/month.html",
        "blocks/next_meetings.html",
        "blocks/resolutions.html",
        "blocks/steps.html",
        "blocks/table.html",
        "blocks/vacancies.html",
        "calendar.html",
        "documents.html",
        "glossary.html",
        "group.html",
        "home.html",
        "minutes.html",
        "not_found.html",
        "organisation.html",
        "organisations.html",
        "page.html",
        "partials/components.html",
        "partials/footer.html",
        "partials/header.html",
        "partials/menu.html",
        "partials/sidebar.html",
        "partials/sidebar_item.html",
        "people.html",
        "person.html",
        "plan.html",
        "print.html",
        "redirect.html",
        "search.html",
        "section.html",
        "series.html",
        "service.html",
        "sheet.html",
        "styleguide.html",
    ]
);

/// Files for `assets/`.
pub(crate) const ASSETS: &[(&str, &[u8])] = files!(
    include_bytes,
    "assets",
    [
        "calendar.js",
        "icon.svg",
        "notices.js",
        "people.js",
        "redway.js",
        "registers.js",
        "roles.js",
        "search-dates.js",
        "search-dialog.js",
        "search-page.js",
        "search-query.js",
        "search-show.js",
        "search-words.js",
        "search.js"
    ]
);

/// The sources of the stylesheet in the order in which they are joined: a later one wins over an earlier one that is as specific.
pub(crate) const STYLES: &[(&str, &str)] = files!(
    include_str,
    "styles",
    [
        "tokens.css",
        "base.css",
        "frame.css",
        "components.css",
        "home.css",
        "calendar.css",
        "search.css",
        "registers.css",
        "data.css",
        "print.css"
    ]
);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn on_disk(folder: &Path, prefix: &str, names: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("the folder is part of the repository") {
            let entry = entry.expect("it can be read");
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                on_disk(&entry.path(), &format!("{name}/"), names);
            } else {
                names.insert(name);
            }
        }
    }

    #[test]
    fn every_file_of_the_theme_is_embedded() {
        let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/toolkit");
        let names_of = |folder| {
            let mut names = BTreeSet::new();
            on_disk(&theme.join(folder), "", &mut names);
            names
        };
        let embedded = |names: &mut dyn Iterator<Item = &str>| names.map(str::to_owned).collect();
        assert_eq!(
            names_of("templates"),
            embedded(&mut TEMPLATES.iter().map(|(name, _)| *name))
        );
        assert_eq!(
            names_of("assets"),
            embedded(&mut ASSETS.iter().map(|(name, _)| *name))
        );
        assert_eq!(
            names_of("styles"),
            embedded(&mut STYLES.iter().map(|(name, _)| *name))
        );
    }
}
