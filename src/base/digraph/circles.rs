//! Nodes that lead back to themselves.
//!
//! Strongly connected parts by Tarjan's algorithm (R. Tarjan, *Depth-first search
//! and linear graph algorithms*, 1972), with a stack of its own in place of
//! recursion. Linear in nodes and arrows.

use super::{Digraph, Rows};

const UNMET: u32 = u32::MAX;

/// The parts whose nodes all lead to each other, each sorted, in the order of their first nodes;
/// a node by itself is one only if it has an arrow to itself.
pub fn circles(graph: &Digraph) -> Vec<Vec<u32>> {
    let mut search = Search {
        out: &graph.out,
        places: vec![UNMET; graph.nodes()],
        lows: vec![0; graph.nodes()],
        waiting: vec![false; graph.nodes()],
        order: Vec::new(),
        next: 0,
        found: Vec::new(),
    };
    for root in 0..graph.nodes() as u32 {
        if search.places[root as usize] == UNMET {
            search.from(root);
        }
    }
    let outer = |node: &u32| graph.outer[*node as usize];
    let mut found: Vec<Vec<u32>> = search.found.iter().map(|part| part.iter().map(outer).collect()).collect();
    for part in &mut found {
        part.sort_unstable();
    }
    found.sort_unstable();
    found
}

struct Search<'g> {
    out: &'g Rows,
    /// When each node was met.
    places: Vec<u32>,
    /// The earliest node still waiting that each leads back to.
    lows: Vec<u32>,
    /// Whether a node's part is not known yet.
    waiting: Vec<bool>,
    order: Vec<u32>,
    next: u32,
    found: Vec<Vec<u32>>,
}

impl Search<'_> {
    fn enter(&mut self, node: u32) {
        self.places[node as usize] = self.next;
        self.lows[node as usize] = self.next;
        self.waiting[node as usize] = true;
        self.order.push(node);
        self.next += 1;
    }

    fn from(&mut self, root: u32) {
        let mut open = vec![(root, 0_usize)];
        self.enter(root);
        while let Some((node, at)) = open.last_mut() {
            let node = *node;
            if let Some(&next) = self.out.of(node).get(*at) {
                *at += 1;
                if self.places[next as usize] == UNMET {
                    self.enter(next);
                    open.push((next, 0));
                } else if self.waiting[next as usize] {
                    self.lows[node as usize] = self.lows[node as usize].min(self.places[next as usize]);
                }
                continue;
            }
            open.pop();
            if let Some((before, _)) = open.last() {
                self.lows[*before as usize] = self.lows[*before as usize].min(self.lows[node as usize]);
            }
            if self.lows[node as usize] == self.places[node as usize] {
                self.close(node);
            }
        }
    }

    /// All that waits since a node is its part.
    fn close(&mut self, node: u32) {
        let start = self.order.iter().rposition(|&waiting| waiting == node).expect("it waits");
        let part = self.order.split_off(start);
        for &node in &part {
            self.waiting[node as usize] = false;
        }
        if part.len() > 1 || self.out.of(node).contains(&node) {
            self.found.push(part);
        }
    }
}
