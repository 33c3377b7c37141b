//! How long the engine takes: one conflict, all of them, a proof that the rest is
//! consistent, and a million claims in small components.
//!
//! `cargo bench --bench engine` makes its own instances, always the same: populations in
//! a tree of places, `captured = held + repatriated + died` at each place and date, the
//! cumulative ones never falling, three in five figures claimed and a few of those wrong.
//! `benches/engine.py` measures other solvers beside it.
#![expect(clippy::print_stdout, reason = "a benchmark's result is what it prints")]

use std::time::{Duration, Instant};

use gainsay::base::number::{Bound, Bounds, Number};
use gainsay::engine::{Limits, Owner, Sign, System, Variable, Verdict, conflict, enumerate, implied};

const MILLION: usize = 1_000_000;

fn main() {
    println!(
        "{:>9} {:>11} {:>12} {:>12} {:>10} {:>10} {:>12} {:>12}",
        "variables", "constraints", "a conflict", "all of them", "conflicts", "lightest", "consistent", "an interval"
    );
    for places in [1, 3, 16, 160, 1_560] {
        let dates = if places < 16 { places } else { 8 };
        tree(places, dates, if places < 16 { 1 } else { 3 });
    }
    small_components();
}

/// Numbers that look random, always the same (Knuth's MMIX generator).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end.max(1)
    }
}

/// What a quantity is, and whether a claim says so.
struct Instance {
    system: System,
    truth: Vec<i64>,
    random: Random,
}

impl Instance {
    fn new(seed: u64) -> Self {
        Instance { system: System::new(), truth: Vec::new(), random: Random(seed) }
    }

    fn quantity(&mut self, value: i64) -> Variable {
        self.truth.push(value);
        self.system.variable(Sign::NotNegative)
    }

    fn rule(&mut self, whole: Variable, parts: &[Variable], bounds: Bounds) {
        let owner = self.system.owner(None);
        let parts = parts.iter().map(|part| (*part, Number::from(-1)));
        self.system.require(owner, [(whole, Number::ONE)].into_iter().chain(parts), bounds);
    }

    fn claim(&mut self, variable: Variable, low: Option<i64>, high: Option<i64>) -> Owner {
        let weight = [1, 2, 2, 3, 5][usize::try_from(self.random.below(5)).unwrap_or(0)];
        let owner = self.system.owner(Some(weight));
        let bound = |value: i64| Bound { value: Number::from(value), strict: false };
        self.system.require(owner, [(variable, Number::ONE)], Bounds { low: low.map(bound), high: high.map(bound) });
        owner
    }

    /// A true claim: exact, rounded or one-sided.
    fn true_claim(&mut self, variable: Variable) {
        let value = self.truth[variable.index()];
        let about = value / 20;
        match self.random.below(20) {
            0..10 => self.claim(variable, Some(value), Some(value)),
            10..16 => self.claim(variable, Some(value - about), Some(value + about)),
            16..18 => self.claim(variable, None, Some(value + about)),
            _ => self.claim(variable, Some(value - about), None),
        };
    }
}

const ZERO: Bound = Bound { value: Number::ZERO, strict: false };

fn exactly_zero() -> Bounds {
    Bounds { low: Some(ZERO), high: Some(ZERO) }
}

/// Captured, repatriated, died and held at every place and date; the owners of wrong claims.
fn population(places: usize, dates: usize, wrong: usize) -> (System, Vec<Owner>) {
    let mut made = Instance::new(places as u64);
    let leaves: Vec<usize> = (0..places).filter(|place| 4 * place + 1 >= places).collect();
    let mut values = vec![[0i64; 4]; places];
    let mut before: Vec<[Variable; 4]> = Vec::new();
    let mut sums: Vec<Vec<Variable>> = Vec::new();
    for date in 0..dates {
        for leaf in &leaves {
            let [captured, repatriated, died, held] = &mut values[*leaf];
            let more = i64::try_from(made.random.below(10_000)).unwrap_or(0);
            let free = i64::try_from(made.random.below(more.unsigned_abs() / 2 + 1)).unwrap_or(0);
            (*captured, *repatriated, *died) = (*captured + more, *repatriated + free, *died + (more - free) / 10);
            *held = *captured - *repatriated - *died;
        }
        for place in (0..places).rev().filter(|place| 4 * place + 1 < places) {
            let children = 4 * place + 1..(4 * place + 5).min(places);
            values[place] = [0, 1, 2, 3].map(|measure| children.clone().map(|child| values[child][measure]).sum());
        }
        let now: Vec<[Variable; 4]> = values.iter().map(|values| values.map(|value| made.quantity(value))).collect();
        for place in 0..places {
            let [captured, repatriated, died, held] = now[place];
            made.rule(captured, &[repatriated, died, held], exactly_zero());
            sums.push(vec![captured, repatriated, died, held]);
            let children = (4 * place + 1).min(places)..(4 * place + 5).min(places);
            for measure in (0..4).filter(|_| !children.is_empty()) {
                let parts: Vec<Variable> = now[children.clone()].iter().map(|child| child[measure]).collect();
                made.rule(now[place][measure], &parts, exactly_zero());
            }
            for measure in (0..3).filter(|_| date > 0) {
                made.rule(now[place][measure], &[before[place][measure]], Bounds { low: Some(ZERO), high: None });
            }
        }
        before = now;
    }
    for variable in made.system.variables() {
        if made.random.below(5) < 3 {
            made.true_claim(variable);
        }
    }
    let mut owners = Vec::new();
    for index in 0..wrong {
        let members = &sums[index * sums.len() / wrong];
        for (place, variable) in members.clone().into_iter().enumerate() {
            let value = made.truth[variable.index()];
            let said = if place == 0 { value + 7 + value / 10 } else { value };
            let owner = made.claim(variable, Some(said), Some(said));
            owners.extend((place == 0).then_some(owner));
        }
    }
    (made.system, owners)
}

