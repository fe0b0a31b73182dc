//! Lists in fields, and what stands where a list should: it is said with the list to write, and judged once it is one.

use crate::diagnostic::Rule;
use crate::gate::href::Href;
use crate::gate::slug::Slug;
use crate::keys::{Keys, Value};
use crate::model::article::Written;

use super::super::yaml::quote::OTHER_COMMAS;
use super::super::yaml::{Kind, Node, Style, quote};
use super::{Reader, shown, shown_long};

impl Reader<'_> {
    /// A list of texts. What is no list is noted and not read: what it says is judged once it is one.
    pub fn texts(&mut self, key: &str, item: &str, node: &Node) -> Vec<Written> {
        match &node.kind {
            Kind::List(items) => self.items(item, node, items),
            Kind::Scalar(..) => {
                let Some(written) = self.scalar(&format!("`{key}`"), node) else { return Vec::new() };
                self.no_list(key, node, &written.text);
                // Articles that write the alias of a term have made no mistake.
                if self.file.path.extension() == "md" { Vec::new() } else { vec![written] }
            }
            Kind::Map(_) => {
                let span = self.first_line(node.span);
                let item = item.split_once(' ').map_or("name", |(_, item)| item);
                let item = if matches!(item, "tag" | "place") { item } else { "name" };
                let help = format!("write `{key}: [a {item}, another {item}]`");
                self.note(Rule::ValueInvalid, span, format!("`{key}` is a list, not a map")).help(help);
                Vec::new()
            }
        }
    }

    fn items(&mut self, item: &str, list: &Node, items: &[Node]) -> Vec<Written> {
        let mut texts = Vec::with_capacity(items.len());
        for node in items {
            let before = self.notes.notes().len();
            match self.parted(item, list, node) {
                Some(parts) => texts.extend(parts),
                None => texts.extend(self.text(item, node)),
            }
            // One placeholder that was copied has others beside it.
            if self.notes.notes().get(before..).is_some_and(|new| new.iter().any(|note| note.rule == Rule::Placeholder))
            {
                break;
            }
        }
        texts
    }

    /// Notes an item that looks like several, parted by another sign than `,` or, for a tag on a line of its own, by any;
    /// gives what it is read as.
    fn parted(&mut self, item: &str, list: &Node, node: &Node) -> Option<Vec<Written>> {
        let Kind::Scalar(text, Style::Plain) = &node.kind else { return None };
        let (is_tag, flow) = (item == "a tag", self.is_flow(list));
        let is_comma = |c: &char| OTHER_COMMAS.contains(c) || (!flow && *c == ',');
        let sign = text.chars().find(is_comma)?;
        let signs: Vec<char> = text.chars().filter(is_comma).collect();
        let parts = parts(text, &signs);
        // Who writes a name on a line of its own says where it ends.
        if parts.len() < 2 || !(flow || is_tag) {
            return None;
        }
        let sure = is_tag && (";؛；".contains(sign) || parts.iter().all(is_small));
        let (several, one) = (listed(&parts), quote::quoted(text));
        let lines: Vec<String> = parts.iter().map(|part| format!("`- {}`", shown(&quote::scalar(part)))).collect();
        let (lines, one) = (lines.join(", "), shown_long(&one));
        let note = self.note(Rule::ListComma, node.span, format!("`{sign}` parts no items: YAML takes this for one"));
        match (flow, sure) {
            (true, true) => note.help(format!("write `{}`", shown_long(&several))).fix(node.span, several),
            (true, false) => note.help(format!("write `{}`, or `{one}` if that is one name", shown_long(&several))),
            (false, true) => note.help(format!("write each on a line of its own: {lines}")),
            (false, false) => {
                note.help(format!("write each on a line of its own, {lines}, or `- {one}` if that is one name"))
            }
        };
        let texts = if sure { parts } else { vec![text.as_str()] };
        let written =
            |text: &str| Written { text: text.split_ascii_whitespace().collect::<Vec<_>>().join(" "), span: node.span };
        Some(texts.into_iter().map(written).collect())
    }

    /// Notes a text where a list should stand, with the list to write.
    fn no_list(&mut self, key: &str, node: &Node, text: &str) {
        let span = node.span;
        let signs: Vec<char> = OTHER_COMMAS.into_iter().chain([',']).collect();
        let lines: Vec<&str> = self.source(span).lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let below = lines.len() > 1 && matches!(node.kind, Kind::Scalar(_, Style::Plain));
        // One below the other, as in a list without its `- `.
        let items =
            if below { lines.iter().flat_map(|line| parts(line, &signs)).collect() } else { parts(text, &signs) };
        let list = format!("[{}]", listed(&items));
        // `Washington, D.C.` is one place, and may be a tag; no name has a semicolon in it.
        let is_plain = |item: &&str| Slug::exact(item).is_ok() || item.starts_with('/');
        let parted = !items.is_empty() && text.contains(signs.as_slice());
        let sure = (items.len() == 1 && !below)
            || (parted
                && ((key == "tags" && items.iter().all(is_small))
                    || items.iter().all(is_plain)
                    || !text.contains([',', '،', '、', '，'])));
        // `tags: syria truce` may be two tags, and `tags: aid convoys` one.
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        if key == "tags" && items.len() == 1 && words.len() > 1 {
            let (list, words) = (shown_long(&list), shown_long(&listed(&words)));
            self.note(Rule::ValueInvalid, span, format!("`{key}` is a list"))
                .help(format!("write `{key}: {list}`, or `{key}: [{words}]` if these are several"));
            return;
        }
        let note = self.note(Rule::ValueInvalid, span, format!("`{key}` is a list"));
        if sure {
            note.help(format!("write `{key}: {}`", shown_long(&list))).fix(span, list);
        } else {
            let one = quote::item(text);
            let (list, one) = (shown_long(&list), shown_long(&one));
            note.help(format!("write `{key}: {list}`, or `{key}: [{one}]` if that is one name"));
        }
    }

    /// Each item of a list, read by `read`. What is no list is noted with the list to write, and not read.
    pub fn each<T>(
        &mut self,
        key: &str,
        keys: &'static Keys,
        node: &Node,
        read: impl FnMut(&mut Self, &Node) -> Option<T>,
    ) -> Vec<T> {
        let mut read = read;
        if let Kind::List(items) = &node.kind {
            return items.iter().filter_map(|item| read(self, item)).collect();
        }
        if node.is_null() {
            self.empty(&format!("`{key}`"), node);
            return Vec::new();
        }
        let (span, source) = (self.first_line(node.span), self.source(node.span));
        let list = match &node.kind {
            Kind::Map(_) if self.is_flow(node) && !source.contains(['\n', '\r']) => Some(format!("[{source}]")),
            Kind::Scalar(text, _) => lone_items(key, text),
            _ => None,
        };
        let block = matches!(node.kind, Kind::Map(_)) && !self.is_flow(node);
        let form = form(keys, node.text());
        let note = self.note(Rule::ValueInvalid, span, format!("`{key}` is a list"));
        match list {
            Some(list) => note.help(format!("write `{key}: {}`", shown_long(&list))).fix(node.span, list),
            None if block => {
                note.help(format!("write `- ` before the first key below `{key}:`, and indent the others"))
            }
            None => note.help(format!("write `{key}: [{}]`", shown_long(&form))),
        };
        Vec::new()
    }
}

