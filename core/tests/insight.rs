//! What the book tells of the practice, from records to figures.
#![allow(clippy::unwrap_used, clippy::float_cmp, reason = "a test fails by panicking; halves and quarters are exact")]

mod common;

use common::{Device, edit, first, instant, phone};
use rapport_core::{
    Command,
    command::NewVisit,
    model::{
        Contact, Direction, Form, Instant, Item, ItemKind, Met, Note, NoteKind, Outcome, Promise, PromiseKind,
        PromiseState, RecordId, Referral, Role, Sector, SourceClass, Stage, Touchpoint, TouchpointKind,
    },
    practice::{coverage::Covered, folklore::Origin, readiness::Lack},
};

fn days_ago(days: i64) -> Instant {
    Instant(instant("2026-11-22T14:00:00Z").0 - days * 86_400_000)
}

fn person(book: &Device, name: &str, at: Option<RecordId>, role: Role) -> RecordId {
    let at = at.map(|place| (place, [role].into())).into_iter().collect();
    book.add(Contact { name: name.into(), at, ..Contact::default() })
}

fn meet(book: &Device, place: Option<RecordId>, who: &[RecordId], days: i64, left: &[(&str, i64)]) -> RecordId {
    first(&book.run(Command::LogVisit(NewVisit {
        place,
        met: who.iter().copied().map(Met::Contact).collect(),
        at: Some(days_ago(days)),
        outcome: Some(Outcome::Met),
        left: left.iter().map(|(item, count)| ((*item).to_owned(), *count)).collect(),
        ..NewVisit::default()
    })))
}

fn inbound(book: &Device, from: Option<RecordId>, days: i64, class: SourceClass) -> RecordId {
    book.add(Referral { from, received: Some(days_ago(days)), source_class: Some(class), ..Referral::default() })
}

fn outbound(book: &Device, to: RecordId, days: i64) -> RecordId {
    book.add(Referral {
        direction: Direction::Out,
        to: Some(to),
        received: Some(days_ago(days)),
        ..Referral::default()
    })
}

fn give(book: &Device) -> String {
    book.add(Item { kind: ItemKind::Give, name: "An article".into(), ..Item::default() }).to_string()
}

#[test]
fn an_empty_book_says_that_it_can_say_nothing() {
    let book = phone();
    let overview = book.overview().unwrap();
    assert!(
        !overview.mix.says() && !overview.concentration.says() && !overview.response.says() && !overview.thanks.says()
    );
    assert_eq!((overview.mix.n, overview.mix.needed), (0, 8));
    assert!(
        !book.funnel().unwrap().says() && !book.first_touches().unwrap().says() && !book.conversion().unwrap().says()
    );
    assert!(book.introduced().unwrap().found.origins.is_empty());
}

#[test]
fn the_mix_is_of_twelve_months_and_beside_a_target_that_can_be_edited() {
    let book = phone();
    for days in 1..=6 {
        inbound(&book, None, days, SourceClass::Professional);
    }
    inbound(&book, None, 7, SourceClass::Client);
    inbound(&book, None, 364, SourceClass::Client);
    inbound(&book, None, 365, SourceClass::Client);
    let mix = book.mix().unwrap();
    // Six and two of eight: ½ (|0.75 − 0.4| + |0.25 − 0.4| + |0 − 0.2|) = 0.35.
    assert_eq!((mix.n, mix.says()), (8, true));
    assert!((mix.found.gap - 0.35).abs() < 1e-9, "{mix:?}");
    let practice = book.practice().unwrap().id;
    for (field, value) in [("target:mix_professional", "75"), ("target:mix_client", "25"), ("target:mix_other", "0")] {
        book.edit(practice, field, value);
    }
    assert!(book.mix().unwrap().found.gap.abs() < 1e-9);
    let shipped = book.folklore().unwrap().into_iter().find(|number| number.name == "mix_client").unwrap();
    assert_eq!((shipped.value, shipped.default, shipped.origin), (25.0, 40.0, Origin::Nurture));
}

#[test]
fn if_an_office_dries_up_all_who_work_there_are_lost() {
    let book = phone();
    let oak = book.add(Contact {
        form: Form::Place,
        name: "Oak Street".into(),
        sector: Some(Sector::PrimaryCare),
        ..Contact::default()
    });
    let (lee, ana) =
        (person(&book, "Dr Lee", Some(oak), Role::Provider), person(&book, "Ana", Some(oak), Role::FrontDesk));
    let school = book.add(Contact { name: "Ms Hill".into(), sector: Some(Sector::School), ..Contact::default() });
    for (who, count) in [(lee, 4), (ana, 2), (school, 2)] {
        for days in 1..=count {
            inbound(&book, Some(who), days, SourceClass::Professional);
        }
    }
    let found = book.concentration().unwrap();
    // By person 4, 2, 2 of 8: 0.25 + 0.0625 + 0.0625. By place and by sector 6 and 2: 0.5625 + 0.0625.
    assert_eq!(found.found.by_person.hhi, 0.375);
    assert_eq!((found.found.by_place.hhi, found.found.by_sector.hhi), (0.625, 0.625));
    assert_eq!(found.found.by_sector.sources[0].who, Sector::PrimaryCare);
    assert_eq!(found.found.without_top.unwrap().referrals, 4);
    let loss = book.loss(oak).unwrap();
    assert_eq!((loss.found.referrals, loss.found.left, loss.found.share), (6, 2, 0.75));
}

