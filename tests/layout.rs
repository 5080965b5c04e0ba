//! The layout of the source holds: no files of `src/` import each other in a circle, and folders import
//! downwards only.

#[expect(dead_code, reason = "nothing is built here")]
mod common;
mod imports;

use std::collections::BTreeMap;
use std::fs;

use common::{below, repository, walk};
use imports::{Imports, circles, imports, told, upwards};

/// Each folder whose order is kept, with what stands in it from top to bottom.
const ORDER: &[(&str, &[&str])] = &[
    (
        "render/",
        &[
            "mod.rs",
            "all.rs",
            "file.rs",
            "shared.rs",
            "search/",
            "print/",
            "pages/",
            "blocks/",
            "generated/",
            "feeds/",
            "files/",
            "frame.rs",
            "section_list.rs",
            "view/",
            "theme/",
            "collation.rs",
            "direction.rs",
            "words.rs",
        ],
    ),
    (
        "resolve/",
        &[
            "mod.rs",
            "unresolved.rs",
            "text.rs",
            "pages.rs",
            "settings.rs",
            "lists.rs",
            "backlinks.rs",
            "organisations.rs",
            "routes.rs",
            "old_addresses.rs",
            "printed.rs",
            "templates.rs",
            "kinds/",
            "recurrence/",
            "references/",
            "ids.rs",
            "places/",
            "many.rs",
        ],
    ),
    (
        "load/",
        &[
            "lists/",
            "kinds/",
            "parts/",
            "files/",
            "git/",
            "markdown/",
            "raw/",
            "yaml/",
            "values/",
        ],
    ),
];

/// Folders of which neither imports anything of the other.
const APART: &[(&str, &str)] = &[("render/", "resolve/")];

