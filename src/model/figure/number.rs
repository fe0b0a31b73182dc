//! One number: its digits with or without thousands set apart, its fraction, and a word such as "million" after it.

/// A number as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value, the word after it counted in.
    pub(super) value: u64,
    /// What the word after it stands for; 1 for none.
    pub(super) times: u64,
    /// Where it ends.
    pub(super) end: usize,
}

/// What digits turned out to be.
pub(super) enum Reading {
    /// A number.
    Number(Number),
    /// Part of a name (`T-72`, `15th`) that ends here; a figure may follow.
    Name(usize),
    /// A number that is no count: a fraction, a time, or beyond all measure.
    Unusable,
}

/// Words after a number and what they multiply it by, in the plain form of [`super::plain`]; a full stop is cut off.
const TIMES: &[(u64, &[&str])] = &[
    (10, &["десятков", "десятка", "десятки", "десятків"]),
    (12, &["dozen", "dozens", "douzaine", "douzaines", "docena", "docenas", "дюжина", "дюжины", "дюжин", "дюжини"]),
    (100, &["hundred", "hundreds", "centaines", "cientos", "сотен", "сотни", "сотня", "сотень"]),
    (1000, &["k", "thousand", "thousands", "mille", "milliers", "mil", "miles", "тыс", "тысяч", "тысячи", "тысяча"]),
    (1000, &["тис", "тисяч", "тисячі", "тисяча", "الف", "الاف", "الفا"]),
    (1_000_000, &["m", "mln", "million", "millions", "millón", "millon", "millones", "млн", "миллион", "миллиона"]),
    (1_000_000, &["миллионов", "мільйон", "мільйона", "мільйони", "мільйонів", "مليون", "ملايين", "مليونا"]),
    (1_000_000_000, &["bn", "billion", "billions", "milliard", "milliards", "млрд", "миллиард", "миллиарда"]),
    (1_000_000_000, &["миллиардов", "мільярд", "мільярда", "мільярди", "мільярдів", "مليار", "مليارات"]),
];

/// Reads the digits at `start`.
pub(super) fn read(chars: &[char], start: usize) -> Reading {
    let whole_end = grouped(chars, start);
    let fraction_end = fraction(chars, whole_end);
    let end = fraction_end.unwrap_or(whole_end);
    if is_name(chars, start) {
        return Reading::Name(end);
    }
    // 19:00, 1/3, and what is left of 1,20,000 or 1.2.3
    let cut_off = matches!(chars.get(end), Some(':' | '/' | '.' | ',' | '⁄')) && digit(chars, end + 1);
    if cut_off || matches!(chars.get(end), Some('¼' | '½' | '¾' | '⅓' | '⅔')) {
        return Reading::Unusable;
    }
    let (times, word_end) = match times(chars, end) {
        Some(found) => found,
        None if chars.get(end).is_some_and(char::is_ascii_alphabetic) => return Reading::Name(end),
        None => (1, end),
    };
    match value(&chars[start..end], whole_end - start, times) {
        Some(value) => Reading::Number(Number { value, times, end: word_end }),
        None => Reading::Unusable,
    }
}

/// Whether the digits belong to a word before them: `mi-8`, `a4`. Arabic joins one-letter words to what follows.
fn is_name(chars: &[char], start: usize) -> bool {
    let before = |distance: usize| start.checked_sub(distance).and_then(|at| chars.get(at)).copied();
    let letter = |c: char| c.is_alphabetic() && !('\u{600}'..='\u{6ff}').contains(&c);
    match before(1) {
        Some('-' | '‑' | '−') => before(2).is_none_or(|c| !c.is_ascii_digit()),
        Some('_') => true,
        Some(c) => letter(c),
        None => false,
    }
}

/// The end of the digits at `start`, thousands set apart or not: one to three digits, then groups of three.
fn grouped(chars: &[char], start: usize) -> usize {
    let mut end = run(chars, start);
    if end - start > 3 {
        return end;
    }
    let mut sign = None;
    while let Some(separator) = chars.get(end).copied().and_then(separator) {
        let next = run(chars, end + 1);
        if next - (end + 1) != 3 || sign.is_some_and(|sign| sign != separator) {
            break;
        }
        sign = Some(separator);
        end = next;
    }
    end
}

/// What may set thousands apart; all spaces are one.
fn separator(c: char) -> Option<char> {
    match c {
        ',' | '.' | '\'' | '٬' => Some(c),
        ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => Some(' '),
        _ => None,
    }
}

/// The end of a decimal fraction that follows the whole part.
fn fraction(chars: &[char], whole_end: usize) -> Option<usize> {
    let sign = matches!(chars.get(whole_end), Some('.' | ',' | '٫'));
    (sign && digit(chars, whole_end + 1)).then(|| run(chars, whole_end + 1))
}

fn digit(chars: &[char], at: usize) -> bool {
    chars.get(at).is_some_and(char::is_ascii_digit)
}

/// The first place from `start` that is no digit.
fn run(chars: &[char], start: usize) -> usize {
    let rest = chars.get(start..).unwrap_or_default();
    start + rest.iter().take_while(|c| c.is_ascii_digit()).count()
}

/// What the word after a number multiplies it by, and where that word ends.
fn times(chars: &[char], end: usize) -> Option<(u64, usize)> {
    let rest = chars.get(end..)?;
    let spaces = rest.iter().take_while(|c| c.is_whitespace()).count();
    let word: String = rest[spaces..].iter().take_while(|c| c.is_alphabetic()).take(20).collect();
    // A single letter counts only where it touches the number: `10k`, but `5 m` is a length.
    let joined = spaces == 0 || word.chars().count() > 1;
    let found = TIMES.iter().find(|(_, words)| words.contains(&word.as_str()))?;
    joined.then(|| (found.0, end + spaces + word.chars().count()))
}

/// The value of digits with separators; nothing where a fraction is left over or the number is too great.
fn value(digits: &[char], whole_length: usize, times: u64) -> Option<u64> {
    let (whole, rest) = digits.split_at_checked(whole_length)?;
    let mut value = 0_u64;
    for c in whole.iter().filter_map(|c| c.to_digit(10)) {
        value = value.checked_mul(10)?.checked_add(u64::from(c))?;
    }
    value = value.checked_mul(times)?;
    let mut unit = times;
    for c in rest.iter().filter_map(|c| c.to_digit(10)) {
        if !unit.is_multiple_of(10) {
            return None;
        }
        unit /= 10;
        value = value.checked_add(unit * u64::from(c))?;
    }
    Some(value)
}
