//! Where rules hold: instances of each collection's own rules.
//!
//! A quantity is *claimed* if a binding claim names it, and *reached* if it is
//! another quantity of an instance that holds a claimed one. An instance is made
//! if one of its quantities is claimed, or if all are claimed or reached; one of
//! a rule of order, if one of them is claimed or reached by an equation. There are
//! no further rounds, so the number of instances stays proportional to the number
//! of claims times the number of rules. Parts of which no claim names the
//! code, or one inside it, are left out of `Parts`: they only make room.

use rustc_hash::{FxHashMap, FxHashSet};

use super::points::{Codes, Moment, PointId, Points, Spot, place};
use super::{Assumptions, Owner, RuleRef};
use crate::base::number::{Bound, Bounds, Number};
use crate::base::when::Shape;
use crate::model::{CodeId, Holds, MeasureId, MeasureKind, Model, Pattern, Rule, RuleId, RuleTerm};

/// A constraint that a rule makes of quantities.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) owner: Owner,
    pub(super) terms: Vec<(PointId, Number)>,
    pub(super) bounds: Bounds,
    /// Whether no quantity was left out.
    pub(super) is_whole: bool,
}

/// What tells one instance of a rule from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    rule: RuleId,
    /// The measure, where the rule is about codes.
    measure: Option<MeasureId>,
    codes: Codes,
    moment: Moment,
}

/// Rules by what leads to them.
pub(super) struct Instances<'m> {
    model: &'m Model,
    by_measure: FxHashMap<MeasureId, Vec<(RuleId, usize)>>,
    by_code: FxHashMap<CodeId, Vec<RuleId>>,
    made: FxHashSet<Key>,
    /// The codes that some claim names, and those that contain them.
    spoken: FxHashSet<CodeId>,
    /// The quantities in instances of equations.
    led: FxHashSet<PointId>,
    /// Where the sums of ordering rules are present, by rule and codes.
    pub(super) sums: FxHashMap<(RuleId, Codes), Vec<Moment>>,
    /// The rules that some instance was made of.
    pub(super) used: FxHashSet<RuleId>,
}

impl<'m> Instances<'m> {
    pub(super) fn new(
        model: &'m Model,
        assumptions: &Assumptions,
        unsound: &FxHashSet<RuleId>,
        spoken: FxHashSet<CodeId>,
    ) -> Self {
        let mut by_measure: FxHashMap<MeasureId, Vec<(RuleId, usize)>> = FxHashMap::default();
        let mut by_code: FxHashMap<CodeId, Vec<RuleId>> = FxHashMap::default();
        let active = model.rules().iter().filter(|(id, _)| assumptions.holds(model, *id) && !unsound.contains(id));
        for (id, rule) in active {
            match &rule.holds {
                Holds::Parts { whole, parts, .. } => {
                    for code in parts.iter().chain([whole]) {
                        by_code.entry(*code).or_default().push(id);
                    }
                }
                Holds::Same(one, other) => {
                    by_code.entry(*one).or_default().push(id);
                    by_code.entry(*other).or_default().push(id);
                }
                holds => {
                    for (at, term) in sum_of(holds).iter().enumerate() {
                        if let Some(measure) = term.pattern.measure {
                            by_measure.entry(measure).or_default().push((id, at));
                        }
                    }
                }
            }
        }
        Instances {
            model,
            by_measure,
            by_code,
            made: FxHashSet::default(),
            spoken,
            led: FxHashSet::default(),
            sums: FxHashMap::default(),
            used: FxHashSet::default(),
        }
    }

