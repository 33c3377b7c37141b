//! `gainsay table` and `gainsay init --table`, as a newcomer uses them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn gainsay(folder: &Path, args: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gainsay"));
    let Output { stdout, stderr, status } =
        command.args(args).current_dir(folder).env_remove("GAINSAY_DATA").env("NO_COLOR", "1").output().unwrap();
    (String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap(), status.code())
}

/// Two weeks of two towns; in the last row the parts do not make the total.
fn table() -> String {
    let mut text = "date;town;men;women;all;remark\n".to_owned();
    for day in 1..=14 {
        for (town, more) in [("Old Town", 0), ("New Town", 3)] {
            let (men, women) = (day % 5 + 2 + more, day % 3 + 1);
            let slip = i32::from(day == 14 && more == 3);
            text.push_str(&format!("{day}/5/1950;{town};{men};{women};{};\n", men + women + slip));
        }
    }
    text
}

#[test]
fn a_drafted_collection_is_read_and_finds_the_slip() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("mine")).unwrap();
    fs::write(folder.path().join("mine/towns.csv"), table()).unwrap();
    let (shown, code) = gainsay(folder.path(), &["table", "mine/towns.csv"]);
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("all = men + women in 27 of 28 rows."), "{shown}");
    assert!(shown.contains("dates, D/M/YYYY"), "{shown}");
    // Beside the table, and with the table inside.
    for (target, at) in [("other", vec!["check", "other", "--data", "mine"]), ("mine", vec!["check", "mine"])] {
        let (shown, code) = gainsay(folder.path(), &["init", "--table", "mine/towns.csv", target]);
        assert_eq!(code, Some(0), "{shown}");
        assert!(shown.contains(&format!("gainsay {}", at.join(" "))), "{shown}");
        let (shown, code) = gainsay(folder.path(), &at);
        assert_eq!(code, Some(1), "{shown}");
        assert!(shown.contains("New Town") && shown.contains("14 May 1950") && shown.contains("1 dispute"), "{shown}");
        assert!(!shown.contains("GS017") && !shown.contains("GS120"), "{shown}");
    }
    let (shown, code) = gainsay(folder.path(), &["table", "towns", "-C", "mine", "--limit", "1"]);
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("towns:2:19") && shown.contains("84 claims are read"), "{shown}");
}

#[test]
fn what_is_no_table_is_told_by_its_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.csv"), "a,b\n1,\"2\n").unwrap();
    fs::write(folder.path().join("b.csv"), "a,b\nx,y\n").unwrap();
    for (args, told) in [
        (vec!["table", "a.csv"], "is no table: a cell has no closing quotation mark, on line 2"),
        (vec!["table", "c.csv"], "there is no such file"),
        (vec!["init", "--table", "b.csv", "new"], "no column of `b.csv` looks like figures"),
    ] {
        let (shown, code) = gainsay(folder.path(), &args);
        assert!(code == Some(2) && shown.contains(told), "{args:?}: {shown}");
    }
    assert!(!folder.path().join("new").exists());
}
