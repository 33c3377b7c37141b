//! What became of them: what each party says that a whole is made of, and what that leaves open.
//!
//! An account is made from any rule that equates one quantity with a sum of others. Each party's figures
//! for the parts at one time make a balance. What the whole was may have been said earlier, where it is a
//! count that runs on, and by another party of the same side.

use std::collections::{BTreeMap, BTreeSet};

use super::accounts::{Account, Balance, Part, PartKind, Stack};
use super::boxes::{claim_tooltip, link_of};
use super::{Picture, Request, Scene, Shown, Wrong, visible};
use crate::facts::figures::{Figure, binding};
use crate::model::{Basis, ClaimId, CodeId, MeasureKind, Model, Of, PartyId, Quantity, SideId, Statement, WhenId};
use crate::number::{Bound, Bounds, Number};

mod equations;

use equations::Equation;

/// The balances of the claims that are asked for.
pub(super) fn make(scene: &Scene<'_>, request: &Request) -> Result<Picture, Wrong> {
    let model = scene.model();
    let figures = binding(model, scene.subject.assumptions, false);
    let singles = figures.into_iter().filter_map(|figure| Said::new(model, figure)).collect::<Vec<_>>();
    let mut accounts = Vec::new();
    let mut without_whole = 0;
    for equation in equations::of(model) {
        let gathered = Gathered::new(model, &equation, &singles);
        accounts.extend(gathered.accounts(scene, request, &mut without_whole));
    }
    let mut claims: BTreeSet<&str> = BTreeSet::new();
    let parts = || accounts.iter().flat_map(|account: &Account| &account.stacks).flat_map(|stack| &stack.parts);
    claims.extend(parts().filter_map(|part| part.claim.as_deref()));
    let sentences: Vec<String> =
        accounts.iter().flat_map(|account| account.stacks.iter().map(|stack| sentence(account, stack))).collect();
    let notes = match without_whole {
        0 => Vec::new(),
        1 => vec!["One more party and date has parts, and nobody of that side says of what whole.".to_owned()],
        several => {
            vec![format!("{several} more parties and dates have parts, and nobody of those sides says of what whole.")]
        }
    };
    let empty = "No party gives both a whole and a part of it here.";
    Ok(Picture::Balance(Balance {
        title: visible(&format!("What became of them: {}", model.title())).into_owned(),
        description: if sentences.is_empty() { empty.to_owned() } else { sentences.join(" ") },
        shown: Shown { claims: claims.len(), of: model.claims().len() },
        accounts,
        notes,
    }))
}

/// A figure of one quantity.
#[derive(Debug)]
struct Said {
    figure: Figure,
    quantity: Quantity,
}

impl Said {
    fn new(model: &Model, figure: Figure) -> Option<Self> {
        let Of::Quantity(id) = figure.of else { return None };
        let quantity = model.quantities()[id];
        Some(Said { figure, quantity })
    }
}

/// What tells the balances of one equation apart: the codes, the time, and the party.
type Key = (Vec<CodeId>, Option<WhenId>, PartyId);

/// The figures that have to do with one equation.
struct Gathered<'a> {
    model: &'a Model,
    equation: &'a Equation,
    /// Figures of the whole, by codes.
    wholes: BTreeMap<Vec<CodeId>, Vec<&'a Said>>,
    /// Figures of parts, with the part's place in the equation.
    parts: BTreeMap<Key, Vec<(usize, &'a Said)>>,
}

impl<'a> Gathered<'a> {
    fn new(model: &'a Model, equation: &'a Equation, said: &'a [Said]) -> Self {
        let mut gathered = Gathered { model, equation, wholes: BTreeMap::new(), parts: BTreeMap::new() };
        for said in said {
            if let Some(codes) = equation.whole.base_of(model, equation, &said.quantity) {
                gathered.wholes.entry(codes).or_default().push(said);
            }
            for (place, part) in equation.parts.iter().enumerate() {
                let Some(codes) = part.base_of(model, equation, &said.quantity) else { continue };
                for &party in model.asserters(said.figure.claim) {
                    let own = gathered.parts.entry((codes.clone(), said.quantity.when, party)).or_default();
                    own.push((place, said));
                }
            }
        }
        gathered
    }

    fn accounts(&self, scene: &Scene<'_>, request: &Request, without_whole: &mut usize) -> Vec<Account> {
        let mut accounts: BTreeMap<&[CodeId], Vec<(Option<WhenId>, Stack)>> = BTreeMap::new();
        for ((codes, when, party), parts) in &self.parts {
            let kept = |claim: ClaimId| request.filter.keeps_claim(self.model, claim);
            let side = self.model.parties()[*party].side;
            let between = &request.filter.between;
            let side_fits = between.is_empty() || side.is_some_and(|side| between.contains(&side));
            if !side_fits || !parts.iter().any(|(_, said)| kept(said.figure.claim)) {
                continue;
            }
            let Some(whole) = self.whole(codes, *when, *party) else {
                *without_whole += 1;
                continue;
            };
            if !self.equation.holds_for(self.model, parts.iter().map(|(_, said)| &said.figure).chain([&whole.figure])) {
                continue;
            }
            accounts.entry(codes).or_default().push((*when, self.stack(*when, *party, whole, parts)));
        }
        accounts.into_iter().map(|(codes, stacks)| self.account(scene, codes, stacks)).collect()
    }

