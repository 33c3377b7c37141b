//! Data flows one way: a module imports only modules above it, and its own children.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules in reading order; `ARCHITECTURE.md` lists the same.
const ORDER: &[&str] = &[
    "base::text",
    "base::typography",
    "base::markup",
    "base::anchor",
    "base::message",
    "base::number",
    "base::when",
    "base::digraph",
    "base::fit",
    "base::table",
    "notation",
    "notation::mentions",
    "engine",
    "model",
    "model::load",
    "model::locate",
    "model::documents",
    "model::judging",
    "provenance::graph",
    "provenance",
    "provenance::lineage",
    "reason::facts",
    "reason::finding",
    "reason::contradictions",
    "reason::disputes",
    "reason::digest",
    "reason::implied",
    "reason::passed",
    "reason::reconcile",
    "analysis",
    "analysis::filter",
    "analysis::compare",
    "analysis::coverage",
    "analysis::checks",
    "analysis::impact",
    "analysis::list",
    "analysis::baseline",
    "analysis::audit",
    "picture::diagram",
    "picture::layout",
    "picture::export",
    "view::prose",
    "view::describe",
    "view::embed",
    "view::codes",
    "view::glossary",
    "view::report",
    "view::page",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The module of the list that a path such as `model::load::Loaded` leads to, if there is one.
fn module_of(path: &str) -> Option<&'static str> {
    let leads_to = |module: &&&str| path == **module || path.starts_with(&format!("{module}::"));
    ORDER.iter().filter(leads_to).max_by_key(|module| module.len()).copied()
}

/// The paths after `crate::` in a text, comments apart; as deep as rooms and modules go.
fn crate_paths(text: &str) -> Vec<String> {
    let code = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
    let after = code.split("crate::").skip(1);
    let word = |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    after
        .map(|rest| {
            let mut parts = rest.split("::");
            let room = word(parts.next().unwrap_or(""));
            let ends = rest[room.len()..].starts_with("::");
            let module = if ends { word(parts.next().unwrap_or("")) } else { String::new() };
            if module.is_empty() { room } else { format!("{room}::{module}") }
        })
        .collect()
}

/// What each module imports: by module, the paths it names and where.
fn imports() -> BTreeMap<String, Vec<(String, PathBuf)>> {
    let src = root().join("src");
    let mut imports: BTreeMap<String, Vec<(String, PathBuf)>> = BTreeMap::new();
    for file in rust_files(&src) {
        let below = file.strip_prefix(&src).unwrap();
        let path = below.with_extension("").to_string_lossy().replace('/', "::");
        if ["lib", "main", "cli"].contains(&path.split("::").next().unwrap()) {
            continue;
        }
        let module = module_of(&path).map_or(path, str::to_owned);
        let text = fs::read_to_string(&file).unwrap();
        let named = crate_paths(&text).into_iter().map(|name| (name, below.to_path_buf()));
        imports.entry(module).or_default().extend(named);
    }
    imports
}

/// The files of rooms that only list their modules.
const ROOMS: &[&str] = &["base", "reason", "picture", "view"];

#[test]
fn a_module_imports_only_modules_above_it() {
    let place = |module: &str| ORDER.iter().position(|name| *name == module);
    let mut wrong = Vec::new();
    for (module, named) in imports().into_iter().filter(|(module, _)| !ROOMS.contains(&module.as_str())) {
        let Some(own) = place(&module) else {
            wrong.push(format!("`{module}` is not in the list of modules"));
            continue;
        };
        for (path, file) in &named {
            match module_of(path) {
                Some(other) if place(other) <= Some(own) => {}
                Some(_) => wrong.push(format!("{}: imports `{path}`, which stands below `{module}`", file.display())),
                None => wrong.push(format!("{}: `crate::{path}` is in no module of the list", file.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_test_above_sees_imports() {
    let imports = imports();
    assert!(imports["provenance::graph"].iter().any(|(path, _)| path.starts_with("model")));
    let text = "use crate::model::X; // crate::model::load\nfn f(x: crate::base::when::When) {}";
    assert_eq!(crate_paths(text), ["model::X", "base::when"]);
    assert_eq!(module_of("model::load::Loaded"), Some("model::load"));
    assert_eq!(module_of("model::loader"), Some("model"));
}

#[test]
fn the_library_uses_nothing_of_the_program() {
    for file in rust_files(&root().join("src")) {
        let below = file.strip_prefix(root().join("src")).unwrap().to_path_buf();
        if below.starts_with("cli") || below == Path::new("cli.rs") || below == Path::new("main.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        for word in ["clap::", "println!", "eprintln!", "std::process", "std::env"] {
            assert!(!text.contains(word), "{}: {word}", below.display());
        }
        let reads = text.contains("std::fs") && below != Path::new("base/text/read.rs");
        assert!(!reads, "{}: only base/text/read.rs reads files", below.display());
    }
}

#[test]
fn edtf_stays_within_when_and_floats_out_of_everything_but_pictures() {
    for file in rust_files(&root().join("src")) {
        let below = file.strip_prefix(root().join("src")).unwrap().to_path_buf();
        let text = fs::read_to_string(&file).unwrap();
        let in_when = below.starts_with("base/when") || below == Path::new("base/when.rs");
        assert!(in_when || !text.contains("edtf_core::"), "{}", below.display());
        let code = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
        let floats = ["f32", "f64"]
            .iter()
            .any(|float| code.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == *float));
        // Places in a picture are no figures.
        let lays_out =
            ["picture/export/svg", "picture/export/svg.rs", "picture/export/raster", "picture/export/raster.rs"];
        let lays_out = lays_out.iter().any(|path| below.starts_with(path));
        assert!(lays_out || !floats, "{}: a float", below.display());
    }
}

#[test]
fn the_architecture_lists_the_modules_in_their_order() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let mut from = 0;
    for module in ORDER {
        let row = format!("| `{module}` |");
        let at = text[from..].find(&row).unwrap_or_else(|| panic!("{module} is missing or out of order"));
        from += at + row.len();
    }
}
