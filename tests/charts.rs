//! Charts as SVG and as tables: what is said is there, as it was said, and nothing else.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use gainsay::base::text::Texts;
use gainsay::model::load;
use gainsay::picture::diagram::{Kind, Picture, Request, RowKind, Scene, Wrong};
use gainsay::picture::export::{Format, Options};

use crate::support::analysis;
use roxmltree::{Document, Node};

const VOCABULARY: &str = r#"Vocabulary(
    measures: [
        Measure(id: "captured", kind: Cumulative, unit: "persons"),
        Measure(id: "home", kind: Cumulative, unit: "persons"),
        Measure(id: "held", kind: Stock, unit: "persons"),
        Measure(id: "died", kind: Cumulative, unit: "persons"),
    ],
    parties: [Party(id: "tass", name: "TASS", side: "east"), Party(id: "rome", name: "Rome", side: "west")],
)"#;

const RULES: &str = r#"Rules([
    Rule(id: "somewhere", basis: Assumption, says: "Everyone is somewhere.", holds: Equation("captured = home + held + died")),
])"#;

const SOURCE: &str = r#"Source(id: "memo", kind: Memorandum, claims: [
    Claim(id: "none", by: "tass", says: Figure(of: "held @ 1952-02", is: "none")),
    Claim(id: "many", by: "rome", says: Figure(of: "held @ 1952-02", is: "11,000")),
    Claim(id: "some", by: "rome", says: Figure(of: "held @ 1952-02", is: "about 12,000")),
    Claim(id: "few", by: "rome", says: Figure(of: "held @ 1952-02", is: "less than 20")),
    Claim(id: "span", by: "rome", says: Figure(of: "held @ 1952-02", is: "30..50")),
    Claim(id: "taken", by: "tass", says: Figure(of: "captured @ 1950-05", is: "60,000")),
    Claim(id: "home", by: "tass", says: Figure(of: "home @ 1952-02", is: "20,000")),
    Claim(id: "taken-too", by: "rome", says: Figure(of: "captured @ 1943-03", is: "30,000")),
    Claim(id: "home-too", by: "rome", says: Figure(of: "home @ 1943-03", is: "40,000")),
])"#;

fn texts() -> Texts {
    Texts::from_memory([
        ("gainsay.ron", r#"Collection(title: "Italians", sides: ["east", "west"])"#),
        ("vocabulary.ron", VOCABULARY),
        ("rules.ron", RULES),
        ("memo.ron", SOURCE),
    ])
}

fn drawn(texts: &Texts, kind: &str, request: &Request) -> Result<Picture, Wrong> {
    let model = load::load(texts, &[]).map_err(|error| error.messages).unwrap().model;
    let analysis = analysis(texts, &model);
    Kind::named(kind).unwrap().draw(&Scene::new(&analysis), request)
}

fn written(picture: &Picture, format: &str) -> String {
    let options = Options { width: Some(720), prefix: Some("fig-1".to_owned()), ..Options::default() };
    String::from_utf8(Format::named(format).unwrap().write(picture, &options).unwrap().bytes).unwrap()
}

/// The group of a row: the one whose tooltip begins so.
fn row<'d>(document: &'d Document<'_>, tooltip: &str) -> Node<'d, 'd> {
    let is_title =
        |node: &Node<'_, '_>| node.has_tag_name("title") && node.text().unwrap_or_default().starts_with(tooltip);
    document.descendants().find(is_title).unwrap_or_else(|| panic!("no row {tooltip}")).parent().unwrap()
}

/// The marks of a row on the axis, with their middles; the first is the one before the name.
fn marks<'d>(row: Node<'d, 'd>) -> Vec<(f64, &'d str)> {
    let circles = row.descendants().filter(|node| node.has_tag_name("circle"));
    circles
        .skip(1)
        .map(|node| (node.attribute("cx").unwrap().parse().unwrap(), node.attribute("fill").unwrap()))
        .collect()
}

