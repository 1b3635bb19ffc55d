//! What counts: a qualifying touch is two-way contact, or something given or dropped off. An attempt never resets a cadence.

use crate::model::{Outcome, Touchpoint, TouchpointKind};

/// Whether the touchpoint reached the people it names: they were met, spoken with, or got something. What was dropped off at a
/// place reached the place, not whom it was meant for.
#[must_use]
pub fn qualifies_for_person(touchpoint: &Touchpoint) -> bool {
    let dropped_off = touchpoint.outcome == Some(Outcome::DroppedOff);
    let reached = if dropped_off { touchpoint.place.is_none() } else { is_two_way(touchpoint) || gave(touchpoint) };
    reached && !is_attempt(touchpoint)
}

/// Whether it resets the place: meeting anybody there does, and so does dropping something off.
#[must_use]
pub fn qualifies_for_place(touchpoint: &Touchpoint) -> bool {
    touchpoint.outcome == Some(Outcome::DroppedOff) || is_two_way(touchpoint) || gave(touchpoint)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Direction, RecordId};

    fn touchpoint(kind: TouchpointKind, outcome: Option<Outcome>) -> Touchpoint {
        Touchpoint { kind, outcome, place: Some(RecordId([1; 16])), ..Touchpoint::default() }
    }

    #[test]
    fn an_attempt_reaches_nobody() {
        for outcome in [Outcome::NoAnswer, Outcome::LeftMessage, Outcome::Rescheduled] {
            let call = touchpoint(TouchpointKind::Call, Some(outcome));
            assert!(is_attempt(&call) && !qualifies_for_person(&call) && !qualifies_for_place(&call));
        }
    }

    #[test]
    fn what_was_dropped_off_reaches_the_place_alone() {
        let mut dropped = touchpoint(TouchpointKind::Visit, Some(Outcome::DroppedOff));
        dropped.left.insert("cookies".to_owned(), 1);
        assert!(qualifies_for_place(&dropped) && !qualifies_for_person(&dropped));
        dropped.place = None;
        assert!(qualifies_for_person(&dropped), "there was no place but the person's own door");
    }

    #[test]
    fn a_letter_is_no_conversation_but_an_answer_is() {
        let mut email = touchpoint(TouchpointKind::Email, None);
        assert!(!qualifies_for_person(&email));
        email.direction = Some(Direction::In);
        assert!(qualifies_for_person(&email));
        assert!(qualifies_for_person(&touchpoint(TouchpointKind::GiftDrop, None)), "something was given");
    }

    #[test]
    fn what_is_left_on_an_attempt_reaches_the_place() {
        let mut closed = touchpoint(TouchpointKind::Visit, Some(Outcome::AtLunch));
        closed.left.insert("card".to_owned(), 1);
        assert!(qualifies_for_place(&closed) && !qualifies_for_person(&closed));
    }
}
