//! The controls of a form for editing: one for each key that a record has, and one to add to what holds several. Beside each stands
//! what it held when the form was shown.

use maud::{Markup, html};
use rapport_core::{
    Family, Shape, families,
    model::{Instant, Kind, Met, Role, view::Entry},
};
use serde_json::{Map, Value};

use super::Wrong;
use crate::{
    app::{
        fields::Fields,
        part::{
            chips::{self, Chip},
            form::{self, Line},
        },
        view::View,
        words::edit as say,
    },
    words::{self, InWords as _},
};

/// A record on its form: as it stands, or as it was typed.
pub struct Filled<'a> {
    view: &'a View,
    kind: Kind,
    holds: Map<String, Value>,
    typed: Option<&'a Fields>,
    wrong: &'a Wrong,
}

impl<'a> Filled<'a> {
    /// The form of a record.
    pub fn of(view: &'a View, entry: &Entry, typed: Option<&'a Fields>, wrong: &'a Wrong) -> Self {
        let holds = match serde_json::to_value(entry) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        };
        Self { view, kind: entry.record.kind(), holds, typed, wrong }
    }

    /// Whether a field says something, or something is wrong with it.
    pub fn is_said(&self, name: &str) -> bool {
        self.holds.contains_key(name) || self.wrong.keys().any(|key| super::name_of(key) == name)
    }

    /// The controls of a field.
    pub fn control(&self, name: &str) -> Markup {
        let Some((_, family)) = families(&self.kind).into_iter().find(|(own, _)| *own == name) else { return html! {} };
        match family {
            Family::One(shape) => self.one(name, shape),
            Family::Each(part, Shape::YesNo) => self.set(name, part),
            Family::Each(part, shape) => self.each(name, part, shape),
            Family::EachOf(_, _) => self.work(name),
            Family::Group(_) => html! {},
        }
    }

    fn one(&self, name: &str, shape: Shape) -> Markup {
        let held = self.holds.get(name).map(|value| self.written(value, shape)).unwrap_or_default();
        self.field(name, words::field(&self.kind, name), shape, &held)
    }

    /// A value as its control has it.
    fn written(&self, value: &Value, shape: Shape) -> String {
        match (shape, value) {
            (Shape::Instant, _) => serde_json::from_value::<Instant>(value.clone())
                .map(|at| self.view.clock.for_a_field(at))
                .unwrap_or_default(),
            (Shape::Record, Value::String(id)) => id.parse().map(|id| self.view.name(id)).unwrap_or_default(),
            (Shape::Geo, Value::Object(point)) => match (point.get("latitude"), point.get("longitude")) {
                (Some(latitude), Some(longitude)) => format!("{latitude},{longitude}"),
                _ => String::new(),
            },
            (Shape::YesNo, _) => if value.as_bool().unwrap_or_default() { "yes" } else { "" }.to_owned(),
            (_, Value::String(text)) => text.clone(),
            (_, other) => other.to_string(),
        }
    }

    /// What stands in a control: what was typed, else what the record holds.
    fn now(&self, key: &str, held: &str) -> String {
        self.typed.map_or_else(|| held.to_owned(), |typed| typed.text_or_empty(key))
    }

    fn field(&self, key: &str, label: &str, shape: Shape, held: &str) -> Markup {
        let (now, wrong) = (self.now(key, held), self.wrong.get(key).map(String::as_str));
        let line = |kind, hint| Line { name: key, label, value: &now, kind, hint, wrong, ..Line::default() }.show();
        html! {
            input type="hidden" name={ "was:" (key) } value=(held);
            @match shape {
                Shape::Prose => div.whole { (form::lines(key, label, &now, "", 5)) @if let Some(said) = wrong { p.wrong { (said) } } },
                Shape::Text if matches!(key, "address" | "body") => (form::lines(key, label, &now, "", 3)),
                Shape::YesNo => label.tick { input type="checkbox" name=(key) value="yes" checked[!now.is_empty()]; (label) },
                Shape::Word(codes) => (self.word(key, label, &codes(), &now)),
                Shape::Day => (line("date", "")),
                Shape::Instant => (line("datetime-local", "")),
                Shape::Number | Shape::Count | Shape::Decimal => (line("number", if key == "cost_minor" { say::MONEY } else { "" })),
                Shape::Geo => (line("text", say::GEO)),
                Shape::Record | Shape::Met | Shape::Text => (line("text", "")),
            }
        }
    }

    fn word(&self, key: &str, label: &str, codes: &[&'static str], now: &str) -> Markup {
        let name = super::name_of(key);
        let words = codes.iter().map(|code| (*code, words::value(&self.kind, name, code).unwrap_or(code)));
        // A word from a newer version stays, unless another is chosen.
        let newer = (!now.is_empty() && !codes.contains(&now)).then_some((now, now));
        let none = if name == "channel" { say::TAKE_AWAY } else { say::NONE };
        form::select(key, label, Some(none), words.chain(newer), Some(now))
    }

    /// A set: a tick for each that is in it, and a line to add.
    fn set(&self, name: &str, part: Shape) -> Markup {
        let held: Vec<&str> =
            self.holds.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let label = words::field(&self.kind, name);
        let hint = if matches!(part, Shape::Record | Shape::Met) { say::NAMES } else { say::COMMAS };
        html! {
            fieldset.field {
                legend { (label) }
                @for one in held {
                    @let key = format!("{name}:{one}");
                    input type="hidden" name={ "was:" (key) } value="yes";
                    label.tick { input type="checkbox" name=(key) value="yes" checked[!self.now(&key, "yes").is_empty()]; (self.part(name, part, one)) }
                }
                (self.add(name, label, hint))
            }
        }
    }

    fn add(&self, name: &str, label: &str, hint: &str) -> Markup {
        let key = format!("add:{name}");
        let wrong = self.wrong.get(&key).map(String::as_str);
        Line { name: &key, label: &say::more(label), value: &self.now(&key, ""), hint, wrong, ..Line::default() }.show()
    }

    fn part(&self, name: &str, part: Shape, one: &str) -> String {
        match part {
            Shape::Record => one.parse().map_or_else(|_| one.to_owned(), |id| self.view.name(id)),
            Shape::Met => one.parse::<Met>().map_or_else(|_| one.to_owned(), |met| self.view.whom(&met)),
            _ if name == "left" => one.parse().map_or_else(|_| one.replace('_', " "), |id| self.view.name(id)),
            _ => words::value(&self.kind, name, one).unwrap_or(one).to_owned(),
        }
    }

    /// A value for each key: ways to reach somebody with their state, things with how many.
    fn each(&self, name: &str, part: Shape, shape: Shape) -> Markup {
        let held = self.holds.get(name).and_then(Value::as_object);
        let hint = if name == "channel" { say::CHANNELS } else { say::ITEMS };
        html! {
            fieldset.field {
                legend { (words::field(&self.kind, name)) }
                @for (one, value) in held.into_iter().flatten() {
                    (self.field(&format!("{name}:{one}"), &self.part(name, part, one), shape, &self.written(value, shape)))
                }
                (self.add(name, words::field(&self.kind, name), hint))
            }
        }
    }

    /// Where a person works, and as what: chips for each place, and one place more.
    fn work(&self, name: &str) -> Markup {
        let held = self.holds.get(name).and_then(Value::as_object);
        let roles_of = |roles: &Value| -> Vec<String> {
            roles.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let wrong = self.wrong.get("add:at").map(String::as_str);
        html! {
            div.whole {
                @for (place, roles) in held.into_iter().flatten() {
                    @let (key, before) = (format!("{name}:{place}"), roles_of(roles));
                    @let chosen = self.typed.map_or_else(|| before.clone(), |typed| typed.all(&key).map(str::to_owned).collect());
                    @for role in &before { input type="hidden" name={ "was-role:" (place) } value=(role); }
                    (chips::any_of(&key, &self.part(name, Shape::Record, place), &roles_as_chips(&chosen)))
                }
                @let more = self.typed.map(|typed| typed.all("add-role").map(str::to_owned).collect::<Vec<_>>()).unwrap_or_default();
                (Line { name: "add:at", label: say::PLACE, value: &self.now("add:at", ""), hint: say::PLACE_HINT, wrong, ..Line::default() }.show())
                (chips::any_of("add-role", say::AS_WHAT, &roles_as_chips(&more)))
            }
        }
    }
}

fn roles_as_chips(chosen: &[String]) -> Vec<Chip> {
    Role::ALL
        .iter()
        .map(|role| Chip::new(role.code(), role.words(), chosen.iter().any(|one| one == role.code())))
        .collect()
}
