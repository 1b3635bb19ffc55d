//! Gives, gifts, stock and the library that is shipped.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, desktop_of, first, instant, phone, server::Server};
use rapport_core::{
    Command,
    command::{NewGive, NewNote, NewVisit, ReferralStep},
    model::{
        Contact, Direction, ItemKind, NoteKind, RecordId, Role, Tier, Touchpoint, TouchpointKind, TouchpointState,
        view::{DeliveryReason, GiftReason, GiveReason, Origin, PackReason},
    },
    practice::{gives::GiveFilter, library},
};

fn give(book: &Device, item: &str, to: &[RecordId]) -> RecordId {
    let to = to.iter().copied().collect();
    first(&book.run(Command::LogGive(NewGive { item: item.into(), to, ..NewGive::default() })))
}

fn stock(book: &Device, item: &str, count: i64) {
    book.run(Command::AddStock { item: item.into(), count });
}

fn there(book: &Device, item: &str) -> i64 {
    book.stock().unwrap().into_iter().find(|line| line.item == item).unwrap().there
}

fn noted(book: &Device, kind: NoteKind, text: &str, about: RecordId) {
    let about = [about].into();
    book.run(Command::TakeNote(NewNote { text: text.into(), about, kind, ..NewNote::default() }));
}

#[test]
fn the_library_is_there_before_anything_is_kept_and_holds_what_is_changed() {
    let book = phone();
    let gives = book.library(Some(&ItemKind::Give)).unwrap();
    assert!(gives.len() >= 30 && gives.iter().all(|give| give.origin == Origin::Shipped));
    assert!(book.list(&rapport_core::model::Kind::Item, None, 10).unwrap().items.is_empty(), "nothing is kept");
    let cookies = library::id_of("cookies");
    book.edit(cookies, "signature", "yes");
    let items = book.library(None).unwrap();
    let found = items.iter().find(|item| item.key == "cookies").unwrap();
    assert_eq!((&found.origin, found.item.signature, found.item.name.as_str()), (&Origin::Edited, true, "Cookies"));
    book.undo().unwrap();
    assert!(!book.library(None).unwrap().iter().any(|item| item.item.signature));
    book.run(Command::Remove(library::id_of("fruit")));
    assert!(!book.library(None).unwrap().iter().any(|item| item.key == "fruit"));
    book.run(Command::Restore(library::id_of("fruit")));
    assert!(book.library(None).unwrap().iter().any(|item| item.key == "fruit"));
    book.is_sound();
}

#[test]
fn two_devices_that_stock_the_same_cards_apart_count_both() {
    let phone = phone();
    let desktop = desktop_of(&phone);
    let mut server = Server::default();
    stock(&phone, "card", 100);
    stock(&desktop, "card", 50);
    desktop.edit(library::id_of("card"), "version", "March");
    phone.edit(library::id_of("card"), "cost_minor", "12");
    for _ in 0..2 {
        server.sync(&phone);
        server.sync(&desktop);
    }
    for book in [&phone, &desktop] {
        assert_eq!(there(book, "card"), 150);
        let items = book.library(None).unwrap();
        let card = &items.iter().find(|item| item.key == "card").unwrap().item;
        assert_eq!((card.version.as_str(), card.cost_minor, card.name.as_str()), ("March", Some(12), "Business card"));
        assert!(book.conflicts(10).unwrap().is_empty(), "they agree on what is shipped");
        book.is_sound();
    }
}

#[test]
fn stock_is_what_came_less_what_was_left_and_follows_every_correction() {
    let book = phone();
    let oak = book.place("Oak Street");
    stock(&book, "card", 20);
    let left = |count| [("card".to_owned(), count)].into();
    let visit =
        first(&book.run(Command::LogVisit(NewVisit { place: Some(oak), left: left(5), ..NewVisit::default() })));
    assert_eq!(there(&book, "card"), 15);
    book.edit(visit, "left:card", "8");
    assert_eq!(there(&book, "card"), 12);
    book.run(Command::Remove(visit));
    assert_eq!(there(&book, "card"), 20);
    book.undo().unwrap();
    assert_eq!(there(&book, "card"), 12);
    let planned = TouchpointState::Planned;
    book.run(Command::LogVisit(NewVisit { place: Some(oak), left: left(3), state: planned, ..NewVisit::default() }));
    assert_eq!(there(&book, "card"), 12, "what is planned is not gone yet");
    book.is_sound();
    book.rebuild().unwrap();
    assert_eq!(there(&book, "card"), 12);
    book.run(Command::Erase(visit));
    assert_eq!(there(&book, "card"), 20);
    book.is_sound();
}

