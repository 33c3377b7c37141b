//! Cutting into cells agrees with the `csv-core` crate.

use gainsay_tables::Grid;
use proptest::prelude::*;

/// A table as it is written: every cell that needs it between quotation marks.
fn written(rows: &[Vec<String>], separator: u8) -> String {
    let cell = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(&char::from(separator).to_string());
    rows.iter().map(|row| line(row) + "\n").collect()
}

fn by_csv(text: &str, separator: u8) -> Vec<Vec<String>> {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(separator).build();
    let (mut rows, mut row, mut rest, mut out) = (Vec::new(), Vec::new(), text.as_bytes(), [0_u8; 256]);
    let mut filled = 0;
    loop {
        let (result, read, wrote) = reader.read_field(rest, &mut out[filled..]);
        rest = &rest[read..];
        filled += wrote;
        match result {
            csv_core::ReadFieldResult::Field { record_end } => {
                row.push(String::from_utf8_lossy(&out[..filled]).trim().to_owned());
                filled = 0;
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            csv_core::ReadFieldResult::End => return rows,
            csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull => {}
        }
    }
}

proptest! {
    #[test]
    fn cells_are_those_of_csv_core(
        rows in prop::collection::vec(prop::collection::vec("[a-zé0-9 ,;\t\"\n]{0,6}", 1..6), 0..8),
        separator in prop::sample::select(vec![b',', b';', b'\t']),
        windows in any::<bool>(),
    ) {
        let mut text = written(&rows, separator);
        if windows && !rows.iter().flatten().any(|cell| cell.contains('\n')) {
            text = text.replace('\n', "\r\n");
        }
        let grid = Grid::split(&text, separator).expect("what was written is a table");
        let row = |row: usize| grid.row(row).iter().map(|cell| cell.meaning(&text).into_owned()).collect::<Vec<_>>();
        prop_assert_eq!((0..grid.len()).map(row).collect::<Vec<_>>(), by_csv(&text, separator));
    }

    #[test]
    fn whatever_is_read_nothing_panics_and_places_lie_within(text in "[a,\"\r\n\u{0}é]{0,40}") {
        match Grid::split(&text, b',') {
            Ok(grid) => {
                for cell in (0..grid.len()).flat_map(|row| grid.row(row)) {
                    prop_assert!(text.get(cell.range()).is_some());
                    cell.meaning(&text);
                }
            }
            Err(fault) => prop_assert!(fault.at.end <= text.len()),
        }
    }
}
