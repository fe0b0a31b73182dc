//! Notes as SARIF 2.1.0 (OASIS), for code scanning and editors.

use std::collections::BTreeSet;

use anyhow::Result;
use serde::Serialize;
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Severity, Span};
use crate::gate::route::segment::percent_encoded;
use crate::report::human::span;
use crate::report::{Sources, shown, worst_first};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The base that every address of a file is relative to: the repository, or the site where there is none.
const BASE: &str = "%SRCROOT%";

/// The whole; its version stands at its beginning, so that a reader soon knows what it reads (3.13.2).
#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Value; 1],
}

/// One log with one run; its rules are those that were broken.
///
/// # Errors
/// Never, as far as is known: every part is text or a number.
pub fn sarif(notes: &Diagnostics, sources: &Sources<'_>) -> Result<String> {
    let broken: BTreeSet<Rule> = notes.notes().iter().map(|note| note.rule).collect();
    let rules: Vec<Rule> = broken.into_iter().collect();
    let results: Vec<Value> = worst_first(notes).map(|note| result(note, &rules, sources)).collect();
    let version = env!("CARGO_PKG_VERSION");
    let run = json!({
        "tool": { "driver": {
            "name": "digest",
            "version": version,
            "semanticVersion": version,
            "rules": rules.iter().map(|rule| descriptor(*rule)).collect::<Vec<_>>(),
        } },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": { (BASE): { "description": message("The folder from which files are named.") } },
        "results": results,
    });
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    let text = serde_json::to_string_pretty(&log)?;
    Ok(text.lines().map(|line| shown::json(line) + "\n").collect())
}

fn descriptor(rule: Rule) -> Value {
    json!({
        "id": rule.name(),
        "shortDescription": message(rule.sentence()),
        "fullDescription": message(rule.explanation()),
        "help": message(&format!("{} {} (digest explain {rule})", rule.sentence(), rule.explanation())),
        "defaultConfiguration": { "level": level(rule.severity()) },
    })
}

fn result(note: &Diagnostic, rules: &[Rule], sources: &Sources<'_>) -> Value {
    let mut text = note.message.clone();
    if let Some(help) = &note.help {
        text = format!("{text}\n{help}");
    }
    let mut result = json!({
        "ruleId": note.rule.name(),
        "ruleIndex": rules.binary_search(&note.rule).unwrap_or_default(),
        "level": level(note.severity),
        "message": message(&text),
    });
    if let Some(place) = &note.place {
        result["locations"] = json!([location(place, sources)]);
        if !note.fix.is_empty() {
            result["fixes"] = json!([fix(note, place, sources)]);
        }
    }
    if !note.related.is_empty() {
        let related = note.related.iter().map(|(place, sentence)| {
            let mut location = location(place, sources);
            location["message"] = message(sentence);
            location
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

fn fix(note: &Diagnostic, place: &Place, sources: &Sources<'_>) -> Value {
    let replacements = note.fix.iter().map(|edit| {
        let region = region(&Place { file: place.file.clone(), range: edit.range }, sources);
        json!({ "deletedRegion": region, "insertedContent": { "text": edit.text } })
    });
    let change = json!({
        "artifactLocation": artifact(place, sources),
        "replacements": replacements.collect::<Vec<_>>(),
    });
    json!({ "description": message(note.help.as_deref().unwrap_or(&note.message)), "artifactChanges": [change] })
}

fn location(place: &Place, sources: &Sources<'_>) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": artifact(place, sources),
        "region": region(place, sources),
    } })
}

fn artifact(place: &Place, sources: &Sources<'_>) -> Value {
    json!({ "uri": percent_encoded(&sources.in_repository(&place.file)), "uriBaseId": BASE })
}

fn region(place: &Place, sources: &Sources<'_>) -> Value {
    let Span { start, end } = place.range;
    let place = Place { file: place.file.clone(), range: Span { start, end: end.max(start) } };
    let (start, end) = span(sources, &place);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Off => "none",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// A plain text message. Braces are doubled (3.11.5), and what would be read as a link is kept from it (3.11.6).
fn message(text: &str) -> Value {
    let text: Vec<String> = text.lines().map(shown::line).collect();
    json!({ "text": text.join("\n").replace('{', "{{").replace('}', "}}").replace("](", "\\](") })
}