    /// What the whole was at a time, in the words of a party, or else of its side: said of that time, or, of a
    /// count that runs on, the last one said of a time before.
    fn whole(&self, codes: &[CodeId], when: Option<WhenId>, party: PartyId) -> Option<&'a Said> {
        let side = self.model.parties()[party].side;
        let runs_on = matches!(self.model.measures()[self.equation.whole.measure].kind, MeasureKind::Cumulative { .. });
        let end = |when: Option<WhenId>| when.and_then(|when| self.model.whens()[when].latest());
        let rank = |said: &&Said| {
            let asserters = self.model.asserters(said.figure.claim);
            let of_side = asserters.iter().any(|other| side.is_some() && self.model.parties()[*other].side == side);
            let same_time = said.quantity.when == when;
            let earlier = runs_on && end(said.quantity.when).is_some() && end(said.quantity.when) <= end(when);
            let own = asserters.contains(&party);
            ((own || of_side) && (same_time || earlier))
                .then(|| (own, same_time, end(said.quantity.when), std::cmp::Reverse(said.figure.claim)))
        };
        let wholes = self.wholes.get(codes)?.iter().copied();
        // A bound alone says nothing of what is left.
        let sized = wholes.filter(|said| said.figure.read.high.is_some() && said.figure.read.low.is_some());
        sized.filter_map(|said| Some((rank(&said)?, said))).max_by(|a, b| a.0.cmp(&b.0)).map(|(_, said)| said)
    }

    fn stack(&self, when: Option<WhenId>, party: PartyId, whole: &Said, said: &[(usize, &Said)]) -> Stack {
        let model = self.model;
        let side = model.parties()[party].side;
        let mut parts = vec![self.part(PartKind::Whole, whole, when, party, Number::ZERO)];
        let mut sum = Number::ZERO;
        let mut read = Bounds::exactly(Number::ZERO);
        let mut in_order: Vec<&(usize, &Said)> = said.iter().collect();
        in_order.sort_by_key(|(place, _)| *place);
        // The first figure of a party for the very same quantity stands for the others.
        in_order.dedup_by_key(|(place, _)| *place);
        for (place, first) in &in_order {
            let mut part = self.part(PartKind::Part, first, when, party, sum.clone());
            let figures = said.iter().filter(|(other, _)| other == place).count();
            if figures > 1 {
                let between = if part.more.is_empty() { "" } else { ", " };
                part.more.push_str(&format!("{between}the first of {figures} figures"));
            }
            sum += &part.size;
            read = added(&read, &first.figure.read);
            parts.push(part);
        }
        let named: Vec<usize> = in_order.iter().map(|(place, _)| *place).collect();
        let unnamed = (0..self.equation.parts.len()).filter(|place| !named.contains(place));
        let unnamed: Vec<&str> =
            unnamed.map(|place| model.name(model.measures()[self.equation.parts[place].measure].name)).collect();
        parts.extend(rest(&parts[0], &read, &sum, &unnamed));
        Stack {
            party: visible(model.party_title(party)).into_owned(),
            when: when.map(|when| model.whens()[when].human()).unwrap_or_default(),
            side,
            side_name: side_name(model, side),
            parts,
        }
    }

    fn part(&self, kind: PartKind, said: &Said, when: Option<WhenId>, party: PartyId, from: Number) -> Part {
        let model = self.model;
        let claim = said.figure.claim;
        let mut more = Vec::new();
        if !model.asserters(claim).contains(&party) {
            more.push(model.party_titles(model.asserters(claim)));
        }
        if said.quantity.when != when {
            more.extend(said.quantity.when.map(|when| format!("@ {}", model.whens()[when].text())));
        }
        if !said.figure.only_reading {
            more.push("one of its readings".to_owned());
        }
        let statement = model.readings_of(claim).find(|(id, _)| *id == said.figure.reading);
        let reading = said.figure.read.to_string();
        let says = match statement.map(|(_, reading)| &reading.statement) {
            Some(Statement::Figure { is, .. }) => {
                let wording = model.name(model.values()[*is].wording);
                if wording == reading { reading } else { format!("“{wording}”") }
            }
            _ => reading,
        };
        let least = said.figure.read.low.as_ref().map(|low| low.value.clone()).unwrap_or_default();
        Part {
            kind,
            name: visible(&model.timeless_text(&said.quantity)).into_owned(),
            more: visible(&more.join(", ")).into_owned(),
            source: visible(model.name(model.sources()[model.claims()[claim].source].name)).into_owned(),
            claim: Some(model.claim_name(claim)),
            says: visible(&says).into_owned(),
            bounds: said.figure.read.clone(),
            size: said.figure.nominal.single().cloned().unwrap_or(least),
            from,
            tooltip: visible(&claim_tooltip(model, claim)).into_owned(),
            link: link_of(model, model.claims()[claim].source),
        }
    }

    fn account(&self, scene: &Scene<'_>, codes: &[CodeId], mut stacks: Vec<(Option<WhenId>, Stack)>) -> Account {
        let model = self.model;
        let time = |when: Option<WhenId>| when.and_then(|when| model.whens()[when].earliest());
        stacks.sort_by(|a, b| (time(a.0), a.0).cmp(&(time(b.0), b.0)));
        let rule = &model.rules()[self.equation.rule];
        let mut about = vec![model.name(rule.name).to_owned()];
        if rule.basis == Basis::Assumption {
            about.push("assumption".to_owned());
        }
        if !scene.subject.assumptions.holds(model, self.equation.rule) {
            about.push("switched off".to_owned());
        }
        let unit = model.measures()[self.equation.whole.measure].unit;
        Account {
            equation: visible(&self.equation.text(model, codes)).into_owned(),
            rule: visible(&about.join(", ")).into_owned(),
            says: visible(model.prose(rule.says)).into_owned(),
            unit: unit.map(|unit| visible(model.prose(unit)).into_owned()),
            stacks: stacks.into_iter().map(|(_, stack)| stack).collect(),
        }
    }
}

