//! A contradiction's figures as a table: added up as on paper, or who says what.

use super::gathered::Gathered;
use super::html::text;
use crate::base::number::Number;
use crate::reason::finding::{Contradiction, Finding, SumRow, total};
use crate::view::report::sum_number;

const FIGURES: &str = "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"The figures\"><table>";

/// The table that says most.
pub(super) fn write(gathered: &Gathered<'_>, finding: &Finding, found: &Contradiction, out: &mut String) {
    if !found.sum.is_empty() {
        sum(gathered, found, out);
    } else if !found.camps.is_empty() {
        camps(gathered, found, out);
    } else {
        statements(gathered, finding, out);
    }
}

fn head(columns: &[&str], out: &mut String) {
    out.push_str(FIGURES);
    out.push_str("<thead><tr>");
    for column in columns {
        let class = if *column == "figure" { " class=\"number\"" } else { "" };
        match *column {
            "" => out.push_str("<td></td>"),
            column => out.push_str(&format!("<th scope=\"col\"{class}>{column}</th>")),
        }
    }
    out.push_str("</tr></thead>\n");
}

/// A row: the word before it, the figure, and the rest as HTML.
fn row(class: &str, word: &str, figure: &str, cells: &[String], out: &mut String) {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let first = if word.is_empty() { "<td></td>".to_owned() } else { format!("<th scope=\"row\">{word}</th>") };
    out.push_str(&format!("<tr{class}>{first}<td class=\"number\">{}</td>", text(figure)));
    for cell in cells {
        out.push_str(&format!("<td>{cell}</td>"));
    }
    out.push_str("</tr>\n");
}

/// The figures added up: what there can be at most, what there is at least, and what is too many.
fn sum(gathered: &Gathered<'_>, found: &Contradiction, out: &mut String) {
    head(&["", "figure", "of", "who", "claim"], out);
    for (at_least, word) in [(false, "at most"), (true, "at least")] {
        out.push_str("<tbody>");
        let side: Vec<&SumRow> = found.sum.iter().filter(|row| row.at_least == at_least).collect();
        for (index, part) in side.iter().enumerate() {
            let factor = if part.factor == Number::ONE {
                String::new()
            } else {
                text(&format!("{} * {} of ", part.factor, part.bound.grouped()))
            };
            let sign = if index == 0 { "" } else { "+ " };
            let cells = [
                format!("{factor}<code>{}</code>", text(&part.of)),
                gathered.asserters(part.claim),
                gathered.claim_link(part.claim),
            ];
            let word = if index == 0 { word } else { "" };
            row("", word, &format!("{sign}{}", sum_number(&part.value())), &cells, out);
        }
        if side.len() != 1 {
            let word = if side.is_empty() { word } else { "" };
            let whole = format!("= {}", sum_number(&total(&found.sum, at_least)));
            row("sum", word, &whole, &[String::new(), String::new(), String::new()], out);
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("<tfoot>");
    if let Some(gap) = &found.gap {
        let unit = text(found.unit.as_deref().unwrap_or_default());
        row("gap", "too many", &sum_number(gap), &[unit, String::new(), String::new()], out);
    }
    if let Some(sharpened) = &found.sharpened {
        for (index, (claim, what)) in sharpened.claims.iter().enumerate() {
            let (word, gap) = if index == 0 { ("with", sum_number(&sharpened.gap)) } else { ("", String::new()) };
            let cells =
                [format!("<code>{}</code>", text(what)), gathered.asserters(*claim), gathered.claim_link(*claim)];
            row("", word, &gap, &cells, out);
        }
    }
    out.push_str("</tfoot></table></div>\n");
}

/// Claims about one quantity, the lowest first, in groups that agree within.
fn camps(gathered: &Gathered<'_>, found: &Contradiction, out: &mut String) {
    head(&["", "figure", "words", "who", "claim"], out);
    for (index, camp) in found.camps.iter().enumerate() {
        out.push_str("<tbody>");
        for (place, figure) in camp.figures.iter().enumerate() {
            let words = match figure.literal {
                _ if figure.wording == figure.reading => String::new(),
                true => format!("\u{201c}{}\u{201d}", figure.wording),
                false => figure.wording.clone(),
            };
            let word = if index > 0 && place == 0 { "against" } else { "" };
            let cells = [text(&words), gathered.asserters(figure.claim), gathered.claim_link(figure.claim)];
            row("", word, &figure.reading, &cells, out);
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("</table></div>\n");
}

/// Statements that cannot all be true, and claims that hang together with them.
fn statements(gathered: &Gathered<'_>, finding: &Finding, out: &mut String) {
    let model = gathered.model();
    head(&["says", "who", "claim"], out);
    out.push_str("<tbody>");
    for &claim in &finding.claims {
        let says = model.readings_of(claim).next().map(|(_, reading)| model.statement_text(&reading.statement));
        out.push_str(&format!(
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            text(&says.unwrap_or_default()),
            gathered.asserters(claim),
            gathered.claim_link(claim)
        ));
    }
    out.push_str("</tbody></table></div>\n");
}
