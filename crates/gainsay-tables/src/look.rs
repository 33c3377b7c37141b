//! What a table seems to be about: its columns, and what they are for.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Grid, Guess, Sum, guess, sums};

/// So many rows are looked at.
const MOST_ROWS: usize = 20_000;
/// So many examples of what a column holds are kept.
const EXAMPLES: usize = 3;

/// What a table seems to be about.
#[derive(Debug)]
pub struct Look {
    /// Its columns.
    pub columns: Vec<Column>,
    /// How many rows there are after the header.
    pub rows: usize,
    /// How many of them were looked at.
    pub looked: usize,
    /// Sums that columns of whole numbers keep.
    pub sums: Vec<Sum>,
    /// How many rows have the date and codes of an earlier one.
    pub repeated: usize,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// What the header calls it.
    pub name: String,
    /// What it holds.
    pub guess: Guess,
    /// What it seems to be for.
    pub role: Role,
    /// How many cells of those looked at are blank.
    pub blank: usize,
    /// What stands in it, the first that differ.
    pub examples: Vec<String>,
}

/// What a column seems to be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The date of the row.
    Date,
    /// What the row is about.
    Code,
    /// The same as another column, in other words.
    Alias(usize),
    /// The same in every row.
    Constant,
    /// What does not change with the date.
    Attribute,
    /// Words on some rows.
    Note,
    /// A figure: whether it hardly ever falls from one date to the next.
    Figure {
        /// Whether it looks like a count that runs up to a date.
        runs_up: bool,
    },
    /// Nothing, or a second date.
    Other,
}

impl Look {
    /// Looks at a table whose first row is its header.
    pub fn at(text: &str, grid: &Grid) -> Look {
        let first = if grid.is_empty() { &[] } else { grid.row(0) };
        let header: Vec<String> = first.iter().map(|cell| cell.meaning(text).into_owned()).collect();
        let rows = grid.len().saturating_sub(1);
        let looked = rows.min(MOST_ROWS);
        let cells: Vec<Vec<String>> = (0..header.len())
            .map(|column| {
                let cell = |row: usize| grid.row(row).get(column).map(|cell| cell.meaning(text).into_owned());
                (1..=looked).map(|row| cell(row).unwrap_or_default()).collect()
            })
            .collect();
        let guesses: Vec<Guess> = cells.iter().map(|column| guess(column.iter().map(String::as_str))).collect();
        let roles = roles(&cells, &guesses);
        let numbers = |column: usize| cells[column].iter().map(|cell| cell.parse().ok()).collect::<Vec<Option<i64>>>();
        let figures: Vec<usize> = (0..roles.len())
            .filter(|at| matches!(roles[*at], Role::Figure { .. }) && matches!(guesses[*at], Guess::Whole { .. }))
            .collect();
        let mut found = sums(&figures.iter().map(|at| numbers(*at)).collect::<Vec<_>>());
        for sum in &mut found {
            sum.total = figures[sum.total];
            sum.parts.iter_mut().for_each(|part| *part = figures[*part]);
        }
        let repeated = repeated(&cells, &roles, looked);
        let columns = header.into_iter().enumerate().map(|(at, name)| {
            let mut examples: Vec<String> = Vec::new();
            for cell in cells[at].iter().filter(|cell| !cell.is_empty()) {
                if examples.len() == EXAMPLES {
                    break;
                }
                if !examples.contains(cell) {
                    examples.push(cell.clone());
                }
            }
            let blank = cells[at].iter().filter(|cell| cell.is_empty()).count();
            Column { name, guess: guesses[at].clone(), role: roles[at], blank, examples }
        });
        Look { columns: columns.collect(), rows, looked, sums: found, repeated }
    }

    /// Returns the columns of a role.
    pub fn of(&self, is: impl Fn(Role) -> bool) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(move |(_, column)| is(column.role))
    }
}

