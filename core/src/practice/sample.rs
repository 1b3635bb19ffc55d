//! Facts for the tests of the rules: contacts by a number, days counted back from one Sunday.

use crate::{
    model::{Direction, Form, Instant, RecordId, ReferralStatus, SourceClass},
    practice::facts::{ContactFact, Nature, ReferralFact, Touch},
};

/// Sunday, the 22nd of November 2026, 14:00 UTC.
pub const NOW: Instant = Instant(1_795_356_000_000);

pub fn id(number: u8) -> RecordId {
    RecordId([number; 16])
}

pub fn days_ago(days: i64) -> Instant {
    Instant(NOW.0 - days * 86_400_000)
}

pub fn contact(number: u8) -> ContactFact {
    ContactFact {
        id: id(number),
        name: format!("contact {number}"),
        form: Form::Person,
        sector: None,
        tier: None,
        cadence_days: None,
        stance: None,
        pinned: None,
        competitor: false,
        top_ten: false,
        claimed_reach: None,
        profiled: false,
    }
}

pub fn touch(who: u8, days: i64, natures: &[Nature]) -> Touch {
    let nature = natures.iter().fold(Nature::HAPPENED, |all, one| all.and(*one));
    Touch { who: id(who), at: days_ago(days), key: 10_000 - days, nature }
}

/// A meeting in person.
pub fn met(who: u8, days: i64) -> Touch {
    touch(who, days, &[Nature::QUALIFIES, Nature::TWO_WAY, Nature::FACE])
}

pub fn inbound(from: u8, days: i64) -> ReferralFact {
    ReferralFact {
        id: RecordId([u8::try_from(days.rem_euclid(251)).unwrap_or(0); 16]),
        direction: Direction::In,
        from: Some(id(from)),
        to: None,
        class: Some(SourceClass::Professional),
        status: ReferralStatus::Open,
        received: days_ago(days),
        answered: None,
        scheduled: None,
        started: None,
        closed: None,
        thanked: None,
    }
}

pub fn outbound(to: u8, days: i64) -> ReferralFact {
    ReferralFact { direction: Direction::Out, from: None, to: Some(id(to)), ..inbound(to, days) }
}
