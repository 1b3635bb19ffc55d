//! A server elsewhere: puts the book there, or moves it from the one that it is on.

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::{Error, model::view::SyncStatus};

use super::{page, wait};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        notice::Notice,
        part::form::{Line, form},
        view::{Done, View},
        words::{failed, sync as say},
    },
    failure::Failure,
};

/// What was typed and is to be corrected.
pub struct Wrong {
    url: String,
    invitation: String,
    /// Which field, and what is expected of it.
    field: String,
    said: String,
}

/// What the page says of it.
pub fn section(view: &View, status: &SyncStatus, wrong: Option<&Wrong>) -> Markup {
    let of = |field: &str| wrong.filter(|wrong| wrong.field == field).map(|wrong| wrong.said.as_str());
    html! {
        section.card.stack {
            h2 { (say::OTHER) }
            p { (say::OTHER_LEAD) }
            @if status.server.is_some() { p { (say::OTHER_MOVE) } }
            (form(view, "/sync/elsewhere", &html! {
                div.stack {
                    (Line { name: "url", label: say::URL, hint: say::URL_HINT, required: true, wrong: of("server"),
                        value: wrong.map_or("", |wrong| &wrong.url), ..Line::default() }.show())
                    (Line { name: "invitation", label: say::INVITATION, hint: say::INVITATION_HINT, wrong: of("invitation"),
                        value: wrong.map_or("", |wrong| &wrong.invitation), ..Line::default() }.show())
                    div.deeds { button { (say::PUT) } }
                }
            }))
        }
    }
}

/// `POST /sync/elsewhere`: the book is put on that server.
pub async fn put(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let (url, invitation) = (fields.text_or_empty("url"), fields.text("invitation"));
            match wait(view.book.pair_new(&url, invitation)) {
                Ok(()) => {
                    view.asked.app.paired();
                    Ok(Done::There { to: "/devices".to_owned(), notice: Some(Notice::done(say::PUT_DONE)) })
                }
                Err(Error::Invalid(invalid)) if ["server", "invitation"].contains(&invalid.field.as_str()) => {
                    let (field, invitation) = (invalid.field.clone(), invitation.unwrap_or_default().to_owned());
                    let said = failed::said(&Failure::from(Error::from(invalid)));
                    Ok(Done::again(page(view, Some(&Wrong { url, invitation, field, said }))?, view))
                }
                Err(error @ Error::Unreachable { .. }) => {
                    let invitation = invitation.unwrap_or_default().to_owned();
                    let (field, said) = ("server".to_owned(), failed::said(&Failure::from(error)));
                    Ok(Done::again(page(view, Some(&Wrong { url, invitation, field, said }))?, view))
                }
                Err(error) => Err(error.into()),
            }
        })
        .await
}
