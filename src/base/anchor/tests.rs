use super::*;

const PASSAGE: &str = "\
On 4 May the agency announced that 1,939,063 German prisoners had been returned.\n\
However, 13,000 were still detained. Of these, 9,717 were held as \"war criminals\"; 14 as hospital cases.\n";

fn find(text: &str, fragment: &str) -> Anchor {
    find_all(text, &[fragment.into()]).remove(0)
}

fn find_all(text: &str, fragments: &[Fragment<'_>]) -> Vec<Anchor> {
    Haystack::new(text).find_all(fragments, &mut Work::default())
}

/// How the one place found fits, and the passage.
fn single<'t>(text: &'t str, fragment: &str) -> (How, &'t str) {
    let anchor = find(text, fragment);
    let place = anchor.single().unwrap_or_else(|| panic!("{fragment:?}: {anchor:?}"));
    (place.how, &text[place.range.clone()])
}

#[test]
fn the_same_passage_is_found_however_it_was_typed() {
    let fragment = "1,939,063 German prisoners had been returned. However";
    for (text, how) in [
        (PASSAGE.replace('\n', " "), How::Exact),
        (PASSAGE.to_owned(), How::Typography),
        (PASSAGE.replace(' ', "\u{a0}"), How::Typography),
        (PASSAGE.replace("prisoners", "pris\u{ad}oners"), How::Typography),
        (PASSAGE.replace("prisoners", "pris-\r\n  oners"), How::Typography),
        (PASSAGE.replace("returned", "re\u{200b}turned"), How::Typography),
        (PASSAGE.to_uppercase(), How::LookAlikes),
        (PASSAGE.replace("prisoners", "pr\u{456}s\u{43e}ners"), How::LookAlikes),
        (PASSAGE.replace("prisoners", "pr1s0ners"), How::LookAlikes),
        (PASSAGE.replace("German", "Gerrnan"), How::Approximate(2)),
        (PASSAGE.replace("been returned", "bcen retumed"), How::Approximate(3)),
        (PASSAGE.replace("1,939,063", "1.939.063"), How::Approximate(2)),
        (PASSAGE.replace("1,939,063", "1,939,036"), How::OtherNumbers(2)),
        (PASSAGE.replace("1,939,063", "11,939,063"), How::OtherNumbers(0)),
    ] {
        assert_eq!(single(&text, fragment).0, how, "{text}");
    }
}

#[test]
fn quotation_marks_ligatures_and_accents_do_not_matter() {
    for (text, fragment) in [
        ("held as \u{201c}war criminals\u{201d};", "held as \"war criminals\""),
        ("the o\u{fb03}cial \u{fb01}gure", "official figure"),
        ("le pre\u{301}sident a de\u{301}clare\u{301}", "le pr\u{e9}sident a d\u{e9}clar\u{e9}"),
        ("le pr\u{e9}sident", "pre\u{301}sident"),
        ("230,000\u{2013}360,000", "230,000-360,000"),
        ("\u{ab}\u{a0}POW\u{2019}s\u{a0}\u{bb}", "POW's"),
    ] {
        let (how, passage) = single(text, fragment);
        assert_eq!(how, How::Typography, "{text}");
        assert!(text.contains(passage) && passage.chars().count().abs_diff(fragment.chars().count()) <= 3, "{passage}");
    }
}

#[test]
fn an_accent_stays_with_its_letter() {
    assert_eq!(single("le pre\u{301} vert", "pr\u{e9}").1, "pre\u{301}");
    assert_eq!(single("a \u{fb01}sh", "fish").1, "\u{fb01}sh");
}

#[test]
fn what_is_not_there_is_not_found_and_the_nearest_is_told() {
    let anchor = find(PASSAGE, "the agency denied that any prisoner had been retained");
    assert!(anchor.places.is_empty() && !anchor.cut, "{anchor:?}");
    let anchor = find(PASSAGE, "the ministry announced that 1,939,063 German captives had been returned");
    assert!(anchor.places.is_empty());
    let nearest = anchor.nearest.expect("something is near");
    assert!(PASSAGE[nearest.range].contains("1,939,063 German prisoners"));
    assert_eq!(find(PASSAGE, " \u{ad} "), Anchor::default());
    assert_eq!(find("", "x"), Anchor::default());
}

