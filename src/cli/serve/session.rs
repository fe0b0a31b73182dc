//! A session: a site that was built and stays in hand, in a thread of its own, so that what a word in a text changes is
//! drawn at once and not with the whole site.

use std::any::Any;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{Builder, JoinHandle};

use anyhow::{Context as _, Result};

use crate::cli::fault::STACK;
use crate::cli::serve::answer::Outputs;
use crate::cli::serve::tray::Tray;
use crate::memory::Memory;
use crate::pipeline::live::{Rewritten, Shows};
use crate::pipeline::{self, Built, Inputs};
use crate::source::SourceFile;

/// What a build made.
pub(super) struct Done {
    pub(super) built: Built,
    pub(super) outputs: Outputs,
}

/// What is drawn anew for other texts; nothing where the site has to be built.
type Answer = Option<Result<Rewritten>>;

/// A site in hand.
#[derive(Debug)]
pub(super) struct Session {
    ask: Sender<Vec<SourceFile>>,
    answers: Receiver<Answer>,
    thread: Option<JoinHandle<()>>,
}

/// A panic of the thread.
pub(super) type Panic = Box<dyn Any + Send>;

impl Session {
    /// Builds a site, beside what is shown now, as the moment `round`.
    ///
    /// # Errors
    /// Outside, when no thread can be had; inside, what the thread panicked with.
    pub(super) fn begin(
        inputs: Arc<Inputs>,
        memory: Arc<Memory>,
        old: Arc<Outputs>,
        round: u64,
    ) -> Result<Result<(Session, Done), Panic>> {
        let (tell, built) = channel();
        let (ask, asked) = channel();
        let (answer, answers) = channel();
        let work = move || {
            let mut tray = Tray::new(old, round);
            let taken = tray.taken();
            pipeline::held(&inputs, &*memory, &mut tray, |built, live| {
                let shows = Shows::of(&built);
                // Whoever does not listen any more has ended.
                let _ = tell.send(Done { built, outputs: taken.outputs() });
                while let (Some(shows), Ok(files)) = (&shows, asked.recv()) {
                    let files: Vec<SourceFile> = files;
                    if answer.send(live.rewrite(shows, &files)).is_err() {
                        break;
                    }
                }
            });
        };
        let thread = Builder::new().stack_size(STACK).spawn(work).context("cannot start to build")?;
        match built.recv() {
            Ok(done) => Ok(Ok((Session { ask, answers, thread: Some(thread) }, done))),
            // It ended without a word.
            Err(_) => Ok(Err(thread.join().err().unwrap_or_else(|| Box::new("the build ended early")))),
        }
    }

    /// What is drawn anew for these versions of files; nothing where the site has to be built.
    ///
    /// # Errors
    /// When the theme fails.
    pub(super) fn rewrite(&self, files: Vec<SourceFile>) -> Answer {
        self.ask.send(files).ok()?;
        // One that panicked is at its end, and the build that comes next says why.
        self.answers.recv().ok()?
    }
}

impl Drop for Session {
    /// Its memory is free before another site is built.
    fn drop(&mut self) {
        let (closed, _) = channel();
        self.ask = closed;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
