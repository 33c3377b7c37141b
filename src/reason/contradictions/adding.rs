//! Proofs added up again: nothing here uses the engine.

use super::FactLine;
use crate::base::number::Number;
use crate::reason::facts::{Facts, PointId};

impl Facts<'_> {
    /// Lines with those added that say that points are not negative which were left out because
    /// they only take up room; `leaving` is what the lines are to add up to.
    pub fn completed(
        &self,
        mut lines: Vec<(FactLine, Number)>,
        leaving: &[(PointId, Number)],
    ) -> Vec<(FactLine, Number)> {
        let mut sum: std::collections::BTreeMap<PointId, Number> =
            leaving.iter().map(|(point, factor)| (*point, -factor)).collect();
        for (line, multiplier) in &lines {
            match *line {
                FactLine::AtLeast(fact) | FactLine::AtMost(fact) => {
                    let is_lower = matches!(line, FactLine::AtLeast(_));
                    for (point, factor) in self.terms(fact) {
                        let by = if is_lower { factor * multiplier } else { -(factor * multiplier) };
                        *sum.entry(*point).or_default() += by;
                    }
                }
                FactLine::NotNegative(point) => *sum.entry(point).or_default() += multiplier,
            }
        }
        let left = sum.into_iter().filter(|(_, left)| left.is_negative());
        lines.extend(left.map(|(point, left)| (FactLine::NotNegative(point), -left)));
        lines
    }

    /// Whether lines, weighted and added up, cancel every point and leave `0 ≥ gap`, or `0 > 0`;
    /// at nominal values, or as read. It multiplies, adds and compares, and uses nothing of the engine.
    pub fn proves(&self, lines: &[(FactLine, Number)], nominal: bool, gap: &Number) -> bool {
        let mut sum: std::collections::BTreeMap<PointId, Number> = std::collections::BTreeMap::new();
        let mut left = Number::ZERO;
        let mut strict = false;
        for (line, multiplier) in lines {
            let (terms, bound, sign): (&[(PointId, Number)], _, _) = match *line {
                FactLine::AtLeast(fact) => (self.terms(fact), &self.fact(fact).bounds(nominal).low, 1),
                FactLine::AtMost(fact) => (self.terms(fact), &self.fact(fact).bounds(nominal).high, -1),
                FactLine::NotNegative(point) => {
                    if !self.is_not_negative(point) {
                        return false;
                    }
                    let entry = sum.entry(point).or_default();
                    *entry = &*entry + multiplier;
                    continue;
                }
            };
            let Some(bound) = bound else { return false };
            strict |= bound.strict;
            let multiplier = multiplier * &Number::from(sign);
            left += &multiplier * &bound.value;
            for (point, factor) in terms {
                let entry = sum.entry(*point).or_default();
                *entry = &*entry + &(factor * &multiplier);
            }
        }
        let positive = lines.iter().all(|(_, multiplier)| multiplier.is_positive());
        let cancels = sum.values().all(Number::is_zero);
        positive && cancels && left == *gap && (gap.is_positive() || gap.is_zero() && strict)
    }
}
