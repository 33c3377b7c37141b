//! Properties, held against a naive day counter.

use proptest::prelude::*;

use super::tests::{error, when};
use super::*;

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
    let mut today = Day::from_ymd(-2_500, 1, 1).expect("a day of the calendar");
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
            text.push_str(&format!("-{month:02}-{day:02}"));
            let number = counted(year, month, day);
            ((number, number), (number - 1, number + 1))
        }
        (Some(month), None) => {
            text.push_str(&format!("-{month:02}"));
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
fn long_texts_end() {
    for piece in ["1", "X", "c. ", "1950/", "[", "..", "-", "(?)", "XXX1-02-29,", "ä", "~", " ", "Y1E", "a to "] {
        for size in [100, 999, 1_000, 1_001, 100_000] {
            let text: String = piece.chars().cycle().take(size).collect();
            for text in [text.clone(), format!("[{text}]"), format!("[{text}1950]"), format!("Y{text}")] {
                explained(&text).expect("what cannot be read is explained");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn dates_agree_with_counting(date in any_date()) {
        let when = when(&date.text);
        let number = |day: Option<Day>| day.expect("a date has two ends").number();
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
        let number = |day: Option<Day>| day.expect("a date has two ends").number();
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
