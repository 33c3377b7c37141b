//! What is to be said of a contradiction: told here once, as a small tree of prose. The terminal, reports, the
//! page and review sites render it, and each may choose an order for the sections; none has words of its own.

use crate::base::number::Number;
use crate::base::when::Precision;
use crate::base::when::scale::length_of_days;
use crate::model::{Basis, ClaimId, Judgement, Model, Wording, counted};
use crate::reason::facts::RuleRef;
use crate::reason::finding::{Contradiction, Finding, Reason, Strength, SumRow, readable};
use crate::view::prose::{Part, Role, Row, Rows, Section, Span, Weight, capital};

/// All that is to be said of a contradiction: the headline, who says what, why it cannot be, how far apart it is,
/// what it rests on, how else it can be read, who says it too, what would dissolve it, what was judged.
/// Of a finding that is no contradiction, its message and its notes.
pub(crate) fn finding(model: &Model, finding: &Finding) -> Vec<Section> {
    let remarks = finding.message.notes.iter().map(|note| paragraph(Role::Remark, vec![Span::text(note.clone())]));
    let Some(found) = &finding.contradiction else {
        let headline = paragraph(Role::Headline, vec![Span::Strong(finding.message.text.clone())]);
        return std::iter::once(headline).chain(remarks).collect();
    };
    let mut sections = vec![paragraph(Role::Headline, headline(model, finding, found)), figures(model, finding, found)];
    if !found.because.is_empty() {
        let reasons = found.because.iter().map(|because| reason(model, because)).collect();
        sections.push(list(Role::Because, "because", reasons));
    }
    sections.extend(size(found).map(|text| paragraph(Role::Size, vec![Span::Text(text)])));
    sections.extend(again(model, found).map(|text| paragraph(Role::Remark, vec![Span::Text(text)])));
    sections.extend(remarks);
    sections.extend(rests_on(model, found));
    if !found.dissolved_by.is_empty() {
        let readings = found.dissolved_by.iter().map(|taken| vec![Span::Text(taken.text(model, ": "))]).collect();
        sections.push(list(Role::OtherReadings, "other readings of these claims", readings));
    }
    if !found.also_said_by.is_empty() {
        let mut spans = vec![Span::text("also said by ")];
        spans.extend(claims(model, &found.also_said_by));
        sections.push(paragraph(Role::AlsoSaid, spans));
    }
    sections.extend(dissolves(model, finding, found));
    sections.extend(ways(found));
    if let Some(id) = finding.judgement {
        sections.push(judged(model, &model.judgements()[id]));
    }
    sections
}

fn paragraph(role: Role, spans: Vec<Span>) -> Section {
    Section { role, title: None, part: Part::Paragraph(spans) }
}

fn list(role: Role, title: &'static str, items: Vec<Vec<Span>>) -> Section {
    Section { role, title: Some(title), part: Part::List(items) }
}

/// What is wrong, with the strength and the id.
fn headline(model: &Model, finding: &Finding, found: &Contradiction) -> Vec<Span> {
    let plans = if found.among_plans { ", among plans" } else { "" };
    let strength = format!(", {}{plans}]", found.strength.word());
    let id = Span::Contradiction(found.id.clone());
    vec![Span::Strong(opening(model, &finding.message.text)), Span::text(" ["), id, Span::Text(strength)]
}

/// A headline as it is told: in words it begins with a capital.
pub(crate) fn opening(model: &Model, headline: &str) -> String {
    if model.wording() == Wording::Words { capital(headline) } else { headline.to_owned() }
}

/// In how many ways the dispute can be told, or which dispute it is a way of.
fn ways(found: &Contradiction) -> Option<Section> {
    let dispute = found.dispute.as_ref().filter(|dispute| dispute.ways > 1)?;
    let spans = if dispute.is_head {
        vec![Span::Text(format!("told in {}", dispute.words()))]
    } else {
        vec![Span::text("a way of the dispute "), Span::Contradiction(dispute.head.clone())]
    };
    Some(paragraph(Role::Ways, spans))
}

/// The other ways of a dispute, a line each, after its head.
pub(crate) fn other_ways(model: &Model, ways: &[&Finding]) -> Section {
    let items = ways.iter().filter_map(|way| {
        let mut spans = headline(model, way, way.contradiction.as_ref()?);
        spans.extend(way.judgement.map(|id| Span::Text(format!(", judged {}", model.judgements()[id].verdict.word()))));
        Some(spans)
    });
    list(Role::Ways, "its other ways", items.collect())
}

