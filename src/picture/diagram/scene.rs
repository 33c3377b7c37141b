//! What pictures are drawn from, and what may be asked of them.

use std::fmt;

use super::shown;
use crate::analysis::Analysis;
use crate::analysis::filter::Filter;
use crate::base::message::nearest;
use crate::model::{Lookup, Model};
use crate::provenance::graph;
use crate::reason::finding::{Contradiction, Finding};

/// The steps of a lineage that are drawn in a row, unless a number is asked for.
pub const DEPTH: usize = 64;

/// What pictures are drawn from: a collection, which assumptions are taken, and what is found in it.
#[derive(Debug, Clone)]
pub struct Scene<'a> {
    /// The collection, with its assumptions, limits and day.
    pub analysis: &'a Analysis<'a>,
}

impl<'a> Scene<'a> {
    /// Returns the scene of an analysis.
    pub fn new(analysis: &'a Analysis<'a>) -> Self {
        Scene { analysis }
    }

    /// The collection.
    pub fn model(&self) -> &'a Model {
        self.analysis.model()
    }

    /// What is found; it is looked for at the first call.
    pub fn findings(&self) -> &'a [Finding] {
        self.analysis.findings()
    }

    /// Whether findings were looked for, and work limits reached, so that there may be more of them.
    pub fn is_cut(&self) -> bool {
        self.analysis.was_cut()
    }

    /// The contradictions and tensions that are asked for.
    ///
    /// # Errors
    /// Where one is asked for by an id that none has.
    pub(super) fn asked(&self, request: &Request) -> Result<Vec<(&Finding, &Contradiction)>, Wrong> {
        let all = self.findings().iter().filter_map(|finding| Some((finding, finding.contradiction.as_ref()?)));
        let kept = all.clone().filter(|(finding, _)| request.filter.keeps_finding(self.model(), finding));
        let Some(id) = &request.contradiction else { return Ok(kept.collect()) };
        if let Some(one) = kept.into_iter().find(|(_, contradiction)| contradiction.id == *id) {
            return Ok(vec![one]);
        }
        if all.clone().any(|(_, contradiction)| contradiction.id == *id) {
            let help = "leave the filters out, or the contradiction";
            return Err(Wrong::new(format!("the filters leave contradiction `{}` out", shown(id)), help));
        }
        let near = nearest(id, all.map(|(_, contradiction)| contradiction.id.as_str()));
        let help = near.map_or_else(
            || "`gainsay list contradictions` lists them; an id changes when a claim of it does".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Err(Wrong::new(format!("there is no contradiction `{}`", shown(id)), help))
    }
}

/// What is asked of a picture.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The claim or source to begin with, by name.
    pub start: Option<String>,
    /// What to draw.
    pub filter: Filter,
    /// The one contradiction to draw, by its id.
    pub contradiction: Option<String>,
    /// At most this many steps in a row.
    pub depth: Option<usize>,
    /// At most this many contradictions.
    pub limit: Option<usize>,
}

/// Why a picture cannot be made, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Wrong {
    /// What is wrong, and what to do.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Wrong { message: message.into(), help: help.into() }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\nhelp: {}", self.message, self.help)
    }
}

impl std::error::Error for Wrong {}

/// The claim or source of a name.
pub(super) fn claim_or_source(model: &Model, name: &str) -> Result<graph::Node, Wrong> {
    match model.find_claim(name) {
        Lookup::Found(claim) => Ok(graph::Node::Claim(claim)),
        Lookup::Ambiguous(claims) => {
            let names: Vec<String> = claims.into_iter().map(|claim| format!("`{}`", model.claim_name(claim))).collect();
            let help = format!("write {}", names.join(" or "));
            Err(Wrong::new(format!("several claims are named `{}`", shown(name)), help))
        }
        Lookup::Unknown => match (model.find_source(name), model.find(name).first()) {
            (Some(source), _) => Ok(graph::Node::Source(source)),
            (None, Some(&other)) => {
                let message =
                    format!("`{}` is a {}; a claim or a source is needed here", shown(name), model.kind_word(other));
                Err(Wrong::new(message, "`gainsay list claims` lists the claims"))
            }
            (None, None) => Err(unknown(model, name)),
        },
    }
}

fn unknown(model: &Model, name: &str) -> Wrong {
    /// A misspelt name is compared with at most this many claims.
    const MOST: usize = 2_000;
    let claims: Vec<String> = model.claims().ids().take(MOST).map(|claim| model.claim_name(claim)).collect();
    let shorts = claims.iter().map(|claim| claim.split_once('/').map_or(claim.as_str(), |(_, short)| short));
    let sources = model.sources().iter().map(|(_, source)| model.name(source.name));
    let near = nearest(name, shorts.chain(claims.iter().map(String::as_str)).chain(sources));
    let help = near
        .map_or_else(|| "`gainsay list claims` lists the claims".to_owned(), |near| format!("did you mean `{near}`?"));
    Wrong::new(format!("no claim and no source is named `{}`", shown(name)), help)
}
