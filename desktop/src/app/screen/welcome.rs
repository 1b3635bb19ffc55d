//! The first run: no book is in the home yet, or one that can't be opened.

use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
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
        screen::devices::join,
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
    Router::new()
        .route("/welcome", get(welcome).post(begin))
        .route("/welcome/sample", post(sample))
        .route("/welcome/join", post(joined))
}

async fn welcome(State(app): State<App>) -> Response {
    match app.book() {
        Book::Open(_) => Redirect::to("/").into_response(),
        Book::Closed(why) => answer(bare(
            say::CLOSED,
            &html! { p.lead { (why.to_string()) } p { a.button href="/" { (words::failed::BACK_TO_TODAY) } } },
        ))
        .into_response(),
        Book::None => shown(&app, &Fields::default(), &Wrong::default()),
    }
}

/// What is to be seen to, in which of the forms.
#[derive(Default)]
struct Wrong {
    begin: Option<String>,
    join: Option<String>,
}

fn shown(app: &App, typed: &Fields, wrong: &Wrong) -> Response {
    answer(bare(say::TITLE, &form(app, typed, wrong))).into_response()
}

fn form(app: &App, typed: &Fields, wrong: &Wrong) -> Markup {
    let token = &app.secrets.token;
    let [practice, person] = ["practice", "person"].map(|name| typed.text_or_empty(name));
    html! {
        p.lead { (say::LEAD) }
        (form_with(token, "/welcome", "sheet", &html! {
            (Line { name: "practice", label: say::PRACTICE, hint: say::PRACTICE_HINT, value: &practice, required: true, first: true, wrong: wrong.begin.as_deref(), ..Line::default() }.show())
            div.pair {
                (Line { name: "person", label: say::PERSON, value: &person, ..Line::default() }.show())
                (Line { name: "device", label: say::DEVICE, value: say::COMPUTER, required: true, ..Line::default() }.show())
            }
            div.deeds {
                button.primary { (say::BEGIN) }
                button name="then" value="import" { (say::BEGIN_AND_IMPORT) }
            }
        }))
        section.card {
            h2 { (say::LOOK) }
            p { (say::look_more(&app.home.display().to_string())) }
            (form_with(token, "/welcome/sample", "", &html! { button { (say::SAMPLE) } }))
        }
        details.more open[wrong.join.is_some()] {
            summary { (say::OTHER) }
            p { (say::OTHER_MORE) }
            (join::form(token, "/welcome/join", typed, ("", ""), wrong.join.as_deref()))
        }
    }
}

/// `POST /welcome`: makes the book.
async fn begin(State(app): State<App>, fields: Fields) -> Response {
    made(app, fields, false).await
}

/// `POST /welcome/sample`: makes a book that is made up.
async fn sample(State(app): State<App>) -> Response {
    let kim = [("practice", MADE_UP), ("device", say::COMPUTER), ("person", "Kim")];
    made(app, Fields::of(kim.map(|(name, value)| (name.to_owned(), value.to_owned()))), true).await
}

async fn made(app: App, fields: Fields, made_up: bool) -> Response {
    let (home, typed) = (app.home.clone(), fields.clone());
    let made = spawn_blocking(move || -> Result<Companion, Failure> {
        let [name, device, person] = ["practice", "device", "person"].map(|name| typed.text_or_empty(name));
        let zone = if made_up { "America/New_York" } else { "" }.to_owned();
        let practice = Practice { name, zone, ..Practice::default() };
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
            let (to, said) = match fields.text("then") {
                _ if made_up => ("/", None),
                Some("import") => ("/import", Some(Notice::done(say::MADE_TO_IMPORT))),
                _ => ("/log", Some(Notice::done(say::MADE))),
            };
            leave_notice(&app, to, said)
        }
        Ok(Err(failure)) => {
            shown(&app, &fields, &Wrong { begin: Some(words::failed::said(&failure)), ..Wrong::default() })
        }
        Err(_) => failed::page(&Failure::usage(words::failed::PANICKED)),
    }
}

/// `POST /welcome/join`: brings the book here that another device has.
async fn joined(State(app): State<App>, fields: Fields) -> Response {
    let (home, typed) = (app.clone(), fields.clone());
    let joined = spawn_blocking(move || {
        let [code, device, person] = ["code", "device", "person"].map(|name| typed.text_or_empty(name));
        join::join(&home, &code, &device, &person)
    });
    match joined.await {
        Ok(Ok(())) => leave_notice(&app, "/", Some(Notice::done(words::devices::JOINED))),
        Ok(Err(failure)) => {
            shown(&app, &fields, &Wrong { join: Some(words::failed::said(&failure)), ..Wrong::default() })
        }
        Err(_) => failed::page(&Failure::usage(words::failed::PANICKED)),
    }
}
