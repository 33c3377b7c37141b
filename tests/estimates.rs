//! The collection of estimates: what `compare` says of 31 comparisons that experts made, by general rules.
//!
//! `tests/estimates/verdicts.csv` names them: two claims, or sums of claims, and the verdict.

use std::path::Path;

use gainsay::analysis::checks::Assumptions;
use gainsay::analysis::compare::{Camp, Judged, verdict};
use gainsay::base::text::read_collection;
use gainsay::engine::Limits;
use gainsay::model::load::load;
use gainsay::model::{ClaimId, Lookup, Model};

const VERDICTS: &str = include_str!("estimates/verdicts.csv");

fn shipped() -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs/prisoner-estimates");
    let (texts, unread) = read_collection(&folder);
    let loaded = load(&texts, &unread).unwrap_or_else(|error| panic!("{error}: {:#?}", error.messages));
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    loaded.model
}

fn compared(model: &Model, one: &str, other: &str) -> Judged {
    let claim = |name: &str| -> ClaimId {
        match model.find_claim(name) {
            Lookup::Found(claim) => claim,
            _ => panic!("no single claim is named {name}"),
        }
    };
    let camp = |names: &str| Camp { name: names.to_owned(), claims: names.split('+').map(claim).collect() };
    verdict(model, &Assumptions::of_collection(), &Limits::default(), [&camp(one), &camp(other)])
}

#[test]
fn every_comparison_has_the_verdict_that_experts_gave() {
    let model = shipped();
    assert_eq!(model.claims().len(), 47);
    let mut wrong = Vec::new();
    let rows: Vec<Vec<&str>> = VERDICTS.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 31);
    for row in rows {
        let [name, one, other, expected] = row[..] else { panic!("a row has four cells: {row:?}") };
        // Which of the two comes first makes no difference.
        for (one, other) in [(one, other), (other, one)] {
            let judged = compared(&model, one, other);
            if judged.verdict.word() != expected {
                wrong.push(format!(
                    "{name}: {one} and {other}: {} {:?}, not {expected}",
                    judged.verdict.word(),
                    judged.reasons
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_contradicts_itself_by_assumption_alone_is_compared_without_it() {
    let model = shipped();
    let judged = compared(&model, "difference-of-counts", "captured-by-sovinformburo+captured-by-nkvd");
    assert!(judged.reasons[0].starts_with("without `sovinformburo-counted-all`, `nkvd-counted-all`"), "{judged:?}");
    // The definitions alone make this one impossible, so there is nothing to compare.
    let judged = compared(&model, "none-held-1950+held-1950-by-state-department", "unaccounted-1950");
    assert_eq!(judged.verdict.word(), "self-contradictory");
}

#[test]
fn what_is_not_comparable_names_the_rule_that_would_connect_it() {
    let judged = compared(&shipped(), "repatriated-with-later-captures", "repatriated-by-schlemmer");
    let reasons = judged.reasons.join("\n");
    assert!(reasons.contains("different army: italian-of-any-capture, italian"), "{reasons}");
    assert!(reasons.contains("rule `later-captures-are-added` would connect them"), "{reasons}");
}
