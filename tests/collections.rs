//! The shipped collections on other ground (an ownership history, revised statistics, a controversy): what is found in
//! each, what holds, and where it comes from.

use std::path::Path;
use std::process::Command;

use gainsay::base::text::{Texts, read_collection};
use gainsay::model::load::{load, read_tables_of};
use gainsay::model::{Model, Verdict};
use gainsay::reason::facts::{Assumptions, Switch};
use gainsay::reason::finding::Finding;
use gainsay::reason::finding::Strength::{self, Conditional, Hard, Tension};

use crate::support::analysis;

const VOYNICH: &str = "graphs/voynich-manuscript";
const FORESTS: &str = "graphs/world-forests";
const KINTE: &str = "graphs/kunta-kinte";

fn shipped(folder: &str) -> (Texts, Model) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let (mut texts, unread) = read_collection(&folder);
    read_tables_of(&mut texts, &folder, None);
    let mut loaded = load(&texts, &unread).unwrap_or_else(|error| panic!("{error}: {:#?}", error.messages));
    loaded.model.tell_in(gainsay::model::Wording::Notation);
    assert!(loaded.warnings.is_empty(), "{}: {:?}", folder.display(), loaded.warnings);
    (texts, loaded.model)
}

/// What was found in a collection, with the model that names its claims.
struct Found {
    model: Model,
    findings: Vec<Finding>,
}

impl Found {
    fn of(folder: &str) -> Self {
        Self::under(folder, Assumptions::of_collection())
    }

    fn under(folder: &str, assumptions: Assumptions) -> Self {
        let (texts, model) = shipped(folder);
        let findings = analysis(&texts, &model).assuming(assumptions).findings().to_vec();
        Found { model, findings }
    }

    fn names(&self, finding: &Finding) -> Vec<String> {
        let mut names: Vec<String> = finding.claims.iter().map(|&claim| self.model.claim_name(claim)).collect();
        names.sort();
        names
    }

    /// The contradiction or tension of just these claims.
    fn between(&self, names: &[&str]) -> Option<&Finding> {
        let mut names: Vec<&str> = names.to_vec();
        names.sort_unstable();
        self.findings.iter().find(|finding| finding.contradiction.is_some() && self.names(finding) == names)
    }

    /// Of these claims there is a contradiction, so strong and so told.
    #[track_caller]
    fn has(&self, names: &[&str], strength: Strength, told: &str) {
        let finding = self.between(names).unwrap_or_else(|| panic!("nothing is found among {names:?}"));
        let found = finding.contradiction.as_ref().expect("a contradiction");
        assert_eq!((found.strength, finding.message.text.as_str()), (strength, told), "{names:?}");
    }

    #[track_caller]
    fn is_judged(&self, names: &[&str], verdict: Verdict) {
        let finding = self.between(names).unwrap_or_else(|| panic!("nothing is found among {names:?}"));
        let judgement = finding.judgement.unwrap_or_else(|| panic!("{names:?} are not judged"));
        assert_eq!(self.model.judgements()[judgement].verdict, verdict, "{names:?}");
    }

    fn codes(&self) -> Vec<(&str, &str)> {
        self.findings.iter().map(|finding| (finding.message.code.id, finding.message.text.as_str())).collect()
    }

    /// No contradiction rests on claims of this source alone.
    #[track_caller]
    fn agrees_with_itself(&self, sources: &[&str]) {
        let is_inside = |name: &String| sources.iter().any(|source| name.starts_with(&format!("{source}/")));
        let own = self.findings.iter().filter(|finding| finding.contradiction.is_some());
        let own: Vec<Vec<String>> =
            own.map(|finding| self.names(finding)).filter(|names| names.iter().all(is_inside)).collect();
        assert!(own.is_empty(), "{own:#?}");
    }
}

