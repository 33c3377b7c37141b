//! The collection that is shipped: what it says and what is found in it.

use std::path::{Path, PathBuf};

use gainsay::analysis::coverage::coverage;
use gainsay::base::anchor::{How, Work};
use gainsay::base::message::Severity;
use gainsay::base::text::{Texts, read_collection, read_text};
use gainsay::model::documents::Documents;
use gainsay::model::load::{Loaded, load};
use gainsay::model::{Lookup, Model, Wording};
use gainsay::provenance::graph::{Graph, Node};
use gainsay::provenance::lineage::{Direction, lineage};
use gainsay::provenance::{Provenance, Stop};
use gainsay::reason::facts::{Assumptions, Switch};
use gainsay::reason::finding::Finding;
use gainsay::reason::finding::Strength::{self, Conditional, Hard, Tension};
use gainsay::view::report::visible;

use crate::support::analysis;

fn shipped() -> (Texts, Loaded) {
    let (texts, unread) = read_collection(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/graphs/soviet-prisoners")));
    let loaded = load(&texts, &unread).unwrap_or_else(|error| panic!("{error}: {:#?}", error.messages));
    (texts, loaded)
}

fn found(texts: &Texts, model: &Model, assumptions: &Assumptions) -> Vec<Finding> {
    analysis(texts, model).assuming(assumptions.clone()).findings().to_vec()
}

fn claim_names(model: &Model, finding: &Finding) -> Vec<String> {
    finding.claims.iter().map(|&claim| model.claim_name(claim)).collect()
}

#[test]
fn it_loads_without_warnings_and_is_of_the_expected_size() {
    let (_, loaded) = shipped();
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    let model = &loaded.model;
    assert!(model.claims().len() >= 280, "{}", model.claims().len());
    assert!(model.rules().len() >= 36, "{}", model.rules().len());
    assert!(model.sources().len() >= 45, "{}", model.sources().len());
}

/// Contradictions and tensions as tests name them: claims, strength, gap.
type Told = (Vec<String>, Strength, String);

fn told(model: &Model, findings: &[Finding]) -> Vec<Told> {
    let told = |finding: &Finding| {
        let contradiction = finding.contradiction.as_ref()?;
        let mut names = claim_names(model, finding);
        names.sort();
        let gap = contradiction.gap.as_ref().map(ToString::to_string).unwrap_or_default();
        Some((names, contradiction.strength, gap))
    };
    findings.iter().filter_map(told).collect()
}

fn assert_told(told: &[Told], source: &str, names: &[&str], strength: Strength, gap: &str) {
    let full = |name: &&str| if name.contains('/') { (*name).to_owned() } else { format!("{source}/{name}") };
    let mut names: Vec<String> = names.iter().map(full).collect();
    names.sort();
    let is_it = |own: &Told| own.0 == names && own.1 == strength && own.2 == gap;
    assert!(told.iter().any(is_it), "{names:?} {strength:?} {gap}: {told:#?}");
}

#[test]
fn the_disagreements_of_the_memorandum_of_1953_are_found() {
    let (texts, loaded) = shipped();
    let model = &loaded.model;
    let told = told(model, &found(&texts, model, &Assumptions::of_collection()));
    let has = |names: &[&str], strength, gap: &str| assert_told(&told, "cia-1953", names, strength, gap);
    has(&["italians-denied-1952", "italians-held-1952"], Hard, "11000");
    has(&["last-five-french", "french-counts-differ"], Hard, "");
    // "In spite of these official declarations": the memorandum disputes what the press says.
    has(&["soviet-press-no-others", "declarations-belied"], Hard, "");
    // 1,500,000 who are yet to be returned, and no others than 15,000.
    has(&["yet-to-be-returned", "soviet-press-no-more-than-admitted"], Conditional, "1435000");
    // In April or May 1950, or on 20 May 1949.
    has(&["announced-japanese-1950", "announced-japanese-1949"], Conditional, "316");
    // 13,000 detained are fewer than the groups that they are made of.
    has(&["germans-held-1950", "germans-war-criminals-1950", "germans-under-investigation-1950"], Hard, "532");
    has(&["german-war-criminals-excepted", "germans-war-criminals-1950"], Conditional, "2783");
    // 1,939,063 went home by 1950; in 1947 there were 1,003,975 at home and 890,531 left.
    has(&["germans-repatriated-1947", "germans-held-1947", "germans-repatriated-1950"], Conditional, "44557");
    has(&["germans-held-1950", "pows-remaining-1952-un"], Conditional, "57000");
    has(&["italians-held-1950", "italians-held-1952"], Conditional, "10981");
    has(&["japanese-held-1949", "japanese-living-1952"], Conditional, "74533");
    // 7,000,000 less 2,529,000 less 45 % of them, which is the least that "about half" is, leave 1,321,000, not 1,500,000.
    let rest = [
        "captured-total",
        "repatriated-1945-1950",
        "half-dead-or-missing",
        "yet-to-be-returned",
        "yet-to-be-returned-is-the-rest",
    ];
    has(&rest, Tension, "3580000/11");
}

#[test]
fn the_disagreements_of_the_memorandum_of_1955_are_found() {
    let (texts, loaded) = shipped();
    let model = &loaded.model;
    let told = told(model, &found(&texts, model, &Assumptions::of_collection()));
    let has = |names: &[&str], strength, gap: &str| assert_told(&told, "memorandum-1955", names, strength, gap);
    // The memorandum releases 189 citizens of capitalist countries, its attachment 180.
    let released =
        ["capitalist-released", "attachment-4-1955/released-total", "attachment-4-1955/released-are-all-listed"];
    has(&released, Hard, "9");
    // All citizens of the eastern bloc and Finland go home, and five Finns remain.
    has(&["eastern-bloc-all", "attachment-1-1955/five-finns-remain"], Hard, "5");
    // All Germans go home, and eleven remain, two generals among them.
    has(&["germans-all", "eleven-not-released"], Conditional, "11");
    has(&["germans-all", "two-generals-not-released"], Conditional, "2");
    // The last five French of 1952, and the Italians of whom there were none, are on the lists of 1955.
    has(&["attachment-4-1955/released-french", "cia-1953/no-french-besides"], Conditional, "18");
    has(&["attachment-4-1955/released-italian", "cia-1953/italians-denied-1952"], Conditional, "1");
}

#[test]
fn the_disagreements_about_those_returned_to_the_ussr_are_found() {
    let (texts, loaded) = shipped();
    let model = &loaded.model;
    let told = told(model, &found(&texts, model, &Assumptions::of_collection()));
    let has = |names: &[&str], strength, gap: &str| assert_told(&told, "encyclopedia-2022", names, strength, gap);
    has(&["vlasov-shot", "vlasov-hanged"], Hard, "");
    // Tens of thousands were returned by force, or several million; in one reading of the former.
    has(&["tens-of-thousands-forced", "list-item-15/millions-forced"], Conditional, "1900001");
    has(&["tens-of-thousands-forced", "list-item-15/several-million-forced"], Conditional, "1900001");
    // Whoever was sent to the camps had been returned by force.
    has(&["tens-of-thousands-forced", "list-item-15/sent-to-gulags"], Conditional, "130001");
}

#[test]
fn a_table_tells_a_contradiction_once_not_again_by_way_of_its_total() {
    let (texts, loaded) = shipped();
    let model = &loaded.model;
    let findings = found(&texts, model, &Assumptions::of_collection());
    let told = told(model, &findings);
    assert_eq!(between(&told, "cia-1953/no-french-besides", &["attachment-4-1955/released-afghan"]).len(), 0);
    assert_eq!(between(&told, "cia-1953/no-french-besides", &["attachment-4-1955/released-french"]).len(), 1);
    let french = findings.iter().find(|finding| {
        let names = claim_names(model, finding);
        ["cia-1953/no-french-besides", "attachment-4-1955/released-french"]
            .iter()
            .all(|name| names.iter().any(|own| own == name))
    });
    let again = french.unwrap().contradiction.as_ref().unwrap().again.unwrap();
    assert_eq!(model.name(model.sources()[again.source].name), "attachment-4-1955");
    assert!(again.ways > 0);
}

/// The contradictions that a claim and one of the others are both in.
fn between<'a>(told: &'a [Told], one: &str, others: &[&str]) -> Vec<&'a Told> {
    let has = |names: &[String], name: &str| names.iter().any(|own| own == name);
    told.iter().filter(|own| has(&own.0, one) && others.iter().any(|other| has(&own.0, other))).collect()
}

