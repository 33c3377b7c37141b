//! Every form of a value: read as the table says, and shown so in the documentation.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use gainsay::base::text::Texts;
use gainsay::model::Statement;
use gainsay::model::load::load;
use gainsay::notation::{Language, Lexicon, Style, ValueKind, value};
use gainsay::reason::finding::Finding;
use proptest::prelude::*;

use crate::support::findings;

const FORMS: &str = include_str!("values/forms.txt");
const BEGIN: &str = "<!-- The table is made by tests/values.rs from tests/values/forms.txt. -->\n";
const END: &str = "<!-- End of the table. -->\n";

enum Line<'f> {
    Heading(&'f str),
    Form { kind: &'f str, written: &'f str, read: &'f str },
}

fn lines() -> impl Iterator<Item = Line<'static>> {
    let lines = FORMS.lines().filter(|line| !line.starts_with("# ") && !line.is_empty());
    lines.map(|line| {
        if let Some(heading) = line.strip_prefix("## ") {
            Line::Heading(heading)
        } else {
            let mut parts = line.splitn(3, " | ");
            Line::Form { kind: parts.next().unwrap(), written: parts.next().unwrap(), read: parts.next().unwrap() }
        }
    })
}

/// What a claim's figure is read as, in words: of dates and lengths of time, and what is told by another quantity.
fn read_of_claim(kind: &str, written: &str) -> String {
    let of = match kind {
        "date" => "born",
        "length" => "died - born",
        _ => "y @ 1950",
    };
    let is = written.replace("than x", "than x @ 1950");
    let texts = Texts::from_memory([
        ("gainsay.ron".to_owned(), "Collection(title: \"Values\")".to_owned()),
        (
            "vocabulary.ron".to_owned(),
            "Vocabulary(measures: [Measure(id: \"born\", kind: Event), Measure(id: \"died\", kind: Event), \
             Measure(id: \"x\", kind: Stock), Measure(id: \"y\", kind: Stock)], parties: [Party(id: \"p\")])"
                .to_owned(),
        ),
        (
            "s.ron".to_owned(),
            format!(
                "Source(id: \"s\", kind: Report, by: \"p\", claims: [Claim(id: \"c\", says: Figure(of: \"{of}\", is: \"{is}\"))])"
            ),
        ),
    ]);
    let model = match load(&texts, &[]) {
        Ok(loaded) => loaded.model,
        Err(error) => return format!("error: {}", error.messages[0].text),
    };
    let claim = model.claims().ids().next().unwrap();
    let (id, reading) = model.readings_of(claim).next().unwrap();
    let Statement::Figure { of, is } = reading.statement else { panic!("a figure") };
    let value = &model.values()[is];
    match kind {
        "date" => model.date_words(claim, id, &value.read),
        "length" => model.bounds_text(of, &value.read),
        _ => format!("{} = {}", model.of_text(of).replace(" @ 1950", ""), model.bounds_text(of, &value.read)),
    }
}

fn read(kind: &str, written: &str) -> String {
    if ["date", "length", "less"].contains(&kind) {
        return read_of_claim(kind, written);
    }
    let lexicon = Lexicon::default();
    let language = Language::of(kind.split(' ').next().unwrap());
    let style = Style { language, ..Style::usual(&lexicon) };
    let kind = match kind {
        "measured" | "de measured" => ValueKind::Measured { signed: false, percent: false },
        "percent" => ValueKind::Measured { signed: false, percent: true },
        _ => ValueKind::Count { signed: false },
    };
    match value(written, kind, style) {
        Ok(value) => match value.share_of {
            Some(of) => format!("{} of {}", value.read, &written[of]),
            None => value.read.to_string(),
        },
        Err(error) => match error.suggestion {
            Some(meant) => format!("error: write {meant}"),
            None => format!("error: {}", error.message),
        },
    }
}

