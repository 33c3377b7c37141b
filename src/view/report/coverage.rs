//! Which numbers of the texts no claim has taken up.

use serde_json::{Value, json};

use super::passage::{line, marked, wording};
use super::{Format, json_text, visible};
use crate::analysis::coverage::{Counts, Coverage, Drafts, Seen, Standing};
use crate::base::text::{Position, Span, TextProblem, Texts};
use crate::model::documents::{Document, Documents};
use crate::model::{ClaimId, Model, SourceId};
use crate::notation::mentions::MentionKind;

/// So many numbers of a class are shown for people; the others are counted.
const MOST_SHOWN: usize = 200;

/// What is told.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The texts.
    pub texts: &'a Texts,
    /// What the collection says.
    pub model: &'a Model,
    /// The texts of its sources.
    pub documents: &'a Documents,
    /// What each text has, and what of it was taken up.
    pub coverage: &'a [Coverage],
    /// Sources that were asked for and whose text is not here.
    pub without: &'a [SourceId],
    /// Whether to list what counts nothing: dates, pages.
    pub apart: bool,
}

/// The coverage, as text.
pub fn coverage(told: Told<'_>, format: Format) -> String {
    match format {
        Format::Human => told.human(),
        Format::Short => told.coverage.iter().map(|coverage| told.short(coverage)).collect(),
        Format::Json => json_text(&told.json()),
    }
}

/// Claims to be filled in, as RON, for each text that lacks some.
pub fn drafts(told: Told<'_>, drafts: &[Drafts]) -> String {
    let mut text = String::new();
    for (coverage, drafts) in told.coverage.iter().zip(drafts).filter(|(_, drafts)| !drafts.drafts.is_empty()) {
        if !text.is_empty() {
            text.push('\n');
        }
        let sources = names(told.model, &coverage.sources);
        let many = drafts.drafts.len() > 1;
        text.push_str(&format!(
            "        // {} of {}: put for each `?` what it stands for, or ignore the number.\n",
            if many { format!("{} claims", drafts.drafts.len()) } else { "A claim".to_owned() },
            visible(&sources.join(" or "))
        ));
        if drafts.cut {
            text.push_str("        // The search was cut off: not every quote is known to stand in one place only.\n");
        }
        for draft in &drafts.drafts {
            text.push('\n');
            text.push_str(&draft.ron(told.texts, coverage));
        }
    }
    text
}

fn names(model: &Model, sources: &[SourceId]) -> Vec<String> {
    sources.iter().map(|&source| model.name(model.sources()[source].name).to_owned()).collect()
}

fn claim_names(model: &Model, claims: &[ClaimId]) -> Vec<String> {
    claims.iter().map(|&claim| model.claim_name(claim)).collect()
}

/// "47 of 50 numbers taken up, 2 ignored, 1 missing: 97.9% of what is not ignored".
fn total(counts: &Counts) -> String {
    if counts.numbers() == 0 {
        return "no numbers".to_owned();
    }
    let plural = if counts.numbers() == 1 { "" } else { "s" };
    let mut text = format!("{} of {} number{plural} taken up", counts.taken_up, counts.numbers());
    let more = [(counts.ignored, "ignored"), (counts.quoted, "quoted only"), (counts.missing, "missing")];
    for (count, word) in more.into_iter().filter(|(count, _)| *count > 0) {
        text.push_str(&format!(", {count} {word}"));
    }
    if let Some(percent) = counts.percent() {
        let of = if counts.ignored > 0 { " of what is not ignored" } else { "" };
        text.push_str(&format!(": {percent}{of}"));
    }
    text
}

