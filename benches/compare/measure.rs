//! What a process took: wall, CPU, peak memory; and what it left.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4 as _;
use walkdir::WalkDir;

/// What a process took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures {
    /// Seconds from start to end.
    pub(crate) wall: f64,
    /// Seconds of all its threads outside the kernel.
    pub(crate) user: f64,
    /// Seconds of all its threads in the kernel.
    pub(crate) system: f64,
    /// The most memory it held at once.
    pub(crate) peak_mib: f64,
}

/// Runs a command to its end.
pub(crate) fn measured(mut command: Command) -> Figures {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let ended = child.wait4().unwrap();
    let wall = start.elapsed().as_secs_f64();
    assert!(ended.status.success(), "{command:?}: {}", ended.status);
    let used = ended.rusage;
    Figures {
        wall,
        user: used.utime.as_secs_f64(),
        system: used.stime.as_secs_f64(),
        peak_mib: used.maxrss as f64 / f64::from(1 << 20),
    }
}

/// The median of each figure.
pub(crate) fn median(runs: Vec<Figures>) -> Figures {
    let middle = |value: fn(&Figures) -> f64| {
        let mut values: Vec<f64> = runs.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    Figures {
        wall: middle(|f| f.wall),
        user: middle(|f| f.user),
        system: middle(|f| f.system),
        peak_mib: middle(|f| f.peak_mib),
    }
}

/// How many files are in a folder, and their bytes.
pub(crate) fn tree(folder: &Path) -> (usize, u64) {
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.fold((0, 0), |(count, bytes), entry| (count + 1, bytes + entry.metadata().unwrap().len()))
}
