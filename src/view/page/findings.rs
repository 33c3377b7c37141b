//! What else was found: a line each.

use super::gathered::Gathered;
use super::html::marked;

/// So many claims of one finding are named.
const CLAIMS: usize = 8;

/// Findings that are no contradictions.
pub(super) fn write(gathered: &Gathered<'_>, out: &mut String) {
    if gathered.others.is_empty() {
        return;
    }
    out.push_str("<section id=\"findings\" aria-label=\"Other findings\">\n<h2>Other findings</h2>\n<ul>\n");
    for finding in &gathered.others {
        let message = &finding.message;
        let severity = message.severity.word();
        out.push_str(&format!(
            "<li><span class=\"chip {severity}\">{severity}</span> {} <span class=\"quiet\">{} {}</span>",
            marked(&message.text),
            message.code.id,
            message.code.name
        ));
        let claims: Vec<String> = finding.claims.iter().take(CLAIMS).map(|&claim| gathered.claim_link(claim)).collect();
        if !claims.is_empty() {
            let more = finding.claims.len().saturating_sub(CLAIMS);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            out.push_str(&format!("<br>{}{more}", claims.join(", ")));
        }
        for help in &message.help {
            out.push_str(&format!("<br>{}", marked(help)));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n</section>\n");
}
