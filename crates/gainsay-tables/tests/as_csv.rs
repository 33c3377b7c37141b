//! Cutting into cells agrees with the `csv` crate.

use gainsay_tables::Grid;
use proptest::prelude::*;

fn written(rows: &[Vec<String>], separator: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).expect("memory takes all");
    }
    String::from_utf8(writer.into_inner().expect("memory takes all")).expect("what went in was UTF-8")
}

fn by_csv(text: &str, separator: u8) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let row = |row: csv::StringRecord| row.iter().map(|cell| cell.trim().to_owned()).collect();
    reader.records().map(|record| row(record.expect("UTF-8"))).collect()
}

proptest! {
    #[test]
    fn cells_are_those_of_the_csv_crate(
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
