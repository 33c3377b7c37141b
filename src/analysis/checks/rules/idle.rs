//! Why a rule reaches no claim, and what would make it.

use std::collections::BTreeSet;

use crate::model::{CodeId, DimensionId, Holds, MeasureId, Model, Pattern, Quantity, Rule, RuleTerm};

/// The reasons, each with what to do; none where no simple one is seen.
pub(super) fn why(model: &Model, rule: &Rule) -> Vec<String> {
    let terms = match &rule.holds {
        Holds::Equation { terms, .. }
        | Holds::Constant { what: terms, .. }
        | Holds::NeverRises { what: terms, .. }
        | Holds::NeverFalls { what: terms, .. } => terms,
        Holds::Parts { whole, parts, .. } => {
            let codes: Vec<CodeId> = parts.iter().copied().chain([*whole]).collect();
            return parts_unsaid(model, &codes).into_iter().collect();
        }
        Holds::Children { dimension, of, .. } => return vec![no_children(model, *dimension, of)],
        Holds::Same(one, other) => return parts_unsaid(model, &[*one, *other]).into_iter().collect(),
        Holds::Happened(_) | Holds::Taken(_) => return Vec::new(),
    };
    let mut reasons: BTreeSet<String> = BTreeSet::new();
    for term in terms {
        reasons.extend(of_term(model, rule, term));
    }
    if reasons.is_empty() && !rule.only.is_empty() {
        reasons.insert("its `only` leaves out all that claims speak of".to_owned());
    }
    reasons.into_iter().collect()
}

/// Why no code is ever compared with those that lie in it.
fn no_children(model: &Model, dimension: DimensionId, of: &[MeasureId]) -> String {
    let record = &model.dimensions()[dimension];
    let name = model.name(record.name);
    let is_whole = |code: &CodeId| record.codes.iter().any(|child| model.codes()[*child].inside == Some(*code));
    let Some(whole) = record.codes.iter().find(|code| is_whole(code)) else {
        return format!("no code of `{name}` lies in another: say so with `in`");
    };
    let speaks = |quantity: &&Quantity| of.is_empty() || of.contains(&quantity.measure);
    let is_said =
        |code: CodeId| named(model).filter(speaks).any(|quantity| model.code_list(quantity.codes).contains(&code));
    let whole_text = model.code_text(*whole);
    if !is_said(*whole) {
        return format!("no claim speaks of `{whole_text}`, in which the others lie");
    }
    format!("`{whole_text}` and all codes in it are never claimed of one measure at one time")
}

fn parts_unsaid(model: &Model, codes: &[CodeId]) -> Option<String> {
    let is_said = |code: &CodeId| named(model).any(|quantity| model.code_list(quantity.codes).contains(code));
    let names: Vec<String> = codes.iter().filter(|code| !is_said(code)).map(|code| model.code_text(*code)).collect();
    (!names.is_empty()).then(|| format!("no claim speaks of {}", names.join(", ")))
}

/// The quantities that claims name.
fn named(model: &Model) -> impl Iterator<Item = &Quantity> {
    model.quantities().iter().map(|(_, quantity)| quantity)
}

fn of_term(model: &Model, rule: &Rule, term: &RuleTerm) -> Option<String> {
    let measure = term.pattern.measure?;
    let name = model.name(model.measures()[measure].name);
    let own: Vec<&Quantity> = named(model).filter(|quantity| quantity.measure == measure).collect();
    if own.is_empty() {
        return Some(format!("no claim speaks of `{name}`"));
    }
    if let Some(reason) = code_across(model, rule, &term.pattern) {
        return Some(reason);
    }
    if own.iter().any(|quantity| fits(model, rule, &term.pattern, quantity)) {
        return other_time(model, term, &own);
    }
    // A dimension whose codes claims name, though the rule holds at its first code only.
    let unsaid = model.dimensions().iter().find(|(id, dimension)| {
        let is_named = term.pattern.codes.iter().any(|&code| model.codes()[code].dimension == *id);
        let first = dimension.codes.first();
        let at_others = |quantity: &&Quantity| {
            model
                .code_list(quantity.codes)
                .iter()
                .any(|code| model.codes()[*code].dimension == *id && Some(code) != first)
        };
        !is_named && !rule.across.contains(id) && own.iter().all(at_others)
    });
    let example = model.timeless_text(own[0]);
    Some(match unsaid {
        Some((_, dimension)) => {
            let dimension = model.name(dimension.name);
            format!(
                "claims speak of `{example}`, and the rule holds at the first code of `{dimension}` only: \
                 add `across: [\"{dimension}\"]`, or name a code"
            )
        }
        None => format!("claims speak of `{name}` at other codes, such as `{example}`"),
    })
}

/// That a term names a code of a dimension across which the rule is to hold.
fn code_across(model: &Model, rule: &Rule, pattern: &Pattern) -> Option<String> {
    let code = pattern.codes.iter().find(|code| rule.across.contains(&model.codes()[**code].dimension))?;
    let dimension = model.name(model.dimensions()[model.codes()[*code].dimension].name);
    Some(format!(
        "it names the code `{}`, and is to hold across all of `{dimension}`: leave out the one or the other",
        model.code_text(*code)
    ))
}

/// Whether a quantity stands where a term does.
fn fits(model: &Model, rule: &Rule, pattern: &Pattern, quantity: &Quantity) -> bool {
    model.code_list(quantity.codes).iter().all(|code| {
        let dimension = model.codes()[*code].dimension;
        let named = pattern.codes.iter().find(|named| model.codes()[**named].dimension == dimension);
        match named {
            Some(named) => named == code,
            None => rule.across.contains(&dimension) || model.dimensions()[dimension].codes.first() == Some(code),
        }
    })
}

/// That a term names a time at which no claim speaks of it.
fn other_time(model: &Model, term: &RuleTerm, own: &[&Quantity]) -> Option<String> {
    let when = term.pattern.when?;
    let is_said = own.iter().any(|quantity| quantity.when == Some(when));
    let example = own.iter().find_map(|quantity| quantity.when)?;
    (!is_said).then(|| {
        let (when, example) = (model.whens()[when].text(), model.whens()[example].text());
        format!("it is about `@ {when}`; claims speak of other times, such as `@ {example}`")
    })
}
