//! Which code a contradiction has: that of the kind of rule it rests on.

use crate::base::message::{Code, Severity};
use crate::model::{BuiltIn, Holds, MeasureKind, RuleId, Statement};
use crate::notation::Comparison;
use crate::reason::contradictions::{FactLine, Found};
use crate::reason::facts::{FactId, Facts, Owner, RuleRef};

macro_rules! codes {
    ($($name:ident = $id:literal $word:literal $explanation:literal;)*) => {
        $(pub(super) const $name: Code = Code {
            id: $id,
            name: $word,
            severity: Severity::Error,
            explanation: $explanation,
        };)*
        pub(super) const CODES: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    SUM_OF_PARTS = "GS202" "sum-of-parts" "\
Parts and their whole do not add up. The whole is less than its parts together, or, where the parts are
all there are, not their sum. That they are parts is said by a rule of the collection (`Parts`), or by a
claim that states the relation: \"of these, ...\", \"leaving ...\".

A total that is off by a few is often a rounded one; a total that is off by one part shows which part was
left out. Record a judgement when you know which.";
    STOCK_AND_FLOW = "GS203" "stock-and-flow" "\
How many there are at one time does not follow from how many there were, and how many came or went since.
Levels (stocks), counts that run up to a date, and what happened in a period hang together: by definition
(`flow`: what happened in a period is the count at its end less the count at its start), or by rules of
the collection, such as that nobody joins those who are held.

The sum shows what there was room for, and what is claimed. It rests on the assumptions named: people who
were missed, or counted in another way, are the usual explanation.";
    PART_EXCEEDS_WHOLE = "GS204" "part-exceeds-whole" "\
A part is larger than what contains it: a code than the code it is `in`, or a measure than one that a rule
says it is at most (`held <= living`).

One of the figures is of another population than its words say, or one of them is wrong.";
    FALLING_COUNT = "GS205" "falling-count" "\
A count that runs up to a date is lower at a later date, or above zero before it began. Such a count never
falls: who once went home has gone home.

Often the later figure is of a period, not of all time (then write `@ start/end`), or of fewer people.";
    RISING_STOCK = "GS206" "rising-stock" "\
Something that a rule of the collection says never rises, never falls or stays the same does so between two
dates.

Either the rule does not hold here (it is an assumption; its `because` says what would break it), or the
figures are of different populations.";
    SHARE = "GS207" "share" "\
A share of a quantity (\"about half of ...\", \"a third\") does not fit the figures for the part and for the
whole, or several shares of one whole do not fit together.

The sum shows the share applied to the figure it is a share of.";
    CONTRARY_STATEMENTS = "GS208" "contrary-statements" "\
Statements exclude one another: one party affirms what another denies, or affirms something that a
proposition `excludes`, or something whose consequences (`implies`) another denies.

There is no gap: a statement is true or false. Which rules connect them is shown.";
    DISPUTE = "GS209" "dispute" "\
One claim says that another is not true (`Disputes`), without saying what is. There is no gap then. The
dispute stands as long as both claims are asserted; nothing here tells who is right.";
    CANNOT_ALL_BE_TRUE = "GS210" "cannot-all-be-true" "\
These claims, with the rules named, cannot all be true. Several kinds of rules take part, so that no
simpler name fits: the sum shows how they hang together.

Each of the claims is needed: without any one of them the others can all be true. The proof has been
checked by a separate program part that only multiplies, adds and compares.";
}

/// What kind of connection a line of a proof is; lines that only say that a date is one moment are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Dispute,
    Statements,
    StockAndFlow,
    SumOfParts,
    Share,
    Falling,
    Rising,
    Part,
    Other,
}

