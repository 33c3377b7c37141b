//! Rules: how quantities hang together, whoever speaks of them.

use super::arena::ids;
use super::claim::ClaimId;
use super::names::{NameId, ProseId};
use super::quantity::{CodeId, DimensionId, MeasureId, WhenId};
use crate::base::number::Number;
use crate::base::text::Span;
use crate::notation::{Comparison, Constant};

ids! {
    /// A rule.
    RuleId;
}

/// A relation that holds between quantities.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its name.
    pub name: NameId,
    /// Why it holds: by definition, or because we assume it.
    pub basis: Basis,
    /// What it says, for people.
    pub says: ProseId,
    /// The reason for it.
    pub because: Option<ProseId>,
    /// Where it holds; everywhere if empty.
    pub only: Vec<Pattern>,
    /// The dimensions at all of whose codes it holds.
    pub across: Vec<DimensionId>,
    /// Whether it holds without being asked for.
    pub active: bool,
    /// The relation.
    pub holds: Holds,
    /// Where it stands.
    pub span: Span,
}

/// On what a rule rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The meaning of the words.
    Definition,
    /// What we take to be so.
    Assumption,
}

impl Basis {
    /// The word used in messages.
    pub fn word(self) -> &'static str {
        match self {
            Basis::Definition => "definition",
            Basis::Assumption => "assumption",
        }
    }
}

/// Some of the quantities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The measure; any if `None`.
    pub measure: Option<MeasureId>,
    /// The codes it names; any code of the other dimensions.
    pub codes: Vec<CodeId>,
    /// Any when inside this one; any at all if `None`.
    pub when: Option<WhenId>,
}

/// `factor * pattern`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleTerm {
    /// The factor; of terms on the right side, negated.
    pub factor: Number,
    /// What it multiplies.
    pub pattern: Pattern,
}

/// What a rule says of quantities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// The whole contains the parts; if complete, it is their sum.
    Parts {
        /// The whole.
        whole: CodeId,
        /// The parts.
        parts: Vec<CodeId>,
        /// Whether there are no other parts.
        complete: bool,
    },
    /// Each code of a dimension contains the codes that lie in it; if complete, it is their sum.
    Children {
        /// The dimension.
        dimension: DimensionId,
        /// Of which measures; of all that count where there are none.
        of: Vec<MeasureId>,
        /// Whether there are no other parts.
        complete: bool,
    },
    /// The terms together compare so with zero, or with a number or a length of time.
    Equation {
        /// The terms, all on one side.
        terms: Vec<RuleTerm>,
        /// How they compare with what is not a quantity.
        comparison: Comparison,
        /// A number or a length of time, on the other side.
        constant: Constant,
    },
    /// The sum does not change after a date.
    Constant {
        /// The sum.
        what: Vec<RuleTerm>,
        /// The date.
        after: Option<WhenId>,
    },
    /// The sum does not rise after a date.
    NeverRises {
        /// The sum.
        what: Vec<RuleTerm>,
        /// The date.
        after: Option<WhenId>,
    },
    /// The sum does not fall after a date.
    NeverFalls {
        /// The sum.
        what: Vec<RuleTerm>,
        /// The date.
        after: Option<WhenId>,
    },
    /// Quantities that differ in these codes alone are equal.
    Same(CodeId, CodeId),
    /// What was planned came about.
    Happened(ClaimId),
    /// What was only possible, presupposed or to be said is taken as a fact.
    Taken(ClaimId),
}

/// The rules that hold in every collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BuiltIn {
    /// A part is at most what contains it (`in:`).
    Contained,
    /// A cumulative count never falls.
    NeverFalls,
    /// A cumulative count is zero before its `since`.
    ZeroBefore,
    /// What happened in a period is the count at its end less the count at its start.
    Flow,
    /// Counts are not negative.
    NotNegative,
    /// What is said of one when is about one moment, however coarse the when.
    SameMoment,
    /// A count at a coarse when runs up to its end.
    ByTheEnd,
}

impl BuiltIn {
    /// All of them.
    pub const ALL: [BuiltIn; 7] = [
        BuiltIn::Contained,
        BuiltIn::NeverFalls,
        BuiltIn::ZeroBefore,
        BuiltIn::Flow,
        BuiltIn::NotNegative,
        BuiltIn::SameMoment,
        BuiltIn::ByTheEnd,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            BuiltIn::Contained => "contained",
            BuiltIn::NeverFalls => "never-falls",
            BuiltIn::ZeroBefore => "zero-before",
            BuiltIn::Flow => "flow",
            BuiltIn::NotNegative => "not-negative",
            BuiltIn::SameMoment => "same-moment",
            BuiltIn::ByTheEnd => "by-the-end",
        }
    }

    /// The built-in rule of a name.
    pub fn named(name: &str) -> Option<Self> {
        BuiltIn::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// On what it rests.
    pub fn basis(self) -> Basis {
        match self {
            BuiltIn::SameMoment | BuiltIn::ByTheEnd => Basis::Assumption,
            _ => Basis::Definition,
        }
    }

    /// What it says, for people.
    pub fn says(self) -> &'static str {
        match self {
            BuiltIn::Contained => "A part is at most what contains it.",
            BuiltIn::NeverFalls => "A cumulative count never falls.",
            BuiltIn::ZeroBefore => "A cumulative count is zero before it begins.",
            BuiltIn::Flow => "What happened in a period is the count at its end less the count at its start.",
            BuiltIn::NotNegative => "Counts are not negative.",
            BuiltIn::SameMoment => "What is said of one date is about one moment, even where the date is coarse.",
            BuiltIn::ByTheEnd => "A count at a coarse date runs up to the end of that date.",
        }
    }
}
