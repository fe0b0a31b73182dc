//! Rounds: each looks at the files, builds what changed from memory, and puts the result where the server shows it.

use std::any::Any;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use axum::body::Bytes;
use tokio::sync::watch::Sender;

use crate::cli::build::{counted, print};
use crate::cli::past;
use crate::cli::serve::answer::{Output, Outputs};
use crate::cli::serve::editor::Editor;
use crate::cli::serve::overlay::Problems;
use crate::cli::serve::said::{Said, Wrong};
use crate::cli::serve::seen::{Holds, Seen, without_litter};
use crate::cli::serve::session::{Done, Session};
use crate::cli::serve::shown::Shown;
use crate::cli::serve::watch::Watch;
use crate::cli::site::{Site, Wish};
use crate::cli::terminal::Terminal;
use crate::cli::{drawing, one_line};
use crate::config::Layout;
use crate::diagnostic::Diagnostics;
use crate::memory::{Memory, Recall as _};
use crate::pipeline::{Inputs, ThemeFiles};
use crate::plan::trace::Trace;
use crate::publish;
use crate::report::Sources;
use crate::report::human::human;
use crate::report::paint::Paint;
use crate::source::known::Known;
use crate::source::stat::Moment;
use crate::source::{Folder, SourceFile};
use crate::theme::place::Folders;
use crate::theme::{self, Asset};

/// A second look after every change, for what happened in a folder before the system began to watch it.
const SECOND_LOOK: Duration = Duration::from_millis(400);

/// After so long without a change, what is shown on no page is built too: what words are looked up in.
const PAUSE: Duration = Duration::from_secs(2);

/// The style sheet that pages may carry.
const STYLE: &str = "/style.css";

/// Where the system does not tell of changes, files are looked at so often.
const WITHOUT_WATCH: Duration = Duration::from_secs(1);

/// What does not change from round to round.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) terminal: Terminal,
    pub(super) root: PathBuf,
    pub(super) base_url: Option<String>,
    pub(super) drafts: bool,
    pub(super) editor: Option<Editor>,
}

/// The rounds of one preview.
#[derive(Debug)]
pub(super) struct Rounds {
    asked: Asked,
    moments: Sender<Option<Arc<Shown>>>,
    shown: Shown,
    /// What the files were in the last build.
    seen: Seen,
    /// Whether what is shown, problems among it, is what became of these files.
    is_shown: bool,
    known: Known,
    memory: Arc<Memory>,
    /// The site of the last build; nothing where its files are others by now.
    session: Option<Session>,
    /// Whether search does not know yet what was written.
    is_behind: bool,
    /// Whether nobody has written for a while.
    is_pause: bool,
    /// By the clock of the disk: every file was looked at after this.
    moment: Moment,
    /// What was last said to be wrong, which is not said twice.
    said: Said,
    /// The files that were saved before this round; all of them are none.
    saved: BTreeSet<String>,
}

/// How a round ended.
enum Round {
    /// The files are what they were.
    Same,
    /// Someone wrote a file while it was read: look again.
    Again,
    Built(Made),
    /// Nothing could be built; the last good pages stay.
    Failed(Wrong),
}

/// What a round made.
struct Made {
    outputs: Outputs,
    base: String,
    /// Nothing where that is what it was.
    wrong: Option<Wrong>,
    changed: String,
    pages: usize,
    drawn: usize,
}

impl Rounds {
    pub(super) fn new(asked: Asked, moments: Sender<Option<Arc<Shown>>>) -> Rounds {
        Rounds {
            asked,
            moments,
            shown: Shown::default(),
            seen: Seen::default(),
            is_shown: false,
            known: Known::default(),
            memory: Arc::default(),
            session: None,
            is_behind: false,
            is_pause: false,
            moment: Moment::default(),
            said: Said::default(),
            saved: BTreeSet::new(),
        }
    }

