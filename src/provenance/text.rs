//! Stops and chains in words.

use super::{Chain, Circle, Provenance, Stop};
use crate::provenance::graph::Edge;

/// Of a longer chain the middle is counted.
const MOST_STEPS: usize = 8;

impl Provenance<'_> {
    /// A stop in a few words: a claim's or source's name, an origin's parties, date and document.
    pub fn stop_text(&self, stop: Stop) -> String {
        let model = self.model;
        let source_name = |source| model.name(model.sources()[source].name);
        match stop {
            Stop::Root => "an origin".to_owned(),
            Stop::Claim(claim) => model.claim_name(claim),
            Stop::Passage(source, _) => source_name(source).to_owned(),
            Stop::Origin(id) => {
                let origin = self.origin(id);
                let parties = self.parties(id);
                let who = if parties.is_empty() { "unknown author".to_owned() } else { model.party_titles(parties) };
                let said = origin.said.map(|said| format!(", {}", model.whens()[said].human())).unwrap_or_default();
                let reported = if origin.reported { "as reported in " } else { "" };
                format!("{who}{said} ({reported}{})", source_name(origin.source))
            }
        }
    }

    /// How a step leads on: "cites", "repeats"; at an origin, that it is one.
    pub fn step_words(&self, edge: Edge, to: Stop) -> &'static str {
        match (edge, to) {
            (Edge::AssertedBy, Stop::Origin(_)) => "stated by",
            (Edge::Supports, _) => edge.words_back(),
            (edge, _) => edge.words(),
        }
    }

    /// A circle from its first step on and back: "a/c cites b/d, b/d repeats a/c".
    pub fn circle_text(&self, circle: &Circle) -> String {
        let steps = &circle.steps;
        let step = |at: usize| {
            let ((from, edge), to) = (steps[at], steps[(at + 1) % steps.len()].0);
            format!("{} {} {}", self.stop_text(from), edge.words(), self.stop_text(to))
        };
        if steps.len() <= MOST_STEPS {
            return (0..steps.len()).map(step).collect::<Vec<_>>().join(", ");
        }
        let between = format!("… {} more steps …", steps.len() - MOST_STEPS);
        let end = steps.len() - MOST_STEPS / 2..steps.len();
        (0..MOST_STEPS / 2).map(step).chain([between]).chain(end.map(step)).collect::<Vec<_>>().join(", ")
    }

    /// A chain after its claim: "repeats paper/a, cites cable, issued by Ministry, 4 May 1950 (cable)".
    pub fn chain_text(&self, chain: &Chain) -> String {
        let step = |&(edge, to): &(Edge, Stop)| format!("{} {}", self.step_words(edge, to), self.stop_text(to));
        let steps = &chain.steps;
        if steps.len() <= MOST_STEPS {
            return steps.iter().map(step).collect::<Vec<_>>().join(", ");
        }
        let (start, end) = (&steps[..MOST_STEPS / 2], &steps[steps.len() - MOST_STEPS / 2..]);
        let between = format!("… {} more steps …", steps.len() - start.len() - end.len());
        start.iter().map(step).chain([between]).chain(end.iter().map(step)).collect::<Vec<_>>().join(", ")
    }
}
