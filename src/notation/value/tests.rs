//! Wordings and what they are read as.

use super::*;

const COUNT: ValueKind = ValueKind::Count { signed: false };

fn read(text: &str) -> String {
    match value(text, COUNT, Style::usual(&Lexicon::default())) {
        Ok(value) => match value.share_of {
            Some(of) => format!("{} of <{}>", value.read, &text[of]),
            None => value.read.to_string(),
        },
        Err(error) => format!("error: {} ({})", error.message, error.suggestion.unwrap_or_default()),
    }
}

#[test]
fn every_wording_of_the_notation_is_read() {
    for (text, expected) in [
        ("1,939,063", "1,939,063"),
        ("1 939 063", "1,939,063"),
        ("about 7,000,000", "6,500,000..7,500,000"),
        ("approximately 2,529,000", "2,503,710..2,554,290"),
        ("About 91,000", "90,090..91,910"),
        ("about 15,000", "14,500..15,500"),
        ("nearly 1.0 million", "950,000..1,000,000"),
        ("less than 20", "..19"),
        ("more than 1,500,000", "1,500,001.."),
        ("at least 5", "5.."),
        ("up to 12", "..12"),
        ("230,000..360,000", "230,000..360,000"),
        ("230,000-360,000", "230,000..360,000"),
        ("between 230,000 and 360,000", "230,000..360,000"),
        ("230 to 360", "230..360"),
        ("500 ± 20", "480..520"),
        ("500 +/- 20", "480..520"),
        ("500 ± 600", "0..1,100"),
        ("3 to 4 million", "3,000,000..4,000,000"),
        ("3-4 million", "3,000,000..4,000,000"),
        ("between 3.5 and 4 million", "3,500,000..4,000,000"),
        ("about 3 to 4 thousand", "2,500..4,500"),
        ("at most about 1.0 million", "..1,050,000"),
        ("a few score", "40..199"),
        ("several million", "2,000,000..9,999,999"),
        ("tens of thousands", "20,000..99,999"),
        ("a number of", "1.."),
        ("some", "1.."),
        ("some 5,000", "4,500..5,500"),
        ("five", "5"),
        ("none", "0"),
        ("only 1,487", "1,487"),
        ("3.5 thousand", "3,450..3,550"),
        ("2.529 million", "2,528,500..2,529,500"),
        ("between 2.529 and 3 million", "2,529,000..3,000,000"),
        ("..5", "..5"),
        ("7..", "7.."),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn shares_are_linear_in_what_they_are_of() {
    for (text, expected) in [
        ("50% of captured @ 1945", "0.495..0.505 of <captured @ 1945>"),
        ("about 50% of captured @ 1945", "0.45..0.55 of <captured @ 1945>"),
        ("about half of captured", "0.45..0.55 of <captured>"),
        ("a third of  died + missing ", "97/300..103/300 of <died + missing>"),
        ("two thirds of x", "197/300..203/300 of <x>"),
        ("almost all of x", "0.9.. of <x>"),
        ("most of x", "more than 0.5 of <x>"),
        ("at least 20 percent of x", "0.2.. of <x>"),
        ("10-20% of x", "0.1..0.2 of <x>"),
        ("all of x", "1 of <x>"),
        ("1/3 of x", "97/300..103/300 of <x>"),
        ("about ½ of x", "0.45..0.55 of <x>"),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn hedges_are_granted_in_the_reading_and_not_in_the_nominal_value() {
    let value = value("at most about 1.0 million", COUNT, Style::usual(&Lexicon::default())).expect("reads");
    assert_eq!(value.nominal.to_string(), "..1,050,000");
    let value = super::value("nearly 7,000,000", COUNT, Style::usual(&Lexicon::default())).expect("reads");
    assert_eq!(
        (value.nominal.to_string(), value.read.to_string()),
        ("7,000,000".into(), "6,500,000..7,000,000".into())
    );
    let value = super::value("a few score", COUNT, Style::usual(&Lexicon::default())).expect("reads");
    assert_eq!(value.nominal, value.read);
}

#[test]
fn what_is_written_otherwise_gets_a_suggestion() {
    for (text, suggestion) in [
        ("1.939.063", "1,939,063"),
        ("1.939", "1,939"),
        ("12.000", "12,000"),
        ("about 12.000", "about 12,000"),
        ("10.000 to 12.000", "10,000 to 12,000"),
        ("about 1.939.063", "1,939,063"),
    ] {
        let error = value(text, COUNT, Style::usual(&Lexicon::default())).expect_err(text);
        assert_eq!(error.suggestion.as_deref(), Some(suggestion), "{text}: {}", error.message);
    }
    for text in [
        "", "lots", "50%", "1/2", "3/2 of x", "1/0 of x", "1,5", "-5", "5..3", "2.2..2.8", "about", "±", "..", "of x",
        "5 of x",
    ] {
        assert!(value(text, COUNT, Style::usual(&Lexicon::default())).is_err(), "{text}");
    }
}

#[test]
fn a_lexicon_can_be_overridden() {
    let mut lexicon = Lexicon::default();
    lexicon.add("A few  score", "60..80").expect("reads");
    lexicon.add("about", "10%").expect("reads");
    let read = |text| value(text, COUNT, Style::usual(&lexicon)).expect("reads").read.to_string();
    assert_eq!(read("a few score"), "60..80");
    assert_eq!(read("about 1,234"), "1,111..1,357");
    assert!(lexicon.clone().add("many", "lots").is_err());
    assert!(lexicon.clone().add("about", "5").is_err());
}

#[test]
fn percents_and_measured_values_keep_their_fractions() {
    let kind = ValueKind::Measured { signed: true, percent: true };
    let read = |text| value(text, kind, Style::usual(&Lexicon::default())).map(|value| value.read.to_string());
    assert_eq!(read("56.5%").as_deref(), Ok("56.45..56.55"));
    assert_eq!(read("-3.25").as_deref(), Ok("-3.255..-3.245"));
    assert_eq!(read("more than 3").as_deref(), Ok("more than 3"));
}
