//! What users do, by chance: commands of all kinds on whatever a device shows.

use rapport_core::{
    Command,
    command::{FieldEdit, NewNote, NewPerson, NewPlace, NewPromise, NewReferral, NewVisit, NextStep, ReferralStep},
    model::{
        Contact, Day, Direction, Item, ItemKind, Kind, Met, Outcome, Owes, Playbook, PromiseKind, Record, RecordId,
        Role, Sector, Step, TouchpointKind, TouchpointState, Via,
    },
};

use crate::{chance::Chance, device::Device};

/// What a user finds on a device.
struct Shown<'a> {
    records: Vec<(RecordId, Kind, bool)>,
    device: &'a Device,
    chance: &'a mut Chance,
    /// Whether contents are alike.
    same: bool,
}

/// Draws a command. `erases`: whether it may be one that can't be undone; `same`: whether contents are alike.
pub(crate) fn command(device: &Device, chance: &mut Chance, erases: bool, same: bool) -> Command {
    let records =
        device.look().records().into_iter().map(|(id, kind, removed)| (id, Kind::from(kind), removed)).collect();
    let mut shown = Shown { records, device, chance, same };
    if shown.any(&Kind::Contact).is_none() || shown.chance.happens(0.45) {
        shown.make()
    } else if erases && shown.chance.happens(0.12) {
        shown.end()
    } else {
        shown.change()
    }
}

/// Draws an edit of one record, if the device shows it.
pub(crate) fn edit(device: &Device, chance: &mut Chance, record: RecordId) -> Option<Command> {
    let records = device.look().records().into_iter().map(|(id, kind, removed)| (id, Kind::from(kind), removed));
    let records: Vec<_> = records.filter(|(id, ..)| *id == record).collect();
    if records.is_empty() { None } else { Some(Shown { records, device, chance, same: false }.edit()) }
}

