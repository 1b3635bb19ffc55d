//! The made-up town: districts around a centre that is nowhere, their offices, and the people who work there.

use chrono::Weekday;

use super::{
    Wanted,
    calendar::{Span, later},
    dice::Dice,
    names::{self, Names},
    office::{self, Office},
    person::{self, Person},
};
use crate::model::{ChannelState, Day, Geo};

/// How many offices a district has, about.
const OFFICES_A_DISTRICT: u32 = 18;
/// Of a hundred contacts, how many are places.
const PLACES_PERCENT: u32 = 28;
/// How many districts one person of the practice visits in turn.
const DISTRICTS_A_ROUND: usize = 6;
/// A point in empty hills.
const CENTRE: (f64, f64) = (41.62, -75.71);

/// A part of the town.
#[derive(Debug, Clone)]
pub(super) struct District {
    pub name: String,
    /// Its postal area.
    pub postal: String,
    /// On which day of the week the round goes there.
    pub weekday: Weekday,
    middle: (f64, f64),
}

/// The whole town.
#[derive(Debug, Clone)]
pub(super) struct Town {
    pub districts: Vec<District>,
    pub offices: Vec<Office>,
    pub people: Vec<Person>,
    /// The offices of each round: one person of the practice makes the rounds of some six districts.
    pub rounds: Vec<Round>,
}

/// What one person of the practice makes the rounds of.
#[derive(Debug, Clone)]
pub(super) struct Round {
    pub districts: std::ops::Range<usize>,
    pub offices: Vec<usize>,
}

impl Town {
    /// Builds a town of about as many people and places as are wanted.
    pub fn build(wanted: &Wanted, span: &Span, dice: &mut Dice) -> Self {
        let places = (wanted.contacts * PLACES_PERCENT / 100).max(8);
        let districts: Vec<District> =
            (0..places.div_ceil(OFFICES_A_DISTRICT).max(4)).map(|number| district(number as usize, dice)).collect();
        let mut town = Self { districts, offices: Vec::new(), people: Vec::new(), rounds: Vec::new() };
        let mut names = Names::new(dice.branch());
        for number in 0..places {
            let district = number as usize % town.districts.len();
            let since = known_since(span, dice);
            town.offices.push(office::draw(&town.districts[district], district, since, &mut names, dice));
        }
        // Whoever is not a place works at one; a few are known without one.
        for number in places..wanted.contacts {
            let office = if number % 29 == 0 { None } else { Some(dice.below(town.offices.len())) };
            let person = person::draw(office.map(|office| &town.offices[office]), office, span, &mut names, dice);
            if let Some(office) = office {
                town.offices[office].staff.push(town.people.len());
            }
            town.people.push(person);
        }
        for office in &mut town.offices {
            office.settle(&town.people, dice);
        }
        town.furnish(dice.branch());
        town.rounds = rounds(&town.districts, &town.offices);
        town
    }
}

impl Town {
    /// How offices are reached, and where brands and people can be followed.
    fn furnish(&mut self, mut dice: Dice) {
        for office in &mut self.offices {
            let host = person::host(&office.contact.name);
            let mut add = |percent, channel: String| {
                let state = if dice.happens(45) { ChannelState::Verified } else { ChannelState::Known };
                if dice.happens(percent) {
                    office.contact.channel.insert(channel, state);
                }
            };
            let line = office.minutes % 100;
            add(92, format!("phone:+1 570 555 01{line:02}"));
            add(55, format!("fax:+1 570 555 01{:02}", (line + 37) % 100));
            add(48, format!("email:frontdesk@{host}.example"));
            add(60, format!("web:https://{host}.example"));
            add(30, format!("facebook:{host}"));
            add(18, format!("newsletter:{host}"));
        }
        for person in self.people.iter_mut().filter(|person| person.contact.sector.is_some()) {
            let handle = person::host(&person.contact.name);
            if dice.happens(42) {
                let state = if dice.happens(50) { ChannelState::Verified } else { ChannelState::Known };
                person.contact.channel.insert(format!("linkedin:{handle}"), state);
            }
        }
    }
}

impl District {
    /// A point in it.
    pub fn point(&self, dice: &mut Dice) -> Geo {
        let (latitude, longitude) = self.middle;
        Geo { latitude: degrees(latitude, dice.around(0, 90)), longitude: degrees(longitude, dice.around(0, 120)) }
    }
}

/// Six districts each; what is left over goes to the last.
fn rounds(districts: &[District], offices: &[Office]) -> Vec<Round> {
    let count = (districts.len() / DISTRICTS_A_ROUND).max(1);
    let round = |number: usize| {
        let end = if number + 1 == count { districts.len() } else { (number + 1) * DISTRICTS_A_ROUND };
        let districts = number * DISTRICTS_A_ROUND..end;
        let offices = (0..offices.len()).filter(|office| districts.contains(&offices[*office].district)).collect();
        Round { districts, offices }
    };
    (0..count).map(round).collect()
}

fn district(number: usize, dice: &mut Dice) -> District {
    const ROUND: [Weekday; DISTRICTS_A_ROUND] =
        [Weekday::Tue, Weekday::Thu, Weekday::Wed, Weekday::Tue, Weekday::Thu, Weekday::Fri];
    // A wide grid: districts lie some kilometres apart, each a kilometre or two across.
    let (row, column) = (i64::try_from(number / 4).unwrap_or(0), i64::try_from(number % 4).unwrap_or(0));
    District {
        name: names::district(number),
        postal: format!("00{:03}", 410 + number % 590),
        weekday: ROUND[number % DISTRICTS_A_ROUND],
        middle: (
            degrees(CENTRE.0, row * 380 + dice.around(0, 60)),
            degrees(CENTRE.1, column * 520 + dice.around(0, 80)),
        ),
    }
}

/// So many ten-thousandths of a degree away.
#[allow(clippy::cast_precision_loss, reason = "a few thousand at most")]
fn degrees(from: f64, ten_thousandths: i64) -> f64 {
    ((from * 10_000.0).round() + ten_thousandths as f64) / 10_000.0
}

/// Most were in the first address book; the others are found as the years go.
fn known_since(span: &Span, dice: &mut Dice) -> Day {
    if dice.happens(55) { span.first } else { later(span.first, dice.within(10..=(span.days() - 20).max(11))) }
}
