//! What counts: a qualifying touch is two-way contact, or something given or dropped off. An attempt never resets a cadence.

use crate::model::{Outcome, Touchpoint, TouchpointKind};

/// Whether the touchpoint reached the people it names: they were met, spoken with, or got something.
#[must_use]
pub fn qualifies_for_person(touchpoint: &Touchpoint) -> bool {
    !is_attempt(touchpoint) && (is_two_way(touchpoint) || gave(touchpoint))
}

/// Whether it resets the place: meeting anybody there does, and so does dropping something off.
#[must_use]
pub fn qualifies_for_place(touchpoint: &Touchpoint) -> bool {
    qualifies_for_person(touchpoint) || touchpoint.outcome == Some(Outcome::DroppedOff) || gave(touchpoint)
}

/// A touchpoint that reached nobody.
#[must_use]
pub fn is_attempt(touchpoint: &Touchpoint) -> bool {
    matches!(
        touchpoint.outcome,
        Some(
            Outcome::NoAnswer
                | Outcome::LeftMessage
                | Outcome::Closed
                | Outcome::AtLunch
                | Outcome::Moved
                | Outcome::Rescheduled
        )
    )
}

/// Whether they had their say: in person, by video or by telephone, unless it was only dropped off.
#[must_use]
pub fn is_two_way(touchpoint: &Touchpoint) -> bool {
    let spoken = matches!(
        touchpoint.kind,
        TouchpointKind::Visit
            | TouchpointKind::Meeting
            | TouchpointKind::Video
            | TouchpointKind::Call
            | TouchpointKind::Event
    );
    let answered = touchpoint.direction == Some(crate::model::Direction::In);
    !is_attempt(touchpoint) && touchpoint.outcome != Some(Outcome::DroppedOff) && (spoken || answered)
}

/// Whether something was given or left.
#[must_use]
pub fn gave(touchpoint: &Touchpoint) -> bool {
    touchpoint.left.values().any(|count| *count > 0) || touchpoint.kind == TouchpointKind::GiftDrop
}