/// What was decided: the verdict, who decided it and when, why, and which claims are preferred.
pub(crate) fn judged(model: &Model, judgement: &Judgement) -> Section {
    let mut text = format!("judged {}", judgement.verdict.word());
    text.extend(judgement.by.map(|by| format!(" by {}", model.prose(by))));
    text.extend(judgement.date.map(|date| format!(", {}", model.whens()[date].human())));
    text.extend(judgement.expires.map(|expires| format!(", until {}", model.whens()[expires].human())));
    text.push_str(&format!(": {}", model.prose(judgement.because)));
    let mut spans = vec![Span::Text(text)];
    if !judgement.prefers.is_empty() {
        spans.push(Span::text(" (preferred: "));
        spans.extend(claims(model, &judgement.prefers));
        spans.push(Span::text(")"));
    }
    paragraph(Role::Judged, spans)
}

/// Claims by name, with commas between.
pub(crate) fn claims(model: &Model, claims: &[ClaimId]) -> Vec<Span> {
    let mut spans = Vec::new();
    for &claim in claims {
        if !spans.is_empty() {
            spans.push(Span::text(", "));
        }
        spans.push(Span::claim(model, claim));
    }
    spans
}

/// The parties who make a claim.
pub(crate) fn asserters(model: &Model, claim: ClaimId) -> Vec<Span> {
    let mut spans = Vec::new();
    for &party in model.asserters(claim) {
        if !spans.is_empty() {
            spans.push(Span::text(" and "));
        }
        spans.push(Span::Party(party, model.party_title(party).to_owned()));
    }
    spans
}

/// The table that says most: the figures added up, or who says what.
fn figures(model: &Model, finding: &Finding, found: &Contradiction) -> Section {
    let (title, rows) = if !found.sum.is_empty() && found.is_of_dates() {
        ("the dates", dates(model, found))
    } else if !found.sum.is_empty() {
        ("the sum", sum(model, found))
    } else if !found.camps.is_empty() {
        ("who says what", camps(model, found))
    } else {
        ("who says what", statements(model, finding, found))
    };
    Section { role: Role::Figures, title: Some(title), part: Part::Table(rows) }
}

fn columns(third: &str) -> Vec<String> {
    ["", "figure", third, "who", "claim"].map(str::to_owned).to_vec()
}

/// A row of a table of figures.
fn row(model: &Model, word: &str, figure: String, of: Vec<Span>, claim: ClaimId) -> Row {
    let cells = vec![
        vec![Span::text(word)],
        vec![Span::Text(figure)],
        of,
        asserters(model, claim),
        vec![Span::claim(model, claim)],
    ];
    Row { cells, ..Row::default() }
}

/// A row that says what others come to.
fn result(weight: Weight, word: &str, figure: String, of: String) -> Row {
    Row { weight, ..Row::plain([word.to_owned(), figure, of, String::new(), String::new()]) }
}

/// The figures added up, as on paper: what there can be at most, what there is at least, what is too many.
fn sum(model: &Model, found: &Contradiction) -> Rows {
    let mut rows = Vec::new();
    for (at_least, word) in [(false, "at most"), (true, "at least")] {
        let side: Vec<&SumRow> = found.sum.iter().filter(|row| row.at_least == at_least).collect();
        for (index, part) in side.iter().enumerate() {
            let mut of = Vec::new();
            if part.factor != Number::ONE {
                of.push(Span::Text(multiplied(model, part)));
            }
            of.push(Span::said(model, &part.of));
            let (word, sign) = if index == 0 { (word, "") } else { ("", "+ ") };
            rows.push(row(
                model,
                word,
                format!("{sign}{}", readable(&found.whole(part.value(), at_least))),
                of,
                part.claim,
            ));
        }
        let added = found.added(at_least);
        let count = side.len() + usize::from(added.is_some());
        if let Some(added) = added {
            let (word, sign) = if side.is_empty() { (word, "") } else { ("", "+ ") };
            let cells = [word.to_owned(), format!("{sign}{}", readable(&added)), "as the reasons say".to_owned()];
            rows.push(Row::plain(cells.into_iter().chain([String::new(), String::new()])));
        }
        if count != 1 {
            let word = if count == 0 { word } else { "" };
            rows.push(result(Weight::Sum, word, format!("= {}", readable(&found.end(at_least))), String::new()));
        }
    }
    if let Some(gap) = found.gap_told() {
        let unit = found.unit.as_deref().map(|unit| counted(&gap, "", unit).trim().to_owned()).unwrap_or_default();
        rows.push(result(Weight::Result, "too many", readable(&gap), unit));
    }
    for (index, (claim, what)) in found.sharpened.iter().flat_map(|more| &more.claims).enumerate() {
        let gap = found.sharpened.as_ref().map(|more| readable(&more.gap)).unwrap_or_default();
        let (word, gap) = if index == 0 { ("with", gap) } else { ("", String::new()) };
        rows.push(row(model, word, gap, vec![Span::said(model, what)], *claim));
    }
    Rows { columns: columns("of"), numeric: vec![1], rows, caption: None }
}

