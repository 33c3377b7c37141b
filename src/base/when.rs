//! Dates as historians have them: to the day or the century, in doubt, open at
//! one end. Written in EDTF (ISO 8601-2), levels 0 to 2.
//!
//! An expression is kept as its canonical text and the days it covers, twice:
//! as written, and widened by its doubts. No other module knows the EDTF crate.

mod advice;
mod day;
mod guess;
mod julian;
mod loose;
mod placed;
mod prose;
pub(crate) mod scale;
mod span;
mod words;

use std::fmt;

use edtf_core::{Edtf, ParseError, SetKind};

pub use day::Day;
use span::{End, Span};

/// Whether a word names a month in English: in full, by its first three letters, or as "Sept".
pub(crate) fn names_month(word: &str) -> bool {
    word.eq_ignore_ascii_case("sept")
        || prose::MONTHS
            .iter()
            .any(|month| month.eq_ignore_ascii_case(word) || (word.len() == 3 && month[..3].eq_ignore_ascii_case(word)))
}

/// Longest expression that is read; one of far fewer characters names a date.
const MAX_LENGTH: usize = 1_000;

/// What kind of statement about time an expression makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// One date of some precision: `1950-05`, `195X`.
    Date,
    /// All the time from the first day of one date to the last of another:
    /// `1945/1950`, `1945/..`.
    Throughout,
    /// Some moment, not known which: `[1945..1950]`, `[1945,1950]`.
    OneOf,
}

/// How closely an expression fixes its time, the finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day.
    Day,
    /// Days of one calendar month.
    Month,
    /// A season, a quarter, or another named part of a year.
    Season,
    /// Days of one calendar year.
    Year,
    /// Up to ten calendar years.
    Decade,
    /// Up to a hundred calendar years.
    Century,
    /// More than that, or without end.
    Longer,
}

/// A date, a span of time, or a choice of moments.
///
/// Ordered by earliest day, then latest day, then text; no earliest day comes
/// before all, no latest day after all.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    // The order of the first three fields is the order of the type.
    earliest: Edge,
    latest: Edge,
    text: Box<str>,
    start: Edge,
    end: Edge,
    shape: Shape,
    precision: Precision,
    qualified: bool,
}

/// Why a text is no date, in words for the person who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhenError {
    /// What is wrong and what to write.
    pub message: String,
    /// A valid expression that was probably meant.
    pub suggestion: Option<String>,
    /// Where in the text, in bytes, when the trouble is in one place.
    pub offset: Option<usize>,
}

impl fmt::Display for WhenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for WhenError {}

/// A day number, or one of four values beyond all days for an end that is open
/// or unknown; four bytes where an `Option` needs eight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Edge(i32);

impl Edge {
    const OPEN_START: Self = Self(i32::MIN);
    const UNKNOWN_START: Self = Self(i32::MIN + 1);
    const UNKNOWN_END: Self = Self(i32::MAX - 1);
    const OPEN_END: Self = Self(i32::MAX);

    fn start(end: End) -> Self {
        match end {
            End::On(day) => Self(day.0),
            End::Open => Self::OPEN_START,
            End::Unknown => Self::UNKNOWN_START,
        }
    }

    fn end(end: End) -> Self {
        match end {
            End::On(day) => Self(day.0),
            End::Open => Self::OPEN_END,
            End::Unknown => Self::UNKNOWN_END,
        }
    }

    /// The edge itself if it is a day; open and unknown sort alike.
    fn or(self, other: Self) -> Self {
        if self.day().is_some() { self } else { other }
    }

    fn day(self) -> Option<Day> {
        let day = Day(self.0);
        (Day::MIN..=Day::MAX).contains(&day).then_some(day)
    }
}

/// Why a text was not taken for an expression.
enum Fault {
    Empty,
    TooLong,
    Syntax(ParseError),
    /// A date with a time of day, here without it.
    TimeOfDay(String),
    /// A set of which all members are meant, and the interval around it.
    AllOf(Option<String>),
    /// Two years whose second was taken for a part of the first.
    Lookalike(i64, i64),
    OutOfCalendar,
}

impl When {
    /// Reads an EDTF expression; ASCII whitespace around it is ignored.
    ///
    /// # Errors
    ///
    /// When the text is not a valid expression, has a time of day, lists
    /// several dates at once, or leaves the years -999,999 to 999,999.
    pub fn parse(text: &str) -> Result<Self, WhenError> {
        let trimmed = text.trim_ascii();
        Self::strict(trimmed).map_err(|fault| {
            let mut error = advice::explain(trimmed, &fault);
            let before = text.len() - text.trim_ascii_start().len();
            error.offset = error.offset.map(|offset| offset + before);
            error
        })
    }

    /// Reads a date as some moment, in EDTF or in the words of a source: `3rd century BC`, `before 1711`.
    ///
    /// # Errors
    ///
    /// As [`Self::parse`], where the words are not understood.
    pub fn read(text: &str) -> Result<Self, WhenError> {
        Self::parse(text).or_else(|error| words::edtf(text).and_then(|text| Self::strict(&text).ok()).ok_or(error))
    }

