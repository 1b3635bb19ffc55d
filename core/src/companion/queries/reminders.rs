//! What the platform shall remind one of, before the app is opened again.

use chrono::{Datelike as _, NaiveTime, Weekday};

use super::{Companion, today::Gathering};
use crate::{
    companion::courses::Courses,
    error::Result,
    model::{
        Day, Instant, Practice,
        view::{Reminder, Why},
    },
    practice::due,
};

/// When a day's promises and steps are brought to mind where the practice has no hours on it.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("nine o'clock");
/// The most reminders that are given out: platforms keep 64 at most.
const MOST: u32 = 64;

impl Companion {
    /// What to be reminded of from now until an instant, in the order of time: to set out for what is planned, and on the
    /// morning of their days promises and steps of playbooks. Days off have none but of what is planned. It holds until the
    /// book changes; whoever observes it asks again.
    pub fn reminders(&self, until: Instant, limit: u32) -> Result<Vec<Reminder>> {
        self.store.read(|session| {
            let courses = Courses::read(session, &self.environment)?;
            let now = self.environment.now();
            let day = until.day_in(courses.zone).max(courses.today);
            let gathering = Gathering { session, courses: &courses, now, day: courses.today };
            let mut reminders = Vec::new();
            for plan in gathering.plans(now, until)? {
                if let Why::Planned { leave_at, .. } = plan.line.why {
                    let (key, why) = (plan.line.key, plan.line.why);
                    reminders.push(Reminder { key, at: leave_at, why, who: plan.place });
                }
            }
            let morning = |due: Option<Day>| {
                // What was due on a day off, or before today, stands on the next working day's Today.
                let due = due.unwrap_or(courses.today).max(courses.today);
                let day = due.iter_days().take(366).find(|day| !courses.off.contains(*day)).unwrap_or(due);
                opens(&courses.practice, day, courses.zone)
            };
            for promise in gathering.promises(day)? {
                let why = Why::Promised { days_late: 0 };
                reminders.push(Reminder { key: promise.line.key, at: morning(promise.due), why, who: promise.to });
            }
            for step in gathering.steps(day)? {
                let why = Why::Step { days_late: 0, after: step.step.after };
                let at = morning(step.step.due);
                reminders.push(Reminder { key: step.line.key, at, why, who: Some(step.who) });
            }
            reminders.retain(|reminder| reminder.at >= now && reminder.at < until);
            reminders.sort_by(|one, other| (one.at, &one.key).cmp(&(other.at, &other.key)));
            reminders.truncate(limit.min(MOST) as usize);
            Ok(reminders)
        })
    }
}

/// When the practice opens on a day.
fn opens(practice: &Practice, day: Day, zone: chrono_tz::Tz) -> Instant {
    let weekday = match day.weekday() {
        Weekday::Mon => "mon",
        Weekday::Tue => "tue",
        Weekday::Wed => "wed",
        Weekday::Thu => "thu",
        Weekday::Fri => "fri",
        Weekday::Sat => "sat",
        Weekday::Sun => "sun",
    };
    let hours = practice.hours.get(weekday).and_then(|hours| hours.split('-').next());
    let time = hours.and_then(|from| NaiveTime::parse_from_str(from.trim(), "%H:%M").ok()).unwrap_or(MORNING);
    // An hour that the clocks leave out is one that they had before.
    let local = day.and_time(time).and_local_timezone(zone).earliest();
    local.map_or_else(|| due::start_of(day, zone), |at| at.to_utc().into())
}
