//! What a column seems to hold.

use crate::{Dates, Grid, plain_date};

/// What a column seems to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guess {
    /// Nothing.
    Blank,
    /// Years, from 1400 to 2199.
    Year,
    /// Dates in ISO 8601.
    Date,
    /// Dates written as an example is; the example.
    DateLike(&'static str),
    /// Whole numbers, of which some may be below zero.
    Whole {
        /// Whether some are below zero.
        signed: bool,
    },
    /// Numbers with decimals.
    Decimal {
        /// Whether some are below zero.
        signed: bool,
    },
    /// Texts, so many different ones.
    Text(usize),
}

/// The examples that dates are tried with.
const EXAMPLES: [&str; 7] = ["D/M/YYYY", "M/D/YYYY", "M/D/YY", "DD.MM.YYYY", "YYYYMMDD", "D MMM YYYY", "MMM YYYY"];

/// Returns what cells seem to hold; blank ones tell nothing.
pub fn guess<'t>(cells: impl Iterator<Item = &'t str>) -> Guess {
    let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
    if cells.is_empty() {
        return Guess::Blank;
    }
    let all = |is: &dyn Fn(&str) -> bool| cells.iter().all(|cell| is(cell));
    let digits = |cell: &str| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    let year = |cell: &str| digits(cell) && cell.len() == 4 && ("1400".."2200").contains(&cell);
    if all(&year) {
        return Guess::Year;
    }
    let iso = Dates::by_example("YYYY-MM-DD").ok();
    if all(&|cell| iso.as_ref().is_some_and(|iso| iso.iso(&plain_date(cell.into())).is_some())) {
        return Guess::Date;
    }
    for example in EXAMPLES {
        if let Ok(dates) = Dates::by_example(example)
            && all(&|cell| dates.iso(cell).is_some())
        {
            return Guess::DateLike(example);
        }
    }
    let signed = cells.iter().any(|cell| cell.starts_with('-'));
    let unsigned = |cell: &str| cell.strip_prefix('-').unwrap_or(cell).to_owned();
    // Codes such as 08 are digits that count nothing.
    let code = |cell: &str| cell.len() > 1 && cell.starts_with('0') && digits(cell);
    if all(&|cell| digits(&unsigned(cell))) && !cells.iter().any(|cell| code(cell)) {
        return Guess::Whole { signed };
    }
    let decimal = |cell: &str| {
        let cell = unsigned(cell);
        cell.split_once('.').map_or_else(|| digits(&cell), |(whole, part)| digits(whole) && digits(part))
    };
    if all(&decimal) && !cells.iter().any(|cell| code(cell)) {
        return Guess::Decimal { signed };
    }
    let mut different = cells;
    different.sort_unstable();
    different.dedup();
    Guess::Text(different.len())
}

/// Returns the separator that cuts the first rows into the same number of cells, more than one: of several, that
/// which gives most. A comma where none does.
pub fn separator(text: &str) -> u8 {
    const ROWS: usize = 20;
    let head: Vec<&str> = text.split_inclusive('\n').take(ROWS).collect();
    let head = head.concat();
    let columns = |separator: u8| {
        let grid = Grid::split(&head, separator).ok().filter(|grid| !grid.is_empty())?;
        let first = grid.row(0).len();
        ((1..grid.len()).all(|row| grid.row(row).len() == first) && first > 1).then_some(first)
    };
    // Of equal ones the first.
    let tried = [b',', b';', b'\t', b'|'].into_iter().rev();
    tried
        .filter_map(|separator| Some((columns(separator)?, separator)))
        .max_by_key(|(columns, _)| *columns)
        .map_or(b',', |(_, separator)| separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_guessed() {
        for (cells, is) in [
            (vec!["1", "22", ""], Guess::Whole { signed: false }),
            (vec!["1", "-22"], Guess::Whole { signed: true }),
            (vec!["1.5", "2"], Guess::Decimal { signed: false }),
            (vec!["1951", "2020"], Guess::Year),
            (vec!["2020-02-24T18:00:00", "2020-02-25"], Guess::Date),
            (vec!["24/2/2020", "1/2/2020"], Guess::DateLike("D/M/YYYY")),
            (vec!["2/24/2020"], Guess::DateLike("M/D/YYYY")),
            (vec!["08", "13"], Guess::Text(2)),
            (vec!["a", "b", "a", "1"], Guess::Text(3)),
            (vec!["", ""], Guess::Blank),
        ] {
            assert_eq!(guess(cells.iter().copied()), is, "{cells:?}");
        }
    }

    #[test]
    fn separators_are_seen() {
        assert_eq!(separator("a,b\n1,2\n"), b',');
        assert_eq!(separator("a;b\n1,5;2\n"), b';');
        assert_eq!(separator("a\tb\n1\t2\n"), b'\t');
        assert_eq!(separator("a\n1\n"), b',');
        assert_eq!(separator(""), b',');
    }
}
