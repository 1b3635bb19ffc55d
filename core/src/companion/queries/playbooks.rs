//! Playbooks: what there are, who is where, how well they are kept, whom to engage with, and the week's outreach.

use std::collections::BTreeSet;

use chrono::Days;

use super::{Companion, entry};
use crate::{
    companion::courses::{Courses, Known, Placed},
    error::Result,
    model::{
        ChannelState, Contact, Day, Direction, Instant, Kind, Playbook, Record, RecordId,
        view::{
            AdherenceLine, Engage, EngageLink, Engagement, Enrolled, Named, Outreach, PlaybookLine, Standing,
            StepAfter, StepLine,
        },
    },
    practice::{
        due, effort,
        folklore::WEEKLY_MINIMUM,
        playbook::{After, Course, OpenStep, Plan, State, adherence},
    },
    store::Session,
};

/// Five minutes a day, a minute each (S2).
const QUEUE: usize = 5;
/// Whose first meeting was so many days ago at most may still be followed up.
const FIRST_MEETING_DAYS: u64 = 14;
/// A trigger that this version knows: a first meeting.
const FIRST_MEETING: &str = "first_meeting";

impl Companion {
    /// Every playbook, shipped and own, with how many are in it and who may be enrolled.
    pub fn playbooks(&self) -> Result<Vec<PlaybookLine>> {
        self.store.read(|session| {
            let courses = Courses::read(session, &self.environment)?;
            let placed = courses.all(session, None)?;
            let mut lines = Vec::new();
            for (id, known) in &courses.playbooks {
                let here = || placed.iter().filter(|placed| placed.playbook == *id);
                let running = |placed: &&Placed| !matches!(placed.course.state, State::Left(_) | State::Finished);
                lines.push(PlaybookLine {
                    id: *id,
                    short: known.short.map(str::to_owned),
                    kept: known.kept,
                    playbook: known.playbook.clone(),
                    enrolled: here().filter(running).count() as u64,
                    due: here().filter(|placed| placed.course.state == State::Due).count() as u64,
                    suggested: if known.playbook.trigger == FIRST_MEETING {
                        let ever: BTreeSet<RecordId> = here().map(|placed| placed.who).collect();
                        lately_met(session, &courses, &ever)?
                    } else {
                        Vec::new()
                    },
                });
            }
            Ok(lines)
        })
    }

    /// Who is where: in a playbook or in all, everybody or one contact. In the last round of each; who left and who is at the
    /// end too.
    pub fn enrolled(&self, playbook: Option<RecordId>, contact: Option<RecordId>) -> Result<Vec<Enrolled>> {
        self.store.read(|session| {
            let courses = Courses::read(session, &self.environment)?;
            let wanted = contact.map(|contact| session.canonical(contact)).transpose()?;
            let mut found = Vec::new();
            for placed in courses.all(session, playbook)? {
                if wanted.is_none_or(|wanted| wanted == placed.who)
                    && let Some(known) = courses.playbooks.get(&placed.playbook)
                    && let Some(who) = session.named(placed.who)?
                {
                    found.push(enrolled(session, known, &placed, who)?);
                }
            }
            let order = |one: &Enrolled| (one.playbook.id, one.who.name.clone(), one.who.id);
            found.sort_by_key(order);
            Ok(found)
        })
    }

    /// How well each playbook is kept: what came of the steps that were due since a day; of a year, if not said.
    pub fn adherence(&self, since: Option<Day>) -> Result<Vec<AdherenceLine>> {
        self.store.read(|session| {
            let courses = Courses::read(session, &self.environment)?;
            let since = since.unwrap_or_else(|| courses.today - Days::new(365));
            let placed = courses.all(session, None)?;
            let mut lines = Vec::new();
            for (id, known) in &courses.playbooks {
                let here: Vec<&Course> =
                    placed.iter().filter(|placed| placed.playbook == *id).map(|placed| &placed.course).collect();
                if here.is_empty() {
                    continue;
                }
                let adherence = adherence(here, since, courses.today);
                lines.push(AdherenceLine {
                    playbook: known.named(*id),
                    since,
                    counts: adherence.counts,
                    n: adherence.n(),
                    share_on_time: adherence.share_on_time(),
                    median_days_late: adherence.median_days_late(),
                });
            }
            Ok(lines)
        })
    }

    /// Five minutes of likes, comments and shares: those for whom a step on social media is due, with their pages and those of
    /// where they work.
    pub fn engagement(&self) -> Result<Engagement> {
        self.store.read(|session| {
            let courses = Courses::read(session, &self.environment)?;
            let mut due: Vec<Placed> = courses.running(session)?;
            due.retain(|placed| placed.course.state == State::Due && is_social(&courses, placed));
            due.sort_by_key(|placed| (placed.course.open.as_ref().and_then(|open| open.due), placed.who));
            let mut engagement = Engagement { more: due.len().saturating_sub(QUEUE) as u64, ..Engagement::default() };
            for placed in due.iter().take(QUEUE) {
                if let Some(known) = courses.playbooks.get(&placed.playbook)
                    && let Some(open) = &placed.course.open
                    && let Some(who) = session.named(placed.who)?
                {
                    let (playbook, step) = (known.named(placed.playbook), step_line(&known.playbook, open));
                    engagement.queue.push(Engage { who, playbook, step, links: links(session, placed.who)? });
                }
            }
            Ok(engagement)
        })
    }

