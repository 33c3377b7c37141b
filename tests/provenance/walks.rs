//! The commands about where claims come from tell one truth: `lineage`, `origins` and `impact` against each other, and
//! all against a naive reading of random collections of documents that copy and cite each other.

use std::collections::{BTreeMap, BTreeSet};

use gainsay::analysis::impact::{Impact, What, impact};
use gainsay::base::message::Severity;
use gainsay::base::text::{Texts, read_collection, read_text};
use gainsay::model::documents::Documents;
use gainsay::model::load::load;
use gainsay::model::{ClaimId, Model, SourceId};
use gainsay::provenance::graph::{Edge, Graph, Node};
use gainsay::provenance::lineage::{Direction, Step, lineage};
use gainsay::provenance::{Asked, OriginId, Provenance, Stop};
use gainsay::view::report::origins::origins;
use gainsay::view::report::{Format, tree};
use proptest::prelude::*;

use crate::support::{analysis, case};

use super::{CABLE, claim, count, model, source, texts};

fn up(provenance: &Provenance<'_>, claim: ClaimId) -> Vec<Step> {
    let graph = Graph::new(provenance.model());
    lineage(provenance, &graph, Node::Claim(claim), Direction::Up, usize::MAX)
}

fn what_falls(texts: &Texts, model: &Model, what: What) -> Impact {
    impact(&analysis(texts, model), what)
}

/// What a step of a way up rests on, as the test reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    Claim(usize),
    /// What a document says, of which it has no claim: the document, and what is said.
    Said(usize, usize),
}

/// Documents of one claim each.
#[derive(Debug, Clone)]
struct Copies {
    /// What each says.
    values: Vec<usize>,
    /// From, how, to.
    links: Vec<(usize, Link, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Repeats,
    ClaimCites,
    Reprints,
    Cites,
}

impl Copies {
    fn sources(&self) -> Vec<String> {
        let document = |at: usize| {
            let own = |kinds: [Link; 2]| -> String {
                let link = |&(_, kind, to): &(usize, Link, usize)| match kind {
                    Link::Repeats => format!("Repeats(\"says-s{to}\"), "),
                    Link::ClaimCites | Link::Cites => format!("Cites(\"s{to}\"), "),
                    Link::Reprints => format!("Reprints(\"s{to}\"), "),
                };
                self.links.iter().filter(|link| link.0 == at && kinds.contains(&link.1)).map(link).collect()
            };
            let head = format!("by: \"paper\", from: [{}]", own([Link::Reprints, Link::Cites]));
            let from = format!("from: [{}]", own([Link::Repeats, Link::ClaimCites]));
            source(&format!("s{at}"), &head, &from).replace("13,000", &(self.values[at] + 1).to_string())
        };
        (0..self.values.len()).map(document).collect()
    }

    fn of(&self, from: usize, kind: Link) -> impl Iterator<Item = usize> {
        self.links.iter().filter(move |link| link.0 == from && link.1 == kind).map(|link| link.2)
    }

    fn standing(&self, document: usize, value: usize) -> At {
        if self.values[document] == value { At::Claim(document) } else { At::Said(document, value) }
    }

    /// What something rests on; the end of a way is the document that is its origin.
    fn above(&self, at: At) -> Result<Vec<At>, usize> {
        let found: Vec<At> = match at {
            At::Claim(claim) => {
                let value = self.values[claim];
                let repeated: Vec<At> = self.of(claim, Link::Repeats).map(At::Claim).collect();
                let cited: Vec<At> = self.of(claim, Link::ClaimCites).map(|to| self.standing(to, value)).collect();
                if repeated.is_empty() && cited.is_empty() {
                    let reprinted = self.of(claim, Link::Reprints).map(|to| self.standing(to, value));
                    let same = self.of(claim, Link::Cites).filter(|&to| self.values[to] == value).map(At::Claim);
                    reprinted.chain(same).collect()
                } else {
                    repeated.into_iter().chain(cited).collect()
                }
            }
            At::Said(document, value) => self.of(document, Link::Reprints).map(|to| self.standing(to, value)).collect(),
        };
        let document = match at {
            At::Claim(document) | At::Said(document, _) => document,
        };
        if found.is_empty() { Err(document) } else { Ok(found) }
    }

