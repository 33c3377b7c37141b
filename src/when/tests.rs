use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;

fn when(text: &str) -> When {
    match When::parse(text) {
        Ok(when) => when,
        Err(error) => panic!("{text}: {error}"),
    }
}

fn error(text: &str) -> WhenError {
    match When::parse(text) {
        Ok(when) => panic!("{text} was read as {when}"),
        Err(error) => error,
    }
}

/// Both days as text, `-` for an end that is open or unknown.
fn days(first: Option<Day>, last: Option<Day>) -> String {
    let day = |day: Option<Day>| day.map_or("-".to_owned(), |day| day.to_string());
    format!("{} {}", day(first), day(last))
}

#[test]
fn small() {
    assert_eq!(size_of::<Day>(), 4);
    assert!(size_of::<When>() <= 40, "{}", size_of::<When>());
}

#[test]
fn days_as_written() {
    let cases = [
        ("1950-05-04", "1950-05-04 1950-05-04"),
        ("1950-05", "1950-05-01 1950-05-31"),
        ("1950", "1950-01-01 1950-12-31"),
        ("195X", "1950-01-01 1959-12-31"),
        ("19XX", "1900-01-01 1999-12-31"),
        ("1950-05-XX", "1950-05-01 1950-05-31"),
        ("1950-21", "1950-03-01 1950-05-31"),
        ("1950-24", "1950-12-01 1951-02-28"),
        ("1950S2", "1900-01-01 1999-12-31"),
        ("-0043", "-0043-01-01 -0043-12-31"),
        ("Y12000", "12000-01-01 12000-12-31"),
        ("1945/1950-05", "1945-01-01 1950-05-31"),
        ("1945~/1950?", "1945-01-01 1950-12-31"),
        ("1945/..", "1945-01-01 -"),
        ("1945/", "1945-01-01 -"),
        ("../1950", "- 1950-12-31"),
        ("[1945..1950]", "1945-01-01 1950-12-31"),
        ("[1950,1945-05]", "1945-05-01 1950-12-31"),
        ("[..1950]", "- 1950-12-31"),
        ("[1945..]", "1945-01-01 -"),
        ("1945/1950-05..", "1945-01-01 -"),
    ];
    for (text, expected) in cases {
        let (first, last) = when(text).nominal();
        assert_eq!(days(first, last), expected, "{text}");
        assert_eq!(when(text).flow_start(), first);
    }
}

#[test]
fn days_with_doubts() {
    let cases = [
        ("1949~", "1948-01-01 1950-12-31"),
        ("1949?", "1948-01-01 1950-12-31"),
        ("1949%", "1948-01-01 1950-12-31"),
        ("1949", "1949-01-01 1949-12-31"),
        ("1950-05?", "1950-04-01 1950-06-30"),
        ("1950-03~", "1950-02-01 1950-04-30"),
        ("1950-01~", "1949-12-01 1950-02-28"),
        ("1950-02~", "1950-01-01 1950-03-31"),
        ("1950-05-04~", "1950-05-03 1950-05-05"),
        ("1950-01-01?", "1949-12-31 1950-01-02"),
        ("195X~", "1940-01-01 1969-12-31"),
        ("19XX?", "1800-01-01 2099-12-31"),
        ("1950-21~", "1949-12-01 1950-08-31"),
        ("1950-XX~", "1949-01-01 1951-12-31"),
        ("1950-05-XX~", "1950-04-01 1950-06-30"),
        // The year is in doubt, the day within it is not.
        ("1950~-05-04", "1949-05-04 1951-05-04"),
        ("1950-05~-31", "1950-04-30 1950-06-30"),
        ("1952~-02-29", "1951-02-28 1953-02-28"),
        ("1945~/1950", "1944-01-01 1950-12-31"),
        ("1945/1950~", "1945-01-01 1951-12-31"),
        ("1945-05?/1950~", "1945-04-01 1951-12-31"),
        ("1945~/..", "1944-01-01 -"),
        ("[1945~,1950]", "1944-01-01 1950-12-31"),
        ("Y999999~", "999998-01-01 999999-12-31"),
    ];
    for (text, expected) in cases {
        let when = when(text);
        assert_eq!(days(when.earliest(), when.latest()), expected, "{text}");
        assert_eq!(when.qualified(), text.contains(['~', '?', '%']), "{text}");
    }
}

