//! `gainsay bounds`

use gainsay::analysis::filter::Filter;
use gainsay::model::ClaimId;
use gainsay::reason::facts::{Facts, Question};
use gainsay::reason::implied::implied;
use gainsay::view::report;

use super::filters::{AssumptionArgs, FilterArgs, LimitArgs, quantity};
use super::open::open;
use super::{Cli, Ended, FormatArg, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The quantity, or a sum: `held[german] @ 1950-05-04`, `captured - repatriated @ 1950`
    quantity: String,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub(super) format: FormatArg,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    assumptions: AssumptionArgs,
    #[command(flatten)]
    limits: LimitArgs,
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let mut open = open(cli, None)?;
    let of = quantity(&mut open.model, &args.quantity)?;
    let model = &open.model;
    let mut filter = Filter::default();
    args.filter.fill(model, &mut filter)?;
    let assumptions = args.assumptions.assumptions(model)?;
    let takes_part = |claim: ClaimId| filter.keeps_claim(model, claim);
    let question = Question { plans: false, claims: Some(&takes_part), asked: &[of] };
    let facts = Facts::of(model, &assumptions, question);
    let implication = implied(&facts, of, &args.limits.limits());
    print(&report::implied::implied(&facts, of, &args.filter.words(), &implication, args.format.into()))?;
    Ok(Ended::Well)
}
