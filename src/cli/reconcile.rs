//! `gainsay reconcile`

use gainsay::reason::facts::Facts;
use gainsay::reason::reconcile::reconcile;
use gainsay::view::report;

use super::filters::{AssumptionArgs, LimitArgs};
use super::open::open;
use super::{Cli, Ended, FormatArg, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub(super) format: FormatArg,
    #[command(flatten)]
    assumptions: AssumptionArgs,
    #[command(flatten)]
    limits: LimitArgs,
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let open = open(cli, None)?;
    let assumptions = args.assumptions.assumptions(&open.model)?;
    let limits = args.limits.limits();
    let mut ways = Vec::new();
    for plans in [false, true] {
        ways.extend(reconcile(&Facts::new(&open.model, &assumptions, plans), &limits));
    }
    print(&report::reconcile::reconcile(&open.model, &ways, args.format.into()))?;
    Ok(Ended::Well)
}
