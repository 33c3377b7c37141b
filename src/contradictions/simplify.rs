//! Of all proofs with the same claims, the one that is easiest to follow.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{FactLine, Layers, Proof};
use crate::engine::{self, Implied, Line, Sign, System, Variable};
use crate::facts::{FactId, Moment, Owner, PointId, RuleRef, Spot};
use crate::model::Basis;
use crate::number::{Bound, Bounds, Number};

impl Layers<'_> {
    /// The proof with the same multipliers of claims whose rules have the fewest terms together,
    /// among those that speak of the same measures and codes at the same moments.
    ///
    /// A linear program: loosening every rule by its cost makes the least value of what the claims
    /// leave over the least cost, and the multipliers that prove that value are the cheapest ones.
    pub(super) fn simplified(&self, proof: Proof, assumptions: &[RuleRef]) -> Proof {
        let terms = |line: FactLine| match line {
            FactLine::AtLeast(fact) | FactLine::AtMost(fact) => self.facts.terms(fact),
            FactLine::NotNegative(_) => &[],
        };
        let mut system = System::new();
        let mut variables: FxHashMap<PointId, Variable> = FxHashMap::default();
        let mut points = Vec::new();
        for (point, _) in proof.lines.iter().flat_map(|(line, _)| terms(*line)) {
            variables.entry(*point).or_insert_with(|| {
                points.push(*point);
                system.variable(Sign::Any)
            });
        }
        for point in self.beside(&proof, &points) {
            variables.entry(point).or_insert_with(|| {
                points.push(point);
                system.variable(Sign::Any)
            });
        }
        let owner = system.owner(None);
        let mut lines: Vec<FactLine> = Vec::new();
        for &point in &points {
            if self.facts.is_not_negative(point) {
                let low = Some(Bound { value: Number::from(-1), strict: false });
                system.require(owner, [(variables[&point], Number::ONE)], Bounds { low, high: None });
                lines.push(FactLine::NotNegative(point));
            }
        }
        for &fact in &self.component.facts {
            if !self.is_usable(fact, assumptions, &variables) {
                continue;
            }
            let Some(bounds) = self.loosened(fact) else { return proof };
            let own = self.facts.terms(fact).iter().map(|(point, factor)| (variables[point], factor.clone()));
            system.require(owner, own, bounds);
            lines.push(FactLine::AtLeast(fact));
        }
        let (claims, _): (Vec<_>, Vec<_>) = proof.lines.iter().cloned().partition(|(line, _)| self.is_claimed(*line));
        let mut left: Vec<(Variable, Number)> = Vec::new();
        for (line, multiplier) in &claims {
            let sign = if matches!(line, FactLine::AtLeast(_)) { -multiplier } else { multiplier.clone() };
            left.extend(terms(*line).iter().map(|(point, factor)| (variables[point], factor * &sign)));
        }
        let Implied::Between { low: Some(end), .. } = engine::implied(&system, |_| true, &left, self.limits) else {
            return proof;
        };
        let background = end.lines.into_iter().map(|(line, multiplier)| {
            let line = match line {
                Line::AtLeast(constraint) => lines[constraint.index()],
                Line::AtMost(constraint) => match lines[constraint.index()] {
                    FactLine::AtLeast(fact) => FactLine::AtMost(fact),
                    other => other,
                },
                Line::NotNegative(_) => unreachable!("every variable of this system may be any number"),
            };
            (line, multiplier)
        });
        let simpler = Proof { lines: claims.into_iter().chain(background).collect(), gap: proof.gap.clone() };
        if self.facts.proves(&simpler.lines, false, &simpler.gap)
            || self.facts.proves(&simpler.lines, true, &simpler.gap)
        {
            simpler
        } else {
            proof
        }
    }

    /// Points of the proof's measures and codes at the moments that its claims speak of.
    fn beside(&self, proof: &Proof, points: &[PointId]) -> Vec<PointId> {
        let spots = |points: &[PointId]| -> Vec<Spot> {
            points.iter().filter_map(|point| self.facts.points().spot(*point)).collect()
        };
        let claimed: Vec<PointId> = proof
            .lines
            .iter()
            .filter(|(line, _)| self.is_claimed(*line))
            .flat_map(|(line, _)| match line {
                FactLine::AtLeast(fact) | FactLine::AtMost(fact) => self.facts.terms(*fact),
                FactLine::NotNegative(_) => &[],
            })
            .map(|(point, _)| *point)
            .collect();
        let moments: BTreeSet<Moment> = spots(&claimed).into_iter().map(|spot| spot.moment).collect();
        let kinds: BTreeSet<_> = spots(points).into_iter().map(|spot| (spot.measure, spot.codes)).collect();
        let mut beside = Vec::new();
        for &moment in &moments {
            for &(measure, codes) in &kinds {
                beside.extend(self.facts.points().find(Spot { measure, codes, moment }));
            }
        }
        beside
    }

    fn is_claimed(&self, line: FactLine) -> bool {
        match line {
            FactLine::AtLeast(fact) | FactLine::AtMost(fact) => {
                matches!(self.facts.fact(fact).owner, Owner::Claims { .. })
            }
            FactLine::NotNegative(_) => false,
        }
    }

    fn is_usable(&self, fact: FactId, assumptions: &[RuleRef], points: &FxHashMap<PointId, Variable>) -> bool {
        let Owner::Rule(rule) = self.facts.fact(fact).owner else { return false };
        let holds = self.facts.rule_basis(rule) == Basis::Definition || assumptions.contains(&rule);
        holds && self.facts.terms(fact).iter().all(|(point, _)| points.contains_key(point))
    }

    /// A rule's bounds, loosened by the number of its terms; none where they are not zero.
    fn loosened(&self, fact: FactId) -> Option<Bounds> {
        let read = &self.facts.fact(fact).read;
        let cost = Number::from(self.facts.terms(fact).len());
        let ends = [&read.low, &read.high];
        if ends.into_iter().flatten().any(|bound| !bound.value.is_zero() || bound.strict) {
            return None;
        }
        Some(Bounds {
            low: read.low.as_ref().map(|_| Bound { value: -&cost, strict: false }),
            high: read.high.as_ref().map(|_| Bound { value: cost, strict: false }),
        })
    }
}
