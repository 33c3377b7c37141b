//! Elements of SVG, written one after the other; every text is escaped here and nowhere else.

use super::metrics::Font;
use super::paint::{Paint, dark_rules};
use crate::base::markup;
use crate::picture::diagram::{Link, visible};

/// The families that text is drawn in: generic, so that any machine has one.
const FAMILIES: &str = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', 'Noto Sans', sans-serif";

/// A picture in the making.
#[derive(Debug)]
pub(crate) struct Svg {
    prefix: String,
    /// Whether the page that holds it gives the colours on dark grounds.
    bare: bool,
    body: String,
    open: Vec<&'static str>,
    painted: Vec<(&'static str, Paint)>,
}

/// What is said of the whole picture.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame<'t> {
    /// What it is of.
    pub(crate) title: &'t str,
    /// What it shows, in sentences.
    pub(crate) description: &'t str,
    /// How wide it is, in pixels.
    pub(crate) width: f64,
    /// How high it is, in pixels.
    pub(crate) height: f64,
}

impl Svg {
    /// A picture; all its ids begin with the prefix, reduced to letters, digits, `-` and `_`.
    pub(crate) fn new(prefix: &str) -> Self {
        let clean: String = prefix.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
        let starts_well = clean.starts_with(|c: char| c.is_ascii_alphabetic());
        let prefix = if starts_well { clean } else { format!("g{clean}") };
        Svg { prefix, bare: false, body: String::new(), open: Vec::new(), painted: Vec::new() }
    }

    /// The same, without what a page says around it where `bare` is asked for.
    pub(crate) fn bare(self, bare: bool) -> Self {
        Svg { bare, ..self }
    }

    /// The id of something in this picture.
    pub(crate) fn id(&self, name: &str) -> String {
        format!("{}-{name}", self.prefix)
    }

    /// Begins an element.
    pub(crate) fn element(&mut self, name: &'static str) -> Element<'_> {
        Element { svg: self, name, attributes: String::new(), classes: Vec::new() }
    }

    /// Ends the element that was opened last.
    pub(crate) fn close(&mut self) {
        let name = self.open.pop().expect("only what was opened is closed");
        self.body.push_str(&format!("</{name}>\n"));
    }

    /// Writes a line of text; `anchor` is `start`, `middle` or `end`.
    pub(crate) fn text(&mut self, (x, y): (f64, f64), anchor: &str, font: Font, paint: Paint, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let mut element = self.element("text").at("x", x).at("y", y).at("font-size", font.size).fill(paint);
        if anchor != "start" {
            element = element.set("text-anchor", anchor);
        }
        if font.bold {
            element = element.set("font-weight", "700");
        }
        element.holding(text);
    }

    /// Begins a group that says more than it shows, and that may lead somewhere; `Svg::close` ends it.
    pub(crate) fn group(&mut self, tooltip: &str, link: Option<&Link>) {
        match link {
            // The page that holds the picture is left as it is.
            Some(link) => self.element("a").set("href", link.as_str()).set("target", "_blank").opened(),
            None => self.element("g").opened(),
        }
        if !tooltip.trim().is_empty() {
            self.element("title").holding(tooltip);
        }
    }

    /// The whole picture.
    pub(crate) fn finish(self, frame: Frame<'_>) -> String {
        debug_assert!(self.open.is_empty(), "what was opened was closed");
        let (width, height) = (number(frame.width), number(frame.height));
        let [title, description] = ["title", "desc"].map(|name| self.id(name));
        let mut text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{title} {description}\" \
             font-family=\"{FAMILIES}\">\n"
        );
        text.push_str(&format!("<title id=\"{title}\">{}</title>\n", escaped(frame.title)));
        text.push_str(&format!("<desc id=\"{description}\">{}</desc>\n", escaped(frame.description)));
        if !self.bare {
            text.push_str(&self.dark());
        }
        let [ground, _] = Paint::Ground.colours();
        let class = Paint::Ground.class("fill");
        text.push_str(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{ground}\" class=\"{class}\"/>\n"));
        text.push_str(&self.body);
        text.push_str("</svg>\n");
        text
    }

    /// The colours on a dark ground. They are the same in every picture, so that several may stand on one page.
    fn dark(&self) -> String {
        let painted = self.painted.iter().copied().chain([("fill", Paint::Ground)]);
        format!("<style>{}</style>\n", dark_rules(painted))
    }
}

