//! What the Log sheet offers: where one may be, whom one may have met, what one may have left.

use std::collections::{BTreeMap, BTreeSet};

use chrono_tz::Tz;

use super::{Companion, practice, zone_of};
use crate::{
    error::Result,
    model::{
        Contact, Day, Form, Geo, Instant, Kind, Met, Practice, Record, RecordId, Role, Touchpoint, TouchpointState,
        view::{DoubledVisit, Entry, LeftSuggestion, LogSuggestions, MetSuggestion, PlaceSuggestion},
    },
    practice::{
        area::area_of,
        due,
        facts::Nature,
        same_visit::{SAME_VISIT_MS, may_be_one},
        suggest::{self, Candidate, Ranked, Standpoint, Stop, chips},
    },
    store::Session,
};

/// How many plans of a day are looked at.
const PLANS: u32 = 500;
/// How many are looked at closely: each costs a look at its visits.
const CANDIDATES: usize = 140;
/// How many of the longest overdue are among them.
const OVERDUE: usize = 110;
/// How many places of one past day are among them.
const OF_A_DAY: u32 = 10;
/// How many weeks back this day of the week is looked at.
const WEEKS: i64 = 8;
/// How many of the latest visits bring their places in.
const LATEST: u32 = 40;
/// How many of the newest places are among them.
const NEWEST: u32 = 10;
/// How far back visits count, in days.
const REMEMBERED_DAYS: i64 = 500;
/// How many past visits say whom one meets and what one leaves.
const PAST: u32 = 12;
const DAY_MS: i64 = 86_400_000;

impl Companion {
    /// What to offer to whoever logs a visit now: places by plan, nearness, habit and lapse, each with its reasons, and for each
    /// whom one may have met, what one may have left, how it mostly goes and when to come again. `near` is where the device is,
    /// if it may know; nothing depends on it. `limit` places at most; a sheet shows five.
    pub fn log_suggestions(&self, near: Option<Geo>, limit: u32) -> Result<LogSuggestions> {
        self.store.read(|session| {
            let practice = practice(session)?;
            let zone = zone_of(&practice, &self.environment);
            let now = self.environment.now();
            let (from, candidates) = Shortlist::of(session, &practice, zone, now, near)?;
            let ranked = suggest::rank(&from, &candidates);
            let mut places = Vec::new();
            for one in ranked.iter().take(usize::try_from(limit).unwrap_or(usize::MAX)) {
                let Some(candidate) = candidates.iter().find(|candidate| candidate.place == one.place) else {
                    continue;
                };
                places.extend(place_suggestion(session, one, candidate)?);
            }
            let same_visit = match places.first() {
                Some(first) => same_visit(session, first.place.id, now)?,
                None => None,
            };
            Ok(LogSuggestions { places, sure: suggest::is_sure(&ranked), same_visit })
        })
    }

    /// The visit to a place, logged within an hour of an instant, that may be the same.
    pub fn same_visit(&self, place: RecordId, at: Instant) -> Result<Option<RecordId>> {
        self.store.read(|session| same_visit(session, place, at))
    }
}

impl Companion {
    /// Visits of the last two months that may be one: at one place within the hour, as when two devices logged the same. They
    /// are proposed, never joined by themselves: [`crate::Command::MergeVisits`] does it.
    pub fn doubled_visits(&self, limit: u32) -> Result<Vec<DoubledVisit>> {
        self.store.read(|session| {
            let since = Instant(self.environment.now().0.saturating_sub(60 * DAY_MS));
            let mut doubled = Vec::new();
            for (one, other) in session.close_together(since, SAME_VISIT_MS, limit.min(super::PAGE))? {
                let entries = session.entries(&Kind::Touchpoint, &[one, other])?;
                let [(_, one), (_, other)] = entries.as_slice() else { continue };
                if let (Record::Touchpoint(first), Record::Touchpoint(second)) = (&one.record, &other.record)
                    && may_be_one(first, second)
                    && let Some(place) = first.place.map(|place| session.named(place)).transpose()?.flatten()
                {
                    doubled.push(DoubledVisit { place, one: one.clone(), other: other.clone() });
                }
            }
            Ok(doubled)
        })
    }
}

/// The places that are looked at closely, the surest sources first, each once.
struct Shortlist {
    places: Vec<RecordId>,
    seen: BTreeSet<RecordId>,
}

