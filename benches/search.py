#!/usr/bin/env python3
"""Measures the search of a built site beside Pagefind on the same pages, in one run.

    search.py [--pages 1000,10000] [--rounds 3] [--redway PROGRAM] …     (--help lists everything)

Prints Markdown tables for each size: what the index adds to a build, how large its files are, what a browser fetches up to the
first results, and how long it waits; then whether the aims are reached. README.md says what is compared.

It needs Node.js 20 and Chromium beside Python's standard library. Pagefind and playwright-core come from npm, at the versions
pinned below, into a cache folder.
"""

import argparse
import gzip
import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import corpus
from compare import HERE, Tool, quietly, redway, spread

PAGEFIND_VERSION = "1.6.0"
PLAYWRIGHT_VERSION = "1.65.1"

# What the project sets out to reach (README.md).
BYTES_LIMIT = 40_000
BYTES_SIZE = 10_000
SIZE_RATIO = 0.1
WARM_LIMIT_MS = 50
COLD_LIMIT_MS = 200

OFF, ON, PAGEFIND = "Redway, search off", "Redway, search on", "Pagefind"


class Pagefind(Tool):
    """Pagefind over the pages that Redway has built without an index."""

    def run(self, pages):
        shutil.rmtree(self.output / "pagefind", ignore_errors=True)
        super().run(pages)


def npm(tools, name, version):
    """A package of npm and what it needs, in a folder of its own; returns its `node_modules`."""
    folder = tools / f"{name}-{version}"
    if not (folder / "node_modules" / name).is_dir():
        print(f"installing {name} {version}", file=sys.stderr)
        folder.mkdir(parents=True, exist_ok=True)
        quietly(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, f"{name}@{version}"])
    return folder / "node_modules"


def playwright(tools):
    """Where playwright-core is: with the tests' tools, if they are there."""
    places = [os.environ.get("REDWAY_NODE_MODULES"), HERE.parent / "target/test-tools/node/node_modules"]
    there = [Path(place) for place in places if place and (Path(place) / "playwright-core").is_dir()]
    return there[0] if there else npm(tools, "playwright-core", PLAYWRIGHT_VERSION)


