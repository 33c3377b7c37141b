//! What is asked of a collection: checks, filters, comparisons, lists, coverage, and how it stood before.
//!
//! [`Collection`] is what was read; [`Analysis`] is what is asked of it: under which assumptions, within which
//! limits, on which day. Whatever answers asks an analysis, so that no two answers rest on different things.

use std::path::Path;
use std::sync::OnceLock;

use crate::base::message::Message;
use crate::base::text::{TextProblem, Texts, read_collection, read_text, texts_inside};
use crate::base::when::Day;
use crate::engine::Limits;
use crate::model::documents::{Documents, NoFolder};
use crate::model::load::{LoadError, load, read_tables_of};
use crate::model::{ClaimId, Model, Of};
use crate::provenance::Provenance;
use crate::provenance::graph::{Graph, Node};
use crate::provenance::lineage::{Direction, Step, lineage};
use crate::reason::facts::{Assumptions, Facts, Question};
use crate::reason::finding::{Contradiction, Finding};
use crate::reason::implied::{Implication, implied};

pub mod filter;
pub mod compare;
pub mod coverage;
pub mod checks;
pub mod impact;
pub mod list;
pub mod baseline;
pub mod audit;

use checks::Checked;

/// A collection that was read: its files, what they say, and the texts of its sources.
#[derive(Debug)]
pub struct Collection {
    /// The files, to point at places.
    pub texts: Texts,
    /// What they say.
    pub model: Model,
    /// The texts of the sources, as far as they are at hand.
    pub documents: Documents,
    /// What is not wrong and should be known, as found while reading.
    pub warnings: Vec<Message>,
}

impl Collection {
    /// Reads the files of a folder, and the sources' texts where the collection names a folder of them.
    ///
    /// # Errors
    /// With every error of every file, if there is any.
    pub fn open(folder: &Path) -> Result<Self, LoadError> {
        let (mut texts, unread) = read_collection(folder);
        read_tables_of(&mut texts, folder, None);
        let loaded = load(&texts, &unread)?;
        let mut collection = Collection::of(texts, loaded.model, loaded.warnings);
        if let Some((path, _)) = collection.model.texts() {
            collection.documents = match texts_inside(folder, path) {
                Ok(folder) => Documents::new(&collection.model, |path| read_text(&folder, path, &mut collection.texts)),
                Err(TextProblem::LeadsOut) => Documents::without(NoFolder::LeadsOut),
                Err(_) => Documents::without(NoFolder::Missing),
            };
        }
        Ok(collection)
    }

    /// Reads texts that are in memory; no texts of sources are at hand.
    ///
    /// # Errors
    /// As [`Collection::open`].
    pub fn from_texts(texts: Texts) -> Result<Self, LoadError> {
        let loaded = load(&texts, &[])?;
        Ok(Collection::of(texts, loaded.model, loaded.warnings))
    }

    fn of(texts: Texts, model: Model, warnings: Vec<Message>) -> Self {
        Collection { texts, model, documents: Documents::none(), warnings }
    }

    /// Returns the analysis on a day, with the collection's own assumptions and the usual limits.
    pub fn analyse(&self, today: Day) -> Analysis<'_> {
        Analysis::new(&self.texts, &self.model, today).reading(&self.documents)
    }
}

/// One collection, with these texts, these assumptions, these limits, on this day.
///
/// What is derived from it is made when it is first asked for, and once.
#[derive(Debug)]
pub struct Analysis<'a> {
    texts: &'a Texts,
    model: &'a Model,
    documents: &'a Documents,
    assumptions: Assumptions,
    limits: Limits,
    today: Day,
    graph: OnceLock<Graph>,
    facts: OnceLock<[Facts<'a>; 2]>,
    provenance: OnceLock<Provenance<'a>>,
    checked: OnceLock<Checked>,
}

