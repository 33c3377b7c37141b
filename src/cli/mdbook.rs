//! `gainsay mdbook`: a preprocessor for [mdBook](https://rust-lang.github.io/mdBook/).
//!
//! mdBook gives a book as JSON on stdin and takes it back on stdout. Only chapters are changed, so that
//! both forms of the protocol, of 0.4 and of 0.5, come back as they are.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use gainsay::analysis::Analysis;
use gainsay::base::message::Severity;
use gainsay::base::text::{Texts, read_stream};
use gainsay::picture::diagram::Scene;
use gainsay::view::embed::{Document, Form, Settings};
use gainsay::view::report::{Colour, human};
use serde_json::Value;

use super::day::DayArgs;
use super::open::open;
use super::output::tell_cut;
use super::{Cli, Ended, pass_on, tell};

/// More than this no book comes to.
const MOST_BYTES: u64 = 256 << 20;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    question: Option<Question>,
}

#[derive(Debug, Subcommand)]
enum Question {
    /// End with exit code 0 if books in this form can be filled
    Supports {
        /// mdBook's name of the form: `html`
        renderer: String,
    },
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    if let Some(Question::Supports { renderer }) = &args.question {
        let is_supported = matches!(renderer.as_str(), "html" | "markdown");
        return Ok(if is_supported { Ended::Well } else { Ended::WithFindings });
    }
    let input =
        read_stream(std::io::stdin(), MOST_BYTES).map_err(|error| wrong(&format!("stdin cannot be read: {error}")))?;
    let parsed: Value = serde_json::from_str(&input).map_err(|error| wrong(&format!("it is not JSON: {error}")))?;
    let Value::Array(parts) = parsed else { return Err(wrong("it is not a list of a context and a book")) };
    let [context, mut book] =
        <[Value; 2]>::try_from(parts).map_err(|_| wrong("it is not a list of a context and a book"))?;
    let mut chapters = Vec::new();
    // 0.5 calls them items, 0.4 sections.
    let key = if book.get("items").is_some() { "items" } else { "sections" };
    let Some(items) = book.get_mut(key).and_then(Value::as_array_mut) else {
        return Err(wrong("the book has neither items nor sections"));
    };
    for item in &mut *items {
        collect(item, &mut chapters);
    }
    let ended = fill(cli, &context, chapters)?;
    if let Ended::Well = ended {
        pass_on(format!("{book}\n").as_bytes())?;
    }
    Ok(ended)
}

fn wrong(what: &str) -> Ended {
    Ended::Misused(format!(
        "this is not a book as mdBook gives it to preprocessors: {what}\n\
         help: mdBook runs this command by itself if `book.toml` has a part `[preprocessor.gainsay]`"
    ))
}

/// A chapter's text, and the path of its file.
struct Chapter<'b> {
    content: &'b mut String,
    path: String,
}

fn collect<'b>(item: &'b mut Value, chapters: &mut Vec<Chapter<'b>>) {
    let Some(chapter) = item.get_mut("Chapter").and_then(Value::as_object_mut) else { return };
    let path = ["source_path", "path"].iter().find_map(|key| chapter.get(*key).and_then(Value::as_str));
    let path = path.unwrap_or("a chapter without a file").to_owned();
    for (key, value) in chapter.iter_mut() {
        match (key.as_str(), value) {
            ("content", Value::String(content)) => chapters.push(Chapter { content, path: path.clone() }),
            ("sub_items", Value::Array(items)) => items.iter_mut().for_each(|item| collect(item, chapters)),
            _ => {}
        }
    }
}

/// The collection that the book names, beside `book.toml`; or the nearest one upward.
fn collection(cli: &Cli, context: &Value) -> Option<PathBuf> {
    let named = context.pointer("/config/preprocessor/gainsay/collection").and_then(Value::as_str);
    let root = context.get("root").and_then(Value::as_str).unwrap_or("");
    let named = named.map(|named| Path::new(root).join(named));
    let upward =
        || Path::new(root).ancestors().find(|folder| folder.join("gainsay.ron").is_file()).map(Path::to_path_buf);
    cli.collection.clone().or(named).or_else(upward)
}

fn fill(cli: &Cli, context: &Value, chapters: Vec<Chapter<'_>>) -> Result<Ended, Ended> {
    let folder = context.pointer("/config/book/src").and_then(Value::as_str).unwrap_or("src");
    let texts: Vec<Texts> = chapters
        .iter()
        .map(|chapter| Texts::from_memory([(format!("{folder}/{}", chapter.path), chapter.content.as_str())]))
        .collect();
    let documents = texts.iter().map(|texts| {
        let (file, _) = texts.files().next().expect("a chapter is one text");
        Document::parse(texts, file)
    });
    let mut documents: Vec<Document<'_>> = documents.collect();
    if documents.iter().all(Document::is_plain) {
        return Ok(Ended::Well);
    }
    let mut open = open(cli, collection(cli, context).as_deref())?;
    for document in &mut documents {
        document.ask(&mut open.model);
    }
    let of_sources = open.documents(cli)?;
    let today = DayArgs::default().today()?;
    let analysis = Analysis::new(&open.texts, &open.model, today).reading(&of_sources);
    let scene = Scene::new(&analysis);
    let mut ended = Ended::Well;
    for (index, ((chapter, document), texts)) in chapters.into_iter().zip(&documents).zip(&texts).enumerate() {
        if document.is_plain() {
            continue;
        }
        let filled = match document.fill(&scene) {
            Ok(filled) => filled,
            Err(messages) => {
                for message in messages {
                    tell(&(human(texts, &message, Colour::Off) + "\n"));
                }
                ended = Ended::Unreadable;
                continue;
            }
        };
        // All chapters stand together on the page that is printed.
        let settings = Settings { prefix: format!("c{index}-"), ..Settings::default() };
        let written = filled.write(&Form::BOOK, &settings);
        for message in filled.messages.iter().chain(&written.messages) {
            tell(&(human(texts, message, Colour::Off) + "\n"));
            if message.severity == Severity::Error && matches!(ended, Ended::Well) {
                ended = Ended::WithFindings;
            }
        }
        *chapter.content = written.text;
    }
    tell_cut(scene.is_cut());
    Ok(ended)
}
