//! One page of HTML on which the contradictions of a collection are looked through.
//!
//! The page is a whole by itself: it loads nothing, and works without a network and without a script. Each
//! contradiction opens its sum, its picture and its claims with their quotes; each claim has one entry, with
//! its lineage to the origins and the contradictions that it takes part in. Everything has an address: `#C-…`,
//! `#claim/source/claim`, `#source/name`. A script, the only one that the page's policy lets run, filters the
//! list, moves by keys, and keeps in the address what is shown.
//!
//! ```
//! use gainsay::analysis::checks::{Assumptions, Subject, checked};
//! use gainsay::model::documents::Documents;
//! use gainsay::engine::Limits;
//! use gainsay::provenance::graph::Graph;
//! use gainsay::model::load::load;
//! use gainsay::view::page::{Settings, page};
//! use gainsay::base::text::Texts;
//!
//! let texts = Texts::from_memory([
//!     ("gainsay.ron", r#"Collection(title: "Italians", sides: [])"#),
//!     ("vocabulary.ron", r#"Vocabulary(measures: [Measure(id: "held", kind: Stock)], parties: [Party(id: "tass")])"#),
//!     ("source.ron", r#"Source(id: "memo", kind: Report, by: "tass", claims: [
//!         Claim(id: "few", says: Figure(of: "held @ 1952-02", is: "less than 20")),
//!         Claim(id: "many", says: Figure(of: "held @ 1952-02", is: "11,000")),
//!     ])"#),
//! ]);
//! let model = load(&texts, &[])?.model;
//! let graph = Graph::new(&model);
//! let (assumptions, limits) = (Assumptions::of_collection(), Limits::default());
//! let documents = Documents::none();
//! let subject = Subject { texts: &texts, model: &model, graph: &graph, documents: &documents, assumptions: &assumptions, limits: &limits };
//!
//! let html = page(subject, &checked(subject), &Settings::default());
//! assert!(html.contains(r##"<a href="#claim/memo/few">memo/few</a>"##));
//! # Ok::<(), gainsay::model::load::LoadError>(())
//! ```

use crate::analysis::checks::{Checked, Subject};
use crate::analysis::filter::Filter;

mod cards;
mod contradictions;
mod findings;
mod form;
mod gathered;
mod head;
mod html;
mod lineages;
mod pictures;
mod records;

use gathered::Gathered;

/// What is shown on a page.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which findings.
    pub filter: Filter,
    /// In words, what was asked for besides: filters, assumptions. Shown as it is.
    pub asked: Vec<String>,
    /// At most so many contradictions have a picture, those that come first.
    pub pictures: usize,
}

/// So many contradictions have a picture, unless another number is asked for.
pub const PICTURES: usize = 300;

impl Default for Settings {
    fn default() -> Self {
        Settings { filter: Filter::default(), asked: Vec::new(), pictures: PICTURES }
    }
}

/// The page of what `check` found: the same bytes for the same collection.
pub fn page(subject: Subject<'_>, found: &Checked, settings: &Settings) -> String {
    let gathered = Gathered::new(subject, found, &settings.filter);
    let mut out = head::open(subject.model.title());
    form::header(&gathered, found, settings, &mut out);
    form::filters(&gathered, &mut out);
    head::script(&mut out);
    out.push_str("<main>\n");
    contradictions::write(&gathered, settings.pictures, &mut out);
    findings::write(&gathered, &mut out);
    records::claims(&gathered, &mut out);
    records::sources(&gathered, &mut out);
    out.push_str("</main>\n");
    head::close(&mut out);
    out
}
