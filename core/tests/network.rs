//! The network in the user's words: sectors, the directory, needs, introductions, prospects, what to confirm again.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, desktop_of, edit, first, phone, server::Server};
use rapport_core::{
    Command,
    command::{NewIntake, NewIntroduction, NewNote, SeenByClient, SeenName},
    model::{
        Contact, Direction, Item, ItemKind, Kind, NoteKind, Promise, PromiseKind, Record, RecordId, ReferralStatus,
        Sector, SourceClass, Stance, TouchpointKind,
        view::{Entry, MatchedBy},
    },
    practice::serving::INTRODUCTION_TO,
};

fn helps_with(book: &Device, name: &str, sector: Option<Sector>, helps: &[&str]) -> RecordId {
    let helps = helps.iter().map(|topic| (*topic).to_owned()).collect();
    book.add(Contact { name: name.into(), sector, helps, ..Contact::default() })
}

fn note(book: &Device, kind: NoteKind, text: &str, about: RecordId) -> RecordId {
    first(&book.run(Command::TakeNote(NewNote {
        text: text.into(),
        about: [about].into(),
        kind,
        ..NewNote::default()
    })))
}

fn introduce(one: RecordId, other: RecordId) -> Command {
    Command::Introduce(NewIntroduction { one, other, by: TouchpointKind::Email, at: None })
}

#[test]
fn who_sees_your_clients_and_was_never_met_comes_first_whatever_the_sector() {
    let book = phone();
    book.edit(book.practice().unwrap().id, "niche", "Divorce coaching");
    let lawyer = book.add(Contact { name: "Cole".into(), sector: Some(Sector::Law), ..Contact::default() });
    book.add(Contact { name: "Pastor Lund".into(), sector: Some(Sector::Faith), ..Contact::default() });
    let before = book.sector_gaps(None).unwrap();
    assert_eq!(before.pack.as_deref(), Some("divorce"));
    let law = before.sectors.iter().find(|one| one.sector == Sector::Law).unwrap();
    assert!(law.professions.contains(&"family_lawyer".to_owned()) && law.touched == 0 && law.contacts == 1);
    assert!(before.sectors[0].touched == 0 && !before.sectors[0].professions.is_empty());
    book.visit(lawyer, &[]);
    let after = book.sector_gaps(None).unwrap();
    assert_eq!(after.sectors.last().map(|one| (&one.sector, one.touched)), Some((&Sector::Law, 1)));
    let faith = after.sectors.iter().find(|one| one.sector == Sector::Faith).unwrap();
    assert!(faith.contacts == 1 && faith.professions == ["minister"], "a minister needs no registry's number");
    assert_eq!(book.sector_gaps(Some("weight loss")).unwrap().pack.as_deref(), Some("weight"));
}

#[test]
fn if_you_cant_help_you_find_who_can_and_never_a_competitor() {
    let book = phone();
    let lee = helps_with(&book, "Dr Lee", Some(Sector::Neurology), &["sleep apnoea", "migraine"]);
    let osei = helps_with(&book, "Dr Osei", None, &["sleep"]);
    let rival = helps_with(&book, "Dr Rival", None, &["sleep apnoea"]);
    helps_with(&book, "Gym", None, &["back pain"]);
    book.edit(rival, "competitor", "yes");
    book.referral(Direction::Out, osei);
    note(&book, NoteKind::Vetting, "careful, answers within a day", osei);
    let found = book.directory("somebody for sleep", false).unwrap();
    let names: Vec<&str> = found.entries.iter().map(|one| one.who.name.as_str()).collect();
    assert_eq!((names.as_slice(), found.competitors), (&["Dr Osei", "Dr Lee"][..], 1), "who was vetted comes first");
    assert_eq!(
        (found.entries[0].sent, found.entries[0].vetting.as_slice()),
        (1, &["careful, answers within a day".to_owned()][..])
    );
    assert_eq!(book.directory("sleep apnoea", false).unwrap().entries[0].who.id, lee, "who answers more of it");
    assert_eq!(book.directory("sleep", true).unwrap().entries.last().unwrap().who.id, rival);
    assert_eq!(book.directory("", false).unwrap().entries.len(), 3, "everybody who helps with something");
}

#[test]
fn a_hand_off_is_a_promise_until_it_is_kept() {
    let book = phone();
    let lee = helps_with(&book, "Dr Lee", None, &["sleep"]);
    let promise = Promise {
        kind: PromiseKind::HandOff,
        to: Some(lee),
        text: "hand over".into(),
        seeks_need: "sleep".into(),
        due: "2026-11-22".parse().ok(),
        ..Promise::default()
    };
    let id = book.add(promise);
    assert_eq!(book.directory("sleep", false).unwrap().hand_offs[0].id, id);
    assert_eq!(book.today().unwrap().promises[0].id, id);
    book.run(Command::KeepPromise { id, by: None });
    assert!(book.directory("sleep", false).unwrap().hand_offs.is_empty());
}

