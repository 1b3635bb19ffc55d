//! Parts that screens share: each is a function from values to HTML, and reads nothing.

#![allow(dead_code, reason = "a box of parts: screens take what they need")]

pub mod chart;
pub mod chips;
pub mod form;
pub mod icon;
pub mod list;
pub mod map;
pub mod qr;
pub mod sync_word;
pub mod table;
pub mod time;
