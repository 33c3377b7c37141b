//! Quantities, times and numbers as people read them.

use std::collections::BTreeMap;
use std::path::Path;

use gainsay::base::number::Number;
use gainsay::base::text::{read_collection, texts_of};
use gainsay::model::load::load;
use gainsay::model::{Model, Wording, counted, readable};

const COLLECTIONS: [&str; 5] =
    ["kunta-kinte", "prisoner-estimates", "soviet-prisoners", "voynich-manuscript", "world-forests"];

fn shipped(name: &str) -> Model {
    let (texts, unread) = read_collection(&Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs").join(name));
    load(&texts, &unread).unwrap_or_else(|error| panic!("{error}: {:#?}", error.messages)).model
}

/// Notations of each shipped collection, and what they are in words; read aloud, each is English.
const PHRASES: &str = include_str!("words/phrases.txt");

#[test]
fn what_stands_in_the_notation_is_told_in_words() {
    let mut model: Option<Model> = None;
    let (mut told, mut wanted, mut count) = (String::new(), String::new(), 0);
    let mut lines = PHRASES.lines().filter(|line| !line.is_empty());
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("## ") {
            model = Some(shipped(name));
            continue;
        }
        let said = model.as_ref().expect("a collection is named first").words(line);
        told.push_str(&format!("{line}\n  {said}\n"));
        wanted.push_str(&format!("{line}\n{}\n", lines.next().unwrap_or_default()));
        count += 1;
    }
    assert!(count >= 40, "{count}");
    assert_eq!(told, wanted, "{told}");
}

#[test]
fn no_two_quantities_of_a_shipped_collection_are_told_alike_and_none_in_notation() {
    for name in COLLECTIONS {
        let model = shipped(name);
        let mut told: BTreeMap<String, String> = BTreeMap::new();
        for (id, _) in model.quantities().iter() {
            let (words, notation) = (model.quantity_words(id), model.quantity_text(id));
            assert!(!words.contains(['[', ']', '@', '_', '{', '}']), "{notation}: {words}");
            assert!(!words.contains("  ") && words.trim() == words && !words.contains(" ,"), "{notation}: {words}");
            assert_eq!(model.words(&notation), words, "the notation is told as the quantity itself");
            if let Some(other) = told.insert(words.clone(), notation.clone()) {
                panic!("{name}: {other} and {notation} are both told as {words}");
            }
        }
    }
}

#[test]
fn what_is_told_can_be_told_in_the_notation() {
    let mut model = shipped("soviet-prisoners");
    model.tell_in(Wording::Notation);
    for (id, _) in model.quantities().iter() {
        assert_eq!(model.quantity_words(id), model.quantity_text(id));
    }
    assert_eq!(model.words("held[german] @ 1950-05-04"), "held[german] @ 1950-05-04");
}

fn collection(vocabulary: &str) -> Result<Model, Vec<String>> {
    let files = vec![
        ("gainsay.ron".to_owned(), b"Collection(title: \"Test\")".to_vec()),
        ("vocabulary.ron".to_owned(), vocabulary.as_bytes().to_vec()),
    ];
    let (texts, unread) = texts_of(files);
    let told = |error: gainsay::model::load::LoadError| {
        error.messages.iter().map(|message| format!("{}: {}", message.code.id, message.text)).collect()
    };
    load(&texts, &unread).map(|loaded| loaded.model).map_err(told)
}

