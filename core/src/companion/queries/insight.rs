//! What the book tells of the practice: each figure with its period and how much it is of. Rules of `practice` reckon; here the
//! facts are read for them, from columns alone.

mod courses;
mod effort;
mod gifts;
mod network;
mod reach;
mod sources;
mod standing;

pub(super) use gifts::roles;

use std::collections::{BTreeSet, HashMap};

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{Companion, gives::items, practice, zone_of};
use crate::{
    error::Result,
    model::{
        Day, Instant, ItemKind, Practice, RecordId, Stage,
        view::{Insight, LibraryItem, Named, Period},
    },
    practice::{
        concentration::{Mix, Sources},
        due,
        effort::{Kept, Year},
        folklore::{self, Number},
        giving::Kinds,
        partners::Partners,
        response::{Response, Thanks},
    },
    store::Session,
};

/// How many lines of a list that may be long are told.
const LINES: usize = 100;
/// Over how many days most figures go.
const YEAR_DAYS: u64 = 365;

/// The figures that one looks at first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// Where referrals come from.
    pub mix: Insight<Mix>,
    /// On how few they rest.
    pub concentration: Insight<Sources>,
    /// How soon they are answered.
    pub response: Insight<Response>,
    /// Whether they are thanked for.
    pub thanks: Insight<Thanks>,
    /// Whether promises are kept.
    pub promises: Insight<Kept>,
    /// Whether there are partners enough.
    pub partners: Insight<Partners>,
    /// What was done this year.
    pub year: Insight<Year>,
}

impl Companion {
    /// The figures that one looks at first.
    pub fn overview(&self) -> Result<Overview> {
        Ok(Overview {
            mix: self.mix()?,
            concentration: self.concentration()?,
            response: self.response()?,
            thanks: self.thanks_closure()?,
            promises: self.kept_promises()?,
            partners: self.partners()?,
            year: self.activity(None)?,
        })
    }

    /// The numbers that practitioners tell each other, as they hold here and as they were shipped.
    pub fn folklore(&self) -> Result<Vec<Number>> {
        self.store.read(|session| {
            let practice = practice(session)?;
            Ok(folklore::ALL.iter().map(|number| number.in_practice(&practice)).collect())
        })
    }

    /// Reads what an insight asks on one state of the book.
    fn insight<T>(&self, ask: impl FnOnce(&Session<'_>, &Moment) -> Result<T>) -> Result<T> {
        self.store.read(|session| {
            let practice = practice(session)?;
            let (zone, now) = (zone_of(&practice, &self.environment), self.environment.now());
            ask(session, &Moment { today: now.day_in(zone), practice, zone, now })
        })
    }
}

/// What sort of thing each item is that may be left.
pub(in crate::companion) fn kinds(session: &Session<'_>) -> Result<Kinds> {
    Ok(Items::read(session)?.kinds)
}

/// How far everybody has come.
pub(super) fn stages(session: &Session<'_>, practice: &Practice, now: Instant) -> Result<HashMap<RecordId, Stage>> {
    courses::stages(session, practice, now)
}

/// How far one contact has come.
pub(super) fn stage(session: &Session<'_>, practice: &Practice, now: Instant, of: RecordId) -> Result<Stage> {
    Ok(standing::stage_of(session, practice, now, of)?.stage)
}

/// When and for whom it is asked.
struct Moment {
    practice: Practice,
    zone: Tz,
    now: Instant,
    today: Day,
}

impl Moment {
    /// Twelve months until today: the first day, and its first instant.
    fn last_year(&self) -> (Instant, Period) {
        let from = self.today.checked_sub_days(Days::new(YEAR_DAYS - 1)).unwrap_or(Day::MIN);
        (self.begin(from), Period { from: Some(from), until: self.today })
    }

    /// All that the book holds.
    const fn always(&self) -> (Instant, Period) {
        (Instant(i64::MIN), Period { from: None, until: self.today })
    }

    /// A calendar year, until today if it is this one.
    fn calendar_year(&self, year: i32) -> (Instant, Period) {
        let from = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(self.today);
        let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(self.today);
        (self.begin(from), Period { from: Some(from), until: last.min(self.today).max(from) })
    }

    /// The first instant of a day.
    fn begin(&self, day: Day) -> Instant {
        day.pred_opt().map_or(Instant(i64::MIN), |before| due::end_of(before, self.zone))
    }

    fn day_of(&self, at: Instant) -> Day {
        at.day_in(self.zone)
    }
}

/// The names of some contacts, each once.
fn names(session: &Session<'_>, ids: impl IntoIterator<Item = RecordId>) -> Result<Vec<Named>> {
    let ids: BTreeSet<RecordId> = ids.into_iter().collect();
    let mut names = Vec::with_capacity(ids.len());
    for id in ids {
        names.extend(session.named(id)?);
    }
    Ok(names)
}

/// The items of the library and of the book, by the keys under which they are left: what sort each is,
/// and whether it is the signature.
struct Items {
    kinds: Kinds,
    signature: BTreeSet<String>,
}

impl Items {
    fn read(session: &Session<'_>) -> Result<Self> {
        let (mut kinds, mut signature) = (HashMap::<String, ItemKind>::new(), BTreeSet::new());
        for LibraryItem { key, id, item, .. } in items(session)? {
            // What is shipped may be left under its short name or under its id.
            for key in BTreeSet::from([key, id.to_string()]) {
                if item.signature {
                    signature.insert(key.clone());
                }
                kinds.insert(key, item.kind.clone());
            }
        }
        Ok(Self { kinds: kinds.into_iter().collect(), signature })
    }
}
