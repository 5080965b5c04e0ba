#!/usr/bin/env python3
"""Runs the workflows that `redway new --ci` writes, as a Git host would, on a handbook that a branch changes.

    run.py REDWAY

The steps of the check are run by bash in a clone. What is the host's is made here: the expressions of its files, `gh`, and
an API on this machine that keeps the comments. Prints a line for each test and "N passed, N failed".
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import urllib.parse
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml

MEETINGS = "meetings/heads-of-year.md"
SERIES = """---
kind: series
id: heads-of-year
title: Heads of year
updated: 2026-01-01
occurrences:
  - {} 10:00-11:00
  - {} 10:00-11:00
---
"""

GH = """#!/bin/sh
printf '%s\\n' "$*" > "$GH_SAID"
while [ "$1" != --body-file ]; do shift; done
cp "$2" "$GH_BODY"
"""


class Comments(BaseHTTPRequestHandler):
    """The comments of one change, as the API of GitLab and Gitea has them."""

    kept = []
    asked = []

    def do_GET(self):
        self.answer(self.kept)

    def do_POST(self):
        self.kept.append({"id": 7 + len(self.kept), "body": self.text()})
        self.answer({})

    def do_PUT(self):
        self.change()

    def do_PATCH(self):
        self.change()

    def change(self):
        (comment,) = [each for each in self.kept if self.path.endswith(f"/{each['id']}")]
        comment["body"] = self.text()
        self.answer({})

    def text(self):
        sent = self.rfile.read(int(self.headers["content-length"])).decode()
        if self.headers["content-type"] == "application/json":
            return json.loads(sent)["body"]
        return urllib.parse.parse_qs(sent)["body"][0]

    def answer(self, what):
        self.asked.append((self.command, self.path, self.headers.get("authorization") or self.headers.get("private-token")))
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Repository:
    """A clone of a handbook with a branch that is to be merged into `main`."""

    def __init__(self, folder, redway):
        self.folder, self.redway = folder, redway
        self.root = folder / "clone"
        new = [[self.root, "--for", "school"], *[["--ci", host, "--root", self.root] for host in ("github", "gitlab", "gitea")]]
        for words in new:
            subprocess.run([redway, "new", *words], check=True, capture_output=True)
        days = [date.today() + timedelta(days=after) for after in (60, 67)]
        (self.root / "content" / MEETINGS).write_text(SERIES.format(*days))
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()
        subprocess.run(["git", "clone", "--quiet", "--bare", self.root, folder / "origin.git"], check=True)
        self.git("remote", "add", "origin", folder / "origin.git")
        self.git("fetch", "--quiet", "origin")

    def git(self, *words):
        who = ["-c", "user.name=Ann", "-c", "user.email=ann@handbook.example"]
        subprocess.run(["git", *who, *words], cwd=self.root, check=True, stdout=subprocess.DEVNULL)

    def commit(self):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=Change")

    def edit(self, path, change):
        file = self.root / "content" / path
        file.write_text(change(file.read_text()))


class Host:
    """Runs the check of one host and tells how it ended, what was said, and the comment."""

    def __init__(self, repository, api):
        self.repository, self.api = repository, api

    def bash(self, script, **more):
        folder = self.repository.folder
        there = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
        environment = {
            **there,
            "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
            "GH_SAID": str(folder / "gh-said"),
            "GH_BODY": str(folder / "gh-body"),
            **more,
        }
        ended = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script], cwd=self.repository.root, env=environment, text=True, capture_output=True
        )
        return ended.returncode, ended.stdout + ended.stderr


class Actions(Host):
    """GitHub and Gitea."""

    def __init__(self, repository, api, name):
        super().__init__(repository, api)
        self.file = repository.root / f".{name}/workflows/handbook.yml"

    def expression(self, match):
        known = {
            "github.base_ref": "main",
            "github.event.pull_request.number": "12",
            "github.event.pull_request.head.repo.full_name == github.repository": "true",
            "github.token": "secret",
            "github.api_url": self.api,
            "github.repository": "council/handbook",
        }
        return known[match.group(1)]

    def run(self):
        workflow = yaml.safe_load(self.file.read_text())
        ended, said = 0, ""
        for step in workflow["jobs"]["check"]["steps"]:
            condition = step.get("if", "")
            if "run" not in step or step["name"].startswith(("Install", "Let git read")) or "!= 'pull_request'" in condition:
                continue
            if ended and "always()" not in condition:
                continue
            values = step.get("env", {}).items()
            values = {key: re.sub(r"\$\{\{ (.*?) \}\}", self.expression, value) for key, value in values}
            code, words = self.bash(step["run"], **values)
            ended, said = ended or code, said + words
        return ended, said


class GitHub(Actions):
    def __init__(self, repository, api):
        super().__init__(repository, api, "github")

    def comment(self):
        said = (self.repository.folder / "gh-said").read_text()
        assert said.startswith("pr comment 12 "), said
        return (self.repository.folder / "gh-body").read_text()


class Gitea(Actions):
    def __init__(self, repository, api):
        super().__init__(repository, api, "gitea")

    def comment(self):
        return the_comment("/repos/council/handbook/issues/", "token secret")


class GitLab(Host):
    def run(self):
        workflow = yaml.safe_load((self.repository.root / ".gitlab-ci.yml").read_text())
        variables = {
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
            "CI_API_V4_URL": self.api,
            "CI_PROJECT_ID": "3",
            "CI_MERGE_REQUEST_IID": "12",
            "REDWAY_TOKEN": "secret",
        }
        ended, said = 0, ""
        for job in ("check", "preview", "diff"):
            code, words = self.bash("\n".join(workflow[job]["script"]), **variables)
            ended, said = ended or code, said + words
        quality = self.repository.root / "code-quality.json"
        for finding in json.loads(quality.read_text()):
            said += f"{finding['severity']} {finding['location']['path']}:{finding['location']['lines']['begin']}\n"
        quality.unlink()
        return ended, said

    def comment(self):
        return the_comment("/projects/3/merge_requests/12/notes", "secret")


def the_comment(path, token):
    """The one comment that there is, which was asked for in this place with this token."""
    assert all(place.startswith(path) and who == token for _, place, who in Comments.asked), Comments.asked
    assert len(Comments.kept) == 1, Comments.kept
    return Comments.kept[0]["body"]


def nothing(host):
    ended, said = host.run()
    assert ended == 0, said
    assert "Nothing differs for readers." in host.comment(), host.comment()
    assert "0 errors" in host.comment(), host.comment()


def lost(host):
    repository = host.repository
    repository.edit(MEETINGS, lambda text: re.sub(r"(occurrences:\n)  - .*\n", r"\1", text))
    repository.commit()
    ended, said = host.run()
    assert ended == 1, said
    assert "is lost" in host.comment(), host.comment()
    # Of a second run nothing is left beside it.
    repository.edit("_index.md", lambda text: text + "\n[Gone](gone.md)\n")
    ended, said = host.run()
    assert ended, said
    assert "broken-link" in host.comment(), host.comment()
    assert "content/_index.md" in said, said


def wrong(host):
    host.repository.edit("site.yaml", lambda text: text + "titel: Wrong\n")
    host.repository.commit()
    ended, said = host.run()
    assert ended == 1, said
    assert re.search(r"(error|critical).*content/site\.yaml", said), said
    assert "did you mean `title`?" in host.comment(), host.comment()


def mended(host):
    repository = host.repository
    repository.edit("site.yaml", lambda text: text + "titel: Wrong\n")
    repository.commit()
    repository.git("push", "--quiet", "origin", "HEAD:main")
    repository.edit("site.yaml", lambda text: text.replace("titel: Wrong\n", ""))
    repository.commit()
    ended, said = host.run()
    assert ended == 0, said


def main():
    redway = Path(sys.argv[1]).resolve()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Comments)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    api = f"http://127.0.0.1:{server.server_port}"
    passed = failed = 0
    for kind in (GitHub, GitLab, Gitea):
        for test in (nothing, lost, wrong, mended):
            Comments.kept.clear()
            Comments.asked.clear()
            with tempfile.TemporaryDirectory() as folder:
                folder = Path(folder)
                (folder / "bin").mkdir()
                (folder / "bin/redway").symlink_to(redway)
                (folder / "bin/gh").write_text(GH)
                (folder / "bin/gh").chmod(0o755)
                try:
                    test(kind(Repository(folder, redway), api))
                    passed += 1
                    print(f"ok     {kind.__name__}: {test.__name__}")
                except (AssertionError, KeyError, OSError, ValueError) as error:
                    failed += 1
                    print(f"FAILED {kind.__name__}: {test.__name__}\n{error!r}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
