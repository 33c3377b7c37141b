//! What falls if something is withdrawn.

use serde_json::{Value, json};

use super::check::finding_json;
use super::origins::stop_json;
use super::tree::{describe, name_of};
use super::{Format, json_text, visible};
use crate::analysis::impact::{Impact, What};
use crate::base::text::Texts;
use crate::model::ClaimId;
use crate::provenance::graph::Node;
use crate::provenance::{Provenance, Stop};
use crate::reason::finding::Finding;

/// So many lines of a kind are shown; the others are counted.
const MOST_SHOWN: usize = 40;

/// What falls, as text.
pub fn impact(texts: &Texts, provenance: &Provenance<'_>, impact: &Impact, format: Format) -> String {
    match format {
        Format::Human => human(provenance, impact),
        Format::Short => short(provenance, impact),
        Format::Json => json_text(&to_json(texts, provenance, impact)),
    }
}

fn node(what: What) -> Node {
    match what {
        What::Claim(id) => Node::Claim(id),
        What::Source(id) => Node::Source(id),
        What::Party(id) => Node::Party(id),
    }
}

fn human(provenance: &Provenance<'_>, impact: &Impact) -> String {
    let model = provenance.model();
    let (kind, _) = name_of(model, node(impact.what));
    let mut text = format!("without {kind} {}\n", visible(&describe(model, node(impact.what))));
    let claim = |&claim: &ClaimId| describe(model, Node::Claim(claim));
    if !matches!(impact.what, What::Claim(_)) {
        list(&mut text, "goes with it", &impact.withdrawn, claim);
    }
    list(&mut text, "loses its only support", &impact.fallen, claim);
    list(&mut text, "loses some support", &impact.weakened, |(claim, left)| {
        let left: Vec<String> = left.iter().map(|&stop| provenance.stop_text(stop)).collect();
        format!("{}; still rests on {}", model.claim_name(*claim), left.join(" and "))
    });
    list(&mut text, "nobody speaks any more of", &impact.silent, |&node| describe(model, node));
    list(&mut text, "contradictions that vanish", &impact.vanished, headline);
    list(&mut text, "contradictions that appear", &impact.appeared, headline);
    if impact.vanished.is_empty() && impact.appeared.is_empty() {
        text.push_str("no contradiction vanishes\n");
    }
    text.push_str(&format!("{} contradictions and tensions stay\n", impact.stay));
    if impact.cut {
        text.push_str("limits were reached: there may be more of either (`--limit-work`)\n");
    }
    text
}

fn list<T>(text: &mut String, label: &str, items: &[T], line: impl Fn(&T) -> String) {
    if items.is_empty() {
        return;
    }
    text.push_str(&format!("{label}: {}\n", items.len()));
    for item in items.iter().take(MOST_SHOWN) {
        text.push_str(&format!("  - {}\n", visible(&line(item))));
    }
    if items.len() > MOST_SHOWN {
        text.push_str(&format!("  … and {} more\n", items.len() - MOST_SHOWN));
    }
}

fn headline(finding: &Finding) -> String {
    match &finding.contradiction {
        Some(contradiction) => {
            format!("{} ({}): {}", contradiction.id, contradiction.strength.word(), finding.message.text)
        }
        None => finding.message.text.clone(),
    }
}

fn short(provenance: &Provenance<'_>, impact: &Impact) -> String {
    let model = provenance.model();
    let name = |word: &str, claim: ClaimId| format!("{word}\t{}\n", visible(&model.claim_name(claim)));
    let finding = |word: &str, finding: &Finding| format!("{word}\t{}\n", visible(&headline(finding)));
    let mut text = String::new();
    impact.withdrawn.iter().for_each(|&claim| text.push_str(&name("withdrawn", claim)));
    impact.fallen.iter().for_each(|&claim| text.push_str(&name("fallen", claim)));
    impact.weakened.iter().for_each(|(claim, _)| text.push_str(&name("weakened", *claim)));
    for &node in &impact.silent {
        text.push_str(&format!("silent\t{}\n", visible(&name_of(model, node).1)));
    }
    impact.vanished.iter().for_each(|found| text.push_str(&finding("vanished", found)));
    impact.appeared.iter().for_each(|found| text.push_str(&finding("appeared", found)));
    text
}

fn to_json(texts: &Texts, provenance: &Provenance<'_>, impact: &Impact) -> Value {
    let model = provenance.model();
    let names = |claims: &[ClaimId]| claims.iter().map(|&claim| model.claim_name(claim)).collect::<Vec<_>>();
    let findings =
        |list: &[Finding]| list.iter().map(|finding| finding_json(texts, model, finding)).collect::<Vec<_>>();
    let weakened = |(claim, left): &(ClaimId, Vec<Stop>)| {
        let left: Vec<Value> = left.iter().map(|&stop| stop_json(provenance, stop)).collect();
        json!({ "claim": model.claim_name(*claim), "still_rests_on": left })
    };
    let silent = |&node: &Node| {
        let (kind, name) = name_of(model, node);
        json!({ "kind": kind, "name": name })
    };
    let (kind, name) = name_of(model, node(impact.what));
    json!({
        "schema": 1,
        "without": { "kind": kind, "name": name },
        "withdrawn": names(&impact.withdrawn),
        "fallen": names(&impact.fallen),
        "weakened": impact.weakened.iter().map(weakened).collect::<Vec<_>>(),
        "silent": impact.silent.iter().map(silent).collect::<Vec<_>>(),
        "vanished": findings(&impact.vanished),
        "appeared": findings(&impact.appeared),
        "stay": impact.stay,
        "cut": impact.cut,
    })
}
