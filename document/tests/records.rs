//! Records as people use them: made, edited on two devices, merged.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use rapport_document::{
    Actor, CheckedChange, Document, DocumentError, Edit, Value, check, create, fields_of_first, remake,
};
use rapport_protocol::{DeviceNumber, RecordId};

const PHONE: Actor = Actor([1; 16]);
const DESKTOP: Actor = Actor([2; 16]);

fn put(key: &str, value: Value) -> Edit {
    Edit::Put { key: key.into(), value }
}

fn text(value: &str) -> Value {
    Value::Text(value.into())
}

fn visit() -> Vec<Edit> {
    vec![
        put("kind", text("visit")),
        put("at", Value::Instant(1_760_000_000_000)),
        put("met:ana", Value::Bool(true)),
        put("left:cards", Value::Int(5)),
        put("cost", Value::Float(12.5)),
        put("photo", Value::Bytes(vec![1, 2, 3])),
        put("stocked", Value::Counter(10)),
        put("note", Value::Prose("Two new doctors in January, naïve 🙂".into())),
    ]
}

fn load(changes: &[CheckedChange]) -> Document {
    Document::load(changes).unwrap()
}

#[test]
fn a_record_says_what_was_put_in_it() {
    let first = create(PHONE, 1_760_000_000, &visit()).unwrap();
    assert_eq!((first.actor(), first.turn(), first.time_s(), first.deps()), (PHONE, 1, 1_760_000_000, &[][..]));
    assert_eq!(check(first.bytes()).unwrap(), first);
    let fields = load(std::slice::from_ref(&first)).fields();
    assert_eq!(fields_of_first(&first).as_ref(), Some(&fields));
    for edit in visit() {
        let Edit::Put { key, value } = edit else { unreachable!() };
        assert_eq!(fields.get(&key), Some(&value), "{key}");
    }
    assert_eq!(fields.prefixed("met:").map(|(rest, _)| rest).collect::<Vec<_>>(), ["ana"]);
    assert_eq!(fields.conflicts().count(), 0);
}

#[test]
fn what_is_there_already_is_not_written_again() {
    let mut record = load(&[create(PHONE, 0, &visit()).unwrap()]);
    assert_eq!(record.edit(PHONE, 1, &visit()).unwrap(), None);
    assert_eq!(record.edit(PHONE, 1, &[Edit::Delete { key: "nothing".into() }]).unwrap(), None);
}

#[test]
fn two_devices_keep_both_values_of_a_conflict_until_it_is_settled() {
    let first = create(PHONE, 0, &visit()).unwrap();
    let (mut phone, mut desktop) = (load(std::slice::from_ref(&first)), load(&[first]));
    let on_phone = phone.edit(PHONE, 5, &[put("kind", text("call"))]).unwrap().unwrap();
    let on_desktop = desktop.edit(DESKTOP, 3, &[put("kind", text("email"))]).unwrap().unwrap();
    phone.apply(&on_desktop).unwrap();
    desktop.apply(&on_phone).unwrap();
    assert_eq!(phone.fields(), desktop.fields());
    let fields = phone.fields();
    let rivals = &fields.0["kind"].rivals;
    assert_eq!(rivals.iter().map(|rival| rival.value.clone()).collect::<Vec<_>>(), [text("email"), text("call")]);
    assert_eq!((rivals[0].actor, rivals[0].time_s, rivals[0].change), (DESKTOP, 3, on_desktop.id()));
    assert_eq!(fields.get("kind"), Some(&text("email")));
    assert_eq!(fields.conflicts().collect::<Vec<_>>(), ["kind"]);

    let settled = phone.edit(PHONE, 9, &[put("kind", text("email"))]).unwrap().unwrap();
    desktop.apply(&settled).unwrap();
    assert_eq!(desktop.fields().conflicts().count(), 0);
    assert_eq!(desktop.heads(), [settled.id()]);
}

#[test]
fn rivals_that_agree_are_no_conflict() {
    let first = create(PHONE, 0, &visit()).unwrap();
    let (mut phone, mut desktop) = (load(std::slice::from_ref(&first)), load(&[first]));
    let on_phone = phone.edit(PHONE, 5, &[put("kind", text("call"))]).unwrap().unwrap();
    desktop.edit(DESKTOP, 3, &[put("kind", text("call"))]).unwrap().unwrap();
    desktop.apply(&on_phone).unwrap();
    assert_eq!(desktop.fields().conflicts().count(), 0);
    assert_eq!(desktop.edit(DESKTOP, 3, &[put("kind", text("call"))]).unwrap(), None);
    let settled = desktop.edit(DESKTOP, 3, &[Edit::Settle { key: "kind".into(), value: text("call") }]).unwrap();
    assert_eq!(settled.unwrap().turn(), 2);
}

