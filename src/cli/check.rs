//! `gainsay check`

use std::path::PathBuf;

use clap::ValueEnum;
use gainsay::checks::{Subject, checked};
use gainsay::filter::Filter;
use gainsay::finding::Finding;
use gainsay::graph::Graph;
use gainsay::message::Severity;
use gainsay::report::check as report;

use super::filters::{AssumptionArgs, FilterArgs, FindingFilterArgs, LimitArgs};
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
    /// List the tests that were passed, too: rules and relations that figures could have broken
    #[arg(long)]
    passed: bool,
    /// Show at most so many contradictions and tensions
    #[arg(long, value_name = "COUNT")]
    limit: Option<usize>,
    #[command(flatten)]
    limits: LimitArgs,
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
    let mut open = open_or_report(cli, args.path.as_deref(), args.format.into())?;
    let mut filter = Filter::default();
    args.filter.fill(&open.model, &mut filter)?;
    args.findings.fill(&open.model, &mut filter)?;
    let assumptions = args.assumptions.assumptions(&open.model)?;
    let documents = open.documents(cli)?;
    let graph = Graph::new(&open.model);
    let limits = args.limits.limits();
    let subject = Subject {
        texts: &open.texts,
        model: &open.model,
        graph: &graph,
        documents: &documents,
        assumptions: &assumptions,
        limits: &limits,
    };
    let found = checked(subject);
    let mut findings: Vec<Finding> =
        found.findings.into_iter().filter(|finding| filter.keeps_finding(&open.model, finding)).collect();
    let counted = findings.iter().filter(|finding| finding.contradiction.is_some()).count();
    let any = |at_least| findings.iter().any(|finding| finding.counts(at_least));
    let counts = [Severity::Note, Severity::Warning, Severity::Error].map(any);
    let most = args.limit.unwrap_or(usize::MAX);
    let mut seen = 0;
    findings.retain(|finding| {
        seen += usize::from(finding.contradiction.is_some());
        finding.contradiction.is_none() || seen <= most
    });
    let report = report::Checked {
        texts: &open.texts,
        model: &open.model,
        warnings: &open.warnings,
        findings: &findings,
        passed: &found.passed,
        shows_passed: args.passed,
        left_out: counted.saturating_sub(most),
        cut: found.cut,
        unproved: found.unproved,
    };
    print(&report::checked(report, args.format.into(), cli.colour()))?;
    let (threshold, found) = match args.fail_on {
        FailOn::Note => (Severity::Note, counts[0]),
        FailOn::Warning => (Severity::Warning, counts[1]),
        FailOn::Error => (Severity::Error, counts[2]),
        FailOn::Never => return Ok(Ended::Well),
    };
    let warned = open.warnings.iter().any(|message| message.severity >= threshold);
    Ok(if warned || found { Ended::WithFindings } else { Ended::Well })
}
