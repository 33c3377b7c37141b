//! The engine against an oracle that shares nothing with it, on systems small enough to
//! try every subset.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::collections::BTreeSet;

use gainsay_engine::number::{Bound, Bounds, Number};
use gainsay_engine::{
    Certificate, Component, Conflict, Implied, Limits, Line, Owner, Sign, System, Variable, Verdict, conflict,
    enumerate, implied, proof,
};
use proptest::prelude::*;

#[path = "engine/oracle.rs"]
mod oracle;

/// A constraint before it is in a system: whose, factors, and the two ends with their strictness.
type Draft = (usize, Vec<i64>, Option<(i64, bool)>, Option<(i64, bool)>);

#[derive(Debug, Clone)]
struct Drawn {
    free: Vec<bool>,
    weights: Vec<Option<u32>>,
    drafts: Vec<Draft>,
    /// Every factor and end is multiplied by it.
    scale: i64,
}

impl Drawn {
    fn system(&self) -> System {
        let mut system = System::new();
        let sign = |free: &bool| if *free { Sign::Any } else { Sign::NotNegative };
        let variables: Vec<Variable> = self.free.iter().map(|free| system.variable(sign(free))).collect();
        let owners: Vec<Owner> = self.weights.iter().map(|weight| system.owner(*weight)).collect();
        let number = |value: i64| Number::from(value) * Number::from(self.scale);
        let end = |end: Option<(i64, bool)>| end.map(|(value, strict)| Bound { value: number(value), strict });
        for (owner, factors, low, high) in &self.drafts {
            let terms = variables.iter().copied().zip(factors.iter().map(|factor| number(*factor)));
            system.require(owners[*owner], terms, Bounds { low: end(*low), high: end(*high) });
        }
        system
    }
}

fn drawn(owners: usize, constraints: usize, scale: i64) -> impl Strategy<Value = Drawn> {
    let end = || prop::option::of((-5i64..8, prop::bool::weighted(0.2)));
    let factor = || prop_oneof![3 => Just(0i64), 3 => Just(1), 2 => Just(-1), 1 => -3i64..4];
    let weight = || prop_oneof![3 => (1u32..4).prop_map(Some), 1 => Just(None)];
    (prop::collection::vec(prop::bool::weighted(0.25), 3), prop::collection::vec(weight(), 1..=owners)).prop_flat_map(
        move |(free, weights)| {
            let draft = (0..weights.len(), prop::collection::vec(factor(), 3), end(), end());
            // Equal ends are what claims mostly have.
            let draft = (draft, prop::bool::weighted(0.4)).prop_map(|((owner, factors, low, high), exact)| match low {
                Some((value, _)) if exact => (owner, factors, Some((value, false)), Some((value, false))),
                _ => (owner, factors, low, high),
            });
            prop::collection::vec(draft, 1..=constraints).prop_map(move |drafts| Drawn {
                free: free.clone(),
                weights: weights.clone(),
                drafts,
                scale,
            })
        },
    )
}

fn check_conflict(system: &System, found: &Conflict, takes_part: &dyn Fn(Owner) -> bool) {
    assert!(proof::holds(system, &found.certificate), "{found:?}");
    assert!(found.owners.is_sorted() && found.background.is_sorted());
    let mut owners: Vec<Owner> = Vec::new();
    for (line, multiplier) in &found.certificate.lines {
        assert!(multiplier.is_integer(), "multipliers are whole: {found:?}");
        if let Line::AtLeast(constraint) | Line::AtMost(constraint) = line {
            owners.push(system.owner_of(*constraint));
        }
    }
    owners.sort();
    owners.dedup();
    let (blamed, background): (Vec<Owner>, Vec<Owner>) =
        owners.into_iter().partition(|owner| system.weight(*owner).is_some());
    assert_eq!((&blamed, &background), (&found.owners, &found.background), "the lines are its owners'");
    assert!(blamed.iter().chain(&background).all(|owner| takes_part(*owner)));
    let background = |owner: Owner| system.weight(owner).is_none() && takes_part(owner);
    let is_blamed = found.owners.is_empty() || !oracle::feasible(system, &background);
    // Where the background fails elsewhere, the oracle cannot tell what is needed here.
    for left_out in found.owners.iter().filter(|_| !is_blamed) {
        let rest = |owner: Owner| {
            owner != *left_out && takes_part(owner) && (system.weight(owner).is_none() || found.owners.contains(&owner))
        };
        assert!(oracle::feasible(system, &rest), "{left_out:?} is not needed in {found:?}");
    }
    for index in 0..found.certificate.lines.len() {
        let mut less = found.certificate.clone();
        less.lines.remove(index);
        assert!(!proof::holds(system, &less), "a line is not needed: {found:?}");
    }
}

