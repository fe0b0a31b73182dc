//! The template engine: Tera, without anything that could differ between two runs, and with `safe` only where the gate has been.

use std::collections::BTreeMap;

use tera::{Kwargs, State, StringInput, Tera, TeraResult, Value};

use crate::gate::html::escape;
use crate::source::SourceFile;

use super::{COMPONENTS, TEMPLATES, TemplateError};

mod trust;

/// Tera falls back from a theme's own template to its parent's of the same name.
pub(super) const PARENT: &str = "parent/";

/// Loads templates; those of the parent are found when the theme has none of that name.
///
/// # Errors
/// When one does not parse, uses `safe` on what has not passed the gate, or is missing.
pub(super) fn engine(parent: &[SourceFile], own: &[SourceFile]) -> Result<Tera, TemplateError> {
    let mut tera = Tera::default();
    tera.set_fallback_prefixes([PARENT]).map_err(|error| TemplateError(error.to_string()))?;
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
            let name = [prefix, name].concat();
            let text = std::str::from_utf8(&file.bytes)
                .map_err(|_| TemplateError(format!("error: the template is not UTF-8\n --> {name}")))?;
            trust::check(&name, text)?;
            templates.insert(name, text);
        }
    }
    tera.add_raw_templates(templates).map_err(|error| TemplateError(error.to_string()))?;
    let templates = TEMPLATES.iter().filter(|name| !tera.contains_template(&format!("{name}.html")));
    let missing: Vec<String> = templates.map(|name| format!("the theme has no template {name}.html")).collect();
    let components = COMPONENTS.iter().filter(|name| !tera.contains_component(name));
    let lost =
        components.map(|name| format!("the theme has no component {name}, which draws what stands on many pages"));
    let missing: Vec<String> = missing.into_iter().chain(lost).collect();
    if !missing.is_empty() {
        return Err(TemplateError(missing.join("\n")));
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
