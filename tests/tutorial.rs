//! The tutorial: its files are written into an empty folder, and its commands run there, in the order of the text.
//!
//! `GAINSAY_UPDATE=1 cargo test --test all tutorial::` puts what the program prints into the text.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sessions::{fits, words};

const PROGRAM: &str = env!("CARGO_BIN_EXE_gainsay");

fn tutorial() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tutorial.md")
}

/// What a command prints in a folder.
fn printed(folder: &Path, command: &str) -> String {
    let arguments = words(command.strip_prefix("gainsay ").expect("the tutorial runs gainsay"));
    let output = Command::new(PROGRAM)
        .args(&arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .env_remove("GAINSAY_TEXTS")
        .output()
        .expect("the program runs");
    let code = output.status.code().expect("not killed");
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8(text).expect("output is UTF-8");
    assert!(code <= 1, "$ {command}\n{text}[exit {code}]");
    text
}

/// Walks through the text; gives it as it should read, and what does not hold.
fn walk(text: &str, folder: &Path) -> (String, Vec<String>) {
    let (mut told, mut wrong) = (String::new(), Vec::new());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        told.push_str(line);
        told.push('\n');
        let Some(info) = line.strip_prefix("```").filter(|info| !info.is_empty()) else { continue };
        let mut block: Vec<&str> = Vec::new();
        while let Some(line) = lines.next_if(|line| *line != "```") {
            block.push(line);
        }
        if let Some((_, path)) = info.split_once(' ') {
            let file = folder.join(path);
            fs::create_dir_all(file.parent().expect("a file is in a folder")).expect("the folder can be made");
            let content = block.join("\n") + "\n";
            fs::write(file, &content).expect("the file can be written");
            told.push_str(&content);
            continue;
        }
        assert_eq!(info, "console", "a block is a file or a session");
        for (command, shown) in crate::sessions::sessions(&format!("```console\n{}\n```\n", block.join("\n"))) {
            let output = printed(folder, &command);
            if !fits(&output, &shown) {
                wrong.push(format!("$ {command}\n{output}\nand the tutorial shows\n{shown}"));
            }
            told.push_str(&format!("$ {command}\n{output}"));
        }
    }
    (told, wrong)
}

#[test]
fn every_command_of_the_tutorial_prints_what_it_shows() {
    let text = fs::read_to_string(tutorial()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (told, wrong) = walk(&text, folder.path());
    if std::env::var_os("GAINSAY_UPDATE").is_some() {
        fs::write(tutorial(), told).unwrap();
        return;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(fs::read_to_string(folder.path().join("italians.svg")).unwrap().starts_with("<svg"));
}