fn roles(cells: &[Vec<String>], guesses: &[Guess]) -> Vec<Role> {
    let is_date = |guess: &Guess| matches!(guess, Guess::Date | Guess::DateLike(_) | Guess::Year);
    let date = guesses.iter().position(is_date);
    let mut roles = vec![Role::Other; cells.len()];
    if let Some(date) = date {
        roles[date] = Role::Date;
    }
    let mut codes: Vec<usize> = Vec::new();
    // Of columns that say the same, one of words stands for the others, before one of numbers.
    let has_words = |at: &usize| cells[*at].iter().any(|cell| cell.contains(char::is_alphabetic));
    let mut order: Vec<usize> = (0..cells.len()).collect();
    order.sort_by_key(|at| !has_words(at));
    for at in order {
        let Guess::Text(different) = &guesses[at] else { continue };
        let filled = cells[at].iter().filter(|cell| !cell.is_empty()).count();
        let length: usize = cells[at].iter().map(String::len).sum::<usize>() / filled.max(1);
        roles[at] = match codes.iter().find(|code| is_renaming(&cells[**code], &cells[at])) {
            _ if *different == 1 && filled == cells[at].len() && filled > 1 => Role::Constant,
            _ if filled * 2 < cells[at].len() || length > 40 => Role::Note,
            Some(code) => Role::Alias(*code),
            None => {
                codes.push(at);
                Role::Code
            }
        };
    }
    let keys: Vec<Vec<&str>> = (0..cells.first().map_or(0, Vec::len))
        .map(|row| codes.iter().map(|code| cells[*code][row].as_str()).collect())
        .collect();
    for (at, guess) in guesses.iter().enumerate() {
        if !matches!(guess, Guess::Whole { .. } | Guess::Decimal { .. }) {
            continue;
        }
        roles[at] = match codes.iter().find(|code| is_renaming(&cells[**code], &cells[at])) {
            Some(code) => Role::Alias(*code),
            None if is_attribute(&keys, &cells[at]) => Role::Attribute,
            None => Role::Figure { runs_up: date.is_some_and(|date| runs_up(&keys, &cells[date], &cells[at])) },
        };
    }
    roles
}

/// Whether two columns say the same in other words: each text of one goes with one of the other.
fn is_renaming(one: &[String], other: &[String]) -> bool {
    let (mut to, mut from): (BTreeMap<&str, &str>, BTreeMap<&str, &str>) = (BTreeMap::new(), BTreeMap::new());
    let fits = one.iter().zip(other).all(|(one, other)| {
        *to.entry(one).or_insert(other) == other.as_str() && *from.entry(other).or_insert(one) == one.as_str()
    });
    fits && to.len() > 1
}

/// Whether a column has one value for each key, of which most have several rows.
fn is_attribute(keys: &[Vec<&str>], cells: &[String]) -> bool {
    let mut values: BTreeMap<&[&str], &str> = BTreeMap::new();
    let constant = keys.iter().zip(cells).all(|(key, cell)| *values.entry(key).or_insert(cell) == cell.as_str());
    let different: BTreeSet<&str> = cells.iter().map(String::as_str).collect();
    constant && different.len() > 1 && values.len() * 3 <= cells.len()
}

/// Whether a count hardly ever falls from one date to the next, and does not stand still.
fn runs_up(keys: &[Vec<&str>], dates: &[String], cells: &[String]) -> bool {
    let mut series: BTreeMap<&[&str], Vec<(&str, i64)>> = BTreeMap::new();
    for ((key, date), cell) in keys.iter().zip(dates).zip(cells) {
        if let Ok(value) = cell.parse() {
            series.entry(key).or_default().push((date, value));
        }
    }
    let (mut rises, mut falls) = (0_usize, 0_usize);
    for mut own in series.into_values() {
        own.sort_by_key(|(date, _)| *date);
        rises += own.windows(2).filter(|two| two[1].1 > two[0].1).count();
        falls += own.windows(2).filter(|two| two[1].1 < two[0].1).count();
    }
    rises >= 5 && falls * 20 <= rises
}

/// How many rows have the date and codes of an earlier one.
fn repeated(cells: &[Vec<String>], roles: &[Role], rows: usize) -> usize {
    let keys: Vec<usize> = (0..roles.len()).filter(|at| matches!(roles[*at], Role::Date | Role::Code)).collect();
    let mut seen: BTreeSet<Vec<&str>> = BTreeSet::new();
    (0..rows).filter(|row| !seen.insert(keys.iter().map(|at| cells[*at][*row].as_str()).collect())).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_apart() {
        let mut text = "day,state,code,region,lat,cases,here,note\n".to_owned();
        for day in 1..30 {
            for (region, code, lat) in [("Abruzzo", "13", "42.35"), ("Lazio", "08", "41.89")] {
                let note = if day == 7 { "a remark" } else { "" };
                text.push_str(&format!("2020-03-{day:02},ITA,{code},{region},{lat},{},{},{note}\n", day * 3, 40 - day));
            }
        }
        let look = Look::at(&text, &Grid::split(&text, b',').expect("a table"));
        let roles: Vec<Role> = look.columns.iter().map(|column| column.role).collect();
        let figure = |runs_up| Role::Figure { runs_up };
        assert_eq!(
            roles,
            [
                Role::Date,
                Role::Constant,
                Role::Alias(3),
                Role::Code,
                Role::Alias(3),
                figure(true),
                figure(false),
                Role::Note
            ]
        );
        assert_eq!((look.rows, look.repeated), (58, 0));
    }
}
