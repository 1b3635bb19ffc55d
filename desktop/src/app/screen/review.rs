//! Review: details that were not confirmed for long. One tap says that one is right, or it is said anew.

use axum::{Router, response::Response, routing::get};
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::FieldEdit,
    model::{Contact, Kind, Record, RecordId, view::StaleField},
};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        fields::{Fields, missing},
        page::Page,
        part::{form, icon, list},
        state::App,
        view::{Done, View},
        words::review as say,
    },
    failure::Failure,
    words,
};

/// What should be confirmed again.
pub static SCREEN: Screen = Screen {
    path: "/review",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Network,
    icon: "check",
    routes,
};

/// How many stand on a page: what one confirms in a sitting.
const SHOWN: u32 = 15;
/// Fields that are one text, and can be said anew on the spot.
const TEXTS: [&str; 3] = ["hours", "drop_in", "address"];

fn routes() -> Router<App> {
    Router::new().route("/review", get(review).post(confirm))
}

async fn review(asked: Asked) -> Response {
    asked
        .page(|view| {
            let who: Option<RecordId> = view.query().read_as("who")?;
            // One more than is shown tells whether there are more.
            let mut stale = view.book.stale_fields(who, SHOWN + 1)?;
            let more = stale.len() > SHOWN as usize;
            stale.truncate(SHOWN as usize);
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
                @if stale.is_empty() { (list::empty(say::EMPTY, say::EMPTY_MORE, None)) }
                ul.plain.stale { @for one in &stale { (line(view, one)?) } }
                @if more { p.faint { (say::MORE) } }
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

/// `POST /review`: it is right as it is, or it is this now; both count as confirmed today.
async fn confirm(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let (id, field) = (fields.record("id")?, fields.text("field").ok_or_else(|| missing("field"))?);
            let mut edits = Vec::new();
            let now = fields.text_or_empty("now");
            let anew = TEXTS.contains(&field) && fields.text("was").unwrap_or_default() != now;
            if anew {
                edits.push(FieldEdit { field: field.to_owned(), value: now });
            }
            edits.push(FieldEdit { field: format!("confirmed:{field}"), value: view.clock.today().to_string() });
            let said = if anew { say::ANEW_SAID } else { say::RIGHT_SAID };
            let back = view.asked.came_from.clone().unwrap_or_else(|| "/review".to_owned());
            Done::run(view, Command::Edit { id, edits }, back, said)
        })
        .await
}

fn line(view: &View, one: &StaleField) -> Result<Markup, Failure> {
    let Record::Contact(contact) = view.book.get(one.who.id)?.record else { return Ok(html! {}) };
    let (id, key) = (one.who.id, format!("{}-{}", one.field, one.who.id));
    let (label, says) = (words::field(&Kind::Contact, &one.field), stands(view, &contact, &one.field));
    let text = TEXTS.contains(&one.field.as_str());
    Ok(html! {
        li.card data-item id={ "stale-" (key) } {
            h2 { a href={ "/partners/" (id) } { (one.who.name) } }
            (form::form_with(view.token(), "/review", "stack", &html! {
                input type="hidden" name="id" value=(id);
                input type="hidden" name="field" value=(one.field);
                div.field {
                    @if text {
                        input type="hidden" name="was" value=(says);
                        label for=(key) { (label) }
                        @if one.field == "address" { textarea id=(key) name="now" rows="2" { (says) } }
                        @else { input id=(key) name="now" value=(says) autocomplete="off"; }
                    } @else { span.faint { (label) } p.value { (says) } }
                    p.hint { (say::age(one)) }
                }
                div.deeds {
                    button { (icon::named("check")) (if text { say::RIGHT_OR_ANEW } else { say::RIGHT }) }
                    @if !text { a.button.quiet href={ "/edit/" (id) } { (say::EDIT) } }
                }
            }))
        }
    })
}

/// What stands in the book for a detail.
fn stands(view: &View, contact: &Contact, field: &str) -> String {
    match field {
        "hours" => contact.hours.clone(),
        "drop_in" => contact.drop_in.clone(),
        "address" => contact.address.clone(),
        "helps" => contact.helps.iter().cloned().collect::<Vec<_>>().join(", "),
        "at" => view.all_of(contact.at.keys().copied()),
        kind => {
            let of_kind = contact.channel.keys().filter_map(|channel| channel.split_once(':'));
            let same = of_kind.filter(|(of, _)| *of == kind || (kind == "phone" && *of == "mobile"));
            same.map(|(_, value)| value).collect::<Vec<_>>().join(", ")
        }
    }
}