#[test]
fn a_contact_climbs_the_stages_and_its_page_tells_why() {
    let book = phone();
    let lee = person(&book, "Dr Lee", None, Role::Provider);
    let stage = || book.standing(lee).unwrap().found.standing;
    assert_eq!(stage().stage, Stage::Identified);
    book.add(Note { kind: NoteKind::Fact, about: [lee].into(), at: days_ago(90), ..Note::default() });
    assert_eq!(stage().stage, Stage::Researched);
    for (days, expected) in [(60, Stage::Met), (50, Stage::Met), (40, Stage::Nurturing)] {
        meet(&book, None, &[lee], days, &[]);
        assert_eq!(stage().stage, expected, "{days} days ago");
    }
    inbound(&book, Some(lee), 30, SourceClass::Professional);
    assert_eq!(stage().stage, Stage::FirstReferral);
    outbound(&book, lee, 20);
    let standing = book.standing(lee).unwrap().found;
    assert_eq!(standing.standing.stage, Stage::Partner);
    assert_eq!((standing.touches, standing.first_referral), (3, Some(days_ago(30))));
    assert_eq!(standing.standing.evidence.first_met, Some(days_ago(60)));
    assert_eq!(book.partners().unwrap().found.active[0].who, lee, "everybody's stages are the same as one's own");
    book.edit(lee, "pinned_stage", "met");
    assert_eq!((stage().stage, stage().computed, stage().pinned), (Stage::Met, Stage::Partner, true));
}

#[test]
fn merged_contacts_stand_as_one_and_a_visit_that_named_both_counts_once() {
    let book = phone();
    let (ana, double) =
        (person(&book, "Ana Ruiz", None, Role::FrontDesk), person(&book, "A. Ruiz", None, Role::FrontDesk));
    meet(&book, None, &[ana, double], 30, &[]);
    meet(&book, None, &[double], 20, &[]);
    inbound(&book, Some(double), 10, SourceClass::Professional);
    book.run(Command::Merge { one: ana, other: double });
    for id in [ana, double] {
        let standing = book.standing(id).unwrap();
        assert_eq!((standing.found.touches, standing.found.standing.evidence.inbound), (2, 1));
    }
    let first = book.first_touches().unwrap();
    assert_eq!((first.n, first.found.own.median_touches), (1, Some(2)));
    assert_eq!(book.activity(Some(2026)).unwrap().n, 2);
}

#[test]
fn gives_make_ready_for_an_ask_and_gifts_do_not() {
    let book = phone();
    let lee = person(&book, "Dr Lee", None, Role::Provider);
    let article = give(&book);
    let cookies = book.add(Item { kind: ItemKind::Gift, name: "Cookies".into(), ..Item::default() }).to_string();
    for days in [40, 30] {
        meet(&book, None, &[lee], days, &[(&article, 1)]);
    }
    meet(&book, None, &[lee], 20, &[(&cookies, 1)]);
    let found = book.standing(lee).unwrap().found;
    assert_eq!((found.readiness.gives, found.readiness.lacks), (2, vec![Lack::Gives]));
    assert_eq!(found.reciprocity.value_out.n, 2, "gifts are in no account but their own");
    meet(&book, None, &[lee], 15, &[("cookies", 1)]);
    assert_eq!(book.standing(lee).unwrap().found.readiness.gives, 2, "cookies are a gift, shipped as they are");
    meet(&book, None, &[lee], 10, &[("article", 1)]);
    assert!(book.standing(lee).unwrap().found.readiness.ready);
    let ask = book.add(Promise { kind: PromiseKind::Ask, to: Some(lee), ..Promise::default() });
    assert!(book.standing(lee).unwrap().found.readiness.ready, "it is only meant to be put");
    book.run(Command::PutAsk { id: ask, by: TouchpointKind::Call, at: None });
    assert_eq!(book.standing(lee).unwrap().found.readiness.gives, 0, "an ask uses them up");
    let all = book.reciprocity().unwrap();
    assert_eq!((all.n, all.found.contacts[0].totals.value_out.n), (1, 3));
}

