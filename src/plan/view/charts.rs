//! Charts as numbers and paths; a template only writes them down.

use serde::Serialize;

/// Bars of reports over time, drawn as one path; the figures stand in a table or list beside it.
#[derive(Debug, Clone, Serialize)]
pub struct Strip {
    /// Width of the view box (8 units a month); its height is 64.
    pub width: u32,
    /// SVG path data.
    pub path: String,
    /// The finding in words, for `aria-label`.
    pub label: String,
    /// Caption naming the peak.
    pub caption: String,
    /// Labels under the bars, evenly spaced.
    pub axis: Vec<String>,
    /// Full width of the page rather than of the aside.
    pub big: bool,
}

/// Years down, months across, counts in the cells: chart, table and navigation at once.
#[derive(Debug, Clone, Serialize)]
pub struct Matrix {
    /// Caption of the table.
    pub caption: String,
    /// Twelve column heads.
    pub months: Vec<MonthName>,
    /// Newest year first.
    pub rows: Vec<MatrixRow>,
}

/// A month as a column head.
#[derive(Debug, Clone, Serialize)]
pub struct MonthName {
    /// `September`.
    pub full: String,
    /// `S`.
    pub letter: String,
}

/// One year of a matrix.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    /// `20`, hidden on phones.
    pub century: String,
    /// `16`.
    pub year: String,
    /// Twelve cells.
    pub cells: Vec<Option<Cell>>,
}

/// A cell with a count (matrix) or a day number (calendar).
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// Printed text: the count, or the day of the month.
    pub text: String,
    /// Where it leads; a day without reports leads nowhere.
    pub href: Option<String>,
    /// `September 2015: 47 reports`.
    pub label: String,
    /// 0 to 5: the step of the heat scale.
    pub level: u8,
    /// The page's own day.
    pub current: bool,
}

/// A month as a table of days.
#[derive(Debug, Clone, Serialize)]
pub struct Calendar {
    /// `September` (or `September 2016` outside a year page).
    pub name: String,
    /// The month's page, when it has one.
    pub href: Option<String>,
    /// Reports in the month, as text; empty for none.
    pub count: String,
    /// Seven column heads from the first day of the week.
    pub weekdays: Vec<Weekday>,
    /// Weeks of seven cells; `None` outside the month.
    pub weeks: Vec<Vec<Option<Cell>>>,
}

/// A day of the week as a column head.
#[derive(Debug, Clone, Serialize)]
pub struct Weekday {
    /// `Monday`.
    pub full: String,
    /// `Mo`.
    pub short: String,
}

/// Figures of one kind on one small scale, never summed, never in a colour that says who is right.
#[derive(Debug, Clone, Serialize)]
pub struct Scale<'d> {
    /// `killed`.
    pub what: &'d str,
    /// In words, for `aria-label`.
    pub label: String,
    /// Figure at the left end (0).
    pub low: String,
    /// Figure at the right end.
    pub high: String,
    /// One bar a claim.
    pub bars: Vec<ScaleBar<'d>>,
}

/// One claim's range on a scale of 0 to 1000 units.
#[derive(Debug, Clone, Serialize)]
pub struct ScaleBar<'d> {
    /// Who.
    pub by: &'d str,
    /// Figure as printed.
    pub value: &'d str,
    /// Left end, 0 to 1000.
    pub x: u32,
    /// Width, at least 8.
    pub width: u32,
    /// Open to the right (`more than 15`).
    pub open: bool,
    /// Open to the left (`up to 20`).
    pub open_low: bool,
}

/// The line from the event to its reports, 0 to 1000 units.
#[derive(Debug, Clone, Serialize)]
pub struct ClockLine {
    /// Width of the event itself (a span), from 0.
    pub event_width: u32,
    /// Where the reports stand.
    pub ticks: Vec<u32>,
    /// In words, for `aria-label`.
    pub label: String,
    /// Label at the start: the event's date.
    pub start: String,
    /// Label at the end: the last report's date.
    pub end: String,
}
