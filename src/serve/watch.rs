//! Noticing what changes on the disk.
//!
//! The system tells (inotify on Linux). Where it cannot, since its table is full or the disk is one of the network, the
//! files are looked over again and again, by ourselves: notify's own way of doing so tells times by the second, and misses
//! what is saved twice in one. What is told is only taken as a hint where to look: an editor that writes a new
//! file and gives it the name of the old one looks like any other.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::change::Change;
use crate::load::{Matters, Snapshot, Watched, matters, snapshot, watched};

/// A file is read when nothing was written for so long: programs write in pieces.
const QUIET: Duration = Duration::from_millis(8);

/// A mistake is told when nothing was written for so long: what is half written mostly looks like one.
const SETTLED: Duration = Duration::from_millis(150);

/// A folder that is written to without end is read after so long all the same.
const LONGEST: Duration = Duration::from_secs(2);

/// How often files are looked over where the system does not tell.
const POLL: Duration = Duration::from_millis(500);

/// How often a folder is looked for that is gone.
const RETRY: Duration = Duration::from_millis(500);

/// Why files are looked over.
const FULL: &str = "the system watches as many files as it may";

type Told = notify::Result<Event>;

/// Watches the folders of a site.
pub(super) struct Watch {
    /// The whole path of the folder of the site.
    root: PathBuf,
    /// The name of the folder of the output in it.
    output: String,
    /// How all files were when they were last looked over; `None` where the system tells of changes.
    seen: Option<Snapshot>,
    sender: Sender<Told>,
    receiver: Receiver<Told>,
    /// What watches now, and what; `None` while the folder of the site is gone.
    armed: Option<(Box<dyn Watcher + Send>, Vec<Watched>)>,
    /// Whether a folder that is watched went or came, by which its watch is lost.
    stale: bool,
    /// What is to be said to whoever started the preview.
    notice: Option<String>,
}

impl Watch {
    /// Begins to watch. With `polls` files are looked over, whatever the system can do.
    pub(super) fn new(root: PathBuf, output: String, polls: bool) -> Self {
        let (sender, receiver) = channel();
        let mut watch = Watch {
            seen: polls.then(|| snapshot(&root, &output)),
            root,
            output,
            sender,
            receiver,
            armed: None,
            stale: false,
            notice: None,
        };
        if !polls {
            watch.arm();
        }
        watch
    }

    /// What there is to say, once.
    pub(super) fn notice(&mut self) -> Option<String> {
        self.notice.take()
    }

    /// Waits until something changes, and until nothing more does for a moment. Adds it to what changed before.
    pub(super) fn wait(&mut self, change: &mut Change, now: &dyn Fn() -> Duration) {
        let mut any = false;
        while !any {
            if self.seen.is_some() {
                thread::sleep(POLL);
                any = self.look_over(change);
                continue;
            }
            let told = if self.armed.is_some() {
                self.receiver
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                self.receiver.recv_timeout(RETRY)
            };
            match told {
                Ok(told) => any = self.take(told, change),
                Err(_) => {
                    self.arm();
                    if self.armed.is_some() {
                        *change = Change::anything();
                        any = true;
                    }
                }
            }
        }
        self.settle(QUIET, change, now);
        self.arm_again(change);
    }

    /// Whether nothing changes for as long as it takes to be sure that nobody is writing. Adds what does.
    pub(super) fn is_settled(&mut self, change: &mut Change, now: &dyn Fn() -> Duration) -> bool {
        let settled = !self.settle(SETTLED, change, now);
        !self.arm_again(change) && settled
    }

    /// Takes what is told until nothing is for so long. Whether anything was.
    fn settle(&mut self, quiet: Duration, change: &mut Change, now: &dyn Fn() -> Duration) -> bool {
        let started = now();
        let mut any = false;
        while now().saturating_sub(started) < LONGEST {
            if self.seen.is_some() {
                thread::sleep(quiet);
                if self.look_over(change) {
                    any = true;
                    continue;
                }
                break;
            }
            match self.receiver.recv_timeout(quiet) {
                Ok(told) => any |= self.take(told, change),
                Err(_) => break,
            }
        }
        any
    }

    /// Looks all files over, and adds what is not as it was to what changed. Whether anything is.
    fn look_over(&mut self, change: &mut Change) -> bool {
        let now = snapshot(&self.root, &self.output);
        let before = self.seen.replace(now.clone()).unwrap_or_default();
        let mut any = false;
        for (path, stamp) in &now {
            if before.get(path) != Some(stamp) {
                any |= self.add(path.clone(), change);
            }
        }
        for path in before.into_keys().filter(|path| !now.contains_key(path)) {
            any |= self.add(path, change);
        }
        any
    }

    /// Adds what is told to what changed. Whether it is anything to the site.
    fn take(&mut self, told: Told, change: &mut Change) -> bool {
        let event = match told {
            Ok(event) => event,
            Err(error) => {
                self.failed(&error);
                change.more = true;
                return true;
            }
        };
        if event.need_rescan() {
            *change = Change::anything();
            return true;
        }
        let written = AccessKind::Close(AccessMode::Write);
        if matches!(event.kind, EventKind::Access(kind) if kind != written) {
            return false;
        }
        let mut any = false;
        for path in &event.paths {
            any |= self.path(path, event.kind, change);
        }
        any
    }

