//! `gainsay check`

use std::path::PathBuf;

use clap::ValueEnum;
use gainsay::checks::{Subject, check};
use gainsay::engine::Limits;
use gainsay::filter::Filter;
use gainsay::finding::Finding;
use gainsay::graph::Graph;
use gainsay::message::Severity;
use gainsay::report::check::{Checked, checked};

use super::filters::{AssumptionArgs, FilterArgs, FindingFilterArgs};
use super::open::open_or_report;
use super::{Cli, Ended, FormatArg, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The collection's folder
    path: Option<PathBuf>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    format: FormatArg,
    /// End with exit code 1 if something of at least this severity is found
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    findings: FindingFilterArgs,
    #[command(flatten)]
    assumptions: AssumptionArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FailOn {
    Note,
    Warning,
    /// Contradictions, hard or conditional, that are not judged
    Error,
    Never,
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let open = open_or_report(cli, args.path.as_deref(), args.format.into())?;
    let mut filter = Filter::default();
    args.filter.fill(&open.model, &mut filter)?;
    args.findings.fill(&open.model, &mut filter)?;
    let assumptions = args.assumptions.assumptions(&open.model)?;
    let graph = Graph::new(&open.model);
    let limits = Limits::default();
    let subject = Subject {
        texts: &open.texts,
        model: &open.model,
        graph: &graph,
        assumptions: &assumptions,
        limits: &Limits::default(),
    };
    let findings: Vec<Finding> =
        check(subject).into_iter().filter(|finding| filter.keeps_finding(&open.model, finding)).collect();
    let report = Checked { texts: &open.texts, model: &open.model, warnings: &open.warnings, findings: &findings };
    print(&checked(report, args.format.into(), cli.colour()))?;
    let threshold = match args.fail_on {
        FailOn::Note => Severity::Note,
        FailOn::Warning => Severity::Warning,
        FailOn::Error => Severity::Error,
        FailOn::Never => return Ok(Ended::Well),
    };
    let warned = open.warnings.iter().any(|message| message.severity >= threshold);
    let found = findings.iter().any(|finding| finding.counts(threshold));
    Ok(if warned || found { Ended::WithFindings } else { Ended::Well })
}
