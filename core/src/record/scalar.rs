//! What one key holds, and what part of a key names something.

use std::str::FromStr;

use rapport_document::Value;

use super::shape::Shape;
use crate::model::{
    ChannelState, Day, Direction, Form, Geo, Instant, ItemKind, Met, NoteKind, Outcome, Owes, PromiseKind,
    PromiseState, Prose, RecordId, ReferralStatus, Role, Sector, SourceClass, Stage, Stance, Stock, Tier,
    TouchpointKind, TouchpointState, Via,
};

/// A type that one key holds.
pub trait Scalar: Sized + Clone + PartialEq {
    /// What it looks like to somebody who types it.
    const SHAPE: Shape;
    /// Reads it; nothing if the value is of another type, as from a newer version.
    fn from_value(value: &Value) -> Option<Self>;
    /// Writes it.
    fn to_value(&self) -> Value;
}

/// A type that stands in a key, behind a colon.
pub trait KeyPart: Sized + Ord + Clone {
    /// What it looks like to somebody who types it.
    const SHAPE: Shape;
    /// Reads it.
    fn from_key(text: &str) -> Option<Self>;
    /// Writes it.
    fn to_key(&self) -> String;
}

macro_rules! scalar {
    ($type:ty, $shape:expr, $variant:ident($read:ident) => $from:expr, $write:ident => $to:expr) => {
        impl Scalar for $type {
            const SHAPE: Shape = $shape;
            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    Value::$variant($read) => $from,
                    _ => None,
                }
            }
            fn to_value(&self) -> Value {
                let $write = self;
                Value::$variant($to)
            }
        }
    };
}

scalar!(String, Shape::Text, Text(text) => Some(text.clone()), text => text.clone());
scalar!(i64, Shape::Number, Int(number) => Some(*number), number => *number);
scalar!(f64, Shape::Decimal, Float(number) => Some(*number), number => *number);
scalar!(bool, Shape::YesNo, Bool(yes) => Some(*yes), yes => *yes);
scalar!(Instant, Shape::Instant, Instant(ms) => Some(Instant(*ms)), instant => instant.0);
scalar!(Day, Shape::Day, Text(text) => text.parse().ok(), day => day.to_string());
scalar!(Geo, Shape::Geo, Text(text) => text.parse().ok(), geo => geo.to_string());
scalar!(RecordId, Shape::Record, Bytes(bytes) => RecordId::from_slice(bytes), id => id.0.to_vec());
scalar!(Prose, Shape::Prose, Prose(text) => Some(Prose(text.clone())), prose => prose.0.clone());
scalar!(Stock, Shape::Count, Counter(count) => Some(Stock(*count)), stock => stock.0);

macro_rules! words {
    ($($type:ty),*) => {$(
        impl Scalar for $type {
            const SHAPE: Shape = Shape::Word(|| Self::ALL.iter().map(Self::as_str).collect());
            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    Value::Text(word) => Some(Self::from(word.as_str())),
                    _ => None,
                }
            }
            fn to_value(&self) -> Value {
                Value::Text(self.as_str().to_owned())
            }
        }
        impl KeyPart for $type {
            const SHAPE: Shape = <Self as Scalar>::SHAPE;
            fn from_key(text: &str) -> Option<Self> {
                Some(Self::from(text))
            }
            fn to_key(&self) -> String {
                self.as_str().to_owned()
            }
        }
    )*};
}

words!(
    ChannelState,
    Direction,
    Form,
    ItemKind,
    NoteKind,
    Outcome,
    Owes,
    PromiseKind,
    PromiseState,
    ReferralStatus,
    Role,
    Sector,
    SourceClass,
    Stage,
    Stance,
    Tier,
    TouchpointKind,
    TouchpointState,
    Via
);

macro_rules! key_part {
    ($($type:ty => $shape:expr),*) => {$(
        impl KeyPart for $type {
            const SHAPE: Shape = $shape;
            fn from_key(text: &str) -> Option<Self> {
                Self::from_str(text).ok()
            }
            fn to_key(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

key_part!(String => Shape::Text, RecordId => Shape::Record, Day => Shape::Day, Met => Shape::Met);
