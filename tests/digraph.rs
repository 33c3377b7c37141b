//! Reach, dominators and circles against what they mean: take a node out and search again.

use gainsay::base::digraph::{Digraph, Dominators, Walker, Way, circles};
use proptest::prelude::*;

/// All nodes that can be reached from one without entering another, found step by step.
fn reached(nodes: u32, arrows: &[(u32, u32)], from: u32, without: Option<u32>) -> Vec<bool> {
    let mut met = vec![false; nodes as usize];
    if Some(from) == without {
        return met;
    }
    met[from as usize] = true;
    loop {
        let new = arrows.iter().find(|&&(a, b)| met[a as usize] && !met[b as usize] && Some(b) != without);
        match new {
            Some(&(_, to)) => met[to as usize] = true,
            None => return met,
        }
    }
}

fn graphs() -> impl Strategy<Value = (u32, Vec<(u32, u32)>)> {
    (1_u32..14).prop_flat_map(|nodes| (Just(nodes), proptest::collection::vec((0..nodes, 0..nodes), 0..40)))
}

/// The same without circles: arrows lead to higher numbers, and the numbers are mixed.
fn without_circles() -> impl Strategy<Value = (u32, Vec<(u32, u32)>)> {
    graphs().prop_map(|(nodes, arrows)| {
        let mixed = |node: u32| (node * 5 + 3) % 14;
        let up = arrows.into_iter().filter(|(a, b)| a < b).map(|(a, b)| (mixed(a), mixed(b)));
        (14.max(nodes), up.collect())
    })
}

fn agrees(nodes: u32, arrows: &[(u32, u32)]) {
    let graph = Digraph::new(nodes as usize, arrows);
    let mut walker = Walker::new(&graph);
    for root in 0..nodes {
        let expected = reached(nodes, arrows, root, None);
        let mut found = walker.reach(&[root], Way::Out, |_| true).to_vec();
        assert!((0..nodes).all(|node| walker.met(node) == expected[node as usize]));
        found.sort_unstable();
        assert_eq!(found, (0..nodes).filter(|&node| expected[node as usize]).collect::<Vec<_>>());
        let tree = Dominators::new(&graph, root);
        for node in 0..nodes {
            assert_eq!(tree.is_reached(node), expected[node as usize]);
            let mut dominators: Vec<u32> = tree.of(node).collect();
            dominators.sort_unstable();
            let without = |&other: &u32| !reached(nodes, arrows, root, Some(other))[node as usize];
            let naive = (0..nodes).filter(|other| *other != node && expected[node as usize]).filter(without);
            assert_eq!(dominators, naive.collect::<Vec<_>>(), "of {node} from {root} in {arrows:?}");
        }
        for out in 0..nodes {
            let naive = reached(nodes, arrows, root, Some(out));
            walker.reach(&[root], Way::Out, |node| node != out);
            assert!((0..nodes).all(|node| walker.met(node) == naive[node as usize]));
        }
    }
    let leads =
        |a: u32, b: u32| arrows.iter().any(|&(from, to)| from == a && reached(nodes, arrows, to, None)[b as usize]);
    let mut parts: Vec<Vec<u32>> = (0..nodes)
        .filter(|&node| leads(node, node))
        .map(|node| (0..nodes).filter(|&other| other == node || leads(node, other) && leads(other, node)).collect())
        .collect();
    parts.sort();
    parts.dedup();
    assert_eq!(circles(&graph), parts);
}

proptest! {
    #[test]
    fn everything_agrees_with_taking_nodes_out((nodes, arrows) in graphs()) {
        agrees(nodes, &arrows);
    }

    #[test]
    fn and_where_nothing_leads_back((nodes, arrows) in without_circles()) {
        agrees(nodes, &arrows);
    }

    #[test]
    fn what_is_common_is_the_nearest_that_dominates_all(
        (nodes, arrows) in graphs(), some in proptest::collection::vec(0_u32..14, 1..5),
    ) {
        let some: Vec<u32> = some.into_iter().map(|node| node % nodes).collect();
        let tree = Dominators::new(&Digraph::new(nodes as usize, &arrows), 0);
        let is_over = |over: u32, node: u32| over == node || tree.of(node).any(|other| other == over);
        let all: Vec<u32> = (0..nodes).filter(|&over| some.iter().all(|&node| tree.is_reached(node) && is_over(over, node))).collect();
        // The nearest is dominated by every other of them.
        let nearest = all.iter().copied().find(|&node| all.iter().all(|&other| is_over(other, node)));
        prop_assert_eq!(tree.common(&some), nearest);
    }
}

#[test]
fn a_chain_of_a_million_steps_is_walked_without_recursion() {
    const LENGTH: u32 = 1_000_000;
    let mut arrows: Vec<(u32, u32)> = (1..LENGTH).map(|node| (node - 1, node)).collect();
    let graph = Digraph::new(LENGTH as usize, &arrows);
    assert_eq!(Walker::new(&graph).reach(&[LENGTH - 1], Way::Back, |_| true).len(), LENGTH as usize);
    let tree = Dominators::new(&graph, 0);
    assert_eq!(tree.of(LENGTH - 1).count(), LENGTH as usize - 1);
    assert_eq!(tree.common(&[LENGTH - 1, LENGTH / 2]), Some(LENGTH / 2));
    assert!(circles(&graph).is_empty());
    arrows.push((LENGTH - 1, 0));
    assert_eq!(circles(&Digraph::new(LENGTH as usize, &arrows))[0].len(), LENGTH as usize);
}
