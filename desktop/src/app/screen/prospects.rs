//! Prospects: whom you have not reached yet, and how you found them.

use std::collections::BTreeSet;

use axum::{Router, response::Response, routing::get};
use maud::{Markup, html};
use rapport_core::{
    Command,
    model::{Contact, Form, Sector, view::Prospect},
};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        page::Page,
        part::{
            form::{self, Line},
            list,
        },
        state::App,
        view::{Done, View},
        words::prospects as say,
    },
    failure::Failure,
    words::{self, InWords as _},
};

/// Whom to get to know.
pub static SCREEN: Screen = Screen {
    path: "/prospects",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Network,
    icon: "person",
    routes,
};

/// How many are listed.
const SHOWN: usize = 60;
/// The ways of which the practice speaks.
const SOURCES: [&str; 6] = ["recommended", "popular", "complementary", "newcomer", "local_search", "npi"];

fn routes() -> Router<App> {
    Router::new().route("/prospects", get(prospects).post(add))
}

async fn prospects(asked: Asked) -> Response {
    asked.page(|view| page(view, &Fields::default(), None)).await
}

/// `POST /prospects`: somebody whom one wants to get to know.
async fn add(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let name = fields.text_or_empty("name");
            if name.is_empty() {
                return Ok(Done::again(page(view, &fields, Some(say::NAME_NEEDED))?, view));
            }
            let contact = Contact {
                form: fields.text("form").map(Form::from).unwrap_or_default(),
                name: name.clone(),
                sector: fields.text("sector").map(Sector::from),
                found_via: fields.text("source").map(str::to_owned),
                ..Contact::default()
            };
            Done::run(view, Command::Add(Box::new(contact.into())), "/prospects", say::added(&name))
        })
        .await
}

fn page(view: &View, fields: &Fields, wrong: Option<&str>) -> Result<Page, Failure> {
    let all = view.book.prospects(None)?;
    let source = view.query().text("source");
    let mut sources: BTreeSet<&str> = SOURCES.into();
    sources.extend(all.iter().map(|one| one.found_via.as_str()));
    let sources: Vec<(&str, &str)> = sources.into_iter().map(|code| (code, words::found_via(code))).collect();
    let found: Vec<&Prospect> = all.iter().filter(|one| source.is_none_or(|source| one.found_via == source)).collect();
    let forms = [Form::Person, Form::Place];
    let body = html! {
        header.title { h1 { (say::TITLE) " " @if !all.is_empty() { span.count { (all.len()) } } } p.faint { (say::LEAD) } }
        form.filters method="get" action="/prospects" data-at-once {
            (form::select("source", say::SOURCE, Some(say::ANY), sources.iter().copied(), source))
            noscript { button { (say::SHOW) } }
        }
        details.more open[wrong.is_some() || all.is_empty()] {
            summary { (say::NEW) }
            (form::form_with(view.token(), "/prospects", "sheet", &html! {
                div.pair {
                    (Line { name: "name", label: say::NAME, value: &fields.text_or_empty("name"), required: true, wrong, ..Line::default() }.show())
                    (form::select("form", say::FORM, None, forms.iter().map(|one| (one.code(), one.words())), fields.text("form")))
                    (form::select("source", say::SOURCE, None, SOURCES.iter().map(|code| (*code, words::found_via(code))), fields.text("source")))
                    (form::select("sector", say::SECTOR, Some(say::UNKNOWN), form::values::<Sector>(), fields.text("sector")))
                }
                div.deeds { button.primary { (say::ADD) } }
            }))
        }
        @if all.is_empty() { (list::empty(say::EMPTY, say::EMPTY_MORE, None)) }
        @else if found.is_empty() { (list::empty(say::NONE_FITS, "", Some(("/prospects", say::ALL)))) }
        ul.plain.things { @for one in found.iter().take(SHOWN) { (line(one)) } }
        @if found.len() > SHOWN { p.faint { (say::and_more(found.len() - SHOWN)) } }
    };
    Ok(Page::new(&SCREEN, say::TITLE, body))
}

fn line(one: &Prospect) -> Markup {
    let known: Vec<&str> = one.known_by.iter().map(|who| who.name.as_str()).collect();
    let town = one.address.lines().last().unwrap_or_default();
    html! {
        li data-item id={ "prospect-" (one.who.id) } {
            a.row href={ "/partners/" (one.who.id) } {
                span.name { (one.who.name) }
                span.faint.body {
                    @if let Some(sector) = &one.sector { (sector.words()) }
                    @if one.sector.is_some() && !town.is_empty() { " · " }
                    (town)
                }
                @if !known.is_empty() { span.faint.body { (say::known_by(&known.join(", "))) } }
                span.when {
                    span { (words::found_via(&one.found_via).replace('_', " ")) }
                    @if one.seen_by > 0 { span.attention { (say::seen_by(one.seen_by)) } }
                }
            }
        }
    }
}