#[test]
fn a_give_that_was_given_goes_to_the_end_and_stands_in_the_ledger() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    let filter = GiveFilter { channel: Some("call".into()), ..GiveFilter::default() };
    let next = || book.gives(Some(lee), &filter, 50).unwrap();
    let once = next()[0].give.key.clone();
    give(&book, &once, &[lee]);
    let after = next();
    assert_eq!(after.last().unwrap().give.key, once);
    assert!(after.last().unwrap().reasons.contains(&GiveReason::Lately));
    let surprise = NewGive { item: "book".into(), to: [lee].into(), surprise: true, ..NewGive::default() };
    book.run(Command::LogGive(surprise));
    let received =
        NewGive { item: "shared_care".into(), to: [lee].into(), direction: Some(Direction::In), ..NewGive::default() };
    book.run(Command::LogGive(received));
    let ledger = book.value_ledger(lee).unwrap();
    assert_eq!((ledger.given, ledger.received, ledger.surprised.is_some()), (2, 1, true));
    assert!(ledger.lines.iter().any(|line| line.benefit && line.direction == Direction::In));
    assert!(ledger.lines.iter().all(|line| line.cost_minor.is_none()), "value is no gift");
}

#[test]
fn three_gives_for_the_next_visit_fit_what_they_need() {
    let book = phone();
    let oak = book.place("Oak Street");
    let ana = book.person("Ana Ruiz", Some(oak));
    noted(&book, NoteKind::Need, "training for two new nurses", oak);
    let plan = Touchpoint {
        place: Some(oak),
        state: TouchpointState::Planned,
        at: instant("2026-11-25T15:00:00Z"),
        ..Touchpoint::default()
    };
    let plan = book.add(plan);
    let three = book.three_gives(oak).unwrap();
    assert_eq!(three.visit.map(|(id, _)| id), Some(plan));
    assert_eq!(three.gives.len(), 3);
    assert!(three.gives[0].reasons.contains(&GiveReason::Need { word: "training".into() }), "{:?}", three.gives[0]);
    let of_ana = book.three_gives(ana).unwrap();
    assert!(of_ana.gives[0].reasons.iter().any(|reason| matches!(reason, GiveReason::Need { .. })), "her place's need");
}

#[test]
fn bringing_two_together_is_a_give_to_both_and_news_reaches_whom_it_reached() {
    let book = phone();
    let (lee, ana, bo) = (book.kept("Dr Lee", Tier::A), book.kept("Ana", Tier::B), book.kept("Bo", Tier::A));
    give(&book, "introduction", &[lee, ana]);
    for who in [lee, ana] {
        assert_eq!(book.value_ledger(who).unwrap().lines[0].item, "introduction");
    }
    let told = give(&book, "announcement", &[lee, ana]);
    assert_eq!(book.touchpoint(told).kind, TouchpointKind::Announcement);
    let reached = book.reached("announcement").unwrap();
    assert_eq!(reached.had.len(), 2);
    assert_eq!(reached.not_yet.iter().map(|who| who.id).collect::<Vec<_>>(), [bo]);
}

#[test]
fn what_is_given_must_be_known_and_given_to_somebody() {
    let book = phone();
    let lee = book.person("Dr Lee", None);
    for bad in [
        NewGive { item: "nothing_like_it".into(), to: [lee].into(), ..NewGive::default() },
        NewGive { item: "cookies".into(), ..NewGive::default() },
        NewGive { item: "cookies".into(), to: [lee].into(), count: Some(0), ..NewGive::default() },
        NewGive { item: "cookies".into(), to: [lee].into(), cost_minor: Some(-1), ..NewGive::default() },
        NewGive { item: "cookies".into(), to: [RecordId([3; 16])].into(), ..NewGive::default() },
    ] {
        assert!(book.book.run(Command::LogGive(bad)).is_err());
    }
    assert!(book.timeline(None, None, 10).unwrap().items.is_empty());
}

/// The rule that keeps gifts and referrals apart: nothing that is suggested, listed or summed up changes with them.
#[test]
fn no_gift_follows_a_referral() {
    let book = phone();
    book.edit(book.practice().unwrap().id, "region", "US");
    book.edit(book.practice().unwrap().id, "cap:gift_year", "5000");
    let oak = book.place("Oak Street");
    let ana = book.person("Ana Ruiz", Some(oak));
    book.edit(oak, "tier", "a");
    book.edit(library::id_of("cookies"), "signature", "yes");
    let july = NewGive {
        item: "pie".into(),
        to: [oak].into(),
        at: Some(instant("2026-07-02T15:00:00Z")),
        ..NewGive::default()
    };
    book.run(Command::LogGive(july));
    let seen = || {
        (
            book.gift_card(oak, 366).unwrap(),
            book.gift_card(ana, 366).unwrap(),
            book.deliveries("independence_day").unwrap(),
            book.gift_ledger(None).unwrap(),
            book.packing_list(&[oak]).unwrap(),
            book.occasions(366).unwrap(),
            book.three_gives(oak).unwrap().gives,
        )
    };
    let before = seen();
    assert!(!before.0.suggestions.is_empty());
    for n in 0..12 {
        let way = if n % 3 == 0 { Direction::Out } else { Direction::In };
        let id = book.referral(way, if n % 2 == 0 { oak } else { ana });
        for step in [ReferralStep::Answered, ReferralStep::Started, ReferralStep::Closed, ReferralStep::Thanked] {
            if n % 4 == 0 {
                book.run(Command::AdvanceReferral { id, step, at: None });
            }
        }
        assert_eq!(seen(), before, "after {} referrals", n + 1);
    }
}

