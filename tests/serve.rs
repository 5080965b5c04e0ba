//! `redway serve`: the real program on a free port, asked over sockets as a browser asks, while files are edited.
//!
//! Nothing here waits for a fixed time: what is waited for is an event or an answer, with a generous limit.

#![cfg(unix)]

#[expect(dead_code, reason = "only files are compared here")]
mod common;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use common::files;

/// What is waited for comes within a fraction of a second; a machine that builds and tests four things at once takes longer.
const PATIENCE: Duration = Duration::from_mins(1);

const SITE: &[(&str, &str)] = &[
    (
        "content/site.yaml",
        "title: Harbour handbook\nbase_url: https://handbook.example/below/\n",
    ),
    (
        "content/_index.md",
        "# Welcome\n\nTurn left at the [gate](gate.md).\n",
    ),
    ("content/gate.md", "# The gate\n\nIt opens at nine.\n"),
    (
        "content/guide/_index.md",
        "# Guide\n\nBegin at [](../gate.md).\n",
    ),
    ("content/guide/ropes.md", "# Ropes\n\nMade of hemp.\n"),
    (
        "content/new.md",
        "---\ntitle: Not yet\ndraft: true\n---\nSoon.\n",
    ),
    (
        "content/talks.md",
        "---\nkind: series\nid: talks\ntitle: Tide talks\nupdated: 2026-01-05\noccurrences: [2026-06-10 10:00-11:00]\n---\nText.\n",
    ),
    (
        "content/guide/map.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
    ),
    ("content/guide/note.pdf", "%PDF-1.4 none\n"),
    (
        "themes/toolkit/styles/tokens.css",
        ":root{--of-the-site:1}\n",
    ),
    ("secret.md", "# A secret\n"),
    ("public/index.html", "an old output\n"),
];

/// A preview under way, in a folder of its own.
struct Preview {
    dir: tempfile::TempDir,
    child: Child,
    port: u16,
    /// What it says to people, line by line.
    said: Receiver<String>,
}

impl Preview {
    fn start() -> Self {
        Self::start_with(&[], |_| {})
    }

    fn start_with(words: &[&str], prepare: impl FnOnce(&Path)) -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for (file, text) in SITE {
            write(dir.path(), file, text);
        }
        prepare(dir.path());
        let mut child = Command::new(env!("CARGO_BIN_EXE_redway"))
            .args(["serve", "--root"])
            .arg(dir.path())
            .args(if words.contains(&"--port") {
                &[][..]
            } else {
                &["--port", "0"]
            })
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let said = lines(child.stderr.take().expect("it is piped"));
        let answers = lines(child.stdout.take().expect("it is piped"));
        let address = answers.recv_timeout(PATIENCE).expect("it says where it is");
        let port = address
            .trim_end_matches('/')
            .rsplit(':')
            .next()
            .and_then(|port| port.parse().ok());
        Preview {
            dir,
            child,
            port: port.unwrap_or_else(|| panic!("no port in {address}")),
            said,
        }
    }

    fn root(&self) -> &Path {
        self.dir.path()
    }

    fn write(&self, file: &str, text: &str) {
        write(self.root(), file, text);
    }

    /// Sends these bytes and gives the whole answer.
    fn raw(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a limit");
        stream.write_all(request.as_bytes()).expect("it is taken");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it is answered");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        Answer {
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.raw(&format!(
            "GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
            self.port
        ))
    }

    /// The same by a name, for what is to be told as in a browser's own words.
    fn get_by(&self, host: &str) -> Answer {
        self.raw(&format!("GET /gate/ HTTP/1.1\r\nHost: {host}\r\n\r\n"))
    }

    fn json(&self, path: &str) -> serde_json::Value {
        let answer = self.get(path);
        serde_json::from_str(&answer.body)
            .unwrap_or_else(|error| panic!("{path}: {error}: {}", answer.body))
    }

    /// Listens for news as a page does.
    fn listen(&self) -> News {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        let request =
            "GET /_redway/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
        stream.write_all(request.as_bytes()).expect("it is taken");
        let lines = lines(stream.try_clone().expect("a second handle"));
        let news = News { stream, lines };
        assert_eq!(news.next().0, "hello");
        news
    }

    /// Waits until it says a line with these words.
    fn says(&self, words: &str) {
        let until = Instant::now() + PATIENCE;
        let mut all = Vec::new();
        while let Ok(line) = self
            .said
            .recv_timeout(until.saturating_duration_since(Instant::now()))
        {
            if line.contains(words) {
                return;
            }
            all.push(line);
        }
        panic!("it does not say {words:?}: {all:#?}");
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    head: String,
    body: String,
}

