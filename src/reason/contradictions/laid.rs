//! A proof laid out for a reader: which figures are added up, and why they compare.

use std::collections::BTreeSet;

use super::{FactLine, Found, rule_of};
use crate::base::number::{Bound, Number};
use crate::base::when::{Precision, When, scale};
use crate::model::{BuiltIn, Holds, MeasureKind, Statement};
use crate::reason::facts::{FactId, Facts, Owner, PointId, RuleRef};
use crate::reason::finding::dates::DateEnd;
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

/// Whether all that lines speak of is counted, so that it is whole.
fn counts(facts: &Facts<'_>, lines: &[(FactLine, Number)]) -> bool {
    let counted = |point: &PointId| {
        facts.points().spot(*point).is_some_and(|spot| {
            let measure = &facts.model().measures()[spot.measure];
            measure.counts && measure.kind != MeasureKind::Event
        })
    };
    lines.iter().all(|(line, _)| match line {
        FactLine::AtLeast(fact) | FactLine::AtMost(fact) => facts.terms(*fact).iter().all(|(point, _)| counted(point)),
        FactLine::NotNegative(point) => counted(point),
    })
}

impl<'a> Laid<'a> {
    /// A contradiction's proof.
    pub fn of_proof(facts: &'a Facts<'a>, found: &'a Found) -> Self {
        let lines = &found.proof.lines;
        let figures = lines.iter().filter(|(line, _)| is_figure(facts, *line));
        let multipliers: Vec<&Number> = figures.map(|(_, multiplier)| multiplier).collect();
        let mut scale = multipliers.iter().copied().max().cloned().unwrap_or(Number::ONE);
        // Where whole numbers miss each other, one of them misses by a whole unit.
        let is_integer = |line: &FactLine| match line {
            FactLine::AtLeast(fact) | FactLine::AtMost(fact) => {
                facts.terms(*fact).iter().all(|(_, factor)| factor.is_integer())
            }
            FactLine::NotNegative(_) => true,
        };
        if found.proof.gap < scale && counts(facts, lines) && lines.iter().all(|(line, _)| is_integer(line)) {
            scale = multipliers.into_iter().min().cloned().unwrap_or(Number::ONE);
        }
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

    /// Whether whole numbers miss each other by less than one, which is rounding: a share of a count is a
    /// whole number.
    pub fn is_within_a_unit(&self, proof: &super::Proof) -> bool {
        self.has_figures() && self.gap(proof) < Number::ONE && counts(self.facts, self.lines)
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
            let is_lower = matches!(line, FactLine::AtLeast(_));
            let date = self.date_end(*line, fact);
            // A date is no amount: it stays on its side, whatever its sign is on the scale.
            let at_least = is_lower != (date.is_none() && bound.value.is_negative());
            rows.push(SumRow {
                claim: self.facts.groups()[group as usize].speaker(),
                of: self.sum_text(fact),
                at_least,
                factor: self.scaled(multiplier),
                bound: if date.is_some() { bound.value.clone() } else { bound.value.abs() },
                date,
            });
        }
        rows.sort_by(|a, b| (a.at_least, b.value(), &a.of, a.claim).cmp(&(b.at_least, a.value(), &b.of, b.claim)));
        rows
    }

    /// The day of a line that bounds one date.
    fn date_end(&self, line: FactLine, fact: FactId) -> Option<DateEnd> {
        let record = self.facts.fact(fact);
        let [(_, factor)] = self.facts.terms(fact) else { return None };
        let Owner::Claims { group, reading } = record.owner else { return None };
        if *factor != Number::ONE || !self.facts.is_of_dates(fact) {
            return None;
        }
        let bound = self.bound(line)?;
        let day = match line {
            FactLine::AtLeast(_) => scale::first_day(bound),
            _ => scale::last_day(bound),
        };
        let model = self.facts.model();
        let claim = self.facts.groups()[group as usize].speaker();
        let (_, said) = model.readings_of(claim).nth(usize::from(reading))?;
        let wording = match said.statement {
            Statement::Figure { is, .. } => Some(model.name(model.values()[is].wording)),
            _ => None,
        };
        let when = wording.and_then(|wording| When::read(wording).ok());
        let precision = when.map_or(Precision::Day, |when| when.finest());
        let is_only = record.bounds(self.nominal).single().is_some();
        Some(DateEnd { day, precision, is_only })
    }

