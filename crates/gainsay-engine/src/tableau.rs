//! A sparse tableau: basic variables in terms of nonbasic slots.

use super::problem::Problem;
use crate::number::Number;

/// A sum of slots, in their order, without zeros.
pub(super) type Row = Vec<(u32, Number)>;

/// Which slots are basic, and the rows of the variables that are.
///
/// A row's slot, when basic, has no row here: it is the sum of its variables.
#[derive(Debug, Clone)]
pub(super) struct Tableau {
    basic: Vec<bool>,
    rows: Vec<Row>,
    /// By slot, the variables whose rows contain it, some of them no longer.
    columns: Vec<Vec<u32>>,
    /// Zero outside [`Tableau::row_of`].
    scratch: Vec<Number>,
    is_touched: Vec<bool>,
    /// How many terms pivots have computed, long numbers counted by their digits.
    work: u64,
}

impl Tableau {
    /// All variables nonbasic, all rows basic.
    pub(super) fn new(variables: usize, slots: usize) -> Self {
        Tableau {
            basic: (0..slots).map(|slot| slot >= variables).collect(),
            rows: vec![Vec::new(); variables],
            columns: vec![Vec::new(); slots],
            scratch: vec![Number::ZERO; slots],
            is_touched: vec![false; slots],
            work: 0,
        }
    }

    /// How many terms pivots have computed.
    pub(super) fn work(&self) -> u64 {
        self.work
    }

    pub(super) fn is_basic(&self, slot: usize) -> bool {
        self.basic[slot]
    }

    /// About how many rows contain a nonbasic slot.
    pub(super) fn weight(&self, slot: usize) -> usize {
        self.columns[slot].len()
    }

    /// The basic variables whose rows contain a nonbasic slot, with its factors there.
    pub(super) fn column(&mut self, slot: usize) -> Vec<(u32, Number)> {
        let mut column = std::mem::take(&mut self.columns[slot]);
        column.sort_unstable();
        column.dedup();
        let mut found = Vec::with_capacity(column.len());
        column.retain(|variable| {
            let row = &self.rows[*variable as usize];
            let at = row.binary_search_by_key(&(slot as u32), |(slot, _)| *slot);
            if let Ok(at) = at {
                found.push((*variable, row[at].1.clone()));
            }
            at.is_ok()
        });
        self.columns[slot] = column;
        found
    }

    /// Any basic slot in terms of nonbasic ones.
    pub(super) fn row_of(&mut self, problem: &Problem, slot: usize) -> Row {
        if slot < self.rows.len() {
            return self.rows[slot].clone();
        }
        let mut touched: Vec<u32> = Vec::new();
        let Tableau { basic, rows, scratch, is_touched, .. } = self;
        let mut add = |slot: u32, amount: Number| {
            if !is_touched[slot as usize] {
                is_touched[slot as usize] = true;
                touched.push(slot);
            }
            scratch[slot as usize] += amount;
        };
        for (variable, factor) in problem.row(slot) {
            if basic[*variable as usize] {
                for (slot, inner) in &rows[*variable as usize] {
                    add(*slot, inner * factor);
                }
            } else {
                add(*variable, factor.clone());
            }
        }
        touched.sort_unstable();
        let mut row = Vec::with_capacity(touched.len());
        for slot in touched {
            is_touched[slot as usize] = false;
            let sum = std::mem::take(&mut scratch[slot as usize]);
            if !sum.is_zero() {
                row.push((slot, sum));
            }
        }
        self.work += digits(&row);
        row
    }

    /// Makes the entering slot basic and the leaving one nonbasic; `row` is the leaving
    /// one's, and `inverse` one divided by the entering one's factor in it.
    pub(super) fn exchange(&mut self, leaving: usize, row: &[(u32, Number)], entering: usize, inverse: &Number) {
        let negative = -inverse;
        let mut solved: Row = Vec::with_capacity(row.len());
        let before = row.partition_point(|(slot, _)| (*slot as usize) < leaving);
        for (index, (slot, factor)) in row.iter().enumerate() {
            if index == before {
                solved.push((leaving as u32, inverse.clone()));
            }
            if *slot as usize != entering {
                solved.push((*slot, factor * &negative));
            }
        }
        if before == row.len() {
            solved.push((leaving as u32, inverse.clone()));
        }
        if leaving < self.rows.len() {
            self.rows[leaving] = Vec::new();
        }
        for (variable, factor) in self.column(entering) {
            self.substitute(variable, &factor, entering as u32, &solved);
        }
        self.columns[entering] = Vec::new();
        self.basic[leaving] = false;
        self.basic[entering] = true;
        if entering < self.rows.len() {
            for (slot, _) in &solved {
                self.columns[*slot as usize].push(entering as u32);
            }
            self.rows[entering] = solved;
        }
    }

    /// Replaces a slot in a variable's row by what it equals.
    fn substitute(&mut self, variable: u32, factor: &Number, slot: u32, solved: &[(u32, Number)]) {
        let old = std::mem::take(&mut self.rows[variable as usize]);
        let mut row: Row = Vec::with_capacity(old.len() + solved.len());
        let mut terms = solved.iter().peekable();
        for (own, amount) in old {
            while let Some((other, more)) = terms.next_if(|(other, _)| *other < own) {
                row.push((*other, more * factor));
                self.columns[*other as usize].push(variable);
            }
            if own == slot {
                continue;
            }
            if let Some((_, more)) = terms.next_if(|(other, _)| *other == own) {
                let sum = amount + more * factor;
                if !sum.is_zero() {
                    row.push((own, sum));
                }
            } else {
                row.push((own, amount));
            }
        }
        for (other, more) in terms {
            row.push((*other, more * factor));
            self.columns[*other as usize].push(variable);
        }
        self.work += row.len() as u64 + digits(&row);
        self.rows[variable as usize] = row;
    }
}

/// The work that a row's long numbers take beyond that of short ones.
fn digits(row: &[(u32, Number)]) -> u64 {
    row.iter().map(|(_, factor)| factor.extra_work()).fold(0, u64::saturating_add)
}
