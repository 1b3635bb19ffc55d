//! What a touchpoint was, to whom.

use super::*;

fn visit(outcome: Outcome) -> Touchpoint {
    Touchpoint { outcome: Some(outcome), place: Some(RecordId([1; 16])), ..Touchpoint::default() }
}

#[test]
fn a_visit_is_what_it_was_to_the_person_and_to_the_place() {
    let mut met = visit(Outcome::Met);
    met.left.insert("cookies".to_owned(), 1);
    let (person, place) = (Nature::to_person(&met), Nature::to_place(&met));
    assert!(person.qualifies() && person.is_two_way() && person.is_met(false) && person.has(Nature::LEFT));
    assert!(place.qualifies() && place.has(Nature::PLACE) && !person.has(Nature::PLACE));
    assert_eq!(person.kind(), Some(&TouchpointKind::Visit));
}

#[test]
fn what_was_dropped_off_was_left_with_the_place() {
    let mut dropped = visit(Outcome::DroppedOff);
    dropped.left.insert("card".to_owned(), 5);
    assert!(Nature::to_place(&dropped).has(Nature::LEFT) && !Nature::to_person(&dropped).has(Nature::LEFT));
    assert!(!Nature::to_person(&dropped).qualifies());
}

#[test]
fn at_the_gate_only_its_keeper_was_met() {
    let gate = Nature::to_person(&visit(Outcome::GatekeeperOnly));
    assert!(gate.is_met(true) && !gate.is_met(false));
}

#[test]
fn what_did_not_happen_was_nothing_to_anybody() {
    let planned = Touchpoint { state: TouchpointState::Planned, ..visit(Outcome::Met) };
    assert_eq!((Nature::to_person(&planned), Nature::to_place(&planned)), (Nature::NONE, Nature::NONE));
}

#[test]
fn an_attempt_happened_and_reached_nobody() {
    let call = Touchpoint { kind: TouchpointKind::Call, ..visit(Outcome::NoAnswer) };
    let nature = Nature::to_person(&call);
    assert!(nature.happened() && !nature.reached() && !nature.is_two_way());
}

#[test]
fn an_id_tells_when_its_record_was_made() {
    let mut id = RecordId([0; 16]);
    id.0[..7].copy_from_slice(&[0x01, 0x9a, 0x00, 0x00, 0x00, 0x02, 0x70]);
    assert_eq!(made_at(id), Instant(0x019a_0000_0002));
    assert_eq!(made_at(RecordId([0x11; 16])), Instant(0), "made otherwise");
}

#[test]
fn a_telephone_number_is_no_profile_and_a_page_is() {
    let reached = |channel: &str| Contact {
        channel: [(channel.to_owned(), crate::model::ChannelState::Known)].into(),
        ..Contact::default()
    };
    assert!(!is_profiled(&reached("phone:+1 555 0100")) && is_profiled(&reached("web:example.org")));
}
