//! Small collections from public reports in which people found that figures, dates or citations do not fit, beside this
//! folder: what a version that is right says of each.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::path::Path;

use gainsay::base::number::Number;
use gainsay::base::text::{Texts, read_collection};
use gainsay::model::Model;
use gainsay::model::load::load;
use gainsay::reason::finding::{Finding, Strength};

use crate::support::{analysis, case};

struct Read {
    texts: Texts,
    model: Model,
}

impl Read {
    fn of(folder: &Path) -> Read {
        let (texts, unread) = read_collection(folder);
        let model = load(&texts, &unread).unwrap_or_else(|error| panic!("{:#?}", error.messages)).model;
        Read { texts, model }
    }

    /// The contradictions that count: no tensions.
    fn contradictions(&self) -> Vec<Finding> {
        let findings = analysis(&self.texts, &self.model).findings().to_vec();
        let counts =
            |found: &Finding| found.contradiction.as_ref().is_some_and(|found| found.strength != Strength::Tension);
        findings.into_iter().filter(counts).collect()
    }

    fn names(&self, finding: &Finding) -> Vec<String> {
        let mut names: Vec<String> = finding.claims.iter().map(|&claim| self.model.claim_name(claim)).collect();
        names.sort();
        names
    }

    fn between(&self, names: &[&str]) -> Finding {
        let found = self.contradictions().into_iter().find(|finding| self.names(finding) == names);
        found.unwrap_or_else(|| panic!("nothing among {names:?}"))
    }
}

/// A copy of a case in which files are written anew.
fn anew(folder: &Path, files: &[(&str, &str)]) -> (tempfile::TempDir, Read) {
    let copy = tempfile::tempdir().unwrap();
    fs::create_dir(copy.path().join("sources")).unwrap();
    for file in ["gainsay.ron", "vocabulary.ron", "rules.ron"].iter().filter(|file| folder.join(file).exists()) {
        fs::copy(folder.join(file), copy.path().join(file)).unwrap();
    }
    for entry in fs::read_dir(folder.join("sources")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), copy.path().join("sources").join(entry.file_name())).unwrap();
    }
    for (name, text) in files {
        fs::write(copy.path().join(name), text).unwrap();
    }
    let read = Read::of(copy.path());
    (copy, read)
}

#[test]
fn of_what_are_these_percentages() {
    let Some(folder) = case("percent-of-what") else { return };
    let read = Read::of(&folder);
    let found: Vec<Vec<String>> = read.contradictions().iter().map(|finding| read.names(finding)).collect();
    assert_eq!(
        found,
        [
            ["issue-37/error-n", "issue-37/error-pc", "issue-37/total"],
            ["issue-37/assembly-n", "issue-37/assembly-pc", "issue-37/total"],
        ]
    );
}

#[test]
fn carbon_and_carbon_dioxide() {
    let Some(folder) = case("co2-units") else { return };
    // With units kept and converted, and no factor by hand.
    let vocabulary = fs::read_to_string(folder.join("vocabulary.ron")).unwrap();
    let vocabulary = vocabulary.replace(
        "    parties:",
        "    units: [Unit(id: \"t C\", is: \"44/12 t CO2\", because: \"molar mass\")],\n    parties:",
    );
    let rules = "Rules([Rule(id: \"same-gas\", basis: Definition, says: \"Both tell how much was emitted.\", \
                 holds: Equation(\"co2 = carbon\"))])";
    let (_copy, read) = anew(&folder, &[("vocabulary.ron", &vocabulary), ("rules.ron", rules)]);
    let between = read.between(&["issue-40/ceds-2019", "issue-40/gcp-2019"]);
    let found = between.contradiction.unwrap();
    // 10,017 Mt C against 36,040,300.7 kt CO2, which is 9,829 Mt C: at least 187 too many.
    assert_eq!((found.gap.unwrap().floor(), found.unit.as_deref()), (Number::from(187), Some("Mt C")));
    let hinted = read.between(&["issue-40/ceds-2019", "issue-40/mislabelled"]);
    assert!(hinted.message.notes.iter().any(|note| note.contains("carbon or carbon dioxide?")), "{:?}", hinted.message);
}

#[test]
fn votes_by_the_ways_in_which_they_were_cast() {
    let Some(folder) = case("ways-of-voting") else { return };
    let read = Read::of(&folder);
    let found = read.contradictions();
    let gaps: Vec<String> =
        found.iter().map(|one| one.contradiction.as_ref().unwrap().gap.clone().unwrap().to_string()).collect();
    assert_eq!(gaps, ["2"; 5]);
    // All are short by the same 2, and told once.
    let heads = found.iter().filter(|one| one.contradiction.as_ref().unwrap().dispute.as_ref().unwrap().is_head);
    let heads: Vec<&Finding> = heads.collect();
    assert_eq!(heads.len(), 1);
    assert_eq!(heads[0].message.notes, ["5 sums of this source are off by the same 2"]);
}

#[test]
fn a_boy_of_thirteen_is_no_father() {
    let Some(folder) = case("father-too-young") else { return };
    let vocabulary = "Vocabulary(
        measures: [Measure(id: \"birth\", kind: Event)],
        dimensions: [Dimension(id: \"person\", codes: [Code(id: \"nobody\"), Code(id: \"father\"), Code(id: \"daughter\")])],
        parties: [Party(id: \"obituary\"), Party(id: \"stone\", name: \"the stone\"), Party(id: \"census-taker\")],
    )";
    let rules = "Rules([Rule(id: \"fathers-are-grown\", basis: Assumption, says: \"A father is at least 15 years older.\", \
                 because: \"biology\", holds: Equation(\"birth[father] + 15 years <= birth[daughter]\"))])";
    let blog = fs::read_to_string(folder.join("sources/blog.ron")).unwrap().replace("birth-year", "birth");
    let blog: String = blog.lines().filter(|line| !line.contains("biology")).map(|line| format!("{line}\n")).collect();
    let blog = blog.replace("1838..1839", "1838 to 1839").replace("1832..1833", "1832 to 1833");
    let files = [("vocabulary.ron", vocabulary), ("rules.ron", rules), ("sources/blog.ron", &blog)];
    let (_copy, read) = anew(&folder, &files);
    let found = read.between(&["library-blog/daughter-obituary", "library-blog/father-stone"]);
    assert_eq!(
        found.message.text,
        "father birth: 1838 or later; daughter birth: 1852 or earlier; at most 14 years between them, at least 15 years needed"
    );
}
