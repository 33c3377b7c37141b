//! Whether choices that can hold one by one can hold all together.
//!
//! Where groups of conflicts share no owner, the ways to mend them multiply, and trying all
//! would not end. Instead each group's choices are tried with every other group at its
//! lightest, and how far each choice moves the solver's point is kept. If no limit is
//! broken when every group moves as far as it ever does, the moves of any choices can be
//! added up, and that point shows that they hold together. A choice that goes too far for
//! that is put aside and looked at from its own point, to which most moves of the other
//! groups can be added as they are.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::budget::Exhausted;
use super::conflicts::{Found, Solver};
use super::delta::Delta;
use super::hitting::HittingSets;
use super::problem::{Limit, Problem, Side};
use super::simplex::Simplex;
use crate::number::Number;

/// What came of it.
pub(super) enum Together {
    /// Whatever is chosen in each group, the rest can hold.
    All,
    /// A conflict turned up that was not known.
    Found(Found),
    /// Neither is shown.
    Unknown,
}

/// The slots at which two points differ, in order, and by how much.
type Moves = Rc<Vec<(u32, Delta)>>;

/// A choice in a group.
#[derive(Debug, Clone)]
struct Choice {
    /// The owners left out, in order.
    owners: Rc<Vec<u32>>,
    /// From the point at which all groups are at their first choice to one at which this one can hold
    /// and the others are where they were; none if that was not tried.
    moves: Option<Moves>,
}

/// Choices of which one from each group is taken.
#[derive(Debug)]
struct Ways {
    /// The owners left out by the first choices, and by what is fixed, in order.
    off: Vec<u32>,
    /// Where the rest can hold; none if that was not tried.
    point: Option<Rc<Vec<Delta>>>,
    groups: Vec<Vec<Choice>>,
}

/// Tries the choices of all groups, of which the lists of sets must be complete.
///
/// Makes at most so many checks, and spends at most half of what is left to spend.
pub(super) fn together(solver: &mut Solver<'_>, hitting: &HittingSets, checks: usize) -> Result<Together, Exhausted> {
    let rest = solver.budget.halve();
    let shown = all(solver, hitting, checks);
    solver.budget.add(&rest);
    solver.budget.look()?;
    Ok(shown.unwrap_or(Together::Unknown))
}

fn all(solver: &mut Solver<'_>, hitting: &HittingSets, mut checks: usize) -> Result<Together, Exhausted> {
    let off = hitting.lightest_first().next().map(|set| set.owners).unwrap_or_default();
    if let Some(found) = solver.find(&off)? {
        return Ok(Together::Found(found));
    }
    let start = (solver.wide.clone(), off.clone());
    let choice = |owners: Vec<u32>| Choice { owners: Rc::new(owners), moves: None };
    let groups = hitting.choices().map(|choices| choices.into_iter().map(choice).collect());
    let mut tasks = vec![Ways { off, point: None, groups: groups.collect() }];
    while let Some(mut ways) = tasks.pop() {
        match ways.try_each(solver, &start, &mut checks)? {
            None => tasks.extend(ways.put_aside(solver.problem())),
            Some(Tried::Found(found)) => return Ok(Together::Found(found)),
            Some(Tried::TooMany) => return Ok(Together::Unknown),
        }
    }
    Ok(Together::All)
}

/// Why trying ended early.
enum Tried {
    Found(Found),
    TooMany,
}

impl Ways {
    /// Finds a point for each choice, unless the moves that it has can still be added.
    fn try_each<'p>(
        &mut self,
        solver: &mut Solver<'p>,
        (start, start_off): &(Simplex<'p>, Vec<u32>),
        checks: &mut usize,
    ) -> Result<Option<Tried>, Exhausted> {
        let problem = solver.problem();
        if self.point.is_some() && self.others().all(|(group, choice)| self.fits(problem, group, choice)) {
            return Ok(None);
        }
        // From the same point each time, so that it moves as little as it must.
        solver.start_from(start, start_off)?;
        if let Some(found) = solver.find(&self.off)? {
            return Ok(Some(Tried::Found(found)));
        }
        let base = solver.wide.clone();
        self.point = Some(Rc::new(base.values.clone()));
        for (group, choice) in self.others().collect::<Vec<_>>() {
            if self.fits(problem, group, choice) {
                continue;
            }
            let Some(fewer) = checks.checked_sub(1) else { return Ok(Some(Tried::TooMany)) };
            *checks = fewer;
            solver.start_from(&base, &self.off)?;
            if let Some(found) = solver.find(&self.off_with(group, choice))? {
                return Ok(Some(Tried::Found(found)));
            }
            self.groups[group][choice].moves = Some(moves(&base.values, &solver.wide.values));
        }
        Ok(None)
    }