    /// A wording of a date with what says that it is of the Julian calendar, unless it says itself of which it is.
    pub fn in_old_style(text: &str) -> String {
        match julian::unmarked(&loose::normalise(text)) {
            Some(_) => text.to_owned(),
            None => format!("{} (Old Style)", text.trim()),
        }
    }

    /// As [`Self::parse`], without a word of explanation.
    fn strict(text: &str) -> Result<Self, Fault> {
        if text.is_empty() {
            return Err(Fault::Empty);
        }
        if text.len() > MAX_LENGTH {
            return Err(Fault::TooLong);
        }
        let edtf = Edtf::parse(text).map_err(Fault::Syntax)?;
        let shape = match &edtf {
            Edtf::Date(_) => Shape::Date,
            Edtf::Interval(_) => Shape::Throughout,
            Edtf::Set(set) if set.kind == SetKind::OneMember => Shape::OneOf,
            Edtf::Set(_) => return Err(Fault::AllOf(advice::around(&edtf))),
            Edtf::DateTime(moment) => return Err(Fault::TimeOfDay(moment.date.to_string())),
        };
        for date in span::dates(&edtf) {
            // 21 to 24 are what EDTF readers know as seasons; the codes above
            // are rare, and the years they are mistaken for are not.
            if span::season(date).is_some_and(|code| code > 24)
                && let Some((from, to)) = span::lookalike(date)
            {
                return Err(Fault::Lookalike(from, to));
            }
        }
        let Span { start, end, earliest, latest, precision } = span::span(&edtf).ok_or(Fault::OutOfCalendar)?;
        Ok(Self {
            earliest: Edge::start(earliest).or(Edge::OPEN_START),
            latest: Edge::end(latest).or(Edge::OPEN_END),
            text: edtf.to_string().into(),
            start: Edge::start(start),
            end: Edge::end(end),
            shape,
            precision,
            qualified: span::qualified(&edtf),
        })
    }

    /// What kind of statement about time this is.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// How closely it fixes its time, leaving doubts aside.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// How closely it fixes its ends, where these are known more closely than what lies between: the year of
    /// `[1890..1900]`, the day of `[1890-05-04..]`.
    pub fn finest(&self) -> Precision {
        let Ok(edtf) = Edtf::parse(&self.text) else { return self.precision };
        let dates = span::dates(&edtf).into_iter();
        let precisions = dates.filter_map(|date| Self::strict(&date.to_string()).ok()).map(|when| when.precision);
        precisions.min().unwrap_or(self.precision)
    }

    /// The first day it may reach: [`nominal`](Self::nominal), and one unit of
    /// what is in doubt before that for `~`, `?` and `%`. `None` when the
    /// start is open or unknown.
    pub fn earliest(&self) -> Option<Day> {
        self.earliest.day()
    }

    /// The last day it may reach, widened in the same way. `None` when the end
    /// is open or unknown.
    pub fn latest(&self) -> Option<Day> {
        self.latest.day()
    }

    /// First and last day as written, leaving doubts aside. `None` for an end
    /// that is open or unknown.
    pub fn nominal(&self) -> (Option<Day>, Option<Day>) {
        (self.start.day(), self.end.day())
    }

    /// The first day as written: of `a/b`, the first day of `a`.
    pub fn flow_start(&self) -> Option<Day> {
        self.start.day()
    }

    /// Whether any part of it is marked `~`, `?` or `%`.
    pub fn qualified(&self) -> bool {
        self.qualified
    }

    /// The canonical expression; [`Self::parse`] gives the same value for it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it ends before `other` begins, doubts included. False when that
    /// end or that beginning is open or unknown.
    pub fn certainly_before(&self, other: &Self) -> bool {
        matches!((self.latest(), other.earliest()), (Some(end), Some(start)) if end < start)
    }

    /// Whether the days of `other`, as written, all lie within the days of
    /// this one, as written. An open end holds everything on its side, an
    /// unknown end nothing.
    pub fn contains(&self, other: &Self) -> bool {
        let start = self.start == Edge::OPEN_START || self.start.day().is_some() && self.start <= other.start;
        let end = self.end == Edge::OPEN_END || self.end.day().is_some() && self.end >= other.end;
        start && end
    }

    /// Whether the two may share a day, as written. An unknown end may be any
    /// day, like an open one.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// The two years it would mean if written the way years are abbreviated:
    /// `1921/1922` for `1921-22`, which EDTF reads as the summer of 1921.
    /// `None` when nothing in it can be misread so.
    pub fn lookalike(&self) -> Option<String> {
        let edtf = Edtf::parse(&self.text).ok()?;
        let (from, to) = span::dates(&edtf).into_iter().find_map(span::lookalike)?;
        Some(format!("{from:04}/{to:04}"))
    }

    /// The expression in words, for prose: `4 May 1950`, `about 1949`, `1945
    /// to 1950`. What has no plain wording comes as EDTF.
    pub fn human(&self) -> String {
        Edtf::parse(&self.text).ok().and_then(|edtf| prose::expression(&edtf)).unwrap_or_else(|| self.text.to_string())
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::str::FromStr for When {
    type Err = WhenError;

    fn from_str(text: &str) -> Result<Self, WhenError> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
