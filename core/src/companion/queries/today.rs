//! What to do now, and why.

use std::cmp::Reverse;

use super::{Companion, practice, zone_of};
use crate::{
    error::Result,
    model::{
        Day, Practice, Promise, Referral, Touchpoint,
        view::{ContactDue, PlannedDue, PromiseDue, ReferralDue, Today},
    },
    practice::due::{self, DaysOff},
    store::{Cadence, Session},
};

/// How many of those whom one is losing touch with are named.
const NAMED: usize = 7;
/// The most that each of the other lists holds: beyond it nobody reads on, and the oldest come first.
const LINES: u32 = 500;

impl Companion {
    /// What waits today, in the practice's zone: referrals, thanks, promises, plans, and whom one is losing touch with. What is
    /// put off until a later day is not there.
    pub fn today(&self) -> Result<Today> {
        self.store.read(|session| {
            let practice = practice(session)?;
            let zone = zone_of(&practice, &self.environment);
            let day = self.environment.now().day_in(zone);
            let mut today = Today { day, ..Today::default() };
            for (id, referral) in session.referrals_unanswered(day, LINES)? {
                today.unanswered.push(referral_due(session, id, referral)?);
            }
            for (id, referral) in session.referrals_unthanked(day, LINES)? {
                today.thanks_owed.push(referral_due(session, id, referral)?);
            }
            for (id, promise) in session.promises_due(day, LINES)? {
                let Promise { text, due, owes, to, .. } = promise;
                let to = to.map(|contact| session.named(contact)).transpose()?.flatten();
                today.promises.push(PromiseDue { id, text, to, due, owes });
            }
            for (id, planned) in session.planned_before(due::end_of(day, zone), LINES)? {
                let Touchpoint { kind, at, place, .. } = planned;
                let place = place.map(|place| session.named(place)).transpose()?.flatten();
                today.planned.push(PlannedDue { id, kind, at, place });
            }
            losing_touch(session, &practice, zone, &mut today)?;
            Ok(today)
        })
    }
}

fn referral_due(session: &Session<'_>, id: crate::model::RecordId, referral: Referral) -> Result<ReferralDue> {
    let from = referral.from.map(|contact| session.named(contact)).transpose()?.flatten();
    Ok(ReferralDue { id, code: referral.code, from, received: referral.received })
}

/// Whoever is due, the most overdue first. On a day off nobody is: the clocks of referrals run, cadences stand still.
fn losing_touch(session: &Session<'_>, practice: &Practice, zone: chrono_tz::Tz, today: &mut Today) -> Result<()> {
    let off = DaysOff::of(practice);
    if off.contains(today.day) {
        return Ok(());
    }
    let mut late: Vec<(Day, i64, Cadence)> = session
        .cadences(today.day)?
        .into_iter()
        .filter_map(|cadence| {
            let interval = due::interval_days(cadence.own_days, cadence.tier.as_ref(), &practice.cadence)?;
            let last = cadence.last_touch.map(|at| at.day_in(zone));
            let due = due::due_on(last, interval, today.day, &off);
            (due <= today.day).then_some((due, interval, cadence))
        })
        .collect();
    today.losing_touch_more = late.len().saturating_sub(NAMED) as u64;
    // Whoever was never touched is due today and so comes last; among equals the one who is to be seen more often first.
    late.sort_by_key(|(due, interval, cadence)| (*due, *interval, Reverse(cadence.id)));
    for (due, interval_days, cadence) in late.into_iter().take(NAMED) {
        if let Some(who) = session.named(cadence.id)? {
            today.losing_touch.push(ContactDue { who, due, last_touch: cadence.last_touch, interval_days });
        }
    }
    Ok(())
}
