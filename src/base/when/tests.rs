use super::*;

pub(super) fn when(text: &str) -> When {
    match When::parse(text) {
        Ok(when) => when,
        Err(error) => panic!("{text}: {error}"),
    }
}

pub(super) fn error(text: &str) -> WhenError {
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
    ("1950 at the earliest", "[1950..]"),
    ("1950 at the latest", "[..1950]"),
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
    assert_eq!(day(1970, 1, 1).map(Day::number), Some(0));
    assert_eq!(day(2000, 3, 1).map(Day::number), Some(11_017));
    assert_eq!(day(1950, 5, 4).map(|day| day.to_string()).as_deref(), Some("1950-05-04"));
    assert_eq!(day(-44, 3, 15).map(|day| day.to_string()).as_deref(), Some("-0044-03-15"));
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