#[test]
fn false_friends_are_not_set_against_each_other() {
    let (texts, loaded) = shipped();
    let model = &loaded.model;
    let mut assumptions = Assumptions::of_collection();
    let usual = told(model, &found(&texts, model, &assumptions));
    assumptions.switch(Switch::AllRules, true);
    let all = told(model, &found(&texts, model, &assumptions));
    for told in [&usual, &all] {
        let none = |one: &str, others: &[&str]| {
            let found = between(told, one, others);
            assert!(found.is_empty(), "{found:#?}");
        };
        // 15,000 held in the Soviet Union, and 15,000 whom China sent home.
        none("cia-1953/china-repatriated-japanese", &["cia-1953/admittedly-held", "cia-1953/japanese-unreturned-1952"]);
        // 180 general officers, and 180 citizens of capitalist countries.
        none("attachment-2-1955/released-german-generals", &["attachment-4-1955/released-total"]);
        // Germans whom Hungary plans to return are not those whom the USSR returned.
        none("cia-1953/hungary-returns", &["cia-1953/germans-returned-1952-06", "cia-1953/germans-held-1950"]);
        // The amnesty of 1953, that drafted for the Japanese in 1955, and that of Soviet people.
        let amnesties = ["memorandum-1955/malik-assures-amnesty", "list-item-15/survivors-released"];
        none("cia-1953/amnesty-for-war-criminals", &amnesties);
        // Some Cossacks fled after the Civil War, others early in the next.
        none("encyclopedia-2022/cossacks-fled-early-in-the-war", &["list-item-15/cossacks-fled-after-the-civil-war"]);
        // 9,531 Germans on the lists of 1955 are fewer than the 9,717 war criminals of 1950.
        let germans = ["cia-1953/germans-war-criminals-1950", "cia-1953/germans-held-1950"];
        none("attachment-2-1955/released-germans", &germans);
        none("attachment-2-1955/handed-over-germans", &germans);
        // Beside the 24 Finns of the table, five remain: its total leaves them out.
        none(
            "attachment-1-1955/five-finns-remain",
            &["attachment-1-1955/released-total", "attachment-1-1955/released-finnish"],
        );
        // Who was returned to the USSR is none of those whom it sent home.
        let to_ussr = |name: &String| {
            ["encyclopedia-2022/", "list-item-15/", "blog-on-lynch/"].iter().any(|own| name.starts_with(own))
        };
        let mixed = told.iter().find(|own| own.0.iter().any(to_ussr) && !own.0.iter().all(to_ussr));
        assert!(mixed.is_none(), "{mixed:#?}");
    }
}