    /// Round after round, for as long as the program runs.
    pub(super) fn run(mut self, mut watch: Watch, ready: impl FnOnce()) {
        self.round();
        ready();
        let mut is_settled = false;
        loop {
            let patience = match (watch.is_awake(), is_settled) {
                (false, _) => Some(WITHOUT_WATCH),
                (true, false) => Some(SECOND_LOOK),
                (true, true) if self.is_behind => Some(PAUSE),
                (true, true) => None,
            };
            let is_changed = watch.wait(patience);
            self.is_pause = is_settled && !is_changed;
            if let Some(why) = watch.lost() {
                without_watch(&self.asked.terminal, &why);
            }
            let is_new = self.round();
            is_settled = !is_changed && !is_new;
        }
    }

    /// One round; whether anything was another than before.
    fn round(&mut self) -> bool {
        let start = Instant::now();
        for _ in 0..10 {
            let round = catch_unwind(AssertUnwindSafe(|| self.attempt()));
            let round = match round {
                Ok(Ok(Round::Again)) => continue,
                Ok(Ok(round)) => round,
                Ok(Err(error)) => self.failed(&error, Wrong::default()),
                Err(panic) => {
                    // What a build that broke off has left in memory is not believed.
                    (self.known, self.memory, self.seen, self.session) = Default::default();
                    self.failed(&fault(panic.as_ref()), Wrong::default())
                }
            };
            return self.show(round, start);
        }
        // It is written faster than it is read; the watch tells when that ends.
        true
    }

    fn attempt(&mut self) -> Result<Round> {
        let terminal = &self.asked.terminal;
        let base_url = self.asked.base_url.clone();
        let wish =
            Wish { base_url: base_url.as_deref(), drafts: self.asked.drafts, layout: Layout::Hosted, today: None };
        let mut site = Site::open(Some(&self.asked.root))?;
        let Some(config) = site.config.take() else {
            self.is_shown = false;
            return Ok(Round::Failed(self.wrong(&site.notes, &Sources::new([&site.toml]))));
        };
        let theme = site.themes(terminal, &config.theme)?;
        let is_first = self.seen == Seen::default();
        if is_first {
            // What the last build knew of the same files holds here too; its pages are not at hand.
            let written = publish::recall(&site.root, site.key(&theme, &wish));
            let (memo, checked) = (written.memo().clone(), written.checked().clone());
            self.known = written.front().known;
            self.memory = Arc::new(Memory { memo, checked, ..Memory::default() });
        }
        let content = without_litter(site.content(terminal, site.listed()?, &self.known)?);
        let seen = Seen::of(&site.toml, &theme, &content);
        let known = self.known.after(&content.files, self.moment);
        let latest = content.files.iter().filter_map(|file| file.stat).map(|stat| stat.moment());
        self.moment = latest.fold(self.moment, Moment::or_later);
        if self.is_shown && self.seen == seen && !self.catches_up() {
            self.known = known;
            return Ok(Round::Same);
        }
        self.saved = if is_first { BTreeSet::new() } else { seen.saved(&self.seen) };
        let changed = seen.changed(&self.seen);
        if let Some(made) = self.rewritten(&seen, &content, &changed) {
            self.seen = seen;
            self.is_behind = config.looks_up();
            self.known = known;
            return Ok(Round::Built(made));
        }
        self.session = None;
        match seen.holds(&self.seen) {
            _ if is_first => {}
            Holds::All => {}
            Holds::Reading => {
                self.dress(&theme);
                Arc::make_mut(&mut self.memory).trace = Trace::default();
            }
            Holds::Nothing => {
                let memory = Arc::make_mut(&mut self.memory);
                *memory = Memory::default();
            }
        }
        let mut inputs = site.inputs(&config, theme, content, &wish)?;
        past::for_preview(&mut inputs, &site.output(&config), base_url.as_deref());
        let round = self.built(&site.toml, &site.notes, &Arc::new(inputs), changed)?;
        self.seen = seen;
        self.is_shown = true;
        // Where a file was written meanwhile, what was known of it is not true.
        let known = if matches!(round, Round::Again) { Known::default() } else { known };
        self.known = known;
        Ok(round)
    }

