//! Judgements laid over findings, and those that no longer hold.
//!
//! A judgement covers a contradiction if it is in force and is of every claim that disagrees there.

use rustc_hash::FxHashSet;

use super::Context;
use crate::base::message::{Code, Message, Severity};
use crate::base::when::Day;
use crate::model::locate;
use crate::model::{Judgement, JudgementId, Model};
use crate::reason::disputes::Ways;
use crate::reason::finding::{Finding, Standing, Strength};

mod standing;

use standing::Why;

/// A judgement that no longer fits.
const LAPSED: Code = Code {
    id: "GS901",
    name: "judgement-lapsed",
    severity: Severity::Warning,
    explanation: "\
A judgement no longer fits what the collection says, so it counts for nothing: the contradiction that it
is of, if there still is one, counts for the exit code again. It fits as long as

- its claims, taken by themselves with all rules, cannot all be true; and
- each of them is still read as it was when the judgement was recorded (`read_as`, which `gainsay judge`
  writes). A judgement without `read_as` is held to the first alone.

What was decided about 13,000 need not hold for 30,000: look at the sources again. Then record a new
judgement with `gainsay judge`; the old one may stay as a record, and is no longer reported once a newer
one covers its claims. If the claims agree now, remove the judgement.",
};

/// A judgement that was to be looked at again by now.
const EXPIRED: Code = Code {
    id: "GS902",
    name: "judgement-expired",
    severity: Severity::Warning,
    explanation: "\
The last day of a judgement's `expires` is past, so it counts for nothing, and the contradiction that it is
of counts for the exit code again. Whoever recorded it wanted it to be looked at again: when an archive
opens, when an edition is out.

If it still holds, record it anew with `gainsay judge`; the old one may stay as a record, and is no longer
reported. `--today DATE` tells gainsay to take another day for today.",
};

/// Judgements that say different things of one contradiction.
const DIFFER: Code = Code {
    id: "GS903",
    name: "judgements-differ",
    severity: Severity::Warning,
    explanation: "\
Two judgements in force cover the same contradiction and have different verdicts, or prefer different
claims. Of several judgements the one with the fewest claims counts, and of equal ones the last; that one
of them is of fewer claims, and says something else of these, is no fault and is not reported.

Keep the one that is meant. If two people disagree, say so in `because`, and judge it unresolved.",
};

/// The codes of what is found about judgements.
pub(super) const CODES: &[&Code] = &[&LAPSED, &EXPIRED, &DIFFER];

/// Marks each contradiction that a judgement covers, which is then worth a note; and adds what is wrong with
/// judgements. Tells how each judgement stands.
pub(super) fn judge(
    context: &Context<'_>,
    today: Option<Day>,
    disputes: &[Ways],
    findings: &mut Vec<Finding>,
) -> Vec<Standing> {
    let model = context.subject.model;
    let whys = standing::whys(context, today, findings);
    let in_force: Vec<(JudgementId, &Judgement)> =
        model.judgements().iter().zip(&whys).filter(|(_, why)| why.is_none()).map(|(judgement, _)| judgement).collect();
    let mut differing = Differing::default();
    for finding in findings.iter_mut().filter(|finding| finding.contradiction.is_some()) {
        let mut covering: Vec<(JudgementId, &Judgement)> =
            in_force.iter().copied().filter(|(_, judgement)| covers(judgement, finding)).collect();
        // The fewest claims first, and of equal ones the last.
        covering.sort_by_key(|(id, judgement)| (judgement.of.len(), usize::MAX - id.index()));
        finding.judgement = covering.first().map(|(id, _)| *id);
        if finding.judgement.is_some() {
            finding.message.severity = Severity::Note;
        }
        differing.look(&covering);
    }
    spread(disputes, findings);
    let mut more: Vec<Finding> = Vec::new();
    for ((id, judgement), why) in model.judgements().iter().zip(&whys) {
        let Some(why) = why else { continue };
        // An old judgement may stay as a record beside the one that took its place.
        if !in_force.iter().any(|(_, newer)| is_among(&judgement.of, newer)) {
            more.push(wrong(context, id, why, findings));
        }
    }
    more.extend(differing.pairs.iter().map(|&(one, other)| differ(model, one, other)));
    findings.extend(more);
    whys.iter().map(|why| why.as_ref().map_or(Standing::InForce, Why::standing)).collect()
}

