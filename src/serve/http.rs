//! HTTP/1.1 as far as a preview needs it (RFC 9112): the head of a request, and one answer to it on each connection.
//!
//! A loop over the sockets of the standard library, with the parser of `httparse`: a preview answers GET and HEAD to a few
//! browsers on this machine, and has no use for a framework, a pool or an async runtime.

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

/// The most bytes of the head of a request. Browsers send one or two thousand.
const LONGEST_HEAD: usize = 16 * 1024;

/// The most fields of a head.
const MOST_FIELDS: usize = 100;

/// How long a browser may take for the next bytes of a request, or to take those of an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long the rest of a request that is refused is waited for, and how much of it is taken.
const DRAIN: (Duration, u64) = (Duration::from_millis(200), 64 * 1024);

/// What is asked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// Whether only the head of the answer is asked for.
    pub(super) head_only: bool,
    /// The path as it is written, from its first slash, without the query.
    pub(super) path: String,
    /// What stands after the question mark.
    pub(super) query: String,
    /// The field `Host`.
    pub(super) host: String,
}

/// The status of an answer (RFC 9110 §15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Ok,
    Found,
    BadRequest,
    NotFound,
    MethodNotAllowed,
    Misdirected,
    HeadTooLarge,
    Broken,
    Busy,
}

impl Status {
    fn line(self) -> &'static str {
        match self {
            Status::Ok => "200 OK",
            Status::Found => "302 Found",
            Status::BadRequest => "400 Bad Request",
            Status::NotFound => "404 Not Found",
            Status::MethodNotAllowed => "405 Method Not Allowed",
            Status::Misdirected => "421 Misdirected Request",
            Status::HeadTooLarge => "431 Request Header Fields Too Large",
            Status::Broken => "500 Internal Server Error",
            Status::Busy => "503 Service Unavailable",
        }
    }
}

/// An answer.
pub(super) struct Response {
    /// Its status.
    pub(super) status: Status,
    /// The value of `Content-Type`.
    pub(super) content_type: &'static str,
    /// Where it leads, for [`Status::Found`].
    pub(super) location: Option<String>,
    /// What it holds.
    pub(super) content: Content,
}

/// What an answer holds.
pub(super) enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// So many bytes of a file.
    File(u64, Box<dyn Read>),
}

impl Response {
    /// An answer of bytes.
    pub(super) fn new(
        status: Status,
        content_type: &'static str,
        bytes: impl Into<Vec<u8>>,
    ) -> Self {
        Response {
            status,
            content_type,
            location: None,
            content: Content::Bytes(bytes.into()),
        }
    }

    /// A sentence for whoever asked in a way that is not answered.
    pub(super) fn refusal(status: Status, why: &str) -> Self {
        Response::new(status, "text/plain; charset=utf-8", format!("{why}\n"))
    }
}

/// Reads the head of a request. `Err` holds the refusal, or nothing when nobody is there any more.
pub(super) fn read(stream: &mut TcpStream) -> Result<Request, Option<Response>> {
    let waits = stream.set_read_timeout(Some(PATIENCE));
    let waits = waits.and_then(|()| stream.set_write_timeout(Some(PATIENCE)));
    waits.map_err(|_| None)?;
    let mut head = Vec::new();
    loop {
        let mut bytes = [0; 2048];
        match stream.read(&mut bytes) {
            Ok(0) | Err(_) => return Err(None),
            Ok(read) => head.extend_from_slice(&bytes[..read]),
        }
        if let Some(request) = parsed(&head).map_err(Some)? {
            return Ok(request);
        }
        if head.len() > LONGEST_HEAD {
            let why = "the head of the request is too long";
            return Err(Some(Response::refusal(Status::HeadTooLarge, why)));
        }
    }
}

/// The request of a head; `None` when more of it is to come.
fn parsed(head: &[u8]) -> Result<Option<Request>, Response> {
    let bad = |why: &str| Response::refusal(Status::BadRequest, why);
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut request = httparse::Request::new(&mut fields);
    match request.parse(head) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => {
            let why = "the request has too many fields";
            return Err(Response::refusal(Status::HeadTooLarge, why));
        }
        Err(_) => return Err(bad("this is no request of HTTP/1.1")),
    }
    let head_only = match request.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => {
            let why = "a preview only shows: it answers GET and HEAD";
            return Err(Response::refusal(Status::MethodNotAllowed, why));
        }
    };
    let mut hosts = request
        .headers
        .iter()
        .filter(|f| f.name.eq_ignore_ascii_case("host"));
    let host = match (hosts.next(), hosts.next()) {
        (Some(host), None) => std::str::from_utf8(host.value).unwrap_or(""),
        _ => return Err(bad("a request has one field `Host`")),
    };
    let target = request.path.unwrap_or("");
    if !target.starts_with('/') {
        return Err(bad("a request names a path, which begins with a slash"));
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Ok(Some(Request {
        head_only,
        path: path.to_owned(),
        query: query.to_owned(),
        host: host.to_owned(),
    }))
}

