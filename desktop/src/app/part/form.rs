//! Forms and their fields. A form is sent with the token of this start; without it the guard lets nothing through.

use maud::{Markup, html};

use super::super::{fields::TOKEN, view::View};
use crate::words::InWords;

/// A form that does something.
pub fn form(view: &View, action: &str, body: &Markup) -> Markup {
    form_with(view.token(), action, "", body)
}

/// A form with a class, for whoever has no view.
pub fn form_with(token: &str, action: &str, class: &str, body: &Markup) -> Markup {
    html! {
        form class=[(!class.is_empty()).then_some(class)] method="post" action=(action) {
            input type="hidden" name=(TOKEN) value=(token);
            (body)
        }
    }
}

/// A button that is a form by itself: what it sends stands in hidden fields.
pub fn deed(view: &View, action: &str, fields: &[(&str, &str)], label: &Markup, class: &str) -> Markup {
    form(
        view,
        action,
        &html! {
            @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
            button class=(class) { (label) }
        },
    )
}

/// One line to type in, with its label.
#[derive(Default)]
pub struct Line<'a> {
    /// Under which it is sent.
    pub name: &'a str,
    /// What it is called.
    pub label: &'a str,
    /// What stands in it.
    pub value: &'a str,
    /// More about it, below.
    pub hint: &'a str,
    /// `text`, if not said; `date`, `number`, `email` …
    pub kind: &'a str,
    /// What is offered while one types: the id of a `datalist`.
    pub list: Option<&'a str>,
    /// Whether it must be filled in.
    pub required: bool,
    /// Whether one begins here.
    pub first: bool,
    /// What is wrong with it.
    pub wrong: Option<&'a str>,
}

impl Line<'_> {
    /// The field.
    pub fn show(&self) -> Markup {
        let (kind, id) = (if self.kind.is_empty() { "text" } else { self.kind }, format!("field-{}", self.name));
        let (hint, wrong) = (format!("{id}-hint"), format!("{id}-wrong"));
        let described = match (self.wrong, self.hint) {
            (Some(_), _) => Some(wrong.as_str()),
            (None, "") => None,
            _ => Some(hint.as_str()),
        };
        html! {
            div.field {
                label for=(id) { (self.label) }
                input id=(id) type=(kind) name=(self.name) value=(self.value) list=[self.list] required[self.required]
                    autofocus[self.first] autocomplete="off" aria-describedby=[described] aria-invalid=[self.wrong.map(|_| "true")];
                @if let Some(said) = self.wrong { p.wrong id=(wrong) { (said) } }
                @if !self.hint.is_empty() { p.hint id=(hint) { (self.hint) } }
            }
        }
    }
}

/// Several lines to type in.
pub fn lines(name: &str, label: &str, value: &str, hint: &str, rows: u8) -> Markup {
    let id = format!("field-{name}");
    let hint_id = format!("{id}-hint");
    html! {
        div.field {
            label for=(id) { (label) }
            textarea id=(id) name=(name) rows=(rows) aria-describedby=[(!hint.is_empty()).then_some(&hint_id)] { (value) }
            @if !hint.is_empty() { p.hint id=(hint_id) { (hint) } }
        }
    }
}

/// One of several, out of a list that opens. `none` is what choosing nothing is called.
pub fn select<'a>(
    name: &str,
    label: &str,
    none: Option<&str>,
    options: impl IntoIterator<Item = (&'a str, &'a str)>,
    chosen: Option<&str>,
) -> Markup {
    let id = format!("field-{name}");
    html! {
        div.field {
            label for=(id) { (label) }
            select id=(id) name=(name) {
                @if let Some(none) = none { option value="" { (none) } }
                @for (value, words) in options { option value=(value) selected[chosen == Some(value)] { (words) } }
            }
        }
    }
}

/// The values of an enum, each with its words, as [`select`] takes them.
pub fn values<T: InWords>() -> impl Iterator<Item = (&'static str, &'static str)> {
    T::all().iter().map(|value| (value.code(), value.words()))
}
