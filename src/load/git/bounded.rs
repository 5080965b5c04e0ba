//! A program that must end: run with a bound on its time and on what it prints.
//!
//! A disk of the network that does not answer holds git up for ever, and nobody would know why a build
//! stands still. Reading is left to threads of its own, since a process in such a state neither ends when it is
//! killed nor closes its pipes: then it is left alone, and the build goes on without it.

use std::io::{self, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

/// How long a program may take, and how much it may print.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// From its start to its end.
    pub(super) time: Duration,
    /// Of its output, in bytes.
    pub(super) output: u64,
}

/// The most that is kept of what a program says went wrong.
const MOST_SAID: u64 = 64 * 1024;

/// Why a program gave no whole answer.
#[derive(Debug)]
pub(super) enum Failure {
    /// It could not be started.
    NotRun(io::Error),
    /// It took too long.
    Late,
    /// It printed too much.
    Endless,
    /// The system could not hand on what it printed, or say how it ended.
    Broken(io::Error),
}

/// What the threads beside a program tell.
enum News {
    Output(Vec<u8>),
    OutputEnds(io::Result<()>),
    Said(Vec<u8>),
    TimeIsUp,
}

/// Runs a program without input. `take` gets what it prints, as it comes; given back are how it ended and what it said
/// to stderr. When a limit is passed it is killed, with all that it started.
pub(super) fn run(
    command: &mut Command,
    limits: Limits,
    mut take: impl FnMut(&[u8]),
) -> Result<(ExitStatus, Vec<u8>), Failure> {
    in_a_group_of_its_own(command);
    let command = command.stdin(Stdio::null()).stdout(Stdio::piped());
    let spawned = command.stderr(Stdio::piped()).spawn();
    let mut running = Running {
        child: spawned.map_err(Failure::NotRun)?,
        has_ended: false,
    };
    let (tell, news) = sync_channel(8);
    let out = running.child.stdout.take().expect("it is a pipe");
    let mut err = running.child.stderr.take().expect("it is a pipe");
    let to = tell.clone();
    thread::spawn(move || hand_on(out, &to));
    let to = tell.clone();
    thread::spawn(move || {
        let mut said = Vec::new();
        // What cannot be read of it is not worth a word; the rest is read all the same, or the program would stop there.
        let _ = err.by_ref().take(MOST_SAID).read_to_end(&mut said);
        let _ = io::copy(&mut err, &mut io::sink());
        let _ = to.send(News::Said(said));
    });
    let (end, ended) = sync_channel::<()>(0);
    thread::spawn(move || {
        if ended.recv_timeout(limits.time) == Err(RecvTimeoutError::Timeout) {
            let _ = tell.send(News::TimeIsUp);
        }
    });
    let answer = listen(&mut running, limits, &news, &mut take);
    // It wakes the thread that waits for the end of the time.
    drop(end);
    answer
}

/// Waits for the end of the program and of what it prints.
fn listen(
    running: &mut Running,
    limits: Limits,
    news: &Receiver<News>,
    take: &mut impl FnMut(&[u8]),
) -> Result<(ExitStatus, Vec<u8>), Failure> {
    let (mut printed, mut read, mut said) = (0_u64, false, None);
    while !read || said.is_none() {
        match news.recv() {
            Ok(News::Output(bytes)) => {
                printed += bytes.len() as u64;
                if printed > limits.output {
                    return Err(Failure::Endless);
                }
                take(&bytes);
            }
            Ok(News::OutputEnds(Ok(()))) => read = true,
            Ok(News::OutputEnds(Err(error))) => return Err(Failure::Broken(error)),
            Ok(News::Said(text)) => said = Some(text),
            Ok(News::TimeIsUp) | Err(_) => return Err(Failure::Late),
        }
    }
    // Its pipes are closed, so it ends now; a program may close them and go on.
    let mut pause = Duration::from_micros(50);
    loop {
        if let Some(status) = running.ended().map_err(Failure::Broken)? {
            return Ok((status, said.unwrap_or_default()));
        }
        match news.recv_timeout(pause) {
            Err(RecvTimeoutError::Timeout) => pause = (pause * 2).min(Duration::from_millis(10)),
            _ => return Err(Failure::Late),
        }
    }
}

/// Hands on what can be read, piece by piece.
fn hand_on(mut from: impl Read, to: &SyncSender<News>) {
    let mut piece = vec![0; 64 * 1024];
    let end = loop {
        match from.read(&mut piece) {
            Ok(0) => break Ok(()),
            Ok(read) => {
                // Nobody listens any more: the pipe is closed, and the program notices.
                if to.send(News::Output(piece[..read].to_vec())).is_err() {
                    return;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => break Err(error),
        }
    };
    let _ = to.send(News::OutputEnds(end));
}

/// A program that is killed if nobody has seen its end.
struct Running {
    child: Child,
    has_ended: bool,
}

impl Running {
    fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        let status = self.child.try_wait()?;
        self.has_ended |= status.is_some();
        Ok(status)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.has_ended {
            return;
        }
        // That it is gone already is fine.
        let _ = kill_group(&self.child);
        let _ = self.child.kill();
        // It leaves at once, unless the system holds it.
        for _ in 0..100 {
            match self.child.try_wait() {
                Ok(None) => thread::sleep(Duration::from_millis(1)),
                _ => break,
            }
        }
    }
}

#[cfg(unix)]
fn in_a_group_of_its_own(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(unix)]
fn kill_group(child: &Child) -> io::Result<()> {
    use rustix::process::{Pid, Signal, kill_process_group};
    Ok(kill_process_group(Pid::from_child(child), Signal::KILL)?)
}

#[cfg(not(unix))]
fn in_a_group_of_its_own(_: &mut Command) {}

#[cfg(not(unix))]
fn kill_group(_: &Child) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(script: &str, limits: Limits) -> Result<(String, bool, String), Failure> {
        let mut out = Vec::new();
        let mut shell = Command::new("sh");
        let (status, err) = run(shell.args(["-c", script]), limits, |bytes| {
            out.extend_from_slice(bytes);
        })?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok((text(&out), status.success(), text(&err)))
    }

    const SHORT: Limits = Limits {
        time: Duration::from_millis(300),
        output: 1_000_000,
    };

    const LONG: Limits = Limits {
        time: Duration::from_mins(1),
        output: 1_000_000,
    };

    #[test]
    fn a_program_that_ends_is_heard_to_its_end() {
        let heard = said("echo a; echo b >&2; exit 3", LONG).expect("it ends");
        assert_eq!(heard, ("a\n".into(), false, "b\n".into()));
        let much = said(
            "head -c 900000 /dev/zero; head -c 900000 /dev/zero >&2",
            LONG,
        )
        .expect("it ends");
        assert_eq!((much.0.len(), much.1), (900_000, true));
        assert!(matches!(
            run(&mut Command::new("/no/such/program"), LONG, |_| {}),
            Err(Failure::NotRun(_))
        ));
    }

    #[test]
    fn a_program_that_hangs_is_stopped_with_all_that_it_started() {
        for script in [
            "sleep 1000",
            "sleep 1000; true",
            "echo a; sleep 1000 & wait",
            // Its pipes are closed, and it goes on.
            "exec >&- 2>&-; sleep 1000",
            "while :; do echo a >&2; sleep 0.01; done",
        ] {
            assert!(
                matches!(said(script, SHORT), Err(Failure::Late)),
                "{script}"
            );
        }
    }

    #[test]
    fn a_program_that_prints_without_end_is_stopped() {
        assert!(matches!(said("cat /dev/zero", LONG), Err(Failure::Endless)));
    }
}
