//! `digest explain`: what a rule wants, why, and how to mend it.

use anyhow::Result;
use clap::builder::PossibleValuesParser;

use crate::cli::Status;
use crate::cli::terminal::Terminal;
use crate::diagnostic::Rule;
use crate::report::paint::Ink;

/// What `digest explain` takes.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The name of a rule; without one, all rules are listed
    #[arg(value_parser = PossibleValuesParser::new(Rule::ALL.iter().map(|rule| rule.name())), hide_possible_values = true)]
    rule: Option<String>,
}

/// Explains one rule, or lists them all.
pub(super) fn run(terminal: &Terminal, args: &Args) -> Result<Status> {
    let paint = terminal.result_paint();
    let rule = args.rule.as_deref().and_then(Rule::named);
    let text = match rule {
        Some(rule) => {
            let name = paint.ink(Ink::Strong, &format!("{rule} ({})", rule.severity()));
            let safety = if rule.guards_safety() {
                "\nThis rule guards readers and machines: site.toml can raise it, not lower it.\n"
            } else {
                ""
            };
            format!("{name}\n{}\n\n{}\n{safety}", rule.sentence(), rule.explanation())
        }
        None => Rule::ALL
            .iter()
            .map(|rule| {
                let name = paint.ink(Ink::Strong, &format!("{:27}", rule.name()));
                format!("{name} {:7}  {}\n", rule.severity().to_string(), rule.sentence())
            })
            .collect(),
    };
    terminal.result(&text)?;
    Ok(Status::Clean)
}
