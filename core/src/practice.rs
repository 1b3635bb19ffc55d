//! Pure rules over plain data: what counts as a touch, when somebody is due, when two names are the same. Knows `model` alone.

pub mod asks;
pub mod cards;
pub mod drafts;
pub mod due;
pub mod facts;
pub mod fold;
pub mod gifts;
pub mod gives;
pub mod learning;
pub mod ledger;
pub mod library;
pub mod occasions;
pub mod packing;
pub mod spotlight;
pub mod stock;
pub mod touch;
pub mod waits;
pub mod wording;
