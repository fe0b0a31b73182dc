//! After any sequence of edits, a folder that was built into before is, byte for byte, what a clean build makes of the
//! same sources elsewhere; and the program says the same and ends the same.

use std::process::Command;
use std::thread::scope;

use crate::edits::EDITS;
use crate::random::{Random, rounds};
use crate::site::{Output, Site};
use crate::whole::Files;

/// A site that is edited, and what has to be remembered of it.
pub(crate) struct World {
    pub(crate) site: Site,
    /// Whether drafts are built.
    pub(crate) drafts: bool,
    /// Files that somebody put into the published folder.
    pub(crate) foreign: Files,
    /// Deleted sources.
    pub(crate) gone: Vec<(String, Vec<u8>)>,
    pub(crate) old_cache: Files,
    pub(crate) old_public: Files,
    /// The sources of the last build that published, and its drafts, where the one after it did not.
    mended: Option<(Files, bool)>,
    /// How many builds published.
    published: usize,
}

impl World {
    fn new() -> World {
        let site = Site::in_memory();
        for (path, bytes) in Site::in_memory().with("whole").files("") {
            if !path.starts_with("expected/") {
                site.write(&path, bytes);
            }
        }
        site.edit("site.toml", "title", "theme = \"own\"\ntitle");
        let site = site.may_lose();
        site.write("themes/own/theme.toml", "name = \"own\"\nneeds = \"1\"\nextends = \"default\"\n");
        World {
            site,
            drafts: false,
            foreign: Files::new(),
            gone: Vec::new(),
            old_cache: Files::new(),
            old_public: Files::new(),
            mended: None,
            published: 0,
        }
    }

    /// Everything that a build is made from.
    pub(crate) fn sources(&self) -> Files {
        let mut files = self.site.files("");
        files.retain(|path, _| !path.starts_with("public/") && !path.starts_with(".digest/"));
        files
    }

    /// The build of a site as it is now.
    pub(crate) fn command(&self, site: &Site) -> Command {
        site.command(if self.drafts {
            &["build", "--today", "2020-01-01", "--drafts"]
        } else {
            &["build", "--today", "2020-01-01"]
        })
    }

    /// Does one edit, or takes back the one before, which could not be published.
    fn edit(&mut self, random: &mut Random) -> String {
        if let Some((good, drafts)) = self.mended.take() {
            self.drafts = drafts;
            self.sources().keys().for_each(|path| self.site.remove(path));
            remove_empty_folders(&self.site);
            good.iter().for_each(|(path, bytes)| self.site.write(path, bytes));
            return "the step before is taken back".to_owned();
        }
        loop {
            if let Some(what) = random.one(EDITS)(self, random) {
                return what;
            }
        }
    }

    /// Builds, builds the same sources elsewhere, and says where the two differ.
    fn compare(&mut self, good: (Files, bool)) -> Result<(), String> {
        let before = self.site.files("public");
        let again = Output::of(&mut self.command(&self.site));
        let clean = Site::in_memory();
        self.sources().iter().for_each(|(path, bytes)| clean.write(path, bytes));
        let first = Output::of(&mut self.command(&clean));
        if again.status != first.status || said(&again, &self.site) != said(&first, &clean) {
            return Err(format!("it says and ends otherwise:\n{again:?}\nclean:\n{first:?}"));
        }
        let mut now = self.site.files("public");
        if again.status != 0 {
            self.mended = Some(good);
            return if now == before { Ok(()) } else { Err("it failed and changed what was published".to_owned()) };
        }
        for (path, bytes) in &self.foreign {
            if now.remove(path).as_ref() != Some(bytes) {
                return Err(format!("somebody's file {path} is not as it was"));
            }
        }
        self.published += 1;
        differences(&now, &clean.files("public"))
    }
}

/// What a run said, without what depends on the place, the time, and what was there before.
fn said(output: &Output, site: &Site) -> String {
    let text = output.stderr.replace(site.path("").to_str().unwrap().trim_end_matches('/'), "");
    let line = |line: &str| match line.split_once(" written, ") {
        Some((start, _)) => start.rsplit_once('(').unwrap().0.to_owned(),
        None => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn differences(now: &Files, clean: &Files) -> Result<(), String> {
    let paths = now.keys().chain(clean.keys()).filter(|path| now.get(*path) != clean.get(*path));
    let paths: Vec<&String> = paths.collect();
    if paths.is_empty() { Ok(()) } else { Err(format!("{} files differ: {paths:?}", paths.len())) }
}

fn remove_empty_folders(site: &Site) {
    let folders = ["content", "themes"].map(|folder| site.path(folder));
    let entries = folders.iter().flat_map(|folder| walkdir::WalkDir::new(folder).contents_first(true));
    for entry in entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_dir()) {
        let _ = std::fs::remove_dir(entry.path());
    }
}

/// Plays these steps of a sequence and counts those that published; where one fails, its place among them, with what was
/// done up to it and why.
fn play(seed: usize, steps: &[usize]) -> Result<usize, (usize, String)> {
    let mut world = World::new();
    let mut done = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let good = (world.sources(), world.drafts);
        let what = world.edit(&mut Random::new((seed * 1_000_003 + step) as u64));
        done.push(format!("{step}. {what}"));
        world.compare(good).map_err(|why| (at, format!("seed {seed}:\n{}\n{why}", done.join("\n"))))?;
    }
    Ok(world.published)
}

/// Leaves steps out of a sequence that fails, as long as it fails without them.
fn shrink(seed: usize, mut steps: Vec<usize>, mut why: String) -> String {
    let mut size = steps.len() / 2;
    let mut tries = 0;
    while size > 0 && tries < 60 {
        let mut start = 0;
        while start < steps.len().saturating_sub(1) && tries < 60 {
            let end = (start + size).min(steps.len() - 1);
            let fewer: Vec<usize> = steps[..start].iter().chain(&steps[end..]).copied().collect();
            tries += 1;
            match play(seed, &fewer) {
                Err((at, still)) => {
                    steps = fewer[..=at].to_vec();
                    why = still;
                }
                Ok(_) => start = end,
            }
        }
        size /= 2;
    }
    why
}

#[test]
fn incremental_equals_clean_after_any_edits() {
    let (seeds, steps) = (rounds(1, 5), rounds(40, 200));
    scope(|scope| {
        for seed in 1..=seeds {
            scope.spawn(move || {
                let all: Vec<usize> = (0..steps).collect();
                match play(seed, &all) {
                    Ok(published) => {
                        println!("seed {seed}: {steps} steps, {published} of them published");
                        assert!(published > steps / 2, "too many steps end in an error");
                    }
                    Err((at, why)) => {
                        let few = shrink(seed, all[..=at].to_vec(), why.clone());
                        panic!("{why}\n\nwith fewer steps: {few}");
                    }
                }
            });
        }
    });
}
