//! Small random collections, in three worlds: counts that run up to dates of any precision and over periods;
//! levels at dates of any precision and throughout periods; and both together, at months and days.

use proptest::prelude::*;
use proptest::sample::subsequence;

use super::collection::{
    Claim, Collection, Compares, Date, Dimension, Holds, Kind, Order, Proposition, Quantity, Rule, Says, Sum, Term,
    Value, When,
};

/// Figures are multiples of this, so that no gap is less than one person.
const UNIT: i64 = 10_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum World {
    Counts,
    Levels,
    Mixed,
}

fn on(dates: &[Date]) -> Vec<When> {
    dates.iter().map(|date| When::On(*date)).collect()
}

impl World {
    fn measures(self) -> Vec<Kind> {
        let count = Kind::Cumulative { since: None };
        let since = Kind::Cumulative { since: Some(Date::day(1944, 6, 1)) };
        match self {
            World::Counts => vec![count, since, count],
            World::Levels => vec![Kind::Stock, Kind::Stock, Kind::Fixed],
            World::Mixed => vec![Kind::Stock, count, since],
        }
    }

    /// When things are. A year of levels holds one chain of finer dates at most: which of several it means, no
    /// document says.
    fn dates(self) -> Vec<When> {
        match self {
            World::Counts => on(&[
                Date::year(1944),
                Date::month(1944, 5),
                Date::day(1944, 5, 3),
                Date::month(1944, 12),
                Date::day(1944, 12, 31),
                Date::year(1945),
                Date::month(1945, 2),
                Date::month(1946, 1),
                Date::year(1946),
            ]),
            World::Levels => on(&[
                Date::year(1944),
                Date::month(1944, 5),
                Date::day(1944, 5, 3),
                Date::month(1945, 2),
                Date::year(1946),
                Date::month(1947, 1),
            ]),
            World::Mixed => on(&[
                Date::month(1944, 5),
                Date::month(1944, 12),
                Date::day(1945, 2, 10),
                Date::month(1946, 1),
                Date::day(1947, 1, 1),
            ]),
        }
    }
}

fn periods() -> Vec<When> {
    [
        (Date::month(1944, 1), Date::month(1944, 12)),
        (Date::year(1944), Date::year(1945)),
        (Date::month(1944, 5), Date::month(1946, 1)),
        (Date::month(1945, 1), Date::month(1945, 2)),
        (Date::day(1944, 12, 31), Date::day(1946, 6, 1)),
    ]
    .map(|(start, end)| When::Between(start, end))
    .to_vec()
}

fn first_dimension() -> impl Strategy<Value = Dimension> {
    let letter = 'x';
    prop_oneof![
        Just(Dimension { letter, inside: vec![None, Some(0), Some(0)] }),
        Just(Dimension { letter, inside: vec![None, Some(0), Some(0), Some(1)] }),
        Just(Dimension { letter, inside: vec![None, Some(0), Some(0), Some(1), Some(1)] }),
    ]
}

fn dimensions() -> impl Strategy<Value = Vec<Dimension>> {
    let letter = 'y';
    let second = prop_oneof![
        3 => Just(None),
        1 => Just(Some(Dimension { letter, inside: vec![None, Some(0)] })),
        1 => Just(Some(Dimension { letter, inside: vec![None, None] })),
    ];
    (first_dimension(), second).prop_map(|(first, second)| [first].into_iter().chain(second).collect())
}

fn propositions() -> impl Strategy<Value = Vec<Proposition>> {
    let plain = Proposition::default;
    let excludes = |places: &[usize]| Proposition { excludes: places.to_vec(), ..plain() };
    let implies = |places: &[usize]| Proposition { implies: places.to_vec(), ..plain() };
    prop_oneof![
        Just(vec![excludes(&[1]), plain(), implies(&[0])]),
        Just(vec![implies(&[1]), implies(&[2]), plain()]),
        Just(vec![excludes(&[1, 2]), excludes(&[2]), plain()]),
    ]
}

fn term(measure: usize) -> Term {
    Term { factor: 1, measure, code: None }
}

fn parts(dimension: &Dimension) -> BoxedStrategy<Holds> {
    let inside = |whole: usize| -> Vec<usize> {
        (0..dimension.inside.len()).filter(|code| dimension.inside[*code] == Some(whole)).collect()
    };
    let wholes: Vec<usize> = (0..dimension.inside.len()).filter(|whole| !inside(*whole).is_empty()).collect();
    let list: Vec<(usize, Vec<usize>)> = wholes.into_iter().map(|whole| (whole, inside(whole))).collect();
    (prop::sample::select(list), any::<bool>())
        .prop_map(|((whole, parts), complete)| Holds::Parts { whole, parts, complete })
        .boxed()
}

