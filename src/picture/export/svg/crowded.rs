//! Random charts: whatever is in them, no text lies on another or beyond the edge, by the kit's own widths.

use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::metrics::Font;
use super::{balance, forest};
use crate::base::number::{Bound, Bounds, Number};
use crate::model::{Id, SideId};
use crate::picture::diagram::{Account, Balance, Forest, Gap, Group, Part, PartKind, Row, RowKind, Shown, Stack};
use crate::picture::export::{Options, WIDTHS};
use crate::reason::finding::Strength;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-zA-Z ,.-]{1,30}",
        "[0-9,]{1,40}",
        "\\PC{0,60}",
        Just("漢字かな ".repeat(30)),
        Just("x".repeat(10_000)),
        Just("</script> ]]> \" \u{202e}\n&amp;".to_owned()),
    ]
}

fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        3 => (0_i64..10_000_000).prop_map(Number::from),
        1 => (0_i64..100, 1_i64..90).prop_map(|(a, b)| Number::ratio(a, b).expect("not by zero")),
        1 => Just(Number::ZERO),
        1 => (-500_i64..0).prop_map(Number::from),
        1 => (-300_i32..300).prop_map(|power| Number::pow10(power).expect("not too large")),
    ]
}

fn bounds() -> impl Strategy<Value = Bounds> {
    (number(), number(), 0_u8..4).prop_map(|(a, b, kind)| {
        let bound = |value: Number| Some(Bound { value, strict: false });
        let (low, high) = if a <= b { (a, b) } else { (b, a) };
        match kind {
            0 => Bounds::exactly(low),
            1 => Bounds { low: bound(low), high: None },
            2 => Bounds { low: None, high: bound(high) },
            _ => Bounds { low: bound(low), high: bound(high) },
        }
    })
}

fn row() -> impl Strategy<Value = Row> {
    let kinds = prop::sample::select(vec![RowKind::Claim, RowKind::Derived, RowKind::Computed, RowKind::Implied]);
    (kinds, prop::option::of(0_usize..7), prop::array::uniform6(text()), bounds()).prop_map(
        |(kind, side, [side_name, who, who_more, source, says, says_more], bounds)| Row {
            kind,
            side: side.map(SideId::new),
            side_name,
            tooltip: who.clone(),
            who,
            who_more,
            source,
            claims: Vec::new(),
            says,
            says_more,
            reading: bounds.to_string(),
            meant: bounds.single().cloned(),
            bounds,
            link: None,
        },
    )
}

fn group() -> impl Strategy<Value = Group> {
    let rows = prop::collection::vec(row(), 1..9);
    let gaps = prop::collection::vec((0_usize..8, 1_usize..8, text(), text(), number()), 0..9);
    (text(), prop::option::of("[a-z]{1,9}"), rows, gaps).prop_map(|(title, unit, rows, gaps)| {
        let strengths = [Strength::Hard, Strength::Conditional, Strength::Tension];
        let gaps = gaps.into_iter().enumerate().map(|(at, (from, after, text, basis, gap))| Gap {
            id: format!("C-{at}"),
            strength: strengths[at % 3],
            from,
            to: from + after,
            gap,
            ratio: None,
            tooltip: text.clone(),
            text,
            basis,
        });
        let gaps = gaps.filter(|gap| gap.to < rows.len()).collect();
        Group { title, unit, dates: false, rows, gaps }
    })
}

fn plot() -> impl Strategy<Value = Forest> {
    (text(), prop::collection::vec(group(), 0..4), prop::collection::vec(text(), 0..3)).prop_map(
        |(title, groups, notes)| Forest { description: title.clone(), title, shown: Shown::default(), groups, notes },
    )
}

fn part() -> impl Strategy<Value = Part> {
    let kinds = prop::sample::select(vec![PartKind::Whole, PartKind::Part, PartKind::Open, PartKind::Excess]);
    (kinds, prop::array::uniform4(text()), bounds(), number(), number()).prop_map(
        |(kind, [name, more, source, says], bounds, size, from)| Part {
            kind,
            tooltip: name.clone(),
            name,
            more,
            source,
            claim: None,
            says,
            bounds,
            size,
            from,
            link: None,
        },
    )
}

