//! What hangs together: sets that are joined (union–find with path halving).

/// Sets of numbers from 0.
#[derive(Debug)]
pub(super) struct Union {
    parents: Vec<u32>,
}

impl Union {
    pub(super) fn new(count: usize) -> Self {
        Union { parents: (0..u32::try_from(count).expect("fewer than 2^32")).collect() }
    }

    pub(super) fn find(&mut self, mut at: u32) -> u32 {
        while self.parents[at as usize] != at {
            let above = self.parents[at as usize];
            self.parents[at as usize] = self.parents[above as usize];
            at = self.parents[at as usize];
        }
        at
    }

    /// Joins two sets under the smaller number.
    pub(super) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.find(a), self.find(b));
        self.parents[a.max(b) as usize] = a.min(b);
    }
}
