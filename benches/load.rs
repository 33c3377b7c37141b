//! How long a collection takes to read, and how much memory: in absolute terms,
//! and beside what Python's `json.load` takes for the same content.
//!
//! `cargo bench --bench load` measures 100,000 claims; with `GAINSAY_BENCH_LARGE=1`,
//! or `cargo bench --bench load -- large`, also a million. Each run is a process
//! of its own, so that its peak is its own; the median of three is shown.
#![expect(clippy::print_stdout, reason = "a benchmark's result is what it prints")]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use gainsay::base::text::read_collection;
use gainsay::model::load::load;
use gainsay::provenance::graph::Graph;

#[path = "../examples/generate.rs"]
#[expect(dead_code, reason = "the example's own `main` is not called here")]
mod generate;

const RUNS: usize = 3;
const CLAIMS_PER_SOURCE: usize = 1_000;

/// What one process measured, by name.
type Measured = BTreeMap<String, u64>;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, folder] = arguments.as_slice()
        && word == "measure"
    {
        return measure(Path::new(folder));
    }
    let large = arguments.iter().any(|word| word == "large")
        || std::env::var_os("GAINSAY_BENCH_LARGE").is_some_and(|value| value == "1");
    for claims in [100_000, 1_000_000].into_iter().take(if large { 2 } else { 1 }) {
        let folder = tempfile::tempdir()?;
        generate::write(folder.path(), claims, CLAIMS_PER_SOURCE)?;
        let program = std::env::current_exe()?;
        let ours = median(Command::new(&program).arg("measure").arg(folder.path()))?;
        let json = folder.path().join("collection.json");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/load.py");
        let python = if Command::new("python3").arg("--version").output().is_ok_and(|out| out.status.success()) {
            Some(median(Command::new("python3").arg(&script).arg(&json))?)
        } else {
            None
        };
        show(claims as u64, &ours, python.as_ref());
    }
    Ok(())
}

/// The work itself, in a process that does nothing else.
fn measure(folder: &Path) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let (texts, problems) = read_collection(folder);
    print_one("read_us", start.elapsed().as_micros());
    print_one("text_bytes", texts.files().map(|(_, file)| file.text().len() as u128).sum());
    let start = Instant::now();
    let loaded = load(&texts, &problems)?;
    print_one("load_us", start.elapsed().as_micros());
    print_one("load_peak_kib", peak_kib());
    let start = Instant::now();
    let graph = Graph::new(&loaded.model);
    print_one("graph_us", start.elapsed().as_micros());
    print_one("claims", loaded.model.claims().len() as u128);
    print_one("quantities", loaded.model.quantities().iter().len() as u128);
    print_one("model_bytes", loaded.model.size_bytes() as u128);
    print_one("graph_bytes", graph.size_bytes() as u128);
    print_one("peak_kib", peak_kib());
    Ok(())
}

fn print_one(name: &str, value: u128) {
    println!("{name}={value}");
}

/// The most memory this process had at once; 0 where the system does not tell.
fn peak_kib() -> u128 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Runs a command several times; the middle value of each that it prints as `name=value`.
fn median(command: &mut Command) -> Result<Measured, Box<dyn Error>> {
    let mut runs: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for _ in 0..RUNS {
        let output = command.output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        for line in String::from_utf8(output.stdout)?.lines() {
            let (name, value) = line.split_once('=').ok_or("a line is `name=value`")?;
            runs.entry(name.to_owned()).or_default().push(value.parse()?);
        }
    }
    Ok(runs
        .into_iter()
        .map(|(name, mut values)| {
            values.sort_unstable();
            (name, values[values.len() / 2])
        })
        .collect())
}

fn show(claims: u64, ours: &Measured, python: Option<&Measured>) {
    let of = |name: &str| ours.get(name).copied().unwrap_or(0);
    println!("{claims} claims about {} quantities, {} MB of text", of("quantities"), of("text_bytes") / 1_000_000);
    row("files read", &time(of("read_us")), "");
    row("model made", &time(of("load_us")), &per(of("load_us") * 1_000, claims, "ns a claim"));
    row("graph made", &time(of("graph_us")), &per(of("graph_us") * 1_000, claims, "ns a claim"));
    row("texts", &size(of("text_bytes")), &per(of("text_bytes"), claims, "bytes a claim"));
    row("model", &size(of("model_bytes")), &per(of("model_bytes"), claims, "bytes a claim"));
    row("graph", &size(of("graph_bytes")), &per(of("graph_bytes"), claims, "bytes a claim"));
    row(
        "peak when loaded",
        &size(of("load_peak_kib") * 1_024),
        &per(of("load_peak_kib") * 1_024, claims, "bytes a claim"),
    );
    row("peak with graph", &size(of("peak_kib") * 1_024), &per(of("peak_kib") * 1_024, claims, "bytes a claim"));
    let Some(python) = python else {
        println!("  json.load: skipped, there is no python3");
        return;
    };
    let theirs = |name: &str| python.get(name).copied().unwrap_or(0);
    let times = ratio(of("read_us") + of("load_us"), theirs("load_us"));
    row("json.load", &time(theirs("load_us")), &format!("files and model take {times} times as long"));
    let peaks = ratio(of("load_peak_kib"), theirs("peak_kib"));
    row("json.load, peak", &size(theirs("peak_kib") * 1_024), &format!("our peak when loaded is {peaks} times that"));
}

fn row(name: &str, value: &str, note: &str) {
    println!("  {name:<18} {value:>12}   {note}");
}

fn time(microseconds: u64) -> String {
    format!("{} ms", microseconds.div_ceil(1_000))
}

fn size(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1_000_000))
}

fn per(total: u64, count: u64, unit: &str) -> String {
    format!("{} {unit}", total / count.max(1))
}

/// Two digits after the point, without floating point.
fn ratio(a: u64, b: u64) -> String {
    let hundredths = a.saturating_mul(100) / b.max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
