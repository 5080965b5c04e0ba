//! `redway retire`.

use std::fmt::Write as _;

use clap::Args;
use jiff::civil::Date;

use super::calendar::date;
use super::editing::{Root, below_content, list, refused};
use super::exit::{BUILT, COULD_NOT_RUN, HAS_ERRORS};
use super::output::{answer, say};
use super::report::today;
use crate::characters::on_a_line;
use crate::edit::{Retiring, retired};

#[derive(Debug, Args)]
#[command(after_long_help = LONG)]
pub(super) struct Arguments {
    #[command(flatten)]
    root: Root,
    /// The page, within the content
    page: String,
    /// The page that stands in for it [default: that of its section]
    #[arg(long, value_name = "PAGE")]
    to: Option<String>,
    /// Of a series: the day from which it is no longer held [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: Option<Date>,
}

const LONG: &str = "\
A page is removed, and its address and old addresses lead to the page of its section, or to that of --to. While other files \
name it, nothing is done: each place is told with file and line, so that its sentence can be written anew. A series of \
meetings is not removed, since people have its meetings in their calendars: it says from when it is no longer held.";

pub(super) fn run(arguments: &Arguments) -> u8 {
    let root = &arguments.root;
    let Ok(today) = today() else {
        return COULD_NOT_RUN;
    };
    let (raw, site) = match root.read() {
        Ok(read) => read,
        Err(code) => return code,
    };
    let to = arguments.to.as_deref().map(below_content);
    let text_of = |file: &str| root.text_of(file);
    let path = below_content(&arguments.page);
    let from = arguments.from.unwrap_or(today);
    let retiring = retired((&raw, &site), &path, to.as_deref(), from, &text_of);
    let done = match &retiring {
        Err(why) => return refused(why),
        Ok(Retiring::Named(places)) => {
            let mut out = format!("error: `{}` is named elsewhere\n", on_a_line(&path));
            for one in places {
                let place = root.place(&one.file, one.span.start);
                let _ = writeln!(
                    out,
                    " --> {}: `{}`",
                    on_a_line(&place),
                    on_a_line(&one.written)
                );
            }
            out.push_str("  = help: write these sentences without it, or name another page; then retire it\n");
            return say(&out).or(HAS_ERRORS);
        }
        Ok(Retiring::Series(edits)) => root.write(edits, None, None, &|_| Ok(())).map(|changes| {
            (
                changes,
                format!("retired from {from}: {}\n", on_a_line(&path)),
            )
        }),
        Ok(Retiring::Page {
            file,
            edits,
            stands_in,
        }) => root
            .write(edits, None, Some(file), &|_| Ok(()))
            .map(|changes| {
                let told = format!(
                    "removed: {}\nits address leads to: {}\n",
                    on_a_line(file),
                    on_a_line(stands_in)
                );
                (changes, told)
            }),
    };
    match done {
        Ok((changes, told)) => {
            let files = list(&changes, &str::to_owned);
            answer(&format!("{told}{files}")).or(BUILT)
        }
        Err(why) => refused(&why),
    }
}
