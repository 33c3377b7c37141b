//! Sums that columns of numbers keep.

/// That a column is the sum of others, in so many rows of so many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The column that is the sum.
    pub total: usize,
    /// The columns that are added up, two or three.
    pub parts: Vec<usize>,
    /// In how many rows it holds.
    pub holds: usize,
    /// How many rows tell, in which all are given and at least two parts are not zero.
    pub of: usize,
}

/// Fewer rows than this tell nothing.
const LEAST: usize = 10;
/// More columns than this are not tried.
const MOST_COLUMNS: usize = 24;

/// Returns the sums that columns keep in nine rows of ten at least: of one column the shortest that there are.
pub fn sums(columns: &[Vec<Option<i64>>]) -> Vec<Sum> {
    let count = columns.len().min(MOST_COLUMNS);
    let mut found = Vec::new();
    for total in 0..count {
        let others: Vec<usize> = (0..count).filter(|other| *other != total).collect();
        let pairs = others
            .iter()
            .enumerate()
            .flat_map(|(at, &one)| others[at + 1..].iter().map(move |&other| vec![one, other]));
        let mut own: Vec<Sum> = pairs.filter_map(|parts| tried(columns, total, parts)).collect();
        if own.is_empty() {
            for (at, &one) in others.iter().enumerate() {
                for (next, &two) in others.iter().enumerate().skip(at + 1) {
                    own.extend(
                        others[next + 1..].iter().filter_map(|&three| tried(columns, total, vec![one, two, three])),
                    );
                }
            }
        }
        found.extend(own);
    }
    found
}

fn tried(columns: &[Vec<Option<i64>>], total: usize, parts: Vec<usize>) -> Option<Sum> {
    let (mut holds, mut of) = (0_usize, 0_usize);
    for (row, sum) in columns[total].iter().enumerate() {
        let Some(sum) = *sum else { continue };
        let values = parts.iter().map(|part| columns[*part][row]);
        let Some(values) = values.collect::<Option<Vec<i64>>>() else { continue };
        if values.iter().filter(|value| **value != 0).count() < 2 {
            continue;
        }
        of += 1;
        let added = values.iter().try_fold(0_i64, |sum, value| sum.checked_add(*value));
        holds += usize::from(added == Some(sum));
        // Hopeless: even if all that follow held it would hardly do.
        if (of - holds) > LEAST + of / 10 {
            return None;
        }
    }
    (of >= LEAST && holds * 10 >= of * 9).then_some(Sum { total, parts, holds, of })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_seen_in_spite_of_slips() {
        let one: Vec<i64> = (1..40).map(|row| row * 7 % 13 + 1).collect();
        let two: Vec<i64> = (1..40).map(|row| row * 5 % 11 + 1).collect();
        let mut total: Vec<i64> = one.iter().zip(&two).map(|(one, two)| one + two).collect();
        total[3] += 1;
        let other: Vec<i64> = (1..40).map(|row| row * 3 % 17).collect();
        let columns: Vec<Vec<Option<i64>>> =
            [one, other, total, two].into_iter().map(|column| column.into_iter().map(Some).collect()).collect();
        assert_eq!(sums(&columns), [Sum { total: 2, parts: vec![0, 3], holds: 38, of: 39 }]);
        assert_eq!(sums(&[]), []);
    }
}
