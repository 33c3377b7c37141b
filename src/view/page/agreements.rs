//! What the sources agree on: what fits and could have failed, by how it fits.

use super::Settings;
use super::gathered::Gathered;
use super::html::{marked, text};
use crate::reason::passed::{Fit, Passed, fitting};

/// So many claims of one are named.
const CLAIMS: usize = 8;
/// So many of a kind are listed.
const MOST: usize = 200;

/// What fits, of the claims that the filter leaves in.
pub(super) fn write(gathered: &Gathered<'_>, settings: &Settings, out: &mut String) {
    let model = gathered.model();
    let listed = fitting(model, &gathered.analysis.checked().passed);
    let is_kept = |own: &Passed| own.claims.iter().any(|&claim| settings.filter.keeps_claim(model, claim));
    let kept: Vec<(Fit, &Passed)> = listed.into_iter().filter(|(_, own)| is_kept(own)).collect();
    if kept.is_empty() {
        return;
    }
    out.push_str(
        "<section id=\"agreements\" aria-label=\"What the sources agree on\">\n<h2>What the sources agree on</h2>\n",
    );
    for fit in Fit::ALL {
        let own: Vec<&Passed> = kept.iter().filter(|(own, _)| *own == fit).map(|(_, passed)| *passed).collect();
        if own.is_empty() {
            continue;
        }
        out.push_str(&format!("<h3>{} ({})</h3>\n<ul>\n", fit.says(), own.len()));
        own.iter().take(MOST).for_each(|passed| item(gathered, passed, out));
        if own.len() > MOST {
            out.push_str(&format!("<li>and {} more: <code>gainsay list agreements</code></li>\n", own.len() - MOST));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

fn item(gathered: &Gathered<'_>, passed: &Passed, out: &mut String) {
    let model = gathered.model();
    let rule = if passed.is_agreement { String::new() } else { format!(", {}", text(&passed.by)) };
    let parties = text(&model.party_titles(&passed.parties(model)));
    let claims: Vec<String> = passed.claims.iter().take(CLAIMS).map(|&claim| gathered.claim_link(claim)).collect();
    let more = passed.claims.len().saturating_sub(CLAIMS);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    out.push_str(&format!(
        "<li>{} <span class=\"quiet\">{parties}{rule}</span><br>{}{more}</li>\n",
        marked(&passed.message),
        claims.join(", ")
    ));
}
