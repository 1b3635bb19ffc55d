//! Who sends whom, with the dates along the way.

use super::{
    calendar::{later, season},
    days::Days,
    sayings,
};
use crate::model::{
    Day, Direction, Instant, RecordId, Referral, ReferralStatus, Role, SourceClass, Touchpoint, TouchpointKind, Via,
};

const LETTERS: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const MINUTE: i64 = 60_000;

impl Days {
    /// The referrals of a day: some 90 a year come in and 30 go out, for one round.
    pub fn refer(&mut self, day: Day, round: usize) {
        if self.dice.happens(36 * season(day) / 100) {
            self.come_in(day, round);
        }
        if self.dice.happens(12 * season(day) / 100) {
            self.go_on(day, round);
        }
    }

    /// Two that came in the evening before, and that nobody has answered yet.
    pub fn leave_waiting(&mut self) {
        let yesterday = later(self.span.today, -1);
        for minutes in [16 * 60 + 40, 17 * 60 + 55] {
            let received = self.span.moment(yesterday, minutes);
            let referral = Referral {
                from: self.source(0),
                code: self.code(),
                topic: (*self.dice.pick(sayings::TOPICS)).to_owned(),
                via: Some(Via::Phone),
                source_class: Some(SourceClass::Professional),
                received: Some(received),
                ..Referral::default()
            };
            self.pen.write(received, referral);
        }
    }

    fn come_in(&mut self, day: Day, round: usize) {
        let classes = [(SourceClass::Professional, 57), (SourceClass::Client, 27), (SourceClass::Elsewhere, 16)];
        let class = self.dice.weighted(&classes).clone();
        let from = if class == SourceClass::Professional { self.source(round) } else { None };
        let received = self.span.moment(day, self.dice.within(9 * 60..=17 * 60));
        let mut referral = Referral {
            from,
            code: self.code(),
            topic: if self.dice.happens(70) { (*self.dice.pick(sayings::TOPICS)).to_owned() } else { String::new() },
            via: Some(
                self.dice
                    .weighted(&[(Via::Phone, 42), (Via::Client, 24), (Via::Email, 16), (Via::Fax, 12), (Via::Mail, 6)])
                    .clone(),
            ),
            named_me: self.dice.happens(35),
            warm: self.dice.happens(22),
            source_class: Some(class),
            received: Some(received),
            ..Referral::default()
        };
        self.go_along(&mut referral, received);
        let id = self.pen.id(received);
        if from.is_some() && self.dice.happens(84) {
            let hours = *self.dice.weighted(&[(3, 34), (26, 36), (50, 16), (190, 14)]);
            referral.thanked = self.unless_later(received, hours * 60);
        }
        if let (Some(thanked), Some(to)) = (referral.thanked, from)
            && self.dice.happens(45)
        {
            self.write_thanks(thanked, to, id);
        }
        self.pen.put(id, referral);
    }

    /// What went on after it came: most are answered the same day, a few never.
    fn go_along(&mut self, referral: &mut Referral, received: Instant) {
        if self.dice.happens(4) {
            referral.status = ReferralStatus::Declined;
            referral.closed = self.unless_later(received, 24 * 60);
            return;
        }
        let minutes = *self.dice.weighted(&[(20, 22), (70, 26), (240, 22), (1_300, 18), (4_200, 9), (12_000, 3)]);
        let minutes = minutes + self.dice.within(0..=minutes);
        referral.answered = self.unless_later(received, minutes);
        let Some(answered) = referral.answered else { return };
        referral.status = ReferralStatus::Answered;
        if self.dice.happens(9) {
            referral.status = ReferralStatus::Unreachable;
            referral.closed = self.unless_later(answered, 14 * 24 * 60);
            return;
        }
        let minutes = self.within_days(0, 4);
        referral.scheduled = self.unless_later(answered, minutes);
        let Some(scheduled) = referral.scheduled else { return };
        referral.status = ReferralStatus::Scheduled;
        if self.dice.happens(12) {
            return;
        }
        let minutes = self.within_days(3, 20);
        referral.started = self.unless_later(scheduled, minutes);
        let Some(started) = referral.started else { return };
        referral.status = ReferralStatus::Started;
        let minutes = self.within_days(40, 260);
        referral.closed = self.unless_later(started, minutes);
        if referral.closed.is_some() {
            referral.status = ReferralStatus::Closed;
        }
    }

    /// One that the practice sends on: to somebody of whom it knows what they can help with.
    fn go_on(&mut self, day: Day, round: usize) {
        let helper = self.somebody(|person| !person.contact.helps.is_empty());
        let to = match helper {
            Some(number) => self.town.people[number].id,
            None => self.source(round),
        };
        let received = self.span.moment(day, self.dice.within(9 * 60..=17 * 60));
        let topic =
            helper.and_then(|number| self.town.people[number].contact.helps.first().cloned()).unwrap_or_default();
        let mut referral = Referral {
            direction: Direction::Out,
            to,
            code: self.code(),
            topic,
            via: Some(Via::Phone),
            named_me: self.dice.happens(50),
            warm: self.dice.happens(40),
            received: Some(received),
            ..Referral::default()
        };
        self.go_along(&mut referral, received);
        self.pen.write(received, referral);
    }

    /// Who sends: the warmer the office and the oftener one was there, the likelier; there mostly whoever routes referrals.
    fn source(&mut self, round: usize) -> Option<RecordId> {
        let mut best: Option<(i64, usize)> = None;
        for _ in 0..7 {
            let number = *self.dice.pick(&self.town.rounds[round].offices);
            let office = &self.town.offices[number];
            if office.id.is_some() && office.visits > 0 {
                let likely = office.warmth * i64::from(office.visits.min(8));
                best = best.max(Some((likely, number)));
            }
        }
        let office = &self.town.offices[best?.1];
        let routes = |number: &usize| {
            let roles = &self.town.people[*number].roles;
            roles.contains(&Role::RoutesReferrals) || roles.contains(&Role::Provider)
        };
        let person = office.staff.iter().copied().find(routes).and_then(|number| self.town.people[number].id);
        let place = office.id;
        if self.dice.happens(72) { person.or(place) } else { place }
    }

    fn write_thanks(&mut self, at: Instant, to: RecordId, referral: RecordId) {
        let card = Touchpoint {
            kind: TouchpointKind::Mail,
            direction: Some(Direction::Out),
            met: [crate::model::Met::Contact(to)].into(),
            at,
            zone: self.span.zone.name().to_owned(),
            purpose: "Thank-you card".to_owned(),
            about: [referral].into(),
            ..Touchpoint::default()
        };
        self.pen.write(at, card);
    }

    fn within_days(&mut self, least: i64, most: i64) -> i64 {
        self.dice.within(least * 24 * 60..=most * 24 * 60)
    }

    /// So many minutes later, unless that is still to come.
    fn unless_later(&self, from: Instant, minutes: i64) -> Option<Instant> {
        let at = Instant(from.0 + minutes * MINUTE);
        (at < self.span.moment(self.span.today, 0)).then_some(at)
    }

    fn code(&mut self) -> String {
        loop {
            let letters: String = (0..5).map(|_| char::from(*self.dice.pick(LETTERS))).collect();
            let code = format!("R-{letters}");
            if self.codes.insert(code.clone()) {
                return code;
            }
        }
    }
}