#[test]
fn what_is_explained_is_judged_and_what_is_open_is_not() {
    let (texts, loaded) = shipped();
    let model = &loaded.model;
    let findings = found(&texts, model, &Assumptions::of_collection());
    let standing = |claims: [&str; 2]| {
        let mut found = findings.iter().filter(|finding| {
            let names = claim_names(model, finding);
            finding.contradiction.is_some() && claims.iter().all(|claim| names.iter().any(|name| name == claim))
        });
        found.next().unwrap_or_else(|| panic!("{claims:?}")).judgement.is_some()
    };
    assert!(standing(["memorandum-1955/eastern-bloc-all", "attachment-1-1955/five-finns-remain"]));
    assert!(standing(["memorandum-1955/germans-all", "memorandum-1955/eleven-not-released"]));
    assert!(standing(["cia-1953/germans-held-1950", "cia-1953/germans-war-criminals-1950"]));
    assert!(!standing(["memorandum-1955/capitalist-released", "attachment-4-1955/released-total"]));
    assert!(!standing(["encyclopedia-2022/vlasov-shot", "encyclopedia-2022/vlasov-hanged"]));
    // No judgement is left without a contradiction.
    let judged: std::collections::BTreeSet<_> = findings.iter().filter_map(|finding| finding.judgement).collect();
    assert_eq!(judged.len(), model.judgements().len());
}

