//! What `check` found, for reading: in full, and one line each.

use std::collections::BTreeMap;

use super::digest::{self, Screen, TOLD_IN_FULL};
use super::{Checked, Form, Unreadable, counted, counts};
use crate::analysis::baseline::Known;
use crate::base::fit::wrapped;
use crate::base::message::Message;
use crate::model::ClaimId;
use crate::reason::finding::{Finding, Strength};
use crate::reason::passed::{Fit, Passed, fitting};
use crate::view::report::told::{told, told_within};
use crate::view::report::{CUT, Colour, human, short, visible, within};

/// Claims that are named as taking part in most contradictions.
const MOST_INVOLVED: usize = 5;

pub(super) const HUMAN: Form =
    Form { name: "human", says: "For reading", checked, unreadable: |unreadable, colour| unread(unreadable, colour) };

pub(super) const SHORT: Form = Form {
    name: "short",
    says: "One line each",
    checked: |checked, _| {
        let shown = checked.told();
        let messages = checked.warnings.iter().chain(shown.iter().map(|finding| &finding.message));
        let cut = checked.cut.then(|| format!("-: warning: {CUT}\n"));
        messages.map(|message| short(checked.texts, message)).chain(cut).collect()
    },
    unreadable: |unread, _| unread.messages.iter().map(|message| short(unread.texts, message)).collect(),
};

fn checked(checked: Checked<'_>, colour: Colour) -> String {
    match checked.aside.screen {
        Some(screen) => on_a_screen(checked, screen, colour),
        None => in_full(checked, colour),
    }
}

/// The disputes at a glance, what else there is in counts, and the summary with what to ask next. What is few is told
/// in full.
fn on_a_screen(checked: Checked<'_>, screen: Screen, colour: Colour) -> String {
    let (contradictions, others): (Vec<&Finding>, Vec<&Finding>) =
        checked.told().into_iter().partition(|finding| finding.contradiction.is_some());
    let mut text = String::new();
    let in_full = |message: &Message| within(checked.texts, message, colour, screen.width) + "\n";
    if contradictions.len() > TOLD_IN_FULL {
        text.push_str(&digest::lines(checked, &contradictions, screen, colour));
        text.push('\n');
    } else {
        let told = contradictions.iter().map(|finding| told_within(checked.model, finding, screen.width));
        text.extend(told.map(|message| in_full(&message)));
    }
    let others: Vec<&Message> = checked.warnings.iter().chain(others.iter().map(|finding| &finding.message)).collect();
    if contradictions.len() > TOLD_IN_FULL && !others.is_empty() || others.len() > TOLD_IN_FULL {
        let kinds: Vec<_> = others.iter().map(|message| (message.code, message.severity)).collect();
        text.push_str(&digest::others(&kinds, screen.width));
    } else {
        text.extend(others.iter().map(|message| in_full(message)));
    }
    if checked.shows_passed {
        text.push_str(&passed_text(checked));
    }
    text.push_str(&wrapped(summary_line(checked).trim_end(), screen.width, 2));
    text.push('\n');
    text.push_str(&after(checked));
    if let Some(first) = contradictions.first().and_then(|finding| finding.contradiction.as_ref())
        && contradictions.len() > TOLD_IN_FULL
    {
        let next = format!(
            "Next: `gainsay show {}` tells one in full, `gainsay check --full` all, `gainsay explain dispute` the words.",
            first.id
        );
        text.push_str(&wrapped(&next, screen.width, 2));
        text.push('\n');
    } else if others.len() > TOLD_IN_FULL {
        text.push_str("Next: `gainsay check --full` tells all.\n");
    }
    text
}

fn in_full(checked: Checked<'_>, colour: Colour) -> String {
    let warnings = checked.warnings.iter().map(|message| human(checked.texts, message, colour) + "\n");
    let mut text: String = warnings.collect();
    for finding in checked.told() {
        text.push_str(&human(checked.texts, &told(checked.model, finding), colour));
        text.push('\n');
    }
    if checked.shows_passed {
        text.push_str(&passed_text(checked));
    }
    text.push_str(&most_involved(checked));
    text.push_str(&summary_line(checked));
    text + &after(checked)
}

/// What is to be said after the summary: the baseline, what is not shown.
fn after(checked: Checked<'_>) -> String {
    let mut text = against_baseline(checked);
    if checked.left_out > 0 {
        text.push_str(&format!("{} more are not shown (`--limit`).\n", checked.left_out));
    }
    if checked.unproved > 0 {
        text.push_str(&format!(
            "{} not shown, because their proofs do not add up. This is a bug in gainsay: please report it.\n",
            counted(checked.unproved, "contradiction")
        ));
    }
    if checked.cut {
        text.push_str(&format!("Note: {CUT}.\n"));
    }
    text
}

