//! The search for parts that add up to a total.

use super::{MOST_PARTS, MOST_SUMS, ONE_IN, period};
use crate::model::{CodeId, Model, QuantityId};

/// A figure that may be a part.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) value: u64,
    pub(super) of: QuantityId,
}

/// Parts that add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    /// Their places.
    pub(super) parts: Vec<usize>,
    pub(super) sum: u64,
    /// By how much the sum and the total differ.
    pub(super) off: u64,
    /// How many sums were tried, this one and those of as many parts included.
    pub(super) tried: u64,
    /// In one of how many cases chance comes so close.
    pub(super) one_in: u64,
}

/// The parts whose sum comes nearest to a total, if that is no chance; of the fewest parts, but all together first.
pub(super) fn search(model: &Model, total: u64, period_of: Option<(i32, i32)>, parts: &[Part]) -> Option<Hit> {
    let mut unit = 1;
    while total.is_multiple_of(unit * 10) {
        unit *= 10;
    }
    // More sums than this, and not even an exact hit would count.
    let budget = (total / ONE_IN / unit).min(MOST_SUMS);
    let fit: Box<dyn Fn(usize, usize) -> bool> = match period_of {
        Some(_) => Box::new(|a, b| ends_before(model, parts[a].of, parts[b].of)),
        None => Box::new(|a, b| a < b && exclude(model, parts[a].of, parts[b].of)),
    };
    let mut search =
        Search { model, total, unit, period_of, parts, fit, chosen: Vec::new(), tried: 0, budget, best: None };
    if budget == 0 {
        return None;
    }
    search.all();
    for size in 2..=MOST_PARTS.min(parts.len()) {
        if let Some(hit) = search.judged() {
            return Some(hit);
        }
        if !search.of_size(size) {
            return None;
        }
    }
    search.judged()
}

struct Search<'a> {
    model: &'a Model,
    total: u64,
    unit: u64,
    period_of: Option<(i32, i32)>,
    parts: &'a [Part],
    /// Whether a part may be followed by another.
    fit: Box<dyn Fn(usize, usize) -> bool + 'a>,
    chosen: Vec<usize>,
    tried: u64,
    budget: u64,
    best: Option<(u64, Vec<usize>)>,
}

impl Search<'_> {
    /// All parts together, where they exclude each other, counted as one sum.
    fn all(&mut self) {
        let count = self.parts.len();
        let apart = self.period_of.is_none() && count > MOST_PARTS.min(2);
        if apart && (1..count).all(|b| (0..b).all(|a| (self.fit)(a, b))) {
            self.chosen = (0..count).collect();
            self.take();
            self.chosen.clear();
        }
    }

    /// All sums of so many parts; false where the budget does not suffice. The choice of each place is
    /// tried in turn: no more than `size` deep, and without recursion.
    fn of_size(&mut self, size: usize) -> bool {
        let mut next = vec![0_usize];
        // Looking for what fits costs work too.
        let mut work = self.budget.saturating_mul(64);
        while let Some(place) = next.last_mut() {
            let candidate = *place;
            if candidate >= self.parts.len() {
                next.pop();
                self.chosen.pop();
                continue;
            }
            *place += 1;
            if work == 0 {
                self.chosen.clear();
                return false;
            }
            work -= 1;
            let fits = match self.period_of {
                Some((first, _)) if self.chosen.is_empty() => {
                    period(self.model, self.parts[candidate].of).is_some_and(|(start, _)| start == first)
                }
                Some(_) => self.chosen.last().is_none_or(|&last| (self.fit)(last, candidate)),
                None => self.chosen.iter().all(|&chosen| (self.fit)(chosen, candidate)),
            };
            if !fits {
                continue;
            }
            self.chosen.push(candidate);
            if self.chosen.len() < size {
                next.push(if self.period_of.is_some() { 0 } else { candidate + 1 });
                continue;
            }
            if self.fills() {
                if self.tried == self.budget {
                    self.chosen.clear();
                    return false;
                }
                self.take();
            }
            self.chosen.pop();
        }
        self.chosen.clear();
        true
    }

    /// Whether consecutive periods reach the end of the total's.
    fn fills(&self) -> bool {
        let Some((_, last)) = self.period_of else { return true };
        let end = self.chosen.last().and_then(|&part| period(self.model, self.parts[part].of));
        end.is_some_and(|(_, end)| end == last)
    }

    /// Holds the sum of the chosen against the total.
    fn take(&mut self) {
        self.tried += 1;
        let sum = self.sum(&self.chosen);
        let off = sum.abs_diff(self.total);
        if self.best.as_ref().is_none_or(|(least, _)| off < *least) {
            self.best = Some((off, self.chosen.clone()));
        }
    }

    fn sum(&self, parts: &[usize]) -> u64 {
        parts.iter().fold(0, |sum, &part| self.parts[part].value.saturating_add(sum))
    }

    /// The best sum so far, if chance seldom comes so close in so many tries.
    fn judged(&self) -> Option<Hit> {
        let (off, parts) = self.best.as_ref()?;
        let width = off.saturating_mul(2).saturating_add(1).max(self.unit);
        let one_in = self.total / self.tried.saturating_mul(width);
        let (off, tried) = (*off, self.tried);
        (one_in >= ONE_IN).then(|| Hit { parts: parts.clone(), sum: self.sum(parts), off, tried, one_in })
    }
}

