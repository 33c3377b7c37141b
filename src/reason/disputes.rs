//! Disputes: contradictions that tell of one quarrel, gathered under the one that tells it best.
//!
//! People do not read sets of claims; they ask who disagrees with whom about what. Contradictions are gone
//! through from the plainest to the most involved, and each joins the dispute of the first before it that it
//! has enough in common with, or else heads a dispute of its own. With *ends* the claims that say at least
//! and at most so much, and *pair* two parties at opposite ends, it joins if it has a party in common with
//! that dispute's head, and
//!
//! 1. they share a pair, and the same subject, or a share that a claim states, or the same measure and a
//!    claim at an end;
//! 2. or the one before says nothing that the other does not say, but for one claim, in whose place the other
//!    has a claim at the same end about the same quantity, or about the same measure and at odds with it;
//! 3. or in both one party contradicts itself, the one before is a head, and one claim stands alone at the
//!    same end of both;
//! 4. or in both figures of one source break the same rules about the same measures by the same gap, and the one before
//!    is a head: one slip, told in several sums.
//!
//! Nothing here looks at rules, bounds or proofs again: findings go in, places of findings come out.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::number::Number;
use crate::model::{ClaimId, CodesId, MeasureId, Model, Of, PartyId, PropositionId, SourceId, Statement};
use crate::reason::facts::RuleRef;
use crate::reason::finding::{Contradiction, Finding, InDispute, Strength, readable};

/// The places of a dispute's contradictions among the findings: its head, then its other ways, the plainest
/// first.
pub type Ways = Vec<usize>;

/// Gathers contradictions into disputes, those with the plainest heads first. Each contradiction is in exactly
/// one; tensions and other findings are in none. The order of the findings makes no difference.
///
/// Takes time in proportion to the contradictions, times those that share a claim with each.
pub fn disputes(model: &Model, findings: &[Finding]) -> Vec<Ways> {
    let mut cases: Vec<Case<'_>> = (0..findings.len()).filter_map(|at| Case::of(model, &findings[at], at)).collect();
    cases.sort_by(|a, b| a.plainness().cmp(&b.plainness()));
    let mut told = Told {
        model,
        rivals: rivals(&cases),
        cases: &cases,
        of: Vec::new(),
        heads: Vec::new(),
        index: Index::default(),
    };
    for at in 0..cases.len() {
        told.tell(at);
    }
    let mut disputes: Vec<Ways> = vec![Vec::new(); told.heads.len()];
    for (case, dispute) in cases.iter().zip(&told.of) {
        disputes[*dispute].push(case.place);
    }
    disputes
}

/// Says to each contradiction which dispute it is in; gives the places of each dispute's contradictions.
pub fn gather(model: &Model, findings: &mut [Finding]) -> Vec<Ways> {
    let disputes = disputes(model, findings);
    for ways in &disputes {
        note_slip(model, findings, ways);
        let found = |at: &usize| findings[*at].contradiction.as_ref();
        let hard = ways.iter().filter_map(found).filter(|found| found.strength == Strength::Hard).count();
        let again: usize = ways.iter().filter_map(found).filter_map(|found| Some(found.again?.ways)).sum();
        let strength = ways.iter().filter_map(found).map(|found| found.strength).min();
        let id = ways.first().and_then(found).map(|found| found.id.clone());
        let (Some(head), Some(strength)) = (id, strength) else { continue };
        for (at, &place) in ways.iter().enumerate() {
            if let Some(found) = &mut findings[place].contradiction {
                let (head, ways) = (head.clone(), ways.len() + again);
                found.dispute = Some(InDispute { head, is_head: at == 0, ways, hard, strength });
            }
        }
    }
    disputes
}

/// Says to the head of a dispute that its other ways are the same slip.
fn note_slip(model: &Model, findings: &mut [Finding], ways: &Ways) {
    let slips: Option<BTreeSet<Slip>> =
        ways.iter().map(|&at| Case::of(model, &findings[at], at).and_then(|case| case.slip(model))).collect();
    let (Some(slips), [head, _, ..]) = (slips, ways.as_slice()) else { return };
    let gap = slips.first().filter(|_| slips.len() == 1).map(|slip| readable(&slip.gap));
    let note = gap.map(|gap| format!("{} sums of this source are off by the same {gap}", ways.len()));
    findings[*head].message.notes.extend(note);
}

