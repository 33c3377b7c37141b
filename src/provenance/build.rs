//! From the model to the graph of what rests on what.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Origin, OriginId, Provenance, ROOT, Stop};
use crate::base::digraph::Digraph;
use crate::base::when::{Precision, Shape};
use crate::model::{
    ClaimId, ClaimLinkKind, Content, Model, NameId, PartiesId, PartyId, SourceId, SourceLinkKind, WhenId,
};
use crate::provenance::graph::Edge;
use crate::provenance::lineage::{behind, source_links};

type Contents = Vec<(Content, Option<NameId>)>;

/// Equal claims of sources that others draw on.
#[derive(Default)]
struct Equal {
    contents: FxHashMap<Contents, u32>,
    claims: FxHashMap<(SourceId, u32), Vec<ClaimId>>,
}

/// What is followed on the way up: what was said, who is reported, and when that was said.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Said {
    content: Option<u32>,
    by: Option<PartiesId>,
    when: Option<WhenId>,
}

/// When two ends are one origin.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    OnOneDay(PartiesId, WhenId),
    Reported(PartiesId, SourceId),
    Document(SourceId),
}

struct Builder<'m> {
    model: &'m Model,
    equal: Equal,
    stops: Vec<Stop>,
    passages: FxHashMap<(SourceId, Said), u32>,
    /// What each passage says, in the order in which they were made; their stops follow the claims'.
    said: Vec<(u32, SourceId, Said)>,
    origins: Vec<Origin>,
    origin_nodes: Vec<u32>,
    origin_of: FxHashMap<Key, u32>,
    /// What rests on what, with how; all of one stop together.
    above: Vec<(u32, Edge)>,
    starts: Vec<(u32, u32)>,
}

pub(super) fn build(model: &Model) -> Provenance<'_> {
    let stops = std::iter::once(Stop::Root).chain(model.claims().ids().map(Stop::Claim)).collect();
    let mut builder = Builder {
        model,
        equal: equal(model),
        stops,
        passages: FxHashMap::default(),
        said: Vec::new(),
        origins: Vec::new(),
        origin_nodes: Vec::new(),
        origin_of: FxHashMap::default(),
        above: Vec::new(),
        starts: Vec::new(),
    };
    let evidence = evidence(model);
    let mut at = 0;
    for claim in model.claims().ids() {
        let own = evidence[at..].iter().take_while(|(of, _)| *of == claim);
        let support: Vec<ClaimId> = own.map(|&(_, by)| by).collect();
        at += support.len();
        builder.claim(claim, &support);
    }
    // Passages lead to passages: the list grows while it is read.
    let mut next = 0;
    while let Some(&(node, source, said)) = builder.said.get(next) {
        next += 1;
        builder.passage(node, source, said);
    }
    builder.finish()
}

/// Claims with those that are evidence for them.
fn evidence(model: &Model) -> Vec<(ClaimId, ClaimId)> {
    let links = model.claim_links().iter().filter_map(|link| match link.kind {
        ClaimLinkKind::Supports(of) => Some((of, link.from)),
        _ => None,
    });
    let mut evidence: Vec<(ClaimId, ClaimId)> = links.collect();
    evidence.sort_unstable();
    evidence
}

fn equal(model: &Model) -> Equal {
    let through = model.claim_links().iter().filter_map(|link| match link.kind {
        ClaimLinkKind::Through(_, source) => Some(source),
        _ => None,
    });
    let mut drawn_on: Vec<SourceId> = model.source_links().iter().map(|link| link.to).chain(through).collect();
    drawn_on.sort_unstable();
    drawn_on.dedup();
    let mut equal = Equal::default();
    for source in drawn_on {
        for claim in model.claims_in(source) {
            let new = equal.contents.len() as u32;
            let content = *equal.contents.entry(model.contents_of(claim)).or_insert(new);
            equal.claims.entry((source, content)).or_default().push(claim);
        }
    }
    equal
}

