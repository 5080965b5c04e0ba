"""Every call of the system that a build makes to open, write, move, make or remove something fails in turn.

    python3 tests/faults/run.py REDWAY [WORD]   only those that have the word in their name

`strace` makes the k-th call fail with an error, or kills the program at it, for every k of a small build: one that
replaces an output, with pages that are new, changed and gone, and one into a folder that is not there yet. Afterwards:

- the output is that of before or that of the new build, or the program said exactly which files are of the new build;
- nothing is left in it that hosts must not be given, or that is told;
- the program did not panic, and it ended with 0 only when the output is the new one;
- the next build mends whatever there is.

A killed program says nothing: then every file is whole, of before or new, and the next build mends it.
"""

import collections
import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

ERRORS = ["ENOSPC", "EIO", "EACCES", "EXDEV"]
CALLS = {
    "open": "open,openat,openat2",
    "write": "write,writev,pwrite64,copy_file_range,sendfile",
    "rename": "rename,renameat,renameat2",
    "mkdir": "mkdir,mkdirat",
    "unlink": "unlink,unlinkat,rmdir",
    "lock": "flock",
    "sync": "fsync,fdatasync",
}
STAGING = ".redway-staging"
PARTLY = "the output is now partly that of this build"
ALREADY = "of this build are already, and nothing else: "
GONE = "no longer there: "

redway = pathlib.Path(sys.argv[1]).resolve()
only = sys.argv[2] if len(sys.argv) > 2 else ""
tried = collections.Counter()
wrong = []
noting = threading.Lock()


def site(folder, title, pages, files):
    """A site as a folder."""
    content = folder / "content"
    for name, text in {**{f"{p}.md": f"# {p}\n\nText of {title}.\n" for p in pages}, **files}.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (content / "site.yaml").write_text(f"title: {title}\nbase_url: https://handbook.example/\n")