#[test]
fn what_is_told_of_the_germans_of_1950_is_what_a_reader_needs() {
    let (texts, loaded) = shipped();
    let findings = found(&texts, &loaded.model, &Assumptions::of_collection());
    let found = findings.iter().filter_map(|finding| finding.contradiction.as_ref());
    let germans = found.into_iter().find(|found| found.gap.as_ref().is_some_and(|gap| gap.to_string() == "44557"));
    let germans = germans.unwrap();
    let assumptions: Vec<&str> = germans.assumptions.iter().map(|rule| rule.name(&loaded.model)).collect();
    assert_eq!(assumptions, ["nobody-joins"]);
    assert_eq!(germans.unit.as_deref(), Some("persons"));
    assert_eq!(germans.ratio.as_ref().unwrap().to_significant(5), "1.0235");
    assert_eq!(germans.break_tolerance.as_ref().unwrap().to_significant(4), "0.01162");
    let sharpened = germans.sharpened.as_ref().unwrap();
    assert_eq!(sharpened.gap.to_string(), "57557");
    assert_eq!(loaded.model.claim_name(sharpened.claims[0].0), "cia-1953/germans-held-1950");
}

#[test]
fn sums_that_are_right_are_confirmed() {
    let (texts, mut loaded) = shipped();
    loaded.model.tell_in(Wording::Notation);
    let model = &loaded.model;
    let passed = analysis(&texts, model).checked().passed.clone();
    let sums: Vec<String> =
        passed.into_iter().filter_map(|passed| passed.message.strip_prefix("held").map(str::to_owned)).collect();
    for (quantity, total, parts) in [
        ("[japanese, orbit] @ 1949-05-20", "2,467", 3),
        // The attachments' columns, the five Finns of whom the memorandum speaks notwithstanding.
        ("[eastern-bloc, anyone, convicted, to-release] @ 1955-07-04", "1,064", 8),
        ("[eastern-bloc, anyone, convicted, to-hand-over] @ 1955-07-04", "696", 8),
        ("[listed-in-attachment-4, anyone, convicted, to-release] @ 1955-07-04", "180", 12),
        ("[listed-in-attachment-4, anyone, convicted, to-remain] @ 1955-07-04", "101", 12),
        ("[listed-in-attachment-5, anyone, convicted, to-remain] @ 1955-07-04", "10", 6),
        // 101 and 10 are the memorandum's 111.
        ("[capitalist-country, anyone, convicted, to-remain] @ 1955-07-04", "111", 2),
        // The general officers are among the prisoners of war.
        ("[german, anyone, convicted, to-release] @ 1955-07-04", "5,614", 2),
        ("[german, anyone, convicted, to-hand-over] @ 1955-07-04", "3,917", 2),
    ] {
        let expected = format!("{quantity}: {total} is the sum of its {parts} parts");
        assert!(sums.contains(&expected), "{expected}: {sums:#?}");
    }
}