/// The imports of the library; `main.rs` is a crate of its own above it.
fn of_redway() -> Imports {
    let src = repository().join("src");
    let sources = walk(&src)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .map(|path| {
            let source = fs::read_to_string(&path).expect("it can be read");
            (below(&src, &path), source)
        })
        .collect();
    imports(&sources)
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let imports = of_redway();
    assert!(
        imports.len() > 100,
        "only {} files were read",
        imports.len()
    );
    let told: Vec<String> = circles(&imports)
        .iter()
        .map(|circle| told(circle, &imports))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn folders_import_downwards_only() {
    let imports = of_redway();
    let wrong: Vec<String> = ORDER
        .iter()
        .flat_map(|(folder, order)| upwards(&imports, folder, order))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_stands_apart_imports_nothing_of_each_other() {
    let imports = of_redway();
    let mut wrong = Vec::new();
    for (file, targets) in &imports {
        for (target, names) in targets {
            let between = |(one, other): &(&str, &str)| {
                (file.starts_with(one) && target.starts_with(other))
                    || (file.starts_with(other) && target.starts_with(one))
            };
            if APART.iter().any(between) {
                wrong.push(format!("{file} -> {target}: {names:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The imports of a crate made up for a test, one a line: `from -> to: names`.
fn made_up(files: &[(&str, &str)]) -> Vec<String> {
    let mut lines = Vec::new();
    for (file, targets) in &of(files) {
        for (target, names) in targets {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            lines.push(format!("{file} -> {target}: {}", names.join(" ")));
        }
    }
    lines
}

fn of(files: &[(&str, &str)]) -> Imports {
    let sources: BTreeMap<String, String> = files
        .iter()
        .map(|(file, source)| ((*file).to_owned(), (*source).to_owned()))
        .collect();
    imports(&sources)
}

const TWO: (&str, &str) = ("lib.rs", "mod a; mod b;");

#[test]
fn a_circle_of_two_files_is_found_and_told() {
    let imports = of(&[
        TWO,
        ("a.rs", "use crate::b::{Two, two};\npub struct One(Two);"),
        (
            "b.rs",
            "use crate::a::One;\npub struct Two; pub fn two(_: One) {}",
        ),
    ]);
    let found = circles(&imports);
    assert_eq!(found, [["a.rs", "b.rs"]]);
    assert_eq!(
        told(&found[0], &imports),
        "2 files import each other in a circle:\n    a.rs -> b.rs: Two, two\n    b.rs -> a.rs: One"
    );
}

#[test]
fn a_circle_through_a_third_file_is_found() {
    let imports = of(&[
        ("lib.rs", "mod a; mod b; mod c; mod d;"),
        ("a.rs", "use super::b::B; use super::d::D;"),
        ("b.rs", "use super::c::C; pub struct B;"),
        ("c.rs", "use super::a; pub struct C;"),
        ("d.rs", "pub struct D;"),
    ]);
    assert_eq!(circles(&imports), [["a.rs", "b.rs", "c.rs"]]);
}

#[test]
fn a_reexport_is_followed_to_the_file_that_defines_the_name() {
    let files = [
        TWO,
        (
            "a/mod.rs",
            "mod one; mod deep; pub(crate) use one::{One as First}; pub use deep::*;",
        ),
        ("a/one.rs", "use crate::b::b; pub struct One;"),
        (
            "a/deep.rs",
            "pub use self::below::Two; mod below { pub struct Two; pub struct Three; }",
        ),
        ("b.rs", "use crate::a::{First, Two}; pub fn b() {}"),
    ];
    assert_eq!(
        made_up(&files),
        [
            "a/one.rs -> b.rs: b",
            "b.rs -> a/deep.rs: Two",
            "b.rs -> a/one.rs: One",
        ]
    );
    assert_eq!(circles(&of(&files)), [["a/one.rs", "b.rs"]]);
}

#[test]
fn what_a_file_exports_and_uses_itself_is_an_import() {
    let files = [
        ("lib.rs", "pub mod a;"),
        (
            "a/mod.rs",
            "mod one; pub use one::One; pub struct Two; pub fn f(_: One) {}",
        ),
        ("a/one.rs", "use super::Two; pub struct One(Two);"),
    ];
    assert_eq!(circles(&of(&files)), [["a/mod.rs", "a/one.rs"]]);
}

#[test]
fn paths_in_code_are_imports() {
    assert_eq!(
        made_up(&[
            ("lib.rs", "mod a; mod b; mod made; pub use b::two;"),
            (
                "a/mod.rs",
                "mod below; fn f() { below::one(super::b::Two::NEW) }"
            ),
            (
                "a/below.rs",
                "use crate::b as other; pub fn one<'a>(t: &'a <super::super::b::Two as X>::Y) {\n\
                 let c = 'b'; other::two::<crate::made::Made>(b\"x\", '\\'') }",
            ),
            ("b.rs", "pub struct Two; pub fn two() { self::two() }"),
            ("made.rs", "names! { Made }"),
        ]),
        [
            "a/below.rs -> b.rs: Two b two",
            "a/below.rs -> made.rs: Made",
            "a/mod.rs -> a/below.rs: one",
            "a/mod.rs -> b.rs: Two",
        ]
    );
}

#[test]
fn names_within_a_module_in_braces_are_seen_from_there() {
    assert_eq!(
        made_up(&[
            TWO,
            (
                "a.rs",
                "mod within { use super::super::b::Two; pub struct One(Two); }"
            ),
            (
                "b.rs",
                "pub struct Two; fn f() { self::g(super::b::g) } fn g() {}"
            ),
        ]),
        ["a.rs -> b.rs: Two"]
    );
}

#[test]
fn a_name_is_not_taken_for_a_private_module_that_is_called_the_same() {
    assert_eq!(
        made_up(&[
            TWO,
            (
                "a/mod.rs",
                "mod slug; mod two; pub use slug::slug; pub fn two() {}"
            ),
            ("a/slug.rs", "pub fn slug() {}"),
            ("a/two.rs", "use super::slug;"),
            ("b.rs", "use crate::a::{slug, two};"),
        ]),
        [
            "a/two.rs -> a/slug.rs: slug",
            "b.rs -> a/mod.rs: two",
            "b.rs -> a/slug.rs: slug",
        ]
    );
}

#[test]
fn comments_literals_and_tests_are_no_imports() {
    let nothing = r###"
        //! See [`crate::b::Two`].
        /* use crate::b::Two; /* crate::b::Two */ use crate::b::Two; */
        // use crate::b::Two;
        const A: &str = "\" use crate::b::Two; crate::b::Two";
        const B: &str = r#"" use crate::b::Two; "crate::b::Two" "#;
        const C: &[u8] = br##"" use crate::b::Two; "# crate::b::Two "##;
        const D: char = '"'; const E: u8 = b'"'; const F: &str = "crate::b::Two";
        #[cfg(test)]
        use crate::b::{self, Two};
        struct G<'b> { #[cfg(test)] two: crate::b::Two, g: &'b str }
        #[cfg(test)]
        #[allow(dead_code)]
        pub(crate) fn h<X, Y>() -> [u8; 2] { crate::b::two() }
        impl G<'_> { #[cfg(test)] fn i(self) { crate::b::two() } fn b(self) { self.b() } }
        #[cfg(test)]
        mod tests { use crate::b::Two; mod more { fn two() { crate::b::two() } } }
        #[cfg(test)]
        mod proofs;
    "###;
    let b = ("b.rs", "pub struct Two; pub fn two() {}");
    assert_eq!(made_up(&[TWO, ("a.rs", nothing), b]), [""; 0]);
    // What follows them is read.
    let after = format!("{nothing} fn j() {{ crate::b::two() }}");
    assert_eq!(made_up(&[TWO, ("a.rs", &after), b]), ["a.rs -> b.rs: two"]);
}

#[test]
fn other_crates_are_no_imports() {
    assert_eq!(
        made_up(&[
            TWO,
            (
                "a.rs",
                "use std::fmt::{self, Write as _}; use ::rayon::prelude::*; fn f() { fmt::x(); serde::b() }"
            ),
            ("b.rs", "pub use jiff::civil::Date; use std::b;"),
        ]),
        [""; 0]
    );
}

#[test]
fn imports_upwards_are_found() {
    let imports = of(&[
        ("lib.rs", "mod x; mod other;"),
        ("other.rs", "use crate::x::low::L;"),
        (
            "x/mod.rs",
            "pub mod high; pub mod low; mod new; mod page; mod base; fn f() { high::h(low::l) }",
        ),
        (
            "x/page.rs",
            "use super::low::L; use super::base; pub struct Page;",
        ),
        ("x/base.rs", "use super::low::L; pub struct Base;"),
        ("x/new.rs", "pub struct New;"),
        (
            "x/high/mod.rs",
            "mod a; mod b; pub fn h() {} use super::low::L; use super::base::Base;",
        ),
        ("x/high/a.rs", "use super::b::B; use crate::x::page::Page;"),
        ("x/high/b.rs", "pub struct B;"),
        ("x/low/mod.rs", "mod one; pub struct L; pub fn l() {}"),
        (
            "x/low/one.rs",
            "use crate::x::high::h; use crate::other; use crate::x::base;",
        ),
    ]);
    assert_eq!(
        upwards(&imports, "x/", &["high/", "base.rs", "low/"]),
        [
            "x/high/a.rs -> x/page.rs: Page",
            "x/low/one.rs -> x/base.rs: base",
            "x/low/one.rs -> x/high/mod.rs: h",
        ]
    );
    let short = upwards(&imports, "x/", &["high/", "base.rs"]);
    assert!(
        short.contains(&"x/low/ stands in no place of the list".to_owned()),
        "{short:?}"
    );
}
