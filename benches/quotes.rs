//! How long quotes take to look up: all of the shipped collection, one in a text of 100 MB, one of
//! 100,000 characters.
//!
//! `cargo bench --bench quotes`. The shipped collection's texts are looked for in the folder that
//! `GAINSAY_TEXTS` names; where there is none, that row is left out. Each figure is the median of three.
#![expect(clippy::print_stdout, reason = "a benchmark's result is what it prints")]

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use gainsay::base::anchor::{Haystack, Work};
use gainsay::base::text::{read_collection, read_text};
use gainsay::model::documents::Documents;
use gainsay::model::load::load;

const RUNS: usize = 3;
const WORDS: [&str; 24] = [
    "prisoners",
    "of",
    "war",
    "the",
    "were",
    "returned",
    "in",
    "camps",
    "and",
    "ministry",
    "announced",
    "that",
    "remained",
    "German",
    "Japanese",
    "officials",
    "had",
    "been",
    "repatriated",
    "by",
    "a",
    "total",
    "estimated",
    "missing",
];

/// Prose of our own: words and numbers in lines, always the same.
fn prose(bytes: usize) -> String {
    let mut state = 1_u64;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut text = String::with_capacity(bytes + 20);
    while text.len() < bytes {
        match next(20) {
            0 => text.push_str(&format!("{},{:03}", next(900) + 1, next(1_000))),
            _ => text.push_str(WORDS[next(WORDS.len() as u64) as usize]),
        }
        text.push(if next(12) == 0 { '\n' } else { ' ' });
    }
    text
}

/// Every `every`th letter that is no digit replaced by another.
fn damaged(text: &str, every: usize) -> String {
    let letter = |(at, c): (usize, char)| if at % every == every / 2 && c.is_alphabetic() { 'q' } else { c };
    text.chars().enumerate().map(letter).collect()
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}

fn show(what: &str, time: Duration) {
    println!("{what:<70} {:>10} µs", time.as_micros());
}

fn main() -> Result<(), Box<dyn Error>> {
    shipped()?;
    let large = prose(100_000_000);
    show("fold a text of 100 MB", median(|| drop(Haystack::new(&large))));
    let haystack = Haystack::new(&large);
    let find = |what: &str, haystack: &Haystack<'_>, fragment: &str| {
        let mut told = String::new();
        let time = median(|| {
            let anchor = haystack.find_all(&[fragment.into()], &mut Work::default()).remove(0);
            let how = anchor.places.first().map(|place| place.how);
            told = format!("{what}: {how:?}{}", if anchor.cut { ", cut" } else { "" });
        });
        show(&told, time);
    };
    let end = large.len() - 1_000;
    let quote = &large[end..end + 60];
    find("100 MB, a quote of 60 characters, as it stands", &haystack, quote);
    find("100 MB, the same with every 20th letter wrong", &haystack, &damaged(quote, 20));
    find("100 MB, one that is not there", &haystack, "Nothing of this kind was ever written down by anybody, we fear");
    find(
        "100 MB, 100,000 characters with every 1,000th letter wrong",
        &haystack,
        &damaged(&large[50_000_000..50_100_000], 1_000),
    );
    let small = &large[..1_000_000];
    let haystack = Haystack::new(small);
    find("1 MB, 100,000 characters, as they stand", &haystack, &small[500_000..600_000]);
    find("1 MB, with every 1,000th letter wrong", &haystack, &damaged(&small[500_000..600_000], 1_000));
    let same = "a".repeat(1_000_000);
    let nearly = format!("{}b{}", "a".repeat(50_000), "a".repeat(49_999));
    find("1 MB of one letter, 100,000 of it with another in the middle", &Haystack::new(&same), &nearly);
    Ok(())
}

fn shipped() -> Result<(), Box<dyn Error>> {
    let Some(folder) = std::env::var_os("GAINSAY_TEXTS") else {
        println!("the shipped collection: left out, for GAINSAY_TEXTS names no folder");
        return Ok(());
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs/soviet-prisoners");
    let (mut texts, unread) = read_collection(&root);
    let model = load(&texts, &unread)?.model;
    let documents = Documents::new(&model, |path| read_text(Path::new(&folder), path, &mut texts));
    let mut fragments = 0;
    let time = median(|| {
        let found = documents.all_quotes(&texts, &model, Work::DEFAULT);
        fragments = found.iter().flat_map(|quotes| &quotes.claims).map(|(_, anchors)| anchors.len()).sum();
    });
    show(&format!("the shipped collection: {fragments} fragments"), time);
    Ok(())
}
