//! The ladder, rung by rung.

use super::*;
use crate::{
    model::RecordId,
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
