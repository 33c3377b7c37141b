//! Names that are defined and that nothing uses.

use super::{Check, Context};
use crate::base::message::{Code, Message, Severity};
use crate::base::text::Span;
use crate::model::{Against, Holds, Model, Pattern, RuleTerm, Statement};
use crate::reason::finding::Finding;

/// A name that nothing uses.
const UNUSED: Code = Code {
    id: "GS120",
    name: "unused-name",
    severity: Severity::Note,
    explanation: "\
Something is defined and used by no claim, source or rule: a measure, a code, a party, a proposition, or
an unseen source that nothing comes from. It may be waiting for a document that is still to be encoded,
or be the leftover of a name that was changed.

Nothing is wrong with it; remove it when it is not needed.",
};

pub(super) const CHECK: Check = Check { codes: &[&UNUSED], run };

/// What is used, by the place in its arena.
struct Used {
    measures: Vec<bool>,
    codes: Vec<bool>,
    parties: Vec<bool>,
    propositions: Vec<bool>,
    sources: Vec<bool>,
}

fn run(context: &Context<'_>) -> Vec<Finding> {
    let subject = context.subject;
    let model = subject.model;
    let mut used = Used {
        measures: vec![false; model.measures().len()],
        codes: vec![false; model.codes().len()],
        parties: vec![false; model.parties().len()],
        propositions: vec![false; model.propositions().len()],
        sources: vec![false; model.sources().len()],
    };
    used.by_quantities(model);
    used.by_rules(model);
    used.by_claims(model);
    used.by_sources(model);
    used.findings(model)
}

impl Used {
    fn by_quantities(&mut self, model: &Model) {
        for (_, quantity) in model.quantities().iter() {
            self.measures[quantity.measure.index()] = true;
            for &code in model.code_list(quantity.codes) {
                self.code(model, code);
            }
        }
        // The first code of a dimension is meant where a figure names none.
        for (_, dimension) in model.dimensions().iter() {
            if let Some(&first) = dimension.codes.first() {
                self.codes[first.index()] = true;
            }
        }
    }

    /// A code that is used uses those that contain it.
    fn code(&mut self, model: &Model, code: crate::model::CodeId) {
        let mut next = Some(code);
        while let Some(code) = next {
            if std::mem::replace(&mut self.codes[code.index()], true) {
                return;
            }
            next = model.codes()[code].inside;
        }
    }

    fn pattern(&mut self, model: &Model, pattern: &Pattern) {
        if let Some(measure) = pattern.measure {
            self.measures[measure.index()] = true;
        }
        for &code in &pattern.codes {
            self.code(model, code);
        }
    }

    fn by_rules(&mut self, model: &Model) {
        for (_, rule) in model.rules().iter() {
            for pattern in &rule.only {
                self.pattern(model, pattern);
            }
            match &rule.holds {
                Holds::Parts { whole, parts, .. } => {
                    for &code in parts.iter().chain([whole]) {
                        self.code(model, code);
                    }
                }
                Holds::Children { of, .. } => of.iter().for_each(|measure| self.measures[measure.index()] = true),
                Holds::Same(one, other) => {
                    self.code(model, *one);
                    self.code(model, *other);
                }
                Holds::Equation { terms, .. }
                | Holds::Constant { what: terms, .. }
                | Holds::NeverRises { what: terms, .. }
                | Holds::NeverFalls { what: terms, .. } => {
                    for RuleTerm { pattern, .. } in terms {
                        self.pattern(model, pattern);
                    }
                }
                Holds::Happened(_) | Holds::Taken(_) => {}
            }
        }
    }

    fn by_claims(&mut self, model: &Model) {
        for claim in model.claims().ids() {
            let via = model.details_of(claim).and_then(|details| details.via);
            let parties = model.asserters(claim).iter().chain(via.map_or(&[][..], |via| model.party_list(via)));
            for &party in parties {
                self.parties[party.index()] = true;
            }
            for (_, reading) in model.readings_of(claim) {
                if let Statement::Affirms(id) | Statement::Denies(id) = reading.statement {
                    self.propositions[id.index()] = true;
                }
            }
            self.sources[model.claims()[claim].source.index()] = true;
            for link in model.links_of(claim) {
                if let crate::model::ClaimLinkKind::Through(_, source) = link.kind {
                    self.sources[source.index()] = true;
                }
            }
        }
        for (_, proposition) in model.propositions().iter() {
            let opposed = proposition.opposes.iter().filter_map(|opposition| match opposition.against {
                Against::Proposition(id) => Some(id),
                Against::Figure(..) => None,
            });
            for id in proposition.excludes.iter().chain(&proposition.implies).copied().chain(opposed) {
                self.propositions[id.index()] = true;
            }
        }
    }

    fn by_sources(&mut self, model: &Model) {
        for link in model.source_links() {
            self.sources[link.from.index()] = true;
            self.sources[link.to.index()] = true;
        }
        for (id, source) in model.sources().iter() {
            for &party in model.party_list(source.by) {
                self.parties[party.index()] = true;
            }
            // A source that was seen and has no claims yet is work to do, not a leftover.
            self.sources[id.index()] |= !source.unseen;
        }
    }

    fn findings(&self, model: &Model) -> Vec<Finding> {
        let unused = |used: &[bool], things: Vec<(String, Span)>| -> Vec<(String, Span)> {
            used.iter().zip(things).filter(|(used, _)| !**used).map(|(_, thing)| thing).collect()
        };
        let name = |id| model.name(id).to_owned();
        [
            ("measure", unused(&self.measures, model.measures().iter().map(|(_, m)| (name(m.name), m.span)).collect())),
            ("code", unused(&self.codes, model.codes().iter().map(|(_, c)| (name(c.name), c.span)).collect())),
            ("party", unused(&self.parties, model.parties().iter().map(|(_, p)| (name(p.name), p.span)).collect())),
            (
                "proposition",
                unused(&self.propositions, model.propositions().iter().map(|(_, p)| (name(p.name), p.span)).collect()),
            ),
            (
                "unseen source",
                unused(&self.sources, model.sources().iter().map(|(_, s)| (name(s.name), s.span)).collect()),
            ),
        ]
        .into_iter()
        .filter(|(_, things)| !things.is_empty())
        .map(|(word, things)| Finding::plain(message(word, &things), Vec::new()))
        .collect()
    }
}

/// One message for all names of a kind: the first place is shown, all names are listed.
fn message(word: &str, things: &[(String, Span)]) -> Message {
    let (first, span) = &things[0];
    if things.len() == 1 {
        return Message::new(&UNUSED, format!("the {word} `{first}` is not used")).at(*span, "");
    }
    let plural = match word.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{word}s"),
    };
    let names: Vec<&str> = things.iter().map(|(name, _)| name.as_str()).collect();
    Message::new(&UNUSED, format!("{} {plural} are not used", things.len()))
        .at(*span, "the first of them")
        .note(names.join(", "))
}
