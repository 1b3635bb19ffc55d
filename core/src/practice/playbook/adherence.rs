//! How well a playbook is kept: what was done in time, late or never, with its counts beside it.

use super::course::{Course, How, State};
use crate::model::{Day, view::AdherenceCounts};

/// A step that is done so many days after it was due is done in time: weeks are not kept to the day.
const GRACE_DAYS: i64 = 2;

/// What came of a playbook's steps that were due in a time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Adherence {
    /// The counts.
    pub counts: AdherenceCounts,
    late_days: Vec<i64>,
}

/// Counts the courses of one playbook: steps that were due from `since` until `today`.
#[must_use]
pub fn adherence<'a>(courses: impl IntoIterator<Item = &'a Course>, since: Day, today: Day) -> Adherence {
    let mut adherence = Adherence::default();
    let counts = &mut adherence.counts;
    for course in courses {
        counts.enrolled += 1;
        match course.state {
            State::Paused(_) => counts.paused += 1,
            State::Left(_) => counts.left += 1,
            State::Finished => counts.finished += 1,
            _ => counts.running += 1,
        }
        for step in &course.passed {
            let Some(due) = step.due.filter(|due| *due >= since && *due <= today) else { continue };
            match step.how {
                How::Skipped => counts.skipped += 1,
                How::PassedOver => counts.passed_over += 1,
                How::Done | How::Touched(_) => {
                    let late = (step.on - due).num_days();
                    let count = if late <= GRACE_DAYS { &mut counts.on_time } else { &mut counts.late };
                    *count += 1;
                    adherence.late_days.push(late.max(0));
                }
            }
        }
        let overdue = course.open.as_ref().and_then(|open| open.due).is_some_and(|due| (today - due).num_days() > 0);
        if overdue && course.state == State::Due {
            counts.overdue += 1;
        }
    }
    adherence.late_days.sort_unstable();
    adherence
}

impl Adherence {
    /// How many steps were to be done: those of which something came, and those that are late now.
    #[must_use]
    pub const fn n(&self) -> u32 {
        let counts = &self.counts;
        counts.on_time + counts.late + counts.skipped + counts.passed_over + counts.overdue
    }

    /// Which part of them was done in time; nothing of nothing.
    #[must_use]
    pub fn share_on_time(&self) -> Option<f64> {
        (self.n() > 0).then(|| f64::from(self.counts.on_time) / f64::from(self.n()))
    }

    /// By how many days half of those done were late at most.
    #[must_use]
    pub fn median_days_late(&self) -> Option<i64> {
        self.late_days.get(self.late_days.len().checked_sub(1)? / 2).copied()
    }
}
