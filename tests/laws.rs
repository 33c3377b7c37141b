//! The laws that answers keep, over small random collections, held against an oracle that shares no code with
//! gainsay: it makes every rule hold at every combination of codes and every moment that a claim or a rule names,
//! and tries every choice of claims and assumptions.
//!
//! `LAWS_CASES` says on how many collections each law is tried.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

pub(crate) mod collection;
mod examples;
pub(crate) mod generate;
mod ground;
mod moments;
pub(crate) mod oracle;
mod rational;
mod shipped;
mod solver;
pub(crate) mod told;

use std::collections::BTreeSet;

use collection::{Claim, Collection, Kind, PLAIN, Quantity, Says, Style, Value};
use gainsay::base::number::Number;
use generate::collections;
use oracle::{Set, Truth};
use proptest::prelude::*;
use told::{Told, compared, some_bounds_are_empty, told, told_in, told_of, told_under};

fn cases() -> ProptestConfig {
    let named = std::env::var("LAWS_CASES").ok().and_then(|count| count.parse().ok());
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(named.unwrap_or(48)) }
}

pub(crate) fn text(collection: &Collection) -> String {
    let files = collection.files(PLAIN);
    files.iter().map(|(name, text)| format!("== {name}\n{text}\n")).collect()
}

/// What is told, if the search was not cut.
fn all_told(collection: &Collection) -> Result<BTreeSet<Told>, TestCaseError> {
    told(collection).ok_or_else(|| TestCaseError::reject("cut"))
}

/// What is told that does not follow from the assumptions that it names.
pub(crate) fn falsely_told(truth: &Truth, told: &BTreeSet<Told>) -> Vec<Told> {
    let is_false = |told: &&Told| {
        let none = BTreeSet::new();
        let assumptions = if told.is_hard { &none } else { &told.assumptions };
        !truth.cannot_under(&told.claims, assumptions)
    };
    told.iter().filter(is_false).cloned().collect()
}

/// What is told that is no smallest set of claims under any assumptions.
pub(crate) fn not_smallest(truth: &Truth, told: &BTreeSet<Told>) -> Vec<Told> {
    let smallest = truth.under_any();
    told.iter().filter(|told| !smallest.contains(&told.claims)).cloned().collect()
}

/// Whether some claims cannot all be true by the moments that they themselves name.
fn cannot_by_themselves(collection: &Collection, set: &Set) -> bool {
    let claims = set.iter().map(|at| collection.claims[*at].clone()).collect();
    let alone = Collection { claims, ..collection.clone() };
    !Truth::of(&alone).under_all().is_empty()
}

/// Smallest sets of claims that are not told, or not told to be hard though they are.
pub(crate) fn missed(collection: &Collection, truth: &Truth, told: &BTreeSet<Told>) -> Vec<Set> {
    let hard: BTreeSet<&Set> = told.iter().filter(|told| told.is_hard).map(|told| &told.claims).collect();
    let any: BTreeSet<&Set> = told.iter().map(|told| &told.claims).collect();
    let of_hard = truth.hard().into_iter().filter(|set| !hard.contains(set));
    let all = of_hard.chain(truth.under_all().into_iter().filter(|set| !any.contains(set)));
    all.filter(|set| cannot_by_themselves(collection, set)).collect()
}

