//! Who contradicts whom: parties against parties, and in how many disputes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Picture, Request, Scene, Shown, Wrong, visible};
use crate::base::table::Table;
use crate::model::{ClaimId, PartyId, SideId};
use crate::reason::digest::Digest;
use crate::reason::finding::{Finding, Strength};

/// Parties against each other.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// What it is of.
    pub title: String,
    /// What it shows, in sentences.
    pub description: String,
    /// How much of the collection it shows.
    pub shown: Shown,
    /// The parties, those of one side together.
    pub parties: Vec<Contender>,
    /// Where two parties are against each other, or one against itself.
    pub cells: Vec<Cell>,
    /// How to read it, in sentences.
    pub notes: Vec<String>,
}

/// A party.
#[derive(Debug, Clone)]
pub struct Contender {
    /// Its name.
    pub name: String,
    /// Its side.
    pub side: Option<SideId>,
    /// The side's name, or nothing.
    pub side_name: String,
}

/// Two parties that are against each other.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The party that stands lower, by its place.
    pub row: usize,
    /// The party that stands higher, or the same.
    pub column: usize,
    /// The ids of their disputes.
    pub disputes: Vec<String>,
    /// Whether one of these is hard.
    pub is_hard: bool,
    /// What the disputes are about.
    pub tooltip: String,
}

/// The disputes that the filters leave in.
pub(super) fn make(scene: &Scene<'_>, request: &Request) -> Result<Picture, Wrong> {
    let model = scene.model();
    let disputes: Vec<(&Finding, Digest)> = scene
        .asked(request)?
        .into_iter()
        .filter(|(finding, found)| finding.is_told() && found.strength != Strength::Tension)
        .filter_map(|(finding, _)| Some((finding, Digest::of(model, finding)?)))
        .collect();
    let mut pairs: BTreeMap<(PartyId, PartyId), Vec<&(&Finding, Digest)>> = BTreeMap::new();
    for dispute in &disputes {
        for pair in dispute.1.pairs() {
            pairs.entry(pair).or_default().push(dispute);
        }
    }
    let places = places(scene, pairs.keys().flat_map(|&(one, other)| [one, other]));
    let place = |party: PartyId| places.iter().position(|&own| own == party).unwrap_or_default();
    let mut cells: Vec<Cell> = pairs
        .iter()
        .map(|(&(one, other), own)| {
            let (one, other) = (place(one), place(other));
            let strength = |finding: &Finding| finding.dispute().map(|dispute| dispute.strength);
            Cell {
                row: one.max(other),
                column: one.min(other),
                disputes: own.iter().filter_map(|(finding, _)| id(finding)).collect(),
                is_hard: own.iter().any(|(finding, _)| strength(finding) == Some(Strength::Hard)),
                tooltip: own.iter().map(|(finding, digest)| line(finding, digest)).collect::<Vec<_>>().join("\n"),
            }
        })
        .collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let claims: BTreeSet<ClaimId> = disputes.iter().flat_map(|(finding, _)| &finding.claims).copied().collect();
    let parties: Vec<Contender> = places
        .iter()
        .map(|&party| {
            let side = model.parties()[party].side;
            let side_name = side.map(|side| shown(model.name(model.sides()[side].name))).unwrap_or_default();
            Contender { name: shown(model.party_title(party)), side, side_name }
        })
        .collect();
    Ok(Picture::Matrix(Matrix {
        title: shown(&format!("Who contradicts whom: {}", model.title())),
        description: description(&parties, &cells),
        shown: Shown { claims: claims.len(), of: model.claims().len() },
        notes: vec![
            "Each party stands on the diagonal: left of it and below it are its disputes with the others, on it those \
             with itself. Area and number: disputes; outlined where one is hard."
                .to_owned(),
        ],
        parties,
        cells,
    }))
}

/// The parties in their order: by side, then as they are written down.
fn places(scene: &Scene<'_>, parties: impl Iterator<Item = PartyId>) -> Vec<PartyId> {
    let model = scene.model();
    let all: BTreeSet<PartyId> = parties.collect();
    let mut all: Vec<PartyId> = all.into_iter().collect();
    all.sort_by_key(|&party| (model.parties()[party].side.is_none(), model.parties()[party].side, party));
    all
}

fn id(finding: &Finding) -> Option<String> {
    finding.contradiction.as_ref().map(|found| found.id.clone())
}

fn line(finding: &Finding, digest: &Digest) -> String {
    let apart = digest.apart.first().cloned().unwrap_or_default();
    shown(&format!("{}: {}: {apart}", id(finding).unwrap_or_default(), digest.about))
}

fn description(parties: &[Contender], cells: &[Cell]) -> String {
    if cells.is_empty() {
        return "Nobody contradicts anybody here.".to_owned();
    }
    let told = cells.iter().map(|cell| {
        let (one, other) = (&parties[cell.column].name, &parties[cell.row].name);
        let against = if cell.row == cell.column { "itself" } else { other.as_str() };
        let count = cell.disputes.len();
        format!("{one} against {against}: {count} {}.", if count == 1 { "dispute" } else { "disputes" })
    });
    told.collect::<Vec<_>>().join(" ")
}

fn shown(text: &str) -> String {
    visible(text).into_owned()
}

/// A row a pair.
pub(super) fn table(matrix: &Matrix) -> Table {
    let row = |cell: &Cell| {
        let (one, other) = (&matrix.parties[cell.column], &matrix.parties[cell.row]);
        vec![
            one.name.clone(),
            one.side_name.clone(),
            if cell.row == cell.column { "itself".to_owned() } else { other.name.clone() },
            other.side_name.clone(),
            cell.disputes.len().to_string(),
            if cell.is_hard { "yes" } else { "no" }.to_owned(),
            cell.disputes.join(", "),
        ]
    };
    Table {
        things: "pairs",
        columns: vec!["party", "side", "against", "its side", "disputes", "one is hard", "ids"],
        numeric: vec![4],
        rows: matrix.cells.iter().map(row).collect(),
    }
}
