//! The two streams of a terminal: results and notes, with colours where they are wanted.

use std::io::{self, ErrorKind, Write};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context as _, Result};

use crate::cli::Color;
use crate::report::paint::{Ink, Paint};
use crate::report::shown;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Volume {
    Quiet,
    Normal,
    Verbose,
}

/// Where text goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    volume: Volume,
    color: Color,
}

impl Terminal {
    pub(super) fn new(volume: Volume, color: Color) -> Self {
        Terminal { volume, color }
    }

    pub(super) fn volume(&self) -> Volume {
        self.volume
    }

    /// Colours for results.
    pub(super) fn result_paint(&self) -> Paint {
        paint(self.choice(&io::stdout()))
    }

    /// Colours for notes.
    pub(super) fn note_paint(&self) -> Paint {
        paint(self.choice(&io::stderr()))
    }

    /// Prints a result. A reader who has seen enough (`| head`) is no fault.
    pub(super) fn result(&self, text: &str) -> Result<()> {
        let choice = self.choice(&io::stdout());
        let mut stream = AutoStream::new(io::stdout().lock(), choice);
        match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error).context("cannot write the result"),
            _ => Ok(()),
        }
    }

    /// Prints text beside the result, however loud the program is.
    pub(super) fn print(&self, text: &str) {
        let choice = self.choice(&io::stderr());
        // There is nobody to tell when standard error is closed.
        let _ = AutoStream::new(io::stderr().lock(), choice).write_all(text.as_bytes());
    }

    /// Says a sentence, unless the program is to be quiet.
    pub(super) fn say(&self, sentence: &str) {
        if self.volume >= Volume::Normal {
            self.print(&format!("{}\n", shown::line(sentence)));
        }
    }

    /// Says a sentence to those who asked for more.
    pub(super) fn detail(&self, sentence: &str) {
        if self.volume >= Volume::Verbose {
            self.say(sentence);
        }
    }

    /// Says why the program stops.
    pub(super) fn error(&self, reason: &str) {
        let word = self.note_paint().ink(Ink::Error, "error");
        self.print(&format!("{word}: {}\n", shown::line(reason)));
    }

    fn choice(&self, stream: &dyn RawStream) -> ColorChoice {
        match self.color {
            Color::Auto => stream.choice(),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
}

/// What the environment and the stream say of colours (`NO_COLOR`, `CLICOLOR_FORCE`, a terminal or not).
trait RawStream {
    fn choice(&self) -> ColorChoice;
}

impl RawStream for io::Stdout {
    fn choice(&self) -> ColorChoice {
        AutoStream::choice(self)
    }
}

impl RawStream for io::Stderr {
    fn choice(&self) -> ColorChoice {
        AutoStream::choice(self)
    }
}

fn paint(choice: ColorChoice) -> Paint {
    if choice == ColorChoice::Never { Paint::Plain } else { Paint::Coloured }
}
