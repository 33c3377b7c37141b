//! Tests of the library and of the whole program, in one binary, so that they are linked once.

mod sessions;
mod charts;
mod cli;
mod codes;
mod coverage;
mod dates;
mod digraph;
mod disagreement;
mod disputes;
mod dot;
mod estimates;
mod examples;
mod facts;
mod graphviz;
mod hostile;
mod imports;
mod judgements;
mod layout;
mod net;
mod page;
mod pictures;
mod provenance;
mod raster;
mod report;
mod shipped;
mod tutorial;
