//! Where a form saves: the repository of a site on its Git host.

use crate::keys::REPOSITORY;

/// A Git host that forms can save to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Host {
    Github,
    Gitlab,
    Gitea,
}

/// A repository of a host.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Repository {
    pub(super) host: Host,
    /// `https://` and the name of the host.
    pub(super) origin: String,
    /// Owner and name.
    pub(super) name: String,
    pub(super) branch: String,
}

impl Host {
    pub(super) fn name(self) -> &'static str {
        match self {
            Host::Github => "github",
            Host::Gitlab => "gitlab",
            Host::Gitea => "gitea",
        }
    }

    /// Where the programs of a host are that is not the public one.
    pub(super) fn interface(self, origin: &str) -> Option<String> {
        let (public, path) = match self {
            Host::Github => ("https://github.com", "/api/v3"),
            Host::Gitlab => ("https://gitlab.com", "/api/v4"),
            Host::Gitea => ("https://gitea.com", "/api/v1"),
        };
        (origin != public).then(|| format!("{origin}{path}"))
    }

    /// The host of an address, as far as its name tells.
    fn of(origin: &str) -> Option<Host> {
        let name = origin.trim_start_matches("https://").to_ascii_lowercase();
        let starts = |start: &str| name.starts_with(start);
        if starts("github.") {
            Some(Host::Github)
        } else if starts("gitlab.") {
            Some(Host::Gitlab)
        } else if name == "codeberg.org" || starts("gitea.") || starts("forgejo.") {
            Some(Host::Gitea)
        } else {
            None
        }
    }
}

/// The repository at an address; `host` says what its name does not tell.
///
/// # Errors
///
/// What is wrong, and what to do.
pub(crate) fn repository(
    url: Option<&str>,
    branch: Option<&str>,
    host: Option<Host>,
) -> Result<Repository, (String, String)> {
    let Some(url) = url else {
        return Err((
            "`site.yaml` does not say where the repository is that a form would save to".to_owned(),
            format!(
                "write {}; or try the forms with --trial, which saves nothing",
                REPOSITORY.shown()
            ),
        ));
    };
    let url = url.trim_end_matches('/');
    let url = url.strip_suffix(".git").unwrap_or(url);
    let rest = url.strip_prefix("https://").unwrap_or(url);
    let (at, name) = rest.split_once('/').unwrap_or((rest, ""));
    let origin = format!("https://{at}");
    let Some(host) = host.or_else(|| Host::of(&origin)) else {
        return Err((
            format!("forms cannot be saved to `{at}`, as far as its name tells"),
            "Sveltia CMS saves to GitHub, GitLab, Gitea and Forgejo: if it is one of them, say so with --host".to_owned(),
        ));
    };
    if !name.contains('/') {
        return Err((
            format!("`{url}` names no repository"),
            "write in site.yaml repository: {url: https://HOST/OWNER/NAME}".to_owned(),
        ));
    }
    Ok(Repository {
        host,
        origin,
        name: name.to_owned(),
        branch: branch.unwrap_or("main").to_owned(),
    })
}

/// The folder of the site within its repository: what stands before the path of a page in the address that it is edited at.
pub(crate) fn folder<'p>(edit: &'p str, repository: &Repository) -> Option<&'p str> {
    let Repository {
        origin,
        name,
        branch,
        ..
    } = repository;
    let path = edit.strip_suffix("{path}")?;
    let path = path.strip_prefix(origin.as_str())?.strip_prefix('/')?;
    let path = path.strip_prefix(name.as_str())?;
    ["/-/edit/", "/edit/", "/_edit/"].iter().find_map(|edit| {
        let path = path.strip_prefix(edit)?.strip_prefix(branch.as_str())?;
        path.strip_prefix('/')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(url: &str, host: Option<Host>) -> Option<(&'static str, String, String)> {
        let found = repository(Some(url), None, host).ok()?;
        Some((found.host.name(), found.origin, found.name))
    }

    #[test]
    fn repositories_are_known_by_their_addresses() {
        for (url, host, origin, name) in [
            (
                "https://github.com/council/handbook",
                "github",
                "https://github.com",
                "council/handbook",
            ),
            (
                "https://github.com/council/handbook.git/",
                "github",
                "https://github.com",
                "council/handbook",
            ),
            (
                "https://gitlab.council.example/web/a/b",
                "gitlab",
                "https://gitlab.council.example",
                "web/a/b",
            ),
            (
                "https://codeberg.org/council/handbook",
                "gitea",
                "https://codeberg.org",
                "council/handbook",
            ),
        ] {
            let expected = Some((host, origin.to_owned(), name.to_owned()));
            assert_eq!(named(url, None), expected, "{url}");
        }
        assert_eq!(
            named("https://dev.azure.com/council/_git/handbook", None),
            None
        );
        assert_eq!(named("https://github.com/council", None), None);
        let own = named("https://git.council.example/a/b", Some(Host::Gitea));
        assert_eq!(own.map(|(host, ..)| host), Some("gitea"));
        let (why, help) = repository(None, None, None).expect_err("there is none");
        assert!(
            why.contains("site.yaml") && help.contains("repository:"),
            "{why} {help}"
        );
    }

    #[test]
    fn the_folder_of_the_site_stands_where_pages_are_edited() {
        let repository = |url: &str| repository(Some(url), None, None).expect("it is one");
        for (edit, url, expected) in [
            (
                "https://github.com/a/b/edit/main/{path}",
                "https://github.com/a/b",
                Some(""),
            ),
            (
                "https://github.com/a/b/edit/main/docs/{path}",
                "https://github.com/a/b",
                Some("docs/"),
            ),
            (
                "https://gitlab.com/a/b/-/edit/main/docs/{path}",
                "https://gitlab.com/a/b",
                Some("docs/"),
            ),
            (
                "https://codeberg.org/a/b/_edit/main/{path}",
                "https://codeberg.org/a/b",
                Some(""),
            ),
            (
                "https://other.example/?file={path}",
                "https://github.com/a/b",
                None,
            ),
        ] {
            assert_eq!(folder(edit, &repository(url)), expected, "{edit}");
        }
    }
}
