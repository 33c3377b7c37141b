use proptest::prelude::*;

use super::*;

/// What is found: kind, wording, what it is read as.
fn found(text: &str) -> Vec<(&'static str, String, String)> {
    let mentions = mentions(text, &Lexicon::default());
    assert_eq!(mentions.cut, None);
    assert!(mentions.found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "{text}: they overlap");
    let read = |mention: &Mention| mention.read.as_ref().map_or("-".to_owned(), ToString::to_string);
    mentions
        .found
        .iter()
        .map(|mention| (mention.kind.word(), text[mention.range.clone()].to_owned(), read(mention)))
        .collect()
}

/// Only the numbers, as `wording = reading`.
fn numbers(text: &str) -> Vec<String> {
    let apart: Vec<&str> = MentionKind::APART.iter().map(|kind| kind.word()).collect();
    let counted = found(text).into_iter().filter(|(kind, ..)| !apart.contains(kind));
    counted.map(|(_, wording, read)| format!("{wording} = {read}")).collect()
}

/// The reading of `wording = reading`.
fn value_of(number: &str) -> String {
    number.split_once(" = ").expect("a number is read as something").1.to_owned()
}

#[test]
fn numbers_are_found_however_they_are_grouped() {
    for (text, expected) in [
        ("had taken 3,180,000 POW's", &["3,180,000 = 3,180,000"][..]),
        ("1 939 063 men", &["1 939 063 = 1,939,063"]),
        ("1\u{a0}939\u{a0}063 men", &["1\u{a0}939\u{a0}063 = 1,939,063"]),
        ("1\u{202f}939\u{2009}063,5 men", &["1\u{202f}939\u{2009}063,5 = 1,939,063.5"]),
        ("1.939.063 Mann", &["1.939.063 = 1,939,063"]),
        ("1'939'063 and 1\u{2019}939\u{2019}063", &["1'939'063 = 1,939,063", "1\u{2019}939\u{2019}063 = 1,939,063"]),
        ("19,39,063 lakh", &["19,39,063 = 1,939,063"]),
        ("still held 890,531.", &["890,531 = 890,531"]),
        ("1.0 million, 3.5 thousand", &["1.0 million = 1,000,000", "3.5 thousand = 3,500"]),
        ("69.87 and 69,87", &["69.87 = 69.87", "69,87 = 69.87"]),
        ("500k, 3 mln? 3mln", &["500k = 500,000", "3 = 3", "3mln = 3,000,000"]),
        ("it was \u{2212}3.5 degrees", &["\u{2212}3.5 = -3.5"]),
        ("5kg of bread", &["5 = 5"]),
        ("230,000-360,000 persons", &["230,000 = 230,000", "360,000 = 360,000"]),
        ("\u{661}\u{662} camps", &["\u{661}\u{662} = -"]),
        ("In camp 1O4 and l,939 men", &["1O4 = -", "939 = 939"]),
        ("0 of them; 0.5 of them", &["0 = 0", "0.5 = 0.5"]),
        ("1,2,3", &["1 = 1", "2 = 2", "3 = 3"]),
        ("(1064 persons)", &["1064 = 1,064"]),
    ] {
        assert_eq!(numbers(text), expected, "{text}");
    }
}

#[test]
fn a_row_of_cells_is_no_grouped_number() {
    for (text, expected) in [
        ("| 190 375 370 56 20 25 4 24 1064 |", &["190", "375", "370", "56", "20", "25", "4", "24", "1,064"][..]),
        ("| 143 237 276 29 3 6 2 \u{2013} 696 |", &["143", "237", "276", "29", "3", "6", "2", "696"]),
        ("23 24 62 17", &["23", "24", "62", "17"]),
        ("190 1,064 375 3.5", &["190", "1,064", "375", "3.5"]),
        ("Poles 1,064 190 375", &["1,064", "190", "375"]),
        ("100 200 300 400 500 600", &["100", "200", "300", "400", "500", "600"]),
        ("12 345 678 | 1 000", &["12,345,678", "1,000"]),
        ("in 1945 350 000 men", &["350,000"]),
        ("from 230 000 \u{2013} 360 000", &["230,000", "360,000"]),
        ("1948\t568,000\t510,409", &["568,000", "510,409"]),
        ("Germans 1906 civilians 5", &["1,906", "5"]),
        ("the row 3708 1906 180", &["3,708", "1,906", "180"]),
    ] {
        let read: Vec<String> = numbers(text).iter().map(|number| value_of(number)).collect();
        assert_eq!(read, expected, "{text}");
    }
}

