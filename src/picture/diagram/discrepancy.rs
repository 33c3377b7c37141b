//! Who says what about the same thing, and how far apart they are, as a forest plot.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::conflicts::gap_text;
use super::forest::{Forest, Gap, Group, Row, RowKind};
use super::{Picture, Request, Scene, Shown, Wrong, visible};
use crate::analysis::Analysis;
use crate::analysis::filter::Filter;
use crate::base::number::{Bounds, Number};
use crate::model::{ClaimId, Model, Of, SideId};
use crate::provenance::graph::Node;
use crate::reason::facts::figures::{Figure, at_moments, binding};
use crate::reason::finding::{Contradiction, Finding, Strength};

mod rows;
mod sides;
mod sums;

use sides::Bars;

/// The contradictions that are asked for, and where something is asked about, all that is said of it.
pub(super) fn make(scene: &Scene<'_>, request: &Request) -> Result<Picture, Wrong> {
    let asked = scene.asked(request)?;
    let analysis = scene.analysis;
    let figures = figures(analysis);
    let mut drawing = Drawing::new(analysis.model(), &figures, request.contradiction.is_some());
    for (finding, contradiction) in asked {
        drawing.add(finding, contradiction);
    }
    if !drawing.only && !request.filter.about.is_empty() {
        drawing.add_all_about(request);
    }
    let bars = sides::bars(analysis, &request.filter, &drawing.quantities());
    Ok(Picture::Forest(drawing.finished(&bars)))
}

/// A picture of each of some contradictions; none of those that differ in no number.
///
/// What the pictures share is worked out once: many cost little more than one.
pub fn discrepancies(analysis: &Analysis<'_>, findings: &[&Finding]) -> Vec<Option<Forest>> {
    let figures = figures(analysis);
    let drawing = |finding: &&Finding| {
        let contradiction = finding.contradiction.as_ref().filter(|found| found.gap.is_some())?;
        let mut drawing = Drawing::new(analysis.model(), &figures, true);
        drawing.add(finding, contradiction);
        Some(drawing)
    };
    let drawings: Vec<Option<Drawing<'_>>> = findings.iter().map(drawing).collect();
    let mut quantities: Vec<Of> = drawings.iter().flatten().flat_map(Drawing::quantities).collect();
    quantities.sort_unstable();
    quantities.dedup();
    let bars = sides::bars(analysis, &Filter::default(), &quantities);
    drawings.into_iter().map(|drawing| Some(drawing?.finished(&bars))).collect()
}

/// What binds as fact, and what binds among plans.
fn figures(analysis: &Analysis<'_>) -> [Vec<Figure>; 2] {
    [false, true].map(|plans| {
        let figures = binding(analysis.model(), analysis.assumptions(), plans);
        at_moments(analysis.model(), analysis.assumptions(), figures)
    })
}

/// What makes a group: a quantity, among facts or among plans; or a sum that no one claims.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Quantity(Of, bool),
    Sum(String),
}

/// A group in the making: gaps name their rows by what they are of.
#[derive(Debug, Default)]
struct Draft {
    title: String,
    unit: Option<String>,
    dates: bool,
    rows: Vec<(RowId, Row)>,
    gaps: Vec<(RowId, RowId, Gap)>,
}

/// What tells the rows of a group apart.
#[derive(Debug, Clone, PartialEq, Eq)]
enum RowId {
    /// A reading of a claim, counted.
    Claim(ClaimId, usize),
    /// What a contradiction's other claims come to.
    Computed(String),
}

struct Drawing<'m> {
    model: &'m Model,
    /// What binds as fact, and what binds among plans.
    figures: &'m [Vec<Figure>; 2],
    /// Whether only one contradiction is drawn, and so only its claims.
    only: bool,
    groups: IndexMap<Key, Draft>,
    /// The contradictions without numbers.
    left_out: usize,
}

impl<'m> Drawing<'m> {
    fn new(model: &'m Model, figures: &'m [Vec<Figure>; 2], only: bool) -> Self {
        Drawing { model, figures, only, groups: IndexMap::new(), left_out: 0 }
    }

    fn add(&mut self, finding: &Finding, contradiction: &Contradiction) {
        let Some(gap) = &contradiction.gap else {
            self.left_out += 1;
            return;
        };
        let gap = Gap {
            id: contradiction.id.clone(),
            strength: contradiction.strength,
            from: 0,
            to: 0,
            gap: gap.clone(),
            ratio: contradiction.ratio.clone(),
            text: if gap.is_zero() { "they only just miss".to_owned() } else { gap_text(contradiction) },
            basis: self.basis(finding, contradiction),
            tooltip: self.tooltip(finding, contradiction),
        };
        if contradiction.sum.is_empty() {
            self.add_disagreement(finding, contradiction, gap);
        } else {
            self.add_sum(finding, contradiction, gap);
        }
    }

