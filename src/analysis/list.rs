//! What is listed of each kind of thing.

use rustc_hash::FxHashMap;

use crate::analysis::checks::Checked;
use crate::analysis::filter::Filter;
use crate::base::table::Table;
use crate::base::text::Texts;
use crate::model::{BuiltIn, ClaimId, Judgement, JudgementId, Model, PartyId, SourceId, Statement, Wording};
use crate::provenance::graph::Node;
use crate::reason::finding::{Contradiction, Finding, Standing};
use crate::reason::passed::{Passed, fitting};

mod vocabulary;

pub use vocabulary::{codes, measures, propositions, sides};

fn kept<'a>(model: &'a Model, filter: &'a Filter) -> impl Iterator<Item = ClaimId> + 'a {
    model.claims().ids().filter(|&claim| filter.keeps_claim(model, claim))
}

/// The claims that a filter leaves in.
///
/// # Panics
/// Never: every claim has a reading.
pub fn claims(model: &Model, filter: &Filter) -> Table {
    let row = |claim: ClaimId| {
        let (_, reading) = model.readings_of(claim).next().expect("a claim says something");
        let (what, value, read) = match reading.statement {
            Statement::Figure { of, is } => {
                let value = &model.values()[is];
                (model.of_words(of), model.name(value.wording).to_owned(), model.reading_words(of, value))
            }
            ref statement => (model.statement_words(statement), String::new(), String::new()),
        };
        let mode = model.claims()[claim].mode.word().to_owned();
        vec![model.claim_name(claim), model.party_titles(model.asserters(claim)), what, value, read, mode]
    };
    Table {
        things: "claims",
        columns: vec!["claim", "by", "says", "value", "read as", "mode"],
        numeric: vec![3, 4],
        rows: kept(model, filter).map(row).collect(),
    }
}

/// The sources that claims left in were read in.
pub fn sources(model: &Model, filter: &Filter) -> Table {
    let mut claims: FxHashMap<SourceId, usize> = FxHashMap::default();
    for claim in kept(model, filter) {
        *claims.entry(model.claims()[claim].source).or_default() += 1;
    }
    // A source by a party that is asked for counts as well as one in which the party speaks.
    let by_them = |id: SourceId| filter.asks_for_any(model, model.party_list(model.sources()[id].by));
    let listed =
        |id: SourceId| filter.is_empty() || claims.contains_key(&id) || (filter.is_of_parties_only() && by_them(id));
    let rows = model.sources().iter().filter(|(id, _)| listed(*id)).map(|(id, source)| {
        let text = |prose: Option<_>| prose.map(|prose| model.prose(prose).to_owned()).unwrap_or_default();
        let seen = if source.unseen { "unseen" } else { "seen" };
        vec![
            model.name(source.name).to_owned(),
            source.kind.word().to_owned(),
            model.party_titles(model.party_list(source.by)),
            source.date.map(|date| model.whens()[date].text().to_owned()).unwrap_or_default(),
            text(source.title),
            seen.to_owned(),
            claims.get(&id).copied().unwrap_or(0).to_string(),
        ]
    });
    Table {
        things: "sources",
        columns: vec!["source", "kind", "by", "date", "title", "seen", "claims"],
        numeric: vec![6],
        rows: rows.collect(),
    }
}

/// The parties who make claims that are left in.
pub fn parties(model: &Model, filter: &Filter) -> Table {
    let mut claims: FxHashMap<PartyId, usize> = FxHashMap::default();
    for claim in kept(model, filter) {
        for &party in model.asserters(claim) {
            *claims.entry(party).or_default() += 1;
        }
    }
    // Of the parties who speak together, only those that are asked for.
    let wanted =
        |id: PartyId| (filter.parties.is_empty() && filter.sides.is_empty()) || filter.asks_for_any(model, &[id]);
    let listed =
        |id: PartyId| wanted(id) && (filter.is_empty() || filter.is_of_parties_only() || claims.contains_key(&id));
    let rows = model.parties().iter().filter(|(id, _)| listed(*id)).map(|(id, party)| {
        vec![
            model.name(party.name).to_owned(),
            model.party_title(id).to_owned(),
            party.side.map(|side| model.name(model.sides()[side].name).to_owned()).unwrap_or_default(),
            claims.get(&id).copied().unwrap_or(0).to_string(),
        ]
    });
    Table {
        things: "parties",
        columns: vec!["party", "name", "side", "claims"],
        numeric: vec![3],
        rows: rows.collect(),
    }
}

/// What the claims left in are about.
pub fn quantities(model: &Model, filter: &Filter) -> Table {
    let mut claims = vec![0_usize; model.quantities().len()];
    for claim in kept(model, filter) {
        for subject in crate::analysis::filter::subjects(model, claim) {
            if let Node::Quantity(id) = subject
                && filter.keeps_subject(model, subject)
            {
                claims[id.index()] += 1;
            }
        }
    }
    let mut rows: Vec<Vec<String>> = model
        .quantities()
        .iter()
        .filter(|(id, _)| claims[id.index()] > 0)
        .map(|(id, quantity)| {
            let unit = model.measures()[quantity.measure].unit.map(|unit| model.prose(unit).to_owned());
            vec![model.quantity_words(id), unit.unwrap_or_default(), claims[id.index()].to_string()]
        })
        .collect();
    rows.sort();
    Table { things: "quantities", columns: vec!["quantity", "unit", "claims"], numeric: vec![2], rows }
}