#[test]
fn every_form_is_read_as_the_table_says() {
    let forms = lines().filter_map(|line| match line {
        Line::Form { kind, written, read: expected } => Some((kind, written, expected)),
        Line::Heading(_) => None,
    });
    let wrong: Vec<String> = forms
        .map(|(kind, written, expected)| (kind, written, expected, read(kind, written)))
        .filter(|(_, _, expected, found)| expected != found)
        .map(|(kind, written, _, found)| format!("{kind} | {written} | {found}"))
        .collect();
    assert!(wrong.is_empty(), "otherwise read:\n{}", wrong.join("\n"));
}

#[test]
fn the_documentation_shows_every_form() {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).expect("the table has a beginning");
    let (_, after) = rest.split_once(END).expect("the table has an end");
    let table = table();
    let wanted = format!("{before}{BEGIN}{table}{END}{after}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    assert!(text == wanted, "docs/format.md is out of date: run this test with UPDATE_DOCS=1");
}

fn table() -> String {
    let mut table = String::from("\n| written | read as |\n|---|---|\n");
    for line in lines() {
        match line {
            Line::Heading(heading) => writeln!(table, "| **{heading}** | |").unwrap(),
            Line::Form { kind, written, read } => {
                let note = match kind {
                    "measured" => " (measured)".to_owned(),
                    "count" | "share" | "error" | "date" | "length" | "less" => String::new(),
                    "percent" => " (unit of percent)".to_owned(),
                    language => format!(" (`{language}`)"),
                };
                writeln!(table, "| `{written}`{note} | {} |", read.strip_prefix("error: ").unwrap_or(read)).unwrap();
            }
        }
    }
    table.push('\n');
    table
}

proptest! {
    /// What is printed of a reading reads back as the same interval.
    #[test]
    fn what_is_printed_reads_back(whole in 0_u32..5_000_000, scale in prop::sample::select(vec!["", " thousand", " million", "bn"]),
        hedge in prop::sample::select(vec!["", "about ", "nearly ", "just over ", "at least ", "less than ", "exactly "])) {
        let printed = read("count", &format!("{hedge}{whole}{scale}"));
        prop_assume!(!printed.starts_with("error"));
        prop_assert_eq!(read("count", &printed), printed.clone());
    }

    /// A hedge never leaves out what the number alone allows on its side, and reaches no further than 10 %.
    #[test]
    fn hedges_widen(whole in 1_u32..5_000_000) {
        let lexicon = Lexicon::default();
        let kind = ValueKind::Count { signed: false };
        let of = |text: String| value(&text, kind, Style::usual(&lexicon)).unwrap().read;
        let (plain, about) = (of(whole.to_string()), of(format!("about {whole}")));
        let (low, high) = (about.low.unwrap().value, about.high.unwrap().value);
        prop_assert!(low <= plain.low.unwrap().value && high >= plain.high.unwrap().value);
        let tenth = u64::from(whole.div_ceil(10));
        let number = |value: u64| gainsay::base::number::Number::from(value);
        prop_assert!(high <= number(u64::from(whole) + tenth));
        let (nearly, over) = (of(format!("nearly {whole}")), of(format!("just over {whole}")));
        prop_assert_eq!(nearly.high.unwrap().value, number(u64::from(whole)));
        prop_assert_eq!(over.low.unwrap().value, number(u64::from(whole)));
    }
}

/// What is found in a collection of one vocabulary, one source and maybe rules.
fn found(vocabulary: &str, source: &str, rules: &str) -> Vec<Finding> {
    let files = [
        ("gainsay.ron".to_owned(), "Collection(title: \"Values\", resolution: Year)".to_owned()),
        ("vocabulary.ron".to_owned(), format!("Vocabulary({vocabulary} parties: [Party(id: \"p\")])")),
        ("rules.ron".to_owned(), format!("Rules([{rules}])")),
        ("s.ron".to_owned(), format!("Source(id: \"s\", kind: Report, by: \"p\", {source})")),
    ];
    let texts = Texts::from_memory(files);
    let loaded = load(&texts, &[]).unwrap_or_else(|error| panic!("{:?}", error.messages));
    findings(&texts, &loaded.model)
}

