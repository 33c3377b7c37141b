//! `gainsay show`

use gainsay::base::message::nearest;
use gainsay::model::{BuiltIn, Lookup, Model, Named};
use gainsay::reason::finding::Finding;
use gainsay::view::report::check::finding_json;
use gainsay::view::report::sheet::{Sheet, Sheets, sheets};
use gainsay::view::report::{Format, json_text, short, told, told_with_ways, visible, within};

use super::filters::AnalysisArgs;
use super::open::{Open, open};
use super::output::tell_cut;
use super::{Cli, Ended, FormatArg, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A claim, source, party, side, measure, dimension, code, proposition or rule by its name, a
    /// quantity such as `held[german] @ 1950-05-04`, or a contradiction or dispute by its id
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub(super) format: FormatArg,
    /// With a contradiction that heads a dispute, list the dispute's other ways
    #[arg(long)]
    ways: bool,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let mut open = open(cli, None)?;
    let documents = open.documents(cli)?;
    let analysis = open.analysis(&args.analysis)?.reading(&documents);
    let (findings, cut) = (analysis.findings(), analysis.checked().cut);
    tell_cut(cut);
    let maker = Sheets {
        texts: &open.texts,
        model: &open.model,
        graph: analysis.graph(),
        documents: &documents,
        facts: analysis.facts(),
        findings,
    };
    for name in &args.names {
        let named: Vec<&Finding> = findings.iter().filter(|finding| is_id(finding, name)).collect();
        if !named.is_empty() {
            let ways = findings.iter().filter(|finding| named.iter().any(|head| is_way_of(finding, head)));
            let ways: Vec<&Finding> = ways.filter(|_| args.ways).collect();
            print(&contradictions(&open, &named, &ways, args.format.into(), cli))?;
            continue;
        }
        let mut found: Vec<Sheet> = open.model.find(name).into_iter().map(|named| maker.sheet(named)).collect();
        found.extend(BuiltIn::named(name).map(|rule| maker.built_in(rule)));
        if found.is_empty() {
            return Err(unknown(&open.model, name));
        }
        print(&sheets(&found, args.format.into(), cut))?;
    }
    Ok(Ended::Well)
}

/// Whether it is the id of a contradiction.
fn is_id(finding: &Finding, name: &str) -> bool {
    finding.contradiction.as_ref().is_some_and(|found| found.id.eq_ignore_ascii_case(name))
}

/// Whether a finding is another way of the dispute that a contradiction heads.
fn is_way_of(finding: &Finding, head: &Finding) -> bool {
    head.is_told() && !finding.is_told() && finding.is_in_dispute_with(head)
}

fn contradictions(open: &Open, named: &[&Finding], ways: &[&Finding], format: Format, cli: &Cli) -> String {
    let width = super::screen().width;
    let messages = named.iter().map(|finding| told_with_ways(&open.model, finding, ways, width));
    let all: Vec<&Finding> = named.iter().chain(ways).copied().collect();
    match format {
        Format::Human => {
            messages.map(|message| within(&open.texts, &message, cli.colour(), width)).collect::<Vec<_>>().join("\n")
        }
        Format::Short => all.iter().map(|finding| short(&open.texts, &told(&open.model, finding))).collect(),
        Format::Json => {
            let told: Vec<_> = all.iter().map(|finding| finding_json(&open.texts, &open.model, finding)).collect();
            match <[_; 1]>::try_from(told) {
                Ok([one]) => json_text(&one),
                Err(several) => json_text(&several.into()),
            }
        }
    }
}

/// What to say of a name that nothing has.
pub(super) fn unknown(model: &Model, name: &str) -> Ended {
    let shown = visible(name);
    if name.to_uppercase().starts_with("C-") {
        return Ended::Misused(format!(
            "there is no contradiction `{shown}`\nhelp: `gainsay list contradictions` lists them; an id changes when a claim of it does"
        ));
    }
    let why = match model.find_quantity(name) {
        Ok(Some(_)) => String::new(),
        Ok(None) => ", and no claim is about that quantity".to_owned(),
        Err(error) if name.contains(['[', '@']) => format!(": {}", error.message),
        Err(_) => String::new(),
    };
    let part = model.find_quantity(name).err().and_then(|error| model.suggestion(&error, name));
    let help = near(model, name).map(|near| format!("did you mean `{near}`?")).or(part).unwrap_or_else(|| {
        "`gainsay list claims` lists the claims; so do sources, parties, quantities and rules".to_owned()
    });
    Ended::Misused(format!("nothing is named `{shown}`{why}\nhelp: {help}"))
}

fn near(model: &Model, name: &str) -> Option<String> {
    /// A misspelt name is compared with at most this many claims.
    const MOST: usize = 20_000;
    let claims: Vec<String> = model.claims().ids().take(MOST).map(|claim| model.claim_name(claim)).collect();
    let shorts = claims.iter().map(|claim| claim.split_once('/').map_or(claim.as_str(), |(_, short)| short));
    let others = model
        .sources()
        .iter()
        .map(|(_, source)| model.name(source.name))
        .chain(model.parties().iter().map(|(_, party)| model.name(party.name)))
        .chain(model.measures().iter().map(|(_, measure)| model.name(measure.name)))
        .chain(model.codes().iter().map(|(_, code)| model.name(code.name)))
        .chain(model.propositions().iter().map(|(_, proposition)| model.name(proposition.name)))
        .chain(model.rules().iter().map(|(_, rule)| model.name(rule.name)));
    let known: Vec<&str> = claims.iter().map(String::as_str).chain(shorts).chain(others).collect();
    nearest(name, known).map(str::to_owned)
}

/// The one thing that a name stands for, for commands that need one.
pub(super) fn claim_or_source(model: &Model, name: &str) -> Result<Named, Ended> {
    match model.find_claim(name) {
        Lookup::Found(claim) => Ok(Named::Claim(claim)),
        Lookup::Ambiguous(claims) => {
            let names: Vec<String> = claims.into_iter().map(|claim| format!("`{}`", model.claim_name(claim))).collect();
            Err(Ended::Misused(format!(
                "several claims are named `{}`\nhelp: write {}",
                visible(name),
                names.join(" or ")
            )))
        }
        Lookup::Unknown => match model.find_source(name) {
            Some(source) => Ok(Named::Source(source)),
            None => match model.find(name).first() {
                Some(&other) => Err(Ended::Misused(format!(
                    "`{}` is a {}; a claim or a source is needed here",
                    visible(name),
                    model.kind_word(other)
                ))),
                None => Err(unknown(model, name)),
            },
        },
    }
}