fn stack() -> impl Strategy<Value = Stack> {
    (prop::array::uniform3(text()), prop::option::of(0_usize..7), prop::collection::vec(part(), 1..6)).prop_map(
        |([party, when, side_name], side, parts)| Stack { party, when, side: side.map(SideId::new), side_name, parts },
    )
}

fn account() -> impl Strategy<Value = Account> {
    (prop::array::uniform3(text()), prop::option::of(text()), prop::collection::vec(stack(), 1..4))
        .prop_map(|([equation, rule, says], unit, stacks)| Account { equation, rule, says, unit, stacks })
}

fn balances() -> impl Strategy<Value = Balance> {
    (text(), prop::collection::vec(account(), 0..3)).prop_map(|(title, accounts)| Balance {
        description: title.clone(),
        title,
        accounts,
        ..Balance::default()
    })
}

fn attribute(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{name} of {node:?}"))
}

/// The text, its left, top, right and bottom.
type TextBox = (String, [f64; 4]);

/// How much of a line of text lies above its foot, at most, and below it.
const RISE: f64 = 0.76;
const DROP: f64 = 0.24;

fn text_boxes(document: &Document<'_>) -> Vec<TextBox> {
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    let boxed = texts.map(|node| {
        let size = attribute(node, "font-size");
        let font = Font { size, bold: node.attribute("font-weight").is_some() };
        let text = node.text().unwrap_or_default().to_owned();
        let (x, y, width) = (attribute(node, "x"), attribute(node, "y"), font.width(&text));
        let left = match node.attribute("text-anchor") {
            Some("middle") => x - width / 2.0,
            Some("end") => x - width,
            _ => x,
        };
        (text, [left, y - RISE * size, left + width, y + DROP * size])
    });
    boxed.collect()
}

/// Panics where texts touch, or reach beyond the picture.
fn assert_legible(svg: &str) {
    let document = Document::parse(svg).unwrap_or_else(|error| panic!("{error}\n{svg}"));
    let root = document.root_element();
    let (width, height) = (attribute(root, "width"), attribute(root, "height"));
    let boxes = text_boxes(&document);
    for (at, (text, [left, top, right, bottom])) in boxes.iter().enumerate() {
        assert!(
            *left >= 0.0 && *right <= width + 0.01 && *top >= 0.0 && *bottom <= height,
            "{text:?} leaves the picture"
        );
        for (other, [l, t, r, b]) in &boxes[at + 1..] {
            let apart = right <= &(l + 0.01) || r <= &(left + 0.01) || bottom <= &(t + 0.01) || b <= &(top + 0.01);
            assert!(apart, "{text:?} at {:?} lies on {other:?} at {:?}", [left, top, right, bottom], [l, t, r, b]);
        }
    }
    let mut ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    assert!(ids.iter().all(|id| id.starts_with("p7-")), "{ids:?}");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice");
}

fn options(width: u32) -> Options {
    Options { width: Some(width), prefix: Some("p7".to_owned()), ..Options::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_of_a_forest_plot_lies_on_another(forest in plot(), width in prop::sample::select(vec![360, 480, 720, 799, 800, 920, 1_400])) {
        let svg = forest::draw(&forest, &options(width));
        assert_legible(&svg);
        prop_assert_eq!(svg, forest::draw(&forest, &options(width)));
    }

    #[test]
    fn no_text_of_a_balance_lies_on_another(balance in balances(), width in prop::sample::select(vec![360, 480, 720, 920, 1_400])) {
        let svg = balance::draw(&balance, &options(width));
        assert_legible(&svg);
        prop_assert_eq!(svg, balance::draw(&balance, &options(width)));
    }
}

#[test]
fn the_narrowest_width_is_tried() {
    assert_eq!(*WIDTHS.start(), 360);
}

#[test]
#[should_panic(expected = "lies on")]
fn text_on_text_is_seen() {
    assert_legible(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"99\" height=\"99\"><text x=\"9\" y=\"50\" font-size=\"9\">one</text><text x=\"12\" y=\"52\" font-size=\"9\">two</text></svg>",
    );
}
