//! `gainsay page`

use std::path::{Path, PathBuf};

use gainsay::analysis::checks::{Subject, checked_on};
use gainsay::provenance::graph::Graph;
use gainsay::view::page::{PICTURES, Settings, page};
use gainsay::view::report::visible;

use super::day::DayArgs;
use super::filters::{AssumptionArgs, FilterArgs, FindingFilterArgs, LimitArgs};
use super::open::{open, outputs};
use super::output::tell_cut;
use super::write::OutputArgs;
use super::{Cli, Ended, pass_on};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The collection's folder
    path: Option<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
    /// Draw pictures of at most this many contradictions, those that come first
    #[arg(long, value_name = "COUNT", default_value_t = PICTURES)]
    pictures: usize,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    findings: FindingFilterArgs,
    #[command(flatten)]
    assumptions: AssumptionArgs,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    day: DayArgs,
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    args.output.output.as_deref().map_or(Ok(()), refuse_other_files)?;
    let today = args.day.today()?;
    let mut open = open(cli, args.path.as_deref())?;
    let mut settings = Settings { pictures: args.pictures, ..Settings::default() };
    args.filter.fill(&open.model, &mut settings.filter)?;
    args.findings.fill(&open.model, &mut settings.filter)?;
    settings.asked = [args.filter.asked(), args.findings.asked(), args.assumptions.asked()].concat();
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
    let found = checked_on(subject, Some(today));
    tell_cut(found.cut);
    let html = page(subject, &found, &settings);
    match &args.output.output {
        None => pass_on(html.as_bytes())?,
        Some(path) => outputs(cli, &open, &args.output).write(path, "html", html.as_bytes())?,
    }
    Ok(Ended::Well)
}

/// A file of a collection is easily named by mistake; none ends like a page.
fn refuse_other_files(path: &Path) -> Result<(), Ended> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if matches!(ending.as_deref(), Some("html" | "htm")) {
        return Ok(());
    }
    Err(Ended::Misused(format!(
        "`{}` does not end in `.html`, and a page is written to no other file\nhelp: name it `{}`",
        visible(&path.display().to_string()),
        visible(&path.with_extension("html").display().to_string())
    )))
}
