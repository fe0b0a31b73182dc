//! Faults of the program itself: a panic becomes a sentence and a status, never a trace in a writer's terminal.

use std::panic;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::cli::Status;
use crate::cli::terminal::Terminal;

/// Nested text is read by recursion that is bounded; this is what the bounds are meant for, on every system.
pub(super) const STACK: usize = 8 * 1024 * 1024;

/// Does the work; where it panics, says so and gives the status of a fault.
pub(super) fn guarded(terminal: &Terminal, work: impl FnOnce() -> Status + Send) -> Status {
    caught(work).unwrap_or_else(|reason| {
        terminal.error(&format!("internal: the program met a fault of its own: {reason}"));
        terminal.print("   = help: the published site is whole; please report this with the files that cause it\n");
        Status::Fault
    })
}

/// Does the work on a stack of known size; a panic is its message.
fn caught(work: impl FnOnce() -> Status + Send) -> Result<Status, String> {
    // It fails only when it was done before; then the pool has the stack that it has.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
    let said = Arc::new(Mutex::new(String::new()));
    let hook = Arc::clone(&said);
    panic::set_hook(Box::new(move |info| {
        let mut said = hook.lock().unwrap_or_else(PoisonError::into_inner);
        if said.is_empty() {
            *said = info.to_string().replace('\n', " ");
        }
    }));
    let done = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        thread.map(thread::ScopedJoinHandle::join)
    });
    // Whatever comes after this, such as a test beside ours, has its own way to panic.
    let _ = panic::take_hook();
    match done {
        Ok(Ok(status)) => Ok(status),
        Ok(Err(_)) => Err(said.lock().unwrap_or_else(PoisonError::into_inner).clone()),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_sentence() {
        assert_eq!(caught(|| Status::Errors), Ok(Status::Errors));
        let reason = caught(|| panic!("two\nlines")).unwrap_err();
        assert!(reason.ends_with(": two lines"), "{reason}");
    }

    #[test]
    fn the_stack_is_deep() {
        fn down(depth: usize) -> usize {
            let room = std::hint::black_box([depth; 512]);
            if depth == 0 { 0 } else { down(depth - 1) + room[0] }
        }
        assert_eq!(caught(|| if down(1_000) > 0 { Status::Clean } else { Status::Errors }), Ok(Status::Clean));
    }
}
