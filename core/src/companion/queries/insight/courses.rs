//! How far people come: the funnel, touches to a first referral, partners and the ten on the map. These look at everybody's
//! touches, ever.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Companion, LINES, names};
use crate::{
    error::Result,
    model::{Form, Instant, Practice, RecordId, Role, Stage, view::Insight},
    practice::{
        due,
        facts::{ContactFact, ReferralFact, Touch},
        folklore::{ACTIVE_PARTNERS, PARTNER_SHARE, REACH_EACH, TOUCHES_BEFORE_REFERRAL},
        funnel::{self, Course, FirstReferral, FirstTouches, Funnel},
        partners::{Partner, Partners, Reach, TopTen},
        stage::{self, Standing},
    },
    store::{Link, Session},
};

impl Companion {
    /// How far those come who are contacted, by the quarter of the first contact, beside the share that is said to be usual.
    pub fn funnel(&self) -> Result<Insight<Funnel>> {
        self.insight(|session, moment| {
            let courses = Everybody::read(session)?.courses();
            let cohorts = funnel::cohorts(&courses, |at| moment.quarter_of(at));
            let together = funnel::everybody(&courses);
            let folklore = PARTNER_SHARE.in_practice(&moment.practice);
            let (n, period) = (together.contacted, moment.always().1);
            let found = Funnel { together, cohorts, folklore };
            Ok(Insight { period, n, needed: funnel::NEEDED, found, names: Vec::new() })
        })
    }

    /// How many touches it takes until somebody refers, beside how many are said to be usual.
    pub fn first_touches(&self) -> Result<Insight<FirstTouches>> {
        self.insight(|session, moment| {
            let own = FirstReferral::of(&Everybody::read(session)?.courses());
            let folklore = TOUCHES_BEFORE_REFERRAL.in_practice(&moment.practice);
            let (n, period) = (own.referred + own.open, moment.always().1);
            let found = FirstTouches { own, folklore };
            Ok(Insight { period, n, needed: funnel::NEEDED, found, names: Vec::new() })
        })
    }

    /// How many partners are active beside how many are enough, and how many contacts stand at each stage.
    pub fn partners(&self) -> Result<Insight<Partners>> {
        self.insight(|session, moment| {
            let everybody = Everybody::read(session)?;
            let mut counts = BTreeMap::<Stage, u64>::new();
            let mut active = Vec::new();
            for (contact, standing) in everybody.standings(&moment.practice, moment.now) {
                *counts.entry(standing.stage.clone()).or_default() += 1;
                if matches!(standing.stage, Stage::Partner | Stage::Champion) {
                    active.push(Partner {
                        who: contact.id,
                        stage: standing.stage,
                        inbound_in_a_year: standing.evidence.inbound_in_a_year,
                        last_touch: standing.evidence.last_touch,
                    });
                }
            }
            active.sort_by_key(|one| (std::cmp::Reverse(one.inbound_in_a_year), one.who));
            let count = active.len() as u64;
            active.truncate(LINES);
            let names = names(session, active.iter().map(|one| one.who))?;
            let goal = ACTIVE_PARTNERS.in_practice(&moment.practice);
            let n = counts.values().sum();
            let found = Partners { active, count, goal, stages: counts.into_iter().collect() };
            Ok(Insight { period: moment.always().1, n, needed: 1, found, names })
        })
    }

    /// The ten on the map, with the reach that they claim.
    pub fn top_ten(&self) -> Result<Insight<TopTen>> {
        self.insight(|session, moment| {
            let mut everybody = Everybody::read(session)?;
            everybody.contacts.retain(|contact| contact.top_ten);
            let ten = everybody.standings(&moment.practice, moment.now).map(|(contact, standing)| Reach {
                who: contact.id,
                stage: standing.stage,
                claimed: contact.claimed_reach,
                inbound: standing.evidence.inbound,
            });
            let found = TopTen::of(ten.collect(), REACH_EACH.in_practice(&moment.practice));
            let names = names(session, found.contacts.iter().map(|one| one.who))?;
            let n = found.contacts.len() as u64;
            Ok(Insight { period: moment.always().1, n, needed: 1, found, names })
        })
    }
}

