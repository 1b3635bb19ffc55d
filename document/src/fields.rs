//! What a record says now.

use std::collections::BTreeMap;

use rapport_protocol::ChangeId;
use serde::{Deserialize, Serialize};

use crate::{Actor, Value};

/// What a record says now: its fields by key.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub BTreeMap<String, Field>);

/// One field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// What it holds; among rivals the one that won, the same on every device.
    pub value: Value,
    /// Empty, unless two or more *different* values were put there at once; then all of them, the winner first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<Rival>,
}

/// One of the values that were put in a field at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rival {
    /// The value.
    pub value: Value,
    /// The change that put it there.
    pub change: ChangeId,
    /// Who made that change.
    pub actor: Actor,
    /// When, in seconds since 1970 by its maker's clock.
    pub time_s: i64,
}

impl Fields {
    /// What a field holds.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key).map(|field| &field.value)
    }

    /// A field with its rivals.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.0.get(key)
    }

    /// Every field, by key in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Field)> {
        self.0.iter().map(|(key, field)| (key.as_str(), field))
    }

    /// The fields from a key on, in ascending order.
    pub fn iter_from<'a>(&'a self, key: &str) -> impl Iterator<Item = (&'a str, &'a Field)> + use<'a> {
        let from = (std::ops::Bound::Included(key), std::ops::Bound::Unbounded);
        self.0.range::<str, _>(from).map(|(key, field)| (key.as_str(), field))
    }

    /// The fields whose keys begin with `prefix`, each with the rest of its key: `prefixed("met:")`.
    pub fn prefixed<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a Field)> {
        let from = self.0.range::<str, _>((std::ops::Bound::Included(prefix), std::ops::Bound::Unbounded));
        from.map_while(move |(key, field)| Some((key.strip_prefix(prefix)?, field)))
    }

    /// The keys of the fields that have rivals.
    pub fn conflicts(&self) -> impl Iterator<Item = &str> {
        self.iter().filter(|(_, field)| !field.rivals.is_empty()).map(|(key, _)| key)
    }
}

impl Field {
    /// A field with everything that was put there at once, the winner first; nothing if that is nothing.
    pub(crate) fn from_rivals(rivals: Vec<Rival>) -> Option<Self> {
        let value = rivals.first()?.value.clone();
        let agree = rivals.iter().all(|rival| rival.value == value);
        Some(Self { value, rivals: if agree { Vec::new() } else { rivals } })
    }
}
