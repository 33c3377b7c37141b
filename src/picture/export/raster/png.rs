//! PNG, on a white ground.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, FilterType, PixelDimensions, Unit};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::Size;

use super::Placed;
use crate::picture::diagram::{Picture, Wrong, visible};
use crate::picture::export::{DEFAULT_SCALE, Drawn, Options};

/// How many pixels a picture may have: 160 megabytes while it is drawn, and 120 more while it is written.
const MOST_PIXELS: u64 = 40_000_000;
/// The pixels of a metre at one pixel a unit: 96 an inch.
const TO_A_METRE: u32 = 3780;

pub(in crate::picture::export) fn png(picture: &Picture, options: &Options) -> Result<Drawn, Wrong> {
    let placed = Placed::new(picture, options)?;
    let scale = options.scale.unwrap_or(DEFAULT_SCALE);
    let (size, factor) = (placed.tree.size(), f32::from(scale));
    let unknown = || Wrong::new("the picture has no size that can be drawn", "take svg");
    let size = Size::from_wh((size.width() * factor).ceil(), (size.height() * factor).ceil())
        .ok_or_else(unknown)?
        .to_int_size();
    let (width, height) = (size.width(), size.height());
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        let message = format!("the picture would have {width} × {height} pixels, more than 40 million");
        return Err(Wrong::new(message, "take a lower scale, draw less, or take svg"));
    }
    let mut pixels = Pixmap::new(width, height).ok_or_else(unknown)?;
    pixels.fill(Color::WHITE);
    let scaling = Transform::from_scale(factor, factor);
    resvg::render(&placed.tree, scaling, &mut pixels.as_mut());
    let bytes = encoded(&pixels, picture, u32::from(scale))
        .map_err(|error| Wrong::new(format!("the picture cannot be written as PNG: {error}"), "take svg"))?;
    Ok(Drawn { bytes, unshown: placed.unshown })
}

/// The pixels as a file that says what they show, and how large they are meant to be.
fn encoded(pixels: &Pixmap, picture: &Picture, scale: u32) -> Result<Vec<u8>, EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    // Flat colours repeat as they are better than their differences do.
    encoder.set_compression(Compression::Default);
    encoder.set_filter(FilterType::NoFilter);
    let per_metre = TO_A_METRE * scale;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    encoder.add_itxt_chunk("Title".to_owned(), visible(picture.title()).into_owned())?;
    encoder.add_itxt_chunk("Description".to_owned(), visible(picture.description()).into_owned())?;
    // The ground is white, so that nothing shines through: the fourth byte of every pixel says nothing.
    let opaque: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&opaque)?;
    writer.finish()?;
    Ok(bytes)
}