fn tree(places: usize, dates: usize, wrong: usize) {
    let (system, wrong) = population(places, dates, wrong);
    let limits = Limits { conflicts: 100, corrections: 100, ..Limits::default() };
    let start = Instant::now();
    let verdict = conflict(&system, |_| true, &limits);
    let one = start.elapsed();
    assert!(matches!(verdict, Verdict::Conflict(_)), "a wrong claim contradicts the others");
    let start = Instant::now();
    let verdict = conflict(&system, |owner| !wrong.contains(&owner), &limits);
    let consistent = start.elapsed();
    assert!(matches!(verdict, Verdict::Consistent), "what is left is true of the drawn population");
    let whole = [(system.variables().next().expect("there are places"), Number::ONE)];
    let start = Instant::now();
    let _ = implied(&system, |owner| !wrong.contains(&owner), &whole, &limits);
    let interval = start.elapsed();
    let (mut all, mut conflicts, mut lightest) = (String::from("-"), String::from("-"), String::from("-"));
    if places <= 160 {
        let start = Instant::now();
        let components = enumerate(&system, &limits);
        all = time(start.elapsed());
        let is_cut = components.iter().any(|component| component.cut);
        let count = components.iter().map(|component| component.conflicts.len()).sum::<usize>();
        conflicts = format!("{count}{}", if is_cut { "+" } else { "" });
        let weights = components.iter().filter_map(|component| component.corrections.first());
        lightest = weights.map(|correction| correction.weight).sum::<u64>().to_string();
    }
    println!(
        "{:>9} {:>11} {:>12} {all:>12} {conflicts:>10} {lightest:>10} {:>12} {:>12}",
        system.variables().len(),
        system.constraints().len(),
        time(one),
        time(consistent),
        time(interval),
    );
}

/// A million claims about wholes and parts, 5 to 200 claims to a whole, one whole in 40 with a wrong claim.
fn small_components() {
    let mut made = Instance::new(7);
    let (mut claims, mut components) = (0, 0);
    while claims < MILLION {
        let size = 5 + usize::try_from(made.random.below(196)).unwrap_or(0);
        let count = 2 + size / 8;
        let values: Vec<i64> = (0..count).map(|_| i64::try_from(made.random.below(100_000)).unwrap_or(0)).collect();
        let whole = made.quantity(values.iter().sum());
        let parts: Vec<Variable> = values.iter().map(|value| made.quantity(*value)).collect();
        made.rule(whole, &parts, exactly_zero());
        for _ in 0..size {
            let at = usize::try_from(made.random.below(count as u64 + 1)).unwrap_or(0);
            made.true_claim(if at == 0 { whole } else { parts[at - 1] });
        }
        if made.random.below(40) == 0 {
            let said = made.truth[whole.index()] + 1_000_000;
            made.claim(whole, Some(said), Some(said));
        }
        claims += size;
        components += 1;
    }
    let start = Instant::now();
    let found = enumerate(&made.system, &Limits { conflicts: 100, corrections: 100, ..Limits::default() });
    println!(
        "{claims} claims in {components} components: {}, {} of them in conflict, {} conflicts",
        time(start.elapsed()),
        found.len(),
        found.iter().map(|component| component.conflicts.len()).sum::<usize>(),
    );
}

/// Three digits or more, without floating point.
fn time(time: Duration) -> String {
    match time.as_micros() {
        micros @ 0..10_000 => format!("{micros} µs"),
        micros => format!("{} ms", micros / 1_000),
    }
}
