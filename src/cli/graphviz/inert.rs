//! Whether an SVG from elsewhere can be shown safely: it only draws, and its links lead to the web.

use gainsay::picture::diagram::Link;
use gainsay::view::report::visible;

/// The elements that Graphviz draws with.
const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "a",
    "title",
    "desc",
    "text",
    "tspan",
    "path",
    "polygon",
    "polyline",
    "ellipse",
    "circle",
    "line",
    "rect",
    "defs",
    "linearGradient",
    "radialGradient",
    "stop",
];

/// Goes through all tags.
///
/// # Errors
/// With what in it is no drawing.
pub(super) fn inert(svg: &str) -> Result<(), String> {
    let mut rest = svg;
    let mut elements = 0;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        rest = if let Some(comment) = rest.strip_prefix("!--") {
            after(comment, "-->")?
        } else if let Some(closing) = rest.strip_prefix('/') {
            after(closing, ">")?
        } else if rest.starts_with("?xml ") {
            after(rest, "?>")?
        } else if rest.starts_with("!DOCTYPE svg ") {
            let end = after(rest, ">")?;
            if rest[..rest.len() - end.len()].contains('[') {
                return Err("the SVG that it printed defines entities".to_owned());
            }
            end
        } else {
            elements += 1;
            let rest = tag(rest)?;
            if elements == 1 && !svg.contains("<svg") {
                return Err(no_svg());
            }
            rest
        };
    }
    if elements == 0 { Err(no_svg()) } else { Ok(()) }
}

fn no_svg() -> String {
    "what it printed is no SVG".to_owned()
}

fn after<'t>(text: &'t str, end: &str) -> Result<&'t str, String> {
    text.split_once(end).map(|(_, rest)| rest).ok_or_else(no_svg)
}

/// An opening tag; what follows it.
fn tag(text: &str) -> Result<&str, String> {
    let end = text.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).ok_or_else(no_svg)?;
    let (name, mut rest) = text.split_at(end);
    if !ELEMENTS.contains(&name) {
        return Err(format!("the SVG that it printed holds `<{}>`, which draws nothing", shortened(name)));
    }
    loop {
        rest = rest.trim_start();
        if let Some(rest) = rest.strip_prefix("/>").or_else(|| rest.strip_prefix('>')) {
            return Ok(rest);
        }
        let (name, value) = rest.split_once('=').ok_or_else(no_svg)?;
        let (name, value) = (name.trim(), value.trim_start());
        let is_name =
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '.'));
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\'') && is_name).ok_or_else(no_svg)?;
        let (value, after) = value[1..].split_once(quote).ok_or_else(no_svg)?;
        attribute(name, value)?;
        rest = after;
    }
}

fn attribute(name: &str, value: &str) -> Result<(), String> {
    let local = name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase();
    if local.starts_with("on") {
        return Err(format!("the SVG that it printed would act by `{}`", shortened(name)));
    }
    if local == "href" && Link::parse(value).is_none() {
        return Err(format!("the SVG that it printed links to `{}`", shortened(value)));
    }
    let lower = value.to_ascii_lowercase();
    if lower.split("url(").skip(1).any(|to| !to.trim_start().starts_with('#')) {
        return Err(format!("the SVG that it printed would load `{}`", shortened(value)));
    }
    Ok(())
}

fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let short: String = text.chars().take(MOST).collect();
    let more = if text.chars().count() > MOST { "…" } else { "" };
    format!("{}{more}", visible(&short))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_are_let_through() {
        let svg = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"x\">\n<!-- <script> -->\n<svg width='1'>\
            <g fill='url(#l_0)'><a xlink:href=\"https://a.org/?b&amp;c\" xlink:title=\"javascript: &lt;script>\"><text>onload=</text></a></g></svg>";
        assert_eq!(inert(svg), Ok(()));
    }

    #[test]
    fn what_acts_or_is_no_svg_is_refused() {
        for (svg, why) in [
            ("", "is no SVG"),
            ("Segmentation fault", "is no SVG"),
            ("<g/>", "is no SVG"),
            ("<svg", "is no SVG"),
            ("<svg><a href=\"x", "is no SVG"),
            ("<svg><g on load></svg>", "is no SVG"),
            ("<svg><script>alert(1)</script></svg>", "`<script>`"),
            ("<svg><foreignObject/></svg>", "`<foreignObject>`"),
            ("<svg><image href='https://a.org/a.png'/></svg>", "`<image>`"),
            ("<svg><style>@import 'a'</style></svg>", "`<style>`"),
            ("<svg><path style='fill: URL(https://a.org/a)'/></svg>", "would load"),
            ("<svg onload='alert(1)'/>", "act by `onload`"),
            ("<svg><a xlink:href='javascript:alert(1)'/></svg>", "links to `javascript:alert(1)`"),
            ("<svg><a HREF='&#106;avascript:alert(1)'/></svg>", "links to"),
            ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "defines entities"),
            ("<?xml-stylesheet href='a'?><svg/>", "`<?xml-stylesheet>`"),
            ("<svg><![CDATA[<script>]]></svg>", "`<![CDATA[<script>`"),
        ] {
            let told = inert(svg).expect_err(svg);
            assert!(told.contains(why), "{svg}: {told}");
        }
    }
}
