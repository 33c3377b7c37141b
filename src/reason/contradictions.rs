//! What cannot all be true: from facts to smallest sets of claims, with their
//! strength, their assumptions and their proofs.
//!
//! Each component is searched in layers: with definitions only (*hard*), with
//! the assumptions (*conditional*: sets that hold no hard one), and at nominal
//! values (*tension*: sets that hold neither).

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::base::number::Number;
use crate::engine::{self, Limits, Line, Verdict};
use crate::model::{Basis, BuiltIn};
use crate::reason::facts::{Choice, Chosen, Component, FactId, Facts, Owner, PointId, RuleRef};
use crate::reason::finding::Strength;

mod adding;
mod case;
mod laid;
mod readings;
mod simplify;
mod tolerance;

use case::Case;
pub use laid::{Laid, is_figure};

/// One inequality of a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactLine {
    /// A constraint's lower bound.
    AtLeast(FactId),
    /// A constraint's upper bound.
    AtMost(FactId),
    /// That a point is not negative.
    NotNegative(PointId),
}

/// Why claims cannot all be true: the lines, weighted and added up, leave `0 ≥ gap`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The lines with their multipliers, above zero.
    pub lines: Vec<(FactLine, Number)>,
    /// What is left: above zero, or zero where a bound is strict.
    pub gap: Number,
}

/// A smallest set of claims that cannot all be true.
#[derive(Debug, Clone)]
pub struct Found {
    /// The groups of equal claims, each in the reading it is taken in; sorted.
    pub groups: Vec<(u32, u8)>,
    /// On what it rests.
    pub strength: Strength,
    /// Why.
    pub proof: Proof,
    /// The rules of the proof, definitions first, each once.
    pub rules: Vec<RuleRef>,
    /// The assumptions among them, and those without which a claim would not bind.
    pub assumptions: Vec<RuleRef>,
    /// The groups whose reading it rests on.
    pub readings: Vec<u32>,
    /// The least part of their size by which figures must be off to make it disappear; none where none below 1 does.
    pub tolerance: Option<Number>,
}

/// What was found in the facts, or among the plans.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The contradictions and tensions, in the order of their components.
    pub found: Vec<Found>,
    /// Whether limits were reached, so that there may be more.
    pub cut: bool,
    /// How many were left out because their proofs did not add up: a bug, if there are any.
    pub unproved: usize,
}

/// Looks for everything that cannot all be true.
pub fn search(facts: &Facts<'_>, limits: &Limits) -> Search {
    let parts: Vec<Search> =
        facts.components().par_iter().map(|component| Layers { facts, component, limits }.search()).collect();
    let mut search = Search::default();
    for part in parts {
        search.found.extend(part.found);
        search.cut |= part.cut;
    }
    proven(facts, search)
}

/// Leaves out what has a proof that does not add up: nothing such is ever shown.
fn proven(facts: &Facts<'_>, mut search: Search) -> Search {
    let all = search.found.len();
    search
        .found
        .retain(|found| facts.proves(&found.proof.lines, found.strength == Strength::Tension, &found.proof.gap));
    search.unproved = all - search.found.len();
    debug_assert_eq!(search.unproved, 0, "every proof adds up");
    search
}

/// Looks for everything that cannot all be true in a component.
pub fn search_in(facts: &Facts<'_>, component: &Component, limits: &Limits) -> Search {
    proven(facts, Layers { facts, component, limits }.search())
}

/// The lightest ways to make a component's claims agree.
#[derive(Debug, Clone, Default)]
pub struct Corrections {
    /// The sets of groups to withdraw; all of them are equally light.
    pub sets: Vec<Vec<u32>>,
    /// What each costs.
    pub weight: u64,
    /// Whether there may be more, or lighter ones.
    pub cut: bool,
}

/// The lightest sets of groups of claims without which the others of a component can all be true,
/// each group in its usual reading and under all rules that hold.
pub fn corrections(facts: &Facts<'_>, component: &Component, limits: &Limits) -> Corrections {
    let base = |group: u32| Some(facts.reading(group));
    let every = |_: RuleRef| true;
    let choice = Choice { rule: &every, reading: &base, nominal: false, widen: None, keep: &[] };
    let chosen = facts.system(component, choice);
    let mut all = Corrections { sets: vec![Vec::new()], ..Corrections::default() };
    for part in engine::enumerate(&chosen.system, limits) {
        let Some(least) = part.corrections.first().map(|correction| correction.weight) else {
            all.cut |= part.lightest_cut;
            continue;
        };
        let lightest: Vec<Vec<u32>> = part
            .corrections
            .iter()
            .filter(|correction| correction.weight == least)
            .map(|correction| correction.owners.iter().filter_map(|owner| chosen.group(*owner)).collect())
            .collect();
        all.weight += least;
        all.cut |= part.lightest_cut || all.sets.len() * lightest.len() > MOST_CORRECTIONS;
        let joined = all.sets.iter().flat_map(|before| {
            lightest.iter().map(move |own| {
                let mut joined: Vec<u32> = before.iter().chain(own).copied().collect();
                joined.sort_unstable();
                joined
            })
        });
        all.sets = joined.take(MOST_CORRECTIONS).collect();
    }
    all.sets.sort();
    all
}

