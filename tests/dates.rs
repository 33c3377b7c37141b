//! Dates, ages and constants in relations and rules, held against a calendar of this file's own.

use gainsay::base::text::Texts;
use gainsay::model::Statement;
use gainsay::model::load::{Loaded, load};
use gainsay::reason::finding::{Finding, Strength};
use gainsay::view::report::implied::interval;
use proptest::prelude::*;

use crate::support::{analysis, findings};

const VOCABULARY: &str = "Vocabulary(
    measures: [
        Measure(id: \"born\", kind: Event),
        Measure(id: \"died\", kind: Event),
        Measure(id: \"held\", kind: Stock),
        Measure(id: \"moved\", kind: Stock),
    ],
    dimensions: [Dimension(id: \"person\", codes: [Code(id: \"anna\"), Code(id: \"bert\")])],
    parties: [Party(id: \"p\"), Party(id: \"q\", name: \"Q\")],
)";

fn texts(rules: &str, claims: &[(&str, &str)]) -> Texts {
    let claims: String = claims
        .iter()
        .enumerate()
        .map(|(at, (of, is))| match *is {
            "" => format!("Claim(id: \"c{at}\", says: Relation(\"{of}\")),\n"),
            is => format!("Claim(id: \"c{at}\", says: Figure(of: \"{of}\", is: \"{is}\")),\n"),
        })
        .collect();
    Texts::from_memory([
        ("gainsay.ron".to_owned(), "Collection(title: \"Dates\")".to_owned()),
        ("vocabulary.ron".to_owned(), VOCABULARY.to_owned()),
        ("rules.ron".to_owned(), format!("Rules([{rules}])")),
        ("s.ron".to_owned(), format!("Source(id: \"s\", kind: Report, by: \"p\", claims: [\n{claims}])")),
    ])
}

fn rule(text: &str) -> String {
    format!(
        "Rule(id: \"r\", basis: Definition, says: \"So it is.\", across: [\"person\"], holds: Equation(\"{text}\"))"
    )
}

fn contradictions(rules: &str, claims: &[(&str, &str)]) -> Vec<Finding> {
    found_in(&texts(rules, claims)).unwrap_or_else(|error| panic!("{error}"))
}

fn found_in(texts: &Texts) -> Result<Vec<Finding>, String> {
    let strong =
        |found: &Finding| found.contradiction.as_ref().is_some_and(|found| found.strength != Strength::Tension);
    Ok(all_in(texts)?.into_iter().filter(strong).collect())
}

fn all_in(texts: &Texts) -> Result<Vec<Finding>, String> {
    let Loaded { mut model, .. } = load(texts, &[])
        .map_err(|error| error.messages.iter().map(|message| message.text.clone()).collect::<Vec<_>>().join("; "))?;
    model.tell_in(gainsay::model::Wording::Notation);
    Ok(findings(texts, &model))
}

fn headline(rules: &str, claims: &[(&str, &str)]) -> String {
    let found = contradictions(rules, claims);
    found.iter().map(|finding| finding.message.text.clone()).collect::<Vec<_>>().join("; ")
}

fn errors(rules: &str, claims: &[(&str, &str)]) -> String {
    match load(&texts(rules, claims), &[]) {
        Ok(_) => String::new(),
        Err(error) => error.messages.iter().map(|message| message.text.clone()).collect::<Vec<_>>().join("; "),
    }
}

#[test]
fn dates_are_told_as_dates_before_and_after_1970_alike() {
    for (born, died, told) in [
        ("1900", "1890", "born 1900 or later, died 1890 or earlier: 9 years apart"),
        ("2000", "1990", "born 2000 or later, died 1990 or earlier: 9 years apart"),
        ("44 BC", "54 BC", "born 44 BC or later, died 54 BC or earlier: 9 years apart"),
        ("1969-12-31", "1969-12-19", "born 31 December 1969, died 19 December 1969: 12 days apart"),
        ("1970-01-05", "1969-12-31", "born 5 January 1970, died 31 December 1969: 5 days apart"),
        ("before 1950", "1890", ""),
        ("after 1850", "475–450 BCE", "born 1851 or later, died 450 BC or earlier: 2,299 years apart"),
    ] {
        let found = headline(&rule("born <= died"), &[("born", born), ("died", died)]);
        assert_eq!(found, told, "{born} {died}");
    }
}

#[test]
fn a_father_of_thirteen_is_found_by_ages_and_dates() {
    let rules = "Rule(id: \"fathers\", basis: Assumption, says: \"A father is 15 years older.\",
        holds: Equation(\"born[anna] + 15 years <= born[bert]\"))";
    let told = headline(rules, &[("born[anna]", "[1838..1839]"), ("born[bert]", "1852")]);
    let expected =
        "born 1838 or later, born[bert] 1852 or earlier: at most 14 years between them, at least 15 years needed";
    assert_eq!(told, expected);
    assert_eq!(headline(rules, &[("born[anna]", "[1836..1837]"), ("born[bert]", "1852")]), "");
}

#[test]
fn an_age_is_a_completed_one() {
    let age = &[("died - born = 75 years", "")][..];
    let with = |died| [age, &[("born", "1875-03-31"), ("died", died)]].concat();
    assert_eq!(headline("", &with("1950-03-31")), "");
    assert_eq!(headline("", &with("1951-03-30")), "");
    let told = headline("", &with("1951-03-31"));
    assert_eq!(
        told,
        "died 31 March 1951, born 31 March 1875: at least 76 years between them, less than 76 years possible"
    );
    let told = headline("", &with("1950-03-30"));
    assert_eq!(told, "born 31 March 1875, died 30 March 1950: at most 74 years between them, at least 75 years needed");
}

#[test]
fn a_length_is_completed_in_the_unit_in_which_it_is_given() {
    // From a date, the first day that is too early, the first and the last that fit, and the first that is too late.
    for (length, days) in [
        ("0 years", ["1874-12-31", "1875-01-01", "1875-12-31", "1876-01-01"]),
        ("1 year", ["1875-12-31", "1876-01-01", "1876-12-31", "1877-01-01"]),
        ("12 months", ["1875-12-31", "1876-01-01", "1876-01-31", "1876-02-01"]),
        ("0 months", ["1874-12-31", "1875-01-01", "1875-01-31", "1875-02-01"]),
        ("0 days", ["1874-12-31", "1875-01-01", "1875-01-01", "1875-01-02"]),
    ] {
        for (at, died) in days.into_iter().enumerate() {
            for said in [format!("died - born = {length}"), format!("{length} = died - born")] {
                let found = contradictions("", &[(&said, ""), ("born", "1875-01-01"), ("died", died)]);
                assert_eq!(found.is_empty(), at == 1 || at == 2, "{said}: {died}");
            }
        }
    }
}

#[test]
fn a_difference_is_told_as_people_write_it() {
    // Whatever comes first: the quantities are known in the order in which files name them.
    for (first, second) in [("born", "died"), ("died", "born")] {
        let claims = [(first, "1900"), (second, "1900"), ("died - born = 75 years", "")];
        let Loaded { model, .. } = load(&texts("", &claims), &[]).expect("it loads");
        let claim = model.claims().iter().map(|(id, _)| id).next_back().expect("a claim");
        let said = model.readings_of(claim).map(|(_, said)| model.statement_text(&said.statement));
        assert_eq!(said.collect::<Vec<_>>(), ["died - born = 75 years"], "{first} first");
    }
}

#[test]
fn between_what_a_length_of_time_lies_is_told_in_years_months_and_days() {
    let told = |born, died, of: &str| {
        let texts = texts("", &[("born", born), ("died", died)]);
        let mut model = load(&texts, &[]).expect("it loads").model;
        let of = model.ask(of).expect("both are measures");
        let bounds = analysis(&texts, &model).bounds(of).bounds().expect("it lies between two");
        (interval(&model, of, &bounds), model.unit_of(of).map(str::to_owned))
    };
    let length = |text: &str| (text.to_owned(), None);
    assert_eq!(told("1847-06-11", "1848-02-22", "died - born"), length("8 months 11 days"));
    assert_eq!(told("1847-06-11", "1848-02-22", "born - died"), length("-8 months 11 days"));
    assert_eq!(told("1847", "1850", "died - born"), length("between 2 years 1 day and 3 years 11 months 30 days"));
    assert_eq!(told("1847-06-11", "1847-06-11", "died - born"), length("0 days"));
    assert_eq!(told("1847-06-11", "1850", "died"), ("1850".to_owned(), Some("days".to_owned())));
}

#[test]
fn dates_that_fit_a_rule_are_told_without_a_sum() {
    let texts = texts(&rule("born < died"), &[("born", "1786"), ("died", "1847-06-11")]);
    let model = load(&texts, &[]).expect("it loads").model;
    let analysis = analysis(&texts, &model);
    let passed: Vec<&str> = analysis.checked().passed.iter().map(|passed| passed.message.as_str()).collect();
    assert_eq!(passed, ["born: before died: the dates fit"]);
}

#[test]
fn strict_order_is_broken_only_where_no_days_fit() {
    for (born, died, is_broken) in [
        ("1900", "1900", false),
        ("1900-05", "1900", false),
        ("1900-12-31", "1900", true),
        ("1900-05-04", "1900-05-04", true),
        ("1900-05-03", "1900-05-04", false),
    ] {
        let found = contradictions(&rule("born < died"), &[("born", born), ("died", died)]);
        assert_eq!(!found.is_empty(), is_broken, "{born} {died}");
    }
}

#[test]
fn ready_made_order_is_switched_on_by_name() {
    let order = |text: &str| {
        let vocabulary = VOCABULARY.replace("parties:", &format!("chronology: [{text}],\n parties:"));
        let source = "Source(id: \"s\", kind: Report, by: \"p\", claims: [
            Claim(id: \"b\", says: Figure(of: \"born[bert]\", is: \"1900\")),
            Claim(id: \"d\", says: Figure(of: \"died[bert]\", is: \"1890\")),
        ])";
        let files = [
            ("gainsay.ron", "Collection(title: \"Dates\")".to_owned()),
            ("vocabulary.ron", vocabulary),
            ("s.ron", source.to_owned()),
        ];
        let texts = Texts::from_memory(files.map(|(path, text)| (path.to_owned(), text)));
        match found_in(&texts) {
            Ok(found) => found.iter().map(|finding| finding.message.text.clone()).collect::<Vec<_>>().join("; "),
            Err(error) => error,
        }
    };
    assert_eq!(
        order("Order(rule: \"nothing-after-death\", earlier: \"born\", later: \"died\")"),
        "born[bert] 1900 or later, died[bert] 1890 or earlier: 9 years apart"
    );
    assert_eq!(order(""), "");
    assert!(order("Order(rule: \"nothing\", earlier: \"born\", later: \"died\")").contains("no ready-made rule"));
    assert!(order("Order(rule: \"nothing-after-death\", earlier: \"held\", later: \"died\")").contains("is no date"));
}

#[test]
fn a_year_s_total_is_not_taken_for_a_count_without_a_word() {
    let found = |second: &str| {
        let claims = [("sent @ 2018", "500"), (second, "400")];
        let vocabulary =
            VOCABULARY.replace("Measure(id: \"held\"", "Measure(id: \"sent\", kind: Cumulative), Measure(id: \"held\"");
        let claims: String = claims
            .iter()
            .enumerate()
            .map(|(at, (of, is))| format!("Claim(id: \"c{at}\", says: Figure(of: \"{of}\", is: \"{is}\")),\n"))
            .collect();
        let source = format!("Source(id: \"s\", kind: Report, by: \"p\", claims: [\n{claims}])");
        let files =
            [("gainsay.ron", "Collection(title: \"D\")".to_owned()), ("vocabulary.ron", vocabulary), ("s.ron", source)];
        let texts = Texts::from_memory(files.map(|(path, text)| (path.to_owned(), text)));
        all_in(&texts).expect("reads").iter().any(|finding| finding.message.code.id == "GS306")
    };
    assert!(found("sent @ 2019"));
    assert!(!found("sent @ 2019/2019"));
    // Nothing falls here, and yet all that was ever sent up to 2017 is hardly meant.
    assert!(found("sent @ 2017"));
    assert!(!found("sent @ 2017-12"));
}

#[test]
fn a_length_of_time_is_a_figure_of_a_difference() {
    let between = |is: &str, died: &str| {
        let claims = [("born[anna]", "4 May 1900"), ("died[anna]", died), ("died[anna] - born[anna]", is)];
        contradictions("", &claims).len()
    };
    for (is, died, wrong) in [
        ("75 years", "3 May 1975", 1),
        ("75 years", "4 May 1975", 0),
        ("75 years", "3 May 1976", 0),
        ("75 years", "4 May 1976", 1),
        ("at least 75 years", "3 May 1975", 1),
        ("at least 75 years", "1990", 0),
        ("less than 18 months", "3 November 1901", 0),
        ("less than 18 months", "4 November 1901", 1),
    ] {
        assert_eq!(between(is, died), wrong, "{is}, {died}");
    }
}

#[test]
fn what_is_told_by_another_figure_is_of_their_difference() {
    let found = |moved: &str, is: &str| {
        contradictions("", &[("held @ 1950-05", "5,000"), ("moved @ 1950-05", moved), ("moved @ 1950-05", is)]).len()
    };
    assert_eq!(found("3,800", "1,200 fewer than held @ 1950-05"), 0);
    assert_eq!(found("3,801", "1,200 fewer than held @ 1950-05"), 1);
    assert_eq!(found("6,200", "1,200 more than held @ 1950-05"), 0);
    assert_eq!(found("3,800", "1,200 more than held @ 1950-05"), 1);
    assert_eq!(found("3,760", "about 1,200 fewer than held @ 1950-05"), 0);
    // A share without a when is one at the same time.
    assert_eq!(found("2,500", "exactly 50% of held"), 0);
    assert_eq!(found("2,600", "exactly 50% of held"), 1);
}

#[test]
fn numbers_stand_in_relations() {
    let figures = [("held @ 1950-05", "300"), ("moved @ 1950-05", "100")];
    for (relation, is_broken) in [
        ("held - moved = 200 @ 1950-05", false),
        ("held @ 1950-05 - moved @ 1950-05 = 200", false),
        ("held @ 1950-05 = moved @ 1950-05 + 201", true),
        ("held @ 1950-05 = 0", true),
        ("1,000 > held @ 1950-05", false),
        ("held @ 1950-05 < 300", true),
        ("held @ 1950-05 > 299", false),
        ("held @ 1950-05 ≤ 299", true),
    ] {
        let found = contradictions("", &[&figures[..], &[(relation, "")]].concat());
        assert_eq!(!found.is_empty(), is_broken, "{relation}: {:?}", found.first().map(|found| &found.message.text));
    }
}

#[test]
fn what_does_not_fit_is_answered_with_what_does() {
    for (relation, said) in [
        ("died - born = 75", "a length of time, not a number"),
        ("died + born = 75 years", "as many dates are taken away"),
        ("held @ 1950 - moved @ 1950 = 3 years", "between dates"),
        ("3 = 4", "a relation is of quantities"),
        ("held @ 1950 = 1,00", "commas stand between thousands"),
    ] {
        let error = errors("", &[(relation, "")]);
        assert!(error.contains(said), "{relation}: {error}");
    }
    let long = format!("1/{} * held @ 1950 = 0", "9".repeat(50_000));
    assert!(errors("", &[(&long, "")]).contains("more than 1000 characters"));
}

/// Days of the months, leap years by the book.
fn length(year: i32, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month as usize - 1]
}

fn any_day() -> impl Strategy<Value = (i32, u32, u32)> {
    (1_600_i32..2_100, 1_u32..13, 1_u32..32).prop_map(|(year, month, day)| (year, month, day.min(length(year, month))))
}

fn text((year, month, day): (i32, u32, u32)) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn completed_ages_are_those_of_a_birthday(born in any_day(), years in 0_i32..100, died in any_day(), off in 0_i32..3) {
        // Near the birthday, where it matters.
        let died = if off < 2 {
            let year = born.0 + years;
            let day = (born.2 + 1 - u32::from(off == 0)).min(length(year, born.1));
            (year, born.1, day)
        } else {
            died
        };
        let age = died.0 - born.0 - i32::from((died.1, died.2) < (born.1, born.2));
        let relation = format!("died - born = {years} years");
        let found = contradictions("", &[(&relation, ""), ("born", &text(born)), ("died", &text(died))]);
        prop_assert_eq!(found.is_empty(), age == years, "{:?} {:?} {}", born, died, years);
    }

    #[test]
    fn order_of_coarse_dates_is_that_of_their_days(one in any_day(), other in any_day(), cut in 0_usize..9) {
        // Both in one year, written to the year, the month or the day.
        let other = (one.0, other.1, other.2.min(length(one.0, other.1)));
        let written = |day, cut: usize| text(day)[..[4, 7, 10][cut]].to_owned();
        let first = |day: (i32, u32, u32), cut: usize| [(day.0, 1, 1), (day.0, day.1, 1), day][cut];
        let last = |day: (i32, u32, u32), cut: usize| [(day.0, 12, 31), (day.0, day.1, length(day.0, day.1)), day][cut];
        let (a, b) = (cut % 3, cut / 3);
        let claims = [("born", &*written(one, a)), ("died", &*written(other, b))];
        let strict = contradictions(&rule("born < died"), &claims);
        prop_assert_eq!(strict.is_empty(), first(one, a) < last(other, b));
        let weak = contradictions(&rule("born <= died"), &claims);
        prop_assert_eq!(weak.is_empty(), first(one, a) <= last(other, b));
    }
}

#[test]
fn a_date_is_shown_without_a_unit() {
    let model = load(&texts("", &[("born[anna]", "1500 at the earliest")]), &[]).unwrap().model;
    let claim = model.claims().ids().next().unwrap();
    let reading = model.readings_of(claim).next().map(|(_, reading)| reading.statement.clone());
    let Some(Statement::Figure { of, is }) = reading else { panic!("a figure: {reading:?}") };
    assert_eq!(model.reading_text(of, &model.values()[is]), "1500-01-01..");
    assert_eq!((model.unit_of(of), model.unit_beside(of)), (Some("days"), None));
}
