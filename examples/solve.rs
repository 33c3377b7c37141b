//! Reads constraints from a file and asks the engine about them:
//! `cargo run --release --example solve -- FILE`.
//!
//! A record a line, as `p VARIABLES ROWS` and `r ID KIND WEIGHT LOW HIGH COUNT (VARIABLE FACTOR)…`;
//! `-` and `+` are open ends, a KIND of `claim` can be blamed at its weight, all else is background.
#![expect(clippy::print_stdout, reason = "an example's result is what it prints")]

use std::error::Error;
use std::time::{Duration, Instant};

use gainsay::base::number::{Bound, Bounds, Number};
use gainsay::engine::{Limits, Owner, Sign, System, Variable, Verdict, conflict, enumerate, proof};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: solve FILE")?;
    let system = read(&std::fs::read_to_string(path)?)?;
    println!("variables={}", system.variables().len());
    println!("constraints={}", system.constraints().len());
    first_conflict(&system);
    let limits = Limits { conflicts: 1_000, corrections: 2_000, pivots: 2_000_000, until: None };
    let start = Instant::now();
    let components = enumerate(&system, &limits);
    report("enumeration_us", start.elapsed());
    let verified = components.iter().flat_map(|component| &component.conflicts);
    println!("conflicts={}", verified.clone().count());
    println!("conflicts_verified={}", verified.filter(|found| proof::holds(&system, &found.certificate)).count());
    println!("corrections={}", components.iter().map(|component| component.corrections.len()).sum::<usize>());
    println!("cut={}", components.iter().any(|component| component.cut));
    println!("corrections_cut={}", components.iter().any(|component| component.corrections_cut));
    let lightest = components.iter().filter_map(|component| component.corrections.first());
    println!("lightest={}", lightest.clone().map(|correction| correction.weight).sum::<u64>());
    let mut dropped: Vec<Owner> = lightest.flat_map(|correction| correction.owners.iter().copied()).collect();
    dropped.sort_unstable();
    println!("dropped={}", dropped.iter().map(|owner| owner.index().to_string()).collect::<Vec<_>>().join(","));
    let start = Instant::now();
    let verdict = conflict(&system, |owner| dropped.binary_search(&owner).is_err(), &limits);
    report("consistency_us", start.elapsed());
    println!("corrected={}", matches!(verdict, Verdict::Consistent));
    Ok(())
}

fn first_conflict(system: &System) {
    let start = Instant::now();
    let verdict = conflict(system, |_| true, &Limits::default());
    report("conflict_us", start.elapsed());
    match verdict {
        Verdict::Consistent => println!("verdict=consistent"),
        Verdict::Unknown => println!("verdict=unknown"),
        Verdict::Conflict(found) => {
            println!("verdict=conflict");
            println!("verified={}", proof::holds(system, &found.certificate));
            let ids: Vec<String> = found.owners.iter().map(|owner| owner.index().to_string()).collect();
            println!("core={}", ids.join(","));
            println!("lines={}", found.certificate.lines.len());
            println!("gap={}", found.certificate.gap);
        }
    }
}

fn report(name: &str, time: Duration) {
    println!("{name}={}", time.as_micros());
}

fn read(text: &str) -> Result<System, Box<dyn Error>> {
    let mut system = System::new();
    let mut variables: Vec<Variable> = Vec::new();
    for line in text.lines() {
        let mut words = line.split_ascii_whitespace();
        match words.next() {
            Some("p") => {
                let count: usize = words.next().ok_or("`p` without a number of variables")?.parse()?;
                variables = (0..count).map(|_| system.variable(Sign::NotNegative)).collect();
            }
            Some("r") => {
                let fields: Vec<&str> = words.collect();
                let [_, kind, weight, low, high, _, terms @ ..] = fields.as_slice() else {
                    return Err(format!("too short: {line}").into());
                };
                let weight = if *kind == "claim" { Some(weight.parse()?) } else { None };
                let owner = system.owner(weight);
                let terms = terms.chunks_exact(2).map(|pair| {
                    let variable = variables.get(pair[0].parse::<usize>()?).ok_or("no such variable")?;
                    Ok((*variable, number(pair[1])?))
                });
                let terms = terms.collect::<Result<Vec<_>, Box<dyn Error>>>()?;
                system.require(owner, terms, Bounds { low: end(low)?, high: end(high)? });
            }
            _ => {}
        }
    }
    Ok(system)
}

fn end(text: &str) -> Result<Option<Bound>, Box<dyn Error>> {
    if matches!(text, "-" | "+") {
        return Ok(None);
    }
    Ok(Some(Bound { value: number(text)?, strict: false }))
}

fn number(text: &str) -> Result<Number, Box<dyn Error>> {
    Number::parse_exact(text).ok_or_else(|| format!("not a number: {text}").into())
}
