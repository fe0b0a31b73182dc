//! Lays the parser's shape over the tokens in document order, so that every value knows its bytes. Where the two differ it refuses.

use crate::diagnostic::{Rule, Span};

use super::indent;
use super::lex::{Token, TokenKind};
use super::shape::{Shape, is_null};
use super::{Key, Kind, Node, Style, YamlProblem};

/// Gives every value of `shape` its place.
///
/// # Errors
/// A merge key, a key that is no text, and a text that the lexer and the parser understand differently.
pub(super) fn align(text: &str, tokens: &[Token], shape: Shape) -> Result<Node, YamlProblem> {
    let mut aligner = Aligner { text, tokens, next: 0, end: 0 };
    let node = aligner.node(shape)?;
    match aligner.peek() {
        None => Ok(node),
        Some(_) => Err(aligner.differs()),
    }
}

struct Aligner<'t> {
    text: &'t str,
    tokens: &'t [Token],
    next: usize,
    /// One past the last byte of the last token taken.
    end: usize,
}

impl Aligner<'_> {
    fn peek(&self) -> Option<TokenKind> {
        self.tokens.get(self.next).map(|token| token.kind)
    }

    fn take(&mut self) -> Option<Token> {
        let token = *self.tokens.get(self.next)?;
        self.next += 1;
        self.end = token.span.end;
        Some(token)
    }

    fn take_if(&mut self, kind: TokenKind) -> Option<Token> {
        if self.peek() == Some(kind) { self.take() } else { None }
    }

    fn demand(&mut self, kind: TokenKind) -> Result<Token, YamlProblem> {
        self.take_if(kind).ok_or_else(|| self.differs())
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    fn differs(&self) -> YamlProblem {
        let span = self.tokens.get(self.next).map_or(Span { start: self.end, end: self.end }, |token| token.span);
        let help = "write it more simply: `key: value`, lists as `[a, b]` or one `- a` a line";
        YamlProblem::new(Rule::YamlInvalid, span, "this is too unusual to be read", help)
    }

    fn node(&mut self, shape: Shape) -> Result<Node, YamlProblem> {
        match shape {
            Shape::Null => Ok(self.null()),
            Shape::Typed => self.scalar(None),
            Shape::Text(text) => self.scalar(Some(text)),
            Shape::List(items) => self.list(items),
            Shape::Map(entries) => self.map(entries),
        }
    }

    /// Nothing at all, or a word for it; a `null` before a `:` is the next key and not the value.
    fn null(&mut self) -> Node {
        let absent =
            Node { span: Span { start: self.end, end: self.end }, kind: Kind::Scalar(String::new(), Style::Absent) };
        let Some(token) = self.tokens.get(self.next).filter(|token| token.kind == TokenKind::Scalar(Style::Plain))
        else {
            return absent;
        };
        let is_key = self.tokens.get(self.next + 1).is_some_and(|token| token.kind == TokenKind::Colon);
        let text = self.slice(token.span).to_owned();
        if is_key || !is_null(&text) {
            return absent;
        }
        let span = token.span;
        self.take();
        Node { span, kind: Kind::Scalar(text, Style::Plain) }
    }

    /// A scalar token that holds this text, or any plain one where the parser saw a number or a truth value.
    fn scalar(&mut self, text: Option<String>) -> Result<Node, YamlProblem> {
        let Some(TokenKind::Scalar(style)) = self.peek() else {
            return Err(self.differs());
        };
        let span = self.tokens.get(self.next).map(|token| token.span).unwrap_or_default();
        let source = self.slice(span);
        let same = match (&text, style) {
            (None, Style::Plain) => !source.contains(['\n', '\r']),
            (None, _) => false,
            (Some(text), Style::Plain) => text == source || squeezed(text) == squeezed(source),
            // What escapes stand for is the parser's knowledge; it is compared where there are none.
            (Some(text), Style::Quoted) => {
                let inner = source.get(1..source.len().saturating_sub(1)).unwrap_or_default();
                source.contains(['\\', '\n', '\r']) || *text == inner || *text == inner.replace("''", "'")
            }
            (Some(text), _) => squeezed(source).ends_with(&squeezed(text)),
        };
        if !same {
            return Err(self.differs());
        }
        let text = text.unwrap_or_else(|| source.to_owned());
        self.take();
        Ok(Node { span, kind: Kind::Scalar(text, style) })
    }

    fn list(&mut self, items: Vec<Shape>) -> Result<Node, YamlProblem> {
        let mut nodes = Vec::with_capacity(items.len());
        let start = self.tokens.get(self.next).map_or(self.end, |token| token.span.start);
        if self.take_if(TokenKind::Open('[')).is_some() {
            for item in items {
                nodes.push(self.node(item)?);
                self.take_if(TokenKind::Comma);
            }
            self.demand(TokenKind::Close(']'))?;
        } else {
            for item in items {
                let dash = self.demand(TokenKind::Dash)?;
                let node = self.node(item)?;
                if let Some(problem) = indent::deeper_item(self.text, dash.span, &node) {
                    return Err(problem);
                }
                nodes.push(node);
            }
        }
        Ok(Node { span: (start..self.end).into(), kind: Kind::List(nodes) })
    }

    fn map(&mut self, entries: Vec<(Shape, Shape)>) -> Result<Node, YamlProblem> {
        let mut nodes = Vec::with_capacity(entries.len());
        let start = self.tokens.get(self.next).map_or(self.end, |token| token.span.start);
        let flow = self.take_if(TokenKind::Open('{')).is_some();
        for (key, value) in entries {
            self.take_if(TokenKind::Question);
            let key = self.key(key)?;
            // `{a}` and `? a` have a key and no `:`; what follows is then not the value.
            let value = if self.take_if(TokenKind::Colon).is_some() {
                self.node(value)?
            } else if matches!(value, Shape::Null) {
                Node { span: Span { start: self.end, end: self.end }, kind: Kind::Scalar(String::new(), Style::Absent) }
            } else {
                return Err(self.differs());
            };
            nodes.push((key, value));
            if flow {
                self.take_if(TokenKind::Comma);
            }
        }
        if flow {
            self.demand(TokenKind::Close('}'))?;
        }
        Ok(Node { span: (start..self.end).into(), kind: Kind::Map(nodes) })
    }

    fn key(&mut self, shape: Shape) -> Result<Key, YamlProblem> {
        let span = self.tokens.get(self.next).map(|token| token.span).unwrap_or_default();
        let scalar = matches!(self.peek(), Some(TokenKind::Scalar(_)));
        // `? ` alone has no key; what comes next is then another's.
        let absent = matches!(shape, Shape::Null) && !is_null(self.slice(span));
        if absent || !scalar || matches!(shape, Shape::List(_) | Shape::Map(_)) {
            let message = if absent || self.peek() == Some(TokenKind::Colon) {
                "a key is missing here"
            } else {
                "a key is plain text"
            };
            return Err(YamlProblem::new(Rule::YamlInvalid, span, message, "write `key: value`"));
        }
        let plain = self.peek() == Some(TokenKind::Scalar(Style::Plain));
        let text = match shape {
            Shape::Text(text) => self.scalar(Some(text))?,
            _ => self.scalar(None)?,
        };
        let text = text.text().unwrap_or_default().to_owned();
        if plain && text == "<<" {
            let help = "write the keys out here";
            return Err(YamlProblem::new(Rule::YamlFeature, span, "`<<` is a YAML merge key", help));
        }
        Ok(Key { text, span })
    }
}

/// A text without white space: what folding of lines leaves as it was.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
