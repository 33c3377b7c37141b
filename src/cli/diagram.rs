//! `gainsay diagram`

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, RangedI64ValueParser};
use gainsay::picture::diagram::{KINDS, Kind, Picture, Request, Scene, Wrong};
use gainsay::picture::export::{DEFAULT_SCALE, Drawn, FORMATS, Flow, Format, Options, SCALES, dot, dressed};

use super::filters::{AnalysisArgs, FilterArgs, FindingFilterArgs};
use super::graphviz::Graphviz;
use super::open::{open, outputs};
use super::output::tell_cut;
use super::write::OutputArgs;
use super::{Cli, Ended, pass_on, tell};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What to draw
    #[arg(value_parser = kinds())]
    kind: String,
    /// For a lineage: the claim, or the source
    #[arg(value_name = "CLAIM")]
    name: Option<String>,
    /// The form of the picture [default: that of the file's name, or else svg]
    #[arg(long, value_parser = formats())]
    format: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
    /// How wide the picture is to be, in pixels
    #[arg(long, value_name = "PIXELS")]
    width: Option<u32>,
    /// Which way boxes follow each other, and with them the time [default: right]
    #[arg(long, value_parser = flows(), value_name = "WAY")]
    flow: Option<String>,
    /// For png: how many pixels each of the picture's pixels takes [default: 2]
    #[arg(long, value_parser = scales(), value_name = "TIMES")]
    scale: Option<u8>,
    /// What lays boxes and lines out
    #[arg(long, value_enum, default_value_t = Engine::Own)]
    engine: Engine,
    /// For `--engine dot`: its program [default: dot]
    #[arg(long, value_name = "PATH")]
    dot: Option<PathBuf>,
    /// For `--engine dot`: stop it after so long [default: 30]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    engine_timeout: Option<u64>,
    /// For a lineage: draw at most this many steps in a row [default: 64]
    #[arg(long, value_name = "STEPS")]
    depth: Option<usize>,
    /// For conflicts: draw at most this many contradictions, those that matter most
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Only this contradiction, by its id
    #[arg(long, value_name = "ID")]
    contradiction: Option<String>,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    findings: FindingFilterArgs,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Engine {
    /// gainsay itself, with nothing installed
    Own,
    /// `dot` of an installed Graphviz
    Dot,
}

fn scales() -> RangedI64ValueParser<u8> {
    clap::value_parser!(u8).range(i64::from(*SCALES.start())..=i64::from(*SCALES.end()))
}

fn kinds() -> PossibleValuesParser {
    KINDS.iter().map(|kind| PossibleValue::new(kind.name).help(kind.about)).collect::<Vec<_>>().into()
}

fn flows() -> PossibleValuesParser {
    Flow::ALL.iter().map(|&(_, word, about)| PossibleValue::new(word).help(about)).collect::<Vec<_>>().into()
}

fn formats() -> PossibleValuesParser {
    FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about)).collect::<Vec<_>>().into()
}

impl From<Wrong> for Ended {
    fn from(wrong: Wrong) -> Self {
        Ended::Misused(wrong.to_string())
    }
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let format = format(args)?;
    refuse_what_does_not_fit(args, format)?;
    let kind = Kind::named(&args.kind).ok_or_else(|| Ended::Misused(format!("there is no diagram `{}`", args.kind)))?;
    let mut open = open(cli, None)?;
    let documents = open.documents(cli)?;
    let model = &open.model;
    let mut request = Request {
        start: args.name.clone(),
        contradiction: args.contradiction.clone(),
        depth: args.depth,
        limit: args.limit.map(|limit| limit as usize),
        ..Request::default()
    };
    args.filter.fill(model, &mut request.filter)?;
    args.findings.fill(model, &mut request.filter)?;
    let analysis = open.analysis(&args.analysis)?.reading(&documents);
    let scene = Scene::new(&analysis);
    let picture = kind.draw(&scene, &request)?;
    let usual = matches!(picture, Picture::Net(_)).then_some(Flow::Right);
    let flow = args.flow.as_deref().and_then(Flow::named).or(usual);
    let options = Options { width: args.width, scale: args.scale, flow, ..Options::default() };
    let drawn = match args.engine {
        Engine::Own => format.write(&picture, &options)?,
        Engine::Dot => by_graphviz(args, format, &picture, &options)?,
    };
    match &args.output.output {
        None => pass_on(&drawn.bytes)?,
        Some(path) => outputs(cli, &open, &args.output).write(path, format.name, &drawn.bytes)?,
    }
    tell_cut(scene.is_cut());
    if picture.is_empty() {
        let help = if request.filter.is_empty() { "" } else { "help: leave a filter out\n" };
        tell(&format!("note: the picture is empty: {}\n{help}", picture.description()));
    }
    if let Some(unshown) = drawn.unshown() {
        tell(&format!(
            "note: {unshown}; boxes stand in their place\nhelp: svg is drawn with the fonts of the reader\n"
        ));
    }
    Ok(Ended::Well)
}