    /// Two claims about one quantity.
    fn add_disagreement(&mut self, finding: &Finding, contradiction: &Contradiction, gap: Gap) {
        let ([of], [one, other]) = (&contradiction.quantities[..], &finding.claims[..]) else { return };
        let only = self.only.then(|| finding.involved().to_vec());
        let draft = self.group_of(*of, contradiction.among_plans, only.as_deref());
        let apart = |a: &Row, b: &Row| {
            let ends = |row: &Row| match (&row.meant, contradiction.strength) {
                (Some(meant), Strength::Tension) => Bounds::exactly(meant.clone()),
                _ => row.bounds.clone(),
            };
            let (a, b) = (ends(a), ends(b));
            let missed = |low: &Bounds, high: &Bounds| Some(&low.low.as_ref()?.value - &high.high.as_ref()?.value);
            // Dates are drawn on their scale, where a gap has so many places.
            let wanted = contradiction.apart.as_ref().map_or(&gap.gap, |apart| &apart.places);
            missed(&a, &b).into_iter().chain(missed(&b, &a)).any(|missed| missed == *wanted)
        };
        let of_claim = |claim: ClaimId| draft.rows.iter().filter(move |(id, _)| id.claim() == Some(claim));
        let pairs = of_claim(*one).flat_map(|a| of_claim(*other).map(move |b| (a, b)));
        let found = pairs.clone().find(|(a, b)| apart(&a.1, &b.1)).or_else(|| pairs.clone().next());
        if let Some((a, b)) = found {
            let ends = (a.0.clone(), b.0.clone());
            draft.gaps.push((ends.0, ends.1, gap));
        }
    }

    /// The group of a quantity, with a row for everything that is said of it.
    fn group_of(&mut self, of: Of, plans: bool, only: Option<&[ClaimId]>) -> &mut Draft {
        let model = self.model;
        let figures = &self.figures[usize::from(plans)];
        self.groups.entry(Key::Quantity(of, plans)).or_insert_with(|| {
            let wanted = |figure: &&Figure| figure.of == of && only.is_none_or(|only| only.contains(&figure.claim));
            let own = figures.iter().filter(wanted);
            let mut rows: Vec<(RowId, Row)> = Vec::new();
            for figure in own {
                let reading = rows.iter().filter(|(id, _)| id.claim() == Some(figure.claim)).count();
                rows.push((RowId::Claim(figure.claim, reading), rows::claimed(model, figure)));
            }
            rows.sort_by_cached_key(|(_, row)| place(row));
            let among = if plans { " (among plans)" } else { "" };
            Draft {
                title: format!("{}{among}", model.of_words(of)),
                unit: model.unit_beside(of).map(|unit| visible(unit).into_owned()),
                dates: model.is_event(of),
                rows,
                gaps: Vec::new(),
            }
        })
    }

    /// A group for each quantity that the filter asks about, and of which something is said.
    fn add_all_about(&mut self, request: &Request) {
        let model = self.model;
        for plans in [false, true] {
            let asked = |figure: &&Figure| {
                let subjects = model.quantities_of(figure.of);
                let kept = |&quantity: &_| request.filter.keeps_subject(model, Node::Quantity(quantity));
                subjects.iter().any(kept) && request.filter.keeps_claim(model, figure.claim)
            };
            let mut quantities: Vec<Of> =
                self.figures[usize::from(plans)].iter().filter(asked).map(|figure| figure.of).collect();
            quantities.dedup();
            for of in quantities {
                self.group_of(of, plans, None);
            }
        }
    }

    /// The quantities of groups of facts.
    fn quantities(&self) -> Vec<Of> {
        let of = |key: &Key| match key {
            Key::Quantity(of, false) => Some(*of),
            _ => None,
        };
        self.groups.keys().filter_map(of).collect()
    }

    fn basis(&self, finding: &Finding, contradiction: &Contradiction) -> String {
        let mut basis = contradiction.strength.word().to_owned();
        let mut rests: Vec<&str> = contradiction.assumptions.iter().map(|rule| rule.name(self.model)).collect();
        if !contradiction.readings.is_empty() {
            rests.push("a reading");
        }
        if contradiction.strength == Strength::Conditional && !rests.is_empty() {
            basis.push_str(&format!(": {}", rests.join(", ")));
        }
        if let Some(judgement) = finding.judgement {
            basis.push_str(&format!(" ({})", self.model.judgements()[judgement].verdict.word()));
        }
        visible(&basis).into_owned()
    }

    fn tooltip(&self, finding: &Finding, contradiction: &Contradiction) -> String {
        let mut lines = vec![sentence(finding, contradiction)];
        let ratio = contradiction.ratio.as_ref().filter(|ratio| !ratio.is_integer());
        lines.extend(ratio.map(|ratio| format!("exact ratio {ratio}")));
        lines.extend(contradiction.assumptions.iter().map(|rule| format!("rests on {}", rule.name(self.model))));
        lines.extend(contradiction.readings.iter().map(|taken| taken.text(self.model, " read as: ")));
        lines.extend(finding.involved().iter().map(|&claim| self.model.claim_name(claim)));
        visible(&format!("{} ({})\n{}", contradiction.id, contradiction.strength.word(), lines.join("\n"))).into_owned()
    }

