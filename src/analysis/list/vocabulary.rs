//! The words that claims are written in: what is counted, broken down, asserted, and whose side parties are on.

use std::collections::BTreeSet;

use super::kept;
use crate::analysis::filter::{Filter, subjects};
use crate::base::table::Table;
use crate::model::{ClaimId, Id, MeasureKind, Model, ProseId, Statement};
use crate::provenance::graph::Node;

/// The words of one kind: how many claims that are left in use each, and of a filter only those that one uses.
struct Counted<'a> {
    filter: &'a Filter,
    claims: Vec<usize>,
}

impl<'a> Counted<'a> {
    /// Of so many words, with which of them a claim uses.
    fn new(model: &Model, filter: &'a Filter, words: usize, used: impl Fn(ClaimId) -> Vec<usize>) -> Self {
        let mut claims = vec![0; words];
        for claim in kept(model, filter) {
            for word in used(claim).into_iter().collect::<BTreeSet<usize>>() {
                claims[word] += 1;
            }
        }
        Counted { filter, claims }
    }

    fn lists(&self, word: usize) -> bool {
        self.filter.is_empty() || self.claims[word] > 0
    }
}

fn prose(model: &Model, id: Option<ProseId>) -> String {
    id.map(|id| model.prose(id).to_owned()).unwrap_or_default()
}

/// The measures: what is counted, and how that behaves in time.
pub fn measures(model: &Model, filter: &Filter) -> Table {
    let used = |claim| {
        let quantities = subjects(model, claim).into_iter().filter_map(|subject| match subject {
            Node::Quantity(id) => Some(model.quantities()[id].measure.index()),
            _ => None,
        });
        quantities.collect()
    };
    let counted = Counted::new(model, filter, model.measures().len(), used);
    let rows = model.measures().iter().filter(|(id, _)| counted.lists(id.index())).map(|(id, measure)| {
        let since = match measure.kind {
            MeasureKind::Cumulative { since: Some(since) } => since.to_string(),
            _ => String::new(),
        };
        vec![
            model.name(measure.name).to_owned(),
            prose(model, measure.title),
            measure.kind.word().to_owned(),
            since,
            prose(model, measure.unit),
            counted.claims[id.index()].to_string(),
        ]
    });
    Table {
        things: "measures",
        columns: vec!["measure", "name", "kind", "since", "unit", "claims"],
        numeric: vec![5],
        rows: rows.collect(),
    }
}

/// The codes of every dimension, each with the one that contains it.
pub fn codes(model: &Model, filter: &Filter) -> Table {
    let used = |claim| {
        let quantities = subjects(model, claim).into_iter().filter_map(|subject| match subject {
            Node::Quantity(id) => Some(model.code_list(model.quantities()[id].codes)),
            _ => None,
        });
        quantities.flatten().map(|code| code.index()).collect()
    };
    let counted = Counted::new(model, filter, model.codes().len(), used);
    let of_dimension =
        model.dimensions().iter().flat_map(|(_, dimension)| dimension.codes.iter().map(move |&code| (dimension, code)));
    let rows = of_dimension.filter(|(_, code)| counted.lists(code.index())).map(|(dimension, code)| {
        let record = &model.codes()[code];
        vec![
            model.name(dimension.name).to_owned(),
            model.name(record.name).to_owned(),
            prose(model, record.title),
            record.inside.map(|inside| model.name(model.codes()[inside].name).to_owned()).unwrap_or_default(),
            counted.claims[code.index()].to_string(),
        ]
    });
    Table {
        things: "codes",
        columns: vec!["dimension", "code", "name", "in", "claims"],
        numeric: vec![4],
        rows: rows.collect(),
    }
}

/// The propositions, with how many claims affirm and deny each.
pub fn propositions(model: &Model, filter: &Filter) -> Table {
    let of = |wanted: fn(&Statement) -> Option<usize>| {
        let used =
            move |claim| model.readings_of(claim).filter_map(|(_, reading)| wanted(&reading.statement)).collect();
        Counted::new(model, filter, model.propositions().len(), used)
    };
    let affirmed = of(|statement| match statement {
        Statement::Affirms(id) => Some(id.index()),
        _ => None,
    });
    let denied = of(|statement| match statement {
        Statement::Denies(id) => Some(id.index()),
        _ => None,
    });
    let listed = |at: usize| affirmed.lists(at) || denied.lists(at);
    let rows = model.propositions().iter().filter(|(id, _)| listed(id.index())).map(|(id, proposition)| {
        let count = |counted: &Counted<'_>| counted.claims[id.index()].to_string();
        vec![
            model.name(proposition.name).to_owned(),
            model.prose(proposition.text).to_owned(),
            count(&affirmed),
            count(&denied),
        ]
    });
    Table {
        things: "propositions",
        columns: vec!["proposition", "says", "affirmed", "denied"],
        numeric: vec![2, 3],
        rows: rows.collect(),
    }
}

/// The sides, with how many parties and claims each has.
pub fn sides(model: &Model, filter: &Filter) -> Table {
    let used = |claim| crate::analysis::filter::sides_of(model, model.asserters(claim)).map(Id::index).collect();
    let counted = Counted::new(model, filter, model.sides().len(), used);
    let rows = model.sides().iter().filter(|(id, _)| counted.lists(id.index())).map(|(id, side)| {
        let parties = model.parties().iter().filter(|(_, party)| party.side == Some(id)).count();
        vec![model.name(side.name).to_owned(), parties.to_string(), counted.claims[id.index()].to_string()]
    });
    Table { things: "sides", columns: vec!["side", "parties", "claims"], numeric: vec![1, 2], rows: rows.collect() }
}
