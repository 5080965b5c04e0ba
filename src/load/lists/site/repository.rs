//! `repository`: where a reader who may change a page does so, on the Git host.

use super::places;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::REPOSITORY;
use crate::load::parts::contact;
use crate::load::yaml::fields::{Fields, Reader, Spanned, short};
use crate::load::yaml::reach;
use crate::model::EDIT_PATH;

/// The branch that is edited unless it is said otherwise.
const BRANCH: &str = "main";

/// What an address for editing may hold, beside the address of the repository.
const FACTS: &[&str] = &["path", "branch"];

/// Reads where pages are edited: an address in which the path of a file is to be put where it says `{path}`.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<String> {
    let reader = fields.reader;
    let node = fields.take("repository")?;
    let mut repository = reader.fields(node, &REPOSITORY)?;
    let written = repository.has_value("url") || repository.has_value("edit");
    if !written && !repository.misspelt(REPOSITORY.choose.keys()) {
        reader.report(
            Diagnostic::error(Code::MissingKey, "`repository` has no `url`")
                .help(format!("write {}", REPOSITORY.shown())),
            repository.span.start..repository.span.start + 1,
        );
    }
    let asked = repository.has_value("url");
    let url = repository
        .text("url")
        .filter(|url| is_repository(reader, url));
    let edit = repository.text("edit");
    let branch = repository.text("branch");
    repository.finish();
    if asked && url.is_none() {
        return None;
    }
    let branch = match branch {
        Some(branch) if !is_branch(&branch.value) => {
            let message = format!("`{}` cannot be the name of a branch", short(&branch.value));
            let finding = Diagnostic::error(Code::UnknownValue, message);
            reader.report(
                finding.help("write it as git does, for example branch: main"),
                branch.span,
            );
            return None;
        }
        branch => branch.map_or_else(|| BRANCH.to_owned(), |branch| branch.value),
    };
    let base = url.as_ref().map(|url| {
        let base = url.value.trim_end_matches('/');
        base.strip_suffix(".git").unwrap_or(base)
    });
    let pattern = match (edit, base) {
        (Some(edit), base) => pattern(reader, edit, base)?,
        (None, Some(base)) => match guessed(base) {
            Some(pattern) => pattern.replace("{url}", base),
            None => {
                reader.report(
                    Diagnostic::error(
                        Code::MissingKey,
                        "how pages are edited on this host is not known",
                    )
                    .help("add `edit`, with {path} where the file of a page stands: repository: {url: …, edit: \"{url}/edit/{branch}/{path}\"}"),
                    url.map(|url| url.span).unwrap_or_default(),
                );
                return None;
            }
        },
        (None, None) => return None,
    };
    Some(pattern.replace("{branch}", &branch))
}

/// The pattern that a site gives, with the address of the repository put in; what cannot be one is reported.
fn pattern(reader: &Reader, edit: Spanned<String>, base: Option<&str>) -> Option<String> {
    let Some(value) = (match base {
        Some(base) => Some(edit.value.replace("{url}", base)),
        None => (!edit.value.contains("{url}")).then(|| edit.value.clone()),
    }) else {
        reader.report(
            Diagnostic::error(Code::MissingKey, "`edit` says {url}, and there is no `url`")
                .help(format!("write {}", REPOSITORY.shown())),
            edit.span,
        );
        return None;
    };
    let edit = Spanned {
        value,
        span: edit.span,
    };
    if !contact::url_problem(reader, &edit) || !is_safe(reader, &edit) {
        return None;
    }
    reach::check(&edit, None, reader);
    let example = "https://git.example.org/handbook/edit/{branch}/{path}";
    let missing = || {
        let finding = Diagnostic::error(
            Code::MissingKey,
            format!("`edit` does not say where {EDIT_PATH} stands"),
        );
        (!edit.value.contains(EDIT_PATH))
            .then(|| finding.help(format!("write for example {example}")))
    };
    match places::problem(&edit, FACTS, example).or_else(missing) {
        None => Some(edit.value),
        Some(finding) => {
            reader.report(finding, edit.span);
            None
        }
    }
}

