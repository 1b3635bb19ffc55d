//! Where everybody is in their playbooks: enrolments, playbooks and touchpoints read from rows and handed to the engine.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::queries::{practice, zone_of};
use crate::{
    environment::Env,
    error::Result,
    model::{Day, Instant, Kind, Playbook, Practice, PromiseKind, PromiseState, Record, RecordId, view::Entry},
    practice::{
        due::{self, DaysOff},
        playbook::{
            Calendar, Course, Credit, Enrolment, GIVES_BEFORE_ASK, Marks, Plan, State, Touch, course,
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
pub(super) struct Standing {
    who: RecordId,
    pub contact: RecordId,
    pub playbook: RecordId,
    pub enrolment: Enrolment,
    marks: Marks,
}

impl Courses {
    /// As the book stands now.
    pub fn read(session: &Session<'_>, environment: &Env) -> Result<Self> {
        let practice = practice(session)?;
        let zone = zone_of(&practice, environment);
        let today = environment.now().day_in(zone);
        let off = DaysOff::of(&practice);
        Ok(Self { practice, zone, today, off, playbooks: playbooks(session)? })
    }

    /// Everybody who is or was in a playbook, or in any; in the last round of each.
    pub fn all(&self, session: &Session<'_>, playbook: Option<RecordId>) -> Result<Vec<Placed>> {
        let mut placed = Vec::new();
        for standing in enrolments(session, playbook)? {
            placed.extend(self.place(session, standing)?);
        }
        Ok(placed)
    }

    /// Those whose enrolment goes on: who left is not read further.
    pub fn running(&self, session: &Session<'_>) -> Result<Vec<Placed>> {
        let mut placed = Vec::new();
        for standing in enrolments(session, None)? {
            if standing.enrolment.left.is_none() {
                placed.extend(self.place(session, standing)?);
            }
        }
        Ok(placed)
    }

    /// One contact, by any of their ids, in one playbook; nothing if they never were in it.
    pub fn of(&self, session: &Session<'_>, contact: RecordId, playbook: RecordId) -> Result<Option<Placed>> {
        let canonical = session.canonical(contact)?;
        let standing = enrolments(session, Some(playbook))?.into_iter().find(|one| one.who == canonical);
        standing.map_or(Ok(None), |standing| self.place(session, standing))
    }

    fn place(&self, session: &Session<'_>, standing: Standing) -> Result<Option<Placed>> {
        let Standing { who, contact, playbook, enrolment, marks } = standing;
        let Some(known) = self.playbooks.get(&playbook) else { return Ok(None) };
        let plan = Plan::new(&known.playbook);
        let calendar = Calendar { today: self.today, off: &self.off };
        let ids = session.aliases(who)?;
        let since = due::start_of(enrolment.started, self.zone);
        let touches: Vec<Touch> = session
            .touches_of(&ids, &Kind::Touchpoint, since)?
            .iter()
            .filter_map(|touch| Touch::of(touch, self.zone))
            .collect();
        let least = Credit { needs: self.gives_before_ask(), ..Credit::default() };
        let mut course = course(&enrolment, &marks, &plan, &touches, least, calendar);
        if matches!(course.state, State::Held { .. }) {
            // Most steps ask for nothing: what was given before is counted only where it matters.
            let credit = Credit { needs: least.needs, ..self.credit(session, &ids, course.asked)? };
            course = crate::practice::playbook::course(&enrolment, &marks, &plan, &touches, credit, calendar);
        }
        Ok(Some(Placed { who, contact, playbook, enrolment, marks, course }))
    }

    /// What was given since the last ask: the last in the playbook, or the last that was promised.
    fn credit(&self, session: &Session<'_>, ids: &[RecordId], in_playbook: Option<Day>) -> Result<Credit> {
        let promises = session.promise_facts_of(ids)?;
        let asks = promises.iter().filter(|one| one.kind == PromiseKind::Ask && one.state != PromiseState::Dropped);
        let asked = asks.map(|ask| ask.made_at().day_in(self.zone)).max().max(in_playbook);
        let touches = session.touches_of(ids, &Kind::Touchpoint, Instant(i64::MIN))?;
        let given = touches.iter().filter_map(|touch| Touch::of(touch, self.zone));
        let given = given.filter(|touch| touch.gave && !touch.inbound && asked.is_none_or(|asked| touch.on > asked));
        Ok(Credit { gives: u32::try_from(given.count()).unwrap_or(u32::MAX), asked, needs: 0 })
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what it holds")]
    fn gives_before_ask(&self) -> u32 {
        let edited = self.practice.folklore.get("gives_before_ask").filter(|number| number.is_finite());
        edited.map_or(GIVES_BEFORE_ASK, |number| number.clamp(0.0, 1_000.0) as u32)
    }
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

/// The enrolments of everybody, merged contacts once in each playbook.
pub(super) fn enrolments(session: &Session<'_>, playbook: Option<RecordId>) -> Result<Vec<Standing>> {
    let mut found: Vec<Standing> = Vec::new();
    for EnrolmentRow { who, contact, playbook, enrolled, steps } in session.enrolments(playbook)? {
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
    Ok(found)
}
