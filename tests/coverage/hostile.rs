//! Texts and entries that mean harm. Sizes are such that work that grows with the square of the text would not end.

use super::*;

/// So much text; without optimisation all is many times slower.
const MUCH: usize = if cfg!(debug_assertions) { 2_000_000 } else { 100_000_000 };

#[test]
fn what_is_endless_ends() {
    let claim = "Claim(id: \"a\", quote: \"1,939,063\", says: Figure(of: \"held @ 1950\", is: \"1,939,063\")),\n";
    let entry =
        "Ignore(text: \"1\", because: \"no claim\"), Ignore(text: \"a\", prefix: \"aaaa\", because: \"no claim\")";
    for piece in ["1", ",", "1,", "1 ", "a ", "1,939,063 ", "dozens of ", "\u{661}"] {
        let text = piece.repeat(MUCH / 4 / piece.len());
        let read = Read::new(&text, &[source("s", claim, entry)]);
        let coverage = read.coverage();
        let counts = coverage.counts();
        assert_eq!(counts.numbers() + counts.apart.iter().sum::<usize>(), coverage.seen.len());
        for format in [Format::Human, Format::Short] {
            let told = read.told(std::slice::from_ref(&coverage), true, format);
            // No line has more than a line's worth of the text.
            assert!(told.lines().all(|line| line.len() < 3_000), "{piece}");
        }
    }
}

#[test]
fn a_large_text_is_covered() {
    let line = "In the camps of the north 1,939,063 men were held, of these 9,717 as criminals.\n";
    let mut text = line.repeat(MUCH / line.len());
    text.push_str("At last 77 came home.");
    let claim = "Claim(id: \"a\", quote: \"last 77 came\", says: Figure(of: \"held @ 1950\", is: \"77\")),\n";
    let read = Read::new(&text, &[source("s", claim, "Ignore(text: \"of these 9,717\", because: \"no claim\")")]);
    let coverage = read.coverage();
    let counts = coverage.counts();
    if coverage.ends.is_none() {
        let lines = MUCH / line.len();
        assert_eq!((counts.taken_up, counts.ignored, counts.missing), (1, lines, lines));
    } else {
        assert!(read.told(&[coverage], false, Format::Human).contains("the search for numbers ended in line"));
    }
}

#[test]
fn drafts_of_many_numbers_stop_looking_and_say_so() {
    let text = "1,939,063 men ".repeat(5_000);
    let read = Read::new(&text, &[source("s", "", "")]);
    let coverage = read.coverage();
    let found = drafts(&read.texts, &read.model, &coverage, &mut Work::new(1_000));
    assert!(found.cut);
    assert_eq!(found.drafts.len(), 5_000);
    let told = Told {
        texts: &read.texts,
        model: &read.model,
        documents: &read.documents,
        coverage: &[coverage],
        without: &[],
        apart: false,
    };
    assert!(report::drafts(told, &[found]).contains("The search was cut off"));
}

#[test]
fn a_long_quote_and_a_long_entry_are_looked_for() {
    let long = "seven men and eight horses, ".repeat(100_000 / 28);
    let text = format!("{long}\nand 9 dogs");
    let claim = format!("Claim(id: \"a\", quote: \"{long}\", says: Figure(of: \"held @ 1950\", is: \"7\")),\n");
    let read = Read::new(&text, &[source("s", &claim, &format!("Ignore(text: \"{long}\", because: \"no claim\")"))]);
    let counts = read.coverage().counts();
    // However often its quote has the number, the claim takes it up once.
    assert_eq!((counts.taken_up, counts.ignored, counts.missing), (1, 2 * (100_000 / 28) - 1, 1));
    // And where they do not stand, too.
    let read = Read::new(
        "nothing of 9 kinds",
        &[source("s", &claim, &format!("Ignore(text: \"{long}\", because: \"no claim\")"))],
    );
    assert_eq!(read.coverage().counts().missing, 1);
}

#[test]
fn what_hides_in_a_text_is_shown_and_drafts_read_back() {
    let text = "held \u{202e}13,000\u{1b}[2J men\u{7} \\ \" /* 17 */ // 18\u{2028}of 19 \u{feff}\n) ] 20";
    let read = Read::new(text, &[source("s", "", "")]);
    let coverage = read.coverage();
    let missing = coverage.counts().missing;
    assert!(missing >= 5);
    let mut claims = String::new();
    for (index, draft) in read.drafts(&coverage).drafts.iter().enumerate() {
        let ron = draft.ron(&read.texts, &coverage);
        assert!(ron.lines().all(|line| visible(line) == line), "{ron:?}");
        claims += &ron.replace("of: \"?\"", &format!("of: \"held @ {}\"", 1900 + index));
    }
    let told = read.told(&[coverage], true, Format::Human);
    assert!(told.lines().all(|line| visible(line) == line), "{told:?}");
    let after = Read::new(text, &[source("s", &claims, "")]).coverage().counts();
    assert_eq!((after.taken_up, after.missing), (missing, 0), "{claims}");
}

#[test]
fn numbers_that_touch_make_one_claim() {
    for text in ["\u{bd}0%", "held \u{bd}\u{bd}6090% of them", "3\u{bd}\u{b2}7%", "\u{660}1%"] {
        let read = Read::new(text, &[source("s", "", "")]);
        let coverage = read.coverage();
        let drafts = read.drafts(&coverage).drafts;
        assert_eq!(drafts.len(), 1, "{text}: {drafts:#?}");
        for missing in coverage.missing() {
            assert!(drafts[0].phrase.start <= missing.range.start && missing.range.end <= drafts[0].phrase.end);
        }
        drafts[0].ron(&read.texts, &coverage);
    }
}