impl Shown<'_> {
    /// Puts something new into the book.
    fn make(&mut self) -> Command {
        match self.chance.below(10) {
            0 | 1 => Command::AddPlace(NewPlace {
                name: self.words(),
                sector: Some(Sector::PrimaryCare),
                channels: vec![format!("phone:+1 555 01{:02}", self.chance.below(100))],
                ..NewPlace::default()
            }),
            2 | 3 => {
                let at = self.any(&Kind::Contact);
                let roles = if at.is_some() { [self.chance.one_of(ROLES).clone()].into() } else { [].into() };
                Command::AddPerson(NewPerson { name: self.words(), at, roles, ..NewPerson::default() })
            }
            4 => Command::TakeNote(NewNote {
                text: self.words(),
                about: self.any(&Kind::Contact).into_iter().collect(),
                ..NewNote::default()
            }),
            5 => Command::AddReferral(NewReferral {
                direction: self.chance.one_of([Direction::In, Direction::Out].each_ref()).clone(),
                who: self.any(&Kind::Contact),
                via: Some(Via::Phone),
                topic: self.words(),
                ..NewReferral::default()
            }),
            6 => Command::MakePromise(NewPromise {
                text: self.words(),
                to: self.any(&Kind::Contact),
                due: Some(self.day()),
                owes: Owes::Us,
                kind: PromiseKind::FollowUp,
            }),
            7 => Command::Add(Box::new(self.library())),
            8 => self.import(),
            _ => self.visit(),
        }
    }

    fn visit(&mut self) -> Command {
        let place = self.any(&Kind::Contact);
        let mut met: std::collections::BTreeSet<Met> = self.any(&Kind::Contact).map(Met::Contact).into_iter().collect();
        if self.chance.happens(0.3) {
            met.insert(Met::Role(Role::FrontDesk));
        }
        let next = self.chance.happens(0.3).then(|| NextStep { text: self.words(), due: Some(self.day()) });
        Command::LogVisit(NewVisit {
            place,
            met,
            kind: self.chance.one_of([TouchpointKind::Visit, TouchpointKind::Call].each_ref()).clone(),
            state: self.chance.one_of([TouchpointState::Done, TouchpointState::Planned].each_ref()).clone(),
            left: [("cookies".to_owned(), 1)].into(),
            outcome: Some(Outcome::Met),
            note: if self.chance.happens(0.3) { self.words() } else { String::new() },
            next,
            ..NewVisit::default()
        })
    }

    /// Something of the user's own library.
    fn library(&mut self) -> Record {
        let name = self.words();
        if self.chance.happens(0.6) {
            return Item { kind: ItemKind::Gift, name, ..Item::default() }.into();
        }
        let step = Step { order: Some(1.0), title: self.words(), wait_days: Some(7), ..Step::default() };
        let mut playbook = Playbook { name, ..Playbook::default() };
        playbook.step.0.insert("first".to_owned(), step);
        playbook.into()
    }

    /// Several contacts at once; alike, where contents are.
    fn import(&mut self) -> Command {
        let card = Contact { name: self.words(), tag: ["imported".to_owned()].into(), ..Contact::default() };
        let many = self.chance.between(1, 3);
        Command::AddAll((0..many).map(|_| (self.fresh_id(), Record::from(card.clone()))).collect())
    }

    /// Changes something that is there.
    fn change(&mut self) -> Command {
        match self.chance.below(20) {
            0 => self.with(&Kind::Promise, |_, id| Command::KeepPromise { id, by: None }),
            1 | 2 => self.with(&Kind::Referral, |shown, id| Command::AdvanceReferral {
                id,
                step: shown.chance.one_of(STEPS),
                at: None,
            }),
            3 => {
                let kind = self.chance.one_of([Kind::Promise, Kind::Referral, Kind::Contact].each_ref()).clone();
                self.with(&kind, |shown, id| Command::Snooze { id, until: shown.day() })
            }
            4 | 5 => match self.somebody(false) {
                Some(id) => Command::Remove(id),
                None => self.make(),
            },
            6 => match self.somebody(true) {
                Some(id) => Command::Restore(id),
                None => self.make(),
            },
            7 => match (self.any(&Kind::Contact), self.any(&Kind::Contact)) {
                (Some(one), Some(other)) => Command::Merge { one, other },
                _ => self.make(),
            },
            8 => self.with(&Kind::Contact, |_, id| Command::Unmerge(id)),
            9 | 10 => self.settle(),
            _ => self.edit(),
        }
    }

    fn settle(&mut self) -> Command {
        let conflicts = self.device.look().conflicts();
        let Some((id, field, rivals)) = self.chance.pick(&conflicts) else { return self.edit() };
        match self.chance.pick(rivals) {
            Some(choice) => Command::Settle { id: *id, field: field.clone(), choice: *choice },
            None => self.edit(),
        }
    }

    fn edit(&mut self) -> Command {
        let here: Vec<_> = self.records.iter().map(|(id, kind, _)| (*id, kind.clone())).collect();
        let Some((id, kind)) = self.chance.pick(&here).cloned() else { return self.make() };
        let other = self.any(&Kind::Contact).map(|id| id.to_string()).unwrap_or_default();
        let words = self.words();
        let choices = match kind {
            Kind::Contact => vec![
                ("name".to_owned(), words),
                ("address".to_owned(), String::new()),
                ("tag:vip".to_owned(), self.chance.one_of(["yes", "no"]).to_owned()),
                ("tier".to_owned(), self.chance.one_of(["a", "b", ""]).to_owned()),
                (format!("knows:{other}"), "yes".to_owned()),
            ],
            Kind::Touchpoint => vec![
                ("intel".to_owned(), words),
                (format!("met:{other}"), "yes".to_owned()),
                ("left:card".to_owned(), self.chance.one_of(["1", "5", ""]).to_owned()),
            ],
            Kind::Note => vec![
                ("text".to_owned(), if self.chance.happens(0.2) { String::new() } else { words }),
                ("topic".to_owned(), "sleep".to_owned()),
            ],
            Kind::Promise => vec![("text".to_owned(), words), ("due".to_owned(), self.day().to_string())],
            Kind::Referral => vec![("topic".to_owned(), words), ("warm".to_owned(), "yes".to_owned())],
            Kind::Item => vec![("body".to_owned(), words), ("stocked".to_owned(), "+5".to_owned())],
            Kind::Playbook => vec![("trigger".to_owned(), words), ("step:first:title".to_owned(), "Call".to_owned())],
            _ => vec![("niche".to_owned(), words), ("hours:mon".to_owned(), "09:00-17:00".to_owned())],
        };
        let edits = choices.into_iter().filter(|_| self.chance.happens(0.6));
        Command::Edit { id, edits: edits.map(|(field, value)| FieldEdit { field, value }).collect() }
    }

    /// Does what can't be undone.
    fn end(&mut self) -> Command {
        if self.chance.happens(0.3) {
            return self.with(&Kind::Note, |shown, id| Command::Redact { id, text: shown.words() });
        }
        let here: Vec<RecordId> =
            self.records.iter().filter(|(_, kind, _)| *kind != Kind::Practice).map(|(id, ..)| *id).collect();
        match self.chance.pick(&here) {
            Some(id) => Command::Erase(*id),
            None => self.make(),
        }
    }

    fn with(&mut self, kind: &Kind, command: impl FnOnce(&mut Self, RecordId) -> Command) -> Command {
        match self.any(kind) {
            Some(id) => command(self, id),
            None => self.make(),
        }
    }

    fn any(&mut self, of: &Kind) -> Option<RecordId> {
        let here: Vec<RecordId> =
            self.records.iter().filter(|(_, kind, removed)| kind == of && !removed).map(|(id, ..)| *id).collect();
        self.chance.pick(&here).copied()
    }

    fn somebody(&mut self, is_removed: bool) -> Option<RecordId> {
        let fits = |(_, kind, removed): &&(RecordId, Kind, bool)| *kind != Kind::Practice && *removed == is_removed;
        let here: Vec<RecordId> = self.records.iter().filter(fits).map(|(id, ..)| *id).collect();
        self.chance.pick(&here).copied()
    }

    fn words(&mut self) -> String {
        let among = if self.same { 3 } else { 100_000 };
        format!("{} {}", self.chance.one_of(["Oak Street", "Ana Ruiz", "Élan"]), self.chance.below(among))
    }

    fn day(&mut self) -> Day {
        let day = format!("2026-{:02}-{:02}", self.chance.between(1, 12), self.chance.between(1, 28));
        day.parse().expect("it is a day")
    }

    fn fresh_id(&mut self) -> RecordId {
        let mut id = self.chance.bytes();
        // The time of a UUID of version 7 comes first.
        id[..6].copy_from_slice(&[1, 0x9a, 0, 0, 0, 1]);
        RecordId(id)
    }
}

const ROLES: [&Role; 4] = [&Role::FrontDesk, &Role::Provider, &Role::Nurse, &Role::RoutesReferrals];
const STEPS: [ReferralStep; 4] =
    [ReferralStep::Answered, ReferralStep::Scheduled, ReferralStep::Closed, ReferralStep::Thanked];
