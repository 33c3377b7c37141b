//! Claims about the very same quantity whose readings have no value in common.
//!
//! One finding a quantity, never all pairs: its witnesses are the highest lower
//! and the lowest upper bound, and all that is said of the quantity stands in
//! camps that agree within.

use rustc_hash::FxHashMap;

use super::{Check, Context, Subject};
use crate::analysis::filter::sides_of;
use crate::base::message::{Code, Message, Severity};
use crate::base::number::{Bound, Bounds, Number};
use crate::base::when::{Day, scale};
use crate::model::locate;
use crate::model::{ClaimId, Model, Of, PropositionId, Statement};
use crate::reason::facts::RuleRef;
use crate::reason::facts::figures::{Figure, at_moments, binding};
use crate::reason::finding::dates::{Apart, DateEnd};
use crate::reason::finding::{Camp, CampFigure, Contradiction, Finding, LineOwner, ProofLine, Strength, Taken, digits};

mod over_time;

use over_time::OVER_TIME;

/// Claims about one quantity that cannot all be true.
const DISAGREEMENT: Code = Code {
    id: "GS201",
    name: "disagreement",
    severity: Severity::Error,
    explanation: "\
Claims about the very same quantity - the same measure, codes and time - name values that have nothing
in common. Each wording is read as an interval; these intervals do not meet. The gap says by how much:
no reading of these words makes them agree.

Such a disagreement is *hard* where it rests on definitions alone. It is *conditional* where the time
is coarser than the collection's resolution (then the claims need not be about the same moment: the
assumption `same-moment`, or for cumulative counts `by-the-end`), or where a claim has several readings
and only some of them disagree. It is a *tension* where the claims agree once every \"about\" is
granted, and disagree when the numbers are taken at their word.

Record a judgement when you know why both can stand in their sources (another population, a rounded
figure, a misprint), or when you know that nobody knows.",
};

pub(super) const CHECK: Check = Check { codes: &[&DISAGREEMENT, &OVER_TIME], run };

fn run(context: &Context<'_>) -> Vec<Finding> {
    let subject = context.subject;
    let mut findings = Vec::new();
    for plans in [false, true] {
        for group in
            groups(at_moments(subject.model, subject.assumptions, binding(subject.model, subject.assumptions, plans)))
        {
            findings.extend(disagreements(subject, &group, plans));
        }
    }
    findings
}

/// The figures of each quantity that at least two claims speak of, in the order of the first claims.
fn groups(figures: Vec<Figure>) -> Vec<Vec<Figure>> {
    let mut places: FxHashMap<Of, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<Figure>> = Vec::new();
    for figure in figures {
        let place = *places.entry(figure.of).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(figure);
    }
    groups.retain(|group| group.iter().any(|figure| figure.claim != group[0].claim));
    groups
}

/// What holds by definition comes first, then what holds however claims are read, then what
/// rests on readings; each is told only if it misses by more than what was told before, so
/// that no assumption is named needlessly and nothing small hides something large.
fn disagreements(subject: Subject<'_>, group: &[Figure], plans: bool) -> Vec<Finding> {
    let certain = certain(subject.model, group);
    let by_definition = certain.iter().filter(|figure| figure.owing_to.is_none() && figure.moment.is_none());
    let stages = [by_definition.cloned().collect(), certain, group.to_vec()];
    let mut findings = Vec::new();
    let mut widest = Number::ZERO;
    let mut told = false;
    for figures in stages {
        let Some((low, high)) = witnesses(subject.model, &figures, false) else { continue };
        let found = Found { subject, group, figures, low, high, nominal: false, plans };
        let gap = found.gap();
        // A gap of zero is one too, where an end is left out.
        if !told || gap > widest {
            findings.push(found.finding());
            widest = gap;
            told = true;
        }
    }
    if !told && let Some((low, high)) = witnesses(subject.model, group, true) {
        let found = Found { subject, group, figures: group.to_vec(), low, high, nominal: true, plans };
        findings.push(found.finding());
    }
    findings
}

/// What each claim says of the quantity however it is read: its only reading, or
/// the hull of all its readings where all are about this quantity.
fn certain(model: &Model, group: &[Figure]) -> Vec<Figure> {
    let mut certain: Vec<Figure> = Vec::new();
    // Figures stand in the order of their claims.
    for own in group.chunk_by(|a, b| a.claim == b.claim) {
        let figure = &own[0];
        if figure.only_reading {
            certain.push(figure.clone());
        } else if own.len() == model.readings_of(figure.claim).count() {
            let hull = |bounds: fn(&Figure) -> &Bounds| Bounds {
                low: own.iter().map(|figure| bounds(figure).low.clone()).reduce(lower).flatten(),
                high: own.iter().map(|figure| bounds(figure).high.clone()).reduce(higher).flatten(),
            };
            let (read, nominal) = (hull(|figure| &figure.read), hull(|figure| &figure.nominal));
            certain.push(Figure { read, nominal, only_reading: true, ..figure.clone() });
        }
    }
    certain
}

