//! `gainsay check`

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use gainsay::analysis::baseline::Against;
use gainsay::analysis::filter::Filter;
use gainsay::base::message::Severity;
use gainsay::reason::finding::Finding;
use gainsay::view::report::check::{self as report, Aside, FORMS, Form};

use super::filters::{AnalysisArgs, FilterArgs, FindingFilterArgs};
use super::open::{below_here, open_or_report};
use super::{Cli, Ended, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The collection's folder
    path: Option<PathBuf>,
    /// The form of the answer
    #[arg(long, value_parser = forms(), default_value = "human")]
    pub(super) format: &'static Form,
    /// End with exit code 1 if something of at least this severity is found
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    findings: FindingFilterArgs,
    /// List the tests that were passed, too: rules and relations that figures could have broken
    #[arg(long)]
    passed: bool,
    /// Tell all that was found in full, not a line each
    #[arg(long)]
    full: bool,
    /// Show at most so many disputes and tensions
    #[arg(long, value_name = "COUNT")]
    limit: Option<usize>,
    /// What to do with contradictions that are judged; they never count for the exit code
    #[arg(long, value_enum, default_value_t = Judged::Show, help_heading = "Judgements")]
    judged: Judged,
    /// Let only contradictions count that are not in this file; see `gainsay baseline write`
    #[arg(long, value_name = "FILE", help_heading = "Judgements")]
    baseline: Option<PathBuf>,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Judged {
    /// After the others, as notes
    Show,
    /// Only count them
    Hide,
}

/// The names of the forms, as values of an option.
fn forms() -> impl TypedValueParser<Value = &'static Form> {
    let values = FORMS.iter().map(|form| PossibleValue::new(form.name).help(form.says));
    PossibleValuesParser::new(values).map(|name| Form::named(&name).expect("only names of forms are let through"))
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
    let baseline = args.baseline.as_deref().map(super::baseline::read).transpose()?;
    let mut open = open_or_report(cli, args.path.as_deref(), args.format)?;
    let mut filter = Filter::default();
    args.filter.fill(&open.model, &mut filter)?;
    args.findings.fill(&open.model, &mut filter)?;
    let documents = open.documents(cli)?;
    let analysis = open.analysis(&args.analysis)?.reading(&documents);
    let found = analysis.checked();
    let against = baseline.map(|baseline| Against::new(&baseline, &open.model, &found.findings));
    let folder = below_here(&open.root);
    let screen = (!args.full).then(super::screen);
    let hides_judged = args.judged == Judged::Hide;
    let aside = Aside { folder: &folder, hides_judged, baseline: against.as_ref(), screen };
    let mut findings: Vec<Finding> =
        found.findings.iter().filter(|finding| filter.keeps_finding(&open.model, finding)).cloned().collect();
    let is_old = |finding: &Finding| against.as_ref().is_some_and(|against| against.has(finding));
    let any = |at_least| findings.iter().any(|finding| finding.counts(at_least) && !is_old(finding));
    let counts = [Severity::Note, Severity::Warning, Severity::Error].map(any);
    let is_hidden = |finding: &Finding| is_old(finding) || (aside.hides_judged && finding.judgement.is_some());
    let most = args.limit.unwrap_or(usize::MAX);
    let mut seen: usize = 0;
    // Findings of one dispute stand together.
    let mut last: Option<String> = None;
    findings.retain(|finding| {
        let Some(found) = finding.contradiction.as_ref().filter(|_| !is_hidden(finding)) else { return true };
        let dispute = found.dispute.as_ref().map_or(&found.id, |dispute| &dispute.head);
        if last.as_ref() != Some(dispute) {
            seen += 1;
            last = Some(dispute.clone());
        }
        seen <= most
    });
    let report = report::Checked {
        texts: &open.texts,
        model: &open.model,
        warnings: &open.warnings,
        findings: &findings,
        passed: &found.passed,
        shows_passed: args.passed,
        left_out: seen.saturating_sub(most),
        cut: found.cut,
        unproved: found.unproved,
        aside,
    };
    print(&args.format.checked(report, cli.colour()))?;
    let (threshold, found) = match args.fail_on {
        FailOn::Note => (Severity::Note, counts[0]),
        FailOn::Warning => (Severity::Warning, counts[1]),
        FailOn::Error => (Severity::Error, counts[2]),
        FailOn::Never => return Ok(Ended::Well),
    };
    let warned = open.warnings.iter().any(|message| message.severity >= threshold);
    Ok(if warned || found { Ended::WithFindings } else { Ended::Well })
}
