//! The shipped tables: what is found is what adding up their cells finds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use gainsay::analysis::Collection;

use crate::support::today;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/graphs/italy-covid");

/// A row of a table: file and line.
type Row = (&'static str, usize);

/// What does not add up, by an oracle that knows nothing of gainsay: the rows of each sum that is broken, and of each
/// count that falls from one row of a place to its next.
fn broken() -> Vec<BTreeSet<Row>> {
    let mut broken = Vec::new();
    for file in ["regions.csv", "national.csv"] {
        let text = fs::read_to_string(Path::new(FOLDER).join("data").join(file)).unwrap();
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().unwrap().split(',').collect();
        let column = |name: &str| header.iter().position(|own| *own == name).unwrap();
        let mut last: BTreeMap<(String, &str), (i64, usize)> = BTreeMap::new();
        for (at, line) in lines.enumerate() {
            // What is looked at stands before the notes, in which commas may stand.
            let cells: Vec<&str> = line.split(',').collect();
            let value = |name: &str| cells[column(name)].parse::<i64>().unwrap();
            let row: Row = (file, at + 2);
            for (total, parts) in [
                ("totale_positivi", &["totale_ospedalizzati", "isolamento_domiciliare"][..]),
                ("totale_ospedalizzati", &["ricoverati_con_sintomi", "terapia_intensiva"]),
                ("totale_casi", &["totale_positivi", "dimessi_guariti", "deceduti"]),
            ] {
                if value(total) != parts.iter().map(|part| value(part)).sum::<i64>() {
                    broken.push(BTreeSet::from([row]));
                }
            }
            let place = if file == "regions.csv" { cells[column("denominazione_regione")] } else { "" };
            for count in ["totale_casi", "dimessi_guariti", "deceduti"] {
                let before = last.insert((place.to_owned(), count), (value(count), row.1));
                if let Some((before, line)) = before.filter(|(before, _)| value(count) < *before) {
                    assert!(before > 0);
                    broken.push(BTreeSet::from([(file, line), row]));
                }
            }
        }
    }
    broken
}

#[test]
fn each_sum_that_is_broken_and_each_count_that_falls_is_one_dispute() {
    let collection = Collection::open(Path::new(FOLDER)).unwrap_or_else(|error| panic!("{:#?}", error.messages));
    assert!(collection.warnings.is_empty(), "{:?}", collection.warnings);
    assert_eq!(collection.model.claims().len(), 2_288);
    let analysis = collection.analyse(today());
    let told: Vec<BTreeSet<Row>> = analysis
        .findings()
        .iter()
        .filter(|finding| finding.contradiction.is_some())
        .map(|finding| {
            let row = |claim: &gainsay::model::ClaimId| {
                let span = collection.model.claims()[*claim].span;
                let path = collection.texts.file(span.file).path();
                let file = if path == "data/regions.csv" { "regions.csv" } else { "national.csv" };
                (file, collection.texts.position(span).line as usize)
            };
            finding.claims.iter().map(row).collect()
        })
        .collect();
    let broken = broken();
    assert_eq!(broken.len(), 13, "{broken:?}");
    // One slip that breaks two sums is one dispute.
    let disputes = analysis.findings().iter().filter(|finding| finding.contradiction.is_some() && finding.is_told());
    assert_eq!(disputes.count(), 11, "{told:?}");
    for rows in &broken {
        assert!(told.iter().any(|told| rows.is_subset(told)), "{rows:?} is not told: {told:?}");
    }
}
