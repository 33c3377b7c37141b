//! `gainsay judge`, and what becomes of what it wrote.

use std::fs;

use super::{change, collection, id_of, run, said};

const WHY: [&str; 4] = ["--verdict", "explained", "--because", "The embassy counts the \"sick\" twice.\n\\o/"];

fn judge(folder: &std::path::Path, id: &str, more: &[&str]) -> (String, i32) {
    said(folder, &[&["judge", id], &WHY[..], more].concat())
}

#[test]
fn a_judgement_is_written_and_settles_its_contradiction() {
    let folder = collection();
    let (german, italian) = (id_of(folder.path(), "s/few"), id_of(folder.path(), "s/none"));
    let (text, code) = judge(folder.path(), &german, &["--by", "A. B.", "--date", "2026-11", "--today", "2026-11-24"]);
    assert_eq!((text.as_str(), code), (format!("{german} judged explained: judgements.ron:2\n").as_str(), 0));
    let (text, code) = said(folder.path(), &["check"]);
    assert_eq!(code, 1, "the other one still counts");
    let line = "judged explained by A. B., November 2026: The embassy counts the \"sick\" twice.\n          \\o/\n";
    assert!(text.contains(line), "{text}");
    assert!(text.find(&italian).unwrap() < text.find(&german).unwrap(), "what is open comes first\n{text}");
    // However lines are wrapped.
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("2 contradictions (2 hard, 0 conditional), 0 tensions, 1 of these judged"), "{text}");
    let (text, code) = said(
        folder.path(),
        &["judge", &italian.to_lowercase(), "--verdict", "resolved", "--prefers", "some", "--because", "x"],
    );
    assert_eq!(code, 0, "{text}");
    let (text, code) = said(folder.path(), &["check"]);
    assert!(code == 0 && text.contains("preferred: s/some"), "{text}");
    let (text, _) = said(folder.path(), &["check", "--judged", "hide"]);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(!text.contains("C-") && words.contains("2 of these judged"), "{text}");
    let (text, _) = said(folder.path(), &["show", &german]);
    assert!(text.contains("judged explained by A. B."), "{text}");
    let (text, _) = said(folder.path(), &["list", "judgements", "--format", "short"]);
    assert!(text.starts_with(&format!("judgements.ron:2\texplained\tin force\t{german}\ts/few, s/many\t")), "{text}");
}

#[test]
fn what_is_judged_is_not_judged_again() {
    let folder = collection();
    let id = id_of(folder.path(), "s/few");
    judge(folder.path(), &id, &[]);
    let was = fs::read(folder.path().join("judgements.ron")).unwrap();
    let (text, code) = judge(folder.path(), &id, &[]);
    assert!(code == 2 && text.contains("is judged already: explained, judgements.ron:2"), "{text}");
    assert_eq!(fs::read(folder.path().join("judgements.ron")).unwrap(), was);
}

