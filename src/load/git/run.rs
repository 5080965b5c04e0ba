//! Asking git, and nothing else, about the folder of the content.
//!
//! Only what the repository holds may count, so that any two clones answer alike: settings of the user, of the
//! machine and of the environment that could change an answer are overruled. Nothing here writes or goes to a network.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::bounded::{self, Limits};
use crate::diagnostic::reason;
use crate::disk::named;

/// How long each question may take. The log of a hundred thousand commits takes seconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// The most bytes of a log; that of a hundred thousand commits has some tens of megabytes.
const MOST_LOGGED: u64 = 512 * 1024 * 1024;

/// The most bytes of any other answer: `git status` names the files that are changed.
const MOST_ANSWERED: u64 = 32 * 1024 * 1024;

/// The most bytes of the list of commits at which a shallow clone ends.
const MOST_BOUNDARY: u64 = MOST_ANSWERED;

/// No line of a log that counts is longer: it names one file, or a commit with its parents.
const LONGEST_LINE: usize = 64 * 1024;

/// Variables that lead git to another repository, other files or other commits than those of its folder.
const LEAD_ELSEWHERE: [&str; 19] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_SHALLOW_FILE",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_CEILING_DIRECTORIES",
    "GIT_REPLACE_REF_BASE",
    "GIT_ATTR_SOURCE",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// Settings that would change an answer and that no option of a command overrules, or that run a program.
const OVERRULED: [&str; 5] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=off",
    "log.follow=false",
    "log.showRoot=true",
];

/// Why git does not tell the history of a folder that it may well know.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The folder belongs to somebody else (`safe.directory`).
    Owner,
    /// It gave no whole answer in time, and was stopped.
    Late,
    /// It said more than any history is long, and was stopped.
    Endless,
    /// It could not be run; the system's words.
    NotRun(String),
    /// Anything else, in git's words or ours.
    Other(String),
}

/// A file of a commit.
#[cfg(feature = "cli")]
pub(crate) struct TreeEntry {
    /// Below the folder.
    pub(crate) path: String,
    pub(crate) hash: String,
    pub(crate) size: u64,
    /// Whether it is a symbolic link: then it holds where that leads.
    pub(crate) is_link: bool,
}

/// A working tree with at least one commit.
pub(crate) struct Repository {
    folder: PathBuf,
    /// Where the folder stands in the repository: empty, or with a slash at its end.
    prefix: Vec<u8>,
    /// Commits whose parents were not fetched.
    boundary: HashSet<String>,
}

impl Repository {
    /// The repository that a folder stands in. `None` when git is not installed, the folder is in no
    /// repository, or there is no commit yet.
    pub(crate) fn open(folder: &Path) -> Result<Option<Self>, Refusal> {
        // To look is quicker than to ask.
        if !named::is_in_or_above(".git", folder) {
            return Ok(None);
        }
        let mut command = git(folder);
        command
            .args(["rev-parse", "--is-inside-work-tree"])
            .args(["--is-shallow-repository", "--show-prefix"])
            .args(["--git-path", "shallow", "HEAD"]);
        let mut stdout = Vec::new();
        let answer = match answer(&mut command, MOST_ANSWERED, |bytes| {
            stdout.extend_from_slice(bytes);
        }) {
            Ok(answer) => answer,
            // There is no git.
            Err(Refusal::NotRun(_)) => return Ok(None),
            Err(refusal) => return Err(refusal),
        };
        if !answer.success {
            let said = String::from_utf8_lossy(&answer.stderr);
            return if said.contains("dubious ownership") {
                Err(Refusal::Owner)
            } else if said.contains("not a git repository")
                || said.contains("unknown revision")
                || said.contains("must be run in a work tree")
            {
                Ok(None)
            } else {
                Err(Refusal::Other(first_line(&said)))
            };
        }
        let lines: Vec<&[u8]> = stdout.split(|&b| b == b'\n').collect();
        // The last one is empty: what stands after the last line break.
        let [inside, shallow, prefix, boundary, _head, _] = lines[..] else {
            let why = "the name of a folder above holds a line break";
            return Err(Refusal::Other(why.to_owned()));
        };
        if inside != b"true" {
            return Ok(None);
        }
        let boundary = if shallow == b"true" {
            let file = String::from_utf8_lossy(boundary);
            named::text(&folder.join(&*file), MOST_BOUNDARY)
                .map_err(|error| Refusal::Other(reason(&error)))?
        } else {
            String::new()
        };
        Ok(Some(Repository {
            folder: folder.to_owned(),
            prefix: prefix.to_owned(),
            boundary: boundary.lines().map(str::to_owned).collect(),
        }))
    }

