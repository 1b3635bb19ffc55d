//! Who waits for the practice: referrals that nobody answered, and sources that nobody thanked.

use crate::model::{Direction, Referral, ReferralStatus};

/// Whether somebody who was sent here waits for an answer: nobody gave one, and it did not end otherwise.
#[must_use]
pub fn is_unanswered(referral: &Referral) -> bool {
    referral.direction == Direction::In
        && referral.answered.is_none()
        && referral.closed.is_none()
        && !matches!(referral.status, ReferralStatus::Closed | ReferralStatus::Declined | ReferralStatus::Unreachable)
}

/// Whether whoever referred is still to be thanked, whatever came of it.
#[must_use]
pub fn is_unthanked(referral: &Referral) -> bool {
    referral.direction == Direction::In && referral.from.is_some() && referral.thanked.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Instant, RecordId};

    #[test]
    fn an_inbound_referral_waits_until_it_is_answered_or_ends() {
        let open = Referral::default();
        assert!(is_unanswered(&open));
        assert!(!is_unanswered(&Referral { answered: Some(Instant(1)), ..open.clone() }));
        assert!(!is_unanswered(&Referral { status: ReferralStatus::Unreachable, ..open.clone() }));
        assert!(!is_unanswered(&Referral { direction: Direction::Out, ..open }));
    }

    #[test]
    fn thanks_are_owed_to_somebody_and_even_if_nothing_came_of_it() {
        let from = Referral { from: Some(RecordId([1; 16])), ..Referral::default() };
        assert!(is_unthanked(&Referral { status: ReferralStatus::Declined, ..from.clone() }));
        assert!(!is_unthanked(&Referral { thanked: Some(Instant(1)), ..from }));
        assert!(!is_unthanked(&Referral::default()));
    }
}
