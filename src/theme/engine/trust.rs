//! What a template may not say, found before anything is drawn: `safe` on what has not passed the gate, and its disguises.
//!
//! Themes are the maintainer's own, and this keeps their writers from mistakes. What it cannot see in the text (another
//! name for a contributor's map) the filter `safe` refuses when the page is drawn.

use crate::theme::TemplateError;

/// The fields of views that are `Html` (`plan/view/`); tests/house.rs compares.
pub(super) const FIELDS: [&str; 5] = ["body_html", "intro_html", "ld_html", "lede_html", "style_html"];

/// `safe` turns escaping off, so it may follow only a field that is Html: text that has passed the gate.
///
/// No template may give such a name to something of its own, none may turn escaping off in another way, and a value
/// stands in quotes: without them a space in it begins an attribute.
pub(super) fn check(name: &str, text: &str) -> Result<(), TemplateError> {
    for (at, _) in text.match_indices('|') {
        let before = text[..at].trim_end();
        if first_word(&text[at + 1..]) == "safe" && !is_field_of_html(before) {
            let message = "`safe` is allowed only on fields whose name ends in `_html`: everything else is escaped";
            return Err(fault(name, text, at, message));
        }
    }
    for (at, _) in text.match_indices("_html") {
        let begins = text[..at].rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
        let after = text[at + "_html".len()..].trim_start();
        // A field is named after a dot; whatever else bears such a name was made by the template.
        if !text[..begins].ends_with('.') && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            return Err(fault(name, text, begins, "a name that ends in `_html` is kept for what passed the gate"));
        }
    }
    for (at, _) in text.match_indices("{%") {
        let tag = text[at + 2..].trim_start_matches('-').trim_start();
        let word = first_word(tag);
        if word == "autoescape" || (word == "filter" && first_word(&tag[word.len()..]) == "safe") {
            return Err(fault(name, text, at, "escaping cannot be turned off"));
        }
    }
    let mut bare = text.match_indices("={{").chain(text.match_indices("={%"));
    if let Some((at, _)) = bare.find(|(at, _)| is_inside_tag(&text[..*at])) {
        return Err(fault(name, text, at, "the value of an attribute stands in quotes"));
    }
    Ok(())
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// Whether text ends in a field such as `it.body_html`, and in nothing that a contributor could have named.
fn is_field_of_html(text: &str) -> bool {
    let path = text.rsplit(|c: char| !c.is_alphanumeric() && c != '_' && c != '.').next().unwrap_or_default();
    let mut parts = path.rsplit('.');
    let is_field = parts.next().is_some_and(|name| FIELDS.contains(&name));
    let mut above = parts.peekable();
    is_field && above.peek().is_some() && above.all(|part| !part.is_empty() && part != "extra")
}

/// Whether text ends inside a tag and outside quotes.
fn is_inside_tag(text: &str) -> bool {
    let tag = text.rfind('<').map_or("", |at| &text[at..]);
    !tag.is_empty() && !tag.contains('>') && tag.matches('"').count().is_multiple_of(2)
}

/// A fault as the template engine draws its own.
fn fault(name: &str, text: &str, at: usize, message: &str) -> TemplateError {
    let number = text[..at].matches('\n').count() + 1;
    let before = text[..at].rsplit('\n').next().unwrap_or_default();
    let line = text.lines().nth(number - 1).unwrap_or_default();
    let column = before.chars().count() + 1;
    let margin = " ".repeat(number.to_string().len());
    let indent: String = before.chars().map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    TemplateError(format!(
        "error: {message}\n{margin}--> {name}:{number}:{column}\n{margin} |\n{number} | {line}\n{margin} | {indent}^"
    ))
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn safe_stands_only_behind_what_passed_the_gate() {
        for fine in [
            "{{ it.body_html | safe }}{{ it.title | upper }}{{ it.safe }}",
            "<a href=\"{{ it.href }}\">{{ <link l={it.link} /> }}</a>",
            "{% if a == b %}{{ x }}{% endif %}",
            "<p>a={{ b }}</p><a title=\"a\" href=\"?q={{ it.q }}&amp;r={{ it.r }}\">",
        ] {
            assert!(check("a.html", fine).is_ok(), "{fine}");
        }
        for wrong in [
            "{{ it.title | safe }}",
            "{{ it.title|safe }}",
            "{{ it.title |\n  safe }}",
            "{{ it.title | upper | safe }}",
            "{{ it.body_html | upper | safe }}",
            "{{ it.extra.body_html | safe }}",
            "{{ it.extra.own_html | safe }}",
            "{{ it.own_html | safe }}",
            "{{ it[\"body_html\"] | safe }}",
            "{{ it.extra[\"x\"].body_html | safe }}",
            "{{ (it.title ~ it.body_html) | safe }}",
            "{% set x_html = it.title %}{{ x_html | safe }}",
            "{% set m = {\"body_html\": it.title} %}{{ m.body_html | safe }}",
            "{{ <part body_html={it.title} /> }}",
            "{% component part(body_html) %}{{ body_html | safe }}{% endcomponent part %}",
            "{% for x_html in it.titles %}{{ x_html | safe }}{% endfor %}",
            "{% filter safe %}{{ it.title }}{% endfilter %}",
            "{% set x | safe %}{{ it.title }}{% endset %}",
            "{%- autoescape false %}{{ it.title }}",
            "<a title={{ it.title }}>",
            "<a title={% if it.title %}{{ it.title }}{% endif %}>",
        ] {
            let error = check("a.html", wrong).expect_err(wrong).to_string();
            assert!(error.contains("--> a.html:"), "{error}");
        }
    }
}