#[test]
fn shapes_and_precisions() {
    use Precision::{Century, Day, Decade, Longer, Month, Season, Year};
    use Shape::{Date, OneOf, Throughout};
    let cases = [
        ("1950-05-04", Date, Day),
        ("1950-05", Date, Month),
        ("1950-05-XX", Date, Month),
        ("1950-05-1X", Date, Month),
        ("1950-21", Date, Season),
        ("1950-33", Date, Season),
        ("1950", Date, Year),
        ("1950-XX", Date, Year),
        ("1950-XX-XX", Date, Year),
        ("195X", Date, Decade),
        ("195X-05", Date, Decade),
        ("19XX", Date, Century),
        ("1XXX", Date, Longer),
        ("XXXX", Date, Longer),
        ("1950-05-04/1950-05-04", Throughout, Day),
        ("1950-05-04/1950-05-06", Throughout, Month),
        ("1950-05/1950-06", Throughout, Year),
        ("1945/1950", Throughout, Decade),
        ("1899/1901", Throughout, Decade),
        ("1939/1989", Throughout, Century),
        ("1800/1900", Throughout, Longer),
        ("1945/..", Throughout, Longer),
        ("/1945", Throughout, Longer),
        ("[1945..1950]", OneOf, Decade),
        ("[1950-05-04,1950-05-06]", OneOf, Month),
        ("[..1949]", OneOf, Longer),
    ];
    for (text, shape, precision) in cases {
        assert_eq!(when(text).shape(), shape, "{text}");
        assert_eq!(when(text).precision(), precision, "{text}");
    }
    assert!(Day < Month && Month < Season && Season < Year && Year < Decade);
    assert!(Decade < Century && Century < Longer);
}

#[test]
fn canonical_text() {
    for (text, expected) in
        [("  1950-05 \n", "1950-05"), ("~1930", "1930~"), ("?1950-?05-?04", "1950-05-04?"), ("1945/1950", "1945/1950")]
    {
        assert_eq!(when(text).text(), expected);
        assert_eq!(when(text).to_string(), expected);
        assert_eq!(when(text), when(expected));
    }
}

