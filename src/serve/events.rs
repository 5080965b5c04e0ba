//! Server-sent events: what open pages are told.

use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::http;

/// After so long without news a line is sent that says nothing: a page that went away is noticed when it cannot be told.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// So much news may wait for one page; a page that takes none of it is let go.
const MOST_WAITING: usize = 16;

/// Those who listen.
#[derive(Default)]
pub(super) struct Listeners(Mutex<Vec<SyncSender<Arc<str>>>>);

/// News for pages, as it goes over the wire.
pub(super) fn event(name: &str, data: &str) -> Arc<str> {
    // Data is JSON of ours, which has no line breaks.
    format!("event: {name}\ndata: {data}\n\n").into()
}

impl Listeners {
    fn listen(&self) -> Receiver<Arc<str>> {
        let (send, receive) = sync_channel(MOST_WAITING);
        let mut listeners = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.push(send);
        receive
    }

    /// Tells all who listen.
    pub(super) fn tell(&self, event: &Arc<str>) {
        let mut listeners = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|listener| match listener.try_send(Arc::clone(event)) {
            Ok(()) => true,
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => false,
        });
    }

    /// Tells one page all that is new, until it goes away. `hello` is said first; it is made once what follows would be
    /// heard, so that nothing falls between the two.
    pub(super) fn serve(
        &self,
        stream: &mut TcpStream,
        hello: impl FnOnce() -> Arc<str>,
    ) -> io::Result<()> {
        http::begin_events(stream)?;
        let news = self.listen();
        stream.write_all(b"retry: 500\n\n")?;
        stream.write_all(hello().as_bytes())?;
        loop {
            match news.recv_timeout(HEARTBEAT) {
                Ok(event) => stream.write_all(event.as_bytes())?,
                Err(RecvTimeoutError::Timeout) => stream.write_all(b":\n\n")?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    }
}
