//! A contradiction in words: who says what, the sum, the reasons, the ways out.

use crate::base::message::Message;
use crate::base::number::Number;
use crate::base::table::WIDEST;
use crate::model::{Judgement, Model};
use crate::reason::finding::{Contradiction, Finding, Strength, SumRow, total};

/// How many significant digits numbers of a sum that do not end are shown with.
const SUM_DIGITS: u32 = 6;

/// Whether two findings belong to one story.
pub(super) fn same_story(one: &Finding, other: &Finding) -> bool {
    let story = |finding: &Finding| finding.contradiction.as_ref().and_then(|found| found.story.clone());
    story(one).is_some() && story(one) == story(other)
}

/// The first finding of a story in full, and the others by a line each.
pub(super) fn story_told(model: &Model, story: &[&Finding]) -> Message {
    let mut message = told(model, story[0]);
    let others: Vec<String> = story[1..]
        .iter()
        .filter_map(|finding| {
            let verdict = finding.judgement.map(|id| format!(", judged {}", model.judgements()[id].verdict.word()));
            let judged = verdict.unwrap_or_default();
            Some(format!("- {}{judged}", headline(finding, finding.contradiction.as_ref()?)))
        })
        .collect();
    if let (Some(found), false) = (&story[0].contradiction, others.is_empty())
        && let Some(story) = &found.story
    {
        message.notes.push(format!(
            "story {}: without {} these would go, too\n{}",
            story.id,
            model.claim_name(story.claim),
            others.join("\n")
        ));
    }
    message
}

/// A finding's message with what is to be said of a contradiction.
pub fn told(model: &Model, finding: &Finding) -> Message {
    let mut message = finding.message.clone();
    let Some(contradiction) = &finding.contradiction else { return message };
    message.text = headline(finding, contradiction);
    let remarks = std::mem::take(&mut message.notes);
    if !contradiction.camps.is_empty() {
        message.notes.push(camps(model, contradiction));
    }
    if !contradiction.sum.is_empty() {
        message.notes.push(sum(model, contradiction));
    }
    if !contradiction.because.is_empty() {
        let reasons: Vec<String> =
            contradiction.because.iter().map(|reason| format!("- {}", reason.replace('\n', "\n  "))).collect();
        message.notes.push(format!("because\n{}", reasons.join("\n")));
    }
    if let Some(size) = size(contradiction) {
        message.notes.push(size);
    }
    message.notes.extend(remarks);
    let rests = contradiction.assumptions.iter().chain(&contradiction.readings);
    let rests: Vec<String> = rests.map(|what| format!("- {what}")).collect();
    if !rests.is_empty() {
        message.notes.push(format!("it rests on\n{}", rests.join("\n")));
    }
    if !contradiction.dissolved_by.is_empty() {
        let readings: Vec<String> = contradiction.dissolved_by.iter().map(|reading| format!("- {reading}")).collect();
        message.notes.push(format!("other readings of these claims\n{}", readings.join("\n")));
    }
    if !contradiction.also_said_by.is_empty() {
        let names: Vec<String> = contradiction.also_said_by.iter().map(|&claim| model.claim_name(claim)).collect();
        message.notes.push(format!("also said by {}", names.join(", ")));
    }
    message.help.extend(ways_out(model, finding, contradiction));
    if let Some(id) = finding.judgement {
        message.notes.push(judged(model, &model.judgements()[id]));
    }
    message
}

/// What was decided: the verdict, who decided it and when, why, and which claims are preferred.
pub(crate) fn judged(model: &Model, judgement: &Judgement) -> String {
    let mut text = format!("judged {}", judgement.verdict.word());
    text.extend(judgement.by.map(|by| format!(" by {}", model.prose(by))));
    text.extend(judgement.date.map(|date| format!(", {}", model.whens()[date].human())));
    text.extend(judgement.expires.map(|expires| format!(", until {}", model.whens()[expires].human())));
    text.push_str(&format!(": {}", model.prose(judgement.because)));
    if !judgement.prefers.is_empty() {
        let names: Vec<String> = judgement.prefers.iter().map(|&claim| model.claim_name(claim)).collect();
        text.push_str(&format!("\npreferred: {}", names.join(", ")));
    }
    text
}

/// What is wrong, with the id and the strength.
fn headline(finding: &Finding, contradiction: &Contradiction) -> String {
    let plans = if contradiction.among_plans { ", among plans" } else { "" };
    format!("{} [{}, {}{plans}]", finding.message.text, contradiction.id, contradiction.strength.word())
}

