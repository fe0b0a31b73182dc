//! `digest completions` and `digest man`: the command line, written for shells and for `man`.

use anyhow::Result;
use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::cli::terminal::Terminal;
use crate::cli::{Cli, Status};

/// What `digest completions` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

/// Prints completions.
pub(super) fn completions(terminal: &Terminal, args: &Args) -> Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "digest", &mut script);
    terminal.result(&String::from_utf8_lossy(&script))?;
    Ok(Status::Clean)
}

/// Prints the manual page, in the language of `man`.
pub(super) fn man(terminal: &Terminal) -> Result<Status> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    terminal.result(&String::from_utf8_lossy(&page))?;
    Ok(Status::Clean)
}
