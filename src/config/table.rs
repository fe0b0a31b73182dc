//! One table of site.toml while it is being read: its known keys, and notes where a value is not what the key takes.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Span};
use crate::source::SourceFile;

/// Whether a required key that is not there is known to be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Required {
    /// It is.
    Missed,
    /// The file does not parse: nobody knows.
    Unknown,
}

/// A table, its name, and where notes about it go.
pub(super) struct Table<'a, 't> {
    notes: &'a mut Diagnostics,
    file: &'a SourceFile,
    entries: &'a DeTable<'t>,
    name: &'static str,
    required: Required,
}

impl<'a, 't> Table<'a, 't> {
    /// The file itself.
    pub(super) fn new(
        notes: &'a mut Diagnostics,
        file: &'a SourceFile,
        entries: &'a DeTable<'t>,
        required: Required,
    ) -> Self {
        Table { notes, file, entries, name: "", required }
    }

    fn note(&mut self, span: impl Into<Span>, message: String) -> &mut Diagnostic {
        self.notes.add(Rule::Config, Place::new(&self.file.path, span), message)
    }

    fn full(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// Notes every key that is none of these.
    pub(super) fn know(&mut self, known: &[&str]) {
        for key in self.entries.keys() {
            let name: &str = key.get_ref();
            if known.contains(&name) {
                continue;
            }
            let what = if self.name == "rules" { "rule" } else { "key" };
            let message = format!("there is no {what} `{}`", self.full(name));
            let help = match nearest(name, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if what == "rule" => "`digest explain` names every rule".to_owned(),
                None => format!("the keys here are {}", known.join(", ")),
            };
            let span = key.span();
            self.note(span, message).help(help);
        }
    }

    fn find(&self, key: &str) -> Option<&'a Spanned<DeValue<'t>>> {
        self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    fn wrong_type(&mut self, key: &str, wanted: &str, help: &str, value: &Spanned<DeValue<'_>>) {
        let message = format!("`{}` is {wanted}, not {}", self.full(key), kind(value.get_ref()));
        self.note(value.span(), message).help(help);
    }

    /// The text of a key, read by `read`; its complaint is the help.
    pub(super) fn text<T>(&mut self, key: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let value = self.find(key)?;
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(key, "text", &format!("write `{key} = \"…\"`"), value);
            return None;
        };
        match read(text) {
            Ok(read) => Some(read),
            Err(why) => {
                let message = format!("`{}` cannot be this", self.full(key));
                self.note(value.span(), message).help(why);
                None
            }
        }
    }

    /// The text of a key that must be there.
    pub(super) fn required<T>(
        &mut self,
        key: &str,
        what: &str,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        if self.find(key).is_none() && self.required == Required::Missed {
            self.note(0..0, format!("`{key}` is missing: {what}")).help(format!("write `{key} = \"…\"`"));
        }
        self.text(key, read)
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, key: &str, usual: bool) -> bool {
        let Some(value) = self.find(key) else {
            return usual;
        };
        match value.get_ref() {
            DeValue::Boolean(flag) => *flag,
            _ => {
                self.wrong_type(key, "`true` or `false`", &format!("write `{key} = true` or `{key} = false`"), value);
                usual
            }
        }
    }

    /// A whole number above 0.
    pub(super) fn number(&mut self, key: &str, usual: usize) -> usize {
        let Some(value) = self.find(key) else {
            return usual;
        };
        let number = match value.get_ref() {
            DeValue::Integer(number) => usize::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        number.filter(|number| *number > 0).unwrap_or_else(|| {
            let message = format!("`{}` is a whole number above 0", self.full(key));
            self.note(value.span(), message).help(format!("the usual value is {usual}"));
            usual
        })
    }

    /// The table of this name in this one.
    pub(super) fn table(&mut self, name: &'static str) -> Option<Table<'_, 't>> {
        let value = self.find(name)?;
        let DeValue::Table(entries) = value.get_ref() else {
            self.wrong_type(name, "a table", &format!("write `[{name}]` on a line of its own, then its keys"), value);
            return None;
        };
        Some(Table { notes: self.notes, file: self.file, entries, name, required: self.required })
    }

    /// Checks that every entry is a table with a name that passes.
    pub(super) fn each_table(&mut self, check: impl Fn(&str) -> Result<(), String>) {
        for (key, value) in self.entries {
            let name: &str = key.get_ref();
            if let Err(why) = check(name) {
                let message = format!("`{}` cannot have this name", self.full(name));
                self.note(key.span(), message).help(why);
            }
            if !value.get_ref().is_table() {
                self.wrong_type(
                    name,
                    "a table",
                    &format!("write `[{}.{name}]` on a line of its own", self.name),
                    value,
                );
            }
        }
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
