//! The command as people run it: the real binary in temporary folders.
#![expect(clippy::disallowed_methods, reason = "tests make and look at folders")]
#![expect(clippy::print_stdout, reason = "long tests say how much they did")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "the harness fails as a test does")]

mod again;
mod build;
mod diagnostics;
mod edits;
mod fates;
mod formats;
mod import;
mod init;
mod killed;
mod ledger;
mod links;
mod mend;
mod new;
mod publish;
mod random;
mod remembered;
mod report;
mod same;
mod sequences;
mod since;
mod site;
mod theme;
mod traced;
mod verify;
mod whole;