impl Answer {
    fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or("")
    }

    fn field(&self, name: &str) -> &str {
        let mut fields = self.head.lines().filter_map(|line| line.split_once(": "));
        fields
            .find(|(field, _)| *field == name)
            .map_or("", |(_, value)| value)
    }
}

/// What an open page is told.
struct News {
    stream: TcpStream,
    lines: Receiver<String>,
}

impl News {
    /// The next event, and its data.
    fn next(&self) -> (String, String) {
        let until = Instant::now() + PATIENCE;
        let mut event = String::new();
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).expect("an event comes");
            if let Some(name) = line.strip_prefix("event: ") {
                name.clone_into(&mut event);
            } else if let Some(data) = line.strip_prefix("data: ") {
                return (event, data.to_owned());
            }
        }
    }

    /// Waits for an event of this name; `others` may come before.
    fn wait(&self, name: &str, others: &[&str]) {
        loop {
            let (event, data) = self.next();
            if event == name {
                return;
            }
            assert!(
                others.contains(&&*event),
                "{event} {data} comes before {name}"
            );
        }
    }
}

impl Drop for News {
    fn drop(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

fn lines(from: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    receive
}

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join(file);
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

#[test]
fn pages_and_files_are_served_as_what_they_are() {
    let preview = Preview::start();
    for (path, content_type, holds) in [
        ("/", "text/html; charset=utf-8", "Turn left"),
        ("/gate/", "text/html; charset=utf-8", "It opens at nine."),
        (
            "/gate/?q=1",
            "text/html; charset=utf-8",
            "It opens at nine.",
        ),
        (
            "/g%61te/index.html",
            "text/html; charset=utf-8",
            "It opens at nine.",
        ),
        ("/new/", "text/html; charset=utf-8", "Draft"),
        (
            "/calendars/talks.ics",
            "text/calendar; charset=utf-8",
            "BEGIN:VCALENDAR",
        ),
        (
            "/calendars/all.ics",
            "text/calendar; charset=utf-8",
            "SUMMARY:Tide talks",
        ),
        ("/search/manifest.json", "application/json", "{"),
        ("/guide/map.svg", "image/svg+xml", "<svg"),
        ("/guide/note.pdf", "application/pdf", "%PDF"),
        ("/robots.txt", "text/plain; charset=utf-8", "Disallow"),
        (
            "/_redway/preview.js",
            "text/javascript; charset=utf-8",
            "EventSource",
        ),
        ("/_redway/preview.css", "text/css; charset=utf-8", ":host"),
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status(), "200", "{path}");
        assert_eq!(answer.field("Content-Type"), content_type, "{path}");
        assert!(answer.body.contains(holds), "{path}: {}", answer.body);
        let length = answer.field("Content-Length");
        assert_eq!(length, answer.body.len().to_string(), "{path}");
        assert!(
            answer
                .field("Content-Security-Policy")
                .starts_with("default-src 'self';")
        );
        assert_eq!(answer.field("X-Content-Type-Options"), "nosniff");
    }
    let page = preview.get("/gate/").body;
    assert_eq!(page.matches("/_redway/preview.js").count(), 1, "{page}");
    assert_eq!(page.matches("/_redway/clock.js").count(), 1, "{page}");
    let redirect = preview.get("/guide?a=b");
    assert_eq!(
        (redirect.status(), redirect.field("Location")),
        ("302", "/guide/?a=b")
    );
    let missing = preview.get("/nowhere/");
    assert_eq!(missing.status(), "404");
    assert!(
        missing.body.contains("/_redway/preview.js") && missing.body.contains("<h1"),
        "{}",
        missing.body
    );
    assert_eq!(preview.get("//evil.example/gate").status(), "404");
}

#[test]
fn only_the_head_is_sent_when_that_is_asked_for_and_nothing_else_is_answered() {
    let preview = Preview::start();
    let ask = |method: &str| {
        preview.raw(&format!(
            "{method} /gate/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na=b"
        ))
    };
    let (get, head) = (ask("GET"), ask("HEAD"));
    assert_eq!((get.head, head.body.as_str()), (head.head, ""));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get"] {
        let answer = ask(method);
        assert_eq!(answer.status(), "405", "{method}");
        assert_eq!(answer.field("Allow"), "GET, HEAD");
    }
    let long = format!(
        "GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "a".repeat(20_000)
    );
    assert_eq!(preview.raw(&long).status(), "431");
    assert_eq!(preview.raw("GET / HTTP/1.1\r\n\r\n").status(), "400");
    assert_eq!(preview.raw("nonsense\r\n\r\n").status(), "400");
}

