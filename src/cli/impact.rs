//! `gainsay impact`

use gainsay::analysis::impact::{What, impact};
use gainsay::model::{Model, Named};
use gainsay::view::report::{impact as report, visible};

use super::filters::AnalysisArgs;
use super::open::open;
use super::show::{claim_or_source, unknown};
use super::{Cli, Ended, FormatArg, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The claim, source or party to withdraw
    name: String,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub(super) format: FormatArg,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let mut open = open(cli, None)?;
    let documents = open.documents(cli)?;
    let what = what(&open.model, &args.name)?;
    let analysis = open.analysis(&args.analysis)?.reading(&documents);
    let found = impact(&analysis, what);
    print(&report::impact(&open.texts, analysis.provenance(), &found, args.format.into()))?;
    Ok(Ended::Well)
}

fn what(model: &Model, name: &str) -> Result<What, Ended> {
    if let (None, Some(party)) = (model.find_source(name), model.find_party(name)) {
        return Ok(What::Party(party));
    }
    match model.find(name).first() {
        Some(Named::Claim(_) | Named::Source(_)) => match claim_or_source(model, name)? {
            Named::Source(source) => Ok(What::Source(source)),
            Named::Claim(claim) => Ok(What::Claim(claim)),
            _ => Err(unknown(model, name)),
        },
        Some(&other) => Err(Ended::Misused(format!(
            "`{}` is a {}; a claim, a source or a party can be withdrawn",
            visible(name),
            model.kind_word(other)
        ))),
        None => Err(unknown(model, name)),
    }
}
