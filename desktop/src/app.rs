//! The desktop app: the book's pages, served to this computer's own browser. See docs/adr/0017-pages-on-loopback.md.
//!
//! A request comes in through [`guard`], is [`asked`] of a screen in [`screen`], which reads the book by its queries and
//! answers a [`page`] made of [`part`]s, or does something and answers where to go. [`live`] tells open pages of changes.

mod asked;
mod asset;
mod browser;
mod failed;
mod fields;
mod guard;
mod live;
mod lock;
mod meant;
mod notice;
mod page;
mod part;
mod screen;
mod secret;
mod serve;
mod state;
mod things;
mod view;
mod words;

pub use serve::{Serving, serve};
