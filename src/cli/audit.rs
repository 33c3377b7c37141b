//! `gainsay audit`

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use gainsay::analysis::audit::{Kind, audit};
use gainsay::model::SourceId;
use gainsay::view::report::audit::{self as report, Told};

use super::coverage::source;
use super::filters::AnalysisArgs;
use super::open::open;
use super::{Cli, Ended, FormatArg, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The sources that are looked through [default: all, with parties and rules]
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub(super) format: FormatArg,
    /// Tell these only, and all of them
    #[arg(long, value_parser = kinds(), value_delimiter = ',', value_name = "KIND")]
    only: Vec<Kind>,
    /// Try every what-if by itself, which costs a check each, and tell those that change no contradiction
    #[arg(long, conflicts_with = "sources")]
    what_ifs: bool,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

/// The words of the kinds, as values of an option.
fn kinds() -> impl TypedValueParser<Value = Kind> {
    let values = Kind::ALL.map(|kind| PossibleValue::new(kind.word()).help(kind.says()));
    PossibleValuesParser::new(values).map(|word| Kind::named(&word).expect("only words of kinds are let through"))
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let mut open = open(cli, None)?;
    let sources: Vec<SourceId> =
        args.sources.iter().map(|name| source(&open.model, name)).collect::<Result<_, Ended>>()?;
    let documents = open.documents(cli)?;
    let analysis = open.analysis(&args.analysis)?.reading(&documents);
    let wanted = |source: SourceId| sources.is_empty() || sources.contains(&source);
    let what_ifs = args.what_ifs || args.only.contains(&Kind::WhatIf);
    let found = audit(&analysis, wanted, what_ifs);
    print(&report::audit(Told { model: &open.model, audit: &found, kinds: &args.only }, args.format.into()))?;
    Ok(Ended::Well)
}