impl Builder<'_> {
    fn claim(&mut self, claim: ClaimId, support: &[ClaimId]) {
        let model = self.model;
        let node = claim.index() as u32 + 1;
        let mut above: Vec<(u32, Edge)> = Vec::new();
        for link in model.links_of(claim) {
            match link.kind {
                ClaimLinkKind::Repeats(to) => above.push((to.index() as u32 + 1, Edge::Repeats)),
                ClaimLinkKind::ComputedFrom(to) => above.push((to.index() as u32 + 1, Edge::DerivesFrom)),
                _ => {}
            }
        }
        let source = model.claims()[claim].source;
        let draws = !model.links_of_source(source).is_empty()
            || model.links_of(claim).iter().any(|link| matches!(link.kind, ClaimLinkKind::Through(..)));
        let said = self.said(claim, draws);
        // Who repeats or computes says where he has it from; what his source draws on besides is no news.
        if draws && (above.is_empty() || names_sources(model, claim)) {
            let says =
                |to: SourceId| said.content.is_some_and(|content| self.equal.claims.contains_key(&(to, content)));
            for (kind, to) in behind(model, claim, says) {
                self.rests_on_source(&mut above, (kind, to), said, names_sources(model, claim));
            }
        }
        if above.is_empty() {
            above.push((self.end(source, said, Some(claim)), Edge::AssertedBy));
        }
        above.extend(support.iter().map(|by| (by.index() as u32 + 1, Edge::Supports)));
        self.add(node, &above);
    }

    /// What a claim says as it is followed up; its content only where it can be found elsewhere.
    fn said(&self, claim: ClaimId, draws: bool) -> Said {
        let model = self.model;
        let record = &model.claims()[claim];
        let authors = model.party_list(model.sources()[record.source].by);
        let reported = !model.asserters(claim).iter().all(|party| authors.contains(party));
        Said {
            content: draws.then(|| self.equal.contents.get(&model.contents_of(claim)).copied()).flatten(),
            by: reported.then_some(record.by),
            when: model.details_of(claim).and_then(|details| details.said),
        }
    }

    /// A source that a stop came through: the claims there that say the same, or else a passage.
    fn rests_on_source(
        &mut self,
        above: &mut Vec<(u32, Edge)>,
        (kind, to): (SourceLinkKind, SourceId),
        said: Said,
        is_own: bool,
    ) {
        let model = self.model;
        let edge = if is_own { Edge::Through(kind) } else { Edge::Cites(kind) };
        let same = said.content.and_then(|content| self.equal.claims.get(&(to, content)));
        let fits = |claim: ClaimId| {
            said.by.is_none_or(|by| model.party_list(by).iter().any(|party| model.asserters(claim).contains(party)))
        };
        let before = above.len();
        above.extend(
            same.into_iter().flatten().filter(|&&claim| fits(claim)).map(|claim| (claim.index() as u32 + 1, edge)),
        );
        if above.len() > before {
            return;
        }
        // Who speaks for himself says it when he writes, not when that was written which he draws on.
        let said = Said { when: said.by.and(said.when), ..said };
        let passage = self.passage_at(to, said);
        above.push((passage, edge));
    }

    fn passage_at(&mut self, source: SourceId, said: Said) -> u32 {
        if let Some(&passage) = self.passages.get(&(source, said)) {
            return passage;
        }
        let passage = self.stops.len() as u32;
        self.stops.push(Stop::Passage(source, said.by));
        self.passages.insert((source, said), passage);
        self.said.push((passage, source, said));
        passage
    }

    fn passage(&mut self, node: u32, source: SourceId, said: Said) {
        let model = self.model;
        let parties: &[PartyId] = said.by.map_or(&[], |by| model.party_list(by));
        let mut above = Vec::new();
        for link in source_links(model, source, parties) {
            self.rests_on_source(&mut above, link, said, false);
        }
        if above.is_empty() {
            above.push((self.end(source, said, None), Edge::IssuedBy));
        }
        self.add(node, &above);
    }

    /// The origin in which a way ends at a source.
    fn end(&mut self, source: SourceId, said: Said, claim: Option<ClaimId>) -> u32 {
        let model = self.model;
        let document = &model.sources()[source];
        let authors = model.party_list(document.by);
        let reported = said.by.filter(|&by| !model.party_list(by).iter().all(|party| authors.contains(party)));
        let by = match (reported, claim) {
            (Some(by), _) => by,
            (None, Some(claim)) if authors.is_empty() => model.claims()[claim].by,
            (None, _) => document.by,
        };
        let when = match reported {
            Some(_) => said.when,
            None => said.when.or(document.date),
        };
        let day = when.filter(|&when| {
            let when = &model.whens()[when];
            when.precision() == Precision::Day && when.shape() == Shape::Date && !when.qualified()
        });
        let key = match (day, reported) {
            (Some(day), _) if !model.party_list(by).is_empty() => Key::OnOneDay(by, day),
            (_, Some(by)) => Key::Reported(by, source),
            (_, None) => Key::Document(source),
        };
        if let Some(&node) = self.origin_of.get(&key) {
            return node;
        }
        let node = self.stops.len() as u32;
        self.stops.push(Stop::Origin(OriginId(self.origins.len() as u32)));
        self.origins.push(Origin { by, source, reported: reported.is_some(), said: when });
        self.origin_nodes.push(node);
        self.origin_of.insert(key, node);
        self.add(node, &[(ROOT, Edge::PartOf)]);
        node
    }

    fn add(&mut self, node: u32, above: &[(u32, Edge)]) {
        self.starts.push((node, self.above.len() as u32));
        let mut seen: FxHashSet<u32> = FxHashSet::default();
        for &(to, edge) in above {
            if above.len() == 1 || seen.insert(to) {
                self.above.push((to, edge));
            }
        }
    }
}

/// Whether a claim itself names the sources through which it came.
fn names_sources(model: &Model, claim: ClaimId) -> bool {
    model.links_of(claim).iter().any(|link| matches!(link.kind, ClaimLinkKind::Through(..)))
}

impl<'m> Builder<'m> {
    /// Puts what rests on what in the order of the stops.
    fn finish(self) -> Provenance<'m> {
        let nodes = self.stops.len();
        let mut places = vec![(0_u32, 0_u32); nodes];
        for (index, &(node, start)) in self.starts.iter().enumerate() {
            let end = self.starts.get(index + 1).map_or(self.above.len() as u32, |&(_, end)| end);
            places[node as usize] = (start, end);
        }
        let mut above = Vec::with_capacity(self.above.len());
        let mut starts = vec![0];
        let mut arrows = Vec::with_capacity(self.above.len());
        for (node, &(start, end)) in places.iter().enumerate() {
            for &(from, edge) in &self.above[start as usize..end as usize] {
                above.push((from, edge));
                arrows.push((from, node as u32));
            }
            starts.push(above.len() as u32);
        }
        Provenance {
            model: self.model,
            stops: self.stops,
            origins: self.origins,
            origin_nodes: self.origin_nodes,
            above,
            starts,
            graph: Digraph::new(nodes, &arrows),
            dominators: OnceLock::new(),
        }
    }
}
