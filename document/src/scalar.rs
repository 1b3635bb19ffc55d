//! A value in its four forms: as a field holds it, as a change carries it, as automerge holds and as it takes it.

use automerge::{ObjType, ScalarValue, Value as Stored};

use crate::{Value, gate::Scalar};

/// Reads what automerge holds; prose through `prose`, as only the document knows it.
pub(crate) fn read(stored: Stored<'_>, prose: impl FnOnce() -> Option<String>) -> Option<Value> {
    match stored {
        Stored::Object(ObjType::Text) => prose().map(Value::Prose),
        Stored::Object(_) => None,
        Stored::Scalar(scalar) => Some(match scalar.as_ref() {
            ScalarValue::Null => Scalar::Null.into(),
            ScalarValue::Boolean(yes) => Value::Bool(*yes),
            ScalarValue::Uint(number) => Scalar::Uint(*number).into(),
            ScalarValue::Int(number) => Value::Int(*number),
            ScalarValue::F64(number) => Value::Float(*number),
            ScalarValue::Str(text) => Value::Text(text.to_string()),
            ScalarValue::Bytes(bytes) => Value::Bytes(bytes.clone()),
            ScalarValue::Counter(count) => Value::Counter(count.into()),
            ScalarValue::Timestamp(at_ms) => Value::Instant(*at_ms),
            ScalarValue::Unknown { .. } => Value::Unknown("unknown".into()),
        }),
    }
}

/// The scalar that writes a value; nothing for prose, which is no scalar, and for what is never written.
pub(crate) fn write(value: &Value) -> Option<ScalarValue> {
    let scalar = match value {
        Value::Text(text) => Scalar::Text(text),
        Value::Int(number) => Scalar::Int(*number),
        Value::Float(number) => Scalar::Float(*number),
        Value::Bool(yes) => Scalar::Bool(*yes),
        Value::Bytes(bytes) => Scalar::Bytes(bytes),
        Value::Instant(at_ms) => Scalar::Instant(*at_ms),
        Value::Counter(count) => Scalar::Counter(*count),
        Value::Prose(_) | Value::Unknown(_) => return None,
    };
    Some(scalar.into())
}

impl From<Scalar<'_>> for Value {
    fn from(scalar: Scalar<'_>) -> Self {
        match scalar {
            Scalar::Null => Self::Unknown("null".into()),
            Scalar::Bool(yes) => Self::Bool(yes),
            Scalar::Uint(number) => {
                i64::try_from(number).map_or_else(|_| Self::Unknown(format!("uint {number}")), Self::Int)
            }
            Scalar::Int(number) => Self::Int(number),
            Scalar::Float(number) => Self::Float(number),
            Scalar::Text(text) => Self::Text(text.into()),
            Scalar::Bytes(bytes) => Self::Bytes(bytes.into()),
            Scalar::Counter(count) => Self::Counter(count),
            Scalar::Instant(at_ms) => Self::Instant(at_ms),
        }
    }
}

impl From<Scalar<'_>> for ScalarValue {
    fn from(scalar: Scalar<'_>) -> Self {
        match scalar {
            Scalar::Null => Self::Null,
            Scalar::Bool(yes) => Self::Boolean(yes),
            Scalar::Uint(number) => Self::Uint(number),
            Scalar::Int(number) => Self::Int(number),
            Scalar::Float(number) => Self::F64(number),
            Scalar::Text(text) => Self::Str(text.into()),
            Scalar::Bytes(bytes) => Self::Bytes(bytes.into()),
            Scalar::Counter(count) => Self::counter(count),
            Scalar::Instant(at_ms) => Self::Timestamp(at_ms),
        }
    }
}
