//! On a made-up practice of three years every row of docs/practice.md has something of its own to show.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeSet;

use common::{Device, phone};
use rapport_core::{
    model::{
        Contact, Kind, NoteKind, Outcome, PromiseKind, Record, RecordId, ReferralStatus, Stance, Touchpoint,
        TouchpointKind,
        view::{AskState, Entry, Seeks, Standing, Why},
    },
    practice::{gives::GiveFilter, playbook::library::by_id, stock},
    sample::Sample,
};

/// A book as `rapport sample` makes it, on a Tuesday.
fn book() -> Device {
    let phone = phone();
    phone.world.set("2026-11-24T14:00:00Z");
    phone.add_sample(&phone.sample_wanted(1, 3, 400).unwrap()).unwrap();
    phone
}

fn all(book: &Device, kind: &Kind) -> Vec<Entry> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = book.list(kind, after.as_deref(), 500).unwrap();
        all.extend(page.items);
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

fn touchpoints(book: &Device) -> Vec<Touchpoint> {
    let of = |entry: Entry| if let Record::Touchpoint(one) = entry.record { Some(one) } else { None };
    all(book, &Kind::Touchpoint).into_iter().filter_map(of).collect()
}

fn contacts(book: &Device) -> Vec<(RecordId, Contact)> {
    let of = |entry: Entry| if let Record::Contact(one) = entry.record { Some((entry.id, one)) } else { None };
    all(book, &Kind::Contact).into_iter().filter_map(of).collect()
}

#[test]
fn every_row_of_the_practice_has_something_to_show() {
    let book = book();
    book.is_sound();
    let today = book.today().unwrap();
    let done = touchpoints(&book);
    let any = |fits: &dyn Fn(&Touchpoint) -> bool| done.iter().any(fits);
    let partners = book.partners().unwrap();
    let partner = partners.found.active[0].who;
    let place = book.log_suggestions(None, 1).unwrap().places[0].place.id;
    let asks = book.asks().unwrap();
    let events = book.events().unwrap();
    let activity = book.activity(None).unwrap();
    let ledgers: Vec<_> =
        book.top_ten().unwrap().found.contacts.iter().map(|one| book.value_ledger(one.who).unwrap()).collect();
    let enrolled = book.enrolled(None, None).unwrap();
    let introductions = book.introductions().unwrap();
    let year = book.gift_ledger(Some(2025)).unwrap();
    let stranger =
        book.prospects(None).unwrap().iter().any(|one| !book.warm_paths(one.who.id).unwrap().paths.is_empty());
    let Record::Practice(practice) = book.practice().unwrap().record else { panic!("it is the practice") };
    let rows = [
        (1, !book.sector_gaps(None).unwrap().sectors.is_empty()),
        (2, partners.found.count >= 3 && book.reciprocity().unwrap().found.contacts.len() > 10),
        (3, !book.wording("introduction_call", Some(partner), &Seeks::default(), "").unwrap().text.is_empty()),
        (4, enrolled.iter().any(|one| one.standing == Standing::Finished)),
        (5, book.funnel().unwrap().says()),
        (6, enrolled.iter().any(|one| by_id(one.playbook.id).is_some_and(|of| of.short == "give_first"))),
        (7, !book.share_card(Some(partner)).unwrap().lines.is_empty()),
        (8, book.response().unwrap().says() && !today.unanswered.is_empty()),
        (9, !today.planned.is_empty()),
        (10, !book.thanks().unwrap().is_empty() && book.thanks_closure().unwrap().says()),
        (11, !book.brief(place).unwrap().last.is_empty()),
        (12, book.brief(place).unwrap().length_min == 10),
        (13, !book.stock().unwrap().is_empty() && !book.packing_list(&[place]).unwrap().lines.is_empty()),
        (14, !book.directory("sleep", false).unwrap().entries.is_empty()),
        (
            15,
            all(&book, &Kind::Note)
                .iter()
                .any(|one| matches!(&one.record, Record::Note(one) if one.kind == NoteKind::Learned)),
        ),
        (16, year.lines.len() > 20 && !book.deliveries("holidays").unwrap().stops.is_empty()),
        (17, activity.found.signature.is_some()),
        (18, book.offices_covered().unwrap().found.offices.len() > 50),
        (19, book.sector_gaps(None).unwrap().sectors.iter().filter(|one| one.touched > 0).count() > 8),
        (20, book.mix().unwrap().says()),
        (21, book.conversion().unwrap().says()),
        (22, ledgers.iter().any(|one| one.given > 2 && one.received > 0)),
        (23, enrolled.iter().any(|one| by_id(one.playbook.id).is_some_and(|of| of.short == "about_them"))),
        (24, contacts(&book).iter().any(|(id, _)| book.profile(*id).unwrap().facts.len() > 1)),
        (25, book.gives(None, &GiveFilter::default(), 200).unwrap().iter().any(|one| one.given_anywhere.is_some())),
        (26, book.three_gives(place).unwrap().gives.len() == 3),
        (27, !book.channels_covered().unwrap().found.sorts.is_empty()),
        (28, book.adherence(None).unwrap().iter().any(|one| one.n > 2)),
        (29, !today.steps.is_empty() && enrolled.iter().any(|one| matches!(one.standing, Standing::Paused { .. }))),
        (
            30,
            ["newcomer", "complementary", "recommended", "local_search"]
                .iter()
                .all(|via| contacts(&book).iter().any(|(_, one)| one.found_via.as_deref() == Some(*via))),
        ),
        (31, book.seen_by_clients().unwrap().iter().any(|one| one.who.is_some() && !one.role.is_empty())),
        (32, contacts(&book).iter().any(|(_, one)| one.channel.keys().any(|channel| channel.starts_with("linkedin:")))),
        (33, !book.engagement().unwrap().queue.is_empty()),
        (34, enrolled.iter().any(|one| by_id(one.playbook.id).is_some_and(|of| of.short == "social_first"))),
        (35, stranger && !introductions.asked.is_empty()),
        (36, introductions.made.len() > 3),
        (37, asks.iter().any(|one| !one.seeks.profession.is_empty() && one.state == AskState::Yes)),
        (38, !book.ideal_client_card().unwrap().lines.is_empty()),
        (39, book.benefits().unwrap().len() > 3 && any(&|one| one.left.contains_key("shared_care"))),
        (40, activity.found.weekly.minimum == 5 && book.outreach().unwrap().target == 5),
        (41, book.served(partner).unwrap().received > 0),
        (42, book.concentration().unwrap().says()),
        (43, book.introduced().unwrap().found.origins.iter().any(|one| one.downstream > 0)),
        (44, book.seen_by_clients().unwrap().iter().any(|one| one.role == "doctor")),
        (45, book.needs().unwrap().iter().any(|one| !one.matches.is_empty())),
        (46, book.announcements().unwrap().iter().any(|one| one.told > 5 && one.sectors.len() > 2)),
        (47, book.sector_gaps(None).unwrap().sectors.iter().any(|one| one.touched == 0)),
        (48, enrolled.iter().any(|one| by_id(one.playbook.id).is_some_and(|of| of.short == "after_first_meeting"))),
        (
            49,
            !book.spotlights().unwrap().display.is_empty()
                && book.spotlights().unwrap().rotation.iter().any(|one| one.times > 0),
        ),
        (50, events.new_this_year > 0 && events.items.iter().any(|one| one.times_before > 1 && !one.skill.is_empty())),
        (51, book.top_ten().unwrap().found.claimed > 1_000),
        (52, ledgers.iter().any(|one| one.surprised.is_some())),
        (53, !book.stale_fields(None, 50).unwrap().is_empty()),
        (54, book.first_touches().unwrap().says()),
        (55, !book.no_list().unwrap().is_empty() && asks.iter().any(|one| one.state == AskState::ToAsk)),
    ];
    assert_eq!(rows.map(|(row, _)| row), std::array::from_fn(|row| row + 1));
    let bare: Vec<usize> = rows.iter().filter(|(_, shows)| !shows).map(|(row, _)| *row).collect();
    assert!(bare.is_empty(), "rows that show nothing: {bare:?}");
    assert!(matches!(today.stock[0].line.why, Why::RunsOut { weeks: stock::RATE_WEEKS, .. }));
    assert!(practice.away.len() >= 4 && !practice.holiday.is_empty() && !practice.ideal_client.is_empty());
    assert!(book.inbox(9).unwrap().len() >= 3 && !book.drafts().unwrap().is_empty());
    assert!(any(&|one| one.kind == TouchpointKind::Event) && any(&|one| one.outcome == Some(Outcome::NoAnswer)));
}

