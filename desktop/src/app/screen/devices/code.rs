//! A code for one more device, to be scanned or typed. It is kept in this process while it is good, and stands in no address.

use std::{
    sync::PoisonError,
    time::{Duration, Instant},
};

use axum::response::Response;
use maud::{Markup, html};

use super::{SCREEN, wait};
use crate::{
    app::{
        asked::Asked,
        page::Page,
        part::{form, list, qr::qr},
        state::ShownCode,
        view::{Done, View},
        words::devices as say,
    },
    failure::Failure,
};

/// `POST /devices/code`: asks the server for a secret, and shows the code.
pub async fn draw(asked: Asked) -> Response {
    asked
        .act(|view| {
            let app = &view.asked.app;
            let (mut code, good_for_s) = wait(view.book.pairing_code())?;
            let chosen = app.hosting.chosen();
            if chosen.is_own(&code.server) {
                // This computer reaches its own server by itself; others by its address on the network.
                let told = wait(app.hosting.on()).and_then(|on| chosen.to_tell(&on));
                code.server = told.ok_or_else(|| Failure::usage(say::NO_NETWORK))?;
                app.hosting.choose(|chosen| chosen.told = Some(code.server.clone())).map_err(Failure::output)?;
            }
            let until = Instant::now() + Duration::from_secs(good_for_s);
            let shown = ShownCode { text: code.to_string(), tells: code.server, until };
            *app.code.lock().unwrap_or_else(PoisonError::into_inner) = Some(shown);
            Ok(Done::to("/devices/code"))
        })
        .await
}

/// `GET /devices/code`.
pub async fn shown(asked: Asked) -> Response {
    asked
        .page(|view| {
            let code = view.asked.app.code.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let good = code.and_then(|code| Some((code.until.checked_duration_since(Instant::now())?, code)));
            let body = html! {
                header.title { p { a href="/devices" { (say::BACK) } } h1 { (say::CODE) } }
                @match &good {
                    Some((left, code)) => (scan(view, code, *left)),
                    None => {
                        (list::empty(say::CODE_OVER, say::CODE_OVER_MORE, None))
                        (form::deed(view, "/devices/code", &[], &html! { (say::SHOW) }, "primary"))
                    }
                }
            };
            Ok(Page::new(&SCREEN, say::CODE, body))
        })
        .await
}

fn scan(view: &View, code: &ShownCode, left: Duration) -> Markup {
    html! {
        div.scan {
            (qr(&code.text, say::CODE_LABEL))
            div.stack {
                p.lead { (say::good_for(left.as_secs().div_ceil(60))) }
                p { (say::CODE_FOR_ONE) " " (say::tells(&code.tells)) }
                div.field {
                    label for="code" { (say::CODE_TEXT) }
                    textarea #code.code readonly rows="4" spellcheck="false" { (code.text) }
                }
                p.faint { (say::CODE_COMMAND) " " code { "rapport pair join CODE --device Laptop" } }
                (form::deed(view, "/devices/code", &[], &html! { (say::SHOW_ANOTHER) }, ""))
            }
        }
    }
}
