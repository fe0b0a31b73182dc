//! Writes a digest of any size, for measurements: `cargo run --release --example generate -- 10000 DIR`.
#![expect(clippy::disallowed_methods, reason = "this program makes files")]
#![expect(clippy::print_stderr, reason = "this is a program of its own")]

use std::path::Path;
use std::process::ExitCode;

#[path = "../benches/corpus.rs"]
mod corpus;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [count, folder] = &args[..] else {
        eprintln!("usage: generate ARTICLES DIR");
        return ExitCode::from(2);
    };
    let Ok(count) = count.parse::<usize>() else {
        eprintln!("{count} is no number of articles");
        return ExitCode::from(2);
    };
    match corpus::write(count, Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::from(2)
        }
    }
}