/// Claims that say nothing: of each measure at each first code and a later one, at each date that some claim names.
fn with_vacuous_claims(collection: &Collection) -> Collection {
    let mut more = collection.clone();
    let whens: BTreeSet<_> = collection.claims.iter().flat_map(Claim::quantities).filter_map(|own| own.when).collect();
    let dates = whens.into_iter().filter(|when| matches!(when, collection::When::On(_)));
    for when in dates {
        for measure in 0..collection.measures.len() {
            for code in 0..2 {
                let mut codes = vec![0; collection.dimensions.len()];
                codes[0] = code;
                let when = (collection.measures[measure] != Kind::Fixed).then_some(when);
                let says = Says::Figure(vec![(1, Quantity { measure, codes, when })], Value::AtLeast(0));
                more.claims.push(Claim { says, source: 2, party: 0 });
            }
        }
    }
    more
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn nothing_false_is_told(collection in collections()) {
        let truth = Truth::of(&collection);
        let falsely = falsely_told(&truth, &all_told(&collection)?);
        prop_assert!(falsely.is_empty(), "{falsely:?}\n{}", text(&collection));
    }

    #[test]
    #[ignore = "the search does not keep this law yet"]
    fn nothing_is_missed_and_every_set_is_smallest(collection in collections()) {
        let truth = Truth::of(&collection);
        let told = all_told(&collection)?;
        let missed = missed(&collection, &truth, &told);
        prop_assert!(missed.is_empty(), "{missed:?} missed, {told:?} told\n{}", text(&collection));
        let too_large = not_smallest(&truth, &told);
        prop_assert!(too_large.is_empty(), "{too_large:?}\n{}", text(&collection));
    }

    #[test]
    #[ignore = "the search does not keep this law yet"]
    fn contradictions_depend_on_their_own_claims_alone(collection in collections()) {
        let all = all_told(&collection)?;
        for gone in 0..collection.claims.len() {
            let files = collection.files_of(PLAIN, |at| at != gone);
            let fewer = told_of(files, "", &gainsay::reason::facts::Assumptions::of_collection());
            let expected: BTreeSet<Told> = all.iter().filter(|told| !told.claims.contains(&gone)).cloned().collect();
            prop_assert_eq!(fewer, Some(expected), "without c{}\n{}", gone, text(&collection));
        }
    }

    #[test]
    #[ignore = "the search does not keep this law yet"]
    fn claims_that_say_nothing_change_nothing(collection in collections()) {
        let all = all_told(&collection)?;
        let more = told(&with_vacuous_claims(&collection));
        prop_assert_eq!(more, Some(all), "{}", text(&collection));
    }

    #[test]
    #[ignore = "the search does not keep this law yet"]
    fn all_commands_agree(collection in collections()) {
        let told = all_told(&collection)?;
        prop_assert_eq!(some_bounds_are_empty(&collection), !told.is_empty(), "bounds\n{}", text(&collection));
        let pairs: BTreeSet<Set> =
            told.into_iter().map(|told| told.claims).filter(|claims| claims.len() == 2).collect();
        let compared = compared(&collection);
        prop_assert_eq!(compared, pairs, "compare\n{}", text(&collection));
    }

    #[test]
    #[ignore = "the search does not keep this law yet"]
    fn more_assumptions_never_tell_less(collection in collections()) {
        let truth = Truth::of(&collection);
        let mut on: BTreeSet<String> = BTreeSet::new();
        let under = |on: &BTreeSet<String>| told_under(&collection, on).ok_or_else(|| TestCaseError::reject("cut"));
        let mut before = under(&on)?;
        for assumption in truth.assumptions() {
            on.insert(assumption.clone());
            let now = under(&on)?;
            prop_assert!(before.is_subset(&now), "{assumption}: {before:?} then {now:?}\n{}", text(&collection));
            before = now;
        }
        for told in before {
            let named = u32::try_from(told.assumptions.len()).unwrap();
            prop_assert_eq!(Some(named), truth.fewest_assumptions(&told.claims), "{:?}\n{}", told, text(&collection));
        }
    }

    #[test]
    #[ignore = "the search does not keep this law yet"]
    fn order_names_and_units_make_no_difference(collection in collections()) {
        let plain = all_told(&collection)?;
        let other = Style { prefix: "zz-", scale: 1, reversed: true };
        let renamed = told_in(&collection, other);
        prop_assert_eq!(renamed.as_ref(), Some(&plain), "renamed\n{}", text(&collection));
        // A share is of one person at least, whatever figures are multiplied by.
        if !collection.claims.iter().any(Claim::is_share) {
            let scale = |told: &Told| Told { gap: &told.gap * &Number::from(7), ..told.clone() };
            let larger = plain.iter().filter(|told| !collection.is_of_statements(&told.claims)).map(scale);
            let statements = plain.iter().filter(|told| collection.is_of_statements(&told.claims)).cloned();
            let scaled: BTreeSet<Told> = larger.chain(statements).collect();
            let other = Style { prefix: "", scale: 7, reversed: false };
            prop_assert_eq!(told_in(&collection, other), Some(scaled), "scaled\n{}", text(&collection));
        }
    }
}
