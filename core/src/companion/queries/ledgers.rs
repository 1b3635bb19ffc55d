//! What was given and received: value in one ledger, gifts and what they cost in another.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, btree_map::Entry as Slot},
};

use chrono::{Datelike as _, NaiveDate};
use chrono_tz::Tz;

use super::{
    Companion,
    gives::{Circle, TOUCHPOINTS, items_by_key},
    insight::roles,
    practice, zone_of,
};
use crate::{
    error::Result,
    model::{
        Contact, Direction, Instant, Practice, Record, RecordId, Sector, Touchpoint,
        view::{GiftLedger, GiftTotal, GivenLine, LibraryItem, Named, ValueLedger},
    },
    practice::{
        due,
        gift_year::{self, GIFT_CAP},
        ledger,
    },
    store::Session,
};

impl Companion {
    /// What was given to somebody and received from them, gifts and referrals aside.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] if `who` is no contact of this book.
    pub fn value_ledger(&self, who: RecordId) -> Result<ValueLedger> {
        self.store.read(|session| {
            let circle = Circle::of(session, who)?;
            let items = items_by_key(session)?;
            let touchpoints = session.touchpoints_with(&circle.ids, TOUCHPOINTS)?;
            let lines: Vec<GivenLine> =
                named_lines(session, &touchpoints, &items)?.into_iter().filter(ledger::is_value).collect();
            let received = lines.iter().filter(|line| line.direction == Direction::In).count() as u64;
            let surprises = lines.iter().filter(|line| line.surprise && line.direction != Direction::In);
            Ok(ValueLedger {
                who: circle.named(),
                surprised: surprises.map(|line| line.at).max(),
                given: lines.len() as u64 - received,
                received,
                lines,
            })
        })
    }

    /// The gifts of a year in the practice's zone (this one, if not said), and what each recipient's come to, beside the
    /// practice's own cap and the law's limit. A gift is to those who were met, else to the place.
    pub fn gift_ledger(&self, year: Option<i32>) -> Result<GiftLedger> {
        self.store.read(|session| {
            let practice = practice(session)?;
            let zone = zone_of(&practice, &self.environment);
            let year = year.unwrap_or_else(|| self.environment.now().day_in(zone).year());
            let (from, until) = bounds(year, zone);
            let lines = gifts_between(session, from, until)?;
            let cap_minor = practice.cap.get(GIFT_CAP).copied().filter(|cap| *cap >= 0);
            let law_minor = gift_year::limit(&practice, year, None).map(|law| law.minor);
            Ok(GiftLedger { year, totals: totals(session, &practice, year, &lines)?, lines, cap_minor, law_minor })
        })
    }
}

/// The gifts of a time, newest first.
pub(super) fn gifts_between(session: &Session<'_>, from: Instant, until: Instant) -> Result<Vec<GivenLine>> {
    let mut touchpoints = session.touchpoints_that_left(from, until)?;
    touchpoints.extend(session.bare_gift_drops(from, until)?);
    touchpoints.sort_by_key(|(id, touchpoint)| Reverse((touchpoint.at, *id)));
    let lines = named_lines(session, &touchpoints, &items_by_key(session)?)?;
    Ok(lines.into_iter().filter(ledger::is_gift).collect())
}

/// What each recipient of a year's gifts got, beside what they may.
pub(super) fn totals(
    session: &Session<'_>,
    practice: &Practice,
    year: i32,
    gifts: &[GivenLine],
) -> Result<Vec<GiftTotal>> {
    let roles = roles(session)?;
    let mut limits = BTreeMap::new();
    for who in gifts.iter().flat_map(|gift| &gift.who) {
        if let Slot::Vacant(slot) = limits.entry(who.id) {
            let roles = roles.get(&who.id).map_or(&[][..], Vec::as_slice);
            slot.insert(gift_year::limit_of(roles, &fields_of(session, who.id)?, practice, year));
        }
    }
    Ok(gift_year::totals(gifts, |who| limits.get(&who).copied().flatten()))
}

/// The field that somebody is in: their own, else those of the places where they work.
pub(super) fn fields_of(session: &Session<'_>, who: RecordId) -> Result<Vec<Sector>> {
    let contact = |id| -> Result<Option<Contact>> {
        Ok(match session.read_record(id)?.map(|entry| entry.record) {
            Some(Record::Contact(contact)) => Some(contact),
            _ => None,
        })
    };
    let Some(Contact { sector, at, .. }) = contact(who)? else { return Ok(Vec::new()) };
    let mut fields: Vec<Sector> = sector.into_iter().collect();
    if fields.is_empty() {
        for place in at.into_keys() {
            fields.extend(contact(session.canonical(place)?)?.and_then(|place| place.sector));
        }
    }
    Ok(fields)
}

/// The lines of some touchpoints, with the names of those who got what was left, as they are shown.
pub(super) fn named_lines(
    session: &Session<'_>,
    touchpoints: &[(RecordId, Touchpoint)],
    items: &BTreeMap<String, LibraryItem>,
) -> Result<Vec<GivenLine>> {
    let mut known: BTreeMap<RecordId, Option<Named>> = BTreeMap::new();
    let mut lines = Vec::new();
    for (id, touchpoint) in touchpoints {
        let mut who: Vec<Named> = Vec::new();
        for recipient in ledger::recipients(touchpoint) {
            let shown = match known.entry(recipient) {
                Slot::Occupied(known) => known.into_mut(),
                Slot::Vacant(slot) => slot.insert(session.named(recipient)?),
            };
            who.extend(shown.clone().filter(|shown| !who.contains(shown)));
        }
        lines.extend(
            ledger::lines(*id, touchpoint, items).into_iter().map(|line| GivenLine { who: who.clone(), ..line }),
        );
    }
    Ok(lines)
}

/// The first moment of a year and the first of the next.
fn bounds(year: i32, zone: Tz) -> (Instant, Instant) {
    let end =
        |year: i32| NaiveDate::from_ymd_opt(year, 12, 31).map_or(Instant(i64::MAX), |last| due::end_of(last, zone));
    (end(year.saturating_sub(1)), end(year))
}
