//! Expressions in words.

use edtf_core::{Date, DateField, Edtf, Interval, IntervalEndpoint, Qualifier, SetElement, Year, YearKind};

use super::span;

/// English month names, January first.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The expression in words, when there are plain ones.
pub(super) fn expression(edtf: &Edtf) -> Option<String> {
    match edtf {
        Edtf::Date(one) => date(one),
        Edtf::Interval(both) => interval(both),
        Edtf::Set(set) => choice(&set.elements),
        Edtf::DateTime(_) => None,
    }
}

fn interval(interval: &Interval) -> Option<String> {
    const UNKNOWN: &str = "an unknown date";
    Some(match (&interval.start, &interval.end) {
        (IntervalEndpoint::Date(from), IntervalEndpoint::Date(to)) => {
            format!("{} to {}", date(from)?, date(to)?)
        }
        (IntervalEndpoint::Date(from), IntervalEndpoint::Open) => format!("from {}", date(from)?),
        (IntervalEndpoint::Open, IntervalEndpoint::Date(to)) => format!("until {}", date(to)?),
        (IntervalEndpoint::Date(from), IntervalEndpoint::Unknown) => {
            format!("{} to {UNKNOWN}", date(from)?)
        }
        (IntervalEndpoint::Unknown, IntervalEndpoint::Date(to)) => {
            format!("{UNKNOWN} to {}", date(to)?)
        }
        _ => return None,
    })
}

fn choice(elements: &[SetElement]) -> Option<String> {
    match elements {
        [SetElement::Range(from, to)] => {
            return Some(format!("between {} and {}", date(from)?, date(to)?));
        }
        [SetElement::OnOrBefore(last)] => return Some(format!("{} or earlier", date(last)?)),
        [SetElement::OnOrAfter(first)] => return Some(format!("{} or later", date(first)?)),
        _ => {}
    }
    let dates = elements
        .iter()
        .map(|element| match element {
            SetElement::Date(one) => date(one),
            _ => None,
        })
        .collect::<Option<Vec<_>>>()?;
    let (last, others) = dates.split_last()?;
    Some(if others.is_empty() { last.clone() } else { format!("{} or {last}", others.join(", ")) })
}

fn date(date: &Date) -> Option<String> {
    let doubt = date.year.qualifier;
    let alike = [date.month, date.day].into_iter().flatten().all(|field| field.qualifier == doubt);
    if !alike {
        return None;
    }
    Some(format!("{}{}", hedge(doubt), plain(date)?))
}

fn hedge(doubt: Qualifier) -> &'static str {
    match (doubt.uncertain, doubt.approximate) {
        (true, true) => "perhaps about ",
        (true, false) => "perhaps ",
        (false, true) => "about ",
        (false, false) => "",
    }
}

fn plain(date: &Date) -> Option<String> {
    if let Some(code) = span::season(date) {
        return season(date, code);
    }
    let unknown = |field: DateField| field.digits == [None; 2];
    let year = || year(&date.year);
    match (date.month, date.day) {
        (None, None) => year().or_else(|| masked(&date.year)),
        (Some(month), None) if unknown(month) => year(),
        (Some(month), Some(day)) if unknown(month) && unknown(day) => year(),
        (Some(month), None) => Some(format!("{} {}", name(month)?, year()?)),
        (Some(month), Some(day)) if unknown(day) => Some(format!("{} {}", name(month)?, year()?)),
        (Some(month), Some(day)) => Some(format!("{} {} {}", day.value()?, name(month)?, year()?)),
        (None, Some(_)) => None,
    }
}

fn name(month: DateField) -> Option<&'static str> {
    MONTHS.get(usize::from(month.value()?).checked_sub(1)?).copied()
}

fn season(date: &Date, code: u8) -> Option<String> {
    let year = year(&date.year)?;
    Some(match code {
        21 => format!("spring {year}"),
        22 => format!("summer {year}"),
        23 => format!("autumn {year}"),
        24 => {
            // Winter runs into the next year, and prose should not hide it.
            let next = date.year.value().filter(|value| *value >= 1_000)? + 1;
            format!("winter {year}\u{2013}{:02}", next % 100)
        }
        33..=36 => format!("quarter {} of {year}", code - 32),
        _ => return None,
    })
}

fn year(year: &Year) -> Option<String> {
    if year.significant_digits.is_some() {
        return None;
    }
    let value = year.value()?;
    Some(match value {
        ..=0 => format!("{} BC", 1 - value),
        1..1_000 => format!("AD {value}"),
        _ => value.to_string(),
    })
}

fn masked(year: &Year) -> Option<String> {
    let YearKind::Standard { digits, .. } = year.kind else {
        return None;
    };
    match digits {
        [Some(a @ 1..), Some(b), Some(c), None] => Some(if c == 0 {
            // 1900s would be read as the century.
            format!("{a}{b}00 to {a}{b}09")
        } else {
            format!("{a}{b}{c}0s")
        }),
        [Some(a), Some(b), None, None] => Some(format!("{} century", ordinal(a * 10 + b + 1))),
        _ => None,
    }
}

fn ordinal(number: u8) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
