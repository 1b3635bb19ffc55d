//! The days that the practice lives through: who comes into the book, who is seen, what comes of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Sample, Wanted,
    calendar::{self, Span, later},
    dice::Dice,
    goods::Goods,
    pen::Pen,
    practice, sayings,
    town::Town,
};
use crate::model::{Contact, Day, Instant, Record, RecordId};

/// How many touchpoints a year a practice has time for, for each of its contacts: with 400, about 900.
const TOUCHES_A_YEAR_PERCENT: i64 = 220;

/// The book as it is being lived.
pub(super) struct Days {
    pub span: Span,
    pub town: Town,
    pub goods: Goods,
    pub pen: Pen,
    pub dice: Dice,
    /// How much is done, in percent of what is usual.
    pub pace: i64,
    pub planned_for: BTreeMap<RecordId, Instant>,
    /// How many of each thing were left behind.
    pub left: BTreeMap<RecordId, i64>,
    /// Codes of referrals that are taken.
    pub codes: BTreeSet<String>,
    off: BTreeSet<Day>,
}

impl Days {
    pub fn begin(wanted: &Wanted, span: Span, town: Town, mut dice: Dice) -> Self {
        let usual = i64::from(wanted.contacts) * i64::from(wanted.years) * TOUCHES_A_YEAR_PERCENT / 100;
        let pace = wanted.touchpoints.map_or(100, |touches| i64::from(touches) * 100 / usual.max(1));
        let mut pen = Pen::new(dice.branch());
        let away =
            span.away().into_iter().flat_map(|(from, until)| from.iter_days().take_while(move |day| *day <= until));
        let off = span.holidays().into_keys().chain(away).collect();
        let goods = Goods::write(&span, &mut pen);
        Self {
            span,
            town,
            goods,
            pen,
            dice,
            pace,
            off,
            planned_for: BTreeMap::new(),
            left: BTreeMap::new(),
            codes: BTreeSet::new(),
        }
    }

    /// Lives through every day until yesterday, and plans the week that comes.
    pub fn live(&mut self) {
        let newcomers = self.newcomers();
        for day in self.span.past() {
            for newcomer in newcomers.get(&day).into_iter().flatten() {
                self.enter(day, *newcomer);
            }
            if self.is_off(day) {
                continue;
            }
            for round in 0..self.town.rounds.len() {
                self.go_out(day, round);
                self.run_errands(day, round);
                self.refer(day, round);
            }
            self.attend(day);
        }
        self.leave_waiting();
        let mut any = false;
        for ahead in 0..7 {
            let day = later(self.span.today, ahead);
            if self.is_off(day) {
                continue;
            }
            for round in 0..self.town.rounds.len() {
                let planned = self.plan_ahead(day, round);
                // Whoever looks around in a made-up book wants to see a day with stops: the next one has some.
                any = any || planned || (0..60).any(|_| self.plan_ahead(day, round));
            }
        }
    }

    /// Closes the book: what goes on besides visits, the stock, the top ten, and what is left lying about.
    pub fn finish(mut self) -> Sample {
        self.deal();
        self.ask();
        self.enrol();
        self.goods.clone().stock(|item| self.left.get(&item).copied().unwrap_or(0), &mut self.pen);
        self.name_top_ten();
        let doubles = self.enter_twice();
        self.join_doubles(&doubles);
        self.leave_unfiled();
        self.look_ahead();
        let removed = self.take_out();
        Sample {
            practice: practice::practice(&self.span),
            records: self.pen.records(),
            planned_for: self.planned_for,
            removed,
            draft: sayings::HALF_TYPED.to_owned(),
        }
    }

    pub fn is_off(&self, day: Day) -> bool {
        calendar::is_weekend(day) || self.off.contains(&day)
    }