#[test]
fn what_was_promised_and_kept_counts_and_the_clock_of_referrals_runs() {
    let book = phone();
    let oak = book.place("Oak Street");
    let visit = meet(&book, Some(oak), &[], 3, &[]);
    let kept = Promise {
        to: Some(oak),
        due: "2026-11-19".parse().ok(),
        state: PromiseState::Done,
        done_by: Some(visit),
        ..Promise::default()
    };
    book.add(kept);
    book.promise("bring brochures", oak, "2026-11-01");
    let promises = book.kept_promises().unwrap();
    assert_eq!(
        (promises.found.kept.hits, promises.n, promises.found.in_time.hits, promises.found.overdue),
        (1, 2, 1, 1)
    );
    // Monday the 16th, ten o'clock in New York, answered 45 minutes later; thanked two days after.
    let answered = inbound(&book, Some(oak), 0, SourceClass::Professional);
    for (field, at) in [("received", "15:00"), ("answered", "15:45")] {
        book.edit(answered, field, &format!("2026-11-16T{at}:00Z"));
    }
    book.edit(answered, "thanked", "2026-11-18T15:00:00Z");
    let (response, thanks) = (book.response().unwrap(), book.thanks_closure().unwrap());
    assert_eq!((response.found.median_min, response.found.within_an_hour.hits), (Some(45), 1));
    assert_eq!((thanks.found.in_time.hits, thanks.found.owed), (1, 0));
    assert!(!response.says(), "one is too few");
}

#[test]
fn introductions_lead_on_and_wait_for_thanks() {
    let book = phone();
    let lee = person(&book, "Dr Lee", None, Role::Provider);
    let introduced = |name: &str, by: RecordId| {
        book.add(Contact { name: name.into(), introduced_by: [by].into(), ..Contact::default() })
    };
    let kay = introduced("Kay", lee);
    let max = introduced("Max", kay);
    inbound(&book, Some(max), 5, SourceClass::Professional);
    let found = book.introduced().unwrap().found;
    let origin = &found.origins[0];
    assert_eq!((origin.who, origin.descendants, origin.downstream), (lee, 2, 1), "the longer line first");
    assert_eq!(found.unthanked.len(), 2);
    let thanks = Touchpoint {
        kind: TouchpointKind::Mail,
        met: [Met::Contact(lee)].into(),
        about: [kay].into(),
        at: days_ago(1),
        ..Touchpoint::default()
    };
    book.add(thanks);
    let open = book.introduced().unwrap().found.unthanked;
    assert_eq!(open.iter().map(|one| (one.by, one.whom)).collect::<Vec<_>>(), [(kay, max)]);
    // Lee is warm, and introduced Kay, who introduced Max.
    meet(&book, None, &[lee], 3, &[]);
    let paths = book.warm_paths(max).unwrap().paths;
    assert_eq!(paths[0].people.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Dr Lee", "Kay", "Max"]);
    assert!(book.warm_paths(book.place("Elm Clinic")).unwrap().paths.is_empty());
}

#[test]
fn an_office_and_its_channels_are_covered_or_not() {
    let book = phone();
    let oak = book.place("Oak Street");
    let lee = person(&book, "Dr Lee", Some(oak), Role::Provider);
    assert_eq!(book.offices_covered().unwrap().found.provider_only, 1);
    person(&book, "Ana", Some(oak), Role::FrontDesk);
    meet(&book, Some(oak), &[lee], 5, &[]);
    let office = &book.offices_covered().unwrap().found.offices[0];
    assert_eq!(office.parts.each_ref().map(|part| part.covered), [Covered::Known, Covered::Unknown, Covered::Touched]);
    book.edit(lee, "channel:email:lee@example.org", "verified");
    let channels = book.channels_covered().unwrap();
    // Five ways of the office, four of each of the two.
    assert_eq!((channels.n, channels.found.verified.hits, channels.found.verified.n), (3, 1, 13));
}

#[test]
fn gifts_of_a_year_stand_beside_the_limit_and_see_no_referral() {
    let book = phone();
    let oak = book.place("Oak Street");
    let (lee, ana) =
        (person(&book, "Dr Lee", Some(oak), Role::Provider), person(&book, "Ana", Some(oak), Role::FrontDesk));
    let cookies = book.add(Item {
        kind: ItemKind::Gift,
        name: "Cookies".into(),
        cost_minor: Some(1_200),
        signature: true,
        ..Item::default()
    });
    meet(&book, Some(oak), &[lee, ana], 30, &[(&cookies.to_string(), 2)]);
    meet(&book, Some(oak), &[], 20, &[]);
    let year = || book.gift_year(Some(2026)).unwrap().found;
    assert_eq!(year().limit, None, "nobody said where the practice is");
    book.run(edit(book.practice().unwrap().id, "region", "US"));
    let before = year();
    // Two at 12.00 to two people: 12.00 each, of 535.00 for the physician.
    let told = |place: usize| {
        let one = &before.recipients[place];
        (one.who.id, one.cost_minor, one.limit_minor)
    };
    assert_eq!((told(0), told(1)), ((lee, 1_200, Some(53_500)), (ana, 1_200, None)));
    for days in 1..20 {
        inbound(&book, Some(lee), days, SourceClass::Professional);
    }
    assert_eq!(year(), before);
    let activity = book.activity(None).unwrap().found;
    let signature = activity.signature.unwrap();
    assert_eq!((signature.brought.hits, signature.brought.n, signature.streak), (1, 2, 0));
}