#[test]
fn a_small_chart_says_what_is_said() {
    let picture = drawn(&texts(), "discrepancy", &Request::default()).unwrap();
    let svg = written(&picture, "svg");
    insta::with_settings!({ snapshot_path => "charts", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("discrepancy", svg);
        insta::assert_snapshot!("discrepancy-table", written(&picture, "table"));
        let balance = drawn(&texts(), "balance", &Request::default()).unwrap();
        insta::assert_snapshot!("balance", written(&balance, "svg"));
        insta::assert_snapshot!("balance-table", written(&balance, "table"));
    });
}

#[test]
fn zero_has_a_gutter_and_exact_figures_are_filled() {
    // East comes first, and its marks are circles.
    let picture = drawn(&texts(), "discrepancy", &Request::default()).unwrap();
    let svg = written(&picture, "svg");
    let document = Document::parse(&svg).unwrap();
    let none = marks(row(&document, "memo/none"));
    assert_eq!(none.len(), 1, "{none:?}");
    assert_eq!(none[0].1, "#0072B2", "an exact figure is filled");
    let zeros: Vec<f64> = document
        .descendants()
        .filter(|node| {
            node.has_tag_name("text") && node.text() == Some("0") && node.attribute("text-anchor") == Some("middle")
        })
        .map(|node| node.attribute("x").unwrap().parse().unwrap())
        .collect();
    assert!(!zeros.is_empty() && zeros.iter().all(|x| (x - none[0].0).abs() < 0.01), "{zeros:?} {none:?}");
    // Squares are paths: filled where exact, empty where hedged, open, or a range.
    let fills = |claim: &str| -> Vec<String> {
        let row = row(&document, claim);
        let outlines = row.descendants().filter(|node| node.has_tag_name("path") && node.attribute("stroke").is_some());
        outlines.skip(1).map(|node| node.attribute("fill").unwrap().to_owned()).collect()
    };
    assert_eq!(fills("memo/many"), ["#9a6700"]);
    assert_eq!(fills("memo/some"), ["#ffffff"]);
    assert_eq!(fills("memo/few"), ["#ffffff"]);
    assert_eq!(fills("memo/span"), ["#ffffff", "#ffffff"], "both ends of a range are marked, and no middle");
}

#[test]
fn every_number_is_in_print_and_in_the_table() {
    let picture = drawn(&texts(), "discrepancy", &Request::default()).unwrap();
    let Picture::Forest(forest) = &picture else { panic!("a forest plot") };
    let svg = written(&picture, "svg");
    let document = Document::parse(&svg).unwrap();
    let printed: String = document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text())
        .collect::<Vec<_>>()
        .join(" ");
    let csv = written(&picture, "csv");
    let gaps: Vec<_> = forest.groups.iter().flat_map(|group| &group.gaps).collect();
    assert!(!gaps.is_empty());
    for gap in gaps {
        assert!(printed.contains(&gap.gap.grouped()), "{} in {printed}", gap.gap);
        assert!(csv.contains(&gap.id) && csv.contains(&gap.gap.grouped()));
        let told = document.root_element().descendants().find(|node| node.has_tag_name("desc")).unwrap();
        assert!(told.text().unwrap().contains(&gap.gap.grouped()));
    }
    for row in forest.groups.iter().flat_map(|group| &group.rows) {
        for word in row.says.split(' ') {
            assert!(printed.contains(word), "{word} in {printed}");
        }
    }
    assert!(printed.contains("of 9 claims shown"));
}

