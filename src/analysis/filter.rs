//! The same words for "only these" in every command.

mod named;

pub use named::{Hint, Misnamed, about, party, side, source};

use crate::base::when::When;
use crate::model::{
    ClaimId, CodeId, MeasureId, Model, Of, PartyId, Pattern, PropositionId, QuantityId, SideId, SourceId, Statement,
    Unresolved,
};
use crate::provenance::graph::Node;
use crate::reason::finding::{Finding, Strength};

/// What is asked for; what is empty leaves everything in.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only claims of these parties.
    pub parties: Vec<PartyId>,
    /// Only claims of parties of these sides.
    pub sides: Vec<SideId>,
    /// Only contradictions in which at least two of these sides meet.
    pub between: Vec<SideId>,
    /// Only claims read in these sources.
    pub sources: Vec<SourceId>,
    /// Only claims about something of these measures.
    pub measures: Vec<MeasureId>,
    /// Only claims about something with these codes.
    pub codes: Vec<CodeId>,
    /// Only claims about a time inside one of these.
    pub whens: Vec<When>,
    /// Only claims about one of these.
    pub about: Vec<About>,
    /// Only contradictions of these strengths.
    pub strengths: Vec<Strength>,
}

/// What a claim may be about.
#[derive(Debug, Clone)]
pub enum About {
    /// Quantities of a pattern, at a time inside the when.
    Pattern(Pattern, Option<When>),
    /// A proposition.
    Proposition(PropositionId),
}

impl Filter {
    /// Whether it leaves everything in.
    pub fn is_empty(&self) -> bool {
        self.parties.is_empty()
            && self.sides.is_empty()
            && self.between.is_empty()
            && self.strengths.is_empty()
            && !self.is_about_something()
            && self.sources.is_empty()
    }

    fn is_about_something(&self) -> bool {
        !(self.measures.is_empty() && self.codes.is_empty() && self.whens.is_empty() && self.about.is_empty())
    }

    /// Whether a claim is left in; `between` is not about single claims.
    pub fn keeps_claim(&self, model: &Model, claim: ClaimId) -> bool {
        let parties = model.asserters(claim);
        let any = |wanted: &[PartyId]| wanted.is_empty() || parties.iter().any(|party| wanted.contains(party));
        any(&self.parties)
            && (self.sides.is_empty() || sides_of(model, parties).any(|side| self.sides.contains(&side)))
            && (self.sources.is_empty() || self.sources.contains(&model.claims()[claim].source))
            && (!self.is_about_something()
                || subjects(model, claim).into_iter().any(|node| self.keeps_subject(model, node)))
    }

    /// Whether parties are asked for, by name or by side, and one of these is among them.
    pub fn asks_for_any(&self, model: &Model, parties: &[PartyId]) -> bool {
        let named = parties.iter().any(|party| self.parties.contains(party));
        named || sides_of(model, parties).any(|side| self.sides.contains(&side))
    }

    /// Whether only parties and sides are asked for.
    pub fn is_of_parties_only(&self) -> bool {
        self.between.is_empty()
            && self.strengths.is_empty()
            && self.sources.is_empty()
            && !self.is_about_something()
            && !(self.parties.is_empty() && self.sides.is_empty())
    }

    /// Whether a quantity or a proposition is one of those asked for.
    pub fn keeps_subject(&self, model: &Model, subject: Node) -> bool {
        let about = |subject: Node| self.about.is_empty() || self.about.iter().any(|about| about.fits(model, subject));
        match subject {
            Node::Quantity(id) => {
                let quantity = &model.quantities()[id];
                let codes = model.code_list(quantity.codes);
                about(subject)
                    && (self.measures.is_empty() || self.measures.contains(&quantity.measure))
                    && (self.codes.is_empty() || self.codes.iter().any(|code| codes.contains(code)))
                    && (self.whens.is_empty() || self.whens.iter().any(|when| lies_in(model, id, when)))
            }
            subject => about(subject) && self.measures.is_empty() && self.codes.is_empty() && self.whens.is_empty(),
        }
    }

    /// Whether a finding is left in: one of its claims is, and what is asked of contradictions holds.
    pub fn keeps_finding(&self, model: &Model, finding: &Finding) -> bool {
        if self.is_empty() {
            return true;
        }
        let claims_fit = finding.involved().iter().any(|&claim| self.keeps_claim(model, claim));
        let Some(contradiction) = &finding.contradiction else {
            return claims_fit && self.between.is_empty() && self.strengths.is_empty();
        };
        let meeting = self.between.iter().filter(|side| contradiction.sides.contains(side)).count();
        claims_fit
            && (self.between.is_empty() || meeting >= 2)
            && (self.strengths.is_empty() || self.strengths.contains(&contradiction.strength))
    }
}

impl About {
    /// Anything of a measure.
    pub fn measure(measure: MeasureId) -> Self {
        About::Pattern(Pattern { measure: Some(measure), codes: Vec::new(), when: None }, None)
    }

    /// Anything with a code.
    pub fn code(code: CodeId) -> Self {
        About::Pattern(Pattern { measure: None, codes: vec![code], when: None }, None)
    }

    /// Quantities of a pattern in the notation: `held[german] @ 1950`, `*[german]`.
    ///
    /// # Errors
    /// Where the text is not in the notation, or names what does not exist.
    pub fn pattern(model: &Model, text: &str) -> Result<Self, Unresolved> {
        model.resolve_pattern(text).map(|(pattern, when)| About::Pattern(pattern, when))
    }

    fn fits(&self, model: &Model, subject: Node) -> bool {
        match (self, subject) {
            (About::Pattern(pattern, when), Node::Quantity(quantity)) => {
                model.matches(pattern, quantity) && when.as_ref().is_none_or(|when| lies_in(model, quantity, when))
            }
            (About::Proposition(wanted), Node::Proposition(proposition)) => *wanted == proposition,
            _ => false,
        }
    }
}

fn lies_in(model: &Model, quantity: QuantityId, outer: &When) -> bool {
    model.quantities()[quantity].when.is_some_and(|when| outer.contains(&model.whens()[when]))
}

/// The sides of some parties.
pub fn sides_of<'a>(model: &'a Model, parties: &'a [PartyId]) -> impl Iterator<Item = SideId> + 'a {
    parties.iter().filter_map(|&party| model.parties()[party].side)
}

/// What a claim is about in any of its readings: quantities and propositions.
pub fn subjects(model: &Model, claim: ClaimId) -> Vec<Node> {
    let mut subjects = Vec::new();
    for (_, reading) in model.readings_of(claim) {
        match reading.statement {
            Statement::Figure { of, is } => {
                subjects.extend(quantities(model, of));
                if let Some(base) = model.values()[is].share_of {
                    subjects.extend(quantities(model, base));
                }
            }
            Statement::Relation(relation) => {
                let relation = &model.relations()[relation];
                subjects.extend(relation.sides().flat_map(|of| quantities(model, of)));
            }
            Statement::Affirms(proposition) | Statement::Denies(proposition) => {
                subjects.push(Node::Proposition(proposition));
                if let Some((of, _)) = model.propositions()[proposition].means {
                    subjects.extend(quantities(model, of));
                }
            }
            Statement::Disputes(claim) => subjects.push(Node::Claim(claim)),
        }
    }
    subjects.sort();
    subjects.dedup();
    subjects
}

fn quantities(model: &Model, of: Of) -> impl Iterator<Item = Node> {
    model.quantities_of(of).into_iter().map(Node::Quantity)
}
