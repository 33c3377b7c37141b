//! `gainsay audit`

use clap::ValueEnum;
use gainsay::analysis::audit::{Kind, audit};
use gainsay::model::SourceId;
use gainsay::view::report::audit::{self as report, Told};

use super::coverage::source;
use super::day::DayArgs;
use super::filters::{AssumptionArgs, LimitArgs};
use super::open::open;
use super::{Cli, Ended, FormatArg, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The sources that are looked through [default: all, with parties and rules]
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    format: FormatArg,
    /// Tell these only, and all of them
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KIND")]
    only: Vec<KindArg>,
    /// Try every what-if by itself, which costs a check each, and tell those that change no contradiction
    #[arg(long, conflicts_with = "sources")]
    what_ifs: bool,
    #[command(flatten)]
    assumptions: AssumptionArgs,
    #[command(flatten)]
    limits: LimitArgs,
    #[command(flatten)]
    day: DayArgs,
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum KindArg {
    /// Numbers that no claim has in its figure
    Number,
    /// Claims that quote nothing
    NoQuote,
    /// Conditions beside quotes: only, except, of these
    Condition,
    /// Words that hedge where the claim does not
    Hedge,
    /// Statements whose words negate
    Negation,
    /// Claims that no rule and no other claim reaches
    Unreached,
    /// Parties that speak once
    SpeaksOnce,
    /// What-ifs that change no contradiction; they are tried where this is asked for
    WhatIf,
}

impl From<KindArg> for Kind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Number => Kind::Number,
            KindArg::NoQuote => Kind::NoQuote,
            KindArg::Condition => Kind::Condition,
            KindArg::Hedge => Kind::Hedge,
            KindArg::Negation => Kind::Negation,
            KindArg::Unreached => Kind::Unreached,
            KindArg::SpeaksOnce => Kind::SpeaksOnce,
            KindArg::WhatIf => Kind::WhatIf,
        }
    }
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let mut open = open(cli, None)?;
    let sources: Vec<SourceId> =
        args.sources.iter().map(|name| source(&open.model, name)).collect::<Result<_, Ended>>()?;
    let documents = open.documents(cli)?;
    let analysis = open.analysis(&args.assumptions, &args.limits, &args.day)?.reading(&documents);
    let wanted = |source: SourceId| sources.is_empty() || sources.contains(&source);
    let what_ifs = args.what_ifs || args.only.contains(&KindArg::WhatIf);
    let found = audit(&analysis, wanted, what_ifs);
    let kinds: Vec<Kind> = args.only.iter().map(|&kind| kind.into()).collect();
    print(&report::audit(Told { model: &open.model, audit: &found, kinds: &kinds }, args.format.into()))?;
    Ok(Ended::Well)
}
