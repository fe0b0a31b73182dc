//! A saved page: its machine-readable description gives the fields, its main part the text. Scripts are never run.

use scraper::{ElementRef, Html, Selector};

use crate::gate::excerpt;
use crate::gate::href::Href;
use crate::model::lang::Lang;

use super::byline::Byline;
use super::dateline::{self, Called, Dated, Reading};
use super::draft::Draft;
use super::fields::{self, Told, clean, cut};
use super::headline;
use super::report::{Report, Sure};
use super::{Known, Refusal, address, publisher};

mod blocks;
mod depth;
mod meta;
mod place;
mod walk;

use blocks::Block;
use meta::{Meta, Said};
use place::Places;

/// Blocks at the top among which a byline and a date are looked for.
const HEAD: usize = 8;

/// Makes a draft of a page.
pub(super) fn read(report: &mut Report, source: &str, known: Known<'_>) -> Result<Draft, Refusal> {
    if depth::is_too_deep(source) {
        return Err(Refusal::TooDeep);
    }
    let html = Html::parse_document(source);
    let places = Places::new(source);
    let mut meta = meta::read(report, &html, source);
    meta.mend(report, &places);
    let mut draft = Draft::default();
    original(report, &mut draft, &meta, &places);
    let main = walk::main_part(&html);
    let base = draft.original_url.clone();
    let mut blocks = walk::blocks(report, main, base.as_deref(), source);
    walk::count_left_out(report, &html, main);
    let printed = take_fields(report, &mut blocks);
    title(report, &mut draft, &meta, &places, &mut blocks);
    if draft.title.is_empty() {
        return Err(Refusal::Empty);
    }
    authors(report, &mut draft, &meta, &places, printed.byline.as_ref());
    dates(report, &mut draft, &meta, &places, printed.date.as_ref());
    let named = meta.publishers.first().map(|said| (places.line(&said.text), said.text.clone()));
    publisher::find(report, &mut draft, known, named);
    let plain = blocks.iter().map(Block::plain).collect::<Vec<_>>().join("\n");
    language(report, &mut draft, known, &meta, &plain);
    draft.body = blocks::markdown(&blocks);
    report.settle();
    Ok(draft)
}

/// Every element that a selector of ours names.
fn select<'a>(html: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    // A selector of ours that cannot be read selects nothing; the tests use each of them.
    Selector::parse(css).map(|selector| html.select(&selector).collect()).unwrap_or_default()
}

/// What others of the page say of the same thing: those that agree, and those that do not with what they say.
fn beside(chosen: &Said, all: &[Said], same: impl Fn(&str, &str) -> bool) -> (bool, String) {
    let mut why = chosen.by.to_owned();
    let mut agreed = false;
    for other in all.iter().filter(|other| other.by != chosen.by) {
        if same(&other.text, &chosen.text) {
            agreed = true;
            why.push_str(&format!("; {} says the same", other.by));
        } else {
            why.push_str(&format!("; {} says `{}`", other.by, other.text));
        }
    }
    (agreed, why)
}

fn sure(agreed: bool) -> Sure {
    if agreed { Sure::Sure } else { Sure::Likely }
}

fn original(report: &mut Report, draft: &mut Draft, meta: &Meta, places: &Places<'_>) {
    let good: Vec<Said> = meta.urls.iter().filter(|said| Href::external(&said.text).is_ok()).cloned().collect();
    for said in meta.urls.iter().filter(|said| Href::external(&said.text).is_err()) {
        let why = format!("{}: this is no address that can be linked", said.by);
        report.note("original_url", Sure::Open, &why).at(places.line(&said.text)).read(&said.text);
    }
    let Some(chosen) = good.first() else {
        report.note("original_url", Sure::Open, "the page does not say its address: look the original up");
        return;
    };
    let key = |url: &str| Href::external(url).map(|href| href.key()).unwrap_or_default();
    let (agreed, why) = beside(chosen, &good, |a, b| key(a) == key(b));
    let (url, why) = address::untracked(chosen.text.clone(), why);
    report.note("original_url", sure(agreed), &why).at(places.line(&chosen.text)).read(&chosen.text).wrote(&url);
    draft.original_url = Some(url);
}

fn title(report: &mut Report, draft: &mut Draft, meta: &Meta, places: &Places<'_>, blocks: &mut Vec<Block>) {
    let same = |a: &str, b: &str| headline::words(a) == headline::words(b);
    if let Some(chosen) = meta.titles.first() {
        let (agreed, why) = beside(chosen, &meta.titles, same);
        draft.title = clean(&chosen.text);
        report.note("title", sure(agreed), &why).at(places.line(&chosen.text)).read(&chosen.text).wrote(&draft.title);
    } else if let Some(block) = blocks.iter().find(|block| !block.plain().trim().is_empty()) {
        draft.title = cut(&clean(&block.plain()));
        report
            .note("title", Sure::Unsure, "the page names no headline: the text's beginning was taken")
            .at(block.line)
            .read(&draft.title)
            .wrote(&draft.title);
    }
    // The headline of the page is the title of the draft, and would stand there twice.
    let repeats = blocks.iter().take(HEAD).position(|block| block.is_heading() && same(&block.plain(), &draft.title));
    if let Some(at) = repeats {
        let block = blocks.remove(at);
        // Links alone above the headline lead about the site.
        for (index, above) in std::mem::take(blocks).into_iter().enumerate() {
            if index < at && above.is_link() {
                report.note("left out", Sure::Likely, "a link above the headline").at(above.line).read(above.plain());
            } else {
                blocks.push(above);
            }
        }
        report.note("left out", Sure::Sure, "the headline, which is the title").at(block.line).read(block.plain());
    }
}