    /// All that can be reached upwards from a claim but by way of what is out; and the origins.
    fn reached(&self, claim: usize, out: impl Fn(At) -> bool) -> (BTreeSet<At>, BTreeSet<usize>) {
        let (mut met, mut origins) = (BTreeSet::new(), BTreeSet::new());
        let mut open = vec![At::Claim(claim)];
        while let Some(at) = open.pop() {
            if out(at) || !met.insert(at) {
                continue;
            }
            match self.above(at) {
                Ok(above) => open.extend(above),
                Err(origin) => drop(origins.insert(origin)),
            }
        }
        (met, origins)
    }

    /// Whether a way up from a claim can go on for ever without what is out.
    fn goes_round(&self, claim: usize, out: impl Fn(At) -> bool + Copy) -> bool {
        let (met, _) = self.reached(claim, out);
        let leads_back = |&at: &At| {
            let mut seen = BTreeSet::new();
            let mut open: Vec<At> = self.above(at).unwrap_or_default();
            while let Some(next) = open.pop() {
                if next == at {
                    return true;
                }
                if !out(next) && seen.insert(next) {
                    open.extend(self.above(next).unwrap_or_default());
                }
            }
            false
        };
        met.iter().any(leads_back)
    }
}

fn documents() -> impl Strategy<Value = Copies> {
    let kind = prop_oneof![Just(Link::Repeats), Just(Link::ClaimCites), Just(Link::Reprints), Just(Link::Cites)];
    (1_usize..8).prop_flat_map(move |count| {
        let links = proptest::collection::vec((0..count, kind.clone(), 0..count), 0..14);
        (proptest::collection::vec(0_usize..2, count), links).prop_map(|(values, mut links)| {
            // No document cites itself: that cannot be read.
            links.retain(|(from, kind, to)| from != to || matches!(kind, Link::Repeats));
            let mut seen = BTreeSet::new();
            links.retain(|&(from, kind, to)| seen.insert((from, kind as usize, to)));
            Copies { values, links }
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn lineage_origins_and_impact_tell_what_a_naive_reading_tells(given in documents(), out in 0_usize..8) {
        let count = given.values.len();
        let sources = given.sources();
        let texts = texts(&sources.iter().map(String::as_str).collect::<Vec<_>>());
        let model = load(&texts, &[]).unwrap().model;
        let provenance = Provenance::new(&model);
        let ids: Vec<ClaimId> = (0..count).map(|at| claim(&model, &format!("says-s{at}"))).collect();
        let documents: BTreeMap<SourceId, usize> =
            (0..count).map(|at| (model.find_source(&format!("s{at}")).unwrap(), at)).collect();
        for (at, &id) in ids.iter().enumerate() {
            let (_, expected) = given.reached(at, |_| false);
            let found = provenance.origins_of(id);
            let named: BTreeSet<usize> = found.iter().map(|&origin| documents[&provenance.origin(origin).source]).collect();
            prop_assert_eq!(&named, &expected, "origins of {}", at);
            let steps = up(&provenance, id);
            let told: BTreeSet<OriginId> = steps.iter().filter_map(|step| step.statement).collect();
            prop_assert_eq!(told, found.iter().copied().collect::<BTreeSet<_>>(), "lineage of {}", at);
            prop_assert!(steps.iter().all(|step| step.origin == step.statement.is_some()));
            prop_assert_eq!(steps.iter().any(|step| step.circle), given.goes_round(at, |_| false), "circles of {}", at);
            let group = provenance.group(String::new(), vec![id]);
            prop_assert_eq!(group.circular.is_empty(), !expected.is_empty());
            // A circle by way of documents alone has no claim that leads round.
            prop_assert!(group.circles.is_empty() || steps.iter().any(|step| step.circle));
        }
        // A document is withdrawn, with all that is said in it.
        let out = out % count;
        let is_out = |at: At| matches!(at, At::Claim(document) | At::Said(document, _) if document == out);
        let what = What::Source(model.find_source(&format!("s{out}")).unwrap());
        let found = what_falls(&texts, &model, what);
        let (mut fallen, mut weakened) = (BTreeSet::new(), BTreeSet::new());
        for at in (0..count).filter(|&at| at != out) {
            let (met, before) = given.reached(at, |_| false);
            if !met.iter().any(|&on| is_out(on)) {
                continue;
            }
            let (_, after) = given.reached(at, is_out);
            let stands = if before.is_empty() { given.goes_round(at, is_out) } else { !after.is_empty() };
            if stands { weakened.insert(ids[at]) } else { fallen.insert(ids[at]) };
        }
        let names: BTreeSet<ClaimId> = found.weakened.iter().map(|(claim, _)| *claim).collect();
        prop_assert_eq!(found.fallen.iter().copied().collect::<BTreeSet<_>>(), fallen, "without s{}", out);
        prop_assert_eq!(&names, &weakened, "without s{}", out);
        // What rests on a document is what goes with it, falls or is weakened.
        let start = Node::Source(model.find_source(&format!("s{out}")).unwrap());
        let down = lineage(&provenance, &Graph::new(&model), start, Direction::Down, usize::MAX);
        let shown: BTreeSet<ClaimId> = down.iter().filter_map(|step| match step.node {
            Node::Claim(claim) => Some(claim),
            _ => None,
        }).collect();
        let all: BTreeSet<ClaimId> = found.withdrawn.iter().chain(&found.fallen).chain(&names).copied().collect();
        prop_assert_eq!(shown, all, "what rests on s{}", out);
    }
}

#[test]
fn unknown_authors_are_not_one_party() {
    let told = |sources: &[String]| {
        let model = model(&sources.iter().map(String::as_str).collect::<Vec<_>>());
        let provenance = Provenance::new(&model);
        let quantity = model.find_quantity("held @ 1950-05").unwrap().unwrap();
        let text = origins(&provenance, &provenance.answer(Asked::Quantity(quantity)), Format::Human);
        text.lines().next().unwrap().to_owned()
    };
    // Somebody cites a document of which nobody knows who wrote it.
    let unknown = |id: &str| {
        let rumour = format!("Source(id: \"rumour-{id}\", kind: Report, date: \"1950-05-04\", unseen: true)");
        [rumour, source(id, "by: \"paper\"", &format!("from: [Cites(\"rumour-{id}\")]"))].to_vec()
    };
    let of = |id: &str, day: &str| vec![source(id, &format!("by: \"paper\", date: \"1950-05-{day}\""), "")];
    let start = "quantity held in May 1950:";
    assert_eq!(told(&[unknown("a"), unknown("b")].concat()), format!("{start} 2 claims, 2 independent origins"));
    assert_eq!(told(&[unknown("a"), of("b", "05")].concat()), format!("{start} 2 claims, 2 independent origins"));
    assert_eq!(
        told(&[unknown("a"), of("b", "05"), of("c", "06")].concat()),
        format!("{start} 3 claims, 3 independent origins, of one party: paper, and of an unknown author")
    );
    assert_eq!(
        told(&[of("b", "05"), of("c", "06")].concat()),
        format!("{start} 2 claims, 2 independent origins, all of one party: paper")
    );
}

#[test]
fn what_one_document_has_from_one_announcement_counts_once() {
    let in_paper = |from: &str, first: &str, second: &str| {
        let claim = |id: &str, rest: &str| {
            format!("Claim(id: \"{id}\", says: Figure(of: \"held @ 1950-05\", is: \"13,000\"), {rest})")
        };
        format!(
            "Source(id: \"a\", kind: Article, by: \"paper\", from: [{from}], claims: [{}, {}])",
            claim("one", first),
            claim("two", second)
        )
    };
    let said = |when: &str| format!("by: \"ministry\", said: \"{when}\"");
    let undated = "by: \"ministry\"";
    // A time that holds the other, or none, tells nothing apart; two days and two months do.
    assert_eq!(count(&[in_paper("", &said("1950-05"), &said("1950-05-04"))]), 1);
    assert_eq!(count(&[in_paper("", undated, &said("1950-05-04"))]), 1);
    assert_eq!(count(&[in_paper("", &said("1950-05-03"), &said("1950-05-04"))]), 2);
    assert_eq!(count(&[in_paper("", &said("1950-04"), &said("1950-05"))]), 2);
    // One claim names the document, the other only says who said it when.
    let cable = || CABLE.to_owned();
    let cites = "from: [Cites(\"cable\")]";
    assert_eq!(count(&[cable(), in_paper("", cites, &said("1950-05-04"))]), 1);
    assert_eq!(count(&[cable(), in_paper("", cites, &said("1950-05"))]), 1);
    assert_eq!(count(&[cable(), in_paper("", cites, &said("1950-06"))]), 2);
    // The same document, cited with a vague date and without one.
    assert_eq!(count(&[cable(), in_paper("", cites, &format!("{}, {cites}", said("1950-05")))]), 1);
    assert_eq!(count(&[cable(), in_paper("Cites(\"cable\"), Quotes(\"cable\")", undated, &said("1950-05"))]), 1);
    // Of two announcements that a document cites, the one is meant whose date fits.
    let second = CABLE.replace("cable", "second").replace("1950-05-04", "1950-04");
    let both = "Cites(\"cable\"), Cites(\"second\")";
    assert_eq!(count(&[cable(), second.clone(), in_paper(both, &said("1950-05-04"), &said("1950-05"))]), 1);
    assert_eq!(count(&[cable(), second, in_paper(both, &said("1950-05"), &said("1950-04"))]), 2);
    // Another document that says nothing nearer may mean another announcement.
    let other = source("b", "by: \"paper\"", &said("1950-05"));
    assert_eq!(count(&[cable(), in_paper("", cites, &said("1950-05")), other]), 2);
}

#[test]
fn who_corrects_another_does_not_have_it_from_him() {
    let sources = [
        source("a", "by: \"witness\"", "from: [Corrects(\"says-b\")]"),
        source("b", "by: \"paper\"", "").replace("13,000", "14,000"),
    ];
    let model = model(&sources.iter().map(String::as_str).collect::<Vec<_>>());
    let provenance = Provenance::new(&model);
    let steps = up(&provenance, claim(&model, "says-a"));
    let corrected = steps.iter().find(|step| step.edge == Some(Edge::Corrects)).expect("it is shown");
    assert!(!corrected.origin);
    assert_eq!(steps.iter().filter(|step| step.origin).count(), 1);
}

/// Two works of reference that copied each other, and a paper that relies on one of them.
#[test]
fn a_circle_of_two_works_of_reference_is_shown_and_has_no_origin() {
    let Some(folder) = case("circle") else { return };
    let (texts, unread) = read_collection(&folder);
    let model = load(&texts, &unread).unwrap().model;
    let provenance = Provenance::new(&model);
    let paper = claim(&model, "paper-a/text");
    let text = tree::lineage(&provenance, Direction::Up, &up(&provenance, paper), Format::Human);
    assert!(text.contains("↺ circle") && text.contains("no origin"), "{text}");
    assert!(!text.contains("● origin"), "{text}");
    assert!(provenance.origins_of(paper).is_empty());
    let found = what_falls(&texts, &model, What::Source(model.find_source("drugbank-entry").unwrap()));
    let fallen: Vec<String> = found.fallen.iter().map(|&claim| model.claim_name(claim)).collect();
    assert_eq!(fallen, ["paper-a/text", "wikipedia-article/text"]);
    let circles = provenance.circles();
    assert_eq!(circles.len(), 1);
    assert!(matches!(circles[0].steps[0].0, Stop::Claim(_)));
}

/// A tracker that cites a report in which its figure does not stand.
#[test]
fn the_author_of_a_report_that_is_silent_is_no_origin() {
    let Some(folder) = case("cited-report-is-silent") else { return };
    let (mut texts, unread) = read_collection(&folder);
    let model = load(&texts, &unread).unwrap().model;
    let documents = Documents::new(&model, |path| read_text(&folder.join("texts"), path, &mut texts));
    let toll = claim(&model, "tracker/toll");
    let origins = |provenance: &Provenance<'_>| -> Vec<String> {
        provenance.origins_of(toll).into_iter().map(|origin| provenance.stop_text(Stop::Origin(origin))).collect()
    };
    assert_eq!(origins(&Provenance::new(&model)), ["IOM, 17 August 2026 (iom-23)"]);
    let provenance = Provenance::of(&texts, &model, &documents);
    assert_eq!(origins(&provenance), ["tracker, 19 August 2026 (tracker)"]);
    let silent: Vec<Node> =
        up(&provenance, toll).into_iter().filter(|step| step.silent).map(|step| step.node).collect();
    assert_eq!(silent, [Node::Source(model.find_source("iom-23").unwrap())]);
    let found = analysis(&texts, &model).reading(&documents).findings().to_vec();
    let warned = found.iter().filter(|finding| finding.message.severity > Severity::Note);
    let warned: Vec<_> = warned.map(|finding| (finding.message.code.id, finding.claims.clone())).collect();
    assert_eq!(warned, [("GS413", vec![toll])]);
}
