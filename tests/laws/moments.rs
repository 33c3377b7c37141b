//! The days of dates, by a calendar of its own, and the moments at which every rule holds.

use std::collections::BTreeSet;

use super::collection::{Collection, Date, Holds, Kind, When};

/// A day, counted from the first of March of the year 0.
pub(super) type Day = i64;

/// The moment of a level: the one of a date, or the one that a claim means by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Of(Date),
    MeantBy(Date, usize),
}

/// When a quantity is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Always,
    Level(Level),
    UpTo(Day),
}

/// A moment at which every rule holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Instant {
    pub(super) first: Day,
    pub(super) last: Day,
    pub(super) level: Level,
}

fn day_of(year: i32, month: u32, day: u32) -> Day {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = i64::from(year) - i64::from(month < 3);
    let month = (month + 9) % 12;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (month * 306 + 5) / 10 + day - 1
}

impl Date {
    pub(super) fn first(self) -> Day {
        day_of(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    pub(super) fn last(self) -> Day {
        match (self.month, self.day) {
            (_, Some(_)) => self.first(),
            (Some(month), None) if month < 12 => day_of(self.year, month + 1, 1) - 1,
            _ => day_of(self.year + 1, 1, 1) - 1,
        }
    }

    pub(super) fn is_year(self) -> bool {
        self.month.is_none()
    }

    /// Whether another date lies in it, and is not the same.
    pub(super) fn holds(self, finer: Date) -> bool {
        self != finer && self.first() <= finer.first() && finer.last() <= self.last()
    }
}

pub(super) fn instants(collection: &Collection) -> Vec<Instant> {
    let mut instants = BTreeSet::new();
    let mut of_day = |day: Day| {
        // A day that only the start or the end of a period names is a moment by itself.
        let date = Date { year: i32::try_from(day).unwrap(), month: Some(0), day: Some(0) };
        instants.insert(Instant { first: day, last: day, level: Level::Of(date) });
    };
    let mut dates: BTreeSet<(Date, Option<usize>)> = BTreeSet::new();
    for (at, claim) in collection.claims.iter().enumerate() {
        for when in claim.quantities().into_iter().filter_map(|quantity| quantity.when) {
            match when {
                When::On(date) => {
                    dates.insert((date, date.is_year().then_some(at)));
                }
                When::Between(start, end) => [start.first() - 1, end.last()].into_iter().for_each(&mut of_day),
            }
        }
    }
    for kind in &collection.measures {
        if let Kind::Cumulative { since: Some(since) } = kind {
            of_day(since.first() - 1);
        }
    }
    for rule in &collection.rules {
        if let Holds::Along { after: Some(after), .. } = rule.holds {
            of_day(after.last());
        }
    }
    for (date, claim) in dates {
        let level = claim.map_or(Level::Of(date), |claim| Level::MeantBy(date, claim));
        instants.insert(Instant { first: date.first(), last: date.last(), level });
    }
    instants.into_iter().collect()
}
