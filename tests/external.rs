//! `redway check --external` asks a server on this machine: what is there, gone, leads on, or does not answer programs.

#![cfg(unix)]

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

/// How often each page was asked for.
type Asked = Arc<Mutex<HashMap<String, usize>>>;

/// A site with these settings, the address of another whose pages are served, and how often each of those was asked for.
fn site(settings: &str) -> (TempDir, String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let folder = tempfile::tempdir().expect("a folder");
    let settings = format!("title: Links\nbase_url: https://links.example/\n{settings}");
    write(&folder, "site.yaml", settings);
    (folder, base, serve(listener))
}

fn write(folder: &TempDir, name: &str, text: String) {
    fs::write(folder.path().join(name), text).expect("written");
}

/// Answers by path, and counts how often each was asked for.
fn serve(listener: TcpListener) -> Asked {
    let asked = Asked::default();
    let counted = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut lines = BufReader::new(stream.try_clone().expect("a second handle")).lines();
            let Some(Ok(first)) = lines.next() else {
                continue;
            };
            for line in lines {
                if line.is_ok_and(|line| line.is_empty()) {
                    break;
                }
            }
            let (status, more) = match first.split(' ').nth(1).unwrap_or_default() {
                "/there" => ("200 OK", ""),
                "/slow" => {
                    thread::sleep(Duration::from_millis(900));
                    ("200 OK", "")
                }
                "/moved" => ("301 Moved", "Location: /there\r\n"),
                "/round" => ("302 Found", "Location: /round\r\n"),
                "/no-head" if first.starts_with("HEAD") => ("405 No", ""),
                "/no-head" => ("206 Part", ""),
                "/blocked" => ("403 No", ""),
                "/away" => ("302 Found", "Location: file:///etc/passwd\r\n"),
                _ => ("404 Not Found", ""),
            };
            *counted
                .lock()
                .expect("it is free")
                .entry(first)
                .or_default() += 1;
            let _ = write!(
                stream,
                "HTTP/1.1 {status}\r\n{more}Content-Length: 0\r\nConnection: close\r\n\r\n"
            );
        }
    });
    asked
}

#[test]
fn pages_of_other_sites_are_asked_for_once_and_told() {
    let (site, base, asked) = site("check: {link-unsure: warning}\n");
    let paths = [
        "there",
        "moved",
        "round",
        "no-head",
        "blocked",
        "gone",
        "away",
        "gone#part",
    ];
    let links: Vec<String> = paths
        .iter()
        .map(|path| format!("[The {path}]({base}/{path})\n"))
        .collect();
    write(
        &site,
        "index.md",
        format!(
            "# Links\n\n{}\n[Own](https://links.example/x) [None](https://nohost.invalid/x)\n",
            links.join("\n")
        ),
    );
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_redway"));
        let output = command
            .arg("check")
            .args(arguments)
            .current_dir(site.path())
            .output()
            .expect("it runs");
        String::from_utf8(output.stderr)
            .expect("text")
            .replace(&base, "BASE")
    };
    let said = run(&["--external", "--as-of", "2026-11-27"]);
    let told: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("warning[link"))
        .collect();
    assert_eq!(
        told,
        [
            "warning[link-unsure]: BASE/round could not be checked: it leads on and on",
            "warning[link-unsure]: BASE/blocked could not be checked: its site answers 403 to programs",
            "warning[link-gone]: BASE/gone is not there any more: its site answers 404",
            "warning[link-unsure]: BASE/away could not be checked: curl ended with 1",
            "warning[link-gone]: BASE/gone is not there any more: its site answers 404",
        ],
        "{said}"
    );
    let asked = asked.lock().expect("it is free").clone();
    assert_eq!(
        asked.get("HEAD /there HTTP/1.1"),
        Some(&2),
        "itself, and by /moved"
    );
    assert_eq!(asked.get("HEAD /gone HTTP/1.1"), Some(&1));
    // Nothing is asked without being told to.
    assert!(!run(&["--as-of", "2026-11-27"]).contains("link-"));
}

#[test]
fn pages_that_were_there_are_asked_for_again_after_a_week() {
    let (site, base, asked) = site("");
    write(
        &site,
        "index.md",
        format!("# Links\n\n[There]({base}/there) [Gone]({base}/gone)\n"),
    );
    let run = |day: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_redway"));
        let command = command.args([
            "check",
            "--external",
            "--cache",
            "seen.json",
            "--as-of",
            day,
        ]);
        let output = command.current_dir(site.path()).output();
        let said = output.expect("it runs").stderr;
        let said = String::from_utf8(said).expect("text");
        assert_eq!(said.matches("warning[link-gone]").count(), 1, "{said}");
        let asked = asked.lock().expect("it is free");
        let heads = |path: &str| asked.get(&format!("HEAD {path} HTTP/1.1")).copied();
        (heads("/there"), heads("/gone"))
    };
    assert_eq!(run("2026-11-20"), (Some(1), Some(1)));
    // What is gone is asked for each time.
    assert_eq!(run("2026-11-26"), (Some(1), Some(2)));
    assert_eq!(run("2026-11-27"), (Some(2), Some(3)));
    // What nobody can read is written anew.
    write(&site, "seen.json", "[".to_owned());
    assert_eq!(run("2026-11-27"), (Some(3), Some(4)));
    assert_eq!(run("2026-11-27"), (Some(3), Some(5)));
}

/// At a terminal, which `script` makes.
#[cfg(target_os = "linux")]
#[test]
fn work_that_takes_long_is_told_at_a_terminal_alone() {
    let (site, base, _) = site("");
    let run = |page: &str, at_terminal: bool| {
        let text = format!("# Links\n\n[A page]({base}/{page})\n");
        write(&site, "index.md", text);
        let redway = concat!(env!("CARGO_BIN_EXE_redway"), " check --external");
        let words = ["-qefc", redway, "/dev/null"];
        let mut command = if at_terminal {
            let mut command = Command::new("script");
            command.args(words);
            command
        } else {
            let mut command = Command::new("sh");
            command.args(["-c", redway]);
            command
        };
        let output = command.current_dir(site.path()).output().expect("it runs");
        let said = [output.stdout, output.stderr].concat();
        String::from_utf8(said).expect("text")
    };
    let told = "asking other sites";
    assert!(run("slow", true).contains(told));
    assert!(!run("slow", false).contains(told));
}