impl<'a> Analysis<'a> {
    /// Returns the analysis of a collection on a day: judgements that expired before it count for nothing.
    ///
    /// The assumptions are the collection's own, the limits the usual ones, and no texts of sources are at hand.
    pub fn new(texts: &'a Texts, model: &'a Model, today: Day) -> Self {
        static NO_TEXTS: Documents = Documents::none();
        Analysis {
            texts,
            model,
            documents: &NO_TEXTS,
            assumptions: Assumptions::of_collection(),
            limits: Limits::default(),
            today,
            graph: OnceLock::new(),
            facts: OnceLock::new(),
            provenance: OnceLock::new(),
            checked: OnceLock::new(),
        }
    }

    /// The same with the texts of the sources.
    #[must_use]
    pub fn reading(self, documents: &'a Documents) -> Self {
        Analysis { documents, provenance: OnceLock::new(), checked: OnceLock::new(), ..self }
    }

    /// The same under other assumptions.
    #[must_use]
    pub fn assuming(self, assumptions: Assumptions) -> Self {
        Analysis { assumptions, facts: OnceLock::new(), checked: OnceLock::new(), ..self }
    }

    /// The same within other limits of work.
    #[must_use]
    pub fn within(self, limits: Limits) -> Self {
        Analysis { limits, checked: OnceLock::new(), ..self }
    }

    /// A second analysis of the same collection, which differs in its assumptions alone.
    #[must_use]
    pub fn but_assuming(&self, assumptions: Assumptions) -> Analysis<'a> {
        Analysis::new(self.texts, self.model, self.today)
            .reading(self.documents)
            .within(self.limits.clone())
            .assuming(assumptions)
    }

    /// The files, to point at places.
    pub fn texts(&self) -> &'a Texts {
        self.texts
    }

    /// What the collection says.
    pub fn model(&self) -> &'a Model {
        self.model
    }

    /// The texts of its sources, as far as they are at hand.
    pub fn documents(&self) -> &'a Documents {
        self.documents
    }

    /// Which rules hold, and which readings are taken.
    pub fn assumptions(&self) -> &Assumptions {
        &self.assumptions
    }

    /// How much work may be done.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The day on which it is asked.
    pub fn today(&self) -> Day {
        self.today
    }

    /// How the collection hangs together.
    pub fn graph(&self) -> &Graph {
        self.graph.get_or_init(|| Graph::new(self.model))
    }

    /// The facts, and the plans, as constraints.
    pub fn facts(&self) -> &[Facts<'a>; 2] {
        self.facts.get_or_init(|| [false, true].map(|plans| Facts::new(self.model, &self.assumptions, plans)))
    }

    /// What claims rest on.
    pub fn provenance(&self) -> &Provenance<'a> {
        self.provenance.get_or_init(|| Provenance::of(self.texts, self.model, self.documents))
    }

    /// What the checks come to.
    pub fn checked(&self) -> &Checked {
        self.checked.get_or_init(|| checks::check(self))
    }

    /// Whether it was checked, and work limits reached, so that there may be more to find.
    pub fn was_cut(&self) -> bool {
        self.checked.get().is_some_and(|checked| checked.cut)
    }

    /// Everything that is found, in the order in which it is told.
    pub fn findings(&self) -> &[Finding] {
        &self.checked().findings
    }

    /// What cannot all be true, the most important first, and after it what is so only at its word (tensions).
    pub fn contradictions(&self) -> impl Iterator<Item = (&Finding, &Contradiction)> {
        self.findings().iter().filter_map(|finding| Some((finding, finding.contradiction.as_ref()?)))
    }

    /// Between what a quantity or a sum must lie, and which claims force each end.
    pub fn bounds(&self, of: Of) -> Implication {
        let question = Question { asked: &[of], ..Question::default() };
        implied(&Facts::of(self.model, &self.assumptions, question), of, &self.limits)
    }

    /// The way from a claim back to its origins, step by step.
    pub fn lineage(&self, claim: ClaimId) -> Vec<Step> {
        lineage(self.provenance(), self.graph(), Node::Claim(claim), Direction::Up, usize::MAX)
    }
}