/// All minimal conflicts and all minimal corrections, by trying every set of owners.
fn brute_force(system: &System) -> (BTreeSet<Vec<Owner>>, BTreeSet<Vec<Owner>>) {
    let blamable: Vec<Owner> = system.owners().filter(|owner| system.weight(*owner).is_some()).collect();
    let count = blamable.len();
    let mut feasible = vec![true; 1 << count];
    for mask in 0..1usize << count {
        let holds_below = (0..count).filter(|bit| mask >> bit & 1 == 1).all(|bit| feasible[mask & !(1 << bit)]);
        let on = |owner: Owner| blamable.binary_search(&owner).map_or(true, |bit| mask >> bit & 1 == 1);
        feasible[mask] = holds_below && oracle::feasible(system, &on);
    }
    let set = |mask: usize| (0..count).filter(|bit| mask >> bit & 1 == 1).map(|bit| blamable[bit]).collect::<Vec<_>>();
    let all = (1 << count) - 1;
    let minimal =
        |mask: &usize| !feasible[*mask] && (0..count).all(|bit| mask >> bit & 1 == 0 || feasible[mask & !(1 << bit)]);
    let maximal =
        |mask: &usize| feasible[*mask] && (0..count).all(|bit| mask >> bit & 1 == 1 || !feasible[mask | 1 << bit]);
    let conflicts = (0..1 << count).filter(minimal).map(set).collect();
    let corrections = (0..1 << count).filter(maximal).map(|mask| set(all & !mask)).filter(|set| !set.is_empty());
    (conflicts, corrections.collect())
}

/// The choices of one set from each list.
fn products(lists: &[Vec<Vec<Owner>>]) -> BTreeSet<Vec<Owner>> {
    let mut all = vec![Vec::new()];
    for list in lists.iter().filter(|list| !list.is_empty()) {
        all = all.iter().flat_map(|left| list.iter().map(move |right| [left.as_slice(), right].concat())).collect();
    }
    let sorted = |mut set: Vec<Owner>| {
        set.sort();
        set
    };
    all.into_iter().map(sorted).filter(|set| !set.is_empty()).collect()
}

fn check_enumeration(system: &System) {
    let components = enumerate(system, &Limits::default());
    let (conflicts, corrections) = brute_force(system);
    let found = components.iter().flat_map(|component| &component.conflicts);
    for conflict in found.clone() {
        check_conflict(system, conflict, &|_| true);
    }
    let found: Vec<Vec<Owner>> = found.map(|conflict| conflict.owners.clone()).collect();
    let background_fails = !oracle::feasible(system, &|owner| system.weight(owner).is_none());
    for component in &components {
        assert!(!component.cut && !component.corrections_cut);
        let weight =
            |owners: &[Owner]| owners.iter().map(|owner| u64::from(system.weight(*owner).unwrap())).sum::<u64>();
        assert!(component.corrections.iter().all(|correction| correction.weight == weight(&correction.owners)));
        assert!(component.corrections.is_sorted_by_key(|correction| correction.weight));
        assert!(component.conflicts.is_sorted_by_key(|conflict| (conflict.owners.len(), conflict.background.len())));
    }
    if background_fails {
        assert!(found.contains(&Vec::new()), "the background is blamed by itself");
        return;
    }
    let distinct: BTreeSet<Vec<Owner>> = found.iter().cloned().collect();
    assert_eq!(found.len(), distinct.len(), "each conflict once");
    assert_eq!(distinct, conflicts);
    let lists: Vec<Vec<Vec<Owner>>> = components
        .iter()
        .map(|component: &Component| component.corrections.iter().map(|correction| correction.owners.clone()).collect())
        .collect();
    assert_eq!(products(&lists), corrections);
}