    /// How much one was in touch this week, and how much one meant to be.
    pub fn outreach(&self) -> Result<Outreach> {
        self.store.read(|session| {
            let Courses { practice, zone, today, off, .. } = Courses::read(session, &self.environment)?;
            let from = effort::week_of(today, &practice.region);
            let until = from + Days::new(7);
            let mut touches = session.touches(due::start_of(from, zone))?;
            touches.retain(|touch| touch.at < due::end_of(today, zone));
            let done = effort::outreach(&touches, |at| at.day_in(zone)).iter().map(|day| day.touches).sum::<u64>();
            let left = today.iter_days().skip(1).take_while(|day| *day < until).filter(|day| !off.contains(*day));
            Ok(Outreach {
                from,
                done: u32::try_from(done).unwrap_or(u32::MAX),
                target: u32::try_from(WEEKLY_MINIMUM.count(&practice)).unwrap_or(u32::MAX),
                days_left: u32::try_from(left.count()).unwrap_or(0),
            })
        })
    }
}

impl Known {
    /// The playbook by name.
    pub fn named(&self, id: RecordId) -> Named {
        Named { id, name: self.playbook.name.clone() }
    }
}

fn enrolled(session: &Session<'_>, known: &Known, placed: &Placed, who: Named) -> Result<Enrolled> {
    let ids = session.aliases(placed.who)?;
    let referrals = session.referral_facts_of(&ids, Instant(i64::MIN))?;
    let out = referrals.iter().filter(|one| one.direction == Direction::Out && one.to == Some(placed.who));
    Ok(Enrolled {
        playbook: known.named(placed.playbook),
        started: placed.enrolment.started,
        round: placed.enrolment.round,
        standing: match placed.course.state {
            State::Due => Standing::Due,
            State::Waiting => Standing::Waiting,
            State::Held { gives, needs } => Standing::Held { gives, needs },
            State::Quiet(until) => Standing::Quiet { until },
            State::Undated => Standing::Undated,
            State::Paused(since) => Standing::Paused { since },
            State::Left(on) => Standing::Left { on },
            State::Finished => Standing::Finished,
        },
        step: placed.course.open.as_ref().map(|open| step_line(&known.playbook, open)),
        referred_out: out.count() as u64,
        who,
    })
}

/// An open step, as it is shown.
pub(super) fn step_line(playbook: &Playbook, open: &OpenStep) -> StepLine {
    let plan = Plan::new(playbook);
    let step = plan.step(&open.at.step).cloned().unwrap_or_default();
    let (number, of) = plan.ordinal(&open.at.step);
    let few = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    StepLine {
        at: open.at.to_string(),
        title: step.title,
        due: open.due,
        number: few(number),
        of: few(of),
        asks: step.asks,
        item: step.item,
        touchpoint: step.touchpoint,
        results: plan.results(&open.at.step),
        after: match &open.after {
            After::Start(on) => StepAfter::Enrolment { on: *on },
            After::Yearly(on) => StepAfter::Yearly { on: *on },
            After::Step { step, on } => StepAfter::Step {
                title: plan.step(step).map_or_else(|| step.clone(), |step| step.title.clone()),
                on: *on,
            },
        },
    }
}

fn is_social(courses: &Courses, placed: &Placed) -> bool {
    let step = placed.course.open.as_ref().and_then(|open| {
        let known = courses.playbooks.get(&placed.playbook)?;
        known.playbook.step.0.get(&open.at.step)
    });
    step.is_some_and(|step| step.touchpoint.split_whitespace().any(|word| word == "social"))
}

/// The pages of somebody and of where they work.
fn links(session: &Session<'_>, who: RecordId) -> Result<Vec<EngageLink>> {
    let mut links = Vec::new();
    let mut whose = session.aliases(who)?;
    for id in whose.clone() {
        if let Record::Contact(Contact { at, .. }) = entry(session, id)?.record {
            whose.extend(at.into_keys());
        }
    }
    for id in whose {
        let (Some(named), Some(entry)) = (session.named(id)?, session.read_record(id)?) else { continue };
        let Record::Contact(Contact { channel, .. }) = entry.record else { continue };
        let usable =
            channel.into_iter().filter(|(channel, state)| *state != ChannelState::DoNotUse && is_page(channel));
        links.extend(usable.map(|(channel, state)| EngageLink { whose: named.clone(), channel, state }));
    }
    Ok(links)
}

/// Whether something can be looked at there: all but telephones and letter boxes.
fn is_page(channel: &str) -> bool {
    let kind = channel.split(':').next().unwrap_or_default();
    !["phone", "mobile", "fax", "sms", "email", "mail"].contains(&kind)
}

/// Those whose first meeting was lately, and who were never enrolled.
fn lately_met(session: &Session<'_>, courses: &Courses, ever: &BTreeSet<RecordId>) -> Result<Vec<Named>> {
    let since = due::start_of(courses.today - Days::new(FIRST_MEETING_DAYS), courses.zone);
    let met = |touch: &crate::practice::facts::Touch| {
        touch.nature.is_met(false) && !touch.nature.has(crate::practice::facts::Nature::PLACE)
    };
    let lately: BTreeSet<RecordId> =
        session.touches(since)?.iter().filter(|touch| met(touch)).map(|touch| touch.who).collect();
    let mut found = Vec::new();
    for who in lately.difference(ever) {
        let ids = session.aliases(*who)?;
        let all = session.touches_of(&ids, &Kind::Touchpoint, Instant(i64::MIN))?;
        if all.iter().filter(|touch| met(touch)).all(|touch| touch.at >= since) {
            found.extend(session.named(*who)?);
        }
    }
    Ok(found)
}
