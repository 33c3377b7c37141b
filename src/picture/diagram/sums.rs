//! One contradiction as a poster: what there can be at most and what there is at least, each added up on one axis.

use super::boxes::side_of;
use super::{Link, Picture, Request, Scene, Shown, Wrong, visible};
use crate::base::number::Number;
use crate::base::table::Table;
use crate::model::{ClaimId, Model, PartyId, SideId};
use crate::reason::digest::Digest;
use crate::reason::finding::{Contradiction, Finding, LineOwner, Strength, readable};

/// Two sums that cannot both be right.
#[derive(Debug, Clone)]
pub struct Sums {
    /// What was found, in a sentence.
    pub title: String,
    /// What it is about, in what unit.
    pub subtitle: String,
    /// What it shows, in sentences.
    pub description: String,
    /// How much of the collection it shows.
    pub shown: Shown,
    /// What there can be at most, then what there is at least.
    pub bars: [Bar; 2],
    /// By how much the second exceeds the first, with its unit.
    pub excess: String,
    /// What it rests on, when it would disappear, where it was read, in sentences.
    pub notes: Vec<String>,
}

/// One end of a contradiction: figures added up.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Who says so.
    pub who: String,
    /// The side of all of them, if it is one.
    pub side: Option<SideId>,
    /// What it comes to, in words.
    pub says: String,
    /// What it comes to.
    pub total: Number,
    /// What is added, from the left.
    pub pieces: Vec<Piece>,
}

/// A figure that is added.
#[derive(Debug, Clone)]
pub struct Piece {
    /// How much it adds.
    pub value: Number,
    /// The same, as it is told.
    pub shown: String,
    /// What it is of, in words.
    pub of: String,
    /// Its claim's name; nothing where rules add it.
    pub claim: String,
    /// Who says it, where, in which words.
    pub tooltip: String,
    /// Where the source stands.
    pub link: Option<Link>,
}

/// The contradiction that is asked for, or else the first that differs in a number.
pub(super) fn make(scene: &Scene<'_>, request: &Request) -> Result<Picture, Wrong> {
    let model = scene.model();
    let asked = scene.asked(request)?;
    let drawn = asked.iter().find_map(|(finding, found)| sums(model, finding, found));
    match drawn {
        Some(sums) => Ok(Picture::Sums(sums)),
        None if asked.is_empty() => {
            Err(Wrong::new("no contradiction is left to draw", "leave the filters out, or ask for fewer"))
        }
        None => Err(Wrong::new(
            "nothing here differs in a number that could be added up: dates and statements cannot",
            "`gainsay diagram discrepancy` draws dates, `gainsay diagram conflicts` statements",
        )),
    }
}

/// The poster of a contradiction; none where it is about dates or statements.
pub fn sums(model: &Model, finding: &Finding, found: &Contradiction) -> Option<Sums> {
    if found.gap.is_none() || found.is_of_dates() {
        return None;
    }
    let digest = Digest::of(model, finding)?;
    let bars = if found.sum.is_empty() {
        camps(model, found)?
    } else {
        [false, true].map(|end| bar(model, finding, found, end))
    };
    if bars.iter().any(|bar| bar.total.is_negative()) {
        return None;
    }
    let excess = found.gap_words();
    let (is_least, _) = found.headline_rows();
    let is_least = is_least && !found.sum.is_empty();
    let title = title(&digest, &excess, is_least, found);
    let unit = found.unit.as_deref().map(|unit| format!(" ({unit})")).unwrap_or_default();
    let about = crate::base::fit::capital(&digest.about);
    let told = |bar: &Bar| format!("{}: {}.", bar.who, bar.says);
    let description = format!("{about}. {} {} They miss each other by {excess}.", told(&bars[0]), told(&bars[1]));
    Some(Sums {
        title: shown(&title),
        subtitle: shown(&format!("{about}{unit}")),
        description: shown(&description),
        shown: Shown { claims: finding.claims.len(), of: model.claims().len() },
        bars,
        excess: shown(&excess),
        notes: notes(model, finding, found).iter().map(|note| shown(note)).collect(),
    })
}

/// The finding as a sentence: "TASS has 44,557 persons more than Molotov leaves room for".
fn title(digest: &Digest, excess: &str, is_least: bool, found: &Contradiction) -> String {
    let (high, low) = if is_least { (&digest.who, &digest.against) } else { (&digest.against, &digest.who) };
    // Between figures of one quantity, the one is just more than the other.
    let verb = |who: &str| if who.contains(" and ") { "have" } else { "has" };
    match (high.as_str(), low.as_str()) {
        (who, "itself") | ("itself", who) => format!("{who} contradicts itself by {excess}"),
        (high, low) if found.sum.is_empty() => format!("{high} {} {excess} more than {low}", verb(high)),
        (high, low) => {
            let leaves = if low.contains(" and ") { "leave" } else { "leaves" };
            format!("{high} {} {excess} more than {low} {leaves} room for", verb(high))
        }
    }
}

