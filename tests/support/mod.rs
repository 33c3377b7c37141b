//! What tests share.

use gainsay::analysis::Analysis;
use gainsay::base::text::Texts;
use gainsay::base::when::Day;
use gainsay::model::Model;
use gainsay::reason::finding::Finding;

/// The day on which tests are run, as far as judgements are concerned.
pub(crate) fn today() -> Day {
    Day::from_ymd(2026, 11, 24).expect("it is in the calendar")
}

/// The analysis of a collection with its own assumptions and the usual limits.
pub(crate) fn analysis<'a>(texts: &'a Texts, model: &'a Model) -> Analysis<'a> {
    Analysis::new(texts, model, today())
}

/// Everything that is found in a collection.
pub(crate) fn findings(texts: &Texts, model: &Model) -> Vec<Finding> {
    analysis(texts, model).findings().to_vec()
}
