//! An SVG from elsewhere, of which only what draws is passed on.
//!
//! It is parsed, every element, attribute and value is held against a list of what Graphviz draws with, and what
//! stands on the list is written anew. So nothing depends on how a browser would read the text: comments, document
//! types, entities and processing instructions are not in what is written, and escapes have been resolved before
//! anything is looked at.

use gainsay::picture::diagram::Link;
use gainsay::view::report::visible;
use roxmltree::{Document, Node, NodeType, ParsingOptions};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// No picture that anybody looks at has more elements and texts.
const MOST_NODES: u32 = 2_000_000;
/// Nor are they nested deeper.
const DEEPEST: usize = 64;

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

/// What the value of an attribute may be.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// Any text: it names or tells something and does nothing.
    Text,
    /// Numbers with units, and the letters of paths.
    Numbers,
    /// Numbers in brackets after words: `scale(1 1)`.
    Transform,
    /// A colour, or a gradient of the picture itself.
    Paint,
    /// Words, as names of fonts.
    Words,
    /// Declarations, each of an attribute of this list.
    Style,
    /// An address on the web, or a place in the picture.
    Address,
}

/// The attributes that Graphviz draws with.
const ATTRIBUTES: &[(&str, Kind)] = &[
    ("baseline-shift", Kind::Words),
    ("class", Kind::Text),
    ("cx", Kind::Numbers),
    ("cy", Kind::Numbers),
    ("d", Kind::Numbers),
    ("dominant-baseline", Kind::Words),
    ("dx", Kind::Numbers),
    ("dy", Kind::Numbers),
    ("fill", Kind::Paint),
    ("fill-opacity", Kind::Numbers),
    ("font-family", Kind::Words),
    ("font-size", Kind::Numbers),
    ("font-style", Kind::Words),
    ("font-weight", Kind::Words),
    ("fx", Kind::Numbers),
    ("fy", Kind::Numbers),
    ("gradientTransform", Kind::Transform),
    ("gradientUnits", Kind::Words),
    ("height", Kind::Numbers),
    ("href", Kind::Address),
    ("id", Kind::Text),
    ("offset", Kind::Numbers),
    ("opacity", Kind::Numbers),
    ("points", Kind::Numbers),
    ("preserveAspectRatio", Kind::Words),
    ("r", Kind::Numbers),
    ("rx", Kind::Numbers),
    ("ry", Kind::Numbers),
    ("space", Kind::Words),
    ("stop-color", Kind::Paint),
    ("stop-opacity", Kind::Numbers),
    ("stroke", Kind::Paint),
    ("stroke-dasharray", Kind::Numbers),
    ("stroke-linecap", Kind::Words),
    ("stroke-linejoin", Kind::Words),
    ("stroke-opacity", Kind::Numbers),
    ("stroke-width", Kind::Numbers),
    ("style", Kind::Style),
    ("target", Kind::Words),
    ("text-anchor", Kind::Words),
    ("text-decoration", Kind::Words),
    ("textLength", Kind::Numbers),
    ("title", Kind::Text),
    ("transform", Kind::Transform),
    ("version", Kind::Numbers),
    ("viewBox", Kind::Numbers),
    ("width", Kind::Numbers),
    ("x", Kind::Numbers),
    ("x1", Kind::Numbers),
    ("x2", Kind::Numbers),
    ("y", Kind::Numbers),
    ("y1", Kind::Numbers),
    ("y2", Kind::Numbers),
];

/// What of an SVG draws, written anew.
///
/// # Errors
/// With what in it is no drawing.
pub(super) fn inert(svg: &str) -> Result<String, String> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let text = without_doctype(svg)?;
    let document = Document::parse_with_options(&text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => "the SVG that it printed defines entities".to_owned(),
        roxmltree::Error::NodesLimitReached => "the SVG that it printed has too many elements".to_owned(),
        // A tag and its end may be named in it, at any length.
        error => format!("what it printed is no SVG: {}", shortened(&error.to_string())),
    })?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err("what it printed is no SVG".to_owned());
    }
    let mut written =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\"");
    inside(root, &mut written, 0)?;
    written.push('\n');
    Ok(written)
}

/// The text without the document type that Graphviz writes, which names one and defines nothing.
fn without_doctype(svg: &str) -> Result<String, String> {
    const START: &str = "<!DOCTYPE svg ";
    let svg = svg.trim_start_matches('\u{feff}');
    let Some((before, rest)) = svg.split_once(START) else { return Ok(svg.to_owned()) };
    let (doctype, after) = rest.split_once('>').ok_or("what it printed is no SVG")?;
    if doctype.contains('[') {
        return Err("the SVG that it printed defines entities".to_owned());
    }
    Ok(format!("{before}{after}"))
}

