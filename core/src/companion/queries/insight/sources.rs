//! Where referrals come from, how soon they are answered and thanked for, and what becomes of them.

use std::collections::{BTreeMap, HashMap};

use super::{Companion, LINES, Moment, names};
use crate::{
    error::Result,
    model::{RecordId, Sector, SourceClass, view::Insight},
    practice::{
        concentration::{self, Concentration, Loss, Mix, Sources},
        facts::ReferralFact,
        folklore::{MIX_CLIENT, MIX_OTHER, MIX_PROFESSIONAL, THANK_HOURS},
        funnel::{self, Conversions},
        response::{self, Hours, Response, Thanks},
    },
    store::Session,
};

impl Companion {
    /// How the classes of source were mixed in the last twelve months, beside the target.
    pub fn mix(&self) -> Result<Insight<Mix>> {
        self.insight(|session, moment| {
            let (since, period) = moment.last_year();
            let targets = [
                (SourceClass::Professional, MIX_PROFESSIONAL.value(&moment.practice)),
                (SourceClass::Client, MIX_CLIENT.value(&moment.practice)),
                (SourceClass::Elsewhere, MIX_OTHER.value(&moment.practice)),
            ];
            let found = Mix::of(inbound(session.referral_facts(since)?).map(|referral| referral.class), &targets);
            Ok(Insight { period, n: found.n(), needed: concentration::NEEDED, found, names: Vec::new() })
        })
    }

    /// On how few sources the referrals of the last twelve months rest, by person, place and sector.
    pub fn concentration(&self) -> Result<Insight<Sources>> {
        self.insight(|session, moment| {
            let (since, period) = moment.last_year();
            let from: Vec<Option<RecordId>> = inbound(session.referral_facts(since)?).map(|one| one.from).collect();
            let places = places(session)?;
            let sectors = sectors(session)?;
            let office = |who: RecordId| places.get(&who).and_then(|places| places.first().copied()).unwrap_or(who);
            let sector = |who: RecordId| sectors.get(&who).or_else(|| sectors.get(&office(who))).cloned();
            let by_person = Concentration::of(from.iter().copied());
            let by_place = Concentration::of(from.iter().map(|who| who.map(office)));
            let by_sector = Concentration::of(from.iter().map(|who| who.and_then(sector)));
            let without_top = by_person.sources.first().map(|top| by_person.without(&top.who));
            let n = by_person.n();
            let mut found = Sources { by_person, by_place, by_sector, without_top };
            found.by_person.sources.truncate(LINES);
            found.by_place.sources.truncate(LINES);
            let sources = found.by_person.sources.iter().chain(&found.by_place.sources).map(|source| source.who);
            let names = names(session, sources)?;
            Ok(Insight { period, n, needed: concentration::NEEDED, found, names })
        })
    }

    /// What would be left of the last twelve months' referrals if a person fell away, or a place with all who work there.
    pub fn loss(&self, of: RecordId) -> Result<Insight<Loss>> {
        self.insight(|session, moment| {
            let (since, period) = moment.last_year();
            let (of, places) = (session.canonical(of)?, places(session)?);
            let goes = |who: RecordId| who == of || places.get(&who).is_some_and(|places| places.contains(&of));
            let from = inbound(session.referral_facts(since)?).map(|one| one.from);
            let all = Concentration::of(from.map(|who| who.map(|who| if goes(who) { of } else { who })));
            let names = names(session, [of])?;
            Ok(Insight { period, n: all.n(), needed: concentration::NEEDED, found: all.without(&of), names })
        })
    }

    /// How soon the referrals of the last twelve months were answered, in the hours at which the practice is open.
    pub fn response(&self) -> Result<Insight<Response>> {
        self.insight(|session, moment| {
            let (since, period) = moment.last_year();
            let referrals = session.referral_facts(since)?;
            let n = referrals.iter().filter(|referral| response::is_counted(referral)).count() as u64;
            let found = Response::of(&referrals, &Hours::of(&moment.practice, moment.zone), moment.now);
            Ok(Insight { period, n, needed: response::NEEDED, found, names: Vec::new() })
        })
    }

    /// How many of those who referred in the last twelve months were thanked in time.
    pub fn thanks_closure(&self) -> Result<Insight<Thanks>> {
        self.insight(|session, moment| {
            let (since, period) = moment.last_year();
            let hours = THANK_HOURS.value(&moment.practice);
            let found = Thanks::of(&session.referral_facts(since)?, hours, moment.now);
            Ok(Insight { period, n: found.n(), needed: response::NEEDED, found, names: Vec::new() })
        })
    }

    /// With how many of the last twelve months' referrals the work began, by the class of their source.
    pub fn conversion(&self) -> Result<Insight<Conversions>> {
        self.insight(|session, moment| {
            let (since, period) = moment.last_year();
            let classes = funnel::conversion(&session.referral_facts(since)?, moment.now);
            let n = classes.iter().map(|class| class.started.n).sum();
            Ok(Insight { period, n, needed: funnel::NEEDED, found: Conversions { classes }, names: Vec::new() })
        })
    }
}

impl Moment {
    /// The quarter in which an instant falls.
    pub(super) fn quarter_of(&self, at: crate::model::Instant) -> (i32, u32) {
        use chrono::Datelike as _;
        let day = self.day_of(at);
        (day.year(), day.month0() / 3 + 1)
    }
}

fn inbound(referrals: Vec<ReferralFact>) -> impl Iterator<Item = ReferralFact> {
    referrals.into_iter().filter(ReferralFact::is_inbound)
}

/// The places where each person works, in the order of their ids.
fn places(session: &Session<'_>) -> Result<HashMap<RecordId, Vec<RecordId>>> {
    let mut places = BTreeMap::<RecordId, std::collections::BTreeSet<RecordId>>::new();
    for (who, place, _) in session.affiliations()? {
        places.entry(who).or_default().insert(place);
    }
    Ok(places.into_iter().map(|(who, places)| (who, places.into_iter().collect())).collect())
}

fn sectors(session: &Session<'_>) -> Result<HashMap<RecordId, Sector>> {
    let known = session.contact_facts()?.into_iter().filter_map(|contact| Some((contact.id, contact.sector?)));
    Ok(known.collect())
}