#[test]
fn a_note_merges_by_character_and_counts_add_up() {
    let first = create(PHONE, 0, &visit()).unwrap();
    let (mut phone, mut desktop) = (load(std::slice::from_ref(&first)), load(&[first]));
    let count = |by| Edit::Increment { key: "stocked".into(), by };
    let prose = |text: &str| put("note", Value::Prose(text.into()));
    let on_phone =
        phone.edit(PHONE, 1, &[prose("Three new doctors in January, naïve 🙂"), count(-2)]).unwrap().unwrap();
    let on_desktop =
        desktop.edit(DESKTOP, 1, &[prose("Two new doctors in January, naïve 🙂!"), count(5)]).unwrap().unwrap();
    phone.apply(&on_desktop).unwrap();
    desktop.apply(&on_phone).unwrap();
    assert_eq!(phone.fields(), desktop.fields());
    assert_eq!(phone.fields().get("note"), Some(&Value::Prose("Three new doctors in January, naïve 🙂!".into())));
    assert_eq!(phone.fields().get("stocked"), Some(&Value::Counter(13)));
    assert_eq!(phone.fields().conflicts().count(), 0);
}

#[test]
fn an_edit_that_no_record_takes_changes_nothing() {
    let mut record = load(&[create(PHONE, 0, &visit()).unwrap()]);
    let before = (record.fields(), record.heads());
    let refused = [
        put("", text("no name")),
        put("cost", Value::Float(f64::NAN)),
        put("kind", Value::Unknown("null".into())),
        put("kind", text(&"x".repeat(70_000))),
        Edit::Increment { key: "kind".into(), by: 1 },
        Edit::Increment { key: "stocked".into(), by: i64::MIN },
        put("note", Value::Prose("x".repeat(40_000))),
    ];
    for edit in refused {
        record.edit(PHONE, 1, &[put("kind", text("call")), edit.clone()]).unwrap_err();
        assert_eq!((record.fields(), record.heads()), before, "{edit:?}");
        create(PHONE, 1, &[put("kind", text("call")), edit]).unwrap_err();
    }
    let many: Vec<_> = (0..5).map(|n| put(&format!("k{n}"), text(&"x".repeat(60_000)))).collect();
    assert!(matches!(record.edit(PHONE, 1, &many), Err(DocumentError::TooLarge(_))));
    assert_eq!((record.fields(), record.heads()), before);
    assert!(matches!(create(PHONE, 1, &[]), Err(DocumentError::NotAllowed(_))));
}

#[test]
fn a_change_waits_for_what_it_builds_on() {
    let first = create(PHONE, 0, &visit()).unwrap();
    let mut record = load(std::slice::from_ref(&first));
    let second = record.edit(PHONE, 1, &[put("kind", text("call"))]).unwrap().unwrap();
    assert_eq!(Document::load([&second]).err(), Some(DocumentError::MissingDependency(first.id())));
    assert_eq!(record.apply(&second), Ok(()));
    let mut other = load(&[first]);
    other.edit(PHONE, 2, &[put("kind", text("email"))]).unwrap();
    assert_eq!(other.apply(&second), Err(DocumentError::Fork));
}

#[test]
fn create_writes_what_the_edits_come_to() {
    let count = |by| Edit::Increment { key: "n".into(), by };
    let edits = [
        put("a", text("1")),
        put("n", Value::Counter(1)),
        put("a", text("2")),
        count(4),
        put("b", text("3")),
        Edit::Delete { key: "b".into() },
    ];
    let fields = load(&[create(PHONE, 0, &edits).unwrap()]).fields();
    assert_eq!(fields.iter().map(|(key, _)| key).collect::<Vec<_>>(), ["a", "n"]);
    assert_eq!((fields.get("a"), fields.get("n")), (Some(&text("2")), Some(&Value::Counter(5))));
}

#[test]
fn an_actor_is_a_device_and_what_its_process_drew() {
    let actor = Actor::new(DeviceNumber([7; 8]), [9; 8]);
    assert_eq!(actor.device(), DeviceNumber([7; 8]));
    let json = serde_json::to_string(&actor).unwrap();
    assert_eq!(json, "\"07070707070707070909090909090909\"");
    assert_eq!(serde_json::from_str::<Actor>(&json).unwrap(), actor);
}

