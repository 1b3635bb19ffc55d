//! Pure rules over plain data: what counts as a touch, when somebody is due, how far an acquaintance has come, on how few sources a
//! practice rests. Knows `model` alone.

pub mod area;
pub mod asks;
pub mod brief;
pub mod cards;
pub mod channels;
pub mod chase;
pub mod concentration;
pub mod coverage;
pub mod credit;
pub mod drafts;
pub mod due;
pub mod effort;
pub mod facts;
pub mod fold;
pub mod folklore;
pub mod funnel;
pub mod gift_year;
pub mod gifts;
pub mod gives;
pub mod giving;
pub mod introductions;
pub mod learning;
pub mod ledger;
pub mod library;
pub mod needs;
pub mod occasions;
pub mod packing;
pub mod partners;
pub mod paths;
pub mod playbook;
pub mod privacy;
pub mod readiness;
pub mod reciprocity;
pub mod response;
pub mod review;
pub mod route;
pub mod same_visit;
pub mod sectors;
pub mod serving;
pub mod spotlight;
pub mod stage;
pub mod statistics;
pub mod stock;
pub mod suggest;
pub mod touch;
pub mod travel;
pub mod waits;
pub mod wording;

#[cfg(test)]
mod sample;
