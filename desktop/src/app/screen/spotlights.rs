//! Spotlights: partners in the newsletter, each in turn; and their cards in one's own waiting room.

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::NewGive,
    model::{
        Item, ItemKind, Stock,
        view::{Displayed, SpotlightTurn},
    },
    practice::library::SPOTLIGHT,
};

use super::{Screen, Section, gives::more_came};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        meant::{self, Unclear, Whom},
        page::Page,
        part::{
            form::{self, Line},
            icon, list, time,
        },
        state::App,
        view::{Done, View},
        words::spotlights as say,
    },
    failure::Failure,
};

/// Whose turn it is.
pub static SCREEN: Screen = Screen {
    path: "/spotlights",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Give,
    icon: "partners",
    routes,
};

/// How many turns are listed.
const TURNS: usize = 30;
/// How many cards lie there, where nobody says.
const STOCKED: i64 = 20;

fn routes() -> Router<App> {
    Router::new()
        .route("/spotlights", get(shown))
        .route("/spotlights/shown", post(was_shown))
        .route("/spotlights/display", post(display))
}

async fn shown(asked: Asked) -> Response {
    asked.page(|view| page(view, &Fields::default(), None, None)).await
}

/// `POST /spotlights/shown`: they stood in the newsletter.
async fn was_shown(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let who = fields.record("who")?;
            let give = NewGive { item: SPOTLIGHT.to_owned(), to: [who].into(), ..NewGive::default() };
            Done::run(view, Command::LogGive(give), "/spotlights", say::was_shown(&view.name(who)))
        })
        .await
}

/// `POST /spotlights/display`: something of theirs lies here.
async fn display(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let name = fields.text_or_empty("name");
            if name.is_empty() {
                return Ok(Done::again(page(view, &fields, None, Some(say::NAME_NEEDED))?, view));
            }
            let owner = match meant::known(view, &fields, "owner")? {
                Ok(owner) => owner.to_string(),
                Err(unclear) => return Ok(Done::again(page(view, &fields, Some(&unclear), None)?, view)),
            };
            let stocked = Stock(fields.read_as("stocked")?.unwrap_or(STOCKED));
            let item = Item { kind: ItemKind::Material, name, owner, stocked, ..Item::default() };
            Done::run(view, Command::Add(Box::new(item.into())), "/spotlights", say::ON_DISPLAY)
        })
        .await
}

fn page(view: &View, fields: &Fields, owner: Option<&Unclear>, name: Option<&str>) -> Result<Page, Failure> {
    let spotlights = view.book.spotlights()?;
    let stocked = fields.text("stocked").map_or_else(|| STOCKED.to_string(), str::to_owned);
    let body = html! {
        header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
        section.lines { h2 { (say::NEXT) }
            @if spotlights.rotation.is_empty() { (list::empty(say::NOBODY, say::NOBODY_MORE, Some(("/partners", say::PARTNERS)))) }
            ul.plain { @for turn in spotlights.rotation.iter().take(TURNS) { (turn_line(view, turn)) } }
            @if spotlights.rotation.len() > TURNS { p.faint.more { (say::and_more(spotlights.rotation.len() - TURNS)) } }
        }
        section.lines { h2 { (say::HERE) }
            @if spotlights.display.is_empty() { p.faint { (say::NOTHING_HERE) } }
            ul.plain { @for one in &spotlights.display { (displayed(view, one)) } }
        }
        details.more open[owner.is_some() || name.is_some()] {
            summary { (say::NEW) }
            (form::form_with(view.token(), "/spotlights/display", "sheet", &html! {
                (Line { name: "name", label: say::WHAT, value: &fields.text_or_empty("name"), hint: say::WHAT_HINT, required: true, wrong: name, ..Line::default() }.show())
                (Whom { name: "owner", label: say::WHOSE, hint: "", offered: owner.map(|one| one.which.as_slice()).unwrap_or_default(), wrong: owner.map(|one| one.said.as_str()), first: false }.show(view, fields))
                (Line { name: "stocked", label: say::HOW_MANY, value: &stocked, kind: "number", ..Line::default() }.show())
                div.deeds { button.primary { (say::PUT_OUT) } }
            }))
        }
    };
    Ok(Page::new(&SCREEN, say::TITLE, body))
}

fn turn_line(view: &View, turn: &SpotlightTurn) -> Markup {
    let id = turn.who.id.to_string();
    html! {
        li.line data-item id={ "turn-" (id) } {
            a.row href={ "/partners/" (id) } {
                span.name { (turn.who.name) }
                span.faint {
                    @match turn.shown {
                        Some(at) => { (say::times(turn.times)) " " (time::ago(view, at)) },
                        None => (say::NEVER),
                    }
                }
            }
            div.deeds { (form::deed(view, "/spotlights/shown", &[("who", &id)], &html! { (icon::named("check")) (say::SHOWN) }, "")) }
        }
    }
}

fn displayed(view: &View, one: &Displayed) -> Markup {
    html! {
        li.line data-item id={ "display-" (one.item.id) } {
            a.row href={ "/items/" (one.item.key) } {
                span.what { span.name { (one.item.item.name) } @if let Some(owner) = &one.owner { " " span.faint { (owner.name) } } }
                span class=(if one.low { "why" } else { "faint" }) { (say::there(one.there, one.low)) }
            }
            (more_came(view, &one.item.key, true))
        }
    }
}
