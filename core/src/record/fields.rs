//! Every field of every kind, once. A field that stands here is stored, synced, edited by name and shown in history.

use rapport_document::Fields;

use super::{
    Flat, Recorded,
    part::{Grouped, Part},
    shape::Family,
};
use crate::model::{Contact, Item, Kind, Note, Playbook, Practice, Promise, Record, Referral, Step, Touchpoint};

macro_rules! recorded {
    ($($kind:ident { $($field:ident $(as $key:literal)?,)+ })+) => {
        $(
            impl Recorded for $kind {
                const KIND: Kind = Kind::$kind;

                fn read(fields: &Fields) -> Self {
                    Self { $($field: Part::read(key!($field $(as $key)?), fields),)+ }
                }

                fn write(&self) -> Flat {
                    let mut flat = Flat::new();
                    $(self.$field.write(key!($field $(as $key)?), &mut flat);)+
                    flat
                }
            }
        )+

        /// What each field of a kind holds, in the order in which the model lists them.
        #[must_use]
        pub fn families(kind: &Kind) -> Vec<(&'static str, Family)> {
            match kind {
                $(Kind::$kind => {
                    let of = $kind::default();
                    vec![$((key!($field $(as $key)?), family_of(&of.$field))),+]
                })+
                Kind::Other(_) => Vec::new(),
            }
        }

        pub(super) fn read_kind(kind: &Kind, fields: &Fields) -> Option<Record> {
            match kind {
                $(Kind::$kind => Some(Record::$kind($kind::read(fields))),)+
                Kind::Other(_) => None,
            }
        }

        pub(super) fn write(record: &Record) -> Flat {
            match record {
                $(Record::$kind(record) => record.write(),)+
            }
        }
    };
}

macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident as $key:literal) => {
        $key
    };
}

macro_rules! grouped {
    ($group:ident { $($field:ident,)+ }) => {
        impl Grouped for $group {
            fn families() -> Vec<(&'static str, Family)> {
                let of = Self::default();
                vec![$((stringify!($field), family_of(&of.$field))),+]
            }

            fn read_group(prefix: &str, fields: &Fields) -> Self {
                Self { $($field: Part::read(&format!("{prefix}:{}", stringify!($field)), fields),)+ }
            }

            fn write_group(&self, prefix: &str, flat: &mut Flat) {
                $(self.$field.write(&format!("{prefix}:{}", stringify!($field)), flat);)+
            }
        }
    };
}

fn family_of<P: Part>(_: &P) -> Family {
    P::family()
}

recorded! {
    Practice {
        name, niche, booking_url, currency, region, zone, hours, holiday, away, target, folklore, cadence, cap,
        ideal_client, device, person,
    }
    Contact {
        form, name, sector, address, geo, hours, drop_in, npi, at, channel, helps, found_via, introduced_by, knows,
        cadence_days, tier, competitor, stance, pinned_stage, top_ten, claimed_reach, confirmed, quiet_until,
        in_playbook as "in", step, tag, alias_of, imported,
    }
    Touchpoint {
        kind, state, direction, place, met, at, zone, length_min, outcome, left, cost_minor, purpose, intel, skill,
        surprise, named_me_heard, about, part_of,
    }
    Note { kind, about, text, topic, at, resolved, }
    Promise {
        kind, owes, to, text, due, seeks_profession, seeks_area, seeks_need, state, answer, done_by, quiet_until,
    }
    Referral {
        direction, from, to, code, source_class, topic, via, named_me, warm, received, answered, scheduled, started,
        closed, thanked, status, quiet_until, thanks_quiet_until,
    }
    Item {
        kind, name, body, cost_minor, minutes, channel, sector, topic, version, owner, signature, stocked, quiet_until,
    }
    Playbook { name, trigger, step, branch, season_from, season_until, yearly, paused, }
}

grouped! { Step { order, title, wait_days, touchpoint, channel, item, asks, dropped, } }
