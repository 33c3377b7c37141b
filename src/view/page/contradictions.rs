//! The list of contradictions, each of which opens all that is to be said of it.

use super::cards;
use super::gathered::Gathered;
use super::html::{FOLDED, OF_OTHERS, UNFOLDED, text};
use super::pictures::Pictures;
use crate::model::Model;
use crate::reason::finding::{Contradiction, Finding};
use crate::view::describe;
use crate::view::describe::opening;
use crate::view::prose::Role;

/// So many parties are named in a headline.
const PARTIES: usize = 6;

/// Every contradiction and tension.
pub(super) fn write(gathered: &Gathered<'_>, most_pictures: usize, out: &mut String) {
    out.push_str("<section id=\"contradictions\" aria-label=\"Contradictions\">\n<h2>Contradictions</h2>\n");
    if gathered.contradictions.is_empty() {
        out.push_str("<p>None.</p>\n");
    }
    out.push_str("<p id=\"none\" hidden>None fits the filters.</p>\n");
    let pictures = Pictures::new(gathered, most_pictures);
    for (place, (finding, found)) in gathered.contradictions.iter().enumerate() {
        headline(gathered, finding, found, out);
        out.push_str(FOLDED);
        body(gathered, place, &pictures, out);
        out.push_str(UNFOLDED);
    }
    out.push_str("</section>\n");
}

fn verdict(model: &Model, finding: &Finding) -> &'static str {
    finding.judgement.map_or("open", |id| model.judgements()[id].verdict.word())
}

/// What is seen of it while it is closed, and what the filters go by.
fn headline(gathered: &Gathered<'_>, finding: &Finding, found: &Contradiction, out: &mut String) {
    let model = gathered.model();
    let names = |names: Vec<&str>| text(&names.join(" "));
    let sides = names(found.sides.iter().map(|&side| model.name(model.sides()[side].name)).collect());
    let parties = names(found.parties.iter().map(|&party| model.name(model.parties()[party].name)).collect());
    let strength = found.strength.word();
    let verdict = verdict(model, finding);
    let way = if finding.is_told() { "" } else { " way" };
    out.push_str(&format!(
        "<details class=\"entry {strength}{way}\" data-id=\"{}\" data-strength=\"{strength}\" data-judged=\"{verdict}\" data-sides=\"{sides}\" data-parties=\"{parties}\">\n\
         <summary><h3>{}</h3>",
        text(&found.id),
        text(&opening(model, &finding.message.text))
    ));
    if found.gap.is_some() {
        let ratio = found.ratio_words().map(|ratio| format!(" <small>{ratio}</small>"));
        out.push_str(&format!(
            "<span class=\"apart\"><span class=\"quiet\">gap</span> {}{}</span>",
            text(&found.gap_words()),
            ratio.unwrap_or_default()
        ));
    }
    out.push_str(&format!("<span class=\"meta\"><span class=\"chip {strength}\">{strength}</span> "));
    if found.among_plans {
        out.push_str("<span class=\"chip\">among plans</span> ");
    }
    if finding.judgement.is_some() {
        out.push_str(&format!("<span class=\"chip\">judged {verdict}</span> "));
    }
    if let Some(dispute) = finding.dispute().filter(|dispute| dispute.is_head && dispute.ways > 1) {
        out.push_str(&format!("<span class=\"chip\">{}</span> ", dispute.words()));
    }
    for &party in found.parties.iter().take(PARTIES) {
        out.push_str(&gathered.party(party));
        out.push(' ');
    }
    if found.parties.len() > PARTIES {
        out.push_str(&format!("<span class=\"quiet\">and {} more</span> ", found.parties.len() - PARTIES));
    }
    out.push_str("</span></summary>\n");
}

/// All that is to be said of it: what was decided first, its picture and claims in the midst. Its id stands here,
/// so that an address opens it even without a script.
fn body(gathered: &Gathered<'_>, place: usize, pictures: &Pictures, out: &mut String) {
    let (finding, found) = gathered.contradictions[place];
    let id = text(&found.id);
    let code = finding.message.code;
    out.push_str(&format!(
        "<div class=\"body\" id=\"{id}\">\n<p class=\"quiet\"><a href=\"#{id}\">{id}</a> \u{b7} {} {}</p>\n",
        code.id, code.name
    ));
    let sections = describe::finding(gathered.model(), finding);
    let write = |roles: &[Role], out: &mut String| {
        let wanted = sections.iter().filter(|section| roles.contains(&section.role));
        wanted.for_each(|section| gathered.section(section, out));
    };
    write(&[Role::Judged], out);
    write(&[Role::Figures, Role::Because, Role::Size, Role::Remark, Role::RestsOn], out);
    pictures.write(place, out);
    out.push_str("<h4>Its claims</h4>\n<ul class=\"cards\">\n");
    let sharpened = found.sharpened.iter().flat_map(|more| more.claims.iter().map(|(claim, _)| claim));
    for &claim in finding.claims.iter().chain(sharpened) {
        cards::write(gathered, claim, out);
    }
    out.push_str("</ul>\n");
    out.push_str(OF_OTHERS);
    write(&[Role::AlsoSaid, Role::OtherReadings, Role::Dissolves], out);
    write(&[Role::Ways], out);
    other_ways(gathered, place, out);
    out.push_str("</div>\n");
}

/// The other ways of its dispute, which lie beside it in the list.
fn other_ways(gathered: &Gathered<'_>, place: usize, out: &mut String) {
    let (head, _) = gathered.contradictions[place];
    let after = gathered.contradictions[place + 1..].iter().map(|(finding, _)| *finding);
    let others: Vec<&Finding> = after.take_while(|finding| finding.is_in_dispute_with(head)).collect();
    if head.is_told() && !others.is_empty() {
        gathered.section(&describe::other_ways(gathered.model(), &others), out);
    }
}
