//! `digest schema`: the keys of one kind of file as JSON Schema, for editors.

use anyhow::Result;
use clap::builder::PossibleValuesParser;

use crate::cli::Status;
use crate::cli::terminal::Terminal;
use crate::keys::File;
use crate::report::paint::Ink;
use crate::schema;

/// What `digest schema` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The kind of file; without one, all are listed
    #[arg(value_parser = PossibleValuesParser::new(File::ALL.map(File::name)))]
    file: Option<String>,
}

/// Prints one schema, or lists them all.
pub(super) fn run(terminal: &Terminal, args: &Args) -> Result<Status> {
    let text = match args.file.as_deref().and_then(File::named) {
        Some(file) => format!("{:#}\n", schema::schema(file)),
        None => {
            let paint = terminal.result_paint();
            let line =
                |file: File| format!("{} {}\n", paint.ink(Ink::Strong, &format!("{:10}", file.name())), file.about());
            File::ALL.into_iter().map(line).collect()
        }
    };
    terminal.result(&text)?;
    Ok(Status::Clean)
}
