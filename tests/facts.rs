//! Contradictions of small random collections, held against trying every possible truth.
//!
//! Germans and Italians, held and returned, in two months: every way in which up to four of each can
//! be so is tried. What claims cannot all be true is then plain counting, without equations.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use gainsay::base::text::Texts;
use gainsay::engine::Limits;
use gainsay::model::load::{Loaded, load};
use gainsay::reason::contradictions::search;
use gainsay::reason::facts::{Assumptions, Facts};
use gainsay::reason::finding::Strength;
use proptest::prelude::*;

/// The most of each nationality that is held or returned. Claims ask for at most half as many of each,
/// so that more than this is never needed to meet them.
const MOST: u8 = 4;

/// Held Germans in both months, held Italians, returned Germans, returned Italians.
type Truth = [u8; 8];

/// Everything that the definitions allow: returned people stay returned.
static DEFINED: LazyLock<Vec<Truth>> = LazyLock::new(|| {
    let base = u32::from(MOST) + 1;
    (0..base.pow(8))
        .map(|number| {
            let mut rest = number;
            std::array::from_fn(|_| {
                let digit = rest % base;
                rest /= base;
                u8::try_from(digit).unwrap()
            })
        })
        .filter(|truth: &Truth| truth[5] >= truth[4] && truth[7] >= truth[6])
        .collect()
});

/// Whether nobody joins: of each nationality, and so of all, no more are held or returned than before.
fn nobody_joins(truth: Truth) -> bool {
    let of = |held: usize, returned: usize| truth[held] + truth[returned];
    of(0, 4) >= of(1, 5) && of(2, 6) >= of(3, 7)
}

/// What a claim says: a quantity between two numbers.
#[derive(Debug, Clone)]
struct Says {
    measure: usize,
    nationality: usize,
    month: usize,
    low: u8,
    high: Option<u8>,
}

impl Says {
    fn value(&self, truth: Truth) -> u8 {
        let of = |nationality: usize| truth[4 * self.measure + 2 * nationality + self.month];
        match self.nationality {
            0 => of(0) + of(1),
            1 => of(0),
            _ => of(1),
        }
    }

    fn is_true(&self, truth: Truth) -> bool {
        let value = self.value(truth);
        value >= self.low && self.high.is_none_or(|high| value <= high)
    }

    fn text(&self) -> (String, String) {
        let measure = ["held", "returned"][self.measure];
        let code = ["", "[german]", "[italian]"][self.nationality];
        let month = ["1946-01", "1947-01"][self.month];
        let value = match self.high {
            None => format!("at least {}", self.low),
            Some(high) if high == self.low => high.to_string(),
            Some(high) => format!("{}..{high}", self.low),
        };
        (format!("{measure}{code} @ {month}"), value)
    }
}

fn says() -> impl Strategy<Value = Says> {
    (0..2_usize, 0..3_usize, 0..2_usize, 0..=MOST / 2, prop::option::weighted(0.8, 0..=2_u8)).prop_map(
        |(measure, nationality, month, low, width)| Says {
            measure,
            nationality,
            month,
            low,
            high: width.map(|width| low + width),
        },
    )
}

const VOCABULARY: &str = r#"Vocabulary(
    measures: [Measure(id: "held", kind: Stock), Measure(id: "returned", kind: Cumulative)],
    dimensions: [Dimension(id: "nationality", codes: [
        Code(id: "all"), Code(id: "german", in: "all"), Code(id: "italian", in: "all"),
    ])],
    parties: [Party(id: "p", side: "a")],
)"#;

const RULES: &str = r#"Rules([
    Rule(id: "nationalities", basis: Definition, says: "Germans and Italians.",
        holds: Parts(whole: "all", parts: ["german", "italian"], complete: true)),
    Rule(id: "nobody-joins", basis: Assumption, says: "Nobody joins.", across: ["nationality"],
        holds: NeverRises(what: "returned + held")),
])"#;

/// The claims, and one about every quantity that says nothing, so that rules reach everything.
fn collection(claims: &[Says]) -> (Texts, Loaded) {
    let mut text = String::new();
    for (index, says) in claims.iter().enumerate() {
        let (of, is) = says.text();
        text.push_str(&format!("Claim(id: \"c{index}\", says: Figure(of: \"{of}\", is: \"{is}\")),\n"));
    }
    let mut index = 0;
    for measure in 0..2 {
        for nationality in 0..3 {
            for month in 0..2 {
                let (of, is) = Says { measure, nationality, month, low: 0, high: None }.text();
                text.push_str(&format!("Claim(id: \"e{index}\", says: Figure(of: \"{of}\", is: \"{is}\")),\n"));
                index += 1;
            }
        }
    }
    let texts = Texts::from_memory([
        ("gainsay.ron".to_owned(), "Collection(title: \"Random\", sides: [\"a\"])".to_owned()),
        ("vocabulary.ron".to_owned(), VOCABULARY.to_owned()),
        ("rules.ron".to_owned(), RULES.to_owned()),
        ("s.ron".to_owned(), format!("Source(id: \"s\", kind: Report, by: \"p\", claims: [\n{text}])")),
    ]);
    let loaded = load(&texts, &[]).unwrap_or_else(|error| panic!("{:?}", error.messages));
    (texts, loaded)
}