/// By what figures of one source break rules: where it is the same, so is what went wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Slip {
    source: SourceId,
    rules: Vec<RuleRef>,
    measures: BTreeSet<MeasureId>,
    gap: Number,
}

/// Who speaks: a party, or the source of a claim that is nobody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Voice {
    Party(PartyId),
    Source(SourceId),
}

/// What is spoken of, dates apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Topic {
    Quantity(MeasureId, CodesId),
    Proposition(PropositionId),
}

type Pair = (Voice, Voice);

/// Who opposes whom.
#[derive(Debug)]
enum Opposed {
    /// These contradict themselves.
    Themselves(BTreeSet<Voice>),
    /// Each of these pairs, the first before the second.
    Pairs(BTreeSet<Pair>),
}

/// A contradiction, as far as disputes go by it.
#[derive(Debug)]
struct Case<'f> {
    /// Its place among the findings.
    place: usize,
    found: &'f Contradiction,
    claims: BTreeSet<ClaimId>,
    /// The claims that say at least so much, and those that say at most so much.
    ends: [BTreeSet<ClaimId>; 2],
    /// Claims that state a share.
    shares: BTreeSet<ClaimId>,
    opposed: Opposed,
    subject: BTreeSet<Topic>,
    measures: BTreeSet<MeasureId>,
    /// All who take part, in its camps too.
    voices: BTreeSet<Voice>,
    is_direct: bool,
}

impl<'f> Case<'f> {
    fn of(model: &Model, finding: &'f Finding, place: usize) -> Option<Self> {
        let found = finding.contradiction.as_ref().filter(|found| found.strength != Strength::Tension)?;
        let claims: BTreeSet<ClaimId> = finding.claims.iter().copied().collect();
        let shares: BTreeSet<ClaimId> = claims.iter().copied().filter(|&claim| states_share(model, claim)).collect();
        let ends = ends(found, &claims, &shares);
        let in_camps = found.camps.iter().flat_map(|camp| &camp.figures).map(|figure| figure.claim);
        let voices = voices(model, claims.iter().copied().chain(in_camps));
        let subject = subject(model, found, &claims);
        let measures = subject.iter().filter_map(|topic| match topic {
            Topic::Quantity(measure, _) => Some(*measure),
            Topic::Proposition(_) => None,
        });
        Some(Case {
            place,
            found,
            opposed: opposed(model, found, &ends, &shares),
            measures: measures.collect(),
            subject,
            voices,
            is_direct: is_direct(model, found, &claims),
            claims,
            ends,
            shares,
        })
    }

    /// What is told first: the direct ones, then those with the fewest assumptions and claims, the hard ones, those
    /// of the fewest, those furthest apart; at last by the id.
    fn plainness(&self) -> impl Ord {
        let furthest = std::cmp::Reverse(self.found.ratio.clone().unwrap_or(Number::ZERO));
        let (assumptions, claims) = (self.found.assumptions.len(), self.claims.len());
        (!self.is_direct, assumptions, claims, self.found.strength, self.voices.len(), furthest, self.found.id.clone())
    }

    /// By what one source's own figures break rules.
    fn slip(&self, model: &Model) -> Option<Slip> {
        let sources: BTreeSet<SourceId> = self.claims.iter().map(|&claim| model.claims()[claim].source).collect();
        let (Some(&source), 1) = (sources.first(), sources.len()) else { return None };
        let gap = self.found.gap.clone().filter(Number::is_positive)?;
        let is_own = matches!(self.opposed, Opposed::Themselves(_)) && !self.found.rules.is_empty();
        is_own.then(|| Slip { source, rules: self.found.rules.clone(), measures: self.measures.clone(), gap })
    }

    fn is_at(&self, end: usize, claim: ClaimId) -> bool {
        self.ends[end].contains(&claim) || self.shares.contains(&claim)
    }
}

fn voices(model: &Model, claims: impl Iterator<Item = ClaimId>) -> BTreeSet<Voice> {
    let mut voices = BTreeSet::new();
    for claim in claims {
        match model.asserters(claim) {
            [] => drop(voices.insert(Voice::Source(model.claims()[claim].source))),
            parties => voices.extend(parties.iter().copied().map(Voice::Party)),
        }
    }
    voices
}

fn states_share(model: &Model, claim: ClaimId) -> bool {
    let is_share = |statement: &Statement| match *statement {
        Statement::Figure { is, .. } => model.values()[is].share_of.is_some(),
        _ => false,
    };
    model.readings_of(claim).any(|(_, reading)| is_share(&reading.statement))
}