#[test]
fn a_number_is_never_cut() {
    assert_eq!(single(PASSAGE, "939,063 German prisoners"), (How::OtherNumbers(0), "1,939,063 German prisoners"));
    // "14" is found by itself, not in the year.
    assert_eq!(single("1914 and 14 men", "14").1, "14");
}

#[test]
fn a_passage_with_the_same_numbers_is_taken_before_a_nearer_one_with_others() {
    let text = "There were 13 as hospital cases. There were 14 as hospltel cuses.";
    assert_eq!(single(text, "14 as hospital cases"), (How::Approximate(2), "14 as hospltel cuses"));
}

#[test]
fn prefix_and_suffix_choose_among_places() {
    let text = "Poland: 8 men. Rumania: 8 men. Hungary: 8 men, all old.";
    let around = |prefix, suffix| {
        let fragment = Fragment { exact: "8 men", prefix, suffix };
        let anchor = find_all(text, &[fragment]).remove(0);
        anchor.places.iter().map(|place| place.range.start).collect::<Vec<_>>()
    };
    assert_eq!(around(None, None), [8, 24, 40]);
    assert_eq!(around(Some("rumania:\n"), None), [24]);
    assert_eq!(around(None, Some(", all old")), [40]);
    assert_eq!(around(Some("Finland "), None), [8, 24, 40]);
}

#[test]
fn a_cell_stands_where_it_is_nearest_to_its_headings() {
    let text = "Nationality | Release | Remain\nPolish | 190 | 8\nFinnish | 20 | 8\n";
    let anchors = find_all(text, &["Finnish".into(), "8".into()]);
    assert_eq!(anchors[1].single().map(|place| place.range.start), Some(text.len() - 2));
    let anchors = find_all(text, &["8".into(), "Polish".into(), "Remain".into()]);
    assert_eq!(anchors[0].single().map(|place| place.range.start), text.find("| 8").map(|at| at + 2));
    // Without a heading it may be either.
    assert_eq!(find(text, "8").places.len(), 2);
}

#[test]
fn pieces_around_a_page_stamp_are_found_each() {
    let text = "small numbers of\n\nSECRET\nPage 2\n\nprisoners were returned";
    let anchors = find_all(text, &["small numbers of".into(), "prisoners were returned".into()]);
    assert!(anchors.iter().all(|anchor| anchor.single().is_some_and(|place| place.how == How::Exact)));
}

#[test]
fn many_places_are_counted_and_not_all_told() {
    let anchor = find(&"yes ".repeat(50_000), "yes");
    assert_eq!((anchor.places.len(), anchor.more), (MOST_TOLD, true));
}

