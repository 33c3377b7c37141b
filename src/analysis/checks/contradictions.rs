//! Claims that rules connect and that cannot all be true.
//!
//! Claims about one quantity alone are told by the check of disagreements, one
//! finding a quantity.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{Check, Context, Subject};
use crate::analysis::filter::sides_of;
use crate::base::message::{Message, Severity};
use crate::base::number::Number;
use crate::base::when::scale::{days_of, length_of_days};
use crate::model::locate;
use crate::model::{BuiltIn, ClaimId, MeasureKind, Model, Of, Statement, Wording};
use crate::reason::contradictions::{FactLine, Found, Laid, is_figure, search};
use crate::reason::facts::figures::{at_moments, binding};
use crate::reason::facts::{Facts, Owner, RuleRef};
use crate::reason::finding::dates::Apart;
use crate::reason::finding::{
    Contradiction, Finding, LineOwner, ProofLine, Sharpened, Strength, SumRow, Taken, digits, headline_rows, total,
};

mod kinds;

pub(super) const CHECK: Check = Check { codes: kinds::CODES, run };

fn run(context: &Context<'_>) -> Vec<Finding> {
    let subject = context.subject;
    let mut findings = Vec::new();
    for facts in context.facts {
        let same = same_quantity(subject, facts.plans());
        let found = search(facts, subject.limits);
        context.cut.set(context.cut.get() | found.cut);
        context.unproved.set(context.unproved.get() + found.unproved);
        let mut told: BTreeSet<Vec<(String, Number, bool)>> = BTreeSet::new();
        for found in &found.found {
            if is_disagreement(facts, found, &same) {
                continue;
            }
            let finding = Telling { subject, facts, found, laid: Laid::of_proof(facts, found) }.finding();
            // The same tension at the moment that one claim means, and at that of its date, is told once.
            if found.strength != Strength::Tension || told.insert(key(&finding)) {
                findings.push(finding);
            }
        }
    }
    findings
}

/// By what a sum is multiplied so that what is claimed counts once.
fn scale(sum: &[SumRow]) -> Number {
    match headline_rows(sum).1[..] {
        [claimed] => Number::ONE.checked_div(&claimed.factor.abs()).unwrap_or(Number::ONE),
        _ => Number::ONE,
    }
}

/// By what a tension is known again: what it is of, and what it comes to.
fn key(finding: &Finding) -> Vec<(String, Number, bool)> {
    let rows = finding.contradiction.iter().flat_map(|found| &found.sum);
    rows.map(|row| (row.of.clone(), row.value(), row.at_least)).collect()
}

/// The quantities, or sums, that each claim has a figure for.
fn same_quantity(subject: Subject<'_>, plans: bool) -> FxHashMap<ClaimId, Vec<Of>> {
    let mut quantities: FxHashMap<ClaimId, Vec<Of>> = FxHashMap::default();
    let figures = binding(subject.model, subject.assumptions, plans);
    for figure in at_moments(subject.model, subject.assumptions, figures) {
        quantities.entry(figure.claim).or_default().push(figure.of);
    }
    quantities
}

/// Whether two claims clash about one quantity alone.
fn is_disagreement(facts: &Facts<'_>, found: &Found, same: &FxHashMap<ClaimId, Vec<Of>>) -> bool {
    let moments = |rule: &RuleRef| matches!(rule, RuleRef::BuiltIn(BuiltIn::SameMoment | BuiltIn::ByTheEnd));
    let [(one, _), (other, _)] = found.groups.as_slice() else { return false };
    let of = |group: u32| same.get(&facts.groups()[group as usize].speaker());
    let (Some(one), Some(other)) = (of(*one), of(*other)) else { return false };
    found.rules.iter().all(moments) && one.iter().any(|of| other.contains(of))
}

/// More figures than this are not named in a headline.
const MOST_NAMED: usize = 3;

struct Telling<'a> {
    subject: Subject<'a>,
    facts: &'a Facts<'a>,
    found: &'a Found,
    laid: Laid<'a>,
}

