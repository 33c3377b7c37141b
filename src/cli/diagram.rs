//! `gainsay diagram`

use std::path::PathBuf;

use clap::ValueEnum;
use gainsay::checks::{Subject, check};
use gainsay::diagram::{Diagram, conflicts, lineage};
use gainsay::documents::Documents;
use gainsay::engine::Limits;
use gainsay::export::FORMATS;
use gainsay::filter::Filter;
use gainsay::graph::Graph;

use super::filters::{AssumptionArgs, FilterArgs, FindingFilterArgs};
use super::lineage::start;
use super::open::{Open, open};
use super::{Cli, Ended, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What to draw
    #[arg(value_enum)]
    kind: Kind,
    /// For a lineage: the claim, or the source
    #[arg(value_name = "CLAIM")]
    name: Option<String>,
    /// The form of the picture
    #[arg(long, default_value = "dot", value_parser = formats())]
    format: String,
    /// Write the picture to a file instead of to stdout
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// For a lineage: draw at most this many steps in a row
    #[arg(long, default_value_t = 64, value_name = "STEPS")]
    depth: usize,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    findings: FindingFilterArgs,
    #[command(flatten)]
    assumptions: AssumptionArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Where a claim comes from, to its origins
    Lineage,
    /// The claims that contradict each other, a lane a side
    Conflicts,
}

fn formats() -> clap::builder::PossibleValuesParser {
    FORMATS
        .iter()
        .map(|format| clap::builder::PossibleValue::new(format.name).help(format.about))
        .collect::<Vec<_>>()
        .into()
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let open = open(cli, None)?;
    let diagram = diagram(&open, args)?;
    let format = FORMATS.iter().find(|format| format.name == args.format);
    let picture =
        (format.ok_or_else(|| Ended::Misused(format!("there is no format `{}`", args.format)))?.write)(&diagram);
    match &args.output {
        None => print(&picture)?,
        Some(path) => std::fs::write(path, picture)
            .map_err(|error| Ended::Misused(format!("cannot write `{}`: {error}", path.display())))?,
    }
    Ok(Ended::Well)
}

fn diagram(open: &Open, args: &Args) -> Result<Diagram, Ended> {
    let model = &open.model;
    let graph = Graph::new(model);
    match (args.kind, &args.name) {
        (Kind::Lineage, Some(name)) => Ok(lineage(model, &graph, start(model, name)?, args.depth)),
        (Kind::Lineage, None) => Err(Ended::Misused(
            "a lineage begins with a claim or a source\nhelp: name it: `gainsay diagram lineage CLAIM`".to_owned(),
        )),
        (Kind::Conflicts, Some(name)) => Err(Ended::Misused(format!(
            "`diagram conflicts` draws all contradictions and takes no name, and `{}` is one\n\
             help: filter them: `--about`, `--party`, `--between`",
            gainsay::report::visible(name)
        ))),
        (Kind::Conflicts, None) => {
            let mut filter = Filter::default();
            args.filter.fill(model, &mut filter)?;
            args.findings.fill(model, &mut filter)?;
            let assumptions = args.assumptions.assumptions(model)?;
            let findings = check(Subject {
                texts: &open.texts,
                model,
                graph: &graph,
                documents: &Documents::none(),
                assumptions: &assumptions,
                limits: &Limits::default(),
            });
            Ok(conflicts(model, &graph, &findings, &filter))
        }
    }
}
