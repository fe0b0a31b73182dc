//! What a theme has: which of its files nothing uses, and which say what the theme that it extends says already.

use std::collections::BTreeSet;

use crate::source::SourceFile;

use super::{COMPONENTS, TEMPLATES};

/// The files of a theme that could go.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// Templates that no page and no other template uses, by their paths in the theme.
    pub unused: Vec<String>,
    /// Files that are those of the theme that is extended, byte for byte.
    pub same: Vec<String>,
}

/// Looks through the files of a theme and of the one that it extends.
#[must_use]
pub fn survey(parent: &[SourceFile], own: &[SourceFile]) -> Survey {
    let templates = |files: &'_ [SourceFile]| -> Vec<Template> { files.iter().filter_map(Template::of).collect() };
    let (lent, own_templates) = (templates(parent), templates(own));
    let is_own = |name: &str| own_templates.iter().any(|template| template.name == name);
    // A template of the same name takes the place of the one that is lent, and of what that one uses.
    let all: Vec<&Template> = own_templates.iter().chain(lent.iter().filter(|lent| !is_own(&lent.name))).collect();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut next: Vec<&Template> = all.iter().copied().filter(|template| template.is_asked_for()).collect();
    while let Some(template) = next.pop() {
        if used.insert(&template.name) {
            next.extend(all.iter().filter(|other| template.uses(other)));
        }
    }
    let path = |template: &Template| ["templates/", &template.name].concat();
    let unused = own_templates.iter().filter(|template| !used.contains(template.name.as_str())).map(path).collect();
    let is_lent = |file: &&SourceFile| {
        file.path.as_str() != "theme.toml"
            && parent.iter().any(|lent| lent.path == file.path && lent.bytes[..] == file.bytes[..])
    };
    let same = own.iter().filter(is_lent).map(|file| file.path.as_str().to_owned()).collect();
    Survey { unused, same }
}

/// A template, as far as its text says what it uses.
struct Template {
    name: String,
    text: String,
    /// Components that it defines.
    components: Vec<String>,
}

impl Template {
    fn of(file: &SourceFile) -> Option<Template> {
        let name = file.path.as_str().strip_prefix("templates/")?.to_owned();
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        let components = text.split("{%").skip(1).filter_map(|tag| {
            let tag = tag.trim_start_matches('-').trim_start().strip_prefix("component")?;
            let name = tag.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').next()?;
            Some(name.to_owned())
        });
        let components = components.collect();
        Some(Template { name, text, components })
    }

    /// Whether the program itself asks for it.
    fn is_asked_for(&self) -> bool {
        let is_kind = self.name.strip_suffix(".html").is_some_and(|kind| TEMPLATES.contains(&kind));
        is_kind || self.components.iter().any(|component| COMPONENTS.contains(&component.as_str()))
    }

    /// Whether it names the other, or calls a component of it.
    fn uses(&self, other: &Template) -> bool {
        let names = |quote: &str| self.text.contains(&[quote, &other.name, quote].concat());
        let calls = |component: &String| {
            let call = ["<", component].concat();
            let mut found = self.text.match_indices(&call).map(|(at, _)| &self.text[at + call.len()..]);
            found.any(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>'))
        };
        names("\"") || names("'") || other.components.iter().any(calls)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::embedded::embedded;

    #[test]
    fn the_default_theme_has_nothing_that_could_go() {
        assert_eq!(survey(&[], &embedded()), Survey::default());
    }

    #[test]
    fn what_nothing_uses_and_what_is_lent_anyway_is_named() {
        let lent = embedded();
        let plain = lent.iter().find(|file| file.path.as_str() == "templates/plain.html").cloned();
        let own: Vec<SourceFile> = plain
            .into_iter()
            .chain([
                SourceFile::new("templates/old.html", "{% include \"parts/older.html\" %}"),
                SourceFile::new("templates/parts/older.html", "x"),
                SourceFile::new("templates/parts/mine.html", "{% component mine(x) %}{{ x }}{% endcomponent mine %}"),
                SourceFile::new("templates/about.html", "{{ <mine x={1} /> }}"),
                SourceFile::new("templates/search.html", "{{ <mine x={1} /> }}"),
            ])
            .collect();
        let found = survey(&lent, &own);
        assert_eq!(found.unused, ["templates/old.html", "templates/parts/older.html", "templates/about.html"]);
        assert_eq!(found.same, ["templates/plain.html"]);
    }
}