    /// Whether the history before this commit was not fetched.
    pub(crate) fn is_boundary(&self, commit: &str) -> bool {
        self.boundary.contains(commit)
    }

    /// The lines of the log over some paths of the folder, the oldest first and each commit after its
    /// parents: `commit <time> <hash> <parents>`, then a line in git's raw format for each file below the folder that
    /// differs from the first parent. Commits that change none of the paths are left out, and
    /// their children have the commit before them as a parent.
    pub(crate) fn log(&self, paths: &[String], mut line: impl FnMut(&[u8])) -> Result<(), Refusal> {
        let mut command = git(&self.folder);
        command
            .args(["log", "--topo-order", "--reverse"])
            // All sides of merges, and what each merge brought to its first parent.
            .args(["--full-history", "--parents", "--diff-merges=first-parent"])
            .args(["--raw", "--no-abbrev", "--no-renames", "--relative"])
            .args(["--no-ext-diff", "--no-textconv", "-O/dev/null"])
            .args(["--no-color", "--no-show-signature", "--no-notes"])
            .arg("--encoding=UTF-8")
            .args(["--format=commit %ct %H %P", "HEAD", "--"])
            .args(paths);
        let mut begun = Vec::new();
        let ended = answer(&mut command, MOST_LOGGED, |mut bytes| {
            let add = |begun: &mut Vec<u8>, bytes: &[u8]| {
                let room = LONGEST_LINE.saturating_sub(begun.len());
                begun.extend_from_slice(&bytes[..bytes.len().min(room)]);
            };
            while let Some(end) = memchr::memchr(b'\n', bytes) {
                add(&mut begun, &bytes[..end]);
                line(&begun);
                begun.clear();
                bytes = &bytes[end + 1..];
            }
            add(&mut begun, bytes);
        })?;
        if ended.success {
            Ok(())
        } else {
            Err(Refusal::Other(
                "`git log` failed; it may be older than version 2.31, or lack a part of the history"
                    .to_owned(),
            ))
        }
    }

    /// The tracked files at or below some paths of the folder that are not as in the last commit, by path below the folder.
    pub(crate) fn changed(&self, paths: &[String]) -> Result<HashSet<String>, Refusal> {
        let answer = self.ask(
            [
                "status",
                "--porcelain",
                "-z",
                "--untracked-files=no",
                "--no-renames",
                "--ignore-submodules=all",
                "--",
            ]
            .into_iter()
            .chain(paths.iter().map(String::as_str)),
        )?;
        Ok(answer
            .split(|&b| b == 0)
            // Two letters and a space stand before each path, which starts at the top of the repository.
            .filter_map(|entry| entry.get(3..)?.strip_prefix(&self.prefix[..]))
            .map(|path| String::from_utf8_lossy(path).into_owned())
            .collect())
    }

    /// When the last commit was made, in seconds since 1970.
    pub(crate) fn head_time(&self) -> Result<i64, Refusal> {
        let answer = self.ask([
            "log",
            "--max-count=1",
            "--no-patch",
            "--no-show-signature",
            "--no-color",
            "--encoding=UTF-8",
            "--format=%ct",
            "HEAD",
        ])?;
        String::from_utf8_lossy(&answer)
            .trim()
            .parse()
            .map_err(|_| Refusal::Other("the last commit has no time".to_owned()))
    }

    /// The content of a file by the hash that the log gives for it.
    pub(crate) fn blob(&self, hash: &str) -> Result<Vec<u8>, Refusal> {
        self.ask(["cat-file", "blob", hash])
    }

