//! Names of parties, sides, sources, rules, and of what claims are about, looked up for a filter.

use super::About;
use crate::base::message::nearest;
use crate::model::{Model, Named, PartyId, SideId, SourceId};
use crate::notation::is_identifier;

/// A name that does not stand for what was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misnamed {
    /// What was asked for: `party`.
    pub kind: &'static str,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What may help.
    pub hint: Hint,
}

/// What may help where a name is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// The name stands for something that another filter takes: its word, such as `side`.
    Filter(&'static str),
    /// Something to say as it is.
    Say(String),
}

impl Misnamed {
    /// That nothing of a kind has a name.
    pub fn new<'a>(model: &Model, kind: &'static str, name: &str, known: impl Iterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.collect();
        let hint = match (other_filter(model, name), nearest(name, known.iter().copied())) {
            (Some(filter), _) => Hint::Filter(filter),
            (None, Some(near)) => Hint::Say(format!("did you mean `{near}`?")),
            (None, None) if known.is_empty() => Hint::Say(format!("the collection has no {kind}")),
            (None, None) if known.len() <= 12 => Hint::Say(format!("there are: {}", known.join(", "))),
            (None, None) => Hint::Say(format!("there are {} of them; see {}", known.len(), listed(kind))),
        };
        let message = format!("there is no {kind} `{}`", crate::base::typography::visible(name));
        Misnamed { kind, message, hint }
    }

    /// The help; `option` makes the filter's word one that the reader can write, such as `--side`.
    pub fn help(&self, option: impl Fn(&str) -> String) -> String {
        match &self.hint {
            Hint::Filter("about") => format!("what claims are about is named with `{}`", option("about")),
            Hint::Filter(filter) => format!("it is a {filter}: `{}`", option(filter)),
            Hint::Say(help) => help.clone(),
        }
    }
}

/// What lists all of a kind.
fn listed(kind: &str) -> &'static str {
    match kind {
        "party" => "`gainsay list parties`",
        "side" => "`gainsay list sides`",
        "source" => "`gainsay list sources`",
        "measure" => "`gainsay list measures`",
        "code" => "`gainsay list codes`",
        "proposition" => "`gainsay list propositions`",
        "measure, code or proposition" => "`gainsay list measures`, `codes` and `propositions`",
        _ => "`gainsay list rules`",
    }
}

/// What else a name stands for, as the filter that takes it.
fn other_filter(model: &Model, name: &str) -> Option<&'static str> {
    if model.find_side(name).is_some() {
        Some("side")
    } else if model.find_party(name).is_some() {
        Some("party")
    } else if model.find_source(name).is_some() {
        Some("source")
    } else if !model.find(name).is_empty() {
        Some("about")
    } else {
        None
    }
}

/// A party by its name.
///
/// # Errors
/// Where no party has the name.
pub fn party(model: &Model, name: &str) -> Result<PartyId, Misnamed> {
    let known = || model.parties().iter().map(|(_, party)| model.name(party.name));
    model.find_party(name).ok_or_else(|| Misnamed::new(model, "party", name, known()))
}

/// A side by its name.
///
/// # Errors
/// Where no side has the name.
pub fn side(model: &Model, name: &str) -> Result<SideId, Misnamed> {
    let known = || model.sides().iter().map(|(_, side)| model.name(side.name));
    model.find_side(name).ok_or_else(|| Misnamed::new(model, "side", name, known()))
}

/// A source by its name.
///
/// # Errors
/// Where no source has the name.
pub fn source(model: &Model, name: &str) -> Result<SourceId, Misnamed> {
    let known = || model.sources().iter().map(|(_, source)| model.name(source.name));
    model.find_source(name).ok_or_else(|| Misnamed::new(model, "source", name, known()))
}

/// What claims may be about: a measure, a code, a proposition, or a pattern of quantities.
///
/// # Errors
/// Where the text names nothing of these.
pub fn about(model: &Model, text: &str) -> Result<Vec<About>, Misnamed> {
    let named: Vec<About> = model
        .find(text)
        .into_iter()
        .filter_map(|named| match named {
            Named::Measure(id) => Some(About::measure(id)),
            Named::Code(id) => Some(About::code(id)),
            Named::Proposition(id) => Some(About::Proposition(id)),
            _ => None,
        })
        .collect();
    if !named.is_empty() {
        return Ok(named);
    }
    let kind = "measure, code or proposition";
    About::pattern(model, text).map(|about| vec![about]).map_err(|error| {
        if is_identifier(text) {
            let measures = model.measures().iter().map(|(_, measure)| model.name(measure.name));
            let codes = model.codes().iter().map(|(_, code)| model.name(code.name));
            let propositions = model.propositions().iter().map(|(_, proposition)| model.name(proposition.name));
            return Misnamed::new(model, kind, text, measures.chain(codes).chain(propositions));
        }
        let message = format!("`{}`: {}", crate::base::typography::visible(text), error.message);
        let hint = error.help.clone().or_else(|| model.suggestion(&error, text));
        Misnamed { kind, message, hint: Hint::Say(hint.unwrap_or_default()) }
    })
}
