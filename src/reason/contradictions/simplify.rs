//! Of all proofs with the same claims, the one that is easiest to follow.

use rustc_hash::FxHashMap;

use super::{Case, FactLine, Proof};
use crate::base::number::{Bound, Bounds, Number};
use crate::engine::{self, Implied, Line, Sign, System, Variable};
use crate::model::Basis;
use crate::reason::facts::{FactId, Owner, PointId, RuleRef};

impl Case<'_> {
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
        let near = self.near(&proof);
        let mut points: Vec<PointId> = near.iter().copied().collect();
        points.sort_unstable();
        let variables: FxHashMap<PointId, Variable> =
            points.iter().map(|point| (*point, system.variable(Sign::Any))).collect();
        let owner = system.owner(None);
        let mut lines: Vec<FactLine> = Vec::new();
        for &point in &points {
            if self.facts.is_not_negative(point) {
                let low = Some(Bound { value: Number::from(-1), strict: false });
                system.require(owner, [(variables[&point], Number::ONE)], Bounds { low, high: None });
                lines.push(FactLine::NotNegative(point));
            }
        }
        for fact in self.facts.rules_among(&near) {
            if !self.is_usable(fact, assumptions) {
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

    fn is_claimed(&self, line: FactLine) -> bool {
        match line {
            FactLine::AtLeast(fact) | FactLine::AtMost(fact) => {
                matches!(self.facts.fact(fact).owner, Owner::Claims { .. })
            }
            FactLine::NotNegative(_) => false,
        }
    }

    fn is_usable(&self, fact: FactId, assumptions: &[RuleRef]) -> bool {
        let Owner::Rule(rule) = self.facts.fact(fact).owner else { return false };
        self.facts.rule_basis(rule) == Basis::Definition || assumptions.contains(&rule)
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
