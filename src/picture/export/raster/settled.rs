//! The objects of a PDF in an order of their own.
//!
//! `svg2pdf` keeps fonts and other resources in tables that come out in another order each time. What it writes is the
//! same but for that order: so the lines of each table are sorted, objects are numbered as they are reached from the
//! drawing, and written in the order of their numbers.

use std::ops::Range;

use pdf_writer::{Chunk, Pdf, Primitive, Ref};
use rustc_hash::FxHashMap;

/// An object as it is written, between `obj` and `endobj`.
struct Object<'c> {
    /// What stands before its stream, if it has one, with tables sorted.
    head: String,
    stream: &'c [u8],
}

/// Puts what belongs to a drawing into a file; where the drawing stands there. None if it is not written as expected.
pub(super) fn settle(chunk: &Chunk, drawing: Ref, next: &mut Ref, pdf: &mut Pdf) -> Option<Ref> {
    let objects = objects(chunk)?;
    let mut numbers: FxHashMap<Ref, Ref> = FxHashMap::default();
    let mut order = Vec::new();
    let mut open = vec![drawing];
    while let Some(old) = open.pop() {
        if numbers.contains_key(&old) {
            continue;
        }
        numbers.insert(old, next.bump());
        order.push(old);
        let named = references(&objects.get(&old)?.head).into_iter().rev().map(|(_, named)| named);
        open.extend(named);
    }
    for old in order {
        let object = &objects[&old];
        let mut text = String::with_capacity(object.head.len());
        let mut from = 0;
        for (range, named) in references(&object.head) {
            text.push_str(&object.head[from..range.start]);
            text.push_str(&numbers[&named].get().to_string());
            from = range.end;
        }
        text.push_str(&object.head[from..]);
        pdf.indirect(numbers[&old]).primitive(Raw(&text, object.stream));
    }
    numbers.get(&drawing).copied()
}

/// What is written as it is.
struct Raw<'t>(&'t str, &'t [u8]);

impl Primitive for Raw<'_> {
    fn write(self, buffer: &mut Vec<u8>) {
        buffer.extend_from_slice(self.0.as_bytes());
        buffer.extend_from_slice(self.1);
    }
}

/// Every object, cut out where it begins and ends: streams say their length.
fn objects(chunk: &Chunk) -> Option<FxHashMap<Ref, Object<'_>>> {
    const STREAM: &[u8] = b"\nstream\n";
    const END: &[u8] = b"\nendobj\n\n";
    let mut objects = FxHashMap::default();
    let mut rest = chunk.as_bytes();
    for id in chunk.refs() {
        rest = rest.strip_prefix(format!("{} 0 obj\n", id.get()).as_bytes())?;
        let end = memchr::memmem::find(rest, END)?;
        let stream = memchr::memmem::find(rest, STREAM).filter(|at| *at < end);
        let (head, end) = match stream {
            None => (&rest[..end], end),
            Some(at) => {
                let head = std::str::from_utf8(&rest[..at]).ok()?;
                let length: usize = head.split_once("/Length ")?.1.split_whitespace().next()?.parse().ok()?;
                let after = rest.get(at + STREAM.len() + length..)?;
                let end = rest.len() - after.len() + memchr::memmem::find(after, END)?;
                (&rest[..at], end)
            }
        };
        let stream = &rest[head.len()..end];
        objects.insert(id, Object { head: sorted(std::str::from_utf8(head).ok()?), stream });
        rest = &rest[end + END.len()..];
    }
    rest.is_empty().then_some(objects)
}

/// An object's head in which the lines of each table of resources are sorted: their names begin with small letters,
/// as no other names do.
fn sorted(head: &str) -> String {
    let mut lines: Vec<&str> = head.lines().collect();
    let is_entry = |line: &str| {
        line.trim_start().strip_prefix('/').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
    };
    for table in lines.chunk_by_mut(|a, b| is_entry(a) == is_entry(b)) {
        if is_entry(table[0]) {
            // As they are counted: fo2 before fo10.
            table.sort_unstable_by_key(|line| {
                let name = line.trim_start().split(' ').next().unwrap_or_default();
                (name.len(), name)
            });
        }
    }
    lines.join("\n")
}

/// Where a head names other objects, `12 0 R`: the digits of the number, and the object.
fn references(head: &str) -> Vec<(Range<usize>, Ref)> {
    let ends = head
        .match_indices(" 0 R")
        .filter(|(at, found)| !head[at + found.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()));
    let numbers = ends.filter_map(|(end, _)| {
        let digits = head[..end].bytes().rev().take_while(u8::is_ascii_digit).count();
        let id: i32 = head[end - digits..end].parse().ok()?;
        Some((end - digits..end, Ref::new(id)))
    });
    numbers.collect()
}

#[cfg(test)]
mod tests {
    use pdf_writer::{Finish, Name};

    use super::*;

    /// A drawing with two fonts, whose table and whose objects come in this order.
    fn file(is_swapped: bool) -> Vec<u8> {
        let mut chunk = Chunk::new();
        let [bold, regular] = if is_swapped { [9, 7] } else { [7, 9] }.map(Ref::new);
        let mut drawing = chunk.form_xobject(Ref::new(3), b"x\nendobj\n\n4 0 obj\n/po0 7 0 R");
        let mut resources = drawing.resources();
        let mut fonts = [(Name(b"fo0"), bold), (Name(b"fo10"), regular), (Name(b"fo2"), regular)];
        if is_swapped {
            fonts.reverse();
        }
        resources.fonts().pairs(fonts);
        resources.finish();
        drawing.finish();
        let mut written = [(bold, "Bold"), (regular, "Regular")];
        if is_swapped {
            written.reverse();
        }
        for (font, name) in written {
            chunk.type1_font(font).base_font(Name(name.as_bytes()));
        }
        let mut pdf = Pdf::new();
        pdf.catalog(Ref::new(1)).pages(Ref::new(2));
        let mut next = Ref::new(5);
        assert_eq!(settle(&chunk, Ref::new(3), &mut next, &mut pdf), Some(Ref::new(5)));
        pdf.finish()
    }

    #[test]
    fn the_order_of_tables_and_objects_does_not_matter() {
        let bytes = file(false);
        assert!(bytes == file(true));
        let text = String::from_utf8_lossy(&bytes);
        let parts = [
            "5 0 obj",
            "/fo0 6 0 R\n",
            "/fo2 7 0 R\n",
            "/fo10 7 0 R\n",
            "x\nendobj\n\n4 0 obj\n/po0 7 0 R\nendstream",
            "6 0 obj",
            "/Bold",
            "7 0 obj",
            "/Regular",
        ];
        let mut from = 0;
        for part in parts {
            from += text[from..].find(part).unwrap_or_else(|| panic!("{part}\n{text}"));
        }
    }

    #[test]
    fn what_is_written_otherwise_is_refused() {
        let mut chunk = Chunk::new();
        chunk.indirect(Ref::new(1)).dict().pair(Name(b"K"), Ref::new(2));
        assert_eq!(settle(&chunk, Ref::new(1), &mut Ref::new(1), &mut Pdf::new()), None);
    }
}
