//! Views of the list that are kept on this device: a filter under a name of the user's own.

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::{Error, Invalid};

use super::list;
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        notice::Notice,
        part::{
            form::{self, Line},
            list as lists,
        },
        view::{Done, View},
        words::partners as say,
    },
    failure::Failure,
};

/// Under which they are kept, each with its name.
const KEPT: &str = "partners.view:";
/// The longest name of a view, in characters.
const NAME: usize = 40;

/// The views as links, and a way to keep the one that is shown.
pub fn bar(view: &View) -> Result<Markup, Failure> {
    let shown = list::narrowing(view.query());
    let here = lists::address("/partners", shown.iter().copied());
    let mut kept: Vec<(String, String)> = Vec::new();
    for draft in view.book.drafts()? {
        kept.extend(draft.key.strip_prefix(KEPT).map(|name| (name.to_owned(), draft.body.clone())));
    }
    kept.sort();
    let is_kept = kept.iter().any(|(_, address)| *address == here);
    Ok(html! {
        @if !kept.is_empty() || !shown.is_empty() {
            div.views {
                @if !kept.is_empty() {
                    nav.chips aria-label=(say::VIEWS) { @for (name, address) in &kept {
                        a.button.quiet href=(address) aria-current=[(*address == here).then_some("page")] { (name) }
                    } }
                }
                @if let Some((name, _)) = kept.iter().find(|(_, address)| *address == here) {
                    (form::deed(view, "/partners/views/drop", &[("name", name)], &html! { (say::DROP_VIEW) }, "quiet"))
                } @else if !shown.is_empty() && !is_kept {
                    details.more { summary { (say::KEEP_VIEW) }
                        (form::form(view, "/partners/views", &html! {
                            input type="hidden" name="address" value=(here);
                            (Line { name: "name", label: say::VIEW_NAME, required: true, ..Line::default() }.show())
                            button { (say::KEEP) }
                        }))
                    }
                }
            }
        }
    })
}

/// `POST /partners/views`: keeps one.
pub async fn keep(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let name: String = fields.text_or_empty("name").chars().take(NAME).collect();
            let address = fields.text_or_empty("address");
            let wrong = |field: &str, said: &str| Failure::from(Error::from(Invalid::new(field, said)));
            if name.is_empty() {
                return Err(wrong("name", say::VIEW_NEEDS_NAME));
            }
            if !address.starts_with("/partners?") {
                return Err(wrong("address", say::VIEW_OF_NOTHING));
            }
            view.book.keep_draft(&format!("{KEPT}{name}"), &address)?;
            Ok(Done::There { to: address, notice: Some(Notice::done(say::kept_view(&name))) })
        })
        .await
}

/// `POST /partners/views/drop`: lets one go.
pub async fn drop(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            view.book.drop_draft(&format!("{KEPT}{}", fields.text_or_empty("name")))?;
            Ok(Done::There { to: "/partners".to_owned(), notice: Some(Notice::done(say::DROPPED_VIEW)) })
        })
        .await
}
