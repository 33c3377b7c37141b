//! What many sources say and all have from one.

use rustc_hash::FxHashMap;

use super::{Check, Context};
use crate::base::message::{Code, Message, Severity};
use crate::model::locate;
use crate::model::{ClaimId, SourceId};
use crate::provenance::{Chain, Provenance, Stop};
use crate::reason::finding::Finding;

/// Several sources, one origin.
const ONE_ORIGIN: Code = Code {
    id: "GS502",
    name: "many-sources-one-origin",
    severity: Severity::Note,
    explanation: "\
Claims in three or more sources say the same, and all of them go back to one origin: one party's one statement.
However often it is printed, it is one piece of evidence, and counts once.

Nothing is wrong with that. It matters when such claims are counted, or set against another that fewer
sources repeat: `gainsay origins` counts the origins of a claim, a quantity or a proposition.

If one of the sources knew it by itself, its claim should not say that it came `from` another.",
};

pub(super) const CHECK: Check = Check { codes: &[&ONE_ORIGIN], run };

/// From so many sources on it is told: that a copy and its original agree is no news.
const LEAST_SOURCES: usize = 3;
/// So many claims are shown.
const MOST_SHOWN: usize = 8;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.subject.model;
    let mut places: FxHashMap<Vec<_>, usize> = FxHashMap::default();
    let mut groups: Vec<Vec<ClaimId>> = Vec::new();
    for claim in model.claims().ids() {
        let place = *places.entry(model.contents_of(claim)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[place].push(claim);
    }
    groups.retain(|claims| sources(context, claims).len() >= LEAST_SOURCES);
    groups.into_iter().filter_map(|claims| finding(context, claims)).collect()
}

fn sources(context: &Context<'_>, claims: &[ClaimId]) -> Vec<SourceId> {
    let model = context.subject.model;
    let mut sources: Vec<SourceId> = claims.iter().map(|&claim| model.claims()[claim].source).collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

fn finding(context: &Context<'_>, claims: Vec<ClaimId>) -> Option<Finding> {
    let (model, provenance) = (context.subject.model, &context.provenance);
    // What all ways go through is known at once; the ways themselves are looked for only where there is one origin.
    provenance.common(&claims)?;
    let group = provenance.group(String::new(), claims);
    let [start] = group.origins.as_slice() else { return None };
    let origin = provenance.stop_text(Stop::Origin(start.origin));
    let count = sources(context, &group.claims).len();
    let text = format!("{count} sources say the same, and all have it from one origin: {origin}");
    let mut message = Message::new(&ONE_ORIGIN, text);
    for &claim in group.claims.iter().take(MOST_SHOWN) {
        message = message.at(locate::name(context.subject.texts, model, claim), "");
    }
    let mut ways: Vec<String> = start.chains.iter().take(MOST_SHOWN).map(|chain| way(provenance, chain)).collect();
    if group.claims.len() > MOST_SHOWN {
        ways.push(format!("- and {} more", group.claims.len() - MOST_SHOWN));
    }
    message = message.note(format!("how it came to each\n{}", ways.join("\n")));
    if let Some(through) = group.through {
        message = message.note(format!("all of it came through {}", provenance.stop_text(through)));
    }
    Some(Finding::plain(message, group.claims))
}

fn way(provenance: &Provenance<'_>, chain: &Chain) -> String {
    format!("- {}: {}", provenance.model().claim_name(chain.claim), provenance.chain_text(chain))
}
