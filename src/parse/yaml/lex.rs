//! The tokens of a YAML text with their bytes, cut as the parser cuts them; what safety forbids is found here, before it runs.

use crate::diagnostic::{Rule, Span};

use super::{MOST_LEVELS, Style, YamlProblem};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A scalar, never [`Style::Absent`].
    Scalar(Style),
    /// `[` or `{`.
    Open(char),
    /// `]` or `}`.
    Close(char),
    /// `,` in a flow list or map.
    Comma,
    /// `- ` before an item.
    Dash,
    /// `? ` before a key.
    Question,
    /// `: ` after a key.
    Colon,
}

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: TokenKind,
    /// Its bytes.
    pub(super) span: Span,
}

/// The lines of a text with the byte each begins at, without their ends; `\n`, `\r\n` and `\r` end a line.
pub(in crate::parse) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = text.get(start..)?;
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = rest.get(..end)?;
        next = match rest.get(end..)? {
            "" => None,
            tail if tail.starts_with("\r\n") => Some(start + end + 2),
            _ => Some(start + end + 1),
        };
        Some((start, line))
    })
}

/// Cuts a text into tokens.
///
/// # Errors
/// Anchors, aliases, tags, directives, a second document, more than 32 levels; a quote or bracket that is never closed.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, YamlProblem> {
    let mut lexer = Lexer {
        text,
        at: 0,
        column: 0,
        flow: Vec::new(),
        indents: Vec::new(),
        tokens: Vec::new(),
        key: None,
        cut: None,
    };
    while lexer.token()? {}
    if let Some((at, bracket)) = lexer.flow.first() {
        let close = if *bracket == '[' { ']' } else { '}' };
        if let Some(cut) = lexer.cut.filter(|cut| text.get(cut.start..cut.end).is_some_and(|cut| cut.contains(close))) {
            let message = format!("` #` begins a comment, and the `{close}` in it closes nothing");
            let help = "put the text that has a ` #` in it between quotes";
            return Err(YamlProblem::new(Rule::YamlInvalid, cut, message, help));
        }
        let message = format!("this `{bracket}` is never closed");
        let help = format!("write `{close}` at its end, or put the value between quotes when it is text");
        return Err(YamlProblem::new(Rule::YamlInvalid, (*at..*at + 1).into(), message, help));
    }
    Ok(lexer.tokens)
}