    /// The instances that hold one of these points. In the first round what they reach is
    /// added to the points; in the second only instances of known points are made.
    pub(super) fn round(&mut self, points: &mut Points, from: &[PointId], first: bool) -> Vec<Made> {
        let mut made = Vec::new();
        for &point in from {
            let Some(spot) = points.spot(point) else { continue };
            let leading = self.by_measure.get(&spot.measure).cloned().unwrap_or_default();
            for (rule, term) in leading {
                // What is followed through time is followed to where an equation leads.
                let follows = self.led.contains(&point) && !self.is_equation(rule);
                made.extend(self.of_sum(points, rule, term, spot, first || follows));
            }
            if !self.model.measures()[spot.measure].counts || Points::is_date(self.model, spot.measure) {
                continue;
            }
            for code in points.code_list(spot.codes).to_vec() {
                for rule in self.by_code.get(&code).cloned().unwrap_or_default() {
                    made.extend(self.of_codes(points, rule, code, spot, first));
                }
            }
        }
        made
    }

    fn is_equation(&self, rule: RuleId) -> bool {
        matches!(self.model.rules()[rule].holds, Holds::Equation { .. })
    }

    /// The instance of an equation, or the presence of an ordering rule's sum, that a term leads to.
    fn of_sum(&mut self, points: &mut Points, id: RuleId, term: usize, spot: Spot, first: bool) -> Option<Made> {
        let rule = &self.model.rules()[id];
        let terms = sum_of(&rule.holds);
        let across = self.across(points, rule, &terms[term].pattern, spot)?;
        let timed = terms.iter().any(|term| self.is_at_any_time(term));
        let moment = match (timed, self.is_at_any_time(&terms[term])) {
            (false, _) => Moment::Always,
            // The time is that of another term.
            (true, false) => return None,
            (true, true) => spot.moment,
        };
        if timed && !self.may_be_at(terms, moment) {
            return None;
        }
        let codes = if first { Some(points.codes(&across)) } else { points.find_codes(&across) };
        let key = Key { rule: id, measure: None, codes: codes.unwrap_or(spot.codes), moment };
        if codes.is_some() && self.made.contains(&key) {
            return None;
        }
        let spots = terms.iter().map(|term| Some((self.spot(points, term, &across, moment, first)?, &term.factor)));
        let spots: Vec<(Spot, &Number)> = spots.collect::<Option<_>>()?;
        if !is_among(self.model, points, &rule.only, spots.iter().map(|(spot, _)| *spot)) {
            return None;
        }
        let unit = spots.first()?.0.measure;
        let ids = spots.iter().map(|(spot, factor)| {
            let id = if first { Some(points.quantity(*spot)) } else { points.find(*spot) };
            id.map(|id| (id, self.in_unit(factor, spot.measure, unit)))
        });
        let ids: Vec<(PointId, Number)> = ids.collect::<Option<_>>()?;
        let key = Key { codes: points.codes(&across), ..key };
        self.made.insert(key);
        self.used.insert(id);
        if let Holds::Equation { comparison, ref constant, .. } = rule.holds {
            let whole =
                super::statements::is_whole(self.model, terms.iter().map(|term| (term.pattern.measure, &term.factor)));
            self.led.extend(ids.iter().map(|(id, _)| *id));
            return Some(Made {
                owner: Owner::Rule(RuleRef::Own(id)),
                terms: ids,
                bounds: constant.compared(comparison, whole),
                is_whole: true,
            });
        }
        self.sums.entry((id, key.codes)).or_default().push(moment);
        None
    }

    /// The codes at which a rule's instance stands if this spot is the term of this pattern:
    /// those of the dimensions across which it holds, the first code of the others.
    fn across(&self, points: &Points, rule: &Rule, pattern: &Pattern, spot: Spot) -> Option<Vec<CodeId>> {
        let own = points.code_list(spot.codes);
        if pattern.when.is_some() && pattern.when != spot.moment.when() {
            return None;
        }
        let mut across = Vec::with_capacity(own.len());
        for (id, dimension) in self.model.dimensions().iter() {
            let code = own[id.index()];
            let first = *dimension.codes.first()?;
            let named = pattern.codes.iter().find(|&&code| self.model.codes()[code].dimension == id);
            match (named, rule.across.contains(&id)) {
                (Some(&named), false) if named == code => across.push(first),
                // What stands at a code of its own does not tell at which the others stand.
                (Some(_), _) => return None,
                (None, true) => across.push(code),
                (None, false) if code == first => across.push(first),
                (None, false) => return None,
            }
        }
        Some(across)
    }

