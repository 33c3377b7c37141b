//! The page's head and foot: how it looks, what it may do, and how to use it.

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use super::html::{side_class, text};
use crate::model::{Id, SideId};
use crate::picture::diagram::SideStyle;
use crate::picture::export::dark_style;

/// How the page looks: on light and on dark screens, and on paper.
const STYLE: &str = include_str!("page.css");
/// What filters the list, opens what an address names, and listens to keys.
const SCRIPT: &str = include_str!("page.js");

/// Everything down to the body's first element.
pub(super) fn open(title: &str) -> String {
    let style = format!("\n{STYLE}{}{}\n", sides(), dark_style());
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(&style),
        hash(SCRIPT)
    );
    let title = text(title);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}: what cannot all be true</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
}

/// Everything after the body's last element.
pub(super) fn close(out: &mut String) {
    out.push_str(FOOT);
    out.push_str("</body>\n</html>\n");
}

/// The script. It stands before the list, and works on what has been read of it.
pub(super) fn script(out: &mut String) {
    out.push_str(&format!("<script>{SCRIPT}</script>\n"));
}

/// What the words mean, and the keys.
const FOOT: &str = "<footer>\n<section id=\"help\" aria-label=\"How to read this page\">\n<h2>How to read this page</h2>\n<dl>\n\
<dt>contradiction</dt><dd>A smallest set of claims that, with the rules, cannot all be true. Nothing here says which of them is.</dd>\n\
<dt><span class=\"chip hard\">hard</span></dt><dd>It rests on definitions alone.</dd>\n\
<dt><span class=\"chip conditional\">conditional</span></dt><dd>It rests on assumptions, or on one way to read a claim. These are named; without any one of them it disappears.</dd>\n\
<dt><span class=\"chip tension\">tension</span></dt><dd>The claims agree only because they say \u{201c}about\u{201d}, \u{201c}some\u{201d} or the like.</dd>\n\
<dt>gap</dt><dd>By how much the claims miss each other: exact, never rounded.</dd>\n\
<dt>judged</dt><dd>Somebody recorded what to think of it, and why.</dd>\n\
<dt>lineage</dt><dd>The way from a claim back to where it came from. Its ends are origins.</dd>\n\
</dl>\n<p class=\"keys\" hidden><kbd>/</kbd> search \u{b7} <kbd>j</kbd> <kbd>k</kbd> next and previous \u{b7} \
<kbd>Enter</kbd> open or close \u{b7} <kbd>Esc</kbd> close, or clear the search \u{b7} <kbd>?</kbd> this help</p>\n</section>\n\
<p>Made by gainsay from the collection. The address in your browser tells what is open and how the list is filtered: send it to show somebody the same.</p>\n</footer>\n";

/// Colour and mark of each side, and of parties without one.
fn sides() -> String {
    let mut light = String::new();
    let mut dark = String::new();
    let sides = (0..SideStyle::COUNT).map(|side| Some(SideId::new(side))).chain([None]);
    for side in sides {
        let (class, style) = (side_class(side), SideStyle::of_any(side));
        light.push_str(&format!(".{class} {{ color: {}; }}\n", style.colour));
        light.push_str(&format!(".{class}::before {{ content: \"{}\\a0\" / \"\"; }}\n", style.mark));
        dark.push_str(&format!(".{class} {{ color: {}; }} ", style.dark));
    }
    format!("{light}@media screen and (prefers-color-scheme: dark) {{ {dark}}}\n")
}

/// A source expression of a Content-Security-Policy that lets this very text through.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(&Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_specification() {
        // The example of CSP Level 3, 8.3.
        let expected = "sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc=";
        assert_eq!(hash("doSomething();"), expected);
    }

    #[test]
    fn script_and_style_end_where_they_should() {
        assert!(!SCRIPT.to_lowercase().contains("</script"));
        assert!(!SCRIPT.contains("<!--"));
        assert!(!STYLE.to_lowercase().contains("</style"));
    }
}
