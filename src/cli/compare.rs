//! `gainsay compare`

use gainsay::analysis::compare::{Camp, compare, verdict};
use gainsay::model::{ClaimId, Lookup, Model, Named};
use gainsay::reason::finding::{Finding, Strength};
use gainsay::view::report;

use super::filters::AnalysisArgs;
use super::list::TableFormatArg;
use super::open::open;
use super::output::tell_cut;
use super::show::unknown;
use super::{Cli, Ended, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A side, party, source or claim; or claims that belong together, joined by `+`
    a: String,
    /// What to compare it with
    b: String,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = TableFormatArg::Human)]
    pub(super) format: TableFormatArg,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let open = open(cli, None)?;
    let model = &open.model;
    let analysis = open.analysis(&args.analysis)?;
    let (assumptions, limits) = (analysis.assumptions(), analysis.limits());
    let (a, b) = (named(model, &args.a)?, named(model, &args.b)?);
    let camps = [&a.camp, &b.camp];
    if a.is_claims && b.is_claims {
        let judged = verdict(model, assumptions, limits, camps);
        print(&report::verdict(model, camps, &judged, args.format.into(), None))?;
        return Ok(Ended::Well);
    }
    let mut comparison = compare(model, assumptions, limits, camps);
    let found = analysis.checked();
    tell_cut(found.cut);
    comparison.cut = found.cut;
    let meets = |finding: &&Finding| {
        let strong = finding.contradiction.as_ref().is_some_and(|found| found.strength != Strength::Tension);
        let has = |camp: &Camp| finding.claims.iter().any(|claim| camp.claims.contains(claim));
        strong && has(camps[0]) && has(camps[1])
    };
    let meeting: Vec<&Finding> = analysis.findings().iter().filter(meets).collect();
    print(&report::comparison(model, camps, &comparison, &meeting, args.format.into(), None))?;
    Ok(Ended::Well)
}

/// What an argument names.
struct NamedCamp {
    camp: Camp,
    /// Whether it names claims, not a side, party or source.
    is_claims: bool,
}

fn named(model: &Model, text: &str) -> Result<NamedCamp, Ended> {
    if text.contains('+') {
        let claims: Result<Vec<ClaimId>, Ended> = text.split('+').map(|name| claim(model, name.trim())).collect();
        return Ok(NamedCamp { camp: Camp { name: text.to_owned(), claims: claims? }, is_claims: true });
    }
    let all = |keep: &dyn Fn(ClaimId) -> bool| model.claims().ids().filter(|claim| keep(*claim)).collect();
    let of_parties = |keep: &dyn Fn(gainsay::model::PartyId) -> bool| {
        all(&|claim| model.asserters(claim).iter().any(|party| keep(*party)))
    };
    let found = model.find(text).into_iter().find_map(|named| match named {
        Named::Side(side) => Some((of_parties(&|party| model.parties()[party].side == Some(side)), false)),
        Named::Party(party) => Some((of_parties(&|own| own == party), false)),
        Named::Source(source) => Some((all(&|claim| model.claims()[claim].source == source), false)),
        Named::Claim(claim) => Some((vec![claim], true)),
        _ => None,
    });
    match found {
        Some((claims, is_claims)) => Ok(NamedCamp { camp: Camp { name: text.to_owned(), claims }, is_claims }),
        None if model.find(text).is_empty() => Err(unknown(model, text)),
        None => Err(Ended::Misused(format!(
            "`{}` is a {}; a side, a party, a source or a claim is needed here",
            report::visible(text),
            model.kind_word(model.find(text)[0])
        ))),
    }
}

fn claim(model: &Model, name: &str) -> Result<ClaimId, Ended> {
    match model.find_claim(name) {
        Lookup::Found(claim) => Ok(claim),
        _ => Err(unknown(model, name)),
    }
}
