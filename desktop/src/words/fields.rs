//! The names of fields, and the words of those values that a field's code stands for.

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
    own(kind, name).or_else(|| shared(name))
}

/// Names that mean something of their own in one kind.
fn own(kind: &Kind, name: &str) -> Option<&'static str> {
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
        _ => return None,
    })
}

/// Names that mean the same wherever they stand.
fn shared(name: &str) -> Option<&'static str> {
    Some(match name {
        "about" => "about",
        "address" => "address",
        "alias_of" => "same as",
        "answer" => "answer",
        "answered" => "answered",
        "away" => "away",
        "booking_url" => "booking page",
        "cadence" | "cadence_days" => "days between touches",
        "cap" => "yearly caps",
        "channel" => "reach by",
        "claimed_reach" => "reach, as they say",
        "closed" => "closed",
        "code" => "code",
        "competitor" => "competitor",
        "confirmed" => "last confirmed",
        "cost_minor" => "cost",
        "currency" => "currency",
        "direction" => "direction",
        "done_by" => "kept by",
        "drop_in" => "dropping in",
        "due" => "due",
        "folklore" => "rules of thumb",
        "found_via" => "found through",
        "from" => "from",
        "helps" => "helps with",
        "holiday" => "holidays",
        "hours" => "hours",
        "ideal_client" => "ideal client",
        "intel" => "intel",
        "introduced_by" => "introduced by",
        "kind" => "kind",
        "knows" => "knows",
        "left" => "left there",
        "length_min" | "minutes" => "minutes",
        "name" => "name",
        "named_me" => "named you",
        "named_me_heard" => "heard your name",
        "niche" => "niche",
        "npi" => "NPI",
        "owes" => "who owes it",
        "owner" => "whose it is",
        "part_of" => "part of",
        "paused" => "paused",
        "pinned_stage" => "stage, pinned",
        "place" => "where",
        "purpose" => "purpose",
        "quiet_until" => "quiet until",
        "thanks_quiet_until" => "thank-you quiet until",
        "received" => "since",
        "record" => "kind of record",
        "region" => "region",
        "removed" => "removed",
        "resolved" => "settled",
        "scheduled" => "scheduled for",
        "season_from" => "season from",
        "season_until" => "season until",
        "sector" => "sector",
        "seeks_area" => "seeks, where",
        "seeks_need" => "seeks, for what",
        "seeks_profession" => "seeks, whom",
        "signature" => "signature",
        "skill" => "skill",
        "source_class" => "source",
        "stance" => "stance",
        "started" => "started",
        "state" => "state",
        "status" => "status",
        "stocked" => "stocked",
        "surprise" => "a surprise",
        "tag" => "tags",
        "target" => "targets",
        "body" | "text" => "text",
        "thanked" => "thanked",
        "tier" => "tier",
        "to" => "to",
        "top_ten" => "top ten",
        "topic" => "topic",
        "trigger" => "trigger",
        "version" => "version",
        "via" => "by",
        "warm" => "warm hand-off",
        "yearly" => "each year on",
        "zone" => "time zone",
        _ => return None,
    })
}

/// The words of a code in a field; nothing if the field holds no codes. A code from a newer version is shown as it is.
pub fn value<'c>(kind: &Kind, field: &str, code: &'c str) -> Option<&'c str> {
    let say = match (kind, field) {
        (Kind::Contact, "found_via") => return Some(super::found_via(code)),
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

fn say<T: InWords>(code: &str) -> &str {
    T::all().iter().find(|value| value.code() == code).map_or(code, T::words)
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
        assert_eq!(value(&Kind::Contact, "sector", "space_medicine"), Some("space_medicine"));
        assert_eq!(field(&Kind::Contact, "shoe_size"), "shoe_size");
    }
}
