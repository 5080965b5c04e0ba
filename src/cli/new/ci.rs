//! What a Git host runs on each change.

use std::fmt::Write as _;
use std::path::Path;

use clap::ValueEnum;

use super::outcome::{Outcome, refused};
use crate::survey::survey;
use crate::write::{self, NewFile};

/// A Git host by its workflows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Host {
    /// GitHub Actions and GitHub Pages
    Github,
    /// GitLab CI and GitLab Pages
    Gitlab,
    /// Gitea and Forgejo Actions
    Gitea,
}

/// Adds the files of a host to a site, and tells what to do next.
pub(super) fn add(root: &Path, host: Host) -> Outcome {
    let survey = survey(root)?;
    let mut files = vec![workflow(host)];
    let owners = owners(host, &survey.owners);
    files.extend(owners.map(|text| NewFile {
        path: host.place("CODEOWNERS"),
        text,
    }));
    write::add(root, &files).map_err(|finding| refused(*finding))?;
    let written: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    Ok(format!(
        "{} {} written. {}\n",
        written.join(" and "),
        if files.len() == 1 { "is" } else { "are" },
        host.next()
    ))
}

impl Host {
    /// Where the host looks for a file of its own.
    fn place(self, name: &str) -> String {
        let folder = match self {
            Host::Github => ".github",
            Host::Gitlab => ".gitlab",
            Host::Gitea => ".gitea",
        };
        format!("{folder}/{name}")
    }

    /// What somebody has to do before it works.
    fn next(self) -> &'static str {
        match self {
            Host::Github => {
                "The host reads them at the top of the repository. Next: commit, and choose “GitHub Actions” as the source under Settings, Pages."
            }
            Host::Gitlab => {
                "The host reads them at the top of the repository. Next: commit, and add a schedule for each night under Build, Pipeline schedules."
            }
            Host::Gitea => {
                "The host reads them at the top of the repository. Next: commit, and write under “publish” how the site gets to your host."
            }
        }
    }
}

fn workflow(host: Host) -> NewFile {
    let (path, text) = match host {
        Host::Github => (
            host.place("workflows/handbook.yml"),
            include_str!("../../../starters/ci/github.yml"),
        ),
        Host::Gitlab => (
            ".gitlab-ci.yml".to_owned(),
            include_str!("../../../starters/ci/gitlab.yml"),
        ),
        Host::Gitea => (
            host.place("workflows/handbook.yml"),
            include_str!("../../../starters/ci/gitea.yml"),
        ),
    };
    let version = |name: &str| (name == "version").then_some(env!("CARGO_PKG_VERSION"));
    NewFile {
        path,
        text: super::texts::fill(text, version),
    }
}

/// Who is asked to review what, for owners that are accounts of the host; `None` when there are none. The last line that fits
/// a file decides, so folders stand before what is in them.
fn owners(host: Host, all: &[(String, String)]) -> Option<String> {
    let mut lines = String::new();
    for (path, owner) in all {
        let accounts: Vec<&str> = owner
            .split([' ', ','])
            .filter(|word| is_account(word))
            .collect();
        if accounts.is_empty() {
            continue;
        }
        let pattern = match host {
            // Each pattern is a regular expression there.
            Host::Gitea if path.is_empty() || path.ends_with('/') => {
                format!("{}.*", path.replace('.', "\\."))
            }
            Host::Gitea => path.replace('.', "\\."),
            Host::Github | Host::Gitlab if path.is_empty() => "*".to_owned(),
            Host::Github | Host::Gitlab => format!("/{path}"),
        };
        let _ = writeln!(lines, "{pattern} {}", accounts.join(" "));
    }
    let head = "# Who reviews a change of what, from `owner` of pages and folders. Made by `redway new --ci`.\n";
    (!lines.is_empty()).then(|| format!("{head}{lines}"))
}

/// Whether a word is an account or a team of a host: `@ann`, `@council/web-team`.
fn is_account(word: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    word.strip_prefix('@')
        .is_some_and(|name| !name.is_empty() && name.chars().all(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::is_yaml;

    #[test]
    fn workflows_are_yaml() {
        for host in Host::value_variants() {
            let text = workflow(*host).text;
            // A shell begins a text within a script by the same sign, and then a quotation mark.
            let mut after = text.split("<<").skip(1);
            let is_left = after.any(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
            assert!(is_yaml(&text) && !is_left, "{host:?}");
        }
    }

    #[test]
    fn accounts_of_the_host_own_what_they_answer_for() {
        let own = |all: &[(&str, &str)], host| {
            let all: Vec<_> = all
                .iter()
                .map(|(path, owner)| ((*path).to_owned(), (*owner).to_owned()))
                .collect();
            let text = owners(host, &all)?;
            Some(text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>())
        };
        let all = [
            ("", "@web"),
            ("content/a/", "@ann, @council/team-b"),
            ("content/a/b.md", "Ann Lee"),
            ("content/a/c.md", "@bo"),
            ("content/d.md", "ann@handbook.example"),
        ];
        let plain = [
            "* @web",
            "/content/a/ @ann @council/team-b",
            "/content/a/c.md @bo",
        ];
        assert_eq!(own(&all, Host::Github).expect("there are some"), plain);
        assert_eq!(own(&all, Host::Gitlab).expect("there are some"), plain);
        let patterns = [
            ".* @web",
            "content/a/.* @ann @council/team-b",
            "content/a/c\\.md @bo",
        ];
        assert_eq!(own(&all, Host::Gitea).expect("there are some"), patterns);
        assert_eq!(own(&[("a/", "Ann Lee")], Host::Github), None);
    }
}