#[test]
fn phrases_leave_out_what_has_nothing_to_say_and_names_serve_without_one() {
    let vocabulary = r#"Vocabulary(
        measures: [
            Measure(id: "held", kind: Stock, phrase: "{nation} in {keeper} custody[ of the {rank} rank]"),
            Measure(id: "went-home", kind: Cumulative, since: "1939"),
            Measure(id: "ration", name: "daily ration", kind: Fixed, counts: false),
        ],
        dimensions: [
            Dimension(id: "nation", codes: [Code(id: "all", phrase: "prisoners"), Code(id: "italian", name: "Italians"), Code(id: "finn-swede")]),
            Dimension(id: "keeper", codes: [Code(id: "ussr", name: "the USSR", phrase: "Soviet"), Code(id: "china", phrase: "Chinese")]),
            Dimension(id: "rank", codes: [Code(id: "any-rank"), Code(id: "lowest")]),
            Dimension(id: "fate", codes: [Code(id: "any-fate"), Code(id: "convicted"), Code(id: "to-release", name: "to be released")]),
        ])"#;
    let model = collection(vocabulary).expect("it can be read");
    let cases = [
        ("held @ 1944", "prisoners in Soviet custody in 1944"),
        ("held[italian, convicted] @ 1955-07-04", "Italians in Soviet custody, convicted, on 4 July 1955"),
        (
            "held[italian, china, lowest] @ 1950-12-31",
            "Italians in Chinese custody of the lowest rank at the end of 1950",
        ),
        ("went-home @ 1950", "prisoners went home by 1950"),
        ("went-home[finn-swede, to-release] @ 1950", "finn swede went home, to be released, by 1950"),
        ("went-home[italian] @ 1950/1951", "Italians went home from 1950 to 1951"),
        ("ration[china]", "prisoners daily ration, Chinese"),
        ("0.18 * held @ 1944", "18 % of prisoners in Soviet custody in 1944"),
        (
            "2 * ration + 1/3 * ration[china]",
            "2 times prisoners daily ration plus 33.3 % of prisoners daily ration, Chinese",
        ),
        (
            "held @ 1944 - held[italian] @ 1944",
            "prisoners in Soviet custody in 1944 less Italians in Soviet custody in 1944",
        ),
        ("held @ 1944 >= 5", "prisoners in Soviet custody in 1944: at least 5"),
        (
            "held @ 1944 < held @ 1945",
            "prisoners in Soviet custody in 1944: fewer than prisoners in Soviet custody in 1945",
        ),
        ("no notation at all", "no notation at all"),
        ("unknown[italian] @ 1944", "unknown[italian] @ 1944"),
    ];
    for (notation, words) in cases {
        assert_eq!(model.words(notation), words);
    }
}

#[test]
fn a_phrase_that_cannot_be_filled_is_an_error_with_its_reason() {
    let measure = |phrase: &str| {
        format!(
            "Vocabulary(measures: [\n Measure(id: \"held\", kind: Stock, phrase: \"{phrase}\")], dimensions: [\n Dimension(id: \"nation\", codes: [Code(id: \"all\")])])"
        )
    };
    assert!(collection(&measure("{nation} held")).is_ok());
    for (phrase, error) in [
        ("{nashun} held", "GS101: there is no dimension `nashun`"),
        ("{nation held", "GS013: `{` needs a `}`"),
        ("held[ in {nation}", "GS013: `[` needs a `]`"),
        ("held]", "GS013: nothing is open that this would close"),
    ] {
        assert_eq!(collection(&measure(phrase)).err(), Some(vec![error.to_owned()]), "{phrase}");
    }
}

#[test]
fn numbers_are_whole_grouped_and_one_of_a_thing_is_one() {
    let number = |text: &str| Number::parse_exact(text).expect("a number");
    assert_eq!(readable(&number("133900/79")), "1694.94");
    assert_eq!(readable(&number("1939063")), "1,939,063");
    let told = |text: &str, unit: &str| counted(&number(text), &readable(&number(text)), unit);
    assert_eq!(told("1", "persons"), "1 person");
    assert_eq!(told("0", "persons"), "0 persons");
    assert_eq!(told("1", "people"), "1 person");
    assert_eq!(told("1", "cities"), "1 city");
    assert_eq!(told("1", "ha"), "1 ha");
    assert_eq!(told("1", "mass"), "1 mass");
    assert_eq!(told("13000", "persons"), "13,000 persons");
}
