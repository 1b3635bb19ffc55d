//! What each recipient was given in a year. No referral is looked at.

use std::collections::HashMap;

use chrono::Datelike as _;

use super::{Companion, LINES};
use crate::{
    companion::queries::ledgers::{gifts_between, totals},
    error::Result,
    model::{RecordId, Role, view::Insight},
    practice::{
        due,
        gift_year::{self, GiftYear},
    },
    store::Session,
};

impl Companion {
    /// What each recipient was given in a calendar year, beside the limit for physicians where one holds; of this year, if none
    /// is named.
    pub fn gift_year(&self, year: Option<i32>) -> Result<Insight<GiftYear>> {
        self.insight(|session, moment| {
            let year = year.unwrap_or_else(|| moment.today.year());
            let (since, period) = moment.calendar_year(year);
            let gifts = gifts_between(session, since, due::end_of(period.until, moment.zone))?;
            let limit = gift_year::limit(&moment.practice, year, moment.practice.cap.get(gift_year::GIFT_CAP).copied());
            let mut recipients = totals(session, &moment.practice, year, &gifts)?;
            recipients.truncate(LINES);
            let names = recipients.iter().map(|one| one.who.clone()).collect();
            let n = gifts.len() as u64;
            Ok(Insight { period, n, needed: 1, found: GiftYear { year, limit, recipients }, names })
        })
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
