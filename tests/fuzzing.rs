//! The fuzzers of `fuzz/`, each with some inputs made from sound ones, and the shipped collection with its files
//! mutated, through every command. `GAINSAY_FUZZ` asks for more executions of each; docs/fuzzing.md says how many ran.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[path = "../fuzz/targets.rs"]
mod targets;

/// How often each function is run.
fn executions(usual: usize) -> usize {
    std::env::var("GAINSAY_FUZZ").ok().and_then(|asked| asked.parse().ok()).unwrap_or(usual)
}

/// Numbers that look random and are the same each time: xorshift64*.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % most.max(1)
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// What is put in: what means something to somebody, at its borders and beyond.
const PIECES: &[&str] = &[
    "",
    " ",
    "0",
    "-1",
    "9",
    "1e9",
    "99999999999999999999999999999999",
    "0.0000000000000000000001",
    "1/0",
    "12,000",
    "12.000",
    "½",
    "٣",
    "half of ",
    "about ",
    "more than ",
    "between ",
    " and ",
    " of ",
    "±",
    "%",
    "..",
    "∞",
    "NaN",
    "[",
    "]",
    "(",
    ")",
    "\"",
    "\\",
    "\\u{202e}",
    "{{gainsay ",
    "}}",
    "```",
    "|",
    "<b>",
    "@",
    " @ ",
    "/",
    "..",
    "-",
    "1950-02-30",
    "9999-12-31",
    "-9999",
    "1950-13",
    "195X",
    "~",
    "?",
    "before ",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{9b}",
    "\u{2028}",
    "\u{200b}",
    "\u{202e}",
    "\u{e0041}",
    "\u{fffd}",
    "é",
    "e\u{301}",
    "“",
    "\u{a0}",
    "held",
    "one",
    "all",
];

/// One to eight changes: bytes put in, taken out, doubled, swapped; now and then much of one piece.
fn mutated(dice: &mut Dice, seed: &str) -> Vec<u8> {
    let mut bytes = seed.as_bytes().to_vec();
    for _ in 0..=dice.below(8) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + dice.below(12)).min(bytes.len());
        match dice.below(8) {
            0..=2 => {
                bytes.splice(at..at, dice.one_of(PIECES).bytes());
            }
            3 => {
                bytes.splice(at..end, dice.one_of(PIECES).bytes());
            }
            4 => {
                bytes.drain(at..end);
            }
            5 => {
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            6 => {
                let byte = dice.below(256) as u8;
                bytes.insert(at, byte);
            }
            _ => {
                let times = [2, 30, 400][dice.below(3)];
                bytes.splice(at..at, dice.one_of(PIECES).repeat(times).into_bytes());
            }
        }
    }
    bytes
}

/// Runs a fuzzer on inputs made from its own.
fn fuzz(name: &str) {
    let (_, run, seeds) = *targets::TARGETS.iter().find(|(own, ..)| *own == name).unwrap();
    for seed in seeds {
        run(seed.as_bytes());
    }
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for at in 0..executions(400) {
        let input = mutated(&mut dice, seeds[at % seeds.len()]);
        let start = Instant::now();
        let outcome = std::panic::catch_unwind(|| run(&input));
        assert!(outcome.is_ok(), "{name} fails at execution {at}: {:?}", String::from_utf8_lossy(&input));
        assert!(start.elapsed() < Duration::from_secs(60), "{name} hangs: {:?}", String::from_utf8_lossy(&input));
    }
}

#[test]
fn files_of_a_collection() {
    fuzz("loader");
}

#[test]
fn wordings_of_values() {
    fuzz("values");
}

#[test]
fn quantities_sums_and_relations() {
    fuzz("quantities");
}

#[test]
fn dates() {
    fuzz("dates");
}

#[test]
fn documents_with_views() {
    fuzz("documents");
}

#[test]
fn texts_of_sources() {
    fuzz("texts");
}

#[test]
fn each_fuzzer_has_a_program_of_its_own() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for (name, ..) in targets::TARGETS {
        let program = fs::read_to_string(folder.join(format!("fuzz_targets/{name}.rs"))).unwrap();
        assert!(program.contains(&format!("targets::{name}(data)")), "{name}");
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name}");
    }
}

/// A value of a string in RON with what may stand there by mistake or by malice.
fn other_value(dice: &mut Dice, was: &str) -> String {
    match dice.below(6) {
        0 => String::new(),
        1 => format!("{was}{was}"),
        2 => was.chars().rev().collect(),
        3 => format!("{was}{}", dice.one_of(PIECES)),
        4 => dice.one_of(PIECES).repeat([1, 7, 3000][dice.below(3)]),
        _ => was.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect(),
    }
    .replace(['"', '\\'], "'")
}

/// Changes of a file that know what it is made of: items and fields go, come twice or change places, strings change.
fn mutated_file(dice: &mut Dice, text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..=dice.below(6) {
        let at = dice.below(lines.len());
        match dice.below(5) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at].clone()),
            2 => {
                let other = dice.below(lines.len());
                lines.swap(at, other);
            }
            _ => {
                let parts: Vec<&str> = lines[at].split('"').collect();
                if parts.len() >= 3 {
                    let mut parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
                    let inside = 1 + 2 * dice.below((parts.len() - 1) / 2);
                    parts[inside] = other_value(dice, &parts[inside]);
                    lines[at] = parts.join("\"");
                }
            }
        }
        if lines.is_empty() {
            break;
        }
    }
    lines.join("\n")
}