/// The smallest sets of claims that no truth meets.
fn smallest<'a>(claims: &[Says], truths: impl Iterator<Item = &'a Truth>) -> BTreeSet<u32> {
    let mut possible = vec![false; 1 << claims.len()];
    for truth in truths {
        let met = claims.iter().enumerate().filter(|(_, says)| says.is_true(*truth));
        possible[met.map(|(index, _)| 1_usize << index).sum::<usize>()] = true;
    }
    // What can be met together can be met in part.
    for set in (0..possible.len()).rev() {
        if possible[set] {
            for index in 0..claims.len() {
                possible[set & !(1 << index)] = true;
            }
        }
    }
    (0..possible.len())
        .filter(|set| !possible[*set])
        .filter(|set| (0..claims.len()).all(|index| set & (1 << index) == 0 || possible[set & !(1 << index)]))
        .map(|set| u32::try_from(set).unwrap())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn the_same_sets_cannot_be_true_as_by_trying_everything(claims in prop::collection::vec(says(), 1..7)) {
        // Equal claims are one.
        let mut claims = claims;
        claims.sort_by_key(Says::text);
        claims.dedup_by_key(|says| says.text());
        let hard = smallest(&claims, DEFINED.iter());
        let all = smallest(&claims, DEFINED.iter().filter(|truth| nobody_joins(**truth)));
        let conditional: BTreeSet<u32> = all.difference(&hard).copied().collect();
        let (_, loaded) = collection(&claims);
        let facts = Facts::new(&loaded.model, &Assumptions::of_collection(), false);
        let found = search(&facts, &Limits::default());
        prop_assert!(!found.cut);
        let of = |strength: Strength| -> BTreeSet<u32> {
            let sets = found.found.iter().filter(|found| found.strength == strength);
            sets.map(|found| {
                let claims = found.groups.iter().map(|(group, _)| {
                    let claim = facts.groups()[*group as usize].speaker();
                    let name = loaded.model.claim_name(claim);
                    1 << name.trim_start_matches("s/c").parse::<u32>().unwrap()
                });
                claims.sum()
            })
            .collect()
        };
        prop_assert_eq!(of(Strength::Hard), hard);
        prop_assert_eq!(of(Strength::Conditional), conditional);
        for found in &found.found {
            prop_assert!(facts.proves(&found.proof.lines, false, &found.proof.gap));
            let names: Vec<&str> = found.assumptions.iter().map(|rule| facts.rule_name(*rule)).collect();
            let expected: &[&str] = if found.strength == Strength::Hard { &[] } else { &["nobody-joins"] };
            prop_assert_eq!(names, expected);
            // Without any one of its lines a proof proves nothing.
            for at in 0..found.proof.lines.len() {
                let mut fewer = found.proof.lines.clone();
                fewer.remove(at);
                prop_assert!(!facts.proves(&fewer, false, &found.proof.gap));
            }
        }
    }
}

/// Claims that contradict each other in very many ways.
fn quarrel(count: u32) -> Vec<Says> {
    let mut state = 1_u32;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) % below
    };
    let mut digit = |below: u32| usize::try_from(next(below)).unwrap();
    (0..count)
        .map(|_| {
            let (measure, nationality, month) = (digit(2), digit(3), digit(2));
            let low = u8::try_from(digit(200)).unwrap();
            Says { measure, nationality, month, low, high: Some(low) }
        })
        .collect()
}

#[test]
fn a_great_quarrel_ends_at_the_limits_and_says_so() {
    let claims = quarrel(150);
    let (_, loaded) = collection(&claims);
    let facts = Facts::new(&loaded.model, &Assumptions::of_collection(), false);
    let limits = Limits { conflicts: 30, corrections: 50, pivots: 20_000, until: None };
    let found = search(&facts, &limits);
    assert!(found.cut);
    assert!(!found.found.is_empty());
    for found in &found.found {
        let nominal = found.strength == Strength::Tension;
        assert!(facts.proves(&found.proof.lines, nominal, &found.proof.gap));
    }
    // The same work finds the same, whatever the machine.
    let again = search(&facts, &limits);
    let sets = |search: &gainsay::reason::contradictions::Search| -> Vec<Vec<(u32, u8)>> {
        search.found.iter().map(|found| found.groups.clone()).collect()
    };
    assert_eq!(sets(&found), sets(&again));
}