#[test]
fn a_need_meets_what_you_can_give_and_whom_you_know_until_it_is_met() {
    let book = phone();
    book.edit(book.practice().unwrap().id, "niche", "sleep");
    let oak = book.place("Oak Street");
    helps_with(&book, "Dr Lee", None, &["insomnia", "sleep apnoea"]);
    let rival = helps_with(&book, "Dr Rival", None, &["sleep"]);
    book.edit(rival, "competitor", "yes");
    book.add(Item { kind: ItemKind::Material, name: "Sleep hygiene handout".into(), ..Item::default() });
    let need = note(&book, NoteKind::Need, "a handout on sleep apnoea", oak);
    let needs = book.needs().unwrap();
    let matched: Vec<(MatchedBy, &str)> = needs[0].matches.iter().map(|one| (one.by, one.name.as_str())).collect();
    let expected =
        [(MatchedBy::Give, "Sleep hygiene handout"), (MatchedBy::Contact, "Dr Lee"), (MatchedBy::Practice, "sleep")];
    assert_eq!(matched[..3], expected);
    let others: Vec<&str> = matched[3..].iter().map(|(_, name)| *name).collect();
    assert!(others.iter().all(|name| name.contains("handout")), "shipped gives of that sort follow: {others:?}");
    assert_eq!(needs[0].of[0].name, "Oak Street");
    book.edit(need, "resolved", "2026-11-22T14:00:00Z");
    assert!(book.needs().unwrap().is_empty());
    assert_eq!(book.served(oak).unwrap().needs_met, 1);
}

#[test]
fn one_asks_whoever_is_nearest_to_somebody_one_does_not_know() {
    let book = phone();
    let [ana, lee, osei, zhao] = ["Ana", "Dr Lee", "Dr Osei", "Dr Zhao"].map(|name| book.person(name, None));
    book.edit(ana, &format!("knows:{lee}"), "yes");
    book.edit(lee, &format!("knows:{osei}"), "yes");
    book.edit(osei, &format!("introduced_by:{zhao}"), "yes");
    assert!(book.warm_paths(osei).unwrap().paths.is_empty(), "nobody was met yet");
    book.visit(book.place("Oak Street"), &[ana]);
    let ways = book.warm_paths(osei).unwrap();
    let names: Vec<&str> = ways.paths[0].people.iter().map(|named| named.name.as_str()).collect();
    assert_eq!((names.as_slice(), ways.paths.len(), ways.met), (&["Ana", "Dr Lee", "Dr Osei"][..], 1, None));
    let ask = Promise {
        kind: PromiseKind::Ask,
        to: Some(ana),
        text: "ask".into(),
        seeks_need: format!("{INTRODUCTION_TO}Dr Osei"),
        ..Promise::default()
    };
    let ask = book.add(ask);
    let after = book.warm_paths(osei).unwrap();
    assert!(after.paths.is_empty(), "who was asked is not asked twice");
    book.run(Command::KeepPromise { id: ask, by: None });
    book.edit(ask, "answer", "wrote to her");
    let asked = &book.introductions().unwrap().asked[0];
    assert_eq!((asked.to.as_str(), asked.answer.as_str()), ("Dr Osei", "wrote to her"));
}

#[test]
fn connecting_two_people_is_a_give_to_both_and_one_command() {
    let book = phone();
    let (ana, lee) = (book.person("Ana", None), book.person("Dr Lee", None));
    book.run(introduce(ana, lee));
    assert!(book.contact(ana).knows.contains(&lee) && book.contact(lee).knows.contains(&ana));
    let made = book.introductions().unwrap().made;
    assert_eq!(made[0].people.len(), 2);
    for who in [ana, lee] {
        let served = book.served(who).unwrap();
        assert_eq!((served.introductions, served.gives), (1, 1));
    }
    assert!(book.book.run(introduce(ana, ana)).is_err());
    book.undo().unwrap();
    assert!(book.introductions().unwrap().made.is_empty() && book.contact(ana).knows.is_empty());
    book.is_sound();
}

#[test]
fn an_introduction_made_while_the_other_device_was_offline_stands_beside_its_own() {
    let book = phone();
    let [ana, lee, osei] = ["Ana", "Dr Lee", "Dr Osei"].map(|name| book.person(name, None));
    let desktop = desktop_of(&book);
    let mut server = Server::default();
    for device in [&book, &desktop] {
        server.sync(device);
    }
    book.run(introduce(ana, lee));
    desktop.run(introduce(ana, osei));
    for device in [&book, &desktop, &book] {
        server.sync(device);
    }
    for device in [&book, &desktop] {
        assert_eq!(device.introductions().unwrap().made.len(), 2);
        assert_eq!(device.contact(ana).knows, [lee, osei].into());
        device.is_sound();
    }
}