    /// The choices that are not the first of their groups.
    fn others(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let sizes: Vec<usize> = self.groups.iter().map(Vec::len).collect();
        sizes.into_iter().enumerate().flat_map(|(group, size)| (1..size).map(move |choice| (group, choice)))
    }

    /// The owners left out if one group makes another choice than its first.
    fn off_with(&self, group: usize, choice: usize) -> Vec<u32> {
        let [first, choice] = [0, choice].map(|choice| &self.groups[group][choice].owners);
        let mut off: Vec<u32> = self.off.iter().copied().filter(|owner| first.binary_search(owner).is_err()).collect();
        off.extend_from_slice(choice);
        off.sort_unstable();
        off
    }

    fn value(&self, slot: usize) -> &Delta {
        &self.point.as_ref().expect("the point is known")[slot]
    }

    /// Whether a choice's moves lead from the point to one where it can hold.
    fn fits(&self, problem: &Problem, group: usize, choice: usize) -> bool {
        let Some(moves) = &self.groups[group][choice].moves else { return false };
        let off = self.off_with(group, choice);
        let holds = |slot: usize, side: Side| {
            let is_on = |limit: &&Limit| limit.owner.is_none_or(|owner| off.binary_search(&owner).is_err());
            let mut limits = problem.limits(slot, side).map(|at| problem.limit(at as u32));
            limits.find(is_on).is_none_or(|limit| keeps(limit, side, &sum(self.value(slot), step(moves, slot as u32))))
        };
        let again = self.groups[group][0].owners.iter().filter(|owner| off.binary_search(owner).is_err());
        moves.iter().all(|(slot, _)| Side::BOTH.iter().all(|side| holds(*slot as usize, *side)))
            && again.flat_map(|owner| problem.touched(*owner)).all(|(slot, side)| holds(slot, side))
    }

    /// Takes out the choices whose moves cannot be added to any of the others, and what is left to
    /// look at: each of them with all choices of the other groups.
    fn put_aside(&mut self, problem: &Problem) -> Vec<Ways> {
        let owners = |choices: &[Choice]| choices.iter().flat_map(|choice| choice.owners.to_vec()).collect::<Vec<_>>();
        let group_of: FxHashMap<u32, usize> = self
            .groups
            .iter()
            .enumerate()
            .flat_map(|(group, choices)| owners(choices).into_iter().map(move |owner| (owner, group)))
            .collect();
        let mut steps: Vec<(u32, Step)> = Vec::new();
        for (group, choice) in self.others() {
            let moves = self.groups[group][choice].moves.clone().unwrap_or_default();
            let step = |(slot, by): &(u32, Delta)| (*slot, Step { group, choice, by: by.clone() });
            steps.extend(moves.iter().map(step));
        }
        steps.sort_by_key(|(slot, _)| *slot);
        let mut gone: Vec<Vec<bool>> = self.groups.iter().map(|choices| vec![false; choices.len()]).collect();
        let mut tasks = Vec::new();
        // Fewer choices move no farther, so that slots that were passed stay well.
        for steps in steps.chunk_by(|(left, _), (right, _)| left == right) {
            let (slot, steps) = (steps[0].0, steps.iter().map(|(_, step)| step).collect());
            let mut place = Place { ways: self, problem, slot, steps, group_of: &group_of, gone: &mut gone };
            while let Some((group, choices)) = place.too_far() {
                for choice in choices {
                    place.gone[group][choice] = true;
                    tasks.push(self.fix(group, choice, place.gone));
                }
                place.steps.retain(|step| !place.gone[step.group][step.choice]);
            }
        }
        tasks
    }

    /// One choice with all those of the other groups that are not gone.
    fn fix(&self, group: usize, choice: usize, gone: &[Vec<bool>]) -> Ways {
        let moves = self.groups[group][choice].moves.iter().flat_map(|moves| moves.iter());
        let mut point = self.point.as_ref().map(|point| point.to_vec()).unwrap_or_default();
        for (slot, by) in moves {
            point[*slot as usize].add(by, &Number::ONE);
        }
        let left = |other: usize| {
            let left = self.groups[other].iter().zip(&gone[other]).filter(|(_, gone)| !**gone);
            left.map(|(choice, _)| choice.clone()).collect::<Vec<_>>()
        };
        let others = (0..self.groups.len()).filter(|other| *other != group);
        Ways {
            off: self.off_with(group, choice),
            point: Some(Rc::new(point)),
            groups: others.map(left).filter(|choices| choices.len() > 1).collect(),
        }
    }
}

