//! What became of them: what each party says that a whole is made of, and what that leaves open.
//!
//! An account is made from any rule that equates one quantity with a sum of others. Each party's figures
//! for the parts at one time make a balance. What the whole was may have been said earlier, where it is a
//! count that runs on, and by another party of the same side; so may a part that runs on and of which nothing is
//! said at that time. What parts leave of the whole is called unaccounted for only where all of them are stated.

use std::collections::{BTreeMap, BTreeSet};

use super::accounts::{Account, Balance, Part, PartKind, Stack};
use super::boxes::{claim_tooltip, link_of};
use super::{Picture, Request, Scene, Shown, Wrong, visible};
use crate::base::number::{Bounds, Number};
use crate::model::{
    Basis, ClaimId, CodeId, MeasureId, MeasureKind, Model, Of, PartyId, Quantity, SideId, Statement, WhenId,
};
use crate::reason::facts::figures::{Figure, binding};

mod equations;
mod rest;

use equations::Equation;
use rest::{added, rest, sentence};

/// The balances of the claims that are asked for.
#[expect(clippy::unnecessary_wraps, reason = "other kinds of pictures can fail, and stand in the same table")]
pub(super) fn make(scene: &Scene<'_>, request: &Request) -> Result<Picture, Wrong> {
    let model = scene.model();
    let figures = binding(model, scene.analysis.assumptions(), false);
    // A claim is drawn as it is read first: two readings of one claim are not both its word.
    let is_first = |figure: &Figure| model.readings_of(figure.claim).next().is_some_and(|(id, _)| id == figure.reading);
    let figures = figures.into_iter().filter(is_first);
    let singles = figures.filter_map(|figure| Said::new(model, figure)).collect::<Vec<_>>();
    let mut accounts = Vec::new();
    let mut wholeless = BTreeSet::new();
    for equation in equations::of(model) {
        let gathered = Gathered::new(model, &equation, &singles);
        let holds = scene.analysis.assumptions().holds(model, equation.rule);
        for account in gathered.accounts(scene, request, &mut wholeless) {
            accounts.push(Weighed { account, holds, parts: equation.parts.len() });
        }
    }
    let accounts = told_once(accounts);
    let mut claims: BTreeSet<&str> = BTreeSet::new();
    let parts = || accounts.iter().flat_map(|account: &Account| &account.stacks).flat_map(|stack| &stack.parts);
    claims.extend(parts().filter_map(|part| part.claim.as_deref()));
    let sentences: Vec<String> =
        accounts.iter().flat_map(|account| account.stacks.iter().map(|stack| sentence(account, stack))).collect();
    let notes = match wholeless.len() {
        0 => Vec::new(),
        count => {
            let times = match count {
                1 => "Once".to_owned(),
                2 => "Twice".to_owned(),
                more => format!("{more} times"),
            };
            vec![format!(
                "{times} a party gives parts, and nobody on its side says how many there were in all: not drawn."
            )]
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

/// An account, whether its rule holds, and how many parts that rule knows.
struct Weighed {
    account: Account,
    holds: bool,
    parts: usize,
}

/// The accounts without the balances that another one, by another rule, tells as well: with the same whole and all of
/// their parts, and finer.
fn told_once(mut accounts: Vec<Weighed>) -> Vec<Account> {
    let claims = |stack: &Stack| stack.parts.iter().filter_map(|part| part.claim.clone()).collect::<BTreeSet<String>>();
    let told: Vec<(bool, usize, Vec<BTreeSet<String>>)> = accounts
        .iter()
        .map(|weighed| (weighed.holds, weighed.parts, weighed.account.stacks.iter().map(claims).collect()))
        .collect();
    for (at, weighed) in accounts.iter_mut().enumerate() {
        let (holds, parts, _) = told[at];
        weighed.account.stacks.retain(|stack| {
            let own = claims(stack);
            !told.iter().enumerate().any(|(other, (other_holds, other_parts, stacks))| {
                other != at
                    && other_holds >= &holds
                    && stacks.iter().any(|more| {
                        own.is_subset(more) && (own.len() < more.len() || (*other_parts, at) > (parts, other))
                    })
            })
        });
    }
    accounts.into_iter().map(|weighed| weighed.account).filter(|account| !account.stacks.is_empty()).collect()
}

/// What is told of no whole: the measure and the codes that the whole would have, the time, and the party.
type Wholeless = BTreeSet<(MeasureId, Vec<CodeId>, Option<WhenId>, PartyId)>;

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
    /// The same, whoever says them of whatever time, by codes and place.
    ever: BTreeMap<(Vec<CodeId>, usize), Vec<&'a Said>>,
}

impl<'a> Gathered<'a> {
    fn new(model: &'a Model, equation: &'a Equation, said: &'a [Said]) -> Self {
        let mut gathered =
            Gathered { model, equation, wholes: BTreeMap::new(), parts: BTreeMap::new(), ever: BTreeMap::new() };
        for said in said {
            if let Some(codes) = equation.whole.base_of(model, equation, &said.quantity) {
                gathered.wholes.entry(codes).or_default().push(said);
            }
            for (place, part) in equation.parts.iter().enumerate() {
                let Some(codes) = part.base_of(model, equation, &said.quantity) else { continue };
                gathered.ever.entry((codes.clone(), place)).or_default().push(said);
                for &party in model.asserters(said.figure.claim) {
                    let own = gathered.parts.entry((codes.clone(), said.quantity.when, party)).or_default();
                    own.push((place, said));
                }
            }
        }
        gathered
    }

    fn accounts(&self, scene: &Scene<'_>, request: &Request, wholeless: &mut Wholeless) -> Vec<Account> {
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
                wholeless.insert((self.equation.whole.measure, codes.clone(), *when, *party));
                continue;
            };
            if !self.equation.holds_for(self.model, parts.iter().map(|(_, said)| &said.figure).chain([&whole.figure])) {
                continue;
            }
            accounts.entry(codes).or_default().push((*when, self.stack(codes, *when, *party, whole, parts)));
        }
        accounts.into_iter().map(|(codes, stacks)| self.account(scene, codes, stacks)).collect()
    }

    /// What the whole was at a time, in the words of a party, or else of its side: said of that time, or, of a
    /// count that runs on, the last one said of a time before.
    fn whole(&self, codes: &[CodeId], when: Option<WhenId>, party: PartyId) -> Option<&'a Said> {
        self.latest(self.wholes.get(codes)?, self.runs_on(self.equation.whole.measure), when, party)
    }

    /// What a part that runs on had come to by a time before, where nothing is said of this one.
    fn earlier(&self, codes: &[CodeId], place: usize, when: Option<WhenId>, party: PartyId) -> Option<&'a Said> {
        let runs_on = self.runs_on(self.equation.parts[place].measure);
        let said = runs_on.then(|| self.ever.get(&(codes.to_vec(), place))).flatten()?;
        self.latest(said, true, when, party).filter(|said| said.quantity.when != when)
    }

    fn runs_on(&self, measure: MeasureId) -> bool {
        matches!(self.model.measures()[measure].kind, MeasureKind::Cumulative { .. })
    }

    /// The figure nearest to a time from before it: the party's own before one of its side.
    fn latest(&self, said: &[&'a Said], runs_on: bool, when: Option<WhenId>, party: PartyId) -> Option<&'a Said> {
        let side = self.model.parties()[party].side;
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
        // A bound alone says nothing of what is left.
        let sized =
            said.iter().copied().filter(|said| said.figure.read.high.is_some() && said.figure.read.low.is_some());
        sized.filter_map(|said| Some((rank(&said)?, said))).max_by(|a, b| a.0.cmp(&b.0)).map(|(_, said)| said)
    }

    fn stack(
        &self,
        codes: &[CodeId],
        when: Option<WhenId>,
        party: PartyId,
        whole: &Said,
        figures: &[(usize, &'a Said)],
    ) -> Stack {
        let model = self.model;
        let mut lines = vec![self.part(PartKind::Whole, whole, when, party, Number::ZERO)];
        let mut sum = Number::ZERO;
        let mut read = Bounds::exactly(Number::ZERO);
        let mut unstated = Vec::new();
        for (place, side) in self.equation.parts.iter().enumerate() {
            // The first figure of a party for the very same quantity stands for the others.
            let own: Vec<&'a Said> =
                figures.iter().filter(|(other, _)| *other == place).map(|(_, said)| *said).collect();
            let measure = model.name(model.measures()[side.measure].name);
            let said = if let Some(first) = own.first() {
                *first
            } else if let Some(earlier) = self.earlier(codes, place, when, party) {
                unstated.push(format!("{measure} since"));
                earlier
            } else {
                unstated.push(measure.to_owned());
                continue;
            };
            let mut part = self.part(PartKind::Part, said, when, party, sum.clone());
            if own.len() > 1 {
                let between = if part.more.is_empty() { "" } else { ", " };
                part.more.push_str(&format!("{between}the first of {} figures", own.len()));
            }
            sum += &part.size;
            read = added(&read, &said.figure.read);
            lines.push(part);
        }
        lines.extend(rest(&lines[0], &read, &sum, &unstated));
        Stack {
            party: visible(model.party_title(party)).into_owned(),
            when: when.map(|when| model.whens()[when].human()).unwrap_or_default(),
            side: model.parties()[party].side,
            side_name: side_name(model, model.parties()[party].side),
            parts: lines,
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
            more.push("its first reading".to_owned());
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
            name: visible(&model.timeless_words(&said.quantity)).into_owned(),
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
        stacks.sort_by_key(|(when, _)| (time(*when), *when));
        let rule = &model.rules()[self.equation.rule];
        let mut about = vec![model.name(rule.name).to_owned()];
        if rule.basis == Basis::Assumption {
            about.push("assumption".to_owned());
        }
        if !scene.analysis.assumptions().holds(model, self.equation.rule) {
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

fn side_name(model: &Model, side: Option<SideId>) -> String {
    side.map(|side| visible(model.name(model.sides()[side].name)).into_owned()).unwrap_or_default()
}
