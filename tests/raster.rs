//! PNG and PDF: `cargo test --features raster --test all raster::`.
#![cfg(feature = "raster")]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
#![expect(clippy::cast_sign_loss, reason = "no place in a picture is negative")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{self, Group, Node, Rect};

const PRISONERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/graphs/soviet-prisoners");

/// A picture of each kind.
const KINDS: [&[&str]; 4] = [
    &["discrepancy", "--strength", "hard"],
    &["balance", "--about", "held[german]"],
    &["conflicts", "--limit", "2"],
    &["lineage", "germans-repatriated-1950"],
];

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gainsay")).args(arguments).current_dir(folder).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn drawn(collection: &Path, kind: &[&str], more: &[&str]) -> Vec<u8> {
    let output = run(collection, &[&["diagram"], kind, more].concat());
    assert!(output.status.success(), "{kind:?} {more:?}: {}", told(&output));
    output.stdout
}

fn prisoners(kind: &[&str], more: &[&str]) -> Vec<u8> {
    drawn(Path::new(PRISONERS), kind, more)
}

/// The pixels of a PNG, as red, green and blue.
struct Pixels {
    width: u32,
    height: u32,
    per_metre: u32,
    bytes: Vec<u8>,
}

impl Pixels {
    fn of(png: &[u8]) -> Self {
        let mut reader = png::Decoder::new(png).read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size()];
        let frame = reader.next_frame(&mut bytes).unwrap();
        assert_eq!((frame.color_type, frame.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
        let per_metre = reader.info().pixel_dims.unwrap().xppu;
        Pixels { width: frame.width, height: frame.height, per_metre, bytes }
    }

    fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let at = 3 * (y as usize * self.width as usize + x as usize);
        self.bytes[at..at + 3].try_into().unwrap()
    }
}

/// The picture as a drawing program reads it, with the same font.
fn tree(svg: &[u8]) -> usvg::Tree {
    let mut fonts = Database::new();
    for font in [dejavu::sans::regular(), dejavu::sans::bold()] {
        fonts.load_font_source(Source::Binary(Arc::new(font)));
    }
    let options = usvg::Options { fontdb: Arc::new(fonts), ..usvg::Options::default() };
    usvg::Tree::from_data(svg, &options).unwrap()
}

