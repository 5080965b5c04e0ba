#!/usr/bin/env python3
"""Lists what the program is made of, as CycloneDX 1.5 (JSON): every crate, with version, licence and checksum.

    release/parts.py --output FILE     writes the list
    release/parts.py --check FILE      says what is wrong with a list; leaves with 1 when anything is

The list is the same bytes for the same Cargo.lock: it holds neither the time nor anything of the machine. Crates that only
run while Redway is built (build scripts, derive macros) are in it as well, with the scope `excluded`; those of tests are not.
"""

import argparse
import json
import re
import subprocess
import sys
import tomllib
import uuid
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent


def metadata():
    """What cargo knows of the crates of a build for this machine."""
    host = next(
        line.split()[1]
        for line in run("rustc", "-vV").splitlines()
        if line.startswith("host: ")
    )
    return json.loads(
        run("cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", host)
    )


def run(*command):
    return subprocess.run(
        command, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def built():
    """The crates that a build takes in, by name and version: `cargo metadata` adds what only tests switch on."""
    tree = run("cargo", "tree", "--locked", "--edges", "no-dev", "--prefix", "none", "--format", "{p}")
    return {tuple(line.split()[:2]) for line in tree.splitlines()}


def graph(known, taken):
    """The crates below Redway by id: those they use, and whether the program itself holds them."""
    nodes = {node["id"]: node for node in known["resolve"]["nodes"]}
    packages = {package["id"]: package for package in known["packages"]}

    def is_macro(id):
        return any("proc-macro" in target["kind"] for target in packages[id]["targets"])

    uses, held = {}, set()

    def walk(id, runs):
        # Again when it is found to be in the program after all.
        if id in uses and (not runs or id in held):
            return
        if runs:
            held.add(id)
        below = []
        for dep in nodes[id]["deps"]:
            kinds = {kind["kind"] for kind in dep["dep_kinds"]}
            used = packages[dep["pkg"]]
            if kinds == {"dev"} or (used["name"], f"v{used['version']}") not in taken:
                continue
            below.append(dep["pkg"])
        uses[id] = sorted(below)
        for dep in nodes[id]["deps"]:
            if dep["pkg"] in below:
                normal = any(kind["kind"] is None for kind in dep["dep_kinds"])
                walk(dep["pkg"], runs and normal and not is_macro(dep["pkg"]))

    root = known["resolve"]["root"]
    walk(root, True)
    return root, packages, uses, held


def purl(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def licence(package):
    """The SPDX expression; crates of old part alternatives by a slash."""
    return re.sub(r"\s*/\s*", " OR ", package["license"])


def component(package, sort, sums):
    part = {
        "type": sort,
        "bom-ref": purl(package),
        "name": package["name"],
        "version": package["version"],
        "licenses": [{"expression": licence(package)}],
        "purl": purl(package),
    }
    if package["description"]:
        part["description"] = " ".join(package["description"].split())
    if (sum := sums.get((package["name"], package["version"]))) is not None:
        part["hashes"] = [{"alg": "SHA-256", "content": sum}]
    if package["repository"]:
        part["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return part


def checksums():
    lock = tomllib.loads((REPOSITORY / "Cargo.lock").read_text("utf-8"))
    return {(p["name"], p["version"]): p.get("checksum") for p in lock["package"]}


def parts():
    """The whole list."""
    root, packages, uses, held = graph(metadata(), built())
    sums = checksums()
    components = []
    for id in sorted(uses, key=lambda id: purl(packages[id])):
        if id != root:
            part = component(packages[id], "library", sums)
            part["scope"] = "required" if id in held else "excluded"
            components.append(part)
    dependencies = [
        {
            "ref": purl(packages[id]),
            "dependsOn": sorted(purl(packages[used]) for used in below),
        }
        for id, below in uses.items()
    ]
    dependencies.sort(key=lambda entry: entry["ref"])
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": component(packages[root], "application", sums)},
        "components": components,
        "dependencies": dependencies,
    }
    # The number of the list follows from what is in it.
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(whole, sort_keys=True))
    return {"$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json", "serialNumber": f"urn:uuid:{number}"} | whole


def faults(whole):
    """What is wrong with a list, in words."""
    wrong = []

    def must(holds, what):
        if not holds:
            wrong.append(what)

    must(whole.get("bomFormat") == "CycloneDX", "bomFormat is not CycloneDX")
    must(whole.get("specVersion") == "1.5", "specVersion is not 1.5")
    must(
        re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", whole.get("serialNumber", "")),
        "serialNumber is no UUID",
    )
    must("timestamp" not in whole.get("metadata", {}), "the list holds the time")
    must(str(Path.home()) not in json.dumps(whole), "the list holds a path of this machine")
    sums = checksums()
    listed = [whole["metadata"]["component"], *whole["components"]]
    for part in listed:
        name, version = part.get("name"), part.get("version")
        must((name, version) in sums, f"{name} {version} is not in Cargo.lock")
        must(part.get("purl") == f"pkg:cargo/{name}@{version}" == part.get("bom-ref"), f"the purl of {name} is {part.get('purl')}")
        must(part.get("type") in ("application", "library"), f"{name} has no type")
        terms = [entry.get("expression", "") for entry in part.get("licenses", [])]
        must(len(terms) == 1, f"{name} has no licence")
        words = re.sub(r"[()]", " ", " ".join(terms)).split()
        must(
            words and all(re.fullmatch(r"[A-Za-z0-9.+-]+", word) for word in words),
            f"the licence of {name} is no SPDX expression: {terms}",
        )
        if sums.get((name, version)):
            must(
                part.get("hashes") == [{"alg": "SHA-256", "content": sums[name, version]}],
                f"the checksum of {name} is not that of Cargo.lock",
            )
    refs = [part["bom-ref"] for part in listed]
    must(len(set(refs)) == len(refs), "a crate is listed twice")
    must(len(refs) > 20, f"only {len(refs)} crates are listed")
    must(
        sorted(refs) == [entry["ref"] for entry in whole["dependencies"]],
        "what uses what does not name every crate",
    )
    for entry in whole["dependencies"]:
        for used in entry["dependsOn"]:
            must(used in refs, f"{entry['ref']} uses {used}, which is not listed")
    # Those that Redway names itself, read from its own manifest.
    manifest = tomllib.loads((REPOSITORY / "Cargo.toml").read_text("utf-8"))
    names = {part["name"] for part in listed if part.get("scope") != "excluded"}
    for name in manifest["dependencies"]:
        must(name in names, f"{name} is missing")
    # What tests alone name may be there by way of another crate.
    root = whole["metadata"]["component"]["bom-ref"]
    own = {used for entry in whole["dependencies"] if entry["ref"] == root for used in entry["dependsOn"]}
    own_names = {part["name"] for part in listed if part["bom-ref"] in own}
    must(own_names, "Redway uses no crate")
    for name in manifest["dev-dependencies"]:
        if name not in manifest["dependencies"]:
            must(name not in own_names, f"{name} is of the tests alone")
    return wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--output", type=Path)
    arguments.add_argument("--check", type=Path)
    asked = arguments.parse_args()
    if asked.output:
        text = json.dumps(parts(), indent=2, ensure_ascii=False) + "\n"
        asked.output.write_text(text, "utf-8")
    if asked.check:
        wrong = faults(json.loads(asked.check.read_text("utf-8")))
        for what in wrong:
            print(what)
        return 1 if wrong else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
