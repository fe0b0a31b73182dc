//! Arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    conflict_digest::cli::run()
}
