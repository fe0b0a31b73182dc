//! The text of HTML that has passed, without its tags: for looking words up, never for a page.

use super::Html;

/// Elements inside a line: a word goes on across their tags.
const INLINE: [&str; 8] = ["em", "strong", "a", "code", "span", "bdi", "del", "b"];

impl Html {
    /// Its text; where a tag parts words, there is a space.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut text = String::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        while let Some(at) = rest.find(['<', '&']) {
            text.push_str(&rest[..at]);
            // Both characters begin something in every text that has passed; a lone one would be text.
            let from = &rest[at..];
            let end = from.find(if from.starts_with('<') { '>' } else { ';' }).map_or(from.len(), |end| end + 1);
            if from.starts_with('<') {
                let name = from[1..end].trim_start_matches('/');
                let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
                if !INLINE.contains(&name) {
                    text.push(' ');
                }
            } else {
                text.push(character(&from[..end]));
            }
            rest = &from[end..];
        }
        text.push_str(rest);
        text
    }
}

/// The five that are written in another way; what else there may be parts words.
fn character(reference: &str) -> char {
    match reference {
        "&amp;" => '&',
        "&lt;" => '<',
        "&gt;" => '>',
        "&quot;" => '"',
        "&#39;" | "&#x27;" => '\'',
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_words_stay_whole() {
        for (html, text) in [
            ("", ""),
            ("no tag", "no tag"),
            ("<p>cease<em>fire</em></p><p>two</p>", " ceasefire  two "),
            ("a &lt;b&gt; &amp; &quot;c&quot; d&#39;e&nbsp;f", "a <b> & \"c\" d'e f"),
            ("<a href=\"/x/\" title=\"a&gt;b\">x</a>y", "xy"),
            ("one<br>two<sup>3</sup>", "one two 3 "),
            ("< &", " "),
        ] {
            assert_eq!(Html::trusted(html.to_owned()).plain().trim_end(), text.trim_end(), "{html}");
        }
    }
}