fn copied(from: &Path, to: &Path, files: &mut Vec<PathBuf>) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let path = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &path, files);
        } else {
            fs::copy(entry.path(), &path).unwrap();
            if path.extension().is_some_and(|ending| ending == "ron" || ending == "md") {
                files.push(path);
            }
        }
    }
    files.sort();
}

/// What is mutated: a new collection, or a shipped one, with the names of what is asked about.
struct Base {
    /// The shipped folder; a new collection where there is none.
    shipped: Option<&'static str>,
    claim: &'static str,
    source: &'static str,
    pair: &'static str,
    quantity: &'static str,
}

const BASES: [Base; 3] = [
    Base {
        shipped: None,
        claim: "italians-claimed",
        source: "cia-1953",
        pair: "soviet-government italian-government",
        quantity: "held[italian]@1952-02",
    },
    Base {
        shipped: Some("graphs/voynich-manuscript"),
        claim: "antropicos/sent-1666",
        source: "marci-letter",
        pair: "raphael arizona",
        quantity: "came-to[kircher]",
    },
    Base {
        shipped: Some("graphs/kunta-kinte"),
        claim: "access-gambia/taken-1767",
        source: "access-gambia",
        pair: "haley mills",
        quantity: "taken[kunta]",
    },
];

/// Every command that answers from a collection, with places for the names of what is asked about.
const COMMANDS: &[&str] = &[
    "check",
    "check --format json",
    "check --format sarif",
    "check --format github --passed",
    "check --superseded --without same-moment",
    "audit",
    "audit --format json --only what-if",
    "list claims",
    "list contradictions --format csv",
    "list disputes",
    "list agreements",
    "list rules",
    "list quantities --format json",
    "show SOURCE",
    "show CLAIM --format json",
    "lineage CLAIM",
    "lineage SOURCE --down",
    "origins CLAIM",
    "impact SOURCE",
    "compare PAIR --format json",
    "bounds QUANTITY",
    "reconcile",
    "coverage",
    "coverage --draft",
    "diagram discrepancy",
    "diagram conflicts --format dot",
    "diagram lineage CLAIM",
    "diagram balance",
    "report own.md --format html",
    "report own.md --format latex",
    "page",
    "baseline write before.json",
    "diff before",
];

#[test]
fn mutated_files_through_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let program = env!("CARGO_BIN_EXE_gainsay");
    let made = Command::new(program).args(["init", "new"]).current_dir(at).output().unwrap();
    assert!(made.status.success());
    let sound = |base: &Base| {
        base.shipped.map_or_else(|| at.join("new"), |path| Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
    };
    let mut dice = Dice(0x2b99_2ddf_a232_49d6);
    for round in 0..executions(COMMANDS.len() * BASES.len()).div_ceil(COMMANDS.len()) {
        let base = &BASES[round % BASES.len()];
        for name in ["before", "mutant"].map(|name| at.join(name)).iter().filter(|path| path.exists()) {
            fs::remove_dir_all(name).unwrap();
        }
        copied(&sound(base), &at.join("before"), &mut Vec::new());
        let (mutant, mut files) = (at.join("mutant"), Vec::new());
        copied(&sound(base), &mutant, &mut files);
        let own = format!("{{{{gainsay claim {}}}}}\n\n```gainsay conflicts\n```\n", base.claim);
        fs::write(mutant.join("own.md"), own).unwrap();
        for _ in 0..=dice.below(2) {
            let file = dice.one_of(&files).clone();
            let text = mutated_file(&mut dice, &fs::read_to_string(&file).unwrap());
            fs::write(&file, text).unwrap();
        }
        for command in COMMANDS {
            let line = command.replace("diff before", "diff ../before").replace("CLAIM", base.claim);
            let line =
                line.replace("SOURCE", base.source).replace("PAIR", base.pair).replace("QUANTITY", base.quantity);
            holds(program, &mutant, &line, round);
        }
    }
}

/// Runs a command on a mutant: it ends in time, with an exit code of its own, and says nothing that acts on a terminal.
fn holds(program: &str, mutant: &Path, line: &str, round: usize) {
    let start = Instant::now();
    let mut run = Command::new(program);
    let run = run.args(line.split(' ')).current_dir(mutant).env("NO_COLOR", "1").stdin(Stdio::null());
    let output = run.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let kept = || {
        let kept = std::env::temp_dir().join("gainsay-mutant");
        copied(mutant, &kept, &mut Vec::new());
        format!("round {round}, `{line}`, kept in {}: {said}", kept.display())
    };
    assert!(output.status.code().is_some_and(|code| code <= 4), "{}", kept());
    assert!(start.elapsed() < Duration::from_secs(60), "hangs: {}", kept());
    assert!(!said.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')), "{}", kept());
}

/// Of each base what is asked about is there, so that commands answer and do not only say that there is no such name.
#[test]
fn what_is_asked_about_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_gainsay");
    Command::new(program).args(["init", "new"]).current_dir(folder.path()).output().unwrap();
    for base in &BASES {
        let at = base
            .shipped
            .map_or_else(|| folder.path().join("new"), |path| Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
        for command in COMMANDS.iter().filter(|command| command.contains(|c: char| c.is_ascii_uppercase())) {
            let line = command.replace("CLAIM", base.claim).replace("SOURCE", base.source);
            let line = line.replace("PAIR", base.pair).replace("QUANTITY", base.quantity);
            let output = Command::new(program).args(line.split(' ')).current_dir(&at).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.code().is_some_and(|code| code <= 1), "{line}: {said}");
        }
    }
}