/// More equally light corrections than this are not listed.
const MOST_CORRECTIONS: usize = 256;

/// Tensions that are looked for in a component, and lightest corrections under which they are.
const MOST_TENSIONS: usize = 50;
const MOST_TENSION_ROUNDS: usize = 2;

/// A conflict of the engine, put back into facts.
struct Raw {
    groups: Vec<(u32, u8)>,
    proof: Proof,
}

struct Layers<'a> {
    facts: &'a Facts<'a>,
    component: &'a Component,
    limits: &'a Limits,
}

impl Layers<'_> {
    fn search(&self) -> Search {
        let mut search = Search::default();
        if self.component.groups.is_empty() {
            return search;
        }
        let base = |group: u32| Some(self.facts.reading(group));
        let every = |_: RuleRef| true;
        let choice = Choice { rule: &every, reading: &base, nominal: true, widen: None, keep: &[] };
        let nominal = self.facts.system(self.component, choice);
        match engine::conflict(&nominal.system, |_| true, self.limits) {
            Verdict::Consistent => return search,
            Verdict::Conflict(_) => {}
            Verdict::Unknown => search.cut = true,
        }
        let full = self.facts.system(self.component, Choice { nominal: false, ..choice });
        let (conflicts, corrections) = self.enumerate(&full, &mut search.cut);
        if !conflicts.is_empty() {
            let defined = |rule: RuleRef| self.facts.rule_basis(rule) == Basis::Definition;
            let definitions = self.facts.system(self.component, Choice { rule: &defined, nominal: false, ..choice });
            let (hard, _) = self.enumerate(&definitions, &mut search.cut);
            let is_hard = |raw: &Raw| hard.iter().any(|hard| hard.groups == raw.groups);
            let conditional: Vec<Raw> = conflicts.into_iter().filter(|raw| !is_hard(raw)).collect();
            search.found.extend(hard.into_iter().map(|raw| self.found(raw, Strength::Hard)));
            let conditional: Vec<Found> =
                conditional.into_par_iter().map(|raw| self.found(raw, Strength::Conditional)).collect();
            search.found.extend(conditional);
        }
        for correction in corrections.into_iter().take(MOST_TENSION_ROUNDS) {
            // Among claims that contradict, every tension would first be a contradiction.
            if correction.is_empty() && !search.found.is_empty() {
                search.cut = true;
                continue;
            }
            self.tensions(&correction, &mut search.found);
        }
        search
    }

    /// The minimal conflicts of a choice, and its lightest corrections.
    fn enumerate(&self, chosen: &Chosen, cut: &mut bool) -> (Vec<Raw>, Vec<Vec<u32>>) {
        let mut raws = Vec::new();
        let mut corrections: Vec<Vec<u32>> = vec![Vec::new()];
        for component in engine::enumerate(&chosen.system, self.limits) {
            *cut |= component.cut;
            raws.extend(component.conflicts.iter().map(|conflict| raw(self.facts, chosen, conflict)));
            let least = component.corrections.first().map(|correction| correction.weight);
            let lightest = component.corrections.iter().filter(|correction| Some(correction.weight) == least);
            let lightest: Vec<Vec<u32>> = lightest
                .take(MOST_TENSION_ROUNDS)
                .map(|correction| correction.owners.iter().filter_map(|owner| chosen.group(*owner)).collect())
                .collect();
            // The ways of independent parts go side by side.
            let count = corrections.len().max(lightest.len());
            corrections = (0..count)
                .map(|at| {
                    let own = lightest.get(at % lightest.len().max(1)).into_iter().flatten();
                    corrections[at % corrections.len()].iter().chain(own).copied().collect()
                })
                .collect();
        }
        raws.retain(|raw| !raw.groups.is_empty());
        (raws, corrections)
    }

    fn found(&self, raw: Raw, strength: Strength) -> Found {
        let Raw { groups, mut proof } = raw;
        let case = Case::new(self, &groups, &proof, strength == Strength::Tension);
        let mut kept = case.assumptions_of(&proof);
        if strength != Strength::Hard {
            (proof, kept) = case.with_fewest_assumptions(proof, kept);
        }
        let readings = case.readings_that_matter(&kept);
        let strength = match strength {
            Strength::Hard if !(readings.is_empty() && kept.is_empty()) => Strength::Conditional,
            strength => strength,
        };
        let tolerance = match strength {
            Strength::Tension => None,
            _ => case.tolerance(&proof, &kept),
        };
        let proof = case.simplified(proof, &kept);
        let rules = case.rules_of(&proof);
        Found { groups, strength, rules, proof, assumptions: kept, readings, tolerance }
    }

    /// Tensions among claims that agree as read: those without a lightest correction. At most one is
    /// told of any rule instance: what one rests on is left out in looking for the next.
    fn tensions(&self, correction: &[u32], found: &mut Vec<Found>) {
        let every = |_: RuleRef| true;
        let mut used: FxHashSet<FactId> = FxHashSet::default();
        let mut texts: FxHashSet<String> = FxHashSet::default();
        let mut without: Vec<u32> = correction.to_vec();
        for told in found.iter().filter(|found| found.strength == Strength::Tension) {
            used.extend(self.instances(&told.proof));
            texts.extend(self.instances(&told.proof).map(|fact| self.facts.plain_relation_text(fact)));
        }
        for _ in 0..MOST_TENSIONS {
            let reading = |group: u32| (!without.contains(&group)).then(|| self.facts.reading(group));
            let facts = self.component.facts.iter().copied().filter(|fact| !used.contains(fact));
            let choice = Choice { rule: &every, reading: &reading, nominal: true, widen: None, keep: &[] };
            let chosen = self.facts.system_of(facts, choice);
            let Verdict::Conflict(conflict) = engine::conflict(&chosen.system, |_| true, self.limits) else { return };
            let raw = raw(self.facts, &chosen, &conflict);
            let Some((first, _)) = raw.groups.first().copied() else { return };
            let instances: Vec<FactId> = self.instances(&raw.proof).collect();
            if instances.is_empty() {
                without.push(first);
            }
            used.extend(instances);
            let mut is_known = found.iter().any(|found| found.groups == raw.groups);
            // An instance at the moment that one claim means reads like that of its date.
            for fact in self.instances(&raw.proof) {
                is_known |= !texts.insert(self.facts.plain_relation_text(fact));
            }
            if !is_known && !self.is_contradiction(&raw) {
                let tension = self.found(raw, Strength::Tension);
                used.extend(self.instances(&tension.proof));
                texts.extend(self.instances(&tension.proof).map(|fact| self.facts.plain_relation_text(fact)));
                found.push(tension);
            }
        }
    }

    /// The rule instances of a proof, but for those that only say what is at one moment.
    fn instances(&self, proof: &Proof) -> impl Iterator<Item = FactId> {
        let facts = self.facts;
        proof.lines.clone().into_iter().filter_map(move |(line, _)| match (line, rule_of(facts, line)?) {
            (_, RuleRef::BuiltIn(BuiltIn::SameMoment | BuiltIn::ByTheEnd)) => None,
            (FactLine::AtLeast(fact) | FactLine::AtMost(fact), _) => Some(fact),
            (FactLine::NotNegative(_), _) => None,
        })
    }

    /// Whether claims that clash at nominal values do so as read, too.
    fn is_contradiction(&self, raw: &Raw) -> bool {
        let case = Case::new(self, &raw.groups, &raw.proof, false);
        case.proof(&raw.groups, &case.assumptions_of(&raw.proof), None).is_some()
    }
}

