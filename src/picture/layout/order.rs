//! In which order the items of a layer stand: such that few threads cross.
//!
//! Each layer is sorted by where its neighbours stand on average (Sugiyama, Tagawa and Toda 1981), from
//! left to right and back; then neighbours change places where that saves crossings (Gansner, Koutsofios,
//! North and Vo, *A technique for drawing directed graphs*, 1993). The best order found is kept. Items
//! stay within their bands.

use super::int;
use super::weave::Weave;

/// How often the layers are sorted, at most.
const SWEEPS: usize = 24;
/// So many threads are looked at in all.
const WORK: usize = 6_000_000;

/// Orders the layers.
pub(super) fn untangle(weave: &mut Weave) {
    let near = Near::of(weave);
    let mut place = vec![0; weave.items.len()];
    for layer in &weave.layers {
        note(layer, &mut place);
    }
    let sweeps = (WORK / (weave.threads.len() + weave.items.len() + 1)).clamp(2, SWEEPS);
    let mut best = (crossings(weave, &near, &place), weave.layers.clone());
    for sweep in 0..sweeps {
        if best.0 == 0 {
            break;
        }
        let layers = 0..weave.layers.len();
        if sweep % 2 == 0 {
            for layer in layers {
                sort(weave, &near.left, &mut place, layer);
            }
        } else {
            for layer in layers.rev() {
                sort(weave, &near.right, &mut place, layer);
            }
        }
        for _ in 0..4 {
            let swaps: usize = (0..weave.layers.len()).map(|layer| swap(weave, &near, &mut place, layer)).sum();
            if swaps == 0 {
                break;
            }
        }
        let now = crossings(weave, &near, &place);
        if now < best.0 {
            best = (now, weave.layers.clone());
        }
    }
    weave.layers = best.1;
}

/// The neighbours of each item, in the layers to its left and to its right.
struct Near {
    left: Vec<Vec<usize>>,
    right: Vec<Vec<usize>>,
}

impl Near {
    fn of(weave: &Weave) -> Self {
        let none = vec![Vec::new(); weave.items.len()];
        let mut near = Near { left: none.clone(), right: none };
        for thread in &weave.threads {
            near.right[thread.left].push(thread.right);
            near.left[thread.right].push(thread.left);
        }
        near
    }
}

fn note(layer: &[usize], place: &mut [usize]) {
    for (at, &item) in layer.iter().enumerate() {
        place[item] = at;
    }
}

/// Sorts a layer by the middle of each item's neighbours; what has none stays about where it is.
fn sort(weave: &mut Weave, near: &[Vec<usize>], place: &mut [usize], layer: usize) {
    let items = &weave.items;
    let mut order = std::mem::take(&mut weave.layers[layer]);
    let own = int(order.len()).max(1);
    let others = order.iter().flat_map(|&item| &near[item]).map(|&other| weave.layers[items[other].layer].len());
    let others = int(others.max().unwrap_or(1));
    let middle = |item: usize| -> i64 {
        let (count, sum) = near[item].iter().fold((0, 0), |(n, sum), &other| (n + 1, sum + int(place[other])));
        if count == 0 { int(place[item]) * others * 1_000 / own } else { sum * 1_000 / count }
    };
    order.sort_by_cached_key(|&item| (items[item].band, middle(item)));
    note(&order, place);
    weave.layers[layer] = order;
}

/// Swaps neighbours where that saves crossings; how often it did.
fn swap(weave: &mut Weave, near: &Near, place: &mut [usize], layer: usize) -> usize {
    let mut swaps = 0;
    for at in 1..weave.layers[layer].len() {
        let (above, below) = (weave.layers[layer][at - 1], weave.layers[layer][at]);
        if weave.items[above].band != weave.items[below].band {
            continue;
        }
        let count = |one: usize, other: usize| {
            inversions(&near.left[one], &near.left[other], place)
                + inversions(&near.right[one], &near.right[other], place)
        };
        if count(below, above) < count(above, below) {
            weave.layers[layer].swap(at - 1, at);
            (place[below], place[above]) = (at - 1, at);
            swaps += 1;
        }
    }
    swaps
}

/// How many threads of the upper item cross threads of the lower.
fn inversions(upper: &[usize], lower: &[usize], place: &[usize]) -> usize {
    // Beyond this, sorting is what unravels them.
    const MANY: usize = 64;
    if upper.len() > MANY || lower.len() > MANY {
        return 0;
    }
    upper.iter().map(|&one| lower.iter().filter(|&&other| place[other] < place[one]).count()).sum()
}

/// How many threads cross in all. (Barth, Jünger and Mutzel, *Simple and efficient bilayer cross counting*, 2002.)
fn crossings(weave: &Weave, near: &Near, place: &[usize]) -> usize {
    let mut total = 0;
    for layer in &weave.layers {
        let ends: Vec<usize> = layer
            .iter()
            .flat_map(|&item| {
                let mut ends: Vec<usize> = near.right[item].iter().map(|&other| place[other]).collect();
                ends.sort_unstable();
                ends
            })
            .collect();
        let mut passed = vec![0_usize; ends.iter().max().map_or(0, |last| last + 2)];
        for (count, &end) in ends.iter().enumerate() {
            // How many of those before end at this place or above it: the rest are crossed.
            let (mut at, mut below) = (end + 1, 0);
            while at > 0 {
                below += passed[at];
                at &= at - 1;
            }
            total += count - below;
            at = end + 1;
            while at < passed.len() {
                passed[at] += 1;
                at += at & at.wrapping_neg();
            }
        }
    }
    total
}
