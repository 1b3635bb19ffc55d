//! What the user's own door refuses: values that no practice means, each with its field named. What came from other devices is
//! kept as it is, whatever it says: only what is written here and now is looked at.

use chrono::Datelike as _;
use rapport_document::{Edit, Value};

use super::{
    fields,
    shape::{Family, Shape},
};
use crate::{
    error::Invalid,
    model::{Day, Geo, Instant, Kind, RecordId, is_region},
};

/// The years within which a day or a time may be.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;
/// The most that something may cost: a billion of any currency, in its minor unit.
const MONEY: i64 = 100_000_000_000;
/// The longest interval between touches or steps: ten years.
const INTERVAL_DAYS: i64 = 3_650;
/// The longest that anything takes: a week.
const LENGTH_MIN: i64 = 7 * 24 * 60;
/// The most of anything that one counts.
const COUNT: i64 = 1_000_000_000;

/// The least and the most that a whole number may be, by kind and field.
static NUMBERS: [(Kind, &str, i64, i64); 11] = [
    (Kind::Contact, "cadence_days", 1, INTERVAL_DAYS),
    (Kind::Contact, "claimed_reach", 0, COUNT),
    (Kind::Touchpoint, "length_min", 1, LENGTH_MIN),
    (Kind::Touchpoint, "cost_minor", 0, MONEY),
    (Kind::Touchpoint, "left", 1, COUNT),
    (Kind::Item, "cost_minor", 0, MONEY),
    (Kind::Item, "minutes", 1, LENGTH_MIN),
    (Kind::Practice, "cadence", 1, INTERVAL_DAYS),
    (Kind::Practice, "cap", 0, MONEY),
    (Kind::Practice, "target", 0, COUNT),
    (Kind::Playbook, "wait_days", 0, INTERVAL_DAYS),
];

/// Looks at what is about to be written into a record. `now` itself is let through: a clock that is wrong by ages keeps nobody
/// from writing.
///
/// # Errors
/// [`Invalid`] names the field and says what was expected of it.
pub fn check(kind: &Kind, id: RecordId, edits: &[Edit], now: Instant) -> Result<(), Invalid> {
    let families = fields::families(kind);
    for edit in edits {
        let (name, rest) = edit.key().split_once(':').unwrap_or((edit.key(), ""));
        let Some((_, family)) = families.iter().find(|(field, _)| *field == name) else { continue };
        let wrong = match edit {
            Edit::Delete { .. } => None,
            Edit::Put { value, .. } | Edit::Settle { value, .. } if *value == Value::Instant(now.0) => None,
            Edit::Put { value, .. } | Edit::Settle { value, .. } => {
                let (shape, field) = held(family, name, rest);
                key_fault(family, id, rest)
                    .or_else(|| value_fault(shape, id, value))
                    .or_else(|| number_fault(kind, field, rest, value))
                    .or_else(|| text_fault(kind, name, rest, value))
            }
            Edit::Increment { by, .. } => {
                (by.unsigned_abs() > COUNT.unsigned_abs()).then(|| format!("{COUNT} at most"))
            }
        };
        if let Some(expected) = wrong {
            return Err(Invalid::new(edit.key(), expected));
        }
    }
    Ok(())
}

/// A day that a command is given, apart from any record.
///
/// # Errors
/// [`Invalid`] if it is in no year that a practice means.
pub fn check_day(field: &str, day: Day) -> Result<(), Invalid> {
    if is_sane(day) { Ok(()) } else { Err(Invalid::new(field, expected_year())) }
}

/// What a key holds, and the field that it belongs to: of a small record within, the field there.
fn held<'a>(family: &Family, name: &'a str, rest: &'a str) -> (Option<Shape>, &'a str) {
    match family {
        Family::One(shape) | Family::Each(_, shape) => (Some(*shape), name),
        Family::EachOf(..) => (Some(Shape::YesNo), name),
        Family::Group(inner) => {
            let field = rest.rsplit_once(':').map_or("", |(_, field)| field);
            let shape = inner.iter().find(|(known, _)| *known == field).and_then(|(_, family)| match family {
                Family::One(shape) => Some(*shape),
                _ => None,
            });
            (shape, field)
        }
    }
}

/// What is wrong with what a key itself names: `knows:<contact>`, `at:<place>:<role>`, `holiday:<day>`.
fn key_fault(family: &Family, id: RecordId, rest: &str) -> Option<String> {
    let (part, named) = match family {
        Family::Each(part, _) => (part, rest),
        Family::EachOf(part, _) => (part, rest.rsplit_once(':').map_or(rest, |(first, _)| first)),
        Family::One(_) | Family::Group(_) => return None,
    };
    match part {
        Shape::Record | Shape::Met => (named.parse() == Ok(id)).then(itself),
        Shape::Day => (!named.parse().is_ok_and(is_sane)).then(expected_year),
        _ => None,
    }
}

