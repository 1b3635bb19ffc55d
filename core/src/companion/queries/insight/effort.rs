//! What was done in a year, and whether promises were kept.

use std::collections::BTreeSet;

use chrono::Datelike as _;

use super::{Companion, Items, Moment};
use crate::{
    error::Result,
    model::{Instant, TouchpointKind, view::Insight},
    practice::{
        due::{self, DaysOff},
        effort::{self, Kept, Signature, Weekly, Year},
        facts::{Nature, Touch},
        folklore::WEEKLY_MINIMUM,
    },
    store::Session,
};

/// Below so many promises nothing is said.
const NEEDED: u64 = 8;

impl Companion {
    /// The days of a calendar year on which something was done, the weekly minimum, and whether one is known for what one always
    /// brings; of this year, if none is named.
    pub fn activity(&self, year: Option<i32>) -> Result<Insight<Year>> {
        self.insight(|session, moment| {
            let year = year.unwrap_or_else(|| moment.today.year());
            let (since, period) = moment.calendar_year(year);
            let until = due::end_of(period.until, moment.zone);
            let (from, region) = (period.from.unwrap_or(period.until), &moment.practice.region);
            // The week in which the year begins began before it.
            let mut touches = session.touches(moment.begin(effort::week_of(from, region)))?;
            touches.retain(|touch| touch.at < until);
            let begun = effort::outreach(&touches, |at| moment.day_of(at));
            let minimum = WEEKLY_MINIMUM.count(&moment.practice);
            let weekly = Weekly::of(&begun, minimum, from, period.until, &DaysOff::of(&moment.practice), region);
            touches.retain(|touch| touch.at >= since);
            let days = effort::calendar(&touches, |at| moment.day_of(at));
            let n = days.iter().map(|day| day.touches).sum();
            let signature = signature(session, &touches, since)?;
            let folklore = WEEKLY_MINIMUM.in_practice(&moment.practice);
            let found = Year { year, days, weekly, signature, folklore };
            Ok(Insight { period, n, needed: 1, found, names: Vec::new() })
        })
    }

    /// How many of the practice's promises that were due in the last twelve months were kept.
    pub fn kept_promises(&self) -> Result<Insight<Kept>> {
        self.insight(|session, moment| {
            let Moment { today, .. } = *moment;
            let period = moment.last_year().1;
            let from = period.from.unwrap_or(today);
            let found = Kept::of(&session.promise_facts()?, from, today, |at| moment.day_of(at));
            Ok(Insight { period, n: found.kept.n, needed: NEEDED, found, names: Vec::new() })
        })
    }
}

/// At how many visits to places the signature came along; nothing if no item is marked as that.
fn signature(session: &Session<'_>, touches: &[Touch], since: Instant) -> Result<Option<Signature>> {
    let signature = Items::read(session)?.signature;
    if signature.is_empty() {
        return Ok(None);
    }
    let is_visit = |touch: &&Touch| {
        let kind = touch.nature.kind();
        touch.nature.has(Nature::PLACE) && matches!(kind, Some(TouchpointKind::Visit | TouchpointKind::GiftDrop))
    };
    let visits: Vec<Touch> = touches.iter().filter(is_visit).copied().collect();
    let left = session.left(since)?;
    let with = left.iter().filter(|left| left.items.iter().any(|(key, count)| *count > 0 && signature.contains(key)));
    let brought: BTreeSet<i64> = with.map(|left| left.key).collect();
    Ok(Some(Signature::of(&visits, &brought)))
}