fn lower(a: Option<Bound>, b: Option<Bound>) -> Option<Bound> {
    let (a, b) = (a?, b?);
    Some(if (&a.value, a.strict) <= (&b.value, b.strict) { a } else { b })
}

fn higher(a: Option<Bound>, b: Option<Bound>) -> Option<Bound> {
    let (a, b) = (a?, b?);
    Some(if (&a.value, !a.strict) >= (&b.value, !b.strict) { a } else { b })
}

/// A bound and the figure it is of.
type End<'f> = (Bound, &'f Figure);

/// The figures with the highest lower and the lowest upper bound, if these cross.
///
/// They are of different claims; of equal bounds the better graded claim's counts.
fn witnesses(model: &Model, figures: &[Figure], nominal: bool) -> Option<(Figure, Figure)> {
    let bounds = |figure: &Figure| if nominal { figure.nominal.clone() } else { figure.read.clone() };
    let mut lows: Vec<End<'_>> = figures.iter().filter_map(|f| Some((bounds(f).low?, f))).collect();
    let mut highs: Vec<End<'_>> = figures.iter().filter_map(|f| Some((bounds(f).high?, f))).collect();
    lows.sort_by(|(a, f), (b, g)| {
        (&b.value, b.strict).cmp(&(&a.value, a.strict)).then_with(|| rank(model, f).cmp(&rank(model, g)))
    });
    highs.sort_by(|(a, f), (b, g)| {
        (&a.value, !a.strict).cmp(&(&b.value, !b.strict)).then_with(|| rank(model, f).cmp(&rank(model, g)))
    });
    let (low, high) = (lows.first()?, highs.first()?);
    // Two readings of one claim do not contradict each other: the next best of another claim.
    let mut pairs: Vec<(&End<'_>, &End<'_>)> = Vec::new();
    pairs.extend(highs.iter().find(|other| other.1.claim != low.1.claim).map(|other| (low, other)));
    pairs.extend(lows.iter().find(|other| other.1.claim != high.1.claim).map(|other| (other, high)));
    let crossing = pairs.into_iter().filter(|(low, high)| {
        low.0.value > high.0.value || (low.0.value == high.0.value && (low.0.strict || high.0.strict))
    });
    let widest = crossing.reduce(|best, next| {
        let gap = |pair: &(&End<'_>, &End<'_>)| &pair.0.0.value - &pair.1.0.value;
        if gap(&next) > gap(&best) { next } else { best }
    })?;
    Some((widest.0.1.clone(), widest.1.1.clone()))
}

/// Better graded claims first; an ungraded one counts as the middle of the scale.
fn rank(model: &Model, figure: &Figure) -> (u8, u8, ClaimId) {
    let record = &model.claims()[figure.claim];
    let grade = model.sources()[record.source].grade.map_or(b'C', |grade| grade.letter() as u8);
    (grade, record.credibility.unwrap_or(3), figure.claim)
}

struct Found<'a> {
    subject: Subject<'a>,
    group: &'a [Figure],
    /// Those of the group that are compared.
    figures: Vec<Figure>,
    /// The witness with the highest lower bound.
    low: Figure,
    /// The witness with the lowest upper bound.
    high: Figure,
    nominal: bool,
    plans: bool,
}

