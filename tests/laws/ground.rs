//! What a collection means: every rule at every combination of codes and every moment that a claim or a rule
//! names, written from the design of the model and sharing no code with gainsay.
//!
//! A count that runs up to a date is the count at the end of its last day. A level at a month or a day is one
//! level; at a year, each claim may mean another moment, unless `same-moment` holds. Then a date is also the
//! same moment as a finer one in it.

use std::collections::{BTreeMap, BTreeSet};

use super::collection::{Claim, Collection, Compares, Date, Holds, Kind, Order, Rule, Says, Sum, Term, Value, When};
use super::moments::{Day, Instant, Level, Place, instants};
use super::rational::Fraction;
use super::solver::{Between, Row, Solver};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unknown<'c> {
    Quantity(usize, &'c [usize], Place),
    Proposition(usize),
}

/// A collection's rows, with a switch for each claim, then one for each assumption.
pub(crate) struct Ground {
    pub(crate) rows: Vec<Row>,
    pub(crate) unknowns: usize,
    pub(crate) claims: usize,
    pub(crate) assumptions: Vec<String>,
}

impl Ground {
    pub(crate) fn solver(&self) -> Solver {
        Solver::new(self.unknowns, self.rows.clone(), self.claims + self.assumptions.len())
    }
}

/// Every combination of codes.
fn all_codes(collection: &Collection) -> Vec<Vec<usize>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for dimension in &collection.dimensions {
        let longer = all.iter().flat_map(|codes| {
            (0..dimension.inside.len()).map(|code| codes.iter().copied().chain([code]).collect::<Vec<usize>>())
        });
        all = longer.collect();
    }
    all
}

struct Grounder<'c> {
    collection: &'c Collection,
    codes: &'c [Vec<usize>],
    instants: Vec<Instant>,
    unknowns: BTreeMap<Unknown<'c>, usize>,
    rows: Vec<Row>,
    assumptions: Vec<String>,
}

/// What a collection means.
pub(crate) fn ground(collection: &Collection) -> Ground {
    let codes = all_codes(collection);
    let mut grounder = Grounder {
        collection,
        codes: &codes,
        instants: instants(collection),
        unknowns: BTreeMap::new(),
        rows: Vec::new(),
        assumptions: Vec::new(),
    };
    grounder.built_in();
    grounder.same_moment();
    for (at, rule) in collection.rules.iter().enumerate() {
        let owner = (!rule.is_definition).then(|| grounder.assumption(format!("r{at}")));
        grounder.rule(rule, owner);
    }
    grounder.propositions();
    for (at, claim) in collection.claims.iter().enumerate() {
        grounder.claim(at, claim);
    }
    let Grounder { unknowns, rows, assumptions, .. } = grounder;
    Ground { unknowns: unknowns.len(), rows, claims: collection.claims.len(), assumptions }
}

fn at_least(low: Fraction) -> Between {
    (Some(low), None)
}

fn compared(compares: Compares) -> Between {
    match compares {
        Compares::Equal => (Some(Fraction::ZERO), Some(Fraction::ZERO)),
        Compares::AtMost => (None, Some(Fraction::ZERO)),
        Compares::AtLeast => (Some(Fraction::ZERO), None),
    }
}

impl<'c> Grounder<'c> {
    fn assumption(&mut self, name: String) -> usize {
        self.assumptions.push(name);
        self.collection.claims.len() + self.assumptions.len() - 1
    }

    fn unknown(&mut self, unknown: Unknown<'c>) -> usize {
        let next = self.unknowns.len();
        *self.unknowns.entry(unknown).or_insert(next)
    }

