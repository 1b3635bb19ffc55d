//! Playbooks: what there are, who is where in them, and how well they are kept.

use serde::{Deserialize, Serialize};

use super::Named;
use crate::model::{ChannelState, Day, Playbook, RecordId};

/// A playbook, shipped or the practice's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaybookLine {
    /// Its id: of a shipped one the same in every book.
    pub id: RecordId,
    /// What a shipped one is typed as.
    pub short: Option<String>,
    /// Whether the book holds a record of it: it is the practice's own, or was changed.
    pub kept: bool,
    /// What it says.
    #[serde(flatten)]
    pub playbook: Playbook,
    /// How many are in it, and not at its end.
    pub enrolled: u64,
    /// For how many of these a step is due.
    pub due: u64,
    /// Who may be enrolled: their first meeting was not long ago, and this playbook is for that.
    pub suggested: Vec<Named>,
}

/// Where somebody is in a playbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolled {
    /// Who.
    pub who: Named,
    /// In which playbook.
    pub playbook: Named,
    /// Since when.
    pub started: Day,
    /// How often they were enrolled, this time included.
    pub round: u32,
    /// How it stands.
    pub standing: Standing,
    /// The step that is open; nothing at the end.
    pub step: Option<StepLine>,
    /// Referrals that went out to them: what a give-first playbook counts.
    pub referred_out: u64,
}

/// How an enrolment stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Standing {
    /// The step is due.
    Due,
    /// It will be.
    Waiting,
    /// It asks for something, and too little was given yet.
    Held {
        /// Gives since the last ask.
        gives: u32,
        /// How many it takes.
        needs: u32,
    },
    /// The user put it off.
    Quiet {
        /// Until when.
        until: Day,
    },
    /// It is never due: whenever it comes.
    Undated,
    /// Paused.
    Paused {
        /// Since when; nothing: the whole playbook is.
        since: Option<Day>,
    },
    /// They left.
    Left {
        /// When.
        on: Day,
    },
    /// No step is left.
    Finished,
}

/// A step that is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepLine {
    /// Round, cycle and step: what `complete_step`, `skip_step` and `snooze_step` are given.
    pub at: String,
    /// What to do.
    pub title: String,
    /// From when on.
    pub due: Option<Day>,
    /// Which step of the playbook, counted from one.
    pub number: u32,
    /// Of how many.
    pub of: u32,
    /// Whether it asks for something.
    pub asks: bool,
    /// The item to give, hand over or say.
    pub item: String,
    /// The kinds of touchpoint that do it.
    pub touchpoint: String,
    /// What may come of it, where that decides how it goes on.
    pub results: Vec<String>,
    /// What its day is counted from.
    pub after: StepAfter,
}

/// What a step's day is counted from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "after", rename_all = "snake_case")]
pub enum StepAfter {
    /// The enrolment.
    Enrolment {
        /// When.
        on: Day,
    },
    /// The step before.
    Step {
        /// What was done.
        title: String,
        /// When it was over.
        on: Day,
    },
    /// A date that comes round each year.
    Yearly {
        /// The date.
        on: Day,
    },
}

/// How well a playbook is kept, over a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AdherenceLine {
    /// Which playbook.
    pub playbook: Named,
    /// Steps that were due from this day on.
    pub since: Day,
    /// What came of them.
    #[serde(flatten)]
    pub counts: AdherenceCounts,
    /// How many steps were to be done.
    pub n: u32,
    /// Which part of them was done in time; nothing of nothing.
    pub share_on_time: Option<f64>,
    /// By how many days half of those done were late at most.
    pub median_days_late: Option<i64>,
}

/// What came of enrolments and of the steps that were due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AdherenceCounts {
    /// Who was ever enrolled, in the last round of each.
    pub enrolled: u32,
    /// Of these, under way.
    pub running: u32,
    /// Paused.
    pub paused: u32,
    /// At the end.
    pub finished: u32,
    /// Gone before it.
    pub left: u32,
    /// Steps done within two days of the day they were due.
    pub on_time: u32,
    /// Steps done later.
    pub late: u32,
    /// Steps that the user left out.
    pub skipped: u32,
    /// Steps that something later came before, and years that went by.
    pub passed_over: u32,
    /// Steps that are late now.
    pub overdue: u32,
}

/// Five minutes of likes, comments and shares: whose pages to look at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Engagement {
    /// Five at most, the longest waiting first: a minute each.
    pub queue: Vec<Engage>,
    /// How many more there are.
    pub more: u64,
}

/// Somebody to engage with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engage {
    /// Who.
    pub who: Named,
    /// In which playbook.
    pub playbook: Named,
    /// The step: what `complete_step` is given.
    pub step: StepLine,
    /// Their pages, and those of where they work.
    pub links: Vec<EngageLink>,
}

/// A page on which somebody can be engaged with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngageLink {
    /// Whose page.
    pub whose: Named,
    /// As it was typed: `web:…`, `linkedin:…`.
    pub channel: String,
    /// What is known of it.
    pub state: ChannelState,
}

/// A gentle minimum: how much one was in touch this week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outreach {
    /// The week's first day: Monday, and Sunday in the US.
    pub from: Day,
    /// Touchpoints that the practice began and that reached somebody.
    pub done: u32,
    /// How many it means to have.
    pub target: u32,
    /// Days of the week that are left, today and days off not counted.
    pub days_left: u32,
}