/// Columns are counted in characters, as the parser counts them: they decide where blocks end.
struct Lexer<'t> {
    text: &'t str,
    at: usize,
    column: usize,
    flow: Vec<(usize, char)>,
    indents: Vec<usize>,
    tokens: Vec<Token>,
    /// Column of the last token, when a `:` on the same line would make it a key.
    key: Option<usize>,
    /// The first comment inside brackets.
    cut: Option<Span>,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn after(&self, bytes: usize) -> Option<char> {
        self.text.get(self.at + bytes..)?.chars().next()
    }

    fn ahead(&self, what: &str) -> bool {
        self.text.get(self.at..).is_some_and(|rest| rest.starts_with(what))
    }

    fn step(&mut self) {
        let Some(c) = self.peek() else { return };
        self.at += c.len_utf8();
        let line_ends = c == '\n' || (c == '\r' && self.peek() != Some('\n'));
        self.column = if line_ends { 0 } else { self.column + 1 };
    }

    fn steps(&mut self, count: usize) {
        (0..count).for_each(|_| self.step());
    }

    /// One more token; false at the end.
    fn token(&mut self) -> Result<bool, YamlProblem> {
        self.skip();
        if self.flow.is_empty() {
            while self.indents.last().is_some_and(|indent| *indent > self.column) {
                self.indents.pop();
            }
        }
        let Some(c) = self.peek() else {
            return Ok(false);
        };
        if self.column == 0 {
            if c == '%' {
                return Err(self.feature(self.word(), "a YAML directive"));
            }
            if self.at_marker() {
                return self.marker();
            }
        }
        let in_flow = !self.flow.is_empty();
        let blank_next = is_blank(self.after(1));
        match c {
            '[' | '{' => self.open(c)?,
            ']' | '}' => {
                self.flow.pop();
                self.push(TokenKind::Close(c), 1);
            }
            ',' => self.push(TokenKind::Comma, 1),
            '-' if blank_next => self.indicator(TokenKind::Dash)?,
            '?' if blank_next || in_flow => self.indicator(TokenKind::Question)?,
            ':' if blank_next || in_flow => self.colon()?,
            '&' => return Err(self.feature(self.word(), "a YAML anchor")),
            '*' => return Err(self.feature(self.word(), "a YAML alias")),
            '!' => return Err(self.feature(self.word(), "a YAML tag")),
            '|' | '>' if !in_flow => self.block(),
            '\'' | '"' => self.quoted(c)?,
            _ => self.plain(),
        }
        Ok(true)
    }

    /// White space and comments.
    fn skip(&mut self) {
        while let Some(c) = self.peek() {
            match c {
                ' ' | '\t' => self.step(),
                '\n' | '\r' => {
                    self.step();
                    self.key = None;
                }
                '\u{FEFF}' if self.column == 0 => self.step(),
                '#' => {
                    let start = self.at;
                    self.skip_line();
                    if !self.flow.is_empty() {
                        self.cut = self.cut.or(Some((start..self.at).into()));
                    }
                }
                _ => break,
            }
        }
    }

    fn skip_line(&mut self) {
        while self.peek().is_some_and(|c| !is_break(c)) {
            self.step();
        }
    }

    fn at_marker(&self) -> bool {
        self.column == 0 && (self.ahead("---") || self.ahead("...")) && is_blank(self.after(3))
    }

    /// `---` may open the document and `...` may close it; more than that is a second document.
    fn marker(&mut self) -> Result<bool, YamlProblem> {
        let start = self.at;
        let opens = self.ahead("---") && self.tokens.is_empty() && self.text.get(..start).is_some_and(is_comment);
        let closes = self.ahead("...") && self.text.get(start + 3..).is_some_and(is_comment);
        if opens || closes {
            self.steps(3);
            return Ok(!closes);
        }
        let help = "join them into one; a line `---` or `...` ends a document";
        Err(YamlProblem::new(Rule::YamlFeature, (start..start + 3).into(), "a second YAML document begins here", help))
    }

    fn push(&mut self, kind: TokenKind, characters: usize) {
        let start = self.at;
        self.steps(characters);
        self.tokens.push(Token { kind, span: (start..self.at).into() });
    }

    fn open(&mut self, bracket: char) -> Result<(), YamlProblem> {
        self.key = Some(self.column);
        self.flow.push((self.at, bracket));
        self.check_depth()?;
        self.push(TokenKind::Open(bracket), 1);
        Ok(())
    }

    fn indicator(&mut self, kind: TokenKind) -> Result<(), YamlProblem> {
        self.key = None;
        self.indent(self.column)?;
        self.push(kind, 1);
        Ok(())
    }

    fn colon(&mut self) -> Result<(), YamlProblem> {
        let column = self.key.take().unwrap_or(self.column);
        self.indent(column)?;
        self.push(TokenKind::Colon, 1);
        Ok(())
    }

    /// A block list or map begins at this column, unless it goes on there.
    fn indent(&mut self, column: usize) -> Result<(), YamlProblem> {
        if self.flow.is_empty() && self.indents.last().is_none_or(|indent| *indent < column) {
            self.indents.push(column);
            self.check_depth()?;
        }
        Ok(())
    }

    fn check_depth(&self) -> Result<(), YamlProblem> {
        if self.flow.len() + self.indents.len() <= MOST_LEVELS {
            return Ok(());
        }
        let span = (self.at..self.at + 1).into();
        let message = format!("lists and maps nest deeper than {MOST_LEVELS} levels");
        Err(YamlProblem::new(Rule::TooDeep, span, message, "flatten them"))
    }

    /// The rest of the word at this place.
    fn word(&self) -> Span {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.find([' ', '\t', '\n', '\r', ',', '[', ']', '{', '}']).unwrap_or(rest.len());
        (self.at..self.at + length.max(1)).into()
    }

    fn feature(&self, span: Span, what: &str) -> YamlProblem {
        let word: String = self.text.get(span.start..span.end).unwrap_or_default().chars().take(40).collect();
        let help = "write the value out, or put it between quotes when it is text";
        YamlProblem::new(Rule::YamlFeature, span, format!("`{word}` is {what}"), help)
    }

    fn quoted(&mut self, quote: char) -> Result<(), YamlProblem> {
        let (start, column) = (self.at, self.column);
        self.step();
        loop {
            match self.peek() {
                None => break,
                Some('\\') if quote == '"' => self.steps(2),
                Some(c) if c == quote => {
                    self.step();
                    if quote == '"' || self.peek() != Some('\'') {
                        self.scalar(Style::Quoted, start, self.at, column);
                        return Ok(());
                    }
                    self.step();
                }
                Some(_) => self.step(),
            }
        }
        let line = self.text.get(start..).and_then(|rest| lines(rest).next()).map_or("", |(_, line)| line.trim_end());
        let mut help = format!("write `{quote}` at the end of the text, or none at its beginning");
        let mut fix = None;
        if let Some(mark) = line.chars().next_back().filter(|c| "“”„‘’‚«»".contains(*c)) {
            help = format!("`{mark}` closes nothing: {help}");
            let end = start + line.len();
            fix = Some(((end - mark.len_utf8()..end).into(), quote.to_string()));
        }
        let problem =
            YamlProblem::new(Rule::YamlInvalid, (start..start + 1).into(), "this quote is never closed", help);
        Err(YamlProblem { fix, ..problem })
    }

    fn scalar(&mut self, style: Style, start: usize, end: usize, column: usize) {
        self.key = Some(column);
        self.tokens.push(Token { kind: TokenKind::Scalar(style), span: (start..end).into() });
    }

    fn least_column(&self) -> usize {
        self.indents.last().map_or(0, |indent| indent + 1)
    }

    /// A plain scalar ends before ` #`, before `: `, in flow before a bracket or comma, in a block at a line that is not
    /// indented more than what it belongs to.
    fn plain(&mut self) {
        let (start, column, flow) = (self.at, self.column, !self.flow.is_empty());
        let least = self.least_column();
        let mut end = self.at;
        while !self.at_marker() && self.peek() != Some('#') {
            while let Some(c) = self.peek().filter(|c| !is_blank(Some(*c))) {
                let ends = (c == ':' && is_blank(self.after(1))) || (flow && matches!(c, ',' | '[' | ']' | '{' | '}'));
                if ends && self.at > start {
                    break;
                }
                self.step();
                end = self.at;
            }
            if self.peek().is_none_or(|c| !is_blank(Some(c))) {
                break;
            }
            while self.peek().is_some_and(|c| is_blank(Some(c))) {
                self.step();
            }
            if !flow && self.column < least {
                break;
            }
        }
        let same_line = self.text.get(end..self.at).is_some_and(|gap| !gap.contains(is_break));
        self.scalar(Style::Plain, start, end, column);
        if !same_line {
            self.key = None;
        }
    }

    /// A block scalar, from its `|` to the end of its last line that is not blank.
    fn block(&mut self) {
        let start = self.at;
        let parent = self.indents.last().copied();
        self.step();
        let header_end =
            self.text.get(start..).and_then(|rest| rest.find(is_break)).map_or(self.text.len(), |n| start + n);
        let header = self.text.get(start..header_end).unwrap_or_default();
        let digit = header.chars().take(3).find_map(|c| c.to_digit(10)).map(|digit| digit as usize);
        let least = parent.map_or(1, |parent| parent + 1);
        let body = self.text.get(header_end..).unwrap_or_default();
        let indent = match digit {
            Some(digit) => parent.unwrap_or(0) + digit,
            None => block_indent(body).max(least),
        };
        let mut end = header.trim_end().len() + start;
        let mut next = header_end;
        for (at, line) in lines(body).skip(1) {
            let spaces = line.len() - line.trim_start_matches(' ').len();
            if spaces < indent && spaces < line.len() {
                break;
            }
            if spaces < line.len() {
                end = header_end + at + line.len();
            }
            next = header_end + at + line.len();
        }
        while self.at < next {
            self.step();
        }
        self.scalar(Style::Block, start, end, 0);
        self.key = None;
    }
}

/// How far the text after a block scalar's header is indented: its first line that is not blank, or the longest blank one.
fn block_indent(body: &str) -> usize {
    let mut most = 0;
    for (_, line) in lines(body).skip(1) {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        most = most.max(spaces);
        if spaces < line.len() {
            break;
        }
    }
    most
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

fn is_blank(c: Option<char>) -> bool {
    c.is_none_or(|c| matches!(c, ' ' | '\t') || is_break(c))
}

/// Whether a text holds nothing but comments.
fn is_comment(text: &str) -> bool {
    lines(text)
        .all(|(_, line)| line.trim_start_matches('\u{FEFF}').trim().is_empty() || line.trim_start().starts_with('#'))
}
