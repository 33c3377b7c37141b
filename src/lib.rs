//! Graphs of claims from sources that disagree: what cannot all be true, by how
//! much, who says so, on which assumptions, and where did it come from?
//!
//! A collection's texts become a [`model::Model`], that becomes a
//! [`graph::Graph`], and [`checks::check`] finds what is wrong in it. Each step is
//! a function without input or output; only [`text::read_collection`] reads files.
//!
//! ```
//! use gainsay::checks::{Assumptions, Subject, check};
//! use gainsay::documents::Documents;
//! use gainsay::engine::Limits;
//! use gainsay::graph::Graph;
//! use gainsay::load::load;
//! use gainsay::text::Texts;
//!
//! let texts = Texts::from_memory([
//!     ("gainsay.ron", r#"Collection(title: "Italians", sides: ["soviet", "national"])"#),
//!     ("vocabulary.ron", r#"Vocabulary(
//!         measures: [
//!             Measure(id: "held", kind: Stock, unit: "persons"),
//!         ],
//!         parties: [
//!             Party(id: "general", side: "national"),
//!             Party(id: "government", side: "national"),
//!         ],
//!     )"#),
//!     ("source.ron", r#"Source(id: "cia-1953", kind: Memorandum, claims: [
//!         Claim(id: "few", by: "general", says: Figure(of: "held @ 1952-02", is: "less than 20")),
//!         Claim(id: "many", by: "government", says: Figure(of: "held @ 1952-02", is: "11,000")),
//!     ])"#),
//! ]);
//! let model = load(&texts, &[])?.model;
//! let graph = Graph::new(&model);
//! let assumptions = Assumptions::of_collection();
//! let findings = check(Subject { texts: &texts, model: &model, graph: &graph, documents: &Documents::none(), assumptions: &assumptions, limits: &Limits::default() });
//!
//! let contradiction = findings[0].contradiction.as_ref().expect("they disagree");
//! assert_eq!(contradiction.gap.as_ref().map(|gap| gap.grouped()).as_deref(), Some("10,981"));
//! # Ok::<(), gainsay::load::LoadError>(())
//! ```
//!
//! The modules in reading order; each imports only those above it.

pub mod text;
mod typography;
pub mod anchor;
pub mod message;
pub mod number;
pub mod when;
pub mod notation;
pub mod mentions;
pub mod engine;
pub mod model;
pub mod load;
pub mod locate;
pub mod documents;
pub mod digraph;
pub mod graph;
pub mod lineage;
pub mod provenance;
pub mod facts;
pub mod finding;
pub mod judging;
pub mod contradictions;
pub mod implied;
pub mod passed;
pub mod reconcile;
pub mod filter;
pub mod compare;
pub mod coverage;
pub mod checks;
pub mod impact;
pub mod table;
pub mod list;
pub mod diagram;
pub mod layout;
pub mod export;
pub mod embed;
pub mod codes;
pub mod baseline;
pub mod report;
pub mod page;