    /// Adds a path to what changed. Whether it is anything to the site.
    fn path(&mut self, path: &Path, kind: EventKind, change: &mut Change) -> bool {
        // What the system calls by another name may be anything.
        let Some(below) = path.strip_prefix(&self.root).ok().and_then(Path::to_str) else {
            change.more = true;
            return true;
        };
        let below = below.replace(std::path::MAIN_SEPARATOR, "/");
        let folders = self.armed.iter().flat_map(|(_, watched)| watched);
        let is_watched = folders.into_iter().any(|watched| watched.folder == path);
        let moved = matches!(
            kind,
            EventKind::Create(_)
                | EventKind::Remove(_)
                | EventKind::Modify(notify::event::ModifyKind::Name(_))
        );
        if is_watched {
            // That something in it changed is told of the thing itself.
            self.stale |= moved;
            change.more |= moved;
            return moved;
        }
        self.add(below, change)
    }

    /// Adds a path relative to the root to what changed. Whether it is anything to the site.
    fn add(&self, below: String, change: &mut Change) -> bool {
        match matters(&self.root, &self.output, &below) {
            Matters::No => false,
            Matters::File => {
                change.gone.remove(&below);
                change.files.insert(below);
                true
            }
            Matters::Gone => {
                change.files.remove(&below);
                change.gone.insert(below);
                true
            }
            Matters::Else => {
                change.more = true;
                true
            }
        }
    }

    /// Watches anew where the folders that are to be watched are others than before. Whether something may have changed that
    /// nobody told of, since nothing was watched.
    fn arm_again(&mut self, change: &mut Change) -> bool {
        if self.seen.is_some() {
            return false;
        }
        let same = match &self.armed {
            Some((_, armed)) => *armed == watched(&self.root, &self.output),
            None => false,
        };
        if !self.stale && same {
            return false;
        }
        let was_armed = self.armed.is_some();
        self.arm();
        let is_back = !was_armed && self.armed.is_some();
        change.more |= is_back;
        is_back
    }

    /// Watches what is there. Nothing is watched while the folder of the site is gone.
    fn arm(&mut self) {
        self.stale = false;
        let folders = watched(&self.root, &self.output);
        match self.watcher(&folders) {
            Ok(watcher) => self.armed = Some((watcher, folders)),
            Err(error) => {
                self.armed = None;
                self.failed(&error);
            }
        }
    }

    /// Something that watches these folders.
    fn watcher(&self, folders: &[Watched]) -> notify::Result<Box<dyn Watcher + Send>> {
        let sender = self.sender.clone();
        // When nobody listens any more, the preview ends.
        let tell = move |told| drop(sender.send(told));
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher: Box<dyn Watcher + Send> = Box::new(RecommendedWatcher::new(tell, config)?);
        for Watched { folder, below } in folders {
            let mode = if *below {
                RecursiveMode::Recursive
            } else {
                RecursiveMode::NonRecursive
            };
            watcher.watch(folder, mode)?;
        }
        Ok(watcher)
    }

    /// Looks files over from now on if the system can watch no more.
    fn failed(&mut self, error: &notify::Error) {
        if self.seen.is_none() && is_full(error) {
            self.armed = None;
            self.seen = Some(snapshot(&self.root, &self.output));
            let instead = "so files are looked over twice a second instead";
            self.notice = Some(format!("{FULL}, {instead}"));
        }
    }
}

/// Whether the system watches as many files, or has as many watchers, as it may.
fn is_full(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        ErrorKind::Io(error) => {
            // EMFILE and ENFILE have no kind of their own; ENOSPC is what inotify says of its table.
            error.kind() == std::io::ErrorKind::StorageFull
                || matches!(error.raw_os_error(), Some(23 | 24))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_table_is_told_from_a_folder_that_is_gone() {
        let of = |code| notify::Error::io(std::io::Error::from_raw_os_error(code));
        assert!(is_full(&notify::Error::new(ErrorKind::MaxFilesWatch)));
        #[cfg(target_os = "linux")]
        assert!(is_full(&of(28)));
        assert!(is_full(&of(24)) && !is_full(&of(2)));
        assert!(!is_full(&notify::Error::path_not_found()));
    }

    #[test]
    fn a_full_table_has_files_looked_over() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut watch = Watch::new(folder.path().to_owned(), "public".to_owned(), false);
        let mut change = Change::default();
        assert!(watch.take(
            Err(notify::Error::new(ErrorKind::MaxFilesWatch)),
            &mut change
        ));
        assert!(change.more && watch.seen.is_some() && watch.armed.is_none());
        assert!(
            watch
                .notice()
                .is_some_and(|notice| notice.starts_with(FULL))
        );
        assert!(watch.notice().is_none(), "it is said once");
    }
}
