//! Code blocks: coloured by classes of our own where a language is known and the block is not too large.

use std::str::FromStr;
use std::sync::LazyLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::gate::html::escape::push_escaped;

/// A longer line leaves its block plain: regular expressions are slow on long lines.
const MAX_LINE_CHARS: usize = 200;

/// A larger block stays plain.
const MAX_BLOCK_BYTES: usize = 32 * 1024;

/// What comes after this much code in one body stays plain. Counted, never timed: the same text gives the same bytes.
const MAX_BODY_BYTES: usize = 128 * 1024;

/// Loaded with the first block that names a language, and not at all without one.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Which scopes get which class, the longest first where one begins another. A theme colours these and no others.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let named = [
        ("comment", "c-comment"),
        ("string", "c-string"),
        ("constant.character.escape", "c-escape"),
        ("constant", "c-number"),
        ("keyword.operator", "c-operator"),
        ("keyword", "c-keyword"),
        ("storage", "c-keyword"),
        ("entity.name.tag", "c-tag"),
        ("entity.other.attribute-name", "c-attribute"),
        ("entity.name", "c-name"),
        ("support", "c-name"),
        ("variable.function", "c-name"),
        ("variable", "c-variable"),
        ("markup.inserted", "c-inserted"),
        ("markup.deleted", "c-deleted"),
        ("markup.heading", "c-name"),
    ];
    named.iter().filter_map(|(scope, class)| Some((Scope::from_str(scope).ok()?, *class))).collect()
});

/// A code block as HTML. `info` is what stands after the fence, `before` how much code came before it in this body.
pub(super) fn block(code: &str, info: Option<&str>, before: usize) -> String {
    let syntax = info.and_then(syntax).filter(|_| is_small(code, before));
    let coloured = syntax.and_then(|syntax| Some((syntax, coloured(code, syntax)?)));
    match coloured {
        Some((syntax, html)) => {
            format!(
                "<pre dir=\"ltr\" tabindex=\"0\"><code class=\"language-{}\">{html}</code></pre>",
                class_name(&syntax.name)
            )
        }
        None => {
            let mut out = "<pre dir=\"ltr\" tabindex=\"0\"><code>".to_owned();
            push_escaped(&mut out, code);
            out.push_str("</code></pre>");
            out
        }
    }
}

fn is_small(code: &str, before: usize) -> bool {
    code.len() <= MAX_BLOCK_BYTES
        && before + code.len() <= MAX_BODY_BYTES
        && code.lines().all(|line| line.chars().count() <= MAX_LINE_CHARS)
}

/// Syntaxes that are not used: plain text is none, and the expressions of the others go over a line again and again, so
/// that 32 KiB within all limits take ten seconds.
const UNUSED: [&str; 3] = ["Plain Text", "Make Output", "Makefile"];

/// The syntax that the first word after the fence names.
fn syntax(info: &str) -> Option<&'static SyntaxReference> {
    let token = info.split([' ', '\t', ',', '{', ':']).next().unwrap_or_default();
    if token.is_empty() || token.len() > 32 || !token.is_ascii() {
        return None;
    }
    let syntax = SYNTAXES.find_syntax_by_token(token)?;
    (!UNUSED.contains(&syntax.name.as_str())).then_some(syntax)
}

/// A class made of the syntax's own name: `C++` is `cpp`, `C#` is `csharp`, `Plain Text` would be `plain-text`.
fn class_name(name: &str) -> String {
    let mut class = String::new();
    for c in name.chars() {
        match c {
            '+' => class.push('p'),
            '#' => class.push_str("sharp"),
            _ if c.is_ascii_alphanumeric() => class.push(c.to_ascii_lowercase()),
            _ if !class.is_empty() && !class.ends_with('-') => class.push('-'),
            _ => {}
        }
    }
    class.trim_end_matches('-').to_owned()
}

/// The code with spans around what has a class, or `None` where the syntax fails on it.
fn coloured(code: &str, syntax: &SyntaxReference) -> Option<String> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut pieces = Pieces::default();
    for line in LinesWithEndings::from(code) {
        let mut written = 0;
        for (at, change) in state.parse_line(line, &SYNTAXES).ok()? {
            pieces.push(line.get(written..at)?, class(&stack));
            written = at;
            stack.apply(&change).ok()?;
        }
        pieces.push(line.get(written..)?, class(&stack));
    }
    pieces.flush();
    Some(pieces.html)
}

/// The class of the innermost scope that has one.
fn class(stack: &ScopeStack) -> Option<&'static str> {
    let known = |scope: &Scope| CLASSES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class);
    stack.scopes.iter().rev().find_map(known)
}

/// Neighbours of one class become one span: syntect's own writer nests a span for each scope, ten times the bytes.
#[derive(Default)]
struct Pieces {
    html: String,
    text: String,
    class: Option<&'static str>,
}

impl Pieces {
    fn push(&mut self, text: &str, class: Option<&'static str>) {
        if text.is_empty() {
            return;
        }
        if class != self.class {
            self.flush();
            self.class = class;
        }
        self.text.push_str(text);
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        match self.class {
            // White space alone has no colour.
            Some(class) if !text.trim().is_empty() => {
                self.html.push_str(&format!("<span class=\"{class}\">"));
                push_escaped(&mut self.html, &text);
                self.html.push_str("</span>");
            }
            _ => push_escaped(&mut self.html, &text),
        }
    }
}