/// The claims at both ends; where nothing is at one, the relations and shares that stand between.
fn ends(found: &Contradiction, claims: &BTreeSet<ClaimId>, shares: &BTreeSet<ClaimId>) -> [BTreeSet<ClaimId>; 2] {
    let mut ends = [BTreeSet::new(), BTreeSet::new()];
    let mut claims_of_two = claims.iter();
    match (claims_of_two.next(), claims_of_two.next(), claims_of_two.next()) {
        _ if !found.sum.is_empty() => {
            for row in &found.sum {
                ends[usize::from(!row.at_least)].insert(row.claim);
            }
        }
        (Some(one), Some(other), None) if found.camps.is_empty() => {
            ends[0].insert(*one);
            ends[1].insert(*other);
        }
        _ => {
            for line in &found.proof {
                if let Some(claim) = line.claim() {
                    ends[usize::from(!line.lower)].insert(claim);
                }
            }
        }
    }
    let between: BTreeSet<ClaimId> =
        claims.iter().copied().filter(|claim| !ends.iter().any(|end| end.contains(claim))).collect();
    let relations: BTreeSet<ClaimId> = between.difference(shares).copied().collect();
    let between = if relations.is_empty() { between } else { relations };
    for end in &mut ends {
        if end.is_empty() {
            end.clone_from(&between);
        }
    }
    ends
}

fn opposed(model: &Model, found: &Contradiction, ends: &[BTreeSet<ClaimId>; 2], shares: &BTreeSet<ClaimId>) -> Opposed {
    let of = |claims: &BTreeSet<ClaimId>| voices(model, claims.iter().copied());
    let [mut low, mut high] = [of(&ends[0]), of(&ends[1])];
    let common: BTreeSet<Voice> = low.intersection(&high).copied().collect();
    let themselves = || if common.is_empty() { low.union(&high).copied().collect() } else { common.clone() };
    if !found.camps.is_empty() {
        let camps: Vec<BTreeSet<Voice>> =
            found.camps.iter().map(|camp| voices(model, camp.figures.iter().map(|figure| figure.claim))).collect();
        let across =
            camps.iter().enumerate().flat_map(|(at, one)| camps[at + 1..].iter().map(move |other| (one, other)));
        let pairs: BTreeSet<Pair> = across.flat_map(|(one, other)| pairs(one, other)).collect();
        return if pairs.is_empty() { Opposed::Themselves(themselves()) } else { Opposed::Pairs(pairs) };
    }
    low.retain(|voice| !common.contains(voice));
    high.retain(|voice| !common.contains(voice));
    if low.is_empty() && high.is_empty() {
        let others: BTreeSet<Voice> = of(shares).difference(&common).copied().collect();
        return if others.is_empty() {
            Opposed::Themselves(common)
        } else {
            Opposed::Pairs(pairs(&common, &others).collect())
        };
    }
    for end in [&mut low, &mut high] {
        if end.is_empty() {
            end.clone_from(&common);
        }
    }
    Opposed::Pairs(pairs(&low, &high).collect())
}

/// Every pair of one from each.
fn pairs<'v>(one: &'v BTreeSet<Voice>, other: &'v BTreeSet<Voice>) -> impl Iterator<Item = Pair> + 'v {
    let all = one.iter().flat_map(move |first| other.iter().map(move |second| (*first, *second)));
    all.filter(|(first, second)| first != second).map(|(first, second)| (first.min(second), first.max(second)))
}

/// What the headline speaks of, dates apart; of statements, what they are about.
fn subject(model: &Model, found: &Contradiction, claims: &BTreeSet<ClaimId>) -> BTreeSet<Topic> {
    let (_, rows) = found.headline_rows();
    if rows.is_empty() {
        return claims.iter().flat_map(|&claim| topics(model, claim, found)).collect();
    }
    rows.into_iter().flat_map(|row| topics(model, row.claim, found)).collect()
}