    /// The quantity that a term stands for in an instance.
    fn spot(
        &self,
        points: &mut Points,
        term: &RuleTerm,
        across: &[CodeId],
        moment: Moment,
        first: bool,
    ) -> Option<Spot> {
        let mut codes = across.to_vec();
        for &code in &term.pattern.codes {
            codes[place(self.model, code)] = code;
        }
        let measure = term.pattern.measure?;
        let moment = match term.pattern.when {
            _ if Points::is_timeless(self.model, measure) => Moment::Always,
            Some(when) => Moment::In(when),
            None => moment,
        };
        let codes = if first { points.codes(&codes) } else { points.find_codes(&codes)? };
        Some(Spot { measure, codes, moment })
    }

    /// Whether a term stands at the instance's moment, not at one of its own or at none.
    fn is_at_any_time(&self, term: &RuleTerm) -> bool {
        let timeless = term.pattern.measure.is_none_or(|measure| Points::is_timeless(self.model, measure));
        term.pattern.when.is_none() && !timeless
    }

    /// A sum over a span of time holds at any moment in it, if all its terms are levels;
    /// of counts that run up to a date it would compare what happened meanwhile.
    fn may_be_at(&self, terms: &[RuleTerm], moment: Moment) -> bool {
        let Some(when) = moment.when() else { return true };
        let levels = terms.iter().filter(|term| self.is_at_any_time(term)).all(|term| {
            term.pattern.measure.is_some_and(|measure| self.model.measures()[measure].kind == MeasureKind::Stock)
        });
        self.model.whens()[when].shape() != Shape::Throughout || levels
    }

    /// The instance of a rule about codes that a code leads to.
    fn of_codes(&mut self, points: &mut Points, id: RuleId, code: CodeId, spot: Spot, first: bool) -> Option<Made> {
        let rule = &self.model.rules()[id];
        let at = place(self.model, code);
        let own = points.code_list(spot.codes).to_vec();
        let with = |code: CodeId| {
            let mut codes = own.clone();
            codes[at] = code;
            codes
        };
        let (head, others): (CodeId, Vec<CodeId>) = match &rule.holds {
            // A part that no claim names only makes room.
            Holds::Parts { whole, parts, .. } => {
                (*whole, parts.iter().copied().filter(|part| self.spoken.contains(part)).collect())
            }
            Holds::Same(one, other) => (*one, vec![*other]),
            _ => return None,
        };
        if others.is_empty() {
            return None;
        }
        let makes_room = matches!(&rule.holds, Holds::Parts { complete, parts, .. }
            if !complete || parts.len() > others.len());
        let list: Vec<Vec<CodeId>> = std::iter::once(head).chain(others.iter().copied()).map(with).collect();
        let mut spots = Vec::with_capacity(list.len());
        for codes in &list {
            let codes = if first { points.codes(codes) } else { points.find_codes(codes)? };
            spots.push(Spot { codes, ..spot });
        }
        let key = Key { rule: id, measure: Some(spot.measure), codes: spots[0].codes, moment: spot.moment };
        if self.made.contains(&key) || !is_among(self.model, points, &rule.only, spots.iter().copied()) {
            return None;
        }
        let mut terms = Vec::with_capacity(spots.len());
        for (index, spot) in spots.iter().enumerate() {
            let id = if first { points.quantity(*spot) } else { points.find(*spot)? };
            terms.push((id, Number::from(if index == 0 { 1 } else { -1 })));
        }
        self.made.insert(key);
        self.used.insert(id);
        let bounds = if makes_room {
            Bounds { low: Some(Bound { value: Number::ZERO, strict: false }), high: None }
        } else {
            Bounds::exactly(Number::ZERO)
        };
        let is_whole = !matches!(&rule.holds, Holds::Parts { complete: true, parts, .. } if parts.len() > others.len());
        Some(Made { owner: Owner::Rule(RuleRef::Own(id)), terms, bounds, is_whole })
    }

