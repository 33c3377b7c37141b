//! Colours: one for a light ground and one for a dark ground each.
//!
//! The light colour is written at the element, which every renderer understands; the dark one in a
//! style sheet for screens that prefer it. All are literal: some renderers know no variables.

use crate::model::{Id, SideId};
use crate::picture::diagram::{CONTRADICTION_COLOUR, SideStyle};

/// What something is coloured as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    /// What lies behind everything.
    Ground,
    /// A field that stands out from the ground a little.
    Panel,
    /// Text.
    Ink,
    /// Text that matters less.
    Muted,
    /// Lines that guide the eye.
    Faint,
    /// A party of this side, or of none.
    Side(Option<SideId>),
    /// A contradiction.
    Contradiction,
}

impl Paint {
    /// The colour on a light ground, and on a dark one.
    pub(crate) fn colours(self) -> [&'static str; 2] {
        match self {
            Paint::Ground => ["#ffffff", "#14161a"],
            Paint::Panel => ["#f6f7f9", "#20242b"],
            Paint::Ink => ["#1c1e21", "#e8eaed"],
            Paint::Muted => ["#555a61", "#aab0b8"],
            Paint::Faint => ["#c9cdd2", "#454b54"],
            Paint::Side(side) => {
                let style = SideStyle::of_any(side);
                [style.colour, style.dark]
            }
            Paint::Contradiction => [CONTRADICTION_COLOUR, "#ff7585"],
        }
    }

    /// The class of elements that are filled or lined with it.
    pub(super) fn class(self, property: &str) -> String {
        format!("gs-{}-{}", &property[..1], &self.colours()[0][1..])
    }
}

/// The colours on a dark ground of all pictures that are written bare, as one style sheet.
pub fn dark_style() -> String {
    let sides = (0..SideStyle::COUNT).map(|side| Paint::Side(Some(SideId::new(side))));
    let others = [Paint::Ground, Paint::Panel, Paint::Ink, Paint::Muted, Paint::Faint, Paint::Contradiction];
    let paints = others.into_iter().chain(sides).chain([Paint::Side(None)]);
    dark_rules(paints.flat_map(|paint| [("fill", paint), ("stroke", paint)]))
}

/// A style sheet for screens that prefer a dark ground.
pub(super) fn dark_rules(painted: impl IntoIterator<Item = (&'static str, Paint)>) -> String {
    let rule =
        |(property, paint): (&str, Paint)| format!(".{}{{{property}:{}}}", paint.class(property), paint.colours()[1]);
    let mut rules: Vec<String> = painted.into_iter().map(rule).collect();
    rules.sort();
    rules.dedup();
    format!("@media screen and (prefers-color-scheme:dark){{{}}}", rules.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Paint> {
        let sides = (0..5).map(|side| Paint::Side(Some(SideId::new(side))));
        let others = [Paint::Ground, Paint::Panel, Paint::Ink, Paint::Muted, Paint::Faint, Paint::Contradiction];
        others.into_iter().chain(sides).chain([Paint::Side(None)]).collect()
    }

    /// The relative luminance of WCAG 2.2.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let byte = u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour in hexadecimal");
            let part = f64::from(byte) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn whatever_carries_meaning_stands_out_by_four_and_a_half_to_one() {
        assert!((contrast("#ffffff", "#000000") - 21.0).abs() < 1e-9);
        let quiet = [Paint::Ground, Paint::Panel, Paint::Faint];
        for paint in all().into_iter().filter(|paint| !quiet.contains(paint)) {
            for ground in [Paint::Ground, Paint::Panel] {
                for mode in 0..2 {
                    let (colour, behind) = (paint.colours()[mode], ground.colours()[mode]);
                    let found = contrast(colour, behind);
                    assert!(found >= 4.5, "{paint:?} {colour} on {ground:?} {behind}: {found:.2}");
                }
            }
        }
    }

    #[test]
    fn no_two_paints_share_a_class() {
        let mut classes: Vec<String> = all().into_iter().map(|paint| paint.class("fill")).collect();
        classes.sort();
        let count = classes.len();
        classes.dedup();
        assert_eq!(classes.len(), count);
    }
}