    /// The bound of a line about dates, as it is shown: a date, or a length of time.
    pub fn date_text(&self, line: FactLine) -> Option<String> {
        let (FactLine::AtLeast(fact) | FactLine::AtMost(fact)) = line else { return None };
        let bound = self.bound(line).filter(|_| self.facts.is_of_dates(fact))?;
        Some(match self.date_end(line, fact) {
            Some(end) => end.day.to_string(),
            None if bound.value.is_zero() => "0".to_owned(),
            None if bound.value.is_negative() => format!("-{}", scale::told_length(&bound.value.abs())),
            None => scale::told_length(&bound.value),
        })
    }

    /// What rules and relations add besides quantities, in the unit of the figures, and whether some length or
    /// number is itself left out.
    pub fn constant(&self) -> (Number, bool) {
        let mut sum = Number::ZERO;
        let mut strict = false;
        for (line, multiplier) in self.lines {
            let Some(bound) = self.bound(*line).filter(|_| self.adds(*line)) else { continue };
            let sign = if matches!(line, FactLine::AtLeast(_)) { 1 } else { -1 };
            sum += &(&self.scaled(multiplier) * &bound.value) * &Number::from(sign);
            strict |= bound.strict;
        }
        (sum, strict)
    }

    /// Whether a line is one of an equation of a rule, or of a relation that a claim states.
    fn adds(&self, line: FactLine) -> bool {
        let (FactLine::AtLeast(fact) | FactLine::AtMost(fact)) = line else { return false };
        let model = self.facts.model();
        match self.facts.fact(fact).owner {
            Owner::Rule(RuleRef::Own(rule)) => matches!(model.rules()[rule].holds, Holds::Equation { .. }),
            Owner::Rule(_) => false,
            Owner::Claims { group, reading } => {
                let claim = self.facts.groups()[group as usize].speaker();
                let said = model.readings_of(claim).nth(usize::from(reading));
                said.is_some_and(|(_, said)| matches!(said.statement, Statement::Relation(_)))
            }
        }
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
        let mut constant = Number::ZERO;
        let mut strict = false;
        for (line, multiplier) in lines {
            let (FactLine::AtLeast(fact) | FactLine::AtMost(fact)) = *line else { continue };
            let sign = if matches!(line, FactLine::AtLeast(_)) { 1 } else { -1 };
            if let Some(bound) = self.bound(*line).filter(|_| self.adds(*line)) {
                constant += &(multiplier * &bound.value) * &Number::from(sign);
                strict |= bound.strict;
            }
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
        let constant = constant.checked_div(&unit).unwrap_or_default();
        let of_dates = sum.iter().any(|(point, _)| facts.is_date(*point));
        let (constant, strict) = if of_dates { scale::beyond(&constant, strict) } else { (constant, strict) };
        let length = |size: &Number| if of_dates { scale::told_length(size) } else { size.grouped() };
        let side = |positive: bool| {
            let terms = sum.iter().filter(|(_, total)| total.is_positive() == positive);
            let mut terms: Vec<String> = terms
                .map(|(point, total)| {
                    let factor = total.abs().checked_div(&unit).expect("it is not zero");
                    let text = self.facts.plain_text(*point);
                    if factor == Number::ONE { text } else { format!("{factor} * {text}") }
                })
                .collect();
            if constant.is_negative() == positive && !constant.is_zero() {
                terms.push(length(&constant.abs()));
            }
            if terms.is_empty() { "0".to_owned() } else { terms.join(" + ") }
        };
        let (left, right) = (side(true), side(false));
        // At one moment, as meant by different claims, both sides read the same.
        let formulas = if left == right {
            Vec::new()
        } else {
            vec![format!("{left} {} {right}", if strict { ">" } else { ">=" })]
        };
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
