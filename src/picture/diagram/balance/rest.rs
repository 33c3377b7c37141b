//! What the parts of a whole leave of it, in numbers and in words.

use crate::base::number::{Bound, Bounds, Number};
use crate::picture::diagram::{Account, Part, PartKind, Stack, visible};

/// The name of what is left although every part is stated.
const UNACCOUNTED: &str = "unaccounted for";

/// What is left of a whole, or by how much its parts exceed it; and where both may be, what is left.
pub(super) fn rest(whole: &Part, parts: &Bounds, sum: &Number, unstated: &[String]) -> Option<Part> {
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
    let says = bounds.to_string();
    let (name, more, tooltip) = match (kind, unstated) {
        (PartKind::Excess, _) => ("too many", "computed".to_owned(), format!("The parts exceed the whole by {says}.")),
        (_, []) => (UNACCOUNTED, "computed".to_owned(), format!("The parts leave {says} of the whole.")),
        (_, names) => {
            let names = names.join(", ");
            ("not stated", format!("computed: {names}"), format!("The parts leave {says} of the whole for: {names}."))
        }
    };
    let tooltip = format!("{tooltip} Computed; nobody claims it.");
    let [name, more] = [name, &more].map(|text| visible(text).into_owned());
    Some(Part { kind, name, more, source: String::new(), claim: None, says, bounds, size, from, tooltip, link: None })
}

pub(super) fn added(one: &Bounds, other: &Bounds) -> Bounds {
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

/// `TASS, 4 May 1950: of captured[german] (3,180,000) the parts leave 1,227,937 persons, not stated: died, missing.`
pub(super) fn sentence(account: &Account, stack: &Stack) -> String {
    let unit = account.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let when = if stack.when.is_empty() { String::new() } else { format!(", {}", stack.when) };
    let whole = &stack.parts[0];
    let head = format!("{}{when}: of {} ({})", stack.party, whole.name, whole.says);
    match stack.parts.iter().find(|part| part.claim.is_none()) {
        Some(part) if part.kind == PartKind::Excess => format!("{head} the parts are {}{unit} too many.", part.says),
        Some(part) if part.name == UNACCOUNTED => format!("{head} the parts leave {}{unit} {UNACCOUNTED}.", part.says),
        Some(part) => {
            let unstated = part.more.trim_start_matches("computed: ");
            format!("{head} the parts leave {}{unit}, {}: {unstated}.", part.says, part.name)
        }
        None => format!("{head} the parts are all."),
    }
}
