//! Which fields of a kind stand on its form, and in which order. What other screens write (a playbook's steps, when a field was
//! confirmed, whom a contact is one with) is not typed here.

use rapport_core::model::{Form, Record};

use crate::app::words::edit as say;

/// Fields under a legend; the first group is open.
pub type Group = (&'static str, &'static [&'static str]);

/// The groups of a record's form.
pub fn of(record: &Record) -> Vec<Group> {
    match record {
        Record::Contact(contact) if contact.form == Form::Place => {
            vec![(say::BASICS, &["name", "sector", "address", "hours", "drop_in"]), REACH, KEEPING, KNOWN]
        }
        Record::Contact(_) => {
            vec![
                (say::BASICS, &["name", "sector"]),
                (say::WORK, &["at"]),
                REACH,
                KEEPING,
                KNOWN,
                (say::BASICS, &["address", "hours", "drop_in"]),
            ]
        }
        Record::Touchpoint(_) => vec![
            (say::BASICS, &["kind", "state", "at", "outcome", "length_min", "direction"]),
            (say::WHO, &["place", "met", "about", "part_of"]),
            (say::WHAT, &["left", "cost_minor", "purpose", "intel", "skill", "surprise", "named_me_heard"]),
        ],
        Record::Note(_) => {
            vec![(say::BASICS, &["text", "kind", "topic"]), (say::WHO, &["about"]), (say::DATES, &["at", "resolved"])]
        }
        Record::Promise(_) => vec![
            (say::BASICS, &["text", "to", "due", "owes", "kind", "state"]),
            (say::ASK, &["seeks_profession", "seeks_area", "seeks_need", "answer"]),
            (say::DATES, &["quiet_until"]),
        ],
        Record::Referral(_) => vec![
            (say::BASICS, &["direction", "from", "to", "status", "topic", "via", "source_class", "warm", "named_me"]),
            (
                say::DATES,
                &[
                    "received",
                    "answered",
                    "scheduled",
                    "started",
                    "closed",
                    "thanked",
                    "quiet_until",
                    "thanks_quiet_until",
                ],
            ),
        ],
        Record::Item(_) => {
            vec![(say::BASICS, &["name", "kind", "body", "topic", "minutes", "cost_minor", "version", "signature"])]
        }
        Record::Practice(_) | Record::Playbook(_) => Vec::new(),
    }
}

const REACH: Group = (say::REACH, &["channel"]);
const KEEPING: Group =
    (say::KEEPING, &["tier", "cadence_days", "stance", "pinned_stage", "quiet_until", "top_ten", "competitor"]);
const KNOWN: Group =
    (say::KNOWN, &["tag", "helps", "found_via", "introduced_by", "knows", "claimed_reach", "npi", "geo", "form"]);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rapport_core::{
        families,
        model::{Contact, Note, Promise, Referral, Touchpoint},
    };

    use super::*;

    /// Fields that other screens write, and none that anybody types.
    const ELSEWHERE: &[&str] = &["confirmed", "in", "step", "alias_of", "imported", "zone", "code", "done_by"];

    #[test]
    fn every_field_of_a_kind_stands_on_its_form_once() {
        let place = Contact { form: Form::Place, ..Contact::default() };
        let records: [Record; 6] = [
            Contact::default().into(),
            place.clone().into(),
            Touchpoint::default().into(),
            Note::default().into(),
            Promise::default().into(),
            Referral::default().into(),
        ];
        for record in records {
            let kind = record.kind();
            let names: Vec<&str> = of(&record).into_iter().flat_map(|(_, names)| names).copied().collect();
            let each: BTreeSet<&str> = names.iter().copied().collect();
            assert_eq!(each.len(), names.len(), "a field of a {kind} stands there twice");
            for (name, _) in families(&kind) {
                // A place works nowhere.
                let nowhere = name == "at" && record == Record::from(place.clone());
                let expected = !ELSEWHERE.contains(&name) && !nowhere;
                assert_eq!(each.contains(name), expected, "{name} of a {kind}");
            }
        }
    }
}
