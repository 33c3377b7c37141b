//! What a mapping reads.

use super::{errors, loaded};
use gainsay::model::{Mode, Statement};

/// The claims of one table: quantity, wording, party, mode, note; or the errors.
fn read(fields: &str, table: &str) -> Result<Vec<String>, Vec<String>> {
    let source =
        format!("Source(id: \"s\", kind: Table, by: \"north\", tables: [Table(id: \"t\", file: \"t.csv\", {fields})])");
    let (_, loaded) = loaded(&source, &[("t.csv", table)], "", "Rules([])");
    let model = match loaded {
        Ok(loaded) => loaded.model,
        Err(messages) => return Err(errors(&messages).into_iter().map(str::to_owned).collect()),
    };
    let claim = |(id, claim): (gainsay::model::ClaimId, &gainsay::model::Claim)| {
        let (_, reading) = model.readings_of(id).next().expect("a reading");
        let Statement::Figure { .. } = reading.statement else { panic!("no figure") };
        let mut text = model.statement_text(&reading.statement);
        if model.asserters(id) != model.party_list(model.sources()[claim.source].by) {
            text.push_str(&format!(" by {}", model.name(model.parties()[model.asserters(id)[0]].name)));
        }
        if claim.mode != Mode::Asserted {
            text.push_str(&format!(" ({})", claim.mode.word()));
        }
        if let Some(note) = model.details_of(id).and_then(|details| details.note) {
            text.push_str(&format!(" // {}", model.prose(note)));
        }
        text
    };
    Ok(model.claims().iter().map(claim).collect())
}

#[track_caller]
fn reads(fields: &str, table: &str, claims: &[&str]) {
    assert_eq!(read(fields, table), Ok(claims.iter().map(|claim| (*claim).to_owned()).collect()), "{fields}\n{table}");
}

#[track_caller]
fn fails(fields: &str, table: &str, told: &[&str]) {
    assert_eq!(read(fields, table), Err(told.iter().map(|text| (*text).to_owned()).collect()), "{fields}\n{table}");
}

#[test]
fn templates_become_our_own_notation() {
    let table = "year,lo,hi,x,moe\n1950,5,9,100,3\n1951,,9,200,\n";
    reads("when: \"{year}\", figures: {\"active\": \"{lo}..{hi}\"}", table, &["active @ 1950 is 5..9"]);
    reads(
        "when: \"{year}\", figures: {\"active\": \"{lo|0}..{hi}\"}",
        table,
        &["active @ 1950 is 5..9", "active @ 1951 is 0..9"],
    );
    reads(
        "when: \"{year}\", figures: {\"active\": \"{x} ± {moe|1}\"}",
        table,
        &["active @ 1950 is 100 ± 3", "active @ 1951 is 200 ± 1"],
    );
    reads(
        "when: \"{year:3}X\", figures: {\"active\": \"about {x}\"}, except: {\"year\": \"1951\"}",
        table,
        &["active @ 195X is about 100"],
    );
    reads(
        "when: \"{year}/{year}\", figures: {\"cases\": \"{x} thousand\"}, only: {\"year\": [\"1950\"]}",
        table,
        &["cases @ 1950/1950 is 100 thousand"],
    );
    reads("when: \"1949\", figures: {\"active[early]\": \"{moe}\"}", table, &["active[early] @ 1949 is 3"]);
}

#[test]
fn codes_are_discovered_and_never_change_what_a_short_name_means() {
    let table = "day,place,active\n1950-05-01T18:00:00,Early,1\n1950-05-01,Côte d'Ivoire,2\n1950-05-01,,3\n";
    reads(
        "when: \"{day}\", codes: {\"place\": Code(id: \"{place}\", in: \"all\")}, figures: {\"active[early]\": \"{active}\"}",
        table,
        &[
            "active[place=early, early] @ 1950-05-01 is 1",
            "active[place=côte-d-ivoire, early] @ 1950-05-01 is 2",
            "active[early] @ 1950-05-01 is 3",
        ],
    );
}

#[test]
fn cells_are_read_as_they_are_written() {
    let table = "Title\nday;n;s\n1/5/1950;1.234;*\n2/5/1950;..;5\n3/5/1950;0;0\nSource: none;;\n4/5/1950;7;7\n";
    let fields = "header: [2], separator: \";\", until: \"Source:\", when: \"{day}\", dates: \"D/M/YYYY\", numbers: \"1.234.567,8\", \
        missing: [\"..\"], lexicon: {\"*\": \"1..4\"}";
    reads(
        &format!("{fields}, figures: {{\"active\": \"{{n}}\", \"gone\": \"{{s}}\"}}"),
        table,
        &[
            "active @ 1950-05-01 is 1234",
            "gone @ 1950-05-01 is 1..4",
            "gone @ 1950-05-02 is 5",
            "active @ 1950-05-03 is 0",
            "gone @ 1950-05-03 is 0",
        ],
    );
    reads(
        &format!("{fields}, void: [[\"{{n}}\", \"{{s}}\"]], figures: {{\"active\": \"{{n}}\"}}, unread: [\"s\"]"),
        table,
        &["active @ 1950-05-01 is 1234"],
    );
}

