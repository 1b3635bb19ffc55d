//! A field's value as automerge writes it.

use automerge::{ObjType, ScalarValue, Value as Stored};

use crate::Value;

/// Reads what automerge holds; prose through `prose`, as only the document knows it.
pub(crate) fn read(stored: Stored<'_>, prose: impl FnOnce() -> Option<String>) -> Option<Value> {
    match stored {
        Stored::Object(ObjType::Text) => prose().map(Value::Prose),
        Stored::Object(_) => None,
        Stored::Scalar(scalar) => Some(match scalar.as_ref() {
            ScalarValue::Str(text) => Value::Text(text.to_string()),
            ScalarValue::Int(number) => Value::Int(*number),
            ScalarValue::Uint(number) => Value::from_unsigned(*number),
            ScalarValue::F64(number) => Value::Float(*number),
            ScalarValue::Boolean(yes) => Value::Bool(*yes),
            ScalarValue::Bytes(bytes) => Value::Bytes(bytes.clone()),
            ScalarValue::Timestamp(at_ms) => Value::Instant(*at_ms),
            ScalarValue::Counter(count) => Value::Counter(count.into()),
            ScalarValue::Null => Value::null(),
            ScalarValue::Unknown { .. } => Value::Unknown("unknown".into()),
        }),
    }
}

/// Writes a value as one scalar; nothing for prose, which is no scalar, and for what is never written.
pub(crate) fn write(value: &Value) -> Option<ScalarValue> {
    Some(match value {
        Value::Text(text) => ScalarValue::Str(text.as_str().into()),
        Value::Int(number) => ScalarValue::Int(*number),
        Value::Float(number) => ScalarValue::F64(*number),
        Value::Bool(yes) => ScalarValue::Boolean(*yes),
        Value::Bytes(bytes) => ScalarValue::Bytes(bytes.clone()),
        Value::Instant(at_ms) => ScalarValue::Timestamp(*at_ms),
        Value::Counter(count) => ScalarValue::counter(*count),
        Value::Prose(_) | Value::Unknown(_) => return None,
    })
}
