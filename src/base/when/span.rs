//! The days an EDTF expression covers, as written and with its doubts.

use edtf_core::{Bound, Date, DateField, Edtf, Interval, IntervalEndpoint, Qualifier, SetElement, YearKind};

use super::Precision;
use super::day::Day;

/// One end of a span of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    On(Day),
    /// There is none: `..`.
    Open,
    /// There is one, and nobody knows it: an empty side of an interval.
    Unknown,
}

impl End {
    fn map(self, change: impl FnOnce(Day) -> Day) -> Self {
        match self {
            Self::On(day) => Self::On(change(day)),
            other => other,
        }
    }
}

/// First and last day, as written and widened for `~`, `?` and `%`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) start: End,
    pub(super) end: End,
    pub(super) earliest: End,
    pub(super) latest: End,
    pub(super) precision: Precision,
}

/// The span of an expression, or `None` when it leaves the calendar of [`Day`].
pub(super) fn span(edtf: &Edtf) -> Option<Span> {
    match edtf {
        Edtf::Date(date) => date_span(date),
        Edtf::DateTime(moment) => date_span(&moment.date),
        Edtf::Interval(interval) => interval_span(interval),
        Edtf::Set(set) => set_span(&set.elements),
    }
}

fn interval_span(interval: &Interval) -> Option<Span> {
    let (start, earliest) = match &interval.start {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrAfter(date) => {
            let span = date_span(date)?;
            (span.start, span.earliest)
        }
        IntervalEndpoint::OnOrBefore(date) => {
            date_span(date)?;
            (End::Open, End::Open)
        }
        IntervalEndpoint::Open => (End::Open, End::Open),
        IntervalEndpoint::Unknown => (End::Unknown, End::Unknown),
    };
    let (end, latest) = match &interval.end {
        IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date) => {
            let span = date_span(date)?;
            (span.end, span.latest)
        }
        IntervalEndpoint::OnOrAfter(date) => {
            date_span(date)?;
            (End::Open, End::Open)
        }
        IntervalEndpoint::Open => (End::Open, End::Open),
        IntervalEndpoint::Unknown => (End::Unknown, End::Unknown),
    };
    Some(with_precision(start, end, earliest, latest))
}

fn set_span(elements: &[SetElement]) -> Option<Span> {
    let mut whole: Option<Span> = None;
    for element in elements {
        let span = match element {
            SetElement::Date(date) => date_span(date)?,
            SetElement::OnOrBefore(date) => Span { start: End::Open, earliest: End::Open, ..date_span(date)? },
            SetElement::OnOrAfter(date) => Span { end: End::Open, latest: End::Open, ..date_span(date)? },
            SetElement::Range(first, last) => {
                let (first, last) = (date_span(first)?, date_span(last)?);
                with_precision(first.start, last.end, first.earliest, last.latest)
            }
        };
        whole = Some(match whole {
            None => span,
            Some(so_far) => Span {
                start: outer(so_far.start, span.start, Ord::min),
                end: outer(so_far.end, span.end, Ord::max),
                earliest: outer(so_far.earliest, span.earliest, Ord::min),
                latest: outer(so_far.latest, span.latest, Ord::max),
                precision: so_far.precision,
            },
        });
    }
    let whole = whole?;
    Some(with_precision(whole.start, whole.end, whole.earliest, whole.latest))
}

fn outer(a: End, b: End, choose: fn(Day, Day) -> Day) -> End {
    match (a, b) {
        (End::On(a), End::On(b)) => End::On(choose(a, b)),
        (End::On(_), other) | (other, _) => other,
    }
}

fn with_precision(start: End, end: End, earliest: End, latest: End) -> Span {
    let precision = match (start, end) {
        (End::On(first), End::On(last)) => extent(first, last),
        _ => Precision::Longer,
    };
    Span { start, end, earliest, latest, precision }
}

/// The finest unit of the calendar that holds both days; decades and centuries
/// count as so many years, wherever they begin.
fn extent(first: Day, last: Day) -> Precision {
    let ((year, month, _), (last_year, last_month, _)) = (first.ymd(), last.ymd());
    match last_year - year {
        _ if first == last => Precision::Day,
        0 if month == last_month => Precision::Month,
        0 => Precision::Year,
        1..10 => Precision::Decade,
        10..100 => Precision::Century,
        _ => Precision::Longer,
    }
}

