//! What tests share.

use std::path::{Path, PathBuf};

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

/// The folder of a case that is kept beside this one (or in `GAINSAY_CASES`); where it is not here, says that the test is
/// skipped.
pub(crate) fn case(name: &str) -> Option<PathBuf> {
    let cases = std::env::var_os("GAINSAY_CASES")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases"), PathBuf::from);
    let folder = cases.join(name);
    if !folder.is_dir() {
        println!("skipped: the case `{name}` is not here; name the folder of cases in GAINSAY_CASES");
        return None;
    }
    Some(folder)
}