/// A byline and a date that stand in the text.
#[derive(Default)]
struct Printed {
    byline: Option<Told<Byline>>,
    date: Option<Told<Dated>>,
}

/// Takes byline and date out of the first blocks.
fn take_fields(report: &mut Report, blocks: &mut Vec<Block>) -> Printed {
    let mut printed = Printed::default();
    let mut index = 0;
    for _ in 0..HEAD {
        let Some(block) = blocks.get(index) else { break };
        let (line, read) = (block.line, block.plain());
        let short = read.chars().count() <= 200;
        let dated = dateline::read(&read).filter(|_| short);
        let byline = super::byline::read(&read, false).filter(|_| short && !block.is_heading());
        let why = match (&dated, &byline) {
            (Some(_), _) => "a date, which is no part of the text",
            (None, Some(_)) => "a byline, which is no part of the text",
            (None, None) => {
                index += 1;
                continue;
            }
        };
        report.note("left out", Sure::Likely, why).at(line).read(&read);
        blocks.remove(index);
        if let Some(what) = dated {
            if printed.date.as_ref().is_none_or(|earlier| earlier.what.called > what.called) {
                printed.date = Some(Told { line, read, what });
            }
        } else if let Some(what) = byline.filter(|_| printed.byline.is_none()) {
            printed.byline = Some(Told { line, read, what });
        }
    }
    printed
}

/// The names that the page gives to machines, compared with those that it prints.
fn authors(report: &mut Report, draft: &mut Draft, meta: &Meta, places: &Places<'_>, printed: Option<&Told<Byline>>) {
    let Some(by) = meta.authors.first().map(|said| said.by) else {
        return fields::author(report, draft, printed);
    };
    let (names, others): (Vec<&Said>, Vec<&Said>) = meta.authors.iter().partition(|said| said.by == by);
    for said in &names {
        let name = clean(said.text.trim().strip_prefix("By ").unwrap_or(said.text.trim()));
        if !name.is_empty() && !draft.authors.contains(&name) {
            draft.authors.push(name);
        }
    }
    let has = |name: &str| draft.authors.contains(&clean(name));
    let printed = printed.is_some_and(|told| told.what.names.iter().all(|name| has(name)));
    let agreed = printed || !others.is_empty() && others.iter().all(|said| has(&said.text));
    let mut why = if printed { format!("{by}; the byline says the same") } else { by.to_owned() };
    let unlike: Vec<&str> = others.iter().map(|said| said.text.as_str()).filter(|name| !has(name)).collect();
    if !unlike.is_empty() {
        why.push_str(&format!("; elsewhere the page says `{}`", unlike.join(", ")));
    }
    let read = names.iter().map(|said| said.text.as_str()).collect::<Vec<_>>().join(", ");
    let line = names.first().and_then(|said| places.line(&said.text));
    report.note("author", sure(agreed), why).at(line).read(read).wrote(draft.authors.join(", "));
}

/// The date that the page gives to machines, else the one that it prints.
fn dates(report: &mut Report, draft: &mut Draft, meta: &Meta, places: &Places<'_>, printed: Option<&Told<Dated>>) {
    let readable = |said: &&Said| !matches!(dateline::reading(&said.text), Reading::None(_));
    for said in meta.dates.iter().filter(|said| !readable(said)) {
        let why = format!("{}: it cannot be read", said.by);
        report.note("date", Sure::Open, why).at(places.line(&said.text)).read(&said.text);
    }
    let Some(chosen) = meta.dates.iter().find(readable) else {
        return fields::date(report, draft, printed);
    };
    let (line, read) = (places.line(&chosen.text), chosen.text.clone());
    let what = Dated { called: Called::Published, reading: dateline::reading(&read), printed: read.clone() };
    fields::date(report, draft, Some(&Told { line, read, what }));
    let day = |text: &str| match dateline::reading(text) {
        Reading::One(day, _) => Some(day),
        Reading::Several(_) | Reading::None(_) => None,
    };
    for other in meta.dates.iter().filter(|other| readable(other) && day(&other.text) != day(&chosen.text)) {
        let why = format!("{} says another day than {}", other.by, chosen.by);
        report.note("date", Sure::Unsure, why).at(places.line(&other.text)).read(&other.text);
    }
}

/// The language that the page says, unless the letters of its text are of another script.
fn language(report: &mut Report, draft: &mut Draft, known: Known<'_>, meta: &Meta, plain: &str) {
    let said = meta.langs.iter().find_map(|said| Some((said, Lang::parse(&said.text.replace('_', "-"))?)));
    let seen = super::language::detect(plain);
    match said {
        Some((said, tag)) if seen.is_none_or(|(seen, _)| seen == tag.language()) => {
            if tag.language() != known.lang.language() {
                report.note("lang", sure(seen.is_some()), said.by).read(&said.text).wrote(tag.language());
                draft.lang = Some(tag.language().to_owned());
            }
        }
        Some((said, _)) => {
            let why = format!("{}, but the text is not in this language", said.by);
            report.note("lang", Sure::Unsure, &why).read(&said.text);
            fields::lang(report, draft, known, plain);
        }
        None => fields::lang(report, draft, known, plain),
    }
}

/// Adds a count of what was left out.
fn left_out(report: &mut Report, what: String, why: &str) {
    report.note("left out", Sure::Likely, why).read(what);
}

/// Text on one line.
fn one_line(text: &str) -> String {
    excerpt::one_line(text)
}
