//! Whether linear constraints can hold together: the textbook's simplex with bounds and Bland's rule,
//! dense in nothing, clever in nothing, and written for these tests alone.

use std::collections::BTreeMap;

use super::rational::Fraction;

/// The lowest and the highest that a sum may be; an open end is none.
pub(crate) type Between = (Option<Fraction>, Option<Fraction>);

/// A sum of unknowns, each not negative, that lies between two numbers whenever its owner holds.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) terms: Vec<(usize, Fraction)>,
    pub(crate) between: Between,
    /// The switch that it depends on; none where it always holds.
    pub(crate) owner: Option<usize>,
}

/// What came of a choice of switches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// They can hold together, and these with them.
    Possible(u32),
    /// These by themselves cannot.
    Impossible(u32),
}

/// Rows over unknowns; the tableau stays as it was left, which is as good a start as any.
pub(crate) struct Solver {
    rows: Vec<Row>,
    unknowns: usize,
    /// For each basic column what it is of the others.
    tableau: BTreeMap<usize, BTreeMap<usize, Fraction>>,
    value: Vec<Fraction>,
    switches: usize,
}

impl Solver {
    pub(crate) fn new(unknowns: usize, rows: Vec<Row>, switches: usize) -> Self {
        let mut tableau = BTreeMap::new();
        for (at, row) in rows.iter().enumerate() {
            let mut sum: BTreeMap<usize, Fraction> = BTreeMap::new();
            for (unknown, factor) in &row.terms {
                let known = sum.get(unknown).copied().unwrap_or(Fraction::ZERO);
                sum.insert(*unknown, known + *factor);
            }
            sum.retain(|_, factor| !factor.is_zero());
            tableau.insert(unknowns + at, sum);
        }
        let value = vec![Fraction::ZERO; unknowns + rows.len()];
        Solver { rows, unknowns, tableau, value, switches }
    }

    fn between(&self, column: usize, on: u32) -> Between {
        if column < self.unknowns {
            return (Some(Fraction::ZERO), None);
        }
        let row = &self.rows[column - self.unknowns];
        match row.owner {
            Some(owner) if on & (1 << owner) == 0 => (None, None),
            _ => row.between,
        }
    }

    fn owner(&self, column: usize) -> u32 {
        let row = column.checked_sub(self.unknowns).map(|row| &self.rows[row]);
        row.and_then(|row| row.owner).map_or(0, |owner| 1 << owner)
    }

    /// Whether what is switched on can hold together.
    pub(crate) fn solve(&mut self, on: u32) -> Outcome {
        let free: Vec<usize> = (0..self.value.len()).filter(|column| !self.tableau.contains_key(column)).collect();
        for column in free {
            let inside = within(self.value[column], self.between(column, on));
            self.move_to(column, inside);
        }
        loop {
            let outside = self.tableau.keys().copied().find_map(|column| {
                let aim = within(self.value[column], self.between(column, on));
                (aim != self.value[column]).then_some((column, aim))
            });
            let Some((leaving, aim)) = outside else { return Outcome::Possible(self.held()) };
            let rises = aim > self.value[leaving];
            let can_help = |(column, factor): (&usize, &Fraction)| {
                let (low, high) = self.between(*column, on);
                let value = self.value[*column];
                let room = if rises == factor.is_positive() {
                    high.is_none_or(|high| value < high)
                } else {
                    low.is_none_or(|low| value > low)
                };
                room.then_some(*column)
            };
            if let Some(entering) = self.tableau[&leaving].iter().find_map(can_help) {
                self.pivot(leaving, entering, aim);
            } else {
                let others = self.tableau[&leaving].keys().map(|column| self.owner(*column));
                return Outcome::Impossible(others.fold(self.owner(leaving), |all, own| all | own));
            }
        }
    }

    /// The switches all of whose rows hold at the present values.
    fn held(&self) -> u32 {
        let mut held = (1_u32 << self.switches) - 1;
        for (at, row) in self.rows.iter().enumerate() {
            let value = self.value[self.unknowns + at];
            if within(value, row.between) != value {
                held &= !self.owner(self.unknowns + at);
            }
        }
        held
    }

    fn move_to(&mut self, column: usize, aim: Fraction) {
        let by = aim - self.value[column];
        if by.is_zero() {
            return;
        }
        self.value[column] = aim;
        for (basic, sum) in &self.tableau {
            if let Some(factor) = sum.get(&column) {
                self.value[*basic] = self.value[*basic] + *factor * by;
            }
        }
    }

    fn pivot(&mut self, leaving: usize, entering: usize, aim: Fraction) {
        let mut sum = self.tableau.remove(&leaving).unwrap();
        let factor = sum.remove(&entering).unwrap();
        let by = (aim - self.value[leaving]) / factor;
        // leaving = factor * entering + rest, so entering = leaving / factor - rest / factor.
        let mut solved: BTreeMap<usize, Fraction> =
            sum.into_iter().map(|(column, own)| (column, -(own / factor))).collect();
        solved.insert(leaving, Fraction::ONE / factor);
        self.value[leaving] = aim;
        self.value[entering] = self.value[entering] + by;
        for (basic, sum) in &mut self.tableau {
            let Some(factor) = sum.remove(&entering) else { continue };
            self.value[*basic] = self.value[*basic] + factor * by;
            for (column, own) in &solved {
                let entry = sum.entry(*column).or_insert(Fraction::ZERO);
                *entry = *entry + factor * *own;
                if entry.is_zero() {
                    sum.remove(column);
                }
            }
        }
        self.tableau.insert(entering, solved);
    }
}

fn within(value: Fraction, (low, high): Between) -> Fraction {
    match (low, high) {
        (Some(low), _) if value < low => low,
        (_, Some(high)) if value > high => high,
        _ => value,
    }
}

/// Every choice of switches that cannot hold: `impossible[choice]`. What holds together holds in part,
/// and what cannot hold cannot hold with more.
pub(crate) fn impossible(solver: &mut Solver) -> Vec<bool> {
    let count = 1_usize << solver.switches;
    let mut known: Vec<Option<bool>> = vec![None; count];
    for choice in (0..count).rev() {
        if known[choice].is_some() {
            continue;
        }
        match solver.solve(u32::try_from(choice).unwrap()) {
            Outcome::Possible(held) => {
                let held = held as usize;
                assert_eq!(choice & !held, 0, "what is switched on holds");
                (0..count).filter(|part| part & !held == 0).for_each(|part| known[part] = Some(false));
            }
            Outcome::Impossible(core) => {
                let core = core as usize;
                assert_eq!(core & !choice, 0, "nothing else is to blame");
                (0..count).filter(|all| core & !all == 0).for_each(|all| known[all] = Some(true));
            }
        }
    }
    known.into_iter().map(|known| known.unwrap()).collect()
}
