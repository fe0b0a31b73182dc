//! `digest explain`: what a rule wants, why, and how to mend it.

use anyhow::{Result, bail};
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};

use crate::cli::Status;
use crate::cli::terminal::Terminal;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Guard, Mends, Rule};
use crate::report::paint::Ink;
use crate::report::shown;

/// What `digest explain` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The name of a rule; without one, all rules are listed
    #[arg(value_parser = Name, hide_possible_values = true)]
    rule: Option<String>,
}

/// The name of a rule: known to the completions of a shell, and judged by us, who can say which one was meant.
#[derive(Debug, Clone, Copy)]
struct Name;

impl TypedValueParser for Name {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Rule::ALL.iter().map(|rule| PossibleValue::new(rule.name()))))
    }
}

/// Explains one rule, or lists them all.
pub(super) fn run(terminal: &Terminal, args: &Args) -> Result<Status> {
    let Some(name) = &args.rule else {
        terminal.result(&table(terminal))?;
        return Ok(Status::Clean);
    };
    // The report writes `error[key-unknown]`, and people copy that.
    let bare = name.trim_start_matches("error").trim_start_matches("warning").trim_matches(['[', ']', ':', '`']);
    let Some(rule) = Rule::named(bare) else {
        let meant = nearest(bare, Rule::ALL.iter().map(|rule| rule.name()));
        let meant = meant.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        bail!("there is no rule `{}`; {meant}`digest explain` lists them", shown::line(name));
    };
    let head = terminal.result_paint().ink(Ink::Strong, &format!("{rule} ({})", rule.severity()));
    let (sentence, why) = (rule.sentence(), rule.explanation());
    let more: String = [mends(rule), guard(rule)].into_iter().flatten().map(|line| format!("\n{line}\n")).collect();
    terminal.result(&format!("{head}\n{sentence}\n\n{why}\n{more}"))?;
    Ok(Status::Clean)
}

/// All rules: name, severity, whether `--fix` mends it, what it wants.
fn table(terminal: &Terminal) -> String {
    let paint = terminal.result_paint();
    let head = paint.ink(Ink::Frame, &format!("{:27} {:8} {:6} what it wants", "rule", "severity", "--fix"));
    let row = |rule: &Rule| {
        let name = paint.ink(Ink::Strong, &format!("{:27}", rule.name()));
        let (severity, mends) = (rule.severity().to_string(), rule.mends().to_string());
        format!("{name} {severity:8} {mends:6} {}\n", rule.sentence())
    };
    format!("{head}\n{}", Rule::ALL.iter().map(row).collect::<String>())
}

fn mends(rule: Rule) -> Option<&'static str> {
    match rule.mends() {
        Mends::Yes => Some("`digest check --fix` mends it."),
        Mends::Often => Some("`digest check --fix` mends it where there is exactly one right answer."),
        Mends::No => None,
    }
}

fn guard(rule: Rule) -> Option<&'static str> {
    match rule.guard()? {
        Guard::Safety => Some("This rule guards readers and machines: site.toml can raise it, not lower it."),
        Guard::Whole => Some(
            "What breaks this rule cannot be published whole: site.toml cannot lower it, or it would vanish in silence.",
        ),
    }
}
