//! How a field of a model becomes keys of a document: one key, or a family of keys.

use std::collections::{BTreeMap, BTreeSet};

use rapport_document::{Fields, Value};

use super::{
    Flat,
    scalar::{KeyPart, Scalar},
    shape::{Family, Shape},
};
use crate::model::Groups;

/// A field of a model.
pub trait Part: Sized {
    /// What it holds, for edits by name.
    fn family() -> Family;
    /// Reads it from the key or keys under its name.
    fn read(name: &str, fields: &Fields) -> Self;
    /// Writes it; what is empty is left out.
    fn write(&self, name: &str, flat: &mut Flat);
}

impl<T: Scalar + Default> Part for T {
    fn family() -> Family {
        Family::One(T::SHAPE)
    }

    fn read(name: &str, fields: &Fields) -> Self {
        fields.get(name).and_then(T::from_value).unwrap_or_default()
    }

    fn write(&self, name: &str, flat: &mut Flat) {
        let value = self.to_value();
        // A text or a count is made in the record's first change even if empty: two that were made later, on two devices,
        // would not merge but hide one another.
        let merges = matches!(value, Value::Prose(_) | Value::Counter(_));
        if merges || *self != T::default() {
            flat.insert(name.to_owned(), value);
        }
    }
}

impl<T: Scalar> Part for Option<T> {
    fn family() -> Family {
        Family::One(T::SHAPE)
    }

    fn read(name: &str, fields: &Fields) -> Self {
        fields.get(name).and_then(T::from_value)
    }

    fn write(&self, name: &str, flat: &mut Flat) {
        if let Some(value) = self {
            flat.insert(name.to_owned(), value.to_value());
        }
    }
}

impl<K: KeyPart> Part for BTreeSet<K> {
    fn family() -> Family {
        Family::Each(K::SHAPE, Shape::YesNo)
    }

    fn read(name: &str, fields: &Fields) -> Self {
        under(name, fields)
            .filter(|(_, value)| **value == Value::Bool(true))
            .filter_map(|(key, _)| K::from_key(key))
            .collect()
    }

    fn write(&self, name: &str, flat: &mut Flat) {
        flat.extend(self.iter().map(|key| (format!("{name}:{}", key.to_key()), Value::Bool(true))));
    }
}

impl<K: KeyPart, V: Entry> Part for BTreeMap<K, V> {
    fn family() -> Family {
        V::family(K::SHAPE)
    }

    fn read(name: &str, fields: &Fields) -> Self {
        let mut map = Self::new();
        for (key, value) in under(name, fields) {
            if let Some((key, rest)) = V::split(key)
                && let Some(key) = K::from_key(key)
            {
                V::gather(map.entry(key), rest, value);
            }
        }
        map
    }

    fn write(&self, name: &str, flat: &mut Flat) {
        for (key, value) in self {
            value.spread(&format!("{name}:{}", key.to_key()), flat);
        }
    }
}

/// What stands under one key part of a map: a scalar, or a set of words behind one more colon.
pub trait Entry: Sized {
    /// The family of the whole map.
    fn family(key: Shape) -> Family;
    /// Splits what follows the map's name into its key and the rest.
    fn split(key: &str) -> Option<(&str, &str)>;
    /// Adds one key's value to the entry.
    fn gather<K: Ord>(entry: std::collections::btree_map::Entry<'_, K, Self>, rest: &str, value: &Value);
    /// Writes the entry.
    fn spread(&self, prefix: &str, flat: &mut Flat);
}

impl<T: Scalar> Entry for T {
    fn family(key: Shape) -> Family {
        Family::Each(key, T::SHAPE)
    }

    fn split(key: &str) -> Option<(&str, &str)> {
        Some((key, ""))
    }

    fn gather<K: Ord>(entry: std::collections::btree_map::Entry<'_, K, Self>, _: &str, value: &Value) {
        if let Some(value) = T::from_value(value) {
            entry.insert_entry(value);
        }
    }

    fn spread(&self, prefix: &str, flat: &mut Flat) {
        flat.insert(prefix.to_owned(), self.to_value());
    }
}

impl<R: KeyPart> Entry for BTreeSet<R> {
    fn family(key: Shape) -> Family {
        Family::EachOf(key, R::SHAPE)
    }

    fn split(key: &str) -> Option<(&str, &str)> {
        key.rsplit_once(':')
    }

    fn gather<K: Ord>(entry: std::collections::btree_map::Entry<'_, K, Self>, rest: &str, value: &Value) {
        if *value == Value::Bool(true)
            && let Some(word) = R::from_key(rest)
        {
            entry.or_default().insert(word);
        }
    }

    fn spread(&self, prefix: &str, flat: &mut Flat) {
        flat.extend(self.iter().map(|word| (format!("{prefix}:{}", word.to_key()), Value::Bool(true))));
    }
}

/// A small record within a record.
pub trait Grouped: Default {
    /// What its fields hold.
    fn families() -> Vec<(&'static str, Family)>;
    /// Reads it from the keys that start with `prefix` and a colon.
    fn read_group(prefix: &str, fields: &Fields) -> Self;
    /// Writes it there.
    fn write_group(&self, prefix: &str, flat: &mut Flat);
}

impl<T: Grouped> Part for Groups<T> {
    fn family() -> Family {
        Family::Group(T::families())
    }

    fn read(name: &str, fields: &Fields) -> Self {
        let ids: BTreeSet<&str> =
            under(name, fields).filter_map(|(key, _)| key.rsplit_once(':')).map(|(id, _)| id).collect();
        Self(ids.into_iter().map(|id| (id.to_owned(), T::read_group(&format!("{name}:{id}"), fields))).collect())
    }

    fn write(&self, name: &str, flat: &mut Flat) {
        for (id, group) in &self.0 {
            group.write_group(&format!("{name}:{id}"), flat);
        }
    }
}

fn under<'a>(name: &str, fields: &'a Fields) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let prefix = format!("{name}:");
    fields.iter_from(&prefix).map_while(move |(key, field)| Some((key.strip_prefix(&prefix)?, &field.value)))
}