#[test]
fn other_names_are_refused() {
    let preview = Preview::start();
    for name in [
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        "192.168.1.5",
        "[::2]",
        "",
    ] {
        let answer = preview.get_by(name);
        assert_eq!(answer.status(), "421", "{name}");
        assert!(!answer.body.contains("nine"), "{name}");
    }
    let events = "GET /_redway/events HTTP/1.1\r\nHost: evil.example\r\n\r\n";
    assert_eq!(preview.raw(events).status(), "421");
    for name in ["localhost", "127.0.0.1:1", "[::1]:9", "harbour.localhost"] {
        assert_eq!(preview.get_by(name).status(), "200", "{name}");
    }
    let named = Preview::start_with(&["--host", "127.0.0.2"], |_| {});
    let mut stream = TcpStream::connect(("127.0.0.2", named.port)).expect("it listens there");
    stream
        .write_all(b"GET /gate/ HTTP/1.1\r\nHost: 127.0.0.2\r\n\r\n")
        .expect("it is taken");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it is answered");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(
        TcpStream::connect(("127.0.0.1", named.port)).is_err(),
        "it listens there only"
    );
}

#[test]
fn no_path_leads_out_of_the_site() {
    let preview = Preview::start_with(&[], |root| {
        // A link out of the site is a mistake; it is put there when the site is shown already.
        assert!(root.join("secret.md").exists());
    });
    for path in [
        "/../secret.md",
        "/guide/../../secret.md",
        "/%2e%2e/secret.md",
        "/%2E%2E%2Fsecret.md",
        "/..%2fsecret.md",
        "/..%5csecret.md",
        "/..\\secret.md",
        "/%252e%252e/secret.md",
        "/%c0%ae%c0%ae/secret.md",
        "/.%00./secret.md",
        "//etc/passwd",
        "/etc/passwd",
        "/content/gate.md",
        "/gate.md",
        "/site.yaml",
        "/.git/config",
        "/_redway/../secret.md",
        "/_redway/page.json/../../secret.md",
    ] {
        let answer = preview.get(path);
        assert!(
            ["400", "404"].contains(&answer.status()),
            "{path}: {}",
            answer.head
        );
        assert!(
            !answer.body.contains("A secret") && !answer.body.contains("root:"),
            "{path}"
        );
    }
    let page = preview.json("/_redway/page.json?path=%2F..%2Fsecret.md");
    assert_eq!(page["source"], serde_json::Value::Null);
    let news = preview.listen();
    std::os::unix::fs::symlink(
        "../../secret.md",
        preview.root().join("content/guide/out.md"),
    )
    .expect("a link");
    news.wait("mistakes", &["reload"]);
    assert_eq!(preview.get("/guide/out/").status(), "404");
    let mistakes = preview.json("/_redway/mistakes.json").to_string();
    assert!(mistakes.contains("leads out of the site"), "{mistakes}");
    // A file that takes the place of one that was looked at is not served.
    let map = preview.root().join("content/guide/note.pdf");
    fs::remove_file(&map).expect("it is there");
    std::os::unix::fs::symlink("../../secret.md", &map).expect("a link");
    let answer = preview.get("/guide/note.pdf");
    assert!(!answer.body.contains("A secret"), "{}", answer.body);
}