fn raw(facts: &Facts<'_>, chosen: &Chosen, conflict: &engine::Conflict) -> Raw {
    let claims = conflict.owners.iter().filter_map(|owner| match chosen.owner(*owner) {
        Owner::Claims { group, reading } => Some((group, reading)),
        Owner::Rule(_) => None,
    });
    let mut groups: Vec<(u32, u8)> = claims.collect();
    groups.sort_unstable();
    let lines = conflict.certificate.lines.iter();
    let lines = lines.map(|(line, multiplier)| (fact_line(chosen, *line), multiplier.clone())).collect();
    Raw { groups, proof: Proof { lines: facts.completed(lines, &[]), gap: conflict.certificate.gap.clone() } }
}

/// An engine's line, put back into facts.
pub fn fact_line(chosen: &Chosen, line: Line) -> FactLine {
    match line {
        Line::AtLeast(constraint) => FactLine::AtLeast(chosen.fact(constraint)),
        Line::AtMost(constraint) => FactLine::AtMost(chosen.fact(constraint)),
        Line::NotNegative(variable) => FactLine::NotNegative(chosen.point(variable)),
    }
}

/// The rule whose instance a line is, if it is one.
pub fn rule_of(facts: &Facts<'_>, line: FactLine) -> Option<RuleRef> {
    match line {
        FactLine::AtLeast(fact) | FactLine::AtMost(fact) => match facts.fact(fact).owner {
            Owner::Rule(rule) => Some(rule),
            Owner::Claims { .. } => None,
        },
        FactLine::NotNegative(_) => None,
    }
}
