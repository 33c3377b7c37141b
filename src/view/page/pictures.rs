//! A picture of each contradiction, with the table that says the same.

use super::gathered::Gathered;
use super::html::text;
use crate::analysis::filter::Filter;
use crate::base::table::{TableFormat, table};
use crate::picture::diagram::{Picture, conflicts, discrepancies};
use crate::picture::export::{Options, svg};
use crate::reason::finding::Finding;

/// The pictures of the first contradictions.
pub(super) struct Pictures {
    drawn: Vec<Picture>,
}

impl Pictures {
    /// Who says what where they differ in a number, else how the claims hang together.
    pub(super) fn new(gathered: &Gathered<'_>, most: usize) -> Self {
        let first: Vec<&Finding> = gathered.contradictions.iter().take(most).map(|(finding, _)| *finding).collect();
        let forests = discrepancies(gathered.analysis, &first);
        let net = |finding: &Finding| {
            let one = std::slice::from_ref(finding);
            Picture::Net(conflicts(gathered.model(), gathered.analysis.graph(), one, &Filter::default()))
        };
        let drawn = forests.into_iter().zip(first);
        Pictures {
            drawn: drawn.map(|(forest, finding)| forest.map_or_else(|| net(finding), Picture::Forest)).collect(),
        }
    }

    /// The picture of the contradiction at a place of the list.
    pub(super) fn write(&self, place: usize, out: &mut String) {
        let Some(picture) = self.drawn.get(place) else {
            out.push_str(
                "<p class=\"quiet\">This page has pictures of the first contradictions only; \
                 <code>gainsay diagram discrepancy --contradiction ID</code> draws any.</p>\n",
            );
            return;
        };
        let options = Options { prefix: Some(format!("p{place}")), bare: true, ..Options::default() };
        let Ok(svg) = svg(picture, &options) else { return };
        let rows = table(&picture.table(), TableFormat::Html, None);
        out.push_str(&format!(
            "<figure>\n<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">{}</div>\n\
             <details><summary>The picture as a table</summary>\n<div class=\"wide\" tabindex=\"0\">{rows}</div></details>\n</figure>\n",
            text(picture.title()),
            svg.trim_end()
        ));
    }
}
