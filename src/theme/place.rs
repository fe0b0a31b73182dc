//! Where a theme's error stands, as people name the file, and what to write instead.

use super::TemplateError;
use super::engine::PARENT;

/// The folders of a theme and of the one that it extends, from the root of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folders {
    own: String,
    parent: String,
}

impl Folders {
    /// The folders of the theme of this name, and of the one that it extends.
    #[must_use]
    pub fn new(own: &str, parent: Option<&str>) -> Folders {
        let folder = |name: &str| ["themes/", name, "/templates/"].concat();
        Folders { own: folder(own), parent: folder(parent.unwrap_or_default()) }
    }

    /// The file of a template, which the engine knows by another name.
    #[must_use]
    pub fn file(&self, template: &str) -> String {
        match template.strip_prefix(PARENT) {
            Some(name) => self.parent.clone() + name,
            None => self.own.clone() + template,
        }
    }

    /// The words of the template engine with files as people name them, and with a way out.
    #[must_use]
    pub fn told(&self, error: &str) -> TemplateError {
        let mut lines: Vec<String> = error.trim_end().lines().map(|line| self.line(line)).collect();
        let named = error.lines().find_map(|line| line.strip_prefix("Template '")?.split('\'').next());
        lines.extend(named.map(|template| format!(" --> {}", self.file(template))));
        let mut helps: Vec<&str> = error.lines().filter_map(message).map(help).collect();
        helps.dedup();
        lines.extend(helps.iter().map(|help| format!("  = help: {help}")));
        TemplateError(lines.join("\n"))
    }

    /// `  --> plain.html:3:5`, or a note that ends in a place. Lines of a template stand behind a number and a bar.
    fn line(&self, line: &str) -> String {
        let cut = match line.find("--> ") {
            Some(at) if line[..at].trim().is_empty() => at + "--> ".len(),
            _ if line.starts_with("note: ") => line.rfind(' ').map_or(line.len(), |at| at + 1),
            _ => return line.to_owned(),
        };
        let (before, place) = line.split_at(cut);
        before.to_owned() + &self.file(place)
    }
}

/// The message of a line that has one.
fn message(line: &str) -> Option<&str> {
    let begins = ["Template '", "Component `", "the theme has no "].iter().any(|words| line.starts_with(words));
    line.strip_prefix("error: ").or_else(|| begins.then_some(line))
}

/// What to write instead.
fn help(message: &str) -> &'static str {
    const HELPS: [(&str, &str); 14] = [
        ("passed the gate", "print it without `safe`; docs/themes.md lists the fields that end in `_html`"),
        ("`safe` is", "print it without `safe`; docs/themes.md lists the fields that end in `_html`"),
        ("ends in `_html` is kept", "choose another name; fields that end in `_html` come from the program"),
        ("escaping cannot", "leave the tag out: everything is escaped, and what the program says is HTML need not be"),
        ("stands in quotes", "write the value between double quotes: title=\"{{ it.title }}\""),
        ("not available", "lists come grouped and in order from the program; docs/themes.md has their fields"),
        ("not defined", "docs/themes.md lists what `page`, `it`, `site` and `w` hold"),
        ("undefined", "what may be absent is asked for first: `{% if it.summary %}`; docs/themes.md lists every field"),
        ("Unknown filter", "Tera's own filters are there; dates, numbers and lists come ready from the program"),
        ("Unknown function", "Tera's own functions are there; none reaches the clock, a file or the environment"),
        ("nknown component", "define it in a file of templates/parts, or extend a theme that has it"),
        ("Unknown template", "name a file of templates/, of this theme or of the one that it extends: `base.html`"),
        ("inheriting from", "name a file of templates/, of this theme or of the one that it extends: `base.html`"),
        ("the theme has no", "write it, or say `extends = \"default\"` in theme.toml, and the default theme lends it"),
    ];
    let known = HELPS.iter().find(|(words, _)| message.contains(words));
    known.map_or("the syntax is that of Tera 2; docs/themes.md has what is added and what is refused", |(_, help)| help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_from_the_root_and_lines_of_templates_are_left_alone() {
        let folders = Folders::new("plain", Some("default"));
        let told = folders.told(
            "error: Field `x` is not defined\n  --> parent/base.html:12:3\n   |\n12 | a --> b.html:1:1\n   |   ^\n\n\
             note: called from plain.html:3:4\n  |\n3 | {{ x }}\n  | ^",
        );
        assert_eq!(
            told.0,
            "error: Field `x` is not defined\n  --> themes/default/templates/base.html:12:3\n   |\n\
             12 | a --> b.html:1:1\n   |   ^\n\nnote: called from themes/plain/templates/plain.html:3:4\n  |\n\
             3 | {{ x }}\n  | ^\n  = help: docs/themes.md lists what `page`, `it`, `site` and `w` hold"
        );
    }
}