    #[cfg(feature = "cli")]
    /// The files of a commit below the folder, without those of other repositories within.
    pub(crate) fn tree(&self, revision: &str) -> Result<Vec<TreeEntry>, Refusal> {
        let commit = format!("{revision}^{{commit}}");
        let asked = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ];
        let commit = self
            .ask(asked)
            .map_err(|_| Refusal::Other(format!("there is no commit `{revision}`")))?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let answer = self.ask(["ls-tree", "-r", "-z", "-l", &commit, "--", "."])?;
        // `100644 blob <hash>    <size>`, a tab and the path.
        let entry = |line: &[u8]| {
            let line = std::str::from_utf8(line).ok()?;
            let (facts, path) = line.split_once('\t')?;
            let facts: Vec<&str> = facts.split_ascii_whitespace().collect();
            let [mode, "blob", hash, size] = facts[..] else {
                return None;
            };
            Some(TreeEntry {
                path: path.to_owned(),
                hash: hash.to_owned(),
                size: size.parse().ok()?,
                is_link: mode == "120000",
            })
        };
        // What only a hostile commit holds would be a repository of its own where it is laid out.
        let is_plain = |entry: &TreeEntry| {
            let mut parts = entry.path.split('/');
            !parts.any(|part| part.eq_ignore_ascii_case(".git"))
        };
        let entries = answer.split(|&b| b == 0).filter_map(entry);
        Ok(entries.filter(is_plain).collect())
    }

    #[cfg(feature = "cli")]
    /// The content of files by their hashes, one after the other.
    pub(crate) fn blobs(&self, hashes: &[&str]) -> Result<Vec<u8>, Refusal> {
        if hashes.is_empty() {
            return Ok(Vec::new());
        }
        // A file that is named by its hash has no path, so no setting of the repository changes what is shown.
        let show = ["show", "--no-textconv", "--no-ext-diff", "--no-color"];
        self.ask(show.iter().chain(hashes))
    }

    fn ask(&self, words: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Result<Vec<u8>, Refusal> {
        let mut command = git(&self.folder);
        command.args(words);
        let mut stdout = Vec::new();
        let answer = answer(&mut command, MOST_ANSWERED, |bytes| {
            stdout.extend_from_slice(bytes);
        })?;
        if answer.success {
            Ok(stdout)
        } else {
            let said = String::from_utf8_lossy(&answer.stderr);
            Err(Refusal::Other(first_line(&said)))
        }
    }
}

/// What git answered.
struct Answer {
    success: bool,
    stderr: Vec<u8>,
}

/// Runs git, and hands on what it prints as it comes.
fn answer(git: &mut Command, most: u64, take: impl FnMut(&[u8])) -> Result<Answer, Refusal> {
    let limits = Limits {
        time: PATIENCE,
        output: most,
    };
    match bounded::run(git, limits, take) {
        Ok((status, stderr)) => Ok(Answer {
            success: status.success(),
            stderr,
        }),
        Err(bounded::Failure::Late) => Err(Refusal::Late),
        Err(bounded::Failure::Endless) => Err(Refusal::Endless),
        Err(bounded::Failure::NotRun(error)) => Err(Refusal::NotRun(reason(&error))),
        Err(bounded::Failure::Broken(error)) => Err(Refusal::Other(reason(&error))),
    }
}

/// `git` in a folder, deaf to what could change its answers.
fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C")
        .arg(folder)
        .args(["--no-pager", "--no-optional-locks"])
        // Replaced and grafted commits belong to one clone only.
        .args(["--no-replace-objects", "--literal-pathspecs"])
        .env("GIT_GRAFT_FILE", "/dev/null")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        // Its words are looked at.
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    for setting in OVERRULED {
        git.args(["-c", setting]);
    }
    for name in LEAD_ELSEWHERE {
        git.env_remove(name);
    }
    git
}

/// The first line of what git said, without the word before it.
fn first_line(said: &str) -> String {
    let line = said.lines().next().unwrap_or("it says nothing");
    line.trim_start_matches("fatal: ")
        .trim_start_matches("error: ")
        .to_owned()
}