/// What a claim is about in the reading in which it takes part.
fn topics(model: &Model, claim: ClaimId, found: &Contradiction) -> Vec<Topic> {
    match *statement(model, claim, found) {
        Statement::Figure { of, .. } => topics_of(model, of),
        Statement::Affirms(id) | Statement::Denies(id) => match model.propositions()[id].means {
            // Where it comes to a figure, the figure is what contradicts.
            Some((of, _)) if !(found.sum.is_empty() && found.camps.is_empty()) => topics_of(model, of),
            _ => vec![Topic::Proposition(id)],
        },
        Statement::Relation(id) => {
            let relation = &model.relations()[id];
            relation.sides().flat_map(|of| topics_of(model, of)).collect()
        }
        Statement::Disputes(other) => {
            match &model.readings_of(other).next().expect("a claim says something").1.statement {
                Statement::Figure { of, .. } => topics_of(model, *of),
                Statement::Affirms(id) | Statement::Denies(id) => vec![Topic::Proposition(*id)],
                Statement::Relation(_) | Statement::Disputes(_) => Vec::new(),
            }
        }
    }
}

fn topics_of(model: &Model, of: Of) -> Vec<Topic> {
    let topic = |quantity| {
        let quantity = &model.quantities()[quantity];
        Topic::Quantity(quantity.measure, quantity.codes)
    };
    model.quantities_of(of).into_iter().map(topic).collect()
}

fn statement<'m>(model: &'m Model, claim: ClaimId, found: &Contradiction) -> &'m Statement {
    let taken = found.taken.iter().find(|taken| taken.claim == claim).map(|taken| taken.reading);
    let mut readings = model.readings_of(claim);
    let (_, reading) = readings.find(|(id, _)| taken.is_none_or(|taken| taken == *id)).expect("a claim says something");
    &reading.statement
}

/// The quantity, with its date, that a claim speaks of.
fn quantity(model: &Model, claim: ClaimId, found: &Contradiction) -> Option<Of> {
    match *statement(model, claim, found) {
        Statement::Figure { of, .. } => Some(of),
        Statement::Affirms(id) | Statement::Denies(id) => model.propositions()[id].means.map(|(of, _)| of),
        Statement::Relation(_) | Statement::Disputes(_) => None,
    }
}

/// Whether two claims contradict each other about one quantity or one statement.
fn is_direct(model: &Model, found: &Contradiction, claims: &BTreeSet<ClaimId>) -> bool {
    if claims.len() != 2 {
        return false;
    }
    let disputes = |&claim: &ClaimId| matches!(statement(model, claim, found), Statement::Disputes(_));
    if !found.camps.is_empty() || claims.iter().any(disputes) {
        return true;
    }
    let what = |&claim: &ClaimId| match *statement(model, claim, found) {
        Statement::Affirms(id) | Statement::Denies(id) => (None, Some(id)),
        _ => (quantity(model, claim, found), None),
    };
    let said: BTreeSet<_> = claims.iter().map(what).collect();
    said.len() == 1 && !said.contains(&(None, None))
}

/// Claims that contradict each other by themselves, or stand in different camps.
fn rivals(cases: &[Case<'_>]) -> FxHashSet<(ClaimId, ClaimId)> {
    let mut rivals = FxHashSet::default();
    let mut add = |one: ClaimId, other: ClaimId| rivals.insert((one.min(other), one.max(other)));
    for case in cases {
        if let (Some(&one), Some(&other), 2) = (case.claims.first(), case.claims.last(), case.claims.len()) {
            add(one, other);
        }
        for (at, camp) in case.found.camps.iter().enumerate() {
            for other in case.found.camps[at + 1..].iter().flat_map(|camp| &camp.figures) {
                for figure in &camp.figures {
                    add(figure.claim, other.claim);
                }
            }
        }
    }
    rivals
}

/// Where contradictions are found again that others may join.
#[derive(Debug, Default)]
struct Index {
    by_claim: FxHashMap<ClaimId, Vec<usize>>,
    /// The first of each dispute, by pair and subject.
    by_pair: BTreeMap<Pair, BTreeMap<BTreeSet<Topic>, BTreeMap<usize, usize>>>,
    /// Those of one claim alone.
    alone: Vec<usize>,
    /// The heads, by the slip that each tells.
    by_slip: BTreeMap<Slip, usize>,
}

/// What was told already.
struct Told<'c, 'f> {
    model: &'c Model,
    cases: &'c [Case<'f>],
    rivals: FxHashSet<(ClaimId, ClaimId)>,
    /// The dispute of each case.
    of: Vec<usize>,
    /// The head of each dispute.
    heads: Vec<usize>,
    index: Index,
}

