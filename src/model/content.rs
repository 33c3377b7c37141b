//! What a statement says, apart from its wording.

use super::{ClaimId, Model, NameId, Of, PropositionId, SourceId, Statement};
use crate::base::number::Bounds;
use crate::notation::{Comparison, Constant, Language};

/// The content of a statement, apart from its wording: two claims with equal contents say the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Content {
    Figure(Of, Bounds, Option<Of>),
    Relation(Of, Comparison, Option<Of>, Constant),
    Affirms(PropositionId),
    Denies(PropositionId),
    Disputes(ClaimId),
}

impl Model {
    /// The contents of a claim's readings, each with its tag.
    pub(crate) fn contents_of(&self, claim: ClaimId) -> Vec<(Content, Option<NameId>)> {
        self.readings_of(claim).map(|(_, reading)| (self.content(&reading.statement), reading.tag)).collect()
    }

    fn content(&self, statement: &Statement) -> Content {
        match *statement {
            Statement::Figure { of, is } => {
                let value = &self.values[is];
                Content::Figure(of, value.read.clone(), value.share_of)
            }
            Statement::Relation(relation) => {
                let relation = &self.relations[relation];
                Content::Relation(relation.left, relation.comparison, relation.right, relation.constant.clone())
            }
            Statement::Affirms(proposition) => Content::Affirms(proposition),
            Statement::Denies(proposition) => Content::Denies(proposition),
            Statement::Disputes(claim) => Content::Disputes(claim),
        }
    }

    /// How the language of a source writes numbers.
    pub(crate) fn language_of(&self, source: SourceId) -> Language {
        self.sources[source].language.map_or(Language::English, |language| Language::of(self.prose(language)))
    }

    /// The claims read in a source, in their order; they lie side by side.
    pub fn claims_in(&self, source: SourceId) -> impl Iterator<Item = ClaimId> + use<> {
        let start = self.claims.partition_point(|claim| claim.source < source);
        let end = self.claims.partition_point(|claim| claim.source <= source);
        self.claims.ids().skip(start).take(end - start)
    }

    /// The links of one source to those it draws on.
    pub fn links_of_source(&self, source: SourceId) -> &[super::SourceLink] {
        let start = self.source_links.partition_point(|link| link.from < source);
        let end = start + self.source_links[start..].partition_point(|link| link.from == source);
        &self.source_links[start..end]
    }
}
