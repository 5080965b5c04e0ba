//! `redway schema` writes a schema for each file and each kind of page, replaces those that it wrote before, and nothing else.
//! Whether the schemas are right is asked by `schema/check.py`.

#[expect(dead_code, reason = "no site is built here")]
mod common;

use std::fs;
use std::path::Path;

use common::{Run, redway, repository};
use redway::keys::{FILES, KINDS};

fn schema(folder: &Path) -> Run {
    let out = folder.to_string_lossy();
    redway(repository(), ["schema", "--out", &*out], [])
}

#[test]
fn each_file_and_each_kind_has_a_schema() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let folder = scratch.path().join("new/schemas");
    let run = schema(&folder);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let kinds = KINDS.iter().map(|(kind, _)| *kind);
    let names = FILES.iter().map(|file| file.name).chain(kinds);
    for name in names.chain(["page", "front-matter"]) {
        let file = folder.join(format!("{name}.schema.json"));
        let text = fs::read_to_string(&file).expect(name);
        let schema: serde_json::Value = serde_json::from_str(&text).expect(name);
        assert_eq!(
            schema["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
    }
    // What VS Code is told stands below what was written.
    let settings = &run.stdout[run.stdout.find('{').expect("settings are printed")..];
    let settings: serde_json::Value = serde_json::from_str(settings).expect("they are JSON");
    let people = format!("{}/people.schema.json", folder.display());
    assert_eq!(settings["yaml.schemas"][people], "content/people.yaml");
}

#[test]
fn schemas_of_before_are_replaced_and_nothing_else_is() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| scratch.path().join(format!("{name}.schema.json"));
    let read = |name: &str| fs::read_to_string(at(name)).expect(name);
    assert_eq!(schema(scratch.path()).exit, 0);
    let (people, years) = (read("people"), read("years"));
    fs::write(at("people"), people.replace("name", "nome")).expect("a file");
    fs::write(at("years"), "{\"mine\": true}\n").expect("a file");
    let run = schema(scratch.path());
    assert_eq!(run.exit, 2);
    let said = run.stdout + &run.stderr;
    assert!(said.contains("years.schema.json"), "{said}");
    assert_ne!(read("people"), people, "nothing is written");
    fs::remove_file(at("years")).expect("it is there");
    assert_eq!(schema(scratch.path()).exit, 0);
    assert_eq!((read("people"), read("years")), (people, years));
}
