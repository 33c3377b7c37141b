//! What a picture takes from no collection: addresses that are safe to follow, and how sides are told apart.

use crate::model::SideId;

/// An address that is safe to follow: `http`, `https`, or a place on the same page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link(String);

impl Link {
    /// The link, unless it is of another kind or has a space or a control character in it.
    ///
    /// ```
    /// use gainsay::picture::diagram::Link;
    ///
    /// assert!(Link::parse("https://example.org/a?b=c&d=e").is_some());
    /// assert!(Link::parse("#cia-1953").is_some());
    /// assert!(Link::parse("javascript:alert(1)").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let scheme = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        let safe = scheme("http://") || scheme("https://") || text.starts_with('#');
        let clean = text.chars().all(|c| !c.is_whitespace() && !crate::base::typography::is_hidden(c));
        (safe && clean).then(|| Link(text.to_owned()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How a side is told from the others, with colour and without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SideStyle {
    /// The colour, at least 4.5:1 on white: `#0072B2`.
    pub colour: &'static str,
    /// The colour on a dark ground, as strong.
    pub dark: &'static str,
    /// A character of the same shape as the mark that charts draw.
    pub mark: char,
    /// The shape of the mark.
    pub shape: Mark,
}

/// The shape of a mark in a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Mark {
    Circle,
    Square,
    Diamond,
    Triangle,
    Star,
    /// That of parties without a side: a triangle on its head.
    Wedge,
}

const fn style(colour: &'static str, dark: &'static str, mark: char, shape: Mark) -> SideStyle {
    SideStyle { colour, dark, mark, shape }
}

const SIDE_STYLES: [SideStyle; 5] = [
    style("#0072B2", "#5cb8ea", '●', Mark::Circle),
    style("#9a6700", "#dba83c", '■', Mark::Square),
    style("#00755a", "#40c29c", '◆', Mark::Diamond),
    style("#a8467c", "#e58fbe", '▲', Mark::Triangle),
    style("#b34700", "#f2915a", '★', Mark::Star),
];

/// The colour of contradictions.
pub const CONTRADICTION_COLOUR: &str = "#B00020";
/// The colour of parties without a side, and of sources.
pub const NEUTRAL_COLOUR: &str = "#555555";

impl SideStyle {
    /// How many styles there are for sides.
    pub const COUNT: usize = SIDE_STYLES.len();

    /// The style of a side: the first five differ, then they come again.
    pub fn of(side: SideId) -> Self {
        SIDE_STYLES[side.index() % SIDE_STYLES.len()]
    }

    /// The style of parties that have no side.
    pub fn neutral() -> Self {
        style(NEUTRAL_COLOUR, "#a9aeb6", '▼', Mark::Wedge)
    }

    /// The style of a side, or of none.
    pub fn of_any(side: Option<SideId>) -> Self {
        side.map_or_else(SideStyle::neutral, SideStyle::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_the_web_or_to_the_same_page() {
        for good in ["http://a", "HTTPS://a/b?c=d&e=%20#f", "#top", "https://例え.jp/"] {
            assert!(Link::parse(good).is_some(), "{good}");
        }
        let bad = [
            "",
            "javascript:alert(1)",
            " https://a",
            "https://a b",
            "https://a\n",
            "file:///etc/passwd",
            "data:text/html,x",
            "//a",
            "https:/\u{202e}/a",
            "h",
            "http:",
        ];
        for bad in bad {
            assert!(Link::parse(bad).is_none(), "{bad}");
        }
    }
}
