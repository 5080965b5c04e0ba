//! Every file of a site, made alone and in any order, is the same bytes that a build writes, and nothing is published
//! that is not in the table of routes.

#![cfg(unix)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use common::{Case, below, files, redway_build, repository, walk};
use redway::model::{Content, MANIFEST, Route, RouteGroup};
use redway::{BuildOptions, Handbook};

/// The bytes of a route; nothing when the handbook lacks it.
fn bytes(handbook: &Handbook, route: Route) -> Option<Vec<u8>> {
    let made = handbook.file(route);
    let file = made.unwrap_or_else(|finding| panic!("{}", finding.message))?;
    Some(match file.content {
        Content::Copy(asset) => fs::read(&asset.source).expect("the source of a copy"),
        made => made.into_bytes().expect("it is no copy"),
    })
}

/// Numbers that look random and are the same in every run (Knuth's linear congruential generator).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }
}

fn shuffled<T: Copy>(all: &[T], seed: u64) -> Vec<T> {
    let (mut all, mut random) = (all.to_vec(), Random(seed));
    for place in (1..all.len()).rev() {
        all.swap(place, random.below(place + 1));
    }
    all
}

/// Holds every file that a build wrote against the file of its route.
fn compare(name: &str, options: &BuildOptions, output: &BTreeMap<String, Vec<u8>>) {
    let read = || {
        let read = redway::read(options);
        read.unwrap_or_else(|report| panic!("{name}: {:#?}", report.diagnostics))
    };
    let table = read();
    let routes = &table.site().routes;
    let known: BTreeSet<&str> = routes.iter().map(|(path, _)| path).collect();
    let has_index = routes.groups().contains(&RouteGroup::SearchIndex);
    let mut written: Vec<(&str, Route)> = Vec::new();
    for path in output.keys().filter(|path| *path != MANIFEST) {
        let route = routes.at(path);
        let route = route.unwrap_or_else(|| panic!("{name}: {path} is no route"));
        let member = matches!(route, Route::Search(_));
        assert!(known.contains(path.as_str()) || (member && has_index));
        written.push((path, route));
    }
    for path in known {
        assert!(output.contains_key(path), "{name}: {path} is not written");
    }
    // Each thread has a handbook of its own, in which another file is the first to ask for what is global.
    std::thread::scope(|scope| {
        for seed in 0..3 {
            let (written, handbook) = (shuffled(&written, seed), read());
            scope.spawn(move || {
                for (path, route) in written {
                    let made = bytes(&handbook, route);
                    assert!(made.as_ref() == output.get(path), "{name}: {path} differs");
                }
            });
        }
    });
}

/// What a case is built with, as the library takes it.
fn options(case: &Case, site: &Path) -> BuildOptions {
    let mut options = BuildOptions::new(site);
    let arguments = case.read("args");
    let mut words = arguments.split_whitespace();
    while let Some(word) = words.next() {
        match word {
            "--drafts" => options.drafts = true,
            "--strict" => options.strict = true,
            "--base-url" => options.base_url = words.next().map(str::to_owned),
            // How findings are told changes nothing that is published.
            "--format" => drop(words.next()),
            word => panic!("this test does not know {word}"),
        }
    }
    for line in case.read("env").lines() {
        if let Some(time) = line.strip_prefix("SOURCE_DATE_EPOCH=") {
            options.source_date = Some(time.parse().expect("a number of seconds"));
        }
    }
    options
}

#[test]
fn each_file_of_golden_sites_is_the_same_alone() {
    let mut compared = 0;
    for name in Case::names() {
        let case = Case::named(&name);
        // A wrapper takes rights away, and an output of another name is no other site.
        if case.expected_exit() != 0
            || case.folder.join("run").exists()
            || case.read("args").contains("--output")
        {
            continue;
        }
        let scratch = tempfile::tempdir().expect("a temporary folder");
        let site = scratch.path().join("site");
        case.lay_out(&site);
        let run = case.build(&site);
        assert_eq!(run.exit, 0, "{name}: {}", run.stderr);
        compare(&name, &options(&case, &site), &files(&site.join("public")));
        compared += 1;
    }
    assert!(compared > 40, "only {compared} sites were compared");
}

#[test]
fn each_file_of_the_toolkit_is_the_same_alone() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let content = repository().join("content");
    for path in walk(&content).into_iter().filter(|path| path.is_file()) {
        let to = scratch.path().join("content").join(below(&content, &path));
        fs::create_dir_all(to.parent().expect("it is in a folder")).expect("a folder");
        fs::copy(&path, &to).expect("a copy");
    }
    let run = redway_build(scratch.path(), [], [], None);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let output = files(&scratch.path().join("public"));
    compare("the toolkit", &BuildOptions::new(scratch.path()), &output);
}
