//! Checks a collection and tells each contradiction in words.
//!
//! ```sh
//! cargo run --example contradictions
//! ```
#![cfg_attr(not(test), expect(clippy::print_stdout, reason = "an example shows its result"))]

use std::error::Error;

use gainsay::base::text::Texts;
use gainsay::view::report::{Colour, human, told};
use gainsay::{Collection, Day};

/// What the checks find in a small collection.
///
/// # Errors
/// Where the collection cannot be read.
pub fn run() -> Result<String, Box<dyn Error>> {
    let collection = Collection::from_texts(Texts::from_memory([
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
    ]))?;
    // The day matters where judgements expire.
    let analysis = collection.analyse(Day::from_ymd(2026, 11, 28).ok_or("no such day")?);
    // A finding is data; this line makes of it what `gainsay check` prints.
    let (texts, model) = (&collection.texts, &collection.model);
    Ok(analysis.contradictions().map(|(finding, _)| human(texts, &told(model, finding), Colour::Off)).collect())
}

fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", run()?);
    Ok(())
}
