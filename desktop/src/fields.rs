//! `field=value` as somebody types it, made into what the core takes: names become ids, words codes, "next month" a day.

use rapport_core::{
    Family, Shape,
    command::FieldEdit,
    families,
    model::{Kind, Met},
};

use crate::{desk::Desk, failure::Failure, names::Prefer, when::Way};

/// The ways to reach somebody that may be typed without `channel:` before them.
const CHANNELS: [&str; 5] = ["phone", "mobile", "email", "web", "fax"];

impl Desk {
    /// Reads `field=value` for a record of a kind.
    ///
    /// # Errors
    /// [`Failure::Usage`] if there is no such field, or the value is none that it can hold.
    pub fn field_edit(&self, kind: &Kind, typed: &str) -> Result<FieldEdit, Failure> {
        let Some((field, value)) = typed.split_once('=') else {
            return Err(Failure::usage(format!(
                "“{typed}” is no change: write field=value, as in  tier=a  or  \"hours=Mon-Fri 9-5\"; field= empties it"
            )));
        };
        let (field, value) = (field.trim(), value.trim());
        if CHANNELS.contains(&field) && *kind == Kind::Contact {
            return channel(field, value);
        }
        let (name, rest) = field.split_once(':').map_or((field, None), |(name, rest)| (name, Some(rest)));
        let Some((name, family)) = families(kind).into_iter().find(|(known, _)| *known == name) else {
            return Err(no_such_field(kind, name));
        };
        let (key, value) = match (&family, rest) {
            (Family::One(shape), None) => (String::new(), self.scalar_typed(*shape, value)?),
            (Family::Each(part, shape), Some(rest)) => (self.part(*part, rest)?, self.scalar_typed(*shape, value)?),
            // `tag=vip` puts one more into a set.
            (Family::Each(part, Shape::YesNo), None) if !value.is_empty() => (self.part(*part, value)?, yes()),
            (Family::EachOf(first, second), Some(rest)) => self.pair(*first, *second, rest, value)?,
            (Family::EachOf(first, _), None) if !value.is_empty() => {
                (format!("{}:staff", self.part(*first, value)?), yes())
            }
            (Family::Group(inner), Some(rest)) => {
                let shape = rest.rsplit_once(':').and_then(|(_, name)| shape_in(inner, name));
                let shape = shape.ok_or_else(|| Failure::usage(format!("{field}: write {name}:ID:FIELD=value")))?;
                (rest.to_owned(), self.scalar_typed(shape, value)?)
            }
            _ => return Err(wants_a_key(name, rest.is_some())),
        };
        let field = if key.is_empty() { name.to_owned() } else { format!("{name}:{key}") };
        Ok(FieldEdit { field, value })
    }

    /// `at:Oak Street:manager=yes`, or `at:Oak Street=manager`.
    fn pair(&self, first: Shape, second: Shape, rest: &str, value: &str) -> Result<(String, String), Failure> {
        let is_word = |text: &str| matches!(second, Shape::Word(words) if words().contains(&code(text).as_str()));
        match rest.rsplit_once(':').filter(|(_, last)| is_word(last)) {
            Some((one, word)) => {
                let key = format!("{}:{}", self.part(first, one)?, self.part(second, word)?);
                Ok((key, self.scalar_typed(Shape::YesNo, value)?))
            }
            None => Ok((format!("{}:{}", self.part(first, rest)?, self.part(second, value)?), yes())),
        }
    }

    /// A part of a key: what stands behind a colon.
    fn part(&self, shape: Shape, typed: &str) -> Result<String, Failure> {
        self.scalar_typed(shape, typed.trim())
    }

    /// A value as the core reads it. Empty stays empty: it clears the field.
    fn scalar_typed(&self, shape: Shape, typed: &str) -> Result<String, Failure> {
        if typed.is_empty() || typed == "none" && !matches!(shape, Shape::Text | Shape::Prose) {
            return Ok(String::new());
        }
        Ok(match shape {
            Shape::Day => self.clock.day(typed)?.to_string(),
            Shape::Instant => format!("{:?}", self.clock.moment(typed, Way::Back)?),
            Shape::Record => self.record(typed)?.0.to_string(),
            Shape::Met => match self.met(typed, None)? {
                Some(met) => met.to_string(),
                None => Met::Contact(self.contact(typed, Prefer::Either)?).to_string(),
            },
            Shape::Word(words) => {
                let code = code(typed);
                if !words().contains(&code.as_str()) {
                    return Err(Failure::usage(format!("“{typed}” is none of {}", words().join(", "))));
                }
                code
            }
            Shape::YesNo => match typed.to_lowercase().as_str() {
                "yes" | "y" | "true" | "on" => yes(),
                "no" | "n" | "false" | "off" => "no".to_owned(),
                _ => return Err(Failure::usage(format!("“{typed}” is neither yes nor no"))),
            },
            Shape::Text | Shape::Prose | Shape::Number | Shape::Count | Shape::Decimal | Shape::Geo => typed.to_owned(),
        })
    }
}

/// `phone=+1 555 0100`.
fn channel(kind: &str, value: &str) -> Result<FieldEdit, Failure> {
    if value.is_empty() {
        return Err(Failure::usage(format!("say which to take away:  \"channel:{kind}:+1 555 0100=\"")));
    }
    Ok(FieldEdit { field: format!("channel:{kind}:{value}"), value: "known".to_owned() })
}

fn yes() -> String {
    "yes".to_owned()
}

/// "Front desk" as documents have it.
fn code(typed: &str) -> String {
    typed.trim().to_lowercase().replace([' ', '-'], "_")
}

fn shape_in(inner: &[(&'static str, Family)], name: &str) -> Option<Shape> {
    inner.iter().find(|(known, _)| *known == name).and_then(|(_, family)| match family {
        Family::One(shape) => Some(*shape),
        _ => None,
    })
}

fn no_such_field(kind: &Kind, name: &str) -> Failure {
    let names: Vec<&str> = families(kind).into_iter().map(|(name, _)| name).collect();
    let shortcuts = if *kind == Kind::Contact { CHANNELS.join(", ") + ", " } else { String::new() };
    Failure::usage(format!("a {kind} has no field “{name}”; it has {shortcuts}{}", names.join(", ")))
}

fn wants_a_key(name: &str, has_key: bool) -> Failure {
    Failure::usage(if has_key {
        format!("{name} is one value: write {name}=value")
    } else {
        format!("{name} holds several: say which, as in {name}:KEY=value")
    })
}