/// What people write, and what it should be.
const SUGGESTIONS: &[(&str, &str)] = &[
    ("1930s", "193X"),
    ("the 1930s", "193X"),
    ("1930's", "193X"),
    ("1900s", "190X"),
    ("c. 1930", "1930~"),
    ("c.1930", "1930~"),
    ("C1930", "1930~"),
    ("ca. 1930", "1930~"),
    ("ca 1930", "1930~"),
    ("circa 1930", "1930~"),
    ("About 1930", "1930~"),
    ("~ 1930", "1930~"),
    ("c. May 1950", "1950-05~"),
    ("c. 1930 (?)", "1930%"),
    ("perhaps 1930", "1930?"),
    ("1930 (?)", "1930?"),
    ("1930 ?", "1930?"),
    ("1929/30", "1929/1930"),
    ("1929-30", "1929/1930"),
    ("1914-18", "1914/1918"),
    ("1932-33", "1932/1933"),
    ("1929\u{2013}1930", "1929/1930"),
    ("1929\u{2013}30", "1929/1930"),
    ("1929-1930", "1929/1930"),
    ("1929 - 1930", "1929/1930"),
    ("1929 to 1930", "1929/1930"),
    ("from 1929 to 1930", "1929/1930"),
    ("from May 1929 until 4 June 1930", "1929-05/1930-06-04"),
    ("4 to 7 May 1950", "1950-05-04/1950-05-07"),
    ("May\u{2013}July 1950", "1950-05/1950-07"),
    ("1930s-1940s", "193X/194X"),
    ("1945..1950", "1945/1950"),
    ("1950/1945", "1945/1950"),
    ("[1950..1945]", "[1945..1950]"),
    ("4 May 1950", "1950-05-04"),
    ("4th of May, 1950", "1950-05-04"),
    ("4 Sept. 1950", "1950-09-04"),
    ("4-May-1950", "1950-05-04"),
    ("May 4, 1950", "1950-05-04"),
    ("MAY 4 1950", "1950-05-04"),
    ("1950 May 4", "1950-05-04"),
    ("4.5.1950", "1950-05-04"),
    ("04.05.1950", "1950-05-04"),
    ("13/4/1950", "1950-04-13"),
    ("4/13/1950", "1950-04-13"),
    ("5/5/1950", "1950-05-05"),
    ("May 1950", "1950-05"),
    ("Oct 1950", "1950-10"),
    ("1950/05/04", "1950-05-04"),
    ("1950.05.04", "1950-05-04"),
    ("1950-5-4", "1950-05-04"),
    ("1950-5", "1950-05"),
    ("1950/5", "1950-05"),
    ("1950/05", "1950-05"),
    ("05/1950", "1950-05"),
    ("19500504", "1950-05-04"),
    ("spring 1950", "1950-21"),
    ("Summer of 1950", "1950-22"),
    ("autumn 1950", "1950-23"),
    ("fall 1950", "1950-23"),
    ("winter 1950", "1950-24"),
    ("winter 1950/51", "1950-24"),
    ("early 1950", "[1950-01..1950-06]"),
    ("late 1930s", "[1935..1939]"),
    ("mid-May 1950", "[1950-05-11..1950-05-20]"),
    ("late Feb 1952", "[1952-02-21..1952-02-29]"),
    ("early 20th century", "19XX"),
    ("before 1950", "[..1949]"),
    ("before May 1950", "[..1950-04]"),
    ("before 1 January 1950", "[..1949-12-31]"),
    ("before c. 1950", "[..1949~]"),
    ("after 1950", "[1951..]"),
    ("after the 1930s", "[1940..]"),
    ("by 1950", "[..1950]"),
    ("1950 or later", "[1950..]"),
    ("until 1950", "../1950"),
    ("since 1950", "1950/.."),
    ("1950-", "1950/.."),
    ("between 1945 and 1950", "[1945..1950]"),
    ("between May 1945 and 1950", "[1945-05-01..1950-12-31]"),
    ("between 1950 and 1945", "[1945..1950]"),
    ("1949 or 1950", "[1949,1950]"),
    ("20th century", "19XX"),
    ("the 19th Century", "18XX"),
    ("1950\u{2212}05\u{2212}04", "1950-05-04"),
    ("1950\u{2013}05\u{2013}04", "1950-05-04"),
    ("195x", "195X"),
    ("193-", "193X"),
    ("19uu", "19XX"),
    ("1950\u{a0}", "1950"),
    ("1950.", "1950"),
    ("44 BC", "-0043"),
    ("AD 79", "0079"),
    ("476", "0476"),
    ("1950-05-04T10:00:00", "1950-05-04"),
    ("4 May 1950, 10:30", "1950-05-04"),
    ("{1945,1946,1950}", "1945/1950"),
    ("{1945..1950}", "1945/1950"),
    ("{1950}", "1950"),
];

