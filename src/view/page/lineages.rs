//! A claim's lineage as nested lists, down to its origins.

use super::gathered::Gathered;
use super::html::text;
use crate::model::ClaimId;
use crate::provenance::graph::Node;
use crate::provenance::lineage::Step;
use crate::view::report::tree::describe;

/// So many steps of one lineage are shown.
const STEPS: usize = 200;

/// Where a claim comes from.
pub(super) fn write(gathered: &Gathered<'_>, claim: ClaimId, out: &mut String) {
    let Some(all) = gathered.lineages.get(&claim) else { return };
    // The claim itself is the first step.
    let steps = all.get(1..all.len().min(STEPS + 1)).unwrap_or_default();
    if steps.is_empty() {
        return;
    }
    let mut depth = 0;
    for item in steps {
        if item.depth > depth {
            out.push_str(if depth == 0 { "<ul class=\"lineage\">\n" } else { "\n<ul>\n" });
        } else {
            out.push_str("</li>\n");
            out.push_str(&"</ul>\n</li>\n".repeat(depth - item.depth));
        }
        depth = item.depth;
        out.push_str("<li>");
        step(gathered, item, out);
    }
    out.push_str(&"</li>\n</ul>\n".repeat(depth - 1));
    out.push_str("</li>\n</ul>\n");
    if !all.iter().any(|step| step.origin || step.cut) {
        out.push_str("<p class=\"quiet\">It has no origin: all that it rests on leads back to itself.</p>\n");
    }
    if steps.len() + 1 < all.len() || steps.iter().any(|step| step.cut) {
        let name = gathered.model().claim_name(claim);
        out.push_str(&format!("<p class=\"quiet\">There is more: <code>gainsay lineage {}</code>.</p>\n", text(&name)));
    }
}

fn step(gathered: &Gathered<'_>, step: &Step, out: &mut String) {
    let words = step.edge.map_or("", |edge| if step.back { edge.words_back() } else { edge.words() });
    let described = describe(gathered.model(), step.node);
    let what = match step.node {
        Node::Claim(claim) => gathered.claim_link_with(claim, &described),
        Node::Source(source) => gathered.source_link(source, &described),
        _ => text(&described),
    };
    out.push_str(&format!("<span class=\"quiet\">{words}</span> {what}"));
    if step.origin {
        out.push_str(" <span class=\"chip origin\">origin</span>");
    }
    if step.silent {
        out.push_str(" <span class=\"chip silent\">does not hold it</span>");
    }
    if step.circle {
        out.push_str(" <span class=\"chip circle\">circle</span>");
    } else if step.shown_above {
        out.push_str(" <span class=\"quiet\">(above)</span>");
    }
    if step.cut {
        out.push_str(" \u{2026}");
    }
}
