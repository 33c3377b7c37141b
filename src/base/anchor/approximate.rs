//! Where a text holds something like a fragment: the fewest bytes changed, put in or left out.
//!
//! Gene Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
//! programming", J. ACM 46 (1999): a column of the matrix of distances in words of 64 rows, of which
//! only those are computed that can still come to at most k (Ukkonen's cut-off, "Finding approximate
//! patterns in strings", J. Algorithms 6 (1985)). For a fragment of m bytes, a text of n bytes and at
//! most k changes: O(n·⌈m/64⌉) steps at worst, about n·⌈k/32⌉ in ordinary text; 2 kB of tables for
//! each 64 bytes of the fragment.

use super::Work;

/// A place where the text comes near the fragment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct End {
    /// How many bytes differ.
    pub(super) distance: usize,
    /// The byte after its last.
    pub(super) end: usize,
}

/// No more places than this are told of one fragment.
const MOST: usize = 64;

const ROWS: usize = 64;

/// The places where the distance is at most `most`, one for each run of ends, the nearest first.
pub(super) fn ends(fragment: &[u8], text: &[u8], most: usize, work: &mut Work) -> Vec<End> {
    let mut found: Vec<End> = Vec::new();
    let mut run: Option<End> = None;
    let mut column = Column::new(fragment, most, 0);
    for (at, &byte) in text.iter().enumerate() {
        match column.step(byte, work) {
            None => break,
            Some(Some(distance)) => {
                let end = End { distance, end: at + 1 };
                run = Some(run.map_or(end, |best| best.min(end)));
            }
            Some(None) => found.extend(run.take()),
        }
        if found.len() >= 2 * MOST {
            nearest(&mut found);
        }
    }
    found.extend(run);
    nearest(&mut found);
    found
}

fn nearest(found: &mut Vec<End>) {
    found.sort_unstable();
    found.truncate(MOST);
}

/// Where the passage begins that ends at `end`. Of several beginnings with as few changes that which
/// makes it most nearly as long as the fragment; nothing where the work ran out.
pub(super) fn start(fragment: &[u8], text: &[u8], end: End, work: &mut Work) -> Option<usize> {
    let backwards: Vec<u8> = fragment.iter().rev().copied().collect();
    let mut column = Column::new(&backwards, end.distance, 1);
    let mut best: Option<usize> = (fragment.len() == end.distance).then_some(end.end);
    let farthest = end.end.saturating_sub(fragment.len() + end.distance);
    for at in (farthest..end.end).rev() {
        if let Some(distance) = column.step(text[at], work)?
            && distance == end.distance
        {
            let off = |start: usize| (end.end - start).abs_diff(fragment.len());
            best = Some(best.filter(|&best| off(best) <= off(at)).unwrap_or(at));
        }
    }
    best
}

/// The matrix's column at one byte of the text.
struct Column {
    /// For each block and byte value: the rows whose byte it is.
    rows_of: Vec<[u64; 256]>,
    up: Vec<u64>,
    down: Vec<u64>,
    /// The distance at the last row of each block.
    distance: Vec<usize>,
    rows: usize,
    most: usize,
    /// The last block that is computed.
    last: usize,
    /// How much row 0 grows from column to column: 0 where a passage may begin anywhere, 1 where it begins at the first byte.
    grows: i8,
}

impl Column {
    fn new(fragment: &[u8], most: usize, grows: i8) -> Self {
        let blocks = fragment.len().div_ceil(ROWS);
        let mut rows_of = vec![[0; 256]; blocks];
        for (row, &byte) in fragment.iter().enumerate() {
            rows_of[row / ROWS][usize::from(byte)] |= 1 << (row % ROWS);
        }
        let distance = (1..=blocks).map(|block| (block * ROWS).min(fragment.len())).collect();
        Column {
            rows_of,
            up: vec![u64::MAX; blocks],
            down: vec![0; blocks],
            distance,
            rows: fragment.len(),
            most,
            last: (most / ROWS).min(blocks - 1),
            grows,
        }
    }

    fn rows_in(&self, block: usize) -> usize {
        (self.rows - block * ROWS).min(ROWS)
    }

    /// The next column; the distance at its last row, if it is at most `most`. Nothing where the work ran out.
    #[expect(clippy::option_option, reason = "work that ran out and a distance that is too great are two things")]
    fn step(&mut self, byte: u8, work: &mut Work) -> Option<Option<usize>> {
        if !work.spend(self.last as u64 + 1) {
            return None;
        }
        let mut carry = self.grows;
        for block in 0..=self.last {
            carry = self.block(block, byte, carry);
        }
        let above = self.distance[self.last].wrapping_add_signed(-isize::from(carry));
        let next = self.last + 1;
        let byte_fits = |rows_of: &[[u64; 256]]| rows_of[next][usize::from(byte)] & 1 == 1;
        if next < self.up.len() && above <= self.most && (carry < 0 || byte_fits(&self.rows_of)) {
            (self.up[next], self.down[next]) = (u64::MAX, 0);
            self.distance[next] = above + self.rows_in(next);
            self.block(next, byte, carry);
            self.last = next;
        } else {
            while self.last > 0 && self.distance[self.last] >= self.most + self.rows_in(self.last) {
                self.last -= 1;
            }
        }
        let ends = self.last + 1 == self.up.len() && self.distance[self.last] <= self.most;
        Some(ends.then(|| self.distance[self.last]))
    }

