//! Where everybody is in their playbooks: enrolments, playbooks and touchpoints read from rows and handed to the engine.

use std::{cell::OnceCell, collections::BTreeMap};

use chrono_tz::Tz;

use super::queries::{kinds, practice, zone_of};
use crate::{
    environment::Env,
    error::Result,
    model::{Day, Instant, Kind, Playbook, Practice, Record, RecordId, view::Entry},
    practice::{
        credit::{Account, Credit},
        due::{self, DaysOff},
        facts,
        folklore::GIVES_BEFORE_ASK,
        giving::{Gives, Kinds},
        playbook::{
            Calendar, Course, Enrolment, Marks, Plan, State, Touch, course,
            library::{self, Shipped},
        },
    },
    store::{EnrolmentRow, Session},
};

/// Everything that courses depend on but the contacts.
pub(super) struct Courses {
    /// The practice.
    pub practice: Practice,
    /// In which days begin and end.
    pub zone: Tz,
    /// The day it is.
    pub today: Day,
    /// Absences and holidays.
    pub off: DaysOff,
    /// Every playbook.
    pub playbooks: BTreeMap<RecordId, Known>,
    /// What sort of thing each item is: read once somebody is to be asked.
    kinds: OnceCell<Kinds>,
}

/// A playbook as it stands.
pub(super) struct Known {
    /// What a shipped one is typed as.
    pub short: Option<&'static str>,
    /// Whether the book holds a record of it.
    pub kept: bool,
    /// What it says.
    pub playbook: Playbook,
}

/// Somebody in a playbook.
pub(super) struct Placed {
    /// Who: the canonical id.
    pub who: RecordId,
    /// The id under which the enrolment stands.
    pub contact: RecordId,
    /// Which playbook.
    pub playbook: RecordId,
    /// Since when.
    pub enrolment: Enrolment,
    /// What became of the steps.
    pub marks: Marks,
    /// Where they are.
    pub course: Course,
}

/// An enrolment as it stands in the contact, under whichever of their ids.
struct Standing {
    who: RecordId,
    contact: RecordId,
    playbook: RecordId,
    enrolment: Enrolment,
    marks: Marks,
}

impl Courses {
    /// As the book stands now.
    pub fn read(session: &Session<'_>, environment: &Env) -> Result<Self> {
        let practice = practice(session)?;
        let zone = zone_of(&practice, environment);
        let today = environment.now().day_in(zone);
        let off = DaysOff::of(&practice);
        Ok(Self { practice, zone, today, off, playbooks: playbooks(session)?, kinds: OnceCell::new() })
    }

    /// Everybody who is or was in a playbook, or in any; in the last round of each.
    pub fn all(&self, session: &Session<'_>, playbook: Option<RecordId>) -> Result<Vec<Placed>> {
        let mut placed = Vec::new();
        for standing in standings(session.enrolments(playbook)?) {
            placed.extend(self.place(session, standing)?);
        }
        Ok(placed)
    }

    /// Those whose enrolment goes on: who left is not read further.
    pub fn running(&self, session: &Session<'_>) -> Result<Vec<Placed>> {
        let mut placed = Vec::new();
        for standing in standings(session.enrolments(None)?) {
            if standing.enrolment.left.is_none() {
                placed.extend(self.place(session, standing)?);
            }
        }
        Ok(placed)
    }

    /// One contact, by any of their ids, in one playbook; nothing if they never were in it.
    pub fn of(&self, session: &Session<'_>, contact: RecordId, playbook: RecordId) -> Result<Option<Placed>> {
        let standing = standings_of(session, contact)?.into_iter().find(|one| one.playbook == playbook);
        standing.map_or(Ok(None), |standing| self.place(session, standing))
    }

    /// What was given to a contact, by any of their ids, since they were last asked: in touchpoints and in the steps of every
    /// playbook that they are or were in.
    pub fn credit(&self, session: &Session<'_>, contact: RecordId) -> Result<Credit> {
        let ids = session.aliases(contact)?;
        let kinds = self.kinds(session)?;
        let touches = session.touches_of(&ids, &Kind::Touchpoint, Instant(i64::MIN))?;
        let gives = Gives::among(&session.left_at(&touches)?, kinds);
        let mut account = Account::new(&touches, &gives, self.zone);
        account.put(put_asks(session, &ids, &touches)?);
        for standing in standings_of(session, contact)? {
            let Some(known) = self.playbooks.get(&standing.playbook) else { continue };
            let plan = Plan::new(&known.playbook);
            let asked = self.walk(session, &standing, &plan, Credit::default(), u32::MAX)?.asked;
            account.walked(&plan, &standing.marks, asked, kinds);
        }
        Ok(account.credit())
    }