/// What of the arguments goes with others only.
fn refuse_what_does_not_fit(args: &Args, format: &Format) -> Result<(), Ended> {
    if args.engine == Engine::Own {
        for (name, is_given) in [("--dot", args.dot.is_some()), ("--engine-timeout", args.engine_timeout.is_some())] {
            if is_given {
                return Err(Ended::Misused(format!("`{name}` goes with `--engine dot`")));
            }
        }
    } else if args.width.is_some() {
        return Err(Ended::Misused(
            "Graphviz makes pictures as wide as they come\nhelp: leave `--width` out".to_owned(),
        ));
    }
    if format.binary && args.output.output.is_none() && std::io::stdout().is_terminal() {
        let name = format.name;
        return Err(Ended::Misused(format!("a terminal cannot show {name}\nhelp: name a file: `-o picture.{name}`")));
    }
    Ok(())
}

/// The picture as Graphviz lays it out.
fn by_graphviz(args: &Args, format: &Format, picture: &Picture, options: &Options) -> Result<Drawn, Ended> {
    let Picture::Net(diagram) = picture else {
        return Err(Ended::Misused(
            "Graphviz draws boxes and the lines between them, and this picture is a chart\n\
             help: leave `--engine dot` out"
                .to_owned(),
        ));
    };
    if !matches!(format.name, "svg" | "png" | "pdf") {
        let text = format!("there is nothing for Graphviz to draw in `{}`", format.name);
        return Err(Ended::Misused(format!("{text}\nhelp: take svg, png or pdf, or leave `--engine dot` out")));
    }
    format.accepts(picture, options)?;
    let program = args.dot.as_deref().unwrap_or(Path::new("dot"));
    let timeout = Duration::from_secs(args.engine_timeout.unwrap_or(30));
    // An inch has 96 of the picture's pixels.
    let dpi = format.pixels.then(|| 96 * u32::from(options.scale.unwrap_or(DEFAULT_SCALE)));
    let mut bytes =
        Graphviz { program, timeout }.draw(&dot(diagram, options.flow.unwrap_or_default()), format.name, dpi)?;
    if format.name == "svg" {
        bytes = dressed(&String::from_utf8_lossy(&bytes), diagram).into_bytes();
    }
    Ok(Drawn { bytes, unshown: Vec::new() })
}

/// The format that was named, or that of the file to write.
fn format(args: &Args) -> Result<&'static Format, Ended> {
    let ending = args.output.output.as_deref().and_then(Path::extension).map(|ending| ending.to_string_lossy());
    let name = match (&args.format, ending.as_deref()) {
        (Some(name), _) => name,
        (None, None) => "svg",
        (None, Some(ending)) => {
            let known: Vec<&str> = FORMATS.iter().flat_map(|format| format.endings).copied().collect();
            let message = || {
                format!(
                    "no format has files that end in `.{}`\nhelp: name one with `--format`, or end it in .{}",
                    gainsay::view::report::visible(ending),
                    known.join(", .")
                )
            };
            return Format::with_ending(ending).ok_or_else(|| Ended::Misused(message()));
        }
    };
    let format = Format::named(name).ok_or_else(|| Ended::Misused(format!("there is no format `{name}`")))?;
    let of_other = ending.as_deref().and_then(Format::with_ending).filter(|_| {
        let ending = ending.as_deref().unwrap_or_default();
        !format.endings.iter().any(|own| own.eq_ignore_ascii_case(ending))
    });
    match of_other {
        Some(other) => Err(Ended::Misused(format!(
            "`--format {name}` and the file's name, which is one of {}, do not agree\n\
             help: leave `--format` out, or give the file another name",
            other.name
        ))),
        None => Ok(format),
    }
}