fn equation(world: World, codes: usize) -> BoxedStrategy<Holds> {
    let compares = prop_oneof![3 => Just(Compares::Equal), 1 => Just(Compares::AtMost), 1 => Just(Compares::AtLeast)];
    // What never changes is compared with nothing that does.
    let last = if world == World::Levels { 2 } else { 3 };
    let right = prop_oneof![
        3 => (0..last, prop::option::weighted(0.2, 1..codes)).prop_map(|(measure, code)| vec![Term { code, ..term(measure) }]),
        1 => subsequence((0..last).collect::<Vec<usize>>(), 2).prop_map(|list| list.into_iter().map(term).collect()),
    ];
    (0..last, compares, right)
        .prop_filter("one quantity on both sides", |(left, _, right)| {
            right.iter().all(|own| own.measure != *left || (own.code.is_some() && right.len() == 1))
        })
        .prop_map(|(left, compares, right)| Holds::Equation { left: vec![term(left)], compares, right })
        .boxed()
}

fn along(world: World) -> BoxedStrategy<Holds> {
    let order = prop::sample::select(vec![Order::Constant, Order::NeverRises, Order::NeverFalls]);
    let last = if world == World::Levels { 2 } else { 3 };
    let sum = prop_oneof![
        2 => (0..last).prop_map(|measure| vec![term(measure)]),
        1 => subsequence((0..last).collect::<Vec<usize>>(), 2).prop_map(|list| list.into_iter().map(term).collect()),
    ];
    let after = prop_oneof![
        2 => Just(None),
        1 => Just(Some(Date::day(1944, 3, 1))),
        1 => Just(Some(Date::day(1945, 9, 2))),
    ];
    (order, sum, after).prop_map(|(order, sum, after)| Holds::Along { order, sum, after }).boxed()
}

fn rules(world: World, dimension: &Dimension) -> impl Strategy<Value = Vec<Rule>> + use<> {
    let codes = dimension.inside.len();
    let holds = prop_oneof![2 => parts(dimension), 2 => equation(world, codes), 2 => along(world)];
    let rule = (prop::bool::weighted(0.4), any::<bool>(), holds).prop_map(|(is_definition, across, holds)| {
        // Codes of one dimension's parts, and terms that name one, say themselves where they hold.
        let named = match &holds {
            Holds::Parts { .. } => true,
            Holds::Equation { right, .. } => right.iter().any(|term| term.code.is_some()),
            Holds::Along { .. } => false,
        };
        Rule { is_definition, across: across && !named, holds }
    });
    prop::collection::vec(rule, 0..=3)
}

/// What claims of a collection are about.
#[derive(Debug, Clone)]
struct About {
    measures: Vec<Kind>,
    codes: Vec<usize>,
    dates: Vec<When>,
    periods: Vec<When>,
    propositions: usize,
}

impl About {
    fn codes(&self) -> BoxedStrategy<Vec<usize>> {
        let code = |count: usize| prop_oneof![2 => Just(0), 3 => 0..count];
        self.codes.iter().map(|count| code(*count)).collect::<Vec<_>>().boxed()
    }

    fn quantity(&self, spans: bool) -> BoxedStrategy<Quantity> {
        let about = self.clone();
        let when = if spans {
            prop_oneof![4 => prop::sample::select(self.dates.clone()), 1 => prop::sample::select(self.periods.clone())]
                .boxed()
        } else {
            prop::sample::select(self.dates.clone()).boxed()
        };
        (0..self.measures.len(), self.codes(), when)
            .prop_map(move |(measure, codes, when)| {
                let when = (about.measures[measure] != Kind::Fixed).then_some(when);
                Quantity { measure, codes, when }
            })
            .boxed()
    }

    /// Whether quantities stand in one sum or relation: what never changes stands with its like alone.
    fn fit(&self, quantities: &[&Quantity]) -> bool {
        let fixed = quantities.iter().filter(|quantity| self.measures[quantity.measure] == Kind::Fixed).count();
        fixed == 0 || fixed == quantities.len()
    }

