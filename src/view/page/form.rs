//! What stands above the list: what the collection comes to, and the filters.

use std::collections::BTreeSet;

use super::Settings;
use super::gathered::Gathered;
use super::html::{counted, side_class, text};
use crate::analysis::checks::Checked;
use crate::model::{PartyId, SideId, Verdict};
use crate::reason::finding::Strength;

/// The title, and what there is.
pub(super) fn header(gathered: &Gathered<'_>, found: &Checked, settings: &Settings, out: &mut String) {
    let model = gathered.model();
    let of = |strength| gathered.contradictions.iter().filter(|(_, found)| found.strength == strength).count();
    let (hard, conditional, tensions) = (of(Strength::Hard), of(Strength::Conditional), of(Strength::Tension));
    let disputes = gathered
        .contradictions
        .chunk_by(|(one, _), (other, _)| one.is_in_dispute_with(other))
        .filter(|ways| ways.iter().any(|(finding, _)| finding.dispute().is_some()))
        .count();
    let judged = gathered.contradictions.iter().filter(|(finding, _)| finding.judgement.is_some()).count();
    out.push_str("<header>\n<p class=\"kicker\">What cannot all be true, by how much, and who says so</p>\n");
    out.push_str(&format!("<h1>{}</h1>\n<p>", text(model.title())));
    out.push_str(&format!(
        "{} in {}: <strong>{}</strong> in {} ({hard} hard, {conditional} conditional) and {}",
        counted(model.claims().len(), "claim"),
        counted(model.sources().len(), "source"),
        counted(disputes, "dispute"),
        counted(hard + conditional, "contradiction"),
        counted(tensions, "tension"),
    ));
    if judged > 0 {
        out.push_str(&format!(", {judged} of these judged"));
    }
    out.push_str(&format!(". {} passed.</p>\n", counted(found.passed.len(), "test")));
    if !settings.asked.is_empty() {
        let asked: Vec<String> = settings.asked.iter().map(|words| text(words)).collect();
        out.push_str(&format!("<p class=\"asked\">Asked for: {}.</p>\n", asked.join("; ")));
    }
    if found.cut {
        out.push_str("<p class=\"asked\">The work limits were reached: there may be more contradictions.</p>\n");
    }
    if found.unproved > 0 {
        out.push_str(&format!(
            "<p class=\"asked\">{} left out, because their proofs do not add up. This is a bug in gainsay: please report it.</p>\n",
            counted(found.unproved, "contradiction")
        ));
    }
    out.push_str("</header>\n");
}

/// The filters: shown by the script, which makes them work.
pub(super) fn filters(gathered: &Gathered<'_>, out: &mut String) {
    let model = gathered.model();
    let of_contradictions = || gathered.contradictions.iter().map(|(_, found)| found);
    let sides: BTreeSet<SideId> = of_contradictions().flat_map(|found| &found.sides).copied().collect();
    let parties: BTreeSet<PartyId> = of_contradictions().flat_map(|found| &found.parties).copied().collect();
    out.push_str("<form id=\"filters\" role=\"search\" aria-label=\"Filter the contradictions\" hidden>\n");
    out.push_str(
        "<label class=\"search\">Search <input type=\"search\" name=\"q\" autocomplete=\"off\" spellcheck=\"false\" \
         placeholder=\"words in headlines, claims, quotes and sources\"></label>\n",
    );
    out.push_str("<label>Party <select name=\"party\"><option value=\"\">any</option>");
    for party in parties {
        let (name, title) = (model.name(model.parties()[party].name), model.party_title(party));
        out.push_str(&format!("<option value=\"{}\">{}</option>", text(name), text(title)));
    }
    out.push_str("</select></label>\n<label>Judged <select name=\"judged\"><option value=\"\">or not</option><option>open</option>");
    for verdict in [Verdict::Explained, Verdict::Unresolved, Verdict::Resolved] {
        out.push_str(&format!("<option>{}</option>", verdict.word()));
    }
    out.push_str("</select></label>\n");
    if !sides.is_empty() {
        out.push_str("<fieldset><legend>With all of these sides</legend>");
        for side in sides {
            let name = text(model.name(model.sides()[side].name));
            let class = side_class(Some(side));
            out.push_str(&format!(
                "<label class=\"pick\"><input type=\"checkbox\" name=\"side\" value=\"{name}\"><span class=\"{class}\">{name}</span></label>"
            ));
        }
        out.push_str("</fieldset>\n");
    }
    out.push_str("<fieldset><legend>With any of these strengths</legend>");
    for strength in [Strength::Hard, Strength::Conditional, Strength::Tension] {
        let word = strength.word();
        out.push_str(&format!(
            "<label class=\"pick\"><input type=\"checkbox\" name=\"strength\" value=\"{word}\"><span>{word}</span></label>"
        ));
    }
    out.push_str("</fieldset>\n");
    out.push_str(
        "<p class=\"tally\"><span id=\"count\" role=\"status\" aria-live=\"polite\" aria-busy=\"true\"></span> ",
    );
    out.push_str(
        "<button type=\"reset\">Clear filters</button> <button type=\"button\" id=\"open\">Open all</button> \
         <button type=\"button\" id=\"close\">Close all</button> <a href=\"#help\">Help and keys</a></p>\n</form>\n",
    );
}
