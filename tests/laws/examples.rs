//! Contradictions that were once passed over in silence, each between two or three claims.

use gainsay::reason::facts::Assumptions;

use super::told::told_of;

/// What of each measure, dimension and rule there is, and what claims say: `of is value`, or a relation.
struct Example<'e> {
    measures: &'e str,
    rules: &'e str,
    claims: &'e [&'e str],
}

/// Asserts that the claims of an example contradict each other, all together and by nothing less.
fn contradict(example: &Example<'_>) {
    let Example { measures, rules, claims } = example;
    let mut text = String::new();
    for (at, claim) in claims.iter().enumerate() {
        let says = match claim.split_once(" is ") {
            Some((of, is)) => format!("Figure(of: \"{of}\", is: \"{is}\")"),
            None => format!("Relation(\"{claim}\")"),
        };
        text.push_str(&format!("Claim(id: \"c{at}\", says: {says}),\n"));
    }
    let vocabulary = format!(
        "Vocabulary(measures: [{measures}], dimensions: [Dimension(id: \"kind\", codes: [Code(id: \"all\"),
            Code(id: \"a\", in: \"all\"), Code(id: \"b\", in: \"all\")])], parties: [Party(id: \"p\", side: \"s\")])"
    );
    let files = [
        ("gainsay.ron", "Collection(title: \"Example\", sides: [\"s\"])".to_owned()),
        ("vocabulary.ron", vocabulary),
        ("rules.ron", format!("Rules([{rules}])")),
        ("source.ron", format!("Source(id: \"s\", kind: Report, by: \"p\", claims: [\n{text}])")),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text)).to_vec();
    let told = told_of(files, "", &Assumptions::of_collection()).unwrap();
    let sets: Vec<Vec<usize>> = told.iter().map(|told| told.claims.iter().copied().collect()).collect();
    assert_eq!(sets, [(0..claims.len()).collect::<Vec<usize>>()], "{claims:?}");
}

const DEAD: &str = r#"Measure(id: "dead", kind: Cumulative)"#;
const CAPTURED: &str = r#"Measure(id: "captured", kind: Cumulative)"#;
const HELD: &str = r#"Measure(id: "held", kind: Stock)"#;

#[test]
#[ignore = "the search does not keep this law yet"]
fn a_part_of_an_earlier_count_is_no_more_than_the_later_count_of_all() {
    contradict(&Example { measures: DEAD, rules: "", claims: &["dead[a] @ 1945-01 is 30", "dead @ 1947-01 is 10"] });
}

#[test]
#[ignore = "the search does not keep this law yet"]
fn what_happened_to_a_part_in_a_period_is_no_more_than_the_count_at_its_end() {
    let claims = ["dead[a] @ 1945-02/1946-01 is 30", "dead @ 1946-01 is 10"];
    contradict(&Example { measures: DEAD, rules: "", claims: &claims });
    let claims = ["captured @ 1944-12 is 10", "captured[a] @ 1944-01/1944-12 is 100"];
    contradict(&Example { measures: CAPTURED, rules: "", claims: &claims });
}

#[test]
#[ignore = "the search does not keep this law yet"]
fn a_count_by_a_day_is_no_more_than_the_count_by_the_end_of_its_month_or_year() {
    for later in ["1941", "1941-12"] {
        let later = format!("captured @ {later} is 2,000");
        let claims = ["captured @ 1941-12-01 is 3,806", later.as_str()];
        contradict(&Example { measures: CAPTURED, rules: "", claims: &claims });
    }
    let claims = ["captured[a] @ 1944-05-03 is 10", "captured @ 1944-05 is 5"];
    contradict(&Example { measures: CAPTURED, rules: "", claims: &claims });
}

#[test]
#[ignore = "the search does not keep this law yet"]
fn an_equation_holds_at_the_end_of_a_period() {
    let measures = format!("{CAPTURED}, Measure(id: \"registered\", kind: Cumulative)");
    let rules = r#"Rule(id: "r", basis: Assumption, says: "-", holds: Equation("registered = captured"))"#;
    let claims = ["registered @ 1944-12 is 2,476", "captured @ 1944-01/1944-12 is 3,000"];
    contradict(&Example { measures: &measures, rules, claims: &claims });
}

#[test]
#[ignore = "the search does not keep this law yet"]
fn parts_are_complete_at_the_end_of_a_period() {
    let rules =
        r#"Rule(id: "r", basis: Definition, says: "-", holds: Parts(whole: "all", parts: ["a", "b"], complete: true))"#;
    let claims = ["captured[a] @ 1944-12 is 10", "captured[b] @ 1944-12 is 20", "captured @ 1944-01/1944-12 is 100"];
    contradict(&Example { measures: CAPTURED, rules, claims: &claims });
}

#[test]
#[ignore = "the search does not keep this law yet"]
fn a_count_by_the_end_of_a_year_comes_after_a_day_in_it() {
    let rules =
        r#"Rule(id: "r", basis: Assumption, says: "-", holds: Constant(what: "captured", after: "1945-09-02"))"#;
    let claims = ["captured @ 1945 is 10", "captured @ 1956 is 20"];
    contradict(&Example { measures: CAPTURED, rules, claims: &claims });
}

#[test]
#[ignore = "the search does not keep this law yet"]
fn a_part_at_a_day_is_at_the_moment_of_its_month() {
    let claims = ["held[a] @ 1944-05-03 is 10", "held @ 1944-05 is 5"];
    contradict(&Example { measures: HELD, rules: "", claims: &claims });
}

#[test]
#[ignore = "the search does not keep this law yet"]
fn a_relation_leaves_nothing_for_a_part_that_it_does_not_name() {
    let measures = format!("{HELD}, Measure(id: \"repatriated\", kind: Cumulative)");
    let rules = r#"
        Rule(id: "kinds", basis: Definition, says: "-", holds: Parts(whole: "all", parts: ["a", "b"], complete: false)),
        Rule(id: "nobody-joins", basis: Assumption, says: "-", across: ["kind"],
            holds: NeverRises(what: "repatriated + held"))"#;
    let claims = ["held = held[a] @ 1950-05-05", "held[b] @ 1953-01 is 1,000"];
    contradict(&Example { measures: &measures, rules, claims: &claims });
}

#[test]
#[ignore = "the search does not keep this law yet"]
fn what_stays_the_same_contains_an_earlier_part() {
    let rules = r#"Rule(id: "r", basis: Assumption, says: "-", across: ["kind"], holds: Constant(what: "held"))"#;
    let claims = ["held[a] @ 1945-01 is 30", "held @ 1947-01 is 10"];
    contradict(&Example { measures: HELD, rules, claims: &claims });
}