#[test]
fn hostile_texts_and_fragments_end_within_their_work() {
    let many = 200_000;
    let aaaa = "a".repeat(many);
    let long = format!("{}b{}", "a".repeat(10_000), "a".repeat(10_000));
    for (text, fragment) in [
        (aaaa.as_str(), long.as_str()),
        (aaaa.as_str(), "aaaab"),
        (&"1".repeat(many), "1"),
        (&"1,".repeat(many), "1,1"),
        (&"e\u{301}".repeat(many / 3), "\u{301}"),
        (&"a-\n".repeat(many / 3), "a a"),
        (&"\u{202e}\0".repeat(many / 4), "\0"),
        (&"ab".repeat(many / 2), &"ba".repeat(10_000)),
        (&" \n".repeat(many), "x  y z  a b"),
    ] {
        let mut work = Work::new(10_000_000);
        let fragments = [Fragment { exact: fragment, prefix: Some(text), suffix: Some(text) }];
        let anchors = Haystack::new(text).find_all(&fragments, &mut work);
        for place in anchors[0].places.iter().chain(&anchors[0].nearest) {
            assert!(text.get(place.range.clone()).is_some());
        }
        assert_eq!(anchors[0].cut, work.is_cut());
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Words with what may stand between them, and with what typing makes of them.
    fn prose() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "[a-z]{1,6}",
            2 => prop::sample::select(vec![" ", "\n", "  ", "\u{a0}", "-\n", "-", ", "]).prop_map(str::to_owned),
            1 => prop::sample::select(vec!["\u{fb01}", "e\u{301}", "\u{e9}", "\u{201c}", "\"", "\u{ad}", "12", "O", "\u{43e}"])
                .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 1..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

        /// Whatever is cut out of a text is found in it, byte for byte, where it was.
        #[test]
        fn a_part_of_a_text_is_found_where_it_stood(text in prose(), one in any::<prop::sample::Index>(), other in any::<prop::sample::Index>()) {
            // A letter without its accent is another letter.
            let borders = text.char_indices().filter(|&(_, c)| c != '\u{301}').map(|(at, _)| at);
            let borders: Vec<usize> = borders.chain([text.len()]).collect();
            let (one, other) = (borders[one.index(borders.len())], borders[other.index(borders.len())]);
            let (start, end) = (one.min(other), one.max(other));
            let part = &text[start..end];
            prop_assume!(!folded(part, Level::LookAlikes).is_empty());
            prop_assume!(digits::cuts_number(&text, &(start..end)).is_none());
            let anchor = find(&text, part);
            prop_assert!(!anchor.places.is_empty());
            prop_assert!(anchor.places.iter().all(|place| place.how <= How::Typography));
            // Where it stands, blanks and invisible characters at its ends apart; or where the same stands,
            // if a hyphen at its end joins it here with the next word.
            let here = |place: &Passage| start <= place.range.start && place.range.end <= end;
            let same = |place: &Passage| &text[place.range.clone()] == part;
            prop_assert!(anchor.more || anchor.places.iter().any(|place| here(place) || same(place)), "{:?} {:?}", part, anchor);
        }

        /// A naive search in naively folded texts finds as many places.
        #[test]
        fn as_many_places_are_found_as_by_naive_search(text in prose(), part in "[a-z]{1,3}( [a-z]{1,2})?") {
            let (hay, needle) = (naive(&text), naive(&part));
            let exact = (0..hay.len()).filter(|&at| hay.is_char_boundary(at) && hay[at..].starts_with(&needle));
            let mut last = None;
            let count = exact.filter(|&at| {
                let apart = last.is_none_or(|last| at >= last);
                if apart { last = Some(at + needle.len()) }
                apart
            }).count();
            let haystack = Haystack::new(&text);
            let found = haystack.folded_places(&part, &folded(&part, Level::LookAlikes), usize::MAX, &mut Work::default());
            // Those that need least folding are kept: at most all.
            prop_assert!(found.places.len() <= count);
            prop_assert_eq!(found.places.is_empty(), count == 0);
        }
    }

    /// Typography and look-alikes replaced one after the other, each over the whole text.
    fn naive(text: &str) -> String {
        let mut text = text.replace('\u{fb01}', "fi").replace("e\u{301}", "\u{e9}").replace('\u{201c}', "\"");
        text = text.replace('\u{a0}', " ").replace('\u{43e}', "o").to_lowercase();
        let mut joined = String::new();
        let chars: Vec<char> = text.chars().collect();
        let mut at = 0;
        while at < chars.len() {
            let mut next = at + 1;
            while next < chars.len() && chars[next].is_whitespace() {
                next += 1;
            }
            let broken = chars[at + 1..next].contains(&'\n') || next == at + 1;
            let hyphen = matches!(chars[at], '-' | '\u{ad}');
            let between = joined.ends_with(char::is_alphabetic) && chars.get(next).is_some_and(|c| c.is_alphabetic());
            if hyphen && broken && between {
                at = next;
                continue;
            }
            if chars[at] != '\u{ad}' {
                joined.push(chars[at]);
            }
            at += 1;
        }
        let words: Vec<&str> = joined.split_whitespace().collect();
        words.join(" ").replace('i', "l")
    }
}