fn unread(unreadable: Unreadable<'_>, colour: Colour) -> String {
    let shown: String =
        unreadable.messages.iter().map(|message| human(unreadable.texts, message, colour) + "\n").collect();
    let errors = unreadable.errors();
    let things = if errors == 1 { "1 error" } else { &format!("{errors} errors") };
    format!("{shown}The collection cannot be read: {things}. Contradictions are looked for when it can.\n")
}

/// What became of the contradictions of the baseline.
fn against_baseline(checked: Checked<'_>) -> String {
    let Some(baseline) = checked.aside.baseline else { return String::new() };
    let old = checked.findings.iter().filter(|finding| checked.is_old(finding));
    let old: Vec<&Finding> = old.filter(|finding| finding.is_told()).collect();
    let tensions =
        |finding: &&&Finding| finding.contradiction.as_ref().is_some_and(|found| found.strength == Strength::Tension);
    let old_tensions = old.iter().filter(tensions).count();
    let mut text = format!(
        "In the baseline, and not shown: {}, {}.\n",
        counted(old.len() - old_tensions, "dispute"),
        counted(old_tensions, "tension")
    );
    let line =
        |known: &Known| format!("{} ({}): {}", visible(&known.id), visible(&known.strength), visible(&known.message));
    for (was, now) in &baseline.changed {
        text.push_str(&format!("Changed since the baseline: {} is {} now.\n", line(was), visible(&now.id)));
    }
    for gone in &baseline.gone {
        text.push_str(&format!("Gone since the baseline: {}.\n", line(gone)));
    }
    text
}

/// The tests that were passed, with what was compared.
fn passed_text(checked: Checked<'_>) -> String {
    let listed = fitting(checked.model, checked.passed);
    let trivial = checked.passed.iter().filter(|passed| passed.is_trivial).count();
    let mut text = format!("{} put to the test and passed\n", counted(checked.passed.len(), "connection"));
    match trivial {
        0 => {}
        cells => text.push_str(&format!("({} no more than the total, not listed)\n", counted(cells, "part"))),
    }
    for fit in Fit::ALL {
        let own: Vec<&Passed> = listed.iter().filter(|(own, _)| *own == fit).map(|(_, passed)| *passed).collect();
        if !own.is_empty() {
            text.push_str(&format!("{}\n", fit.says()));
        }
        for passed in own {
            // Who agrees is more than how many accounts do.
            let by = if passed.is_agreement {
                checked.model.party_titles(&passed.parties(checked.model))
            } else {
                passed.by.clone()
            };
            text.push_str(&format!("- {}: {}\n", visible(&by), visible(&passed.message)));
        }
    }
    text.push('\n');
    text
}

/// The claims that take part in most contradictions, where some take part in several.
fn most_involved(checked: Checked<'_>) -> String {
    let mut counts: BTreeMap<ClaimId, usize> = BTreeMap::new();
    for finding in checked.shown() {
        let strong = finding.contradiction.as_ref().is_some_and(|found| found.strength != Strength::Tension);
        for claim in finding.claims.iter().filter(|_| strong) {
            *counts.entry(*claim).or_default() += 1;
        }
    }
    let mut counts: Vec<(ClaimId, usize)> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    counts.sort_by_key(|(claim, count)| (usize::MAX - count, *claim));
    if counts.is_empty() {
        return String::new();
    }
    let names: Vec<String> = counts
        .iter()
        .take(MOST_INVOLVED)
        .map(|(claim, count)| format!("{} ({count})", visible(&checked.model.claim_name(*claim))))
        .collect();
    format!("Claims in most contradictions: {}.\n", names.join(", "))
}

fn summary_line(checked: Checked<'_>) -> String {
    let counts = counts(checked);
    let model = checked.model;
    let contradictions = counts.hard + counts.conditional;
    let disputes = match counts.disputes {
        0 => String::new(),
        count => format!("{} in ", counted(count, "dispute")),
    };
    let mut parts = vec![format!(
        "{disputes}{} ({} hard, {} conditional)",
        counted(contradictions, "contradiction"),
        counts.hard,
        counts.conditional
    )];
    parts.push(counted(counts.tension, "tension"));
    if counts.judged > 0 {
        parts.push(format!("{} of these judged", counts.judged));
    }
    parts.push(format!("{} passed", counted(checked.passed.len(), "test")));
    for (count, word) in [(counts.errors, "error"), (counts.warnings, "warning"), (counts.notes, "note")] {
        if count > 0 {
            parts.push(counted(count, word));
        }
    }
    // "No contradiction" would say more than is known where nothing could have been one.
    let is_untested = contradictions + counts.tension + checked.passed.len() == 0 && model.claims().len() > 1;
    let untested = if is_untested {
        "Nothing was put to the test: no figures of one quantity, no rules and no relations that connect what \
         the claims say. `gainsay compare A B` tells why two are not comparable.\n"
    } else {
        ""
    };
    format!(
        "{}: {} in {}: {}.\n{untested}",
        visible(model.title()),
        counted(model.claims().len(), "claim"),
        counted(model.sources().len(), "source"),
        parts.join(", ")
    )
}