/// Where the ink of each line of text lies, and its colour.
fn lines(group: &Group, found: &mut Vec<(String, Rect, [u8; 3])>) {
    for node in group.children() {
        match node {
            Node::Group(group) => lines(group, found),
            Node::Text(text) => {
                let words: String = text.chunks().iter().map(usvg::TextChunk::text).collect();
                let paint = text.layouted()[0].fill.as_ref().unwrap().paint();
                let usvg::Paint::Color(colour) = paint else { panic!("text is drawn in one colour") };
                let ink = text.flattened().bounding_box().transform(text.abs_transform()).unwrap();
                found.push((words, ink, [colour.red, colour.green, colour.blue]));
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

#[test]
fn pictures_have_the_size_that_was_asked_for_and_a_white_ground() {
    for kind in KINDS {
        let size = tree(&prisoners(kind, &[])).size();
        let other = if kind[0] == "lineage" { "3" } else { "1" };
        for (scale, more) in [("2", vec![]), (other, vec!["--scale", other])] {
            let scale: u16 = scale.parse().unwrap();
            let png = prisoners(kind, &[vec!["--format", "png"], more].concat());
            assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
            let pixels = Pixels::of(&png);
            let expected = [size.width(), size.height()].map(|length| (length * f32::from(scale)).ceil() as u32);
            assert_eq!([pixels.width, pixels.height], expected, "{kind:?} {scale}");
            assert_eq!(pixels.per_metre, 3780 * u32::from(scale), "its size on paper stays the same");
            let corners =
                [(0, 0), (pixels.width - 1, 0), (0, pixels.height - 1), (pixels.width - 1, pixels.height - 1)];
            assert!(corners.iter().all(|&(x, y)| pixels.at(x, y) == [255; 3]), "{kind:?}");
        }
    }
}

#[test]
fn every_text_is_drawn_in_its_place_and_on_no_other() {
    const SCALE: u16 = 4;
    for kind in KINDS {
        let mut texts = Vec::new();
        let tree = tree(&prisoners(kind, &[]));
        lines(tree.root(), &mut texts);
        assert!(texts.len() > 5, "{kind:?}");
        let pixels = Pixels::of(&prisoners(kind, &["--format", "png", "--scale", "4"]));
        for (words, ink, colour) in &texts {
            let edge = |place: f32| (place * f32::from(SCALE)) as u32;
            let mut places = (edge(ink.top())..edge(ink.bottom()))
                .flat_map(|y| (edge(ink.left())..edge(ink.right())).map(move |x| (x, y)));
            assert!(places.any(|(x, y)| pixels.at(x, y) == *colour), "{kind:?}: {words}");
            assert!(ink.left() >= 0.0 && ink.right() <= tree.size().width(), "{kind:?}: {words}");
        }
        for (at, (words, ink, _)) in texts.iter().enumerate() {
            for (others, other, _) in &texts[at + 1..] {
                let wide = ink.right().min(other.right()) - ink.left().max(other.left());
                let high = ink.bottom().min(other.bottom()) - ink.top().max(other.top());
                assert!(wide <= 0.5 || high <= 0.5, "{kind:?}: {words} / {others}");
            }
        }
    }
}

#[test]
fn a_pdf_has_one_page_of_the_picture_with_its_text() {
    let folder = tempfile::tempdir().unwrap();
    let has_reader = Command::new("pdftotext").arg("-v").output().is_ok();
    if !has_reader {
        println!("skipped in part: `pdftotext` is not installed");
    }
    for kind in KINDS {
        let svg = tree(&prisoners(kind, &[]));
        let pdf = prisoners(kind, &["--format", "pdf"]);
        let text: String = pdf.iter().copied().map(char::from).collect();
        assert!(text.starts_with("%PDF-1."));
        let page = format!("/MediaBox [0 0 {} {}]", svg.size().width() * 0.75, svg.size().height() * 0.75);
        assert!(text.contains(&page), "{kind:?}: {page}");
        for part in ["/Count 1", "/Marked true", "/S /Figure", "/Alt ", "/Title ", "DejaVuSans", "/ToUnicode"] {
            assert!(text.contains(part), "{kind:?}: {part}");
        }
        assert!(["/JavaScript", "/JS", "/URI", "/OpenAction", "/Launch"].iter().all(|part| !text.contains(part)));
        if !has_reader {
            continue;
        }
        let path = folder.path().join("a.pdf");
        fs::write(&path, &pdf).unwrap();
        let read = Command::new("pdftotext").args(["-raw", "-nopgbrk"]).arg(&path).arg("-").output().unwrap();
        assert!(read.stderr.is_empty(), "{}", told(&read));
        let read: String = String::from_utf8(read.stdout).unwrap().split_whitespace().collect();
        let mut texts = Vec::new();
        lines(svg.root(), &mut texts);
        for (words, ..) in texts {
            let words: String = words.split_whitespace().collect();
            assert!(read.contains(&words), "{kind:?}: {words}");
        }
    }
}

/// A collection in which two parties, of one of which the name is given, say something else.
fn collection(name: &str, rows: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let name: String =
        name.chars().flat_map(|c| ['"', '\\'].contains(&c).then_some('\\').into_iter().chain([c])).collect();
    let claims: String = (0..rows)
        .map(|at| {
            format!(
                "Claim(id: \"c{at}\", at: \"p. {at}\", by: \"{}\", says: Figure(of: \"held @ {}\", is: \"{}\")),\n",
                if at == 0 { "a" } else { "b" },
                1950 - at / 2,
                5 + at % 2
            )
        })
        .collect();
    for (file, text) in [
        ("gainsay.ron", "Collection(title: \"T\", sides: [\"east\"])".to_owned()),
        (
            "vocabulary.ron",
            format!(
                "Vocabulary(measures: [Measure(id: \"held\", kind: Stock)], parties: [Party(id: \"a\", name: \"{name}\", side: \"east\"), Party(id: \"b\")])"
            ),
        ),
        (
            "source.ron",
            format!(
                "Source(id: \"s\", kind: Report, title: \"{name}\", by: \"a\", date: \"1950\", claims: [{claims}])"
            ),
        ),
    ] {
        fs::write(folder.path().join(file), text).unwrap();
    }
    folder
}

const SMALL: [&[&str]; 3] = [&["discrepancy"], &["conflicts"], &["lineage", "c0"]];

#[test]
fn characters_without_a_picture_are_drawn_as_boxes_and_told() {
    let folder = collection("捕虜委員会 Комитет ЁЙ Łódź Ἀθῆναι", 2);
    for (kind, format) in SMALL.iter().flat_map(|kind| [(kind, "png"), (kind, "pdf")]) {
        let output = run(folder.path(), &[&["diagram"], *kind, &["--format", format]].concat());
        assert!(output.status.success(), "{}", told(&output));
        let expected = "note: 5 characters have no picture in the font that is built in: 会 (U+4F1A), 員 (U+54E1), \
            委 (U+59D4), 捕 (U+6355), 虜 (U+865C); boxes stand in their place\n\
            help: svg is drawn with the fonts of the reader\n";
        assert_eq!(told(&output), expected, "{kind:?} {format}");
    }
    let plain = collection("Комитет ЁЙ Łódź Ἀθῆναι ●■◆▲★▼ “x” – … ≥ ≤ × ≈ →", 2);
    assert_eq!(told(&run(plain.path(), &["diagram", "discrepancy", "--format", "png"])), "");
    // The box is there: the same picture with blanks instead has less ink.
    let ink = |name: &str| {
        let folder = collection(name, 2);
        let png = Pixels::of(&drawn(folder.path(), &["lineage", "c0"], &["--format", "png"]));
        png.bytes.chunks(3).filter(|pixel| pixel.iter().all(|part| *part < 128)).count()
    };
    assert!(ink("捕捕捕捕x") > ink("x") + 50);
}

#[test]
fn hostile_names_are_drawn_as_text() {
    for name in [
        "</text></svg><script>alert(1)</script> ]]> & < > \" ' \\ %PDF ) /JS (x) endobj",
        "\u{202e}abc\u{202c} e\u{301}\u{301}\u{301}\u{301} \u{200d} שלום مرحبا",
        "👩‍👩‍👧‍👦 \u{1f600}",
        &"W".repeat(10_000),
        &"a b ".repeat(2_500),
    ] {
        let folder = collection(name, 2);
        for kind in SMALL {
            Pixels::of(&drawn(folder.path(), kind, &["--format", "png", "--scale", "1"]));
            let pdf = drawn(folder.path(), kind, &["--format", "pdf"]);
            assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"), "{kind:?} {name}");
        }
    }
}

#[test]
fn what_is_too_large_is_refused() {
    let folder = collection("x", 900);
    for (more, why) in [
        (["--format", "png", "--scale", "8"], "more than 40 million\nhelp: take a lower scale"),
        (["--format", "pdf", "--width", "480"], "and PDF ends at 14400\nhelp: draw less, or take svg"),
    ] {
        let output = run(folder.path(), &[&["diagram", "discrepancy"], more.as_slice()].concat());
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{}", told(&output));
        assert!(told(&output).contains(why), "{}", told(&output));
    }
}

#[test]
fn the_same_bytes_come_out_each_time() {
    // The pictures that are quick to find: of two fonts, of patterns, of lines.
    for kind in [KINDS[1], KINDS[3]] {
        for format in ["png", "pdf", "pdf"] {
            assert!(
                prisoners(kind, &["--format", format]) == prisoners(kind, &["--format", format]),
                "{kind:?} {format}"
            );
        }
    }
}

#[test]
fn latex_has_its_pictures_as_pdf_and_tables_where_the_font_lacks_a_character() {
    let text = "# R\n\n```gainsay discrepancy\n```\n\n```gainsay lineage c0\n```\n";
    let folder = collection("Committee", 2);
    fs::write(folder.path().join("a.md"), text).unwrap();
    let output = run(folder.path(), &["report", "a.md", "-o", "a.tex"]);
    assert!(output.status.success() && told(&output).is_empty(), "{}", told(&output));
    let latex = fs::read_to_string(folder.path().join("a.tex")).unwrap();
    let mut pictures: Vec<PathBuf> =
        fs::read_dir(folder.path().join("a.pictures")).unwrap().map(|entry| entry.unwrap().path()).collect();
    pictures.sort();
    assert_eq!(pictures.len(), 2);
    for path in &pictures {
        let name = path.file_name().unwrap().to_string_lossy();
        assert!(latex.contains(&format!("\\detokenize{{a.pictures/{name}}}")), "{latex}");
        assert!(name.ends_with(".pdf") && fs::read(path).unwrap().starts_with(b"%PDF-"));
    }
    let check = run(folder.path(), &["report", "a.md", "-o", "a.tex", "--check"]);
    assert!(check.status.success(), "{}", told(&check));
    if Command::new("pdflatex").arg("--version").output().is_ok() {
        let head = "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{array,graphicx,longtable,hyperref}";
        let whole = format!("{head}\\begin{{document}}\n{latex}\\end{{document}}\n");
        fs::write(folder.path().join("whole.tex"), whole).unwrap();
        let arguments = ["-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "whole.tex"];
        let mut command = Command::new("pdflatex");
        command.args(arguments).current_dir(folder.path()).env("max_print_line", "1000");
        let done = command.output().unwrap();
        let log = String::from_utf8_lossy(&done.stdout).into_owned();
        let complaints = ["Float too large", "PDF inclusion"];
        assert!(done.status.success() && !complaints.iter().any(|words| log.contains(words)), "{log}");
        assert_eq!(log.matches(".pdf>").count(), 2, "both pictures are taken in: {log}");
    } else {
        println!("skipped in part: `pdflatex` is not installed");
    }
    let folder = collection("捕", 2);
    fs::write(folder.path().join("a.md"), text).unwrap();
    let output = run(folder.path(), &["report", "a.md", "-o", "a.tex"]);
    let why = "shown as a table: 1 character has no picture in the font that is built in: 捕 (U+6355)";
    assert_eq!((output.status.code(), told(&output).matches(why).count()), (Some(0), 2), "{}", told(&output));
    assert!(!folder.path().join("a.pictures").exists());
}