/// What would dissolve a contradiction that rests on several claims or on rules.
fn ways_out(model: &Model, finding: &Finding, contradiction: &Contradiction) -> Option<String> {
    if contradiction.because.is_empty() || contradiction.strength == Strength::Tension {
        return None;
    }
    let names: Vec<String> = finding.claims.iter().map(|&claim| model.claim_name(claim)).collect();
    let any = if names.len() == 1 { "without" } else { "without any one of" };
    let mut ways = vec![format!("{any} {}", names.join(", "))];
    ways.extend(contradiction.assumptions.iter().map(|rule| format!("`--without {rule}`")));
    Some(format!("it disappears {}", ways.join(", or ")))
}

/// The figures added up, as on paper.
fn sum(model: &Model, contradiction: &Contradiction) -> String {
    let total = |at_least: bool| total(&contradiction.sum, at_least);
    let gap = contradiction.gap.clone().unwrap_or_default();
    let numbers = contradiction.sum.iter().map(SumRow::value).chain([total(true), total(false), gap.clone()]);
    let width = numbers.map(|number| shown(&number).chars().count()).max().unwrap_or(0).min(WIDEST) + 2;
    let mut lines = vec!["the sum".to_owned()];
    for (at_least, word) in [(false, "at most"), (true, "at least")] {
        lines.push(format!("  {word}"));
        let rows: Vec<&SumRow> = contradiction.sum.iter().filter(|row| row.at_least == at_least).collect();
        for (index, row) in rows.iter().enumerate() {
            let sign = if index == 0 { ' ' } else { '+' };
            let who = model.party_titles(model.asserters(row.claim));
            let part = if row.factor == Number::ONE {
                String::new()
            } else {
                format!(" ({} * {})", row.factor, row.bound.grouped())
            };
            let value = shown(&row.value());
            lines.push(format!("  {sign}{value:>width$}  {who}: {}{part}", row.of));
        }
        match rows.len() {
            0 => lines.push(format!("   {:>width$}  by the reasons below", shown(&total(at_least)))),
            1 => {}
            _ => lines.push(format!("  ={:>width$}", shown(&total(at_least)))),
        }
    }
    let unit = contradiction.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    lines.push(format!("   {:>width$}{unit} too many", shown(&gap)));
    if let Some(sharpened) = &contradiction.sharpened {
        lines.push(format!("   {:>width$}  with", shown(&sharpened.gap)));
        for (claim, what) in &sharpened.claims {
            let who = model.party_titles(model.asserters(*claim));
            lines.push(format!("   {:>width$}  {who}: {what} ({})", "", model.claim_name(*claim)));
        }
    }
    lines.join("\n")
}

/// A number of a sum: in full where it ends, else to six digits.
pub(crate) fn shown(number: &Number) -> String {
    if number.is_integer() { number.grouped() } else { number.to_significant(SUM_DIGITS) }
}

/// Who says what, the lowest first: a column of readings, then who and in which words.
fn camps(model: &Model, contradiction: &Contradiction) -> String {
    let figures = || contradiction.camps.iter().flat_map(|camp| &camp.figures);
    let width = figures().map(|figure| figure.reading.chars().count()).max().unwrap_or(0).min(WIDEST);
    let mut lines = vec!["who says what".to_owned()];
    for (index, camp) in contradiction.camps.iter().enumerate() {
        if index > 0 {
            lines.push(format!("{:>width$}  against", ""));
        }
        for figure in &camp.figures {
            let who = model.party_titles(model.asserters(figure.claim));
            let name = model.claim_name(figure.claim);
            let words = match figure.literal {
                _ if figure.wording == figure.reading => String::new(),
                true => format!(" \u{201c}{}\u{201d}", figure.wording),
                false => format!(" {}", figure.wording),
            };
            lines.push(format!("{:>width$}  {who}{words} ({name})", figure.reading));
        }
    }
    lines.join("\n")
}

/// How far apart, and how far figures may be off before it disappears; nothing where there are no numbers.
pub(crate) fn size(contradiction: &Contradiction) -> Option<String> {
    let gap = contradiction.gap.as_ref()?;
    let unit = contradiction.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let mut text = format!("gap {}{unit}", shown(gap));
    if let Some(ratio) = contradiction.ratio_text() {
        text.push_str(&format!(", ratio {ratio}"));
    }
    match &contradiction.break_tolerance {
        Some(tolerance) if contradiction.strength != Strength::Tension => {
            // Rounded up, so that what is said to dissolve it does.
            let percent = (tolerance * Number::from(10_000)).ceil() * Number::ratio(1, 100).unwrap_or_default();
            text.push_str(&format!("; disappears if figures may be off by {percent} %"));
        }
        None if contradiction.strength != Strength::Tension => {
            text.push_str("; does not disappear while figures are off by less than 100 %");
        }
        _ => {}
    }
    Some(text)
}
