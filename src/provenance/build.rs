//! From the model to the graph of what rests on what.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::behind::{behind, named_sources, source_links};
use super::ends::Ends;
use super::silent::Silent;
use super::{OriginId, Provenance, ROOT, Stop};
use crate::base::digraph::Digraph;
use crate::model::{
    ClaimId, ClaimLinkKind, Content, Model, NameId, PartiesId, PartyId, SourceId, SourceLinkKind, WhenId,
};
use crate::provenance::graph::Edge;

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

/// What something rests on.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Target {
    /// A claim or a passage, by its place among the stops.
    Stop(u32),
    /// The end of a way, by its place.
    End(u32),
}

struct Builder<'m> {
    model: &'m Model,
    equal: Equal,
    stops: Vec<Stop>,
    passages: FxHashMap<(SourceId, Said), u32>,
    /// What each passage says, in the order in which they were made; their stops follow the claims'.
    said: Vec<(u32, SourceId, Said)>,
    ends: Ends<'m>,
    silent: Silent,
    /// What rests on what, with how; all of one stop together.
    above: Vec<(Target, Edge)>,
    starts: Vec<(u32, u32)>,
}

pub(super) fn build(model: &Model, silent: Silent) -> Provenance<'_> {
    let stops = std::iter::once(Stop::Root).chain(model.claims().ids().map(Stop::Claim)).collect();
    let mut builder = Builder {
        model,
        equal: equal(model),
        stops,
        passages: FxHashMap::default(),
        said: Vec::new(),
        ends: Ends::new(model),
        silent,
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
        let mut above: Vec<(Target, Edge)> = Vec::new();
        for link in model.links_of(claim) {
            match link.kind {
                ClaimLinkKind::Repeats(to) => above.push((Target::claim(to), Edge::Repeats)),
                ClaimLinkKind::ComputedFrom(to) => above.push((Target::claim(to), Edge::DerivesFrom)),
                _ => {}
            }
        }
        let source = model.claims()[claim].source;
        let names_sources = named_sources(model, claim).next().is_some();
        let draws = names_sources || !model.links_of_source(source).is_empty();
        let said = self.said(claim, draws);
        // Who repeats or computes says where he has it from; what his source draws on besides is no news.
        if draws && (above.is_empty() || names_sources) {
            let says =
                |to: SourceId| said.content.is_some_and(|content| self.equal.claims.contains_key(&(to, content)));
            for (kind, to) in behind(model, claim, says) {
                if self.silent.is(claim, to) {
                    continue;
                }
                self.rests_on_source(&mut above, (kind, to), said, names_sources);
            }
        }
        if above.is_empty() {
            above.push((Target::End(self.ends.at(source, said.by, said.when, Some(claim))), Edge::AssertedBy));
        }
        above.extend(support.iter().map(|&by| (Target::claim(by), Edge::Supports)));
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
        above: &mut Vec<(Target, Edge)>,
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
            same.into_iter().flatten().filter(|&&claim| fits(claim)).map(|&claim| (Target::claim(claim), edge)),
        );
        if above.len() > before {
            return;
        }
        // Who speaks for himself says it when he writes, not when that was written which he draws on.
        let said = Said { when: said.by.and(said.when), ..said };
        let passage = self.passage_at(to, said);
        above.push((Target::Stop(passage), edge));
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
        for link in source_links(model, source, parties, said.when) {
            self.rests_on_source(&mut above, link, said, false);
        }
        if above.is_empty() {
            above.push((Target::End(self.ends.at(source, said.by, said.when, None)), Edge::IssuedBy));
        }
        self.add(node, &above);
    }

    fn add(&mut self, node: u32, above: &[(Target, Edge)]) {
        self.starts.push((node, self.above.len() as u32));
        let mut seen: FxHashSet<Target> = FxHashSet::default();
        for &(to, edge) in above {
            if above.len() == 1 || seen.insert(to) {
                self.above.push((to, edge));
            }
        }
    }
}

impl Target {
    fn claim(claim: ClaimId) -> Self {
        Target::Stop(claim.index() as u32 + 1)
    }
}

impl<'m> Builder<'m> {
    /// Puts what rests on what in the order of the stops, which the origins end.
    fn finish(self) -> Provenance<'m> {
        let (origins, origin_of) = self.ends.origins();
        let mut stops = self.stops;
        let inner = stops.len();
        let origin_nodes: Vec<u32> = (0..origins.len()).map(|at| (inner + at) as u32).collect();
        stops.extend((0..origins.len() as u32).map(|at| Stop::Origin(OriginId(at))));
        let mut places = vec![(0_u32, 0_u32); inner];
        for (index, &(node, start)) in self.starts.iter().enumerate() {
            let end = self.starts.get(index + 1).map_or(self.above.len() as u32, |&(_, end)| end);
            places[node as usize] = (start, end);
        }
        let mut above: Vec<(u32, Edge)> = Vec::with_capacity(self.above.len() + origins.len());
        let mut starts = vec![0];
        for &(start, end) in &places {
            for &(target, edge) in &self.above[start as usize..end as usize] {
                let on = match target {
                    Target::Stop(node) => node,
                    Target::End(end) => origin_nodes[origin_of[end as usize] as usize],
                };
                above.push((on, edge));
            }
            starts.push(above.len() as u32);
        }
        for _ in &origins {
            above.push((ROOT, Edge::PartOf));
            starts.push(above.len() as u32);
        }
        let arrows: Vec<(u32, u32)> = (0..stops.len())
            .flat_map(|node| {
                let own = &above[starts[node] as usize..starts[node + 1] as usize];
                own.iter().map(move |&(from, _)| (from, node as u32))
            })
            .collect();
        Provenance {
            model: self.model,
            silent: self.silent,
            graph: Digraph::new(stops.len(), &arrows),
            stops,
            origins,
            origin_nodes,
            above,
            starts,
            dominators: OnceLock::new(),
            circles: OnceLock::new(),
        }
    }
}