/// Dates that cannot all be right: which are too late for which.
fn dates(model: &Model, found: &Contradiction) -> Rows {
    let mut rows: Vec<Row> = Vec::new();
    for part in found.sum.iter().rev() {
        let word = match part.date {
            Some(end) if end.is_only => "on",
            _ if part.at_least => "not before",
            _ => "not after",
        };
        let mut of = Vec::new();
        if part.factor != Number::ONE {
            of.push(Span::Text(format!("{} * ", part.factor)));
        }
        of.push(Span::said(model, &part.of));
        rows.push(row(model, word, part.bound_text(), of, part.claim));
    }
    if let Some(apart) = &found.apart {
        rows.push(result(Weight::Result, "", String::new(), apart.words.clone()));
    }
    Rows { columns: columns("of"), numeric: vec![1], rows, caption: None }
}

/// Claims about one quantity, the lowest first, in groups that agree within.
fn camps(model: &Model, found: &Contradiction) -> Rows {
    let mut rows = Vec::new();
    for (camp, figures) in found.camps.iter().map(|camp| &camp.figures).enumerate() {
        for (index, figure) in figures.iter().enumerate() {
            let words = match figure.literal {
                _ if figure.wording == figure.reading => String::new(),
                true => format!("\u{201c}{}\u{201d}", figure.wording),
                false => figure.wording.clone(),
            };
            let against = if camp > 0 && index == 0 { "against" } else { "" };
            rows.push(row(model, against, figure.reading.clone(), vec![Span::Text(words)], figure.claim));
        }
    }
    Rows { columns: columns("words"), numeric: vec![1], rows, caption: None }
}

/// Statements that cannot all be true, each in the reading in which it takes part.
fn statements(model: &Model, finding: &Finding, found: &Contradiction) -> Rows {
    let rows = finding.claims.iter().map(|&claim| {
        let taken = found.taken.iter().find(|taken| taken.claim == claim).map(|taken| taken.reading);
        let mut readings = model.readings_of(claim);
        let (_, reading) =
            readings.find(|(id, _)| taken.is_none_or(|taken| taken == *id)).expect("a claim says something");
        let says = Span::Text(model.statement_words(&reading.statement));
        Row { cells: vec![vec![says], asserters(model, claim), vec![Span::claim(model, claim)]], ..Row::default() }
    });
    let rows = rows.collect();
    Rows { columns: ["says", "who", "claim"].map(str::to_owned).to_vec(), numeric: Vec::new(), rows, caption: None }
}

/// A reason: a rule in words, or who states a relation, then what it comes to here in the notation.
pub(crate) fn reason(model: &Model, reason: &Reason) -> Vec<Span> {
    match reason {
        Reason::Claimed { claim, text } => {
            let mut spans = asserters(model, *claim);
            spans.push(Span::text(": "));
            spans.push(Span::as_told(model.said_words(*claim, text), text));
            spans.push(Span::text(" ("));
            spans.push(Span::claim(model, *claim));
            spans.push(Span::text(")"));
            spans
        }
        Reason::Rule { rule, formulas } => {
            let basis = match rule.basis(model) {
                Basis::Definition => "",
                Basis::Assumption => " (assumption)",
            };
            let says = format!("{basis}: {}", rule.says(model));
            let mut spans = vec![Span::Code(rule.name(model).to_owned()), Span::Text(says)];
            spans.extend(formulas.iter().map(|formula| Span::Formula(model.words(formula), formula.clone())));
            spans
        }
    }
}