    fn row(&mut self, owner: Option<usize>, terms: Vec<(Unknown<'c>, Fraction)>, between: Between) {
        let terms = terms.into_iter().map(|(unknown, factor)| (self.unknown(unknown), factor)).collect();
        self.rows.push(Row { terms, between, owner });
    }

    fn place(&self, measure: usize, instant: Instant) -> Place {
        match self.collection.measures[measure] {
            Kind::Stock => Place::Level(instant.level),
            Kind::Cumulative { .. } => Place::UpTo(instant.last),
            Kind::Fixed => Place::Always,
        }
    }

    fn places(&self, measure: usize) -> BTreeSet<Place> {
        let known = self.instants.iter().map(|instant| self.place(measure, *instant));
        let always = matches!(self.collection.measures[measure], Kind::Fixed).then_some(Place::Always);
        known.chain(always).collect()
    }

    /// The periods that claims ask about: the ends of the days before and of the last ones.
    fn periods(&self) -> BTreeSet<(Day, Day)> {
        let whens = self.collection.claims.iter().flat_map(Claim::quantities).filter_map(|quantity| quantity.when);
        let ends = |when: When| match when {
            When::Between(start, end) => Some((start.first() - 1, end.last())),
            When::On(_) => None,
        };
        whens.filter_map(ends).collect()
    }

    /// What a measure at some codes is at every moment, and, of a count, in every period.
    fn moments(&self, measure: usize, codes: &'c [usize]) -> Vec<Vec<(Unknown<'c>, Fraction)>> {
        let at = |place: Place| Unknown::Quantity(measure, codes, place);
        let mut moments: Vec<Vec<(Unknown<'c>, Fraction)>> =
            self.places(measure).into_iter().map(|place| vec![(at(place), Fraction::ONE)]).collect();
        if matches!(self.collection.measures[measure], Kind::Cumulative { .. }) {
            let flow =
                |(start, end)| vec![(at(Place::UpTo(end)), Fraction::ONE), (at(Place::UpTo(start)), -Fraction::ONE)];
            moments.extend(self.periods().into_iter().map(flow));
        }
        moments
    }

    /// Sets quantities that are parts against the one that they are parts of, at every moment and in every period.
    fn parts(
        &mut self,
        owner: Option<usize>,
        measure: usize,
        whole: &'c [usize],
        parts: &[&'c [usize]],
        between: Between,
    ) {
        let parts: Vec<_> = parts.iter().map(|part| self.moments(measure, part)).collect();
        for (at, whole) in self.moments(measure, whole).into_iter().enumerate() {
            let less = parts.iter().flat_map(|part| part[at].iter().map(|(unknown, factor)| (*unknown, -*factor)));
            let terms = whole.into_iter().chain(less).collect();
            self.row(owner, terms, between);
        }
    }

    /// Parts are no more than what they lie in; counts never fall, and are nothing before they begin.
    fn built_in(&mut self) {
        let one = Fraction::ONE;
        for measure in 0..self.collection.measures.len() {
            let places = self.places(measure);
            for codes in self.codes {
                for (dimension, code) in codes.iter().enumerate() {
                    let Some(outer) = self.collection.dimensions[dimension].inside[*code] else { continue };
                    let wider = self.with(codes, dimension, outer);
                    self.parts(None, measure, wider, &[codes], at_least(Fraction::ZERO));
                }
                let Kind::Cumulative { since } = self.collection.measures[measure] else { continue };
                let at = |place: &Place| Unknown::Quantity(measure, codes, *place);
                let ordered: Vec<Place> = places.iter().copied().collect();
                for pair in ordered.windows(2) {
                    self.row(None, vec![(at(&pair[1]), one), (at(&pair[0]), -one)], at_least(Fraction::ZERO));
                }
                for place in &ordered {
                    if let (Place::UpTo(day), Some(since)) = (place, since)
                        && *day < since.first()
                    {
                        self.row(None, vec![(at(place), one)], (None, Some(Fraction::ZERO)));
                    }
                }
            }
        }
    }

    /// The same codes with another one in a dimension.
    fn with(&self, codes: &[usize], dimension: usize, code: usize) -> &'c [usize] {
        let mut other = codes.to_vec();
        other[dimension] = code;
        self.codes.iter().find(|codes| **codes == other).unwrap()
    }

    /// The levels at a date are one, and one with those at a finer date in it.
    fn same_moment(&mut self) {
        let mut levels: BTreeSet<(Date, Level)> = BTreeSet::new();
        for (at, claim) in self.collection.claims.iter().enumerate() {
            for quantity in claim.quantities() {
                if let (Kind::Stock, Some(When::On(date))) = (self.collection.measures[quantity.measure], quantity.when)
                {
                    let level = if date.is_year() { Level::MeantBy(date, at) } else { Level::Of(date) };
                    levels.insert((date, level));
                }
            }
        }
        let pairs = levels.iter().flat_map(|one| levels.iter().map(move |other| (one, other)));
        let same = pairs.filter(|(one, other)| (one.0 == other.0 && one.1 < other.1) || one.0.holds(other.0));
        let same: Vec<(Level, Level)> = same.map(|(one, other)| (one.1, other.1)).collect();
        if same.is_empty() {
            return;
        }
        let owner = Some(self.assumption("same-moment".to_owned()));
        for measure in 0..self.collection.measures.len() {
            if self.collection.measures[measure] != Kind::Stock {
                continue;
            }
            for codes in self.codes {
                for (one, other) in &same {
                    let at = |level: &Level| Unknown::Quantity(measure, codes, Place::Level(*level));
                    let terms = vec![(at(one), Fraction::ONE), (at(other), -Fraction::ONE)];
                    self.row(owner, terms, compared(Compares::Equal));
                }
            }
        }
    }

    /// The codes at which a rule about sums holds: all of the first dimension or its first one; the first of others.
    fn across(&self, rule: &Rule) -> Vec<&'c [usize]> {
        let is_there = |codes: &&Vec<usize>| {
            codes.iter().enumerate().all(|(dimension, code)| *code == 0 || (dimension == 0 && rule.across))
        };
        self.codes.iter().filter(is_there).map(Vec::as_slice).collect()
    }

    fn terms(&self, terms: &[Term], codes: &'c [usize], instant: Instant, times: i64) -> Vec<(Unknown<'c>, Fraction)> {
        let of = |term: &Term| {
            let codes = term.code.map_or(codes, |code| self.with(codes, 0, code));
            let unknown = Unknown::Quantity(term.measure, codes, self.place(term.measure, instant));
            (unknown, Fraction::whole(times * term.factor))
        };
        terms.iter().map(of).collect()
    }

    fn rule(&mut self, rule: &Rule, owner: Option<usize>) {
        let instants = self.instants.clone();
        match &rule.holds {
            Holds::Parts { whole, parts, complete } => {
                let between = (Some(Fraction::ZERO), complete.then_some(Fraction::ZERO));
                for measure in 0..self.collection.measures.len() {
                    for codes in self.codes.iter().filter(|codes| codes[0] == *whole) {
                        let parts: Vec<&[usize]> = parts.iter().map(|part| self.with(codes, 0, *part)).collect();
                        self.parts(owner, measure, codes, &parts, between);
                    }
                }
            }
            Holds::Equation { left, compares, right } => {
                for codes in self.across(rule) {
                    for instant in &instants {
                        let mut terms = self.terms(left, codes, *instant, 1);
                        terms.extend(self.terms(right, codes, *instant, -1));
                        self.row(owner, terms, compared(*compares));
                    }
                }
            }
            Holds::Along { order, sum, after } => {
                let counts = sum.iter().all(|term| !matches!(self.collection.measures[term.measure], Kind::Stock));
                // What only runs up to the ends of days changes at no other moment.
                let first = |instant: &Instant| if counts { instant.last } else { instant.first };
                let comes_after = |instant: &&Instant| after.is_none_or(|after| first(instant) >= after.last());
                let times: Vec<Instant> = instants.iter().filter(comes_after).copied().collect();
                for codes in self.across(rule) {
                    for earlier in &times {
                        for later in times.iter().filter(|later| earlier.last < first(later)) {
                            if times.iter().any(|mid| earlier.last < first(mid) && mid.last < first(later)) {
                                continue;
                            }
                            let mut terms = self.terms(sum, codes, *later, 1);
                            terms.extend(self.terms(sum, codes, *earlier, -1));
                            let compares = match order {
                                Order::Constant => Compares::Equal,
                                Order::NeverRises => Compares::AtMost,
                                Order::NeverFalls => Compares::AtLeast,
                            };
                            self.row(owner, terms, compared(compares));
                        }
                    }
                }
            }
        }
    }

    fn propositions(&mut self) {
        let collection = self.collection;
        let one = Fraction::ONE;
        for (at, proposition) in collection.propositions.iter().enumerate() {
            let own = Unknown::Proposition(at);
            self.row(None, vec![(own, one)], (None, Some(one)));
            for other in &proposition.excludes {
                self.row(None, vec![(own, one), (Unknown::Proposition(*other), one)], (None, Some(one)));
            }
            for other in &proposition.implies {
                self.row(None, vec![(own, one), (Unknown::Proposition(*other), -one)], (None, Some(Fraction::ZERO)));
            }
        }
    }

    fn sum(&self, at: usize, sum: &'c Sum, times: Fraction) -> Vec<(Unknown<'c>, Fraction)> {
        let mut terms = Vec::new();
        for (factor, quantity) in sum {
            let factor = Fraction::whole(*factor) * times;
            let unknown = |place| Unknown::Quantity(quantity.measure, quantity.codes.as_slice(), place);
            match (self.collection.measures[quantity.measure], quantity.when) {
                (Kind::Fixed, _) | (_, None) => terms.push((unknown(Place::Always), factor)),
                (Kind::Stock, Some(When::On(date))) if date.is_year() => {
                    terms.push((unknown(Place::Level(Level::MeantBy(date, at))), factor));
                }
                (Kind::Stock, Some(When::On(date))) => {
                    terms.push((unknown(Place::Level(Level::Of(date))), factor));
                }
                (Kind::Stock, Some(When::Between(..))) => panic!("a level throughout a period stands alone"),
                (Kind::Cumulative { .. }, Some(When::On(date))) => {
                    terms.push((unknown(Place::UpTo(date.last())), factor));
                }
                (Kind::Cumulative { .. }, Some(When::Between(start, end))) => {
                    terms.push((unknown(Place::UpTo(end.last())), factor));
                    terms.push((unknown(Place::UpTo(start.first() - 1)), -factor));
                }
            }
        }
        terms
    }

    fn claim(&mut self, at: usize, claim: &'c Claim) {
        let owner = Some(at);
        match &claim.says {
            Says::Figure(of, is) => {
                let (low, high) = match is {
                    Value::Exactly(value) => (Some(*value), Some(*value)),
                    Value::AtLeast(value) => (Some(*value), None),
                    Value::AtMost(value) => (None, Some(*value)),
                    Value::Range(low, high) => (Some(*low), Some(*high)),
                    Value::Share(low, high, whole) => return self.share(at, of, (*low, *high), whole),
                };
                let between = (low.map(Fraction::whole), high.map(Fraction::whole));
                for terms in self.stretched(at, of) {
                    self.row(owner, terms, between);
                }
            }
            Says::Relation(left, compares, right) => {
                let mut terms = self.sum(at, left, Fraction::ONE);
                terms.extend(self.sum(at, right, -Fraction::ONE));
                self.row(owner, terms, compared(*compares));
            }
            Says::Affirms(proposition) => {
                self.row(owner, vec![(Unknown::Proposition(*proposition), Fraction::ONE)], at_least(Fraction::ONE));
            }
            Says::Denies(proposition) => {
                let none = (None, Some(Fraction::ZERO));
                self.row(owner, vec![(Unknown::Proposition(*proposition), Fraction::ONE)], none);
            }
        }
    }

    /// A sum; a level throughout a period at each moment in it.
    fn stretched(&self, at: usize, of: &'c Sum) -> Vec<Vec<(Unknown<'c>, Fraction)>> {
        if let [(factor, quantity)] = of.as_slice()
            && let (Kind::Stock, Some(When::Between(start, end))) =
                (self.collection.measures[quantity.measure], quantity.when)
        {
            let inside =
                self.instants.iter().filter(|instant| start.first() <= instant.first && instant.last <= end.last());
            return inside
                .map(|instant| {
                    let place = Place::Level(instant.level);
                    vec![(Unknown::Quantity(quantity.measure, &quantity.codes, place), Fraction::whole(*factor))]
                })
                .collect();
        }
        vec![self.sum(at, of, Fraction::ONE)]
    }

    fn share(&mut self, at: usize, of: &'c Sum, (low, high): (i64, i64), whole: &'c Sum) {
        let hundredths = |value: i64| Fraction::new(i128::from(-value), 100);
        for (share, between) in [(low, compared(Compares::AtLeast)), (high, compared(Compares::AtMost))] {
            let mut terms = self.sum(at, of, Fraction::ONE);
            terms.extend(self.sum(at, whole, hundredths(share)));
            self.row(Some(at), terms, between);
        }
        let terms = self.sum(at, whole, Fraction::ONE);
        self.row(Some(at), terms, at_least(Fraction::ONE));
    }
}
