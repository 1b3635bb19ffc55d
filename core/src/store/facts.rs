//! The facts that rules read in bulk: from columns alone, merged contacts under the id that stands for them.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Params, Row, params};

use super::{RecordKey, Session};
use crate::{
    error::{Error, Result},
    model::{ChannelState, Day, Instant, Kind, RecordId, Role},
    practice::facts::{ContactFact, Left, Nature, PromiseFact, ReferralFact, Touch},
};

const REFERRAL: &str =
    "id, direction, \"from\", \"to\", class, status, at, answered, scheduled, started, closed, thanked";
const CONTACT: &str =
    "id, name, form, sector, tier, cadence_days, stance, pinned_stage, competitor, top_ten, reach, profiled";
const PROMISE: &str = "promise.id, promise.kind, owes, \"to\", state, promise.at, touchpoint.at
     FROM promise LEFT JOIN record ON record.id = done_by LEFT JOIN touchpoint ON touchpoint.key = record.key";

/// The ids that stand for merged contacts, by the ids that they stand for.
#[derive(Debug, Clone, Default)]
pub struct Merged(HashMap<RecordId, RecordId>);

impl Merged {
    /// The id that stands for a contact.
    #[must_use]
    pub fn canonical(&self, id: RecordId) -> RecordId {
        // Few books have merged contacts, and those that have, few.
        if self.0.is_empty() { id } else { self.0.get(&id).copied().unwrap_or(id) }
    }
}

