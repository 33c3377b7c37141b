//! Lists within one item, longer than anyone writes.

use gainsay::model::Model;

use super::{MANY, beside, claim, file, many, read, source};

#[test]
fn a_relation_of_many_terms_is_an_error_and_one_of_thousands_loads() {
    let relation = |terms: usize| {
        let sum = (0..terms).map(|at| format!("held @ {at:04}")).collect::<Vec<_>>().join(" + ");
        source(&format!("Claim(id: \"a\", says: Relation(\"held @ 9999 = {sum}\"))"))
    };
    assert_eq!(read(&relation(MANY)).errors().count(), 1);
    let model = read(&relation(9_000)).model();
    assert_eq!(model.quantities().iter().count(), 9_001);
    gainsay::provenance::graph::Graph::new(&model);
}

fn readings(model: &Model) -> usize {
    model.claims().ids().map(|claim| model.readings_of(claim).count()).sum()
}

#[test]
fn readings_are_limited() {
    let claim = |count: usize| {
        let readings: Vec<String> = (0..count).map(|at| format!("Figure(of: \"held @ 1950\", is: \"{at}\")")).collect();
        source(&format!("Claim(id: \"a\", says: Affirms(\"yes\"), or_reads: [{}])", readings.join(", ")))
    };
    assert_eq!(readings(&read(&claim(63)).model()), 64);
    for count in [64, 300, MANY] {
        assert_eq!(read(&claim(count)).errors().count(), 1);
    }
}

#[test]
fn a_claim_may_dispute_either_of_two() {
    let two = "Claim(id: \"c\", says: Disputes(\"a\"), or_reads: [Disputes(\"b\")])";
    for claims in [[claim("a"), claim("b"), two.to_owned()], [two.to_owned(), claim("a"), claim("b")]] {
        let model = read(&source(&claims.join(", "))).model();
        assert_eq!(readings(&model), 4);
    }
}

#[test]
fn fields_given_many_times_end() {
    let sound = claim("a");
    let ids = many(", ", |at| format!("id: \"a{at}\""));
    read(&source(&format!("Claim({ids})")));
    read(&beside("s.ron", format!("Source({ids})")));
    read(&beside(
        "s.ron",
        format!("Source(id: \"src\", kind: Report, by: \"p\", {})", many(", ", |_| format!("claims: [{sound}]"))),
    ));
    read(&beside("s.ron", format!("Source({}, id: \"a\")", many(", ", |_| "claims: []".to_owned()))));
    read(&beside("gainsay.ron", format!("Collection({})", many(", ", |_| "title: \"\"".to_owned()))));
    let parties = many(", ", |at| format!("Party(id: \"p{at}\")"));
    let empty = many(", ", |_| "dimensions: []".to_owned());
    read(&beside("v.ron", format!("Vocabulary(parties: [{parties}], {empty})")));
}

#[test]
fn a_lexicon_of_many_phrases_ends() {
    for phrase in ["many", "x*", "*"] {
        let entries = many(", ", |at| format!("\"{}\": \"20..99\"", phrase.replace('*', &at.to_string())));
        let outcome = read(&beside("gainsay.ron", format!("Collection(title: \"t\", lexicon: {{{entries}}})")));
        assert_eq!(outcome.count("stands twice"), if phrase == "many" { MANY - 1 } else { 0 });
    }
}

#[test]
fn a_dimension_of_many_codes_loads() {
    let codes = many(", ", |at| format!("Code(id: \"x{at}\", in: \"x{}\")", (at + 1) % MANY));
    let dimension = |codes: &str| format!("Vocabulary(dimensions: [Dimension(id: \"d\", codes: [{codes}])])");
    assert_eq!(read(&beside("v.ron", dimension(&codes))).errors().count(), 1, "one cycle");
    let line = codes.replacen(", in: \"x1\"", "", 1);
    assert_eq!(read(&beside("v.ron", dimension(&line))).errors().count(), 0);
    let unknown = many(", ", |at| format!("Code(id: \"x{at}\", in: \"y{at}\")"));
    assert_eq!(read(&beside("v.ron", dimension(&unknown))).errors().count(), MANY);
    let parts = many(", ", |at| format!("\"x{at}\""));
    let parts = format!("Parts(whole: \"all\", parts: [{parts}])");
    let rules = format!("Rules([Rule(id: \"r\", basis: Definition, says: \"\", holds: {parts})])");
    let codes = many(", ", |at| format!("Code(id: \"x{at}\")"));
    let mut files = beside("v.ron", dimension(&format!("Code(id: \"whole\"), {codes}")));
    files.push(file("rules.ron", rules.replace("all", "whole")));
    assert_eq!(read(&files).model().rules().len(), 1);
}

#[test]
fn a_claim_of_many_parties_loads() {
    let parties = many(", ", |at| format!("Party(id: \"p{at}\")"));
    let names = many(", ", |at| format!("\"p{at}\""));
    let mut files = source(&format!("Claim(id: \"a\", by: [{names}], via: [{names}], says: Affirms(\"yes\"))"));
    files.push(file("v.ron", format!("Vocabulary(parties: [{parties}])")));
    let model = read(&files).model();
    gainsay::provenance::graph::Graph::new(&model);
}

#[test]
fn a_claim_of_many_links_ends() {
    for name in ["b", "x*", "\\u{62}", "x\\u{2d}*"] {
        let links = many(", ", |at| format!("Repeats(\"{}\")", name.replace('*', &at.to_string())));
        read(&source(&format!("Claim(id: \"a\", from: [{links}], says: Affirms(\"yes\")), {}", claim("b"))));
    }
}

#[test]
fn a_judgement_of_many_claims_loads() {
    let names = many(", ", |at| format!("\"c{at}\""));
    let mut files = source(&many(", ", |at| claim(&format!("c{at}"))));
    let judgement = format!("Judgement(of: [{names}], prefers: [{names}], verdict: Resolved, because: \"\")");
    files.push(file("judgements.ron", format!("Judgements([{judgement}])")));
    assert_eq!(read(&files).model().judgements().len(), 1);
}

#[test]
fn propositions_that_exclude_all_others_end() {
    let names = many(", ", |at| format!("\"x{at}\""));
    let all = many(", ", |at| {
        let excludes = if at == 0 { format!(", excludes: [{names}], implies: [{names}]") } else { String::new() };
        format!("Proposition(id: \"x{at}\", text: \"\"{excludes})")
    });
    read(&beside("v.ron", format!("Vocabulary(propositions: [{all}])")));
}

#[test]
fn a_source_of_many_links_and_marks_loads() {
    let from = many(", ", |_| "Cites(\"t\")".to_owned());
    let archive = many(", ", |at| format!("(\"no\", \"{at}\")"));
    let text = format!("Source(id: \"src\", kind: Report, by: \"p\", archive: [{archive}], from: [{from}])");
    let mut files = beside("s.ron", text);
    files.push(file("t.ron", "Source(id: \"t\", kind: Report)"));
    assert_eq!(read(&files).model().source_links().len(), 1);
}
