//! `redway schema`.

use std::path::PathBuf;

use clap::Args;

use super::exit::BUILT;
use super::output::{answer, say};
use super::report::not_written;
use crate::schema;
use crate::write::{NewFile, renew};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder for the schemas; those that an earlier version wrote there are replaced, and nothing else is
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let schemas = schema::schemas().into_iter().map(|schema| NewFile {
        path: schema.file,
        text: schema.text,
    });
    let files: Vec<NewFile> = schemas.collect();
    let out = &arguments.out;
    match renew(out, &files, &schema::is_ours) {
        Ok(()) => {
            let settings = schema::settings(&out.to_string_lossy().replace('\\', "/"));
            let done = format!(
                "{} schemas are in {}; this is for .vscode/settings.json:\n",
                files.len(),
                out.display()
            );
            say(&done).and(answer(&settings)).or(BUILT)
        }
        Err(finding) => not_written(*finding),
    }
}