impl Told<'_, '_> {
    fn tell(&mut self, at: usize) {
        let case = &self.cases[at];
        let near: BTreeSet<usize> = self.near(case);
        let joined = near.into_iter().find(|&before| self.joins(case, before)).map(|before| self.of[before]);
        let dispute = joined.unwrap_or_else(|| {
            self.heads.push(at);
            self.heads.len() - 1
        });
        self.of.push(dispute);
        for &claim in &case.claims {
            self.index.by_claim.entry(claim).or_default().push(at);
        }
        if let Opposed::Pairs(pairs) = &case.opposed {
            for pair in pairs {
                let of_subject = self.index.by_pair.entry(*pair).or_default().entry(case.subject.clone()).or_default();
                of_subject.entry(dispute).or_insert(at);
            }
        }
        if case.claims.len() == 1 {
            self.index.alone.push(at);
        }
        if let Some(slip) = case.slip(self.model).filter(|_| self.heads[dispute] == at) {
            self.index.by_slip.entry(slip).or_insert(at);
        }
    }

    /// Those before that it may join: each way to join needs a claim in common, a pair and the subject, or a
    /// contradiction of one claim.
    fn near(&self, case: &Case<'_>) -> BTreeSet<usize> {
        let mut near: BTreeSet<usize> = self.index.alone.iter().copied().collect();
        for claim in &case.claims {
            near.extend(self.index.by_claim.get(claim).into_iter().flatten());
        }
        near.extend(case.slip(self.model).and_then(|slip| self.index.by_slip.get(&slip)));
        if let Opposed::Pairs(pairs) = &case.opposed {
            for pair in pairs {
                let of_subject = self.index.by_pair.get(pair).and_then(|subjects| subjects.get(&case.subject));
                near.extend(of_subject.into_iter().flat_map(BTreeMap::values));
            }
        }
        near
    }

    fn joins(&self, case: &Case<'_>, before: usize) -> bool {
        let dispute = self.of[before];
        let head = &self.cases[self.heads[dispute]];
        let before_is_head = self.heads[dispute] == before;
        let before = &self.cases[before];
        before.found.among_plans == case.found.among_plans
            && !head.voices.is_disjoint(&case.voices)
            && match (&case.opposed, &before.opposed) {
                (Opposed::Pairs(pairs), Opposed::Pairs(others)) => {
                    is_of_same_two(case, before, pairs, others) || self.retells(case, before)
                }
                (Opposed::Themselves(own), Opposed::Themselves(others)) => {
                    let is_alone = |end: usize| case.ends[end].len() == 1 && case.ends[end] == before.ends[end];
                    self.retells(case, before)
                        || before_is_head
                            && case.slip(self.model).is_some_and(|own| before.slip(self.model) == Some(own))
                        || before_is_head && !own.is_disjoint(others) && (is_alone(0) || is_alone(1))
                }
                _ => false,
            }
    }

    /// Whether it says the same, but for one claim in whose place it has another.
    fn retells(&self, case: &Case<'_>, before: &Case<'_>) -> bool {
        let mut missing = before.claims.difference(&case.claims).copied();
        let (Some(was), None) = (missing.next(), missing.next()) else { return false };
        let model = self.model;
        case.claims.difference(&before.claims).any(|&now| {
            let is_at_same_end = (0..2).any(|end| before.is_at(end, was) && case.is_at(end, now));
            let (old, new) = (quantity(model, was, before.found), quantity(model, now, case.found));
            let (Some(old), Some(new)) = (old, new) else { return false };
            let measures = |of| {
                model.quantities_of(of).into_iter().map(|id| model.quantities()[id].measure).collect::<BTreeSet<_>>()
            };
            let are_rivals = || self.rivals.contains(&(was.min(now), was.max(now))) && measures(old) == measures(new);
            is_at_same_end && (old == new || are_rivals())
        })
    }
}

/// Whether the same two quarrel about the same thing.
fn is_of_same_two(case: &Case<'_>, before: &Case<'_>, pairs: &BTreeSet<Pair>, others: &BTreeSet<Pair>) -> bool {
    let at_ends = |case: &Case<'_>| case.ends.iter().flatten().copied().collect::<BTreeSet<ClaimId>>();
    !pairs.is_disjoint(others)
        && (case.subject == before.subject
            || !case.shares.is_disjoint(&before.shares)
            || case.measures == before.measures && !at_ends(case).is_disjoint(&at_ends(before)))
}
