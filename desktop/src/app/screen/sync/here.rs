//! "Sync with this computer": the server for the user's own devices, started and stopped from here, and explained.

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::{Error, model::view::SyncStatus};

use super::wait;
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        notice::Notice,
        part::form::{Line, deed, form},
        screen::devices,
        view::{Done, View},
        words::sync as say,
    },
    failure::Failure,
    hosting::{Chosen, On, Standing},
};

/// What goes with it, and when to do what.
const EXPLAINED: [(&str, &str); 4] = [
    (say::ASLEEP, say::ASLEEP_MORE),
    (say::ADDRESS, say::ADDRESS_MORE),
    (say::REACH, say::REACH_MORE),
    (say::MOVING, say::MOVING_MORE),
];

/// What the page says of it.
pub fn section(view: &View, status: &SyncStatus) -> Markup {
    let hosting = &view.asked.app.hosting;
    let (chosen, on) = (hosting.chosen(), wait(hosting.on()));
    let own = status.server.as_deref().is_some_and(|server| chosen.is_own(server));
    html! {
        section.card.stack {
            h2 { (say::HERE) }
            p { (say::HERE_LEAD) }
            @if let (Standing::Failed(why), None) = (hosting.standing(), &on) { p.harm role="alert" { (say::failed(&why)) } }
            @match &on {
                Some(on) => (running(view, &chosen, on, own)),
                None if own => {
                    p.attention { (say::HERE_OFF) }
                    (deed(view, "/sync/here", &[], &html! { (say::START_AGAIN) }, "primary"))
                }
                None => (start_form(view, status.server.is_some())),
            }
            @for (title, text) in EXPLAINED {
                details { summary { (title) } p { (text) } }
            }
        }
    }
}

/// Where a book that is on another server moves, that is to be ticked.
fn start_form(view: &View, moves: bool) -> Markup {
    form(
        view,
        "/sync/here",
        &html! {
            div.stack {
                @if moves {
                    p { (say::HERE_MOVES) }
                    label.tick { input type="checkbox" name="move" value="yes"; span { (say::HERE_MOVE) } }
                }
                div.deeds { button.primary { (say::HERE_START) } }
            }
        },
    )
}

fn running(view: &View, chosen: &Chosen, on: &On, own: bool) -> Markup {
    let told = chosen.to_tell(on);
    html! {
        @if own {
            p.done { (say::HERE_ON) }
            @match &told {
                Some(address) => {
                    p { (say::reached_at(address)) }
                    @if let Some(before) = chosen.told.as_ref().filter(|before| *before != address) {
                        p.attention { (say::moved(before, address)) }
                    }
                }
                None => p.attention { (say::HERE_NO_NETWORK) },
            }
            (deed(view, "/devices/code", &[], &html! { (say::SHOW_CODE) }, "primary"))
        } @else {
            p { (say::HERE_ELSEWHERE) }
            (start_form(view, true))
        }
        (form(view, "/sync/here/name", &html! {
            div.stack {
                (Line { name: "name", label: say::NAME, hint: say::NAME_HINT, value: chosen.name.as_deref().unwrap_or_default(), ..Line::default() }.show())
                div.deeds { button { (say::NAME_KEEP) } }
            }
        }))
        (deed(view, "/sync/here/stop", &[], &html! { (say::STOP) }, "harm"))
    }
}

/// `POST /sync/here`: starts the server, and puts the book on it.
pub async fn start(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let app = &view.asked.app;
            let before = view.book.sync_status()?.server;
            let own = |hosting: Chosen| before.as_deref().is_some_and(|server| hosting.is_own(server));
            if before.is_some() && !own(app.hosting.chosen()) && !fields.ticked("move") {
                return Ok(Done::There { to: "/sync".into(), notice: Some(Notice::wrong(say::HERE_MOVE_FIRST)) });
            }
            let on = wait(app.hosting.start()).map_err(|error| Failure::usage(say::failed(&error.to_string())))?;
            let said = if own(app.hosting.chosen()) && is_let_in(view)? {
                app.paired();
                say::HERE_STARTED_AGAIN
            } else {
                enter(view, &on)?;
                say::HERE_STARTED
            };
            Ok(Done::There { to: "/sync".to_owned(), notice: Some(Notice::done(said)) })
        })
        .await
}

/// Whether the server knows this device: after its folder was put back from elsewhere it may not.
fn is_let_in(view: &View) -> Result<bool, Failure> {
    match wait(view.book.devices()) {
        Ok(_) => Ok(true),
        Err(Error::Unauthorized { .. }) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Puts the book on the server; where it is there already, as after it moved away, this computer comes back to it.
fn enter(view: &View, on: &On) -> Result<(), Failure> {
    let hosting = &view.asked.app.hosting;
    let failed = |error: std::io::Error| Failure::usage(say::failed(&error.to_string()));
    if let Some(code) = wait(hosting.way_back(view.book.book()?)).map_err(failed)? {
        let (name, person) = view.book.device();
        let name = if name.is_empty() { crate::app::words::devices::COMPUTER.to_owned() } else { name };
        return devices::join(&view.asked.app, &code.to_string(), &name, &person);
    }
    let invitation = wait(hosting.invitation()).map_err(failed)?.map(|invitation| invitation.to_string());
    wait(view.book.pair_new(&on.own, invitation.as_deref()))?;
    view.asked.app.paired();
    Ok(())
}

/// `POST /sync/here/stop`: stops the server, until it is started again.
pub async fn stop(asked: Asked) -> Response {
    asked
        .act(|view| {
            wait(view.asked.app.hosting.stop()).map_err(Failure::output)?;
            Ok(Done::There { to: "/sync".to_owned(), notice: Some(Notice::done(say::HERE_STOPPED)) })
        })
        .await
}

/// `POST /sync/here/name`: the name by which devices find this computer.
pub async fn name(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let name = fields.text("name").map(str::to_owned);
            let plain = |name: &String| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
            if !name.as_ref().is_none_or(plain) {
                return Err(Failure::usage(say::NAME_WRONG));
            }
            view.asked.app.hosting.choose(|chosen| chosen.name = name).map_err(Failure::output)?;
            Ok(Done::There { to: "/sync".to_owned(), notice: Some(Notice::done(say::NAME_KEPT)) })
        })
        .await
}
