//! Pictures in formats that people and other programs read: one row of [`FORMATS`] each.

use crate::base::table::{TableFormat, table};
use crate::picture::diagram::{Picture, Wrong, visible};
pub use crate::picture::layout::Flow;

mod dot;
#[cfg_attr(not(feature = "raster"), path = "export/unbuilt.rs")]
mod raster;
mod svg;

pub use dot::{dot, dressed};
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
    /// Whether it is made of pixels, so that [`Options::scale`] says how many.
    pub pixels: bool,
    /// Which pictures it can hold.
    pub draws: Draws,
    write: fn(&Picture, &Options) -> Result<Drawn, Wrong>,
}

/// A picture in a format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The file.
    pub bytes: Vec<u8>,
    /// The characters that are drawn as boxes, because the font that is built in has no other picture of them.
    pub unshown: Vec<char>,
}

impl Drawn {
    fn text(text: String) -> Self {
        Drawn { bytes: text.into_bytes(), unshown: Vec::new() }
    }

    /// Which characters are drawn as boxes, if any: `2 characters have no picture in the font that is built in: 捕 (U+6355),
    /// 虜 (U+865C)`.
    pub fn unshown(&self) -> Option<String> {
        const NAMED: usize = 8;
        let count = self.unshown.len();
        let named =
            self.unshown.iter().take(NAMED).map(|&c| format!("{} (U+{:04X})", visible(&c.to_string()), u32::from(c)));
        let mut named = named.collect::<Vec<_>>().join(", ");
        if count > NAMED {
            named.push_str(&format!(" and {} more", count - NAMED));
        }
        match count {
            0 => None,
            1 => Some(format!("1 character has no picture in the font that is built in: {named}")),
            _ => Some(format!("{count} characters have no picture in the font that is built in: {named}")),
        }
    }
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
    /// How many pixels each of these is to take, where a picture is made of pixels; two if it is not said.
    pub scale: Option<u8>,
    /// Which way boxes and lines read: to the right, or down where a page has no room for that, if it is not said.
    pub flow: Option<Flow>,
    /// What the ids in it begin with, so that several may stand on one page.
    pub prefix: Option<String>,
    /// Whether the page that holds it says around it what the picture is of and how much it shows, and gives
    /// the colours on dark grounds, as [`dark_style`] has them.
    pub bare: bool,
}

/// The narrowest and the widest picture that can be asked for, in pixels.
pub const WIDTHS: std::ops::RangeInclusive<u32> = 360..=10_000;

/// The smallest and the largest scale that can be asked for.
pub const SCALES: std::ops::RangeInclusive<u8> = 1..=8;

/// The scale if none is asked for: enough for print.
pub const DEFAULT_SCALE: u8 = 2;

const fn listed(
    name: &'static str,
    endings: &'static [&'static str],
    about: &'static str,
    write: fn(&Picture, &Options) -> Result<Drawn, Wrong>,
) -> Format {
    Format { name, endings, about, binary: false, pixels: false, draws: Draws::All, write }
}

/// The formats.
pub const FORMATS: &[Format] = &[
    Format {
        name: "svg",
        endings: &["svg"],
        about: "for web pages, word processors and print",
        binary: false,
        pixels: false,
        draws: Draws::All,
        write: |picture, options| Ok(Drawn::text(svg(picture, options)?)),
    },
    Format {
        name: "png",
        endings: &["png"],
        about: "for slides, and for what takes no SVG; if it was built in",
        binary: true,
        pixels: true,
        draws: Draws::All,
        write: raster::png,
    },
    Format {
        name: "pdf",
        endings: &["pdf"],
        about: "for print and LaTeX; if it was built in",
        binary: true,
        pixels: false,
        draws: Draws::All,
        write: raster::pdf,
    },
    Format {
        name: "dot",
        endings: &["dot", "gv"],
        about: "for Graphviz and what reads its language; only for boxes and lines",
        binary: false,
        pixels: false,
        draws: Draws::Nets,
        write: |picture, options| match picture {
            Picture::Net(diagram) => Ok(Drawn::text(dot(diagram, options.flow.unwrap_or_default()))),
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

fn rows(picture: &Picture, format: TableFormat) -> Drawn {
    Drawn::text(table(&picture.table(), format, None))
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
    /// Those of [`Format::accepts`], and where this format was not built in or the picture is too large for it.
    pub fn write(&self, picture: &Picture, options: &Options) -> Result<Drawn, Wrong> {
        self.accepts(picture, options)?;
        (self.write)(picture, options)
    }

    /// Whether a picture can be written so.
    ///
    /// # Errors
    /// Where this format cannot hold such a picture, the width is out of [`WIDTHS`], or the scale out of [`SCALES`].
    pub fn accepts(&self, picture: &Picture, options: &Options) -> Result<(), Wrong> {
        if self.draws == Draws::Nets && !matches!(picture, Picture::Net(_)) {
            return Err(no_net(self.name));
        }
        if let Some(width) = options.width.filter(|width| !WIDTHS.contains(width)) {
            let help = format!("take one from {} to {} pixels", WIDTHS.start(), WIDTHS.end());
            return Err(Wrong::new(format!("nothing can be drawn {width} pixels wide"), help));
        }
        if options.flow.is_some() && !matches!(picture, Picture::Net(_)) {
            let message =
                "only boxes and the lines between them flow to the right or down, and this picture is a chart";
            return Err(Wrong::new(message.to_owned(), "leave the flow out"));
        }
        if let Some(scale) = options.scale {
            if !self.pixels {
                let help = "leave the scale out, or take png";
                return Err(Wrong::new(format!("`{}` is not made of pixels, so it has no scale", self.name), help));
            }
            if !SCALES.contains(&scale) {
                let help = format!("take one from {} to {}", SCALES.start(), SCALES.end());
                return Err(Wrong::new(format!("nothing can be drawn at a scale of {scale}"), help));
            }
        }
        Ok(())
    }
}