#[test]
fn shares_words_and_vague_quantifiers_are_found() {
    for (text, expected) in [
        ("about 50 percent were, 20% of, 7 per cent", &["50 percent = 0.5", "20% = 0.2", "7 per cent = 0.07"][..]),
        ("56,5 % and five percent", &["56,5 % = 0.565", "five percent = 0.05"]),
        ("about half of the original", &["half = 0.5"]),
        (
            "a third of them, two thirds, three-quarters",
            &["a third = 1/3", "two thirds = 2/3", "three-quarters = 0.75"],
        ),
        ("3/4 and \u{bd}", &["3/4 = 0.75", "\u{bd} = 0.5"]),
        ("the last five French", &["five = 5"]),
        ("two hundred and ten thousand men", &["two hundred and ten thousand = 210,000"]),
        ("Twenty-\nfive men, two\nhundred", &["Twenty-\nfive = 25", "two\nhundred = 200"]),
        ("two and three", &["two = 2", "three = 3"]),
        ("a dozen; a hundred; none", &["a dozen = 12", "a hundred = 100", "none = 0"]),
        ("one prisoner", &["one = 1"]),
        ("a few score patients", &["a few score = 40..199"]),
        ("Tens of\n thousands", &["Tens of\n thousands = 20,000..99,999"]),
        ("tens, if not hundreds of thousands", &["tens = -", "hundreds of thousands = 200,000..999,999"]),
        ("several hundred thousand, a few dozen", &["several hundred thousand = -", "a few dozen = -"]),
        ("dozens of them", &["dozens = -"]),
        ("most of them", &["most = more than 0.5"]),
        ("small numbers of French", &["small numbers = 1.."]),
    ] {
        assert_eq!(numbers(text), expected, "{text}");
    }
}