/// Whether an address can be that of a repository; else it is reported.
fn is_repository(reader: &Reader, url: &Spanned<String>) -> bool {
    // As git writes it for those who have a key: git@host:owner/name.git
    let of_git = url.value.strip_prefix("ssh://").unwrap_or(&url.value);
    if let Some((host, path)) = of_git
        .strip_prefix("git@")
        .and_then(|rest| rest.split_once([':', '/']))
    {
        let path = path.strip_suffix(".git").unwrap_or(path);
        reader.report(
            Diagnostic::error(
                Code::BadContact,
                "this is an address for git, and browsers cannot open it",
            )
            .help(format!("write https://{}/{}", short(host), short(path))),
            url.span.clone(),
        );
        return false;
    }
    if !contact::url_problem(reader, url) || !is_safe(reader, url) {
        return false;
    }
    reach::check(url, None, reader);
    if url.value.contains(['?', '#', '{', '}']) {
        reader.report(
            Diagnostic::error(Code::BadContact, "this is no address of a repository")
                .help("write the address of its first page, without what follows ? or #; a pattern with {path} is `edit`"),
            url.span.clone(),
        );
        return false;
    }
    true
}

/// Whether an address may be published as one to sign in at: encrypted, and without a name or password in it.
fn is_safe(reader: &Reader, url: &Spanned<String>) -> bool {
    let Some(rest) = url.value.strip_prefix("https://") else {
        reader.report(
            Diagnostic::error(
                Code::BadContact,
                "whoever edits a page signs in, and this address is not encrypted",
            )
            .help("write an address that starts with https://"),
            url.span.clone(),
        );
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    if host.contains('@') {
        reader.report(
            Diagnostic::error(
                Code::BadContact,
                "this address holds a name or a password, which every page would show",
            )
            .help("leave out what stands before the @; if it was a password, change it"),
            url.span.clone(),
        );
        return false;
    }
    true
}

/// Whether a name can be that of a branch and stand in any address.
fn is_branch(name: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    !name.is_empty() && name.len() <= 200 && name.chars().all(letter)
}

/// How pages are edited on a host, as far as its name tells.
fn guessed(url: &str) -> Option<&'static str> {
    let host = url.split("://").nth(1)?;
    let host = host.split(['/', ':']).next()?.to_ascii_lowercase();
    let is = |name: &str, start: &str| host == name || host.starts_with(start);
    if is("github.com", "github.") {
        Some("{url}/edit/{branch}/{path}")
    } else if is("gitlab.com", "gitlab.") {
        Some("{url}/-/edit/{branch}/{path}")
    } else if is("codeberg.org", "gitea.") || host.starts_with("forgejo.") {
        Some("{url}/_edit/{branch}/{path}")
    } else if host == "dev.azure.com" || host.ends_with(".visualstudio.com") {
        Some("{url}?path=/{path}&version=GB{branch}")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_known_by_their_names() {
        for (url, end) in [
            ("https://github.com/a/b", "/edit/"),
            ("https://GitHub.com/a/b", "/edit/"),
            ("https://github.council.example/a/b", "/edit/"),
            ("https://gitlab.com/a/b", "/-/edit/"),
            ("https://gitlab.council.example/a/b", "/-/edit/"),
            ("https://codeberg.org/a/b", "/_edit/"),
            ("https://gitea.council.example:8443/a/b", "/_edit/"),
            ("https://forgejo.council.example/a/b", "/_edit/"),
            ("https://dev.azure.com/a/b/_git/c", "?path=/"),
            ("https://a.visualstudio.com/b/_git/c", "?path=/"),
        ] {
            let pattern = guessed(url).expect(url);
            assert!(pattern.contains(end), "{url}");
            assert!(
                pattern.contains("{branch}") && pattern.contains(EDIT_PATH),
                "{url}"
            );
        }
        for url in [
            "https://git.council.example/a",
            "https://notgithub.com/a",
            "https://mygitlab.example/a",
        ] {
            assert_eq!(guessed(url), None, "{url}");
        }
    }

    #[test]
    fn branches_have_names_that_an_address_can_hold() {
        for good in ["main", "release/2.0", "feature_x-1"] {
            assert!(is_branch(good), "{good}");
        }
        for wrong in ["", "a b", "a?b", "a#b", "{path}", "é"] {
            assert!(!is_branch(wrong), "{wrong}");
        }
    }
}
