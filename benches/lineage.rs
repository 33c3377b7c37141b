//! How long it takes to find everything behind a claim, and what every way to it goes through.
//!
//! `cargo bench --bench lineage` measures two graphs of a million claims with three million
//! links, always the same. With `-- write FOLDER` it writes them down instead, one file each, so
//! that `benches/lineage.py` can measure other programs on the very same graphs. Making and
//! reading the graphs is not counted. The sums at the end of a line are those of the answers: they
//! must be equal in both programs.
#![expect(clippy::print_stdout, reason = "a benchmark's result is what it prints")]

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use gainsay::base::digraph::{Digraph, Dominators, Walker, Way};

const CLAIMS: u32 = 1_000_000;
const LINKS: usize = 3_000_000;
/// So many claims are asked about, spread evenly.
const ASKED: u32 = 100;
const RUNS: usize = 7;
/// The system counts processor time in ticks of some milliseconds: a run is long enough for these not to matter.
const REPEATED: u32 = 20;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let graphs = [("random", random()), ("wire", wire())];
    if let [word, folder] = arguments.as_slice()
        && word == "write"
    {
        for (name, arrows) in &graphs {
            write(&Path::new(folder).join(format!("{name}.txt")), arrows)?;
        }
        return Ok(());
    }
    for (name, arrows) in &graphs {
        measure(name, arrows);
    }
    Ok(())
}

/// Numbers that look random, always the same (Knuth's MMIX generator).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(end.max(1))) as u32
    }

    /// Claims lie in files in no order that follows their links: every number gets another.
    fn shuffled(&mut self, count: u32) -> Vec<u32> {
        let mut numbers: Vec<u32> = (0..count).collect();
        for at in (1..count).rev() {
            numbers.swap(at as usize, self.below(at + 1) as usize);
        }
        numbers
    }
}

/// One claim in twenty is an origin; the others rest on three earlier ones, three in nineteen of them on four.
fn random() -> Vec<(u32, u32)> {
    let mut random = Random(1);
    let mut links = Vec::with_capacity(LINKS);
    for claim in (1..CLAIMS).filter(|claim| claim % 20 != 0) {
        let count = 3 + u32::from(random.below(19) < 3);
        links.extend((0..count).map(|_| (random.below(claim), claim)));
    }
    finish(links, &mut random)
}

/// 200 wires on which each claim copies the one before it; one claim in a hundred is a round-up of 201
/// earlier ones, and one round-up in ten goes on as a wire in place of another.
fn wire() -> Vec<(u32, u32)> {
    let mut random = Random(2);
    let mut heads: Vec<u32> = (0..200).collect();
    let mut links = Vec::with_capacity(LINKS);
    for claim in 200..CLAIMS {
        let wire = random.below(200) as usize;
        if claim % 100 == 0 {
            links.extend((0..201).map(|_| (random.below(claim), claim)));
            if claim % 1_000 == 0 {
                heads[wire] = claim;
            }
        } else {
            links.push((heads[wire], claim));
            heads[wire] = claim;
        }
    }
    finish(links, &mut random)
}

/// Mixes the numbers, and lets the origins hang on a root: the number after the last claim.
fn finish(links: Vec<(u32, u32)>, random: &mut Random) -> Vec<(u32, u32)> {
    let number = random.shuffled(CLAIMS);
    let mut is_origin = vec![true; CLAIMS as usize];
    let mut arrows: Vec<(u32, u32)> = Vec::with_capacity(links.len());
    for (from, to) in links {
        is_origin[to as usize] = false;
        arrows.push((number[from as usize], number[to as usize]));
    }
    let origins = (0..CLAIMS).filter(|&claim| is_origin[claim as usize]);
    arrows.extend(origins.map(|claim| (CLAIMS, number[claim as usize])));
    arrows
}

fn write(path: &Path, arrows: &[(u32, u32)]) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::new(File::create(path)?);
    for (from, to) in arrows {
        writeln!(file, "{from} {to}")?;
    }
    Ok(file.flush()?)
}

fn measure(name: &str, arrows: &[(u32, u32)]) {
    let start = busy();
    let graph = Digraph::new(CLAIMS as usize + 1, arrows);
    let made = busy().saturating_sub(start).as_micros();
    println!("{name}: {} nodes, {} arrows; made in {made} µs, not counted", graph.nodes(), graph.arrows());
    let asked: Vec<u32> = (0..ASKED).map(|index| index * (CLAIMS / ASKED)).collect();
    let mut sum = 0;
    let ancestors = median(|| {
        let mut walker = Walker::new(&graph);
        sum = asked.iter().map(|&claim| walker.reach(&[claim], Way::Back, |_| true).len()).sum();
    });
    println!("  ancestors of {ASKED} claims  {:>9} µs   sum {sum}", ancestors.as_micros());
    let mut sum = 0;
    let dominators = median(|| {
        let dominators = Dominators::new(&graph, CLAIMS);
        sum = (0..CLAIMS).filter_map(|claim| dominators.nearest(claim)).map(u64::from).sum::<u64>();
    });
    println!("  dominators of all         {:>9} µs   sum {sum}", dominators.as_micros());
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = busy();
            (0..REPEATED).for_each(|_| work());
            busy().saturating_sub(start) / REPEATED
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}

/// The time that this process has had a processor, where the system tells (Linux): others that are busy
/// take none of it. Elsewhere the time of day.
fn busy() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|text| text.split_whitespace().next()?.parse().ok());
    nanos.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}
