//! Pure rules over plain data: what counts as a touch, when somebody is due, when two names are the same. Knows `model` alone.

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
pub mod touch;
pub mod waits;