/// The gaps of all contradictions, tensions among them.
fn gaps(vocabulary: &str, source: &str, rules: &str) -> Vec<String> {
    let findings = found(vocabulary, source, rules);
    let contradictions = findings.iter().filter_map(|finding| finding.contradiction.as_ref());
    contradictions.map(|found| found.gap.as_ref().map_or("none".to_owned(), ToString::to_string)).collect()
}

fn claims(claims: &[(&str, &str)]) -> String {
    let claims = claims.iter().enumerate();
    let claims = claims.map(|(at, (of, is))| format!("Claim(id: \"c{at}\", says: Figure(of: \"{of}\", is: \"{is}\"))"));
    format!("claims: [{}]", claims.collect::<Vec<_>>().join(", "))
}

#[test]
fn rounded_percentages_contradict_a_total_and_not_each_other() {
    let vocabulary = "measures: [Measure(id: \"tools\", kind: Stock)], dimensions: [Dimension(id: \"kind\", codes: \
        [Code(id: \"all\"), Code(id: \"fixing\", in: \"all\"), Code(id: \"joining\", in: \"all\")])],";
    let shares = [
        ("tools[fixing] @ 2020", "94"),
        ("tools[fixing] @ 2020", "20.6% of tools @ 2020"),
        ("tools[joining] @ 2020", "79"),
        ("tools[joining] @ 2020", "17.3 % of tools @ 2020"),
    ];
    assert_eq!(gaps(vocabulary, &claims(&shares), ""), Vec::<String>::new());
    let with_total: Vec<_> = shares.into_iter().chain([("tools @ 2020", "1035")]).collect();
    assert_eq!(gaps(vocabulary, &claims(&with_total), "").len(), 2);
}

#[test]
fn no_gap_below_one_unit_is_told_of_what_is_counted() {
    let vocabulary = "measures: [Measure(id: \"held\", kind: Stock), Measure(id: \"sick\", kind: Stock)],";
    let half = |sick: &str| {
        let figures = [("held @ 1950", "457"), ("sick @ 1950", sick), ("sick @ 1950", "exactly 50% of held @ 1950")];
        gaps(vocabulary, &claims(&figures), "").len()
    };
    assert_eq!((half("227"), half("228"), half("229"), half("230")), (1, 0, 0, 1));
}

#[test]
fn what_a_source_rounds_to_is_granted() {
    let vocabulary = "measures: [Measure(id: \"held\", kind: Stock), Measure(id: \"sick\", kind: Stock), \
        Measure(id: \"well\", kind: Stock)],";
    let rules = "Rule(id: \"all\", basis: Definition, says: \"All.\", holds: Equation(\"held = sick + well\"))";
    let figures = claims(&[("held @ 1950", "10,000"), ("sick @ 1950", "3,400"), ("well @ 1950", "6,700")]);
    assert_eq!(gaps(vocabulary, &figures, rules).len(), 1);
    assert_eq!(gaps(vocabulary, &format!("rounded_to: \"100\", {figures}"), rules), Vec::<String>::new());
    assert_eq!(gaps(vocabulary, &format!("rounded_to: \"10\", {figures}"), rules).len(), 1);
}

#[test]
fn guineas_and_pounds_agree() {
    let vocabulary = "measures: [Measure(id: \"price\", kind: Fixed, unit: \"shilling\")], \
        units: [Unit(id: \"guinea\", is: \"21 shilling\", because: \"the rate of 1717\")],";
    let prices = |other: &str| gaps(vocabulary, &claims(&[("price", "39 guineas"), ("price", other)]), "");
    assert_eq!(prices("£40 19s"), Vec::<String>::new());
    assert_eq!(prices("819 shillings"), Vec::<String>::new());
    assert_eq!(prices("40 guineas"), ["21"]);
    assert_eq!(prices("£41"), ["1"]);
}

