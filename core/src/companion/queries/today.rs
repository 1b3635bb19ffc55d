//! What to do now, and why.

use std::cmp::Reverse;

use super::Companion;
use crate::{
    companion::courses::Courses,
    error::Result,
    model::{
        Contact, Day, Geo, Instant, Promise, Record, RecordId, Referral, Touchpoint,
        view::{
            Completion, ContactDue, Entry, Line, PlannedDue, PromiseDue, ReferralDue, StepDue, StockDue, Today, Why,
            WidgetSnapshot,
        },
    },
    practice::{due, folklore::TRAVEL_LEAD_MIN, playbook::State, stock, travel},
    store::{Cadence, Session},
};

use super::{gives::items, playbooks::step_line};

/// How many of those whom one is losing touch with are named.
const NAMED: usize = 7;
/// The most that each of the other lists holds: beyond it nobody reads on, and the oldest come first.
const LINES: u32 = 500;
/// How long a touchpoint takes where nobody said: ten or fifteen minutes is all they have (S1).
const LENGTH_MIN: i64 = 10;

impl Companion {
    /// What waits today, in the practice's zone: referrals, thanks, promises, steps of playbooks, plans, what runs out, and whom
    /// one is losing touch with. What is put off until a later day is not there. On a day off only referrals that wait for an answer are, and
    /// what was planned for the day itself.
    pub fn today(&self) -> Result<Today> {
        self.store.read(|session| {
            let courses = Courses::read(session, &self.environment)?;
            Gathering { session, courses: &courses, now: self.environment.now(), day: courses.today }.today()
        })
    }

    /// How many lines Today has, for a widget that anybody may see: no names.
    pub fn widget_snapshot(&self) -> Result<WidgetSnapshot> {
        let today = self.today()?;
        let now = self.environment.now();
        let count = |lines: usize| lines as u64;
        Ok(WidgetSnapshot {
            day: today.day,
            unanswered: count(today.unanswered.len()),
            thanks_owed: count(today.thanks_owed.len()),
            promises: count(today.promises.len()),
            steps: count(today.steps.len()),
            planned: count(today.planned.len()),
            stock: count(today.stock.len()),
            losing_touch: count(today.losing_touch.len()) + today.losing_touch_more,
            next_at: today.planned.iter().map(|plan| plan.at).find(|at| *at >= now),
        })
    }
}

/// Today under way: what every part of it is counted from.
pub(super) struct Gathering<'a> {
    pub session: &'a Session<'a>,
    pub courses: &'a Courses,
    pub now: Instant,
    pub day: Day,
}

