//! What `check` passes, `build` builds: all that content can get wrong is found before anything is rendered.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use redway::BuildOptions;
use tempfile::tempdir;

/// A text of any sort: of letters, of characters that are special to some format, or of nothing to see.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        16 => "[A-Za-z][A-Za-z ,;:]{0,12}",
        4 => "[é字][\\\\N\"'&<>{}#|`*_\\[\\]%@é字\u{1f600} ]{0,12}",
        1 => "[\u{7}\u{0}\u{1b}\u{85}\u{2028}\r\n\t\u{200b}\u{200f}\u{fe0f}\u{feff}\u{2800} ]{0,4}",
        2 => "a[a\u{200b}\u{e000}\u{10ffff}]{1,4}",
        1 => "\\PC{250,400}",
        1 => "\u{200b}{260}[a-z]{1,4}",
    ]
}

/// An id, or what is none.
fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        16 => "[a-h](-[ab])?",
        4 => "[a-z0-9]{60,80}",
        1 => "(for-[ab]|[A-Z_. é]{0,3})",
    ]
}

/// When a meeting is, on all sorts of days.
fn when() -> impl Strategy<Value = String> {
    let year = prop_oneof![Just(1900), 2025..2028, Just(2089), Just(2999)];
    let day = (year, 1..13, 1..30).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
    let hours = (0..12, 0..60, 11..24, 0..60);
    let times = hours.prop_map(|(h, m, to_h, to_m)| format!("{h:02}:{m:02}-{to_h:02}:{to_m:02}"));
    prop_oneof![
        12 => (day.clone(), times).prop_map(|(day, times)| format!("{day} {times}")),
        2 => day.clone(),
        1 => (day.clone(), day).prop_map(|(a, b)| (a.clone().min(b.clone()), a.max(b))).prop_map(|(first, last)| format!("{first} to {last}")),
        1 => Just("2027-03".to_owned()),
        1 => Just("2027-03-28 00:30-02:30".to_owned()),
        1 => Just("2027-10-31 01:30-01:45".to_owned()),
        1 => Just("2027-10-31 00:30-01:30".to_owned()),
    ]
}

/// A value of YAML that is this text, whatever it holds.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        let _ = match c {
            '"' | '\\' => write!(out, "\\{c}"),
            c if c.is_ascii_graphic() || c == ' ' => write!(out, "{c}"),
            c => write!(out, "\\U{:08X}", u32::from(c)),
        };
    }
    out + "\""
}

/// A key with a value, or nothing when there is none.
fn line(out: &mut String, key: &str, value: Option<&String>) {
    if let Some(value) = value {
        let _ = writeln!(out, "{key}: {}", quoted(value));
    }
}

/// An entry of `occurrences`.
fn occurrence() -> impl Strategy<Value = String> {
    let status = prop_oneof![Just(""), Just("cancelled"), Just("tentative")];
    let own = (
        proptest::option::weighted(0.3, text()),
        proptest::option::weighted(0.3, text()),
        proptest::option::weighted(0.3, id()),
        proptest::option::weighted(0.1, Just("2026-05-04".to_owned())),
    );
    (when(), status, own).prop_map(|(when, status, (title, venue, key, was))| {
        let mut out = format!("{{on: {}", quoted(&when));
        for (name, value) in [
            ("title", title),
            ("venue", venue),
            ("key", key),
            ("was", was),
        ] {
            if let Some(value) = value {
                let _ = write!(out, ", {name}: {}", quoted(&value));
            }
        }
        if !status.is_empty() {
            let _ = write!(out, ", status: {status}");
        }
        out + "}"
    })
}

/// The page of a series.
fn series() -> impl Strategy<Value = String> {
    let names = (
        id(),
        proptest::option::weighted(0.9, text()),
        "[a-z&;#*`]{1,6}",
    );
    let former = proptest::option::weighted(0.2, id());
    let areas = prop::collection::vec((id(), text()), 0..3);
    let own = proptest::option::weighted(0.3, text());
    let meetings = prop::collection::vec(occurrence(), 0..4);
    let updated = prop_oneof![
        16 => Just(Some("2026-11-01".to_owned())),
        1 => Just(Some("1900-01-01".to_owned())),
        1 => Just(Some("2999-12-31".to_owned())),
        1 => Just(None),
    ];
    (names, former, areas, own, meetings, updated).prop_map(
        |((id, title, heading), former, areas, own, meetings, updated)| {
            let mut out = format!("---\nkind: series\nid: {}\n", quoted(&id));
            line(&mut out, "title", title.as_ref());
            line(&mut out, "former_ids", former.as_ref());
            line(&mut out, "venue", own.as_ref());
            line(&mut out, "description", own.as_ref());
            line(&mut out, "updated", updated.as_ref());
            out.push_str("audience: {expected: [heads]}\nareas:\n");
            for (id, title) in &areas {
                let _ = writeln!(out, "  {}: {{title: {}}}", quoted(id), quoted(title));
            }
            let _ = write!(out, "occurrences: [{}]\n---\n", meetings.join(", "));
            out + "# " + &heading + "\n\nText.\n"
        },
    )
}

/// What `site.yaml` says.
fn settings() -> impl Strategy<Value = String> {
    let base_url = prop_oneof![
        12 => Just("https://handbook.example/".to_owned()),
        1 => "https://[a-z.:@%{}^|\\[\\]~!$]{1,12}(/[a-z%^|~]{0,5})?",
        1 => "https://[a-z]{60,240}\\.example/",
    ];
    let label = "[a-z0-9]{50,63}";
    let domain = prop_oneof![
        6 => Just(None),
        1 => Just(Some("handbook.example".to_owned())),
        2 => prop::collection::vec(label, 1..5).prop_map(|labels| Some(labels.join("."))),
    ];
    let zone = prop_oneof![
        Just("Europe/London"),
        Just("Pacific/Apia"),
        Just("Africa/Casablanca")
    ];
    let style = prop_oneof![Just("folder"), Just("flat")];
    (text(), base_url, domain, zone, style).prop_map(|(title, base_url, domain, zone, style)| {
        let mut out = format!("time_zone: {zone}\naddresses: {style}\nsearch: false\n");
        line(&mut out, "title", Some(&title));
        line(&mut out, "base_url", Some(&base_url));
        line(&mut out, "uid_domain", domain.as_ref());
        out
    })
}

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join("content").join(file);
    fs::create_dir_all(path.parent().expect("it has a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_check_passes_is_built(
        site in settings(),
        pages in prop::collection::vec(series(), 1..3),
        audience in text(),
        folder in "[a_-]{1,3}",
    ) {
        let root = tempdir().expect("a folder");
        write(root.path(), "site.yaml", &site);
        write(root.path(), "audiences.yaml", &format!("heads: {{title: {}}}\n", quoted(&audience)));
        write(root.path(), "index.md", "# Handbook\n\nWelcome.\n");
        for (number, page) in pages.iter().enumerate() {
            write(root.path(), &format!("{folder}/m{number}.md"), page);
        }
        let options = BuildOptions::new(root.path());
        let checked = redway::check(&options, None).diagnostics;
        for finding in checked.iter() {
            prop_assert!(finding.place.is_some(), "{finding:?}");
        }
        if !checked.has_errors() {
            let built = redway::build(&options, &root.path().join("public"));
            prop_assert!(!built.diagnostics.has_errors(), "{:?}", built.diagnostics);
            let pages = |outcome| match outcome {
                redway::Outcome::Built { pages, .. } => pages,
                _ => 0,
            };
            prop_assert!(pages(built.outcome) > 0);
        }
    }
}
