//! Words before and after a number that say how it is meant: "about", "at least", "or more".

/// What a word says of the number after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hedge {
    /// A little less or more.
    About,
    /// A little less, never more.
    Nearly,
    /// A little more, never less.
    JustOver,
    /// That number, not rounded.
    Exactly,
    /// That number at most.
    Below { strict: bool },
    /// That number at least.
    Above { strict: bool },
    /// Nothing.
    Plain,
}

/// The words, with the blank after them; where one begins like another, the longer comes first.
const HEDGES: [(&str, Hedge); 66] = [
    ("about ", Hedge::About),
    ("approximately ", Hedge::About),
    ("approx. ", Hedge::About),
    ("approx ", Hedge::About),
    ("circa ", Hedge::About),
    ("ca. ", Hedge::About),
    ("ca ", Hedge::About),
    ("c. ", Hedge::About),
    ("roughly ", Hedge::About),
    ("around ", Hedge::About),
    ("some ", Hedge::About),
    ("an estimated ", Hedge::About),
    ("estimated at ", Hedge::About),
    ("more or less ", Hedge::About),
    ("~", Hedge::About),
    ("≈", Hedge::About),
    ("nearly ", Hedge::Nearly),
    ("almost ", Hedge::Nearly),
    ("just under ", Hedge::Nearly),
    ("just below ", Hedge::Nearly),
    ("a little under ", Hedge::Nearly),
    ("a little less than ", Hedge::Nearly),
    ("slightly less than ", Hedge::Nearly),
    ("slightly under ", Hedge::Nearly),
    ("close to ", Hedge::Nearly),
    ("not quite ", Hedge::Nearly),
    ("just over ", Hedge::JustOver),
    ("just above ", Hedge::JustOver),
    ("a little more than ", Hedge::JustOver),
    ("a little over ", Hedge::JustOver),
    ("slightly more than ", Hedge::JustOver),
    ("slightly over ", Hedge::JustOver),
    ("less than ", Hedge::Below { strict: true }),
    ("fewer than ", Hedge::Below { strict: true }),
    ("under ", Hedge::Below { strict: true }),
    ("below ", Hedge::Below { strict: true }),
    ("at most ", Hedge::Below { strict: false }),
    ("up to ", Hedge::Below { strict: false }),
    ("as many as ", Hedge::Below { strict: false }),
    ("as much as ", Hedge::Below { strict: false }),
    ("no more than ", Hedge::Below { strict: false }),
    ("not more than ", Hedge::Below { strict: false }),
    ("not over ", Hedge::Below { strict: false }),
    ("a maximum of ", Hedge::Below { strict: false }),
    ("maximum ", Hedge::Below { strict: false }),
    ("<=", Hedge::Below { strict: false }),
    ("≤", Hedge::Below { strict: false }),
    ("<", Hedge::Below { strict: true }),
    ("more than ", Hedge::Above { strict: true }),
    ("over ", Hedge::Above { strict: true }),
    ("above ", Hedge::Above { strict: true }),
    ("upwards of ", Hedge::Above { strict: false }),
    ("at least ", Hedge::Above { strict: false }),
    ("no less than ", Hedge::Above { strict: false }),
    ("not less than ", Hedge::Above { strict: false }),
    ("no fewer than ", Hedge::Above { strict: false }),
    ("not fewer than ", Hedge::Above { strict: false }),
    ("a minimum of ", Hedge::Above { strict: false }),
    ("minimum ", Hedge::Above { strict: false }),
    (">=", Hedge::Above { strict: false }),
    ("≥", Hedge::Above { strict: false }),
    (">", Hedge::Above { strict: true }),
    ("exactly ", Hedge::Exactly),
    ("precisely ", Hedge::Exactly),
    ("only ", Hedge::Plain),
    ("a total of ", Hedge::Plain),
];

/// What may stand after a number.
const AFTER: [(&str, Hedge); 9] = [
    (" or more", Hedge::Above { strict: false }),
    (" or over", Hedge::Above { strict: false }),
    (" and more", Hedge::Above { strict: false }),
    (" or less", Hedge::Below { strict: false }),
    (" or fewer", Hedge::Below { strict: false }),
    (" or under", Hedge::Below { strict: false }),
    (" at most", Hedge::Below { strict: false }),
    (" at least", Hedge::Above { strict: false }),
    ("+", Hedge::Above { strict: false }),
];

/// No wording hedges more often.
const MOST: usize = 8;

/// The hedge that a text begins with, and the rest.
pub(super) fn before(text: &str) -> Option<(Hedge, &str)> {
    HEDGES.iter().find_map(|(word, hedge)| Some((*hedge, text.strip_prefix(word)?.trim_start())))
}

/// The hedge that a text ends with, and the rest.
pub(super) fn after(text: &str) -> Option<(Hedge, &str)> {
    AFTER.iter().find_map(|(word, hedge)| Some((*hedge, text.strip_suffix(word)?.trim_end())))
}

/// The hedges of a wording, from the outermost on.
#[derive(Debug, Clone, Default)]
pub(super) struct Hedges(Vec<Hedge>);

/// How far the number inside of hedges is widened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sway {
    /// To what it is rounded to.
    Rounded,
    /// Not at all: it is said to be exact, or to be a limit.
    Exact,
    /// Both ways.
    Both,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
}

impl Hedges {
    /// Adds one further in; false if there are too many.
    pub(super) fn push(&mut self, hedge: Hedge) -> bool {
        self.0.push(hedge);
        self.0.len() <= MOST
    }

    /// From the innermost on.
    pub(super) fn inwards(&self) -> impl Iterator<Item = Hedge> {
        self.0.iter().rev().copied()
    }

    pub(super) fn sway(&self) -> Sway {
        let has = |wanted: Hedge| self.0.contains(&wanted);
        let limits = self.0.iter().any(|hedge| matches!(hedge, Hedge::Below { .. } | Hedge::Above { .. }));
        match (has(Hedge::About), has(Hedge::Nearly), has(Hedge::JustOver)) {
            (true, ..) | (_, true, true) => Sway::Both,
            (_, true, false) => Sway::Down,
            (_, false, true) => Sway::Up,
            _ if limits || has(Hedge::Exactly) => Sway::Exact,
            _ => Sway::Rounded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_hides_a_longer_one() {
        for (at, (word, _)) in HEDGES.iter().enumerate() {
            for (shorter, _) in &HEDGES[..at] {
                assert!(!word.starts_with(shorter), "{shorter} hides {word}");
            }
        }
    }
}
