//! Text of strangers on the way to a terminal or a log: the gate's line, and no command of a build service in it.

use crate::gate;

/// GitHub's runner takes this for a command wherever it stands in a line (`##[stop-commands]…`); `::` only counts at
/// a line's start, where nothing of a file ever stands. Azure Pipelines has `##vso[` in the same way.
const COMMANDS: [&str; 2] = ["##[", "##vso["];

/// One printable line.
#[must_use]
pub fn line(text: &str) -> String {
    defused(gate::line::line(text))
}

/// A piece of a line of a file, with a tab as four spaces.
#[must_use]
pub fn source(text: &str) -> String {
    defused(gate::line::source_line(text))
}

/// Two pieces that will stand side by side: a command must not come together at the seam.
pub(crate) fn join(left: &mut String, right: &str) {
    for command in COMMANDS {
        for cut in 1..command.len() {
            let (head, tail) = command.split_at(cut);
            if left.ends_with(head) && right.starts_with(tail) {
                left.truncate(left.len() - head.len());
                left.push_str("\\u{23}");
                left.push_str(&head[1..]);
            }
        }
    }
}

/// A line of JSON: the same bytes for a reader of JSON, with everything odd escaped.
#[must_use]
pub(crate) fn json(text: &str) -> String {
    let text = text.replace("##", "#\\u0023");
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if gate::text::is_control(c) || gate::text::is_bidi_control(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

fn defused(mut text: String) -> String {
    for command in COMMANDS {
        if text.contains(command) {
            text = text.replace(command, &format!("\\u{{23}}{}", &command[1..]));
        }
    }
    text
}