/// What every answer says: it is not kept, is what it says that it is, and may do no more than a page of the site under a
/// strict content security policy. `connect-src` and all others follow `default-src`.
const FIELDS: &str = "\
Cache-Control: no-store\r\n\
X-Content-Type-Options: nosniff\r\n\
Referrer-Policy: same-origin\r\n\
Cross-Origin-Resource-Policy: same-origin\r\n\
Content-Security-Policy: default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'\r\n\
Connection: close\r\n";

/// Writes an answer, and ends the connection.
pub(super) fn write(stream: &mut TcpStream, response: Response, head_only: bool) -> io::Result<()> {
    let length = match &response.content {
        Content::Bytes(bytes) => bytes.len() as u64,
        Content::File(length, _) => *length,
    };
    let mut head = format!(
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {length}\r\n{FIELDS}",
        response.status.line(),
        response.content_type
    );
    if let Some(location) = &response.location {
        head.push_str("Location: ");
        head.push_str(location);
        head.push_str("\r\n");
    }
    if response.status == Status::MethodNotAllowed {
        head.push_str("Allow: GET, HEAD\r\n");
    }
    head.push_str("\r\n");
    match response.content {
        _ if head_only => stream.write_all(head.as_bytes())?,
        Content::Bytes(bytes) => {
            // In one piece, as far as the socket takes it.
            let mut all = head.into_bytes();
            all.extend_from_slice(&bytes);
            stream.write_all(&all)?;
        }
        Content::File(length, file) => {
            stream.write_all(head.as_bytes())?;
            io::copy(&mut file.take(length), stream)?;
        }
    }
    stream.flush()?;
    end(stream)
}

/// Ends a connection so that the browser sees the whole answer: what it may still send is taken first, within bounds.
fn end(stream: &mut TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(DRAIN.0))?;
    // Whether it says more or goes away, the answer is out.
    let _ = io::copy(&mut stream.take(DRAIN.1), &mut io::sink());
    Ok(())
}

/// Begins an answer that goes on for as long as somebody listens: server-sent events (HTML Standard, 9.2).
pub(super) fn begin_events(stream: &mut TcpStream) -> io::Result<()> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{FIELDS}\r\n");
    stream.write_all(head.as_bytes())
}

/// A path without percent-encoding. `None` for what no file is called: no text, control characters, a backslash, or a
/// part that is `.` or `..`, however it is written.
pub(super) fn decoded(path: &str) -> Option<Cow<'_, str>> {
    let path = percent_encoding::percent_decode_str(path)
        .decode_utf8()
        .ok()?;
    let wrong = |c: char| c.is_control() || c == '\\';
    let leads_away = path.split('/').any(|part| matches!(part, "." | ".."));
    (!leads_away && !path.contains(wrong)).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(head: &str) -> Option<Status> {
        parsed(head.as_bytes()).err().map(|refusal| refusal.status)
    }

    #[test]
    fn a_request_is_read() {
        let head = "GET /a%20b/?q=1?2 HTTP/1.1\r\nhOst: localhost:4000\r\nX: y\r\n\r\n";
        let request = parsed(head.as_bytes()).ok().flatten();
        let expected = Request {
            head_only: false,
            path: "/a%20b/".to_owned(),
            query: "q=1?2".to_owned(),
            host: "localhost:4000".to_owned(),
        };
        assert_eq!(request, Some(expected));
        let half = parsed(&head.as_bytes()[..40]).ok();
        assert_eq!(half, Some(None), "more is to come");
    }

    #[test]
    fn what_is_no_request_for_a_page_is_refused() {
        for (head, expected) in [
            (
                "POST / HTTP/1.1\r\nHost: a\r\n\r\n",
                Status::MethodNotAllowed,
            ),
            ("GET / HTTP/1.1\r\n\r\n", Status::BadRequest),
            (
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                Status::BadRequest,
            ),
            (
                "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
                Status::BadRequest,
            ),
            ("GET * HTTP/1.1\r\nHost: a\r\n\r\n", Status::BadRequest),
            ("\u{16}\u{3}\u{1} tls\r\n\r\n", Status::BadRequest),
        ] {
            assert_eq!(status(head), Some(expected), "{head}");
        }
        let many = format!(
            "GET / HTTP/1.1\r\n{}\r\n",
            "A: b\r\n".repeat(MOST_FIELDS + 1)
        );
        assert_eq!(status(&many), Some(Status::HeadTooLarge));
    }

    #[test]
    fn no_path_leads_away() {
        for path in [
            "/../a",
            "/a/..",
            "/%2e%2e/a",
            "/%2E./a",
            "/a/%2e%2e%2fb",
            "/..%5ca",
            "/a%5c..",
            "/%c0%ae%c0%ae/a",
            "/./a",
            "/a%00",
            "/a%0ab",
            "/%ff",
        ] {
            assert_eq!(decoded(path), None, "{path}");
        }
        for (path, plain) in [
            ("/a/b.html", "/a/b.html"),
            ("/a%2fb", "/a/b"),
            ("/%252e%252e/", "/%2e%2e/"),
            ("/caf%C3%A9/...", "/café/..."),
        ] {
            assert_eq!(decoded(path).as_deref(), Some(plain));
        }
    }
}
