//! Promises: what is open by its day, what was kept or let go, yours and theirs.

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::{FieldEdit, NewPromise},
    model::{
        Owes, Promise, PromiseKind, PromiseState, Record,
        view::{Named, PromiseFilter, PromiseLine},
    },
};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        fields::{Fields, missing},
        meant::{Meant, Whom, meant},
        page::Page,
        part::{
            form::{self, Line},
            icon, list, time,
        },
        state::App,
        view::{Done, View},
        words::{meant as whom, promises as say, today},
    },
    failure::Failure,
    words::InWords,
};

/// What was promised.
pub static SCREEN: Screen = Screen {
    path: "/promises",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('o'),
    section: Section::Day,
    icon: "check",
    routes,
};

/// How many stand on a page.
const SHOWN: u32 = 40;

fn routes() -> Router<App> {
    Router::new().route("/promises", get(promises).post(make)).route("/promises/state", post(state))
}

/// What is said beside the form.
#[derive(Default)]
struct Remark {
    text: Option<&'static str>,
    to: Option<&'static str>,
    due: Option<String>,
    which: Vec<Named>,
}

async fn promises(asked: Asked) -> Response {
    asked
        .page(|view| {
            let to = view.query().text("to_is").map(|to| ("to_is".to_owned(), to.to_owned()));
            page(view, &Fields::of(to), &Remark::default())
        })
        .await
}

/// `POST /promises`: one more.
async fn make(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let again = |remark: Remark| Ok(Done::again(page(view, &fields, &remark)?, view));
            let text = fields.text_or_empty("text");
            if text.is_empty() {
                return again(Remark { text: Some(say::TEXT_NEEDED), ..Remark::default() });
            }
            let due = match fields.day("due", &view.clock) {
                Ok(due) => due,
                Err(failure) => return again(Remark { due: Some(failure.to_string()), ..Remark::default() }),
            };
            let to = match meant(view, &fields, "to")? {
                Meant::Nobody => None,
                Meant::Known(to) => Some(to),
                Meant::New(_) => return again(Remark { to: Some(whom::NOT_KNOWN), ..Remark::default() }),
                Meant::Several(which) => return again(Remark { to: Some(whom::WHICH), which, ..Remark::default() }),
            };
            let promise = NewPromise {
                text,
                to,
                due,
                owes: fields.text("owes").map(Owes::from).unwrap_or_default(),
                kind: fields.text("kind").map(PromiseKind::from).unwrap_or_default(),
            };
            let back = view.asked.came_from.clone().unwrap_or_else(|| "/promises".to_owned());
            Done::run(view, Command::MakePromise(promise), back, say::MADE)
        })
        .await
}

/// `POST /promises/state`: kept, let go, open again.
async fn state(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let id = fields.record("id")?;
            let back = view.asked.came_from.clone().unwrap_or_else(|| "/promises".to_owned());
            let becomes = |state: &str| Command::Edit {
                id,
                edits: vec![FieldEdit { field: "state".to_owned(), value: state.to_owned() }],
            };
            let (command, said) = match fields.text("state") {
                Some("done") => (Command::KeepPromise { id, by: None }, say::KEPT_SAID),
                Some("dropped") => (becomes("dropped"), say::LET_GO_SAID),
                Some("open") => (becomes("open"), say::OPENED),
                _ => return Err(missing("state")),
            };
            Done::run(view, command, back, said)
        })
        .await
}