    /// Who comes into the book on which day: places before the people who work there.
    fn newcomers(&self) -> BTreeMap<Day, Vec<Newcomer>> {
        let yesterday = later(self.span.today, -1);
        let mut newcomers: BTreeMap<Day, Vec<Newcomer>> = BTreeMap::new();
        for (number, office) in self.town.offices.iter().enumerate() {
            newcomers.entry(office.since.min(yesterday)).or_default().push(Newcomer::Office(number));
        }
        for (number, person) in self.town.people.iter().enumerate() {
            newcomers.entry(person.since.min(yesterday)).or_default().push(Newcomer::Person(number));
        }
        newcomers
    }

    fn enter(&mut self, day: Day, newcomer: Newcomer) {
        let at = self.span.moment(day, 8 * 60 + 15);
        match newcomer {
            Newcomer::Office(number) => {
                let mut contact = self.town.offices[number].contact.clone();
                self.say_who_introduced(&mut contact);
                self.town.offices[number].id = Some(self.pen.write(at, contact));
            }
            Newcomer::Person(number) => {
                let person = &self.town.people[number];
                let (mut contact, roles) = (person.contact.clone(), person.roles.clone());
                let place = person.office.and_then(|office| self.town.offices[office].id);
                contact.at.extend(place.map(|place| (place, roles)));
                self.say_who_introduced(&mut contact);
                self.town.people[number].id = Some(self.pen.write(at, contact));
            }
        }
    }

    /// Whoever was recommended was introduced by somebody who is known by then.
    fn say_who_introduced(&mut self, contact: &mut Contact) {
        let recommended = contact.found_via.as_deref() == Some("recommended");
        let introducer = self.somebody(|person| person.met > 0).filter(|_| recommended);
        let known = self.somebody(|_| true).filter(|_| self.dice.happens(7));
        contact.introduced_by.extend(introducer.and_then(|number| self.town.people[number].id));
        contact.knows.extend(known.and_then(|number| self.town.people[number].id));
    }

    /// Somebody who is in the book; a few tries, since it need not be anybody.
    pub fn somebody(&mut self, fits: impl Fn(&super::person::Person) -> bool) -> Option<usize> {
        (0..12).map(|_| self.dice.below(self.town.people.len())).find(|number| {
            let person = &self.town.people[*number];
            person.id.is_some() && fits(person)
        })
    }

    fn name_top_ten(&mut self) {
        let mut best: Vec<(u32, usize)> =
            self.town.people.iter().enumerate().map(|(number, person)| (person.met, number)).collect();
        best.sort_unstable_by(|one, other| other.cmp(one));
        for (_, number) in best.into_iter().take(10) {
            if let Some(Record::Contact(contact)) = self.town.people[number].id.and_then(|id| self.pen.record(id)) {
                contact.top_ten = true;
                contact.claimed_reach = contact.claimed_reach.or(Some(150 + 25 * i64::from(self.dice.happens(50))));
            }
        }
    }

    /// One in a hundred was typed in once more, on another day and a little otherwise.
    fn enter_twice(&mut self) -> Vec<(RecordId, RecordId)> {
        let mut doubles = Vec::new();
        let at = self.span.moment(later(self.span.today, -12), 11 * 60);
        for _ in 0..(self.town.people.len() / 100).max(4) {
            let Some(number) = self.somebody(|person| !person.contact.channel.is_empty()) else { continue };
            let person = &self.town.people[number];
            let known = person.id;
            let mut contact = Contact { channel: person.contact.channel.clone(), ..Contact::default() };
            let name = person.contact.name.trim_start_matches("Dr. ");
            contact.name = if self.dice.happens(50) { name.to_lowercase() } else { initial(name) };
            let again = self.pen.write(at, contact);
            doubles.extend(known.map(|known| (known, again)));
        }
        doubles
    }
}

/// Who comes into the book, by number.
#[derive(Debug, Clone, Copy)]
enum Newcomer {
    Office(usize),
    Person(usize),
}

/// "A. Alderton" for "Ada Alderton".
fn initial(name: &str) -> String {
    match (name.chars().next(), name.split_once(' ')) {
        (Some(first), Some((_, last))) => format!("{first}. {last}"),
        _ => name.to_owned(),
    }
}