#[test]
fn the_book_has_loose_ends_as_books_have() {
    let book = book();
    let contacts = contacts(&book);
    let sample = Sample::of(&book.sample_wanted(1, 3, 400).unwrap());
    assert!(sample.removed.len() > 1 && sample.removed.iter().all(|id| book.get(*id).unwrap().removed));
    let merged = sample.records.iter().filter_map(|(_, record)| match record {
        Record::Contact(contact) => contact.alias_of,
        _ => None,
    });
    let merged: Vec<RecordId> = merged.collect();
    assert!(!merged.is_empty(), "some were in it twice, and are one again");
    assert!(merged.iter().all(|first| book.page(*first).unwrap().aliases.len() == 2));
    assert!(!book.duplicates(20).unwrap().is_empty(), "and some still are");
    assert!(contacts.iter().any(|(_, one)| one.stance == Some(Stance::Declined)));
    let named = |fits: &dyn Fn(&str) -> bool| contacts.iter().filter(|(_, one)| fits(&one.name)).count();
    assert!(named(&|name| !name.is_ascii()) > 40 && named(&|name| name.chars().count() > 45) > 2);
    let promises = all(&book, &Kind::Promise);
    assert!(promises.iter().any(|one| matches!(&one.record, Record::Promise(one) if one.kind == PromiseKind::HandOff)));
    let referrals = all(&book, &Kind::Referral);
    assert!(
        referrals.iter().any(|one| matches!(&one.record, Record::Referral(one) if one.status == ReferralStatus::Open))
    );
}

/// What the sample writes of playbooks is what the engine reads: shipped ones, and steps that they have.
#[test]
fn enrolments_and_steps_are_of_the_shipped_playbooks() {
    let book = book();
    let (mut enrolments, mut steps, mut skipped) = (0, 0, 0);
    let mut shorts = BTreeSet::new();
    for (_, contact) in contacts(&book) {
        for playbook in contact.in_playbook.keys() {
            let known = by_id(playbook.parse().unwrap()).unwrap();
            shorts.insert(known.short);
            enrolments += 1;
        }
        for (key, mark) in &contact.step {
            let (playbook, at) = key.split_once(':').unwrap();
            let step = at.rsplit('.').next().unwrap();
            assert!(by_id(playbook.parse().unwrap()).unwrap().playbook.step.0.contains_key(step), "{key}");
            steps += 1;
            skipped += usize::from(mark.starts_with("skipped"));
        }
    }
    assert_eq!(shorts.len(), 7, "{shorts:?}");
    assert!(enrolments >= 15 && steps >= 20 && skipped >= 1, "{enrolments} {steps} {skipped}");
}