    fn finished(self, bars: &Bars) -> Forest {
        let model = self.model;
        let mut claims: Vec<String> = Vec::new();
        let mut sentences: Vec<String> = Vec::new();
        let mut groups = Vec::new();
        let mut torn: BTreeSet<SideId> = BTreeSet::new();
        for (key, draft) in self.groups {
            claims.extend(draft.rows.iter().flat_map(|(_, row)| row.claims.iter().cloned()));
            let implied = match key {
                Key::Quantity(of, false) => bars.rows.get(&of).cloned().unwrap_or_default(),
                _ => Vec::new(),
            };
            if let Key::Quantity(of, false) = key {
                let speaks = |side: &&SideId| draft.rows.iter().any(|(_, row)| row.side == Some(**side));
                torn.extend(bars.contradictory.get(&of).into_iter().flatten().filter(speaks));
            }
            let place = |wanted: &RowId| draft.rows.iter().position(|(id, _)| id == wanted);
            let mut gaps = Vec::new();
            for (one, other, gap) in &draft.gaps {
                let (Some(one), Some(other)) = (place(one), place(other)) else { continue };
                sentences.extend(gap.tooltip.lines().nth(1).map(str::to_owned));
                gaps.push(Gap { from: one.min(other), to: one.max(other), ..gap.clone() });
            }
            let mut rows: Vec<Row> = draft.rows.into_iter().map(|(_, row)| row).collect();
            rows.extend(implied.into_iter().filter(|bar| adds_something(bar, &rows)).collect::<Vec<_>>());
            groups.push(Group { title: draft.title, unit: draft.unit, dates: draft.dates, rows, gaps });
        }
        claims.sort();
        claims.dedup();
        if sentences.is_empty() {
            sentences.push("No claims are apart here.".to_owned());
        }
        let mut notes = match self.left_out {
            0 => Vec::new(),
            1 => vec!["One contradiction without numbers is not drawn.".to_owned()],
            several => vec![format!("{several} contradictions without numbers are not drawn.")],
        };
        notes.extend((!torn.is_empty()).then(|| torn_sides(model, &torn)));
        Forest {
            title: visible(&format!("Who says what: {}", model.title())).into_owned(),
            description: sentences.join(" "),
            shown: Shown { claims: claims.len(), of: model.claims().len() },
            groups,
            notes,
        }
    }
}

impl RowId {
    fn claim(&self) -> Option<ClaimId> {
        match self {
            RowId::Claim(claim, _) => Some(*claim),
            RowId::Computed(_) => None,
        }
    }
}

/// That nothing is told of what some sides imply.
fn torn_sides(model: &Model, sides: &BTreeSet<SideId>) -> String {
    let names: Vec<String> = sides.iter().map(|side| rows::side_name(model, Some(*side))).collect();
    format!("What follows from a side that contradicts itself is not shown: {}.", names.join(", "))
}

/// Whether a side's interval is worth a row: the side speaks of this, and not in the same words; or it
/// leaves no room for what another row says.
fn adds_something(bar: &Row, rows: &[Row]) -> bool {
    let stated = |row: &&Row| row.kind != RowKind::Computed;
    let own = || rows.iter().filter(stated).filter(|row| row.side == bar.side);
    let leaves_out = |row: &Row| {
        let above = |one: &Bounds, other: &Bounds| match (&one.low, &other.high) {
            (Some(low), Some(high)) => low.value > high.value,
            _ => false,
        };
        above(&bar.bounds, &row.bounds) || above(&row.bounds, &bar.bounds)
    };
    own().all(|row| row.bounds != bar.bounds) && (own().next().is_some() || rows.iter().filter(stated).any(leaves_out))
}

/// Where a row stands among others: by the number that is meant, or else its lower end.
fn place(row: &Row) -> (bool, Option<Number>, Option<Number>) {
    let low = row.bounds.low.as_ref().map(|low| low.value.clone());
    let high = row.bounds.high.as_ref().map(|high| high.value.clone());
    let meant = row.meant.clone().or(low).or_else(|| high.clone());
    (meant.is_some(), meant, high)
}

/// The contradiction in a sentence: `Italians held in February 1952: 0 against 11,000: 11,000 persons apart.`
fn sentence(finding: &Finding, contradiction: &Contradiction) -> String {
    if contradiction.apart.is_some() {
        return visible(&format!("{}.", finding.message.text)).into_owned();
    }
    let ratio = contradiction.ratio_words().map(|ratio| format!(", {ratio}")).unwrap_or_default();
    visible(&format!("{}: {} apart{ratio}.", finding.message.text, contradiction.gap_words())).into_owned()
}