#[test]
fn the_gift_of_last_july_comes_again_with_its_warning_and_its_cap() {
    let book = phone();
    let practice = book.practice().unwrap().id;
    book.edit(practice, "region", "US");
    book.edit(practice, "cap:gift_year", "2000");
    let oak = book.place("Oak Street");
    let ana = book.person("Ana Ruiz", Some(oak));
    noted(&book, NoteKind::Allergy, "egg", ana);
    let at = Some(instant("2026-07-02T15:00:00Z"));
    book.run(Command::LogGive(NewGive { item: "pie".into(), to: [oak].into(), at, ..NewGive::default() }));
    book.world.set("2027-06-20T14:00:00Z");
    let card = book.gift_card(oak, 20).unwrap();
    let pie = card.suggestions.iter().find(|one| one.gift.key == "pie").unwrap();
    assert_eq!(pie.reason, GiftReason::EveryYear { last: "2026-07-02".parse().unwrap() });
    assert_eq!((pie.clashes.as_slice(), card.allergies[0].who.name.as_str()), (&["egg".to_owned()][..], "Ana Ruiz"));
    assert_eq!((card.given_minor, card.cap_minor, pie.over_cap), (0, Some(2000), false));
    let list = book.deliveries("independence_day").unwrap();
    assert_eq!(list.stops.len(), 1);
    assert_eq!((list.stops[0].because, list.stops[0].delivered), (DeliveryReason::LastTime, None));
    assert_eq!((list.stops[0].people, list.stops[0].allergies.len()), (1, 1));
    book.run(Command::LogGive(NewGive {
        item: "pie".into(),
        to: [oak].into(),
        cost_minor: Some(2500),
        ..NewGive::default()
    }));
    let list = book.deliveries("independence_day").unwrap();
    assert_eq!(list.stops[0].delivered.unwrap().to_string(), "2027-06-20");
    let ledger = book.gift_ledger(Some(2027)).unwrap();
    assert_eq!((ledger.totals[0].cost_minor, ledger.totals[0].over), (2500, true));
    assert_eq!(book.gift_ledger(Some(2026)).unwrap().totals[0].cost_minor, 1400, "as the library says, if nobody did");
}

#[test]
fn a_physicians_year_is_the_laws_and_the_front_desks_is_not() {
    let book = phone();
    book.edit(book.practice().unwrap().id, "region", "US");
    let oak = book.place("Oak Street");
    let ana = book.person("Ana Ruiz", Some(oak));
    let at = [(oak, [Role::Provider].into())].into();
    let lee = book.add(Contact { name: "Dr Lee".into(), at, ..Contact::default() });
    let cap = |who| book.gift_card(who, 30).unwrap().cap_minor;
    assert_eq!((cap(lee), cap(ana)), (Some(53_500), None));
    book.edit(book.practice().unwrap().id, "cap:gift_year", "5000");
    assert_eq!((cap(lee), cap(ana)), (Some(5_000), Some(5_000)));
    book.edit(book.practice().unwrap().id, "cap:gift_year", "");
    book.edit(oak, "sector", "law");
    assert_eq!(cap(lee), None, "who owns a law firm is no physician");
    book.edit(lee, "sector", "psychiatry");
    assert_eq!(cap(lee), Some(53_500), "their own field comes before their place's");
    book.edit(book.practice().unwrap().id, "currency", "EUR");
    assert_eq!(cap(lee), None);
}