#[test]
fn another_reading_has_its_own_contradictions() {
    let (texts, loaded) = shipped();
    let model = &loaded.model;
    let mut assumptions = Assumptions::of_collection();
    assumptions.read_under(model.find_tag("misdated").unwrap());
    let findings = found(&texts, model, &assumptions);
    // 14 Germans and 9 Japanese are no "few score patients".
    let patients = |finding: &&Finding| {
        let names = claim_names(model, finding);
        ["patients-excepted", "japanese-patients-1949"].iter().all(|name| names.contains(&format!("cia-1953/{name}")))
    };
    assert!(findings.iter().any(|finding| patients(&finding)));
    let usual = found(&texts, model, &Assumptions::of_collection());
    assert!(!usual.iter().any(|finding| patients(&finding)));
}

#[test]
fn with_the_lost_negation_the_finns_agree_and_as_it_stands_nobody_else_goes_home() {
    let (texts, loaded) = shipped();
    let model = &loaded.model;
    let under = |tag: &str| {
        let mut assumptions = Assumptions::of_collection();
        assumptions.read_under(model.find_tag(tag).unwrap());
        told(model, &found(&texts, model, &assumptions))
    };
    let released = ["attachment-1-1955/released-finnish", "attachment-1-1955/released-total"];
    let usual = told(model, &found(&texts, model, &Assumptions::of_collection()));
    assert!(between(&usual, "memorandum-1955/only-five-finns", &released).is_empty());
    let literal = under("as-it-stands");
    assert_told(&literal, "memorandum-1955", &["only-finns", "attachment-1-1955/released-polish"], Conditional, "190");
}

#[test]
fn with_definitions_alone_only_the_hard_ones_are_left() {
    let (texts, loaded) = shipped();
    let mut assumptions = Assumptions::of_collection();
    assumptions.switch(Switch::AllAssumptions, false);
    let findings = found(&texts, &loaded.model, &assumptions);
    let strengths: Vec<Strength> =
        findings.iter().filter_map(|finding| Some(finding.contradiction.as_ref()?.strength)).collect();
    // Of those of the whole collection, the ones that rest on no assumption; readings are no rules.
    assert_eq!(strengths.iter().filter(|strength| **strength == Hard).count(), 7);
    let rest_on_rules = findings.iter().filter_map(|finding| finding.contradiction.as_ref());
    assert!(rest_on_rules.into_iter().all(|contradiction| contradiction.assumptions.is_empty()));
}

#[test]
fn proofs_add_up_to_the_gap() {
    let (texts, loaded) = shipped();
    for finding in found(&texts, &loaded.model, &Assumptions::of_collection()) {
        let Some(contradiction) = finding.contradiction else { continue };
        let mut left = std::collections::BTreeMap::new();
        let mut gap = gainsay::base::number::Number::from(0);
        for line in &contradiction.proof {
            for (quantity, factor) in &line.terms {
                *left.entry(quantity.clone()).or_insert(gainsay::base::number::Number::from(0)) +=
                    &line.multiplier * factor;
            }
            gap += &line.multiplier * &line.value;
            assert_eq!(line.lower, line.multiplier.is_positive());
        }
        assert!(left.values().all(gainsay::base::number::Number::is_zero), "{left:?}");
        // The gap is told in the unit of the sum's rows.
        let scale = contradiction.proof.iter().find_map(|line| {
            let row = contradiction.sum.iter().find(|row| Some(row.claim) == line.claim())?;
            line.multiplier.abs().checked_div(&row.factor.abs())
        });
        let claimed = contradiction.proof.iter().filter(|line| line.claim().is_some());
        let scale = scale.or_else(|| claimed.map(|line| line.multiplier.abs()).max());
        // Between dates the proof adds up places on a scale on which every month has 31; the gap is told in days.
        if let Some(expected) = contradiction.gap
            && contradiction.unit.as_deref() != Some("days")
        {
            assert_eq!(gap, expected * scale.unwrap());
        }
        assert!(gap.is_positive());
    }
}

