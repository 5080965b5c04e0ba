//! What the golden tests and the invariants share: a case laid out in a folder of its own,
//! the real program run on it, and the files that came of it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A build of a site of a few pages takes a fraction of a second, the hostile repository some seconds without
/// optimisation, and a busy machine many times as long: after this it hangs.
const PATIENCE: Duration = Duration::from_secs(90);

/// The folder of the repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder below `tests/golden/`.
///
/// | file | what |
/// | --- | --- |
/// | `input/` | the folder of the site; none is an empty one |
/// | `prepare` | a bash script run in the copy of `input/`, for what git cannot hold |
/// | `args` | more words for `redway build` |
/// | `env` | `NAME=value` lines |
/// | `then` | more commands, one a line (`calendar --from 2025-09-01`), run in the folder of the built site |
/// | `run` | a bash script that is given the command and runs it, to take rights or room from it |
/// | `expected/` | see `tests/golden.rs` |
pub(crate) struct Case {
    /// Where it is kept.
    pub(crate) folder: PathBuf,
}

/// What a run of the program said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// The exit code; 128 and the signal when it was killed.
    pub(crate) exit: i32,
    /// What it wrote for people.
    pub(crate) stderr: String,
    /// What it wrote for programs.
    pub(crate) stdout: String,
}

impl Case {
    /// The case of a name.
    pub(crate) fn named(name: &str) -> Self {
        Case {
            folder: repository().join("tests/golden").join(name),
        }
    }

    /// The names of all cases.
    pub(crate) fn names() -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(repository().join("tests/golden"))
            .expect("the cases are there")
            .map(|entry| entry.expect("it can be listed"))
            .filter(|entry| entry.path().is_dir())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// A file of the case, empty when there is none.
    pub(crate) fn read(&self, file: &str) -> String {
        match fs::read_to_string(self.folder.join(file)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => panic!("{file} of {}: {error}", self.folder.display()),
        }
    }

    /// The exit code that is expected.
    pub(crate) fn expected_exit(&self) -> i32 {
        match self.read("expected/exit").trim() {
            "" => 0,
            number => number.parse().expect("expected/exit holds a number"),
        }
    }

    /// Puts the site into a folder that is not there yet.
    pub(crate) fn lay_out(&self, site: &Path) {
        fs::create_dir_all(site).expect("a folder for the site");
        let input = self.folder.join("input");
        if input.is_dir() {
            copy(&input, site);
        }
        let prepare = self.folder.join("prepare");
        if prepare.is_file() {
            let status = Command::new("bash")
                .args(["-eu", "-o", "pipefail"])
                .arg(&prepare)
                .current_dir(site)
                .stdin(Stdio::null())
                .status()
                .expect("bash runs");
            assert!(status.success(), "{} failed", prepare.display());
        }
    }

    /// Builds the site with the words and variables of the case.
    pub(crate) fn build(&self, site: &Path) -> Run {
        let arguments = self.read("args");
        let variables = self.read("env");
        let wrapper = Some(self.folder.join("run")).filter(|run| run.is_file());
        redway_build(
            site,
            arguments.split_whitespace(),
            variables.lines().filter_map(|line| line.split_once('=')),
            wrapper.as_deref(),
        )
    }
}

/// Runs `redway build --root SITE` with nothing of this process's own environment but `PATH`.
/// The time it took and the folder of the site are replaced in what it says.
pub(crate) fn redway_build<'a>(
    site: &Path,
    arguments: impl IntoIterator<Item = &'a str>,
    variables: impl IntoIterator<Item = (&'a str, &'a str)>,
    wrapper: Option<&Path>,
) -> Run {
    let mut command = match wrapper {
        None => Command::new(env!("CARGO_BIN_EXE_redway")),
        Some(wrapper) => {
            let mut bash = Command::new("bash");
            bash.arg(wrapper).arg(env!("CARGO_BIN_EXE_redway"));
            bash
        }
    };
    command.arg("build").arg("--root").arg(site).args(arguments);
    listen(command, site, variables)
}

/// Runs another command of `redway` in the folder of the site.
#[allow(dead_code, reason = "the invariants only build")]
pub(crate) fn redway<'a>(
    site: &Path,
    arguments: impl IntoIterator<Item = &'a str>,
    variables: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_redway"));
    command.args(arguments);
    listen(command, site, variables)
}

/// What a command says that is run in the folder of the site.
fn listen<'a>(
    mut command: Command,
    site: &Path,
    variables: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Run {
    // To files, not pipes: a program that says much and is not listened to would wait for ever.
    let said = tempfile::tempdir().expect("a temporary folder");
    let (out, err) = (said.path().join("out"), said.path().join("err"));
    let create = |path| File::create(path).expect("a file for what is said");
    let mut child = command
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .envs(variables)
        .current_dir(site)
        .stdin(Stdio::null())
        .stdout(create(&out))
        .stderr(create(&err))
        .spawn()
        .expect("the program starts");
    let started = Instant::now();
    let status = loop {
        match child.try_wait().expect("it is our child") {
            Some(status) => break status,
            None if started.elapsed() > PATIENCE => {
                child.kill().expect("it is our child");
                child.wait().expect("it is our child");
                panic!("the build of {} hangs", site.display());
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let text = |path| {
        let bytes = fs::read(path).expect("what it said");
        normalised(&String::from_utf8(bytes).expect("it speaks UTF-8"), site)
    };
    Run {
        exit: status.code().unwrap_or_else(|| {
            use std::os::unix::process::ExitStatusExt as _;
            128 + status.signal().unwrap_or(0)
        }),
        stderr: text(&err),
        stdout: text(&out),
    }
}

/// The folder of the site becomes `SITE`, and `in 0.08 s` becomes `in TIME`.
fn normalised(text: &str, site: &Path) -> String {
    let text = text.replace(&site.display().to_string(), "SITE");
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match line.rsplit_once(" in ") {
            Some((before, time))
                if time
                    .strip_suffix(" s\n")
                    .is_some_and(|t| t.parse::<f64>().is_ok()) =>
            {
                out.push_str(before);
                out.push_str(" in TIME\n");
            }
            _ => out.push_str(line),
        }
    }
    out
}

/// Copies a folder; the copy belongs to whoever runs the tests.
fn copy(from: &Path, to: &Path) {
    for entry in walk(from) {
        let target = to.join(entry.strip_prefix(from).expect("it is below"));
        if entry.is_dir() {
            fs::create_dir_all(&target).expect("a folder");
        } else {
            fs::copy(&entry, &target).expect("a copy");
        }
    }
}

/// Everything below a folder, folders before what is in them, in the order of their names.
/// Symbolic links are told and not followed.
pub(crate) fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut names: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    names.sort();
    for path in names {
        let is_folder = fs::symlink_metadata(&path).expect("it is there").is_dir();
        found.push(path.clone());
        if is_folder {
            found.extend(walk(&path));
        }
    }
    found
}

/// The files below a folder with their bytes, by path with forward slashes.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walk(folder)
        .into_iter()
        .filter(|path| path.is_file())
        .map(|path| {
            let bytes = fs::read(&path).expect("it can be read");
            (below(folder, &path), bytes)
        })
        .collect()
}

/// A path below a folder, with forward slashes.
pub(crate) fn below(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder)
        .expect("it is below")
        .to_string_lossy()
        .into_owned()
}
