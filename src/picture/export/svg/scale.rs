//! Where a number lies: a log axis with a gutter for zero, or a linear one for dates and for what may be negative.

use crate::base::number::Number;
use crate::base::when::{Day, Precision, scale};
use crate::picture::diagram::Group;

use super::metrics::Font;

/// The gutter's width, and what lies between it and the axis.
pub(crate) const GUTTER: f64 = 26.0;
const BREAK: f64 = 8.0;

/// An axis.
#[derive(Debug, Clone)]
pub(crate) struct Scale {
    kind: Kind,
    /// The values at the axis' ends; logarithms on a log axis.
    ends: (f64, f64),
    /// The places of the axis' ends, in pixels.
    places: (f64, f64),
    /// The gutter's middle, if zero has one.
    pub(crate) zero: Option<f64>,
    /// Where everything ends on the left, the gutter included.
    pub(crate) left: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Log,
    Linear,
    Days,
}

/// A place on an axis with a number at it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    pub(crate) x: f64,
    /// May be empty, where there is no room for it.
    pub(crate) label: String,
}

impl Scale {
    /// Whether equal steps are equal ratios.
    pub(crate) fn is_logarithmic(&self) -> bool {
        self.kind == Kind::Log
    }

    /// An axis for some groups between two places.
    pub(crate) fn new<'g>(groups: impl Iterator<Item = &'g Group>, left: f64, right: f64) -> Self {
        let mut values: Vec<f64> = Vec::new();
        let mut dates = false;
        for group in groups {
            dates |= group.dates;
            for row in &group.rows {
                let ends = [&row.bounds.low, &row.bounds.high].into_iter().flatten().map(|bound| &bound.value);
                values.extend(ends.chain(&row.meant).map(value));
            }
        }
        let kind = match values.iter().any(|value| *value < 0.0) {
            _ if dates => Kind::Days,
            true => Kind::Linear,
            false => Kind::Log,
        };
        let has_zero = kind == Kind::Log && values.contains(&0.0);
        if kind == Kind::Log {
            values.retain(|value| *value > 0.0);
            for value in &mut values {
                *value = value.log10();
            }
        }
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let ends = if least > most { (0.0, 1.0) } else { (least, most) };
        // What is all one number has room around it.
        let span = ends.1 - ends.0;
        let widened = if span > 0.0 {
            span * 0.06
        } else if kind == Kind::Log {
            0.5
        } else {
            ends.1.abs() / 2.0 + 1.0
        };
        let from = if has_zero { left + GUTTER + BREAK } else { left };
        Scale {
            kind,
            ends: (ends.0 - widened, ends.1 + widened),
            places: (from, right),
            zero: has_zero.then_some(left + GUTTER / 2.0),
            left,
        }
    }

    /// A linear axis from zero to the greatest of some numbers.
    pub(crate) fn from_zero<'n>(numbers: impl Iterator<Item = &'n Number>, left: f64, right: f64) -> Self {
        let most = numbers.map(value).fold(0.0, f64::max);
        let most = if most > 0.0 { most } else { 1.0 };
        Scale { kind: Kind::Linear, ends: (0.0, most), places: (left, right), zero: None, left }
    }

    /// Where everything ends on the right.
    pub(crate) fn right(&self) -> f64 {
        self.places.1
    }

    /// Where a number lies.
    pub(crate) fn place(&self, number: &Number) -> f64 {
        self.at(value(number))
    }

    fn at(&self, value: f64) -> f64 {
        let along = match (self.kind, self.zero) {
            (Kind::Log, Some(zero)) if value <= 0.0 => return zero,
            (Kind::Log, _) => value.max(f64::MIN_POSITIVE).log10(),
            _ => value,
        };
        let (from, to) = self.ends;
        let (left, right) = self.places;
        (left + (along - from) / (to - from) * (right - left)).clamp(left, right)
    }

    /// The ticks, with labels wherever these do not touch.
    pub(crate) fn ticks(&self, font: Font) -> Vec<Tick> {
        let numbered = |values: Vec<f64>| -> Vec<Tick> {
            let ticks: Vec<(f64, String)> = values.into_iter().map(|value| (value, number_label(value))).collect();
            self.labelled(&ticks, font)
        };
        let (from, to) = self.ends;
        match self.kind {
            Kind::Log => {
                let ticks = numbered(self.log_ticks());
                // An axis without a number says nothing: where all lie too near its ends, others lie between.
                let says_nothing = ticks.iter().all(|tick| tick.label.is_empty());
                if says_nothing { numbered(linear_ticks(10_f64.powf(from), 10_f64.powf(to), 4.0)) } else { ticks }
            }
            Kind::Linear => numbered(linear_ticks(from, to, 5.0)),
            Kind::Days => self.labelled(&self.day_ticks(), font),
        }
    }

    /// The labels are at every tick that has room for one, or at every second one, and so on, so that
    /// none touch.
    fn labelled(&self, ticks: &[(f64, String)], font: Font) -> Vec<Tick> {
        let after_zero = self.zero.map_or(f64::NEG_INFINITY, |zero| zero + font.width("0") + 6.0);
        let room = |at: usize| {
            let (value, label) = &ticks[at];
            let (x, half) = (self.at(*value), font.width(label) / 2.0);
            (x - half, x + half)
        };
        // A label at an edge may reach a little beyond it, and no farther.
        let inside = |at: &usize| {
            let (from, to) = room(*at);
            from >= (self.left - 8.0).max(after_zero) && to <= self.places.1 + 8.0
        };
        let able: Vec<usize> = (0..ticks.len()).filter(inside).collect();
        let chosen = |every: usize| -> Vec<usize> { able.iter().copied().step_by(every).collect() };
        let fit = |every: &usize| chosen(*every).windows(2).all(|pair| room(pair[0]).1 + 6.0 <= room(pair[1]).0);
        let labels = (1..=able.len()).find(fit).map(chosen).unwrap_or_default();
        let placed = ticks.iter().enumerate().map(|(at, (value, label))| {
            let label = if labels.contains(&at) { label.clone() } else { String::new() };
            Tick { x: self.at(*value), label }
        });
        placed.collect()
    }

    /// Powers of ten; where there are few, also their doubles and fives; where there are none, round numbers.
    fn log_ticks(&self) -> Vec<f64> {
        let (from, to) = self.ends;
        let steps: &[f64] = match to - from {
            span if span > 2.2 => &[1.0],
            span if span > 1.0 => &[1.0, 3.0],
            _ => &[1.0, 2.0, 5.0],
        };
        let mut ticks = Vec::new();
        let mut power = from.floor();
        while power <= to {
            let within = steps.iter().map(|step| step * 10_f64.powf(power));
            ticks.extend(within.filter(|value| (from..=to).contains(&value.log10())));
            power += 1.0;
        }
        if ticks.len() < 2 { linear_ticks(10_f64.powf(from), 10_f64.powf(to), 4.0) } else { ticks }
    }

    fn day_ticks(&self) -> Vec<(f64, String)> {
        let (from, to) = self.ends;
        let first = Day::not_after(place(from)).ymd();
        let last = Day::not_after(place(to)).ymd();
        let years = last.0 - first.0;
        let mut ticks = Vec::new();
        if years >= 3 {
            let step =
                [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000].into_iter().find(|step| years / step <= 6).unwrap_or(5_000);
            let counted = (first.0 / step - 1..=last.0 / step + 1).map(|number| number * step);
            // Round years before Christ are counted from 1 BC, which is the year 0.
            let starts = counted.map(|year| if year <= 0 && step > 1 { year + 1 } else { year });
            ticks.extend(starts.filter_map(|year| {
                let day = Day::from_ymd(year, 1, 1)?;
                Some((day, scale::edge_in_words(day, Precision::Year, true)))
            }));
        } else if to - from > 90.0 {
            let months = years * 12 + i32::try_from(last.1).unwrap_or(12);
            let step = if months > 18 {
                6
            } else if months > 6 {
                3
            } else {
                1
            };
            for year in first.0..=last.0 {
                let starts = (1..=12_u32).filter(|month| (month - 1) % step == 0);
                ticks.extend(starts.filter_map(|month| {
                    let day = Day::from_ymd(year, month, 1)?;
                    Some((day, scale::edge_in_words(day, Precision::Month, true)))
                }));
            }
        } else {
            let days = linear_ticks(from, to, 4.0).into_iter().filter(|day| (day - day.round()).abs() < 1e-6);
            let days = days.map(|day| Day::not_after(place(day)));
            ticks.extend(days.map(|day| (day, scale::edge_in_words(day, Precision::Day, true))));
        }
        let placed = ticks.into_iter().map(|(day, label)| (value(&Number::from(day.place())), label));
        placed.filter(|(day, _)| (from..=to).contains(day)).collect()
    }
}

