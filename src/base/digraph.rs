//! Directed graphs of many nodes in two flat arrays, and what can be asked of them.
//!
//! Nodes are numbers from 0; an arrow leads from one to another. The arrows of all
//! nodes lie end to end, those of one node side by side ("compressed rows"), in both
//! directions, so that a walk allocates nothing per node. Within, nodes are numbered anew in
//! the order of a walk into depth from those to which no arrow leads: what hangs
//! together lies together in memory, whatever order it was given in. That makes later walks
//! several times as fast, and costs one more walk when the graph is made. Nothing here
//! recurses: chains of a million steps are walked like short ones. What nodes stand for is
//! known above, not here.

mod circles;
mod dominators;

pub use circles::circles;
pub use dominators::Dominators;

/// Arrows in one direction.
#[derive(Debug, Clone)]
struct Rows {
    /// The arrows of each node: how many, and up to [`INLINE`] of them at once, so that one look at memory
    /// suffices for most; of more, the place in `ends` where they lie.
    heads: Vec<[u32; 1 + INLINE]>,
    ends: Vec<u32>,
}

/// So many arrows lie with their node.
const INLINE: usize = 3;

impl Rows {
    /// Sorts arrows by the node they begin at, by counting; those of one node keep their order.
    fn new(nodes: usize, arrows: &[(u32, u32)], from: impl Fn(&(u32, u32)) -> (u32, u32)) -> Self {
        let mut heads = vec![[0_u32; 1 + INLINE]; nodes];
        for arrow in arrows {
            heads[from(arrow).0 as usize][0] += 1;
        }
        let mut length = 0;
        for head in heads.iter_mut().filter(|head| head[0] as usize > INLINE) {
            head[1] = length;
            length += head[0];
        }
        let mut ends = vec![0_u32; length as usize];
        let mut filled = vec![0_u32; nodes];
        for arrow in arrows {
            let (at, to) = from(arrow);
            let (head, place) = (&mut heads[at as usize], &mut filled[at as usize]);
            if head[0] as usize > INLINE {
                ends[(head[1] + *place) as usize] = to;
            } else {
                head[1 + *place as usize] = to;
            }
            *place += 1;
        }
        Rows { heads, ends }
    }

    fn nodes(&self) -> usize {
        self.heads.len()
    }

    fn of(&self, node: u32) -> &[u32] {
        let head = &self.heads[node as usize];
        let count = head[0] as usize;
        if count <= INLINE { &head[1..=count] } else { &self.ends[head[1] as usize..head[1] as usize + count] }
    }
}

/// A directed graph that does not change.
#[derive(Debug, Clone)]
pub struct Digraph {
    out: Rows,
    back: Rows,
    /// The number within of each node.
    inner: Vec<u32>,
    /// The node of each number within.
    outer: Vec<u32>,
    arrows: usize,
}

/// Which way to follow arrows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From where they begin to where they end.
    Out,
    /// From where they end to where they begin.
    Back,
}

impl Digraph {
    /// A graph of so many nodes; linear in nodes and arrows.
    ///
    /// # Panics
    /// If an arrow begins or ends at a node that is not there.
    pub fn new(nodes: usize, arrows: &[(u32, u32)]) -> Self {
        let given = Rows::new(nodes, arrows, |&arrow| arrow);
        let outer = into_depth(&given, arrows);
        drop(given);
        let mut inner = vec![0_u32; nodes];
        for (number, &node) in outer.iter().enumerate() {
            inner[node as usize] = number as u32;
        }
        let of = |node: u32| inner[node as usize];
        let out = Rows::new(nodes, arrows, |&(from, to)| (of(from), of(to)));
        let back = Rows::new(nodes, arrows, |&(from, to)| (of(to), of(from)));
        Digraph { out, back, inner, outer, arrows: arrows.len() }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.inner.len()
    }

    /// How many arrows there are.
    pub fn arrows(&self) -> usize {
        self.arrows
    }

