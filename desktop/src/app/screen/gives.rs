//! Gives: the catalogue of what may be given, each thing with who has had it, what was given to whom, what was told to many, and
//! what partners are good for besides referrals.

mod announce;
mod benefits;
mod item;
mod own;
mod with;

use std::collections::BTreeSet;

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    model::{ItemKind, Sector, TouchpointKind, view::GiveSuggestion},
    practice::gives::GiveFilter,
};

pub use item::more_came;

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        page::Page,
        part::{
            form::{self, Line},
            list, time,
        },
        state::App,
        things::Things,
        view::View,
        words::gives as say,
    },
    failure::Failure,
    words::{self, InWords},
};

/// What may be given.
pub static SCREEN: Screen = Screen {
    path: "/gives",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('v'),
    section: Section::Give,
    icon: "check",
    routes,
};

/// The most that are listed.
const SHOWN: u32 = 100;

fn routes() -> Router<App> {
    Router::new()
        .route("/gives", get(catalogue))
        .route("/gives/with", get(with::whom))
        .route("/gives/with/{contact}", get(with::one))
        .route("/gives/announce", get(announce::form).post(announce::tell))
        .route("/gives/benefits", get(benefits::list).post(benefits::keep))
        .route("/gives/benefits/ended", post(benefits::ended))
        .route("/items/new", get(own::form).post(own::add))
        .route("/items/{item}", get(item::one))
        .route("/items/{item}/give", post(item::give))
        .route("/items/{item}/stock", post(item::stock))
}

/// The pages of this screen, above each.
fn pages(here: &str) -> Markup {
    let all = [
        ("/gives", say::CATALOGUE),
        ("/gives/with", say::WITH),
        ("/gives/announce", say::ANNOUNCE),
        ("/gives/benefits", say::BENEFITS),
    ];
    html! {
        nav.pages aria-label=(say::TITLE) {
            @for (path, label) in all { a.button.quiet href=(path) aria-current=[(path == here).then_some("page")] { (label) } }
        }
    }
}

/// `GET /gives`: the least recently given first.
async fn catalogue(asked: Asked) -> Response {
    asked
        .page(|view| {
            let filter = filter(view.query())?;
            let gives = view.book.gives(None, &filter, SHOWN)?;
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
                (pages("/gives"))
                (filters(view)?)
                @if gives.is_empty() { (list::empty(say::NONE_FITS, "", Some(("/gives", say::CLEAR)))) }
                (listed(view, &gives, None))
                div.deeds { a.button href="/items/new?kind=give" { (say::OWN) } }
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

fn filter(query: &Fields) -> Result<GiveFilter, Failure> {
    Ok(GiveFilter {
        max_minutes: query.read_as("minutes")?,
        channel: chosen::<TouchpointKind>(query, "channel").map(|kind| kind.as_str().to_owned()),
        sector: chosen::<Sector>(query, "sector"),
        topic: query.text("topic").map(str::to_owned),
        text: query.text("find").map(str::to_owned),
        ..GiveFilter::default()
    })
}

/// A word that this version does not know narrows nothing.
fn chosen<T: InWords>(query: &Fields, name: &str) -> Option<T> {
    let typed = query.text(name)?;
    T::all().iter().find(|value| value.code() == typed).cloned()
}

fn filters(view: &View) -> Result<Markup, Failure> {
    let query = view.query();
    let things = Things::of(view)?;
    let gives: Vec<_> = things.of_kinds(&[ItemKind::Give]).collect();
    let topics: BTreeSet<&str> = gives.iter().flat_map(|one| one.item.topic.split_whitespace()).collect();
    let channels: BTreeSet<&str> = gives.iter().map(|one| one.item.channel.as_str()).collect();
    let channels = form::values::<TouchpointKind>().filter(|(code, _)| channels.contains(code));
    let minutes = [("5", "5 min"), ("15", "15 min"), ("30", "30 min"), ("60", "1 h")];
    let narrowed = query.pairs().iter().any(|(_, value)| !value.is_empty());
    Ok(html! {
        form.filters method="get" action="/gives" data-at-once {
            (Line { name: "find", label: say::FIND, value: &query.text_or_empty("find"), kind: "search", ..Line::default() }.show())
            (form::select("topic", say::TOPIC, Some(say::ANY), topics.iter().map(|topic| (*topic, *topic)), query.text("topic")))
            (form::select("channel", say::CHANNEL, Some(say::ANY), channels, query.text("channel")))
            (form::select("minutes", say::MINUTES, Some(say::ANY), minutes, query.text("minutes")))
            (form::select("sector", say::SECTOR, Some(say::ANY), form::values::<Sector>(), query.text("sector")))
            noscript { button { (say::SHOW) } }
            @if narrowed { a.button.quiet href="/gives" { (say::CLEAR) } }
        }
    })
}

/// Gives as a list; for somebody, each leads to giving it to them and says why it stands where it stands.
fn listed(view: &View, gives: &[GiveSuggestion], to: Option<&str>) -> Markup {
    html! {
        ul.plain.things {
            @for one in gives {
                @let reasons: Vec<String> = one.reasons.iter().map(words::give_reason).collect();
                li data-item id={ "give-" (one.give.key) } {
                    a.row href=(list::address(&format!("/items/{}", one.give.key), to.map(|to| ("to", to)))) {
                        span.name { (one.give.item.name) }
                        span.faint.body { (one.give.item.body) }
                        @if !reasons.is_empty() { span.faint.body { (reasons.join(", ")) } }
                        span.when {
                            span { (takes(view, one)) }
                            @if let Some(day) = one.given.or(one.given_anywhere) { span { (say::LAST) " " (time::day(view, day)) } }
                        }
                    }
                }
            }
        }
    }
}

/// What it takes: "20 min · 5.00 USD".
fn takes(view: &View, one: &GiveSuggestion) -> String {
    let item = &one.give.item;
    let minutes = item.minutes.map(|minutes| format!("{minutes} min"));
    let cost = item.cost_minor.filter(|cost| *cost > 0).map(|cost| view.money(cost));
    minutes.into_iter().chain(cost).collect::<Vec<_>>().join(" · ")
}
