//! What people see while something takes long.

use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// What ends sooner shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the line changes.
const STEP: Duration = Duration::from_millis(120);

/// Does some work. When it takes longer than half a second, people at a terminal see what is being done, and for how long. The
/// line goes when the work ends, so that nothing of it stays among findings.
pub(super) fn shown<T>(what: &'static str, work: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() {
        return work();
    }
    let (working, ends) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let ended = |after| ends.recv_timeout(after) != Err(RecvTimeoutError::Timeout);
            if ended(PATIENCE) {
                return;
            }
            let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}");
            let line = ProgressBar::new_spinner()
                .with_style(style.expect("the template names parts that there are"))
                .with_message(what)
                .with_elapsed(PATIENCE);
            while !ended(STEP) {
                line.tick();
            }
            line.finish_and_clear();
        });
        // That it is dropped, also by a panic, is what ends the line.
        let _working = working;
        work()
    })
}