    /// The nodes one arrow away, in the order in which the arrows were given.
    pub fn near(&self, node: u32, way: Way) -> impl Iterator<Item = u32> {
        self.rows(way).of(self.inner[node as usize]).iter().map(|&near| self.outer[near as usize])
    }

    fn rows(&self, way: Way) -> &Rows {
        match way {
            Way::Out => &self.out,
            Way::Back => &self.back,
        }
    }
}

/// All nodes in the order of a walk into depth, from those to which no arrow leads; then what only circles lead to.
fn into_depth(rows: &Rows, arrows: &[(u32, u32)]) -> Vec<u32> {
    let nodes = rows.nodes();
    let mut is_led_to = vec![0_u64; nodes.div_ceil(64)];
    for &(_, to) in arrows {
        meet(&mut is_led_to, to);
    }
    let mut met = vec![0_u64; nodes.div_ceil(64)];
    let mut order = Vec::with_capacity(nodes);
    let mut open = Vec::new();
    let starts = (0..nodes as u32).filter(|&node| !has(&is_led_to, node));
    for start in starts.chain(0..nodes as u32) {
        open.push(start);
        while let Some(node) = open.pop() {
            if meet(&mut met, node) {
                order.push(node);
                open.extend(rows.of(node).iter().filter(|&&next| !has(&met, next)));
            }
        }
    }
    order
}

/// Walks of one graph, one after another, each in time linear in what it meets.
///
/// What was met is a bit a node; after a walk only the bits that it set are cleared.
#[derive(Debug)]
pub struct Walker<'g> {
    graph: &'g Digraph,
    met: Vec<u64>,
    /// What was met, by the numbers within, in room for all nodes and one more.
    inner: Vec<u32>,
    count: usize,
    found: Vec<u32>,
}

impl<'g> Walker<'g> {
    /// Ready to walk a graph.
    pub fn new(graph: &'g Digraph) -> Self {
        let (met, inner) = (vec![0; graph.nodes().div_ceil(64)], vec![0; graph.nodes() + 1]);
        Walker { graph, met, inner, count: 0, found: Vec::new() }
    }

    /// All nodes that can be reached from these, these included, nearest first; what is kept
    /// out is not entered.
    pub fn reach(&mut self, from: &[u32], way: Way, enters: impl Fn(u32) -> bool) -> &[u32] {
        self.clear();
        let graph = self.graph;
        let rows = graph.rows(way);
        let outer = |inner: u32| graph.outer[inner as usize];
        let mut count = 0;
        for &node in from {
            if enters(node) && meet(&mut self.met, graph.inner[node as usize]) {
                self.inner[count] = graph.inner[node as usize];
                count += 1;
            }
        }
        let mut at = 0;
        while at < count {
            let node = self.inner[at];
            at += 1;
            for &next in rows.of(node) {
                // Whether a node is new cannot be foreseen: it is written in any case, and counted if it is. A
                // branch here would be taken wrongly every third time.
                let is_new = !has(&self.met, next) & enters(outer(next));
                self.met[next as usize / 64] |= u64::from(is_new) << (next % 64);
                self.inner[count] = next;
                count += usize::from(is_new);
            }
        }
        self.count = count;
        self.found.extend(self.inner[..count].iter().map(|&node| outer(node)));
        &self.found
    }

    /// Whether the last walk met a node.
    pub fn met(&self, node: u32) -> bool {
        has(&self.met, self.graph.inner[node as usize])
    }

    fn clear(&mut self) {
        if self.count > self.met.len() {
            self.met.fill(0);
        } else {
            for &node in &self.inner[..self.count] {
                self.met[node as usize / 64] = 0;
            }
        }
        self.count = 0;
        self.found.clear();
    }
}

/// Whether a node's bit is set.
fn has(met: &[u64], node: u32) -> bool {
    met[node as usize / 64] >> (node % 64) & 1 == 1
}

/// Sets a node's bit; whether it was not set before.
fn meet(met: &mut [u64], node: u32) -> bool {
    let (word, bit) = (&mut met[node as usize / 64], 1 << (node % 64));
    let is_new = *word & bit == 0;
    *word |= bit;
    is_new
}
