//! What one reads before walking in.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{Device, first, phone};
use rapport_core::{
    Command,
    command::{NewNote, NewPerson, NewVisit},
    model::{
        Note, NoteKind, RecordId, Role,
        view::{BriefQuestion, BriefWarning},
    },
};

fn person(phone: &Device, name: &str, at: RecordId, roles: &[Role]) -> RecordId {
    let roles = roles.iter().cloned().collect();
    first(&phone.run(Command::AddPerson(NewPerson { name: name.into(), at: Some(at), roles, ..NewPerson::default() })))
}

fn note(phone: &Device, kind: NoteKind, text: &str, about: RecordId) -> RecordId {
    let note = NewNote { text: text.into(), about: [about].into(), kind, ..NewNote::default() };
    first(&phone.run(Command::TakeNote(note)))
}

#[test]
fn a_brief_tells_who_is_there_what_was_said_and_what_must_not_be_brought() {
    let phone = phone();
    let oak = phone.place("Oak Street Family Medicine");
    let lee = person(&phone, "Dr. Lee", oak, &[Role::Provider]);
    let ana = person(&phone, "Ana Ruiz", oak, &[Role::FrontDesk, Role::RoutesReferrals]);
    let left = [("cookies".to_owned(), 1)].into();
    phone.run(Command::LogVisit(NewVisit {
        place: Some(oak),
        met: [rapport_core::model::Met::Contact(ana)].into(),
        left,
        note: "Two new doctors in January".into(),
        ..NewVisit::default()
    }));
    let need = note(&phone, NoteKind::Need, "somebody who sees people within two weeks", oak);
    note(&phone, NoteKind::Allergy, "Peanuts", lee);
    let promise = phone.promise("bring brochures", oak, "2026-12-06");
    let brief = phone.brief(oak).unwrap();
    let names: Vec<_> = brief.people.iter().map(|person| (person.who.name.as_str(), person.routes)).collect();
    assert_eq!(names, [("Ana Ruiz", true), ("Dr. Lee", false)], "whoever routes referrals comes first");
    assert_eq!((brief.last.len(), brief.notes.len(), brief.allergies.len()), (1, 1, 1));
    assert_eq!((brief.promises[0].id, brief.needs[0].id), (promise, need));
    assert_eq!((brief.brought[0].item.as_str(), brief.brought[0].times), ("cookies", 1));
    assert_eq!((brief.warning, brief.length_min), (None, 10));
    assert_eq!(brief.question, BriefQuestion::StillNeeded { need });
}

#[test]
fn where_only_the_physician_is_known_one_is_warned() {
    let phone = phone();
    let oak = phone.place("Oak Street Family Medicine");
    assert_eq!(phone.brief(oak).unwrap().warning, Some(BriefWarning::NobodyKnown));
    let lee = person(&phone, "Dr. Lee", oak, &[Role::Provider]);
    let brief = phone.brief(oak).unwrap();
    assert_eq!((brief.warning, brief.question), (Some(BriefWarning::OnlyProvidersKnown), BriefQuestion::WhoRoutes));
    assert_eq!(phone.brief(lee).unwrap().warning, None, "a person has no front desk");
    person(&phone, "Ana Ruiz", oak, &[Role::FrontDesk]);
    assert_eq!(phone.brief(oak).unwrap().warning, None);
}

#[test]
fn what_is_settled_is_not_told_again() {
    let phone = phone();
    let oak = phone.place("Oak Street Family Medicine");
    let need = note(&phone, NoteKind::Need, "evening appointments", oak);
    let promise = phone.promise("bring brochures", oak, "2026-12-06");
    phone.run(Command::KeepPromise { id: promise, by: None });
    phone.edit(need, "resolved", "2026-11-22T15:00:00Z");
    let brief = phone.brief(oak).unwrap();
    assert!(brief.promises.is_empty() && brief.needs.is_empty(), "{brief:?}");
    let sees = Note { kind: NoteKind::Sees, about: [oak].into(), ..Note::default() };
    phone.add(sees);
    assert!(phone.brief(oak).unwrap().notes.is_empty(), "a tally is no news");
}
