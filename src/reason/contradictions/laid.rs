//! A proof laid out for a reader: which figures are added up, and why they compare.

use std::collections::BTreeSet;

use super::{FactLine, Found, rule_of};
use crate::base::number::{Bound, Number};
use crate::model::{BuiltIn, Holds, Statement};
use crate::reason::facts::{FactId, Facts, Owner, PointId, RuleRef};
use crate::reason::finding::{Reason, Sharpened, Strength, SumRow};

/// Weighted lines for a reader, their multipliers scaled so that the largest one of a figure is 1.
#[derive(Debug)]
pub struct Laid<'a> {
    facts: &'a Facts<'a>,
    lines: &'a [(FactLine, Number)],
    /// Whether figures are taken at their word.
    nominal: bool,
    scale: Number,
}

impl<'a> Laid<'a> {
    /// A contradiction's proof.
    pub fn of_proof(facts: &'a Facts<'a>, found: &'a Found) -> Self {
        let lines = &found.proof.lines;
        let figures = lines.iter().filter(|(line, _)| is_figure(facts, *line));
        let scale = figures.map(|(_, multiplier)| multiplier.clone()).max().unwrap_or(Number::ONE);
        Laid { facts, lines, nominal: found.strength == Strength::Tension, scale }
    }

    /// The lines that give an end of an implied interval.
    pub fn of_end(facts: &'a Facts<'a>, lines: &'a [(FactLine, Number)]) -> Self {
        Laid { facts, lines, nominal: false, scale: Number::ONE }
    }

    /// Whether figures take part, so that there is a gap.
    pub fn has_figures(&self) -> bool {
        self.lines.iter().any(|(line, _)| is_figure(self.facts, *line))
    }

    /// What a proof leaves, in the unit of its figures.
    pub fn gap(&self, proof: &super::Proof) -> Number {
        self.scaled(&proof.gap)
    }

    fn scaled(&self, multiplier: &Number) -> Number {
        multiplier.checked_div(&self.scale).expect("a multiplier is above zero")
    }

    fn bound(&self, line: FactLine) -> Option<&Bound> {
        match line {
            FactLine::AtLeast(fact) => self.facts.fact(fact).bounds(self.nominal).low.as_ref(),
            FactLine::AtMost(fact) => self.facts.fact(fact).bounds(self.nominal).high.as_ref(),
            FactLine::NotNegative(_) => None,
        }
    }

    /// The figures, largest first on each side; what is negative counts on the other side.
    pub fn rows(&self) -> Vec<SumRow> {
        let mut rows: Vec<SumRow> = Vec::new();
        for (line, multiplier) in self.lines {
            let (FactLine::AtLeast(fact) | FactLine::AtMost(fact)) = *line else { continue };
            let Owner::Claims { group, .. } = self.facts.fact(fact).owner else { continue };
            let Some(bound) = self.bound(*line).filter(|_| is_figure(self.facts, *line)) else { continue };
            let at_least = matches!(line, FactLine::AtLeast(_)) != bound.value.is_negative();
            rows.push(SumRow {
                claim: self.facts.groups()[group as usize].speaker(),
                of: self.sum_text(fact),
                at_least,
                factor: self.scaled(multiplier),
                bound: bound.value.abs(),
            });
        }
        rows.sort_by(|a, b| (a.at_least, b.value(), &a.of, a.claim).cmp(&(b.at_least, a.value(), &b.of, b.claim)));
        rows
    }

    fn sum_text(&self, fact: FactId) -> String {
        let mut text = String::new();
        for (index, (point, factor)) in self.facts.terms(fact).iter().enumerate() {
            match (index, factor.is_negative()) {
                (0, false) => {}
                (0, true) => text.push_str("- "),
                (_, false) => text.push_str(" + "),
                (_, true) => text.push_str(" - "),
            }
            if factor.abs() != Number::ONE {
                text.push_str(&format!("{} * ", factor.abs()));
            }
            text.push_str(&self.facts.plain_text(*point));
        }
        text
    }

