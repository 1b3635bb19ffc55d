//! What should be confirmed again, so that the book stays true.

use super::{Companion, PAGE, practice, zone_of};
use crate::{
    error::Result,
    model::{
        RecordId,
        view::{Named, StaleField},
    },
    practice::{facts, review},
};

impl Companion {
    /// The details of contacts that were not confirmed for too long, the most overdue first; of one contact, if it is named.
    pub fn stale_fields(&self, who: Option<RecordId>, limit: u32) -> Result<Vec<StaleField>> {
        self.store.read(|session| {
            let zone = zone_of(&practice(session)?, &self.environment);
            let today = self.environment.now().day_in(zone);
            let who = who.map(|who| session.canonical(who)).transpose()?;
            let mut fields = Vec::new();
            for (id, contact) in session.contacts()?.into_iter().filter(|(id, _)| who.is_none_or(|who| who == *id)) {
                let named = Named { id, name: contact.name.clone() };
                for stale in review::stale(&contact, facts::made_at(id).day_in(zone), today) {
                    let age_days = today.signed_duration_since(stale.since).num_days();
                    fields.push(StaleField {
                        who: named.clone(),
                        field: stale.field.to_owned(),
                        confirmed: stale.confirmed,
                        age_days,
                        limit_days: stale.limit_days,
                    });
                }
            }
            fields.sort_by_key(|one| one.limit_days - one.age_days);
            fields.truncate(limit.min(PAGE) as usize);
            Ok(fields)
        })
    }
}
