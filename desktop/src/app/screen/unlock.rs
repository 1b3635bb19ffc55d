//! The page that stands before all others while the app is locked; and the passphrase in the settings.

use axum::{
    Router,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use maud::{Markup, html};
use tokio::task::spawn_blocking;

use crate::{
    app::{
        asked::{Asked, html as answer},
        fields::Fields,
        guard::UNLOCK,
        lock::{IDLE, SHORTEST},
        page::bare,
        part::form::{Line, form_with},
        state::App,
        view::{Done, View},
        words::lock as say,
    },
    failure::Failure,
};

/// Where it is.
pub fn routes() -> Router<App> {
    Router::new()
        .route(UNLOCK, get(ask).post(open))
        .route("/unlock/used", post(async || StatusCode::NO_CONTENT))
        .route("/settings/lock", post(set))
        .route("/settings/lock/now", post(shut))
        .route("/settings/lock/off", post(take_off))
}

async fn ask(State(app): State<App>) -> Response {
    if app.lock.lets(false) { Redirect::to("/").into_response() } else { answer(page(&app, None)).into_response() }
}

/// `POST /unlock`.
async fn open(State(app): State<App>, fields: Fields) -> Response {
    let tried = {
        let app = app.clone();
        spawn_blocking(move || app.lock.open(&fields.text_or_empty("passphrase"))).await
    };
    match tried {
        Ok(Ok(true)) => Redirect::to("/").into_response(),
        Ok(Ok(false)) => (StatusCode::UNPROCESSABLE_ENTITY, answer(page(&app, Some(say::WRONG)))).into_response(),
        _ => (StatusCode::UNPROCESSABLE_ENTITY, answer(page(&app, Some(say::UNREADABLE)))).into_response(),
    }
}

fn page(app: &App, wrong: Option<&str>) -> Markup {
    let body = html! {
        (form_with(&app.secrets.token, UNLOCK, "sheet", &html! {
            (Line { name: "passphrase", label: say::PASSPHRASE, kind: "password", required: true, first: true, wrong, ..Line::default() }.show())
            div.deeds { button.primary { (say::OPEN) } }
        }))
        p.hint { (say::FORGOTTEN) }
    };
    bare(say::TITLE, &body)
}

/// `POST /settings/lock`: a passphrase, typed twice.
async fn set(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let (one, again) = (fields.text_or_empty("passphrase"), fields.text_or_empty("again"));
            if one.chars().count() < SHORTEST {
                return Err(Failure::usage(say::too_short(SHORTEST)));
            }
            if one != again {
                return Err(Failure::usage(say::DIFFERENT));
            }
            let app = &view.asked.app;
            app.lock.set(&one).map_err(|error| Failure::file(&app.home, error))?;
            Ok(Done::said("/settings", say::SET))
        })
        .await
}

/// `POST /settings/lock/now`: it asks from now on.
async fn shut(State(app): State<App>) -> Response {
    app.lock.shut();
    Redirect::to(UNLOCK).into_response()
}

/// `POST /settings/lock/off`.
async fn take_off(asked: Asked) -> Response {
    asked
        .act(|view| {
            let app = &view.asked.app;
            app.lock.take_off().map_err(|error| Failure::file(&app.home, error))?;
            Ok(Done::said("/settings", say::OFF))
        })
        .await
}

/// What stands in the settings: what it protects, and what not.
pub fn section(view: &View) -> Markup {
    let (token, on) = (view.token(), view.asked.app.lock.is_set());
    html! {
        section.stack { h2 { (say::HEADING) }
            p { (say::means(IDLE.as_secs() / 60)) }
            p { (say::MEANS_NOT) }
            @if on {
                div.deeds {
                    (form_with(token, "/settings/lock/now", "", &html! { button { (say::NOW) } }))
                    (form_with(token, "/settings/lock/off", "", &html! { button.quiet { (say::TAKE_OFF) } }))
                }
            }
            (form_with(token, "/settings/lock", "choose", &html! {
                (Line { name: "passphrase", label: if on { say::ANOTHER } else { say::PASSPHRASE }, kind: "password", required: true, ..Line::default() }.show())
                (Line { name: "again", label: say::AGAIN, kind: "password", required: true, ..Line::default() }.show())
                button { (say::SET_IT) }
            }))
        }
    }
}
