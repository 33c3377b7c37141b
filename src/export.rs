//! Pictures in formats that people and other programs read: one row of [`FORMATS`] each.

use crate::diagram::{Picture, Wrong};
use crate::table::{TableFormat, table};

mod dot;
mod svg;

pub use dot::dot;
pub use svg::{dark_style, svg};

/// A format that pictures can be written in.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// How the names of its files may end.
    pub endings: &'static [&'static str],
    /// What it is, in a few words.
    pub about: &'static str,
    /// Whether it is no text.
    pub binary: bool,
    /// Which pictures it can hold.
    pub draws: Draws,
    write: fn(&Picture, &Options) -> Result<Vec<u8>, Wrong>,
}

/// Which pictures a format can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Draws {
    /// All.
    All,
    /// Only boxes and the lines between them.
    Nets,
}

/// How a picture is written.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How wide it is to be, in pixels; a usual width if it is not said.
    pub width: Option<u32>,
    /// What the ids in it begin with, so that several may stand on one page.
    pub prefix: Option<String>,
    /// Whether the page that holds it says around it what the picture is of and how much it shows, and gives
    /// the colours on dark grounds, as [`dark_style`] has them.
    pub bare: bool,
}

/// The narrowest and the widest picture that can be asked for, in pixels.
pub const WIDTHS: std::ops::RangeInclusive<u32> = 480..=10_000;

const fn listed(
    name: &'static str,
    endings: &'static [&'static str],
    about: &'static str,
    write: fn(&Picture, &Options) -> Result<Vec<u8>, Wrong>,
) -> Format {
    Format { name, endings, about, binary: false, draws: Draws::All, write }
}

/// The formats.
pub const FORMATS: &[Format] = &[
    Format {
        name: "svg",
        endings: &["svg"],
        about: "for web pages, word processors and print",
        binary: false,
        draws: Draws::All,
        write: |picture, options| Ok(svg(picture, options)?.into_bytes()),
    },
    Format {
        name: "dot",
        endings: &["dot", "gv"],
        about: "for Graphviz and what reads its language; only for boxes and lines",
        binary: false,
        draws: Draws::Nets,
        write: |picture, _| match picture {
            Picture::Net(diagram) => Ok(dot(diagram).into_bytes()),
            _ => Err(no_net("dot")),
        },
    },
    listed("table", &["txt"], "what the picture says, as aligned columns", |picture, _| {
        Ok(rows(picture, TableFormat::Human))
    }),
    listed("csv", &["csv"], "the same for spreadsheets", |picture, _| Ok(rows(picture, TableFormat::Csv))),
    listed("markdown", &["md"], "the same as a Markdown table", |picture, _| Ok(rows(picture, TableFormat::Markdown))),
    listed("json", &["json"], "the same for programs", |picture, _| Ok(rows(picture, TableFormat::Json))),
    listed("html", &["html", "htm"], "the same as a piece of a web page", |picture, _| {
        Ok(rows(picture, TableFormat::Html))
    }),
];

fn rows(picture: &Picture, format: TableFormat) -> Vec<u8> {
    table(&picture.table(), format, None).into_bytes()
}

/// Why a format that holds boxes and lines cannot hold a chart.
fn no_net(name: &str) -> Wrong {
    let others: Vec<&str> =
        FORMATS.iter().filter(|format| format.draws == Draws::All).map(|format| format.name).collect();
    let message = format!("`{name}` holds boxes and the lines between them, and this picture is a chart");
    Wrong::new(message, format!("take one of {}", others.join(", ")))
}

impl Format {
    /// The format of a name.
    pub fn named(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// The format of files whose names end so: `svg`.
    pub fn with_ending(ending: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.endings.iter().any(|own| own.eq_ignore_ascii_case(ending)))
    }

    /// Writes a picture: the same bytes for the same picture.
    ///
    /// # Errors
    /// Where this format cannot hold the picture, or the width is out of [`WIDTHS`].
    pub fn write(&self, picture: &Picture, options: &Options) -> Result<Vec<u8>, Wrong> {
        if self.draws == Draws::Nets && !matches!(picture, Picture::Net(_)) {
            return Err(no_net(self.name));
        }
        if let Some(width) = options.width.filter(|width| !WIDTHS.contains(width)) {
            let help = format!("take one from {} to {} pixels", WIDTHS.start(), WIDTHS.end());
            return Err(Wrong::new(format!("nothing can be drawn {width} pixels wide"), help));
        }
        (self.write)(picture, options)
    }
}
