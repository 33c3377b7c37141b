//! Which nodes every way to a node goes through.
//!
//! A node *dominates* another if every way from the root to the other goes through
//! it. The nearest dominator of each node is its parent in the tree of dominators,
//! so the dominators of a node are its ancestors there, and what hangs on a node is
//! what stands below it.
//!
//! Semi-NCA (L. Georgiadis, *Linear-Time Algorithms for Dominators and Related
//! Problems*, Princeton 2005; with Tarjan and Werneck, *Finding Dominators in
//! Practice*, 2006): semidominators as by Lengauer and Tarjan, with path
//! compression, then each node's nearest dominator as the nearest common ancestor
//! of its semidominator and its parent in the tree built so far. Time O(m log n) for the
//! first part; the second may take O(n²) on contrived graphs, and is linear on all that
//! was measured. Everything is numbered in the order of the first walk, so that
//! its tables are read nearly in order.

use super::{Digraph, Rows};

/// The tree of dominators of what can be reached from a root.
#[derive(Debug, Clone)]
pub struct Dominators {
    root: u32,
    /// The nearest dominator of each node; [`NONE`] for the root and what cannot be reached.
    nearest: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Dominators {
    /// The dominators of every node that can be reached from the root.
    pub fn new(graph: &Digraph, root: u32) -> Self {
        let walk = Walk::new(&graph.out, graph.inner[root as usize]);
        let places = nearest(&graph.back, &walk);
        let outer = |place: usize| graph.outer[walk.nodes[place] as usize];
        let mut nearest = vec![NONE; graph.nodes()];
        for (place, &dominator) in places.iter().enumerate().skip(1) {
            nearest[outer(place) as usize] = outer(dominator as usize);
        }
        Dominators { root, nearest }
    }

    /// The nearest node that every way from the root to this one goes through, besides itself.
    pub fn nearest(&self, node: u32) -> Option<u32> {
        Some(self.nearest[node as usize]).filter(|&nearest| nearest != NONE)
    }

    /// Whether a node can be reached from the root.
    pub fn is_reached(&self, node: u32) -> bool {
        node == self.root || self.nearest[node as usize] != NONE
    }

    /// The nodes that every way to a node goes through, the nearest first, the root last.
    pub fn of(&self, node: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(self.nearest(node), |&node| self.nearest(node))
    }

    /// The nearest node that every way to any of these goes through; it may be one of them.
    /// `None` if there are none, or one cannot be reached.
    pub fn common(&self, nodes: &[u32]) -> Option<u32> {
        let (&first, others) = nodes.split_first()?;
        if !nodes.iter().all(|&node| self.is_reached(node)) {
            return None;
        }
        // From the root down to the first node; what is common only grows shorter.
        let mut way: Vec<u32> = std::iter::once(first).chain(self.of(first)).collect();
        way.reverse();
        let places: rustc_hash::FxHashMap<u32, usize> = way.iter().enumerate().map(|(at, &node)| (node, at)).collect();
        let meets = |node: u32| std::iter::once(node).chain(self.of(node)).find_map(|node| places.get(&node));
        let last = others.iter().filter_map(|&node| meets(node)).min().copied().unwrap_or(way.len() - 1);
        way.get(last).copied()
    }
}

/// A walk into depth: the nodes in the order in which it met them.
struct Walk {
    nodes: Vec<u32>,
    /// The place of each node in that order; [`NONE`] where it was not met.
    places: Vec<u32>,
    /// The place of the node from which each was met.
    parents: Vec<u32>,
}

impl Walk {
    fn new(out: &Rows, root: u32) -> Self {
        let mut walk = Walk { nodes: Vec::new(), places: vec![NONE; out.nodes()], parents: Vec::new() };
        let mut open = vec![(root, 0)];
        while let Some((node, parent)) = open.pop() {
            if walk.places[node as usize] != NONE {
                continue;
            }
            let place = walk.nodes.len() as u32;
            walk.places[node as usize] = place;
            walk.nodes.push(node);
            walk.parents.push(parent);
            for &next in out.of(node) {
                if walk.places[next as usize] == NONE {
                    open.push((next, place));
                }
            }
        }
        walk
    }
}

/// What is known of a place while semidominators are sought.
#[derive(Clone, Copy)]
struct Link {
    /// Upwards; compressed as it is followed.
    up: u32,
    /// The least semidominator between here and what was skipped upwards.
    least: u32,
}

/// The nearest dominator of each place, as a place.
fn nearest(back: &Rows, walk: &Walk) -> Vec<u32> {
    let mut links: Vec<Link> = walk.parents.iter().map(|&up| Link { up, least: NONE }).collect();
    let mut semi: Vec<u32> = walk.parents.clone();
    let mut way: Vec<u32> = Vec::new();
    for place in (1..walk.nodes.len() as u32).rev() {
        let mut least = semi[place as usize];
        for &before in back.of(walk.nodes[place as usize]) {
            let from = walk.places[before as usize];
            // What the walk never met leads nowhere from the root.
            let found = if from == NONE {
                NONE
            } else if from <= place {
                from
            } else {
                least_above(&mut links, &mut way, from, place)
            };
            least = least.min(found);
        }
        semi[place as usize] = least;
        links[place as usize].least = least;
    }
    let mut dominators = walk.parents.clone();
    for place in 1..walk.nodes.len() {
        let mut above = dominators[place];
        while above > semi[place] {
            above = dominators[above as usize];
        }
        dominators[place] = above;
    }
    dominators
}

/// The least semidominator on the way up from a place, as far as places above `last` go; the way is
/// compressed.
fn least_above(links: &mut [Link], way: &mut Vec<u32>, from: u32, last: u32) -> u32 {
    let mut at = from;
    while links[at as usize].up > last {
        way.push(at);
        at = links[at as usize].up;
    }
    // `at` is the topmost place below `last` that is linked.
    let mut top = links[at as usize];
    while let Some(below) = way.pop() {
        let link = &mut links[below as usize];
        link.least = link.least.min(top.least);
        link.up = top.up;
        top = *link;
    }
    top.least
}
