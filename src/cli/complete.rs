//! `gainsay completions` and `gainsay man`

use clap::CommandFactory;
use clap_complete::Shell;

use super::write::{OutputArgs, Outputs};
use super::{Cli, Ended, pass_on};

#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct ManArgs {
    #[command(flatten)]
    output: OutputArgs,
}

pub(super) fn completions(args: &CompletionsArgs) -> Result<Ended, Ended> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "gainsay", &mut text);
    out(&args.output, "shell", &text)
}

/// One page: the program, then each command.
pub(super) fn man(args: &ManArgs) -> Result<Ended, Ended> {
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
    out(&args.output, "roff", &text)
}

/// Prints a text, or writes it into the file that was named.
fn out(args: &OutputArgs, format: &str, text: &[u8]) -> Result<Ended, Ended> {
    match &args.output {
        None => pass_on(text)?,
        Some(path) => Outputs::new(args.force).write(path, format, text)?,
    }
    Ok(Ended::Well)
}