fn value_fault(shape: Option<Shape>, id: RecordId, value: &Value) -> Option<String> {
    match (shape?, value) {
        (Shape::Instant, Value::Instant(ms)) => (!is_sane(Instant(*ms).utc().date_naive())).then(expected_year),
        (Shape::Day, Value::Text(day)) => (!day.parse().is_ok_and(is_sane)).then(expected_year),
        (Shape::Geo, Value::Text(geo)) => geo.parse::<Geo>().err().map(str::to_owned),
        (Shape::Record, Value::Bytes(bytes)) => (RecordId::from_slice(bytes) == Some(id)).then(itself),
        (Shape::Count, Value::Counter(count)) => {
            (count.unsigned_abs() > COUNT.unsigned_abs()).then(|| format!("{COUNT} at most"))
        }
        _ => None,
    }
}

fn number_fault(kind: &Kind, field: &str, rest: &str, value: &Value) -> Option<String> {
    match value {
        Value::Int(number) => {
            let (.., least, most) = NUMBERS.iter().find(|(of, name, ..)| of == kind && *name == field)?;
            let most = if field == "target" && rest.starts_with("mix_") { &100 } else { most };
            (!(least..=most).contains(&number)).then(|| format!("a whole number from {least} to {most}, not {number}"))
        }
        Value::Float(number) if field == "folklore" => {
            let most = if rest == "partner_share" { 1.0 } else { 1_000_000.0 };
            (!(0.0..=most).contains(number)).then(|| format!("a number from 0 to {most}, not {number}"))
        }
        _ => None,
    }
}

fn text_fault(kind: &Kind, name: &str, rest: &str, value: &Value) -> Option<String> {
    let Value::Text(text) = value else { return None };
    let (is_right, expected) = match (kind, name) {
        (Kind::Practice, "region") => {
            (is_region(text), "a country by its two letters (ISO 3166), such as US, GB or DE")
        }
        (Kind::Practice, "currency") => (
            text.len() == 3 && text.bytes().all(|letter| letter.is_ascii_alphabetic()),
            "a currency by its three letters (ISO 4217), such as USD, GBP or EUR",
        ),
        (Kind::Practice, "zone") => {
            (text.parse::<chrono_tz::Tz>().is_ok(), "a time zone as in Europe/London or America/New_York")
        }
        (Kind::Practice, "hours") => (
            WEEKDAYS.contains(&rest) && are_hours(text),
            "a weekday (mon, tue, wed, thu, fri, sat, sun) and hours such as 09:00-17:00",
        ),
        (Kind::Contact, "npi") => {
            (text.len() == 10 && text.bytes().all(|digit| digit.is_ascii_digit()), "an NPI: ten digits")
        }
        _ => return None,
    };
    (!is_right).then(|| format!("{expected}, not “{text}”"))
}

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// "09:00-12:00, 13:00-17:00".
fn are_hours(text: &str) -> bool {
    let time = |text: &str| chrono::NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
    text.split(',').all(|span| {
        let span = span.split_once('-').and_then(|(from, until)| Some((time(from)?, time(until)?)));
        span.is_some_and(|(from, until)| from < until)
    })
}

fn is_sane(day: Day) -> bool {
    YEARS.contains(&day.year())
}

fn expected_year() -> String {
    format!("a day in the years {} to {}", YEARS.start(), YEARS.end())
}