fn check_implied(system: &System, factors: &[i64]) {
    let expression: Vec<(Variable, Number)> =
        system.variables().zip(factors.iter().map(|factor| Number::from(*factor))).collect();
    let connected_only = |_: Owner| true;
    match implied(system, connected_only, &expression, &Limits::default()) {
        Implied::Unknown => panic!("the limits are far away"),
        Implied::Impossible(found) => check_conflict(system, &found, &connected_only),
        Implied::Between { low, high } => {
            if !oracle::feasible(system, &connected_only) {
                return;
            }
            let (least, greatest) = oracle::interval(system, &connected_only, &expression);
            let of = |end: &Option<gainsay_engine::ImpliedEnd>| {
                end.as_ref().map(|end| (oracle::fraction(&end.value), end.strict))
            };
            assert_eq!((of(&low), of(&high)), (least, greatest));
        }
    }
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn a_verdict_is_the_oracle_s(drawn in drawn(8, 9, 1), mask in any::<u32>()) {
        let system = drawn.system();
        let takes_part = |owner: Owner| mask >> owner.index() & 1 == 1;
        match conflict(&system, takes_part, &Limits::default()) {
            Verdict::Consistent => prop_assert!(oracle::feasible(&system, &takes_part)),
            Verdict::Conflict(found) => {
                prop_assert!(!oracle::feasible(&system, &takes_part));
                check_conflict(&system, &found, &takes_part);
            }
            Verdict::Unknown => prop_assert!(false, "the limits are far away"),
        }
    }

    #[test]
    fn enumeration_is_complete(drawn in drawn(8, 10, 1)) {
        check_enumeration(&drawn.system());
    }

    #[test]
    fn an_implied_interval_is_the_oracle_s(drawn in drawn(3, 6, 1), factors in prop::collection::vec(-2i64..3, 3)) {
        check_implied(&drawn.system(), &factors);
    }

    #[test]
    fn a_certificate_tampered_with_is_rejected(drawn in drawn(6, 9, 1), at in any::<prop::sample::Index>(), how in 0..4) {
        let system = drawn.system();
        if let Verdict::Conflict(found) = conflict(&system, |_| true, &Limits::default()) {
            let mut wrong: Certificate = found.certificate;
            let index = at.index(wrong.lines.len());
            match how {
                0 => { wrong.lines.remove(index); }
                1 => wrong.lines[index].1 = -&wrong.lines[index].1,
                2 => wrong.gap += Number::ONE,
                _ => wrong.lines[index].1 = Number::ZERO,
            }
            prop_assert!(!proof::holds(&system, &wrong));
        }
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn numbers_that_outgrow_words_change_nothing(drawn in drawn(6, 8, i64::MAX / 7)) {
        check_enumeration(&drawn.system());
    }
}

fn exactly(value: i64) -> Bounds {
    Bounds::exactly(Number::from(value))
}

/// Quarrels about several variables, which inequalities tie together.
#[derive(Debug, Clone)]
struct Tied {
    /// For each variable, what is claimed of it, and what contradicting that costs.
    claims: Vec<Vec<(Bounds, u32)>>,
    /// Factors of the variables, and what the sum is at most.
    ties: Vec<(Vec<i64>, i64)>,
}

impl Tied {
    fn system(&self) -> System {
        let mut system = System::new();
        let variables: Vec<Variable> = self.claims.iter().map(|_| system.variable(Sign::NotNegative)).collect();
        let below = |value: i64| Bounds { low: None, high: Some(Bound { value: value.into(), strict: false }) };
        let rule = system.owner(None);
        system.require(rule, variables.iter().map(|variable| (*variable, Number::ONE)), below(1_000));
        for (factors, most) in &self.ties {
            let rule = system.owner(None);
            let terms = variables.iter().zip(factors).map(|(variable, factor)| (*variable, Number::from(*factor)));
            system.require(rule, terms.filter(|(_, factor)| !factor.is_zero()), below(*most));
        }
        for (variable, claims) in variables.iter().zip(&self.claims) {
            for (value, weight) in claims {
                let owner = system.owner(Some(*weight));
                system.require(owner, [(*variable, Number::ONE)], value.clone());
            }
        }
        system
    }
}

/// What most owners would keep can hold, so that what the others break together shows only where several are kept.
fn tied() -> impl Strategy<Value = Tied> {
    let bounds = |low: Option<i64>, high: Option<i64>| {
        let bound = |value: i64| Bound { value: value.into(), strict: false };
        Bounds { low: low.map(bound), high: high.map(bound) }
    };
    (3..5usize).prop_flat_map(move |count| {
        let claims =
            (0i64..4, 5i64..12, any::<bool>(), any::<bool>()).prop_map(move |(low, high, is_alone, is_open)| {
                let closed = |value: i64| (!is_open).then_some(value);
                let least = bounds(Some(high), closed(high));
                let most = bounds(closed(low), Some(low));
                [(least, 1), (most, 2)][usize::from(is_alone)..].to_vec()
            });
        // Two quarrels about what is the same, whose lighter sides contradict each other.
        let twice = (0i64..4, 4i64..8, 0i64..3, 1i64..4).prop_map(move |(low, middle, room, more)| {
            let high = middle + room + more;
            let below = vec![(bounds(None, Some(low)), 1), (bounds(Some(middle), None), 2)];
            let above = vec![(bounds(Some(high), None), 1), (bounds(None, Some(middle + room)), 2)];
            [below, above]
        });
        let tie = (prop::collection::vec(-1i64..3, count), 5i64..40);
        let all = (prop::collection::vec(claims, count), prop::option::of(twice), prop::collection::vec(tie, 1..4));
        all.prop_map(move |(mut claims, twice, mut ties)| {
            if let Some([below, above]) = twice {
                (claims[0], claims[1]) = (below, above);
                for factors in [[1, -1], [-1, 1]] {
                    ties.push(([&factors[..], &vec![0; count - 2]].concat(), 0));
                }
            }
            Tied { claims, ties }
        })
    })
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn what_is_said_to_be_complete_is_complete_however_few_corrections_are_tried(tied in tied(), most in 1..5usize) {
        let system = tied.system();
        let components = enumerate(&system, &Limits { corrections: most, ..Limits::default() });
        let found: BTreeSet<Vec<Owner>> =
            components.iter().flat_map(|component| &component.conflicts).map(|conflict| conflict.owners.clone()).collect();
        let (conflicts, corrections) = brute_force(&system);
        let is_cut = components.iter().any(|component| component.cut);
        prop_assert!(found.is_subset(&conflicts));
        prop_assert!(is_cut || found == conflicts);
        if let ([component], false) = (components.as_slice(), conflicts.contains(&Vec::new())) {
            let weight = |set: &Vec<Owner>| set.iter().map(|owner| u64::from(system.weight(*owner).unwrap())).sum();
            let lightest: u64 = corrections.iter().map(weight).min().unwrap_or_default();
            let all = corrections.iter().filter(|set| weight(set) == lightest).count();
            let mine = component.corrections.iter().filter(|set| set.weight == lightest).count();
            prop_assert!(component.lightest_cut || mine == all);
            prop_assert!(component.corrections.iter().all(|set| corrections.contains(&set.owners)));
            prop_assert!(component.corrections_cut || component.corrections.len() == corrections.len());
        }
    }
}

#[test]
fn answers_are_the_same_in_any_number_of_threads() {
    let mut system = System::new();
    for value in 0..40 {
        let variable = system.variable(Sign::NotNegative);
        for claim in 0..6 {
            let owner = system.owner(Some(1));
            system.require(owner, [(variable, Number::ONE)], exactly(value + claim / 2));
        }
    }
    let many = format!("{:?}", enumerate(&system, &Limits::default()));
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(enumerate(&system, &Limits::default()).len(), 40);
    assert_eq!(one.install(|| format!("{:?}", enumerate(&system, &Limits::default()))), many);
}

#[test]
fn a_conflict_of_the_background_has_no_owners() {
    let mut system = System::new();
    let variable = system.variable(Sign::NotNegative);
    let rule = system.owner(None);
    let claim = system.owner(Some(1));
    system.require(claim, [(variable, Number::ONE)], exactly(3));
    system.require(rule, [], Bounds { low: Some(Bound { value: Number::from(5), strict: false }), high: None });
    let Verdict::Conflict(found) = conflict(&system, |_| true, &Limits::default()) else { panic!("0 ≥ 5") };
    assert!(found.owners.is_empty() && found.background == [rule]);
    assert!(proof::holds(&system, &found.certificate));
}