/// The kinds of what counts nothing, each with how many there are.
fn apart(counts: &Counts) -> impl Iterator<Item = (&'static str, usize)> + '_ {
    let kinds = MentionKind::APART.iter().zip(counts.apart);
    kinds.filter(|(_, count)| *count > 0).map(|(kind, count)| (kind.word(), count))
}

/// Why a source's text is not here.
fn why(documents: &Documents, source: SourceId) -> &'static str {
    match documents.of(source) {
        Document::NotNamed => "no text is named",
        Document::NoFolder => "there is no folder of texts",
        Document::Unreadable(TextProblem::Missing) => "not in the folder of texts",
        Document::Unreadable(_) => "cannot be read",
        Document::Here(_) => "here",
    }
}

/// Which sources have no text here, one line a reason.
pub fn without_text(model: &Model, documents: &Documents, sources: &[SourceId]) -> String {
    let mut reasons: Vec<&str> = sources.iter().map(|&source| why(documents, source)).collect();
    reasons.sort_unstable();
    reasons.dedup();
    let line = |reason: &&str| {
        let of_reason: Vec<SourceId> =
            sources.iter().copied().filter(|&source| why(documents, source) == *reason).collect();
        format!("no text of {}: {reason}\n", visible(&names(model, &of_reason).join(", ")))
    };
    reasons.iter().map(line).collect()
}

