//! A contradiction in a line: who is against whom, about what, how far apart.

use std::collections::BTreeSet;

use crate::model::{ClaimId, Model, PartyId, Statement};
use crate::reason::finding::{Contradiction, Finding, SumRow, readable};

/// What is said of a contradiction at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// Who claims something.
    pub who: String,
    /// Who is against it; `itself` where it is the same.
    pub against: String,
    /// The parties at both ends.
    pub parties: [Vec<PartyId>; 2],
    /// What it is about, in words.
    pub about: String,
    /// How far apart the two are, in full first, then shorter.
    pub apart: Vec<String>,
}

impl Digest {
    /// Of a finding that is a contradiction.
    pub fn of(model: &Model, finding: &Finding) -> Option<Digest> {
        let found = finding.contradiction.as_ref()?;
        let [one, other] = ends(model, finding, found);
        let (who, against) = (voices(model, &one), voices(model, &other));
        let against = if who == against { "itself".to_owned() } else { against };
        let parties = [&one, &other].map(|claims| parties(model, claims));
        Some(Digest {
            who,
            against,
            parties,
            about: about(model, found, &one),
            apart: apart(model, found, [&one, &other]),
        })
    }

    /// The pairs of parties that are against each other, each once; one with itself where it contradicts itself.
    pub fn pairs(&self) -> BTreeSet<(PartyId, PartyId)> {
        let [one, other] = &self.parties;
        if one.iter().all(|party| other.contains(party)) || other.is_empty() {
            return one.iter().map(|&party| (party, party)).collect();
        }
        let across = one.iter().flat_map(|&one| other.iter().map(move |&other| (one.min(other), one.max(other))));
        across.filter(|(one, other)| one != other).collect()
    }
}

/// The claims that the headline speaks of, and those against them.
fn ends(model: &Model, finding: &Finding, found: &Contradiction) -> [Vec<ClaimId>; 2] {
    let all = &finding.claims;
    let rest = |own: &[ClaimId]| all.iter().copied().filter(|claim| !own.contains(claim)).collect::<Vec<_>>();
    if !found.sum.is_empty() {
        let (_, rows) = found.headline_rows();
        let own: Vec<ClaimId> = rows.iter().map(|row| row.claim).collect();
        let is_own = |row: &&SumRow| rows.iter().any(|own| own.at_least == row.at_least);
        let other: Vec<ClaimId> = found.sum.iter().filter(|row| !is_own(row)).map(|row| row.claim).collect();
        let other = if other.is_empty() { rest(&own) } else { other };
        return [own, other];
    }
    let disputes = |claim: &ClaimId| says(model, found, *claim, |said| matches!(said, Statement::Disputes(_)));
    // Who disputes comes first; of two figures, the lower.
    let lower = found.proof.iter().find(|line| !line.lower).and_then(super::finding::ProofLine::claim);
    let first = all.iter().copied().find(disputes).or(lower.filter(|_| !found.camps.is_empty()));
    let own: Vec<ClaimId> = first.or(all.first().copied()).into_iter().collect();
    let other = rest(&own);
    [own, other]
}

/// Whether a claim says something of a kind, in the reading in which it takes part.
fn says(model: &Model, found: &Contradiction, claim: ClaimId, is: impl Fn(&Statement) -> bool) -> bool {
    said(model, found, claim).is_some_and(is)
}

fn said<'m>(model: &'m Model, found: &Contradiction, claim: ClaimId) -> Option<&'m Statement> {
    let taken = found.taken.iter().find(|taken| taken.claim == claim).map(|taken| taken.reading);
    let mut readings = model.readings_of(claim);
    readings.find(|(id, _)| taken.is_none_or(|taken| taken == *id)).map(|(_, reading)| &reading.statement)
}

fn parties(model: &Model, claims: &[ClaimId]) -> Vec<PartyId> {
    let parties: BTreeSet<PartyId> = claims.iter().flat_map(|&claim| model.asserters(claim)).copied().collect();
    parties.into_iter().collect()
}

/// Who makes claims, each once.
fn voices(model: &Model, claims: &[ClaimId]) -> String {
    let mut seen = BTreeSet::new();
    let voices = claims.iter().map(|&claim| model.voice_words(claim)).filter(|voice| seen.insert(voice.clone()));
    voices.collect::<Vec<_>>().join(" and ")
}

fn about(model: &Model, found: &Contradiction, own: &[ClaimId]) -> String {
    let (_, rows) = found.headline_rows();
    if !rows.is_empty() {
        let terms: Vec<String> = rows.iter().map(|row| model.words(&row.term())).collect();
        return terms.join(model.plus());
    }
    if let ([of], false) = (&found.quantities[..], found.camps.is_empty()) {
        return model.of_words(*of);
    }
    let target = own.iter().find_map(|&claim| match *said(model, found, claim)? {
        Statement::Disputes(other) => model.readings_of(other).next().map(|(_, reading)| &reading.statement),
        ref own => Some(own),
    });
    match target {
        Some(Statement::Figure { of, .. }) => model.of_words(*of),
        Some(Statement::Affirms(id) | Statement::Denies(id)) => model.proposition(*id),
        Some(statement) => model.statement_words(statement),
        None => String::new(),
    }
}

fn apart(model: &Model, found: &Contradiction, [one, other]: [&Vec<ClaimId>; 2]) -> Vec<String> {
    if let Some(apart) = &found.apart {
        return vec![apart.missing.clone()];
    }
    if found.is_of_dates() {
        return vec![found.gap_text()];
    }
    if found.gap.is_none() {
        return vec![without_numbers(model, found, [one, other])];
    }
    let missing = format!("{} apart", readable(&found.gap_told().unwrap_or_default()));
    let short = std::iter::once(missing).chain(found.ratio_words());
    let full = if found.sum.is_empty() {
        let figures = || found.camps.iter().flat_map(|camp| &camp.figures);
        let reading =
            |claims: &[ClaimId]| figures().find(|figure| claims.contains(&figure.claim)).map(|figure| &figure.reading);
        match (reading(one), reading(other)) {
            (Some(one), Some(other)) => vec![format!("{one} against {other}")],
            _ => Vec::new(),
        }
    } else {
        let (is_least, _) = found.headline_rows();
        let word = if is_least { "at most " } else { "at least " };
        let (one, other) = (readable(&found.end(is_least)), readable(&found.end(!is_least)));
        vec![format!("{one} against {word}{other}"), format!("{one} against {other}")]
    };
    full.into_iter().chain(short).collect()
}

/// How statements are against each other.
fn without_numbers(model: &Model, found: &Contradiction, [one, other]: [&Vec<ClaimId>; 2]) -> String {
    let any =
        |claims: &[ClaimId], is: fn(&Statement) -> bool| claims.iter().any(|&claim| says(model, found, claim, is));
    let disputes = |said: &Statement| matches!(said, Statement::Disputes(_));
    let denies = |said: &Statement| matches!(said, Statement::Denies(_));
    if any(one, disputes) || any(other, disputes) {
        "disputed".to_owned()
    } else if any(one, denies) != any(other, denies) {
        "denied".to_owned()
    } else {
        "not both".to_owned()
    }
}
