//! How one contact stands: its stage with the evidence, what went to and fro, whether one may ask, how many touches it took.

use super::{Companion, Items, Moment, names};
use crate::{
    companion::courses::Courses,
    error::{Error, Result},
    model::{Form, Instant, Kind, Practice, RecordId, view::Insight},
    practice::{
        due,
        facts::Nature,
        folklore::{GIVES_BEFORE_ASK, HALF_LIFE_DAYS, REFERRALS_BEFORE_CALL, TOUCHES_BEFORE_REFERRAL},
        funnel::Course,
        giving::Gives,
        partners::ContactStanding,
        readiness::Readiness,
        reciprocity::{Between, Reciprocity},
        stage,
    },
    store::{Link, Session},
};

impl Companion {
    /// How a contact stands with the practice. Of one that was merged, the whole group.
    ///
    /// # Errors
    /// [`Error::NotFound`] if it is no contact of this book.
    pub fn standing(&self, contact: RecordId) -> Result<Insight<ContactStanding>> {
        self.insight(|session, moment| {
            let ids = session.aliases(contact)?;
            let Some(fact) = session.contact_fact(contact)? else {
                return Err(Error::NotFound { what: "contact", id: contact.to_string() });
            };
            let always = Instant(i64::MIN);
            let touches = session.touches_of(&ids, &Kind::Touchpoint, always)?;
            let notes = session.touches_of(&ids, &Kind::Note, always)?;
            let referrals = session.referral_facts_of(&ids, always)?;
            let promises = session.promise_facts_of(&ids)?;
            let gives = Gives::among(&session.left_at(&touches)?, &Items::read(session)?.kinds);
            let introductions = introductions(session, fact.id)?;
            let keeps_the_gate = fact.form == Form::Place || session.keeps_the_gate(&ids)?;
            let known = stage::Known {
                contact: &fact,
                told_of: notes.iter().any(|note| note.nature.has(Nature::KNOWN)),
                keeps_the_gate,
                touches: &touches,
                referrals: &referrals,
                introductions: introductions.len() as u64,
                interval_days: due::interval_days(fact.cadence_days, fact.tier.as_ref(), &moment.practice.cadence),
            };
            let standing = stage::standing(&known, moment.now);
            let course = Course::of(fact.id, keeps_the_gate, &touches, &referrals);
            let between = Between {
                touches: &touches,
                gives: &gives,
                referrals: &referrals,
                promises: &promises,
                introductions: &introductions,
            };
            let Moment { practice, now, .. } = moment;
            let credit = Courses::read(session, &self.environment)?.credit(session, contact)?;
            let found = ContactStanding {
                standing,
                reciprocity: Reciprocity::of(&between, HALF_LIFE_DAYS.value(practice), *now),
                readiness: Readiness::of(&touches, credit, &promises, GIVES_BEFORE_ASK.count(practice)),
                touches: u64::try_from(course.touches).unwrap_or(0),
                touches_said: TOUCHES_BEFORE_REFERRAL.in_practice(practice),
                first_referral: course.first_inbound,
                outbound_said: REFERRALS_BEFORE_CALL.in_practice(practice),
            };
            let n = (touches.len() + referrals.len()) as u64;
            Ok(Insight { period: moment.always().1, n, needed: 0, found, names: names(session, [fact.id])? })
        })
    }
}

/// How far one contact has come, and what that rests on; for a list, where the rest is not asked.
pub(super) fn stage_of(
    session: &Session<'_>,
    practice: &Practice,
    now: Instant,
    contact: RecordId,
) -> Result<stage::Standing> {
    let ids = session.aliases(contact)?;
    let fact = session.contact_fact(contact)?;
    let fact = fact.ok_or_else(|| Error::NotFound { what: "contact", id: contact.to_string() })?;
    let always = Instant(i64::MIN);
    let notes = session.touches_of(&ids, &Kind::Note, always)?;
    let known = stage::Known {
        contact: &fact,
        told_of: notes.iter().any(|note| note.nature.has(Nature::KNOWN)),
        keeps_the_gate: fact.form == Form::Place || session.keeps_the_gate(&ids)?,
        touches: &session.touches_of(&ids, &Kind::Touchpoint, always)?,
        referrals: &session.referral_facts_of(&ids, always)?,
        introductions: introductions(session, fact.id)?.len() as u64,
        interval_days: due::interval_days(fact.cadence_days, fact.tier.as_ref(), &practice.cadence),
    };
    Ok(stage::standing(&known, now))
}

/// When those were first met whom somebody introduced; those who were not met yet are left out.
fn introductions(session: &Session<'_>, by: RecordId) -> Result<Vec<Instant>> {
    let mut met = Vec::new();
    for (whom, _) in session.links(Link::IntroducedBy)?.into_iter().filter(|(_, introducer)| *introducer == by) {
        let ids = session.aliases(whom)?;
        let gate = session.keeps_the_gate(&ids)?;
        let touches = session.touches_of(&ids, &Kind::Touchpoint, Instant(i64::MIN))?;
        met.extend(touches.iter().find(|touch| touch.nature.is_met(gate)).map(|touch| touch.at));
    }
    Ok(met)
}