#[test]
fn an_edit_is_shown_however_it_is_saved() {
    for words in [&[][..], &["--poll"]] {
        let preview = Preview::start_with(words, |_| {});
        let news = preview.listen();
        let shows = |words: &str| {
            let body = preview.get("/gate/").body;
            assert!(body.contains(words), "{words}: {body}");
        };
        preview.write("content/gate.md", "# The gate\n\nIt opens at ten.\n");
        news.wait("reload", &[]);
        shows("opens at ten");
        // By a new file that takes the name of the old one.
        preview.write("content/gate.md.tmp", "# The gate\n\nIt opens at eleven.\n");
        let path = |name: &str| preview.root().join("content").join(name);
        fs::rename(path("gate.md.tmp"), path("gate.md")).expect("a move");
        loop {
            news.wait("reload", &["mistakes"]);
            if preview.get("/gate/").body.contains("opens at eleven") {
                break;
            }
        }
        // As Vim does: the old file gets another name, and is removed when the new one is there.
        fs::rename(path("gate.md"), path("gate.md~")).expect("a move");
        preview.write("content/gate.md", "# The gate\n\nIt opens at noon.\n");
        fs::remove_file(path("gate.md~")).expect("it is there");
        while !preview.get("/gate/").body.contains("opens at noon") {
            news.wait("reload", &["mistakes"]);
        }
        // A heading is more than text: a link may lead to it.
        preview.write(
            "content/gate.md",
            "# The main gate\n\n## Hours\n\nIt opens at noon.\n",
        );
        while !preview.get("/gate/").body.contains("The main gate") {
            news.wait("reload", &["mistakes"]);
        }
        assert!(
            preview.get("/guide/").body.contains("The main gate"),
            "a link without words tells of it too"
        );
        // The search index is made anew.
        let terms = || preview.get("/search/terms/0.bin").body;
        let before = terms();
        preview.write("content/guide/ropes.md", "# Ropes\n\nMade of manila.\n");
        while terms() == before {
            news.wait("reload", &["mistakes"]);
        }
    }
}