/// Lets the judgement of each dispute's head cover its other ways, but for a hard one where the head rests on
/// assumptions: what was decided there may be that these do not hold.
fn spread(disputes: &[Ways], findings: &mut [Finding]) {
    let is_hard =
        |finding: &Finding| finding.contradiction.as_ref().is_some_and(|found| found.strength == Strength::Hard);
    for ways in disputes {
        let Some((head, others)) = ways.split_first() else { continue };
        let (judgement, head_is_hard) = (findings[*head].judgement, is_hard(&findings[*head]));
        for at in others.iter().copied().filter(|_| judgement.is_some()) {
            let way = &mut findings[at];
            if way.judgement.is_none() && (head_is_hard || !is_hard(way)) {
                way.judgement = judgement;
                way.message.severity = Severity::Note;
            }
        }
    }
}

/// Whether a judgement is of every claim that disagrees in a contradiction.
fn covers(judgement: &Judgement, finding: &Finding) -> bool {
    finding.contradiction.is_some() && is_among(finding.involved(), judgement)
}

fn is_among(claims: &[crate::model::ClaimId], judgement: &Judgement) -> bool {
    claims.iter().all(|claim| judgement.of.binary_search(claim).is_ok())
}

/// Pairs of judgements that say different things of one contradiction.
#[derive(Default)]
struct Differing {
    seen: FxHashSet<(JudgementId, JudgementId)>,
    pairs: Vec<(JudgementId, JudgementId)>,
}

impl Differing {
    fn look(&mut self, covering: &[(JudgementId, &Judgement)]) {
        for (at, (one, first)) in covering.iter().enumerate() {
            for (other, second) in &covering[at + 1..] {
                let is_narrower = first.of.len() < second.of.len() && is_among(&first.of, second);
                let says = |judgement: &Judgement| (judgement.verdict, sorted(&judgement.prefers));
                let pair = (*one.min(other), *one.max(other));
                if !is_narrower && says(first) != says(second) && self.seen.insert(pair) {
                    self.pairs.push(pair);
                }
            }
        }
    }
}

fn sorted(claims: &[crate::model::ClaimId]) -> Vec<crate::model::ClaimId> {
    let mut claims = claims.to_vec();
    claims.sort_unstable();
    claims
}

/// Says why a judgement counts for nothing, and what counts again.
fn wrong(context: &Context<'_>, id: JudgementId, why: &Why, findings: &[Finding]) -> Finding {
    let subject = context.subject;
    let model = subject.model;
    let judgement = &model.judgements()[id];
    let mut message = match why {
        Why::Agree => Message::new(&LAPSED, "this judgement lapsed: its claims can all be true now")
            .at(judgement.span, judgement.verdict.word())
            .help("remove it, or judge what contradicts now"),
        Why::Changed(changed) => {
            let mut message = Message::new(&LAPSED, "this judgement lapsed: what it is of has changed")
                .at(judgement.span, judgement.verdict.word());
            for change in changed {
                let first = model.readings_of(change.claim).next().map(|(reading, _)| reading);
                message = message.at(change.span, "when it was recorded");
                if let Some(first) = first {
                    message = message.at(locate::statement(subject.texts, model, change.claim, first), "now");
                }
                message = message.note(format!(
                    "{}\n  judged as  {}\n  reads now  {}",
                    model.claim_name(change.claim),
                    model.prose(change.was),
                    change.now
                ));
            }
            message.help("look at it again: `gainsay judge` records a new judgement, and this one may stay as a record")
        }
        Why::Expired(when) => {
            let last = model.whens()[*when].human();
            Message::new(&EXPIRED, format!("this judgement expired: it was to count until {last}"))
                .at(judgement.span, judgement.verdict.word())
                .help("if it still holds, record it anew with `gainsay judge`; this one may stay as a record")
        }
    };
    let again = findings.iter().filter(|finding| finding.judgement.is_none() && covers(judgement, finding));
    let again: Vec<&str> =
        again.filter_map(|finding| finding.contradiction.as_ref()).map(|found| found.id.as_str()).collect();
    if !again.is_empty() {
        message = message.note(format!("what it was of counts again: {}", again.join(", ")));
    }
    Finding::plain(message, judgement.of.clone())
}

/// Says that two judgements differ.
fn differ(model: &Model, one: JudgementId, other: JudgementId) -> Finding {
    let records = [one, other].map(|id| &model.judgements()[id]);
    let mut message = Message::new(&DIFFER, "two judgements say different things of one contradiction");
    for record in records {
        let names: Vec<String> = record.prefers.iter().map(|&claim| model.claim_name(claim)).collect();
        let prefers = if names.is_empty() { String::new() } else { format!(", prefers {}", names.join(", ")) };
        message = message.at(record.span, format!("{}{prefers}", record.verdict.word()));
    }
    let mut claims: Vec<_> = records.iter().flat_map(|record| record.of.iter().copied()).collect();
    claims.sort_unstable();
    claims.dedup();
    Finding::plain(message.help("keep the one that is meant"), claims)
}
