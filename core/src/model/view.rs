//! What the queries answer: plain data for screens, a file a family. Instants, numbers and words, never sentences.

mod book;
mod contact;
mod entry;
mod found;
mod history;
mod today;

pub use book::{Checked, Draft, SampleAdded, SyncStatus};
pub use contact::{Affiliation, ContactPage, Duplicate};
pub use entry::{Entry, Named, Paged};
pub use found::{Found, Moment};
pub use history::{By, Conflict, FieldRevision, Revision, Rival, Shown, Undone};
pub use today::{ContactDue, PlannedDue, PromiseDue, ReferralDue, Today};
