//! How high the items lie: near their neighbours, in their order, within their bands.
//!
//! In each band of a layer the heights that are wanted are brought into the order with the least sum of
//! squared ways, by merging what would overlap (pool adjacent violators; Best and Chakravarti, *Active
//! set algorithms for isotonic regression*, 1990). Layers follow each other from left to right and back.

use super::PIXEL;
use super::weave::{Item, Weave, What};

/// How often the layers follow each other.
const SWEEPS: usize = 12;

/// Where items lie.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    /// The middle of each item, within its band.
    pub middle: Vec<i64>,
    /// How high each band is.
    pub bands: Vec<i64>,
}

/// The room an item keeps from what lies above or below it.
fn air(item: &Item) -> i64 {
    match item.what {
        What::Box(_) => 7 * PIXEL,
        What::Label(_) => 3 * PIXEL,
        What::Pass(_) => 5 * PIXEL,
    }
}

/// The heights of all items.
pub(super) fn rows(weave: &Weave) -> Rows {
    let cells = cells(weave);
    let mut bands = vec![0_i64; weave.bands];
    let mut middle = vec![0; weave.items.len()];
    for cell in &cells {
        let band = weave.items[cell[0]].band;
        let mut below = 0;
        for &item in cell {
            let room = weave.items[item].size.height + 2 * air(&weave.items[item]);
            middle[item] = below + room / 2;
            below += room;
        }
        bands[band] = bands[band].max(below);
    }
    // A little slack lets lines run straight that would otherwise just not.
    for height in &mut bands {
        *height += *height / 8;
    }
    let mut rows = Rows { middle, bands };
    for cell in &cells {
        let band = weave.items[cell[0]].band;
        let used = cell.iter().map(|&item| weave.items[item].size.height + 2 * air(&weave.items[item])).sum::<i64>();
        for &item in cell {
            rows.middle[item] += (rows.bands[band] - used) / 2;
        }
    }
    let pulls = Pulls::of(weave);
    for sweep in 0..SWEEPS {
        if sweep % 2 == 0 {
            for cell in &cells {
                settle(weave, &pulls.left, &mut rows, cell);
            }
        } else {
            for cell in cells.iter().rev() {
                settle(weave, &pulls.right, &mut rows, cell);
            }
        }
    }
    for cell in &cells {
        settle(weave, &pulls.both, &mut rows, cell);
    }
    crop(weave, &mut rows);
    rows
}

/// Takes from the bands what nothing uses.
fn crop(weave: &Weave, rows: &mut Rows) {
    let mut used = vec![(i64::MAX, i64::MIN); weave.bands];
    for (item, &middle) in weave.items.iter().zip(&rows.middle) {
        let half = item.size.height / 2 + air(item);
        let (top, bottom) = &mut used[item.band];
        (*top, *bottom) = ((*top).min(middle - half), (*bottom).max(middle + half));
    }
    for (height, &(top, bottom)) in rows.bands.iter_mut().zip(&used) {
        *height = (bottom.saturating_sub(top)).max(0);
    }
    for (item, middle) in weave.items.iter().zip(&mut rows.middle) {
        *middle -= used[item.band].0;
    }
}

/// The items of each layer and band, from left to right.
fn cells(weave: &Weave) -> Vec<Vec<usize>> {
    weave
        .layers
        .iter()
        .flat_map(|layer| layer.chunk_by(|&one, &other| weave.items[one].band == weave.items[other].band))
        .map(<[usize]>::to_vec)
        .collect()
}

/// Who pulls at each item, and how strongly: what passes should pass straight.
struct Pulls {
    left: Vec<Vec<(usize, i64)>>,
    right: Vec<Vec<(usize, i64)>>,
    both: Vec<Vec<(usize, i64)>>,
}

impl Pulls {
    fn of(weave: &Weave) -> Self {
        let none = vec![Vec::new(); weave.items.len()];
        let mut pulls = Pulls { left: none.clone(), right: none.clone(), both: none };
        for thread in &weave.threads {
            let boxes = [thread.left, thread.right]
                .iter()
                .filter(|&&end| matches!(weave.items[end].what, What::Box(_)))
                .count();
            let weight = [8, 2, 1][boxes];
            for (item, other) in [(thread.left, thread.right), (thread.right, thread.left)] {
                pulls.both[item].push((other, weight));
                let list = if item == thread.left { &mut pulls.right } else { &mut pulls.left };
                list[item].push((other, weight));
            }
        }
        pulls
    }
}

/// A run of items that touch.
struct Run {
    weight: i64,
    sum: i64,
    first: usize,
}

impl Run {
    fn mean(&self) -> i64 {
        self.sum.div_euclid(self.weight)
    }
}

/// Brings the items of a cell near to what pulls at them.
fn settle(weave: &Weave, pulls: &[Vec<(usize, i64)>], rows: &mut Rows, cell: &[usize]) {
    let band = weave.items[cell[0]].band;
    let height = rows.bands[band];
    let half = |item: usize| weave.items[item].size.height / 2 + air(&weave.items[item]);
    // How far the middle of each lies below that of the first, if all touch.
    let mut offsets = Vec::with_capacity(cell.len());
    let mut offset = half(cell[0]);
    let mut runs: Vec<Run> = Vec::new();
    for (at, &item) in cell.iter().enumerate() {
        if at > 0 {
            offset += half(cell[at - 1]) + half(item);
        }
        offsets.push(offset);
        let (weight, sum) = wanted(weave, &pulls[item], rows, item);
        runs.push(Run { weight, sum: sum - offset * weight, first: at });
        while let [.., before, last] = runs.as_mut_slice()
            && before.mean() > last.mean()
        {
            before.weight += last.weight;
            before.sum += last.sum;
            runs.pop();
        }
    }
    let most = height - offset - half(cell[cell.len() - 1]);
    let ends = runs.iter().skip(1).map(|run| run.first).chain([cell.len()]);
    for (run, end) in runs.iter().zip(ends.collect::<Vec<_>>()) {
        let shift = run.mean().clamp(0, most.max(0));
        for at in run.first..end {
            rows.middle[cell[at]] = offsets[at] + shift;
        }
    }
}

/// How strongly an item is pulled, and the sum of what pulls, each times its strength.
fn wanted(weave: &Weave, pulls: &[(usize, i64)], rows: &Rows, item: usize) -> (i64, i64) {
    let band = weave.items[item].band;
    let mut strength = (0, 0);
    for &(other, weight) in pulls {
        let there = weave.items[other].band;
        // Of another band it counts only whether it lies above or below.
        let height = match there.cmp(&band) {
            std::cmp::Ordering::Equal => rows.middle[other],
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Greater => rows.bands[band],
        };
        // Within its band it may well lie straight; towards another it cannot.
        let weight = if there == band { 4 * weight } else { weight };
        strength = (strength.0 + weight, strength.1 + weight * height);
    }
    if strength.0 == 0 { (1, rows.middle[item]) } else { strength }
}
