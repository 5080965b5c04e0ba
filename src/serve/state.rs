//! What the preview shows: the last good site, and what keeps a newer one from being shown.

use std::path::PathBuf;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use serde_json::json;

use super::change::Change;
use super::events::{Listeners, event};
use super::told::{Clock, Tell, Told};
use crate::build::{BuildOptions, BuildReport};
use crate::diagnostic::Diagnostics;
use crate::kept::{Kept, Texts};

/// The state of a preview, shared by all that serve it.
pub(super) struct State {
    options: BuildOptions,
    /// A mark of this run: after a restart, numbers begin anew.
    run: String,
    current: RwLock<Current>,
    /// Pages that are open.
    pub(super) listeners: Listeners,
    clock: Clock,
    tell: Tell,
}

/// What is shown now.
pub(super) struct Current {
    /// The last good site, if there was one.
    pub(super) kept: Option<Kept>,
    /// What is wrong with what is on the disk.
    pub(super) mistakes: Option<Diagnostics>,
    /// How often something new was shown.
    number: u64,
}

/// What open pages are to do.
enum News {
    Reload,
    Styles,
    Mistakes,
}

impl State {
    /// A preview that shows nothing yet.
    pub(super) fn new(options: BuildOptions, run: String, clock: Clock, tell: Tell) -> Self {
        State {
            options,
            run,
            current: RwLock::new(Current {
                kept: None,
                mistakes: None,
                number: 0,
            }),
            listeners: Listeners::default(),
            clock,
            tell,
        }
    }

    /// The folder of the site.
    pub(super) fn root(&self) -> &PathBuf {
        &self.options.root
    }

    /// What is shown now. What holds it keeps edits waiting.
    pub(super) fn current(&self) -> RwLockReadGuard<'_, Current> {
        self.current.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self) -> RwLockWriteGuard<'_, Current> {
        self.current.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says something to whoever started the preview.
    pub(super) fn tell(&self, told: &Told<'_>) {
        (self.tell)(told);
    }

    /// The time since some moment.
    pub(super) fn now(&self) -> Duration {
        (self.clock)()
    }

    /// What shows which state a page is of.
    pub(super) fn version(&self, current: &Current) -> String {
        format!("{}.{}", self.run, current.number)
    }

    /// Shows what is on the disk after a change. `Err` when that cannot be shown, with the reasons.
    pub(super) fn apply(&self, change: &Change) -> Result<(), BuildReport> {
        let started = self.now();
        let mut current = self.change();
        if let Some(kept) = &mut current.kept
            && let Some(files) = change.few(|path| kept.knows(path))
            && files.iter().all(|file| kept.is_page(file))
        {
            match kept.reread(files) {
                Texts::Same if current.mistakes.is_none() => return Ok(()),
                Texts::Same | Texts::New => {
                    self.show(current, &News::Reload, started);
                    return Ok(());
                }
                Texts::Unknown => {}
            }
        }
        // The last good site is shown meanwhile.
        drop(current);
        let kept = Kept::read(&self.options)?;
        let mut current = self.change();
        // A page that lies below mistakes has more to do than to change its styles.
        let news = if change.is_style() && current.mistakes.is_none() {
            News::Styles
        } else {
            News::Reload
        };
        let old = current.kept.replace(kept);
        self.show(current, &news, started);
        // To let a large site go takes a while, and nobody need wait for it.
        drop(old);
        Ok(())
    }

    /// Tells everybody of a site that is good.
    fn show(&self, mut current: RwLockWriteGuard<'_, Current>, news: &News, started: Duration) {
        current.mistakes = None;
        let findings = current
            .kept
            .as_ref()
            .map(Kept::findings)
            .unwrap_or_default();
        let counts = current
            .kept
            .as_ref()
            .map(|kept| kept.handbook().site().routes.counts());
        self.publish(current, news);
        let took = self.now().saturating_sub(started);
        self.tell(&Told::Shown {
            pages: counts.unwrap_or_default().pages,
            findings: &findings,
            took,
        });
    }

    /// Lays mistakes over the last good site.
    pub(super) fn show_mistakes(&self, report: &BuildReport) {
        let mut current = self.change();
        if current.mistakes.as_ref() == Some(&report.diagnostics) {
            return;
        }
        current.mistakes = Some(report.diagnostics.clone());
        let shown = current.kept.is_some();
        self.publish(current, &News::Mistakes);
        self.tell(&Told::Mistakes { report, shown });
    }

    fn publish(&self, mut current: RwLockWriteGuard<'_, Current>, news: &News) {
        current.number += 1;
        let data = json!({ "version": self.version(&current) }).to_string();
        // Whoever asks for what is new is to get it.
        drop(current);
        let name = match news {
            News::Reload => "reload",
            News::Styles => "styles",
            News::Mistakes => "mistakes",
        };
        self.listeners.tell(&event(name, &data));
    }

    /// What a page is told that begins to listen.
    pub(super) fn hello(&self) -> std::sync::Arc<str> {
        let current = self.current();
        let data = json!({
            "version": self.version(&current),
            "mistakes": current.mistakes.is_some(),
        });
        event("hello", &data.to_string())
    }
}
