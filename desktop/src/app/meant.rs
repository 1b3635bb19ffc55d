//! Whom a name means that was typed into a form: somebody in the book, one of several, or somebody new.

use maud::{Markup, html};
use rapport_core::{
    Command,
    command::NewPerson,
    model::{RecordId, view::Named},
    practice::fold::fold,
};

use super::{
    fields::Fields,
    part::{
        chips::{self, Chip},
        form::Line,
    },
    view::View,
    words::meant as say,
};
use crate::failure::Failure;

/// How many names are offered where one may mean several.
const OFFERED: u32 = 9;

/// Whom a name means.
pub enum Meant {
    /// Nothing was typed.
    Nobody,
    /// Somebody in the book.
    Known(RecordId),
    /// Nobody in the book is called so.
    New(String),
    /// Any of these.
    Several(Vec<Named>),
}

/// Whom the field `name` means: what was chosen there (`name_is`), else what was typed.
///
/// # Errors
/// What the core says.
pub fn meant(view: &View, fields: &Fields, name: &str) -> Result<Meant, Failure> {
    if let Some(chosen) = fields.read_as::<RecordId>(&format!("{name}_is"))? {
        return Ok(Meant::Known(chosen));
    }
    let Some(typed) = fields.text(name) else { return Ok(Meant::Nobody) };
    let mut found = view.book.who(typed, OFFERED)?;
    if found.iter().any(|one| fold(&one.name) == fold(typed)) {
        found.retain(|one| fold(&one.name) == fold(typed));
    }
    Ok(match found.as_slice() {
        [] => Meant::New(typed.to_owned()),
        [one] => Meant::Known(one.id),
        _ => Meant::Several(found),
    })
}

/// Why a name can't be taken: what is said beside its field, and those whom it may mean.
pub struct Unclear {
    /// What is said.
    pub said: String,
    /// Those whom it may mean.
    pub which: Vec<Named>,
}

/// Whom the field `name` means, where it must be somebody in the book.
///
/// # Errors
/// What the core says.
pub fn known(view: &View, fields: &Fields, name: &str) -> Result<Result<RecordId, Unclear>, Failure> {
    let unclear = |said: &str, which| Ok(Err(Unclear { said: said.to_owned(), which }));
    match meant(view, fields, name)? {
        Meant::Known(id) => Ok(Ok(id)),
        Meant::Nobody => unclear(say::NEEDED, Vec::new()),
        Meant::New(_) => unclear(say::NOT_KNOWN, Vec::new()),
        Meant::Several(which) => unclear(say::WHICH, which),
    }
}

/// Those whom the field `name` means, where several names stand, with commas between them; it may be empty.
///
/// # Errors
/// What the core says.
pub fn several(view: &View, fields: &Fields, name: &str) -> Result<Result<Vec<RecordId>, Unclear>, Failure> {
    let mut found = Vec::new();
    let typed = fields.text_or_empty(name);
    for one in typed.split(',').map(str::trim).filter(|one| !one.is_empty()) {
        let alone = Fields::of([("one".to_owned(), one.to_owned())]);
        let said = match meant(view, &alone, "one")? {
            Meant::Known(id) => {
                found.push(id);
                continue;
            }
            Meant::Several(which) => say::which(one, &which),
            Meant::Nobody | Meant::New(_) => say::not_known(one),
        };
        return Ok(Err(Unclear { said, which: Vec::new() }));
    }
    Ok(Ok(found))
}

/// Puts somebody new into the book, as a person.
///
/// # Errors
/// What the core says; nothing was changed then.
pub fn add(view: &View, name: String) -> Result<RecordId, Failure> {
    let receipt = view.run(Command::AddPerson(NewPerson { name, ..NewPerson::default() }))?;
    Ok(receipt.records.first().expect("a command that makes a record names it").id)
}

/// A form that asks for whom, and below it whoever is called as was typed: each leads to a page of theirs below `path`.
///
/// # Errors
/// What the core says.
pub fn choose(view: &View, path: &str) -> Result<Markup, Failure> {
    let typed = view.query().text_or_empty("q");
    let found = if typed.is_empty() { Vec::new() } else { view.book.who(&typed, OFFERED)? };
    Ok(html! {
        form.sheet method="get" action=(path) {
            (Line { name: "q", label: say::WHOM, value: &typed, hint: say::WHOM_HINT, first: typed.is_empty(), ..Line::default() }.show())
            div.deeds { button.primary { (say::FIND) } }
        }
        @if !typed.is_empty() && found.is_empty() { p { (say::NOBODY_CALLED) } }
        ul.plain { @for one in &found { li data-item { a.row href={ (path) "/" (one.id) } { span.name { (one.name) } } } } }
    })
}

/// The field for a name, with those whom it may mean, or who are likely, as chips above it.
pub struct Whom<'a> {
    /// Under which it is sent; what is chosen comes as `name_is`.
    pub name: &'a str,
    /// What it is called.
    pub label: &'a str,
    /// More about it.
    pub hint: &'a str,
    /// Who is offered.
    pub offered: &'a [Named],
    /// What is wrong with it.
    pub wrong: Option<&'a str>,
    /// Whether one begins here.
    pub first: bool,
}

impl Whom<'_> {
    /// The field.
    pub fn show(&self, view: &View, fields: &Fields) -> Markup {
        let chosen = fields.text(&format!("{}_is", self.name));
        let known = chosen.and_then(|chosen| chosen.parse::<RecordId>().ok());
        let mut offered: Vec<Named> = self.offered.to_vec();
        if let Some(id) = known.filter(|id| offered.iter().all(|one| one.id != *id)) {
            offered.insert(0, Named { id, name: view.name(id) });
        }
        let chip = |one: &Named| Chip {
            value: one.id.to_string(),
            label: one.name.clone(),
            more: String::new(),
            chosen: known == Some(one.id),
        };
        let chips: Vec<Chip> = offered.iter().map(chip).collect();
        let label = if chips.is_empty() { self.label } else { say::SOMEBODY_ELSE };
        html! {
            div.whom {
                @if !chips.is_empty() { (chips::one_of(&format!("{}_is", self.name), self.label, &chips)) }
                (Line { name: self.name, label, value: &fields.text_or_empty(self.name), hint: self.hint, wrong: self.wrong, first: self.first, ..Line::default() }.show())
            }
        }
    }
}