#[test]
fn clients_are_counted_by_whom_they_see_and_whom_they_see_is_worth_meeting() {
    let book = phone();
    let practice = book.practice().unwrap().id;
    let (lee, osei) = (book.person("Dr Lee", None), book.person("Dr Osei", None));
    for who in [lee, osei, osei] {
        note(&book, NoteKind::Sees, "", who);
    }
    let spouse =
        NewNote { about: [practice].into(), kind: NoteKind::Sees, topic: "spouse".into(), ..NewNote::default() };
    book.run(Command::TakeNote(spouse));
    let seen = book.seen_by_clients().unwrap();
    assert_eq!((seen[0].who.as_ref().unwrap().name.as_str(), seen[0].count), ("Dr Osei", 2));
    assert!(seen.iter().any(|one| one.who.is_none() && one.role == "spouse"), "a role, and nobody's name");
    assert!(book.inbox(9).unwrap().is_empty(), "a tally waits for nothing");
    let popular = book.prospects(Some("popular")).unwrap();
    assert_eq!(popular.iter().map(|one| one.seen_by).collect::<Vec<_>>(), [2, 1]);
    book.visit(book.place("Oak Street"), &[osei]);
    assert_eq!(book.prospects(None).unwrap().len(), 1, "who was met is no prospect any more");
}

#[test]
fn what_a_first_session_told_is_kept_whole_or_not_at_all_and_undone_as_one() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    let sees = |role: &str, who| SeenByClient { role: role.into(), who };
    let new = |name: &str| SeenName::New(name.into());
    let told = NewIntake {
        sees: vec![
            sees("doctor", SeenName::Known(lee)),
            sees("spouse", SeenName::Untold),
            sees("teacher", new("Dr. Novák")),
            sees("", new("dr novak")),
        ],
        source: Some(SourceClass::Professional),
        from: Some(lee),
    };
    let refused = |change: &dyn Fn(&mut NewIntake)| {
        let mut told = told.clone();
        change(&mut told);
        assert!(book.book.run(Command::CountIntake(told)).is_err());
        assert!(book.seen_by_clients().unwrap().is_empty() && book.who("novak", 9).unwrap().is_empty());
    };
    refused(&|told| told.sees[1].who = new("Tom Smith"));
    refused(&|told| told.sees[3].role = "dragon".into());
    refused(&|told| told.source = None);
    refused(&|told| told.from = Some(book.practice().unwrap().id));
    book.run(Command::CountIntake(told.clone()));
    assert_eq!(book.seen_by_clients().unwrap().iter().map(|one| one.count).sum::<u64>(), 4);
    assert_eq!(book.who("novak", 9).unwrap().len(), 1, "named twice, put into the book once");
    let referrals = book.list(&Kind::Referral, None, 9).unwrap().items;
    let [Entry { record: Record::Referral(referral), .. }] = &referrals[..] else { panic!("{referrals:?}") };
    assert_eq!(
        (referral.from, &referral.status, referral.answered),
        (Some(lee), &ReferralStatus::Started, referral.received)
    );
    assert_eq!(book.undo().unwrap().unwrap().command, "count_intake");
    assert!(book.seen_by_clients().unwrap().is_empty() && book.who("novak", 9).unwrap().is_empty());
    assert!(book.list(&Kind::Referral, None, 9).unwrap().items.is_empty());
    book.is_sound();
}

#[test]
fn prospects_are_told_apart_by_how_they_were_found() {
    let book = phone();
    let found = |name: &str, via: &str| {
        book.add(Contact { name: name.into(), found_via: Some(via.into()), ..Contact::default() })
    };
    found("Dr New", "newcomer");
    let known = found("Dr Known", "recommended");
    let declined = found("Dr No", "newcomer");
    book.run(edit(declined, "stance", Stance::Declined.as_str()));
    let ana = book.person("Ana", None);
    book.edit(ana, &format!("knows:{known}"), "yes");
    let names = |via| -> Vec<String> { book.prospects(via).unwrap().into_iter().map(|one| one.who.name).collect() };
    assert_eq!(names(None), ["Dr Known", "Dr New"], "who is known by somebody comes first");
    assert_eq!(names(Some("newcomer")), ["Dr New"]);
    assert_eq!(book.prospects(Some("recommended")).unwrap()[0].known_by[0].name, "Ana");
}

#[test]
fn partners_are_good_for_more_than_referrals() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    let training = NewNote {
        text: "joint workshop".into(),
        about: [lee].into(),
        kind: NoteKind::Fact,
        topic: "benefit:training".into(),
    };
    let id = first(&book.run(Command::TakeNote(training)));
    note(&book, NoteKind::Fact, "has two children", lee);
    let benefits = book.benefits().unwrap();
    assert_eq!((benefits.len(), benefits[0].sort.as_str(), benefits[0].ended), (1, "training", None));
    book.edit(id, "resolved", "2026-11-22T14:00:00Z");
    assert!(book.benefits().unwrap()[0].ended.is_some());
}
