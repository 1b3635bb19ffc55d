//! Whom to go after: colleagues of whom nothing was heard since one sent somebody, and clients who were answered and did not come.

use crate::model::{Direction, Instant, Referral, ReferralStatus, view::ChaseReason};

/// After so many days without a word a colleague is asked again.
pub const COLLEAGUE_DAYS: i64 = 7;
/// After so many days without a word a client is called again.
pub const CLIENT_DAYS: i64 = 3;
/// So many days after an appointment somebody should have said whether it was kept.
pub const APPOINTMENT_DAYS: i64 = 1;

const DAY_MS: i64 = 86_400_000;

/// Why somebody is to be gone after, and since when nothing was heard; nothing if nobody is, or it is too soon. An attempt is a
/// word too: after one there is the same pause once more.
#[must_use]
pub fn chase(referral: &Referral, last_attempt: Option<Instant>, now: Instant) -> Option<(ChaseReason, Instant)> {
    let ended = matches!(
        referral.status,
        ReferralStatus::Started | ReferralStatus::Closed | ReferralStatus::Declined | ReferralStatus::Unreachable
    );
    if ended || referral.started.is_some() || referral.closed.is_some() {
        return None;
    }
    let (reason, since, days) = match (&referral.direction, referral.scheduled, referral.answered) {
        (_, Some(scheduled), _) => (ChaseReason::Appointment, scheduled, APPOINTMENT_DAYS),
        (Direction::Out, None, None) => (ChaseReason::Colleague, referral.received?, COLLEAGUE_DAYS),
        (Direction::In, None, Some(answered)) => (ChaseReason::Client, answered, CLIENT_DAYS),
        // Who waits for our own answer stands on the clock, and who took a referral over has said so.
        _ => return None,
    };
    let since = last_attempt.map_or(since, |tried| tried.max(since));
    (now.0.saturating_sub(since.0) >= days * DAY_MS).then_some((reason, since))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Instant {
        Instant(number * DAY_MS)
    }

    #[test]
    fn a_colleague_is_asked_again_after_a_week_and_after_each_attempt() {
        let out = Referral { direction: Direction::Out, received: Some(day(0)), ..Referral::default() };
        assert_eq!(chase(&out, None, day(6)), None);
        assert_eq!(chase(&out, None, day(7)), Some((ChaseReason::Colleague, day(0))));
        assert_eq!(chase(&out, Some(day(7)), day(10)), None);
        assert_eq!(chase(&out, Some(day(7)), day(14)), Some((ChaseReason::Colleague, day(7))));
        assert_eq!(chase(&Referral { answered: Some(day(1)), ..out }, None, day(30)), None);
    }

    #[test]
    fn a_client_is_called_again_until_there_is_an_appointment_and_then_asked_whether_it_was_kept() {
        let came = Referral { received: Some(day(0)), ..Referral::default() };
        assert_eq!(chase(&came, None, day(30)), None, "that one is on the clock");
        let answered = Referral { answered: Some(day(1)), status: ReferralStatus::Answered, ..came };
        assert_eq!(chase(&answered, None, day(3)), None);
        assert_eq!(chase(&answered, None, day(4)), Some((ChaseReason::Client, day(1))));
        let scheduled = Referral { scheduled: Some(day(10)), status: ReferralStatus::Scheduled, ..answered.clone() };
        assert_eq!(chase(&scheduled, None, day(10)), None);
        assert_eq!(chase(&scheduled, None, day(11)), Some((ChaseReason::Appointment, day(10))));
        assert_eq!(chase(&Referral { status: ReferralStatus::Unreachable, ..answered }, None, day(30)), None);
        assert_eq!(chase(&Referral { started: Some(day(10)), ..scheduled }, None, day(30)), None);
    }
}
