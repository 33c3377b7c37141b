//! Chains of owners: who had it after whom, two at once, and times of which nobody knows, held against going through the
//! years one by one.

use gainsay::base::text::Texts;
use gainsay::model::load::load;
use gainsay::reason::finding::{Finding, Strength};
use proptest::prelude::*;

use crate::support::findings;

const HOLDERS: [&str; 4] = ["abbey", "duke", "widow", "museum"];

/// A collection with one chain, and dates of coming and leaving.
fn texts(chain: &str, claims: &[(String, String)]) -> Texts {
    let codes: String = HOLDERS.iter().map(|name| format!("Code(id: \"{name}\"), ")).collect();
    let claims = claims.iter().enumerate();
    let claims: String = claims
        .map(|(at, (of, is))| format!("Claim(id: \"c{at}\", says: Figure(of: \"{of}\", is: \"{is}\")),\n"))
        .collect();
    Texts::from_memory([
        ("gainsay.ron".to_owned(), "Collection(title: \"Hands\")".to_owned()),
        (
            "vocabulary.ron".to_owned(),
            format!(
                "Vocabulary(measures: [Measure(id: \"came\", kind: Event), Measure(id: \"left\", kind: Event), \
                 Measure(id: \"seen\", kind: Event)], dimensions: [Dimension(id: \"who\", codes: [Code(id: \"nobody\"), \
                 {codes}])], parties: [Party(id: \"p\")], chains: [Chain(id: \"hands\", came: \"came\", left: \"left\", \
                 holders: [\"abbey\", \"duke\", \"widow\", \"museum\"], {chain})])"
            ),
        ),
        ("s.ron".to_owned(), format!("Source(id: \"s\", kind: Book, by: \"p\", claims: [\n{claims}])")),
    ])
}

fn found(chain: &str, claims: &[(&str, &str)]) -> Vec<Finding> {
    let claims: Vec<(String, String)> = claims.iter().map(|(of, is)| ((*of).to_owned(), (*is).to_owned())).collect();
    let texts = texts(chain, &claims);
    let loaded = load(&texts, &[]).unwrap_or_else(|error| panic!("{:?}", error.messages));
    findings(&texts, &loaded.model)
}

/// The headlines of contradictions.
fn contradictions(found: &[Finding]) -> Vec<&str> {
    let strong =
        |found: &&Finding| found.contradiction.as_ref().is_some_and(|found| found.strength != Strength::Tension);
    found.iter().filter(strong).map(|finding| finding.message.text.as_str()).collect()
}

fn gaps(found: &[Finding]) -> Vec<&str> {
    let gaps = found.iter().filter(|finding| finding.message.code.id == "GS212");
    gaps.map(|finding| finding.message.text.as_str()).collect()
}

fn errors(chain: &str) -> String {
    let error = load(&texts(chain, &[]), &[]).expect_err("it is wrong");
    error.messages.iter().map(|message| message.text.clone()).collect::<Vec<_>>().join("; ")
}

#[test]
fn two_at_once_contradict_unless_they_share() {
    let claims = [("left[duke]", "1824"), ("came[widow]", "1811"), ("came[museum]", "1849")];
    assert_eq!(
        contradictions(&found("", &claims)),
        ["duke left: 1824 or later; widow came: 1811 or earlier; 12 years apart"]
    );
    assert!(contradictions(&found("shared: [[\"duke\", \"widow\"]],", &claims)).is_empty());
    // Whoever stands between and is not spoken of makes no difference, nor does that only the coming is told.
    let claims = [("came[abbey]", "1850"), ("left[museum]", "1840")];
    assert_eq!(contradictions(&found("", &claims)).len(), 1);
    // Those who share both come before the next.
    let claims = [("left[duke]", "1824"), ("left[widow]", "1860"), ("came[museum]", "1849")];
    let shared = found("shared: [[\"duke\", \"widow\"]],", &claims);
    assert_eq!(contradictions(&shared), ["widow left: 1860 or later; museum came: 1849 or earlier; 10 years apart"]);
}