    /// Whether it is time to build what is behind the pages.
    fn catches_up(&self) -> bool {
        self.is_behind && self.is_pause
    }

    /// What other words in texts change, where nothing else did; nothing where the site has to be built.
    fn rewritten(&mut self, seen: &Seen, content: &Folder, changed: &str) -> Option<Made> {
        let (session, old) = (self.session.as_ref()?, self.shown.outputs.as_ref()?);
        let names = if self.is_shown && !self.catches_up() { seen.same_files(&self.seen)? } else { return None };
        let files = content.files.iter().filter(|file| names.contains(file.path.as_str()));
        // What is wrong with the theme is for the build to say.
        let drawn = session.rewrite(files.cloned().collect())?.ok()?;
        let mut outputs = Outputs::clone(old);
        let memory = Arc::make_mut(&mut self.memory);
        let count = drawn.len();
        for (route, bytes) in drawn {
            // The pages are others than those that the last build left.
            memory.trace.forget(&route);
            let output = outputs.get_mut(route.as_str())?;
            if output.bytes != bytes {
                (output.bytes, output.since) = (Bytes::from(bytes.into_boxed_slice()), self.shown.round + 1);
            }
        }
        let (base, changed) = (self.shown.base.clone(), changed.to_owned());
        Some(Made { outputs, base, wrong: None, changed, pages: 0, drawn: count })
    }

    fn built(&mut self, toml: &SourceFile, own: &Diagnostics, inputs: &Arc<Inputs>, changed: String) -> Result<Round> {
        let (memory, old) = (Arc::clone(&self.memory), self.shown.outputs.clone().unwrap_or_default());
        let begun = Session::begin(Arc::clone(inputs), memory, old, self.shown.round + 1)?;
        // As if it had been built here.
        let (session, Done { built, outputs }) = begun.unwrap_or_else(|panic| resume_unwind(panic));
        if inputs.content.files.iter().any(|file| file.bytes.are_gone()) {
            self.is_shown = false;
            return Ok(Round::Again);
        }
        self.is_behind = false;
        let mut notes = own.clone();
        notes.append(built.notes);
        let notes = notes.in_order();
        let sources = Sources::new(std::iter::once(toml).chain(&inputs.content.files));
        let wrong = self.wrong(&notes, &sources);
        // What pages were made from is true of the pages that are shown, and of no others.
        let is_shown = built.drawn.is_ok() && !notes.has_errors();
        let mut memory = built.memory.unwrap_or_default();
        if !is_shown {
            memory.trace = self.memory.trace.clone();
        }
        self.memory = Arc::new(memory);
        Ok(match built.drawn {
            Err(error) => self.failed(&error, wrong),
            Ok(_) if notes.has_errors() => Round::Failed(wrong),
            Ok(drawn) => {
                self.session = Some(session);
                let (base, wrong) = (inputs.config.base.path.clone(), Some(wrong));
                Round::Built(Made { outputs, base, wrong, changed, pages: drawn.pages, drawn: drawn.drawn })
            }
        })
    }

    /// Notes, said in the terminal and for the overlay.
    fn wrong(&self, notes: &Diagnostics, sources: &Sources<'_>) -> Wrong {
        let said = human(notes, sources, Paint::Plain);
        if said != self.said.notes {
            print(&self.asked.terminal, notes, sources);
        }
        let problems = Problems::of(notes, sources, self.asked.editor.as_ref(), &self.saved);
        Wrong { problems, said: Said { notes: said, failure: String::new(), blocks: notes.has_errors() } }
    }

