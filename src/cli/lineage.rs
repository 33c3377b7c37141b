//! `gainsay lineage`

use gainsay::model::Named;
use gainsay::provenance::Provenance;
use gainsay::provenance::graph::{Graph, Node};
use gainsay::provenance::lineage::{Direction, lineage};
use gainsay::view::report::tree;

use super::open::open;
use super::show::claim_or_source;
use super::{Cli, Ended, FormatArg, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The claim, or the source
    #[arg(value_name = "CLAIM")]
    name: String,
    /// Show what rests on it instead of where it came from
    #[arg(long)]
    down: bool,
    /// Show at most this many steps in a row
    #[arg(long, default_value_t = 64, value_name = "STEPS")]
    depth: usize,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub(super) format: FormatArg,
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let mut open = open(cli, None)?;
    let documents = open.documents(cli)?;
    let start = start(&open.model, &args.name)?;
    let graph = Graph::new(&open.model);
    let direction = if args.down { Direction::Down } else { Direction::Up };
    let provenance = Provenance::of(&open.texts, &open.model, &documents);
    let steps = lineage(&provenance, &graph, start, direction, args.depth);
    print(&tree::lineage(&provenance, direction, &steps, args.format.into()))?;
    Ok(Ended::Well)
}

/// The claim or source that a lineage begins with.
pub(super) fn start(model: &gainsay::model::Model, name: &str) -> Result<Node, Ended> {
    if name.to_uppercase().starts_with("C-") && name.len() == "C-".len() + 8 {
        let shown = gainsay::view::report::visible(name);
        return Err(Ended::Misused(format!(
            "`{shown}` names a contradiction, and a claim or a source is needed here\nhelp: `gainsay show {shown}` names its claims"
        )));
    }
    match claim_or_source(model, name)? {
        Named::Source(source) => Ok(Node::Source(source)),
        Named::Claim(claim) => Ok(Node::Claim(claim)),
        _ => Err(super::show::unknown(model, name)),
    }
}