fn page(view: &View, fields: &Fields, remark: &Remark) -> Result<Page, Failure> {
    let query = view.query();
    let filter = PromiseFilter {
        state: chosen(query, "state").unwrap_or_default(),
        owes: chosen(query, "owes"),
        kind: chosen(query, "kind"),
    };
    let found = view.book.promises(&filter, query.text("after"), SHOWN)?;
    let body = html! {
        header.title { h1 { (say::TITLE) } }
        (new(view, fields, remark))
        form.filters method="get" action="/promises" data-at-once {
            (form::select("state", say::STATE, None, form::values::<PromiseState>(), Some(filter.state.code())))
            (form::select("owes", say::OWES, Some(say::ANY), form::values::<Owes>(), query.text("owes")))
            (form::select("kind", say::KIND, Some(say::ANY), form::values::<PromiseKind>(), query.text("kind")))
            noscript { button { (say::SHOW) } }
        }
        @if found.items.is_empty() {
            @if filter == PromiseFilter::default() { (list::empty(say::EMPTY, say::EMPTY_MORE, None)) }
            @else { (list::empty(say::NONE_FITS, "", None)) }
        } @else {
            section.lines { ul.plain { @for one in &found.items { @if let Record::Promise(promise) = &one.entry.record { (line(view, one, promise)) } } } }
        }
        (list::more(view, found.next.as_deref(), say::MORE))
    };
    Ok(Page::new(&SCREEN, say::TITLE, body))
}

/// A word that this version does not know narrows nothing.
fn chosen<T: InWords>(query: &Fields, name: &str) -> Option<T> {
    let typed = query.text(name)?;
    T::all().iter().find(|value| value.code() == typed).cloned()
}

fn new(view: &View, fields: &Fields, remark: &Remark) -> Markup {
    let open = remark.text.is_some() || remark.to.is_some() || remark.due.is_some();
    html! {
        details.more open[open] {
            summary { (say::NEW) }
            (form::form_with(view.token(), "/promises", "sheet", &html! {
                (Line { name: "text", label: say::TEXT, value: &fields.text_or_empty("text"), required: true, wrong: remark.text, ..Line::default() }.show())
                (Whom { name: "to", label: say::TO, hint: "", offered: &remark.which, wrong: remark.to, first: false }.show(view, fields))
                div.pair {
                    (Line { name: "due", label: say::DUE, value: &fields.text_or_empty("due"), hint: say::DUE_HINT, wrong: remark.due.as_deref(), ..Line::default() }.show())
                    (form::select("owes", say::OWES, None, form::values::<Owes>(), fields.text("owes")))
                    (form::select("kind", say::KIND, None, form::values::<PromiseKind>(), fields.text("kind")))
                }
                div.deeds { button.primary { (say::SAVE) } }
            }))
        }
    }
}

fn line(view: &View, one: &PromiseLine, promise: &Promise) -> Markup {
    let id = one.entry.id.to_string();
    let late = promise.due.is_some_and(|due| due <= view.clock.today()) && promise.state == PromiseState::Open;
    let deed = |state: &str, label: &Markup, class: &str| {
        form::deed(view, "/promises/state", &[("id", &id), ("state", state)], label, class)
    };
    html! {
        li.line data-item id={ "promise-" (id) } {
            a.row href={ "/records/" (id) } {
                span.what {
                    span.name { (promise.text) }
                    @if let Some(to) = &one.to {
                        " " span.faint { (if promise.owes == Owes::Them { say::BY_THEM } else { say::FOR_THEM }) " " (to.name) }
                    }
                }
                @match promise.due {
                    Some(due) => span class=(if late { "why" } else { "faint" }) { (time::day(view, due)) },
                    None => span.faint { (say::NO_DATE) },
                }
            }
            div.deeds {
                @if promise.state == PromiseState::Open {
                    (deed("done", &html! { (icon::named("check")) (say::KEPT) }, ""))
                    details.later {
                        summary.button.quiet { (icon::named("later")) (today::LATER) }
                        div.menu {
                            (form::form(view, "/today/later", &html! {
                                input type="hidden" name="id" value=(id);
                                @for (until, label) in [("1 day", today::TOMORROW), ("1 week", today::NEXT_WEEK), ("1 month", today::NEXT_MONTH)] {
                                    button.quiet name="until" value=(until) { (label) }
                                }
                            }))
                            (deed("dropped", &html! { (say::LET_GO) }, "quiet"))
                        }
                    }
                } @else { (deed("open", &html! { (say::OPEN_AGAIN) }, "quiet")) }
            }
        }
    }
}
