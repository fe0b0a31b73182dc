//! Placeholders: what our own comments and messages write where a value goes. Copied as they are, they are no values.

/// What stands for a value, and what to write instead. Sorted by text.
const PLACEHOLDERS: [(&str, &str); 16] = [
    ("...", TEXT),
    ("YYYY-MM-DD", "write the day itself, year first, such as `2016-09-08`"),
    ("YYYY-MM-DD-slug", "write the name of the file, without `.md`"),
    ("a name", NAME),
    ("a name, or unknown", AUTHOR),
    ("a place", TERM),
    ("a tag", TERM),
    ("another name", NAME),
    ("another place", TERM),
    ("another tag", TERM),
    ("https://...", ADDRESS),
    ("https://…", ADDRESS),
    ("what changed and why", TEXT),
    ("what it shows", ALT),
    ("what it shows to someone who cannot see it", ALT),
    ("…", TEXT),
];

const TEXT: &str = "write the words themselves";
const AUTHOR: &str = "write the name of who wrote the original, or `unknown` if there is no byline";
const NAME: &str = "write the name itself; where an original has no byline, its author is `unknown`";
const TERM: &str = "write what it is about, such as `[syria, ceasefire]`";
const ADDRESS: &str = "copy the whole address from the browser's address bar";
const ALT: &str = "say what the image shows to someone who cannot see it, such as `Trucks waiting at a bridge`";

/// What to write in the place of a text that only stands for a value; `None` for every other text.
#[must_use]
pub fn instead(text: &str) -> Option<&'static str> {
    let at = PLACEHOLDERS.iter().find(|(placeholder, _)| placeholder.eq_ignore_ascii_case(text));
    at.map(|(_, help)| *help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{File, Keys, Value};

    /// Forms that name no value: of site.toml.
    fn is_sentence(form: &str) -> bool {
        form.starts_with("the ")
    }

    /// Every value that messages propose: of keys that are missing, and of maps that are none.
    fn proposed(keys: &'static Keys, found: &mut Vec<(&'static str, String)>) {
        for form in keys.keys.iter().filter_map(|key| key.need).map(|need| need.form).chain([keys.form]) {
            let inside = form.split_once('{').map_or(form, |(_, inside)| inside).trim_end_matches('}');
            // One value may have a comma in it.
            let pairs: Vec<&str> = if form.contains('{') { inside.split(", ").collect() } else { vec![inside] };
            for (_, value) in pairs.iter().filter_map(|pair| pair.split_once(": ")) {
                found.extend(value.trim_matches(['[', ']']).split(", a").map(|value| (form, value.to_owned())).take(1));
            }
        }
        for key in keys.keys {
            inner(key.value, found);
        }
    }

    fn inner(value: Value, found: &mut Vec<(&'static str, String)>) {
        match value {
            Value::Map(keys) => proposed(keys, found),
            Value::List(list) => inner(*list.of, found),
            Value::OneOf(values) => values.iter().for_each(|value| inner(*value, found)),
            _ => {}
        }
    }

    #[test]
    fn what_messages_propose_is_known_for_a_placeholder() {
        let mut found = Vec::new();
        File::ALL.iter().for_each(|file| proposed(file.keys(), &mut found));
        assert!(found.len() > 30, "{found:?}");
        for (form, value) in found.iter().filter(|(form, _)| !is_sentence(form)) {
            // A file of this name is looked for; what is not there is noted.
            assert!(instead(value).is_some() || value == "map.png", "{form}: {value}");
        }
    }

    #[test]
    fn what_people_write_is_none() {
        for text in
            ["unknown", "one", "two", "Ed Crowther", "2016-09-08", "https://example.org/…", "Wait … and see", ""]
        {
            assert_eq!(instead(text), None, "{text}");
        }
    }
}