fn node(node: Node<'_, '_>, written: &mut String, depth: usize) -> Result<(), String> {
    match node.node_type() {
        NodeType::Text => text(node.text().unwrap_or_default(), written),
        NodeType::Element => {
            written.push('<');
            written.push_str(node.tag_name().name());
            inside(node, written, depth)?;
        }
        NodeType::Root | NodeType::Comment | NodeType::PI => {}
    }
    Ok(())
}

/// An element after its name: attributes, what it holds, its end.
fn inside(element: Node<'_, '_>, written: &mut String, depth: usize) -> Result<(), String> {
    let name = element.tag_name();
    if depth > DEEPEST {
        return Err("the SVG that it printed is nested too deeply".to_owned());
    }
    if !ELEMENTS.contains(&name.name()) || name.namespace().is_some_and(|space| space != SVG) {
        return Err(format!("the SVG that it printed holds `<{}>`, which draws nothing", shortened(name.name())));
    }
    for attribute in element.attributes() {
        let prefix = match (attribute.namespace(), attribute.name()) {
            (None, _) => "",
            (Some(XLINK), "href" | "title") => "xlink:",
            (Some(XML), "space") => "xml:",
            (Some(_), name) => return Err(unknown(name)),
        };
        let kind = ATTRIBUTES.iter().find(|(name, _)| *name == attribute.name());
        let (name, kind) = kind.ok_or_else(|| unknown(attribute.name()))?;
        if !fits(*kind, attribute.value()) {
            return Err(misfit(*kind, name, attribute.value()));
        }
        written.push_str(&format!(" {prefix}{name}=\""));
        text(attribute.value(), written);
        written.push('"');
    }
    written.push('>');
    for child in element.children() {
        node(child, written, depth + 1)?;
    }
    written.push_str(&format!("</{}>", name.name()));
    Ok(())
}

fn unknown(attribute: &str) -> String {
    let acts = attribute.to_ascii_lowercase().starts_with("on");
    let what = if acts { "would act by" } else { "has an attribute that draws nothing," };
    format!("the SVG that it printed {what} `{}`", shortened(attribute))
}

fn misfit(kind: Kind, name: &str, value: &str) -> String {
    let value = shortened(value);
    match kind {
        Kind::Address => format!("the SVG that it printed links to `{value}`"),
        Kind::Paint | Kind::Style => {
            format!("the SVG that it printed would load or hide something: `{name}` is `{value}`")
        }
        _ => format!("the SVG that it printed has an odd `{name}`: `{value}`"),
    }
}

/// Whether a value, its escapes resolved, is one that only draws.
fn fits(kind: Kind, value: &str) -> bool {
    let all = |others: &str| value.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c));
    match kind {
        Kind::Text => true,
        Kind::Numbers => all(".,+-% \n\t"),
        Kind::Transform => all(".,+-% \n\t()") && !value.to_ascii_lowercase().contains("url"),
        Kind::Words => all(".,-_' "),
        Kind::Paint => is_paint(value.trim()),
        Kind::Address => Link::parse(value).is_some(),
        Kind::Style => value.split(';').map(str::trim).filter(|declared| !declared.is_empty()).all(|declared| {
            let Some((name, value)) = declared.split_once(':') else { return false };
            let known = ATTRIBUTES.iter().find(|(known, _)| *known == name.trim());
            known.is_some_and(|(_, kind)| {
                matches!(kind, Kind::Numbers | Kind::Paint | Kind::Words) && fits(*kind, value.trim())
            })
        }),
    }
}

/// `#ff0000`, `red`, `url(#gradient)`.
fn is_paint(value: &str) -> bool {
    let gradient = value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')'));
    match (gradient, value.strip_prefix('#')) {
        (Some(id), _) => !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')),
        (None, Some(digits)) => matches!(digits.len(), 3 | 4 | 6 | 8) && digits.chars().all(|c| c.is_ascii_hexdigit()),
        (None, None) => !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric()),
    }
}

