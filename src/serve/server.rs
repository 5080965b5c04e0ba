//! Connections: each is one request, on a thread of its own.

use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::answer::{EVENTS, answer};
use super::hosts::Hosts;
use super::http::{self, Response, Status};
use super::overlay::Editor;
use super::state::State;

/// So many connections are answered at a time. Each open page holds one.
const MOST_CONNECTIONS: usize = 256;

/// How long the next connection waits when the system could not give the last one.
const AFTER_FAILURE: Duration = Duration::from_millis(50);

/// What connections are answered with.
pub(super) struct Server {
    pub(super) state: Arc<State>,
    pub(super) hosts: Hosts,
    pub(super) editor: Editor,
    /// Connections that are open.
    pub(super) open: AtomicUsize,
}

impl Server {
    /// Answers for as long as the program runs.
    pub(super) fn run(self: &Arc<Self>, listener: &TcpListener) {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else {
                // The system has no more files to give, say; some will be free.
                thread::sleep(AFTER_FAILURE);
                continue;
            };
            if self.open.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
                self.open.fetch_sub(1, Ordering::Relaxed);
                let why = "too many pages of the preview are open";
                let _ = http::write(&mut stream, Response::refusal(Status::Busy, why), false);
                continue;
            }
            let server = Arc::clone(self);
            let begun = thread::Builder::new().spawn(move || {
                let _open = Open(&server.open);
                server.connection(&mut stream);
            });
            if begun.is_err() {
                self.open.fetch_sub(1, Ordering::Relaxed);
            }
        }
    }

    /// Answers one request. A browser that goes away before it has the answer is nobody's mistake.
    fn connection(&self, stream: &mut TcpStream) {
        let (response, head_only) = match http::read(stream) {
            Err(None) => return,
            Err(Some(refusal)) => (refusal, false),
            Ok(request) if !self.hosts.answers_to(&request.host) => {
                let why = "the preview does not answer to this name; ask for localhost, or start it with --host";
                (
                    Response::refusal(Status::Misdirected, why),
                    request.head_only,
                )
            }
            Ok(request) if request.path == EVENTS && !request.head_only => {
                let _ = self.state.listeners.serve(stream, || self.state.hello());
                return;
            }
            Ok(request) => {
                let response = answer(&self.state, &self.editor, &request);
                (response, request.head_only)
            }
        };
        let _ = http::write(stream, response, head_only);
    }
}

/// Counts a connection off when it ends, also by a panic.
struct Open<'a>(&'a AtomicUsize);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
