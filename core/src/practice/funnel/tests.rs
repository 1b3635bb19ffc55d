//! Small groups of contacts, counted by hand.

use super::*;
use crate::{
    model::ReferralStatus,
    practice::{
        facts::Nature,
        sample::{NOW, days_ago, id, inbound, met, outbound, touch},
    },
};

fn course(who: u8, touches: &[Touch], referrals: &[ReferralFact]) -> Course {
    Course::of(id(who), false, touches, referrals)
}

#[test]
fn a_course_counts_what_reached_them_before_they_referred() {
    let touches = [touch(1, 40, &[]), touch(1, 30, &[Nature::ATTEMPT]), met(1, 20), met(1, 5)];
    let found = course(1, &touches, &[inbound(1, 3), inbound(1, 10)]);
    assert_eq!((found.touches, found.met, found.first_touch), (2, true, Some(days_ago(40))));
    assert_eq!(course(1, &touches, &[]).touches, 3);
}

#[test]
fn one_in_three_by_hand() {
    let all = [
        course(1, &[met(1, 100)], &[inbound(1, 9), outbound(1, 5)]),
        course(2, &[met(2, 100)], &[inbound(2, 9)]),
        course(3, &[touch(3, 100, &[])], &[]),
        course(4, &[], &[inbound(4, 9)]),
    ];
    let together = everybody(&all);
    assert_eq!((together.contacted, together.met.hits, together.referred.hits, together.partners.hits), (3, 2, 2, 1));
    let quarters = cohorts(&all, |at| if at < days_ago(50) { (2026, 3) } else { (2026, 4) });
    assert_eq!(quarters.len(), 1, "whoever was never contacted stands in no cohort");
}

#[test]
fn touches_to_a_first_referral_by_hand() {
    // Referred after 2 and 4 touches, open after 3 and 9: S(2) = 3/4, S(4) = 3/4 · 1/2 = 0.375 ≤ 0.5.
    let touched = |who: u8, count: i64| (0..count).map(|day| met(who, 100 - day)).collect::<Vec<_>>();
    let all = [
        course(1, &touched(1, 2), &[inbound(1, 1)]),
        course(2, &touched(2, 4), &[inbound(2, 1)]),
        course(3, &touched(3, 3), &[]),
        course(4, &touched(4, 9), &[]),
    ];
    assert_eq!(FirstReferral::of(&all), FirstReferral { median_touches: Some(4), referred: 2, open: 2 });
}

#[test]
fn conversion_by_hand() {
    let started = |days: i64, after: i64| ReferralFact { started: Some(days_ago(days - after)), ..inbound(1, days) };
    let lost = ReferralFact { status: ReferralStatus::Declined, ..inbound(1, 60) };
    let unsaid = ReferralFact { class: None, ..inbound(1, 4) };
    let found = conversion(&[started(90, 7), started(80, 3), lost, inbound(1, 2), unsaid, outbound(1, 3)], NOW);
    let of = |class: Option<SourceClass>| found.iter().find(|one| one.class == class).cloned();
    let professional =
        of(Some(SourceClass::Professional)).map(|one| (one.started.hits, one.started.n, one.open, one.median_days));
    // The open one leaves after 2 days. S(3) = 2/3, S(7) = 2/3 · 1/2 = 1/3: half had begun after 7 days.
    assert_eq!(professional, Some((2, 3, 1, Some(7))));
    assert_eq!(of(None).map(|one| one.open), Some(1));
    assert_eq!(of(Some(SourceClass::Client)).map(|one| one.started.n), Some(0));
}
