//! Data flows one way: a module imports only modules above it, and its own children.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules in reading order; `ARCHITECTURE.md` lists the same.
const ORDER: &[&str] = &[
    "text",
    "typography",
    "anchor",
    "message",
    "number",
    "when",
    "notation",
    "mentions",
    "engine",
    "model",
    "load",
    "locate",
    "documents",
    "digraph",
    "graph",
    "lineage",
    "provenance",
    "facts",
    "finding",
    "judging",
    "contradictions",
    "implied",
    "passed",
    "reconcile",
    "filter",
    "compare",
    "coverage",
    "checks",
    "impact",
    "table",
    "list",
    "diagram",
    "layout",
    "export",
    "embed",
    "codes",
    "baseline",
    "report",
    "page",
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

/// The names after `crate::` in a text, comments and strings apart.
fn crate_paths(text: &str) -> Vec<String> {
    let code = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
    let after = code.split("crate::").skip(1);
    after.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()).collect()
}

/// What each module imports: by module, the modules it names and where.
fn imports() -> BTreeMap<String, Vec<(String, PathBuf)>> {
    let src = root().join("src");
    let mut imports: BTreeMap<String, Vec<(String, PathBuf)>> = BTreeMap::new();
    for file in rust_files(&src) {
        let below = file.strip_prefix(&src).unwrap();
        let first = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
        let module = first.trim_end_matches(".rs").to_owned();
        if matches!(module.as_str(), "lib" | "main" | "cli") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let named = crate_paths(&text).into_iter().map(|name| (name, below.to_path_buf()));
        imports.entry(module).or_default().extend(named);
    }
    imports
}

#[test]
fn a_module_imports_only_modules_above_it() {
    let place = |module: &str| ORDER.iter().position(|name| *name == module);
    let mut wrong = Vec::new();
    for (module, named) in imports() {
        let Some(own) = place(&module) else {
            wrong.push(format!("`{module}` is not in the list of modules"));
            continue;
        };
        for (name, file) in named.iter().filter(|(name, _)| *name != module) {
            match place(name) {
                Some(other) if other < own => {}
                Some(_) => wrong.push(format!("{}: imports `{name}`, which stands below `{module}`", file.display())),
                None => wrong.push(format!("{}: `crate::{name}` is no module", file.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_test_above_sees_imports() {
    let imports = imports();
    assert!(imports["graph"].iter().any(|(name, _)| name == "model"));
    assert_eq!(crate_paths("use crate::model::X; // crate::load\nfn f(x: crate::when::When) {}"), ["model", "when"]);
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
        let reads = text.contains("std::fs") && below != Path::new("text/read.rs");
        assert!(!reads, "{}: only text/read.rs reads files", below.display());
    }
}

#[test]
fn edtf_stays_within_when_and_floats_out_of_everything_but_pictures() {
    for file in rust_files(&root().join("src")) {
        let below = file.strip_prefix(root().join("src")).unwrap().to_path_buf();
        let text = fs::read_to_string(&file).unwrap();
        let in_when = below.starts_with("when") || below == Path::new("when.rs");
        assert!(in_when || !text.contains("edtf_core::"), "{}", below.display());
        let code = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
        let floats = ["f32", "f64"]
            .iter()
            .any(|float| code.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == *float));
        // Places in a picture are no figures.
        let lays_out = ["export/svg", "export/svg.rs", "export/raster", "export/raster.rs"];
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
