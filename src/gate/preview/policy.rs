//! The Content-Security-Policy that a page carries, read and changed for the preview's response only.

use crate::gate::html::escape::escape_attr;

/// Where the value of the policy stands in the page.
const BEGINS: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// The page with its policy changed; nothing when it carries none or `change` leaves it.
pub(super) fn rewritten(page: &str, change: impl FnOnce(&str) -> Option<String>) -> Option<String> {
    let (before, rest) = page.split_once(BEGINS)?;
    let (policy, after) = rest.split_once('"')?;
    let changed = change(&unescaped(policy))?;
    Some(format!("{before}{BEGINS}{}\"{after}", escape_attr(&changed)))
}

/// The policy with what the preview's script needs; nothing where it may come in already, as it may in the default theme.
///
/// Not by adding `'self'`: a script that a theme forgot to allow must fail here as it will fail when it is published.
pub(super) fn let_in(policy: &str, nonce: &str, origin: &str) -> Option<String> {
    let script = allowed(policy, &["script-src-elem", "script-src", "default-src"], &format!("'nonce-{nonce}'"));
    let connect =
        |policy: &str| allowed(policy, &["connect-src", "default-src"], &format!("{origin}{}", super::FOLDER));
    let with_both = connect(script.as_deref().unwrap_or(policy));
    with_both.or(script)
}

/// The policy with one more source in the directive that decides, the first of `names` that is there.
fn allowed(policy: &str, names: &[&str], source: &str) -> Option<String> {
    let mut directives: Vec<String> = policy.split(';').map(|part| part.trim().to_owned()).collect();
    let is = |directive: &String, name: &str| {
        directive.split_whitespace().next().is_some_and(|own| own.eq_ignore_ascii_case(name))
    };
    let (name, at) = names.iter().find_map(|name| Some((*name, directives.iter().position(|part| is(part, name))?)))?;
    let sources: Vec<String> = directives[at].split_whitespace().skip(1).map(str::to_owned).collect();
    if sources.iter().any(|own| own.eq_ignore_ascii_case("'self'") || own == "*") {
        return None;
    }
    let kept = sources.iter().filter(|own| !own.eq_ignore_ascii_case("'none'")).map(String::as_str);
    let listed = kept.chain([source]).collect::<Vec<_>>().join(" ");
    if name == "default-src" {
        // Only scripts, or only connections, not whatever else falls back on it.
        directives.push(format!("{} {listed}", names[names.len() - 2]));
    } else {
        directives[at] = format!("{name} {listed}");
    }
    Some(directives.join("; "))
}

/// The policy without the sums of what a page carries.
pub(super) fn without_sums(policy: &str) -> String {
    policy
        .split(' ')
        .filter(|part| !part.trim_matches([';', '\'']).starts_with("sha256-"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The value of an attribute as it is read.
fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for (written, read) in [
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        text = text.replace(written, read);
    }
    text
}
