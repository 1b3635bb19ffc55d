//! The practice itself: one record a book, under the book's own id.

use std::collections::BTreeMap;

use super::{Day, record};

record! {
    /// One practice. Numbers that are folklore (practice.md) stand in code as defaults; here is only what the user changed.
    pub struct Practice {
        /// "Riverside Therapy".
        pub name: String,
        /// What it is for: "sleep", "AD/HD coaching".
        pub niche: String,
        /// Where a client books.
        pub booking_url: String,
        /// ISO 4217: "USD".
        pub currency: String,
        /// ISO 3166: "US". Decides which gift limits hold and the first day of the week.
        pub region: String,
        /// IANA: `America/New_York`.
        pub zone: String,
        /// By weekday (`mon` … `sun`), 24-hour, in the practice's zone: "09:00-17:00".
        pub hours: BTreeMap<String, String>,
        /// Days on which nothing is due, and why.
        pub holiday: BTreeMap<Day, String>,
        /// Away from a day until, and with, another.
        pub away: BTreeMap<Day, Day>,
        /// Targets: `mix_professional`, `mix_client`, `mix_other` (percent), `active_partners`, `weekly_minimum`,
        /// `new_events` (a year).
        pub target: BTreeMap<String, i64>,
        /// Folklore numbers that the user edited, by name: `touches_before_referral`, `partner_share` …
        pub folklore: BTreeMap<String, f64>,
        /// Days between touches by tier, where not the default.
        pub cadence: BTreeMap<String, i64>,
        /// Yearly caps by name, in the currency's minor unit.
        pub cap: BTreeMap<String, i64>,
        /// Who the ideal client is, in words that fit on a card.
        pub ideal_client: String,
        /// The names of the book's devices, by device number.
        pub device: BTreeMap<String, String>,
        /// Whose device it is, by device number.
        pub person: BTreeMap<String, String>,
    }
}
