//! Asking other sites, by curl: it is on every system, and brings the certificates that the system trusts.

use std::collections::{BTreeMap, HashMap};
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;

/// What a site says of one of its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It is there.
    There,
    /// It is not, by this status of HTTP.
    Gone(u16),
    /// There is no such host.
    NoHost,
    /// The site does not answer programs; it says so by this status.
    Blocked(u16),
    /// The site did not answer, for this reason.
    Silent(String),
}

/// One answer of curl: its own code, the status, and the address that was asked for.
const REPORT: &str = "%{exitcode} %{http_code} %{url}\\n";

/// Asks for each address: for its head alone, and where a site does not answer that, for the page. Several sites are asked
/// at a time, each for one page after the other.
pub(super) fn all(urls: &[&str]) -> Result<Vec<Answer>, String> {
    let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for url in urls {
        hosts.entry(host(url)).or_default().push(url);
    }
    let left = Mutex::new(hosts.into_values());
    let next = || {
        left.lock()
            .expect("nothing panics while it holds it")
            .next()
    };
    let work = || {
        let mut answers = HashMap::new();
        while let Some(urls) = next() {
            answers.extend(site(&urls)?);
        }
        Ok::<_, String>(answers)
    };
    let answers = thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_A_TIME).map(|_| scope.spawn(work)).collect();
        let mut answers = HashMap::new();
        for worker in workers {
            answers.extend(worker.join().expect("it does not panic")?);
        }
        Ok::<_, String>(answers)
    })?;
    let of = |url: &&str| {
        let answer = answers.get(*url).cloned();
        answer.unwrap_or_else(|| Answer::Silent("curl said nothing of it".to_owned()))
    };
    Ok(urls.iter().map(of).collect())
}

/// The answers of one site.
fn site(urls: &[&str]) -> Result<HashMap<String, Answer>, String> {
    let mut answers = ask(urls, true)?;
    let there = |url: &&str| answers.get(*url) == Some(&Answer::There);
    let unsure: Vec<&str> = urls.iter().copied().filter(|url| !there(url)).collect();
    if !unsure.is_empty() {
        answers.extend(ask(&unsure, false)?);
    }
    Ok(answers)
}

fn ask(urls: &[&str], only_head: bool) -> Result<HashMap<String, Answer>, String> {
    let mut command = Command::new("curl");
    // No settings of whoever runs it; addresses come by another way than the arguments, whose length has a bound.
    command.args(["--disable", "--silent", "--config", "-"]);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let started = command.stderr(Stdio::null()).spawn();
    let mut child = started.map_err(|why| format!("curl could not be started ({why})"))?;
    let config: Vec<String> = urls.iter().map(|url| options(url, only_head)).collect();
    let mut input = child.stdin.take().ok_or("curl takes no input")?;
    let writing = thread::spawn(move || input.write_all(config.join("next\n").as_bytes()));
    let said = child.wait_with_output().map_err(|why| why.to_string())?;
    // Who ends early has said why, or nothing.
    let _ = writing.join();
    Ok(read(&String::from_utf8_lossy(&said.stdout)))
}

/// So many sites are asked at a time.
const AT_A_TIME: usize = 6;

/// What curl is to do with one address. In quotation marks a backslash and a quotation mark are the only special signs, and
/// neither is in what was found.
fn options(url: &str, only_head: bool) -> String {
    // The first byte is enough to know that a page is there.
    let how = if only_head { "head" } else { "range = \"0-0\"" };
    let agent = concat!("Redway/", env!("CARGO_PKG_VERSION"), " (link check)");
    // A page that leads on is followed some steps, to the web alone.
    format!(
        "url = \"{url}\"\ngloboff\n{how}\nlocation\nmax-redirs = 8\nproto = \"=http,https\"\nproto-redir = \"=http,https\"\n\
connect-timeout = 10\nmax-time = 30\nuser-agent = \"{agent}\"\noutput = \"{NOWHERE}\"\nwrite-out = \"{REPORT}\"\nsilent\n"
    )
}

/// The host of an address, with its port.
fn host(url: &str) -> &str {
    let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or(rest)
}

#[cfg(windows)]
const NOWHERE: &str = "NUL";
#[cfg(not(windows))]
const NOWHERE: &str = "/dev/null";

/// The answers by address.
fn read(said: &str) -> HashMap<String, Answer> {
    let lines = said.lines().filter_map(|line| {
        let mut parts = line.splitn(3, ' ');
        let (code, status, url) = (parts.next()?, parts.next()?, parts.next()?);
        Some((
            url.to_owned(),
            answer(code.parse().ok()?, status.parse().ok()?),
        ))
    });
    lines.collect()
}

/// What codes of curl and statuses of HTTP (RFC 9110) mean.
fn answer(code: u16, status: u16) -> Answer {
    match (code, status) {
        (6, _) => Answer::NoHost,
        // 416: what is there and has no first byte, since it is empty.
        (0, 200..=299 | 416) => Answer::There,
        (0, 404 | 410) => Answer::Gone(status),
        (0, 401 | 403 | 405 | 406 | 418 | 429 | 451 | 501 | 503 | 999) => Answer::Blocked(status),
        (0, 300..=399) | (47, _) => Answer::Silent("it leads on and on".to_owned()),
        (0, _) => Answer::Silent(format!("its site answers {status}")),
        (7, _) => Answer::Silent("its host refuses connections".to_owned()),
        (28, _) => Answer::Silent("its site did not answer in time".to_owned()),
        (35 | 51 | 53 | 54 | 58..=60 | 66 | 77 | 80 | 82 | 83 | 90 | 91, _) => {
            Answer::Silent("its certificate is not trusted".to_owned())
        }
        _ => Answer::Silent(format!("curl ended with {code}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_gone_is_told_from_what_does_not_answer_programs() {
        for (code, status, wanted) in [
            (0, 200, Answer::There),
            (0, 206, Answer::There),
            (0, 404, Answer::Gone(404)),
            (0, 403, Answer::Blocked(403)),
            (6, 0, Answer::NoHost),
            (
                28,
                0,
                Answer::Silent("its site did not answer in time".to_owned()),
            ),
        ] {
            assert_eq!(answer(code, status), wanted, "{code} {status}");
        }
        let read = read("0 200 https://a.uk/x y\nnoise\n6 000 https://b.uk/\n");
        assert_eq!(read.len(), 2);
        assert_eq!(read["https://a.uk/x y"], Answer::There);
    }
}