#[test]
fn the_ledger_tells_each_the_limit_that_holds_for_them() {
    let book = phone();
    let practice = book.practice().unwrap().id;
    book.edit(practice, "region", "US");
    let oak = book.place("Oak Street");
    let ana = book.person("Ana Ruiz", Some(oak));
    let at = [(oak, [Role::Provider].into())].into();
    let lee = book.add(Contact { name: "Dr Lee".into(), at, ..Contact::default() });
    for who in [ana, lee] {
        let cost_minor = Some(60_000);
        book.run(Command::LogGive(NewGive {
            item: "cookies".into(),
            to: [who].into(),
            cost_minor,
            ..NewGive::default()
        }));
    }
    let limits = |year| {
        let ledger = book.gift_ledger(Some(year)).unwrap();
        let of = |who| {
            let total = ledger.totals.iter().find(|total| total.who.id == who);
            total.map(|total| (total.limit_minor, total.over))
        };
        (ledger.cap_minor, ledger.law_minor, of(lee), of(ana))
    };
    assert_eq!(limits(2026), (None, Some(53_500), Some((Some(53_500), true)), Some((None, false))));
    assert_eq!(limits(2019), (None, None, None, None));
    book.edit(practice, "cap:gift_year", "70000");
    assert_eq!(limits(2026), (Some(70_000), Some(53_500), Some((Some(53_500), true)), Some((Some(70_000), false))));
    book.edit(practice, "region", "GB");
    assert_eq!(limits(2026), (Some(70_000), None, Some((Some(70_000), false)), Some((Some(70_000), false))));
}

#[test]
fn whoever_always_brings_cookies_is_reminded_and_counted() {
    let book = phone();
    book.edit(library::id_of("cookies"), "signature", "yes");
    let oak = book.place("Oak Street");
    for year in ["2024", "2025", "2026"] {
        let at = Some(instant(&format!("{year}-07-02T15:00:00Z")));
        book.run(Command::LogGive(NewGive { item: "cookies".into(), to: [oak].into(), at, ..NewGive::default() }));
    }
    assert_eq!(book.gift_card(oak, 30).unwrap().streak_years, 3);
    assert!(
        !book.packing_list(&[oak]).unwrap().lines.iter().any(|line| line.item == "cookies"),
        "they had them this year"
    );
    book.world.set("2027-02-01T14:00:00Z");
    let packed = book.packing_list(&[oak]).unwrap();
    assert!(packed.lines.iter().any(|line| line.stops[0].1 == PackReason::Signature));
}

#[test]
fn a_packing_list_has_what_they_lack_what_was_promised_and_what_is_always_taken() {
    let book = phone();
    let oak = book.place("Oak Street");
    book.promise("bring the sleep diary", oak, "2026-12-01");
    stock(&book, "card", 3);
    let left = [("brochure".to_owned(), 2)].into();
    book.run(Command::LogVisit(NewVisit { place: Some(oak), left, ..NewVisit::default() }));
    let list = book.packing_list(&[oak]).unwrap();
    let card = list.lines.iter().find(|line| line.item == "card").unwrap();
    assert_eq!((card.count, card.there), (5, Some(3)), "five are taken, three are there");
    assert!(!list.lines.iter().any(|line| line.item == "brochure" || line.item == "resume"));
    assert_eq!(list.promised[0].text, "bring the sleep diary");
    assert!(list.always.len() >= 5);
    let spring = rapport_core::model::Item {
        kind: ItemKind::Material,
        name: "Brochure".into(),
        version: "spring".into(),
        topic: "brochure".into(),
        ..rapport_core::model::Item::default()
    };
    let spring = book.add(spring);
    assert_eq!(book.left_behind(oak).unwrap()[0].outdated_by, Some(spring.to_string()));
    let list = book.packing_list(&[oak]).unwrap();
    let line = list.lines.iter().find(|line| line.item == spring.to_string()).unwrap();
    assert_eq!((line.count, line.stops[0].1), (2, PackReason::Outdated));
}

#[test]
fn partners_are_shown_in_turn_and_their_cards_run_low() {
    let book = phone();
    let lee = book.kept("Dr Lee", Tier::A);
    let ana = book.kept("Ana", Tier::B);
    book.add(Contact { name: "A rival".into(), tier: Some(Tier::A), competitor: true, ..Contact::default() });
    let next = || book.spotlights().unwrap().rotation.into_iter().map(|turn| turn.who.id).collect::<Vec<_>>();
    assert_eq!(next(), [ana, lee]);
    give(&book, "spotlight", &[ana]);
    assert_eq!(next(), [lee, ana]);
    let cards = rapport_core::model::Item {
        kind: ItemKind::Material,
        name: "Dr Lee's cards".into(),
        owner: lee.to_string(),
        stocked: rapport_core::model::Stock(20),
        ..rapport_core::model::Item::default()
    };
    let cards = book.add(cards);
    stock(&book, &cards.to_string(), -16);
    let shown = &book.spotlights().unwrap().display[0];
    assert_eq!((shown.there, shown.low, shown.owner.as_ref().unwrap().id), (4, true, lee));
    assert!(book.stock().unwrap().is_empty(), "theirs is not ours to order");
}