/// Text as it stands between tags and in quotation marks.
fn text(text: &str, written: &mut String) {
    for c in text.chars() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '\r' => written.push_str("&#13;"),
            _ => written.push(c),
        }
    }
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

    /// An SVG with something in it.
    fn svg(inside: &str) -> String {
        format!("<svg xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\">{inside}</svg>")
    }

    #[test]
    fn what_graphviz_draws_is_passed_on_and_nothing_else_is() {
        let drawn = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n\
             <!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\"\n \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n\
             <!-- Generated by graphviz --><!-- <script>x()</script> -->\n\
             <svg width=\"62pt\" height=\"116pt\"\n viewBox=\"0.00 0.00 62.00 116.00\" xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\">\n\
             <g id=\"graph0\" class=\"graph\" transform=\"scale(1 1) rotate(0) translate(4 112)\">\n\
             <defs><linearGradient id=\"l_0\" gradientUnits=\"userSpaceOnUse\" x1=\"0\" y1=\"1\">\
             <stop offset=\"0\" style=\"stop-color:#ff0000;stop-opacity:1.;\"/></linearGradient></defs>\n\
             <a xlink:href=\"https://a.org/?b&amp;c\" xlink:title=\"javascript: &lt;script&gt; &#106;\" target=\"_top\">\
             <ellipse fill=\"url(#l_0)\" stroke=\"black\" stroke-dasharray=\"5,2\" cx=\"27\" cy=\"-90\" rx=\"27\" ry=\"18\"/>\
             <text xml:space=\"preserve\" text-anchor=\"middle\" font-family=\"Helvetica,Arial,sans-serif\" \
             font-size=\"14.00\" fill=\"#1f77b4\">onload= ]]&gt; <![CDATA[<script>]]></text></a></g></svg>"
        );
        let written = inert(&drawn).expect("it only draws");
        for kept in [
            "cx=\"27\"",
            "url(#l_0)",
            "https://a.org/?b&amp;c",
            "javascript: &lt;script&gt; j",
            "&lt;script&gt;</text>",
        ] {
            assert!(written.contains(kept), "{kept}: {written}");
        }
        for gone in ["<!", "<script", "DOCTYPE", "standalone"] {
            assert!(!written.contains(gone), "{gone}: {written}");
        }
        assert_eq!(inert(&written).as_deref(), Ok(written.as_str()), "what is passed on passes");
    }

    #[test]
    fn what_acts_loads_or_is_no_svg_is_refused() {
        let entity =
            |to: &str| format!("<!DOCTYPE svg [<!ENTITY e \"{to}\">]><svg xmlns=\"{SVG}\"><text>&e;</text></svg>");
        for (text, why) in [
            (String::new(), "is no SVG"),
            ("Segmentation fault".to_owned(), "is no SVG"),
            ("<g/>".to_owned(), "is no SVG"),
            ("<svg".to_owned(), "is no SVG"),
            ("<svg><g on load></svg>".to_owned(), "is no SVG"),
            (svg("<g></a>"), "is no SVG"),
            (svg("&nbsp;"), "is no SVG"),
            (svg("<script>alert(1)</script>"), "`<script>`"),
            (svg("<foreignObject/>"), "`<foreignObject>`"),
            (svg("<image href='https://a.org/a.png'/>"), "`<image>`"),
            (svg("<use href='https://a.org/a.svg#b'/>"), "`<use>`"),
            (svg("<animate attributeName='href' to='javascript:x()'/>"), "`<animate>`"),
            (svg("<set attributeName='onload'/>"), "`<set>`"),
            (svg("<style>@import 'a'</style>"), "`<style>`"),
            (svg("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>x()</h:script>"), "`<script>`"),
            (svg("<h:a xmlns:h='http://www.w3.org/1999/xhtml'/>"), "`<a>`"),
            (svg("<path style='fill: URL(https://a.org/a)'/>"), "would load"),
            (svg("<path style='fill:image-set(\"https://a.org/a\" 1x)'/>"), "would load"),
            (svg("<path style='fill:u\\72l(https://a.org/a)'/>"), "would load"),
            (svg("<path style='fill:/**/url(https://a.org/a)'/>"), "would load"),
            (svg("<path style='background:red'/>"), "would load"),
            (svg("<path fill='&#117;rl(https://a.org/a)'/>"), "would load"),
            (svg("<path fill='url(#a) url(https://a.org/a)'/>"), "would load"),
            (svg("<path filter='url(https://a.org/a)'/>"), "draws nothing, `filter`"),
            (svg("<g xml:base='https://a.org/'/>"), "draws nothing, `base`"),
            (svg("<g o:href='#a' xmlns:o='urn:other'/>"), "draws nothing, `href`"),
            (svg("<g onload='alert(1)'/>"), "act by `onload`"),
            (svg("<g ONLOAD='alert(1)'/>"), "act by `ONLOAD`"),
            (svg("<a xlink:href='javascript:alert(1)'/>"), "links to `javascript:alert(1)`"),
            (svg("<a href='&#106;avascript:alert(1)'/>"), "links to `javascript:alert(1)`"),
            (svg("<a href='data:text/html,x'/>"), "links to"),
            (svg("<a href='java\nscript:alert(1)'/>"), "links to"),
            (svg("<a HREF='#a'/>"), "draws nothing, `HREF`"),
            (entity("<script>x()</script>"), "defines entities"),
            (entity("&#60;script&#62;"), "defines entities"),
            (format!("<!-- <!DOCTYPE svg > -->{}", entity("x")), "defines entities"),
            ("<!DOCTYPE svg SYSTEM 'a'><!DOCTYPE svg SYSTEM 'b' []><svg/>".to_owned(), "SVG"),
            (svg(&"<g>".repeat(1000)), "is no SVG"),
            (svg(&("<g>".repeat(100) + &"</g>".repeat(100))), "nested too deeply"),
        ] {
            let told = inert(&text).expect_err(&text);
            assert!(told.contains(why), "{text}: {told}");
            assert!(told.len() < 300, "{told}");
        }
    }
}
