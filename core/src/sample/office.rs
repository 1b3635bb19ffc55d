//! An office, and the habits that one has there.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Weekday;

use super::{
    dice::Dice,
    names::{self, Names},
    person::Person,
    sayings,
    town::District,
};
use crate::model::{Contact, Day, Form, Geo, RecordId, Sector, Stance, Tier};

/// A place where people work.
#[derive(Debug, Clone)]
pub(super) struct Office {
    /// Its id, once it is in the book.
    pub id: Option<RecordId>,
    pub contact: Contact,
    pub sector: Sector,
    pub district: usize,
    /// Since when it is in the book.
    pub since: Day,
    /// Who works there: their numbers.
    pub staff: Vec<usize>,
    /// How often one means to be there, in days.
    pub every: i64,
    /// On which day of the week one drops in.
    pub weekday: Weekday,
    /// At about what time, in minutes after midnight.
    pub minutes: i64,
    /// Who is mostly met: a number of the staff.
    pub mostly_met: Option<usize>,
    /// What is mostly left.
    pub mostly_left: Leaves,
    /// How likely they are to send somebody, 0 to 100.
    pub warmth: i64,
    /// When one was there last.
    pub last: Option<Day>,
    /// How often one was there.
    pub visits: u32,
}

/// What one mostly leaves at an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaves {
    Cookies,
    Brochures,
    Cards,
    Checklist,
    Nothing,
}

const SECTORS: &[(Sector, u32)] = &[
    (Sector::PrimaryCare, 26),
    (Sector::Pediatrics, 8),
    (Sector::Psychiatry, 5),
    (Sector::Psychology, 5),
    (Sector::Counselling, 6),
    (Sector::Neurology, 4),
    (Sector::Specialist, 6),
    (Sector::Physiotherapy, 7),
    (Sector::Chiropractic, 4),
    (Sector::Dentistry, 3),
    (Sector::Nutrition, 3),
    (Sector::Hospital, 2),
    (Sector::School, 7),
    (Sector::Faith, 4),
    (Sector::Law, 3),
    (Sector::Agency, 3),
    (Sector::Employer, 1),
    (Sector::Fitness, 2),
    (Sector::Coaching, 1),
    (Sector::Community, 2),
];

/// A new office in a district.
pub(super) fn draw(district: &District, number: usize, since: Day, names: &mut Names, dice: &mut Dice) -> Office {
    let sector = dice.weighted(SECTORS).clone();
    let tier =
        dice.weighted(&[(Some(Tier::A), 9), (Some(Tier::B), 25), (Some(Tier::C), 34), (Some(Tier::D), 12), (None, 20)]);
    let contact = Contact {
        form: Form::Place,
        name: names.office(&sector),
        sector: Some(sector.clone()),
        address: format!("{}\n{} {}", names::street(dice), district.name, district.postal),
        geo: located(district, dice),
        hours: if dice.happens(60) { "Mon-Fri 8:30-5".to_owned() } else { String::new() },
        drop_in: if dice.happens(30) { "mornings, not on Mondays".to_owned() } else { String::new() },
        tier: tier.clone(),
        cadence_days: dice.happens(6).then(|| dice.within(3..=12) * 7),
        competitor: matches!(sector, Sector::Psychology | Sector::Counselling) && dice.happens(25),
        stance: dice
            .weighted(&[(None, 70), (Some(Stance::Open), 12), (Some(Stance::Warm), 12), (Some(Stance::Cool), 6)])
            .clone(),
        confirmed: if dice.happens(35) { [("address".to_owned(), since)].into() } else { BTreeMap::new() },
        tag: if dice.happens(12) {
            [(*dice.pick(&["cookies", "parking", "holiday card"])).to_owned()].into()
        } else {
            BTreeSet::new()
        },
        found_via: dice.happens(70).then(|| (*dice.weighted(sayings::FOUND_VIA)).to_owned()),
        ..Contact::default()
    };
    let by_tier = match tier {
        Some(Tier::A) => 21,
        Some(Tier::B) => 61,
        Some(Tier::C) => 182,
        _ => 330,
    };
    let own_day = *dice.pick(&[Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri]);
    let leaves = [
        (Leaves::Cookies, 34),
        (Leaves::Brochures, 26),
        (Leaves::Cards, 18),
        (Leaves::Checklist, 8),
        (Leaves::Nothing, 14),
    ];
    Office {
        id: None,
        every: contact.cadence_days.unwrap_or(by_tier),
        warmth: dice.within(5..=100) * i64::from(!contact.competitor),
        contact,
        sector,
        district: number,
        since,
        staff: Vec::new(),
        // Most are seen when the round comes by; some only have time on a day of their own.
        weekday: if dice.happens(80) { district.weekday } else { own_day },
        minutes: dice.within(9 * 60..=16 * 60),
        mostly_met: None,
        mostly_left: *dice.weighted(&leaves),
        last: None,
        visits: 0,
    }
}

/// Most addresses have been looked up on the map.
fn located(district: &District, dice: &mut Dice) -> Option<Geo> {
    let point = district.point(dice);
    dice.happens(88).then_some(point)
}

impl Office {
    /// Decides who is mostly met there, once it is known who works there: whoever sits at the front.
    pub fn settle(&mut self, people: &[Person], dice: &mut Dice) {
        let front = self.staff.iter().copied().find(|number| people[*number].is_front());
        self.mostly_met =
            if dice.happens(85) { front.or(self.staff.first().copied()) } else { self.staff.last().copied() };
    }

    /// How many times its interval has passed since one was there, in percent.
    pub fn overdue(&self, today: Day) -> i64 {
        match self.last {
            Some(last) => (today - last).num_days() * 100 / self.every.max(1),
            None => 100 + (today - self.since).num_days().min(60),
        }
    }
}
