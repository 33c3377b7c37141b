//! Every code has a collection that it is found in and one, much like it, that it is not.
//!
//! `tests/codes/GS101.hit` and `.miss` hold the files of a collection, each after
//! a line `=== path`; `=== path -> target` makes a link, `=== path hex` a file of
//! bytes, `=== !path` leaves out a file of `tests/codes/base`, which is there
//! otherwise; a document `=== markdown.md`, `html.md` or `latex.md` is filled from it and put into that form,
//! and compared with `=== before` if there is one; `=== unused` lets unused names be reported. What a user sees of the hit is kept as a snapshot.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gainsay::base::message::Message;
use gainsay::base::text::{TextProblem, Texts, read_collection, read_text, texts_inside};
use gainsay::model::Model;
use gainsay::model::documents::{Documents, NoFolder};
use gainsay::model::load::{load, read_tables_of};
use gainsay::picture::diagram::Scene;
use gainsay::view::codes;
use gainsay::view::embed::{Document, Form, Settings, out_of_date};
use gainsay::view::report::check::{Aside, Checked, checked, unreadable};
use gainsay::view::report::{Colour, Format, human};

use crate::support::analysis;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/codes");

/// Writes the files of a case into a folder.
fn write_case(case: &str, root: &Path) {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for name in ["gainsay.ron", "vocabulary.ron"] {
        let text = fs::read_to_string(format!("{FOLDER}/base/{name}")).unwrap();
        files.insert(name.to_owned(), text);
    }
    let mut path = String::new();
    for line in case.split_inclusive('\n').filter(|line| *line != "=== unused\n") {
        match line.strip_prefix("=== ") {
            Some(head) => {
                head.trim_end().clone_into(&mut path);
                match path.strip_prefix('!') {
                    Some(left_out) => drop(files.remove(left_out)),
                    None => drop(files.insert(path.clone(), String::new())),
                }
            }
            None => files.entry(path.clone()).or_default().push_str(line),
        }
    }
    for (head, text) in files.iter().filter(|(head, _)| !head.starts_with('!')) {
        let (name, rest) = head.split_once(' ').unwrap_or((head, ""));
        let file = root.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        if let Some(target) = rest.strip_prefix("-> ") {
            #[cfg(unix)]
            std::os::unix::fs::symlink(target, file).unwrap();
            #[cfg(not(unix))]
            drop(target);
        } else if rest == "hex" {
            let bytes: Vec<u8> = text.split_whitespace().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect();
            fs::write(file, bytes).unwrap();
        } else {
            fs::write(file, text).unwrap();
        }
    }
}

/// The texts of the sources, if the case's collection names a folder of them.
fn documents(model: &Model, root: &Path, texts: &mut Texts) -> Documents {
    let Some((path, _)) = model.texts() else { return Documents::none() };
    match texts_inside(root, path) {
        Ok(folder) => Documents::new(model, |path| read_text(&folder, path, texts)),
        Err(TextProblem::LeadsOut) => Documents::without(NoFolder::LeadsOut),
        Err(_) => Documents::without(NoFolder::Missing),
    }
}

/// The ids of what is found in a case, and what a user sees.
fn run(case: &str) -> (Vec<&'static str>, String) {
    let folder = tempfile::tempdir().unwrap();
    write_case(case, folder.path());
    let (mut texts, unread) = read_collection(folder.path());
    read_tables_of(&mut texts, folder.path(), None);
    let forms = ["markdown", "html", "latex"];
    let document = forms.into_iter().find(|form| folder.path().join(format!("{form}.md")).exists());
    let (ids, shown) = match load(&texts, &unread) {
        Ok(loaded) if document.is_some() => filled(folder.path(), document.unwrap(), &texts, loaded.model),
        Err(error) => {
            let ids = error.messages.iter().map(|message| message.code.id).collect();
            (ids, unreadable(&texts, &error.messages, Format::Human, Colour::Off))
        }
        Ok(loaded) => {
            let documents = documents(&loaded.model, folder.path(), &mut texts);
            let analysis = analysis(&texts, &loaded.model).reading(&documents);
            let all = analysis.checked();
            // A case is about one code; that the base's names are not all used is no news.
            let about_unused = case.contains("=== unused\n");
            let findings: Vec<_> =
                all.findings.iter().filter(|found| about_unused || found.message.code.id != "GS120").cloned().collect();
            let warned = loaded.warnings.iter().map(|message| message.code.id);
            let found = findings.iter().map(|finding| finding.message.code.id);
            let report = Checked {
                texts: &texts,
                model: &loaded.model,
                warnings: &loaded.warnings,
                findings: &findings,
                passed: &all.passed,
                shows_passed: false,
                left_out: 0,
                cut: all.cut,
                unproved: all.unproved,
                aside: Aside::default(),
            };
            (warned.chain(found).collect(), checked(report, Format::Human, Colour::Off))
        }
    };
    let root = folder.path().display().to_string();
    (ids, shown.replace(&root, "ROOT"))
}

/// What is found in a document that is filled from a collection, and what a user sees.
fn filled(folder: &Path, form: &str, collection: &Texts, mut model: Model) -> (Vec<&'static str>, String) {
    let text = fs::read_to_string(folder.join(format!("{form}.md"))).unwrap();
    let texts = Texts::from_memory([("report.md", text)]);
    let mut document = Document::parse(&texts, texts.files().next().unwrap().0);
    document.ask(&mut model);
    let analysis = analysis(collection, &model);
    let scene = Scene::new(&analysis);
    let messages: Vec<Message> = match document.fill(&scene) {
        Err(messages) => messages,
        Ok(filled) => {
            let written = filled.write(Form::named(form).unwrap(), &Settings::default());
            let before = fs::read_to_string(folder.join("before")).ok();
            let old = before.map(|before| out_of_date(&filled, &written, &before, |_| None)).unwrap_or_default();
            filled.messages.clone().into_iter().chain(written.messages).chain(old).collect()
        }
    };
    let shown = messages.iter().map(|message| human(&texts, message, Colour::Off) + "\n").collect();
    (messages.iter().map(|message| message.code.id).collect(), shown)
}

#[test]
fn every_code_has_a_case_that_hits_and_one_that_misses() {
    let mut wrong = Vec::new();
    for code in codes::all() {
        let read = |kind: &str| fs::read_to_string(format!("{FOLDER}/{}.{kind}", code.id));
        let (Ok(hit), Ok(miss)) = (read("hit"), read("miss")) else {
            wrong.push(format!("{} has no case", code.id));
            continue;
        };
        let (found, shown) = run(&hit);
        if !found.contains(&code.id) {
            wrong.push(format!("{} is not found in its case:\n{shown}", code.id));
        }
        // What was not built in cannot be used, and the reason that is told is another one.
        let built = format!("{}-raster", code.id);
        let has_own = cfg!(feature = "raster") && Path::new(&format!("{FOLDER}/snapshots/{built}.snap")).exists();
        let name = if has_own { built.as_str() } else { code.id };
        insta::with_settings!({ snapshot_path => "codes/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, shown);
        });
        let (found, shown) = run(&miss);
        if found.contains(&code.id) {
            wrong.push(format!("{} is found where it should not be:\n{shown}", code.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_base_has_nothing_to_report_but_unused_names() {
    let (found, shown) = run("=== unused\n");
    assert!(!found.is_empty() && found.iter().all(|id| *id == "GS120"), "{shown}");
}
