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
mod matrix;
mod metrics;
mod net;
mod paint;
mod scale;
mod sums;
mod writer;

pub(super) use paint::Paint;
pub use paint::dark_style;
pub(super) use writer::escaped;

use super::Options;
use crate::picture::diagram::{Picture, Wrong};

/// The picture as SVG: one file below this one draws each kind of [`Picture`].
///
/// # Errors
/// None yet; a kind of picture that SVG cannot hold would be one.
pub fn svg(picture: &Picture, options: &Options) -> Result<String, Wrong> {
    match picture {
        Picture::Net(diagram) => Ok(net::net(diagram, options)),
        Picture::Balance(balance) => Ok(balance::draw(balance, options)),
        Picture::Forest(forest) => Ok(forest::draw(forest, options)),
        Picture::Sums(drawn) => Ok(sums::draw(drawn, options)),
        Picture::Matrix(drawn) => Ok(matrix::draw(drawn, options)),
    }
}
