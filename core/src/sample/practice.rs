//! The made-up practice itself.

use super::calendar::Span;
use crate::model::Practice;

/// A therapist's practice in a small town.
pub(super) fn practice(span: &Span) -> Practice {
    let targets = [
        ("mix_professional", 40),
        ("mix_client", 40),
        ("mix_other", 20),
        ("active_partners", 3),
        ("weekly_minimum", 5),
        ("new_events", 4),
    ];
    let weekdays = ["mon", "tue", "wed", "thu", "fri"];
    Practice {
        name: "Larkspur Therapy".to_owned(),
        niche: "sleep and anxiety".to_owned(),
        booking_url: "https://larkspur.example/book".to_owned(),
        currency: "USD".to_owned(),
        region: "US".to_owned(),
        zone: span.zone.name().to_owned(),
        hours: weekdays.map(|day| (day.to_owned(), "09:00-17:00".to_owned())).into(),
        holiday: span.holidays(),
        away: span.away().into_iter().chain(span.next_away()).collect(),
        target: targets.map(|(name, value)| (name.to_owned(), value)).into(),
        ideal_client: "Adults who lie awake, and want to learn how to sleep again without pills".to_owned(),
        ..Practice::default()
    }
}
