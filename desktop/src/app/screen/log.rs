//! Log: a visit, a call, any other touch; filled in before one begins, and kept as a draft at every tap.

mod save;
mod sheet;

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::html;
use rapport_core::model::{Form, Met, Record, RecordId};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        fields::{Fields, TOKEN},
        page::Page,
        state::App,
        view::{Done, View},
        words::{frame, log as say},
    },
    failure::Failure,
    words::identifier,
};

/// The screen that is reached from everywhere by one key.
pub static SCREEN: Screen = Screen {
    path: "/log",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Main,
    icon: "log",
    routes,
};

/// Under which the draft of this form is kept.
pub const DRAFT: &str = "log";

fn routes() -> Router<App> {
    Router::new()
        .route("/log", get(log).post(save))
        .route("/log/look", post(look))
        .route("/log/draft", post(draft))
        .route("/log/discard", post(discard))
}

async fn log(asked: Asked) -> Response {
    asked
        .page(|view| {
            let draft = view.book.draft(DRAFT)?;
            let fields = match (&draft, view.query().ticked("draft")) {
                (Some(draft), true) => {
                    Fields::of(serde_json::from_str::<Vec<(String, String)>>(&draft.body).unwrap_or_default())
                }
                _ => begun(view)?,
            };
            let offered = draft.filter(|_| !view.query().ticked("draft"));
            page(view, &fields, &sheet::Remark { draft: offered, ..sheet::Remark::default() })
        })
        .await
}

/// `POST /log`: keeps it.
async fn save(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| match save::save(view, &fields)? {
            save::Saved::Done(done) => Ok(done),
            save::Saved::NotYet(remark) => Ok(Done::again(page(view, &fields, &remark)?, view)),
        })
        .await
}

/// `POST /log/look`: the same form once more, as what was chosen so far has it.
async fn look(asked: Asked, fields: Fields) -> Response {
    asked.page(move |view| page(view, &fields, &sheet::Remark::default())).await
}

/// `POST /log/draft`: keeps what was typed so far, and says what in it looks like a client's.
async fn draft(asked: Asked, fields: Fields) -> Response {
    asked
        .part(move |view| {
            let kept: Vec<_> = fields.pairs().iter().filter(|(name, _)| name != TOKEN).collect();
            view.book.keep_draft(DRAFT, &serde_json::to_string(&kept).expect("texts have a JSON form"))?;
            let mut looks = Vec::new();
            for name in ["note", "purpose", "intel", "next_text"] {
                looks.extend(view.book.privacy_warnings(&fields.text_or_empty(name))?);
            }
            Ok(html! {
                @for one in &looks { p { (frame::looks_like(&one.said, identifier(one.kind))) } }
                @if !looks.is_empty() { p { (say::LOOKS) } }
            })
        })
        .await
}

/// `POST /log/discard`: lets the draft go.
async fn discard(asked: Asked) -> Response {
    asked
        .act(|view| {
            view.book.drop_draft(DRAFT)?;
            Ok(Done::to("/log"))
        })
        .await
}

fn page(view: &View, fields: &Fields, remark: &sheet::Remark) -> Result<Page, Failure> {
    Ok(Page::new(&SCREEN, say::TITLE, sheet::sheet(view, fields, remark)?))
}

/// What the form holds before anything is chosen: whom the address names, else the place that is sure enough.
fn begun(view: &View) -> Result<Fields, Failure> {
    let mut at = view.query().read_as::<RecordId>("at")?;
    if at.is_none() {
        let suggested = view.book.log_suggestions(None, 5)?;
        at = suggested.places.first().filter(|_| suggested.sure).map(|first| first.place.id);
    }
    let mut fields = Vec::new();
    if let Some(at) = at {
        let (place, met) = whereabouts(view, at)?;
        fields.extend(place.map(|place| ("at".to_owned(), place.to_string())));
        fields.extend(met.map(|met| ("met".to_owned(), met.to_string())));
    }
    Ok(Fields::of(fields))
}

/// Of a place, the place; of a person, the place where they work if it is the only one, and the person.
pub fn whereabouts(view: &View, who: RecordId) -> Result<(Option<RecordId>, Option<Met>), Failure> {
    Ok(match view.book.get(who)?.record {
        Record::Contact(contact) if contact.form == Form::Person => {
            let mut places = contact.at.into_keys();
            let only = places.next().filter(|_| places.next().is_none());
            (only, Some(Met::Contact(who)))
        }
        _ => (Some(who), None),
    })
}
