//! `gainsay origins`

use gainsay::model::{Model, Named};
use gainsay::provenance::{Asked, Provenance};
use gainsay::view::report::{origins::origins, visible};

use super::open::open;
use super::show::unknown;
use super::{Cli, Ended, FormatArg, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A claim, a proposition, or a quantity such as `held[german] @ 1950-05-04`
    name: String,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub(super) format: FormatArg,
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let mut open = open(cli, None)?;
    let documents = open.documents(cli)?;
    let asked = asked(&open.model, &args.name)?;
    let provenance = Provenance::of(&open.texts, &open.model, &documents);
    print(&origins(&provenance, &provenance.answer(asked), args.format.into()))?;
    Ok(Ended::Well)
}

fn asked(model: &Model, name: &str) -> Result<Asked, Ended> {
    let found = model.find(name);
    let wanted: Vec<(Asked, String)> = found
        .iter()
        .filter_map(|&named| match named {
            Named::Claim(claim) => Some((Asked::Claim(claim), model.claim_name(claim))),
            Named::Quantity(quantity) => Some((Asked::Quantity(quantity), model.quantity_text(quantity))),
            Named::Proposition(id) => {
                Some((Asked::Proposition(id), model.name(model.propositions()[id].name).to_owned()))
            }
            _ => None,
        })
        .collect();
    match (wanted.as_slice(), found.first()) {
        ([(asked, _)], _) => Ok(*asked),
        ([], None) => Err(unknown(model, name)),
        ([], Some(&other)) => Err(Ended::Misused(format!(
            "`{}` is a {}, and origins are counted of a claim, a quantity or a proposition\n\
             help: `gainsay impact` tells what rests on a source or a party",
            visible(name),
            model.kind_word(other)
        ))),
        (several, _) => {
            let names: Vec<String> = several.iter().map(|(_, name)| format!("`{name}`")).collect();
            Err(Ended::Misused(format!(
                "several things are named `{}`\nhelp: write {}",
                visible(name),
                names.join(" or ")
            )))
        }
    }
}