/// Whether two quantities differ in one code each, of which neither contains the other.
fn exclude(model: &Model, a: QuantityId, b: QuantityId) -> bool {
    let codes = |quantity: QuantityId| model.code_list(model.quantities()[quantity].codes);
    let mut differing = codes(a).iter().zip(codes(b)).filter(|(a, b)| a != b);
    let contains = |outer: CodeId, inner: CodeId| {
        std::iter::successors(Some(inner), |&code| model.codes()[code].inside).any(|code| code == outer)
    };
    match (differing.next(), differing.next()) {
        (Some((&a, &b)), None) => !contains(a, b) && !contains(b, a),
        _ => false,
    }
}

/// Whether one period begins the day after another ends.
fn ends_before(model: &Model, a: QuantityId, b: QuantityId) -> bool {
    matches!((period(model, a), period(model, b)), (Some((_, end)), Some((start, _))) if start == end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Texts;
    use crate::model::load::load;

    /// The codes of a dimension, a figure each, and what adds up to a total.
    fn found(total: u64, values: &[u64]) -> Option<Hit> {
        let codes: String = (0..values.len()).map(|index| format!("Code(id: \"c{index}\", in: \"all\"),")).collect();
        let claim = |index: usize| {
            format!("Claim(id: \"k{index}\", by: \"p\", says: Figure(of: \"held[c{index}] @ 1950\", is: \"1\")),")
        };
        let claims: String = (0..values.len()).map(claim).collect();
        let texts = Texts::from_memory([
            ("gainsay.ron".to_owned(), "Collection(title: \"t\", sides: [])".to_owned()),
            (
                "v.ron".to_owned(),
                format!(
                    "Vocabulary(measures: [Measure(id: \"held\", kind: Stock)], parties: [Party(id: \"p\")],
                     dimensions: [Dimension(id: \"d\", codes: [Code(id: \"all\"), {codes}])])"
                ),
            ),
            ("s.ron".to_owned(), format!("Source(id: \"s\", kind: Report, claims: [\n{claims}\n])")),
        ]);
        let model = load(&texts, &[]).expect("a sound collection").model;
        let parts: Vec<Part> =
            model.quantities().iter().zip(values).map(|((of, _), &value)| Part { value, of }).collect();
        search(&model, total, None, &parts)
    }

    #[test]
    fn the_parts_that_add_up_are_found_and_how_likely_chance_is() {
        let hit = found(13_546, &[9_717, 3_815, 14, 501]).expect("they add up");
        assert_eq!((hit.parts, hit.off, hit.sum), (vec![0, 1, 2], 0, 13_546));
        // All together, six pairs and four triples.
        assert_eq!((hit.tried, hit.one_in), (11, 13_546 / 11));
    }

    #[test]
    fn all_together_count_as_one_sum_however_many_they_are() {
        let values: Vec<u64> = (0..40).map(|index| 1_000 + 37 * index).collect();
        let sum: u64 = values.iter().sum();
        assert_eq!(found(sum, &values).map(|hit| (hit.parts.len(), hit.tried)), Some((40, 1)));
        // Half a percent off is too far even for one sum.
        assert_eq!(found(sum + sum / 150, &values), None);
        assert!(found(sum + sum / 250, &values).is_some());
    }

    #[test]
    fn round_totals_and_too_many_sums_are_left_to_chance() {
        assert_eq!(found(13_000, &[9_000, 4_000, 77]), None);
        // 300 figures have 44,850 pairs: for a total of 100,003 a hit says nothing.
        let values: Vec<u64> = (0..300).map(|index| 20_000 + 171 * index).collect();
        assert_eq!(found(values[3] + values[200], &values), None);
    }
}
