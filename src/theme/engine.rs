//! The template engine: Tera, without anything that could differ between two runs, and with `safe` only where the gate has been.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow, bail};
use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::source::SourceFile;

use super::TEMPLATES;

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
    tera.add_raw_templates(templates).map_err(|error| anyhow!("{error}"))?;
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

/// `safe` turns escaping off, so it may follow only a name that ends in `_html`: text that has passed the gate.
fn check_safe(name: &str, text: &str) -> Result<()> {
    for (number, line) in text.lines().enumerate() {
        for (at, _) in line.match_indices('|') {
            let filter = line[at + 1..].trim_start();
            let is_safe = filter
                .strip_prefix("safe")
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
            if is_safe && !line[..at].trim_end().ends_with("_html") {
                bail!(
                    "templates/{name}:{}:{}: `safe` is allowed only on names that end in `_html`: everything else is escaped",
                    number + 1,
                    line[..at].chars().count() + 1
                );
            }
        }
    }
    if text.contains("autoescape") {
        bail!("templates/{name}: escaping cannot be turned off");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check_safe;

    #[test]
    fn safe_stands_only_behind_what_passed_the_gate() {
        assert!(check_safe("a.html", "{{ it.body_html | safe }}{{ it.title | upper }}").is_ok());
        for wrong in ["{{ it.title | safe }}", "{{ it.title|safe }}", "{{ it.title | upper | safe }}"] {
            let error = check_safe("a.html", wrong).expect_err(wrong).to_string();
            assert!(error.contains("a.html:1:"), "{error}");
        }
    }
}