impl Found<'_> {
    fn bounds<'f>(&self, figure: &'f Figure) -> &'f Bounds {
        if self.nominal { &figure.nominal } else { &figure.read }
    }

    fn ends(&self) -> (Number, Number) {
        let low = self.bounds(&self.low).low.clone().expect("a witness from below has a lower bound");
        let high = self.bounds(&self.high).high.clone().expect("a witness from above has an upper bound");
        (low.value, high.value)
    }

    fn gap(&self) -> Number {
        let (low, high) = self.ends();
        low - high
    }

    /// The claims that disagree with some other: those beyond one of the ends.
    fn involved(&self) -> Vec<ClaimId> {
        let (low, high) = self.ends();
        let beyond = |figure: &&Figure| {
            let bounds = self.bounds(figure);
            bounds.low.as_ref().is_some_and(|own| own.value > high)
                || bounds.high.as_ref().is_some_and(|own| own.value < low)
        };
        let mut claims: Vec<ClaimId> = self.figures.iter().filter(beyond).map(|figure| figure.claim).collect();
        claims.extend([self.low.claim, self.high.claim]);
        claims.sort();
        claims.dedup();
        claims
    }

    fn finding(&self) -> Finding {
        let contradiction = self.contradiction();
        let message = self.message(&contradiction);
        let mut claims = vec![self.low.claim, self.high.claim];
        claims.sort();
        Finding { message, claims, contradiction: Some(contradiction), judgement: None }
    }

    fn contradiction(&self) -> Contradiction {
        let model = self.subject.model;
        let of = self.group[0].of;
        let (low, high) = self.ends();
        let involved = self.involved();
        let ends = [&self.low, &self.high];
        let mut rules: Vec<RuleRef> = ends.iter().filter_map(|figure| figure.moment).map(RuleRef::BuiltIn).collect();
        rules.extend(ends.iter().filter_map(|figure| figure.owing_to).map(RuleRef::Own));
        rules.sort_by_key(|rule| rule.name(model));
        rules.dedup();
        let taken = |figure: &Figure| Taken { claim: figure.claim, reading: figure.reading };
        let readings: Vec<Taken> =
            ends.iter().filter(|figure| !figure.only_reading).map(|figure| taken(figure)).collect();
        let strength = match (self.nominal, rules.is_empty() && readings.is_empty()) {
            (true, _) => Strength::Tension,
            (false, true) => Strength::Hard,
            (false, false) => Strength::Conditional,
        };
        let mut parties: Vec<_> = involved.iter().flat_map(|&claim| model.asserters(claim)).copied().collect();
        parties.sort();
        parties.dedup();
        let mut sides: Vec<_> = sides_of(model, &parties).collect();
        sides.sort();
        sides.dedup();
        let is_event = model.is_event(of);
        let apart = self.apart();
        let id = self.id(&rules);
        Contradiction {
            taken: ends.map(taken).to_vec(),
            readings,
            quantities: vec![of],
            sides,
            parties,
            gap: Some(apart.as_ref().map_or_else(|| &low - &high, |apart| apart.days.clone())),
            apart,
            unit: model.unit_of(of).map(str::to_owned),
            // How many times one date another is means nothing.
            ratio: (high.is_positive() && !is_event).then(|| low.checked_div(&high)).flatten(),
            break_tolerance: if is_event { None } else { break_tolerance(&low, &high) },
            proof: self.proof(of, low, high),
            involved,
            also_said_by: self.also_said_by(),
            camps: self.camps(),
            among_plans: self.plans,
            assumptions: rules.clone(),
            rules,
            ..Contradiction::new(id, strength)
        }
    }

    /// How dates miss each other.
    fn apart(&self) -> Option<Apart> {
        let model = self.subject.model;
        if !model.is_event(self.group[0].of) {
            return None;
        }
        let end = |figure: &Figure, day: Day| {
            let precision = model.date_precision(figure.claim, figure.reading);
            DateEnd { day, precision, is_only: self.bounds(figure).single().is_some() }
        };
        let first = scale::first_day(self.bounds(&self.low).low.as_ref()?);
        let last = scale::last_day(self.bounds(&self.high).high.as_ref()?);
        Some(Apart::between(end(&self.low, first), end(&self.high, last), &Number::ZERO, false))
    }

    /// The canonical text that makes the id: claims with their readings, then rules.
    fn id(&self, rules: &[RuleRef]) -> String {
        let model = self.subject.model;
        let mut lines: Vec<String> = [&self.low, &self.high]
            .iter()
            .map(|figure| {
                format!(
                    "{}\t{} = {}",
                    model.claim_name(figure.claim),
                    model.of_text(figure.of),
                    model.bounds_text(figure.of, &figure.read)
                )
            })
            .collect();
        lines.sort();
        lines.extend(rules.iter().map(|rule| rule.name(model).to_owned()));
        format!("C-{}", digits(&lines.join("\n")))
    }

    fn proof(&self, of: Of, low: Number, high: Number) -> Vec<ProofLine> {
        let model = self.subject.model;
        let terms: Vec<(String, Number)> = match of {
            Of::Quantity(quantity) => vec![(model.quantity_text(quantity), Number::from(1))],
            Of::Sum(sum) => {
                let terms = model.sums()[sum].terms().iter();
                terms.map(|term| (model.quantity_text(term.quantity), term.factor.clone())).collect()
            }
        };
        let line = |figure: &Figure, lower: bool, value: Number| ProofLine {
            owner: LineOwner::Claim(figure.claim),
            terms: terms.clone(),
            lower,
            shown: model.is_event(of).then(|| model.bounds_text(of, &Bounds::exactly(value.clone()))),
            value,
            multiplier: Number::from(if lower { 1 } else { -1 }),
        };
        vec![line(&self.low, true, low), line(&self.high, false, high)]
    }

    /// Claims with the same bounds as a witness: one constraint, said several times.
    fn also_said_by(&self) -> Vec<ClaimId> {
        let same = |figure: &&Figure| {
            [&self.low, &self.high]
                .iter()
                .any(|end| figure.claim != end.claim && figure.only_reading && figure.read == end.read)
        };
        let mut claims: Vec<ClaimId> = self.group.iter().filter(same).map(|figure| figure.claim).collect();
        claims.retain(|claim| *claim != self.low.claim && *claim != self.high.claim);
        claims.sort();
        claims.dedup();
        claims
    }

    /// The fewest groups that agree within: by the upper ends, each group as long
    /// as its lower ends stay below the first upper end (interval stabbing).
    fn camps(&self) -> Vec<Camp> {
        let mut figures: Vec<&Figure> = self.group.iter().collect();
        figures.sort_by(|a, b| {
            let high = |figure: &Figure| self.bounds(figure).high.as_ref().map(|high| high.value.clone());
            // No upper end is the highest.
            (high(a).is_none(), high(a), a.claim).cmp(&(high(b).is_none(), high(b), b.claim))
        });
        let mut camps: Vec<(Option<Bound>, Camp)> = Vec::new();
        for figure in figures {
            let bounds = self.bounds(figure);
            let fits = |end: &Option<Bound>| {
                let meeting = Bounds { low: bounds.low.clone(), high: end.clone() };
                !meeting.is_empty()
            };
            let entry = self.camp_figure(figure);
            // Ends only rise, so the camps it meets are the last ones; it joins the first of them.
            let first = camps.partition_point(|(end, _)| !fits(end));
            match camps.get_mut(first) {
                Some((_, camp)) => camp.figures.push(entry),
                None => camps.push((bounds.high.clone(), Camp { figures: vec![entry] })),
            }
        }
        camps.into_iter().map(|(_, camp)| camp).collect()
    }

    fn camp_figure(&self, figure: &Figure) -> CampFigure {
        let model = self.subject.model;
        let statement = &model
            .readings_of(figure.claim)
            .find(|(id, _)| *id == figure.reading)
            .expect("a figure's reading is its claim's")
            .1
            .statement;
        let name = |id: PropositionId| model.proposition(id);
        let (wording, literal) = match *statement {
            Statement::Figure { is, .. } => (model.name(model.values()[is].wording).to_owned(), true),
            Statement::Affirms(id) => (format!("affirms {}", name(id)), false),
            Statement::Denies(id) => (format!("denies {}", name(id)), false),
            Statement::Relation(_) | Statement::Disputes(_) => (String::new(), false),
        };
        CampFigure { claim: figure.claim, wording, literal, reading: model.bounds_words(figure.of, &figure.read) }
    }

    fn message(&self, contradiction: &Contradiction) -> Message {
        let model = self.subject.model;
        let of = model.of_words(self.group[0].of);
        let end = |figure: &Figure| model.bounds_words(figure.of, self.bounds(figure));
        // Who says something else than before contradicts nobody but himself.
        let own_change = over_time::in_order(model, &self.high, &self.low);
        let (code, text) = match (own_change, &contradiction.apart) {
            (Some((earlier, later)), _) => (&OVER_TIME, format!("{of}: {}", over_time::text(model, earlier, later))),
            (None, Some(apart)) => {
                let words = |figure: &Figure| model.date_words(figure.claim, figure.reading, self.bounds(figure));
                (&DISAGREEMENT, format!("{of}: {} against {}, {}", words(&self.high), words(&self.low), apart.words))
            }
            (None, None) => (&DISAGREEMENT, format!("{of}: {} against {}", end(&self.high), end(&self.low))),
        };
        let mut message = Message::new(code, text);
        if contradiction.strength == Strength::Tension {
            message = message.severity(Severity::Note);
        }
        for figure in [&self.high, &self.low] {
            let span = locate::statement(self.subject.texts, model, figure.claim, figure.reading);
            let who = model.party_titles(model.asserters(figure.claim));
            let side = sides_of(model, model.asserters(figure.claim)).next();
            let side = side.map(|side| format!(" ({})", model.name(model.sides()[side].name))).unwrap_or_default();
            message = message.at(span, format!("{who}{side}: {}", model.bounds_words(figure.of, &figure.read)));
        }
        if own_change.is_none() {
            message = over_time::changes(model, self.group).into_iter().fold(message, Message::note);
        }
        message
    }
}

/// lo·(1 − ε) = hi·(1 + ε) for figures of either sign.
fn break_tolerance(low: &Number, high: &Number) -> Option<Number> {
    let tolerance = (low - high).checked_div(&(low.abs() + high.abs()))?;
    (tolerance < Number::from(1)).then_some(tolerance)
}