impl Shortlist {
    fn of(
        session: &Session<'_>,
        practice: &Practice,
        zone: Tz,
        now: Instant,
        near: Option<Geo>,
    ) -> Result<(Standpoint, Vec<Candidate>)> {
        let mut shortlist = Self { places: Vec::new(), seen: BTreeSet::new() };
        let today = now.day_in(zone);
        let (begins, ends) = (due::end_of(before(today, 1), zone), due::end_of(today, zone));
        let mut plans: BTreeMap<RecordId, Vec<(RecordId, Instant)>> = BTreeMap::new();
        for (plan, touchpoint) in session.planned_between(begins, ends, PLANS)? {
            if let Some(place) = touchpoint.place {
                let place = session.canonical(place)?;
                plans.entry(place).or_default().push((plan, touchpoint.at));
                shortlist.add(place);
            }
        }
        let last = session.places_visited(begins, Instant(now.0.saturating_add(1)), 1)?.first().copied();
        let mut stop = None;
        if let Some((place, at)) = last {
            let place = session.canonical(place)?;
            let (geo, area) =
                contact(session, place)?.map(|place| (place.geo, area_of(&place.address))).unwrap_or_default();
            stop = Some(Stop { place, at, geo, area });
        }
        for around in near.into_iter().chain(stop.as_ref().and_then(|stop| stop.geo)) {
            session.places_around(around, OF_A_DAY * 3)?.into_iter().for_each(|place| shortlist.add(place));
        }
        for weeks in 1..=WEEKS {
            let day = before(today, 7 * weeks);
            let span = (due::end_of(before(day, 1), zone), due::end_of(day, zone));
            for (place, _) in session.places_visited(span.0, span.1, OF_A_DAY)? {
                shortlist.add(session.canonical(place)?);
            }
        }
        shortlist.add_overdue(session, practice, today, zone)?;
        let since = Instant(now.0.saturating_sub(REMEMBERED_DAYS * DAY_MS));
        for (place, _) in session.places_visited(since, begins, LATEST)? {
            shortlist.add(session.canonical(place)?);
        }
        // A book that has just begun knows no habit.
        session.newest_places(NEWEST)?.into_iter().for_each(|place| shortlist.add(place));
        let candidates = shortlist.candidates(session, practice, now, &plans)?;
        Ok((Standpoint { now, zone, near, before: stop }, candidates))
    }

    fn add(&mut self, place: RecordId) {
        if self.seen.insert(place) {
            self.places.push(place);
        }
    }

    /// The places that are the longest overdue, measured by their intervals; people are not where one is, their offices are.
    fn add_overdue(&mut self, session: &Session<'_>, practice: &Practice, today: Day, zone: Tz) -> Result<()> {
        let mut late: Vec<(i64, RecordId)> = Vec::new();
        for cadence in session.place_cadences(today)? {
            let interval = due::interval_days(cadence.own_days, cadence.tier.as_ref(), &practice.cadence)
                .unwrap_or(suggest::UNKNOWN_DAYS);
            let days = cadence.last_touch.map_or(interval, |at| (today - at.day_in(zone)).num_days());
            late.push((days.saturating_mul(1_000) / interval, cadence.id));
        }
        late.sort_unstable_by(|one, other| other.cmp(one));
        late.into_iter().take(OVERDUE).for_each(|(_, place)| self.add(place));
        Ok(())
    }

    fn candidates(
        &self,
        session: &Session<'_>,
        practice: &Practice,
        now: Instant,
        plans: &BTreeMap<RecordId, Vec<(RecordId, Instant)>>,
    ) -> Result<Vec<Candidate>> {
        let since = Instant(now.0.saturating_sub(REMEMBERED_DAYS * DAY_MS));
        let mut candidates = Vec::new();
        for place in self.places.iter().copied().take(CANDIDATES) {
            let Some(shown) = contact(session, place)?.filter(|contact| contact.form == Form::Place) else { continue };
            let touches = session.touches_of(&session.aliases(place)?, &Kind::Touchpoint, since)?;
            let there =
                touches.into_iter().filter(|touch| touch.nature.has(Nature::PLACE) && is_in_person(touch.nature));
            candidates.push(Candidate {
                place,
                geo: shown.geo,
                area: area_of(&shown.address),
                interval_days: due::interval_days(shown.cadence_days, shown.tier.as_ref(), &practice.cadence),
                visits: there.map(|touch| touch.at).collect(),
                planned: plans.get(&place).cloned().unwrap_or_default(),
            });
        }
        Ok(candidates)
    }
}