/// Round numbers between two, about as many as wanted.
fn linear_ticks(from: f64, to: f64, wanted: f64) -> Vec<f64> {
    let rough = (to - from) / wanted;
    if rough.is_nan() || rough <= 0.0 || !rough.is_finite() {
        return vec![from];
    }
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|step| step * power).into_iter().find(|step| *step >= rough).unwrap_or(power);
    let mut ticks = Vec::new();
    let mut at = (from / step).ceil();
    // A step that does not move is beyond what these numbers can tell apart.
    while at * step <= to && ticks.len() < 50 {
        ticks.push(at * step);
        at += 1.0;
    }
    ticks
}

/// A number for its place in the picture: 17 digits, not more than a picture can show.
fn value(number: &Number) -> f64 {
    number.to_significant(17).parse::<f64>().unwrap_or(0.0).clamp(-1e300, 1e300)
}

fn number_label(value: f64) -> String {
    let size = value.abs();
    if size >= 1e10 || (size > 0.0 && size < 1e-4) {
        return format!("{value:e}").replace("e0", "");
    }
    // Steps are round, so that few digits write them in full.
    let digits = format!("{value:.6}");
    let digits = digits.trim_end_matches('0').trim_end_matches('.');
    Number::parse_decimal(digits).map_or_else(|| digits.to_owned(), |number| number.grouped())
}

/// The place on the scale of dates.
fn place(value: f64) -> i64 {
    let (least, most) = (self::value(&Number::from(Day::MIN.place())), self::value(&Number::from(Day::MAX.place())));
    format!("{:.0}", value.clamp(least, most)).parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_axis_is_without_a_number() {
        let font = Font::regular(10.5);
        for from in [1.0_f64, 9.5, 95.0, 999_000.0, 1_003_975.0, 1_894_506.0] {
            for ratio in [1.0001, 1.02, 1.5, 1.95, 2.1, 9.0, 90.0, 1e6] {
                let ends = (from.log10(), (from * ratio).log10());
                let scale = Scale { kind: Kind::Log, ends, places: (434.0, 738.0), zero: None, left: 434.0 };
                let ticks = scale.ticks(font);
                assert!(ticks.iter().any(|tick| !tick.label.is_empty()), "{from} to {}: {ticks:?}", from * ratio);
            }
        }
    }
}
