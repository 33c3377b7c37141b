//! From claims and rules to what cannot all be true, and to what follows.

pub mod facts;
pub mod finding;
pub mod contradictions;
pub mod disputes;
pub mod digest;
pub mod implied;
pub mod passed;
pub mod reconcile;