impl Session<'_> {
    /// Every contact that stands under another's id.
    pub fn merged(&self) -> Result<Merged> {
        let mut statement = self.sql.prepare_cached("SELECT id, canonical FROM contact WHERE canonical <> id")?;
        let pair = |row: &Row<'_>| Ok((RecordId(row.get(0)?), RecordId(row.get(1)?)));
        Ok(Merged(statement.query_map([], pair)?.collect::<Result<_, _>>()?))
    }

    /// Every touch of everybody since an instant, by whom and when: a contact's touches stand together, in their order. A
    /// touchpoint that names nobody is not there.
    pub fn touches(&self, since: Instant) -> Result<Vec<Touch>> {
        let merged = self.merged()?;
        let mut statement = self
            .sql
            .prepare_cached("SELECT who, at, key, nature FROM moment_who WHERE kind = 'touchpoint' AND at >= ?1")?;
        let mut rows = statement.query([since.0])?;
        let (mut touches, mut moved) = (Vec::new(), false);
        while let Some(row) = rows.next()? {
            let own = RecordId(row.get(0)?);
            let touch = Touch { who: merged.canonical(own), ..touch(own, row)? };
            moved |= touch.who != own;
            touches.push(touch);
        }
        if moved {
            joined(&mut touches);
        }
        Ok(touches)
    }

    /// The touches of one contact since an instant, under all of its ids, in their order; of notes likewise.
    pub fn touches_of(&self, ids: &[RecordId], kind: &Kind, since: Instant) -> Result<Vec<Touch>> {
        let Some(canonical) = ids.first() else { return Ok(Vec::new()) };
        let mut statement = self
            .sql
            .prepare_cached("SELECT who, at, key, nature FROM moment_who WHERE who = ?1 AND kind = ?2 AND at >= ?3")?;
        let mut touches = Vec::new();
        for id in ids {
            let mut rows = statement.query(params![id.0, kind.as_str(), since.0])?;
            while let Some(row) = rows.next()? {
                touches.push(touch(*canonical, row)?);
            }
        }
        if ids.len() > 1 {
            joined(&mut touches);
        }
        Ok(touches)
    }

    /// Whom a note tells something of.
    pub fn known(&self) -> Result<Vec<RecordId>> {
        let merged = self.merged()?;
        // Notes are few beside touchpoints, and each leads to those whom it is about.
        let mut statement = self.sql.prepare_cached(
            "SELECT DISTINCT who FROM note JOIN moment_who ON moment_who.key = note.key WHERE nature & ?1",
        )?;
        let mut rows = statement.query([Nature::KNOWN.bits()])?;
        let mut known = Vec::new();
        while let Some(row) = rows.next()? {
            known.push(merged.canonical(RecordId(row.get(0)?)));
        }
        Ok(known)
    }

    /// What was left since an instant, in the order of time; planned and missed touchpoints leave nothing, yet stand here.
    pub fn left(&self, since: Instant) -> Result<Vec<Left>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT key, at, moment.left FROM moment WHERE at >= ?1 AND moment.left IS NOT NULL ORDER BY at, id",
        )?;
        let mut rows = statement.query([since.0])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(left(row)?);
        }
        Ok(all)
    }

    /// What was left at some touches.
    pub fn left_at(&self, touches: &[Touch]) -> Result<Vec<Left>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT key, at, moment.left FROM moment
             WHERE at = ?1 AND id = (SELECT id FROM touchpoint WHERE key = ?2) AND moment.left IS NOT NULL",
        )?;
        let mut all = Vec::new();
        for touch in touches.iter().filter(|touch| touch.nature.has(Nature::LEFT)) {
            let mut rows = statement.query(params![touch.at.0, touch.key])?;
            while let Some(row) = rows.next()? {
                all.push(left(row)?);
            }
        }
        Ok(all)
    }

    /// Every referral since an instant, in no order. One without a date is not there.
    pub fn referral_facts(&self, since: Instant) -> Result<Vec<ReferralFact>> {
        let sql = format!("SELECT {REFERRAL} FROM referral WHERE at >= ?1");
        self.referrals_by(&sql, params![since.0], &self.merged()?)
    }

    /// The referrals from and to one contact since an instant, under all of its ids, in no order.
    pub fn referral_facts_of(&self, ids: &[RecordId], since: Instant) -> Result<Vec<ReferralFact>> {
        let merged = self.merged()?;
        let sql = format!("SELECT {REFERRAL} FROM referral WHERE key = ?1");
        let mut keys: Vec<RecordKey> = Vec::new();
        for touch in self.touches_of(ids, &Kind::Referral, since)? {
            keys.push(touch.key);
        }
        let mut found = Vec::new();
        for key in keys {
            found.extend(self.referrals_by(&sql, params![key], &merged)?);
        }
        Ok(found)
    }

    fn referrals_by(&self, sql: &str, with: impl Params, merged: &Merged) -> Result<Vec<ReferralFact>> {
        let mut statement = self.sql.prepare_cached(sql)?;
        let mut rows = statement.query(with)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(referral(row, merged)?);
        }
        Ok(found)
    }

    /// Every promise, in no order.
    pub fn promise_facts(&self) -> Result<Vec<PromiseFact>> {
        self.promises_by(&format!("SELECT {PROMISE}"), [], &self.merged()?)
    }

    /// The promises to one contact and by them, under all of its ids. They stand in no index: all promises are looked
    /// through.
    pub fn promise_facts_of(&self, ids: &[RecordId]) -> Result<Vec<PromiseFact>> {
        let (merged, sql) = (self.merged()?, format!("SELECT {PROMISE} WHERE \"to\" = ?1"));
        let mut found = Vec::new();
        for id in ids {
            found.extend(self.promises_by(&sql, params![id.0], &merged)?);
        }
        Ok(found)
    }

    fn promises_by(&self, sql: &str, with: impl Params, merged: &Merged) -> Result<Vec<PromiseFact>> {
        let mut statement = self.sql.prepare_cached(sql)?;
        let mut rows = statement.query(with)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(promise(row, merged)?);
        }
        Ok(found)
    }

    /// Every contact, merged ones once, in no order.
    pub fn contact_facts(&self) -> Result<Vec<ContactFact>> {
        let mut statement = self.sql.prepare_cached(&format!("SELECT {CONTACT} FROM contact WHERE canonical = id"))?;
        Ok(statement.query_map([], contact)?.collect::<Result<_, _>>()?)
    }

    /// The same by name.
    pub fn contact_facts_by_name(&self) -> Result<Vec<ContactFact>> {
        let sql = format!("SELECT {CONTACT} FROM contact WHERE canonical = id ORDER BY folded, id");
        Ok(self.sql.prepare_cached(&sql)?.query_map([], contact)?.collect::<Result<_, _>>()?)
    }

    /// Every place, by name; merged ones once.
    pub fn places(&self) -> Result<Vec<RecordId>> {
        let sql = "SELECT id FROM contact WHERE form = 'place' AND canonical = id ORDER BY folded, id";
        let mut statement = self.sql.prepare_cached(sql)?;
        Ok(statement.query_map([], |row| Ok(RecordId(row.get(0)?)))?.collect::<Result<_, _>>()?)
    }

    /// One contact, as it is shown; nothing if it is none.
    pub fn contact_fact(&self, id: RecordId) -> Result<Option<ContactFact>> {
        let canonical = self.canonical(id)?;
        let mut statement = self.sql.prepare_cached(&format!("SELECT {CONTACT} FROM contact WHERE id = ?1"))?;
        Ok(statement.query_map([canonical.0], contact)?.next().transpose()?)
    }

    /// Who was introduced, and by whom; who knows whom.
    pub fn links(&self, link: Link) -> Result<Vec<(RecordId, RecordId)>> {
        let merged = self.merged()?;
        let mut statement = self.sql.prepare_cached(
            "SELECT contact.id, other FROM contact_link JOIN contact ON contact.key = contact_link.contact WHERE link = ?1",
        )?;
        let mut rows = statement.query([link.as_str()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let pair = (merged.canonical(RecordId(row.get(0)?)), merged.canonical(RecordId(row.get(1)?)));
            if pair.0 != pair.1 {
                found.push(pair);
            }
        }
        Ok(found)
    }

    /// Who works where, and as what, in no order.
    pub fn affiliations(&self) -> Result<Vec<(RecordId, RecordId, Role)>> {
        let merged = self.merged()?;
        let mut statement = self.sql.prepare_cached(
            "SELECT contact.id, place, role FROM contact_at JOIN contact ON contact.key = contact_at.contact",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (who, place) = (RecordId(row.get(0)?), RecordId(row.get(1)?));
            let role = Role::from(row.get::<_, String>(2)?);
            found.push((merged.canonical(who), merged.canonical(place), role));
        }
        Ok(found)
    }

    /// The ways to reach one contact, under all of its ids.
    pub fn channels_of(&self, ids: &[RecordId]) -> Result<Vec<(RecordId, String, ChannelState)>> {
        let mut statement = self.sql.prepare_cached(
            "SELECT channel, state FROM contact JOIN contact_channel ON contact_channel.contact = contact.key WHERE id = ?1",
        )?;
        let Some(canonical) = ids.first() else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for id in ids {
            let mut rows = statement.query([id.0])?;
            while let Some(row) = rows.next()? {
                found.push((*canonical, row.get(0)?, ChannelState::from(row.get::<_, String>(1)?)));
            }
        }
        Ok(found)
    }

    /// Every way to reach somebody: whom, which (`phone:…`), and what is known of it.
    pub fn channels(&self) -> Result<Vec<(RecordId, String, ChannelState)>> {
        let merged = self.merged()?;
        let mut statement = self.sql.prepare_cached(
            "SELECT contact.id, channel, state FROM contact_channel JOIN contact ON contact.key = contact_channel.contact",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let state = ChannelState::from(row.get::<_, String>(2)?);
            found.push((merged.canonical(RecordId(row.get(0)?)), row.get(1)?, state));
        }
        Ok(found)
    }
}

