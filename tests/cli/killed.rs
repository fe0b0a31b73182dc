//! Killed at any moment, the real program with many threads leaves a whole site, and the next build is a clean one.
//!
//! Every call once, and every error at each, is in `src/publish/tests/calls.rs`, where the disk is a value, and in
//! `traced.rs`, where it is real. Here the moments are random, so that the order of the threads is, too.

use std::fs::{self, Metadata};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::thread::{scope, sleep};
use std::time::{Duration, SystemTime};

use crate::random::{Random, rounds};
use crate::site::Site;
use crate::whole::{Files, States, two_states};

/// How often as many kills are tried, at most.
const MORE: usize = 10;

#[test]
fn a_killed_build_leaves_a_whole_site() {
    let (site, states) = two_states(rounds(8, 60));
    // Two sites, so that the lock of one does not stop the other.
    let copy = Site::in_memory();
    site.files("")
        .iter()
        .filter(|(path, _)| !path.starts_with(".digest"))
        .for_each(|(path, bytes)| copy.write(path, bytes));
    let rounds = rounds(24, 360) / 2;
    let halfway = AtomicUsize::new(0);
    // On a quick disk publishing is over soon: where no kill has met it, some more are tried.
    let enough = |done: usize| done >= rounds && (halfway.load(Relaxed) > 0 || done >= rounds * MORE);
    let kills: usize = scope(|scope| {
        let work = [(&site, 1), (&copy, 2)].map(|(site, seed)| {
            let (states, enough, halfway) = (&states, &enough, &halfway);
            scope.spawn(move || {
                let kill = |round| {
                    let met = killed_halfway(site, states, seed * 1_000 + round);
                    halfway.fetch_add(usize::from(met), Relaxed);
                };
                (0..).take_while(|done| !enough(*done)).map(kill).count()
            })
        });
        work.into_iter().map(|work| work.join().unwrap()).sum()
    });
    let halfway = halfway.into_inner();
    println!("{kills} kills, {halfway} of them with publishing halfway");
    assert!(halfway > 0, "no kill came while something was published");
    assert!(site.files("old") == states.old, "a file was written in place: the hard links of it changed");
}

/// Kills one build and looks at what it leaves; whether it had begun to publish and not ended.
fn killed_halfway(site: &Site, states: &States, seed: usize) -> bool {
    let mut random = Random::new(seed as u64);
    let out = format!("public-{seed}");
    let is_first = random.below(8) == 0;
    if !is_first {
        link(site, "old", &out, &states.old);
    }
    let mut command = site.command(&["build", "--output", &out]);
    command.env("RAYON_NUM_THREADS", "4").stderr(Stdio::null());
    let mark = site.path(&out).join(random.one(&states.changed()));
    let before = stamp(&mark);
    let mut child = command.spawn().unwrap();
    if random.below(10) == 0 {
        sleep(Duration::from_micros(random.below(50_000) as u64));
    } else {
        wait(&mut child, &mark, before);
        (0..random.below(20_000)).for_each(|_| std::hint::spin_loop());
    }
    child.kill().unwrap();
    child.wait().unwrap();

    let now = site.files(&out);
    let halfway = now.get("manifest.json").is_some_and(|text| text.windows(12).any(|words| words == b"\"publishing\""));
    let after = format!("a kill (seed {seed})");
    states.look(now, &after);
    site.run(&["build", "--output", &out]).ends(0);
    assert!(site.files(&out) == states.new, "after {after}, the next build is not a clean one");
    fs::remove_dir_all(site.path(&out)).unwrap();
    halfway
}

/// Makes a folder of files by hard links.
pub(crate) fn link(site: &Site, from: &str, to: &str, files: &Files) {
    for path in files.keys() {
        let place = site.path(to).join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::hard_link(site.path(from).join(path), place).unwrap();
    }
}

/// Waits until a file is not what it was, or the child is done.
pub(crate) fn wait(child: &mut Child, path: &Path, before: Option<(u64, SystemTime)>) {
    while stamp(path) == before && child.try_wait().unwrap().is_none() {}
}

/// What changes when a file is replaced.
pub(crate) fn stamp(path: &Path) -> Option<(u64, SystemTime)> {
    let stamp = |what: Metadata| (what.len(), what.modified().unwrap());
    fs::symlink_metadata(path).ok().map(stamp)
}
