//! Pure rules over plain data: what counts as a touch, when somebody is due, how far an acquaintance has come, on how few sources a
//! practice rests. Knows `model` alone.

pub mod concentration;
pub mod coverage;
pub mod due;
pub mod effort;
pub mod facts;
pub mod fold;
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
