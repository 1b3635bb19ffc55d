//! The way to somebody: who can introduce one, what to write to them, and the promise to ask.

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::{
    Command,
    model::{
        Promise, PromiseKind,
        view::{Named, WarmPath, WarmPaths},
    },
    practice::serving::INTRODUCTION_TO,
};

use super::SCREEN;
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        meant::{Meant, Whom, meant},
        page::Page,
        part::{
            chips::{self, Chip},
            form::{self, Line},
            icon, list, time,
        },
        view::{Done, View},
        words::{introductions as say, meant as whom},
    },
    failure::Failure,
    words,
};

/// The form that asks for whom one wants to meet.
pub fn form(view: &View, fields: &Fields, wrong: Option<&str>, offered: &[Named]) -> Markup {
    html! {
        form.choose method="get" action="/introductions/path" {
            (Whom { name: "to", label: say::WAY_TO, hint: "", offered, wrong, first: false }.show(view, fields))
            button { (say::LOOK) }
        }
    }
}

/// `GET /introductions/path?to=`.
pub async fn path(asked: Asked) -> Response {
    asked.page(|view| page(view, view.query(), None)).await
}

/// `POST /introductions/path/ask`: one promises to ask.
pub async fn ask(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let (to, of) = (fields.record("to_is")?, fields.record("of")?);
            let due = match fields.day("due", &view.clock) {
                Ok(due) => due,
                Err(failure) => return Ok(Done::again(page(view, &fields, Some(&failure.to_string()))?, view)),
            };
            let name = view.book.warm_paths(to)?.to.name;
            let promise = Promise {
                kind: PromiseKind::Ask,
                to: Some(of),
                text: words::ask_to_introduce(&name),
                due,
                seeks_need: format!("{INTRODUCTION_TO}{name}"),
                ..Promise::default()
            };
            Done::run(view, Command::Add(Box::new(promise.into())), "/promises?kind=ask", say::PROMISED)
        })
        .await
}

fn page(view: &View, fields: &Fields, wrong: Option<&str>) -> Result<Page, Failure> {
    let (ways, beside, offered) = match meant(view, fields, "to")? {
        Meant::Known(to) => (Some(view.book.warm_paths(to)?), None, Vec::new()),
        Meant::Nobody => (None, Some(whom::NEEDED), Vec::new()),
        Meant::New(_) => (None, Some(whom::NOT_KNOWN), Vec::new()),
        Meant::Several(which) => (None, Some(whom::WHICH), which),
    };
    let title = ways.as_ref().map_or_else(|| say::WAY.to_owned(), |ways| format!("{} {}", say::PATH, ways.to.name));
    let body = html! {
        header.title {
            p.faint { a.back.always href="/introductions" { (icon::named("back")) (say::TITLE) } }
            h1 { (title) }
        }
        @match &ways {
            None => (form(view, fields, beside, &offered)),
            Some(ways) => (found(view, ways, fields, wrong)?),
        }
    };
    Ok(Page::new(&SCREEN, title, body))
}

fn found(view: &View, ways: &WarmPaths, fields: &Fields, wrong: Option<&str>) -> Result<Markup, Failure> {
    let me = view.practice()?.name;
    Ok(html! {
        @if let Some(at) = ways.met { p.lead { (say::met(&ways.to.name, &view.clock.ago(at))) } }
        @if !ways.asked.is_empty() { section.lines { h2 { (say::ASKED) } (super::asked_for(view, &ways.asked)) } }
        @match ways.paths.first().and_then(|way| way.people.first()) {
            Some(first) => {
                section.lines { h2 { (say::WAYS) } ol.plain { @for way in &ways.paths { li.line { (one_way(view, way)) } } } }
                (promise(view, ways, fields, wrong))
                section { h2 { (say::WRITE) } p.card.said { (words::introduction_draft(&first.name, &ways.to.name, &me)) } }
            }
            None if ways.met.is_none() => (list::empty(say::NO_WAY, say::NO_WAY_MORE, Some(("/introductions", say::CONNECT)))),
            None => {}
        }
    })
}

fn one_way(view: &View, way: &WarmPath) -> Markup {
    html! {
        p.row {
            span { @for (place, who) in way.people.iter().enumerate() {
                @if place > 0 { span.unseen { " " (say::THEN) } span aria-hidden="true" { " → " } }
                a href={ "/partners/" (who.id) } { (who.name) }
            } }
            @if let Some(at) = way.last_touch { span.faint { (time::time(view, at, &say::last(&view.clock.ago(at)))) } }
        }
    }
}

fn promise(view: &View, ways: &WarmPaths, fields: &Fields, wrong: Option<&str>) -> Markup {
    let mut asked: Vec<&Named> = Vec::new();
    for first in ways.paths.iter().filter_map(|way| way.people.first()) {
        if !asked.contains(&first) {
            asked.push(first);
        }
    }
    let chosen = |id: &str, place: usize| fields.text("of").map_or(place == 0, |of| of == id);
    let chips: Vec<Chip> = asked
        .iter()
        .enumerate()
        .map(|(place, who)| (who.id.to_string(), place, who))
        .map(|(id, place, who)| Chip::new(id.clone(), who.name.clone(), chosen(&id, place)))
        .collect();
    form::form_with(
        view.token(),
        "/introductions/path/ask",
        "sheet",
        &html! {
            input type="hidden" name="to_is" value=(ways.to.id);
            (chips::one_of("of", say::WHOM, &chips))
            (Line { name: "due", label: say::DUE, value: &fields.text_or_empty("due"), hint: say::DUE_HINT, wrong, ..Line::default() }.show())
            div.deeds { button.primary { (say::PROMISE) } }
        },
    )
}
