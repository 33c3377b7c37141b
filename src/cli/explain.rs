//! `gainsay explain`

use gainsay::view::report::{explain, visible};
use gainsay::view::{codes, glossary};

use super::{Ended, FormatArg, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A code or its name, such as `GS201` or `disagreement`, or a word such as `dispute`; without one, all are listed
    code: Option<String>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    format: FormatArg,
}

pub(super) fn run(args: &Args) -> Result<Ended, Ended> {
    let Some(wanted) = &args.code else {
        print(&explain::all(args.format.into()))?;
        return Ok(Ended::Well);
    };
    if let Some(term) = glossary::find(wanted) {
        print(&explain::term(term, args.format.into()))?;
        // A code may be called like a word.
        if let (Some(code), FormatArg::Human) = (codes::find(wanted), args.format) {
            print(&format!("\n{}", explain::code(code, args.format.into())))?;
        }
        return Ok(Ended::Well);
    }
    let Some(code) = codes::find(wanted) else {
        let help = match codes::near(wanted).or_else(|| glossary::near(wanted)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`gainsay explain` lists all codes and words".to_owned(),
        };
        return Err(Ended::Misused(format!("there is no code or explained word `{}`\nhelp: {help}", visible(wanted))));
    };
    print(&explain::code(code, args.format.into()))?;
    Ok(Ended::Well)
}
