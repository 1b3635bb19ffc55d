//! Plain data in the users' words: the eight kinds of record, and what the queries answer. Knows nobody.

mod contact;
mod item;
mod note;
mod open;
mod playbook;
mod practice;
mod promise;
mod referral;
mod region;
mod time;
mod touchpoint;
pub mod view;

pub use contact::{ChannelState, Contact, Form, Geo, Role, Sector, Stage, Stance, Tier};
pub use item::{Item, ItemKind, Stock};
pub use note::{Note, NoteKind, Prose};
pub use open::Groups;
pub use playbook::{Playbook, Step};
pub use practice::Practice;
pub use promise::{Owes, Promise, PromiseKind, PromiseState};
pub use rapport_protocol::{BookId, ChangeId, DeviceNumber, RecordId};
pub use referral::{Direction, Referral, ReferralStatus, SourceClass, Via};
pub use region::is_region;
pub use time::{Day, Instant};
pub use touchpoint::{Met, Outcome, Touchpoint, TouchpointKind, TouchpointState};

use open::{open_enum, record};

open_enum! {
    /// The eight kinds of record. Its word stands in the document under the key `record`.
    Kind {
        Practice = "practice",
        Contact = "contact",
        Touchpoint = "touchpoint",
        Note = "note",
        Promise = "promise",
        Referral = "referral",
        Item = "item",
        Playbook = "playbook",
    }
}

/// A record of any kind.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
#[allow(missing_docs, reason = "each variant is named after the struct that documents it")]
pub enum Record {
    Practice(Practice),
    Contact(Contact),
    Touchpoint(Touchpoint),
    Note(Note),
    Promise(Promise),
    Referral(Referral),
    Item(Item),
    Playbook(Playbook),
}

impl Record {
    /// Which of the eight it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Practice(_) => Kind::Practice,
            Self::Contact(_) => Kind::Contact,
            Self::Touchpoint(_) => Kind::Touchpoint,
            Self::Note(_) => Kind::Note,
            Self::Promise(_) => Kind::Promise,
            Self::Referral(_) => Kind::Referral,
            Self::Item(_) => Kind::Item,
            Self::Playbook(_) => Kind::Playbook,
        }
    }
}

macro_rules! from_each {
    ($($kind:ident),*) => {$(
        impl From<$kind> for Record {
            fn from(record: $kind) -> Self {
                Self::$kind(record)
            }
        }
    )*};
}
from_each!(Practice, Contact, Touchpoint, Note, Promise, Referral, Item, Playbook);
