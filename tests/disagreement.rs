//! Disagreements of random figures, held against comparing all pairs.

use gainsay::base::number::Number;
use gainsay::base::text::Texts;
use gainsay::model::load::{Loaded, load};
use gainsay::reason::finding::{Contradiction, Strength};

use crate::support::findings;
use proptest::prelude::*;

/// A figure's wording, the interval it stands for, and its interval at its word.
#[derive(Debug, Clone)]
struct Figure {
    wording: String,
    read: (i64, i64),
    nominal: (i64, i64),
}

/// Stands for "no end" above; figures are far below it.
const OPEN: i64 = 1 << 40;

fn figure() -> impl Strategy<Value = Figure> {
    let exact = (0_i64..60).prop_map(|n| Figure { wording: n.to_string(), read: (n, n), nominal: (n, n) });
    let range = (0_i64..60, 0_i64..20).prop_map(|(low, width)| {
        let ends = (low, low + width);
        Figure { wording: format!("{}..{}", ends.0, ends.1), read: ends, nominal: ends }
    });
    let below =
        (1_i64..60).prop_map(|n| Figure { wording: format!("less than {n}"), read: (0, n - 1), nominal: (0, n - 1) });
    let above =
        (0_i64..60).prop_map(|n| Figure { wording: format!("at least {n}"), read: (n, OPEN), nominal: (n, OPEN) });
    // Half of the last digit's worth would be 5; more than a tenth of the number it never is.
    let about = (1_i64..6).prop_map(|tens| Figure {
        wording: format!("about {}", 10 * tens),
        read: (9 * tens, 11 * tens),
        nominal: (10 * tens, 10 * tens),
    });
    prop_oneof![exact, range, below, above, about]
}

fn collection(figures: &[Figure]) -> (Texts, Loaded) {
    let claims: String = figures
        .iter()
        .enumerate()
        .map(|(index, figure)| {
            format!("Claim(id: \"c{index}\", says: Figure(of: \"held @ 1950-05\", is: \"{}\")),\n", figure.wording)
        })
        .collect();
    let texts = Texts::from_memory([
        ("gainsay.ron".to_owned(), "Collection(title: \"Random\", sides: [\"a\"])".to_owned()),
        (
            "vocabulary.ron".to_owned(),
            "Vocabulary(measures: [Measure(id: \"held\", kind: Stock)], parties: [Party(id: \"p\", side: \"a\")])"
                .to_owned(),
        ),
        ("s.ron".to_owned(), format!("Source(id: \"s\", kind: Report, by: \"p\", claims: [\n{claims}])")),
    ]);
    let loaded = load(&texts, &[]).unwrap_or_else(|error| panic!("{:?}", error.messages));
    (texts, loaded)
}

fn contradictions(figures: &[Figure]) -> Vec<Contradiction> {
    let (texts, loaded) = collection(figures);
    let findings = findings(&texts, &loaded.model);
    findings.into_iter().filter_map(|finding| finding.contradiction).collect()
}

