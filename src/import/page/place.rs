//! On which line of the page a text stands: the parser of HTML does not say, so it is looked for.

/// The page, searched for what was read from it.
pub(super) struct Places<'a> {
    source: &'a str,
}

impl<'a> Places<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Places { source }
    }

    /// The line on which this value first stands; nothing where it is spelled otherwise there.
    pub(super) fn line(&self, value: &str) -> Option<usize> {
        let value = value.trim();
        let at = if value.is_empty() { None } else { self.source.find(value) };
        at.map(|at| line_at(self.source, at))
    }
}

fn line_at(source: &str, at: usize) -> usize {
    source.get(..at).map_or(1, |before| before.matches('\n').count() + 1)
}

/// Finds pieces of text in the order in which they stand in the page.
pub(super) struct Follower<'a> {
    source: &'a str,
    at: usize,
    line: usize,
    misses: usize,
}

/// A page that hides its text from us is not searched for ever.
const MISSES: usize = 200;

impl<'a> Follower<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        // What the head of a page says is said again in its body, and the body is what is followed.
        let at = source.find("<body").or_else(|| source.find("<BODY")).unwrap_or_default();
        Follower { source, at, line: line_at(source, at), misses: 0 }
    }

    /// The line of the next place where the longest word of this text stands; else the line of the text before.
    pub(super) fn line(&mut self, text: &str) -> usize {
        let words = text.split(|c: char| !c.is_alphanumeric()).take(12);
        let Some(word) = words.max_by_key(|word| word.len()).filter(|word| word.len() > 2 && self.misses < MISSES)
        else {
            return self.line;
        };
        let rest = self.source.get(self.at..).unwrap_or_default();
        match rest.find(word) {
            Some(found) => {
                self.line += rest.get(..found).map_or(0, |before| before.matches('\n').count());
                self.at += found;
            }
            None => self.misses += 1,
        }
        self.line
    }
}
