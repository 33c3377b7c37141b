//! What holds of every text.

use std::collections::{BTreeMap, BTreeSet};

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

/// How many claims can have a place of their own among those that they want: by augmenting paths.
fn matched(wanted: &[Vec<usize>]) -> usize {
    fn place(
        claim: usize,
        wanted: &[Vec<usize>],
        of: &mut BTreeMap<usize, usize>,
        tried: &mut BTreeSet<usize>,
    ) -> bool {
        for &at in &wanted[claim] {
            if tried.insert(at) && of.get(&at).copied().is_none_or(|other| place(other, wanted, of, tried)) {
                of.insert(at, claim);
                return true;
            }
        }
        false
    }
    let mut of = BTreeMap::new();
    (0..wanted.len()).filter(|&claim| place(claim, wanted, &mut of, &mut BTreeSet::new())).count()
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
        let is_number = |at: &usize| tokens[*at].contains(',');
        // Where each claim's quote has its number, and all numbers that quotes which stand once hold.
        let mut wanted: Vec<Vec<usize>> = Vec::new();
        let mut quoted: BTreeSet<usize> = BTreeSet::new();
        for (start, length, high, low) in &quotes {
            let quote = part(&tokens, &(*start, *length));
            if let [place] = places(&tokens, &quote)[..] {
                let within: Vec<usize> = (place..place + quote.len()).filter(is_number).collect();
                quoted.extend(&within);
                wanted.push(within.into_iter().filter(|&at| tokens[at] == format!("{high},00{low}")).collect());
            }
        }
        let ignored: BTreeSet<usize> = entries
            .iter()
            .map(|entry| part(&tokens, entry))
            .flat_map(|part| places(&tokens, &part).into_iter().flat_map(move |place| place..place + part.len()))
            .collect();
        let may_be_taken: BTreeSet<usize> = wanted.iter().flatten().copied().collect();
        let read = Read::new(&text, &[source("s", &claims, &ignore)]);
        let found: Vec<String> = standings(&read).iter().map(|told| told.split(" s/").next().unwrap().to_owned()).collect();
        let numbers: Vec<usize> = (0..tokens.len()).filter(is_number).collect();
        prop_assert_eq!(found.len(), numbers.len());
        let mut taken = 0;
        for (&at, told) in numbers.iter().zip(&found) {
            let else_class =
                if ignored.contains(&at) { "ignored" } else if quoted.contains(&at) { "quoted" } else { "missing" };
            let class = told.strip_prefix(tokens[at].as_str()).unwrap().trim();
            taken += usize::from(class == "taken-up");
            prop_assert!(class == else_class || class == "taken-up" && may_be_taken.contains(&at), "{} at {}", told, at);
        }
        // Each claim takes its number up once, and no two the same place if there is another.
        prop_assert_eq!(taken, matched(&wanted));
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
