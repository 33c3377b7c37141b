//! How what was put to the test fits, and what of it is worth telling.

use rustc_hash::FxHashSet;

use super::Passed;
use crate::model::{Model, PartyId};

/// How something fits, what is worth most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Different parties say the same.
    Parties,
    /// A party says the same in several sources.
    Accounts,
    /// Figures add up to the one that is given.
    Sum,
    /// Figures keep another rule or relation that they could have broken.
    Rule,
}

impl Fit {
    /// All of them, in the order in which they are told.
    pub const ALL: [Fit; 4] = [Fit::Parties, Fit::Accounts, Fit::Sum, Fit::Rule];

    /// The word used in tables and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Fit::Parties => "parties",
            Fit::Accounts => "accounts",
            Fit::Sum => "sum",
            Fit::Rule => "rule",
        }
    }

    /// What it says, as a heading.
    pub fn says(self) -> &'static str {
        match self {
            Fit::Parties => "Different parties say the same",
            Fit::Accounts => "One party says the same in several sources",
            Fit::Sum => "Figures add up",
            Fit::Rule => "Figures keep a rule that they could have broken",
        }
    }
}

impl Passed {
    /// How it fits.
    pub fn fit(&self, model: &Model) -> Fit {
        let mut speakers = self.claims.iter().map(|&claim| model.asserters(claim));
        let first = speakers.next();
        match (self.is_agreement, self.is_sum) {
            (true, _) if speakers.any(|own| Some(own) != first) => Fit::Parties,
            (true, _) => Fit::Accounts,
            (false, true) => Fit::Sum,
            (false, false) => Fit::Rule,
        }
    }

    /// The parties whose claims fit, each once.
    pub fn parties(&self, model: &Model) -> Vec<PartyId> {
        let mut parties: Vec<PartyId> = Vec::new();
        for party in self.claims.iter().flat_map(|&claim| model.asserters(claim)) {
            if !parties.contains(party) {
                parties.push(*party);
            }
        }
        parties
    }
}

/// What is worth telling of the tests that were passed: not those that are trivial, nor what another says in the same
/// words; by how it fits, agreements of most parties first.
pub fn fitting<'p>(model: &Model, passed: &'p [Passed]) -> Vec<(Fit, &'p Passed)> {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let told = passed.iter().filter(|passed| !passed.is_trivial && seen.insert(&passed.message));
    let mut told: Vec<(Fit, &Passed)> = told.map(|passed| (passed.fit(model), passed)).collect();
    told.sort_by_key(|(fit, passed)| (*fit, usize::MAX - passed.parties(model).len()));
    told
}