    /// One quantity, or two: of sums, levels throughout a period are no part.
    fn sum(&self) -> BoxedStrategy<Sum> {
        let (about, own) = (self.clone(), self.clone());
        let is_plain = move |quantity: &Quantity| {
            about.measures[quantity.measure] != Kind::Stock || !matches!(quantity.when, Some(When::Between(..)))
        };
        let plain = self.quantity(true).prop_filter("a level throughout stands alone", is_plain);
        prop_oneof![
            4 => self.quantity(true).prop_map(|quantity| vec![(1, quantity)]),
            1 => prop::collection::vec(plain, 2)
                .prop_filter("a quantity stands once", move |list| list[0] != list[1] && own.fit(&[&list[0], &list[1]]))
                .prop_map(|list| list.into_iter().map(|quantity| (1, quantity)).collect()),
        ]
        .boxed()
    }

    #[expect(clippy::unused_self, reason = "asked of a world, as all that is generated")]
    fn value(&self) -> BoxedStrategy<Value> {
        let number = || (0..=6_i64).prop_map(|number| number * UNIT);
        prop_oneof![
            5 => number().prop_map(Value::Exactly),
            1 => number().prop_map(Value::AtLeast),
            1 => number().prop_map(Value::AtMost),
            1 => (number(), 1..3_i64).prop_map(|(low, more)| Value::Range(low, low + more * UNIT)),
        ]
        .boxed()
    }

    fn says(&self) -> BoxedStrategy<Says> {
        let compares = prop::sample::select(vec![Compares::Equal, Compares::AtMost, Compares::AtLeast]);
        let dated = || self.quantity(false);
        let (of_share, of_relation) = (self.clone(), self.clone());
        let share = (dated(), dated(), 1..9_i64, 0..3_i64)
            .prop_filter("a share of another quantity", move |(own, whole, _, _)| {
                own != whole && of_share.fit(&[own, whole])
            })
            .prop_map(|(own, whole, low, more)| {
                Says::Figure(vec![(1, own)], Value::Share(low * 10, (low + more) * 10, vec![(1, whole)]))
            });
        let relation = (dated(), compares, prop::collection::vec(dated(), 1..=2))
            .prop_filter("each quantity once", move |(left, _, right)| {
                let all: Vec<&Quantity> = right.iter().chain([left]).collect();
                !right.contains(left) && (right.len() < 2 || right[0] != right[1]) && of_relation.fit(&all)
            })
            .prop_map(|(left, compares, right)| {
                let right = right.into_iter().map(|quantity| (1, quantity)).collect();
                Says::Relation(vec![(1, left)], compares, right)
            });
        let statement = (0..self.propositions, any::<bool>())
            .prop_map(|(at, is_so)| if is_so { Says::Affirms(at) } else { Says::Denies(at) });
        prop_oneof![
            16 => (self.sum(), self.value()).prop_map(|(of, is)| Says::Figure(of, is)),
            1 => share,
            1 => relation,
            2 => statement,
        ]
        .boxed()
    }

    fn claim(&self) -> BoxedStrategy<Claim> {
        (self.says(), 0..3_usize, 0..3_usize).prop_map(|(says, source, party)| Claim { says, source, party }).boxed()
    }
}

fn of_world(world: World) -> BoxedStrategy<Collection> {
    (dimensions(), propositions())
        .prop_flat_map(move |(dimensions, propositions)| {
            let few = |all: Vec<When>, most: usize| {
                let most = most.min(all.len());
                subsequence(all, 1..=most)
            };
            let rules = rules(world, &dimensions[0]);
            (Just(dimensions), Just(propositions), rules, few(world.dates(), 4), few(periods(), 2))
        })
        .prop_flat_map(move |(dimensions, propositions, rules, dates, periods)| {
            let about = About {
                measures: world.measures(),
                codes: dimensions.iter().map(|dimension| dimension.inside.len()).collect(),
                dates,
                periods,
                propositions: propositions.len(),
            };
            let claims = prop::collection::vec(about.claim(), 2..=7);
            (Just((dimensions, propositions, rules)), claims)
        })
        .prop_map(move |((dimensions, propositions, rules), claims)| {
            let mut collection =
                Collection { measures: world.measures(), dimensions, propositions, rules, claims: Vec::new() };
            // Claims that say the same are one.
            let mut said: Vec<String> = Vec::new();
            for claim in claims {
                let text = collection.claim_text(&claim);
                if !said.contains(&text) {
                    said.push(text);
                    collection.claims.push(claim);
                }
            }
            collection
        })
        .boxed()
}

/// Any small collection.
pub(crate) fn collections() -> impl Strategy<Value = Collection> {
    prop_oneof![of_world(World::Counts), of_world(World::Levels), of_world(World::Mixed)]
}
