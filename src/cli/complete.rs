//! `gainsay completions` and `gainsay man`

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Ended, print};

#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Debug, clap::Args)]
pub(super) struct ManArgs {}

pub(super) fn completions(args: &CompletionsArgs) -> Result<Ended, Ended> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "gainsay", &mut text);
    print(&String::from_utf8_lossy(&text))?;
    Ok(Ended::Well)
}

/// One page: the program, then each command.
pub(super) fn man(_: &ManArgs) -> Result<Ended, Ended> {
    let mut text = Vec::new();
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut text)?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let page = clap_mangen::Man::new(sub.clone());
        text.extend_from_slice(format!(".SH \"GAINSAY {}\"\n", sub.get_name().to_uppercase()).as_bytes());
        page.render_description_section(&mut text)?;
        page.render_synopsis_section(&mut text)?;
        page.render_options_section(&mut text)?;
    }
    print(&String::from_utf8_lossy(&text))?;
    Ok(Ended::Well)
}
