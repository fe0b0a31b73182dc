//! The report of an import: each guess with the line it came from, what was read, what was written, and how sure it is.

use std::fmt;

/// How sure a guess is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// Two things agree, or there is only one reading.
    Sure,
    /// One thing says so, and nothing speaks against it.
    Likely,
    /// It may well be wrong: look.
    Unsure,
    /// Nothing was guessed: this is for a person.
    Open,
}

impl fmt::Display for Sure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Sure::Sure => "sure",
            Sure::Likely => "likely",
            Sure::Unsure => "unsure",
            Sure::Open => "open",
        })
    }
}

/// What became of what was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrote {
    /// This text was written.
    Text(String),
    /// It stays in the text as it is.
    Kept,
    /// It was left out.
    Nothing,
}

/// One guess or repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The line of the input, from 1; nothing where it came from no line.
    pub line: Option<usize>,
    /// What it is about: a key of front matter, or a kind of repair.
    pub what: &'static str,
    /// What stands in the input, whole. It is a stranger's text: never print it unguarded.
    pub read: String,
    /// What was made of it.
    pub wrote: Wrote,
    /// How sure.
    pub sure: Sure,
    /// Why: lower case, no full stop.
    pub why: String,
}

impl Finding {
    /// The line it came from.
    pub fn at(&mut self, line: Option<usize>) -> &mut Self {
        self.line = line;
        self
    }

    /// What stands there.
    pub fn read(&mut self, read: impl Into<String>) -> &mut Self {
        self.read = read.into();
        self
    }

    /// What was written for it.
    pub fn wrote(&mut self, text: impl Into<String>) -> &mut Self {
        self.wrote = Wrote::Text(text.into());
        self
    }

    /// It stays as it is.
    pub fn kept(&mut self) -> &mut Self {
        self.wrote = Wrote::Kept;
        self
    }
}

impl fmt::Display for Finding {
    /// `line 5, author: read "By Ed", wrote "Ed" (sure: …)`; may hold anything that the input held.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}, {}: ", self.what)?,
            None => write!(f, "{}: ", self.what)?,
        }
        match (&self.read, &self.wrote) {
            (read, Wrote::Text(wrote)) if wrote == " " => write!(f, "read `{read}`, wrote a space")?,
            (read, Wrote::Text(wrote)) if read.is_empty() => write!(f, "wrote `{wrote}`")?,
            (read, Wrote::Text(wrote)) => write!(f, "read `{read}`, wrote `{wrote}`")?,
            (read, _) if read.is_empty() => f.write_str("wrote nothing")?,
            (read, Wrote::Kept) => write!(f, "`{read}` stays as it is")?,
            (read, Wrote::Nothing) => write!(f, "read `{read}`, wrote nothing")?,
        }
        write!(f, " ({}: {})", self.sure, self.why)
    }
}

/// Every guess and repair: fields first, then the text, line by line.
#[derive(Debug, Clone, Default)]
pub struct Report {
    findings: Vec<Finding>,
}

impl Report {
    /// Adds a finding that wrote nothing; where it came from and what came of it are added to what it returns.
    pub fn note(&mut self, what: &'static str, sure: Sure, why: impl Into<String>) -> &mut Finding {
        let index = self.findings.len();
        let (line, read, wrote, why) = (None, String::new(), Wrote::Nothing, why.into());
        self.findings.push(Finding { line, what, read, wrote, sure, why });
        &mut self.findings[index]
    }

    /// The findings in order.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Puts fields before repairs, and repairs in the order of lines.
    pub fn settle(&mut self) {
        self.findings.sort_by_key(|finding| {
            let field = KEYS.iter().position(|key| *key == finding.what);
            (field.is_none(), field.map_or(finding.line, |_| None), field)
        });
    }
}

/// The fields, in the order of a draft's front matter.
const KEYS: [&str; 6] = ["title", "author", "date", "original_url", "publisher", "lang"];
