//! Events: where one goes again, what is new, whom one met there. And what was announced to whom.

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike as _;

use super::{Companion, introductions::people_of, practice, zone_of};
use crate::{
    error::Result,
    model::{
        Met, RecordId, Sector, TouchpointKind, TouchpointState,
        view::{Announced, EventLine, Events, Named},
    },
    practice::fold::fold,
};

/// How many new events a year shall bring, unless the practice edits it (`target:new_events`): "a couple of new ones", folklore.
const NEW_A_YEAR: i64 = 2;

impl Companion {
    /// The events of the practice, the latest first, each with how often one was there before and whom one met there; and how
    /// many new ones this year brought against the goal.
    pub fn events(&self) -> Result<Events> {
        self.store.read(|session| {
            let practice = practice(session)?;
            let zone = zone_of(&practice, &self.environment);
            let year = self.environment.now().day_in(zone).year();
            let touchpoints = session.touchpoints_of_kind(&TouchpointKind::Event)?;
            let mut met: HashMap<RecordId, Vec<Named>> = HashMap::new();
            for (_, touchpoint) in &touchpoints {
                if let Some(event) = touchpoint.part_of {
                    met.entry(event).or_default().extend(people_of(session, touchpoint)?);
                }
            }
            let goal = practice.target.get("new_events").copied().unwrap_or(NEW_A_YEAR);
            let mut events = Events { goal, new_this_year: 0, items: Vec::new() };
            let mut before: HashMap<String, u64> = HashMap::new();
            for (id, event) in touchpoints.into_iter().rev().filter(|(_, one)| one.part_of.is_none()) {
                let place = event.place.map(|place| session.named(place)).transpose()?.flatten();
                let name = if event.purpose.is_empty() {
                    place.as_ref().map_or("", |place| &place.name)
                } else {
                    &event.purpose
                };
                let name = name.to_owned();
                let gone = before.entry(fold(&name)).or_default();
                let times_before = *gone;
                if event.state == TouchpointState::Done {
                    *gone += 1;
                    events.new_this_year += u64::from(times_before == 0 && event.at.day_in(zone).year() == year);
                }
                let mut people = people_of(session, &event)?;
                for named in met.remove(&id).into_iter().flatten() {
                    if !people.contains(&named) {
                        people.push(named);
                    }
                }
                let (at, state, skill) = (event.at, event.state, event.skill);
                events.items.push(EventLine { id, name, at, state, place, skill, times_before, met: people });
            }
            events.items.reverse();
            Ok(events)
        })
    }

    /// What was announced, the latest first, and how many of which sector it was told.
    pub fn announcements(&self) -> Result<Vec<Announced>> {
        self.store.read(|session| {
            let sectors: HashMap<RecordId, Sector> =
                session.contact_facts()?.into_iter().filter_map(|one| Some((one.id, one.sector?))).collect();
            let mut announced = Vec::new();
            for (id, touchpoint) in session.touchpoints_of_kind(&TouchpointKind::Announcement)? {
                let mut told: BTreeMap<Sector, u64> = BTreeMap::new();
                for met in &touchpoint.met {
                    let Met::Contact(who) = met else { continue };
                    if let Some(sector) = sectors.get(&session.canonical(*who)?) {
                        *told.entry(sector.clone()).or_default() += 1;
                    }
                }
                announced.push(Announced {
                    id,
                    what: touchpoint.purpose,
                    at: touchpoint.at,
                    told: touchpoint.met.len() as u64,
                    sectors: told.into_iter().collect(),
                });
            }
            Ok(announced)
        })
    }
}
