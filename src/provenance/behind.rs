//! Through which sources a claim reached the one it was read in.

use crate::model::{ClaimId, ClaimLinkKind, Model, PartyId, SourceId, SourceLinkKind, WhenId};

/// The sources through which a claim reached the source it was read in, with how.
///
/// Those that the claim itself names; where it names none, those that its source
/// translates, reprints or summarises as a whole, those of its source's other
/// links that lead to a source by one of the claim's parties, and those that lead to a
/// source in which the same is said. Who cites a document and says what stands in it
/// has it from there, unless he says where else; who says something else speaks for himself.
pub fn sources_behind(model: &Model, claim: ClaimId) -> Vec<(SourceLinkKind, SourceId)> {
    let contents = model.contents_of(claim);
    behind(model, claim, |to| model.claims_in(to).any(|other| model.contents_of(other) == contents))
}

/// As [`sources_behind`], where it is known in which sources the same is said.
pub(super) fn behind(
    model: &Model,
    claim: ClaimId,
    says_the_same: impl Fn(SourceId) -> bool,
) -> Vec<(SourceLinkKind, SourceId)> {
    let own: Vec<(SourceLinkKind, SourceId)> = named_sources(model, claim).collect();
    if !own.is_empty() {
        return own;
    }
    let source = model.claims()[claim].source;
    let said = model.details_of(claim).and_then(|details| details.said);
    let theirs = source_links(model, source, model.asserters(claim), said);
    let all = model.links_of_source(source).iter().map(|link| (link.kind, link.to));
    all.filter(|link| theirs.contains(link) || says_the_same(link.1)).collect()
}

/// The sources that a claim itself names.
pub(super) fn named_sources(model: &Model, claim: ClaimId) -> impl Iterator<Item = (SourceLinkKind, SourceId)> {
    model.links_of(claim).iter().filter_map(|link| match link.kind {
        ClaimLinkKind::Through(kind, source) => Some((kind, source)),
        _ => None,
    })
}

/// The links of a source that concern what these parties say, and said then.
///
/// Of several documents of theirs those are meant whose date fits, where it is known when they said it and one does.
pub(super) fn source_links(
    model: &Model,
    source: SourceId,
    parties: &[PartyId],
    said: Option<WhenId>,
) -> Vec<(SourceLinkKind, SourceId)> {
    let authors = model.party_list(model.sources()[source].by);
    let by_them = |to: SourceId| {
        let theirs = model.party_list(model.sources()[to].by);
        theirs.iter().any(|party| parties.contains(party) && !authors.contains(party))
    };
    let fits = |to: SourceId| match (said, model.sources()[to].date) {
        (Some(said), Some(date)) => model.whens()[date].overlaps(&model.whens()[said]),
        _ => false,
    };
    let links = model.links_of_source(source);
    let one_fits = links.iter().any(|link| by_them(link.to) && fits(link.to));
    let concerns = |to: SourceId| by_them(to) && (!one_fits || fits(to));
    links
        .iter()
        .filter(|link| link.kind.carries_everything() || concerns(link.to))
        .map(|link| (link.kind, link.to))
        .collect()
}
