//! Builds a collection from memory: texts that another program has made, not files.
//!
//! ```sh
//! cargo run --example memory
//! ```
#![cfg_attr(not(test), expect(clippy::print_stdout, reason = "an example shows its result"))]

use std::error::Error;

use gainsay::base::text::Texts;
use gainsay::model::load::load;

/// The texts of a collection: the same files as on a disk, each under its path.
pub fn texts() -> Texts {
    let figures = [("east", "9,717"), ("west", "13,000")];
    let claims: String = figures
        .iter()
        .map(|(party, figure)| {
            format!("Claim(id: \"held-{party}\", by: \"{party}\", says: Figure(of: \"held @ 1950-05\", is: \"{figure}\")),\n")
        })
        .collect();
    let vocabulary = "Vocabulary(
        measures: [Measure(id: \"held\", kind: Stock, unit: \"persons\")],
        parties: [Party(id: \"east\", side: \"east\"), Party(id: \"west\", side: \"west\")],
    )";
    Texts::from_memory([
        ("gainsay.ron", "Collection(title: \"Two ministries\", sides: [\"east\", \"west\"])".to_owned()),
        ("vocabulary.ron", vocabulary.to_owned()),
        ("sources/table.ron", format!("Source(id: \"table\", kind: Table, claims: [{claims}])")),
    ])
}

/// Reads the collection and says what it holds. Every error of every text comes at once.
///
/// # Errors
/// Where the collection cannot be read.
pub fn run() -> Result<String, Box<dyn Error>> {
    let model = load(&texts(), &[])?.model;
    let (claims, sources) = (model.claims().len(), model.sources().len());
    Ok(format!("{}: {claims} claims in {sources} source\n", model.title()))
}

fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", run()?);
    Ok(())
}
