//! Where to bring something for an occasion: who got something before, who is kept near; what was brought this time.

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::NewGive,
    model::{
        ItemKind,
        view::{Delivery, DeliveryList},
    },
};

use super::{SCREEN, title};
use crate::{
    app::{
        asked::Asked,
        fields::{Fields, missing},
        page::Page,
        part::{form, icon, list as lists, time},
        things::Things,
        view::{Done, View},
        words::gifts as say,
    },
    words,
};

/// How many stops one plan takes from here.
const STOPS: usize = 12;

/// `GET /gifts/day/{occasion}`.
pub async fn list(asked: Asked, Path(occasion): Path<String>) -> Response {
    asked
        .page(move |view| {
            let deliveries = view.book.deliveries(&occasion)?;
            let things = Things::of(view)?;
            let name = title(&deliveries.occasion);
            let body = body(view, &deliveries, &things);
            Ok(Page::new(&SCREEN, name, body))
        })
        .await
}

/// `POST /gifts/brought`: a gift was brought to a stop.
pub async fn brought(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let to = fields.record("to")?;
            let item = fields.text("item").ok_or_else(|| missing("item"))?.to_owned();
            let back = view.asked.came_from.clone().unwrap_or_else(|| "/gifts".to_owned());
            let said = say::brought(&Things::of(view)?.name(&item), &view.name(to));
            let give = NewGive { item, to: [to].into(), ..NewGive::default() };
            Done::run(view, Command::LogGive(give), back, said)
        })
        .await
}

fn body(view: &View, list: &DeliveryList, things: &Things) -> Markup {
    let open: Vec<&Delivery> = list.stops.iter().filter(|stop| stop.delivered.is_none()).collect();
    let day = list.occasion.day.to_string();
    let stops: Vec<String> = open.iter().take(STOPS).map(|stop| stop.who.id.to_string()).collect();
    let plan = std::iter::once(("day", day.as_str())).chain(stops.iter().map(|stop| ("stop", stop.as_str())));
    html! {
        header.title {
            p.faint.on-screen { a.back.always href="/gifts" { (icon::named("back")) (say::TITLE) } }
            h1 { (title(&list.occasion)) }
            p.faint { (time::day(view, list.occasion.day)) " · " (words::season(list.occasion.season)) @if !list.stops.is_empty() { " · " (say::to_bring(open.len(), list.stops.len())) } }
        }
        @if list.stops.is_empty() { (lists::empty(say::NO_STOPS, say::NO_STOPS_MORE, None)) }
        @else if !open.is_empty() { div.deeds { a.button href=(lists::address("/plan", plan)) { (say::PLAN_IT) } p.hint { (say::PRINT_HINT) } } }
        // One gift is chosen for all of them: at each stop one tap says that it was brought.
        (form::form_with(view.token(), "/gifts/brought", "sheet", &html! {
            @if !open.is_empty() { (form::select("item", say::WHICH, None, choices(list, things), None)) }
            section.lines aria-label=(say::STOPS) { ul.plain { @for stop in &list.stops { (line(view, stop)) } } }
        }))
    }
}

fn line(view: &View, stop: &Delivery) -> Markup {
    let id = stop.who.id.to_string();
    let address = stop.address.lines().collect::<Vec<_>>().join(", ");
    html! {
        li.line data-item id={ "stop-" (id) } {
            a.row href={ "/gifts/to/" (id) } {
                span.name { (stop.who.name) }
                span.faint { (words::delivery_reason(stop.because)) " · " (say::people(stop.people)) @if !address.is_empty() { " · " (address) } }
                @for note in &stop.allergies { span.why { (say::ALLERGY) " " (note.who.name) ": " (note.text) } }
            }
            @match stop.delivered {
                Some(day) => p.done.small { (icon::named("check")) (say::BROUGHT) " " (time::day(view, day)) },
                None => button name="to" value=(id) { (icon::named("check")) (say::I_BROUGHT) }
            }
        }
    }
}

/// What suits the occasion first, then every other gift.
fn choices<'t>(list: &DeliveryList, things: &'t Things) -> Vec<(&'t str, &'t str)> {
    let suits = |key: &str| list.occasion.gifts.iter().any(|gift| gift == key);
    let (first, rest): (Vec<_>, Vec<_>) = things.of_kinds(&[ItemKind::Gift]).partition(|one| suits(&one.key));
    first.into_iter().chain(rest).map(|one| (one.key.as_str(), one.item.name.as_str())).collect()
}
