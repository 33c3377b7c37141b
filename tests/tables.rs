//! Tables read in place: cells are claims like any other, and what they say is what the same claims say.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::collections::BTreeSet;

use gainsay::base::message::{Message, Severity};
use gainsay::base::text::Texts;
use gainsay::model::load::{Loaded, load};
use gainsay::model::{Lookup, Model, Wording};
use gainsay::reason::finding::Finding;
use proptest::prelude::*;

use crate::support::findings;

#[path = "tables/drafts.rs"]
mod drafts;
#[path = "tables/hostile.rs"]
mod hostile;
#[path = "tables/italy.rs"]
mod italy;
#[path = "tables/mapping.rs"]
mod mapping;

const VOCABULARY: &str = "Vocabulary(
    measures: [
        Measure(id: \"cases\", kind: Cumulative), Measure(id: \"active\", kind: Stock),
        Measure(id: \"gone\", kind: Cumulative), Measure(id: \"born\", kind: Event), Measure(id: \"area\", kind: Fixed, counts: false),
        Measure(id: \"change\", kind: Stock, signed: true),
    ],
    dimensions: [
        Dimension(id: \"place\", open: true, codes: [Code(id: \"all\") DECLARED]),
        Dimension(id: \"kind\", codes: [Code(id: \"any\"), Code(id: \"early\", in: \"any\"), Code(id: \"late\", in: \"any\")]),
    ],
    parties: [Party(id: \"north\", side: \"a\"), Party(id: \"south\", side: \"b\")],
)";

const RULES: &str = "Rules([
    Rule(id: \"add-up\", basis: Definition, says: \"x\", across: [\"place\"], holds: Equation(\"cases = active + gone\")),
    Rule(id: \"places\", basis: Definition, says: \"x\", holds: Children(dimension: \"place\", complete: true)),
    Rule(id: \"kinds\", basis: Assumption, says: \"x\", holds: Parts(whole: \"any\", parts: [\"early\", \"late\"], complete: true)),
])";

/// A collection with a source and a table; `declared` are codes of the place that the vocabulary declares.
fn loaded(source: &str, tables: &[(&str, &str)], declared: &str, rules: &str) -> (Texts, Result<Loaded, Vec<Message>>) {
    let mut texts = Texts::from_memory([
        ("gainsay.ron", "Collection(title: \"Tables\", sides: [\"a\", \"b\"], resolution: Day)".to_owned()),
        ("vocabulary.ron", VOCABULARY.replace("DECLARED", declared)),
        ("rules.ron", rules.to_owned()),
        ("source.ron", source.to_owned()),
    ]);
    for (path, text) in tables {
        texts = texts.with_table(path, text);
    }
    let loaded = load(&texts, &[]).map_err(|error| error.messages);
    // Codes have other names where they are discovered.
    let loaded = loaded.map(|mut loaded| {
        loaded.model.tell_in(Wording::Notation);
        loaded
    });
    (texts, loaded)
}

/// What is found, in words that do not depend on what claims are called and where codes come from.
fn told(model: &Model, findings: &[Finding]) -> BTreeSet<String> {
    let found = findings.iter().filter_map(|finding| finding.contradiction.as_ref());
    let text = |found: &gainsay::reason::finding::Contradiction| {
        let mut said: Vec<String> =
            found.taken.iter().map(|taken| taken.text(model, ": ").replace("place=", "")).collect();
        for said in &mut said {
            *said = said.split_once(": ").map_or(said.clone(), |(_, said)| said.to_owned());
        }
        said.sort();
        format!("{} {:?} {:?} {}", found.strength.word(), found.gap, found.break_tolerance, said.join("; "))
    };
    found.map(text).collect()
}

/// A row: the place (0 is all of them), the day, who says so, and the figures, of which some are blank.
type Row = (usize, u32, bool, [Option<u32>; 5]);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let figure = || prop::option::weighted(0.8, 0_u32..6);
    prop::collection::vec(
        (0_usize..4, 1_u32..4, any::<bool>(), [figure(), figure(), figure(), figure(), figure()]),
        1..12,
    )
}

const FIGURES: [&str; 5] = ["cases", "active", "gone", "active[early]", "active[late]"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 60 } else { 300 }))]

    #[test]
    fn a_table_says_what_its_cells_say_as_claims(rows in rows()) {
        let place = |at: usize| if at == 0 { String::new() } else { format!("Place {at}") };
        let cell = |figure: Option<u32>| figure.map(|figure| figure.to_string()).unwrap_or_default();
        let mut table = "place,day,who,cases,active,gone,early,late\n".to_owned();
        let mut claims = String::new();
        for (at, (own, day, who, figures)) in rows.iter().enumerate() {
            let who = if *who { "North" } else { "South" };
            let cells: Vec<String> = figures.iter().map(|figure| cell(*figure)).collect();
            table.push_str(&format!("{},1950-05-0{day},{who},{}\n", place(*own), cells.join(",")));
            for (column, figure) in figures.iter().enumerate().filter(|(_, figure)| figure.is_some()) {
                let of = FIGURES[column];
                let (measure, codes) = of.split_once('[').unwrap_or((of, "]"));
                let own = if *own == 0 { String::new() } else { format!("place=place-{own}") };
                let comma = if own.is_empty() || codes == "]" { "" } else { ", " };
                let codes = format!("[{own}{comma}{codes}").replace("[]", "");
                claims.push_str(&format!(
                    "Claim(id: \"c{at}-{column}\", by: \"{}\", says: Figure(of: \"{measure}{codes} @ 1950-05-0{day}\", is: \"{}\")),\n",
                    who.to_lowercase(), cell(*figure)
                ));
            }
        }
        let source = "Source(id: \"s\", kind: Table, tables: [
            Table(id: \"t\", file: \"t.csv\", by: \"{who}\", when: \"{day}\", codes: {\"place\": Code(id: \"{place}\", in: \"all\")},
                figures: {\"cases\": \"{cases}\", \"active\": \"{active}\", \"gone\": \"{gone}\", \"active[early]\": \"{early}\", \"active[late]\": \"{late}\"}),
        ])";
        let (texts, in_place) = loaded(source, &[("t.csv", &table)], "", RULES);
        let in_place = in_place.map_err(|messages| TestCaseError::fail(format!("{messages:?}")))?;
        let declared = ", Code(id: \"place-1\", in: \"all\"), Code(id: \"place-2\", in: \"all\"), Code(id: \"place-3\", in: \"all\")";
        let (claim_texts, by_hand) = loaded(&format!("Source(id: \"s\", kind: Table, claims: [\n{claims}])"), &[], declared, RULES);
        let by_hand = by_hand.map_err(|messages| TestCaseError::fail(format!("{messages:?}")))?;
        prop_assert_eq!(in_place.model.claims().len(), by_hand.model.claims().len());
        let one = told(&in_place.model, &findings(&texts, &in_place.model));
        let other = told(&by_hand.model, &findings(&claim_texts, &by_hand.model));
        prop_assert_eq!(one, other, "{}", table);
    }
}

#[test]
fn the_property_above_sees_contradictions() {
    let source = "Source(id: \"s\", kind: Table, by: \"north\", tables: [
        Table(id: \"t\", file: \"t.csv\", when: \"{day}\", codes: {\"place\": Code(id: \"{place}\", in: \"all\")}, figures: {\"cases\": \"{cases}\"}),
    ])";
    let table = "place,day,cases\n,1950-05-01,9\nPlace 1,1950-05-01,4\nPlace 2,1950-05-01,4\n,1950-05-02,8\n";
    let (texts, loaded) = loaded(source, &[("t.csv", table)], "", RULES);
    let model = loaded.unwrap().model;
    let told = told(&model, &findings(&texts, &model));
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn a_cell_is_found_by_its_place_and_its_claim_points_at_it() {
    let source = "Source(id: \"s\", kind: Table, by: \"north\", tables: [
        Table(id: \"t\", file: \"t.csv\", when: \"{day}\", figures: {\"cases\": \"{cases}\", \"active\": \"{cases}\"}),
    ])";
    let table = "day,note,cases\n1950-05-01,\"é, \"\"x\"\"\nand more\",1\n1950-05-02,é,\"2\"\n";
    let (texts, loaded) = loaded(source, &[("t.csv", table)], "", "Rules([])");
    let model = loaded.unwrap().model;
    for (name, line, column, text) in
        [("t:3:11", 3, 11, "1"), ("s/t:3:11:2", 3, 11, "1"), ("t:4:14", 4, 14, "\"2\""), ("t:4:14:2", 4, 14, "\"2\"")]
    {
        let Lookup::Found(claim) = model.find_claim(name) else { panic!("{name} is not found") };
        let span = model.claims()[claim].span;
        let place = texts.position(span);
        assert_eq!((place.line, place.column, texts.slice(span)), (line, column, text), "{name}");
    }
}

fn errors(messages: &[Message]) -> Vec<&str> {
    messages.iter().filter(|message| message.severity == Severity::Error).map(|message| message.text.as_str()).collect()
}
