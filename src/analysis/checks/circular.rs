//! Sources that cite each other, and claims that repeat each other, in a circle.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Check, Context, Subject};
use crate::base::digraph::{Digraph, circles};
use crate::base::message::{Code, Message, Severity};
use crate::base::text::Span;
use crate::model::locate;
use crate::model::{Id, Model, SourceId, SourceLinkKind};
use crate::provenance::graph::Edge;
use crate::provenance::{Circle, Stop};
use crate::reason::finding::Finding;

/// Claims or sources that lead back to themselves.
const CIRCULAR: Code = Code {
    id: "GS501",
    name: "circular-reporting",
    severity: Severity::Warning,
    explanation: "\
Sources cite one another in a circle, or claims repeat one another: A has it from B, and B has it from A. However
many they are, they say it once, and if nothing else leads into the circle they have it from nowhere: `gainsay
origins` then counts no origin.

It happens that two works cite each other for different things; then name in each claim what it came from
(`from: [Cites(\"…\")]` on the claim), and the circle of sources has no bearing on it. Otherwise look for the first
of them, and for what it had it from.",
};

pub(super) const CHECK: Check = Check { codes: &[&CIRCULAR], run };

/// A circle of more steps than this is not spelled out to its end.
const MOST_STEPS: usize = 50;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let subject = context.subject;
    let model = subject.model;
    let found = context.provenance.circles();
    let mut findings: Vec<Finding> = found.iter().map(|circle| of_claims(subject, circle)).collect();
    let told: Vec<FxHashSet<SourceId>> = found.iter().map(|circle| sources_of(model, circle)).collect();
    let arrows = model.source_links().iter().map(|link| (link.from.index() as u32, link.to.index() as u32));
    let graph = Digraph::new(model.sources().len(), &arrows.collect::<Vec<_>>());
    for part in circles(&graph) {
        let part: Vec<SourceId> = part.into_iter().map(|index| SourceId::new(index as usize)).collect();
        // Claims that go round by way of the same sources were told.
        if told.iter().any(|sources| part.iter().all(|source| sources.contains(source))) {
            continue;
        }
        for &source in &part {
            let itself = model.links_of_source(source).iter().find(|link| link.to == source);
            findings.extend(itself.map(|link| of_sources(model, &[(source, link.kind)], 1)));
        }
        if part.len() > 1 {
            findings.push(of_sources(model, &shortest(model, &part), part.len()));
        }
    }
    findings
}

fn sources_of(model: &Model, circle: &Circle) -> FxHashSet<SourceId> {
    let stops = circle.steps.iter().filter_map(|(stop, _)| match *stop {
        Stop::Claim(claim) => Some(model.claims()[claim].source),
        Stop::Passage(source, _) => Some(source),
        Stop::Root | Stop::Origin(_) => None,
    });
    stops.collect()
}

fn of_claims(subject: Subject<'_>, circle: &Circle) -> Finding {
    let model = subject.model;
    let name = |stop: Stop| match stop {
        Stop::Claim(claim) => model.claim_name(claim),
        Stop::Passage(source, _) => model.name(model.sources()[source].name).to_owned(),
        Stop::Root | Stop::Origin(_) => String::new(),
    };
    let span = |stop: Stop| match stop {
        Stop::Claim(claim) => Some(locate::name(subject.texts, model, claim)),
        Stop::Passage(source, _) => Some(model.sources()[source].span),
        Stop::Root | Stop::Origin(_) => None,
    };
    let steps: Vec<(String, Option<Span>, Edge)> =
        circle.steps.iter().map(|&(stop, edge)| (name(stop), span(stop), edge)).collect();
    let first = &steps[0].0;
    let text = match steps.len() {
        1 => format!("`{first}` {} itself", steps[0].2.words()),
        count => format!("`{first}` goes back to itself, in {count} steps"),
    };
    let mut message = Message::new(&CIRCULAR, text);
    for (at, (_, span, edge)) in steps.iter().enumerate().take(MOST_STEPS) {
        let Some(span) = span else { continue };
        message = message.at(*span, format!("{} `{}`", edge.words(), steps[(at + 1) % steps.len()].0));
    }
    if steps.len() > MOST_STEPS {
        message = message.note(format!("and so on, {} steps in all", steps.len()));
    }
    let around = circle.steps.iter().filter(|(stop, _)| matches!(stop, Stop::Claim(_))).count();
    if circle.claims.len() > around {
        message = message.note(format!("{} claims lead back to each other here", circle.claims.len()));
    }
    message = message.note(if circle.has_origin {
        "what leads into the circle from outside is its only origin"
    } else {
        "nothing leads into the circle from outside: what it says has no origin"
    });
    Finding::plain(message, circle.claims.clone())
}

fn of_sources(model: &Model, steps: &[(SourceId, SourceLinkKind)], all: usize) -> Finding {
    let name = |source: SourceId| model.name(model.sources()[source].name);
    let text = match steps.len() {
        1 => format!("`{}` {} itself", name(steps[0].0), steps[0].1.verb()),
        count => format!("`{}` goes back to itself, in {count} steps", name(steps[0].0)),
    };
    let mut message = Message::new(&CIRCULAR, text);
    for (at, &(source, kind)) in steps.iter().enumerate().take(MOST_STEPS) {
        let next = name(steps[(at + 1) % steps.len()].0);
        message = message.at(model.sources()[source].span, format!("{} `{next}`", kind.verb()));
    }
    if steps.len() > MOST_STEPS {
        message = message.note(format!("and so on, {} steps in all", steps.len()));
    }
    if all > steps.len() {
        message = message.note(format!("{all} sources lead back to each other here"));
    }
    Finding::plain(message, Vec::new())
}

/// A shortest circle of two steps or more through the first source of a part, each step with its link to the next.
fn shortest(model: &Model, part: &[SourceId]) -> Vec<(SourceId, SourceLinkKind)> {
    let first = part[0];
    let mut came_from: FxHashMap<SourceId, (SourceId, SourceLinkKind)> = FxHashMap::default();
    let mut queue = VecDeque::from([first]);
    while let Some(source) = queue.pop_front() {
        let inside = |to: SourceId| to != source && part.binary_search(&to).is_ok();
        for link in model.links_of_source(source).iter().filter(|link| inside(link.to)) {
            if came_from.contains_key(&link.to) {
                continue;
            }
            came_from.insert(link.to, (source, link.kind));
            queue.push_back(link.to);
        }
        if came_from.contains_key(&first) {
            break;
        }
    }
    let mut steps = Vec::new();
    let mut at = first;
    while let Some(&(before, kind)) = came_from.get(&at) {
        steps.push((before, kind));
        at = before;
        if at == first {
            break;
        }
    }
    steps.reverse();
    steps
}