fn itself() -> String {
    "another record than this one itself".to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::record::parse;

    const ME: RecordId = RecordId([7; 16]);

    fn refused(kind: &Kind, field: &str, typed: &str) -> bool {
        let edit = parse(kind, field, typed).unwrap();
        match check(kind, ME, &[edit], Instant(1)) {
            Err(invalid) => {
                assert_eq!(invalid.field, field);
                true
            }
            Ok(()) => false,
        }
    }

    #[test]
    fn what_no_practice_means_is_refused_by_its_field() {
        for (kind, field, right, wrong) in [
            (Kind::Contact, "cadence_days", ["1", "3650"], ["0", "-3"]),
            (Kind::Contact, "claimed_reach", ["0", "250"], ["-1", "9999999999"]),
            (Kind::Contact, "quiet_until", ["1900-01-01", "2200-12-31"], ["1899-12-31", "9999-01-01"]),
            (Kind::Contact, "npi", ["1000000001", "0123456789"], ["1", "100000000a"]),
            (Kind::Contact, "confirmed:address", ["2026-11-22", "2020-01-01"], ["9999-01-01", "0001-01-01"]),
            (Kind::Touchpoint, "length_min", ["1", "10080"], ["0", "10081"]),
            (Kind::Touchpoint, "cost_minor", ["0", "1450"], ["-1", "9223372036854775807"]),
            (Kind::Touchpoint, "left:card", ["1", "12"], ["0", "-4"]),
            (
                Kind::Touchpoint,
                "at",
                ["2026-11-22T14:00:00Z", "1900-01-02T00:00:00Z"],
                ["9999-01-01T00:00:00Z", "1700-01-01T00:00:00Z"],
            ),
            (Kind::Item, "minutes", ["1", "30"], ["0", "-5"]),
            (Kind::Item, "cost_minor", ["0", "100"], ["-1", "100000000001"]),
            (Kind::Item, "stocked", ["+5", "-5"], ["+9999999999", "-9999999999"]),
            (Kind::Practice, "region", ["US", "gb"], ["ZZ", "UK"]),
            (Kind::Practice, "currency", ["EUR", "usd"], ["E", "12€"]),
            (Kind::Practice, "zone", ["Europe/Vienna", "UTC"], ["Vienna", "Mars/Base"]),
            (Kind::Practice, "hours:mon", ["09:00-17:00", "08:30-12:00, 13:00-17:00"], ["9 to 5", "17:00-09:00"]),
            (Kind::Practice, "cadence:a", ["21", "1"], ["0", "-1"]),
            (Kind::Practice, "cap:gift_year", ["0", "53500"], ["-1", "100000000001"]),
            (Kind::Practice, "target:mix_client", ["0", "100"], ["-1", "101"]),
            (Kind::Practice, "target:active_partners", ["0", "300"], ["-1", "9999999999"]),
            (Kind::Practice, "folklore:partner_share", ["0", "0.5"], ["-0.1", "1.5"]),
            (Kind::Practice, "folklore:thank_hours", ["0", "24"], ["-1", "1e9"]),
            (Kind::Practice, "away:2026-12-24", ["2027-01-02", "2026-12-24"], ["9999-01-01", "1000-01-01"]),
            (Kind::Playbook, "step:call:wait_days", ["0", "7"], ["-1", "3651"]),
            (Kind::Promise, "due", ["2026-11-22", "2200-01-01"], ["2201-01-01", "9999-12-31"]),
            (
                Kind::Referral,
                "received",
                ["2026-11-22T14:00:00Z", "2000-01-01T00:00:00Z"],
                ["9999-01-01T00:00:00Z", "0001-01-01T00:00:00Z"],
            ),
        ] {
            for typed in right {
                assert!(!refused(&kind, field, typed), "{field}={typed}");
            }
            for typed in wrong {
                assert!(refused(&kind, field, typed), "{field}={typed}");
            }
        }
        assert!(refused(&Kind::Practice, "hours:someday", "09:00-17:00"));
        assert!(refused(&Kind::Practice, "holiday:9999-01-01", "New Year"));
    }

    #[test]
    fn nobody_is_their_own_acquaintance_place_or_event() {
        for (kind, field) in [
            (Kind::Contact, format!("knows:{ME}")),
            (Kind::Contact, format!("introduced_by:{ME}")),
            (Kind::Contact, format!("at:{ME}:owner")),
            (Kind::Touchpoint, format!("met:{ME}")),
            (Kind::Touchpoint, format!("about:{ME}")),
            (Kind::Note, format!("about:{ME}")),
        ] {
            assert!(refused(&kind, &field, "yes"), "{field}");
            assert!(!refused(&kind, &field.replace(&ME.to_string(), &RecordId([8; 16]).to_string()), "yes"));
        }
        for (kind, field) in [(Kind::Contact, "alias_of"), (Kind::Touchpoint, "part_of"), (Kind::Promise, "done_by")] {
            assert!(refused(&kind, field, &ME.to_string()), "{field}");
        }
    }

    #[test]
    fn whatever_is_bounded_is_a_field_of_its_kind() {
        for (kind, name, least, most) in &NUMBERS {
            assert!(least < most);
            let mut inner = fields::families(kind).into_iter().flat_map(|(field, family)| match family {
                Family::Group(inner) => inner.into_iter().map(|(field, _)| field).collect(),
                _ => vec![field],
            });
            assert!(inner.any(|field| field == *name), "{kind} {name}");
        }
    }
}