#[test]
fn carbon_and_carbon_dioxide_are_compared_in_one_unit() {
    let vocabulary = "measures: [Measure(id: \"carbon\", kind: Stock, unit: \"Mt C\", counts: false), \
        Measure(id: \"dioxide\", kind: Stock, unit: \"kt CO2\", counts: false)], \
        units: [Unit(id: \"t C\", is: \"44/12 t CO2\", because: \"molar mass\")],";
    let one_measure = |other: &str| {
        gaps(vocabulary, &claims(&[("dioxide @ 2019", "10,017 Mt C"), ("dioxide @ 2019", other)]), "").len()
    };
    assert_eq!((one_measure("36040300.7"), one_measure("36,729 Mt CO2")), (1, 0));
    let rule = "Rule(id: \"same\", basis: Definition, says: \"The same gas.\", holds: Equation(\"dioxide = carbon\"))";
    let by_rule = |dioxide: &str| {
        gaps(vocabulary, &claims(&[("carbon @ 2019", "10,017"), ("dioxide @ 2019", dioxide)]), rule).len()
    };
    assert_eq!((by_rule("36040300.7"), by_rule("36,729,000")), (1, 0));
}

#[test]
fn a_quote_in_the_language_of_its_source_has_the_figure() {
    let vocabulary = "measures: [Measure(id: \"held\", kind: Stock)],";
    let source = |quote: &str, is: &str| {
        let findings = found(
            vocabulary,
            &format!(
                "language: \"ro\", claims: [Claim(id: \"c\", quote: \"{quote}\", says: Figure(of: \"held @ 1950\", is: \"{is}\"))]"
            ),
            "",
        );
        findings.iter().any(|finding| finding.message.code.id == "GS408")
    };
    assert!(!source("aproximativ 4,06 milioane de oameni", "4.06 million"));
    assert!(source("aproximativ 4,06 milioane de oameni", "4.6 million"));
}

#[test]
fn what_is_off_by_a_factor_is_said() {
    let hint = |unit: &str, one: &str, other: &str| {
        let vocabulary = format!("measures: [Measure(id: \"sent\", kind: Fixed, counts: false{unit})],");
        let found = found(&vocabulary, &claims(&[("sent", one), ("sent", other)]), "");
        let notes = found.into_iter().flat_map(|finding| finding.message.notes);
        notes.filter(|note| note.starts_with("off by")).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(hint("", "13", "13,000"), "off by 1,000: thousands?");
    assert_eq!(hint("", "2.6 million", "2,600"), "off by 1,000: thousands?");
    assert_eq!(hint("", "5", "50"), "off by 10: a nought too many or too few, or a point in the wrong place?");
    assert_eq!(hint(", unit: \"Mt CO2\"", "100", "366.7"), "off by 3.6667: carbon or carbon dioxide?");
    assert!(hint(", unit: \"shilling\"", "10.000", "200.00").ends_with(": shillings or pounds sterling?"));
    assert_eq!(hint(", unit: \"shilling\"", "10.000", "230.00"), "");
    for (one, other) in [("13", "17,000"), ("13", "14"), ("100", "366.7"), ("5", "50.3")] {
        assert_eq!(hint("", one, other), "", "{one}, {other}");
    }
}

#[test]
fn a_factor_of_many_digits_is_an_error() {
    let nines = "9".repeat(100_000);
    for factor in [nines.clone(), format!("1/{nines}"), format!("0.{nines}")] {
        assert!(gainsay::notation::expression(&format!("{factor} * held @ 1950")).is_err());
    }
    let lexicon = Lexicon::default();
    for text in [nines.clone(), format!("{nines}%"), format!("{nines} million of x"), format!("{nines} kg")] {
        assert!(value(&text, ValueKind::Count { signed: false }, Style::usual(&lexicon)).is_err());
    }
}
