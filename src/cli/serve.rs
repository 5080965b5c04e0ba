//! `redway serve`.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use clap::Args;

use super::exit::{BUILT, COULD_NOT_RUN};
use super::output::{answer, say};
use super::report::{Format, Reporting, count, found_in, only_read};
use crate::build::{BuildOptions, default_output};
use crate::diagnostic::{Diagnostics, reason};
use crate::serve::{Hosts, Preview, Told, in_url, serve};

#[derive(Debug, Args)]
#[command(after_long_help = LONG)]
pub(super) struct Arguments {
    /// The folder of the site: it holds content/ (or site.yaml itself) and perhaps themes/
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The port; when another program has it, the next one that is free is taken
    #[arg(long, value_name = "N", default_value_t = 4000)]
    port: u16,
    /// A name or address of this machine, so that others can see the preview too [default: 127.0.0.1, this machine only]
    #[arg(long, value_name = "NAME")]
    host: Option<String>,
    /// Open the preview in the browser
    #[arg(long)]
    open: bool,
    /// Look files over again and again instead of being told of changes: for disks of the network
    #[arg(long)]
    poll: bool,
}

const LONG: &str = "\
Shows the site as it would be built, drafts included, and shows it again when a file is saved. Nothing is written. When a \
file has a mistake, the last good state stays, with the mistakes over it until they are mended. Ctrl-C ends it.";

/// After so many ports that are taken, any will do.
const MOST_PORTS: u16 = 20;

pub(super) fn run(arguments: &Arguments) -> u8 {
    let Ok(options) = only_read(&arguments.root) else {
        return COULD_NOT_RUN;
    };
    let host = arguments.host.as_deref();
    let (listener, port) = match listen(host.unwrap_or("127.0.0.1"), arguments.port) {
        Ok(listening) => listening,
        Err(why) => return say(&format!("error: {why}\n")).or(COULD_NOT_RUN),
    };
    let hosts = Hosts::new(host);
    let address = format!("http://{}:{port}/", in_url(name(host)));
    let root = match std::path::absolute(&arguments.root) {
        Ok(root) => root,
        Err(error) => {
            let why = format!(
                "error: the folder of the site cannot be found: {}\n",
                reason(&error)
            );
            return say(&why).or(COULD_NOT_RUN);
        }
    };
    let output = default_output(Path::new(""));
    let started = Instant::now();
    let teller = Teller {
        reporting: Reporting::start(&arguments.root, Format::Text),
        last: Mutex::default(),
    };
    let preview = Preview {
        options: BuildOptions {
            base_url: Some(address.clone()),
            drafts: true,
            ..options
        },
        root,
        output: output.to_string_lossy().into_owned(),
        hosts,
        polls: arguments.poll,
        run: jiff::Timestamp::now().as_millisecond().to_string(),
        clock: Box::new(move || started.elapsed()),
        tell: Box::new(move |told| teller.tell(told)),
    };
    let ready = || {
        if port != arguments.port && arguments.port != 0 {
            let taken = format!(
                "port {} is taken, so the preview is at port {port}\n",
                arguments.port
            );
            let _ = say(&taken);
        }
        let _ = answer(&format!("The preview is at {address}\n"));
        let _ = say("Ctrl-C ends it.\n");
        if arguments.open
            && let Err(why) = open(&address)
        {
            let _ = say(&format!("the browser could not be opened: {why}\n"));
        }
    };
    serve(preview, &listener, ready);
    BUILT
}

/// Says what became of each change.
struct Teller {
    reporting: Reporting,
    /// What was found last: it is not said again.
    last: Mutex<Diagnostics>,
}

impl Teller {
    fn tell(&self, told: &Told<'_>) {
        match told {
            Told::Shown {
                pages,
                findings,
                took,
            } => {
                let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
                if *last != **findings {
                    let _ = self.reporting.findings(findings);
                    (*last).clone_from(findings);
                }
                let (pages, found) = (count(*pages, "page"), found_in(findings));
                let _ = say(&format!(
                    "{pages}, {found}, shown after {} ms\n",
                    took.as_millis()
                ));
            }
            Told::Mistakes { report, shown } => {
                let _ = self.reporting.findings(&report.diagnostics);
                *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Diagnostics::new();
                let until = if *shown {
                    "the last good state is shown until this is mended"
                } else {
                    "nothing can be shown until this is mended"
                };
                let _ = say(&format!("{}: {until}\n", found_in(&report.diagnostics)));
            }
            Told::Notice(notice) => {
                let _ = say(&format!("{notice}\n"));
            }
        }
    }
}

/// The name by which a browser on this machine reaches the preview.
fn name(host: Option<&str>) -> &str {
    match host {
        None => "127.0.0.1",
        // Every address is listened to, and none of them is that.
        Some("0.0.0.0" | "::" | "[::]") => "localhost",
        Some(host) => host,
    }
}

/// Listens at a port or, when it is taken, at the next one that is free.
fn listen(host: &str, port: u16) -> Result<(TcpListener, u16), String> {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let next = (0..=MOST_PORTS).filter_map(|more| port.checked_add(more));
    for port in next.chain([0]) {
        match TcpListener::bind((bare, port)) {
            Ok(listener) => {
                let address = listener.local_addr().map_err(|error| reason(&error))?;
                return Ok((listener, address.port()));
            }
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => {
                let why = reason(&error);
                return Err(format!(
                    "the preview cannot be at {host}, port {port}: {why}"
                ));
            }
        }
    }
    Err(format!("no port of {host} is free"))
}

/// Opens an address in the browser, by the program that the system has for it.
fn open(address: &str) -> Result<(), String> {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let started = Command::new(program)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    started
        .map(drop)
        .map_err(|error| format!("{program}: {}", reason(&error)))
}
