//! The inbox: a quick note first, whom it is about later, and offered by what was typed.

mod naming;

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::{FieldEdit, NewNote},
    model::{
        Record, RecordId,
        view::{Entry, Named},
    },
};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        fields::{Fields, TOKEN},
        meant::{Meant, Whom, meant},
        page::Page,
        part::{form, list, time},
        state::App,
        view::{Done, View},
        words::{frame, meant as whom, promises as say},
    },
    failure::Failure,
    words::identifier,
};

/// Notes about nobody yet.
pub static SCREEN: Screen = Screen {
    path: "/inbox",
    title: say::INBOX,
    about: say::INBOX_ABOUT,
    go: Some('i'),
    section: Section::Day,
    icon: "log",
    routes,
};

/// Under which the draft of a quick note is kept.
const DRAFT: &str = "note";
/// How many notes are shown: whoever has more names some first.
const SHOWN: u32 = 60;

fn routes() -> Router<App> {
    Router::new()
        .route("/inbox", get(inbox).post(keep))
        .route("/inbox/draft", post(draft))
        .route("/inbox/about", post(about))
}

/// What is said beside the form.
#[derive(Default)]
struct Remark {
    text: Option<&'static str>,
    whom: Option<&'static str>,
    which: Vec<Named>,
}

async fn inbox(asked: Asked) -> Response {
    asked
        .page(|view| {
            let draft = view.book.draft(DRAFT)?;
            let typed = draft.and_then(|draft| serde_json::from_str::<Vec<(String, String)>>(&draft.body).ok());
            let mut begun = typed.unwrap_or_default();
            if let Some(whom) = view.query().text("whom_is") {
                begun.retain(|(name, _)| !name.starts_with("whom"));
                begun.push(("whom_is".to_owned(), whom.to_owned()));
            }
            page(view, &Fields::of(begun), &Remark::default())
        })
        .await
}

/// `POST /inbox`: keeps a note; about nobody: here.
async fn keep(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let again = |remark: Remark| Ok(Done::again(page(view, &fields, &remark)?, view));
            let text = fields.text_or_empty("text");
            if text.is_empty() {
                return again(Remark { text: Some(say::NOTE_NEEDED), ..Remark::default() });
            }
            let about = match meant(view, &fields, "whom")? {
                Meant::Nobody => None,
                Meant::Known(id) => Some(id),
                Meant::New(_) => return again(Remark { whom: Some(whom::NOT_KNOWN), ..Remark::default() }),
                Meant::Several(which) => return again(Remark { whom: Some(whom::WHICH), which, ..Remark::default() }),
            };
            let note = NewNote { text, about: about.into_iter().collect(), ..NewNote::default() };
            let done = Done::run(view, Command::TakeNote(note), "/inbox", say::NOTED)?;
            view.book.drop_draft(DRAFT)?;
            Ok(done)
        })
        .await
}

/// `POST /inbox/draft`: keeps what was typed so far, and says what in it looks like a client's.
async fn draft(asked: Asked, fields: Fields) -> Response {
    asked
        .part(move |view| {
            let kept: Vec<_> = fields.pairs().iter().filter(|(name, _)| name != TOKEN).collect();
            view.book.keep_draft(DRAFT, &serde_json::to_string(&kept).expect("texts have a JSON form"))?;
            warnings(view, &fields.text_or_empty("text"))
        })
        .await
}

/// `POST /inbox/about`: whom a note is about.
async fn about(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let id = fields.record("id")?;
            let about = match meant(view, &fields, "about")? {
                Meant::Known(about) => about,
                Meant::Nobody => return Err(Failure::usage(whom::NEEDED)),
                Meant::New(_) => return Err(Failure::usage(whom::NOT_KNOWN)),
                Meant::Several(which) => {
                    let remark = Remark { which, ..Remark::default() };
                    return Ok(Done::again(page_asking(view, &Fields::default(), &remark, Some(id))?, view));
                }
            };
            let edits = vec![FieldEdit { field: format!("about:{about}"), value: "yes".to_owned() }];
            Done::run(view, Command::Edit { id, edits }, "/inbox", say::NAMED)
        })
        .await
}

fn warnings(view: &View, text: &str) -> Result<Markup, Failure> {
    let looks = view.book.privacy_warnings(text)?;
    Ok(html! {
        @for one in &looks { p { (frame::looks_like(&one.said, identifier(one.kind))) } }
        @if !looks.is_empty() { p { (say::LOOKS) } }
    })
}

fn page(view: &View, fields: &Fields, remark: &Remark) -> Result<Page, Failure> {
    page_asking(view, fields, remark, None)
}

/// The page; of one note it is asked which of several is meant.
fn page_asking(view: &View, fields: &Fields, remark: &Remark, asks: Option<RecordId>) -> Result<Page, Failure> {
    let notes = view.book.inbox(SHOWN)?;
    let which = if asks.is_none() { remark.which.as_slice() } else { &[] };
    let body = html! {
        header.title { h1 { (say::INBOX) } }
        form.sheet method="post" action="/inbox" data-draft="/inbox/draft" {
            input type="hidden" name=(TOKEN) value=(view.token());
            @if let Some(said) = remark.text { p.wrong role="alert" { (said) } }
            (form::lines("text", say::NOTE, &fields.text_or_empty("text"), say::NOTE_HINT, 3))
            div.attention.small data-warnings role="status" {}
            (Whom { name: "whom", label: say::NOTE_ABOUT, hint: "", offered: which, wrong: remark.whom, first: false }.show(view, fields))
            div.deeds { button.primary { (say::NOTE_SAVE) } }
        }
        @if notes.is_empty() { (list::empty(say::INBOX_EMPTY, say::INBOX_EMPTY_MORE, None)) }
        @else {
            ul.plain.notes { @for entry in &notes {
                @let offered = if asks == Some(entry.id) { remark.which.clone() } else { naming::offered(view, entry)? };
                (note(view, entry, &offered))
            } }
        }
    };
    Ok(Page::new(&SCREEN, say::INBOX, body))
}

fn note(view: &View, entry: &Entry, offered: &[Named]) -> Markup {
    let Record::Note(note) = &entry.record else { return html! {} };
    let id = entry.id.to_string();
    html! {
        li.card.note data-item id={ "note-" (id) } {
            p.said { (note.text.0) }
            p.faint { a href={ "/records/" (id) } { (time::ago(view, note.at)) } }
            (form::form_with(view.token(), "/inbox/about", "deeds inline", &html! {
                input type="hidden" name="id" value=(id);
                @for one in offered { button name="about_is" value=(one.id) formnovalidate { (one.name) } }
                div.field {
                    label for={ "about-" (id) } { @if offered.is_empty() { (say::WHOM) } @else { (whom::SOMEBODY_ELSE) } }
                    input id={ "about-" (id) } type="text" name="about" autocomplete="off";
                }
                button { (say::NAME_IT) }
            }))
        }
    }
}