def chromium():
    names = [os.environ.get("REDWAY_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    return found or sys.exit("no Chromium found: name it with --chromium or REDWAY_CHROMIUM")


def queries(pages, seed):
    """What is asked. The words are drawn by rank: the nth word of the vocabulary is about n times rarer than the first."""
    words = corpus.vocabulary(seed)
    title = corpus.plan(pages, seed, words)[pages // 2].title
    asked = {
        "the rarest word": words[-1],
        "the commonest word": words[0],
        "two words": f"{words[300]} {words[900]}",
        "a title": title,
        "two letters": words[0][:2],
    }
    whole = f"{words[40]} {words[300]}"
    letters = [whole[:end] for end in range(2, len(whole) + 1) if whole[end - 1] != " "]
    return asked, letters


def files_below(folder):
    """Bytes of all files, by their paths."""
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


def sizes(folder):
    """Files and bytes of Redway's index, by part. The export for other scripts is not part of it."""
    parts = {}
    for path, size in files_below(folder).items():
        part = path.split("/")[0]
        if part.endswith((".html", ".json")) and part != "manifest.json":
            continue
        count, total = parts.get(part, (0, 0))
        parts[part] = (count + 1, total + size)
    return parts


def pagefind_size(folder):
    """Files and bytes of Pagefind's index, without its scripts, styles and WebAssembly."""
    index = [size for path, size in files_below(folder).items() if path.endswith((".pf_index", ".pf_fragment", ".pf_meta", ".pf_filter"))]
    return len(index), sum(index)


def ask(chosen, engine, folder, pages):
    """What a browser fetches and how long it waits: search.mjs."""
    asked, letters = queries(pages, chosen.seed)
    plan = {"modules": str(chosen.modules), "chromium": chosen.chromium, "engine": engine, "folder": str(folder),
            "page": "part-0001/", "queries": asked, "letters": letters, "rounds": chosen.rounds}
    return json.loads(quietly(["node", HERE / "search.mjs", json.dumps(plan)]))


def measure(pages, folder, chosen):
    """Everything about one size."""
    print(f"writing {pages} pages", file=sys.stderr)
    site = folder / "redway"
    quietly([sys.executable, HERE / "corpus.py", str(pages), folder, "--seed", chosen.seed, "--only", "redway"])
    searched = folder / "redway-search"
    shutil.copytree(site, searched)
    settings = searched / "content/site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("search: off", "search: on"), encoding="utf-8")
    off, on = folder / "output/off", folder / "output/on"
    tools = [Tool(OFF, [chosen.redway, "build", "--root", site, "--output", off], off),
             Tool(ON, [chosen.redway, "build", "--root", searched, "--output", on], on, index="search/manifest.json")]
    if chosen.pagefind:
        runner = npm(chosen.tools, "pagefind", PAGEFIND_VERSION) / "pagefind/lib/runner/bin.cjs"
        tools.append(Pagefind(PAGEFIND, ["node", runner, "--site", off, "--root-selector", "main"], off,
                              index="pagefind/pagefind-entry.json", keeps_output=True))
    for number in range(chosen.rounds):
        print(f"{pages} pages, round {number + 1} of {chosen.rounds}", file=sys.stderr)
        for tool in tools:
            tool.run(pages)
    print(f"{pages} pages, in the browser", file=sys.stderr)
    found = {"tools": {tool.name: tool for tool in tools}, "parts": sizes(on / "search"),
             "manifest": len(gzip.compress((on / "search/manifest.json").read_bytes(), 6)),
             "browser": {ON: ask(chosen, "redway", on, pages)}}
    found["added"] = [one - other for one, other in zip(tools[1].wall, tools[0].wall)]
    found["size"] = sum(size for _, size in found["parts"].values())
    if chosen.pagefind:
        found["pagefind_size"] = pagefind_size(off / "pagefind")
        found["browser"][PAGEFIND] = ask(chosen, "pagefind", off, pages)
    return found


def kilobytes(size):
    return f"{size / 1000:.1f}"


def table(pages, rounds, found):
    lines = [f"## {pages} pages, {rounds} rounds: median (smallest–largest)", "",
             "| build | wall s | CPU s | peak MB |", "| --- | ---: | ---: | ---: |"]
    for tool in found["tools"].values():
        lines.append(f"| {tool.name} | {spread(tool.wall, 3)} | {spread(tool.cpu, 3)} | {spread(tool.memory, 0)} |")
    lines += [f"| the index of Redway, on minus off | {spread(found['added'], 3)} | | |", "",
              "| files of the index | files | kB |", "| --- | ---: | ---: |"]
    for part, (count, size) in sorted(found["parts"].items()):
        lines.append(f"| Redway: {part} | {count} | {kilobytes(size)} |")
    lines.append(f"| Redway, all | {sum(count for count, _ in found['parts'].values())} | {kilobytes(found['size'])} |")
    if "pagefind_size" in found:
        count, size = found["pagefind_size"]
        lines.append(f"| Pagefind, all | {count} | {kilobytes(size)} |")
    lines += ["", f"The manifest has {kilobytes(found['manifest'])} kB gzipped.", "",
              "| up to the first results | kB, host packs texts | kB, it does not | files | scripts | start | terms | lengths | records | cold ms |",
              "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for name, told in found["browser"].items():
        for what, query in told["queries"].items():
            packed = query["packed"]
            each = " | ".join(kilobytes(packed[part]) for part in ("scripts", "start", "terms", "lengths", "records"))
            lines.append(f"| {name}: {what} “{query['text']}” | {kilobytes(packed['all'])} | {kilobytes(query['plain']['all'])} "
                         f"| {packed['files']} | {each} | {query['cold']:.0f} |")
    lines += ["", "Milliseconds from a key to results, everything cached, the processor four times slower:", ""]
    for name, told in found["browser"].items():
        lines.append(f"- {name}: " + ", ".join(f"{text} {took:.0f}" for text, took in told["warm"].items()))
    return "\n".join(lines)


def verdicts(results):
    """One line for each thing to reach that this run can tell."""
    lines = []

    def line(what, value, limit, unit):
        lines.append(f"- {what}: {value:.2f}{unit}, at most {limit:.2f}{unit}: {'reached' if value <= limit else 'NOT reached'}")

    for pages, found in results.items():
        told = found["browser"][ON]
        if pages == BYTES_SIZE:
            most = max(query["packed"]["all"] for query in told["queries"].values())
            line(f"{pages} pages, most fetched up to first results from a host that packs texts", most / 1000, BYTES_LIMIT / 1000, " kB")
        if "pagefind_size" in found:
            line(f"{pages} pages, size of the index of Pagefind's", found["size"] / found["pagefind_size"][1], SIZE_RATIO, "")
            theirs = statistics.median(found["tools"][PAGEFIND].wall)
            line(f"{pages} pages, time that the index adds", statistics.median(found["added"]), theirs, " s")
            line(f"{pages} pages, whole build with the index beside Pagefind alone", statistics.median(found["tools"][ON].wall), theirs, " s")
        line(f"{pages} pages, slowest key to results, cached, processor four times slower", max(told["warm"].values()), WARM_LIMIT_MS, " ms")
        line(f"{pages} pages, slowest first query", max(query["cold"] for query in told["queries"].values()), COLD_LIMIT_MS, " ms")
    return "\n".join(lines)


def options():
    parser = argparse.ArgumentParser(description="Measure the search of a built site beside Pagefind.")
    parser.add_argument("--pages", default="1000,10000", help="sizes, separated by commas; 100000 needs 4 GB of room")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured; builds take turns")
    parser.add_argument("--redway", type=Path, help="this program instead of a fresh release build")
    parser.add_argument("--without-pagefind", dest="pagefind", action="store_false", help="measure Redway alone")
    parser.add_argument("--chromium", help="the browser (default: $REDWAY_CHROMIUM, else the one on the path)")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    parser.add_argument("--tools", type=Path, default=cache / "redway-benches", help="where Pagefind and playwright-core are installed")
    parser.add_argument("--work", type=Path, help="where pages and output go: a tmpfs (default: /dev/shm, else $TMPDIR)")
    parser.add_argument("--seed", default="farwater", help="the seed of the text")
    return parser.parse_args()


def main():
    chosen = options()
    if chosen.rounds < 1:
        sys.exit("--rounds: at least one")
    chosen.tools = chosen.tools.resolve()
    chosen.redway = (chosen.redway or redway()).resolve()
    chosen.modules = playwright(chosen.tools).resolve()
    chosen.chromium = chosen.chromium or chromium()
    shared = Path("/dev/shm")
    work = chosen.work or (shared if os.access(shared, os.W_OK) else Path(tempfile.gettempdir()))
    beside = f"; Pagefind {PAGEFIND_VERSION}" if chosen.pagefind else ""
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start{beside}\n")
    results = {}
    for pages in map(int, chosen.pages.split(",")):
        with tempfile.TemporaryDirectory(prefix="redway-benches-", dir=work) as folder:
            results[pages] = measure(pages, Path(folder), chosen)
        print(table(pages, chosen.rounds, results[pages]), end="\n\n", flush=True)
    print(verdicts(results))


if __name__ == "__main__":
    main()
