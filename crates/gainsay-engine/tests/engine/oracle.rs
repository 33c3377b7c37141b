//! Whether inequalities can hold, by Fourier–Motzkin elimination over big fractions:
//! slow, simple, and without a line in common with the engine.

use gainsay_engine::number::Number;
use gainsay_engine::{Owner, Sign, System};
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// `factors · x + constant ≥ 0`, or `> 0` where it is strict.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Inequality {
    factors: Vec<BigRational>,
    constant: BigRational,
    strict: bool,
}

impl Inequality {
    /// With its largest factor, or its constant, at one: equal ones then look equal.
    fn scaled(mut self) -> Self {
        let largest = self.factors.iter().map(Signed::abs).max().filter(|largest| !largest.is_zero());
        let scale = largest.unwrap_or_else(|| self.constant.abs());
        if !scale.is_zero() {
            for factor in &mut self.factors {
                *factor /= &scale;
            }
            self.constant /= &scale;
        }
        self
    }
}

pub(crate) fn fraction(number: &Number) -> BigRational {
    let text = number.to_string();
    if let Some((whole, decimals)) = text.split_once('.') {
        let below = num_bigint::BigInt::from(10).pow(u32::try_from(decimals.len()).unwrap());
        return BigRational::new(format!("{whole}{decimals}").parse().unwrap(), below);
    }
    text.parse().unwrap()
}

/// What the owners that take part require, and the signs of all variables.
fn inequalities(system: &System, takes_part: &dyn Fn(Owner) -> bool) -> Vec<Inequality> {
    let count = system.variables().len();
    let mut all = Vec::new();
    for variable in system.variables().filter(|variable| system.sign(*variable) == Sign::NotNegative) {
        let mut factors = vec![BigRational::zero(); count];
        factors[variable.index()] = BigRational::from_integer(1.into());
        all.push(Inequality { factors, constant: BigRational::zero(), strict: false });
    }
    for constraint in system.constraints().filter(|constraint| takes_part(system.owner_of(*constraint))) {
        let mut factors = vec![BigRational::zero(); count];
        for (variable, factor) in system.terms(constraint) {
            factors[variable.index()] += fraction(factor);
        }
        let bounds = system.bounds(constraint);
        if let Some(low) = &bounds.low {
            all.push(Inequality { factors: factors.clone(), constant: -fraction(&low.value), strict: low.strict });
        }
        if let Some(high) = &bounds.high {
            let factors = factors.iter().map(|factor| -factor).collect();
            all.push(Inequality { factors, constant: fraction(&high.value), strict: high.strict });
        }
    }
    all
}

/// Takes a variable out: every pair of a lower and an upper bound on it must leave room.
fn eliminate(all: Vec<Inequality>, variable: usize) -> Vec<Inequality> {
    let (with, mut rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| !one.factors[variable].is_zero());
    let (low, high): (Vec<_>, Vec<_>) = with.into_iter().partition(|one| one.factors[variable].is_positive());
    for below in &low {
        for above in &high {
            let (a, b) = (-&above.factors[variable], &below.factors[variable]);
            let sum = |left: &BigRational, right: &BigRational| left * &a + right * b;
            let factors = below.factors.iter().zip(&above.factors).map(|(left, right)| sum(left, right)).collect();
            let constant = sum(&below.constant, &above.constant);
            rest.push(Inequality { factors, constant, strict: below.strict || above.strict }.scaled());
        }
    }
    rest.sort();
    rest.dedup();
    rest
}

fn fails(one: &Inequality) -> bool {
    one.constant.is_negative() || one.strict && one.constant.is_zero()
}

/// Whether the constraints of some owners can hold together.
pub(crate) fn feasible(system: &System, takes_part: &dyn Fn(Owner) -> bool) -> bool {
    let mut all = inequalities(system, takes_part);
    for variable in 0..system.variables().len() {
        all = eliminate(all, variable);
    }
    !all.iter().any(fails)
}

/// One end: the value and whether it is left out.
pub(crate) type End = Option<(BigRational, bool)>;

/// The ends of what an expression can be; the constraints must be able to hold.
pub(crate) fn interval(
    system: &System,
    takes_part: &dyn Fn(Owner) -> bool,
    expression: &[(gainsay_engine::Variable, Number)],
) -> (End, End) {
    // One more variable, equal to the expression, is what is left at the end.
    let count = system.variables().len();
    let mut all = inequalities(system, takes_part);
    for one in &mut all {
        one.factors.push(BigRational::zero());
    }
    let mut factors = vec![BigRational::zero(); count + 1];
    factors[count] = BigRational::from_integer((-1).into());
    for (variable, factor) in expression {
        factors[variable.index()] += fraction(factor);
    }
    let opposite = factors.iter().map(|factor| -factor).collect();
    for factors in [factors, opposite] {
        all.push(Inequality { factors, constant: BigRational::zero(), strict: false });
    }
    for variable in 0..count {
        all = eliminate(all, variable);
    }
    let (mut low, mut high): (End, End) = (None, None);
    for one in all.iter().filter(|one| !one.factors[count].is_zero()) {
        let value = -&one.constant / &one.factors[count];
        let (end, tighter) = if one.factors[count].is_positive() {
            let tighter = low.as_ref().is_none_or(|(known, strict)| (&value, one.strict) > (known, *strict));
            (&mut low, tighter)
        } else {
            let tighter = high.as_ref().is_none_or(|(known, strict)| (known, one.strict) > (&value, *strict));
            (&mut high, tighter)
        };
        if tighter {
            *end = Some((value, one.strict));
        }
    }
    (low, high)
}