#[test]
fn a_figure_of_tass_leads_through_the_memorandum_to_tass() {
    let (_, loaded) = shipped();
    let model = &loaded.model;
    let graph = Graph::new(model);
    let provenance = Provenance::new(model);
    let Lookup::Found(claim) = model.find_claim("cia-1953/germans-repatriated-1950") else { panic!("no such claim") };
    let node = |name: &str| Node::Source(model.find_source(name).expect(name));
    let tass = Node::Party(model.find_party("tass").expect("TASS"));
    let way: Vec<Node> =
        lineage(&provenance, &graph, Node::Claim(claim), Direction::Up, 64).into_iter().map(|step| step.node).collect();
    assert_eq!(way, [Node::Claim(claim), node("cia-1953"), node("tass-1950-05-04"), tass]);
    let origins = provenance.origins_of(claim);
    assert_eq!(
        origins.iter().map(|&origin| provenance.stop_text(Stop::Origin(origin))).collect::<Vec<_>>(),
        ["TASS, 4 May 1950 (tass-1950-05-04)"]
    );
}

/// The texts of the sources, if they are on this machine.
fn folder_of_texts() -> Option<PathBuf> {
    let folder = std::env::var_os("GAINSAY_TEXTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

#[test]
fn every_quote_stands_in_its_text() {
    let Some(folder) = folder_of_texts() else {
        println!("skipped: the sources' texts are not here; name their folder in GAINSAY_TEXTS");
        return;
    };
    let (mut texts, loaded) = shipped();
    let model = &loaded.model;
    let documents = Documents::new(model, |path| read_text(&folder, path, &mut texts));
    let mut checked = 0;
    for (source, _) in model.sources().iter().filter(|(_, source)| source.text.is_some()) {
        let text = documents.of(source).text().expect("the text is there");
        assert_eq!((&text.changed, text.not_utf8), (&None, None));
        for claim in model.claims_of(source) {
            assert!(model.quote_of(claim).next().is_some(), "{} has no quote", model.claim_name(claim));
        }
        let quotes = documents.quotes(&texts, model, source, Work::DEFAULT).expect("the text is there");
        assert!(!quotes.cut);
        for (claim, anchors) in &quotes.claims {
            for anchor in anchors {
                let fits = anchor.places.first().is_some_and(|place| place.how <= How::Typography);
                assert!(fits, "{}: {anchor:?}", model.claim_name(*claim));
                checked += 1;
            }
        }
    }
    assert!(checked >= 280, "{checked}");
    let found = analysis(&texts, model).reading(&documents).findings().to_vec();
    let about_quotes = found.into_iter().map(|finding| finding.message);
    let wrong: Vec<String> = about_quotes
        .filter(|message| message.code.id.starts_with("GS4") && message.severity > Severity::Note)
        .map(|message| format!("{} {}", message.code.id, visible(&message.text)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_number_is_taken_up_or_ignored_with_a_reason() {
    let Some(folder) = folder_of_texts() else {
        println!("skipped: the sources' texts are not here; name their folder in GAINSAY_TEXTS");
        return;
    };
    let (mut texts, loaded) = shipped();
    let model = &loaded.model;
    let documents = Documents::new(model, |path| read_text(&folder, path, &mut texts));
    let covered = coverage(&texts, model, &documents, |_| true, Work::DEFAULT);
    assert_eq!(covered.len(), 5);
    let of = |name: &str| {
        let source = model.find_source(name).expect(name);
        covered.iter().find(|coverage| coverage.sources.contains(&source)).expect(name)
    };
    for coverage in &covered {
        let counts = coverage.counts();
        assert!(!coverage.cut && coverage.ends.is_none());
        assert_eq!((counts.missing, counts.quoted), (0, 0), "{}", texts.file(coverage.file).path());
        assert!(coverage.ignores.iter().all(|outcome| outcome.numbers > 0 && outcome.taken_up.is_none()));
    }
    // The memorandum of 1953 has 48 numbers as a reader counts; the two others are of a stamp.
    let counts = of("cia-1953").counts();
    assert_eq!((counts.taken_up, counts.ignored), (48, 2));
    let counts = of("memorandum-1955").counts();
    assert_eq!((counts.taken_up, counts.ignored), (71, 4));
}