    /// Relations and shares that claims state, and rules, each in words and in the notation, in the
    /// order of the proof; steps of one rule along time are joined into one.
    pub fn because(&self) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = Vec::new();
        let mut joined: Vec<RuleRef> = Vec::new();
        let mut slack: Vec<(PointId, Number)> = Vec::new();
        for (line, multiplier) in self.lines {
            if let FactLine::NotNegative(point) = line {
                slack.push((*point, multiplier.clone()));
            }
        }
        for (line, multiplier) in self.lines {
            let (FactLine::AtLeast(fact) | FactLine::AtMost(fact)) = *line else { continue };
            match self.facts.fact(fact).owner {
                Owner::Claims { .. } if is_figure(self.facts, *line) => {}
                Owner::Claims { group, reading } => reasons.extend(self.claimed(group, reading)),
                Owner::Rule(rule @ RuleRef::BuiltIn(BuiltIn::SameMoment | BuiltIn::ByTheEnd)) => {
                    if !joined.contains(&rule) {
                        joined.push(rule);
                        reasons.push(self.moments(rule));
                    }
                }
                Owner::Rule(rule) if self.goes_along_time(rule) => {
                    if !joined.contains(&rule) {
                        joined.push(rule);
                        let own = self.lines.iter().filter(|(line, _)| rule_of(self.facts, *line) == Some(rule));
                        reasons.push(self.reason(rule, &own.cloned().collect::<Vec<_>>(), &mut slack));
                    }
                }
                Owner::Rule(rule) => {
                    reasons.push(self.reason(rule, &[(*line, multiplier.clone())], &mut slack));
                }
            }
        }
        let mut told: Vec<Reason> = Vec::new();
        for reason in reasons {
            if !told.contains(&reason) {
                told.push(reason);
            }
        }
        told
    }

    fn goes_along_time(&self, rule: RuleRef) -> bool {
        match rule {
            RuleRef::BuiltIn(BuiltIn::NeverFalls) => true,
            RuleRef::Own(id) => matches!(
                self.facts.model().rules()[id].holds,
                Holds::Constant { .. } | Holds::NeverRises { .. } | Holds::NeverFalls { .. }
            ),
            _ => false,
        }
    }

    /// Which quantities are taken at one moment.
    fn moments(&self, rule: RuleRef) -> Reason {
        let facts = self.facts;
        // What is taken at a moment, and the finer time that it is equated with.
        let mut told: BTreeSet<(String, Option<String>)> = BTreeSet::new();
        for (line, _) in self.lines {
            let (FactLine::AtLeast(fact) | FactLine::AtMost(fact)) = *line else { continue };
            let [(one, _), (other, _)] = facts.terms(fact) else { continue };
            if facts.fact(fact).owner == Owner::Rule(rule) {
                let [text, finer] = [*one, *other].map(|point| facts.plain_text(point));
                let moment = facts.points().spot(*other).and_then(|spot| facts.plain_moment_text(spot.moment));
                told.insert(if text == finer { (text, None) } else { (text, moment) });
            }
        }
        let is_finer = |text: &String| told.iter().any(|(other, finer)| other == text && finer.is_some());
        // What is equated with a finer time need not be told by itself.
        let kept = told.iter().filter(|(text, finer)| finer.is_some() || !is_finer(text));
        let formulas = kept.map(|(text, finer)| match finer {
            Some(moment) => format!("{text} is that @ {moment}"),
            None => text.clone(),
        });
        Reason::Rule { rule, formulas: formulas.collect() }
    }

    /// A relation or share that a claim states.
    fn claimed(&self, group: u32, reading: u8) -> Option<Reason> {
        let model = self.facts.model();
        let claim = self.facts.groups()[group as usize].speaker();
        let (_, record) = model.readings_of(claim).nth(usize::from(reading))?;
        let text = match &record.statement {
            Statement::Figure { of, is } => {
                let value = &model.values()[*is];
                format!("{} is {}", model.of_text(*of), model.name(value.wording))
            }
            other => model.statement_text(other),
        };
        Some(Reason::Claimed { claim, text })
    }

    /// A rule, with what its lines come to; parts that only have to be not negative are left out.
    fn reason(&self, rule: RuleRef, lines: &[(FactLine, Number)], slack: &mut [(PointId, Number)]) -> Reason {
        let facts = self.facts;
        if rule == RuleRef::Propositions {
            return Reason::Rule { rule, formulas: self.propositions(lines) };
        }
        let mut sum: Vec<(PointId, Number)> = Vec::new();
        for (line, multiplier) in lines {
            let (FactLine::AtLeast(fact) | FactLine::AtMost(fact)) = *line else { continue };
            let sign = if matches!(line, FactLine::AtLeast(_)) { 1 } else { -1 };
            for (point, factor) in facts.terms(fact) {
                let by = &(multiplier * factor) * &Number::from(sign);
                match sum.iter_mut().find(|(own, _)| own == point) {
                    Some((_, total)) => *total += by,
                    None => sum.push((*point, by)),
                }
            }
        }
        for (point, total) in &mut sum {
            if let Some((_, room)) = slack.iter_mut().find(|(own, _)| own == point)
                && total.is_negative()
            {
                let by = if *room < total.abs() { room.clone() } else { total.abs() };
                *total += &by;
                *room = &*room - &by;
            }
        }
        sum.retain(|(_, total)| !total.is_zero());
        let unit = sum.iter().map(|(_, total)| total.abs()).min().unwrap_or(Number::ONE);
        let side = |positive: bool| {
            let terms = sum.iter().filter(|(_, total)| total.is_positive() == positive);
            let terms: Vec<String> = terms
                .map(|(point, total)| {
                    let factor = total.abs().checked_div(&unit).expect("it is not zero");
                    let text = self.facts.plain_text(*point);
                    if factor == Number::ONE { text } else { format!("{factor} * {text}") }
                })
                .collect();
            if terms.is_empty() { "0".to_owned() } else { terms.join(" + ") }
        };
        let (left, right) = (side(true), side(false));
        // At one moment, as meant by different claims, both sides read the same.
        let formulas = if left == right { Vec::new() } else { vec![format!("{left} >= {right}")] };
        Reason::Rule { rule, formulas }
    }

    /// What excludes or implies what.
    fn propositions(&self, lines: &[(FactLine, Number)]) -> Vec<String> {
        let mut formulas = Vec::new();
        for (line, _) in lines {
            let (FactLine::AtLeast(fact) | FactLine::AtMost(fact)) = *line else { continue };
            if let [(one, first), (other, second)] = self.facts.terms(fact) {
                let (one, other) = (self.facts.point_text(*one), self.facts.point_text(*other));
                formulas.push(match (first.is_positive(), second.is_positive()) {
                    (true, true) => format!("{one} excludes {other}"),
                    (true, false) => format!("{one} implies {other}"),
                    _ => format!("{other} implies {one}"),
                });
            }
        }
        formulas
    }

    /// Claims that are not needed and widen the gap: where the proof only uses that something is not
    /// negative, a figure for it.
    pub fn sharpened(&self, found: &Found) -> Option<Sharpened> {
        if self.nominal {
            return None;
        }
        let mut gap = found.proof.gap.clone();
        let mut claims = Vec::new();
        for (line, multiplier) in self.lines {
            let FactLine::NotNegative(point) = line else { continue };
            let figures = self.facts.figures_of(*point).filter(|(_, group, reading, low)| {
                let own = found.groups.iter().any(|(own, _)| own == group);
                !own && low.is_positive() && self.facts.reading(*group) == *reading
            });
            if let Some((fact, group, _, low)) = figures.max_by(|a, b| (&a.3, b.1).cmp(&(&b.3, a.1))) {
                gap += multiplier * &low;
                let claim = self.facts.groups()[group as usize].speaker();
                claims.push((claim, format!("{} is at least {}", self.sum_text(fact), low.grouped())));
            }
        }
        let gap = self.scaled(&gap);
        (!claims.is_empty()).then_some(Sharpened { gap, claims })
    }
}

/// Whether a line is a claim's figure.
pub fn is_figure(facts: &Facts<'_>, line: FactLine) -> bool {
    match line {
        FactLine::AtLeast(fact) | FactLine::AtMost(fact) => {
            facts.fact(fact).figure && matches!(facts.fact(fact).owner, Owner::Claims { .. })
        }
        FactLine::NotNegative(_) => false,
    }
}
