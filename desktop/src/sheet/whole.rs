//! All that a record says, field by field, in the order in which the model lists them.

use rapport_core::{
    Family, Shape, families,
    model::{
        ChannelState, Instant, Kind, Met, RecordId,
        view::{Entry, Shown},
    },
};
use serde_json::{Map, Value};

use crate::{
    desk::Desk,
    screen::{Cell, Ink, Table},
    words::{self, InWords as _},
};

impl Desk {
    /// Every field that says something, each under its name. `but` names those that are shown elsewhere.
    pub fn whole(&self, entry: &Entry, but: &[&str]) -> Table {
        let mut table = Table::default();
        for (label, lines) in self.facts(entry, but) {
            for (number, line) in lines.into_iter().enumerate() {
                table.row([Cell::new(Ink::Faint, if number == 0 { label } else { "" }), Cell::from(line)]);
            }
        }
        table
    }

    /// The same as names and lines.
    pub fn facts(&self, entry: &Entry, but: &[&str]) -> Vec<(&'static str, Vec<String>)> {
        let (kind, fields) = (entry.record.kind(), as_json(entry));
        let said = families(&kind).into_iter().filter_map(|(name, family)| {
            let value = fields.get(name).filter(|_| !but.contains(&name))?;
            Some((words::field(&kind, name), self.lines(&kind, name, &family, value)))
        });
        said.collect()
    }

    /// A key of a record in words: `channel:phone:+1 555 0100` is "reach by phone:+1 555 0100", `met:<id>` "whom: Ana Ruiz".
    pub fn key_in_words(&self, kind: &Kind, key: &str) -> String {
        let (name, rest) = key.split_once(':').unwrap_or((key, ""));
        let label = words::field(kind, name);
        if rest.is_empty() {
            return label.to_owned();
        }
        // Ids have no colons, so that each part can be looked at by itself; a telephone number or address stays whole.
        let parts: Vec<String> = rest
            .split(':')
            .map(|part| match part.parse::<RecordId>() {
                Ok(id) => self.name(id),
                Err(_) => words::value(kind, name, part).unwrap_or(part).to_owned(),
            })
            .collect();
        format!("{label} {}", parts.join(if name == "channel" { ":" } else { ", " }))
    }

    /// A value of a field in words.
    pub fn value_in_words(&self, kind: &Kind, key: &str, value: &Shown) -> String {
        let name = key.split(':').next().unwrap_or(key);
        match value {
            Shown::YesNo(yes) => yes_no(*yes).to_owned(),
            Shown::Number(number) => number.to_string(),
            Shown::Decimal(number) => number.to_string(),
            Shown::At(time) => self.clock.say(*time),
            Shown::Record(id) => self.name(*id),
            Shown::Text(text) => match words::value(kind, name, text) {
                Some(words) => words.to_owned(),
                None => text.parse().map_or_else(|_| text.clone(), |day| self.clock.say_day(day)),
            },
        }
    }

    /// The lines of a field: one for a single value, one for each key of a family, sets of words in one line.
    fn lines(&self, kind: &Kind, name: &str, family: &Family, value: &Value) -> Vec<String> {
        match (family, value) {
            (Family::One(shape), value) => vec![self.scalar(kind, name, *shape, value)],
            (Family::Each(part, Shape::YesNo), Value::Array(set)) => {
                vec![set.iter().map(|key| self.scalar(kind, name, *part, key)).collect::<Vec<_>>().join(", ")]
            }
            (Family::Each(part, shape), Value::Object(map)) => map
                .iter()
                .map(|(key, value)| {
                    let key = self.scalar(kind, name, *part, &Value::from(key.as_str()));
                    let value = self.scalar(kind, name, *shape, value);
                    if name == "channel" { way_to_reach(&key, &value) } else { format!("{key}  {value}") }
                })
                .collect(),
            (Family::EachOf(first, second), Value::Object(map)) => map
                .iter()
                .map(|(key, set)| {
                    let key = self.scalar(kind, name, *first, &Value::from(key.as_str()));
                    let set = set.as_array().map(Vec::as_slice).unwrap_or_default();
                    let set: Vec<String> = set.iter().map(|word| self.scalar(kind, name, *second, word)).collect();
                    format!("{key}, {}", set.join(", "))
                })
                .collect(),
            (Family::Group(inner), Value::Object(map)) => {
                map.values().filter_map(Value::as_object).map(|group| self.group(kind, inner, group)).collect()
            }
            (_, other) => vec![other.to_string()],
        }
    }

    fn group(&self, kind: &Kind, inner: &[(&'static str, Family)], group: &Map<String, Value>) -> String {
        let said = inner.iter().filter_map(|(name, family)| match family {
            Family::One(shape) => Some(format!("{name}: {}", self.scalar(kind, name, *shape, group.get(*name)?))),
            _ => None,
        });
        said.collect::<Vec<_>>().join(", ")
    }

    fn scalar(&self, kind: &Kind, name: &str, shape: Shape, value: &Value) -> String {
        let text = value.as_str().unwrap_or_default();
        match shape {
            Shape::Instant => {
                let time = serde_json::from_value::<Instant>(value.clone());
                time.map_or_else(|_| text.to_owned(), |time| self.clock.say(time))
            }
            Shape::Day => text.parse().map_or_else(|_| text.to_owned(), |day| self.clock.say_day(day)),
            Shape::Record => text.parse().map_or_else(|_| text.to_owned(), |id| self.name(id)),
            Shape::Met => text.parse::<Met>().map_or_else(|_| text.to_owned(), |met| self.whom(&met)),
            Shape::Word(_) => words::value(kind, name, text).unwrap_or(text).to_owned(),
            Shape::Geo => match (value.get("latitude"), value.get("longitude")) {
                (Some(latitude), Some(longitude)) => format!("{latitude},{longitude}"),
                _ => value.to_string(),
            },
            Shape::YesNo => yes_no(value.as_bool().unwrap_or_default()).to_owned(),
            Shape::Number | Shape::Count | Shape::Decimal => value.to_string(),
            // Whose something is may be a contact of the book.
            Shape::Text if name == "owner" => text.parse().map_or_else(|_| text.to_owned(), |id| self.name(id)),
            Shape::Text | Shape::Prose => text.to_owned(),
        }
    }
}

/// "phone +1 555 0100, preferred"; that it is known is seen.
fn way_to_reach(channel: &str, state: &str) -> String {
    let channel = channel.replacen(':', " ", 1);
    if state == ChannelState::Known.words() { channel } else { format!("{channel}, {state}") }
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn as_json(entry: &Entry) -> Map<String, Value> {
    match serde_json::to_value(entry) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}
