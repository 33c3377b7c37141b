//! Checks a collection and tells each contradiction in words.
//!
//! ```sh
//! cargo run --example contradictions
//! ```
#![cfg_attr(not(test), expect(clippy::print_stdout, reason = "an example shows its result"))]

use std::error::Error;

use gainsay::analysis::checks::{Assumptions, Subject, check};
use gainsay::base::text::Texts;
use gainsay::engine::Limits;
use gainsay::model::load::load;
use gainsay::provenance::graph::Graph;
use gainsay::view::report::{Colour, human, told};

/// What the checks find in a small collection.
///
/// # Errors
/// Where the collection cannot be read.
pub fn run() -> Result<String, Box<dyn Error>> {
    let texts = Texts::from_memory([
        ("gainsay.ron", "Collection(title: \"Two ministries\", sides: [\"east\", \"west\"])"),
        (
            "vocabulary.ron",
            "Vocabulary(measures: [Measure(id: \"held\", kind: Stock, unit: \"persons\")],
                parties: [Party(id: \"east\", side: \"east\"), Party(id: \"west\", side: \"west\")])",
        ),
        (
            "table.ron",
            "Source(id: \"table\", kind: Table, claims: [
                Claim(id: \"a\", by: \"east\", says: Figure(of: \"held @ 1950-05\", is: \"9,717\")),
                Claim(id: \"b\", by: \"west\", says: Figure(of: \"held @ 1950-05\", is: \"13,000\")),
            ])",
        ),
    ]);
    let model = load(&texts, &[])?.model;
    let graph = Graph::new(&model);
    // Which rules hold, and how much work may be done.
    let (assumptions, limits) = (Assumptions::of_collection(), Limits::default());
    let findings = check(Subject {
        texts: &texts,
        model: &model,
        graph: &graph,
        documents: &gainsay::model::documents::Documents::none(),
        assumptions: &assumptions,
        limits: &limits,
    });
    // A finding is data; these two lines make of it what `gainsay check` prints.
    let contradictions = findings.iter().filter(|finding| finding.contradiction.is_some());
    Ok(contradictions.map(|finding| human(&texts, &told(&model, finding), Colour::Off)).collect())
}

fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", run()?);
    Ok(())
}