#[test]
fn parties_modes_notes_and_renamed_cells() {
    let table = "day,who,status,note,n\n1950-05-01,North,E,first,1\n1950-05-02,S.,,,2\n1950-05-03,,Planned,last,3\n";
    reads(
        "when: \"{day}\", by: \"{who}\", rename: {\"who\": {\"S.\": \"South\"}}, mode: \"{status}\", modes: {\"E\": Estimated}, note: \"see {note}\", figures: {\"active\": \"{n}\"}",
        table,
        &[
            "active @ 1950-05-01 is 1 (estimated) // see first",
            "active @ 1950-05-02 is 2 by south",
            "active @ 1950-05-03 is 3 (planned) // see last",
        ],
    );
}

#[test]
fn spread_columns_are_read_down() {
    let table = "Province/State,Country/Region,1/22/20,1/23/20\n,Norway,1,2\n,Chile,,3\n";
    reads(
        "when: \"{@}\", codes: {\"place\": Code(id: \"{Country/Region}\")}, spread: Spread(headers: \"M/D/YY\", figures: {\"gone\": \"{@}\"}), unread: [\"Province/State\"]",
        table,
        &[
            "gone[place=norway] @ 2020-01-22 is 1",
            "gone[place=norway] @ 2020-01-23 is 2",
            "gone[place=chile] @ 2020-01-23 is 3",
        ],
    );
    let table = "year,Early,Late\n1950,1,2\n";
    reads(
        "when: \"{year}\", codes: {\"kind\": Code(id: \"{@}\")}, spread: Spread(headers: [\"Early\", \"Late\"], figures: {\"gone\": \"{@}\"})",
        table,
        &["gone[early] @ 1950 is 1", "gone[late] @ 1950 is 2"],
    );
}

#[test]
fn headers_of_several_lines_are_joined() {
    let table = "1950,,1951\nEarly,Late,Early\n1,2,3\n";
    reads(
        "header: [1, 2], when: \"1950\", figures: {\"gone[late]\": \"{1950 Late}\"}",
        table,
        &["gone[late] @ 1950 is 2"],
    );
}

#[test]
fn dates_that_are_values_and_what_has_no_when() {
    let table = "place,born,km2\nOslo,1/2/1048,454.1\n";
    reads(
        "codes: {\"place\": Code(id: \"{place}\")}, dates: \"D/M/YYYY\", figures: {\"born\": \"{born}\", \"area\": \"{km2}\"}",
        table,
        &["born[place=oslo] is 1048-02-01", "area[place=oslo] is 454.1"],
    );
}

#[test]
fn mistakes_in_a_mapping_are_told() {
    let table = "day,n\n1950-05-01,1\n";
    fails("when: \"{dy}\", figures: {\"active\": \"{n}\"}", table, &["the table has no column `dy`"]);
    fails("when: \"{day\", figures: {\"active\": \"{n}\"}", table, &["`{` is never closed"]);
    fails("figures: {\"active\": \"{n}\"}", table, &["`active` needs a when, and the table has none"]);
    fails("when: \"{day}\"", table, &["the table `t` has no `figures`"]);
    fails("when: \"{day}\", figures: {\"actve\": \"{n}\"}", table, &["there is no measure `actve`"]);
    fails(
        "when: \"{@}\", figures: {\"active\": \"{n}\"}",
        table,
        &["`{@}` is the header of a spread column, and this table has no `spread`"],
    );
    fails("when: \"{day}\", figures: {\"active\": \"5\"}", table, &["a figure is read from a column: `{column}`"]);
    fails(
        "when: \"{day}\", figures: {\"active\": \"{n}\"}, dates: \"D/M/YYYY\"",
        table,
        &["`1950-05-01` is not written as `D/M/YYYY` is"],
    );
    fails("when: \"{day}\", by: \"{n}\", figures: {\"active\": \"{n}\"}", table, &["there is no party `1`"]);
    fails(
        "when: \"{day}\", figures: {\"active\": \"{n}\"}",
        "day,n,n\n1950-05-01,1,2\n",
        &["the table has several columns `n`"],
    );
    fails(
        "when: \"{day}\", codes: {\"kind\": Code(id: \"{n}\")}, figures: {\"active\": \"{n}\"}",
        table,
        &["`1` is not a code of dimension `kind`"],
    );
    fails("when: \"{day}\", figures: {\"active\": \"{n}\", \"active\": \"{n}\"}", table, &["`active` stands twice"]);
    fails("when: \"{day}\", mode: \"{n}\", figures: {\"active\": \"{n}\"}", table, &["`1` is not a mode"]);
}
