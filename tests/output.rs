//! What stands in the output folder beforehand, where it is, and what goes wrong while it is written.
//!
//! See also `tests/faults/run.py`, which makes every call of the system fail in turn.

#![cfg(unix)]

#[expect(dead_code, reason = "there are no cases here")]
mod common;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use common::{Run, files, redway_build};

const MANIFEST: &str = ".redway-manifest";

/// Root writes everywhere: that right is taken away.
const WITHOUT_RIGHTS: &str = r#"
if ((EUID == 0)); then
  exec setpriv --bounding-set=-dac_override,-dac_read_search "$@"
fi
exec "$@"
"#;

/// A site of a few pages in a folder of its own.
struct Site {
    scratch: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        let scratch = tempfile::Builder::new()
            .permissions(fs::Permissions::from_mode(0o755))
            .tempdir()
            .expect("a temporary folder");
        let site = Site { scratch };
        site.title("Quillby handbook");
        site.page("content/index.md", "Welcome");
        for name in ["a", "b", "c"] {
            site.page(&format!("content/{name}/p.md"), name);
        }
        site
    }

    fn root(&self) -> &Path {
        self.scratch.path()
    }

    fn output(&self) -> PathBuf {
        self.root().join("public")
    }

    fn title(&self, title: &str) {
        let settings = format!("title: {title}\nbase_url: https://handbook.example/\n");
        self.put("content/site.yaml", &settings);
    }

    fn page(&self, file: &str, title: &str) {
        self.put(file, &format!("# {title}\n\nText.\n"));
    }

    fn put(&self, file: &str, text: &str) {
        let path = self.root().join(file);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn build(&self) -> Run {
        redway_build(self.root(), [], [], None)
    }

    /// Builds by way of a bash script that is given the command.
    fn build_by(&self, script: &str) -> Run {
        self.put("run", script);
        redway_build(self.root(), [], [], Some(&self.root().join("run")))
    }

    fn built(&self) -> BTreeMap<String, Vec<u8>> {
        let run = self.build();
        assert_eq!(run.exit, 0, "{}", run.stderr);
        files(&self.output())
    }
}

#[track_caller]
fn says(run: &Run, words: &[&str]) {
    for word in words {
        assert!(run.stderr.contains(word), "`{word}` in {}", run.stderr);
    }
}

#[test]
fn a_manifest_that_was_cut_short_is_mended() {
    let site = Site::new();
    let good = site.built();
    let manifest = &good[MANIFEST];
    let lines = manifest.iter().enumerate().filter(|(_, b)| **b == b'\n');
    let mut ends: Vec<usize> = lines.map(|(at, _)| at + 1).take(4).collect();
    ends.extend([0, 1, 30, 80, manifest.len() / 2, manifest.len() - 1]);
    for end in ends {
        fs::write(site.output().join(MANIFEST), &manifest[..end]).expect("a part of it");
        assert!(site.built() == good, "cut after {end} bytes");
    }
}

#[test]
fn what_a_damaged_manifest_does_not_name_is_told_once_and_not_touched() {
    let site = Site::new();
    let good = site.built();
    fs::write(site.output().join(MANIFEST), "").expect("an empty file");
    site.title("Another title");
    let before = files(&site.output());
    let run = site.build();
    assert_eq!(run.exit, 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    says(
        &run,
        &[
            "error[output-folder]: `.redway-manifest` is empty or was cut short",
            "a/p/index.html",
            "remove it with `rm -r SITE/public` and build again",
            "nothing was written",
        ],
    );
    assert!(files(&site.output()) == before);
    fs::remove_dir_all(site.output()).expect("it is there");
    let mended = site.built();
    assert!(mended.keys().eq(good.keys()));
}

#[test]
fn a_folder_that_is_shut_leaves_all_pages_as_they_were() {
    let site = Site::new();
    let good = site.built();
    let shut = site.output().join("b/p");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o555)).expect("it is ours");
    site.title("Another title");
    let run = site.build_by(WITHOUT_RIGHTS);
    assert_eq!(run.exit, 1, "{}", run.stderr);
    says(
        &run,
        &[
            "error[write]: moving files into this folder failed: Permission denied",
            "--> SITE/public/b/p",
            "nothing was written",
        ],
    );
    assert!(files(&site.output()) == good);
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).expect("it is ours");
    let new = site.built();
    assert!(
        new.values()
            .zip(good.values())
            .filter(|(a, b)| a != b)
            .count()
            >= 4
    );
}

/// A stranger's file in a folder that is to give way to a file is found when others have moved: they move back.
#[test]
fn what_was_moved_moves_back_when_a_file_is_in_the_way() {
    let site = Site::new();
    site.put("content/files/list/a.txt", "one");
    site.built();
    fs::write(site.output().join("files/list/own.txt"), "mine").expect("a file");
    fs::remove_dir_all(site.root().join("content/files")).expect("it is there");
    site.put("content/files/list", "two");
    site.title("Another title");
    fs::rename(
        site.root().join("content/files/list"),
        site.root().join("content/files/list.txt"),
    )
    .expect("a file");
    // The same with a name that stood for a folder.
    site.put("content/files/plain.txt", "x");
    let before = files(&site.output());
    fs::create_dir(site.output().join("files/plain.txt")).expect("a folder");
    fs::write(site.output().join("files/plain.txt/own.txt"), "mine").expect("a file");
    let run = site.build();
    assert_eq!(run.exit, 1, "{}", run.stderr);
    says(
        &run,
        &[
            "error[output-folder]: this cannot be written to: Redway did not make it",
            "--> SITE/public/files/plain.txt/own.txt",
            "the output is as it was before",
            "nothing was written",
        ],
    );
    let mut after = files(&site.output());
    after.remove("files/plain.txt/own.txt");
    assert!(after == before);
    fs::remove_dir_all(site.output().join("files/plain.txt")).expect("it is there");
    let new = site.built();
    assert_eq!(new["files/list/own.txt"], b"mine");
    assert_eq!(new["files/plain.txt"], b"x");
    assert!(!new.contains_key("files/list/a.txt"));
}

