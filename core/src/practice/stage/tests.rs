//! The ladder, rung by rung.

use proptest::prelude::*;

use super::*;
use crate::{
    model::{RecordId, Touchpoint, TouchpointKind, TouchpointKind::Call, TouchpointKind::Visit},
    practice::{
        facts::Nature,
        sample::{NOW, contact, inbound, met, outbound, touch},
    },
};

fn stage_of(touches: &[Touch], referrals: &[ReferralFact]) -> Stage {
    stage_with(touches, referrals, |_| ())
}

fn stage_with(touches: &[Touch], referrals: &[ReferralFact], change: impl FnOnce(&mut ContactFact)) -> Stage {
    let mut who = contact(1);
    change(&mut who);
    let known = Known {
        contact: &who,
        told_of: false,
        keeps_the_gate: false,
        touches,
        referrals,
        introductions: 0,
        interval_days: Some(61),
    };
    standing(&known, NOW).stage
}

#[test]
fn one_rung_after_the_other() {
    assert_eq!(stage_of(&[], &[]), Stage::Identified);
    assert_eq!(stage_with(&[], &[], |who| who.profiled = true), Stage::Researched);
    let letter = touch(1, 50, &[]);
    let call = touch(1, 40, &[Nature::QUALIFIES, Nature::TWO_WAY]);
    let (meeting, second, third) = (met(1, 30), met(1, 20), met(1, 10));
    assert_eq!(stage_of(&[letter], &[]), Stage::Engaged);
    assert_eq!(stage_of(&[letter, call], &[]), Stage::Contacted);
    assert_eq!(stage_of(&[letter, call, meeting], &[]), Stage::Met, "one meeting is no partnership");
    assert_eq!(stage_of(&[letter, call, meeting, second], &[]), Stage::Met);
    let all = [letter, call, meeting, second, third];
    assert_eq!(stage_of(&all, &[]), Stage::Nurturing);
    assert_eq!(stage_of(&all, &[inbound(1, 5)]), Stage::FirstReferral);
    assert_eq!(stage_of(&all, &[inbound(1, 5), outbound(1, 4)]), Stage::Partner);
    let many: Vec<ReferralFact> = (1..=4).map(|days| inbound(1, days)).chain([outbound(1, 4)]).collect();
    assert_eq!(stage_of(&all, &many), Stage::Champion);
}

#[test]
fn an_attempt_is_no_touch() {
    assert_eq!(stage_of(&[touch(1, 3, &[Nature::ATTEMPT])], &[]), Stage::Identified);
}

#[test]
fn behind_the_gatekeeper_the_physician_was_not_met() {
    let gate = touch(1, 3, &[Nature::QUALIFIES, Nature::TWO_WAY, Nature::FACE, Nature::GATEKEEPER]);
    assert_eq!(stage_of(&[gate], &[]), Stage::Contacted);
}

#[test]
fn silence_for_twice_the_interval_and_half_a_year_is_dormancy() {
    // Twice 61 days is 122: 180 decide.
    assert_eq!(stage_of(&[met(1, 180)], &[]), Stage::Met);
    assert_eq!(stage_of(&[met(1, 181)], &[]), Stage::Dormant);
    assert_eq!(stage_of(&[touch(1, 400, &[])], &[]), Stage::Engaged, "whoever was never met can't fall asleep");
}

#[test]
fn what_the_user_says_holds_and_what_was_computed_is_kept() {
    assert_eq!(stage_with(&[met(1, 3)], &[], |who| who.stance = Some(Stance::Declined)), Stage::Declined);
    assert_eq!(stage_with(&[met(1, 3)], &[], |who| who.pinned = Some(Stage::Champion)), Stage::Champion);
    let who = ContactFact { pinned: Some(Stage::Champion), id: RecordId([1; 16]), ..contact(1) };
    let touches = [met(1, 3)];
    let known = Known {
        contact: &who,
        told_of: false,
        keeps_the_gate: false,
        touches: &touches,
        referrals: &[],
        introductions: 0,
        interval_days: None,
    };
    let standing = standing(&known, NOW);
    assert_eq!((standing.computed, standing.pinned), (Stage::Met, true));
}

