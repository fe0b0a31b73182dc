//! Makes style sheets and scripts smaller without understanding them: comments and superfluous white space go, strings stay.

/// A script without its lines of comment, and without white space at the beginning of lines. One that has a text or a
/// comment of more than one line is left as it is, since that would take understanding.
#[must_use]
pub fn js(text: &str) -> String {
    let goes_on =
        |line: &str| line.matches('`').count() % 2 == 1 || line.matches("/*").count() != line.matches("*/").count();
    if text.lines().any(|line| goes_on(line) || line.ends_with('\\')) {
        return text.to_owned();
    }
    let is_comment =
        |line: &str| line.starts_with("//") || (line.starts_with("/*") && line.find("*/") == Some(line.len() - 2));
    let kept = text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// CSS without comments, and with white space only where it may separate something.
#[must_use]
pub fn css(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
            continue;
        }
        if c == '"' || c == '\'' {
            let string = &rest[..string_end(rest, c)];
            out.push_str(string);
            rest = &rest[string.len()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c.is_ascii_whitespace() {
            let next = rest.trim_start().chars().next();
            let needed = !out.ends_with(TIGHT) && next.is_some_and(|next| !TIGHT.contains(&next));
            // `a :hover` and `a:hover` differ, so a space before a colon stays; after one it is needed only in selectors.
            let after_colon = out.ends_with(':') && !in_selector(rest);
            if needed && !out.ends_with(' ') && !after_colon {
                out.push(' ');
            }
        } else {
            if c == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push(c);
        }
    }
    out.trim().to_owned()
}

/// White space beside these never means anything.
const TIGHT: [char; 5] = ['{', '}', ';', ',', '>'];

/// Whether what follows reaches a `{` before the declaration ends.
fn in_selector(rest: &str) -> bool {
    rest.find(['{', ';', '}']).is_some_and(|at| rest[at..].starts_with('{'))
}

fn string_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{css, js};

    #[test]
    fn lines_of_comment_go_from_scripts() {
        assert_eq!(js("// a\n  f('//x'); // b\n\n/** c */\n  /* d */ g()\n"), "f('//x'); // b\n/* d */ g()\n");
        for whole in ["a(`x\n  // y`)", "/*\n  a\n*/", "a = 'x\\\n  // y'"] {
            assert_eq!(js(whole), whole, "more than one line");
        }
    }

    #[test]
    fn white_space_goes_where_it_means_nothing() {
        assert_eq!(css("/* x */\na , b > c {\n  color: red;\n  margin: 0 1em;\n}\n"), "a,b>c{color:red;margin:0 1em}");
    }

    #[test]
    fn white_space_stays_where_it_means_something() {
        assert_eq!(css("a :hover { x: calc(1px + 2px) }"), "a :hover{x:calc(1px + 2px)}");
        assert_eq!(css("@media (min-width: 62rem) { .a .b { x: y } }"), "@media (min-width: 62rem){.a .b{x:y}}");
    }

    #[test]
    fn strings_are_left_alone() {
        assert_eq!(css(r#"a::before { content: " / * \" ;  " }"#), r#"a::before{content:" / * \" ;  "}"#);
        assert_eq!(css("a { content: \"open"), "a{content:\"open");
    }
}
