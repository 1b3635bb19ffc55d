//! What to do now, and why.

use serde::{Deserialize, Serialize};

use super::{Named, StepAfter, StepLine};
use crate::model::{Day, Instant, Owes, RecordId, TouchpointKind};

/// What to do now, and why: what is most urgent first, and in each list what waited longest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct Today {
    /// The day it is, in the practice's zone.
    pub day: Day,
    /// Whether it is a day off: nothing but referrals that wait, and what was planned for this very day, is there then.
    pub off: bool,
    /// Inbound referrals that nobody answered: the clock runs. Away or not.
    pub unanswered: Vec<ReferralDue>,
    /// Inbound referrals whose source was not thanked.
    pub thanks_owed: Vec<ReferralDue>,
    /// Promises that are due.
    pub promises: Vec<PromiseDue>,
    /// Steps of playbooks that are due, one at most of each enrolment.
    pub steps: Vec<StepDue>,
    /// Touchpoints planned for today, or planned earlier and never logged.
    pub planned: Vec<PlannedDue>,
    /// What is handed over and runs out before more could be had, the first to run out first.
    pub stock: Vec<StockDue>,
    /// People and places one is losing touch with, the most overdue first; seven at most.
    pub losing_touch: Vec<ContactDue>,
    /// How many more there are.
    pub losing_touch_more: u64,
}

/// What every line of Today has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Equal on all devices: what sort of line, which record, and which time round. A line that was done or put off and comes
    /// back later has another.
    pub key: String,
    /// Why it is there.
    pub why: Why,
    /// What takes it away, the usual first. To put it off, there is `snooze`, and for a step `snooze_step`.
    pub completed_by: Vec<Completion>,
}

/// Why a line is on Today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Why {
    /// Somebody who was sent here waits for an answer.
    Waits {
        /// For how long.
        minutes: i64,
    },
    /// Whoever sent them was not thanked.
    Unthanked {
        /// For how long.
        hours: i64,
    },
    /// It was promised.
    Promised {
        /// Days since it was due; 0: it is due today.
        days_late: i64,
    },
    /// It is the next step of a playbook.
    Step {
        /// Days since it was due.
        days_late: i64,
        /// What its day is counted from.
        after: StepAfter,
    },
    /// It was planned for today.
    Planned {
        /// When to set out.
        leave_at: Instant,
        /// Minutes on the way.
        lead_min: i64,
    },
    /// It was planned, and nobody said whether it happened.
    Unlogged {
        /// Days since; 0: today.
        days: i64,
    },
    /// It will be used up before more could be had.
    RunsOut {
        /// How many are there; less than nothing if more went than were ever counted.
        there: i64,
        /// How many went in the last weeks.
        lately: i64,
        /// In how many weeks those went.
        weeks: i64,
        /// In how many days the last one goes, at that pace; 0: it is gone.
        in_days: i64,
    },
    /// It is longer since the last touch than it was meant to be.
    LosingTouch {
        /// Days since it was due.
        days_late: i64,
        /// Days since the last touch; nothing: there was none.
        days_since: Option<i64>,
        /// How many there were meant to be at most.
        interval_days: i64,
    },
}

/// What takes a line away: a command, with what it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Completion {
    /// `advance_referral`, answered.
    AnswerReferral,
    /// `advance_referral`, scheduled: whoever made an appointment has answered.
    ScheduleReferral,
    /// `advance_referral`, thanked.
    ThankReferral,
    /// `keep_promise`.
    KeepPromise,
    /// `complete_step`.
    CompleteStep,
    /// `skip_step`.
    SkipStep,
    /// `log_visit`.
    LogVisit,
    /// `edit`, `state` to `done`.
    MarkDone,
    /// `edit`, `state` to `missed`.
    MarkMissed,
    /// `add_stock`.
    AddStock,
}

/// A referral that waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReferralDue {
    /// Which.
    pub id: RecordId,
    /// Key, reason and what completes it.
    #[serde(flatten)]
    pub line: Line,
    /// Its code.
    pub code: String,
    /// Who referred.
    pub from: Option<Named>,
    /// Since when.
    pub received: Option<Instant>,
}

/// A promise that is due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PromiseDue {
    /// Which.
    pub id: RecordId,
    /// Key, reason and what completes it.
    #[serde(flatten)]
    pub line: Line,
    /// What was promised.
    pub text: String,
    /// To whom.
    pub to: Option<Named>,
    /// Since when.
    pub due: Option<Day>,
    /// Who owes it.
    pub owes: Owes,
}

/// A step of a playbook that is due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepDue {
    /// With whom.
    pub who: Named,
    /// Key, reason and what completes it.
    #[serde(flatten)]
    pub line: Line,
    /// Of which playbook.
    pub playbook: Named,
    /// What to do.
    pub step: StepLine,
}

/// A planned touchpoint.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlannedDue {
    /// Which.
    pub id: RecordId,
    /// Key, reason and what completes it.
    #[serde(flatten)]
    pub line: Line,
    /// What kind.
    pub kind: TouchpointKind,
    /// When.
    pub at: Instant,
    /// Where.
    pub place: Option<Named>,
}

/// Something that runs out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StockDue {
    /// Which.
    pub id: RecordId,
    /// Key, reason and what completes it.
    #[serde(flatten)]
    pub line: Line,
    /// Which, as `left:<item>` has it.
    pub item: String,
    /// What it is called.
    pub name: String,
    /// Which edition.
    pub version: String,
    /// When nothing will be there, at the pace of the last twelve weeks.
    pub runs_out: Day,
}

/// Somebody one is losing touch with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContactDue {
    /// Who.
    pub who: Named,
    /// Key, reason and what completes it.
    #[serde(flatten)]
    pub line: Line,
    /// Since when: the last qualifying touch and the interval.
    pub due: Day,
    /// The last qualifying touch.
    pub last_touch: Option<Instant>,
    /// The interval.
    pub interval_days: i64,
}

/// Something of which the platform reminds one at its time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reminder {
    /// The line's key: one reminder takes the place of an earlier one of the same key.
    pub key: String,
    /// When.
    pub at: Instant,
    /// Why, as it will be then.
    pub why: Why,
    /// Who it is about. Shells decide whether a locked screen shows it.
    pub who: Option<Named>,
}

/// What a widget shows on a locked screen: how many, never who.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct WidgetSnapshot {
    /// The day it is.
    pub day: Day,
    /// Referrals that wait for an answer.
    pub unanswered: u64,
    /// Thank-yous owed.
    pub thanks_owed: u64,
    /// Promises that are due.
    pub promises: u64,
    /// Steps of playbooks that are due.
    pub steps: u64,
    /// What is planned, or was and never logged.
    pub planned: u64,
    /// What runs out.
    pub stock: u64,
    /// Those whom one is losing touch with.
    pub losing_touch: u64,
    /// When the next planned touchpoint is, today.
    pub next_at: Option<Instant>,
}