impl Telling<'_> {
    fn model(&self) -> &Model {
        self.subject.model
    }

    fn speakers(&self) -> Vec<ClaimId> {
        let mut claims: Vec<ClaimId> =
            self.found.groups.iter().map(|(group, _)| self.facts.groups()[*group as usize].speaker()).collect();
        claims.sort_unstable();
        claims
    }

    fn finding(&self) -> Finding {
        let contradiction = self.contradiction();
        let message = self.message(&contradiction);
        Finding { message, claims: self.speakers(), contradiction: Some(contradiction), judgement: None }
    }

    fn contradiction(&self) -> Contradiction {
        let model = self.model();
        let claims = self.speakers();
        let parties: BTreeSet<_> = claims.iter().flat_map(|&claim| model.asserters(claim)).copied().collect();
        let parties: Vec<_> = parties.into_iter().collect();
        let sides: BTreeSet<_> = sides_of(model, &parties).collect();
        let has_figures = self.laid.has_figures();
        let mut sum = self.laid.rows();
        let ratio = total(&sum, true).checked_div(&total(&sum, false)).filter(|_| has_figures);
        let others = self.found.groups.iter().flat_map(|(group, _)| &self.facts.groups()[*group as usize].claims[1..]);
        let mut also_said_by: Vec<ClaimId> = others.copied().collect();
        also_said_by.sort_unstable();
        let is_date = self.is_date();
        let (mut constant, strict) = self.laid.constant();
        let apart = Apart::of(&sum, &constant, strict);
        let gap = has_figures.then(|| {
            let gap = self.laid.gap(&self.found.proof);
            // On the scale of dates a gap is a number of places.
            match &apart {
                Some(apart) => apart.days.clone(),
                None if is_date => days_of(&gap),
                None => gap,
            }
        });
        // Headline, sum and gap speak of one quantity: of a single claimed figure, that which it is of.
        let scale = if is_date { Number::ONE } else { scale(&sum) };
        for row in &mut sum {
            row.factor = &row.factor * &scale;
        }
        constant = &constant * &scale;
        let gap = gap.map(|gap| &gap * &scale);
        let sharpened = self.laid.sharpened(self.found);
        let unit = self.unit(&sum);
        Contradiction {
            constant,
            apart,
            taken: self.found.groups.iter().map(|&(group, reading)| self.taken(group, reading)).collect(),
            rules: self.found.rules.clone(),
            assumptions: self.found.assumptions.clone(),
            readings: self.readings(),
            quantities: self.quantities(),
            sides: sides.into_iter().collect(),
            parties,
            gap,
            unit: unit.filter(|_| has_figures),
            is_counted: self.is_counted(),
            ratio: ratio.filter(|_| !is_date),
            break_tolerance: self.found.tolerance.clone().filter(|_| has_figures && !is_date),
            proof: self.proof(),
            involved: claims,
            also_said_by,
            among_plans: self.facts.plans(),
            because: self.laid.because(),
            sharpened: sharpened.map(|more| Sharpened { gap: &more.gap * &scale, ..more }),
            dissolved_by: self.dissolved_by(),
            sum,
            ..Contradiction::new(self.id(), self.found.strength)
        }
    }

    fn statement(&self, group: u32, reading: u8) -> &Statement {
        let claim = self.facts.groups()[group as usize].speaker();
        let (_, record) =
            self.model().readings_of(claim).nth(usize::from(reading)).expect("a group's reading is its speaker's");
        &record.statement
    }

    /// The canonical text that makes the id: claims with their readings, then rules.
    fn id(&self) -> String {
        let mut lines: Vec<String> = self
            .found
            .groups
            .iter()
            .map(|&(group, reading)| {
                let name = self.model().claim_name(self.facts.groups()[group as usize].speaker());
                format!("{name}\t{}", self.canonical(self.statement(group, reading)))
            })
            .collect();
        lines.sort();
        let mut rules: Vec<&str> = self.found.rules.iter().map(|rule| self.facts.rule_name(*rule)).collect();
        rules.sort_unstable();
        lines.extend(rules.into_iter().map(str::to_owned));
        format!("C-{}", digits(&lines.join("\n")))
    }

    fn canonical(&self, statement: &Statement) -> String {
        match *statement {
            Statement::Figure { of, is } => {
                let value = &self.model().values()[is];
                format!("{} = {}", self.model().of_text(of), self.model().reading_text(of, value))
            }
            ref other => self.model().statement_text(other),
        }
    }

    fn taken(&self, group: u32, reading: u8) -> Taken {
        let group = &self.facts.groups()[group as usize];
        Taken { claim: group.speaker(), reading: group.readings[usize::from(reading)] }
    }

    /// The groups whose reading matters, each in the reading in which it is taken.
    fn read(&self) -> impl Iterator<Item = (u32, u8)> {
        self.found.groups.iter().copied().filter(|(group, _)| self.found.readings.contains(group))
    }

    fn readings(&self) -> Vec<Taken> {
        self.read().map(|(group, reading)| self.taken(group, reading)).collect()
    }

    /// The other readings of the claims whose reading matters.
    fn dissolved_by(&self) -> Vec<Taken> {
        let others = self.read().flat_map(|(group, own)| {
            let all = (0_u8..).zip(&self.facts.groups()[group as usize].readings);
            all.filter(move |(at, _)| *at != own).map(move |(at, _)| self.taken(group, at))
        });
        others.collect()
    }

    /// What the claims' figures and relations are of.
    fn quantities(&self) -> Vec<Of> {
        let model = self.model();
        let mut quantities: BTreeSet<Of> = BTreeSet::new();
        for &(group, reading) in &self.found.groups {
            match *self.statement(group, reading) {
                Statement::Figure { of, .. } => {
                    quantities.insert(of);
                }
                Statement::Relation(relation) => {
                    quantities.extend(model.relations()[relation].sides());
                }
                Statement::Affirms(id) | Statement::Denies(id) => {
                    quantities.extend(model.propositions()[id].means.map(|(of, _)| of));
                }
                Statement::Disputes(_) => {}
            }
        }
        quantities.into_iter().collect()
    }

    /// The unit of what the headline speaks of, or of the figure that weighs most.
    fn unit(&self, sum: &[SumRow]) -> Option<String> {
        let model = self.model();
        if let [claimed] = headline_rows(sum).1[..]
            && let Some(measure) = model.measure_in(&claimed.of)
            && model.measures()[measure].kind != MeasureKind::Event
        {
            return model.measures()[measure].unit.map(|unit| model.prose(unit).to_owned());
        }
        let figures = self.found.proof.lines.iter().filter(|(line, _)| is_figure(self.facts, *line));
        let (line, _) = figures.max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))?;
        let (FactLine::AtLeast(fact) | FactLine::AtMost(fact)) = *line else { return None };
        let spot = self.facts.terms(fact).iter().find_map(|(point, _)| self.facts.points().spot(*point))?;
        let measure = &self.model().measures()[spot.measure];
        if measure.kind == MeasureKind::Event {
            return Some("days".to_owned());
        }
        measure.unit.map(|unit| self.model().prose(unit).to_owned())
    }

    fn is_date(&self) -> bool {
        let model = self.model();
        self.quantities().iter().any(|&of| model.is_event(of))
    }

    fn proof(&self) -> Vec<ProofLine> {
        let nominal = self.found.strength == Strength::Tension;
        let mut lines = Vec::new();
        for (line, multiplier) in &self.found.proof.lines {
            let terms = |fact| {
                self.facts.terms(fact).iter().map(|(point, factor)| (self.facts.point_text(*point), factor.clone()))
            };
            let owner = |fact| match self.facts.fact(fact).owner {
                Owner::Claims { group, .. } => LineOwner::Claim(self.facts.groups()[group as usize].speaker()),
                Owner::Rule(rule) => LineOwner::Rule(rule, self.facts.instance_text(fact)),
            };
            lines.push(match *line {
                FactLine::AtLeast(fact) => ProofLine {
                    owner: owner(fact),
                    terms: terms(fact).collect(),
                    lower: true,
                    value: bound_value(self.facts.fact(fact).bounds(nominal).low.as_ref()),
                    shown: self.laid.date_text(*line),
                    multiplier: multiplier.clone(),
                },
                FactLine::AtMost(fact) => ProofLine {
                    owner: owner(fact),
                    terms: terms(fact).collect(),
                    lower: false,
                    value: bound_value(self.facts.fact(fact).bounds(nominal).high.as_ref()),
                    shown: self.laid.date_text(*line),
                    multiplier: -multiplier,
                },
                FactLine::NotNegative(point) => ProofLine {
                    owner: LineOwner::NotNegative,
                    terms: vec![(self.facts.point_text(point), Number::ONE)],
                    lower: true,
                    value: Number::ZERO,
                    shown: None,
                    multiplier: multiplier.clone(),
                },
            });
        }
        lines
    }

    fn message(&self, contradiction: &Contradiction) -> Message {
        let model = self.model();
        let severity = match contradiction.strength {
            Strength::Tension => Severity::Note,
            _ => Severity::Error,
        };
        let mut message =
            Message::new(kinds::code(self.facts, self.found), self.headline(contradiction)).severity(severity);
        for &(group, reading) in &self.found.groups {
            let record = &self.facts.groups()[group as usize];
            let claim = record.speaker();
            let span = locate::statement(self.subject.texts, model, claim, record.readings[usize::from(reading)]);
            let who = model.party_titles(model.asserters(claim));
            let side = sides_of(model, model.asserters(claim)).next();
            let side = side.map(|side| format!(" ({})", model.name(model.sides()[side].name))).unwrap_or_default();
            let what = match *self.statement(group, reading) {
                Statement::Figure { of, is } => model.reading_words(of, &model.values()[is]),
                Statement::Affirms(_) => "affirms it".to_owned(),
                Statement::Denies(_) => "denies it".to_owned(),
                Statement::Disputes(_) => "disputes it".to_owned(),
                Statement::Relation(_) => "states the relation".to_owned(),
            };
            message = message.at(span, format!("{who}{side}: {what}"));
        }
        message
    }

    /// What misses what, in one line.
    fn headline(&self, contradiction: &Contradiction) -> String {
        let model = self.model();
        let (is_least, claimed) = contradiction.headline_rows();
        let (least, most) = (contradiction.end(true), contradiction.end(false));
        let mut terms: Vec<String> = claimed
            .iter()
            .take(MOST_NAMED)
            .map(|row| (&row.factor, &row.of))
            .map(|(factor, of)| {
                model.words(&if *factor == Number::ONE { of.clone() } else { format!("{factor} * {of}") })
            })
            .collect();
        if claimed.len() > MOST_NAMED {
            terms.push("…".to_owned());
        }
        let terms = terms.join(model.plus());
        if contradiction.sum.is_empty() {
            return self.statements_headline();
        }
        if self.is_date() {
            return dates_headline(model, contradiction);
        }
        // Who leaves a range has claimed only its end.
        let is_range = claimed.iter().any(|row| self.is_range(row.claim));
        let (least_word, most_word) = if is_range { ("at least ", "at most ") } else { ("", "") };
        if is_least {
            format!("{terms}: {least_word}{} claimed, at most {} possible", model.number(&least), model.number(&most))
        } else {
            format!("{terms}: {most_word}{} claimed, at least {} needed", model.number(&most), model.number(&least))
        }
    }

    /// Whether single things are counted, so that all is whole.
    fn is_counted(&self) -> bool {
        let model = self.model();
        let of_counts = |of: Of| {
            let quantities = model.quantities_of(of);
            quantities.into_iter().all(|id| model.measures()[model.quantities()[id].measure].counts)
        };
        self.quantities().into_iter().all(of_counts)
    }

    /// Whether a claim of the contradiction leaves a range, as it is read there.
    fn is_range(&self, claim: ClaimId) -> bool {
        let nominal = self.found.strength == Strength::Tension;
        let own = |group: u32| self.facts.groups()[group as usize].claims.contains(&claim);
        let facts = self.found.groups.iter().filter(|(group, _)| own(*group)).flat_map(|&(group, reading)| {
            let facts = self.facts.facts_of(group).iter().map(|id| self.facts.fact(*id));
            facts.filter(move |fact| fact.owner == Owner::Claims { group, reading })
        });
        facts.into_iter().any(|fact| fact.figure && fact.bounds(nominal).single().is_none())
    }

    fn statements_headline(&self) -> String {
        let model = self.model();
        let said = || {
            self.found.groups.iter().map(|&(group, reading)| {
                (self.facts.groups()[group as usize].speaker(), self.statement(group, reading))
            })
        };
        if let Some((claim, statement)) = said().find(|(_, said)| matches!(said, Statement::Disputes(_))) {
            let who = model.voice_words(claim);
            return match (model.wording(), statement) {
                (Wording::Notation, Statement::Disputes(other)) => {
                    format!("{who} disputes what {} says", model.claim_name(*other))
                }
                _ => format!("{who} {}", model.statement_words(statement)),
            };
        }
        let stated = said().filter_map(|(claim, statement)| {
            let who = model.party_titles(model.asserters(claim));
            Some(match *statement {
                Statement::Affirms(id) => format!("{who} affirms {}", model.proposition(id)),
                Statement::Denies(id) => format!("{who} denies {}", model.proposition(id)),
                _ if model.wording() == Wording::Words && self.found.groups.len() <= MOST_NAMED => {
                    format!("{} says {}", model.voice_words(claim), model.statement_words(statement))
                }
                _ => return None,
            })
        });
        let stated: Vec<String> = stated.collect();
        if stated.is_empty() { "these claims cannot all be true".to_owned() } else { stated.join(model.comma()) }
    }
}

/// `built 1900 or later, burnt 1890 or earlier: 9 years apart`.
fn dates_headline(model: &Model, contradiction: &Contradiction) -> String {
    let Some(apart) = &contradiction.apart else {
        let gap = contradiction.gap.clone().unwrap_or_default();
        return format!("these dates cannot all be right: they miss one another by {}", length_of_days(&gap));
    };
    let ends = contradiction.sum.iter().rev().filter_map(|row| {
        let end = row.date?;
        Some(format!("{}{} {}", model.words(&row.of), model.colon(), end.words(row.at_least)))
    });
    let stop = if model.wording() == Wording::Words { ";" } else { ":" };
    format!("{}{stop} {}", ends.collect::<Vec<_>>().join(model.comma()), apart.words)
}

fn bound_value(bound: Option<&crate::base::number::Bound>) -> Number {
    bound.map(|bound| bound.value.clone()).unwrap_or_default()
}
