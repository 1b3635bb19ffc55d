//! The names of fields, and the words of those values that a field's code stands for.

use std::borrow::Cow;

use rapport_core::model::{
    ChannelState, Direction, Form, ItemKind, Kind, NoteKind, Outcome, Owes, PromiseKind, PromiseState, ReferralStatus,
    Role, Sector, SourceClass, Stage, Stance, Tier, TouchpointKind, TouchpointState, Via,
};

use super::InWords;

/// What a field is called; of a family of keys (`met:<contact>`) the first part names it. A field from a newer version is
/// shown as it is.
pub fn field<'f>(kind: &Kind, name: &'f str) -> &'f str {
    known(kind, name).unwrap_or(name)
}

fn known(kind: &Kind, name: &str) -> Option<&'static str> {
    Some(match (kind, name) {
        (Kind::Contact, "form") => "person or place",
        (Kind::Contact, "at") => "works at",
        (Kind::Contact, "in") => "in playbooks",
        (Kind::Contact, "step") => "playbook steps",
        (Kind::Contact, "geo") => "on the map",
        (Kind::Contact, "imported") => "imported from",
        (Kind::Touchpoint, "at") => "when",
        (Kind::Touchpoint, "met") => "whom",
        (Kind::Touchpoint, "outcome") => "how it went",
        (Kind::Note, "at") => "taken",
        (Kind::Practice, "device") => "devices",
        (Kind::Practice, "person") => "people",
        (Kind::Playbook, "step") => "steps",
        (Kind::Playbook, "branch") => "branches",
        (_, "about") => "about",
        (_, "address") => "address",
        (_, "alias_of") => "same as",
        (_, "answer") => "answer",
        (_, "answered") => "answered",
        (_, "away") => "away",
        (_, "body") => "text",
        (_, "booking_url") => "booking page",
        (_, "cadence") => "days between touches",
        (_, "cadence_days") => "days between touches",
        (_, "cap") => "yearly caps",
        (_, "channel") => "reach by",
        (_, "claimed_reach") => "reach, as they say",
        (_, "closed") => "closed",
        (_, "code") => "code",
        (_, "competitor") => "competitor",
        (_, "confirmed") => "last confirmed",
        (_, "cost_minor") => "cost",
        (_, "currency") => "currency",
        (_, "direction") => "direction",
        (_, "done_by") => "kept by",
        (_, "drop_in") => "dropping in",
        (_, "due") => "due",
        (_, "folklore") => "rules of thumb",
        (_, "found_via") => "found through",
        (_, "from") => "from",
        (_, "helps") => "helps with",
        (_, "holiday") => "holidays",
        (_, "hours") => "hours",
        (_, "ideal_client") => "ideal client",
        (_, "intel") => "intel",
        (_, "introduced_by") => "introduced by",
        (_, "kind") => "kind",
        (_, "knows") => "knows",
        (_, "left") => "left there",
        (_, "length_min") => "minutes",
        (_, "minutes") => "minutes",
        (_, "name") => "name",
        (_, "named_me") => "named you",
        (_, "named_me_heard") => "heard your name",
        (_, "niche") => "niche",
        (_, "npi") => "NPI",
        (_, "owes") => "who owes it",
        (_, "owner") => "whose it is",
        (_, "part_of") => "part of",
        (_, "paused") => "paused",
        (_, "pinned_stage") => "stage, pinned",
        (_, "place") => "where",
        (_, "purpose") => "purpose",
        (_, "quiet_until") => "quiet until",
        (_, "received") => "since",
        (_, "record") => "kind of record",
        (_, "region") => "region",
        (_, "removed") => "removed",
        (_, "resolved") => "settled",
        (_, "scheduled") => "scheduled for",
        (_, "season_from") => "season from",
        (_, "season_until") => "season until",
        (_, "sector") => "sector",
        (_, "seeks_area") => "seeks, where",
        (_, "seeks_need") => "seeks, for what",
        (_, "seeks_profession") => "seeks, whom",
        (_, "signature") => "signature",
        (_, "skill") => "skill",
        (_, "source_class") => "source",
        (_, "stance") => "stance",
        (_, "started") => "started",
        (_, "state") => "state",
        (_, "status") => "status",
        (_, "stocked") => "stocked",
        (_, "surprise") => "a surprise",
        (_, "tag") => "tags",
        (_, "target") => "targets",
        (_, "text") => "text",
        (_, "thanked") => "thanked",
        (_, "tier") => "tier",
        (_, "to") => "to",
        (_, "top_ten") => "top ten",
        (_, "topic") => "topic",
        (_, "trigger") => "trigger",
        (_, "version") => "version",
        (_, "via") => "by",
        (_, "warm") => "warm hand-off",
        (_, "yearly") => "each year on",
        (_, "zone") => "time zone",
        _ => return None,
    })
}

/// The words of a code in a field; nothing if the field holds no codes. A code from a newer version is shown as it is.
pub fn value<'c>(kind: &Kind, field: &str, code: &'c str) -> Option<Cow<'c, str>> {
    let say = match (kind, field) {
        (Kind::Contact, "form") => say::<Form>,
        (Kind::Contact, "at") => say::<Role>,
        (Kind::Contact, "channel") => say::<ChannelState>,
        (Kind::Contact, "tier") => say::<Tier>,
        (Kind::Contact, "stance") => say::<Stance>,
        (Kind::Contact, "pinned_stage") => say::<Stage>,
        (Kind::Contact, "sector") => say::<Sector>,
        (Kind::Touchpoint, "kind") => say::<TouchpointKind>,
        (Kind::Touchpoint, "state") => say::<TouchpointState>,
        (Kind::Touchpoint, "outcome") => say::<Outcome>,
        (Kind::Touchpoint | Kind::Referral, "direction") => say::<Direction>,
        (Kind::Note, "kind") => say::<NoteKind>,
        (Kind::Promise, "kind") => say::<PromiseKind>,
        (Kind::Promise, "owes") => say::<Owes>,
        (Kind::Promise, "state") => say::<PromiseState>,
        (Kind::Referral, "source_class") => say::<SourceClass>,
        (Kind::Referral, "via") => say::<Via>,
        (Kind::Referral, "status") => say::<ReferralStatus>,
        (Kind::Item, "kind") => say::<ItemKind>,
        _ => return None,
    };
    Some(say(code))
}

fn say<T: InWords>(code: &str) -> Cow<'_, str> {
    match T::all().iter().find(|value| value.code() == code) {
        Some(value) => Cow::Borrowed(value.words()),
        None => Cow::Borrowed(code),
    }
}

#[cfg(test)]
mod tests {
    use rapport_core::{Family, Shape, families};

    use super::*;

    fn words_of(family: &Family) -> Vec<&'static str> {
        match family {
            Family::One(Shape::Word(words))
            | Family::Each(_, Shape::Word(words))
            | Family::EachOf(_, Shape::Word(words)) => words(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn every_field_of_every_kind_has_a_name_and_every_code_in_it_has_words() {
        for kind in Kind::ALL {
            for (name, family) in families(kind) {
                assert!(known(kind, name).is_some(), "the field {name} of a {kind} has no words");
                for code in words_of(&family) {
                    let words = value(kind, name, code);
                    assert!(words.is_some_and(|words| !words.contains('_')), "{kind} {name}: {code} has no words");
                }
            }
        }
    }

    #[test]
    fn a_code_from_a_newer_version_is_shown_as_it_is() {
        assert_eq!(value(&Kind::Contact, "sector", "space_medicine").as_deref(), Some("space_medicine"));
        assert_eq!(field(&Kind::Contact, "shoe_size"), "shoe_size");
    }
}
