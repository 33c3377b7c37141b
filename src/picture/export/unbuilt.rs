//! What stands for PNG and PDF where they were not built in.

use super::{Drawn, Options};
use crate::picture::diagram::{Picture, Wrong};

pub(super) fn png(_: &Picture, _: &Options) -> Result<Drawn, Wrong> {
    Err(unbuilt("PNG"))
}

pub(super) fn pdf(_: &Picture, _: &Options) -> Result<Drawn, Wrong> {
    Err(unbuilt("PDF"))
}

fn unbuilt(name: &str) -> Wrong {
    Wrong::new(
        format!("this gainsay was built without {name}"),
        "take svg; build it anew with `cargo install --path . --features raster`; or, where Graphviz is installed, have it draw `conflicts` and `lineage` with `--engine dot`",
    )
}
