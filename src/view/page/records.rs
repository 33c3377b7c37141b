//! The entries of claims and of sources: one each, to which everything leads.

use super::cards::{quote, says};
use super::gathered::Gathered;
use super::html::{FOLDED, OF_OTHERS, UNFOLDED, claim_id, counted, source_id, text};
use super::lineages;
use crate::model::{ClaimId, Model, SourceId};
use crate::picture::diagram::Link;
use crate::provenance::graph::{Edge, Node};
use crate::view::embed::in_full;
use crate::view::report::tree::describe;

/// The claims in contradictions and other findings, and those that they come from.
pub(super) fn claims(gathered: &Gathered<'_>, out: &mut String) {
    if gathered.claims.is_empty() {
        return;
    }
    let model = gathered.model();
    out.push_str(&format!(
        "<section id=\"claims\" aria-label=\"Claims\">\n<h2>Claims</h2>\n<p class=\"quiet\">{} of {}: those in what was found, and those that these come from.</p>\n",
        gathered.claims.len(),
        counted(model.claims().len(), "claim")
    ));
    for &claim in &gathered.claims {
        let name = model.claim_name(claim);
        let statement = model.readings_of(claim).next().map(|(_, reading)| model.statement_words(&reading.statement));
        out.push_str(&format!(
            "<details class=\"record\" data-id=\"{}\"><summary><span class=\"name\">{}</span> <span class=\"quiet\">{}: {}</span></summary>{FOLDED}<div class=\"body\" id=\"{}\">\n",
            text(&claim_id(&name)),
            text(&name),
            text(&model.party_titles(model.asserters(claim))),
            text(&statement.unwrap_or_default()),
            text(&claim_id(&name))
        ));
        claim_body(gathered, claim, out);
        out.push_str(&format!("</div>\n{UNFOLDED}"));
    }
    out.push_str("</section>\n");
}

fn row(label: &str, html: &str, out: &mut String) {
    if !html.is_empty() {
        out.push_str(&format!("<dt>{label}</dt><dd>{html}</dd>\n"));
    }
}

fn claim_body(gathered: &Gathered<'_>, claim: ClaimId, out: &mut String) {
    let model = gathered.model();
    let record = &model.claims()[claim];
    let details = model.details_of(claim);
    out.push_str(&format!("<p>{}</p>\n", gathered.asserters(claim)));
    says(gathered, claim, out);
    quote(model, claim, out);
    if let Some(original) = details.and_then(|details| details.original) {
        out.push_str(&format!("<blockquote>{}</blockquote>\n", text(model.prose(original))));
    }
    out.push_str("<dl>\n");
    if let Some(via) = details.and_then(|details| details.via) {
        let parties: Vec<String> = model.party_list(via).iter().map(|&party| gathered.party(party)).collect();
        row("by way of", &parties.join(" "), out);
    }
    if let Some(said) = details.and_then(|details| details.said) {
        row("said", &text(&model.whens()[said].human()), out);
    }
    row("meant as", record.mode.word(), out);
    if let Some(credibility) = record.credibility {
        row("credibility", &credibility.to_string(), out);
    }
    row("at", &record.at.map(|at| text(model.prose(at))).unwrap_or_default(), out);
    let note = details.and_then(|details| details.note);
    row("note", &note.map(|note| text(model.prose(note))).unwrap_or_default(), out);
    out.push_str(OF_OTHERS);
    row("links", &near(gathered, claim, false), out);
    row("linked by", &near(gathered, claim, true), out);
    out.push_str("</dl>\n<h4>Where it comes from</h4>\n");
    lineages::write(gathered, claim, out);
    let involved = gathered.involved.get(&claim).map(Vec::as_slice).unwrap_or_default();
    if involved.is_empty() {
        out.push_str("<p>In no contradiction that is shown here.</p>\n");
        return;
    }
    out.push_str("<h4>In contradictions</h4>\n<ul>\n");
    for &place in involved {
        let (finding, found) = gathered.contradictions[place];
        out.push_str(&format!("<li><a href=\"#{}\">{}</a></li>\n", text(&found.id), text(&finding.message.text)));
    }
    out.push_str("</ul>\n");
}