#[test]
fn a_mistake_keeps_the_last_good_site_until_it_is_mended() {
    let preview = Preview::start();
    let news = preview.listen();
    assert_eq!(
        preview.json("/_redway/mistakes.json")["shown"],
        serde_json::json!([])
    );
    preview.write(
        "content/gate.md",
        "# The gate\n\nIt opens at ten, see the [quay](quai.md).\n",
    );
    news.wait("mistakes", &[]);
    assert!(preview.get("/gate/").body.contains("opens at nine"));
    let mistakes = preview.json("/_redway/mistakes.json");
    let first = &mistakes["shown"][0];
    assert_eq!(
        (first["severity"].as_str(), first["place"].as_str()),
        (Some("error"), Some("content/gate.md:3:33"))
    );
    let text = first["text"].as_str().expect("a text");
    assert!(
        text.starts_with("error[broken-link]: the link `quai.md` leads nowhere\n"),
        "{text}"
    );
    let open = format!(
        "vscode://file{}/content/gate.md:3:33",
        preview.root().display()
    );
    assert_eq!(first["open"].as_str(), Some(&*open));
    preview.says("error[broken-link]");
    preview.says("the last good state is shown until this is mended");
    // Whoever comes now is told.
    let mut late = preview.raw("HEAD /gate/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
    late.body.clear();
    assert_eq!(late.status(), "200");
    preview.write("content/gate.md", "# The gate\n\nIt opens at ten.\n");
    news.wait("reload", &[]);
    assert!(preview.get("/gate/").body.contains("opens at ten"));
    assert_eq!(
        preview.json("/_redway/mistakes.json")["shown"],
        serde_json::json!([])
    );
    // Also when it is mended by taking it back.
    preview.write("content/gate.md", "# The gate\n\n[quay](quai.md)\n");
    news.wait("mistakes", &[]);
    preview.write("content/gate.md", "# The gate\n\nIt opens at ten.\n");
    news.wait("reload", &[]);
}

#[test]
fn a_site_with_mistakes_is_shown_once_they_are_mended() {
    let preview = Preview::start_with(&[], |root| {
        write(
            root,
            "content/gate.md",
            "# The <i>gate\n\n[quay](quai.md)\n",
        );
    });
    let answer = preview.get("/");
    assert_eq!(answer.status(), "500");
    assert!(
        answer.body.contains("the link `quai.md` leads nowhere"),
        "{}",
        answer.body
    );
    assert!(!answer.body.contains("<i>") && answer.body.contains("/_redway/preview.js"));
    preview.says("nothing can be shown until this is mended");
    let news = preview.listen();
    preview.write("content/gate.md", "# The gate\n\nIt opens at one.\n");
    news.wait("reload", &[]);
    assert!(preview.get("/gate/").body.contains("opens at one"));
}

#[test]
fn a_template_with_a_mistake_is_told_where_it_is_used() {
    let preview = Preview::start();
    let news = preview.listen();
    preview.write(
        "themes/toolkit/templates/not_found.html",
        "{% extends \"base.html\" %}{% block content %}{{ nothing }}{% endblock content %}",
    );
    news.wait("reload", &["mistakes"]);
    let answer = preview.get("/nowhere/");
    assert_eq!(answer.status(), "500");
    assert!(answer.body.contains("not_found.html"), "{}", answer.body);
    assert_eq!(preview.get("/gate/").status(), "200");
}

#[test]
fn folders_may_go_and_come_back() {
    for words in [&[][..], &["--poll"]] {
        let preview = Preview::start_with(words, |_| {});
        let news = preview.listen();
        let path = |name: &str| preview.root().join(name);
        fs::rename(path("content/guide"), path("guide-aside")).expect("a move");
        while preview.get("/guide/ropes/").status() != "404" {
            news.wait("reload", &["mistakes"]);
        }
        fs::rename(path("guide-aside"), path("content/guide")).expect("a move");
        while preview.get("/guide/ropes/").status() != "200" {
            news.wait("reload", &["mistakes"]);
        }
        fs::rename(path("content"), path("aside")).expect("a move");
        news.wait("mistakes", &["reload"]);
        assert_eq!(
            preview.get("/guide/ropes/").status(),
            "200",
            "the last good site is shown"
        );
        fs::rename(path("aside"), path("content")).expect("a move");
        news.wait("reload", &["mistakes"]);
        // What is in it is watched again.
        let ropes = "# Ropes\n\nMade of sisal.\n";
        preview.write("content/guide/ropes.md", ropes);
        while !preview.get("/guide/ropes/").body.contains("sisal") {
            news.wait("reload", &["mistakes"]);
        }
        preview.write("content/far/away/new.md", "# Far away\n\nIndeed.\n");
        while preview.get("/far/away/new/").status() != "200" {
            news.wait("reload", &["mistakes"]);
        }
        preview.write("content/far/away/new.md", "# Far away\n\nOr not.\n");
        while !preview.get("/far/away/new/").body.contains("Or not.") {
            news.wait("reload", &["mistakes"]);
        }
        fs::remove_dir_all(path("content/far")).expect("it is there");
        while preview.get("/far/away/new/").status() != "404" {
            news.wait("reload", &["mistakes"]);
        }
    }
}

#[test]
fn the_folder_of_the_site_itself_may_go_and_come_back() {
    let preview = Preview::start_with(&[], |_| {});
    let news = preview.listen();
    let aside = preview.root().with_extension("aside");
    fs::rename(preview.root(), &aside).expect("a move");
    news.wait("mistakes", &["reload"]);
    fs::rename(&aside, preview.root()).expect("a move");
    news.wait("reload", &["mistakes"]);
    preview.write("content/gate.md", "# The gate\n\nIt opens at two.\n");
    while !preview.get("/gate/").body.contains("opens at two") {
        news.wait("reload", &["mistakes"]);
    }
}

#[test]
fn styles_are_changed_without_a_reload() {
    let preview = Preview::start();
    let news = preview.listen();
    let sheet = || {
        preview.json("/_redway/styles.json?path=%2Fgate%2F")[0]
            .as_str()
            .map(str::to_owned)
    };
    let before = sheet().expect("a stylesheet");
    preview.write(
        "themes/toolkit/styles/tokens.css",
        ":root{--of-the-site:2}\n",
    );
    news.wait("styles", &[]);
    let after = sheet().expect("a stylesheet");
    assert_ne!(before, after);
    let css = preview.get(&format!("/gate/{after}"));
    assert_eq!(css.status(), "400", "it is told from the page");
    let css = preview.get(after.trim_start_matches(".."));
    assert_eq!(css.field("Content-Type"), "text/css; charset=utf-8");
    assert!(css.body.contains("--of-the-site:2"));
    // A stylesheet together with a page is more than styles.
    preview.write("content/gate.md", "# The gate\n\nIt opens at ten.\n");
    news.wait("reload", &[]);
}

#[test]
fn lists_settings_and_new_pages_are_noticed() {
    let preview = Preview::start();
    let news = preview.listen();
    preview.write(
        "content/site.yaml",
        "title: Quay handbook\nbase_url: https://handbook.example/\n",
    );
    while !preview.get("/").body.contains("Quay handbook") {
        news.wait("reload", &["mistakes"]);
    }
    preview.write("content/people.yaml", "ann-lee: {name: Ann Lee}\n");
    while preview.get("/people/ann-lee/").status() != "200" {
        news.wait("reload", &["mistakes"]);
    }
    fs::remove_file(preview.root().join("content/people.yaml")).expect("it is there");
    while preview.get("/people/ann-lee/").status() != "404" {
        news.wait("reload", &["mistakes"]);
    }
}

#[test]
fn the_bar_knows_where_a_page_comes_from_and_what_was_found_there() {
    let preview = Preview::start_with(&[], |root| {
        write(
            root,
            "content/hidden.md",
            "# Hid\u{200b}den\n\nA zero width space.\n",
        );
    });
    let of = |path: &str| preview.json(&format!("/_redway/page.json?path={path}"));
    let page = of("%2Fgate%2F");
    assert_eq!(page["source"], "content/gate.md");
    let open = format!(
        "vscode://file{}/content/gate.md:1:1",
        preview.root().display()
    );
    assert_eq!(page["open"].as_str(), Some(&*open));
    assert_eq!(page["findings"]["shown"], serde_json::json!([]));
    assert_eq!(of("%2Fcalendar%2F")["source"], serde_json::Value::Null);
    assert_eq!(of("%2Fnowhere%2F")["source"], serde_json::Value::Null);
    let hidden = of("%2Fhidden%2F");
    let found = hidden["findings"]["shown"].as_array().expect("a list");
    assert_eq!(
        found.len() as u64,
        hidden["all"].as_u64().expect("a number"),
        "{hidden}"
    );
    assert!(
        !found.is_empty() && found.iter().all(|f| f["severity"] == "warning"),
        "{hidden}"
    );
    // Others cannot open files of this machine.
    let public = Preview::start_with(&["--host", "0.0.0.0"], |_| {});
    let page = public.json("/_redway/page.json?path=%2Fgate%2F");
    assert_eq!(
        (page["source"].as_str(), &page["open"]),
        (Some("content/gate.md"), &serde_json::Value::Null)
    );
}

#[test]
fn a_port_that_is_taken_is_told_and_the_next_is_used() {
    let (taken, first) = loop {
        let taken = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = taken.local_addr().expect("an address").port();
        if port < 65_000 {
            break (taken, port);
        }
    };
    let port = first.to_string();
    let preview = Preview::start_with(&["--port", &port], |_| {});
    assert_ne!(preview.port, first);
    preview.says(&format!(
        "port {first} is taken, so the preview is at port {}",
        preview.port
    ));
    assert_eq!(preview.get("/").status(), "200");
    drop(taken);
}

#[test]
fn nothing_is_written() {
    let preview = Preview::start();
    let before = files(preview.root());
    let news = preview.listen();
    for path in [
        "/",
        "/search/manifest.json",
        "/calendars/all.ics",
        "/nowhere/",
    ] {
        preview.get(path);
    }
    let gate = "# The gate\n\nIt opens at ten.\n";
    preview.write("content/gate.md", gate);
    news.wait("reload", &[]);
    preview.write("content/gate.md", "# The gate\n\n[quay](quai.md)\n");
    news.wait("mistakes", &[]);
    preview.write("content/gate.md", gate);
    news.wait("reload", &[]);
    let mut after = files(preview.root());
    assert_eq!(
        after
            .insert(
                "content/gate.md".to_owned(),
                before["content/gate.md"].clone()
            )
            .as_deref(),
        Some(gate.as_bytes())
    );
    assert_eq!(before, after);
}

#[test]
fn ctrl_c_ends_it_at_once() {
    let mut preview = Preview::start();
    let _news = preview.listen();
    let pid = preview.child.id().to_string();
    let sent = Command::new("kill")
        .args(["-INT", &pid])
        .status()
        .expect("kill runs");
    assert!(sent.success());
    let started = Instant::now();
    while preview.child.try_wait().expect("it is our child").is_none() {
        assert!(started.elapsed() < Duration::from_secs(1), "it goes on");
        thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn what_cannot_be_listened_to_is_told() {
    let run = Command::new(env!("CARGO_BIN_EXE_redway"))
        .args([
            "serve",
            "--port",
            "0",
            "--host",
            "192.0.2.1",
            "--root",
            "/nowhere",
        ])
        .output()
        .expect("the program runs");
    assert_eq!(run.status.code(), Some(2));
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(
        said.starts_with("error: the preview cannot be at 192.0.2.1"),
        "{said}"
    );
}