/// How far a choice moves a slot.
#[derive(Debug)]
struct Step {
    group: usize,
    choice: usize,
    by: Delta,
}

/// A slot, and the choices that move it.
struct Place<'a> {
    ways: &'a Ways,
    problem: &'a Problem,
    slot: u32,
    steps: Vec<&'a Step>,
    group_of: &'a FxHashMap<u32, usize>,
    gone: &'a mut Vec<Vec<bool>>,
}

/// Choices of one group.
type Aside = (usize, Vec<usize>);

impl Place<'_> {
    /// Choices without which a limit might not be broken that others break together with them.
    fn too_far(&self) -> Option<Aside> {
        Side::BOTH.into_iter().find_map(|side| {
            let far = self.farthest(side);
            let limits = self.problem.limits(self.slot as usize, side);
            limits.into_iter().find_map(|at| self.broken(self.problem.limit(at as u32), side, &far))
        })
    }

    /// By group that moves the slot to this side, how far it does at most, and which choices do.
    fn farthest(&self, side: Side) -> Vec<(Delta, Aside)> {
        let mut far: Vec<(Delta, Aside)> = Vec::new();
        let zero = Delta::default();
        for step in &self.steps {
            let is_farther = |than: &Delta| match side {
                Side::Low => step.by < *than,
                Side::High => step.by > *than,
            };
            if !is_farther(&zero) {
                continue;
            }
            match far.iter_mut().find(|(_, (group, _))| *group == step.group) {
                Some((by, (_, choices))) if step.by == *by => choices.push(step.choice),
                Some((by, (_, choices))) if is_farther(by) => {
                    by.clone_from(&step.by);
                    *choices = vec![step.choice];
                }
                Some(_) => {}
                None => far.push((step.by.clone(), (step.group, vec![step.choice]))),
            }
        }
        far
    }

    /// What to put aside if choices together could break a limit.
    fn broken(&self, limit: &Limit, side: Side, far: &[(Delta, Aside)]) -> Option<Aside> {
        let reached = |but: Option<usize>| {
            let others = far.iter().filter(|(_, (group, _))| Some(*group) != but);
            others.fold(self.ways.value(self.slot as usize).clone(), |value, (by, _)| sum(&value, Some(by)))
        };
        let fewest = |but: Option<usize>| {
            let others = far.iter().map(|(_, aside)| aside).filter(|(group, _)| Some(*group) != but);
            others.min_by_key(|(_, choices)| choices.len()).cloned()
        };
        let Some((owner, group)) = limit.owner.and_then(|owner| Some((owner, *self.group_of.get(&owner)?))) else {
            let is_off = limit.owner.is_some_and(|owner| self.ways.off.binary_search(&owner).is_ok());
            return if is_off || keeps(limit, side, &reached(None)) { None } else { fewest(None) };
        };
        // Only the choices of its own group that keep the owner are held to it.
        let others = reached(Some(group));
        let choices = &self.ways.groups[group];
        let breaks = |choice: &usize| {
            let own = self.steps.iter().find(|step| (step.group, step.choice) == (group, *choice));
            !self.gone[group][*choice]
                && choices[*choice].owners.binary_search(&owner).is_err()
                && !keeps(limit, side, &sum(&others, own.map(|step| &step.by)))
        };
        let own: Vec<usize> = (0..choices.len()).filter(breaks).collect();
        let is_first = own.first() == Some(&0);
        match fewest(Some(group)) {
            _ if own.is_empty() => None,
            Some(others) if is_first || own.len() > others.1.len() => Some(others),
            _ => Some((group, own)),
        }
    }
}

fn keeps(limit: &Limit, side: Side, value: &Delta) -> bool {
    match side {
        Side::Low => *value >= limit.at,
        Side::High => *value <= limit.at,
    }
}

fn sum(value: &Delta, step: Option<&Delta>) -> Delta {
    let mut sum = value.clone();
    if let Some(step) = step {
        sum.add(step, &Number::ONE);
    }
    sum
}

fn step(moves: &[(u32, Delta)], slot: u32) -> Option<&Delta> {
    moves.binary_search_by_key(&slot, |(slot, _)| *slot).ok().map(|at| &moves[at].1)
}

fn moves(from: &[Delta], to: &[Delta]) -> Moves {
    let differ = from.iter().zip(to).enumerate().filter(|(_, (from, to))| from != to);
    Rc::new(differ.map(|(slot, (from, to))| (slot as u32, to.minus(from))).collect())
}