/// The claims that it is linked with, besides its lineage: those that it disputes, and those that build on it.
fn near(gathered: &Gathered<'_>, claim: ClaimId, back: bool) -> String {
    /// So many are listed.
    const MOST: usize = 50;
    let graph = gathered.analysis.graph();
    let edges = if back { graph.back(Node::Claim(claim)) } else { graph.out(Node::Claim(claim)) };
    let linked: Vec<(Edge, ClaimId)> = edges
        .into_iter()
        .filter_map(|(edge, node)| match (edge, node) {
            (Edge::Disputes, Node::Claim(other)) => Some((edge, other)),
            (Edge::Repeats | Edge::DerivesFrom | Edge::Corrects, Node::Claim(other)) if back => Some((edge, other)),
            (Edge::Supports, Node::Claim(other)) if !back => Some((edge, other)),
            _ => None,
        })
        .collect();
    let words = |edge: Edge| if back { edge.words_back() } else { edge.words() };
    let shown = linked
        .iter()
        .take(MOST)
        .map(|&(edge, other)| format!("<span class=\"quiet\">{}</span> {}", words(edge), gathered.claim_link(other)));
    let mut shown: Vec<String> = shown.collect();
    if linked.len() > MOST {
        shown.push(format!("and {} more", linked.len() - MOST));
    }
    shown.join("<br>")
}

/// The sources of the claims, and those that they come from.
pub(super) fn sources(gathered: &Gathered<'_>, out: &mut String) {
    if gathered.sources.is_empty() {
        return;
    }
    let model = gathered.model();
    out.push_str(&format!(
        "<section id=\"sources\" aria-label=\"Sources\">\n<h2>Sources</h2>\n<p class=\"quiet\">{} of {}.</p>\n",
        gathered.sources.len(),
        counted(model.sources().len(), "source")
    ));
    // The claims of a source lie side by side, as they do in the model.
    for &source in &gathered.sources {
        let name = model.name(model.sources()[source].name);
        out.push_str(&format!(
            "<details class=\"record\" data-id=\"{}\"><summary><span class=\"name\">{}</span> <span class=\"quiet\">{}</span></summary>{FOLDED}<div class=\"body\" id=\"{}\">\n",
            text(&source_id(name)),
            text(name),
            text(&title(model, source)),
            text(&source_id(name))
        ));
        source_body(gathered, source, out);
        out.push_str(&format!("</div>\n{UNFOLDED}"));
    }
    out.push_str("</section>\n");
}

fn title(model: &Model, source: SourceId) -> String {
    let record = &model.sources()[source];
    record.title.map_or_else(|| record.kind.word().to_owned(), |title| model.prose(title).to_owned())
}

fn source_body(gathered: &Gathered<'_>, source: SourceId, out: &mut String) {
    let model = gathered.model();
    let record = &model.sources()[source];
    out.push_str(&format!("<p>{}.</p>\n<dl>\n", gathered.spans(&in_full(model, source))));
    let by: Vec<String> = model.party_list(record.by).iter().map(|&party| gathered.party(party)).collect();
    row("by", &by.join(" "), out);
    if let Some(link) = record.url.and_then(|url| Link::parse(model.prose(url))) {
        let url = text(link.as_str());
        row("address", &format!("<a href=\"{url}\" rel=\"noreferrer\">{url}</a>"), out);
    }
    row("grade", &record.grade.map(|grade| grade.letter().to_string()).unwrap_or_default(), out);
    row("seen", if record.unseen { "no: known only through others" } else { "" }, out);
    row("note", &record.note.map(|note| text(model.prose(note))).unwrap_or_default(), out);
    let draws: Vec<String> = model
        .links_of_source(source)
        .iter()
        .map(|link| {
            let described = describe(model, Node::Source(link.to));
            format!("<span class=\"quiet\">{}</span> {}", link.kind.verb(), gathered.source_link(link.to, &described))
        })
        .collect();
    out.push_str(OF_OTHERS);
    row("draws on", &draws.join("<br>"), out);
    let claims: Vec<String> = model
        .claims_of(source)
        .filter(|claim| gathered.claims.contains(claim))
        .map(|id| gathered.claim_link(id))
        .collect();
    row("claims here", &claims.join(", "), out);
    out.push_str("</dl>\n");
}