/// Visits, calls and letters of one contact, hours apart, with what each was.
fn some_touches() -> impl Strategy<Value = Vec<Touch>> {
    let natures = [
        vec![Nature::QUALIFIES, Nature::TWO_WAY, Nature::FACE],
        vec![Nature::QUALIFIES, Nature::TWO_WAY],
        vec![Nature::QUALIFIES, Nature::TWO_WAY, Nature::FACE, Nature::GATEKEEPER],
        vec![Nature::ATTEMPT],
        vec![Nature::LEFT],
    ];
    let one =
        (0_i64..900, prop::sample::select(natures.to_vec()), prop::sample::select(vec![None, Some(Visit), Some(Call)]));
    prop::collection::vec(one, 0..12).prop_map(|touches| {
        let touch = |(hours, natures, kind): (i64, Vec<Nature>, Option<TouchpointKind>)| {
            // Two hours apart at least: within one they may be the same visit.
            let at = Instant(NOW.0 - hours * 7_200_000);
            let nature =
                kind.map_or(Nature::HAPPENED, |kind| Nature::to_person(&Touchpoint { kind, ..Touchpoint::default() }));
            let nature = natures.iter().fold(nature, |all, one| all.and(*one));
            Touch { who: RecordId([1; 16]), at, key: hours, nature }
        };
        let mut touches: Vec<Touch> = touches.into_iter().map(touch).collect();
        touches.sort_unstable_by_key(|touch| touch.key);
        touches.dedup_by_key(|touch| touch.key);
        touches
    })
}

fn of(touches: &[Touch], referrals: &[ReferralFact], keeps_the_gate: bool) -> Standing {
    let (contact, told_of) = (contact(1), false);
    let known = Known {
        contact: &contact,
        told_of,
        keeps_the_gate,
        touches,
        referrals,
        introductions: 0,
        interval_days: Some(61),
    };
    standing(&known, NOW)
}

proptest! {
    #[test]
    fn a_stage_is_the_same_in_whatever_order_things_came(
        touches in some_touches(), days in prop::collection::vec(0_i64..900, 0..6), seed in any::<u64>(), gate in any::<bool>(),
    ) {
        let referrals: Vec<ReferralFact> =
            days.iter().enumerate().map(|(n, days)| if n % 2 == 0 { inbound(1, *days) } else { outbound(1, *days) }).collect();
        let told = of(&touches, &referrals, gate);
        let (mut other, mut turned) = (touches.clone(), referrals.clone());
        other.sort_by_key(|touch| touch.key.wrapping_mul(seed.cast_signed() | 1));
        turned.reverse();
        prop_assert_eq!(&of(&other, &turned, gate), &told);
        // A touchpoint that came twice is one.
        other.extend(touches.iter().filter(|touch| touch.nature.kind() == Some(&Visit)));
        prop_assert_eq!(&of(&other, &turned, gate), &told);
    }

    #[test]
    fn a_visit_that_two_devices_logged_moves_no_stage(
        touches in some_touches(), minutes in prop::collection::vec(0_i64..60, 12), gate in any::<bool>(),
    ) {
        let doubles = touches.iter().zip(&minutes).filter(|(touch, _)| touch.nature.kind() == Some(&Visit));
        let doubles = doubles.map(|(touch, minutes)| Touch { at: Instant(touch.at.0 + minutes * 60_000), key: -touch.key, ..*touch });
        let all: Vec<Touch> = touches.iter().copied().chain(doubles).collect();
        prop_assert_eq!(of(&all, &[], gate), of(&touches, &[], gate));
    }

    #[test]
    fn a_stage_goes_no_further_than_its_evidence(touches in some_touches(), gate in any::<bool>()) {
        let Standing { stage, evidence, .. } = of(&touches, &[], gate);
        let reached = touches.iter().filter(|touch| touch.nature.reached()).count() as u64;
        prop_assert!(evidence.further_touches <= reached);
        prop_assert!(evidence.first_touch <= evidence.first_two_way || evidence.first_two_way.is_none());
        prop_assert!(evidence.last_touch <= touches.iter().map(|touch| touch.at).max());
        let far = matches!(stage, Stage::FirstReferral | Stage::Partner | Stage::Champion);
        prop_assert!(!far, "nobody referred: {:?}", stage);
        // One more meeting never leads back, but out of silence.
        let mut more = touches.clone();
        more.push(met(1, 0));
        let after = of(&more, &[], gate);
        prop_assert!(matches!(after.stage, Stage::Met | Stage::Nurturing));
    }
}