/// The verdict on claims of a small collection, each named with what it is compared with.
fn verdict_of(claims: &[(&str, &str, &str)], one: &[&str], other: &[&str]) -> gainsay::analysis::compare::Verdict {
    let list: String = claims
        .iter()
        .map(|(id, of, is)| format!("Claim(id: \"{id}\", says: Figure(of: \"{of}\", is: \"{is}\")),\n"))
        .collect();
    let texts = Texts::from_memory([
        ("gainsay.ron".to_owned(), "Collection(title: \"Verdicts\", sides: [\"a\"])".to_owned()),
        ("vocabulary.ron".to_owned(), VOCABULARY.to_owned()),
        ("rules.ron".to_owned(), RULES.to_owned()),
        ("s.ron".to_owned(), format!("Source(id: \"s\", kind: Report, by: \"p\", claims: [\n{list}])")),
    ]);
    let model = load(&texts, &[]).unwrap_or_else(|error| panic!("{:?}", error.messages)).model;
    let camp = |names: &[&str]| {
        let claim = |name: &&str| match model.find_claim(name) {
            gainsay::model::Lookup::Found(claim) => claim,
            _ => panic!("no claim {name}"),
        };
        gainsay::analysis::compare::Camp { name: names.join("+"), claims: names.iter().map(claim).collect() }
    };
    let camps = [&camp(one), &camp(other)];
    gainsay::analysis::compare::verdict(&model, &Assumptions::of_collection(), &Limits::default(), camps).verdict
}

#[test]
fn periods_that_meet_add_up_and_those_that_leave_a_gap_decide_nothing() {
    use gainsay::analysis::compare::Verdict::{Compatible, Contradict, NotComparable, Same, Undecided};
    let whole = ("whole", "returned @ 1941/1955", "100");
    let early = ("early", "returned @ 1941/1945-04", "60");
    let late = ("late", "returned @ 1945-05/1955", "40");
    let less = ("less", "returned @ 1945-05/1955", "30");
    let later = ("later", "returned @ 1946-05/1955", "30");
    let more = ("more", "returned @ 1945-05/1955", "50");
    let held = ("held", "held[italian] @ 1930-01", "5");
    let claims = [whole, early, late, less, later, more, held];
    assert_eq!(verdict_of(&claims, &["whole"], &["early", "late"]), Same);
    assert_eq!(verdict_of(&claims, &["whole"], &["early"]), Compatible);
    assert_eq!(verdict_of(&claims, &["whole"], &["early", "less"]), Contradict);
    assert_eq!(verdict_of(&claims, &["whole"], &["early", "more"]), Contradict);
    assert_eq!(verdict_of(&claims, &["whole"], &["early", "later"]), Undecided);
    assert_eq!(verdict_of(&claims, &["whole"], &["held"]), NotComparable);
}

#[test]
fn what_is_followed_through_time_reaches_where_another_rule_leads() {
    let texts = Texts::from_memory([
        ("gainsay.ron".to_owned(), "Collection(title: \"Lists\", sides: [\"a\"])".to_owned()),
        (
            "vocabulary.ron".to_owned(),
            r#"Vocabulary(measures: [Measure(id: "held", kind: Stock), Measure(id: "listed", kind: Stock),
                Measure(id: "returned", kind: Cumulative, since: "1941")],
                parties: [Party(id: "p", side: "a")])"#
                .to_owned(),
        ),
        (
            "rules.ron".to_owned(),
            r#"Rules([
                Rule(id: "the-listed-are-held", basis: Definition, says: "-", holds: Equation("listed <= held")),
                Rule(id: "nobody-joins", basis: Assumption, says: "-", holds: NeverRises(what: "returned + held")),
            ])"#
            .to_owned(),
        ),
        (
            "s.ron".to_owned(),
            r#"Source(id: "s", kind: Report, by: "p", claims: [
                Claim(id: "denied", says: Figure(of: "held @ 1952-02", is: "none")),
                Claim(id: "listed", says: Figure(of: "listed @ 1955-07", is: "3")),
            ])"#
            .to_owned(),
        ),
    ]);
    let model = load(&texts, &[]).unwrap_or_else(|error| panic!("{:?}", error.messages)).model;
    let gaps = |assumptions: &Assumptions| -> Vec<String> {
        let found = search(&Facts::new(&model, assumptions, false), &Limits::default()).found;
        found.iter().map(|found| found.proof.gap.to_string()).collect()
    };
    // Nobody claims how many had returned by 1955; that nobody joins still holds then.
    assert_eq!(gaps(&Assumptions::of_collection()), ["3"]);
    let mut definitions = Assumptions::of_collection();
    definitions.switch(gainsay::analysis::checks::Switch::AllAssumptions, false);
    assert!(gaps(&definitions).is_empty());
}
