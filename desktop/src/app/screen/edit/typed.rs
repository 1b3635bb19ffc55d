//! What was changed on a form, as edits: a control that holds what it held when the form was shown changes nothing.

use rapport_core::{Family, Shape, command::FieldEdit, families, model::Kind};

use super::Wrong;
use crate::{
    app::{
        fields::Fields,
        view::View,
        words::{edit as say, failed},
    },
    failure::Failure,
};

/// The edits that a form asks for.
///
/// # Errors
/// What is wrong with which control. Nothing is to be changed then.
pub fn edits(view: &View, kind: &Kind, fields: &Fields) -> Result<Vec<FieldEdit>, Wrong> {
    let (mut edits, mut wrong) = (Vec::new(), Wrong::new());
    let mut take = |key: String, read: Result<Vec<FieldEdit>, Failure>| match read {
        Ok(read) => edits.extend(read),
        Err(failure) => drop(wrong.insert(key, failed::said_of_a_field(&failure))),
    };
    for (name, was) in fields.pairs() {
        if let Some(key) = name.strip_prefix("was:") {
            let is = fields.text_or_empty(key);
            if is != was.trim() {
                take(key.to_owned(), changed(view, kind, key, &is).map(|edit| vec![edit]));
            }
        } else if let Some(field) = name.strip_prefix("add:")
            && !was.trim().is_empty()
        {
            take(name.clone(), added(view, kind, field, was, fields));
        }
    }
    edits.extend(roles(fields));
    if wrong.is_empty() { Ok(edits) } else { Err(wrong) }
}

/// A key that holds another value now.
fn changed(view: &View, kind: &Kind, key: &str, is: &str) -> Result<FieldEdit, Failure> {
    // The key of one among several stands as it is; its value is a word, a number or a tick.
    if key.contains(':') {
        return Ok(FieldEdit { field: key.to_owned(), value: is.to_owned() });
    }
    let family = families(kind).into_iter().find(|(name, _)| *name == key).map(|(_, family)| family);
    let value = match family {
        Some(Family::One(Shape::Instant)) => is.replacen('T', " ", 1),
        // Texts are kept as they are typed, whatever stands in them.
        Some(Family::One(Shape::Text | Shape::Prose)) => {
            return Ok(FieldEdit { field: key.to_owned(), value: is.to_owned() });
        }
        _ => is.to_owned(),
    };
    view.field_edit(kind, &format!("{key}={value}"))
}

/// What is added to a field that holds several.
fn added(view: &View, kind: &Kind, field: &str, typed: &str, fields: &Fields) -> Result<Vec<FieldEdit>, Failure> {
    if field == "at" && *kind == Kind::Contact {
        let roles: Vec<&str> = fields.all("add-role").collect();
        if roles.is_empty() {
            return view.field_edit(kind, &format!("at={}", typed.trim())).map(|edit| vec![edit]);
        }
        return roles.into_iter().map(|role| view.field_edit(kind, &format!("at:{}={role}", typed.trim()))).collect();
    }
    let each = typed.split(',').map(str::trim).filter(|one| !one.is_empty());
    each.map(|one| match field {
        "channel" => channel(view, kind, one),
        "left" => left(view, one),
        _ => view.field_edit(kind, &format!("{field}={one}")),
    })
    .collect()
}

fn channel(view: &View, kind: &Kind, typed: &str) -> Result<FieldEdit, Failure> {
    match typed.split_once(':') {
        Some((way, value)) if !value.trim().is_empty() => {
            Ok(FieldEdit { field: format!("channel:{}:{}", way.trim(), value.trim()), value: "known".to_owned() })
        }
        // An address and a number say by themselves what they are.
        _ if typed.contains('@') => view.field_edit(kind, &format!("email={typed}")),
        _ if typed.chars().all(|c| c.is_ascii_digit() || " +()-.".contains(c)) => {
            view.field_edit(kind, &format!("phone={typed}"))
        }
        _ => Err(Failure::usage(say::CHANNELS)),
    }
}

/// "2 cookies".
fn left(view: &View, typed: &str) -> Result<FieldEdit, Failure> {
    let (count, name) = match typed.split_once(' ') {
        Some((count, name)) if count.parse::<u32>().is_ok() => (count, name),
        _ => ("1", typed),
    };
    let item = view.item(name, &[]).map_err(|_| Failure::usage(say::no_item(name)))?;
    Ok(FieldEdit { field: format!("left:{}", item.key), value: count.to_owned() })
}

/// Roles that were chosen or are not any more, at places where somebody works already.
fn roles(fields: &Fields) -> Vec<FieldEdit> {
    let mut edits = Vec::new();
    let mut places: Vec<&str> = fields.pairs().iter().filter_map(|(name, _)| name.strip_prefix("was-role:")).collect();
    places.dedup();
    for place in places {
        let (was_name, is_name) = (format!("was-role:{place}"), format!("at:{place}"));
        let was: Vec<&str> = fields.all(&was_name).collect();
        let is: Vec<&str> = fields.all(&is_name).collect();
        let edit = |role: &str, value: &str| FieldEdit { field: format!("at:{place}:{role}"), value: value.to_owned() };
        edits.extend(was.iter().filter(|role| !is.contains(role)).map(|role| edit(role, "")));
        edits.extend(is.iter().filter(|role| !was.contains(role)).map(|role| edit(role, "yes")));
    }
    edits
}
