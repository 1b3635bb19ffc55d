//! The screens, a file each. To add one: a file in this folder with a `SCREEN` and its routes, a `mod` and a line in
//! [`ALL`] here, its words in `words/`. Navigation, the palette, the keys, the More page and the tests follow from that line.

mod asks;
mod brief;
mod cards;
mod channels;
mod conflicts;
mod devices;
mod directory;
mod duplicates;
mod edit;
mod engage;
mod events;
mod export;
mod gifts;
mod gives;
mod history;
mod import;
mod inbox;
mod insights;
mod introductions;
mod log;
mod more;
mod needs;
mod offices;
mod partners;
mod plan;
mod playbooks;
mod promises;
mod prospects;
mod records;
mod referrals;
mod rehearse;
mod review;
mod search;
mod sectors;
mod served;
mod settings;
mod spotlights;
mod stock;
mod sync;
mod thanks;
mod today;
mod undo;
mod unlock;
mod welcome;
mod wordings;

use axum::Router;

use super::state::App;
pub use import::Upload;

/// A screen, as everything but itself knows it.
pub struct Screen {
    /// Its address: `/partners`.
    pub path: &'static str,
    /// What it is called, in one or two words.
    pub title: &'static str,
    /// What it is for, in half a sentence.
    pub about: &'static str,
    /// The letter after `g` that goes there.
    pub go: Option<char>,
    /// Where it stands on the More page; those of the first are in the navigation.
    pub section: Section,
    /// Its drawing in the navigation: a name of `part/icon.rs`.
    pub icon: &'static str,
    /// Its addresses.
    pub routes: fn() -> Router<App>,
}

/// A group of screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// In the navigation of every page.
    Main,
    /// What one does in the course of a day.
    Day,
    /// Gives, gifts, asks, wordings.
    Give,
    /// Who knows whom, who helps with what.
    Network,
    /// Figures and what they mean.
    Learn,
    /// The book itself: ways in and out, devices, settings.
    Book,
}

/// Every screen, in the order in which they are listed.
static ALL: &[&Screen] = &[
    &today::SCREEN,
    &partners::SCREEN,
    &log::SCREEN,
    &referrals::SCREEN,
    &insights::SCREEN,
    &search::SCREEN,
    &brief::SCREEN,
    &plan::SCREEN,
    &engage::SCREEN,
    &inbox::SCREEN,
    &thanks::SCREEN,
    &promises::SCREEN,
    &playbooks::SCREEN,
    &introductions::SCREEN,
    &edit::SCREEN,
    &gives::SCREEN,
    &gifts::SCREEN,
    &stock::SCREEN,
    &spotlights::SCREEN,
    &asks::SCREEN,
    &rehearse::SCREEN,
    &events::SCREEN,
    &directory::SCREEN,
    &needs::SCREEN,
    &review::SCREEN,
    &prospects::SCREEN,
    &sectors::SCREEN,
    &served::SCREEN,
    &wordings::SCREEN,
    &cards::SCREEN,
    &offices::SCREEN,
    &channels::SCREEN,
    &conflicts::SCREEN,
    &duplicates::SCREEN,
    &history::SCREEN,
    &records::SCREEN,
    &import::SCREEN,
    &export::SCREEN,
    &settings::SCREEN,
    &sync::SCREEN,
    &devices::SCREEN,
];

/// Every screen, in the order in which they are listed.
pub fn all() -> &'static [&'static Screen] {
    ALL
}

/// Addresses that are no screen of their own.
pub fn extra_routes() -> Router<App> {
    Router::new().merge(more::routes()).merge(undo::routes()).merge(unlock::routes()).merge(welcome::routes())
}
