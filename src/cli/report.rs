//! `gainsay report`

use std::fs;
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};
use gainsay::base::message::{Message, Severity};
use gainsay::base::text::{Texts, read_document, read_written};
use gainsay::picture::diagram::Scene;
use gainsay::view::embed::{Document, FORMS, Filled, Form, PictureFile, Settings, Written, out_of_date};
use gainsay::view::report::{Colour, human, visible};

use super::filters::AnalysisArgs;
use super::open::{open, outputs};
use super::output::{shown_path, tell_cut};
use super::write::{OutputArgs, Outputs, cannot_write, marked, unmarked};
use super::{Cli, Ended, pass_on, print, tell};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The document: Markdown with `gainsay` blocks and live numbers
    file: PathBuf,
    /// The form to put it into [default: that of the output's name, or else markdown]
    #[arg(long, value_parser = forms())]
    format: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
    /// Write nothing, but say where the output no longer follows from the collection
    #[arg(long, requires = "output")]
    check: bool,
    /// Pass raw HTML of the document on to the page, instead of showing it as text
    #[arg(long)]
    allow_html: bool,
    /// The language of the document, for a page
    #[arg(long, default_value = "en", value_name = "TAG")]
    language: String,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

fn forms() -> PossibleValuesParser {
    FORMS.iter().map(|form| PossibleValue::new(form.name).help(form.about)).collect::<Vec<_>>().into()
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let form = form(args)?;
    if let (Some(output), false) = (&args.output.output, args.check) {
        Outputs::new(args.output.force).keeping_file(&args.file).target(output)?;
    }
    let texts = read_document(&args.file).map_err(|error| {
        tell(&format!("error: cannot read `{}`: {error}\n", visible(&args.file.display().to_string())));
        Ended::Unreadable
    })?;
    let mut open = open(cli, None)?;
    let documents = open.documents(cli)?;
    let (file, _) = texts.files().next().expect("one document was read");
    let mut document = Document::parse(&texts, file);
    document.ask(&mut open.model);
    let analysis = open.analysis(&args.analysis)?.reading(&documents);
    let scene = Scene::new(&analysis);
    let filled = match document.fill(&scene) {
        Ok(filled) => filled,
        Err(messages) => {
            tell(&shown(&texts, &messages, Colour::Off));
            tell(&counted(&messages, "The document cannot be filled"));
            return Err(Ended::Unreadable);
        }
    };
    let settings = Settings {
        pictures: pictures_folder(args.output.output.as_deref()),
        raw_html: args.allow_html,
        language: args.language.clone(),
        ..Settings::default()
    };
    let written = filled.write(form, &settings);
    tell_cut(scene.is_cut());
    tell(&shown(&texts, &filled.messages, Colour::Off));
    tell(&shown(&texts, &written.messages, Colour::Off));
    let is_false = filled.messages.iter().any(|message| message.severity == Severity::Error);
    match (&args.output.output, args.check) {
        (Some(output), true) => check(cli, &texts, &filled, &written, output, is_false),
        _ if is_false => {
            tell(&counted(&filled.messages, "Nothing is written"));
            Ok(Ended::WithFindings)
        }
        (Some(output), false) => {
            let outputs = outputs(cli, &open, &args.output).keeping_file(&args.file);
            write(&outputs, output, form, &written)?;
            Ok(Ended::Well)
        }
        (None, _) if !written.pictures.is_empty() => Err(Ended::Misused(format!(
            "its pictures stand in files beside it, so stdout cannot hold {} of it\n\
             help: name a file with `-o FILE`, or take `--format html`",
            form.name
        ))),
        (None, _) => {
            pass_on(written.text.as_bytes())?;
            Ok(Ended::Well)
        }
    }
}

