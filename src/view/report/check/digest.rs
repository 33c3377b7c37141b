//! The disputes on one screen: a line each, fitted to it, the most important first.

use std::collections::BTreeMap;

use super::{Checked, counted};
use crate::base::fit::{cell, columns, cut, wrapped};
use crate::base::message::{Code, Severity};
use crate::reason::digest::Digest;
use crate::reason::finding::{Finding, Strength};
use crate::view::report::{Colour, visible};

/// How large the screen is on which findings are read.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// In columns.
    pub width: usize,
    /// In lines.
    pub height: usize,
}

/// Up to so many findings are told in full at once.
pub(super) const TOLD_IN_FULL: usize = 3;
/// Lines that are left for what stands around the disputes.
const AROUND: usize = 10;
/// So many disputes are shown on the lowest screen.
const FEWEST: usize = 5;
/// So many columns are enough to tell how far apart two are.
const APART: usize = 46;

/// Below so many columns who is against whom is parted by a stroke.
const NARROW: usize = 120;

/// A dispute's line before it is fitted.
struct Line {
    mark: char,
    digest: Digest,
    ways: usize,
    id: String,
}

/// The disputes that there is room for, in lines under a head; what the marks mean stands below.
pub(super) fn lines(checked: Checked<'_>, told: &[&Finding], screen: Screen, colour: Colour) -> String {
    let lines: Vec<Line> = told.iter().filter_map(|finding| line(checked, finding)).collect();
    let room = screen.height.saturating_sub(AROUND).max(FEWEST);
    let shown = if lines.len() <= room { lines.len() } else { room - 1 };
    let widths = Widths::of(&lines[..shown], screen.width);
    let mut text = widths.head();
    for (at, line) in lines[..shown].iter().enumerate() {
        text.push_str(&widths.line(at + 1, line, colour));
    }
    if shown < lines.len() {
        text.push_str(&format!("    \u{2026} {} more: `gainsay list disputes`\n", lines.len() - shown));
    }
    text.push_str(&legend(&lines[..shown], screen.width));
    text
}

fn line(checked: Checked<'_>, finding: &Finding) -> Option<Line> {
    let found = finding.contradiction.as_ref()?;
    let strength = finding.dispute().map_or(found.strength, |dispute| dispute.strength);
    let mark = match strength {
        _ if finding.judgement.is_some() => '\u{2713}',
        Strength::Hard => '\u{25a0}',
        Strength::Conditional => '\u{25a1}',
        Strength::Tension => '\u{25c7}',
    };
    let digest = Digest::of(checked.model, finding)?;
    Some(Line { mark, digest, ways: finding.dispute().map_or(1, |dispute| dispute.ways), id: found.id.clone() })
}

/// How wide each column is.
struct Widths {
    rank: usize,
    who: usize,
    about: usize,
    apart: usize,
    ways: usize,
    id: usize,
    /// What stands between who is against whom.
    against: &'static str,
}

impl Widths {
    fn of(lines: &[Line], width: usize) -> Self {
        let most = |of: &dyn Fn(&Line) -> usize| lines.iter().map(of).max().unwrap_or(0);
        let rank = lines.len().to_string().len();
        let ways = most(&|line| line.ways.to_string().len()).max("WAYS".len());
        let id = most(&|line| columns(&line.id));
        let rest = width.saturating_sub(1 + rank + ways + id + 6);
        let apart = most(&|line| line.digest.apart.first().map_or(0, |text| columns(text)));
        let apart = apart.clamp("APART".len(), APART.min(rest * 3 / 10));
        let is_narrow = width < NARROW;
        let against = if is_narrow { " / " } else { " against " };
        let who = most(&|line| columns(&line.digest.who) + columns(against) + columns(&line.digest.against));
        let who = who.clamp(3, (rest - apart) * 9 / 20);
        let about =
            most(&|line| columns(&line.digest.about)).clamp("ABOUT".len(), (rest - apart).saturating_sub(who).max(5));
        Widths { rank, who, about, apart, ways, id, against }
    }

    fn head(&self) -> String {
        let rank = " ".repeat(self.rank);
        let (who, about) =
            (cell(&format!("WHO{}WHOM", self.against.to_uppercase()), self.who), cell("ABOUT", self.about));
        let apart = if self.apart >= "HOW FAR APART".len() { "HOW FAR APART" } else { "APART" };
        format!(" {rank} {who}  {about}  {:>apart_width$} WAYS ID\n", apart, apart_width = self.apart)
    }

    fn line(&self, rank: usize, line: &Line, colour: Colour) -> String {
        let fits = |text: &&String| columns(text) <= self.apart;
        let apart = line.digest.apart.iter().find(fits).or(line.digest.apart.last());
        let apart = apart.map(|text| cut(&visible(text), self.apart)).unwrap_or_default();
        let blanks = " ".repeat(self.apart.saturating_sub(columns(&apart)));
        let mark = match (colour, line.mark) {
            (Colour::On, '\u{25a0}') => format!("\u{1b}[1;31m{}\u{1b}[0m", line.mark),
            _ => line.mark.to_string(),
        };
        let about = crate::view::prose::capital(&line.digest.about);
        format!(
            "{mark}{rank:>rank_width$} {}  {}  {blanks}{apart} {:>ways_width$} {}\n",
            self.parties(line),
            cell(&visible(&about), self.about),
            line.ways,
            cell(&line.id, self.id),
            rank_width = self.rank,
            ways_width = self.ways,
        )
    }

    /// Who is against whom: of both as much as there is room for.
    fn parties(&self, line: &Line) -> String {
        let room = self.who.saturating_sub(columns(self.against));
        let (who, against) = (visible(&line.digest.who), visible(&line.digest.against));
        let of_second = columns(&against).min((room / 2).max(room.saturating_sub(columns(&who))));
        let of_first = room - of_second;
        cell(&format!("{}{}{}", cut(&who, of_first), self.against, cut(&against, of_second)), self.who)
    }
}

/// What the marks mean that stand there.
fn legend(lines: &[Line], width: usize) -> String {
    let all = [
        ('\u{25a0}', "hard"),
        ('\u{25a1}', "rests on an assumption or a reading"),
        ('\u{25c7}', "a tension"),
        ('\u{2713}', "judged"),
    ];
    let there = all.iter().filter(|(mark, _)| lines.iter().any(|line| line.mark == *mark));
    let told: Vec<String> = there.map(|(mark, says)| format!("{mark} {says}")).collect();
    wrapped(&told.join("   "), width, 0) + "\n"
}

/// What else was found, in counts by what it is.
pub(super) fn others(told: &[(&'static Code, Severity)], width: usize) -> String {
    let mut counts: BTreeMap<(std::cmp::Reverse<Severity>, &str), usize> = BTreeMap::new();
    for (code, severity) in told {
        *counts.entry((std::cmp::Reverse(*severity), code.name)).or_default() += 1;
    }
    let mut parts = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let own = counts.iter().filter(|((own, _), _)| own.0 == severity);
        let kinds: Vec<String> = own.clone().map(|((_, name), count)| format!("{count} {name}")).collect();
        let count: usize = own.map(|(_, count)| count).sum();
        if count > 0 {
            parts.push(format!("{} ({})", counted(count, severity.word()), kinds.join(", ")));
        }
    }
    wrapped(&format!("Besides: {}.", parts.join("; ")), width, 2) + "\n"
}
