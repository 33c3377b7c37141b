//! Gaps in chains of ownership or custody.

use std::collections::BTreeMap;

use super::{Assumptions, Check, Context};
use crate::base::message::{Code, Message, Severity};
use crate::base::when::{Day, scale};
use crate::model::{Chain, CodeId, MeasureId, Model, Of, locate};
use crate::notation::Constant;
use crate::reason::facts::figures::{self, Figure};
use crate::reason::finding::Finding;

/// Of nobody is it said that he had it for longer than the vocabulary lets pass.
const GAP_IN_CHAIN: Code = Code {
    id: "GS212",
    name: "gap-in-chain",
    severity: Severity::Note,
    explanation: "\
A chain in the vocabulary is meant to be unbroken (`Chain(…, unbroken: \"30 years\")`), and for longer than that no claim says of
anybody that he had it. The two claims at the ends of the gap are shown: the last that somebody had it, and the first that
somebody had it again. A gap in a provenance is where a thing may have been stolen, sold or exchanged, or is not the same thing.

Counted is what claims say as facts, in any of their readings: that it came to someone by a day, that it left him no earlier than a day, and the
other dates at which he had it (`had`). Where sources differ, each extends the time: a gap is told only where none of them fills it.

If a source tells who had it then, add its claim. If nobody knows, the note is the finding. If so long a time says
nothing in this field, make `unbroken` longer.

That two have it at once is no gap but a contradiction, told as such, unless the chain lists them as `shared`.",
};

pub(super) const CHECK: Check = Check { codes: &[&GAP_IN_CHAIN], run };

/// A time during which someone had it, with the claims that say so at either end.
struct Held {
    holder: CodeId,
    from: (Day, Figure),
    until: (Day, Figure),
    /// Whether a claim says when he no longer had it.
    is_closed: bool,
}

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.subject.model;
    let chains = model.chains().iter().filter_map(|chain| Some((chain, chain.unbroken.as_ref()?)));
    chains
        .flat_map(|(chain, longest)| {
            held(model, context.subject.assumptions, chain)
                .into_iter()
                .flat_map(move |(thing, held)| gaps(context, chain, (longest, &thing), held))
        })
        .collect()
}

/// What of a date says that someone had it: from a day until a day.
fn attested(chain: &Chain, measure: MeasureId, (from, until): (Option<Day>, Option<Day>)) -> Option<(Day, Day)> {
    if measure == chain.came {
        // By then at the latest it had come.
        let until = until?;
        return Some((from.unwrap_or(until), until));
    }
    if measure == chain.left {
        let from = from?;
        return Some((from, until.unwrap_or(from)));
    }
    chain.had.contains(&measure).then_some((from?, until?))
}

/// Who had it when: for each thing (the codes of the other dimensions), by the order of the holders.
fn held(model: &Model, assumptions: &Assumptions, chain: &Chain) -> BTreeMap<Vec<CodeId>, Vec<Held>> {
    let mut all: BTreeMap<Vec<CodeId>, Vec<Held>> = BTreeMap::new();
    for figure in figures::binding(model, assumptions, false) {
        let Of::Quantity(of) = figure.of else { continue };
        let quantity = &model.quantities()[of];
        let Some((from, until)) = attested(chain, quantity.measure, scale::days(&figure.read)) else { continue };
        let (own, thing): (Vec<CodeId>, Vec<CodeId>) =
            model.code_list(quantity.codes).iter().copied().partition(|code| chain.holders.contains(code));
        let Some(&holder) = own.first() else { continue };
        let is_closed = quantity.measure == chain.left;
        let held = all.entry(thing).or_default();
        match held.iter_mut().find(|held| held.holder == holder) {
            None => held.push(Held { holder, from: (from, figure.clone()), until: (until, figure), is_closed }),
            Some(held) => {
                held.is_closed |= is_closed;
                if from < held.from.0 {
                    held.from = (from, figure.clone());
                }
                if until > held.until.0 {
                    held.until = (until, figure);
                }
            }
        }
    }
    all
}

/// The times between the first and the last of which nobody had it, as far as claims say.
fn gaps(
    context: &Context<'_>,
    chain: &Chain,
    (longest, thing): (&Constant, &[CodeId]),
    mut held: Vec<Held>,
) -> Vec<Finding> {
    held.sort_by_key(|held| (held.from.0, held.until.0));
    let mut found = Vec::new();
    let Some((first, rest)) = held.split_first() else { return found };
    let mut last = first;
    for next in rest {
        let may_pass = longest.months * scale::MONTH + longest.days;
        if last.until.0.succ().place() + may_pass < next.from.0.place() {
            found.push(finding(context, chain, thing, (last, next)));
        }
        if next.until.0 >= last.until.0 {
            last = next;
        }
    }
    found
}

fn finding(context: &Context<'_>, chain: &Chain, thing: &[CodeId], (last, next): (&Held, &Held)) -> Finding {
    let (subject, model) = (context.subject, context.subject.model);
    let (before, after) = (&last.until.1, &next.from.1);
    let precise = |figure: &Figure| model.date_precision(figure.claim, figure.reading);
    let precision = precise(before).max(precise(after));
    let until = scale::edge_in_words(last.until.0, precision, false);
    let from = scale::edge_in_words(next.from.0, precision, true);
    let long = scale::between(last.until.0, next.from.0, precision);
    let name = model.name(chain.name);
    // The first code of a dimension goes without saying.
    let is_first = |code: CodeId| model.dimensions()[model.codes()[code].dimension].codes.first() == Some(&code);
    let things = thing.iter().filter(|code| !is_first(**code)).map(|&code| title(model, code));
    let things: Vec<&str> = things.collect();
    let of = if things.is_empty() { String::new() } else { format!(" of {}", things.join(", ")) };
    let text = format!("`{name}`{of} has a gap of {long}: nobody is known to have had it between {until} and {from}");
    let label = |held: &Held, words: &str| format!("{words} {}", title(model, held.holder));
    let mut message = Message::new(&GAP_IN_CHAIN, text)
        .at(locate::quantity(subject.texts, model, before.claim), label(last, "before it:"))
        .at(locate::quantity(subject.texts, model, after.claim), label(next, "after it:"))
        .note(format!("who had it\n{}\n{}", said(model, before), said(model, after)));
    if !last.is_closed {
        message = message.note(format!("no claim says until when {} had it", title(model, last.holder)));
    }
    Finding::plain(message, vec![before.claim, after.claim])
}

fn title(model: &Model, code: CodeId) -> &str {
    let code = &model.codes()[code];
    code.title.map_or(model.name(code.name), |title| model.prose(title))
}

/// `- Robert Brumbaugh: came-to[kircher] 1666 (brumbaugh-maps-of-stars/given-1666)`.
fn said(model: &Model, figure: &Figure) -> String {
    let who = model.party_titles(model.asserters(figure.claim));
    let when = model.date_words(figure.claim, figure.reading, &figure.read);
    format!("- {who}: {} {when} ({})", model.of_text(figure.of), model.claim_name(figure.claim))
}