fn date_span(date: &Date) -> Option<Span> {
    // Its own span knows nothing of qualifiers, which is what widening is for.
    let bounds = Edtf::Date(*date).bounds();
    let (first, last) = (day(bounds.earliest)?, day(bounds.latest)?);
    let precision =
        if season(date).is_some() && !date.year.has_unspecified() { Precision::Season } else { extent(first, last) };
    let unit = doubted_unit(date, first, last);
    Some(Span {
        start: End::On(first),
        end: End::On(last),
        earliest: End::On(first).map(|day| unit.widen(day, -1)),
        latest: End::On(last).map(|day| unit.widen(day, 1)),
        precision,
    })
}

fn day(bound: Bound) -> Option<Day> {
    let Bound::Date(date) = bound else {
        return None;
    };
    let year = i32::try_from(date.year).ok()?;
    Day::from_ymd(year, date.month.into(), date.day.into())
}

/// The season or quarter in the place of the month, 21 to 41.
pub(super) fn season(date: &Date) -> Option<u8> {
    date.month.and_then(DateField::value).filter(|code| *code > 12)
}

/// By how much a doubtful date may be off.
#[derive(Clone, Copy)]
enum Unit {
    Nothing,
    Day,
    Months(i32),
}

impl Unit {
    fn widen(self, day: Day, direction: i32) -> Day {
        match self {
            Self::Nothing => day,
            Self::Day => day.plus(direction),
            Self::Months(months) => day.plus_months(months * direction, direction > 0),
        }
    }
}

/// One unit of the finest part of the date that is in doubt: in `1950~-05-04`
/// the year is, while in `1950-05-04~` all is, down to the day.
fn doubted_unit(date: &Date, first: Day, last: Day) -> Unit {
    let doubted = |field: Option<DateField>| field.filter(|field| Qualifier::is_qualified(field.qualifier));
    if let Some(day) = doubted(date.day) {
        return if !day.has_unspecified() && !date.has_unspecified() {
            Unit::Day
        } else {
            // A partly unknown day is in doubt as far as it may range.
            span_unit(first, last)
        };
    }
    if let Some(month) = doubted(date.month) {
        return match season(date) {
            _ if date.year.has_unspecified() || month.has_unspecified() => span_unit(first, last),
            Some(37..=39) => Unit::Months(4),
            Some(40 | 41) => Unit::Months(6),
            Some(_) => Unit::Months(3),
            None => Unit::Months(1),
        };
    }
    if !date.year.qualifier.is_qualified() {
        return Unit::Nothing;
    }
    if date.year.has_unspecified() || date.year.significant_digits.is_some() {
        return span_unit(first, last);
    }
    Unit::Months(12)
}

/// The unit of a date with unknown digits: as long as all it may stand for.
fn span_unit(first: Day, last: Day) -> Unit {
    match extent(first, last) {
        Precision::Day => Unit::Day,
        Precision::Month => Unit::Months(1),
        Precision::Season | Precision::Year => Unit::Months(12),
        Precision::Decade => Unit::Months(120),
        Precision::Century => Unit::Months(1_200),
        Precision::Longer => {
            let years = last.ymd().0 - first.ymd().0 + 1;
            Unit::Months(years * 12)
        }
    }
}

/// Whether any part of the expression is in doubt.
pub(super) fn qualified(edtf: &Edtf) -> bool {
    edtf.is_uncertain() || edtf.is_approximate()
}

/// Every date of an expression, in the order written.
pub(super) fn dates(edtf: &Edtf) -> Vec<&Date> {
    match edtf {
        Edtf::Date(date) => vec![date],
        Edtf::DateTime(moment) => vec![&moment.date],
        Edtf::Interval(interval) => [&interval.start, &interval.end]
            .into_iter()
            .filter_map(|end| match end {
                IntervalEndpoint::Date(date)
                | IntervalEndpoint::OnOrBefore(date)
                | IntervalEndpoint::OnOrAfter(date) => Some(date),
                IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
            })
            .collect(),
        Edtf::Set(set) => set
            .elements
            .iter()
            .flat_map(|element| match element {
                SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::OnOrAfter(date) => vec![date],
                SetElement::Range(first, last) => vec![first, last],
            })
            .collect(),
    }
}

/// The later year a season's code may stand for instead: `1932-33` is written
/// for 1932 to 1933 far more often than for a quarter of 1932.
pub(super) fn lookalike(date: &Date) -> Option<(i64, i64)> {
    let code = i64::from(season(date)?);
    let year = match date.year.kind {
        YearKind::Standard { negative: false, .. } => date.year.value()?,
        _ => return None,
    };
    (code > year % 100).then_some((year, year - year % 100 + code))
}
