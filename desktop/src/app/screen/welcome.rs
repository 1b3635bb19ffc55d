//! The first run: no book is in the home yet, or one that can't be opened.

use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use maud::{Markup, html};
use rapport_core::{Companion, Options, model::Practice};
use tokio::task::spawn_blocking;

use crate::{
    app::{
        asked::{html as answer, leave_notice},
        failed,
        fields::Fields,
        notice::Notice,
        page::bare,
        part::form::{Line, form_with},
        state::{App, Book},
        words::{self, welcome as say},
    },
    failure::Failure,
    words::MADE_UP,
};

/// For how long the sample was kept, with how many people and places.
const SAMPLE: (u64, u32, u32) = (1, 3, 400);

/// Where it is.
pub fn routes() -> Router<App> {
    Router::new().route("/welcome", get(welcome).post(begin)).route("/welcome/sample", axum::routing::post(sample))
}

async fn welcome(State(app): State<App>) -> Response {
    match app.book() {
        Book::Open(_) => Redirect::to("/").into_response(),
        Book::Closed(why) => answer(bare(
            say::CLOSED,
            &html! { p.lead { (why.to_string()) } p { a.button href="/" { (words::failed::BACK_TO_TODAY) } } },
        ))
        .into_response(),
        Book::None => answer(bare(say::TITLE, &form(&app, None))).into_response(),
    }
}

fn form(app: &App, wrong: Option<&str>) -> Markup {
    let token = &app.secrets.token;
    html! {
        p.lead { (say::LEAD) }
        (form_with(token, "/welcome", "sheet", &html! {
            (Line { name: "practice", label: say::PRACTICE, hint: say::PRACTICE_HINT, required: true, first: true, wrong, ..Line::default() }.show())
            div.pair {
                (Line { name: "person", label: say::PERSON, ..Line::default() }.show())
                (Line { name: "device", label: say::DEVICE, value: say::COMPUTER, required: true, ..Line::default() }.show())
            }
            div.deeds { button.primary { (say::BEGIN) } }
        }))
        section.card {
            h2 { (say::LOOK) }
            p { (say::LOOK_MORE) }
            (form_with(token, "/welcome/sample", "", &html! { button { (say::SAMPLE) } }))
        }
        section { h2 { (say::OTHER) } p.faint { (say::OTHER_MORE) } }
    }
}

/// `POST /welcome`: makes the book.
async fn begin(State(app): State<App>, fields: Fields) -> Response {
    let practice = Practice { name: fields.text_or_empty("practice"), ..Practice::default() };
    made(app, practice, fields.text_or_empty("device"), fields.text_or_empty("person"), false).await
}

/// `POST /welcome/sample`: makes a book that is made up.
async fn sample(State(app): State<App>) -> Response {
    let practice = Practice { name: MADE_UP.to_owned(), zone: "America/New_York".to_owned(), ..Practice::default() };
    made(app, practice, say::COMPUTER.to_owned(), "Kim".to_owned(), true).await
}

async fn made(app: App, practice: Practice, device: String, person: String, made_up: bool) -> Response {
    let home = app.home.clone();
    let made = spawn_blocking(move || -> Result<Companion, Failure> {
        let book = Companion::init(Options::at(home), &practice, &device, &person)?;
        if made_up {
            let (seed, years, contacts) = SAMPLE;
            book.add_sample(&book.sample_wanted(seed, years, contacts)?)?;
        }
        Ok(book)
    });
    match made.await {
        Ok(Ok(book)) => {
            app.take(book);
            let (to, said) = if made_up { ("/", None) } else { ("/log", Some(Notice::done(say::MADE))) };
            leave_notice(&app, to, said)
        }
        Ok(Err(failure)) => answer(bare(say::TITLE, &form(&app, Some(&words::failed::said(&failure))))).into_response(),
        Err(_) => failed::page(&Failure::usage(words::failed::PANICKED)),
    }
}