/// Letters that went to a place are no visits.
fn is_in_person(nature: Nature) -> bool {
    use crate::model::TouchpointKind::{Event, GiftDrop, Meeting, Visit};
    matches!(nature.kind(), Some(Visit | Meeting | GiftDrop | Event))
}

fn place_suggestion(session: &Session<'_>, ranked: &Ranked, candidate: &Candidate) -> Result<Option<PlaceSuggestion>> {
    let Some(place) = session.named(ranked.place)? else { return Ok(None) };
    let aliases = session.aliases(ranked.place)?;
    let past = past_visits(session, &aliases)?;
    let mut staff: BTreeMap<RecordId, BTreeSet<Role>> = BTreeMap::new();
    for (person, role) in session.people_at(&aliases)? {
        staff.entry(session.canonical(person)?).or_default().insert(role);
    }
    let staff: Vec<(RecordId, BTreeSet<Role>)> = staff.into_iter().collect();
    let mut people = Vec::new();
    for likely in chips::people(&staff, &past) {
        let name = match &likely.met {
            Met::Contact(id) => session.named(*id)?.map(|named| named.name),
            Met::Role(_) => None,
        };
        let roles = likely.roles.into_iter().collect();
        people.push(MetSuggestion { met: likely.met, name, roles, times: likely.times, of: likely.of });
    }
    let left = chips::left_behind(&past).into_iter().map(|likely| LeftSuggestion {
        item: likely.item,
        count: likely.count,
        last_time: likely.last_time,
        times: likely.times,
    });
    let mut visits = candidate.visits.clone();
    visits.sort_unstable_by(|one, other| other.cmp(one));
    Ok(Some(PlaceSuggestion {
        place,
        plan: ranked.plan,
        percent: ranked.percent,
        reasons: ranked.reasons.clone(),
        people,
        left: left.collect(),
        outcome: chips::outcome(&past),
        next_days: suggest::usual_gap_days(&visits, candidate.interval_days),
    }))
}

/// The last visits to a place, the newest first.
fn past_visits(session: &Session<'_>, aliases: &[RecordId]) -> Result<Vec<Touchpoint>> {
    let mut lines = session.naming(aliases, &Kind::Touchpoint, None, PAST * 2)?;
    lines.sort_by_key(|line| std::cmp::Reverse((line.at, line.id)));
    let keys: Vec<_> = lines.into_iter().map(|line| line.key).collect();
    let mut past = Vec::new();
    for (_, Entry { record, .. }) in session.entries(&Kind::Touchpoint, &keys)? {
        if let Record::Touchpoint(touchpoint) = record
            && touchpoint.state == TouchpointState::Done
            && is_in_person(Nature::to_place(&touchpoint))
        {
            past.push(touchpoint);
        }
    }
    past.truncate(PAST as usize);
    Ok(past)
}

fn same_visit(session: &Session<'_>, place: RecordId, at: Instant) -> Result<Option<RecordId>> {
    let since = Instant(at.0.saturating_sub(SAME_VISIT_MS));
    let touches = session.touches_of(&session.aliases(place)?, &Kind::Touchpoint, since)?;
    let same = touches.into_iter().filter(|touch| {
        let within = touch.at.0 <= at.0.saturating_add(SAME_VISIT_MS);
        within && touch.nature.has(Nature::PLACE) && is_in_person(touch.nature)
    });
    let keys: Vec<_> = same.map(|touch| touch.key).collect();
    Ok(session.entries(&Kind::Touchpoint, &keys)?.into_iter().next_back().map(|(_, entry)| entry.id))
}

fn contact(session: &Session<'_>, id: RecordId) -> Result<Option<Contact>> {
    Ok(match session.read_record(id)? {
        Some(Entry { record: Record::Contact(contact), removed: false, .. }) => Some(contact),
        _ => None,
    })
}

fn before(day: Day, days: i64) -> Day {
    day.checked_sub_days(chrono::Days::new(days.unsigned_abs())).unwrap_or(day)
}
