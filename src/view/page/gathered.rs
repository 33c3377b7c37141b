//! What a page shows: the findings that were asked for, every claim in them, and all that these come from.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::checks::{Checked, Subject};
use crate::analysis::filter::Filter;
use crate::model::{ClaimId, Model, SourceId};
use crate::picture::diagram::DEPTH;
use crate::provenance::Provenance;
use crate::provenance::graph::{Edge, Node};
use crate::provenance::lineage::{Direction, Step, lineage};
use crate::reason::finding::{Contradiction, Finding};

/// What a page shows.
pub(super) struct Gathered<'a> {
    pub(super) subject: Subject<'a>,
    /// Contradictions and tensions, in the order of `check`.
    pub(super) contradictions: Vec<(&'a Finding, &'a Contradiction)>,
    /// Other findings.
    pub(super) others: Vec<&'a Finding>,
    /// The claims that have an entry.
    pub(super) claims: BTreeSet<ClaimId>,
    /// The sources that have an entry.
    pub(super) sources: BTreeSet<SourceId>,
    /// Where each claim comes from.
    pub(super) lineages: BTreeMap<ClaimId, Vec<Step>>,
    /// The contradictions in which each claim is involved, by their place in the list.
    pub(super) involved: BTreeMap<ClaimId, Vec<usize>>,
}

impl<'a> Gathered<'a> {
    pub(super) fn new(subject: Subject<'a>, found: &'a Checked, filter: &Filter) -> Self {
        let mut gathered = Gathered {
            subject,
            contradictions: Vec::new(),
            others: Vec::new(),
            claims: BTreeSet::new(),
            sources: BTreeSet::new(),
            lineages: BTreeMap::new(),
            involved: BTreeMap::new(),
        };
        let mut wanted: Vec<ClaimId> = Vec::new();
        for finding in found.findings.iter().filter(|finding| filter.keeps_finding(subject.model, finding)) {
            wanted.extend(&finding.claims);
            let Some(contradiction) = &finding.contradiction else {
                gathered.others.push(finding);
                continue;
            };
            let place = gathered.contradictions.len();
            gathered.contradictions.push((finding, contradiction));
            for &claim in &contradiction.involved {
                gathered.involved.entry(claim).or_default().push(place);
            }
            wanted.extend(contradiction.involved.iter().chain(&contradiction.also_said_by));
            wanted.extend(contradiction.sharpened.iter().flat_map(|more| more.claims.iter().map(|(claim, _)| *claim)));
        }
        gathered.add(&Provenance::of(subject.texts, subject.model, subject.documents), wanted);
        gathered
    }

    pub(super) fn model(&self) -> &'a Model {
        self.subject.model
    }

    /// Adds claims, those that they come from or dispute, and the sources of all.
    fn add(&mut self, provenance: &Provenance<'_>, mut wanted: Vec<ClaimId>) {
        let Subject { model, graph, .. } = self.subject;
        while let Some(claim) = wanted.pop() {
            if !self.claims.insert(claim) {
                continue;
            }
            self.sources.insert(model.claims()[claim].source);
            let disputed = graph.out(Node::Claim(claim)).into_iter().filter(|(edge, _)| *edge == Edge::Disputes);
            let steps = lineage(provenance, graph, Node::Claim(claim), Direction::Up, DEPTH);
            for node in disputed.map(|(_, node)| node).chain(steps.iter().map(|step| step.node)) {
                match node {
                    Node::Claim(other) => wanted.push(other),
                    Node::Source(source) => {
                        self.sources.insert(source);
                    }
                    _ => {}
                }
            }
            self.lineages.insert(claim, steps);
        }
    }
}
