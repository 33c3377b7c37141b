//! `gainsay diagram`

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};
use gainsay::checks::Subject;
use gainsay::diagram::{KINDS, Kind, Request, Scene, Wrong};
use gainsay::documents::Documents;
use gainsay::export::{FORMATS, Format, Options};
use gainsay::graph::Graph;

use super::filters::{AssumptionArgs, FilterArgs, FindingFilterArgs, LimitArgs};
use super::open::open;
use super::{Cli, Ended, print_bytes};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What to draw
    #[arg(value_parser = kinds())]
    kind: String,
    /// For a lineage: the claim, or the source
    #[arg(value_name = "CLAIM")]
    name: Option<String>,
    /// The form of the picture [default: that of the file's name, or else dot]
    #[arg(long, value_parser = formats())]
    format: Option<String>,
    /// Write the picture to a file instead of to stdout
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// How wide the picture is to be, in pixels
    #[arg(long, value_name = "PIXELS")]
    width: Option<u32>,
    /// For a lineage: draw at most this many steps in a row [default: 64]
    #[arg(long, value_name = "STEPS")]
    depth: Option<usize>,
    /// For conflicts: draw at most this many contradictions, those that matter most
    #[arg(long, value_name = "COUNT")]
    limit: Option<usize>,
    /// Only this contradiction, by its id
    #[arg(long, value_name = "ID")]
    contradiction: Option<String>,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    findings: FindingFilterArgs,
    #[command(flatten)]
    assumptions: AssumptionArgs,
    #[command(flatten)]
    limits: LimitArgs,
}

fn kinds() -> PossibleValuesParser {
    KINDS.iter().map(|kind| PossibleValue::new(kind.name).help(kind.about)).collect::<Vec<_>>().into()
}

fn formats() -> PossibleValuesParser {
    FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about)).collect::<Vec<_>>().into()
}

impl From<Wrong> for Ended {
    fn from(wrong: Wrong) -> Self {
        Ended::Misused(wrong.to_string())
    }
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let format = format(args)?;
    let kind = Kind::named(&args.kind).ok_or_else(|| Ended::Misused(format!("there is no diagram `{}`", args.kind)))?;
    let open = open(cli, None)?;
    let model = &open.model;
    let graph = Graph::new(model);
    let assumptions = args.assumptions.assumptions(model)?;
    let limits = args.limits.limits();
    let mut request = Request {
        start: args.name.clone(),
        contradiction: args.contradiction.clone(),
        depth: args.depth,
        limit: args.limit,
        ..Request::default()
    };
    args.filter.fill(model, &mut request.filter)?;
    args.findings.fill(model, &mut request.filter)?;
    let documents = Documents::none();
    let scene = Scene::new(Subject {
        texts: &open.texts,
        model,
        graph: &graph,
        documents: &documents,
        assumptions: &assumptions,
        limits: &limits,
    });
    let picture = kind.draw(&scene, &request)?;
    let bytes = format.write(&picture, &Options { width: args.width, ..Options::default() })?;
    match &args.output {
        None => print_bytes(&bytes)?,
        Some(path) => std::fs::write(path, bytes)
            .map_err(|error| Ended::Misused(format!("cannot write `{}`: {error}", path.display())))?,
    }
    Ok(Ended::Well)
}

/// The format that was named, or that of the file to write.
fn format(args: &Args) -> Result<&'static Format, Ended> {
    let ending = args.output.as_deref().and_then(Path::extension).map(|ending| ending.to_string_lossy());
    let name = match (&args.format, ending) {
        (Some(name), _) => name,
        (None, None) => "dot",
        (None, Some(ending)) => {
            let known: Vec<&str> = FORMATS.iter().flat_map(|format| format.endings).copied().collect();
            let message = || {
                format!(
                    "no format has files that end in `.{}`\nhelp: name one with `--format`, or end it in .{}",
                    gainsay::report::visible(&ending),
                    known.join(", .")
                )
            };
            return Format::with_ending(&ending).ok_or_else(|| Ended::Misused(message()));
        }
    };
    Format::named(name).ok_or_else(|| Ended::Misused(format!("there is no format `{name}`")))
}