/// Whether a tag is no name that goes on behind a comma.
fn is_small(item: &&str) -> bool {
    !item.contains(char::is_uppercase) && !item.contains('.')
}

/// The list that a lone text was meant as: of addresses, or of the slugs of events.
fn lone_items(key: &str, text: &str) -> Option<String> {
    let signs: Vec<char> = OTHER_COMMAS.into_iter().chain([',', ' ', '\n', '\r']).collect();
    let items = parts(text, &signs);
    let fits = |item: &&str| match key {
        "sources" => Href::external(item).is_ok(),
        "events" => Slug::exact(item).is_ok() && item.contains(|c: char| !c.is_ascii_digit() && c != '-'),
        _ => false,
    };
    (!items.is_empty() && items.iter().all(fits)).then(|| format!("[{}]", listed(&items)))
}

/// A text cut at these signs, without marks of print around its parts.
fn parts<'t>(text: &'t str, signs: &[char]) -> Vec<&'t str> {
    let parts = text.split(|c| signs.contains(&c)).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| quote::marked(part).map_or(part, |marked| marked.inside)).collect()
}

fn listed(items: &[&str]) -> String {
    items.iter().map(|item| quote::scalar(item)).collect::<Vec<_>>().join(", ")
}

/// How a map is written, with the text that stood in its place put where it belongs.
pub(super) fn form(keys: &'static Keys, text: Option<&str>) -> String {
    let Some(text) = text.filter(|text| !text.trim().is_empty() && !matches!(*text, "true" | "false" | "yes" | "no"))
    else {
        return keys.form.to_owned();
    };
    let text = text.trim();
    let is_image = [".png", ".jpg", ".jpeg", ".webp", ".gif"].iter().any(|end| text.to_lowercase().ends_with(end));
    let fits = |value: Value| match value {
        Value::Url => Href::external(text).is_ok(),
        Value::FileName => is_image && Href::external(text).is_err(),
        Value::Text => !is_image && Href::external(text).is_err(),
        _ => false,
    };
    let shown = shown(&quote::scalar(text));
    let put = keys.keys.iter().filter(|key| fits(key.value)).find_map(|key| {
        let (before, rest) = keys.form.split_once(&format!("{}: ", key.name))?;
        let end = rest.find([',', '}'])?;
        Some(format!("{before}{}: {shown}{}", key.name, rest.get(end..)?))
    });
    put.unwrap_or_else(|| keys.form.to_owned())
}
