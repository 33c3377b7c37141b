//! Reads a collection, checks it, and follows one of its claims to its origins.
//!
//! ```sh
//! cargo run --example lineage -- graphs/soviet-prisoners cia-1953/germans-repatriated-1950
//! ```
#![expect(clippy::print_stdout, reason = "an example shows its result")]

use std::error::Error;
use std::path::Path;

use gainsay::analysis::checks::{Assumptions, Subject, check};
use gainsay::base::text::read_collection;
use gainsay::engine::Limits;
use gainsay::model::Lookup;
use gainsay::model::documents::Documents;
use gainsay::model::load::load;
use gainsay::provenance::Provenance;
use gainsay::provenance::graph::{Graph, Node};
use gainsay::provenance::lineage::{Direction, lineage};
use gainsay::view::report::{Format, tree};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "graphs/soviet-prisoners".to_owned());
    let claim = arguments.next().unwrap_or_else(|| "germans-repatriated-1950".to_owned());

    // Text to model: every error of every file comes at once.
    let (texts, unread) = read_collection(Path::new(&folder));
    let model = load(&texts, &unread)?.model;
    let graph = Graph::new(&model);

    // What cannot all be true.
    let assumptions = Assumptions::of_collection();
    let findings = check(Subject {
        texts: &texts,
        model: &model,
        graph: &graph,
        documents: &Documents::none(),
        assumptions: &assumptions,
        limits: &Limits::default(),
    });
    for contradiction in findings.iter().filter_map(|finding| finding.contradiction.as_ref()) {
        println!(
            "{}: {} {}",
            contradiction.id,
            contradiction.strength.word(),
            contradiction.gap.as_ref().map(gainsay::base::number::Number::grouped).unwrap_or_default()
        );
    }

    // Where one claim came from.
    let Lookup::Found(claim) = model.find_claim(&claim) else {
        return Err(format!("no claim, or several, named `{claim}`").into());
    };
    let provenance = Provenance::new(&model);
    let steps = lineage(&provenance, &graph, Node::Claim(claim), Direction::Up, 16);
    print!("{}", tree::lineage(&provenance, Direction::Up, &steps, Format::Human));
    Ok(())
}