#[test]
fn history_tells_who_changed_what_as_they_saw_it() {
    let first = create(PHONE, 0, &visit()).unwrap();
    let (mut phone, mut desktop) = (load(std::slice::from_ref(&first)), load(&[first]));
    let count = Edit::Increment { key: "stocked".into(), by: 3 };
    let on_phone = phone.edit(PHONE, 5, &[put("kind", text("call")), count]).unwrap().unwrap();
    let note = put("note", Value::Prose("Two new doctors".into()));
    desktop.edit(DESKTOP, 3, &[note, put("kind", text("email")), Edit::Delete { key: "cost".into() }]).unwrap();
    desktop.apply(&on_phone).unwrap();
    let revisions = desktop.revisions().unwrap();
    assert_eq!(
        revisions.iter().map(|r| (r.actor, r.time_s)).collect::<Vec<_>>(),
        [(PHONE, 0), (DESKTOP, 3), (PHONE, 5)]
    );
    let told: Vec<_> = revisions[1..]
        .iter()
        .flat_map(|r| r.edits.iter().map(|e| (e.key.as_str(), e.before.clone(), e.after.clone())))
        .collect();
    let long = Value::Prose("Two new doctors in January, naïve 🙂".into());
    let expected = [
        ("note", Some(long), Some(Value::Prose("Two new doctors".into()))),
        ("kind", Some(text("visit")), Some(text("email"))),
        ("cost", Some(Value::Float(12.5)), None),
        ("kind", Some(text("visit")), Some(text("call"))),
        ("stocked", Some(Value::Counter(10)), Some(Value::Counter(13))),
    ];
    assert_eq!(told, expected);
    assert_eq!(revisions[0].edits.len(), visit().len());
    assert!(revisions[0].edits.iter().all(|edit| edit.before.is_none() && edit.after.is_some()));
}

#[test]
fn after_a_fork_every_holder_makes_the_same_changes_again() {
    let record = RecordId([4; 16]);
    let first = create(PHONE, 0, &visit()).unwrap();
    // A copy of the phone's running process edits as the same actor.
    let (mut phone, mut copy) = (load(std::slice::from_ref(&first)), load(std::slice::from_ref(&first)));
    let accepted = phone.edit(PHONE, 1, &[put("kind", text("call"))]).unwrap().unwrap();
    let prose = |text: &str| put("note", Value::Prose(text.into()));
    let refused =
        copy.edit(PHONE, 1, &[prose("Two old doctors, naïve 🙂"), put("kind", text("email"))]).unwrap().unwrap();
    let dependent =
        copy.edit(DESKTOP, 2, &[prose("Two very old doctors, naïve"), put("skill", text("x"))]).unwrap().unwrap();
    let further = copy
        .edit(PHONE, 3, &[put("skill", text("y")), Edit::Increment { key: "stocked".into(), by: 1 }])
        .unwrap()
        .unwrap();
    let said = copy.fields();
    assert_eq!(phone.apply(&refused), Err(DocumentError::Fork));

    let all = [first.clone(), refused.clone(), dependent.clone(), further.clone()];
    let remade = remake(record, &all, refused.id()).unwrap();
    assert_eq!(remade.iter().map(|(old, _)| *old).collect::<Vec<_>>(), [refused.id(), dependent.id(), further.id()]);
    assert!(remade.iter().all(|(_, new)| new.turn() == 1 && new.actor() != PHONE));
    // Another holder has one change less, and another order.
    let fewer = [first.clone(), refused.clone(), dependent];
    let there = remake(record, &fewer, refused.id()).unwrap();
    assert_eq!(there[..], remade[..2]);
    assert!(there.iter().zip(&remade).all(|((_, a), (_, b))| a.bytes() == b.bytes()));
    assert_ne!(remake(RecordId([5; 16]), &fewer, refused.id()).unwrap()[0].1.actor(), remade[0].1.actor());

    let mut alone = vec![first.clone()];
    alone.extend(remade.iter().map(|(_, new)| new.clone()));
    assert_eq!(load(&alone).fields(), said);
    for (_, new) in &remade {
        phone.apply(new).unwrap();
    }
    assert_eq!(phone.fields().get("note"), said.get("note"));
    assert_eq!(phone.fields().0["kind"].rivals.len(), 2);
    let mut other = load(&alone);
    other.apply(&accepted).unwrap();
    assert_eq!(other.fields(), phone.fields());
    assert_eq!(remake(record, &[first], refused.id()), Err(DocumentError::MissingDependency(refused.id())));
}
