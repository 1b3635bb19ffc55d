//! One visit that was logged twice: on two devices, or by two taps.

use crate::{
    model::{Touchpoint, TouchpointKind, TouchpointState},
    practice::facts::Touch,
};

/// Within which time two visits to a place may be the same.
pub const SAME_VISIT_MS: i64 = 3_600_000;

/// Whether two touchpoints may be one: both done, of one kind, at one place, within the hour.
#[must_use]
pub fn may_be_one(one: &Touchpoint, other: &Touchpoint) -> bool {
    one.state == TouchpointState::Done
        && other.state == TouchpointState::Done
        && one.kind == other.kind
        && one.place.is_some()
        && one.place == other.place
        && one.at.0.abs_diff(other.at.0) <= SAME_VISIT_MS.unsigned_abs()
}

/// The touches of one contact in the order of time, those that may be one visit once: of one kind, in person, within the hour of
/// the first of them. So a visit that two devices logged counts once before anybody has joined the two, and on every device alike,
/// in whatever order they came.
#[must_use]
pub fn once(touches: &[Touch]) -> Vec<Touch> {
    let mut sorted = touches.to_vec();
    sorted.sort_unstable_by_key(|touch| (touch.at, touch.nature.bits(), touch.key));
    let mut once: Vec<Touch> = Vec::with_capacity(sorted.len());
    for touch in sorted {
        let within = |kept: &&mut Touch| touch.at.0.saturating_sub(kept.at.0) <= SAME_VISIT_MS;
        match once.iter_mut().rev().take_while(within).find(|kept| is_one(kept, &touch)) {
            Some(kept) => kept.nature = kept.nature.joined(touch.nature),
            None => once.push(touch),
        }
    }
    once
}

fn is_one(one: &Touch, other: &Touch) -> bool {
    use TouchpointKind::{Event, GiftDrop, Meeting, Visit};
    let kind = one.nature.kind();
    kind == other.nature.kind() && matches!(kind, Some(Visit | GiftDrop | Meeting | Event))
}

/// What both come to: whom either met, what either left (where both name it, the larger count, since it was left once), and of
/// all else the first's word, or the other's where the first says nothing.
#[must_use]
pub fn joined(one: &Touchpoint, other: &Touchpoint) -> Touchpoint {
    let mut joined = one.clone();
    joined.met.extend(other.met.iter().cloned());
    joined.about.extend(other.about.iter().copied());
    for (item, count) in &other.left {
        let kept = joined.left.entry(item.clone()).or_insert(*count);
        *kept = (*kept).max(*count);
    }
    let or = |kept: &mut String, said: &str| {
        if kept.is_empty() {
            said.clone_into(kept);
        }
    };
    or(&mut joined.purpose, &other.purpose);
    or(&mut joined.intel, &other.intel);
    or(&mut joined.skill, &other.skill);
    joined.outcome = joined.outcome.or_else(|| other.outcome.clone());
    joined.length_min = joined.length_min.or(other.length_min);
    joined.cost_minor = joined.cost_minor.or(other.cost_minor);
    joined.direction = joined.direction.or_else(|| other.direction.clone());
    joined.part_of = joined.part_of.or(other.part_of);
    joined.surprise |= other.surprise;
    joined.named_me_heard |= other.named_me_heard;
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Instant, Met, Outcome, RecordId, Role};

    fn visit(minutes: i64) -> Touchpoint {
        Touchpoint { place: Some(RecordId([1; 16])), at: Instant(minutes * 60_000), ..Touchpoint::default() }
    }

    #[test]
    fn within_the_hour_at_one_place_may_be_one() {
        assert!(may_be_one(&visit(0), &visit(60)) && !may_be_one(&visit(0), &visit(61)));
        assert!(!may_be_one(&visit(0), &Touchpoint { place: Some(RecordId([2; 16])), ..visit(5) }));
        assert!(!may_be_one(&visit(0), &Touchpoint { state: TouchpointState::Planned, ..visit(5) }));
        let nowhere = Touchpoint { place: None, ..visit(0) };
        assert!(!may_be_one(&nowhere, &nowhere));
    }

    #[test]
    fn nothing_that_either_says_is_lost_and_cookies_were_left_once() {
        let mut one = visit(0);
        one.left.insert("cookies".to_owned(), 1);
        let mut other = visit(10);
        other.left.extend([("cookies".to_owned(), 1), ("card".to_owned(), 5)]);
        other.met.insert(Met::Role(Role::FrontDesk));
        other.outcome = Some(Outcome::Met);
        let both = joined(&one, &other);
        assert_eq!((both.left["cookies"], both.left["card"], both.met.len(), both.at), (1, 5, 1, one.at));
        assert_eq!(both.outcome, Some(Outcome::Met));
        assert_eq!(joined(&both, &other), both, "joining once more changes nothing");
    }
}
