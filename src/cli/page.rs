//! `gainsay page`

use std::path::{Path, PathBuf};

use gainsay::view::page::{PICTURES, Settings, page};
use gainsay::view::report::visible;

use super::filters::{AnalysisArgs, FilterArgs, FindingFilterArgs};
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
    analysis: AnalysisArgs,
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    args.output.output.as_deref().map_or(Ok(()), refuse_other_files)?;
    let mut open = open(cli, args.path.as_deref())?;
    let mut settings = Settings { pictures: args.pictures, ..Settings::default() };
    args.filter.fill(&open.model, &mut settings.filter)?;
    args.findings.fill(&open.model, &mut settings.filter)?;
    settings.asked = [args.filter.asked(), args.findings.asked(), args.analysis.assumptions.asked()].concat();
    let documents = open.documents(cli)?;
    let analysis = open.analysis(&args.analysis)?.reading(&documents);
    tell_cut(analysis.checked().cut);
    let html = page(&analysis, &settings);
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
