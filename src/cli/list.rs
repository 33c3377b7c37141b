//! `gainsay list`

use std::path::PathBuf;

use clap::ValueEnum;
use gainsay::analysis::filter::Filter;
use gainsay::analysis::list;
use gainsay::base::table::{TableFormat, partial, table};
use gainsay::view::report::CUT;

use super::filters::{AnalysisArgs, FilterArgs, FindingFilterArgs, ListFilterArgs};
use super::open::open;
use super::output::tell_cut;
use super::{Cli, Ended, pass_on, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What to list
    #[arg(value_enum)]
    kind: Kind,
    /// The collection's folder
    path: Option<PathBuf>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = TableFormatArg::Human)]
    pub(super) format: TableFormatArg,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    more: ListFilterArgs,
    #[command(flatten)]
    findings: FindingFilterArgs,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    Claims,
    Sources,
    Parties,
    Quantities,
    Measures,
    Codes,
    Propositions,
    Sides,
    Rules,
    Disputes,
    Contradictions,
    /// What fits and could have failed
    Agreements,
    Judgements,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum TableFormatArg {
    /// Aligned columns
    Human,
    /// Tab-separated, without a head
    Short,
    /// For programs
    Json,
    /// Comma-separated, for spreadsheets
    Csv,
    /// A Markdown table
    Markdown,
}

impl From<TableFormatArg> for TableFormat {
    fn from(format: TableFormatArg) -> Self {
        match format {
            TableFormatArg::Human => TableFormat::Human,
            TableFormatArg::Short => TableFormat::Short,
            TableFormatArg::Json => TableFormat::Json,
            TableFormatArg::Csv => TableFormat::Csv,
            TableFormatArg::Markdown => TableFormat::Markdown,
        }
    }
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let open = open(cli, args.path.as_deref())?;
    let model = &open.model;
    let mut filter = Filter::default();
    args.filter.fill(model, &mut filter)?;
    args.more.fill(model, &mut filter)?;
    args.findings.fill(model, &mut filter)?;
    let mut is_cut = false;
    let rows = match args.kind {
        Kind::Claims => list::claims(model, &filter),
        Kind::Sources => list::sources(model, &filter),
        Kind::Parties => list::parties(model, &filter),
        Kind::Quantities => list::quantities(model, &filter),
        Kind::Measures => list::measures(model, &filter),
        Kind::Codes => list::codes(model, &filter),
        Kind::Propositions => list::propositions(model, &filter),
        Kind::Sides => list::sides(model, &filter),
        Kind::Rules => list::rules(model),
        Kind::Disputes | Kind::Contradictions | Kind::Agreements | Kind::Judgements => {
            let analysis = open.analysis(&args.analysis)?;
            let found = analysis.checked();
            is_cut = found.cut;
            match args.kind {
                Kind::Judgements => list::judgements(&open.texts, model, &filter, found),
                Kind::Disputes => list::disputes(model, &filter, &found.findings),
                Kind::Agreements => list::agreements(model, &filter, &found.passed),
                _ => list::contradictions(model, &filter, &found.findings),
            }
        }
    };
    tell_cut(is_cut);
    let width = Some(super::screen().width.try_into().unwrap_or(u16::MAX));
    let text =
        if is_cut { partial(&rows, args.format.into(), width, CUT) } else { table(&rows, args.format.into(), width) };
    match args.format {
        TableFormatArg::Csv => pass_on(text.as_bytes())?,
        _ => print(&text)?,
    }
    Ok(Ended::Well)
}