    /// The quantities of an ordering rule's sum at a moment, as points that are added where they are new.
    pub(super) fn sum_at(
        &self,
        points: &mut Points,
        id: RuleId,
        codes: Codes,
        moment: Moment,
    ) -> Vec<(PointId, Number)> {
        let rule = &self.model.rules()[id];
        let across = points.code_list(codes).to_vec();
        let mut terms = Vec::new();
        let mut unit = None;
        for term in sum_of(&rule.holds) {
            if let Some(spot) = self.spot(points, term, &across, moment, true) {
                let unit = *unit.get_or_insert(spot.measure);
                terms.push((points.quantity(spot), self.in_unit(&term.factor, spot.measure, unit)));
            }
        }
        terms
    }

    /// A factor of a measure's values where they are added up in the unit of another measure.
    fn in_unit(&self, factor: &Number, measure: MeasureId, unit: MeasureId) -> Number {
        // What does not convert is left out as unsound.
        self.model.conversion(measure, unit).map_or_else(|| factor.clone(), |times| factor * &times)
    }
}

/// The terms of a rule about a sum.
pub(super) fn sum_of(holds: &Holds) -> &[RuleTerm] {
    match holds {
        Holds::Equation { terms, .. }
        | Holds::Constant { what: terms, .. }
        | Holds::NeverRises { what: terms, .. }
        | Holds::NeverFalls { what: terms, .. } => terms,
        Holds::Parts { .. } | Holds::Children { .. } | Holds::Same(..) | Holds::Happened(_) | Holds::Taken(_) => &[],
    }
}

/// Whether one of some quantities is of one of the patterns; any is where there are none.
pub(super) fn is_among(
    model: &Model,
    points: &Points,
    only: &[Pattern],
    mut spots: impl Iterator<Item = Spot>,
) -> bool {
    let fits = |spot: Spot, pattern: &Pattern| {
        let codes = points.code_list(spot.codes);
        let in_time = pattern.when.is_none_or(|outer| match spot.moment {
            Moment::In(when) | Moment::MeantBy(when, _) => model.whens()[outer].contains(&model.whens()[when]),
            Moment::EndOf(day) => {
                let (start, end) = model.whens()[outer].nominal();
                start.is_none_or(|start| start <= day) && end.is_none_or(|end| day <= end)
            }
            Moment::Always => false,
        });
        pattern.measure.is_none_or(|measure| measure == spot.measure)
            && pattern.codes.iter().all(|&code| codes[place(model, code)] == code)
            && in_time
    };
    only.is_empty() || spots.any(|spot| only.iter().any(|pattern| fits(spot, pattern)))
}

/// Rules that compare what has different units, which makes no sense; a check reports them.
pub(crate) fn unsound(model: &Model) -> FxHashSet<RuleId> {
    let measures = |terms: &[RuleTerm]| terms.iter().filter_map(|term| term.pattern.measure).collect::<Vec<_>>();
    let rules = model.rules().iter();
    rules.filter(|(_, rule)| are_mixed(model, &measures(sum_of(&rule.holds)))).map(|(id, _)| id).collect()
}

/// Whether measures have units that do not convert, or dates are among numbers.
pub(crate) fn are_mixed(model: &Model, measures: &[MeasureId]) -> bool {
    let measures = || measures.iter().map(|id| &model.measures()[*id]);
    let dates = measures().filter(|measure| measure.kind == MeasureKind::Event).count();
    let mut units = measures().filter_map(|measure| measure.scale.as_ref()).map(|(_, base)| *base);
    let other_unit = units.next().is_some_and(|first| units.any(|other| other != first));
    other_unit || (dates > 0 && dates < measures().count())
}
