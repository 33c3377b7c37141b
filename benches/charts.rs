//! What drawing a discrepancy chart costs: `cargo bench --bench charts`.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints, and stops where it cannot go on")]

use std::time::Instant;

use gainsay::analysis::Analysis;
use gainsay::base::text::Texts;
use gainsay::base::when::Day;
use gainsay::model::load::load;
use gainsay::picture::diagram::{Kind, Picture, Request, Scene};
use gainsay::picture::export::{Format, Options};

/// A collection in which every quantity is claimed by several parties, who disagree.
fn collection(quantities: usize, parties: usize) -> Texts {
    let party = |at: usize| format!("Party(id: \"p{at}\", name: \"Ministry number {at}\", side: \"s{}\"),", at % 3);
    let parties_text: String = (0..parties).map(party).collect();
    let codes: String = (0..quantities).map(|at| format!("Code(id: \"c{at}\"),")).collect();
    let mut claims = String::new();
    for quantity in 0..quantities {
        for party in 0..parties {
            let value = (quantity * 7_919 + party * party * 104_729) % 2_000_000;
            claims.push_str(&format!(
                "Claim(id: \"q{quantity}-{party}\", by: \"p{party}\", quote: \"x\", says: Figure(of: \"held[c{quantity}] @ 1950-05\", is: \"{value}\")),\n"
            ));
        }
    }
    Texts::from_memory([
        ("gainsay.ron".to_owned(), "Collection(title: \"Large\", sides: [\"s0\", \"s1\", \"s2\"])".to_owned()),
        (
            "vocabulary.ron".to_owned(),
            format!(
                "Vocabulary(measures: [Measure(id: \"held\", kind: Stock, unit: \"persons\")], dimensions: [Dimension(id: \"group\", codes: [{codes}])], parties: [{parties_text}])"
            ),
        ),
        ("source.ron".to_owned(), format!("Source(id: \"memo\", kind: Report, claims: [{claims}])")),
    ])
}

fn main() {
    for (quantities, parties) in [(1, 5), (10, 6), (100, 10), (1_000, 10)] {
        let texts = collection(quantities, parties);
        let model = load(&texts, &[]).map_err(|error| error.messages).unwrap().model;
        let analysis = Analysis::new(&texts, &model, Day::from_number(0));
        let scene = Scene::new(&analysis);
        let start = Instant::now();
        let found = scene.findings().len();
        let checked = start.elapsed();
        let start = Instant::now();
        let picture = Kind::named("discrepancy").unwrap().draw(&scene, &Request::default()).unwrap();
        let made = start.elapsed();
        let start = Instant::now();
        let svg = Format::named("svg").unwrap().write(&picture, &Options::default()).unwrap();
        let drawn = start.elapsed();
        let Picture::Forest(forest) = &picture else { panic!("a forest plot") };
        let rows: usize = forest.groups.iter().map(|group| group.rows.len()).sum();
        println!(
            "{rows} rows, {found} findings: checked in {checked:.1?}, chart made in {made:.1?}, drawn in {drawn:.1?}, {} kB",
            svg.bytes.len() / 1_000
        );
    }
}