#[test]
fn what_counts_nothing_is_listed_apart() {
    for (text, expected) in [
        ("4 July 1955", "date 4 July 1955"),
        ("on May 4, 1950, he", "date May 4, 1950"),
        ("Feb. 11, 1945", "date Feb. 11, 1945"),
        ("11 JUL 1978", "date 11 JUL 1978"),
        ("the 23 May decision", "date 23 May"),
        ("July of 1946", "date July of 1946"),
        ("May 1950", "date May 1950"),
        ("4th of May 1950", "date 4th of May 1950"),
        ("May 4-6, 1950", "date May 4-6, 1950"),
        ("4 and 6 May 1950", "date 4 and 6 May 1950"),
        ("1948-08", "date 1948-08"),
        ("1948-08-01", "date 1948-08-01"),
        ("4.7.1955", "date 4.7.1955"),
        ("4/7/55", "date 4/7/55"),
        ("07/1955", "date 07/1955"),
        ("1946-48", "date 1946-48"),
        ("1939\u{2013}1956", "date 1939\u{2013}1956"),
        ("1950/51", "date 1950/51"),
        ("the 1930s", "date 1930s"),
        ("summer of '45", "date 45"),
        ("at 10:30", "date 10:30"),
        ("950 BC", "date 950 BC"),
        ("AD 950", "date 950"),
        ("Between 1945 and then", "date 1945"),
        ("the 1949 Khabarovsk trials", "date 1949"),
        ("in 1066 William", "date 1066"),
        ("the 1950 figures", "date 1950"),
        ("(Lynch, 2008)", "date 2008"),
        ("p. 12", "place 12"),
        ("p.99", "place 99"),
        ("pages 3-5", "place 3-5"),
        ("pp. 3, 5 and 7", "place 3, place 5, place 7"),
        ("\u{a7} 12", "place 12"),
        ("Section 3.2.1", "place 3.2.1"),
        ("Attachment 4", "place 4"),
        ("Table 2", "place 2"),
        ("1. Repatriate\n2. Negotiate", "place 1, place 2"),
        ("proposed:\n15. The forced", "place 15"),
        ("as follows: (1) the one; (2) the other", "place 1, place 2"),
        ("retained.12 The", "mark 12"),
        ("retained [12]", "mark 12"),
        ("retained\u{b9}\u{b2}", "mark \u{b9}\u{b2}"),
        ("No. 238ss-AM", "reference 238ss-AM"),
        ("OCI No. 3696", "reference 3696"),
        ("Order No.\n270", "reference 270"),
        ("No. 8.58", "reference 8.58"),
        ("f. 5, op. 1, d. 12", "place 5, reference 1, reference 12"),
        ("+49 30 1234567", "reference 49 30 1234567"),
        ("978-3-16-148410-0", "reference 978-3-16-148410-0"),
        ("New York, NY 10001", "reference 10001"),
        ("World War 2", "reference 2"),
        ("T-34, A4", "reference 34, reference A4"),
        ("007", "reference 007"),
        ("https://a.example/2004/05?x=7 ok", "reference https://a.example/2004/05?x=7"),
        ("192.168.0.1", "reference 192.168.0.1"),
        ("the 20th century, first", "ordinal 20th, ordinal first"),
        ("World War Two", "name Two"),
        ("some accounts", "any some"),
        ("no one; one of them; one-sided; the one", ""),
        ("the most sensitive; most recently; at most", ""),
        ("first half of it", "ordinal first"),
        ("a third party; you may; to march", "ordinal third"),
        ("May may march in March", ""),
    ] {
        let listed: Vec<String> = found(text).iter().map(|(kind, wording, _)| format!("{kind} {wording}")).collect();
        assert_eq!(listed.join(", "), expected, "{text}");
    }
}

#[test]
fn what_looks_like_a_date_or_a_label_counts_all_the_same() {
    for (text, expected) in [
        ("1952 - June 286 German POW's", "286"),
        ("1948 - Feb. 55,000 Austrian POW's", "55,000"),
        ("a total of 1906 Germans", "1,906"),
        ("more than 1950 of them", "1,950"),
        ("estimated 1000 POW's", "1,000"),
        ("of those, 1906 civilians", "1,906"),
        ("some 5,000 men", "5,000"),
        ("up to that time.\n14 as hospital cases", "14"),
        ("and still held\n20. He", "20"),
        ("in the file 300 claims", "300"),
        ("May 50% of them", "0.5"),
        ("the USA \u{2013} 3", "3"),
    ] {
        let read: Vec<String> = numbers(text).iter().map(|number| value_of(number)).collect();
        assert_eq!(read, [expected], "{text}");
    }
}

#[test]
fn a_collections_own_lexicon_is_looked_for() {
    let mut lexicon = Lexicon::default();
    lexicon.add("a good many", "at least 100").expect("reads");
    lexicon.add("some", "at least 2").expect("reads");
    let text = "A good  many left; some stayed";
    let found = mentions(text, &lexicon).found;
    let words: Vec<&str> = found.iter().map(|mention| &text[mention.range.clone()]).collect();
    assert_eq!(words, ["A good  many", "some"]);
    assert!(found.iter().all(|mention| mention.kind == MentionKind::Vague));
}