#[test]
fn a_gap_is_told_where_no_claim_fills_it() {
    let claims = [("left[abbey]", "1803"), ("came[duke]", "1849")];
    let told = "`hands` has a gap of 45 years: nobody is known to have had it between 1803 and 1849";
    assert_eq!(gaps(&found("unbroken: \"10 years\",", &claims)), [told]);
    assert!(gaps(&found("", &claims)).is_empty(), "only where the vocabulary asks");
    assert!(gaps(&found("unbroken: \"46 years\",", &claims)).is_empty());
    let filled = [claims[0], claims[1], ("seen[duke]", "1804 to 1848")];
    assert!(gaps(&found("had: [\"seen\"], unbroken: \"10 years\",", &filled)).is_empty());
    // Years that follow each other leave no gap, days that do not leave one.
    assert!(gaps(&found("unbroken: \"0 days\",", &[("left[abbey]", "1803"), ("came[duke]", "1804")])).is_empty());
    let days = [("left[abbey]", "4 May 1803"), ("came[duke]", "6 May 1803")];
    assert_eq!(gaps(&found("unbroken: \"0 days\",", &days)).len(), 1);
    assert!(gaps(&found("unbroken: \"1 day\",", &days)).is_empty());
    // What is not known to have been his by a day does not fill anything.
    let open = [("left[abbey]", "1803"), ("came[duke]", "1804 or later"), ("came[museum]", "1849")];
    assert_eq!(gaps(&found("unbroken: \"10 years\",", &open)), [told]);
}

#[test]
fn what_is_wrong_with_a_chain_is_said() {
    assert!(errors("unbroken: \"long\",").contains("`long` is no length of time, such as `50 years`"));
    assert!(errors("shared: [[\"duke\", \"nobody\"]],").contains("`nobody` is not among the `holders`"));
    assert!(errors("had: [\"who\"],").contains("a measure is needed here"));
}

/// Every holder's dates in years: when it came, and how long he had it, either of them perhaps not told.
fn spans() -> impl Strategy<Value = Vec<(Option<u32>, Option<u32>)>> {
    prop::collection::vec((prop::option::of(1800_u32..1830), prop::option::of(1800_u32..1830)), HOLDERS.len())
}

proptest! {
    /// Dates in order are those that never fall; a year that nobody's dates reach, with years before and after that
    /// somebody's do, is in a gap.
    #[test]
    fn agrees_with_going_through_the_years(spans in spans()) {
        let dates = HOLDERS.iter().zip(&spans).flat_map(|(name, (came, left))| {
            [came.map(|year| (format!("came[{name}]"), year.to_string())), left.map(|year| (format!("left[{name}]"), year.to_string()))]
        });
        let claims: Vec<(String, String)> = dates.flatten().collect();
        let texts = texts("unbroken: \"0 days\",", &claims);
        let loaded = load(&texts, &[]).expect("it is sound");
        let all = findings(&texts, &loaded.model);
        let years: Vec<u32> = spans.iter().flat_map(|(came, left)| [*came, *left]).flatten().collect();
        prop_assert_eq!(contradictions(&all).is_empty(), years.is_sorted(), "{:?}", years);
        let held = |year: u32| spans.iter().any(|(came, left)| {
            let ends: Vec<u32> = [*came, *left].into_iter().flatten().collect();
            ends.iter().min().is_some_and(|first| *first <= year) && ends.iter().max().is_some_and(|last| *last >= year)
        });
        // Where a held year is followed by one that is not, and one is held later, a gap begins.
        let begins = (1800..1830).filter(|&year| held(year) && !held(year + 1) && (year + 2..1830).any(held)).count();
        prop_assert_eq!(gaps(&all).len(), begins, "{:?}", spans);
    }
}