#[test]
fn suggestions() {
    let mut wrong = Vec::new();
    for &(text, expected) in SUGGESTIONS {
        let error = error(text);
        if error.suggestion.as_deref() != Some(expected) {
            wrong.push(format!("{text}: not {expected} but {error:?}"));
        }
        assert!(When::parse(expected).is_ok(), "{expected}");
        assert!(error.message.len() < 400, "{}", error.message);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn explanations() {
    let cases = [
        ("5/4/1950", "1950-04-05 if the day comes first, 1950-05-04 if", None),
        ("1950-05-32", "May 1950 has 31 days", Some(8)),
        ("1950-02-30", "February 1950 has 28 days", Some(8)),
        ("1950-02-29", "no leap year", Some(8)),
        ("  1950-02-30", "28 days", Some(10)),
        ("31 April 1950", "April 1950 has 30 days", Some(0)),
        ("1950-13", "no month 13", Some(5)),
        ("1950-00", "no month 00", Some(5)),
        ("1945/1950-13", "no month 13", Some(10)),
        ("[1945..1950-13-01]", "no month 13", Some(12)),
        ("1950-21-04", "seasons have no days", Some(8)),
        ("1932-33/1935", "no month 33", None),
        ("50", "all four digits", None),
        ("30s", "all four digits", None),
        ("4.5.50", "all four digits", None),
        ("May '50", "all four digits", None),
        ("", "no date here", None),
        (" \t", "no date here", None),
        ("\u{a0}", "no date here", None),
        ("Y17E7", "years are kept between", None),
        ("Y9E18S1", "years are kept between", None),
        ("Y9E99999", "years are kept between", None),
        ("Y-1000000", "years are kept between", None),
        ("10:30", "days are the finest", None),
        ("unknown", "leave it out", None),
        ("foo", "“foo” is not a date that can be read", Some(0)),
        ("1950/x", "not a date that can be read", Some(5)),
    ];
    for (text, part, offset) in cases {
        let error = error(text);
        assert!(error.message.contains(part), "{text}: {error:?}");
        assert_eq!(error.suggestion, None, "{text}: {error:?}");
        assert_eq!(error.offset, offset, "{text}: {error:?}");
    }
    for text in ["1905/07", "1901\u{2013}12"] {
        let error = error(text);
        assert!(error.message.contains("could be the years"), "{error:?}");
        assert!(error.suggestion.is_some(), "{error:?}");
    }
}

#[test]
fn words() {
    let cases = [
        ("1950-05-04", "4 May 1950"),
        ("1950-05", "May 1950"),
        ("1950-05-XX", "May 1950"),
        ("1950", "1950"),
        ("1949~", "about 1949"),
        ("1949?", "perhaps 1949"),
        ("1949%", "perhaps about 1949"),
        ("1950-05-04~", "about 4 May 1950"),
        ("1945/1950", "1945 to 1950"),
        ("1945~/1950", "about 1945 to 1950"),
        ("1945/..", "from 1945"),
        ("../1950", "until 1950"),
        ("1945/", "1945 to an unknown date"),
        ("/1945", "an unknown date to 1945"),
        ("195X", "1950s"),
        ("190X", "1900 to 1909"),
        ("19XX", "20th century"),
        ("12XX", "13th century"),
        ("20XX", "21st century"),
        ("1950-21", "spring 1950"),
        ("1999-24", "winter 1999\u{2013}00"),
        ("1950-33", "quarter 1 of 1950"),
        ("[1945..1950]", "between 1945 and 1950"),
        ("[..1949]", "1949 or earlier"),
        ("[1951..]", "1951 or later"),
        ("[1945,1950]", "1945 or 1950"),
        ("[1945,1947,1950-05]", "1945, 1947 or May 1950"),
        ("-0043", "44 BC"),
        ("0000", "1 BC"),
        ("0079", "AD 79"),
        ("Y12000", "12000"),
        // What has no plain wording stays EDTF.
        ("1950~-05-04", "1950~-05-04"),
        ("1950S2", "1950S2"),
        ("1XXX", "1XXX"),
        ("1950-1X", "1950-1X"),
        ("[1945..1947,1950]", "[1945..1947,1950]"),
        ("1945/1950..", "1945/1950.."),
    ];
    for (text, expected) in cases {
        assert_eq!(when(text).human(), expected, "{text}");
    }
}

#[test]
fn relations() {
    let before = |a: &str, b: &str| when(a).certainly_before(&when(b));
    assert!(before("1949", "1950"));
    assert!(!before("1949~", "1950"));
    assert!(before("1948~", "1950"));
    assert!(!before("1949", "1950?"));
    assert!(before("../1949", "1950/.."));
    assert!(!before("1949/..", "1950"));
    assert!(!before("1949/", "1950"));
    assert!(!before("1949", "../1950"));

    let contains = |a: &str, b: &str| when(a).contains(&when(b));
    assert!(contains("1950", "1950-05-04"));
    assert!(contains("1950", "1950~"));
    assert!(!contains("1950-05", "1950"));
    assert!(contains("1945/..", "1950"));
    assert!(contains("1945/..", "1950/.."));
    assert!(contains("1945/..", "1950/"));
    assert!(!contains("1945/", "1950"));
    assert!(!contains("1945/1950", "1949/.."));
    assert!(contains("../1950", "[..1949]"));

    let overlaps = |a: &str, b: &str| when(a).overlaps(&when(b));
    assert!(overlaps("1945/1950", "1950/1955"));
    assert!(!overlaps("1945/1949", "1950/1955"));
    assert!(!overlaps("1949~", "1950"));
    assert!(overlaps("1945/", "1950"));
    assert!(overlaps("../1950", "1949/.."));
    assert!(!overlaps("../1949", "1950/.."));
}

#[test]
fn order() {
    let sorted = ["/1950", "../1960", "1949~", "1949", "1950-01-01", "1950", "1950/1951", "1950/..", "1950-06"];
    for pair in sorted.windows(2) {
        assert!(when(pair[0]) < when(pair[1]), "{pair:?}");
    }
}

#[test]
fn years_that_look_like_seasons() {
    assert_eq!(when("1921-22").lookalike().as_deref(), Some("1921/1922"));
    assert_eq!(when("1920-21").lookalike().as_deref(), Some("1920/1921"));
    assert_eq!(when("1920-21/1925").lookalike().as_deref(), Some("1920/1921"));
    for text in ["1950-21", "1921-21", "1905-07", "1921", "-0003-21", "195X-21"] {
        assert_eq!(when(text).lookalike(), None, "{text}");
    }
}

#[test]
fn calendar() {
    let day = |year, month, day| Day::from_ymd(year, month, day);
    assert_eq!(day(1970, 1, 1).unwrap().number(), 0);
    assert_eq!(day(2000, 3, 1).unwrap().number(), 11_017);
    assert_eq!(day(1950, 5, 4).unwrap().to_string(), "1950-05-04");
    assert_eq!(day(-44, 3, 15).unwrap().to_string(), "-0044-03-15");
    for (year, month, of_month) in [
        (1950, 0, 1),
        (1950, 13, 1),
        (1950, 5, 0),
        (1950, 5, 32),
        (1900, 2, 29),
        (1_000_000, 1, 1),
        (i32::MIN, 1, 1),
        (i32::MAX, 12, 31),
        (1950, u32::MAX, u32::MAX),
    ] {
        assert_eq!(day(year, month, of_month), None);
    }
    assert!(day(1600, 2, 29).is_some() && day(0, 2, 29).is_some() && day(-4, 2, 29).is_some());
    assert_eq!(Day::MAX.succ(), Day::MAX);
    assert_eq!(Day::MIN.pred(), Day::MIN);
    assert_eq!(Day::MIN.ymd(), (-999_999, 1, 1));
    assert_eq!(Day::MAX.ymd(), (999_999, 12, 31));
    assert_eq!(Day::from_ymd(-999_999, 1, 1), Some(Day::MIN));
}

/// The calendar over again, by counting.
fn month_lengths(year: i32) -> [u32; 12] {
    let leap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0;
    [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

fn counted(year: i32, month: u32, day: u32) -> i32 {
    let length = |year| month_lengths(year).iter().sum::<u32>().cast_signed();
    let years: i32 = if year >= 1970 { (1970..year).map(length).sum() } else { -(year..1970).map(length).sum::<i32>() };
    let months: u32 = month_lengths(year).iter().take(month as usize - 1).sum();
    years + (months + day).cast_signed() - 1
}

#[test]
fn every_day_of_five_thousand_years() {
    let mut today = Day::from_ymd(-2_500, 1, 1).unwrap();
    assert_eq!(today.number(), counted(-2_500, 1, 1));
    for year in -2_500..2_500 {
        for (index, length) in month_lengths(year).into_iter().enumerate() {
            for day in 1..=length {
                let ymd = (year, index as u32 + 1, day);
                assert_eq!(today.ymd(), ymd);
                assert_eq!(Day::from_ymd(ymd.0, ymd.1, ymd.2), Some(today));
                assert_eq!(today.succ().pred(), today);
                today = today.succ();
            }
        }
    }
}

/// A date with the days it covers and the days it may reach, by counting.
#[derive(Clone, Debug)]
struct Expected {
    text: String,
    nominal: (i32, i32),
    widened: (i32, i32),
}

fn expected(year: i32, month: Option<u32>, day: Option<u32>, mark: &str) -> Expected {
    let sign = if year < 0 { "-" } else { "" };
    let mut text = format!("{sign}{:04}", year.abs());
    let doubt = !mark.is_empty();
    let length = |year: i32, month: u32| month_lengths(year)[month as usize - 1];
    let (nominal, widened) = match (month, day) {
        (Some(month), Some(day)) => {
            let day = day.min(length(year, month));
            write!(text, "-{month:02}-{day:02}").unwrap();
            let number = counted(year, month, day);
            ((number, number), (number - 1, number + 1))
        }
        (Some(month), None) => {
            write!(text, "-{month:02}").unwrap();
            let before = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
            let after = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            (
                (counted(year, month, 1), counted(year, month, length(year, month))),
                (counted(before.0, before.1, 1), counted(after.0, after.1, length(after.0, after.1))),
            )
        }
        _ => ((counted(year, 1, 1), counted(year, 12, 31)), (counted(year - 1, 1, 1), counted(year + 1, 12, 31))),
    };
    text.push_str(mark);
    Expected { text, nominal, widened: if doubt { widened } else { nominal } }
}

fn any_date() -> impl Strategy<Value = Expected> {
    let year = prop_oneof![-3_000i32..3_000, 1_890i32..1_960];
    let month = proptest::option::of(1u32..=12);
    let day = proptest::option::of(1u32..=31);
    let mark = prop_oneof![Just(""), Just(""), Just("~"), Just("?"), Just("%")];
    (year, month, day, mark).prop_map(|(year, month, day, mark)| expected(year, month, month.and(day), mark))
}

/// Valid expressions of every kind.
fn any_when() -> impl Strategy<Value = When> {
    let date = || any_date().prop_map(|date| date.text).boxed();
    let bare = || any_date().prop_map(|date| date.text.replace(['~', '?', '%'], ""));
    let masked = prop_oneof![
        "1[0-9]{2}X[~?%]?",
        "[0-9]{2}XX~?",
        "19[0-9]{2}-2[1-4]~?",
        "19[0-9]{2}-XX",
        "19[0-9]{2}-0[1-9]-XX",
        "1[0-9X]{3}-[01X][0-9X]-[0-3X][0-9X]",
        "[0-9]{4}S[1-4]",
        "Y[1-9][0-9]{4,5}[~?]?",
        "19[0-9]{2}~-05-~?04",
    ];
    prop_oneof![
        date(),
        masked,
        (date(), date()).prop_map(|(a, b)| format!("{a}/{b}")),
        (date(), date()).prop_map(|(a, b)| format!("[{a},{b}]")),
        (bare(), bare()).prop_map(|(a, b)| format!("[{a}..{b}]")),
        (date(), 0usize..6).prop_map(|(date, form)| match form {
            0 => format!("{date}/.."),
            1 => format!("../{date}"),
            2 => format!("{date}/"),
            3 => format!("/{date}"),
            4 => format!("[..{date}]"),
            _ => format!("[{date}..]"),
        }),
    ]
    .prop_filter_map("not valid", |text| When::parse(&text).ok())
    .boxed()
}

/// Texts that come close to dates, to try every rule.
fn near_date() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[0-9]{1,4}",
        "[0-9]{1,8}",
        "19[0-9]{2}",
        "[ ]",
        "[-/.,~?%X\\[\\]{}'()\u{2013}\u{2212}\u{2026}]",
        "\\.\\.",
        "c\\. ?",
        "circa ",
        " to ",
        " or ",
        "before ",
        "after ",
        "between ",
        " and ",
        "from ",
        "early ",
        "mid-",
        "late ",
        "[Mm]ay ?",
        "Feb\\.? ",
        "Sept ",
        "spring ",
        "winter ",
        "th century",
        "s",
        " BC",
        "AD ",
        "T10:30:00",
        "Y",
        "E9",
        "S2",
        "\\PC",
        "[äß’\u{a0}\u{130}]",
    ];
    proptest::collection::vec(word, 0..9).prop_map(|words| words.concat())
}

fn explained(text: &str) -> Result<(), TestCaseError> {
    match When::parse(text) {
        Ok(when) => prop_assert_eq!(When::parse(when.text()), Ok(when)),
        Err(error) => {
            prop_assert!(!error.message.is_empty());
            prop_assert!(error.message.len() < 600, "{}", error.message);
            prop_assert!(error.offset.is_none_or(|offset| text.is_char_boundary(offset)));
            if let Some(suggestion) = error.suggestion {
                prop_assert!(When::parse(&suggestion).is_ok(), "{} {}", text, suggestion);
                prop_assert_ne!(suggestion, text);
            }
        }
    }
    Ok(())
}

#[test]
fn long_texts_end_soon() {
    let start = std::time::Instant::now();
    for piece in ["1", "X", "c. ", "1950/", "[", "..", "-", "(?)", "XXX1-02-29,", "ä", "~", " ", "Y1E", "a to "] {
        for size in [100, 999, 1_000, 1_001, 100_000] {
            let text: String = piece.chars().cycle().take(size).collect();
            for text in [text.clone(), format!("[{text}]"), format!("[{text}1950]"), format!("Y{text}")] {
                explained(&text).unwrap();
            }
        }
    }
    assert!(start.elapsed().as_secs() < 20);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn dates_agree_with_counting(date in any_date()) {
        let when = when(&date.text);
        let number = |day: Option<Day>| day.unwrap().number();
        let (first, last) = when.nominal();
        prop_assert_eq!((number(first), number(last)), date.nominal);
        prop_assert_eq!((number(when.earliest()), number(when.latest())), date.widened);
        prop_assert_eq!(when.qualified(), date.text.contains(['~', '?', '%']));
    }

    #[test]
    fn intervals_agree_with_counting(from in any_date(), to in any_date()) {
        let text = format!("{}/{}", from.text, to.text);
        let Ok(when) = When::parse(&text) else {
            prop_assert!(from.nominal.0 > to.nominal.1);
            let swapped = format!("{}/{}", to.text, from.text);
            prop_assert_eq!(error(&text).suggestion, Some(swapped));
            return Ok(());
        };
        let number = |day: Option<Day>| day.unwrap().number();
        let (first, last) = when.nominal();
        prop_assert_eq!((number(first), number(last)), (from.nominal.0, to.nominal.1));
        let widened = (number(when.earliest()), number(when.latest()));
        prop_assert_eq!(widened, (from.widened.0, to.widened.1));
    }

    #[test]
    fn text_round_trips(when in any_when()) {
        let again = When::parse(when.text());
        prop_assert_eq!(again.as_ref(), Ok(&when));
        prop_assert!(!when.human().is_empty());
        let (first, last) = when.nominal();
        prop_assert!(first.is_none() || when.earliest() <= first);
        prop_assert!(last.is_none() || when.latest() >= last);
        prop_assert!(first.is_none() || last.is_none() || first <= last);
        prop_assert_eq!(first.is_none(), when.earliest().is_none());
        prop_assert_eq!(last.is_none(), when.latest().is_none());
        prop_assert!(when.overlaps(&when));
        prop_assert!(!when.certainly_before(&when));
        let unknown = when.text().starts_with('/') || when.text().ends_with('/');
        prop_assert_eq!(when.contains(&when), !unknown);
    }

    #[test]
    fn certainly_before_is_a_strict_order(a in any_when(), b in any_when(), c in any_when()) {
        let before = When::certainly_before;
        prop_assert!(!(before(&a, &b) && before(&b, &a)));
        prop_assert!(!(before(&a, &b) && before(&b, &c)) || before(&a, &c));
        prop_assert!(!before(&a, &b) || !a.overlaps(&b));
        prop_assert_eq!(a.overlaps(&b), b.overlaps(&a));
        prop_assert!(!(a.contains(&b) && b.contains(&c)) || a.contains(&c));
        prop_assert_eq!(a == b, a.text() == b.text());
        let key = |when: &When| {
            (when.earliest().map(Day::number), when.latest().map_or(i32::MAX, Day::number))
        };
        prop_assert!(key(&a) >= key(&b) || a < b);
    }

    #[test]
    fn any_text_is_read_or_explained(text in any::<String>()) {
        explained(&text)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn near_dates_are_read_or_explained(text in near_date()) {
        explained(&text)?;
    }
}
