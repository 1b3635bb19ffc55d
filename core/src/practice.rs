//! Pure rules over plain data: what counts as a touch, when somebody is due, how far an acquaintance has come, on how few sources a
//! practice rests. Knows `model` alone.

pub mod asks;
pub mod cards;
pub mod drafts;
pub mod concentration;
pub mod coverage;
pub mod due;
pub mod effort;
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
pub mod channels;
pub mod due;
pub mod facts;
pub mod fold;
pub mod needs;
pub mod paths;
pub mod privacy;
pub mod review;
pub mod sectors;
pub mod serving;
pub mod playbook;
pub mod touch;
pub mod travel;
pub mod waits;
pub mod wording;
pub mod folklore;
pub mod funnel;
pub mod gift_year;
pub mod giving;
pub mod introductions;
pub mod partners;
pub mod readiness;
pub mod reciprocity;
pub mod response;
pub mod stage;
pub mod statistics;
pub mod touch;
pub mod waits;

#[cfg(test)]
mod sample;
