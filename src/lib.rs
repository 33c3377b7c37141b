//! Graphs of claims from sources that disagree: what cannot all be true, by how
//! much, who says so, on which assumptions, and where did it come from?
//!
//! A collection's texts become a [`model::Model`], that becomes a
//! [`provenance::graph::Graph`], and [`analysis::checks::check`] finds what is wrong in it. Each step is
//! a function without input or output; only [`base::text::read_collection`] reads files.
//!
//! ```
//! use gainsay::analysis::checks::{Assumptions, Subject, check};
//! use gainsay::model::documents::Documents;
//! use gainsay::engine::Limits;
//! use gainsay::provenance::graph::Graph;
//! use gainsay::model::load::load;
//! use gainsay::base::text::Texts;
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
//! # Ok::<(), gainsay::model::load::LoadError>(())
//! ```
//!
//! The rooms in reading order; each imports only those above it.

pub mod base;
pub mod notation;
pub use gainsay_engine as engine;
pub mod model;
pub mod provenance;
pub mod reason;
pub mod analysis;
pub mod picture;
pub mod view;
