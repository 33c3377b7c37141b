//! SVG, laid out by the program itself: what the drawings share.
//!
//! A drawing writes elements into a [`Svg`], which escapes every text, gives ids the prefix that was
//! asked for, and writes each colour for light and for dark grounds. Nothing here knows what the
//! machine that shows the picture has installed: [`metrics`] says how wide text is at most.
#![expect(clippy::float_arithmetic, reason = "places in a picture are no figures")]

mod balance;
#[cfg(test)]
mod crowded;
mod forest;
mod marks;
mod metrics;
mod paint;
mod scale;
mod writer;

use super::Options;
use crate::diagram::{Picture, Wrong};

/// The picture as SVG: one file below this one draws each kind of [`Picture`].
///
/// # Errors
/// For boxes and lines, which are not laid out here yet.
pub fn svg(picture: &Picture, options: &Options) -> Result<String, Wrong> {
    match picture {
        Picture::Net(_) => Err(Wrong::new("boxes and lines are not drawn as SVG yet", "take `dot` and Graphviz")),
        Picture::Balance(balance) => Ok(balance::draw(balance, options)),
        Picture::Forest(forest) => Ok(forest::draw(forest, options)),
    }
}
