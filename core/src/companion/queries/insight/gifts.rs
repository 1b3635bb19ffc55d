//! What each recipient was given in a year. No referral is looked at.

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike as _;

use super::{Companion, Items, LINES, names};
use crate::{
    error::Result,
    model::{ItemKind, Kind, Met, Record, RecordId, Role, Touchpoint, TouchpointKind, view::Insight},
    practice::{
        due,
        facts::Nature,
        gift_year::{self, Gift, GiftYear},
    },
    store::{Merged, Session},
};

/// The cap that a practice may set for itself, in `Practice::cap`.
const OWN_CAP: &str = "gift_year";

impl Companion {
    /// What each recipient was given in a calendar year, beside the limit for physicians where one holds; of this year, if none
    /// is named.
    pub fn gift_year(&self, year: Option<i32>) -> Result<Insight<GiftYear>> {
        self.insight(|session, moment| {
            let year = year.unwrap_or_else(|| moment.today.year());
            let (since, period) = moment.calendar_year(year);
            let until = due::end_of(period.until, moment.zone);
            let items = Items::read(session)?;
            let left = session.left(since)?;
            let with_gift =
                left.iter().filter(|left| items.kinds.any(left, &ItemKind::Gift)).map(|left| (left.key, left.at));
            let drops = session
                .touches(since)?
                .into_iter()
                .filter(|touch| touch.nature.happened() && touch.nature.kind() == Some(&TouchpointKind::GiftDrop));
            let found: BTreeMap<i64, _> = drops.map(|touch| (touch.key, touch.at)).chain(with_gift).collect();
            let keys: Vec<i64> = found.into_iter().filter(|(_, at)| *at < until).map(|(key, _)| key).collect();
            let merged = session.merged()?;
            let mut gifts = Vec::new();
            for (_, entry) in session.entries(&Kind::Touchpoint, &keys)? {
                let Record::Touchpoint(touchpoint) = entry.record else { continue };
                if Nature::to_place(&touchpoint).happened() {
                    gifts.push(gift(&touchpoint, &items, &merged));
                }
            }
            let limit = gift_year::limit(&moment.practice.region, year, moment.practice.cap.get(OWN_CAP).copied());
            let roles = roles(session)?;
            let is_limited = |who| roles.get(&who).is_some_and(|roles| gift_year::is_physician(roles));
            let mut recipients = gift_year::recipients(&gifts, limit.as_ref(), is_limited);
            recipients.truncate(LINES);
            let names = names(session, recipients.iter().map(|one| one.who))?;
            let n = gifts.len() as u64;
            Ok(Insight { period, n, needed: 1, found: GiftYear { year, limit, recipients }, names })
        })
    }
}

/// What it cost: as was noted, else what its gifts cost each. To whom: the people, else the place.
fn gift(touchpoint: &Touchpoint, items: &Items, merged: &Merged) -> Gift {
    let each = touchpoint.left.iter().filter(|(key, _)| items.kinds.of(key) == Some(&ItemKind::Gift));
    let cost = each.map(|(key, count)| items.costs.get(key)?.checked_mul(*count)).sum::<Option<i64>>();
    let people = touchpoint.met.iter().filter_map(|met| match met {
        Met::Contact(id) => Some(merged.canonical(*id)),
        Met::Role(_) => None,
    });
    let people: std::collections::BTreeSet<RecordId> = people.collect();
    let place = touchpoint.place.map(|place| merged.canonical(place)).filter(|_| people.is_empty());
    Gift {
        at: touchpoint.at,
        cost_minor: touchpoint.cost_minor.or(cost.filter(|cost| *cost > 0)),
        to: people.into_iter().chain(place).collect(),
    }
}

/// What each contact is, at whichever places; merged ones under the id that stands for them.
pub(in crate::companion::queries) fn roles(session: &Session<'_>) -> Result<HashMap<RecordId, Vec<Role>>> {
    let mut roles = HashMap::<RecordId, Vec<Role>>::new();
    for (who, _, role) in session.affiliations()? {
        roles.entry(who).or_default().push(role);
    }
    Ok(roles)
}
