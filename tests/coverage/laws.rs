//! What holds of every text.

use gainsay::notation::mentions::mentions;
use proptest::prelude::*;

use super::*;

/// Words none of which is in another, and numbers that nothing else looks like.
fn token() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec!["red", "oak", "mud", "fig"]).prop_map(str::to_owned),
        2 => (1_u32..4, 0_u32..3).prop_map(|(high, low)| format!("{high},00{low}")),
    ]
}

/// A text of tokens in which words stand between numbers.
fn tokens() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(token(), 1..40).prop_map(|mut tokens| {
        let is_number = |token: &String| token.contains(',');
        for at in 1..tokens.len() {
            if is_number(&tokens[at]) && is_number(&tokens[at - 1]) {
                "elm".clone_into(&mut tokens[at - 1]);
            }
        }
        tokens
    })
}

/// Where some tokens stand among others, each place after the one before.
fn places(tokens: &[String], part: &[String]) -> Vec<usize> {
    let mut places = Vec::new();
    let mut at = 0;
    while at + part.len() <= tokens.len() {
        if tokens[at..at + part.len()] == *part {
            places.push(at);
            at += part.len();
        } else {
            at += 1;
        }
    }
    places
}

type Part = (prop::sample::Index, usize);

fn part(tokens: &[String], (start, length): &Part) -> Vec<String> {
    let start = start.index(tokens.len());
    tokens[start..(start + length).min(tokens.len())].to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn each_number_is_in_the_class_that_counting_tokens_finds(
        tokens in tokens(),
        quotes in prop::collection::vec((any::<prop::sample::Index>(), 1_usize..6, 1_u32..4, 0_u32..3), 0..8),
        entries in prop::collection::vec((any::<prop::sample::Index>(), 1_usize..4), 0..3),
    ) {
        let text = tokens.join(" ");
        let mut claims = String::new();
        for (index, (start, length, high, low)) in quotes.iter().enumerate() {
            let quote = part(&tokens, &(*start, *length)).join(" ");
            claims += &format!("Claim(id: \"c{index}\", quote: \"{quote}\", says: Figure(of: \"held @ {}\", is: \"{high},00{low}\")),\n", 1900 + index);
        }
        let ignore: String = entries.iter().map(|entry| {
            format!("Ignore(text: \"{}\", because: \"no claim\"), ", part(&tokens, entry).join(" "))
        }).collect();
        let expected = tokens.iter().enumerate().filter(|(_, token)| token.contains(',')).map(|(at, token)| {
            let covers = |part: &[String], places: &[usize]| places.iter().any(|&place| (place..place + part.len()).contains(&at));
            let (mut taken, mut quoted) = (false, false);
            for (start, length, high, low) in &quotes {
                let quote = part(&tokens, &(*start, *length));
                let places = places(&tokens, &quote);
                if places.len() == 1 && covers(&quote, &places) {
                    if *token == format!("{high},00{low}") { taken = true } else { quoted = true }
                }
            }
            let ignored = entries.iter().any(|entry| {
                let part = part(&tokens, entry);
                covers(&part, &places(&tokens, &part))
            });
            let class = if taken { "taken-up" } else if ignored { "ignored" } else if quoted { "quoted" } else { "missing" };
            format!("{token} {class}")
        });
        let read = Read::new(&text, &[source("s", &claims, &ignore)]);
        let found: Vec<String> = standings(&read).iter().map(|told| told.split(" s/").next().unwrap().to_owned()).collect();
        prop_assert_eq!(found, expected.collect::<Vec<_>>());
    }

    #[test]
    fn the_classes_add_up_to_what_is_mentioned(
        text in prop_oneof![
            "([0-9]{1,4}|[a-zA-Z]{1,6}|May|No\\.|p\\.|of|half|dozens|[ ,.\\-/()%'\n\u{a0}\u{e9}\u{bd}]){0,60}",
            // Numbers that touch one another.
            "([0-9]{1,2}|half|odd|m|[ ,.\\-/%+\u{bd}\u{b2}\u{660}\u{2161}]){0,12}",
        ],
        quote in "[0-9a-z ]{0,5}[0-9a-z]",
    ) {
        let claim = format!("Claim(id: \"a\", quote: \"{quote}\", says: Figure(of: \"held @ 1950\", is: \"12\")),\n");
        let entry = format!("Ignore(text: \"{quote}\", because: \"no claim\")");
        let read = Read::new(&text, &[source("s", &claim, &entry)]);
        let coverage = read.coverage();
        let counts = coverage.counts();
        let found = mentions(&text, read.model.lexicon()).found;
        let numbers = found.iter().filter(|mention| mention.kind.is_number()).count();
        prop_assert_eq!(counts.numbers(), numbers);
        prop_assert_eq!(counts.apart.iter().sum::<usize>(), found.len() - numbers);
        for format in [Format::Human, Format::Short, Format::Json] {
            read.told(std::slice::from_ref(&coverage), true, format);
        }
        for draft in read.drafts(&coverage).drafts {
            draft.ron(&read.texts, &coverage);
        }
    }

    #[test]
    fn what_is_drafted_and_filled_in_is_taken_up(tokens in tokens()) {
        let text = tokens.join(" ");
        let read = Read::new(&text, &[source("s", "", "")]);
        let before = read.coverage();
        let drafted = read.drafts(&before);
        // A text of few words has places that nothing singles out.
        let singled_out = drafted.drafts.iter().filter(|draft| draft.around.is_none()).count();
        let claims: String = drafted.drafts.iter().enumerate().map(|(index, draft)| {
            draft.ron(&read.texts, &before).replace("of: \"?\"", &format!("of: \"held @ {}\"", 1900 + index))
        }).collect();
        let after = Read::new(&text, &[source("s", &claims, "")]).coverage().counts();
        prop_assert_eq!(drafted.drafts.len(), before.counts().missing);
        prop_assert!(after.taken_up >= singled_out, "{claims}");
    }
}
