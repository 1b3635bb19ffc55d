//! What each field may hold, and a value typed by a person read as it.

use rapport_document::{Edit, Value};

use super::fields;
use crate::{
    error::Invalid,
    model::{Day, Geo, Instant, Kind, Met, RecordId},
};

/// What one key holds, as somebody would type it.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A line of text.
    Text,
    /// A text that merges by character.
    Prose,
    /// A whole number.
    Number,
    /// A count to which devices add: `+5`, `-2`.
    Count,
    /// A number with a point.
    Decimal,
    /// `yes` or `no`.
    YesNo,
    /// RFC 3339.
    Instant,
    /// `2026-11-22`.
    Day,
    /// `40.71,-74.01`.
    Geo,
    /// A record's id.
    Record,
    /// A contact's id, or `role:` and a role.
    Met,
    /// One of some words.
    Word(fn() -> Vec<&'static str>),
}

/// The keys of one field.
#[derive(Debug, Clone)]
pub enum Family {
    /// One key: `name`.
    One(Shape),
    /// A key each: `met:<contact>`.
    Each(Shape, Shape),
    /// A key for each pair: `at:<place>:<role>`.
    EachOf(Shape, Shape),
    /// A key for each field of small records: `step:<id>:<field>`.
    Group(Vec<(&'static str, Family)>),
}

/// The shape that a key of a kind holds, if that kind has such a key.
#[must_use]
pub fn shape_of(kind: &Kind, key: &str) -> Option<Shape> {
    let (name, rest) = key.split_once(':').map_or((key, None), |(name, rest)| (name, Some(rest)));
    let (_, family) = fields::families(kind).into_iter().find(|(field, _)| *field == name)?;
    match (family, rest) {
        (Family::One(shape), None) => Some(shape),
        (Family::Each(part, shape), Some(rest)) => value(part, rest).ok().map(|_| shape),
        (Family::EachOf(first, second), Some(rest)) => {
            let (one, two) = rest.rsplit_once(':')?;
            (value(first, one).is_ok() && value(second, two).is_ok()).then_some(Shape::YesNo)
        }
        (Family::Group(inner), Some(rest)) => {
            let (id, field) = rest.rsplit_once(':')?;
            let family = inner.into_iter().find(|(name, _)| *name == field && !id.is_empty())?.1;
            if let Family::One(shape) = family { Some(shape) } else { None }
        }
        _ => None,
    }
}

/// The names of a kind's fields, for messages and completion.
#[must_use]
pub fn field_names(kind: &Kind) -> Vec<&'static str> {
    fields::families(kind).into_iter().map(|(name, _)| name).collect()
}

/// Reads `key` and what somebody typed for it as an edit. Empty text clears the field.
///
/// # Errors
/// [`Invalid`] names the field and what was expected of it.
pub fn parse(kind: &Kind, key: &str, typed: &str) -> Result<Edit, Invalid> {
    let Some(shape) = shape_of(kind, key) else {
        let known = field_names(kind).join(", ");
        return Err(Invalid::new(key, format!("a {kind} has no such field; it has: {known}")));
    };
    match (shape, typed) {
        // Emptied, not dropped: what another device writes into it meanwhile stays.
        (Shape::Prose, "") => return Ok(Edit::Put { key: key.to_owned(), value: Value::Prose(String::new()) }),
        (Shape::Count, "") => {}
        (_, "") => return Ok(Edit::Delete { key: key.to_owned() }),
        _ => {}
    }
    if matches!(shape, Shape::Count) {
        let by = typed.parse().map_err(|_| Invalid::new(key, "expected how many to add or take away, such as +12"))?;
        return Ok(Edit::Increment { key: key.to_owned(), by });
    }
    let value = value(shape, typed).map_err(|expected| Invalid::new(key, expected))?;
    Ok(if value == Value::Bool(false) {
        Edit::Delete { key: key.to_owned() }
    } else {
        Edit::Put { key: key.to_owned(), value }
    })
}

fn value(shape: Shape, typed: &str) -> Result<Value, String> {
    let expected = |what: &str| format!("expected {what}, not “{typed}”");
    Ok(match shape {
        Shape::Text => Value::Text(typed.to_owned()),
        Shape::Prose => Value::Prose(typed.to_owned()),
        Shape::Number | Shape::Count => Value::Int(typed.parse().map_err(|_| expected("a whole number"))?),
        Shape::Decimal => match typed.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Float(number),
            _ => return Err(expected("a number")),
        },
        Shape::YesNo => match typed {
            "yes" | "true" => Value::Bool(true),
            "no" | "false" => Value::Bool(false),
            _ => return Err(expected("yes or no")),
        },
        Shape::Instant => {
            let time = chrono::DateTime::parse_from_rfc3339(typed)
                .map_err(|_| expected("a time, such as 2026-11-22T14:05:00Z"))?;
            Value::Instant(Instant::from(time.to_utc()).0)
        }
        Shape::Day => Value::Text(typed.parse::<Day>().map_err(|_| expected("a day, such as 2026-11-22"))?.to_string()),
        Shape::Geo => Value::Text(typed.parse::<Geo>().map_err(str::to_owned)?.to_string()),
        Shape::Record => Value::Bytes(typed.parse::<RecordId>().map_err(|_| expected("a record's id"))?.0.to_vec()),
        Shape::Met => Value::Text(typed.parse::<Met>().map_err(str::to_owned)?.to_string()),
        Shape::Word(words) if words().contains(&typed) => Value::Text(typed.to_owned()),
        Shape::Word(words) => return Err(expected(&format!("one of {}", words().join(", ")))),
    })
}