    fn kinds(&self, session: &Session<'_>) -> Result<&Kinds> {
        if let Some(known) = self.kinds.get() {
            return Ok(known);
        }
        let read = kinds(session)?;
        Ok(self.kinds.get_or_init(|| read))
    }

    fn place(&self, session: &Session<'_>, standing: Standing) -> Result<Option<Placed>> {
        let Some(known) = self.playbooks.get(&standing.playbook) else { return Ok(None) };
        let plan = Plan::new(&known.playbook);
        // Most steps ask for nothing: what was given is counted only where it matters.
        let mut course = self.walk(session, &standing, &plan, Credit::default(), u32::MAX)?;
        if matches!(course.state, State::Held { .. }) {
            let needs = u32::try_from(GIVES_BEFORE_ASK.count(&self.practice)).unwrap_or(u32::MAX);
            course = self.walk(session, &standing, &plan, self.credit(session, standing.who)?, needs)?;
        }
        let Standing { who, contact, playbook, enrolment, marks } = standing;
        Ok(Some(Placed { who, contact, playbook, enrolment, marks, course }))
    }

    fn walk(
        &self,
        session: &Session<'_>,
        standing: &Standing,
        plan: &Plan<'_>,
        credit: Credit,
        needs: u32,
    ) -> Result<Course> {
        let Standing { who, enrolment, marks, .. } = standing;
        let calendar = Calendar { today: self.today, off: &self.off };
        let since = due::start_of(enrolment.started, self.zone);
        let touches: Vec<Touch> = session
            .touches_of(&session.aliases(*who)?, &Kind::Touchpoint, since)?
            .iter()
            .filter_map(|touch| Touch::of(touch, self.zone))
            .collect();
        Ok(course(enrolment, marks, plan, &touches, credit, needs, calendar))
    }
}

/// When each ask was put to somebody: at the last touchpoint of ours that was about it, or, where there is none, when it was
/// answered or made.
fn put_asks(session: &Session<'_>, ids: &[RecordId], touches: &[facts::Touch]) -> Result<Vec<Instant>> {
    let mut put = Vec::new();
    for ask in session.promise_facts_of(ids)?.into_iter().filter(facts::PromiseFact::is_put_ask) {
        let about = session.touches_of(&[ask.id], &Kind::Touchpoint, Instant(i64::MIN))?;
        let is_ours = |touch: &&facts::Touch| touch.nature.happened() && !touch.nature.has(facts::Nature::INBOUND);
        let of_it = touches.iter().filter(is_ours).filter(|touch| about.iter().any(|about| about.key == touch.key));
        put.push(of_it.map(|touch| touch.at).max().or(ask.done_at).unwrap_or_else(|| ask.made_at()));
    }
    Ok(put)
}

/// Every playbook: the shipped ones, those that were changed in their place, and the practice's own. A shipped one whose record
/// was removed is as it was shipped.
fn playbooks(session: &Session<'_>) -> Result<BTreeMap<RecordId, Known>> {
    let shipped = |Shipped { short, id, playbook }| (id, Known { short: Some(short), kept: false, playbook });
    let mut known: BTreeMap<RecordId, Known> = library::all().into_iter().map(shipped).collect();
    for Entry { id, record, .. } in session.all(&Kind::Playbook)? {
        if let Record::Playbook(playbook) = record {
            let short = library::by_id(id).map(|shipped| shipped.short);
            known.insert(id, Known { short, kept: true, playbook });
        }
    }
    Ok(known)
}

/// Every playbook that a contact, by any of their ids, is or was in.
fn standings_of(session: &Session<'_>, contact: RecordId) -> Result<Vec<Standing>> {
    let mut rows = Vec::new();
    for id in session.aliases(contact)? {
        rows.extend(session.enrolments_of(id)?);
    }
    rows.sort_by_key(|row| (row.playbook, row.contact));
    Ok(standings(rows))
}

/// The enrolments that rows tell of, merged contacts once in each playbook.
fn standings(rows: Vec<EnrolmentRow>) -> Vec<Standing> {
    let mut found: Vec<Standing> = Vec::new();
    for EnrolmentRow { who, contact, playbook, enrolled, steps } in rows {
        // What can't be read is from a newer version, which goes on with it.
        let Ok(enrolment) = enrolled.parse::<Enrolment>() else { continue };
        let marks = Marks::read(steps.iter().map(|(at, value)| (at.as_str(), value.as_str())));
        match found.last_mut().filter(|last| (last.who, last.playbook) == (who, playbook)) {
            Some(last) => {
                // Both of two that are one were enrolled: the later round counts, and what was done under either name.
                if (enrolment.round, last.enrolment.left) > (last.enrolment.round, enrolment.left) {
                    (last.enrolment, last.contact) = (enrolment, contact);
                }
                last.marks.join(marks);
            }
            None => found.push(Standing { who, contact, playbook, enrolment, marks }),
        }
    }
    found
}
