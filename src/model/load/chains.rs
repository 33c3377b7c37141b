//! Chains of ownership or custody: whoever had it had it after the one before, which makes rules of the order.

use rustc_hash::{FxHashMap, FxHashSet};

use super::mirror::{self, Str};
use super::place::Place;
use super::{FileOutline, Loader, codes};
use crate::base::message::Message;
use crate::base::number::Number;
use crate::base::text::Span;
use crate::model::{Basis, Chain, CodeId, DimensionId, Holds, MeasureId, NameKind, Pattern, ProseId, Rule, RuleTerm};
use crate::notation::{self, Comparison, Constant};

/// So many holders a chain has at most: each is compared with those before it.
const MOST_HOLDERS: usize = 1_000;

impl Loader<'_> {
    /// The chains of all vocabularies; what claims speak of is known by now.
    pub(super) fn chains(&mut self, outlines: &[FileOutline<'_>]) {
        for outline in outlines {
            for place in outline.items("chains") {
                self.item(&place, Self::chain);
            }
        }
    }

    fn chain(&mut self, place: &Place<'_>, item: &mirror::Chain<'_>) {
        let name = self.identifier(place, &item.id);
        let (came, left) = (self.event(place, &item.came), self.event(place, &item.left));
        let had: Vec<_> = item.had.iter().map(|measure| self.event(place, measure)).collect();
        let holders = self.holders(place, item);
        let unbroken = item.unbroken.as_ref().map(|text| self.longest_gap(place, text));
        let (Some(name), Some(came), Some(left), Some(had), Some((holders, shared))) =
            (name, came, left, had.into_iter().collect(), holders)
        else {
            return;
        };
        let Some(unbroken) = unbroken.map_or(Some(None), |given| given.map(Some)) else { return };
        let span = place.span_of(&item.id);
        if let Some(first) = self.model.chains.iter().find(|chain| chain.name == name) {
            let message = super::duplicate("chain", &item.id, span, first.span);
            return self.report(message);
        }
        let chain = Chain { name, came, left, had, holders, unbroken, span };
        let because = self.prose(item.because.as_ref());
        self.order_of(&chain, &item.id, &shared, because);
        self.model.chains.push(chain);
    }

    fn longest_gap(&mut self, place: &Place<'_>, text: &Str<'_>) -> Option<Constant> {
        match notation::length(text) {
            Ok(length) => Some(length),
            Err(error) => {
                self.report(Message::new(codes::BAD_VALUE, error.message).at(place.span_of(text), ""));
                None
            }
        }
    }

    /// The holders, all of one dimension and each once, and the pairs that may have had it at the same time.
    fn holders(
        &mut self,
        place: &Place<'_>,
        item: &mirror::Chain<'_>,
    ) -> Option<(Vec<CodeId>, FxHashSet<(CodeId, CodeId)>)> {
        if !(2..=MOST_HOLDERS).contains(&item.holders.len()) {
            let text = format!("a chain has from two to {MOST_HOLDERS} holders; here are {}", item.holders.len());
            self.report(Message::new(codes::WRONG_VALUE, text).at(place.field(&["holders"]), ""));
            return None;
        }
        let mut holders = Vec::with_capacity(item.holders.len());
        let mut listed: FxHashMap<CodeId, &Str<'_>> = FxHashMap::default();
        for text in &item.holders {
            let Some(code) = self.code(place, text) else { continue };
            let first = &item.holders[0];
            if holders.first().is_some_and(|own| self.dimension_of(*own) != self.dimension_of(code)) {
                self.other_dimension(place, text, first);
            } else if let Some(before) = listed.insert(code, text) {
                let message = Message::new(codes::DUPLICATE_NAME, format!("the code `{}` stands twice", &**text))
                    .at(place.span_of(text), "again here")
                    .at(place.span_of(before), "first here")
                    .help("who had it twice is two codes, one for each time");
                self.report(message);
            } else {
                holders.push(code);
            }
        }
        let mut shared = FxHashSet::default();
        for group in &item.shared {
            let mut codes = Vec::with_capacity(group.len());
            for text in group {
                let Some(code) = self.code(place, text) else { return None };
                if !listed.contains_key(&code) {
                    let message = format!("`{}` is not among the `holders`", &**text);
                    self.report(Message::new(codes::WRONG_KIND, message).at(place.span_of(text), ""));
                    return None;
                }
                codes.push(code);
            }
            shared.extend(codes.iter().flat_map(|&one| codes.iter().map(move |&other| (one, other))));
        }
        (holders.len() == item.holders.len()).then_some((holders, shared))
    }

    fn dimension_of(&self, code: CodeId) -> DimensionId {
        self.model.codes[code].dimension
    }

    /// The rules of order: what came to one had not left him before, and what came to the next had left him.
    fn order_of(&mut self, chain: &Chain, id: &str, shared: &FxHashSet<(CodeId, CodeId)>, because: Option<ProseId>) {
        let named = self.spoken_of(chain);
        let holders: Vec<CodeId> = chain.holders.iter().copied().filter(|code| named.contains(code)).collect();
        if holders.is_empty() {
            return;
        }
        let across: Vec<DimensionId> = self.model.dimensions.ids().collect();
        let others: Vec<DimensionId> =
            across.iter().copied().filter(|own| *own != self.dimension_of(holders[0])).collect();
        let ends = not_after((chain.came, None), (chain.left, None));
        if !self.model.rules.iter().any(|(_, rule)| rule.holds == ends) {
            let says = "What came to someone does not leave before it came.".to_owned();
            self.rule_of_chain(
                chain.span,
                format!("{id}-left-after-it-came"),
                says,
                (Basis::Definition, None),
                (across, ends),
            );
        }
        for (earlier, later) in neighbours(&holders, shared) {
            let title = |code: CodeId| {
                let code = &self.model.codes[code];
                code.title.map_or(self.model.name(code.name), |title| self.model.prose(title)).to_owned()
            };
            let says =
                format!("{} had it before {}, and no longer when it came to the latter.", title(earlier), title(later));
            let name = |code: CodeId| self.model.name(self.model.codes[code].name);
            let rule = format!("{id}-{}-{}", name(earlier), name(later));
            let holds = not_after((chain.left, Some(earlier)), (chain.came, Some(later)));
            self.rule_of_chain(chain.span, rule, says, (Basis::Assumption, because), (others.clone(), holds));
        }
    }

    /// The holders of whose coming or leaving some claim speaks.
    fn spoken_of(&self, chain: &Chain) -> FxHashSet<CodeId> {
        let quantities = self.model.quantities.iter().map(|(_, quantity)| quantity);
        let own = quantities.filter(|quantity| [chain.came, chain.left].contains(&quantity.measure));
        own.flat_map(|quantity| self.model.code_list(quantity.codes)).copied().collect()
    }

    fn rule_of_chain(
        &mut self,
        span: Span,
        name: String,
        says: String,
        (basis, because): (Basis, Option<ProseId>),
        (across, holds): (Vec<DimensionId>, Holds),
    ) {
        let name = self.model.names.intern(&name);
        if !self.name_thing(NameKind::Rule, name, self.model.rules.next_id(), span, |model, id| model.rules[id].span) {
            return;
        }
        let says = self.model.prose.add(&says);
        let rule = Rule { name, basis, says, because, only: Vec::new(), across, active: true, holds, span };
        self.model.rules.push(rule);
    }
}

/// That one date is not after another.
fn not_after(earlier: (MeasureId, Option<CodeId>), later: (MeasureId, Option<CodeId>)) -> Holds {
    let term = |(measure, code): (MeasureId, Option<CodeId>), factor: i64| RuleTerm {
        factor: Number::from(factor),
        pattern: Pattern { measure: Some(measure), codes: code.into_iter().collect(), when: None },
    };
    Holds::Equation {
        terms: vec![term(earlier, 1), term(later, -1)],
        comparison: Comparison::AtMost,
        constant: Constant::default(),
    }
}

/// Who had it right before whom: pairs that do not share, but for those that follow from others.
fn neighbours(holders: &[CodeId], shared: &FxHashSet<(CodeId, CodeId)>) -> Vec<(CodeId, CodeId)> {
    let mut pairs = Vec::new();
    for (at, &later) in holders.iter().enumerate() {
        let mut before: Vec<CodeId> = Vec::new();
        for &earlier in holders[..at].iter().rev() {
            let follows = before.iter().any(|between| !shared.contains(&(earlier, *between)));
            if !shared.contains(&(earlier, later)) && !follows {
                before.push(earlier);
            }
        }
        pairs.extend(before.into_iter().map(|earlier| (earlier, later)));
    }
    pairs
}
