//! Files that were renamed, told by what is in them: a name that is gone, a name that is new, and much the same text.

use std::collections::{BTreeMap, BTreeSet};

use crate::since::paths;
use crate::source::{SourceFile, SourcePath};

/// Pairs of files that are compared line by line, at most; beyond it only equal files are found, as git has it.
const MOST_PAIRS: usize = 250_000;

/// The new name of each file of `before` that was renamed.
///
/// Equal files are paired first, then those that share half of their bytes in equal lines, the most alike first; among
/// equals the first by name.
pub(super) fn moved(before: &[SourceFile], now: &[SourceFile]) -> BTreeMap<SourcePath, SourcePath> {
    let (old, new) = (paths(before), paths(now));
    let mut gone: Vec<&SourceFile> = before.iter().filter(|file| !new.contains(&file.path)).collect();
    let mut come: Vec<&SourceFile> = now.iter().filter(|file| !old.contains(&file.path)).collect();
    let mut moved = BTreeMap::new();
    let mut equal: BTreeMap<&[u8], Vec<&SourceFile>> = BTreeMap::new();
    for file in come.iter().rev() {
        equal.entry(&file.bytes).or_default().push(file);
    }
    for file in &gone {
        if let Some(to) = equal.get_mut(&*file.bytes).and_then(Vec::pop) {
            moved.insert(file.path.clone(), to.path.clone());
        }
    }
    let taken: BTreeSet<SourcePath> = moved.values().cloned().collect();
    gone.retain(|file| !moved.contains_key(&file.path));
    come.retain(|file| !taken.contains(&file.path));
    if gone.len().saturating_mul(come.len()) <= MOST_PAIRS {
        alike(&mut moved, &gone, &come);
    }
    moved
}

fn alike(moved: &mut BTreeMap<SourcePath, SourcePath>, gone: &[&SourceFile], come: &[&SourceFile]) {
    let counted: Vec<_> = come
        .iter()
        .map(|file| {
            let lines = lines(&file.bytes);
            (&file.path, size(&lines), lines)
        })
        .collect();
    let mut pairs: Vec<(usize, &SourcePath, &SourcePath)> = Vec::new();
    for from in gone {
        let old = lines(&from.bytes);
        let old_size = size(&old);
        for (to, new_size, new) in &counted {
            let most = old_size.max(*new_size);
            // They share no more than the smaller one has.
            if old_size.min(*new_size) * 2 < most {
                continue;
            }
            let shared = shared(&old, new);
            if shared * 2 >= most && shared > 0 {
                pairs.push((shared * 1_000 / most, &from.path, to));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken: BTreeSet<&SourcePath> = BTreeSet::new();
    for (_, from, to) in pairs {
        if !moved.contains_key(from) && taken.insert(to) {
            moved.insert(from.clone(), to.clone());
        }
    }
}

/// How often each line stands in a file.
fn lines(bytes: &[u8]) -> BTreeMap<&[u8], usize> {
    let mut counts = BTreeMap::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        *counts.entry(line.trim_ascii_end()).or_default() += 1;
    }
    counts
}

/// Bytes of all lines, each with one for its end, however that was written.
fn size(lines: &BTreeMap<&[u8], usize>) -> usize {
    lines.iter().map(|(line, count)| (line.len() + 1) * count).sum()
}

/// Bytes in lines that both have.
fn shared(old: &BTreeMap<&[u8], usize>, new: &BTreeMap<&[u8], usize>) -> usize {
    let both = old.iter().filter_map(|(line, count)| Some((line.len() + 1) * count.min(new.get(line)?)));
    both.sum()
}