/// How far everybody has come.
pub(super) fn stages(session: &Session<'_>, practice: &Practice, now: Instant) -> Result<HashMap<RecordId, Stage>> {
    let everybody = Everybody::read(session)?;
    Ok(everybody.standings(practice, now).map(|(contact, standing)| (contact.id, standing.stage)).collect())
}

/// Everybody, with what stages and courses are computed from.
pub(super) struct Everybody {
    contacts: Vec<ContactFact>,
    touches: Vec<Touch>,
    /// Where each contact's touches stand.
    range: HashMap<RecordId, (usize, usize)>,
    referrals: HashMap<RecordId, Vec<ReferralFact>>,
    told_of: HashSet<RecordId>,
    /// Whoever keeps a gate: at a place, and neither provider nor owner.
    gate: HashSet<RecordId>,
    /// Places of which people are known: the people are counted, not the place.
    peopled: HashSet<RecordId>,
    introduced: HashMap<RecordId, Vec<RecordId>>,
}

impl Everybody {
    pub(super) fn read(session: &Session<'_>) -> Result<Self> {
        let touches = session.touches(Instant(i64::MIN))?;
        let mut range = HashMap::new();
        let mut from = 0;
        for group in touches.chunk_by(|one, next| one.who == next.who) {
            range.insert(group[0].who, (from, from + group.len()));
            from += group.len();
        }
        let mut referrals = HashMap::<RecordId, Vec<ReferralFact>>::new();
        for referral in session.referral_facts(Instant(i64::MIN))? {
            if let Some(with) = referral.with() {
                referrals.entry(with).or_default().push(referral);
            }
        }
        let (mut gate, mut provides, mut peopled) = (HashSet::new(), HashSet::new(), HashSet::new());
        for (who, place, role) in session.affiliations()? {
            peopled.insert(place);
            if matches!(role, Role::Provider | Role::Owner) {
                provides.insert(who)
            } else {
                gate.insert(who)
            };
        }
        gate.retain(|who| !provides.contains(who));
        let mut introduced = HashMap::<RecordId, Vec<RecordId>>::new();
        for (whom, by) in session.links(Link::IntroducedBy)? {
            introduced.entry(by).or_default().push(whom);
        }
        let told_of = session.known()?.into_iter().collect();
        Ok(Self { contacts: session.contact_facts()?, touches, range, referrals, told_of, gate, peopled, introduced })
    }

    /// Of people, and of places of which nobody is known.
    fn courses(&self) -> Vec<Course> {
        let counted = self.contacts.iter().filter(|one| one.form != Form::Place || !self.peopled.contains(&one.id));
        counted
            .filter(|one| self.range.contains_key(&one.id) || self.referrals.contains_key(&one.id))
            .map(|one| Course::of(one.id, self.keeps_the_gate(one), self.touches_of(one.id), self.referrals_of(one.id)))
            .collect()
    }

    fn standings<'a>(
        &'a self,
        practice: &'a Practice,
        now: Instant,
    ) -> impl Iterator<Item = (&'a ContactFact, Standing)> {
        self.contacts.iter().map(move |contact| {
            let interval_days = due::interval_days(contact.cadence_days, contact.tier.as_ref(), &practice.cadence);
            let known = stage::Known {
                contact,
                told_of: self.told_of.contains(&contact.id),
                keeps_the_gate: self.keeps_the_gate(contact),
                touches: self.touches_of(contact.id),
                referrals: self.referrals_of(contact.id),
                introductions: self.introductions_met(contact.id),
                interval_days,
            };
            (contact, stage::standing(&known, now))
        })
    }

    fn keeps_the_gate(&self, contact: &ContactFact) -> bool {
        contact.form == Form::Place || self.gate.contains(&contact.id)
    }

    fn touches_of(&self, who: RecordId) -> &[Touch] {
        self.range.get(&who).and_then(|(from, until)| self.touches.get(*from..*until)).unwrap_or_default()
    }

    fn referrals_of(&self, who: RecordId) -> &[ReferralFact] {
        self.referrals.get(&who).map_or(&[], Vec::as_slice)
    }

    fn introductions_met(&self, by: RecordId) -> u64 {
        let met = |whom: &&RecordId| {
            self.touches_of(**whom).iter().any(|touch| touch.nature.is_met(self.gate.contains(*whom)))
        };
        self.introduced.get(&by).map_or(0, |whom| whom.iter().filter(met).count() as u64)
    }
}