#[test]
fn a_phrase_takes_its_hedges_and_the_whole_range() {
    let lexicon = Lexicon::default();
    for (text, expected) in [
        ("captured about 7,000,000 prisoners", "about 7,000,000"),
        ("there were no more than about 5 of them", "no more than about 5"),
        ("stated less than 20 Italians", "less than 20"),
        ("were between 230,000 and 360,000", "between 230,000 and 360,000"),
        ("of 230,000-360,000", "230,000-360,000"),
        ("about 50 percent", "about 50 percent"),
        ("190 375 370 56", "56"),
        ("2 \u{2013} 696", "696"),
        ("1,939,063 of these 9,717", "9,717"),
        ("at most one hundred", "at most one hundred"),
    ] {
        let found = mentions(text, &lexicon).found;
        let last = found.last().expect(text);
        assert_eq!(&text[phrase(text, last, &lexicon)], expected, "{text}");
    }
}

#[test]
fn what_is_endless_ends() {
    let size = 300_000;
    for text in [
        "1".repeat(size),
        ",".repeat(size),
        "1,".repeat(size / 2),
        "1 ".repeat(size / 2),
        "1 000 - ".repeat(size / 8),
        "1\u{a0}000\u{a0}".repeat(size / 8),
        "1.000".repeat(size / 5),
        "a".repeat(size),
        "one ".repeat(size / 4),
        "tens of ".repeat(size / 8),
        "No. 1-".repeat(size / 6),
        "1/".repeat(size / 2),
        "- ".repeat(size / 2),
        "May 4 ".repeat(size / 6),
        "1945 1 000 ".repeat(size / 11),
        "\u{b2}\u{bd}".repeat(size / 4),
        "http:".repeat(size / 5),
        "\u{435}\u{43d}1".repeat(size / 5),
    ] {
        // Were the time not proportional to the text, this would not end.
        let found = mentions(&text, &Lexicon::default());
        assert!(found.found.len() <= MOST);
    }
    let many = mentions(&"1 ".repeat(MOST + 5), &Lexicon::default());
    assert_eq!((many.found.len(), many.cut), (MOST, Some(2 * MOST)));
}

proptest! {
    #[test]
    fn a_number_grouped_in_any_way_is_found_once_with_its_value(
        value in 1_000_u64..1_000_000_000_000,
        sign in prop::sample::select(vec![",", " ", "\u{a0}", "\u{202f}", "\u{2009}", "'", "_"]),
        before in prop::sample::select(vec!["held ", "(", "about ", "men: ", "\u{201c}", ""]),
        after in prop::sample::select(vec!["", " men", ".", ", and", ")", "; then", "\nThen"]),
    ) {
        let digits = value.to_string();
        let first = (digits.len() - 1) % 3 + 1;
        let mut grouped = digits[..first].to_owned();
        for start in (first..digits.len()).step_by(3) {
            grouped += sign;
            grouped += &digits[start..start + 3];
        }
        let text = format!("{before}{grouped}{after}");
        let found = mentions(&text, &Lexicon::default()).found;
        prop_assert_eq!(found.len(), 1, "{}", &text);
        prop_assert_eq!(&text[found[0].range.clone()], grouped.as_str());
        prop_assert_eq!(found[0].read.clone(), Some(Bounds::exactly(Number::from(i64::try_from(value).expect("it is small")))), "{}", &text);
    }

    #[test]
    fn every_run_of_digits_lies_in_a_mention_and_nothing_overlaps(
        text in "([0-9]{1,4}|[a-zA-Z]{1,6}|May|No\\.|p\\.|of|[ ,.\\-/()%'\n\u{a0}\u{e9}\u{bd}]){0,40}"
    ) {
        let found = mentions(&text, &Lexicon::default()).found;
        prop_assert!(found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
        for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            prop_assert!(found.iter().any(|mention| mention.range.contains(&at)), "byte {at} of {text:?}");
        }
        for mention in &found {
            phrase(&text, mention, &Lexicon::default());
        }
    }
}
