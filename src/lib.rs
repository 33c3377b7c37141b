//! Graphs of claims from sources that disagree: what cannot all be true, by how
//! much, who says so, on which assumptions, and where did it come from?
//!
//! ```no_run
//! use gainsay::{Collection, Day};
//!
//! let collection = Collection::open("graphs/soviet-prisoners".as_ref())?;
//! let analysis = collection.analyse(Day::from_ymd(2026, 11, 28).expect("a day of the calendar"));
//! let told: Vec<String> = analysis.contradictions().map(|(finding, contradiction)| {
//!     let claims: Vec<String> = finding.claims.iter().map(|&claim| collection.model.claim_name(claim)).collect();
//!     format!("{} {:?}: {}", contradiction.id, contradiction.gap, claims.join(", "))
//! }).collect();
//! # Ok::<(), gainsay::model::load::LoadError>(())
//! ```
//!
//! A [`Collection`] is a folder that was read: its files, the [`model::Model`] they make, the texts of its sources.
//! An [`Analysis`] is what is asked of it, under which assumptions, within which limits, on which day; the
//! provenance graph, the constraints and the findings are made when they are first asked for, and once:
//!
//! ```
//! use gainsay::base::number::Number;
//! use gainsay::base::text::Texts;
//! use gainsay::{Collection, Day};
//!
//! let collection = Collection::from_texts(Texts::from_memory([
//!     ("gainsay.ron", r#"Collection(title: "Italians", sides: ["soviet", "national"])"#),
//!     ("vocabulary.ron", r#"Vocabulary(
//!         measures: [Measure(id: "held", kind: Stock, unit: "persons")],
//!         parties: [Party(id: "general", side: "national"), Party(id: "government", side: "national")],
//!     )"#),
//!     ("source.ron", r#"Source(id: "cia-1953", kind: Memorandum, claims: [
//!         Claim(id: "few", by: "general", says: Figure(of: "held @ 1952-02", is: "less than 20")),
//!         Claim(id: "many", by: "government", says: Figure(of: "held @ 1952-02", is: "11,000")),
//!     ])"#),
//! ]))?;
//! let analysis = collection.analyse(Day::from_ymd(2026, 11, 28).expect("a day of the calendar"));
//!
//! let (_, contradiction) = analysis.contradictions().next().expect("they disagree");
//! assert_eq!(contradiction.gap, Some(Number::from(10_981)));
//!
//! // What it comes to without one of the claims.
//! let mut assumptions = analysis.assumptions().clone();
//! assumptions.leave_out(collection.model.claims().ids().take(1));
//! assert_eq!(analysis.but_assuming(assumptions).contradictions().count(), 0);
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

pub use analysis::{Analysis, Collection};
pub use base::when::Day;