/// The balances of some claims of one party under some rules: of each the equation, and its lines.
fn balances(rules: &str, claims: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
    let claims = claims
        .iter()
        .enumerate()
        .map(|(at, (of, is))| format!("Claim(id: \"c{at}\", by: \"tass\", says: Figure(of: \"{of}\", is: \"{is}\")),"));
    let source = format!("Source(id: \"memo\", kind: Memorandum, claims: [{}])", claims.collect::<String>());
    let texts = Texts::from_memory([
        ("gainsay.ron", r#"Collection(title: "Italians", sides: ["east", "west"])"#.to_owned()),
        ("vocabulary.ron", VOCABULARY.replace("measures: [", "measures: [Measure(id: \"away\", kind: Stock),")),
        ("rules.ron", format!("Rules([{rules}])")),
        ("memo.ron", source),
    ]);
    let Picture::Balance(balance) = drawn(&texts, "balance", &Request::default()).unwrap() else { panic!("a balance") };
    let stacks =
        balance.accounts.iter().flat_map(|account| account.stacks.iter().map(|stack| (&account.equation, stack)));
    let line = |part: &gainsay::picture::diagram::Part| format!("{} {} ({})", part.name, part.says, part.more);
    stacks.map(|(equation, stack)| (equation.clone(), stack.parts.iter().map(line).collect())).collect()
}

const COARSE: &str = r#"Rule(id: "rest", basis: Definition, says: "s", holds: Equation("captured = home + away")),"#;
const FINE: &str =
    r#"Rule(id: "somewhere", basis: Assumption, says: "s", holds: Equation("captured = home + held + died")),"#;

#[test]
fn a_count_that_runs_on_is_at_least_what_it_was_and_only_what_all_parts_leave_is_unaccounted_for() {
    let said = [("captured @ 1950", "100"), ("home @ 1950", "30"), ("held @ 1952", "20")];
    let told = |claims: &[(&str, &str)]| balances(FINE, claims).pop().unwrap().1;
    let carried =
        ["captured 100 (@ 1950)", "home 30 (@ 1950)", "held 20 ()", "not stated 50 (computed: home since, died)"];
    assert_eq!(told(&said), carried);
    // Nothing is carried back, and nothing of what may fall.
    let earlier =
        told(&[("captured @ 1950", "100"), ("home @ 1953", "30"), ("held @ 1951", "20"), ("died @ 1952", "1")]);
    assert_eq!(earlier[1..], ["home 30 ()", "died 1 (@ 1952)", "not stated 69 (computed: held, died since)"]);
    // When every part is stated, what is left is unaccounted for.
    let all = [said[0], ("home @ 1952", "30"), said[2], ("died @ 1952", "5")];
    assert_eq!(told(&all).last().unwrap(), "unaccounted for 45 (computed)");
}

#[test]
fn a_balance_that_two_rules_tell_is_told_once_by_the_finer() {
    let said = [("captured @ 1950", "100"), ("home @ 1950", "30")];
    let equations = |rules: &str, claims: &[(&str, &str)]| -> Vec<String> {
        balances(rules, claims).into_iter().map(|(equation, _)| equation).collect()
    };
    let (coarse, fine) = ("captured = home + away", "captured = home + held + died");
    for rules in [[COARSE, FINE].concat(), [FINE, COARSE].concat()] {
        assert_eq!(equations(&rules, &said), [fine]);
        let held = [said[0], said[1], ("held @ 1950", "20")];
        assert_eq!(equations(&rules, &held), [fine]);
        // What only the coarser one knows is told.
        let mut both = equations(&rules, &[said[0], said[1], ("away @ 1950", "70"), ("held @ 1950", "20")]);
        both.sort();
        assert_eq!(both, [coarse, fine]);
    }
    // A rule that is switched off takes nothing from one that holds.
    let off = [COARSE, &FINE.replace("says:", "active: false, says:")].concat();
    assert_eq!(equations(&off, &said), [coarse, fine]);
    let off = [&COARSE.replace("Definition", "Assumption, active: false"), FINE].concat();
    assert_eq!(equations(&off, &said), [fine]);
}

#[test]
fn what_is_left_is_computed_and_never_a_claim() {
    let picture = drawn(&texts(), "balance", &Request::default()).unwrap();
    let Picture::Balance(balance) = &picture else { panic!("a balance") };
    let parts = || balance.accounts.iter().flat_map(|account| &account.stacks).flat_map(|stack| &stack.parts);
    let computed: Vec<_> = parts().filter(|part| part.claim.is_none()).collect();
    let says: Vec<&str> = computed.iter().map(|part| part.says.as_str()).collect();
    // 30,000 - 40,000; 60,000 - 20,000 - 0; 30,000 - 40,000 by then - 11,000.
    assert_eq!(says, ["10,000", "40,000", "21,000"]);
    let names: Vec<&str> = computed.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["too many", "not stated", "too many"]);
    assert_eq!(computed[1].more, "computed: died");
    assert!(parts().any(|part| part.says.contains("11,000") && part.more.contains("the first of 4 figures")));
    assert!(computed.iter().all(|part| part.more.starts_with("computed")));
    let svg = written(&picture, "svg");
    let document = Document::parse(&svg).unwrap();
    for (tooltip, hatch) in [("The parts leave", "555a61"), ("The parts exceed", "B00020")] {
        let fill = format!("url(#fig-1-hatch-{hatch})");
        let bars: Vec<_> = row(&document, tooltip).descendants().filter(|node| node.has_tag_name("rect")).collect();
        assert!(bars.iter().any(|bar| bar.attribute("fill") == Some(fill.as_str())), "{bars:?}");
        assert!(document.descendants().any(|node| node.attribute("id") == Some(&fill[5..fill.len() - 1])));
    }
}

