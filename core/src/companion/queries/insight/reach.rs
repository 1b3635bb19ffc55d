//! By which channels people can be reached, and how offices are covered.

use super::{Companion, LINES, names};
use crate::{
    companion::queries::channels::{offices, ways},
    error::Result,
    model::{Tier, view::Insight},
    practice::{
        channels::Channels,
        coverage::{Office, Offices},
        statistics::Share,
    },
};

impl Companion {
    /// Of whom one has the details in which channel, and of whom they are missing: those kept nearest first.
    pub fn channels_covered(&self) -> Result<Insight<Channels>> {
        self.insight(|session, moment| {
            let mut contacts = session.contact_facts()?;
            contacts.sort_by_key(|contact| (contact.tier.clone().unwrap_or(Tier::D), contact.id));
            let known = session.channels()?;
            let known = ways(&known);
            let each = contacts
                .iter()
                .map(|contact| (contact.id, &contact.form, known.get(&contact.id).map_or(&[][..], Vec::as_slice)));
            let found = Channels::of(each, LINES);
            let names = names(session, found.missing.iter().map(|missing| missing.who))?;
            Ok(Insight { period: moment.always().1, n: contacts.len() as u64, needed: 1, found, names })
        })
    }

    /// At which offices the desk, those who route referrals and the provider are known and were touched in the last 90 days.
    pub fn offices_covered(&self) -> Result<Insight<Offices>> {
        self.insight(|session, moment| {
            let mut offices = offices(session, &session.affiliations()?, moment.now)?;
            offices.retain(Office::knows_somebody);
            let n = offices.len() as u64;
            let covered = offices.iter().filter(|office| office.is_covered()).count() as u64;
            let provider_only = offices.iter().filter(|office| office.knows_provider_only()).count() as u64;
            offices.truncate(LINES);
            let names = names(session, offices.iter().map(|office: &Office| office.place))?;
            let found = Offices { covered: Share::of(covered, n), provider_only, offices };
            Ok(Insight { period: moment.always().1, n, needed: 1, found, names })
        })
    }
}
