//! Twenty events between 500 BC and 1969, by two handbooks that date them in every way: what contradicts is told in dates,
//! before and after 1970 alike, and nowhere as a number of days.

use std::path::Path;

use gainsay::base::text::{Texts, read_collection};
use gainsay::model::load::load;
use gainsay::picture::diagram::{Kind, Request, Scene};
use gainsay::picture::export::{Format, Options};
use gainsay::view::report::told;

use crate::support::analysis;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/dates/events");

/// What is found in a collection, each with all that is told of it.
fn told_of(texts: &Texts) -> Vec<(String, String)> {
    let loaded = load(texts, &[]).unwrap_or_else(|error| panic!("{:#?}", error.messages));
    let analysis = analysis(texts, &loaded.model);
    let findings = analysis.findings().iter().filter(|finding| finding.contradiction.is_some());
    findings.map(|finding| (finding.message.text.clone(), told(&loaded.model, finding).notes.join("\n"))).collect()
}

#[test]
fn what_contradicts_is_told_in_dates() {
    let (texts, _) = read_collection(Path::new(FOLDER));
    let mut found = told_of(&texts);
    found.sort();
    let headlines: Vec<&str> = found.iter().map(|(headline, _)| headline.as_str()).collect();
    assert_eq!(
        headlines,
        [
            "Council of Nicaea it happened: AD 300 to AD 324 against AD 325, less than a year apart",
            "Crowning of Charlemagne it happened: 25 December AD 800 against AD 801, less than a year apart",
            "Eruption of Vesuvius it happened: 24 August AD 79 against October AD 79, 1 month apart",
            "First Punic War it happened: 264 BC or later; First Punic War it was over: 265 BC or earlier; less than a year apart",
            "First Punic War it was over: 265 BC against 241 BC, 23 years apart",
            "Landing of Columbus it happened: 12 October 1492 against 21 October 1492, 9 days apart",
            "Landing on the Moon it happened: 20 July 1969 against 21 July 1969, 1 day apart",
        ]
    );
    // Both are shown: the wording, and the day that it is.
    assert!(found[5].1.contains("21 October 1492  “12 October 1492 O.S.”"), "{}", found[5].1);
    for (headline, notes) in &found {
        let numbers = notes.split(|c: char| !c.is_ascii_digit());
        let long = numbers.filter(|digits| digits.len() > 4).collect::<Vec<_>>();
        assert!(long.is_empty(), "{headline} has numbers of days: {long:?}");
    }
}

/// The picture has a date at every mark and on its axis, and no number of days or places.
#[test]
fn the_picture_is_of_dates() {
    let (texts, _) = read_collection(Path::new(FOLDER));
    let loaded = load(&texts, &[]).unwrap_or_else(|error| panic!("{:#?}", error.messages));
    let analysis = analysis(&texts, &loaded.model);
    let kind = Kind::named("discrepancy").expect("there is one");
    let picture = kind.draw(&Scene::new(&analysis), &Request::default()).expect("it can be drawn");
    let drawn = Format::named("svg").expect("there is one").write(&picture, &Options::default()).expect("it is SVG");
    let drawn = String::from_utf8(drawn.bytes).expect("text");
    let document = roxmltree::Document::parse(&drawn).expect("it is XML");
    let is_print = |node: &roxmltree::Node<'_, '_>| {
        node.is_text()
            && node.parent().is_some_and(|parent| parent.has_tag_name("text") || parent.has_tag_name("tspan"))
    };
    let shown: Vec<&str> = document.descendants().filter(is_print).filter_map(|node| node.text()).collect();
    for date in ["AD 1", "1500", "“265 BC”", "23 years", "9 days", "21 October 1492"] {
        assert!(shown.contains(&date), "{date} is not in {shown:?}");
    }
    let long = |text: &&&str| text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 4);
    assert_eq!(shown.iter().find(long), None);
}

/// What the calendar of a claim or source says is what the mark in the wording says.
#[test]
fn the_calendar_of_a_source_is_that_of_its_dates() {
    let with = |source: &str, claim: &str, is: &str| {
        let texts = Texts::from_memory([
            ("gainsay.ron".to_owned(), "Collection(title: \"Calendars\")".to_owned()),
            (
                "v.ron".to_owned(),
                "Vocabulary(measures: [Measure(id: \"stormed\", kind: Event)], parties: [Party(id: \"p\")])".to_owned(),
            ),
            (
                "s.ron".to_owned(),
                format!(
                    "Source(id: \"s\", kind: Book, by: \"p\", {source} claims: [\n\
                     Claim(id: \"one\", {claim} says: Figure(of: \"stormed\", is: \"{is}\")),\n\
                     Claim(id: \"other\", calendar: Gregorian, says: Figure(of: \"stormed\", is: \"7 November 1917\")),\n])"
                ),
            ),
        ]);
        told_of(&texts)
    };
    let julian = "calendar: Julian,";
    assert!(with(julian, "", "25 October 1917").is_empty());
    assert!(with("", julian, "25 October 1917").is_empty());
    assert!(with("", "", "25 October 1917 O.S.").is_empty());
    assert!(with(julian, "", "7 November 1917 N.S.").is_empty());
    assert!(with(julian, "calendar: Gregorian,", "7 November 1917").is_empty());
    assert_eq!(with("", "", "25 October 1917").len(), 1);
    let told = with(julian, "", "26 October 1917");
    assert_eq!(told[0].0, "stormed: 7 November 1917 against 8 November 1917, 1 day apart");
    assert!(told[0].1.contains("“26 October 1917 (Old Style)”"), "{}", told[0].1);
}
