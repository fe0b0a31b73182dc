//! The template engine: Tera, without anything that could differ between two runs, and with `safe` only where the gate has been.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow, bail};
use tera::{Kwargs, State, StringInput, Tera, TeraResult, Value};

use crate::gate::html::escape;
use crate::source::SourceFile;

use super::{COMPONENTS, TEMPLATES, TemplateError};

mod trust;

/// Tera falls back from a theme's own template to its parent's of the same name.
const PARENT: &str = "parent/";

/// Loads templates; those of the parent are found when the theme has none of that name.
///
/// # Errors
/// When one does not parse, uses `safe` on what has not passed the gate, or is missing.
pub(super) fn engine(parent: &[SourceFile], own: &[SourceFile]) -> Result<Tera> {
    let mut tera = Tera::default();
    tera.set_fallback_prefixes([PARENT]).map_err(|error| anyhow!("{error}"))?;
    // Every file ends in nothing: what a part is called does not decide whether it is escaped.
    tera.autoescape_on([""]);
    tera.set_escape_fn(escape::write_attr);
    tera.register_filter("safe", safe);
    tera.register_filter("replace", replace);
    // Both come out in another order on each run (decision 0004).
    tera.register_filter("group_by", refused);
    let mut templates: BTreeMap<String, &str> = BTreeMap::new();
    for (files, prefix) in [(parent, PARENT), (own, "")] {
        for file in files {
            let Some(name) = file.path.as_str().strip_prefix("templates/") else { continue };
            let text = std::str::from_utf8(&file.bytes).map_err(|_| anyhow!("templates/{name} is not UTF-8"))?;
            trust::check(name, text)?;
            templates.insert(format!("{prefix}{name}"), text);
        }
    }
    tera.add_raw_templates(templates).map_err(|error| TemplateError(error.to_string()))?;
    for name in TEMPLATES {
        if !tera.contains_template(&format!("{name}.html")) {
            bail!("the theme has no template {name}.html");
        }
    }
    for name in COMPONENTS {
        if !tera.contains_component(name) {
            bail!("the theme has no component {name}, which draws what stands on many pages");
        }
    }
    Ok(tera)
}

/// Lets pass what passed the gate, as render.rs marked it, or what a template drew and so escaped; nothing else, by
/// whatever name it came here.
fn safe(text: StringInput<'_>, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    if text.is_safe() {
        return Ok(text.into_value());
    }
    Err(tera::Error::message(
        "`safe` is allowed only on fields of a view whose name ends in `_html`: this text has not passed the gate",
    ))
}

/// Replaces in plain text. In text that is escaped already it could undo that: `&lt;` to `<`.
fn replace(text: StringInput<'_>, args: Kwargs, _: &State<'_>) -> TeraResult<String> {
    if text.is_safe() {
        return Err(tera::Error::message("`replace` is for plain text: this text is HTML already"));
    }
    Ok(text.as_str().replace(args.must_get::<&str>("from")?, args.must_get::<&str>("to")?))
}

fn refused(_: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    Err(tera::Error::message(
        "`group_by` is not available: its order differs from run to run; lists come grouped from the program",
    ))
}
