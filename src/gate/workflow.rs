//! Text inside a command of GitHub's runner, `::error file=…::…`: nothing in it can end the command or begin another.
//!
//! Source: `escapeData` and `escapeProperty` of GitHub's toolkit for actions (`core/src/command.ts`).

/// The text after the second `::`. The runner undoes it, so that `%0A` is a new line in an annotation.
#[must_use]
pub fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property such as `file`.
#[must_use]
pub fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_ends_a_command_is_escaped() {
        assert_eq!(data("50 %\r\n::error::x %0A"), "50 %25%0D%0A::error::x %250A");
        assert_eq!(property("a,line=1::b\n%3A"), "a%2Cline=1%3A%3Ab%0A%253A");
    }

    proptest! {
        #[test]
        fn the_runner_reads_back_the_same(text in "(?s).{0,40}|[%0-9A-F:,\r\n]{0,20}") {
            let escaped = property(&text);
            prop_assert!(!escaped.contains([':', ',', '\r', '\n']));
            let back = escaped.replace("%2C", ",").replace("%3A", ":").replace("%0A", "\n").replace("%0D", "\r");
            prop_assert_eq!(back.replace("%25", "%"), text);
        }
    }
}
