//! Offspring: what is known to mean something is put in, repeated, swapped and cut, and now and then a byte falls over.

/// Chance that is the same for the same beginning (SplitMix64, Steele, Lea and Flood 2014).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, or nought.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap()
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// Characters that meant something to some program before.
const CHARACTERS: [&str; 30] = [
    "\0",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\u{b}",
    "\u{c}",
    "\u{1b}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{202e}",
    "\u{2028}",
    "\u{2066}",
    "\u{feff}",
    "\u{fffd}",
    "\u{fffe}",
    "\u{1f3f4}",
    "\u{e0067}",
    "\u{10ffff}",
    "é",
    "e\u{301}",
    "ß",
    "İ",
    "سوريا",
    "Киев",
];

/// A child of one or two of these.
pub(crate) fn mutated(dice: &mut Dice, corpus: &[Vec<u8>], words: &[&str], longest: usize) -> Vec<u8> {
    let mut input = corpus[dice.below(corpus.len())].clone();
    for _ in 0..=dice.below(6) {
        change(dice, &mut input, corpus, words);
        input.truncate(longest);
    }
    input
}

fn change(dice: &mut Dice, input: &mut Vec<u8>, corpus: &[Vec<u8>], words: &[&str]) {
    let (start, end) = stretch(dice, input);
    match dice.below(16) {
        0..4 => put(input, start..start, dice.pick(words).as_bytes()),
        4 => put(input, start..end, dice.pick(words).as_bytes()),
        5 => {
            let times = 1 << dice.below(9);
            let word = dice.pick(words).repeat(times);
            put(input, start..start, word.as_bytes());
        }
        6 => put(input, start..end, b""),
        7 => {
            let piece = input[start..end].repeat(1 + dice.below(20));
            put(input, start..start, &piece);
        }
        8 => {
            let other = &corpus[dice.below(corpus.len())];
            let (from, to) = stretch(dice, other);
            put(input, start..start, &other[from..to]);
        }
        9 => {
            let other = &corpus[dice.below(corpus.len())];
            input.truncate(start);
            input.extend_from_slice(&other[dice.below(other.len())..]);
        }
        10 => {
            let bit = dice.below(8);
            input.get_mut(start).into_iter().for_each(|byte| *byte ^= 1 << bit);
        }
        11 => {
            let byte = u8::try_from(dice.below(256)).unwrap();
            input.get_mut(start).into_iter().for_each(|old| *old = byte);
        }
        12 => put(input, start..start, dice.pick(&CHARACTERS).as_bytes()),
        13 => lines(dice, input),
        14 => {
            // The same sign twice is another sign: a fence, a strong emphasis, the end of a document.
            let byte = input.get(start).copied().unwrap_or(b'-');
            put(input, start..start, &vec![byte; 1 << dice.below(8)]);
        }
        _ => input.truncate(end),
    }
}

/// A stretch of a text, mostly a short one, mostly between signs where something begins or ends.
fn stretch(dice: &mut Dice, input: &[u8]) -> (usize, usize) {
    let mut at = dice.below(input.len() + 1);
    if dice.below(4) > 0 {
        let is_edge = |pair: &[u8]| pair[0].is_ascii_alphanumeric() != pair[1].is_ascii_alphanumeric();
        at = input.get(at..).and_then(|rest| rest.windows(2).position(is_edge)).map_or(at, |edge| at + edge + 1);
    }
    let most = input.len() - at;
    let length = if dice.below(8) == 0 { dice.below(most + 1) } else { dice.below(most.min(24) + 1) };
    (at, at + length)
}

/// A line is doubled, taken out, or put elsewhere.
fn lines(dice: &mut Dice, input: &mut Vec<u8>) {
    let mut lines: Vec<Vec<u8>> = input.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if lines.is_empty() {
        return;
    }
    let (from, to) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(3) {
        0 => {
            let line = lines[from].clone();
            lines.insert(to, line);
        }
        1 => drop(lines.remove(from)),
        _ => lines.swap(from, to),
    }
    *input = lines.concat();
}

fn put(input: &mut Vec<u8>, range: std::ops::Range<usize>, piece: &[u8]) {
    input.splice(range, piece.iter().copied());
}
