//! The preview: a site as it is on the disk, shown to a browser, and shown again when a file is saved.
//!
//! 1. `watch` notices what changes, and puts it together as a `change`;
//! 2. `state` holds the last good site ([`crate::kept`]) and what keeps a newer one from being shown; `events` tells open pages;
//! 3. `server` takes connections, `http` reads and writes them, `hosts` refuses names that are not ours, `answer` finds what
//!    is asked for, `types` and `source` tell what it is and where it comes from, `overlay` shows findings;
//! 4. `browser/` is what runs in the page: the bar at its foot, and the clock of another day.
//!
//! Nothing is written to the disk. A file is made from its route when it is asked for.

mod answer;
mod change;
mod events;
mod hosts;
mod http;
mod overlay;
mod server;
mod source;
mod state;
mod told;
mod types;
mod watch;

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::thread;

use self::change::Change;
pub(crate) use self::hosts::{Hosts, in_url};
use self::overlay::Editor;
use self::server::Server;
use self::state::State;
pub(crate) use self::told::{Clock, Tell, Told};
use self::watch::Watch;
use crate::build::BuildOptions;

/// What to show and how.
pub(crate) struct Preview {
    /// What is read.
    pub(crate) options: BuildOptions,
    /// The whole path of the folder of the site.
    pub(crate) root: PathBuf,
    /// The name of the folder in it that builds write to.
    pub(crate) output: String,
    /// The names that are answered.
    pub(crate) hosts: Hosts,
    /// Whether files are looked over instead of being watched.
    pub(crate) polls: bool,
    /// A mark that no other run has.
    pub(crate) run: String,
    /// Tells the time since some moment.
    pub(crate) clock: Clock,
    /// Takes what is said.
    pub(crate) tell: Tell,
}

/// Serves a site for as long as the program runs. `ready` is called when the site was read for the first time.
pub(crate) fn serve(preview: Preview, listener: &TcpListener, ready: impl FnOnce()) {
    let editor = if preview.hosts.is_this_machine_only() {
        Editor::on_this_machine(&preview.root)
    } else {
        Editor::elsewhere()
    };
    let state = Arc::new(State::new(
        preview.options,
        preview.run,
        preview.clock,
        preview.tell,
    ));
    // Before the site is read, so that no change falls between the two.
    let watch = Watch::new(preview.root, preview.output, preview.polls);
    let first = Change::anything();
    let pending = match state.apply(&first) {
        Ok(()) => Change::default(),
        Err(report) => {
            state.show_mistakes(&report);
            first
        }
    };
    ready();
    let watching = Arc::clone(&state);
    thread::spawn(move || follow(&watching, watch, pending));
    let server = Server {
        state,
        hosts: preview.hosts,
        editor,
        open: AtomicUsize::new(0),
    };
    Arc::new(server).run(listener);
}

/// Shows each change, for as long as the program runs. `pending` is what changed since the last good site was read.
fn follow(state: &State, mut watch: Watch, mut pending: Change) {
    let now = || state.now();
    loop {
        if let Some(notice) = watch.notice() {
            state.tell(&Told::Notice(&notice));
        }
        watch.wait(&mut pending, &now);
        loop {
            match state.apply(&pending) {
                Ok(()) => {
                    pending = Change::default();
                    break;
                }
                Err(report) if watch.is_settled(&mut pending, &now) => {
                    state.show_mistakes(&report);
                    break;
                }
                // More was written meanwhile, which may have mended it.
                Err(_) => {}
            }
        }
    }
}