def build(root, output, before=()):
    return subprocess.run(
        [*before, redway, "build", "--root", root, "--output", output],
        env={"PATH": os.environ["PATH"], "RAYON_NUM_THREADS": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def files(folder):
    """The files below a folder with their bytes; nothing when it is not there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and STAGING not in path.parts
    }


def told(said, words):
    """The files that a line of help lists."""
    lines = [line.split(words, 1)[1] for line in said.splitlines() if words in line]
    return {file for line in lines for file in line.split(", ")}


def differs(old, now):
    """What is new or changed, and what is gone."""
    return {f for f in now if now[f] != old.get(f)}, {f for f in old if f not in now}


def one(name, root, output, old, new, how, killed=False):
    """One build with a fault in it, and what came of it."""
    folder = output.parent
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if old is not None:
        shutil.copytree(old_output, output)
    run = how(root, output)
    said, now = run.stdout, files(output)
    before = old or {}
    problems = []
    if "panicked" in said or run.returncode in (101, -signal.SIGABRT, -signal.SIGSEGV):
        problems.append("it panicked")
    if killed:
        changed, gone = differs(before, now)
        half = {f for f in changed if now[f] != new.get(f) and f != ".redway-manifest"}
        half |= {f for f in gone if f in new}
        if half:
            problems.append(f"neither old nor new: {sorted(half)}")
    elif now == new:
        if run.returncode != 0 and "error[" in said and now != before:
            problems.append("it is new, and the program says that it failed")
    elif now == before:
        if run.returncode == 0:
            problems.append("it is old, and the program says that it succeeded")
        if old is None and output.exists() and run.returncode >= 0 and STAGING not in said and os.listdir(output):
            problems.append(f"something is left: {os.listdir(output)}")
    elif PARTLY in said:
        changed, gone = differs(before, now)
        already = told(said, ALREADY)
        covered = {f for f in changed if any(f == a or f.startswith(f"{a}/") for a in already)}
        # The manifest names the files of both builds until the next one.
        if changed - covered - {".redway-manifest"} or gone - told(said, GONE):
            problems.append(f"changed {sorted(changed)}, gone {sorted(gone)}, and that is not told")
    else:
        problems.append("it is neither old nor new, and nothing is said")
    left = (output / STAGING).exists()
    if left and not killed and run.returncode in (0, 1) and STAGING not in said:
        problems.append("files wait in it still, and nothing is said")
    again = build(root, output)
    if again.returncode != 0 or files(output) != new or (output / STAGING).exists():
        problems.append(f"the next build does not mend it: {again.stdout}")
    with noting:
        tried[name.split(" ")[0]] += 1
        for problem in problems:
            wrong.append(f"{name}: {problem}\n  ended with {run.returncode}: {said}")


def strace(*what):
    def how(root, output):
        return build(root, output, ["strace", "-f", "-qq", "-o", "/dev/null", "--seccomp-bpf", *what])

    return how


def count(calls, root, output, old):
    """How many of some calls a build makes, and after how many it first touches the output."""
    folder = output.parent
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if old:
        shutil.copytree(old_output, output)
    log = folder / "log"
    run = build(root, output, ["strace", "-f", "-qq", "-o", log, "-e", f"trace={calls}"])
    assert run.returncode == 0, run.stdout
    return len(re.findall(r"^\d+ +\w+\(", log.read_text(), re.M))


def killed_after(seconds):
    def how(root, output):
        program = subprocess.Popen(
            [redway, "build", "--root", root, "--output", output],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            said, _ = program.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            program.kill()
            said, _ = program.communicate()
        return subprocess.CompletedProcess([], program.returncode, said)

    return how


with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as scratch:
    scratch = pathlib.Path(scratch)
    earlier, later = scratch / "earlier", scratch / "later"
    site(earlier, "Earlier", ["index", "a/p", "b/p", "gone/p", "gone/q"], {"files/x.txt": "old", "files/y.txt": "same"})
    site(later, "Later", ["index", "a/p", "b/p", "new/p", "new/q"], {"files/x.txt": "new", "files/y.txt": "same"})
    old_output, new_output = scratch / "old", scratch / "new"
    for root, output in ((earlier, old_output), (later, new_output)):
        run = build(root, output)
        assert run.returncode == 0, run.stdout
    old, new = files(old_output), files(new_output)

    jobs = []
    for before, name in ((old, "over"), (None, "first")):
        for sort, calls in CALLS.items():
            number = count(calls, later, scratch / "count" / "public", before)
            for k in range(1, number + 1):
                for at, error in enumerate(ERRORS):
                    # What a build reads first is read alike whatever the error is.
                    if sort == "open" and at != k % len(ERRORS):
                        continue
                    jobs.append((f"{sort} {k} of {number}, {name}: {error}", before, strace("-e", f"inject={calls}:error={error}:when={k}"), False))
                if sort in ("rename", "mkdir", "unlink"):
                    error = ERRORS[k % len(ERRORS)]
                    jobs.append((f"{sort} {k} and all after, {name}: {error}", before, strace("-e", f"inject={calls}:error={error}:when={k}+"), False))
                if sort in ("rename", "mkdir", "unlink", "write"):
                    jobs.append((f"kill at {sort} {k}, {name}", before, strace("-e", f"inject={calls}:signal=SIGKILL:when={k}"), True))
        # A disk that cannot let two files change places, and one that cannot keep a folder.
        jobs.append((f"exchange never, {name}", before, strace("-e", "inject=renameat2:error=EINVAL"), False))
        jobs.append((f"lock never, {name}", before, strace("-e", "inject=flock:error=EBADF:when=1"), False))
        seed = random.Random(11)
        for _ in range(40):
            seconds = seed.uniform(0.001, 0.06)
            jobs.append((f"kill after {seconds * 1000:.0f} ms, {name}", before, killed_after(seconds), True))

    jobs = [job for job in jobs if only in job[0]]
    workers = os.cpu_count() or 2
    places = [scratch / "work" / str(n) / "public" for n in range(workers)]
    free = collections.deque(places)

    def work(job):
        name, before, how, killed = job
        output = free.popleft()
        try:
            one(name, later, output, before, new, how, killed)
        except Exception as error:  # noqa: BLE001
            with noting:
                wrong.append(f"{name}: {error!r}")
        finally:
            free.append(output)

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, jobs))

for line in wrong[:20]:
    print(line)
sorts = ", ".join(f"{number} {name}" for name, number in sorted(tried.items()))
print(f"faults tried: {sum(tried.values())} ({sorts})")
print(f"{len(jobs) - len(wrong)} passed, {len(wrong)} failed")
sys.exit(1 if wrong else 0)
