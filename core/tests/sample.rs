//! A made-up practice is whole, believable, and the same wherever it is made.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Weekday};
use chrono_tz::Tz;
use common::phone;
use rapport_core::{
    model::{
        Direction, Kind, Met, NoteKind, Outcome, PromiseKind, PromiseState, Record, Touchpoint, TouchpointKind,
        TouchpointState,
    },
    sample::{Sample, Wanted},
};

const ZONE: Tz = Tz::America__New_York;

fn wanted(seed: u64, contacts: u32) -> Wanted {
    Wanted { seed, today: "2026-11-24".parse().unwrap(), zone: ZONE, years: 3, contacts, touchpoints: None }
}

fn touchpoints(sample: &Sample) -> Vec<&Touchpoint> {
    let all = sample
        .records
        .iter()
        .filter_map(|(_, record)| if let Record::Touchpoint(one) = record { Some(one) } else { None });
    all.collect()
}

#[test]
fn the_same_wishes_make_the_same_practice_and_another_seed_another() {
    assert_eq!(Sample::of(&wanted(7, 120)), Sample::of(&wanted(7, 120)));
    assert_ne!(Sample::of(&wanted(7, 120)), Sample::of(&wanted(8, 120)));
}

#[test]
fn a_book_made_from_it_is_sound_and_has_something_for_today() {
    let phone = phone();
    let mut wanted = phone.sample_wanted(3, 1, 80).unwrap();
    wanted.touchpoints = Some(200);
    let added = phone.add_sample(&wanted).unwrap();
    phone.is_sound();
    assert!(added.records["contact"] >= 80 && added.records["touchpoint"] > 60, "{added:?}");
    let Record::Practice(practice) = phone.practice().unwrap().record else { panic!("it is the practice") };
    assert_eq!((practice.name.as_str(), practice.target["mix_professional"]), ("Riverside Therapy", 40));
    assert!(!phone.list(&Kind::Item, None, 10).unwrap().items.is_empty());
    assert!(!phone.today().unwrap().losing_touch.is_empty());
}

#[test]
fn nothing_made_up_is_mixed_with_what_is_real() {
    let phone = phone();
    phone.place("Oak Street Family Medicine");
    let wanted = phone.sample_wanted(1, 1, 50).unwrap();
    let refused = phone.add_sample(&wanted).unwrap_err();
    assert!(refused.to_string().contains("empty"), "{refused}");
    assert_eq!(phone.list(&Kind::Contact, None, 10).unwrap().items.len(), 1);
}

#[test]
fn three_years_have_seasons_habits_and_failures() {
    let sample = Sample::of(&wanted(1, 400));
    let touchpoints = touchpoints(&sample);
    let done: Vec<_> = touchpoints.iter().filter(|one| one.state == TouchpointState::Done).collect();
    assert!((1_500..5_000).contains(&done.len()), "{} touchpoints", done.len());
    let in_months = |months: &[u32]| {
        let visits = done
            .iter()
            .filter(|one| one.kind == TouchpointKind::Visit && months.contains(&one.at.day_in(ZONE).month()));
        visits.count()
    };
    assert!(in_months(&[7, 8]) * 3 < in_months(&[9, 10]) * 2, "summers are slow");
    let gifts: BTreeSet<u32> =
        done.iter().filter(|one| one.kind == TouchpointKind::GiftDrop).map(|one| one.at.day_in(ZONE).month()).collect();
    assert!(
        gifts.contains(&12) && (gifts.contains(&6) || gifts.contains(&7)),
        "cookies at Christmas and in July: {gifts:?}"
    );
    assert!(done.iter().all(|one| !matches!(one.at.day_in(ZONE).weekday(), Weekday::Sat | Weekday::Sun)
        || one.kind == TouchpointKind::Mail
        || one.kind == TouchpointKind::Email));
    let share = |fits: &dyn Fn(&Touchpoint) -> bool| done.iter().filter(|one| fits(one)).count() * 100 / done.len();
    assert!(
        share(&|one| matches!(one.outcome, Some(Outcome::NoAnswer | Outcome::LeftMessage | Outcome::AtLunch))) >= 3
    );
    assert!(share(&|one| one.met.iter().any(|met| matches!(met, Met::Role(_)))) >= 1, "some have no name yet");
    let missed = touchpoints.iter().filter(|one| one.state == TouchpointState::Missed).count();
    assert!(missed > 10, "not every plan is kept");
}

#[test]
fn what_happened_is_past_and_what_is_planned_is_to_come() {
    let sample = Sample::of(&wanted(2, 200));
    let today = wanted(2, 200).today;
    let mut planned = 0;
    for touchpoint in touchpoints(&sample) {
        let day = touchpoint.at.day_in(ZONE);
        if touchpoint.state == TouchpointState::Planned {
            planned += 1;
            assert!(day >= today);
        } else {
            assert!(day < today, "{touchpoint:?}");
        }
    }
    assert!(planned > 0, "the week that comes has plans");
}

#[test]
fn referrals_go_along_in_order_and_some_wait() {
    let sample = Sample::of(&wanted(4, 400));
    let (mut came, mut waiting) = (0, 0);
    for (_, record) in &sample.records {
        let Record::Referral(referral) = record else { continue };
        let chain = [referral.received, referral.answered, referral.scheduled, referral.started];
        let dates: Vec<_> = chain.iter().flatten().collect();
        assert!(dates.is_sorted(), "{referral:?}");
        assert!(chain.iter().skip_while(|date| date.is_some()).all(Option::is_none), "{referral:?}");
        came += usize::from(referral.direction == Direction::In);
        waiting += usize::from(referral.direction == Direction::In && referral.answered.is_none());
    }
    assert!((100..500).contains(&came) && waiting > 0, "{came} came and {waiting} wait");
}

#[test]
fn every_record_names_only_what_is_there_and_no_need_names_a_person() {
    let sample = Sample::of(&wanted(5, 300));
    let ids: BTreeMap<_, _> = sample.records.iter().map(|(id, record)| (*id, record)).collect();
    assert_eq!(ids.len(), sample.records.len());
    for record in ids.values() {
        let named: Vec<_> = match record {
            Record::Contact(contact) => {
                contact.at.keys().chain(&contact.introduced_by).chain(&contact.knows).copied().collect()
            }
            Record::Touchpoint(one) => one.place.into_iter().chain(one.about.iter().copied()).collect(),
            Record::Note(note) => {
                if note.kind == NoteKind::Need {
                    let places = note
                        .about
                        .iter()
                        .all(|id| matches!(ids[id], Record::Contact(place) if !place.address.is_empty()));
                    assert!(places, "a need is a source's, never a person's");
                }
                note.about.iter().copied().collect()
            }
            Record::Promise(promise) => {
                assert!(
                    promise.state != PromiseState::Done || promise.due.is_some() || promise.kind == PromiseKind::Ask
                );
                promise.to.into_iter().chain(promise.done_by).collect()
            }
            Record::Referral(referral) => referral.from.into_iter().chain(referral.to).collect(),
            _ => Vec::new(),
        };
        assert!(named.iter().all(|id| ids.contains_key(id)), "{record:?}");
    }
}
