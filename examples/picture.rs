//! Embeds a picture into a page that another program makes.
//!
//! ```sh
//! cargo run --example picture > page.html
//! ```
#![cfg_attr(not(test), expect(clippy::print_stdout, reason = "an example shows its result"))]

use std::error::Error;

use gainsay::analysis::Analysis;
use gainsay::base::text::Texts;
use gainsay::base::when::Day;
use gainsay::model::load::load;
use gainsay::picture::diagram::{Kind, Request, Scene};
use gainsay::picture::export::{Format, Options};

/// A page with a picture of who says what.
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
    let today = Day::from_ymd(2026, 11, 28).ok_or("no such day")?;
    let analysis = Analysis::new(&texts, &model, today);
    // What is asked for, drawn as plain data, then written in a format.
    let kind = Kind::named("discrepancy").ok_or("no such kind")?;
    let picture = kind.draw(&Scene::new(&analysis), &Request::default())?;
    let options = Options { width: Some(640), prefix: Some("first-".to_owned()), ..Options::default() };
    let drawn = Format::named("svg").ok_or("no such format")?.write(&picture, &options)?;
    let svg = String::from_utf8(drawn.bytes)?;
    Ok(format!("<!DOCTYPE html>\n<title>Two ministries</title>\n<figure>\n{svg}</figure>\n"))
}

fn main() -> Result<(), Box<dyn Error>> {
    print!("{}", run()?);
    Ok(())
}