fn run(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("COLUMNS", "200")
        .output()
        .expect("the program runs");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn each_is_whole_cited_and_searched_to_the_end() {
    for folder in [VOYNICH, FORESTS, KINTE] {
        let (texts, model) = shipped(folder);
        assert!(model.claims().len() >= 40, "{folder}");
        for (_, source) in model.sources().iter() {
            let name = model.name(source.name);
            let is_cited = source.unseen || source.url.is_some() || source.note.is_some();
            assert!(is_cited, "{folder}: {name} has no address");
        }
        for claim in model.claims().ids() {
            assert!(model.quote_of(claim).next().is_some(), "{folder}: {} quotes nothing", model.claim_name(claim));
        }
        let analysis = analysis(&texts, &model);
        assert!(!analysis.checked().cut, "{folder}: there may be more");
        assert_eq!(analysis.checked().unproved, 0, "{folder}");
        // Judgements are in force, and cover something.
        let lapsed = |finding: &&Finding| finding.message.code.id.starts_with("GS9");
        assert_eq!(analysis.findings().iter().filter(lapsed).count(), 0, "{folder}");
        assert!(analysis.findings().iter().any(|finding| finding.judgement.is_some()), "{folder}");
    }
}

#[test]
fn the_voynich_manuscript_is_younger_than_bacon_and_older_than_columbus() {
    let found = Found::of(VOYNICH);
    let bacon = [
        "american-cyclopaedia-bacon/bacon-died",
        "marci-letter-in-english/bacon-is-the-author",
        "wikipedia-history-copied/vellum-dated",
    ];
    let told = "vellum-made 1404 or later, died[roger-bacon] 1294 or earlier: 109 years apart";
    found.has(&bacon, Hard, told);
    found.is_judged(&bacon, Verdict::Resolved);
    found.has(
        &["wikipedia-history-copied/vellum-dated", "wikipedia-history-copied/voynich-thought-13th-century"],
        Hard,
        "vellum-made 1404 or later, written 1299 or earlier: 104 years apart",
    );
    // That fresh vellum is written on is an assumption: 1438 and fifty years are not yet 1499.
    found.has(
        &["brumbaugh-maps-of-stars/about-1500-at-the-earliest", "wikipedia-history-copied/vellum-dated"],
        Conditional,
        "written 1499 or later, vellum-made 1438 or earlier: at least 60 years between them, at most 50 years possible",
    );
    assert!(found.between(&["scribd-history/experts-1450-to-1520", "wikipedia-history-copied/vellum-dated"]).is_none());
}

#[test]
fn the_voynich_manuscript_s_owners_stand_in_order() {
    let found = Found::of(VOYNICH);
    found.has(
        &["history-copied-into-a-forum/tepenec-died", "antropicos/tepenec-after-kircher"],
        Conditional,
        "came-to[tepenec] 1666 or later, died[tepenec] 1622 or earlier: 43 years apart",
    );
    found.has(
        &["prague-biographies/baresch-died", "quimica-baresch/baresch-died"],
        Hard,
        "died[baresch]: 1654 to 1656 against 1664 to 1666, 7 years apart",
    );
    // An heir inherits after a death: the year in which he says that he has is a bound for it.
    found.has(
        &[
            "quimica-baresch/baresch-died",
            "marci-letter-in-english/bequeathed",
            "wikipedia-georg-baresch-in-german/inherited-by-1662",
        ],
        Hard,
        "died[baresch] 1664 or later, came-to[marci] 1662 or earlier: 1 year apart",
    );
    found.has(
        &["history-copied-into-a-forum/rudolf-died", "alicante-bizarro/brought-1854"],
        Conditional,
        "crossed 1853 or later, died[rudolf] 1612 or earlier: 240 years apart",
    );
    let ethel = ["scribd-history/ethel-until-1961", "notes-on-ethel-voynich/ethel-died"];
    found.has(&ethel, Conditional, "left[ethel] 1961 or later, died[ethel] 1960 or earlier: less than a year apart");
    found.is_judged(&ethel, Verdict::Explained);
    found.has(
        &["newspaper-on-voynich/dee-about-1547", "newspaper-on-voynich/dee-then-18", "antropicos/dee-born"],
        Tension,
        "came-to[john-dee] 1547 or later, born[john-dee] 1527 or earlier: at least 19 years between them, less than 19 years possible",
    );
}

#[test]
fn two_dates_are_one_letter_and_one_of_them_fits_what_else_is_known() {
    let found = Found::of(VOYNICH);
    let dates = ["marci-letter-in-english/sent-1665", "monograph-in-russian/sent-1666"];
    found.has(&dates, Hard, "left[marci]: 19 August 1665 against 19 August 1666, 12 months apart");
    found.is_judged(&dates, Verdict::Unresolved);
    let not_1665 = |other: &[&str], told: &str| {
        let names: Vec<&str> = other.iter().copied().chain(["marci-letter-in-english/sent-1665"]).collect();
        found.has(&names, Hard, told);
    };
    not_1665(
        &["history-copied-into-a-forum/half-a-year-before-his-death", "prague-biographies/marci-died"],
        "died[marci] 1667 or later, left[marci] 19 August 1665: at least 1 year between them, at most 9 months possible",
    );
    not_1665(
        &["history-copied-into-a-forum/correspondents-for-28-years", "history-copied-into-a-forum/marci-met-kircher"],
        "met-kircher[marci] 1638 or later, left[marci] 19 August 1665: at most 27 years between them, at least 28 years needed",
    );
    let against_1666 = |finding: &&Finding| {
        let names = found.names(finding);
        let has_1666 = names.iter().any(|name| name == "monograph-in-russian/sent-1666");
        finding.contradiction.is_some() && has_1666 && !names.iter().any(|name| name.ends_with("-1665"))
    };
    let left: Vec<Vec<String>> =
        found.findings.iter().filter(against_1666).map(|finding| found.names(finding)).collect();
    assert!(left.iter().all(|names| names.iter().any(|name| name.starts_with("antropicos/"))), "{left:?}");
    // Seven pages, one letter.
    let origins = run(&["origins", "-C", VOYNICH, "left[marci]"]);
    assert!(
        origins.starts_with("quantity parting of the book from Johannes Marcus Marci: 7 claims, 1 independent origin"),
        "{origins}"
    );
}

#[test]
fn slips_in_what_is_told_of_the_world_s_forests_are_found() {
    let found = Found::of(FORESTS);
    // 129 million of 4,128 million are 3.1 %, not 0.31 %.
    let point = [
        "fra-2015-at-environmentcounts/world-2015",
        "midland-paper/lost-since-1990",
        "midland-paper/share-lost-since-1990",
    ];
    let told =
        "forest[fra-2015] @ 1990 - forest[fra-2015] @ 2015: at least 128,500,000 claimed, at most 12,638,235 possible";
    found.has(&point, Hard, told);
    found.is_judged(&point, Verdict::Resolved);
    let ratio = found.between(&point).and_then(|finding| finding.contradiction.as_ref()?.ratio_text());
    assert_eq!(ratio.as_deref(), Some("10.168"));
    // The area of one edition under the heading of the next.
    let old = ["thozhan-academy/world-2025", "thozhan-academy/decline-to"];
    found.has(&old, Hard, "forest[fra-2025] @ 2025: 4,055,000,000..4,065,000,000 against 4,140,150,000..4,140,250,000");
    found.is_judged(&old, Verdict::Resolved);
}

#[test]
fn rounded_shares_and_rates_that_fit_are_no_contradictions() {
    let found = Found::of(FORESTS);
    // 20, 12, 9, 7 and 5 % make 53, and the five have 54 %; 45, 27, 16 and 11 % make 99.
    found.agrees_with_itself(&["fra-2025-at-developmentaid", "fra-2025-at-silkway", "fra-2025-at-anews"]);
    found.agrees_with_itself(&["fra-2020-at-palm-oil-today", "fra-2020-at-jatin-verma", "afp-2020"]);
    found.agrees_with_itself(&["fra-2015-at-environmentcounts", "fra-2015-at-india-environment-portal"]);
    let (texts, model) = shipped(FORESTS);
    let passed: Vec<String> =
        analysis(&texts, &model).checked().passed.iter().map(|passed| passed.message.clone()).collect();
    // 7.6 lost and 4.3 gained are 3.3 net; 10.9 and 6.78 are 4.12.
    for sum in [
        "deforestation[fra-2015, from-2010-to-2015]: 7,600,000 is the sum of its 2 parts",
        "deforestation[fra-2025, from-2015-to-2025]: 10,900,000 is the sum of its 2 parts",
    ] {
        assert!(passed.iter().any(|message| message == sum), "{sum}: {passed:#?}");
    }
    // 17.6, 13.6 and 10.9 a year, for 10, 15 and 10 years, are 489.
    assert!(passed.iter().any(|message| message.starts_with("deforested[fra-2025] @ 2025 = ")), "{passed:#?}");
    // Three decades' losses are 177 million, and 178 are said: within rounding.
    Found::under(FORESTS, assuming(&model, "change-by-2020")).agrees_with_itself(&["fra-2020-at-palm-oil-today"]);
}

#[test]
fn an_edition_is_set_against_another_only_by_assumption() {
    let found = Found::of(FORESTS);
    let net = ["fra-2020-at-palm-oil-today/net-loss-1990s", "fra-2025-at-developmentaid/net-loss-1990s"];
    let told = "net-loss[fra-2025, from-1990-to-2000]: at least 10,650,000 claimed, at most 7,850,000 possible";
    found.has(&net, Conditional, told);
    found.is_judged(&net, Verdict::Explained);
    let gross = [
        "fra-2015-at-environmentcounts/deforestation-since-2010",
        "fra-2020-at-stellar-ias/deforestation-2010-to-2015",
    ];
    assert_eq!(
        found.between(&gross).and_then(|finding| Some(finding.contradiction.as_ref()?.strength)),
        Some(Conditional)
    );
    // 4,128 million became 4,060 and 178.
    let area = [
        "fra-2015-at-environmentcounts/world-1990",
        "fra-2020-at-palm-oil-today/world-2020",
        "fra-2020-at-palm-oil-today/lost-since-1990",
    ];
    assert!(found.between(&area).is_none());
    let assumed = Found::under(FORESTS, assuming(&found.model, "2020-leaves-1990-as-in-2015"));
    assert_eq!(
        assumed.between(&area).and_then(|finding| Some(finding.contradiction.as_ref()?.strength)),
        Some(Conditional)
    );
    // Without any of these assumptions each edition stands for itself.
    let mut definitions = Assumptions::of_collection();
    definitions.switch(Switch::AllAssumptions, false);
    for finding in Found::under(FORESTS, definitions).findings {
        let Some(found) = finding.contradiction else { continue };
        assert_eq!(found.strength, Hard, "{}", finding.message.text);
    }
}

#[test]
fn those_who_confirm_kunta_kinte_contradict_each_other_and_themselves() {
    let found = Found::of(KINTE);
    let echo = ["roots/no-way-to-know", "wikipedia-circular-reporting/a-retelling"];
    found.has(&echo, Hard, "Alex Haley affirms griot-did-not-know, Wikipedia affirms griot-retold-haley");
    found.is_judged(&echo, Verdict::Resolved);
    found.has(
        &["roots/griot-omoro", "genealogue-2005/father-lamin"],
        Hard,
        "Kebba Fofana affirms father-was-lamin, Kebba Fofana affirms father-was-omoro",
    );
    found.has(
        &["villagers-1995/from-this-compound", "wikipedia-circular-reporting/a-retelling"],
        Hard,
        "villagers of Juffure affirms haley-had-it-from-juffure, Wikipedia affirms griot-retold-haley",
    );
    let ships = ["history-of-the-search/landed-1766", "baltimore-sun-2005/landed"];
    found.has(&ships, Hard, "landed: 1766 against 29 September 1767, less than a year apart");
    // A party that changes what it says is told as that.
    let notes = &found.between(&ships).unwrap().message.notes;
    assert!(notes.iter().any(|note| note.starts_with("Alex Haley said 1766")), "{notes:?}");
    // 15, 16 and 17 years, and a birth in spring 1750: of 1767 only 15 is too young.
    found.has(
        &["access-gambia/taken-1767", "anadolu/aged-15", "global-news/born-1750"],
        Hard,
        "taken[kunta] 1767 or later, born[kunta] 1750 or earlier: at least 16 years between them, less than 16 years possible",
    );
    assert!(found.between(&["access-gambia/taken-1767", "keithhunt/aged-16", "global-news/born-1750"]).is_none());
    // Haley says both himself: he told his story first, and the griot did not know it.
    let opposed = found.findings.iter().filter(|finding| finding.message.code.id == "GS211");
    let opposed: Vec<Vec<String>> = opposed.map(|finding| found.names(finding)).collect();
    assert!(
        opposed.contains(&vec!["roots/no-way-to-know".to_owned(), "roots/told-the-gambians".to_owned()]),
        "{opposed:?}"
    );
    // What somebody holds possible contradicts nobody.
    let possible = |finding: &&Finding| found.names(finding).iter().any(|name| name.starts_with("adviser-2016/"));
    assert_eq!(found.findings.iter().filter(possible).count(), 0);
}

#[test]
fn the_griot_s_confirmation_goes_back_to_who_is_confirmed() {
    let found = Found::of(KINTE);
    let told = found.codes();
    assert!(told.contains(&("GS501", "`haleys-account` goes back to itself, in 2 steps")), "{told:#?}");
    let one_origin =
        "4 sources say the same, and all have it from one origin: Cousin Georgia (as reported in family-story)";
    assert!(told.contains(&("GS502", one_origin)), "{told:#?}");
    // The griot alone names Juffure: that is his own.
    let origins = run(&["origins", "-C", KINTE, "griot-juffure"]);
    assert!(origins.contains("1 independent origin") && origins.contains("Kebba Fofana"), "{origins}");
    // Withdraw her word, and all who pass it on fall.
    let impact = run(&["impact", "-C", KINTE, "georgia-chopping-wood"]);
    for fallen in ["roots/griot-chopping-wood", "baltimore-sun-2005/cutting-wood", "anadolu/fetching-firewood"] {
        assert!(impact.contains(fallen), "{fallen}: {impact}");
    }
}

/// The collection's assumptions and one what-if.
fn assuming(model: &Model, name: &str) -> Assumptions {
    let rule = model.rules().iter().find(|(_, rule)| model.name(rule.name) == name);
    let (rule, _) = rule.unwrap_or_else(|| panic!("there is no rule {name}"));
    let mut assumptions = Assumptions::of_collection();
    assumptions.switch(Switch::Rule(rule), true);
    assumptions
}
