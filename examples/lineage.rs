//! Reads a collection, checks it, and follows one of its claims to its origins.
//!
//! ```sh
//! cargo run --example lineage -- graphs/soviet-prisoners cia-1953/germans-repatriated-1950
//! ```
#![expect(clippy::print_stdout, reason = "an example shows its result")]

use std::error::Error;
use std::path::Path;

use gainsay::base::number::Number;
use gainsay::model::Lookup;
use gainsay::provenance::lineage::Direction;
use gainsay::view::report::{Format, tree};
use gainsay::{Collection, Day};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "graphs/soviet-prisoners".to_owned());
    let claim = arguments.next().unwrap_or_else(|| "germans-repatriated-1950".to_owned());

    // Every error of every file comes at once.
    let collection = Collection::open(Path::new(&folder))?;
    let analysis = collection.analyse(Day::from_ymd(2026, 11, 28).ok_or("no such day")?);

    // What cannot all be true.
    for (_, found) in analysis.contradictions() {
        let gap = found.gap.as_ref().map(Number::grouped).unwrap_or_default();
        println!("{}: {} {gap}", found.id, found.strength.word());
    }

    // Where one claim came from.
    let Lookup::Found(claim) = collection.model.find_claim(&claim) else {
        return Err(format!("no claim, or several, named `{claim}`").into());
    };
    let steps = analysis.lineage(claim);
    print!("{}", tree::lineage(analysis.provenance(), Direction::Up, &steps, Format::Human));
    Ok(())
}