/// What is left of a whole, or by how much its parts exceed it; and where both may be, what is left.
fn rest(whole: &Part, parts: &Bounds, sum: &Number, unnamed: &[&str]) -> Option<Part> {
    let left = subtracted(&whole.bounds, parts);
    let drawn = &whole.size - sum;
    let exceeds = left.high.as_ref().is_some_and(|high| high.value.is_negative());
    if !exceeds && left.single().is_some_and(Number::is_zero) {
        return None;
    }
    let (kind, bounds, from) = if exceeds {
        let negated = |bound: &Option<Bound>| bound.as_ref().map(|b| Bound { value: -&b.value, strict: b.strict });
        (PartKind::Excess, Bounds { low: negated(&left.high), high: negated(&left.low) }, whole.size.clone())
    } else {
        (PartKind::Open, left.not_below_zero(), sum.clone())
    };
    let size = if exceeds == drawn.is_negative() { drawn.abs() } else { Number::ZERO };
    let name = match kind {
        PartKind::Excess => "too many".to_owned(),
        _ => "unaccounted for".to_owned(),
    };
    let more = match (kind, unnamed) {
        (PartKind::Excess, _) | (_, []) => "computed".to_owned(),
        (_, names) => format!("computed: {}", names.join(", ")),
    };
    let says = bounds.to_string();
    let tooltip = match kind {
        PartKind::Excess => format!("The parts exceed the whole by {says}. Computed; nobody claims it."),
        _ => format!("The parts leave {says} of the whole. Computed; nobody claims it."),
    };
    let [name, more] = [name, more].map(|text| visible(&text).into_owned());
    Some(Part { kind, name, more, source: String::new(), claim: None, says, bounds, size, from, tooltip, link: None })
}

fn added(one: &Bounds, other: &Bounds) -> Bounds {
    let end = |a: &Option<Bound>, b: &Option<Bound>| {
        let (a, b) = (a.as_ref()?, b.as_ref()?);
        Some(Bound { value: &a.value + &b.value, strict: a.strict || b.strict })
    };
    // A count that is only bounded above is at least zero.
    let floor = |bounds: &Bounds| bounds.clone().not_below_zero().low.or(Some(Bound::at(Number::ZERO)));
    Bounds { low: end(&floor(one), &floor(other)), high: end(&one.high, &other.high) }
}

fn subtracted(whole: &Bounds, parts: &Bounds) -> Bounds {
    let end = |a: &Option<Bound>, b: &Option<Bound>| {
        let (a, b) = (a.as_ref()?, b.as_ref()?);
        Some(Bound { value: &a.value - &b.value, strict: a.strict || b.strict })
    };
    Bounds { low: end(&whole.low, &parts.high), high: end(&whole.high, &parts.low) }
}

fn side_name(model: &Model, side: Option<SideId>) -> String {
    side.map(|side| visible(model.name(model.sides()[side].name)).into_owned()).unwrap_or_default()
}

/// `TASS, 4 May 1950: of captured[german] 3,180,000 it leaves 1,227,937 unaccounted for.`
fn sentence(account: &Account, stack: &Stack) -> String {
    let unit = account.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let when = if stack.when.is_empty() { String::new() } else { format!(", {}", stack.when) };
    let whole = &stack.parts[0];
    let head = format!("{}{when}: of {} ({})", stack.party, whole.name, whole.says);
    match stack.parts.iter().find(|part| part.claim.is_none()) {
        Some(part) if part.kind == PartKind::Excess => format!("{head} the parts are {}{unit} too many.", part.says),
        Some(part) => format!("{head} the parts leave {}{unit} unaccounted for.", part.says),
        None => format!("{head} the parts are all."),
    }
}