/// How one contact leads to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The first knows the second.
    Knows,
    /// The first was introduced by the second.
    IntroducedBy,
}

impl Link {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Knows => "knows",
            Self::IntroducedBy => "introduced_by",
        }
    }
}

/// Puts the touches of merged contacts together: in their order, and a touchpoint that named two of them once.
fn joined(touches: &mut Vec<Touch>) {
    touches.sort_unstable_by_key(|touch| (touch.who, touch.at, touch.key));
    touches.dedup_by(|next, kept| {
        let same = (next.who, next.key) == (kept.who, kept.key);
        if same {
            kept.nature = kept.nature.and(next.nature);
        }
        same
    });
}

fn touch(who: RecordId, row: &Row<'_>) -> rusqlite::Result<Touch> {
    Ok(Touch { who, at: Instant(row.get(1)?), key: row.get(2)?, nature: Nature::of_bits(row.get(3)?) })
}

fn left(row: &Row<'_>) -> Result<Left> {
    let items: BTreeMap<String, i64> = serde_json::from_str(row.get_ref(2)?.as_str().unwrap_or_default())
        .map_err(|error| Error::internal("reading what was left", error))?;
    Ok(Left { key: row.get(0)?, at: Instant(row.get(1)?), items })
}

fn referral(row: &Row<'_>, merged: &Merged) -> rusqlite::Result<ReferralFact> {
    let who = |id: Option<[u8; 16]>| id.map(|id| merged.canonical(RecordId(id)));
    Ok(ReferralFact {
        id: RecordId(row.get(0)?),
        direction: word(row, 1)?,
        from: who(row.get(2)?),
        to: who(row.get(3)?),
        class: optional(row, 4)?,
        status: word(row, 5)?,
        received: Instant(row.get(6)?),
        answered: instant(row, 7)?,
        scheduled: instant(row, 8)?,
        started: instant(row, 9)?,
        closed: instant(row, 10)?,
        thanked: instant(row, 11)?,
    })
}

fn promise(row: &Row<'_>, merged: &Merged) -> rusqlite::Result<PromiseFact> {
    Ok(PromiseFact {
        id: RecordId(row.get(0)?),
        kind: word(row, 1)?,
        owes: word(row, 2)?,
        to: row.get::<_, Option<[u8; 16]>>(3)?.map(|id| merged.canonical(RecordId(id))),
        state: word(row, 4)?,
        // A promise stands in the timeline on the day that it is due.
        due: instant(row, 5)?.map(|at| -> Day { at.utc().date_naive() }),
        done_at: instant(row, 6)?,
    })
}

fn contact(row: &Row<'_>) -> rusqlite::Result<ContactFact> {
    Ok(ContactFact {
        id: RecordId(row.get(0)?),
        name: row.get(1)?,
        form: word(row, 2)?,
        sector: optional(row, 3)?,
        tier: optional(row, 4)?,
        cadence_days: row.get(5)?,
        stance: optional(row, 6)?,
        pinned: optional(row, 7)?,
        competitor: row.get(8)?,
        top_ten: row.get(9)?,
        claimed_reach: row.get(10)?,
        profiled: row.get(11)?,
    })
}

fn instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Instant>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Instant))
}

/// A word read where it lies, without a copy.
fn word<T: for<'a> From<&'a str>>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    Ok(T::from(row.get_ref(column)?.as_str()?))
}

fn optional<T: for<'a> From<&'a str>>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    Ok(row.get_ref(column)?.as_str_or_null()?.map(T::from))
}
