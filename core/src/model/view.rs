//! What the queries answer: plain data for screens, a file a family. Instants, numbers and words, never sentences.

mod asks;
mod book;
mod contact;
mod entry;
mod found;
mod gifts;
mod history;
mod library;
mod stock;
mod today;
mod wording;

pub use asks::{AskLine, AskState, ComposedAsk, SaidNo, Seeks, Vague};
pub use book::{Checked, Draft, SyncStatus};
pub use contact::{Affiliation, ContactPage, Duplicate};
pub use entry::{Entry, Named, Paged};
pub use found::{Found, Moment};
pub use gifts::{
    AboutNote, Delivery, DeliveryList, DeliveryReason, GiftCard, GiftReason, GiftSuggestion, Occasion, Season,
};
pub use history::{By, Conflict, FieldRevision, Revision, Rival, Shown, Undone};
pub use library::{
    GiftLedger, GiftTotal, GiveReason, GiveSuggestion, GivenLine, LibraryItem, Origin, Reached, ThreeGives, ValueLedger,
};
pub use stock::{LeftBehind, PackLine, PackPromise, PackReason, PackingList, StockLine};
pub use today::{ContactDue, PlannedDue, PromiseDue, ReferralDue, Today};
pub use wording::{
    Card, CardLine, Coaching, Cue, Displayed, DraftLink, DraftWay, Label, Place, RehearsalCard, SpotlightTurn,
    Spotlights, ThanksDue, Unlearned, Wording,
};