#[test]
fn a_judgement_lapses_with_its_figure_and_expires_with_its_day() {
    let folder = collection();
    let id = id_of(folder.path(), "s/few");
    change(folder.path(), "source.ron", "is: \"none\"", "is: \"7\"");
    judge(folder.path(), &id, &["--expires", "2027-03", "--today", "2026-11-24"]);
    let code = |arguments: &[&str]| said(folder.path(), &[&["check"], arguments].concat()).1;
    assert_eq!(code(&["--today", "2027-03-31"]), 0);
    assert_eq!(code(&["--today", "2027-04-01"]), 1);
    // Pictures know the day as well.
    let picture = |today: &str| {
        let (text, code) = said(folder.path(), &["diagram", "conflicts", "--format", "csv", "--today", today]);
        assert_eq!(code, 0, "{text}");
        text.contains("explained")
    };
    assert!(picture("2027-03-31") && !picture("2027-04-01"));
    assert_eq!(code(&["--today", "2026-11-24", "--fail-on", "warning"]), 0);
    // A rule that is switched off for a run makes nothing lapse.
    assert_eq!(code(&["--today", "2026-11-24", "--fail-on", "warning", "--assume", "none"]), 0);
    change(folder.path(), "source.ron", "is: \"30\"", "is: \"40\"");
    let (text, code) = said(folder.path(), &["check", "--today", "2026-11-24"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("warning[GS901]") && text.contains("judged as  held[german] @ 1950-05 = 30"), "{text}");
    assert!(text.contains("reads now  held[german] @ 1950-05 = 40"), "{text}");
    // Judged anew, the old one is a record and no longer reported.
    let (text, code) = judge(folder.path(), &id_of(folder.path(), "s/few"), &["--today", "2026-11-24"]);
    assert_eq!(code, 0, "{text}");
    let (text, code) = said(folder.path(), &["check", "--today", "2026-11-24", "--fail-on", "warning"]);
    assert!(code == 0 && !text.contains("GS901"), "{text}");
    let (text, _) = said(folder.path(), &["list", "judgements", "--format", "short", "--today", "2026-11-24"]);
    assert!(text.contains("\tlapsed\t") && text.contains("\tin force\t"), "{text}");
}

#[test]
fn the_last_of_several_files_is_taken_or_the_one_that_is_named() {
    let folder = collection();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("b")).unwrap();
    fs::write(path("a.ron"), "Judgements([])").unwrap();
    fs::write(path("b/c.ron"), "Judgements([])").unwrap();
    let (text, code) = judge(folder.path(), &id_of(folder.path(), "s/few"), &[]);
    assert!(code == 0 && text.ends_with("b/c.ron:2\n"), "{text}");
    let italian = id_of(folder.path(), "s/none");
    for wrong in ["../x.ron", "/tmp/x.ron", "x.txt", ".x.ron", "no/x.ron", "source.ron"] {
        let (text, code) = judge(folder.path(), &italian, &["--file", wrong]);
        assert_eq!(code, 2, "{wrong}: {text}");
    }
    let (text, code) = judge(folder.path(), &italian, &["--file", "b/new.ron"]);
    assert!(code == 0 && text.ends_with("b/new.ron:2\n"), "{text}");
    assert_eq!(fs::read_to_string(path("a.ron")).unwrap(), "Judgements([])");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_are_minded() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (folder, outside) = (collection(), tempfile::tempdir().unwrap());
    let path = folder.path().join("judgements.ron");
    let id = id_of(folder.path(), "s/few");
    symlink(outside.path(), folder.path().join("way")).unwrap();
    let (text, code) = judge(folder.path(), &id, &["--file", "way/x.ron"]);
    assert!(code != 0, "{text}");
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    fs::remove_file(folder.path().join("way")).unwrap();
    fs::write(&path, "Judgements([])").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let (text, code) = judge(folder.path(), &id, &[]);
    assert!(code == 4 && text.contains("read-only"), "{text}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "Judgements([])");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(judge(folder.path(), &id, &[]).1, 0);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn who_is_stopped_halfway_leaves_the_old_file() {
    let folder = collection();
    let id = id_of(folder.path(), "s/few");
    judge(folder.path(), &id, &[]);
    let path = folder.path().join("judgements.ron");
    // What another one wrote that was killed: it is never read, and cleared by who writes next.
    fs::write(folder.path().join(".judgements.ron.new"), "Judgements([ Judgem").unwrap();
    assert_eq!(said(folder.path(), &["check"]).1, 1);
    let (text, code) = judge(folder.path(), &id_of(folder.path(), "s/none"), &[]);
    assert_eq!(code, 0, "{text}");
    assert_eq!(fs::read_to_string(&path).unwrap().matches("Judgement(").count(), 2);
    assert!(!folder.path().join(".judgements.ron.new").exists());
}

#[test]
fn all_who_judge_at_once_are_recorded() {
    let folder = collection();
    // Of ten measures, so that they are ten disputes: a judgement of one covers its ways.
    let measures: String = (60..70).map(|n| format!("Measure(id: \"held-{n}\", kind: Stock), ")).collect();
    change(folder.path(), "vocabulary.ron", "measures: [", &format!("measures: [{measures}"));
    let claim = |n: u32, by: &str, is: u32| {
        format!("Claim(id: \"{by}-{n}\", by: \"{by}\", says: Figure(of: \"held-{n} @ 1950-05\", is: \"{is}\")),\n")
    };
    let claims: String = (60..70).map(|n| claim(n, "ministry", n) + &claim(n, "embassy", 3 * n)).collect();
    change(folder.path(), "source.ron", "Claim(id: \"few\"", &(claims + "Claim(id: \"few\""));
    let ids: Vec<String> = (60..70).map(|n| id_of(folder.path(), &format!("s/ministry-{n}"))).collect();
    let said: Vec<(String, i32)> = std::thread::scope(|scope| {
        let judging: Vec<_> = ids.iter().map(|id| scope.spawn(|| judge(folder.path(), id, &[]))).collect();
        judging.into_iter().map(|judge| judge.join().unwrap()).collect()
    });
    assert!(said.iter().all(|(_, code)| *code == 0), "{said:?}");
    let text = fs::read_to_string(folder.path().join("judgements.ron")).unwrap();
    assert_eq!(text.matches("Judgement(").count(), 10, "{text}");
    // The same one twice at once: who comes second is told.
    let id = id_of(folder.path(), "s/none");
    let codes: Vec<i32> = std::thread::scope(|scope| {
        let judging: Vec<_> = (0..2).map(|_| scope.spawn(|| judge(folder.path(), &id, &[]).1)).collect();
        judging.into_iter().map(|judge| judge.join().unwrap()).collect()
    });
    assert_eq!(codes.iter().sum::<i32>(), 2, "{codes:?}");
}

#[test]
fn nothing_is_written_into_a_collection_with_errors() {
    let folder = collection();
    let id = id_of(folder.path(), "s/few");
    fs::write(folder.path().join("judgements.ron"), "Judgements([ Judgement(of: [\"s/few\"] ]) // mine").unwrap();
    let output = run(folder.path(), &["judge", &id, "--verdict", "explained", "--because", "x"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(fs::read_to_string(folder.path().join("judgements.ron")).unwrap().ends_with("// mine"));
}

#[test]
fn wrong_usage_says_what_to_do() {
    let folder = collection();
    let id = id_of(folder.path(), "s/few");
    for (arguments, part) in [
        (vec!["judge", "C-aaaaaaaa", "--verdict", "explained", "--because", "x"], "there is no contradiction"),
        (vec!["judge", &id, "--verdict", "explained", "--because", " "], "has a reason"),
        (vec!["judge", &id, "--verdict", "resolved", "--because", "x"], "--prefers CLAIM"),
        (vec!["judge", &id, "--verdict", "explained", "--prefers", "few", "--because", "x"], "only what is resolved"),
        (vec!["judge", &id, "--verdict", "resolved", "--prefers", "some", "--because", "x"], "does not take part"),
        (vec!["judge", &id, "--verdict", "resolved", "--prefers", "fwe", "--because", "x"], "did you mean `few`"),
        (vec!["judge", &id, "--verdict", "explained", "--because", "x", "--date", "yesterday"], "--date"),
        (vec!["judge", &id, "--verdict", "explained", "--because", "x", "--expires", "2001"], "is past"),
        (vec!["check", "--today", "2026"], "no single day"),
    ] {
        let (text, code) = said(folder.path(), &arguments);
        assert!(code == 2 && text.contains(part), "{arguments:?}: {text}");
    }
    assert!(!folder.path().join("judgements.ron").exists());
}
