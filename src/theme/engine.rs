//! The template engine: Tera, without anything that could differ between two runs, and with `safe` only where the gate has been.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow, bail};
use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::source::SourceFile;

use super::{TEMPLATES, TemplateError};

/// Tera falls back from a theme's own template to its parent's of the same name.
const PARENT: &str = "parent/";

/// Loads templates; those of the parent are found when the theme has none of that name.
///
/// # Errors
/// When one does not parse, uses `safe` on what has not passed the gate, or is missing.
pub(super) fn engine(parent: &[SourceFile], own: &[SourceFile]) -> Result<Tera> {
    let mut tera = Tera::default();
    tera.set_fallback_prefixes([PARENT]).map_err(|error| anyhow!("{error}"))?;
    // Both come out in another order on each run (decision 0004).
    tera.register_filter("group_by", refused);
    let mut templates: BTreeMap<String, &str> = BTreeMap::new();
    for (files, prefix) in [(parent, PARENT), (own, "")] {
        for file in files {
            let Some(name) = file.path.as_str().strip_prefix("templates/") else { continue };
            let text = std::str::from_utf8(&file.bytes).map_err(|_| anyhow!("templates/{name} is not UTF-8"))?;
            check_safe(name, text)?;
            templates.insert(format!("{prefix}{name}"), text);
        }
    }
    tera.add_raw_templates(templates).map_err(|error| TemplateError(error.to_string()))?;
    for name in TEMPLATES {
        if !tera.contains_template(&format!("{name}.html")) {
            bail!("the theme has no template {name}.html");
        }
    }
    Ok(tera)
}

fn refused(_: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    Err(tera::Error::message(
        "`group_by` is not available: its order differs from run to run; lists come grouped from the program",
    ))
}

/// `safe` turns escaping off, so it may follow only a field whose name ends in `_html`: text that has passed the gate.
///
/// No template may give that name to something of its own, and none may turn escaping off in another way.
fn check_safe(name: &str, text: &str) -> Result<()> {
    for (at, _) in text.match_indices('|') {
        let before = text[..at].trim_end();
        if first_word(&text[at + 1..]) == "safe" && !is_field_of_html(before) {
            bail!(
                "{}: `safe` is allowed only on fields whose name ends in `_html`: everything else is escaped",
                place(name, text, at)
            );
        }
    }
    for (at, _) in text.match_indices("_html") {
        let begins = text[..at].rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
        let after = text[at + "_html".len()..].trim_start();
        // A field is named after a dot; whatever else bears such a name was made by the template.
        if !text[..begins].ends_with('.') && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            bail!("{}: a name that ends in `_html` is kept for what passed the gate", place(name, text, begins));
        }
    }
    for (at, _) in text.match_indices("{%") {
        let tag = text[at + 2..].trim_start_matches('-').trim_start();
        let word = first_word(tag);
        if word == "autoescape" || (word == "filter" && first_word(&tag[word.len()..]) == "safe") {
            bail!("{}: escaping cannot be turned off", place(name, text, at));
        }
    }
    Ok(())
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// Whether text ends in a field such as `it.body_html`.
fn is_field_of_html(text: &str) -> bool {
    let name = text.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    name.ends_with("_html") && text[..text.len() - name.len()].ends_with('.')
}

/// `templates/home.html:12:5`
fn place(name: &str, text: &str, at: usize) -> String {
    let line = text[..at].matches('\n').count() + 1;
    let column = text[..at].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("templates/{name}:{line}:{column}")
}

#[cfg(test)]
mod tests {
    use super::check_safe;

    #[test]
    fn safe_stands_only_behind_what_passed_the_gate() {
        assert!(check_safe("a.html", "{{ it.body_html | safe }}{{ it.title | upper }}{{ it.safe }}").is_ok());
        for wrong in [
            "{{ it.title | safe }}",
            "{{ it.title|safe }}",
            "{{ it.title |\n  safe }}",
            "{{ it.title | upper | safe }}",
            "{% set x_html = it.title %}{{ x_html | safe }}",
            "{% for x_html in it.titles %}{{ x_html | safe }}{% endfor %}",
            "{% filter safe %}{{ it.title }}{% endfilter %}",
            "{%- autoescape false %}{{ it.title }}",
        ] {
            let error = check_safe("a.html", wrong).expect_err(wrong).to_string();
            assert!(error.contains("templates/a.html:"), "{error}");
        }
    }
}