    /// One block's step, given how its upper neighbour changed; how its last row changed.
    fn block(&mut self, block: usize, byte: u8, carry: i8) -> i8 {
        let (up, down) = (self.up[block], self.down[block]);
        let falls = u64::from(carry < 0);
        let equal = self.rows_of[block][usize::from(byte)];
        let vertical = equal | down;
        let equal = equal | falls;
        let horizontal = ((equal & up).wrapping_add(up) ^ up) | equal;
        let plus = down | !(horizontal | up);
        let minus = up & horizontal;
        let last_row = 1_u64 << (self.rows_in(block) - 1);
        let change = i8::from(plus & last_row != 0) - i8::from(minus & last_row != 0);
        let plus = plus << 1 | u64::from(carry > 0);
        let minus = minus << 1 | falls;
        self.up[block] = minus | !(vertical | plus);
        self.down[block] = plus & vertical;
        self.distance[block] = self.distance[block].wrapping_add_signed(isize::from(change));
        change
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sellers' matrix, whole: the distance of the best passage that ends at each byte.
    fn matrix(fragment: &[u8], text: &[u8], grows: usize) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=fragment.len()).collect();
        let mut distances = Vec::new();
        for (at, &byte) in text.iter().enumerate() {
            let mut next = vec![(at + 1) * grows];
            for row in 1..=fragment.len() {
                let replaced = column[row - 1] + usize::from(fragment[row - 1] != byte);
                next.push(replaced.min(column[row] + 1).min(next[row - 1] + 1));
            }
            column = next;
            distances.push(column[fragment.len()]);
        }
        distances
    }

    fn columns(fragment: &[u8], text: &[u8], most: usize, grows: i8) -> Vec<Option<usize>> {
        let mut work = Work::new(u64::MAX);
        let mut column = Column::new(fragment, most, grows);
        text.iter().map(|&byte| column.step(byte, &mut work).expect("enough work")).collect()
    }

    fn word(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<u8>> {
        prop_oneof![prop::collection::vec(b'a'..=b'b', length.clone()), prop::collection::vec(b'a'..=b'z', length),]
    }

    /// A text, and a part of it with some changes.
    fn passage() -> impl Strategy<Value = (Vec<u8>, Vec<u8>)> {
        (
            word(1..300),
            word(0..60),
            word(0..60),
            prop::collection::vec((any::<prop::sample::Index>(), b'a'..=b'z', 0..3), 0..12),
        )
            .prop_map(|(fragment, before, after, changes)| {
                let text = [before, fragment.clone(), after].concat();
                let mut fragment = fragment;
                for (at, byte, kind) in changes {
                    let at = at.index(fragment.len());
                    match kind {
                        0 => fragment[at] = byte,
                        1 => fragment.insert(at, byte),
                        _ if fragment.len() > 1 => drop(fragment.remove(at)),
                        _ => {}
                    }
                }
                (fragment, text)
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

        #[test]
        fn every_column_agrees_with_the_whole_matrix((fragment, text) in passage(), most in 0_usize..80, grows in 0_i8..=1) {
            let expected: Vec<Option<usize>> = matrix(&fragment, &text, grows.unsigned_abs().into())
                .into_iter()
                .map(|distance| (distance <= most).then_some(distance))
                .collect();
            prop_assert_eq!(columns(&fragment, &text, most, grows), expected);
        }

        #[test]
        fn a_passage_has_the_distance_that_is_told((fragment, text) in passage(), most in 0_usize..40) {
            let mut work = Work::new(u64::MAX);
            let least = matrix(&fragment, &text, 0).into_iter().min();
            let found = ends(&fragment, &text, most, &mut work);
            prop_assert_eq!(found.first().map(|end| end.distance), least.filter(|&least| least <= most));
            for end in found {
                let start = start(&fragment, &text, end, &mut work).expect("it begins somewhere");
                let passage = &text[start..end.end];
                let distance = matrix(&fragment, passage, 1).last().copied().unwrap_or(fragment.len());
                prop_assert_eq!(distance, end.distance);
            }
        }
    }

    #[test]
    fn work_is_bounded_by_what_is_given() {
        let text = vec![b'a'; 1_000_000];
        let mut work = Work::new(10_000);
        assert!(ends(&vec![b'a'; 100_000], &text, 20_000, &mut work).is_empty());
        assert!(work.is_cut());
    }
}
