//! Trigger, steps, tracker.

use std::collections::BTreeMap;

use super::{Day, Groups, record};

record! {
    /// A playbook: a trigger, ordered steps and branches. Who is in it, and how far, stands with the contacts.
    pub struct Playbook {
        /// "Weekly value for three weeks".
        pub name: String,
        /// What starts it.
        pub trigger: String,
        /// The steps, by an id that no edit changes.
        pub step: Groups<Step>,
        /// Where it goes on: `<step>:<result>` to the next step's id, or to `end`. The result `any` stands for every one.
        pub branch: BTreeMap<String, String>,
        /// The first day of its season, in any year.
        pub season_from: Option<Day>,
        /// The last day of its season, in any year.
        pub season_until: Option<Day>,
        /// The day it comes round each year.
        pub yearly: Option<Day>,
        /// Paused for everybody.
        pub paused: bool,
    }
}

record! {
    /// One step of a playbook.
    pub struct Step {
        /// Its place among the steps; fractions let one be put between two.
        pub order: Option<f64>,
        /// What to do.
        pub title: String,
        /// Days after the step before, or after the trigger; none: whenever it comes, and never due.
        pub wait_days: Option<i64>,
        /// The kinds of touchpoint that complete it, parted by spaces; `give`: whatever gives something; `answer`: they reach
        /// out.
        pub touchpoint: String,
        /// By which channel.
        pub channel: String,
        /// The item to give, hand over or say.
        pub item: String,
        /// Whether it asks for something.
        pub asks: bool,
        /// Left out. It stays, so that what was done of it is known, and so that no device's edit brings half of it back.
        pub dropped: bool,
    }
}