impl Told<'_> {
    fn position(&self, coverage: &Coverage, at: usize) -> Position {
        self.texts.position(Span::new(coverage.file, at..at))
    }

    fn text(&self, coverage: &Coverage) -> &str {
        self.texts.file(coverage.file).text()
    }

    fn human(&self) -> String {
        let mut parts: Vec<String> = self.coverage.iter().map(|coverage| self.human_text(coverage)).collect();
        if !self.without.is_empty() {
            parts.push(without_text(self.model, self.documents, self.without));
        }
        if self.coverage.len() > 1 {
            let mut all = Counts::default();
            self.coverage.iter().for_each(|coverage| all += coverage.counts());
            parts.push(format!("{} texts: {}\n", self.coverage.len(), total(&all)));
        }
        parts.join("\n")
    }

    fn human_text(&self, coverage: &Coverage) -> String {
        let counts = coverage.counts();
        let sources = names(self.model, &coverage.sources).join(", ");
        let path = self.texts.file(coverage.file).path();
        let mut text = format!("{} (read in {})\n  {}\n", visible(path), visible(&sources), total(&counts));
        let kinds: Vec<String> = apart(&counts).map(|(kind, count)| format!("{count} {kind}")).collect();
        if !kinds.is_empty() {
            text.push_str(&format!("  apart: {}\n", kinds.join(", ")));
        }
        if let Some(end) = coverage.ends {
            let line = self.position(coverage, end).line;
            text.push_str(&format!("  the search for numbers ended in line {line}: there are more than are counted\n"));
        }
        if coverage.cut {
            text.push_str(
                "  the search for quotes was cut off: some numbers may be taken up that are told as missing\n",
            );
        }
        for (class, title) in [("missing", "missing"), ("quoted", "quoted, in no figure"), ("ignored", "ignored")] {
            self.list(coverage, class, title, &mut text);
        }
        if self.apart {
            self.list(coverage, "apart", "apart", &mut text);
        }
        text
    }

    /// The numbers of one class, each with its line.
    fn list(&self, coverage: &Coverage, class: &str, title: &str, text: &mut String) {
        let of_class = || coverage.seen.iter().filter(|seen| seen.standing.word() == class);
        let count = of_class().count();
        if count == 0 {
            return;
        }
        text.push_str(&format!("  {title}: {count}\n"));
        let content = self.text(coverage);
        for seen in of_class().take(MOST_SHOWN) {
            let position = self.position(coverage, seen.mention.range.start);
            let (line, marks) = marked(content, &seen.mention.range);
            let place = format!("{}:{}", position.line, position.column);
            let blanks = " ".repeat(place.len());
            text.push_str(&format!("    {place} | {line}\n    {blanks} | {marks} {}", self.remark(seen)));
            text.truncate(text.trim_end().len());
            text.push('\n');
        }
        if count > MOST_SHOWN {
            text.push_str(&format!("    … and {} more: `--format short` lists all\n", count - MOST_SHOWN));
        }
    }

    /// What is to be said of a number beside its place.
    fn remark(&self, seen: &Seen) -> String {
        let claims = |claims: &[ClaimId]| claim_names(self.model, claims).join(", ");
        let remark = match &seen.standing {
            Standing::Apart => seen.mention.kind.word().to_owned(),
            Standing::TakenUp(by) | Standing::Quoted(by) => claims(by),
            Standing::Ignored(ignore) => self.model.prose(self.model.ignores()[*ignore].because).to_owned(),
            Standing::Missing(perhaps) if perhaps.is_empty() => String::new(),
            Standing::Missing(perhaps) => format!("perhaps {}, whose quote has several places", claims(perhaps)),
        };
        visible(&remark).into_owned()
    }

    /// What is listed one by one: every number, and what counts nothing if that is asked for.
    fn listed<'c>(&self, coverage: &'c Coverage) -> impl Iterator<Item = &'c Seen> {
        let apart = self.apart;
        coverage.seen.iter().filter(move |seen| apart || seen.standing != Standing::Apart)
    }

    fn short(&self, coverage: &Coverage) -> String {
        let (path, content) = (self.texts.file(coverage.file).path(), self.text(coverage));
        let told = |seen: &Seen| {
            let position = self.position(coverage, seen.mention.range.start);
            let wording = wording(content, &seen.mention.range);
            let place = format!("{}:{}:{}", visible(path), position.line, position.column);
            format!("{place}\t{}\t{wording}\t{}\n", seen.standing.word(), self.remark(seen))
        };
        self.listed(coverage).map(told).collect()
    }

    fn json(&self) -> Value {
        let without = self.without.iter().map(|&source| {
            let name = self.model.name(self.model.sources()[source].name);
            json!({ "source": name, "why": why(self.documents, source) })
        });
        json!({
            "schema": 1,
            "collection": self.model.title(),
            "texts": self.coverage.iter().map(|coverage| self.json_text(coverage)).collect::<Vec<_>>(),
            "without_text": without.collect::<Vec<_>>(),
        })
    }

    fn json_text(&self, coverage: &Coverage) -> Value {
        let counts = coverage.counts();
        json!({
            "file": self.texts.file(coverage.file).path(),
            "sources": names(self.model, &coverage.sources),
            "numbers": counts.numbers(),
            "taken_up": counts.taken_up,
            "ignored": counts.ignored,
            "quoted": counts.quoted,
            "missing": counts.missing,
            "covered": counts.covered().map(|covered| covered.to_string()),
            "apart": apart(&counts).map(|(kind, count)| (kind.to_owned(), json!(count))).collect::<serde_json::Map<_, _>>(),
            "ends_in_line": coverage.ends.map(|end| self.position(coverage, end).line),
            "cut": coverage.cut,
            "mentions": self.listed(coverage).map(|seen| self.mention(coverage, seen)).collect::<Vec<_>>(),
        })
    }

    fn mention(&self, coverage: &Coverage, seen: &Seen) -> Value {
        let position = self.position(coverage, seen.mention.range.start);
        let content = self.text(coverage);
        let (claims, because) = match &seen.standing {
            Standing::TakenUp(claims) | Standing::Quoted(claims) | Standing::Missing(claims) => {
                (claims.as_slice(), None)
            }
            Standing::Ignored(ignore) => (&[][..], Some(self.model.prose(self.model.ignores()[*ignore].because))),
            Standing::Apart => (&[][..], None),
        };
        json!({
            "line": position.line,
            "column": position.column,
            "text": &content[seen.mention.range.clone()],
            "kind": seen.mention.kind.word(),
            "read": seen.mention.read.as_ref().map(ToString::to_string),
            "share": seen.mention.share,
            "standing": seen.standing.word(),
            "claims": claim_names(self.model, claims),
            "because": because,
            "context": line(content, &seen.mention.range),
        })
    }
}
