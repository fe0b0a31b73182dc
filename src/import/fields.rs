//! What was found becomes the fields of a draft, each with its line in the report; texts and pages share this.

use std::collections::BTreeSet;

use super::Known;
use super::address::Address;
use super::byline::Byline;
use super::dateline::{self, Called, Dated, Reading};
use super::draft::{Date, Draft};
use super::language;
use super::report::{Report, Sure};
use crate::gate::excerpt::cut_at_sentence;
use crate::gate::text::is_bidi_control;
use crate::model::date::Day;

/// Something found, with the line of the input and that line's text.
#[derive(Debug, Clone)]
pub(super) struct Told<T> {
    pub(super) line: Option<usize>,
    pub(super) read: String,
    pub(super) what: T,
}

/// A headline or a name without the signs that mark one, and without what a field may not hold.
pub(super) fn clean(text: &str) -> String {
    let text: String = text.chars().filter(|c| !is_bidi_control(*c)).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = text.trim_start_matches('#').trim();
    let bare = ["***", "**", "__"].iter().find_map(|sign| bare.strip_prefix(sign)?.strip_suffix(sign)).unwrap_or(bare);
    bare.trim().to_owned()
}

/// The beginning of a line that is too long for a title.
pub(super) fn cut(text: &str) -> String {
    cut_at_sentence(text, 120)
}

/// Fills in the names of a byline.
pub(super) fn author(report: &mut Report, draft: &mut Draft, told: Option<&Told<Byline>>) {
    let Some(told) = told else {
        report.note("author", Sure::Open, "no byline was found").wrote("unknown");
        return;
    };
    draft.authors = told.what.names.iter().map(|name| clean(name)).collect();
    let names = draft.authors.join(", ");
    report.note("author", told.what.sure, &told.what.why).at(told.line).read(&told.read).wrote(names);
}

/// Fills in the date: the one that is printed, else the one in the address; of two readings neither, unless the address
/// has one of them.
pub(super) fn date(report: &mut Report, draft: &mut Draft, told: Option<&Told<Dated>>) {
    let linked = draft.original_url.as_deref().and_then(dateline::in_address);
    let (sure, why, date) = match (told.map(|told| &told.what), linked) {
        (Some(dated), linked) => judged(dated, linked),
        (None, Some(day)) => {
            (Sure::Likely, "no date is printed; the address has this one".to_owned(), Date::Day(day, day.to_string()))
        }
        (None, None) => {
            let why = "no date was found: write `date: YYYY-MM-DD` and move the file to the folder of its year";
            (Sure::Open, why.to_owned(), Date::None)
        }
    };
    let read = match told {
        Some(told) => told.read.clone(),
        None if linked.is_some() => draft.original_url.clone().unwrap_or_default(),
        None => String::new(),
    };
    let finding = report.note("date", sure, why).at(told.and_then(|told| told.line)).read(read);
    if let Date::Day(_, form) = &date {
        finding.wrote(form);
    }
    draft.date = date;
}

/// What a printed date comes to, beside the day in the address.
fn judged(dated: &Dated, linked: Option<Day>) -> (Sure, String, Date) {
    match &dated.reading {
        Reading::One(day, form) => {
            let (sure, why) = match linked {
                Some(linked) if linked == *day => (Sure::Sure, "the address has the same day".to_owned()),
                Some(linked) => (Sure::Unsure, format!("the address has {linked}")),
                None if dated.called == Called::Updated => {
                    (Sure::Unsure, "this is when it was changed; nothing says when it was published".to_owned())
                }
                None => (Sure::Sure, "it has one reading".to_owned()),
            };
            (sure, why, Date::Day(*day, form.clone()))
        }
        Reading::Several(forms) => {
            let both = forms.join(" or ");
            let of_address = |day: Day| Some((day, forms.iter().find(|form| form.starts_with(&day.to_string()))?));
            match linked.and_then(of_address) {
                Some((day, form)) => {
                    let why = format!("it may be {both}; the address has this one");
                    (Sure::Likely, why, Date::Day(day, form.clone()))
                }
                None => {
                    let why = format!(
                        "it may be {both}, and none was chosen: write the right one and move the file to the folder of its year"
                    );
                    (Sure::Open, why, Date::Several(forms.clone(), dated.printed.clone()))
                }
            }
        }
        Reading::None(reason) => match linked {
            Some(day) => {
                let why = format!("what is printed cannot be read ({reason}); the address has this day");
                (Sure::Likely, why, Date::Day(day, day.to_string()))
            }
            None => (Sure::Open, format!("it cannot be read: {reason}"), Date::None),
        },
    }
}

/// Fills in the address. `others` are the numbers of lines with addresses that were not taken.
pub(super) fn original(report: &mut Report, draft: &mut Draft, told: Option<&Told<Address>>, others: &BTreeSet<usize>) {
    if let Some(told) = told {
        let address = &told.what;
        report.note("original_url", address.sure, &address.why).at(told.line).read(&told.read).wrote(&address.url);
        draft.original_url = Some(address.url.clone());
        return;
    }
    let lines: Vec<String> = others.iter().map(ToString::to_string).collect();
    let why = if lines.is_empty() {
        "no address was found: look the original up".to_owned()
    } else {
        format!("none of the addresses in the text says that it is the original's (line {})", lines.join(", "))
    };
    report.note("original_url", Sure::Open, why);
}

/// Writes the language down where it is not the site's.
pub(super) fn lang(report: &mut Report, draft: &mut Draft, known: Known<'_>, plain: &str) {
    let text = format!("{}\n{plain}", draft.title);
    if let Some((tag, sure)) = language::detect(&text).filter(|(tag, _)| *tag != known.lang.language()) {
        report.note("lang", sure, "its letters and commonest words are of this language").wrote(tag);
        draft.lang = Some(tag.to_owned());
    }
}
