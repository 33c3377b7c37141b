//! What limits end, and that the answer then says so.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use gainsay_engine::number::{Bound, Bounds, Number};
use gainsay_engine::{Implied, Limits, Sign, System, Variable, Verdict, conflict, enumerate, implied};

fn exactly(value: i64) -> Bounds {
    Bounds::exactly(Number::from(value))
}

/// So many owners, each with another value for one variable.
fn quarrel(claims: u32) -> System {
    let mut system = System::new();
    let variable = system.variable(Sign::NotNegative);
    for claim in 0..claims {
        let owner = system.owner(Some(1 + claim % 3));
        system.require(owner, [(variable, Number::ONE)], exactly(claim.into()));
    }
    system
}

/// Independent conflicts of three owners each in one component.
fn chain(conflicts: usize) -> System {
    let mut system = System::new();
    let all: Vec<Variable> = (0..=conflicts).map(|_| system.variable(Sign::NotNegative)).collect();
    for pair in all.windows(2) {
        let rule = system.owner(None);
        let terms = [(pair[0], Number::ONE), (pair[1], -Number::ONE)];
        system.require(
            rule,
            terms,
            Bounds { low: Some(Bound { value: Number::from(-1_000), strict: false }), high: None },
        );
        for value in 0..3 {
            let owner = system.owner(Some(1));
            system.require(owner, [(pair[0], Number::ONE)], exactly(value));
        }
    }
    system
}

#[test]
fn hundreds_of_claims_about_one_quantity_end() {
    let components = enumerate(&quarrel(300), &Limits::default());
    let [component] = components.as_slice() else { panic!("one component") };
    assert_eq!((component.conflicts.len(), component.cut), (200, true));
    // All but one must go, whichever stays.
    assert!(component.corrections.iter().all(|correction| correction.owners.len() == 299));
    assert!(!component.corrections.is_empty());
}

#[test]
fn independent_conflicts_are_all_found_though_their_corrections_multiply() {
    let components = enumerate(&chain(12), &Limits::default());
    let [component] = components.as_slice() else { panic!("one component") };
    assert_eq!(component.conflicts.len(), 36, "three pairs in each of twelve");
    assert!(component.corrections_cut, "three to the power of twelve are too many");
    assert!(!component.cut, "what holds in each of the twelve holds in all of them together");
    assert_eq!(component.corrections[0].weight, 24);
}

#[test]
fn limits_end_a_call_and_the_answer_says_so() {
    let system = chain(8);
    let none = Limits { pivots: 0, ..Limits::default() };
    assert!(enumerate(&system, &none).iter().all(|component| component.cut));
    let past = Limits { until: Some(std::time::Instant::now()), ..Limits::default() };
    assert_eq!(conflict(&system, |_| true, &past), Verdict::Unknown);
    assert!(enumerate(&system, &past).iter().all(|component| component.cut));
    let expression = [(system.variables().next().unwrap(), Number::ONE)];
    assert_eq!(implied(&system, |_| true, &expression, &past), Implied::Unknown);
    let few = Limits { conflicts: 4, corrections: 3, ..Limits::default() };
    let components = enumerate(&system, &few);
    assert!(components[0].cut && components[0].conflicts.len() <= 4 && components[0].corrections.len() <= 3);
}

/// Twenty sums of twelve numbers, with factors of so many times nine digits.
fn dense(nines: u32) -> System {
    let mut system = System::new();
    let variables: Vec<Variable> = (0..12).map(|_| system.variable(Sign::NotNegative)).collect();
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(state >> 35).unwrap() + 1
    };
    for _ in 0..20 {
        let owner = system.owner(Some(1));
        let mut long =
            || (0..nines).fold(Number::ZERO, |number, _| number * Number::from(1_000_000_007) + Number::from(next()));
        let terms: Vec<(Variable, Number)> = variables.iter().map(|variable| (*variable, long())).collect();
        let value = long();
        system.require(owner, terms, Bounds::exactly(value));
    }
    system
}

#[test]
fn long_numbers_count_by_their_digits() {
    // Of one shape, and so of about as many pivots: what is spent differs by the length of numbers alone.
    let spent = |system: &System| {
        let ends = |pivots: &u64| {
            let limits = Limits { pivots: *pivots, ..Limits::default() };
            !matches!(conflict(system, |_| true, &limits), Verdict::Unknown)
        };
        (0..40).map(|doubled| 1 << doubled).find(ends).unwrap()
    };
    let (short, long) = (spent(&dense(1)), spent(&dense(7)));
    assert!(long >= 8 * short, "{short} pivots for nine digits, {long} for sixty");
}