    /// What kept the program from its work, beside what is wrong with the content.
    fn failed(&mut self, error: &anyhow::Error, wrong: Wrong) -> Round {
        // The files may be mended without a change of what was built.
        self.is_shown = false;
        let (reason, drawing) = (one_line(error), drawing(error));
        let failure = format!("error: {reason}\n{drawing}");
        if failure != self.said.failure {
            self.asked.terminal.error(&reason);
            self.asked.terminal.print(&drawing);
        }
        Round::Failed(Wrong {
            problems: wrong.problems.with_failure(failure.clone()),
            said: Said { failure, blocks: true, ..wrong.said },
        })
    }

    /// Puts the result where the server shows it, and says so.
    fn show(&mut self, round: Round, start: Instant) -> bool {
        let terminal = self.asked.terminal;
        let wrong = match round {
            Round::Same | Round::Again => return false,
            Round::Built(made) => {
                let (drawn, seconds) = (counted(made.drawn, "file"), start.elapsed().as_secs_f64());
                let what = match (self.shown.outputs.is_some(), made.changed.as_str()) {
                    (false, _) => counted(made.pages, "page"),
                    (true, "") if self.is_pause => "Search knows it too".to_owned(),
                    (true, "") => "As before".to_owned(),
                    (true, changed) => format!("Changed: {changed}"),
                };
                terminal.say(&format!("{what} ({drawn} drawn, {seconds:.2} s)."));
                if let Some(mended) = made.wrong.as_ref().and_then(|wrong| self.said.mended(&wrong.said)) {
                    terminal.say(mended);
                }
                self.shown.built = self.shown.round + 1;
                self.shown.sheet = made.outputs.get(STYLE).map(|sheet| sheet.bytes.clone()).unwrap_or_default();
                self.shown.base = made.base;
                self.shown.outputs = Some(Arc::new(made.outputs));
                made.wrong
            }
            Round::Failed(wrong) => {
                if wrong.said == self.said {
                    // It is what it was; nobody needs to be told again.
                    return false;
                }
                if self.shown.outputs.is_some() {
                    terminal.say("The pages are those of the last build that went well.");
                }
                Some(wrong)
            }
        };
        self.shown.round += 1;
        if let Some(wrong) = wrong {
            self.said = wrong.said;
            self.shown.problems = wrong.problems.json().into();
        }
        self.moments.send_replace(Some(Arc::new(self.shown.clone())));
        true
    }

    /// Shows the theme's static files before all pages are drawn anew with them: whoever writes a style sheet waits for
    /// one file and not for thousands. What is wrong with the theme is for the build to say.
    fn dress(&mut self, theme: &ThemeFiles) {
        let (Some(old), Ok(theme)) = (&self.shown.outputs, theme::load(&Folders::default(), &theme.parent, &theme.own))
        else {
            return;
        };
        let since = self.shown.round + 1;
        let is_other = |asset: &&Asset| old.get(asset.route.as_str()).is_some_and(|old| old.bytes != asset.bytes);
        let new = |asset: &Asset| {
            let bytes = Bytes::copy_from_slice(&asset.bytes);
            (asset.route.as_str().to_owned(), Output { bytes, since, source: None })
        };
        let new: Vec<(String, Output)> = theme.assets.iter().filter(is_other).map(new).collect();
        if new.is_empty() {
            return;
        }
        let mut outputs = Outputs::clone(old);
        outputs.extend(new);
        self.shown.outputs = Some(Arc::new(outputs));
        self.shown.round = since;
        self.moments.send_replace(Some(Arc::new(self.shown.clone())));
    }
}

/// Says that changes will be seen later than they could be.
pub(super) fn without_watch(terminal: &Terminal, why: &str) {
    terminal.say(&format!("The system does not tell of changes ({why}): files are looked at once a second."));
}

/// A panic, as an error.
pub(super) fn fault(panic: &(dyn Any + Send)) -> anyhow::Error {
    let reason = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    anyhow!("internal: the program met a fault of its own: {}", reason.unwrap_or("no reason was given"))
}
