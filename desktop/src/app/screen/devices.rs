//! Devices: which have the book; a code to let one more join; letting one go.

mod code;
pub mod join;

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::model::Instant;
use rapport_protocol::{DeviceNumber, pairing::Device};

pub use join::join;

use super::{Screen, Section, sync::wait};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        notice::Notice,
        page::Page,
        part::{form, list, table::table, time},
        state::App,
        view::{Done, View},
        words::{devices as say, failed},
    },
    failure::Failure,
};

/// The devices of the book.
pub static SCREEN: Screen = Screen {
    path: "/devices",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Book,
    icon: "more",
    routes,
};

fn routes() -> Router<App> {
    Router::new()
        .route("/devices", get(devices))
        .route("/devices/code", get(code::shown).post(code::draw))
        .route("/devices/join", get(join::page).post(join::joined))
        .route("/devices/revoke", post(revoke))
}

async fn devices(asked: Asked) -> Response {
    asked
        .page(|view| {
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
                @if view.book.sync_status()?.server.is_none() {
                    (list::empty(say::ALONE, say::ALONE_MORE, Some(("/sync", say::ALONE_STEP))))
                } @else {
                    (known(view))
                    section.stack {
                        h2 { (say::ONE_MORE) }
                        p { (say::ONE_MORE_MORE) }
                        (form::deed(view, "/devices/code", &[], &html! { (say::SHOW) }, "primary"))
                        p.faint { (say::ANEW) }
                    }
                }
                section.stack { h2 { (say::JOIN) } p { (say::JOIN_LEAD) } p { a.button href="/devices/join" { (say::JOIN) } } }
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

/// Whom the server knows; why not, where it was not reached.
fn known(view: &View) -> Markup {
    match wait(view.book.devices()) {
        Ok(devices) => {
            let headings = [
                (say::DEVICE, false),
                (say::WHOSE, false),
                (say::PAIRED, false),
                (say::STATE, false),
                (say::GO, false),
            ];
            table(say::TITLE, &headings, devices.iter().rev().map(|device| row(view, device)))
        }
        Err(error) => html! {
            p.attention role="status" { (say::OFFLINE) " " (failed::said(&Failure::from(error))) }
        },
    }
}

fn row(view: &View, device: &Device) -> Vec<Markup> {
    let name = called(device);
    let state = match device {
        Device { this: true, .. } => html! { span.done { (say::THIS) } },
        Device { revoked: true, .. } => html! { span.faint { (say::REVOKED) } },
        _ => time::ago(view, at(device.seen_at_s)),
    };
    let go = if device.this || device.revoked {
        html! {}
    } else {
        let number = device.number.to_string();
        html! {
            details {
                summary { (say::GO) span.unseen { " " (name) } }
                p { (say::go_means(name)) }
                (form::deed(view, "/devices/revoke", &[("device", &number), ("name", name)], &html! { (say::GO_SURE) }, "harm"))
            }
        }
    };
    vec![html! { (name) }, html! { (device.person) }, time::when(view, at(device.paired_at_s)), state, go]
}

fn called(device: &Device) -> &str {
    if device.name.is_empty() { say::UNNAMED } else { &device.name }
}

const fn at(seconds: i64) -> Instant {
    Instant(seconds.saturating_mul(1000))
}

/// `POST /devices/revoke`: the server lets a device in no more.
async fn revoke(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let number: Option<DeviceNumber> = fields.read_as("device")?;
            let number = number.ok_or_else(|| Failure::usage(failed::MISSING))?;
            wait(view.book.revoke(number))?;
            let said = say::gone(fields.text("name").unwrap_or(say::UNNAMED));
            Ok(Done::There { to: "/devices".to_owned(), notice: Some(Notice::done(said)) })
        })
        .await
}
