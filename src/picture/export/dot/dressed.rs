//! What Graphviz leaves out of its SVG: what the picture is for who cannot see it, and how it looks on a dark ground.

use super::{CONTRADICTION_COLOUR, PALE, READ_IN};
use crate::model::{Id, SideId};
use crate::picture::diagram::{Diagram, NEUTRAL_COLOUR, SideStyle};
use crate::picture::export::svg::{Paint, escaped};

/// The SVG that Graphviz made of a diagram in DOT, with a title, a description, and colours for dark screens.
///
/// What is no SVG stays as it is.
pub fn dressed(svg: &str, diagram: &Diagram) -> String {
    let start = svg.find("<svg").filter(|&start| svg[start + 4..].starts_with([' ', '\n', '>']));
    let Some(start) = start else { return svg.to_owned() };
    let Some(length) = svg[start..].find('>') else { return svg.to_owned() };
    let (before, rest) = svg.split_at(start + "<svg".len());
    let (attributes, inside) = rest.split_at(length - "<svg".len() + 1);
    format!(
        "{before} role=\"img\" aria-labelledby=\"gs-title gs-desc\"{attributes}\n<title id=\"gs-title\">{}</title>\n\
         <desc id=\"gs-desc\">{}</desc>\n<style>{}</style>{inside}",
        escaped(&diagram.title),
        escaped(&diagram.description),
        dark()
    )
}

/// Rules that go by the literal colours, as Graphviz knows one set of them only.
fn dark() -> String {
    let [_, ground] = Paint::Ground.colours();
    let [_, ink] = Paint::Ink.colours();
    let sides = (0..SideStyle::COUNT).map(|side| SideStyle::of(SideId::new(side)));
    let mut colours: Vec<(&str, &str)> = sides.map(|style| (style.colour, style.dark)).collect();
    colours.push((NEUTRAL_COLOUR, SideStyle::neutral().dark));
    colours.push((CONTRADICTION_COLOUR, Paint::Contradiction.colours()[1]));
    colours.push((READ_IN, Paint::Muted.colours()[1]));
    colours.push((PALE, Paint::Panel.colours()[1]));
    let mut rules = format!("text:not([fill]){{fill:{ink}}}[fill=\"white\"]{{fill:{ground}}}");
    for (light, dark) in colours {
        for property in ["fill", "stroke"] {
            rules.push_str(&format!("[{property}=\"{light}\" i]{{{property}:{dark}}}"));
        }
    }
    format!("@media screen and (prefers-color-scheme:dark){{{rules}}}")
}
