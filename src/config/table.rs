//! One table of site.toml while it is being read: its known keys, and notes where a value is not what the key takes.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Rule, Span};
use crate::keys::site::SITE;
use crate::keys::{Keys, Value};
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
    /// Nothing where the table is not there.
    entries: Option<&'a DeTable<'t>>,
    keys: &'static Keys,
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
        Table { notes, file, entries: Some(entries), keys: &SITE, name: "", required }
    }

    fn note(&mut self, span: impl Into<Span>, message: String) -> &mut Diagnostic {
        self.notes.add(Rule::Config, Place::new(&self.file.path, span), message)
    }

    fn full(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    /// Notes every key that the table does not have.
    pub(super) fn know(&mut self) {
        self.know_only(&self.keys.names().collect::<Vec<_>>());
    }

    /// Notes every key that is none of these.
    pub(super) fn know_only(&mut self, known: &[&str]) {
        for key in self.entries.into_iter().flat_map(DeTable::keys) {
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
        self.entries?.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
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
    pub(super) fn required<T>(&mut self, key: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Option<T> {
        let need = self.keys.get(key).and_then(|key| key.need);
        if let Some(need) = need.filter(|_| self.find(key).is_none() && self.required == Required::Missed) {
            let message = format!("`{key}` is missing: {}", need.form);
            self.note(0..0, message).help(format!("write `{key} = \"…\"`"));
        }
        self.text(key, read)
    }

    /// The text that holds where this key is not there.
    pub(super) fn usual(&self, key: &str) -> String {
        match self.keys.get(key).map(|key| key.value) {
            Some(Value::Setting(setting)) => setting.usual.to_owned(),
            _ => String::new(),
        }
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, key: &str) -> bool {
        let usual = matches!(self.keys.get(key).map(|key| key.value), Some(Value::Switch(true)));
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
    pub(super) fn number(&mut self, key: &str) -> usize {
        let usual = match self.keys.get(key).map(|key| key.value) {
            Some(Value::Number(usual)) => usual,
            _ => 1,
        };
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

    /// The table of this name in this one; without entries where it is not there.
    pub(super) fn table(&mut self, name: &'static str, keys: &'static Keys) -> Table<'_, 't> {
        let value = self.find(name);
        let entries = value.and_then(|value| value.get_ref().as_table());
        if let Some(value) = value.filter(|_| entries.is_none()) {
            self.wrong_type(name, "a table", &format!("write `[{name}]` on a line of its own, then its keys"), value);
        }
        Table { notes: self.notes, file: self.file, entries, keys, name, required: self.required }
    }

    /// Checks that every entry is a table with a name that passes.
    pub(super) fn each_table(&mut self, check: impl Fn(&str) -> Result<(), String>) {
        for (key, value) in self.entries.into_iter().flatten() {
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
