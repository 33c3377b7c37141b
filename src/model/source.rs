//! Sources, and the parties and sides that speak in them.

use super::arena::ids;
use super::names::{NameId, ProseId};
use super::quantity::WhenId;
use crate::base::text::Span;
use crate::notation::RoundedTo;

ids! {
    /// A side.
    SideId;
    /// A party.
    PartyId;
    /// A list of parties.
    PartiesId;
    /// A source.
    SourceId;
    /// A passage that is no claim.
    IgnoreId;
}

/// A group of parties, as the collection's `sides` names it.
#[derive(Debug, Clone)]
pub struct Side {
    /// Its name.
    pub name: NameId,
    /// Where it stands.
    pub span: Span,
}

/// Whoever asserts a claim.
#[derive(Debug, Clone)]
pub struct Party {
    /// Its name.
    pub name: NameId,
    /// Its name as people write it.
    pub title: Option<ProseId>,
    /// The side it belongs to.
    pub side: Option<SideId>,
    /// The encoder's note.
    pub note: Option<ProseId>,
    /// Where it stands.
    pub span: Span,
}

/// Some parties, in the order written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Parties(pub(crate) Box<[PartyId]>);

/// A document or communication in which claims are read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name.
    pub name: NameId,
    /// What it is.
    pub kind: SourceKind,
    /// Its title.
    pub title: Option<ProseId>,
    /// Its authors.
    pub by: PartiesId,
    /// When it was made.
    pub date: Option<WhenId>,
    /// Where it was made.
    pub place: Option<ProseId>,
    /// Who published it.
    pub publisher: Option<ProseId>,
    /// Where it is kept: label and value, from the item up.
    pub archive: Vec<(ProseId, ProseId)>,
    /// Where it can be found on the network: `http` or `https`.
    pub url: Option<ProseId>,
    /// The language it is in.
    pub language: Option<ProseId>,
    /// Whether its dates are of the Julian calendar.
    pub old_style: bool,
    /// What its figures are rounded to.
    pub rounded_to: Option<RoundedTo>,
    /// Admiralty reliability.
    pub grade: Option<Grade>,
    /// Its text, outside the collection.
    pub text: Option<SourceText>,
    /// Whether it is known only through other sources.
    pub unseen: bool,
    /// The encoder's note.
    pub note: Option<ProseId>,
    /// Where it stands.
    pub span: Span,
}

/// The text of a source, outside the collection.
#[derive(Debug, Clone)]
pub struct SourceText {
    /// The file's path below the folder of texts.
    pub file: ProseId,
    /// The SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: Option<ProseId>,
}

/// A passage of a source's text whose numbers are no claims.
#[derive(Debug, Clone)]
pub struct Ignore {
    /// The source in whose text it stands.
    pub source: SourceId,
    /// The passage.
    pub text: ProseId,
    /// What stands before it.
    pub prefix: Option<ProseId>,
    /// What stands after it.
    pub suffix: Option<ProseId>,
    /// Why its numbers are no claims.
    pub because: ProseId,
    /// Where it stands in the collection.
    pub span: Span,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum SourceKind {
    Announcement,
    Article,
    Book,
    Communication,
    Dataset,
    Decree,
    Edition,
    Interview,
    Letter,
    Memorandum,
    Report,
    Speech,
    Statement,
    Table,
    Testimony,
    WebPage,
}

impl SourceKind {
    /// The word used in messages.
    pub fn word(self) -> &'static str {
        match self {
            SourceKind::Announcement => "announcement",
            SourceKind::Article => "article",
            SourceKind::Book => "book",
            SourceKind::Communication => "communication",
            SourceKind::Dataset => "dataset",
            SourceKind::Decree => "decree",
            SourceKind::Edition => "edition",
            SourceKind::Interview => "interview",
            SourceKind::Letter => "letter",
            SourceKind::Memorandum => "memorandum",
            SourceKind::Report => "report",
            SourceKind::Speech => "speech",
            SourceKind::Statement => "statement",
            SourceKind::Table => "table",
            SourceKind::Testimony => "testimony",
            SourceKind::WebPage => "web page",
        }
    }
}

/// Admiralty reliability of a source: A completely reliable, E unreliable, F
/// cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the type's own documentation names the ends of the scale")]
pub enum Grade {
    A,
    B,
    C,
    D,
    E,
    F,
}

impl Grade {
    /// The letter.
    pub fn letter(self) -> char {
        match self {
            Grade::A => 'A',
            Grade::B => 'B',
            Grade::C => 'C',
            Grade::D => 'D',
            Grade::E => 'E',
            Grade::F => 'F',
        }
    }
}

/// A link from a source to one that it draws on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceLink {
    /// The source that has the link.
    pub from: SourceId,
    /// How it draws on the other.
    pub kind: SourceLinkKind,
    /// The source drawn on.
    pub to: SourceId,
}

/// How a source draws on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceLinkKind {
    /// Gives parts word for word.
    Quotes,
    /// Is a translation of it.
    Translates,
    /// Tells its content in fewer words.
    Summarises,
    /// Prints it again.
    Reprints,
    /// Gathers it with others.
    Compiles,
    /// Names it.
    Cites,
}

impl SourceLinkKind {
    /// The verb used in messages: "cites".
    pub fn verb(self) -> &'static str {
        match self {
            SourceLinkKind::Quotes => "quotes",
            SourceLinkKind::Translates => "translates",
            SourceLinkKind::Summarises => "summarises",
            SourceLinkKind::Reprints => "reprints",
            SourceLinkKind::Compiles => "compiles",
            SourceLinkKind::Cites => "cites",
        }
    }

    /// Whether everything in the source comes from the other: a translation, a
    /// reprint, a summary. Who quotes, compiles or cites also speaks for himself.
    pub fn carries_everything(self) -> bool {
        matches!(self, SourceLinkKind::Translates | SourceLinkKind::Reprints | SourceLinkKind::Summarises)
    }
}