#[test]
fn what_others_leave_room_for_is_a_row_of_its_own() {
    let picture = drawn(
        &Texts::from_memory([
            ("gainsay.ron", r#"Collection(title: "t", sides: ["east", "west"])"#),
            ("vocabulary.ron", VOCABULARY),
            ("rules.ron", RULES),
            (
                "a.ron",
                r#"Source(id: "a", kind: Report, claims: [
            Claim(id: "whole", by: "tass", says: Figure(of: "captured @ 1950-05", is: "60,000")),
            Claim(id: "home", by: "tass", says: Figure(of: "home @ 1950-05", is: "50,000")),
            Claim(id: "held", by: "rome", says: Figure(of: "held @ 1950-05", is: "11,000")),
        ])"#,
            ),
        ]),
        "discrepancy",
        &Request::default(),
    )
    .unwrap();
    let Picture::Forest(forest) = picture else { panic!("a forest plot") };
    let group = &forest.groups[0];
    let [gap] = &group.gaps[..] else { panic!("{:?}", group.gaps) };
    assert_eq!(gap.gap.grouped(), "1,000");
    let computed = &group.rows[gap.to];
    assert_eq!((computed.kind, computed.is_exact()), (RowKind::Computed, false));
    assert_eq!((group.title.as_str(), computed.says.as_str()), ("captured by May 1950", "at least 61,000"));
    assert_eq!(computed.says_more, "50,000 + 11,000");
    assert_eq!(forest.shown.to_string(), "3 of 3 claims shown");
}

const HOSTILE: &[&str] = &[
    "</svg><script>alert(1)</script>",
    "]]>",
    "say \\\"no\\\" & 'go'",
    "two\\nlines",
    "1\\u{202e}234\\u{202c}",
    "nul \\u{0} bell \\u{7}",
    "url(javascript:alert(1))",
    "=1+1",
];