/// Names of helper files, of this version and of earlier ones, that lead to a file of the content.
#[test]
fn helper_files_are_not_opened_through_links() {
    for name in [
        ".public.redway-lock",
        ".public.redway-new",
        "public/.redway-lock",
        "public/.redway-staging",
        "public/.redway-manifest",
        "public/a",
        "public/a/p/index.html",
    ] {
        for target in ["content/people.yaml", "content/files"] {
            let site = Site::new();
            site.put("content/people.yaml", "rhea: {name: Rhea Colley}\n");
            site.put("content/files/list.txt", "precious");
            for first in [false, true] {
                if first {
                    site.built();
                }
                let link = site.root().join(name);
                fs::create_dir_all(link.parent().expect("it is in a folder")).expect("a folder");
                let _ = fs::remove_file(&link).or_else(|_| fs::remove_dir_all(&link));
                symlink(site.root().join(target), &link).expect("a link");
                site.title(if first { "Another title" } else { "Quillby" });
                let before = files(&site.root().join("content"));
                let run = site.build();
                assert!(
                    files(&site.root().join("content")) == before,
                    "{name} to {target}"
                );
                assert!(
                    run.exit == 0 || run.stderr.contains("error["),
                    "{}",
                    run.stderr
                );
                let _ = fs::remove_file(&link);
                let _ = fs::remove_dir_all(site.output());
            }
        }
    }
}

#[test]
fn an_output_behind_a_link_to_another_disk_is_written() {
    let elsewhere = tempfile::Builder::new()
        .tempdir_in("/dev/shm")
        .expect("a folder on the disk in memory");
    let site = Site::new();
    symlink(elsewhere.path(), site.output()).expect("a link");
    let good = site.built();
    site.page("content/d.md", "One more");
    site.title("Another title");
    let new = site.built();
    assert_eq!(new.len(), good.len() + 1);
    assert!(site.output().is_symlink());
    assert!(files(elsewhere.path()) == new);
}

#[test]
fn an_output_in_a_folder_that_may_not_be_written_to_is_written() {
    let site = Site::new();
    fs::create_dir(site.output()).expect("a folder");
    site.put("run", WITHOUT_RIGHTS);
    let shut = |mode| {
        fs::set_permissions(site.root(), fs::Permissions::from_mode(mode)).expect("it is ours");
    };
    for title in ["First", "Second"] {
        site.title(title);
        shut(0o555);
        let run = redway_build(site.root(), [], [], Some(&site.root().join("run")));
        shut(0o755);
        assert_eq!(run.exit, 0, "{}", run.stderr);
    }
    assert!(site.output().join("b/p/index.html").is_file());
}

/// Without the right to mount, the disk in memory stands in.
#[test]
fn an_output_that_is_a_disk_of_its_own_is_written() {
    let may_mount = std::process::Command::new("unshare")
        .args([
            "--map-root-user",
            "--mount",
            "mount",
            "-t",
            "tmpfs",
            "none",
            "/mnt",
        ])
        .status()
        .is_ok_and(|status| status.success());
    if !may_mount {
        return an_output_behind_a_link_to_another_disk_is_written();
    }
    let site = Site::new();
    // Twice, with one page more; then the disk is full, and the last output must stay whole.
    let run = site.build_by(
        r##"exec unshare --map-root-user --mount bash -euc '
            mkdir -p public && mount -t tmpfs -o size=1M none public
            "$@"
            printf "# One more\n" >content/d.md
            "$@"
            cp -r public seen
            printf "title: Changed\nbase_url: https://handbook.example/\n" >content/site.yaml
            head -c 2000000 /dev/zero >public/filler 2>/dev/null || true
            if "$@" 2>said; then exit 3; fi
            rm public/filler
            diff -r public seen
            grep -q "error.write.: writing failed: No space left on device" said
            "$@"
            ! diff -rq public seen >/dev/null
        ' run "$@""##,
    );
    assert_eq!(run.exit, 0, "{}\n{}", run.stderr, run.stdout);
    assert!(site.root().join("seen/a/p/index.html").is_file());
    assert!(site.root().join("seen/d/index.html").is_file());
    assert!(!site.root().join("seen/.redway-staging").exists());
}

#[test]
fn what_a_killed_build_left_is_removed() {
    let site = Site::new();
    let good = site.built();
    site.put("public/.redway-staging/new/a/p/index.html", "half");
    assert!(site.built() == good);
    // The first build of all was killed.
    fs::remove_dir_all(site.output()).expect("it is there");
    site.put("public/.redway-staging/new/a/p/index.html", "half");
    assert!(site.built() == good);
}

#[test]
fn a_failed_first_build_leaves_nothing() {
    let site = Site::new();
    let run = site.build_by("trap '' XFSZ\nulimit -f 4\nexec \"$@\"\n");
    assert_eq!(run.exit, 1, "{}", run.stderr);
    assert!(!site.output().exists());
}