/// How far apart, and how far figures may be off before it disappears; nothing where there are no numbers.
pub(crate) fn size(found: &Contradiction) -> Option<String> {
    let gap = found.gap.as_ref()?;
    if let Some(apart) = &found.apart {
        let days = crate::base::when::scale::amount(gap.to_i64()?, "day");
        let more = if apart.missing == days || apart.precision != Precision::Day {
            String::new()
        } else {
            format!(" ({days})")
        };
        return Some(format!("they miss each other by {}{more}", apart.missing));
    }
    if found.is_of_dates() {
        return Some(format!("they miss one another by {}", length_of_days(gap)));
    }
    let mut text = format!("they miss each other by {}", found.gap_words());
    if let Some(ratio) = found.ratio_words() {
        text.push_str(&format!(" ({ratio})"));
    }
    match &found.break_tolerance {
        _ if found.strength == Strength::Tension => {}
        Some(tolerance) => {
            text.push_str(&format!(
                "; for both to hold, figures would have to be off by {} %",
                at_least_percent(tolerance)
            ));
        }
        None => text.push_str(", however far figures are off"),
    }
    Some(text)
}

/// A part as a percentage in two decimals, from ten on in one: rounded up, so that what is said to suffice does.
fn at_least_percent(part: &Number) -> Number {
    let tenths = if *part < Number::ratio(1, 10).unwrap_or_default() { 100 } else { 10 };
    (part * &Number::from(100 * tenths)).ceil() * Number::ratio(1, tenths).unwrap_or_default()
}

/// By what a figure is multiplied before it is added: `18 % of 2,604,346, `.
fn multiplied(model: &Model, part: &SumRow) -> String {
    let shown = part.bound.grouped();
    let words = model.multiplied(&part.factor, &shown);
    if words.contains(" * ") { format!("{words} of ") } else { format!("{words}: ") }
}

/// That longer contradictions say the same by way of a sum that adds up.
fn again(model: &Model, found: &Contradiction) -> Option<String> {
    let again = found.again.as_ref()?;
    let ways = if again.ways == 1 { "another way".to_owned() } else { format!("in {} other ways", again.ways) };
    let source = model.name(model.sources()[again.source].name);
    Some(format!("the same follows {ways}, from figures of {source} that add up"))
}

fn rests_on(model: &Model, found: &Contradiction) -> Option<Section> {
    // What is told as a reason is not told again.
    let is_told = |rule: RuleRef| {
        found.because.iter().any(|reason| matches!(reason, Reason::Rule { rule: told, .. } if *told == rule))
    };
    let assumption = |rule: &RuleRef| {
        let says = if is_told(*rule) { String::new() } else { format!(": {}", rule.says(model)) };
        vec![Span::Code(rule.name(model).to_owned()), Span::Text(says)]
    };
    let mut items: Vec<Vec<Span>> = found.assumptions.iter().map(assumption).collect();
    items.extend(found.readings.iter().map(|taken| vec![Span::Text(taken.text(model, " read as: "))]));
    if !items.is_empty() {
        return Some(list(Role::RestsOn, "it rests on", items));
    }
    let is_hard = found.strength == Strength::Hard;
    is_hard.then(|| paragraph(Role::RestsOn, vec![Span::text("it rests on definitions alone")]))
}

/// What would dissolve a contradiction.
fn dissolves(model: &Model, finding: &Finding, found: &Contradiction) -> Option<Section> {
    if found.strength == Strength::Tension {
        return None;
    }
    let any = if finding.claims.len() == 1 { "without " } else { "without any one of " };
    let mut spans = vec![Span::text(format!("it disappears {any}"))];
    spans.extend(claims(model, &finding.claims));
    for (index, rule) in found.assumptions.iter().enumerate() {
        spans.push(Span::text(match (index, found.assumptions.len()) {
            (0, 1) => "; or without the assumption ",
            (0, _) => "; or without one of the assumptions ",
            _ => ", ",
        }));
        spans.push(Span::Code(rule.name(model).to_owned()));
    }
    Some(paragraph(Role::Dissolves, spans))
}