/// Every rule, those of the collection first.
pub fn rules(model: &Model) -> Table {
    let own = model.rules().iter().map(|(_, rule)| {
        let active = if rule.active { "yes" } else { "what-if" };
        vec![
            model.name(rule.name).to_owned(),
            rule.basis.word().to_owned(),
            active.to_owned(),
            model.prose(rule.says).to_owned(),
        ]
    });
    let built_in = BuiltIn::ALL.into_iter().map(|rule| {
        vec![rule.name().to_owned(), rule.basis().word().to_owned(), "built in".to_owned(), rule.says().to_owned()]
    });
    Table {
        things: "rules",
        columns: vec!["rule", "basis", "active", "says"],
        numeric: vec![],
        rows: own.chain(built_in).collect(),
    }
}

/// The contradictions and tensions that a filter leaves in.
pub fn contradictions(model: &Model, filter: &Filter, findings: &[Finding]) -> Table {
    let kept = findings.iter().filter(|finding| filter.keeps_finding(model, finding));
    let rows = kept.filter_map(|finding| {
        let contradiction = finding.contradiction.as_ref()?;
        let quantities: Vec<String> = contradiction.quantities.iter().map(|&of| model.of_words(of)).collect();
        let claims: Vec<String> = finding.claims.iter().map(|&claim| model.claim_name(claim)).collect();
        let judged = finding.judgement.map(|id| model.judgements()[id].verdict.word());
        Some(vec![
            contradiction.id.clone(),
            contradiction.strength.word().to_owned(),
            quantities.join(", "),
            contradiction.gap_text(),
            ratio(model, contradiction),
            claims.join(", "),
            judged.unwrap_or("open").to_owned(),
            contradiction.dispute.as_ref().map(|dispute| dispute.head.clone()).unwrap_or_default(),
        ])
    });
    Table {
        things: "contradictions",
        columns: vec!["contradiction", "strength", "about", "gap", "ratio", "claims", "judged", "dispute"],
        numeric: vec![3, 4],
        rows: rows.collect(),
    }
}

/// The ratio in few digits for people, in more for programs.
fn ratio(model: &Model, found: &Contradiction) -> String {
    let ratio = if model.wording() == Wording::Words { found.ratio_words() } else { found.ratio_text() };
    ratio.unwrap_or_default()
}

/// The disputes of which a filter leaves some way in, by the head of each.
pub fn disputes(model: &Model, filter: &Filter, findings: &[Finding]) -> Table {
    let rows = findings.chunk_by(Finding::is_in_dispute_with).filter_map(|ways| {
        let head = ways.first()?;
        let (found, dispute) = (head.contradiction.as_ref()?, head.dispute()?);
        let is_kept = ways.iter().any(|way| filter.keeps_finding(model, way));
        let judged = head.judgement.map(|id| model.judgements()[id].verdict.word());
        let parties: Vec<&str> = found.parties.iter().map(|&party| model.party_title(party)).collect();
        is_kept.then(|| {
            vec![
                dispute.head.clone(),
                dispute.strength.word().to_owned(),
                dispute.ways.to_string(),
                dispute.hard.to_string(),
                parties.join(", "),
                head.message.text.clone(),
                found.gap_text(),
                ratio(model, found),
                judged.unwrap_or("open").to_owned(),
            ]
        })
    });
    Table {
        things: "disputes",
        columns: vec!["dispute", "strength", "ways", "hard", "parties", "what", "gap", "ratio", "judged"],
        numeric: vec![2, 3, 6, 7],
        rows: rows.collect(),
    }
}

/// What fits and could have failed, of which a filter leaves some claim in.
pub fn agreements(model: &Model, filter: &Filter, passed: &[Passed]) -> Table {
    let listed = fitting(model, passed);
    let kept = listed.into_iter().filter(|(_, own)| own.claims.iter().any(|&claim| filter.keeps_claim(model, claim)));
    let rows = kept.map(|(fit, own)| {
        let claims: Vec<String> = own.claims.iter().map(|&claim| model.claim_name(claim)).collect();
        let rule = if own.is_agreement { String::new() } else { own.by.clone() };
        let parties = model.party_titles(&own.parties(model));
        vec![fit.says().to_owned(), own.message.clone(), parties, rule, claims.join(", ")]
    });
    Table {
        things: "agreements",
        columns: vec!["fit", "what", "parties", "rule", "claims"],
        numeric: vec![],
        rows: rows.collect(),
    }
}

/// The judgements, with what has become of each.
pub fn judgements(texts: &Texts, model: &Model, filter: &Filter, found: &Checked) -> Table {
    let prose = |id: Option<_>| id.map(|id| model.prose(id).to_owned()).unwrap_or_default();
    let when = |id: Option<_>| id.map(|id| model.whens()[id].text().to_owned()).unwrap_or_default();
    let is_kept = |judgement: &Judgement| judgement.of.iter().any(|&claim| filter.keeps_claim(model, claim));
    let rows = model.judgements().iter().zip(&found.standings).filter(|((_, judgement), _)| is_kept(judgement));
    let row = |((id, judgement), standing): ((JudgementId, &Judgement), &Standing)| {
        let covered = found.findings.iter().filter(|finding| finding.judgement == Some(id));
        let covered: Vec<&str> =
            covered.filter_map(|finding| finding.contradiction.as_ref()).map(|found| found.id.as_str()).collect();
        let claims: Vec<String> = judgement.of.iter().map(|&claim| model.claim_name(claim)).collect();
        let line = texts.position(judgement.span).line;
        vec![
            format!("{}:{line}", texts.file(judgement.span.file).path()),
            judgement.verdict.word().to_owned(),
            standing.word().to_owned(),
            covered.join(", "),
            claims.join(", "),
            model.prose(judgement.because).to_owned(),
            prose(judgement.by),
            when(judgement.date),
            when(judgement.expires),
        ]
    };
    Table {
        things: "judgements",
        columns: vec!["judgement", "verdict", "standing", "covers", "claims", "because", "by", "date", "expires"],
        numeric: vec![],
        rows: rows.map(row).collect(),
    }
}