/// The widest miss between any two intervals, if any two miss each other.
fn widest_miss(intervals: &[(i64, i64)]) -> Option<i64> {
    let pairs = intervals.iter().flat_map(|a| intervals.iter().map(move |b| a.0 - b.1));
    pairs.max().filter(|gap| *gap > 0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn agrees_with_comparing_all_pairs(figures in prop::collection::vec(figure(), 2..9)) {
        let read: Vec<_> = figures.iter().map(|figure| figure.read).collect();
        let nominal: Vec<_> = figures.iter().map(|figure| figure.nominal).collect();
        let found = contradictions(&figures);
        let expected = match (widest_miss(&read), widest_miss(&nominal)) {
            (Some(gap), _) => Some((Strength::Hard, gap)),
            (None, Some(gap)) => Some((Strength::Tension, gap)),
            (None, None) => None,
        };
        let got = found.first().map(|found| (found.strength, found.gap.as_ref().and_then(Number::to_i64).expect("small")));
        prop_assert!(found.len() <= 1);
        prop_assert_eq!(got, expected);
    }

    #[test]
    fn proofs_add_up_for_random_figures(figures in prop::collection::vec(figure(), 2..9)) {
        for found in contradictions(&figures) {
            let mut gap = Number::from(0);
            let mut left = Number::from(0);
            for line in &found.proof {
                gap += &line.multiplier * &line.value;
                for (_, factor) in &line.terms {
                    left += &line.multiplier * factor;
                }
            }
            prop_assert!(left.is_zero());
            prop_assert_eq!(Some(&gap), found.gap.as_ref());
            let widened = found.break_tolerance.clone();
            if let (Some(tolerance), [low, high]) = (widened, found.proof.as_slice()) {
                let one = Number::from(1);
                prop_assert_eq!(&low.value * &(&one - &tolerance), &high.value * &(&one + &tolerance));
            }
        }
    }

    #[test]
    fn camps_hold_every_figure_once_and_agree_within(figures in prop::collection::vec(figure(), 2..9)) {
        for found in contradictions(&figures).into_iter().filter(|found| found.strength == Strength::Hard) {
            let camps: Vec<Vec<usize>> = found
                .camps
                .iter()
                .map(|camp| camp.figures.iter().map(|figure| figure.claim.index()).collect())
                .collect();
            let mut all: Vec<usize> = camps.concat();
            all.sort_unstable();
            prop_assert_eq!(all, (0..figures.len()).collect::<Vec<_>>());
            for camp in &camps {
                let low = camp.iter().map(|&index| figures[index].read.0).max();
                let high = camp.iter().map(|&index| figures[index].read.1).min();
                prop_assert!(low <= high, "{:?}", camp);
            }
            prop_assert_eq!(camps.len(), fewest_camps(&figures));
        }
    }

    #[test]
    fn the_order_of_claims_does_not_matter(figures in prop::collection::vec(figure(), 2..6)) {
        let mut reversed = figures.clone();
        reversed.reverse();
        let gaps = |figures: &[Figure]| contradictions(figures).into_iter().map(|found| found.gap).collect::<Vec<_>>();
        prop_assert_eq!(gaps(&figures), gaps(&reversed));
    }
}

/// The fewest points that meet every interval, by trying every set of upper ends.
fn fewest_camps(figures: &[Figure]) -> usize {
    let ends: Vec<i64> = figures.iter().map(|figure| figure.read.1).collect();
    let meets = |set: u32| {
        figures.iter().all(|figure| {
            ends.iter()
                .enumerate()
                .any(|(index, end)| set & (1 << index) != 0 && figure.read.0 <= *end && *end <= figure.read.1)
        })
    };
    (0..1_u32 << ends.len()).filter(|&set| meets(set)).map(|set| set.count_ones() as usize).min().expect("all of them")
}

/// A collection of claims about one quantity, and what else its files hold.
fn checked(claims: &str, judgements: &str) -> Vec<gainsay::reason::finding::Finding> {
    let texts = Texts::from_memory([
        ("gainsay.ron".to_owned(), "Collection(title: \"Three\", sides: [\"a\", \"b\", \"c\"])".to_owned()),
        (
            "vocabulary.ron".to_owned(),
            "Vocabulary(measures: [Measure(id: \"held\", kind: Stock)], parties: [\n\
             Party(id: \"pa\", side: \"a\"),\nParty(id: \"pb\", side: \"b\"),\nParty(id: \"pc\", side: \"c\"),\n])"
                .to_owned(),
        ),
        ("s.ron".to_owned(), format!("Source(id: \"s\", kind: Report, claims: [\n{claims}])")),
        ("judgements.ron".to_owned(), format!("Judgements([\n{judgements}])")),
    ]);
    let loaded = load(&texts, &[]).unwrap_or_else(|error| panic!("{:?}", error.messages));
    findings(&texts, &loaded.model).into_iter().filter(|finding| finding.contradiction.is_some()).collect()
}

const THREE: &str = "\
Claim(id: \"a\", by: \"pa\", says: Figure(of: \"held @ 1950-05\", is: \"100\")),\n\
Claim(id: \"b\", by: \"pb\", says: Figure(of: \"held @ 1950-05\", is: \"200\")),\n\
Claim(id: \"c\", by: \"pc\", says: Figure(of: \"held @ 1950-05\", is: \"300\")),\n";

#[test]
fn who_stands_between_the_ends_is_involved_too() {
    let findings = checked(THREE, "");
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(finding.claims.len(), 2);
    assert_eq!(finding.involved().len(), 3);
    assert_eq!(finding.contradiction.as_ref().expect("one").sides.len(), 3);
}

#[test]
fn a_judgement_of_the_ends_does_not_settle_what_stands_between() {
    let of = |claims: &str| format!("Judgement(of: [{claims}], verdict: Explained, because: \"so\"),\n");
    assert!(checked(THREE, &of("\"a\", \"c\""))[0].judgement.is_none());
    assert!(checked(THREE, &of("\"a\", \"b\", \"c\""))[0].judgement.is_some());
}

#[test]
fn a_small_hard_contradiction_hides_no_large_conditional_one() {
    let claims = "\
Claim(id: \"few\", by: \"pa\", says: Figure(of: \"held @ 1950-05\", is: \"10\"), \
or_reads: [Figure(of: \"held @ 1950-06\", is: \"10\")]),\n\
Claim(id: \"many\", by: \"pb\", says: Figure(of: \"held @ 1950-05\", is: \"100\")),\n\
Claim(id: \"more\", by: \"pc\", says: Figure(of: \"held @ 1950-05\", is: \"at least 105\")),\n";
    let findings = checked(claims, "");
    let found: Vec<(Strength, i64)> = findings
        .iter()
        .filter_map(|finding| finding.contradiction.as_ref())
        .map(|found| (found.strength, found.gap.as_ref().and_then(Number::to_i64).expect("small")))
        .collect();
    assert_eq!(found, [(Strength::Hard, 5), (Strength::Conditional, 95)]);
}
