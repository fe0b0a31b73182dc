//! Who wrote it: the forms that a byline takes in six languages, and the names in it.

use super::dateline::after_folded;
use super::report::Sure;

/// The names of a byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Byline {
    /// The names, in their order.
    pub(super) names: Vec<String>,
    /// How sure.
    pub(super) sure: Sure,
    /// Why, and what was left out.
    pub(super) why: String,
}

/// How a byline begins, in lower case; a longer one comes before what it begins with.
struct Opening {
    text: &'static str,
    /// Words that join the last two names.
    and: &'static [&'static str],
    /// Whether it is said of nothing else (`Author`), so that it is believed at the end of a text too.
    label: bool,
}

const fn by(text: &'static str, and: &'static [&'static str]) -> Opening {
    Opening { text, and, label: false }
}

const fn label(text: &'static str, and: &'static [&'static str]) -> Opening {
    Opening { text, and, label: true }
}

const EN: &[&str] = &["and", "&"];
const FR: &[&str] = &["et", "&"];
const ES: &[&str] = &["y", "e", "&"];
const DE: &[&str] = &["und", "&"];
const RU: &[&str] = &["и", "та", "і", "й", "&"];
const AR: &[&str] = &["و"];

const OPENINGS: [Opening; 29] = [
    label("written by", EN),
    label("authors", EN),
    label("author", EN),
    label("byline", EN),
    by("by", EN),
    label("auteurs", FR),
    label("auteure", FR),
    label("auteur", FR),
    by("propos recueillis par", FR),
    by("par", FR),
    label("autores", ES),
    label("autoras", ES),
    label("autora", ES),
    label("autor", ES),
    by("por", ES),
    by("von", DE),
    label("авторы", RU),
    label("автори", RU),
    label("авторка", RU),
    label("автор статьи", RU),
    label("автор", RU),
    by("текст", RU),
    label("بقلم", AR),
    label("الكاتبة", AR),
    label("الكاتب", AR),
    label("المؤلف", AR),
    label("إعداد", AR),
    by("كتبت", AR),
    by("كتب", AR),
];

/// Small words inside names.
const PARTICLES: [&str; 34] = [
    "de", "del", "della", "der", "den", "des", "di", "da", "das", "do", "dos", "du", "la", "le", "los", "van", "von",
    "zu", "zur", "ten", "ter", "al", "el", "bin", "bint", "ibn", "abu", "abd", "ul", "ud", "af", "av", "і", "бин",
];

/// Words that say what somebody is, and are no part of a name.
const ROLES: [&str; 22] = [
    "correspondent",
    "reporter",
    "writer",
    "editor",
    "staff",
    "journalist",
    "columnist",
    "agencies",
    "correspondante",
    "correspondant",
    "envoyé",
    "envoyée",
    "journaliste",
    "corresponsal",
    "enviado",
    "enviada",
    "redacción",
    "корреспондент",
    "кореспондент",
    "журналист",
    "журналіст",
    "مراسل",
];

/// The longest line that is looked at, in characters.
const LONGEST: usize = 160;

/// Reads a line, or a piece of one, that is a byline. With `labelled`, only one that can be nothing else.
pub(super) fn read(text: &str, labelled: bool) -> Option<Byline> {
    let text = bare(text);
    if text.chars().count() > LONGEST {
        return None;
    }
    OPENINGS.iter().filter(|opening| opening.label || !labelled).find_map(|opening| {
        let rest = after_folded(text, opening.text)?;
        let apart = rest.starts_with(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
        let colon = rest.trim_start().starts_with([':', '：']);
        let list = rest.trim_start().trim_start_matches([':', '：', '-', '–', '—']).trim();
        // At the end of a text, `Author …` without a colon may begin a sentence.
        if !apart || (labelled && !colon && opening.text != "بقلم") {
            return None;
        }
        names(list, opening.and, opening.label || colon)
    })
}

/// A line without the stars and brackets around all of it.
pub(super) fn bare(text: &str) -> &str {
    let mut text = text.trim();
    for (open, close) in [("***", "***"), ("**", "**"), ("*", "*"), ("_", "_"), ("(", ")"), ("[", "]")] {
        text = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)).unwrap_or(text).trim();
    }
    text
}

/// The names in `A, B and C`.
fn names(list: &str, and: &[&str], sure: bool) -> Option<Byline> {
    let list = list.trim_end_matches([',', ';', '،', '|']);
    let mut pieces: Vec<String> = Vec::new();
    for part in list.split([',', ';', '،', '/']) {
        let mut piece: Vec<&str> = Vec::new();
        for word in part.split_whitespace() {
            let joins = and.iter().any(|and| after_folded(word, and) == Some(""));
            if joins && !piece.is_empty() {
                pieces.push(piece.join(" "));
                piece.clear();
            } else if !joins {
                piece.push(word);
            }
        }
        pieces.push(piece.join(" "));
    }
    pieces.retain(|piece| !piece.is_empty());
    let mut found: Vec<String> = Vec::new();
    let mut left: Vec<String> = Vec::new();
    for piece in pieces {
        match name(&piece) {
            // After the first, a single word is an agency or a town.
            Some((name, rest)) if found.is_empty() || name.contains(' ') => {
                if !found.contains(&name) {
                    found.push(name);
                }
                left.extend(rest);
            }
            _ if found.is_empty() => return None,
            _ => left.push(piece),
        }
    }
    let mut why = "the line begins as bylines do".to_owned();
    let mut doubt = !left.is_empty();
    if !left.is_empty() {
        why = format!("{why}; left out: {}", left.join(", "));
    }
    if found
        .iter()
        .any(|name| name.split_whitespace().skip(1).any(|word| word.starts_with('و') && word.chars().count() > 3))
    {
        why.push_str("; a name that begins with و may be a second person");
        doubt = true;
    }
    let sure = if doubt {
        Sure::Unsure
    } else if sure || found.iter().all(|name| name.contains(' ')) {
        Sure::Sure
    } else {
        Sure::Likely
    };
    (!found.is_empty()).then_some(Byline { names: found, sure, why })
}

/// A name, and what follows it that is none (`in Geneva`).
fn name(piece: &str) -> Option<(String, Option<String>)> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let role = |word: &&str| ROLES.iter().any(|role| after_folded(word, role) == Some(""));
    if piece.chars().any(|c| c.is_numeric() || "@<>{}=?!:".contains(c)) || words.is_empty() {
        return None;
    }
    let has_case = piece.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    if !has_case {
        // Writing without capitals: a preposition ends the name.
        let end =
            words.iter().position(|word| ["في", "من", "-", "–", "—", "مراسل"].contains(word)).unwrap_or(words.len());
        let (name, rest) = words.split_at(end);
        let fits = (1..=6).contains(&name.len());
        return fits.then(|| (name.join(" "), (!rest.is_empty()).then(|| rest.join(" "))));
    }
    let capital = |word: &&str| {
        word.trim_start_matches(['\'', '’', '"', '«', '“']).starts_with(char::is_uppercase)
            || word.contains(['’', '\'', '-']) && word.contains(char::is_uppercase)
    };
    let particle = |word: &&str| PARTICLES.contains(word);
    let end = words.iter().position(|word| role(word) || !(capital(word) || particle(word))).unwrap_or(words.len());
    let (name, rest) = words.split_at(end);
    let whole = name.first().is_some_and(|word| capital(word) || name.len() > 1) && name.last().is_some_and(capital);
    let fits = whole && name.len() <= 7 && (rest.is_empty() || name.len() > 1);
    // The full stop of a sentence is none of a name's, that of an initial is.
    let joined = name.join(" ");
    let last = name.last().copied().unwrap_or_default();
    let joined =
        if last.ends_with('.') && last.chars().count() > 3 { joined.trim_end_matches('.').to_owned() } else { joined };
    fits.then(|| (joined, (!rest.is_empty()).then(|| rest.join(" "))))
}
