//! Small groups of contacts, counted by hand.

use proptest::prelude::*;

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

/// One contact's touches and referrals: how many days ago, and whether it was a meeting or came in.
type Drawn = (Vec<(i64, bool)>, Vec<(i64, bool)>);

/// Each contact's meetings and letters, and the referrals from and to them, by days ago.
fn some_courses() -> impl Strategy<Value = Vec<Drawn>> {
    let days = || prop::collection::vec((0_i64..900, any::<bool>()), 0..5);
    prop::collection::vec((days(), days()), 0..12)
}

fn courses(all: &[Drawn], reversed: bool) -> Vec<Course> {
    let course = |(who, (touches, referrals)): (u8, &Drawn)| {
        let mut touches: Vec<Touch> =
            touches.iter().map(|(days, face)| if *face { met(who, *days) } else { touch(who, *days, &[]) }).collect();
        let mut referrals: Vec<ReferralFact> = referrals
            .iter()
            .map(|(days, inward)| if *inward { inbound(who, *days) } else { outbound(who, *days) })
            .collect();
        if reversed {
            touches.reverse();
            referrals.reverse();
        }
        course(who, &touches, &referrals)
    };
    let mut all: Vec<Course> = (0..).zip(all).map(course).collect();
    if reversed {
        all.reverse();
    }
    all
}

proptest! {
    #[test]
    fn a_funnel_narrows_adds_up_and_knows_no_order(all in some_courses()) {
        let quarter = |at: Instant| if at < days_ago(400) { (2025, 4) } else { (2026, 3) };
        let (one, other) = (courses(&all, false), courses(&all, true));
        prop_assert_eq!(everybody(&one), everybody(&other));
        prop_assert_eq!(cohorts(&one, quarter), cohorts(&other, quarter));
        prop_assert_eq!(FirstReferral::of(&one), FirstReferral::of(&other));
        let together = everybody(&one);
        let by_quarter = cohorts(&one, quarter);
        prop_assert_eq!(by_quarter.iter().map(|cohort| cohort.contacted).sum::<u64>(), together.contacted);
        for cohort in by_quarter.iter().chain([&together]) {
            for share in [&cohort.met, &cohort.referred, &cohort.partners] {
                prop_assert!(share.hits <= share.n && share.n == cohort.contacted);
            }
            prop_assert!(cohort.partners.hits <= cohort.referred.hits);
        }
        let first = FirstReferral::of(&one);
        prop_assert!(first.referred + first.open <= one.len() as u64);
        let most = one.iter().map(|course| course.touches).max().unwrap_or(0);
        prop_assert!(first.median_touches.is_none_or(|median| (0..=most).contains(&median)));
    }

    #[test]
    fn conversion_is_bounded_and_knows_no_order(days in prop::collection::vec((0_i64..900, 0_u8..4, 0_i64..90), 0..30)) {
        let referral = |(number, (days, state, later)): (usize, &(i64, u8, i64))| {
            let mut referral = inbound(1, *days);
            referral.class = SourceClass::ALL.get(number % 4).cloned();
            match state {
                0 => referral.started = Some(days_ago(days - later)),
                1 => referral.status = ReferralStatus::Declined,
                2 => referral.closed = Some(days_ago(days - later)),
                _ => {}
            }
            referral
        };
        let mut all: Vec<ReferralFact> = days.iter().enumerate().map(referral).collect();
        let told = conversion(&all, NOW);
        all.reverse();
        prop_assert_eq!(&conversion(&all, NOW), &told);
        prop_assert_eq!(told.iter().map(|one| one.started.n + one.open).sum::<u64>(), all.len() as u64);
        prop_assert!(told.iter().all(|one| one.started.hits <= one.started.n));
    }
}