/// The form that was named, or that of the output's name.
fn form(args: &Args) -> Result<&'static Form, Ended> {
    let ending = args.output.output.as_deref().and_then(Path::extension).map(|ending| ending.to_string_lossy());
    let named = match (&args.format, &ending) {
        (Some(name), _) => Form::named(name),
        (None, Some(ending)) => Form::with_ending(ending),
        (None, None) => Form::named("markdown"),
    };
    named.ok_or_else(|| {
        let endings: Vec<String> = FORMS.iter().map(|form| format!(".{}", form.ending)).collect();
        Ended::Misused(format!(
            "no form has files that end in `.{}`\nhelp: name one with `--format`, or end the name in {}",
            visible(&ending.unwrap_or_default()),
            endings.join(", ")
        ))
    })
}

/// How a file's name ends.
fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The folder of the pictures beside the output: its name without what could mean something in a format.
fn pictures_folder(output: Option<&Path>) -> String {
    let stem = output.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let stem: String = stem.chars().map(safe).collect();
    if stem.is_empty() { "report.pictures".to_owned() } else { format!("{stem}.pictures") }
}

fn shown(texts: &Texts, messages: &[Message], colour: Colour) -> String {
    messages.iter().map(|message| human(texts, message, colour) + "\n").collect()
}

/// How many errors there are, after what that means.
fn counted(messages: &[Message], what: &str) -> String {
    let errors = messages.iter().filter(|message| message.severity == Severity::Error).count();
    let plural = if errors == 1 { "" } else { "s" };
    format!("{what}: {errors} error{plural}.\n")
}

fn check(
    cli: &Cli,
    texts: &Texts,
    filled: &Filled<'_>,
    written: &Written,
    output: &Path,
    is_false: bool,
) -> Result<Ended, Ended> {
    let folder = output.parent().unwrap_or(Path::new(""));
    let read = |path: &Path| {
        let unreadable = |error| Ended::Misused(format!("cannot read `{}`: {error}", path.display()));
        read_written(path).map_err(unreadable)
    };
    let Some(before) = read(output)? else {
        return Err(Ended::Misused(format!(
            "`{}` does not exist, so there is nothing to check\nhelp: write it first, without `--check`",
            output.display()
        )));
    };
    let before = String::from_utf8_lossy(&before);
    let before = unmarked(&before);
    let picture = |path: &str| {
        let old = read(&folder.join(path)).ok().flatten()?;
        let new = written.pictures.iter().find(|picture| picture.path == path);
        let is_same = |new: &&PictureFile| old == marked(ending(Path::new(path)).as_str(), &new.bytes);
        Some(new.filter(is_same).map_or(old.clone(), |new| new.bytes.clone()))
    };
    let messages = out_of_date(filled, written, before, picture);
    if messages.is_empty() {
        let status = if is_false { "" } else { "follows from the collection" };
        if !is_false {
            print(&format!("`{}` {status}.\n", output.display()))?;
        }
        return Ok(if is_false { Ended::WithFindings } else { Ended::Well });
    }
    print(&shown(texts, &messages, cli.colour()))?;
    print(&counted(&messages, &format!("`{}` no longer follows from the collection", output.display())))?;
    Ok(Ended::WithFindings)
}

/// Writes the document and its pictures, nothing of it before all may be written; nothing is written through a link.
fn write(outputs: &Outputs, output: &Path, form: &Form, written: &Written) -> Result<(), Ended> {
    let folder = output.parent().unwrap_or(Path::new(""));
    if !folder.as_os_str().is_empty() {
        fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    }
    outputs.target(output)?;
    for picture in &written.pictures {
        let path = folder.join(&picture.path);
        let beside = path.parent().unwrap_or(folder);
        for place in [beside, path.as_path()] {
            if fs::symlink_metadata(place).is_ok_and(|data| data.is_symlink()) {
                let place = shown_path(place);
                let text = format!("`{place}` is a link, and pictures are written beside the document only");
                return Err(Ended::Misused(format!("{text}\nhelp: remove it")));
            }
        }
        fs::create_dir_all(beside).map_err(|error| cannot_write(beside, &error))?;
        outputs.target(&path)?;
    }
    for picture in &written.pictures {
        let path = folder.join(&picture.path);
        outputs.write(&path, &ending(&path), &picture.bytes)?;
    }
    outputs.write(output, form.name, written.text.as_bytes())
}