impl Gathering<'_> {
    fn today(&self) -> Result<Today> {
        let (session, day) = (self.session, self.day);
        let off = self.courses.off.contains(day);
        let mut today = Today { day, off, planned: self.planned(off)?, ..Today::default() };
        for (id, referral) in session.referrals_unanswered(day, LINES)? {
            today.unanswered.push(self.unanswered(id, referral)?);
        }
        if off {
            return Ok(today);
        }
        for (id, referral) in session.referrals_unthanked(day, LINES)? {
            today.thanks_owed.push(self.unthanked(id, referral)?);
        }
        today.promises = self.promises(day)?;
        today.steps = self.steps(day)?;
        today.stock = self.stock()?;
        self.losing_touch(&mut today)?;
        Ok(today)
    }

    fn unanswered(&self, id: RecordId, referral: Referral) -> Result<ReferralDue> {
        let minutes = referral.received.map_or(0, |at| self.minutes_since(at));
        let line = Line {
            key: format!("answer:{id}"),
            why: Why::Waits { minutes },
            completed_by: vec![Completion::AnswerReferral, Completion::ScheduleReferral],
        };
        self.referral(id, line, referral)
    }

    fn unthanked(&self, id: RecordId, referral: Referral) -> Result<ReferralDue> {
        let hours = referral.received.map_or(0, |at| self.minutes_since(at) / 60);
        let line = Line {
            key: format!("thank:{id}"),
            why: Why::Unthanked { hours },
            completed_by: vec![Completion::ThankReferral],
        };
        self.referral(id, line, referral)
    }

    fn referral(&self, id: RecordId, line: Line, referral: Referral) -> Result<ReferralDue> {
        let from = referral.from.map(|contact| self.session.named(contact)).transpose()?.flatten();
        Ok(ReferralDue { id, line, code: referral.code, from, received: referral.received })
    }

    /// Promises that are due by a day.
    pub fn promises(&self, by: Day) -> Result<Vec<PromiseDue>> {
        let mut promises = Vec::new();
        for (id, promise) in self.session.promises_due(by, LINES)? {
            let Promise { text, due, owes, to, .. } = promise;
            let to = to.map(|contact| self.session.named(contact)).transpose()?.flatten();
            let line = Line {
                key: due.map_or_else(|| format!("promise:{id}"), |due| format!("promise:{id}:{due}")),
                why: Why::Promised { days_late: due.map_or(0, |due| (by - due).num_days()) },
                completed_by: vec![Completion::KeepPromise],
            };
            promises.push(PromiseDue { id, line, text, to, due, owes });
        }
        Ok(promises)
    }

    /// Steps that are due by a day, the longest due first.
    pub fn steps(&self, by: Day) -> Result<Vec<StepDue>> {
        let mut steps = Vec::new();
        for placed in self.courses.running(self.session)? {
            let Some(open) = placed.course.open.as_ref() else { continue };
            let due = match (placed.course.state, open.due) {
                (State::Due, Some(due)) => due,
                (State::Waiting, Some(due)) if due <= by => due,
                _ => continue,
            };
            let Some(known) = self.courses.playbooks.get(&placed.playbook) else { continue };
            let Some(who) = self.session.named(placed.who)? else { continue };
            let step = step_line(&known.playbook, open);
            let line = Line {
                key: format!("step:{}:{}:{}", placed.who, placed.playbook, open.at),
                why: Why::Step { days_late: (by - due).num_days().max(0), after: step.after.clone() },
                completed_by: vec![Completion::CompleteStep, Completion::SkipStep, Completion::LogVisit],
            };
            steps.push((due, who.name.clone(), StepDue { who, line, playbook: known.named(placed.playbook), step }));
        }
        steps.sort_by(|one, other| (one.0, &one.1, &one.2.line.key).cmp(&(other.0, &other.1, &other.2.line.key)));
        steps.truncate(LINES as usize);
        Ok(steps.into_iter().map(|(.., step)| step).collect())
    }

    /// What is planned until the day's end; on a day off only what is planned for the day itself.
    fn planned(&self, off: bool) -> Result<Vec<PlannedDue>> {
        let from = if off { due::start_of(self.day, self.courses.zone) } else { Instant(i64::MIN) };
        self.plans(from, due::end_of(self.day, self.courses.zone))
    }

    /// What is planned for a time, each with when to set out from the stop before it on that day.
    pub fn plans(&self, from: Instant, until: Instant) -> Result<Vec<PlannedDue>> {
        let default_min = i64::try_from(TRAVEL_LEAD_MIN.count(&self.courses.practice)).unwrap_or(i64::MAX);
        let mut plans = Vec::new();
        let mut before: Option<(Day, Option<Geo>)> = None;
        for (id, planned) in self.session.planned_between(from, until, LINES)? {
            let day = planned.at.day_in(self.courses.zone);
            let length_ms = planned.length_min.unwrap_or(LENGTH_MIN).saturating_mul(60_000);
            let over = planned.at.0.saturating_add(length_ms) <= self.now.0;
            let why = if over {
                Why::Unlogged { days: (self.day - day).num_days() }
            } else {
                let here = self.geo(planned.place)?;
                let from = before.filter(|(of, _)| *of == day).and_then(|(_, geo)| geo);
                before = Some((day, here));
                let lead_min = travel::lead_min(&planned, from, here, default_min);
                Why::Planned { leave_at: Instant(planned.at.0.saturating_sub(lead_min * 60_000)), lead_min }
            };
            let line = Line {
                key: format!("plan:{id}:{day}"),
                why,
                completed_by: vec![Completion::MarkDone, Completion::MarkMissed],
            };
            let Touchpoint { kind, at, place, .. } = planned;
            let place = place.map(|place| self.session.named(place)).transpose()?.flatten();
            plans.push(PlannedDue { id, line, kind, at, place });
        }
        Ok(plans)
    }

    /// What runs out.
    fn stock(&self) -> Result<Vec<StockDue>> {
        let items = items(self.session)?;
        let lines = stock::lines(&items, &self.session.left_weeks()?, self.now, self.day);
        let due = stock::running_out(&items, lines, self.day).into_iter().filter_map(|line| {
            let runs_out = line.runs_out?;
            let why = Why::RunsOut {
                there: line.there,
                lately: line.lately,
                weeks: stock::RATE_WEEKS,
                in_days: (runs_out - self.day).num_days(),
            };
            // Once more came, running out again is another line; how many ever came is a sum that all devices agree on.
            let key = format!("stock:{}:{}", line.id, line.stocked);
            let completed_by = vec![Completion::AddStock];
            let line = StockDue {
                id: line.id,
                line: Line { key, why, completed_by },
                item: line.item,
                name: line.name,
                version: line.version,
                runs_out,
            };
            Some(line)
        });
        Ok(due.take(LINES as usize).collect())
    }

    fn geo(&self, place: Option<RecordId>) -> Result<Option<Geo>> {
        let entry = place.map(|place| self.session.read_record(place)).transpose()?.flatten();
        Ok(match entry {
            Some(Entry { record: Record::Contact(Contact { geo, .. }), .. }) => geo,
            _ => None,
        })
    }

    /// Whoever is due, the most overdue first.
    fn losing_touch(&self, today: &mut Today) -> Result<()> {
        let Courses { practice, zone, off, .. } = self.courses;
        let mut late: Vec<(Day, i64, Cadence)> = self
            .session
            .cadences(today.day)?
            .into_iter()
            .filter_map(|cadence| {
                let interval = due::interval_days(cadence.own_days, cadence.tier.as_ref(), &practice.cadence)?;
                let last = cadence.last_touch.map(|at| at.day_in(*zone));
                let due = due::due_on(last, interval, today.day, off);
                (due <= today.day).then_some((due, interval, cadence))
            })
            .collect();
        today.losing_touch_more = late.len().saturating_sub(NAMED) as u64;
        // Whoever was never touched is due today and so comes last; among equals the one who is to be seen more often first.
        late.sort_by_key(|(due, interval, cadence)| (*due, *interval, Reverse(cadence.id)));
        for (due, interval_days, Cadence { id, last_touch, .. }) in late.into_iter().take(NAMED) {
            let Some(who) = self.session.named(id)? else { continue };
            let last = last_touch.map(|at| at.day_in(*zone));
            let line = Line {
                key: last.map_or_else(|| format!("touch:{id}"), |last| format!("touch:{id}:{last}")),
                why: Why::LosingTouch {
                    days_late: (today.day - due).num_days(),
                    days_since: last.map(|last| (today.day - last).num_days()),
                    interval_days,
                },
                completed_by: vec![Completion::LogVisit],
            };
            today.losing_touch.push(ContactDue { who, line, due, last_touch, interval_days });
        }
        Ok(())
    }

    const fn minutes_since(&self, at: Instant) -> i64 {
        let minutes = (self.now.0.saturating_sub(at.0)) / 60_000;
        if minutes < 0 { 0 } else { minutes }
    }
}
