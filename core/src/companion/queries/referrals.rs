//! The ledger of referrals, and whom to go after because of them.

use super::{
    Companion,
    cursor::{self, Cursor},
    zone,
};
use crate::{
    error::Result,
    model::{
        Instant, Kind, Record, RecordId,
        view::{Chase, Entry, Paged, ReferralFilter, ReferralLine},
    },
    practice::chase,
    store::Session,
};

/// The most lines of a page.
const PAGE: u32 = 200;
/// How many open referrals are looked at: who has more has other cares.
const OPEN: u32 = 2_000;
/// How many attempts are counted of each.
const ATTEMPTS: u32 = 100;

impl Companion {
    /// A page of the referrals that a filter lets through, in and out, the latest first. `after` is the `next` of the page before;
    /// a page holds 200 at most.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] if `after` was never given out.
    pub fn referrals(&self, filter: &ReferralFilter, after: Option<&str>, limit: u32) -> Result<Paged<ReferralLine>> {
        let after = after.map(|after| Cursor::read(after)?.into_number()).transpose()?;
        let limit = limit.clamp(1, PAGE);
        self.store.read(|session| {
            let mut found = session.referrals(filter, after, limit.saturating_add(1))?;
            let next = cursor::cut(&mut found, limit, |(at, entry)| Cursor::of(at.to_string(), entry.id));
            let line = |(_, entry): (i64, Entry)| {
                let with =
                    if let Record::Referral(referral) = &entry.record { referral.from.or(referral.to) } else { None };
                let with = with.map(|with| session.named(with)).transpose()?.flatten();
                Ok(ReferralLine { entry, with })
            };
            Ok(Paged { items: found.into_iter().map(line).collect::<Result<_>>()?, next })
        })
    }

    /// Whom to go after: colleagues who said nothing of whom one sent them, clients who were answered and made no appointment, and
    /// appointments of which nobody said whether they were kept; those of whom nothing was heard for longest first. What was put
    /// off is not there.
    pub fn chases(&self) -> Result<Vec<Chase>> {
        self.store.read(|session| {
            let now = self.environment.now();
            let today = now.day_in(zone(session, &self.environment)?);
            let mut chases = Vec::new();
            for (id, referral) in session.referrals_open(today, OPEN)? {
                let (attempts, last) = attempts(session, id, ATTEMPTS)?;
                let Some((reason, since)) = chase::chase(&referral, last, now) else { continue };
                let with = referral.from.or(referral.to).map(|with| session.named(with)).transpose()?.flatten();
                chases.push(Chase { id, code: referral.code, reason, with, since, attempts });
            }
            chases.sort_by_key(|chase| (chase.since, chase.id));
            Ok(chases)
        })
    }

    /// What was done about a referral: calls to the client and to the colleague, whether they reached anybody or not; the newest
    /// first, 100 at most.
    pub fn referral_attempts(&self, id: RecordId) -> Result<Vec<Entry>> {
        self.store.read(|session| {
            let keys: Vec<_> =
                session.naming(&[id], &Kind::Touchpoint, None, ATTEMPTS)?.iter().map(|line| line.key).collect();
            Ok(session.entries(&Kind::Touchpoint, &keys)?.into_iter().map(|(_, entry)| entry).collect())
        })
    }
}

/// How often something was done about a referral, and when last.
fn attempts(session: &Session<'_>, id: RecordId, limit: u32) -> Result<(u64, Option<Instant>)> {
    let lines = session.naming(&[id], &Kind::Touchpoint, None, limit)?;
    Ok((lines.len() as u64, lines.iter().map(|line| line.at).max()))
}