/// An element in the making.
#[derive(Debug)]
#[must_use = "an element is written by one of its last methods"]
pub(crate) struct Element<'s> {
    svg: &'s mut Svg,
    name: &'static str,
    attributes: String,
    classes: Vec<String>,
}

impl Element<'_> {
    /// An attribute that is a number.
    pub(crate) fn at(mut self, name: &str, value: f64) -> Self {
        self.attributes.push_str(&format!(" {name}=\"{}\"", number(value)));
        self
    }

    /// An attribute that is a text.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self.attributes.push_str(&format!(" {name}=\"{}\"", escaped(value)));
        self
    }

    /// Filled with a colour.
    pub(crate) fn fill(self, paint: Paint) -> Self {
        self.painted("fill", paint)
    }

    /// Lined with a colour, at a width.
    pub(crate) fn line(self, paint: Paint, width: f64) -> Self {
        self.painted("stroke", paint).at("stroke-width", width)
    }

    /// Not filled.
    pub(crate) fn hollow(self) -> Self {
        self.set("fill", "none")
    }

    fn painted(mut self, property: &'static str, paint: Paint) -> Self {
        self.classes.push(paint.class(property));
        if !self.svg.painted.contains(&(property, paint)) {
            self.svg.painted.push((property, paint));
        }
        let [light, _] = paint.colours();
        self.set(property, light)
    }

    fn head(&mut self) -> String {
        let class = match self.classes.as_slice() {
            [] => String::new(),
            classes => format!(" class=\"{}\"", classes.join(" ")),
        };
        format!("<{}{}{class}", self.name, self.attributes)
    }

    /// Written with nothing in it.
    pub(crate) fn alone(mut self) {
        let head = self.head();
        self.svg.body.push_str(&format!("{head}/>\n"));
    }

    /// Written with a text in it.
    pub(crate) fn holding(mut self, text: &str) {
        let head = self.head();
        self.svg.body.push_str(&format!("{head}>{}</{}>\n", escaped(text), self.name));
    }

    /// Written as open, for other elements to be written into it until [`Svg::close`].
    pub(crate) fn opened(mut self) {
        let head = self.head();
        self.svg.open.push(self.name);
        self.svg.body.push_str(&format!("{head}>\n"));
    }
}

/// A number with two decimals at most, the same on every machine.
pub(crate) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text as it may stand between tags and in attributes; line breaks stay.
pub(crate) fn escaped(text: &str) -> String {
    markup::escaped(&visible(text)).replace('\n', "&#10;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_written_is_text() {
        let text = "</script> ]]> \" ' & \u{202e}\0\n<b>";
        let shown = escaped(text);
        assert_eq!(shown, "&lt;/script&gt; ]]&gt; &quot; &#39; &amp; U+202EU+0000&#10;&lt;b&gt;");
    }

    #[test]
    fn numbers_are_short_and_finite() {
        let shown: Vec<String> = [1.0, 0.1 + 0.2, -0.001, f64::NAN, f64::INFINITY, -12.345].map(number).into();
        assert_eq!(shown, ["1", "0.3", "0", "0", "0", "-12.35"].map(str::to_owned));
    }

    #[test]
    fn ids_carry_the_prefix() {
        assert_eq!(Svg::new("fig-2").id("title"), "fig-2-title");
        assert_eq!(Svg::new("2\" onload=\"x").id("title"), "g2onloadx-title");
    }
}
