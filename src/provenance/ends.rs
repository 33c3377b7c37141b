//! Where ways end, and which ends are one origin.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Origin;
use super::behind::named_sources;
use crate::base::when::{Precision, Shape};
use crate::model::{ClaimId, Model, PartiesId, PartyId, SourceId, WhenId};

/// What tells ends apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    OnOneDay(u32, WhenId),
    Reported(u32, SourceId, Option<WhenId>),
    Document(SourceId),
}

/// The ends of all ways, by their places.
pub(super) struct Ends<'m> {
    model: &'m Model,
    /// The parties of lists, in whatever order these name them.
    parties: FxHashMap<Vec<PartyId>, u32>,
    found: Vec<Origin>,
    keys: Vec<Key>,
    places: FxHashMap<Key, u32>,
    /// Who is reported where, each with the end.
    reported: FxHashSet<(u32, SourceId, u32)>,
}

impl<'m> Ends<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Ends {
            model,
            parties: FxHashMap::default(),
            found: Vec::new(),
            keys: Vec::new(),
            places: FxHashMap::default(),
            reported: FxHashSet::default(),
        }
    }

    fn who(&mut self, by: PartiesId) -> u32 {
        let mut parties = self.model.party_list(by).to_vec();
        parties.sort_unstable();
        parties.dedup();
        let new = self.parties.len() as u32;
        *self.parties.entry(parties).or_insert(new)
    }

    fn is_a_day(&self, when: WhenId) -> bool {
        let when = &self.model.whens()[when];
        when.precision() == Precision::Day && when.shape() == Shape::Date && !when.qualified()
    }

    /// The end of a way at a document: what it states itself, or what it reports that others state.
    ///
    /// Who speaks in his own document states what it states, but where it is said that he said it at another time.
    pub(super) fn at(
        &mut self,
        source: SourceId,
        said_by: Option<PartiesId>,
        said: Option<WhenId>,
        claim: Option<ClaimId>,
    ) -> u32 {
        let model = self.model;
        let document = &model.sources()[source];
        let authors = model.party_list(document.by);
        let reported = said_by.filter(|&by| !model.party_list(by).iter().all(|party| authors.contains(party)));
        let by = match (reported, claim) {
            (Some(by), _) => by,
            (None, Some(claim)) if authors.is_empty() => model.claims()[claim].by,
            (None, _) => document.by,
        };
        let at_another_time =
            |&said: &WhenId| document.date.is_none_or(|date| !model.whens()[date].overlaps(&model.whens()[said]));
        let when = match reported {
            Some(_) => said,
            None => said.filter(at_another_time).or(document.date),
        };
        let is_document = reported.is_none() && when == document.date;
        let who = self.who(by);
        let key = match when.filter(|&when| self.is_a_day(when)) {
            Some(day) if !model.party_list(by).is_empty() => Key::OnOneDay(who, day),
            _ if is_document => Key::Document(source),
            _ => Key::Reported(who, source, when),
        };
        let new = self.found.len() as u32;
        let place = *self.places.entry(key).or_insert(new);
        if place == new {
            self.found.push(Origin { by, source, reported: reported.is_some(), said: when });
            self.keys.push(key);
        }
        if !is_document {
            self.reported.insert((who, source, place));
        }
        place
    }

    /// The origins, and which of them each end is.
    ///
    /// What one document reports of one party is one announcement where no time tells it apart from another that the
    /// document reports, or cites: a vague time that holds one finer, or no time where there is one announcement.
    pub(super) fn origins(mut self) -> (Vec<Origin>, Vec<u32>) {
        let mut same: Vec<u32> = (0..self.found.len() as u32).collect();
        let mut reported: Vec<(u32, SourceId, u32)> = self.reported.iter().copied().collect();
        reported.sort_unstable();
        let groups: Vec<&[(u32, SourceId, u32)]> = reported.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).collect();
        let cited = self.cited(&groups);
        // What has a time first: it may leave one announcement for what has none.
        for undated in [false, true] {
            for (group, cited) in groups.iter().zip(&cited) {
                let all: Vec<u32> = group.iter().map(|&(.., place)| place).chain(cited.iter().copied()).collect();
                for &(.., vague) in *group {
                    let Key::Reported(_, _, time) = self.keys[vague as usize] else { continue };
                    if time.is_none() == undated && same[vague as usize] == vague {
                        same[vague as usize] = self.only(&all, vague, time, &same);
                    }
                }
            }
        }
        let root = |mut place: u32| {
            while same[place as usize] != place {
                place = same[place as usize];
            }
            place
        };
        let mut kept = vec![u32::MAX; self.found.len()];
        let mut origins = Vec::new();
        for place in 0..self.found.len() as u32 {
            if root(place) == place {
                kept[place as usize] = origins.len() as u32;
                origins.push(self.found[place as usize]);
            }
        }
        let places = (0..self.found.len() as u32).map(|place| kept[root(place) as usize]).collect();
        (origins, places)
    }

    /// The only end that a vague one may be; itself if there is none or if there are several.
    fn only(&self, all: &[u32], vague: u32, time: Option<WhenId>, same: &[u32]) -> u32 {
        let whens = self.model.whens();
        let fits = |&place: &u32| {
            let at = self.found[place as usize].said;
            let holds = |time: WhenId| at.is_some_and(|at| whens[time].contains(&whens[at]));
            place != vague && same[place as usize] == place && time.is_none_or(holds)
        };
        let mut found: Vec<u32> = all.iter().copied().filter(fits).collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [only] => *only,
            _ => vague,
        }
    }

    /// For each group of what one document reports of some parties, what it cites by them.
    fn cited(&mut self, groups: &[&[(u32, SourceId, u32)]]) -> Vec<Vec<u32>> {
        let model = self.model;
        let mut cited = Vec::with_capacity(groups.len());
        for group in groups {
            let (who, source, _) = group[0];
            let own = model.claims_in(source).flat_map(|claim| named_sources(model, claim).map(|(_, to)| to));
            let mut to: Vec<SourceId> = model.links_of_source(source).iter().map(|link| link.to).chain(own).collect();
            to.sort_unstable();
            to.dedup();
            let mut places = Vec::new();
            for document in to {
                let record = &model.sources()[document];
                if self.who(record.by) != who {
                    continue;
                }
                let day = record.date.filter(|&date| self.is_a_day(date));
                let key = day.map_or(Key::Document(document), |day| Key::OnOneDay(who, day));
                places.extend(self.places.get(&key));
            }
            cited.push(places);
        }
        cited
    }
}