fn hostile() -> Texts {
    let long = "long ".repeat(2_000);
    let names: Vec<&str> = HOSTILE.iter().copied().chain([long.as_str()]).collect();
    let parties: String = names
        .iter()
        .enumerate()
        .map(|(at, name)| format!("Party(id: \"p{at}\", name: \"{name}\", side: \"a\"),"))
        .collect();
    let claims: String = names
        .iter()
        .enumerate()
        .map(|(at, name)| format!("Claim(id: \"c{at}\", by: \"p{at}\", at: \"{name}\", quote: \"x\", says: Figure(of: \"held @ 1950-05\", is: \"{}\")),", (at + 1) * 1_000))
        .collect();
    let vocabulary = format!(
        "Vocabulary(measures: [Measure(id: \"held\", kind: Stock, unit: \"{}\")], parties: [{parties}])",
        HOSTILE[0]
    );
    Texts::from_memory([
        ("gainsay.ron".to_owned(), format!("Collection(title: \"{}\", sides: [\"a\"])", HOSTILE[0])),
        ("vocabulary.ron".to_owned(), vocabulary),
        ("s.ron".to_owned(), format!("Source(id: \"s\", kind: Report, claims: [{claims}])")),
    ])
}

#[test]
fn hostile_names_are_text_and_nothing_else() {
    let picture = drawn(&hostile(), "discrepancy", &Request::default()).unwrap();
    let svg = written(&picture, "svg");
    let document = Document::parse(&svg).unwrap();
    let known = ["svg", "title", "desc", "style", "rect", "line", "path", "circle", "g", "text"];
    for node in document.descendants().filter(Node::is_element) {
        assert!(known.contains(&node.tag_name().name()), "{node:?}");
        assert!(node.attributes().all(|attribute| !attribute.name().starts_with("on") && attribute.name() != "href"));
    }
    assert!(!svg.contains("]]>") && !svg.contains('\u{202e}'));
    assert!(!svg.chars().any(|c| c.is_control() && c != '\n'));
    let csv = written(&picture, "csv");
    assert!(csv.contains(",'=1+1,") && !csv.contains('\u{202e}'), "{csv}");
    let html = written(&picture, "html");
    assert!(!html.contains("<script") && Document::parse(&html).is_ok());
    assert_eq!(svg, written(&drawn(&hostile(), "discrepancy", &Request::default()).unwrap(), "svg"));
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let texts = texts();
    let message = |kind: &str, request: Request| drawn(&texts, kind, &request).map(|_| ()).unwrap_err().to_string();
    let named = Request { start: Some("memo/none".to_owned()), ..Request::default() };
    assert!(message("discrepancy", named.clone()).starts_with("`discrepancy` takes no name"));
    assert!(message("lineage", Request::default()).starts_with("`lineage` begins with a claim"));
    let unknown = Request { start: Some("memo/nonne".to_owned()), ..Request::default() };
    assert!(message("lineage", unknown).contains("did you mean `memo/none`"));
    let contradiction = Request { contradiction: Some("C-none".to_owned()), ..Request::default() };
    assert!(message("discrepancy", contradiction.clone()).starts_with("there is no contradiction `C-none`"));
    assert!(message("balance", contradiction).starts_with("`balance` draws claims"));
    let deep = Request { depth: Some(1), ..Request::default() };
    assert!(message("conflicts", deep).starts_with("`conflicts` takes no depth"));
    let chart = drawn(&texts, "balance", &Request::default()).unwrap();
    let refused = Format::named("dot").unwrap().write(&chart, &Options::default()).unwrap_err();
    assert!(refused.to_string().contains("this picture is a chart"), "{refused}");
    let narrow = Options { width: Some(10), ..Options::default() };
    assert!(Format::named("svg").unwrap().write(&chart, &narrow).unwrap_err().message.contains("10 pixels"));
}

#[test]
fn one_contradiction_shows_its_own_claims_alone() {
    let texts = texts();
    let Picture::Forest(all) = drawn(&texts, "discrepancy", &Request::default()).unwrap() else {
        panic!("a forest plot")
    };
    let id = all.groups[0].gaps[0].id.clone();
    let request = Request { contradiction: Some(id.clone()), ..Request::default() };
    let Picture::Forest(one) = drawn(&texts, "discrepancy", &request).unwrap() else { panic!("a forest plot") };
    let ids: Vec<&String> = one.groups.iter().flat_map(|group| &group.gaps).map(|gap| &gap.id).collect();
    assert_eq!(ids, [&id]);
}
