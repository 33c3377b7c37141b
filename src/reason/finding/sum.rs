//! What a contradiction adds up: its figures for a reader, and every line of its proof.

use super::dates::DateEnd;
use crate::base::number::Number;
use crate::model::{ClaimId, Model};
use crate::reason::facts::RuleRef;

/// A figure of a sum.
#[derive(Debug, Clone)]
pub struct SumRow {
    /// The claim.
    pub claim: ClaimId,
    /// What the figure is of.
    pub of: String,
    /// Whether it counts towards what there is at least, not towards what there can be at most.
    pub at_least: bool,
    /// What its bound is multiplied by.
    pub factor: Number,
    /// The bound; of a date, its place on the scale of months of 31 days.
    pub bound: Number,
    /// The bound as a date, where it is one.
    pub date: Option<DateEnd>,
}

impl SumRow {
    /// The bound as it is shown: a number, or a date in EDTF.
    pub fn bound_text(&self) -> String {
        self.date.map_or_else(|| self.bound.to_string(), |end| end.day.to_string())
    }

    /// The bound with commas between thousands, or a date in EDTF.
    pub fn bound_shown(&self) -> String {
        self.date.map_or_else(|| self.bound.grouped(), |end| end.day.to_string())
    }

    /// What it adds to its side as it is shown: a number, or the date.
    pub fn value_text(&self) -> String {
        if self.date.is_some() { self.bound_text() } else { self.value().grouped() }
    }

    /// What it is of in the notation, with its factor.
    pub fn term(&self) -> String {
        if self.factor == Number::ONE { self.of.clone() } else { format!("{} * {}", self.factor, self.of) }
    }

    /// What it adds to its side of the sum.
    pub fn value(&self) -> Number {
        &self.factor * &self.bound
    }
}

/// What the figures of one side of a sum come to.
pub fn total(rows: &[SumRow], at_least: bool) -> Number {
    rows.iter().filter(|row| row.at_least == at_least).map(SumRow::value).sum()
}

/// One bound that takes part in a proof.
///
/// Each line, multiplied by its multiplier and added up, cancels the terms and
/// leaves the gap.
#[derive(Debug, Clone)]
pub struct ProofLine {
    /// Whose bound it is.
    pub owner: LineOwner,
    /// The quantities it bounds, with their factors.
    pub terms: Vec<(String, Number)>,
    /// Whether it is a lower bound; an upper one has a negative multiplier.
    pub lower: bool,
    /// The bound; of dates, on the scale of months of 31 days.
    pub value: Number,
    /// The bound as it is shown where the line is about dates: a date, or a length of time.
    pub shown: Option<String>,
    /// What the line is multiplied by.
    pub multiplier: Number,
}

/// Whose a bound is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineOwner {
    /// A claim's.
    Claim(ClaimId),
    /// A rule's, at one of its instances, in the notation.
    Rule(RuleRef, String),
    /// That the quantity of the line is not negative.
    NotNegative,
}

impl ProofLine {
    /// The claim whose bound it is, if it is one's.
    pub fn claim(&self) -> Option<ClaimId> {
        match self.owner {
            LineOwner::Claim(claim) => Some(claim),
            LineOwner::Rule(..) | LineOwner::NotNegative => None,
        }
    }

    /// Whose bound it is: `claim source/claim`, `rule name, at instance`, `not-negative quantity`.
    pub fn constraint(&self, model: &Model) -> String {
        match &self.owner {
            LineOwner::Claim(claim) => format!("claim {}", model.claim_name(*claim)),
            LineOwner::Rule(_, instance) => format!("rule {instance}"),
            LineOwner::NotNegative => {
                format!("not-negative {}", self.terms.first().map_or("", |(quantity, _)| quantity.as_str()))
            }
        }
    }
}