/// The code of the only kind used; of several kinds, that of the first of these that is among them, else the general one.
pub(super) fn code(facts: &Facts<'_>, found: &Found) -> &'static Code {
    let lines = found.proof.lines.iter();
    let mut kinds: Vec<Kind> = lines.filter_map(|(line, _)| kind(facts, *line)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    match kinds.as_slice() {
        [Kind::Dispute, ..] => &DISPUTE,
        [Kind::Statements, ..] => &CONTRARY_STATEMENTS,
        [Kind::StockAndFlow, ..] if !kinds.contains(&Kind::Other) => &STOCK_AND_FLOW,
        [Kind::Share] | [Kind::Share, Kind::Part] => &SHARE,
        [Kind::SumOfParts] | [Kind::SumOfParts, Kind::Part] => &SUM_OF_PARTS,
        [Kind::Falling] => &FALLING_COUNT,
        [Kind::Rising] => &RISING_STOCK,
        [Kind::Part] => &PART_EXCEEDS_WHOLE,
        _ => &CANNOT_ALL_BE_TRUE,
    }
}

fn kind(facts: &Facts<'_>, line: FactLine) -> Option<Kind> {
    let (FactLine::AtLeast(fact) | FactLine::AtMost(fact)) = line else { return None };
    match facts.fact(fact).owner {
        Owner::Claims { group, reading } => of_claim(facts, fact, group, reading),
        Owner::Rule(RuleRef::Propositions) => Some(Kind::Statements),
        Owner::Rule(RuleRef::BuiltIn(rule)) => match rule {
            BuiltIn::Contained => Some(Kind::Part),
            BuiltIn::NeverFalls | BuiltIn::ZeroBefore => Some(Kind::Falling),
            BuiltIn::Flow => Some(Kind::StockAndFlow),
            BuiltIn::NotNegative | BuiltIn::SameMoment | BuiltIn::ByTheEnd => None,
        },
        Owner::Rule(RuleRef::Own(rule)) => Some(of_rule(facts, fact, rule)),
    }
}

fn of_claim(facts: &Facts<'_>, fact: FactId, group: u32, reading: u8) -> Option<Kind> {
    let model = facts.model();
    let claim = facts.groups()[group as usize].speaker();
    let (_, record) = model.readings_of(claim).nth(usize::from(reading))?;
    if facts.is_truth(fact) {
        return Some(Kind::Dispute);
    }
    match record.statement {
        Statement::Figure { is, .. } => model.values()[is].share_of.map(|_| Kind::Share),
        Statement::Relation(_) => {
            Some(if facts.mixes_stocks_and_flows(fact) { Kind::StockAndFlow } else { Kind::SumOfParts })
        }
        Statement::Affirms(_) | Statement::Denies(_) if !facts.fact(fact).figure => Some(Kind::Statements),
        _ => None,
    }
}

fn of_rule(facts: &Facts<'_>, fact: FactId, rule: RuleId) -> Kind {
    if facts.mixes_stocks_and_flows(fact) {
        return Kind::StockAndFlow;
    }
    match &facts.model().rules()[rule].holds {
        Holds::Parts { .. } | Holds::Children { .. } => Kind::SumOfParts,
        Holds::Equation { terms, comparison, .. }
            if *comparison != Comparison::Equal && terms.len() == 2 && !facts.is_of_dates(fact) =>
        {
            Kind::Part
        }
        Holds::Constant { .. } | Holds::NeverRises { .. } | Holds::NeverFalls { .. } => Kind::Rising,
        _ => Kind::Other,
    }
}

impl Facts<'_> {
    /// Whether a constraint is about how true a claim is.
    fn is_truth(&self, fact: FactId) -> bool {
        self.terms(fact).iter().any(|(point, _)| self.points().spot(*point).is_none() && self.is_claim_truth(*point))
    }

    fn is_claim_truth(&self, point: crate::reason::facts::PointId) -> bool {
        matches!(self.points().get(point), crate::reason::facts::Point::Truth(_))
    }

    /// Whether a constraint joins levels with counts that run up to a date.
    fn mixes_stocks_and_flows(&self, fact: FactId) -> bool {
        let spots = self.terms(fact).iter().filter_map(|(point, _)| self.points().spot(*point));
        let kinds: Vec<MeasureKind> = spots.map(|spot| self.model().measures()[spot.measure].kind).collect();
        let stocks = kinds.iter().filter(|kind| **kind == MeasureKind::Stock).count();
        let counts = kinds.iter().filter(|kind| matches!(kind, MeasureKind::Cumulative { .. })).count();
        stocks > 0 && counts > 0
    }
}
