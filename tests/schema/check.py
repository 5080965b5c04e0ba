#!/usr/bin/env python3
"""What `redway schema` writes, looked over by a validator of another make (jsonschema).

    tests/schema/check.py REDWAY

All schemas are valid (draft 2020-12), and so is every example in them. Every file of YAML and all front matter of the
toolkit, the documentation, the strangers and the golden sites without a finding is valid, read as Redway reads YAML (all on
one line is text) and as editors do (YAML 1.2: numbers and truths). Of each record a made-up key, a missing key and a wrong
word are not.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from ruamel.yaml import YAML
from ruamel.yaml.nodes import ScalarNode, SequenceNode

REPOSITORY = Path(__file__).parent.parent.parent
LISTS = ["site", "people", "contacts", "organisations", "audiences", "documents", "glossary", "years"]


def typed(text):
    """What a word without quotation marks is in the core schema of YAML 1.2."""
    if re.fullmatch(r"~|null|Null|NULL|", text):
        return None
    if re.fullmatch(r"true|True|TRUE|false|False|FALSE", text):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


def as_text(text):
    """The same as Redway reads it: all but nothing is text."""
    return None if typed(text) is None else text


def value(node, plain):
    """What a node of YAML holds; `plain` reads words without quotation marks."""
    if isinstance(node, ScalarNode):
        return node.value if node.style else plain(node.value)
    if isinstance(node, SequenceNode):
        return [value(item, plain) for item in node.value]
    return {key.value: value(item, plain) for key, item in node.value}


passed, failures = 0, []


def tell(good, what):
    global passed
    if good:
        passed += 1
    else:
        failures.append(what)


def front_matter(text):
    """The facts of a page in each of the ways in which they are read; none where it has none."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if text.startswith("---\n"):
        end = text.find("\n---", 3)
        return readings(text[4 : end + 1])
    if text.startswith("+++\n"):
        facts = tomllib.loads(text[4 : text.find("\n+++", 3) + 1])
        return [json.loads(json.dumps(facts, default=str))]
    if text.startswith("{"):
        return [json.JSONDecoder().raw_decode(text)[0]]
    return []


def readings(text):
    node = YAML(typ="safe", pure=True).compose(text)
    found = [] if node is None else [value(node, as_text), value(node, typed)]
    return [facts for facts in found if facts is not None]


def sites():
    """The folders of content that are without a finding."""
    yield REPOSITORY / "content"
    yield REPOSITORY / "docs"
    yield from sorted((REPOSITORY / "tests/strangers").iterdir())
    for case in sorted((REPOSITORY / "tests/golden").iterdir()):
        told = case / "expected/diagnostics.txt"
        if any((case / name).exists() for name in ("prepare", "run", "args", "expected/exit")):
            continue
        said = told.read_text() if told.exists() else ""
        if (case / "input").is_dir() and not re.search(r"^(error|warning)\W", said, re.M):
            yield case / "input"


def content_of(site):
    inner = site / "content"
    return inner if (inner / "site.yaml").exists() else site


def check_site(site, valid):
    """Asks of each file of a site whether it is valid, and tells how many there were."""
    count = 0
    root = content_of(site)
    for file in sorted(root.rglob("*")):
        below = file.relative_to(root).as_posix()
        if below.startswith(("themes/", ".")) or "/." in below or not file.is_file():
            continue
        if below.removesuffix(".yaml") in LISTS:
            name, read = below.removesuffix(".yaml"), readings
        elif below.startswith("data/") and below.endswith(".yaml"):
            name, read = "table", readings
        elif below.endswith(".md"):
            name, read = "front-matter", front_matter
        else:
            continue
        for facts in read(file.read_text(encoding="utf-8")):
            count += 1
            wrong = valid(name, facts)
            tell(not wrong, f"{file.relative_to(REPOSITORY)}: {wrong}")
    return count


def record_checks(name, schema, record, validator):
    """What is wrong with a record is rejected."""
    properties = record["properties"]

    def example(key):
        return properties[key].get("const", properties[key].get("examples", [None])[0])

    needed = list(record.get("required", []))
    choice = record.get("anyOf") or record.get("oneOf") or []
    if choice:
        needed += [key for key in choice[0]["required"] if key not in needed]
    good = {key: example(key) for key in needed}
    valid = lambda facts: validator(schema, record, facts)
    tell(valid(good), f"{name}: {good} is not valid")
    tell(not valid(good | {"made-up-key": "x"}), f"{name}: a made-up key is valid")
    for key in needed:
        tell(not valid({k: v for k, v in good.items() if k != key}), f"{name}: it may lack `{key}`")
    for key, what in properties.items():
        if '"enum"' in json.dumps(what):
            tell(not valid(good | {key: "no such word"}), f"{name}: `{key}` may be any word")
        if key != "kind":
            others = record.get("oneOf") and any(key in other["required"] for other in choice)
            whole = {key: example(key)} if others else good | {key: example(key)}
            whole |= {k: v for k, v in good.items() if k in record.get("required", [])}
            tell(valid(whole | {key: example(key)}), f"{name}: the example of `{key}` is not valid")


def main():
    redway = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([redway, "schema", "--out", folder], check=True, stdout=subprocess.DEVNULL)
        files = sorted(Path(folder).iterdir())
        schemas = {file.name: json.loads(file.read_text()) for file in files}
    resources = [(name, Resource.from_contents(schema)) for name, schema in schemas.items()]
    registry = Registry().with_resources(resources)
    validators = {
        name.removesuffix(".schema.json"): Draft202012Validator(schema, registry=registry)
        for name, schema in schemas.items()
    }

    def wrong_with(name, facts):
        found = sorted(validators[name].iter_errors(facts), key=lambda error: list(map(str, error.path)))
        return "; ".join(f"{'.'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in found[:3])

    def is_valid(schema, record, facts):
        # A record of a schema, with all that it refers to there.
        alone = {**record, "$schema": schema["$schema"], "$defs": schema.get("$defs", {})}
        return Draft202012Validator(alone, registry=registry).is_valid(facts)

    for name, schema in schemas.items():
        try:
            Draft202012Validator.check_schema(schema)
            tell(True, name)
        except Exception as error:  # noqa: BLE001
            tell(False, f"{name}: {error}")
        records = {f"{name}#{id}": record for id, record in schema.get("$defs", {}).items()}
        if schema.get("additionalProperties") is False:
            records[name] = {k: v for k, v in schema.items() if not k.startswith("$")}
        for place, record in records.items():
            record_checks(place, schema, record, is_valid)
    for word in ("sevice", ""):
        tell(wrong_with("front-matter", {"kind": word, "title": "A"}), f"`kind` may be `{word}`")
    tell(wrong_with("front-matter", {"kind": "series", "title": "A"}), "a series may lack its id")
    tell(wrong_with("people", {"Ann Lee": {"name": "Ann Lee"}}), "an id may hold a space")
    count = sum(check_site(site, wrong_with) for site in sites())
    tell(count > 500, f"only {count} texts of YAML were looked at")
    for failure in failures:
        print(failure)
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
