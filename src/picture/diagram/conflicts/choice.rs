//! Which contradictions are drawn, where all would be too many to read.

use rustc_hash::FxHashMap;

use crate::reason::finding::{Contradiction, Finding, Strength};

/// Of more than this, the first of each dispute is drawn.
const ALL: usize = 12;
/// No more are drawn, unless a number is asked for.
const MOST: usize = 60;

/// What is drawn of what was asked for.
#[derive(Debug)]
pub(super) struct Choice<'f> {
    /// What is drawn, what matters most first.
    pub drawn: Vec<Chosen<'f>>,
    /// How many were asked for.
    of: usize,
    /// Whether one stands for its dispute.
    by_dispute: bool,
}

/// A contradiction that is drawn.
#[derive(Debug)]
pub(super) struct Chosen<'f> {
    pub finding: &'f Finding,
    pub contradiction: &'f Contradiction,
    /// How many others of its dispute are not drawn.
    pub more: usize,
}

impl<'f> Choice<'f> {
    /// All of them, if they are few; else the first of each dispute and strength; at most so many.
    ///
    /// Findings come with what matters most first, and so do those of a dispute.
    pub(super) fn of(kept: &[(&'f Finding, &'f Contradiction)], limit: Option<usize>) -> Self {
        let by_dispute = limit.is_none() && kept.len() > ALL;
        // What is hard is not left out for something that rests on assumptions.
        let mut disputes: FxHashMap<(&str, Strength), usize> = FxHashMap::default();
        let mut drawn: Vec<Chosen<'f>> = Vec::new();
        for &(finding, contradiction) in kept {
            let dispute = contradiction.dispute.as_ref().filter(|_| by_dispute);
            let dispute = dispute.map(|dispute| (dispute.head.as_str(), contradiction.strength));
            if let Some(&first) = dispute.and_then(|dispute| disputes.get(&dispute)) {
                drawn[first].more += 1;
                continue;
            }
            disputes.extend(dispute.map(|dispute| (dispute, drawn.len())));
            drawn.push(Chosen { finding, contradiction, more: 0 });
        }
        drawn.truncate(limit.unwrap_or(MOST).max(1));
        Choice { drawn, of: kept.len(), by_dispute }
    }

    /// What is left out, in a sentence after a blank; nothing where nothing is.
    pub(super) fn words(&self) -> String {
        if self.drawn.len() == self.of {
            return String::new();
        }
        let (drawn, of) = (self.drawn.len(), self.of);
        if self.by_dispute && self.drawn.iter().map(|one| one.more + 1).sum::<usize>() == of {
            format!(" They are {drawn} of {of}: the first of each dispute, with how many more it has.")
        } else if self.by_dispute {
            format!(" They are {drawn} of {of}: the first of the disputes that matter most.")
        } else {
            format!(" They are {drawn} of {of}: those that matter most.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::message::{Code, Message, Severity};
    use crate::reason::finding::InDispute;

    static CODE: Code = Code { id: "GS999", name: "test", severity: Severity::Error, explanation: "" };

    /// Findings of these disputes, by number; 0 is none.
    fn findings(disputes: &[usize]) -> Vec<Finding> {
        let one = |&dispute: &usize| {
            let dispute = (dispute > 0).then(|| InDispute {
                head: format!("C-{dispute}"),
                is_head: false,
                ways: 1,
                hard: 1,
                strength: Strength::Hard,
            });
            let contradiction = Contradiction { dispute, ..Contradiction::new("C-a".to_owned(), Strength::Hard) };
            Finding { contradiction: Some(contradiction), ..Finding::plain(Message::new(&CODE, "m"), Vec::new()) }
        };
        disputes.iter().map(one).collect()
    }

    fn chosen(disputes: &[usize], limit: Option<usize>) -> (Vec<usize>, String) {
        let findings = findings(disputes);
        let kept: Vec<(&Finding, &Contradiction)> =
            findings.iter().filter_map(|finding| Some((finding, finding.contradiction.as_ref()?))).collect();
        let choice = Choice::of(&kept, limit);
        (choice.drawn.iter().map(|one| one.more).collect(), choice.words())
    }

    #[test]
    fn few_are_all_drawn_and_of_many_the_first_of_each_dispute() {
        assert_eq!(chosen(&[1; 12], None), (vec![0; 12], String::new()));
        let mut many = vec![1; 10];
        many.extend([2, 0, 0]);
        let words = " They are 4 of 13: the first of each dispute, with how many more it has.";
        assert_eq!(chosen(&many, None), (vec![9, 0, 0, 0], words.to_owned()));
    }

    #[test]
    fn at_most_so_many_are_drawn_as_asked_for() {
        let (drawn, words) = chosen(&[0; 100], None);
        assert_eq!(
            (drawn.len(), words.as_str()),
            (60, " They are 60 of 100: the first of the disputes that matter most.")
        );
        let (drawn, words) = chosen(&[1; 100], Some(70));
        assert_eq!((drawn.len(), words.as_str()), (70, " They are 70 of 100: those that matter most."));
        assert_eq!(chosen(&[1; 100], Some(100)).1, "");
    }
}
