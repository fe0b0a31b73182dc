//! Dates in fields: days and EDTF, and for whatever else a person wrote the form to write instead.

use crate::diagnostic::{Diagnostic, Rule};
use crate::model::date::Day;
use crate::model::date::human::{DateProblem, Human};
use crate::model::date::stamp::{Stamp, parse_article_date};
use crate::model::date::when::When;

use super::super::yaml::{Node, quote};
use super::Reader;

impl Reader<'_> {
    /// A date with or without a time.
    pub fn stamp(&mut self, key: &str, node: &Node) -> Option<Stamp> {
        let text = self.scalar(&format!("`{key}`"), node)?.text;
        match parse_article_date(&text) {
            Ok((stamp, None)) => Some(stamp),
            Ok((stamp, Some(form))) => {
                let fixed = quote::like(self.source(node.span), &form.to_string());
                self.note(Rule::DateForm, node.span, format!("a date is written {form}"))
                    .help(format!("write `{key}: {form}` (`digest check --fix` does it)"))
                    .fix(node.span, fixed);
                Some(stamp)
            }
            Err(_) if self.between_marks(Rule::DateUnreadable, key, node, one_day) => None,
            Err(problem) => {
                let message = match problem.human {
                    Human::One(_) => "this date is not in the form YYYY-MM-DD",
                    _ => problem.message.as_str(),
                };
                let written = self.source(node.span);
                explain(self.note(Rule::DateUnreadable, node.span, message), key, (node, written), &problem);
                None
            }
        }
    }

    /// A day; a time beside it is not kept.
    pub fn day(&mut self, key: &str, node: &Node) -> Option<Day> {
        self.stamp(key, node).map(Stamp::day)
    }

    /// When something happened, in EDTF.
    pub fn when(&mut self, key: &str, node: &Node) -> Option<When> {
        let text = self.scalar(&format!("`{key}`"), node)?.text;
        When::parse(&text)
            .map_err(|problem| {
                if self.between_marks(Rule::EventDateInvalid, key, node, one_time) {
                    return;
                }
                let written = self.source(node.span);
                let note = self.note(Rule::EventDateInvalid, node.span, problem.message.as_str());
                explain(note, key, (node, written), &problem);
            })
            .ok()
    }
}

/// The day a text says, in the form to write.
fn one_day(text: &str) -> Option<String> {
    match parse_article_date(text) {
        Ok((stamp, form)) => Some(form.unwrap_or_else(|| stamp.to_string())),
        Err(problem) => one(problem.human),
    }
}

/// When something happened, in the form to write.
fn one_time(text: &str) -> Option<String> {
    When::parse(text).map_or_else(|problem| one(problem.human), |when| Some(when.edtf().to_owned()))
}

fn one(human: Human) -> Option<String> {
    if let Human::One(form) = human { Some(form) } else { None }
}

/// Shows every reading; mends where there is one.
fn explain(note: &mut Diagnostic, key: &str, (node, written): (&Node, &str), problem: &DateProblem) {
    match &problem.human {
        Human::One(form) => {
            note.label(format!("read as {form}"))
                .help(format!("write `{key}: {form}` (`digest check --fix` does it)"))
                .fix(node.span, quote::like(written, form));
        }
        Human::Several(forms) => {
            let written: Vec<String> = forms.iter().map(|form| format!("`{key}: {form}`")).collect();
            note.label(format!("read as {}", forms.join(" or "))).help(format!("write {}", written.join(" or ")));
        }
        Human::Unreadable(hint) => {
            note.help(hint.as_str());
        }
    }
}