/// One end of a sum.
fn bar(model: &Model, finding: &Finding, found: &Contradiction, at_least: bool) -> Bar {
    let rows: Vec<_> = found.sum.iter().filter(|row| row.at_least == at_least).collect();
    let mut pieces: Vec<Piece> = rows
        .iter()
        .map(|row| {
            let share = if row.factor == Number::ONE {
                String::new()
            } else {
                format!("= {}: ", model.multiplied(&row.factor, &row.bound.grouped()))
            };
            let value = row.value();
            piece(model, row.claim, value, &format!("{share}{}", model.words(&row.of)))
        })
        .collect();
    if let Some(added) = found.added(at_least) {
        let (shown, of) = (readable(&added), "as the reasons say".to_owned());
        pieces.push(Piece { value: added, shown, of, claim: String::new(), tooltip: String::new(), link: None });
    }
    let mut claims: Vec<ClaimId> = rows.iter().map(|row| row.claim).collect();
    if claims.is_empty() {
        let others = found.sum.iter().map(|row| row.claim).collect::<Vec<_>>();
        claims = finding.claims.iter().copied().filter(|claim| !others.contains(claim)).collect();
    }
    finished(model, &claims, found.end(at_least), at_least, pieces)
}

/// Both ends, where claims are of one quantity.
fn camps(model: &Model, found: &Contradiction) -> Option<[Bar; 2]> {
    let [of] = found.quantities[..] else { return None };
    let end = |at_least: bool| {
        let line = found.proof.iter().find(|line| line.lower == at_least)?;
        let LineOwner::Claim(claim) = line.owner else { return None };
        let piece = piece(model, claim, line.value.clone(), &model.of_words(of));
        Some(finished(model, &[claim], line.value.clone(), at_least, vec![piece]))
    };
    Some([end(false)?, end(true)?])
}

fn finished(model: &Model, claims: &[ClaimId], total: Number, at_least: bool, pieces: Vec<Piece>) -> Bar {
    let mut parties: Vec<PartyId> = claims.iter().flat_map(|&claim| model.asserters(claim)).copied().collect();
    parties.sort();
    parties.dedup();
    let mut voices: Vec<String> = Vec::new();
    for &claim in claims {
        let voice = model.voice_words(claim);
        if !voices.contains(&voice) {
            voices.push(voice);
        }
    }
    let side =
        side_of(model, &parties).filter(|side| parties.iter().all(|&party| model.parties()[party].side == Some(*side)));
    let word = if at_least { "at least" } else { "at most" };
    let says = format!("{word} {}", readable(&total));
    Bar { who: shown(&voices.join(" and ")), side, says, total, pieces }
}

fn piece(model: &Model, claim: ClaimId, value: Number, of: &str) -> Piece {
    let quote: Vec<&str> = model.quote_of(claim).collect();
    let quote = if quote.is_empty() { String::new() } else { format!("\n\u{201c}{}\u{201d}", quote.join(" … ")) };
    let name = model.claim_name(claim);
    let tooltip = format!("{} ({name}){quote}", model.voice_words(claim));
    let url = model.sources()[model.claims()[claim].source].url.map(|url| model.prose(url));
    Piece {
        shown: readable(&value),
        value,
        of: shown(of),
        claim: shown(&name),
        tooltip: shown(&tooltip),
        link: url.and_then(Link::parse),
    }
}

fn notes(model: &Model, finding: &Finding, found: &Contradiction) -> Vec<String> {
    let mut notes = Vec::new();
    let says: Vec<&str> = found.assumptions.iter().map(|rule| rule.says(model)).collect();
    let readings = !found.readings.is_empty();
    match (found.strength, &says[..], readings) {
        (Strength::Tension, ..) => notes.push("They agree once hedges are granted.".to_owned()),
        (_, [], true) => notes.push("Rests on how words are read.".to_owned()),
        (_, [], false) => notes.push("Rests on definitions alone.".to_owned()),
        (_, says, true) => notes.push(format!("Rests on how words are read, and assumes: {}", says.join(" "))),
        (_, says, false) => notes.push(format!("Assumes: {}", says.join(" "))),
    }
    let mut sources: Vec<String> = Vec::new();
    for &claim in &finding.claims {
        let source = &model.sources()[model.claims()[claim].source];
        let title = source.title.map_or_else(|| model.name(source.name), |title| model.prose(title));
        let date = source.date.map(|date| format!(", {}", model.whens()[date].human())).unwrap_or_default();
        let told = format!("{title}{date}");
        if !sources.contains(&told) {
            sources.push(told);
        }
    }
    notes.push(format!("Read in: {}.", sources.join("; ")));
    notes.push(format!("Contradiction {}, drawn by gainsay.", found.id));
    notes
}

fn shown(text: &str) -> String {
    visible(text).into_owned()
}

/// A row a figure, then what they come to.
pub(super) fn table(sums: &Sums) -> Table {
    let mut rows = Vec::new();
    for (bar, word) in sums.bars.iter().zip(["at most", "at least"]) {
        for piece in &bar.pieces {
            let cells = [word, &bar.who, &piece.of, &piece.shown, &piece.claim];
            rows.push(cells.map(str::to_owned).to_vec());
        }
        if bar.pieces.len() != 1 {
            rows.push([word, &bar.who, "together", &readable(&bar.total), ""].map(str::to_owned).to_vec());
        }
    }
    rows.push(["too many", "", "", &sums.excess, ""].map(str::to_owned).to_vec());
    Table { things: "figures", columns: vec!["end", "who", "of", "figure", "claim"], numeric: vec![3], rows }
}
