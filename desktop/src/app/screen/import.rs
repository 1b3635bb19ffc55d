//! Import: a file is looked through first, and shown; then it is brought in as one, and can be taken back as one.

mod upload;

use axum::{
    Router,
    extract::{FromRequest as _, Multipart, Request, State},
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    Error,
    exchange::{ImportReport, Imported, Likeness, RowError},
};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        page::Page,
        part::{
            form::{self, Line},
            icon,
            table::table,
        },
        state::App,
        view::{Done, View},
        words::exchange as say,
    },
    failure::Failure,
};
use upload::Held;
pub use upload::Upload;

/// The way in.
pub static SCREEN: Screen = Screen {
    path: "/import",
    title: say::IMPORT,
    about: say::IMPORT_ABOUT,
    go: None,
    section: Section::Book,
    icon: "more",
    routes,
};

/// How many lines of each list are shown.
const SHOWN: usize = 100;

fn routes() -> Router<App> {
    Router::new().route("/import", get(ask).post(look)).route("/import/now", post(now))
}

async fn ask(asked: Asked) -> Response {
    asked.page(|view| Ok(page(view, &Fields::default(), None))).await
}

/// `POST /import`: looks the file through, changes nothing, and shows what it would bring.
async fn look(asked: Asked, State(app): State<App>, request: Request) -> Response {
    let sent = match Multipart::from_request(request, &app).await {
        Ok(parts) => upload::read(parts).await,
        Err(_) => Err(Failure::usage(say::UNREADABLE)),
    };
    asked
        .act(move |view| {
            let (fields, file) = sent?;
            let Some((name, bytes)) = file else {
                return Ok(Done::again(page(view, &fields, Some(say::NO_FILE)), view));
            };
            let held = match Held::of(view, &fields, name, bytes) {
                Ok(held) => held,
                Err(failure) => return Ok(Done::again(page(view, &fields, Some(&failure.to_string())), view)),
            };
            match held.bring(view, true) {
                Ok(report) => {
                    let number = view.asked.app.upload.keep(held);
                    Ok(Done::shown(Page::new(&SCREEN, say::PREVIEW, preview(view, &report, number)), view))
                }
                Err(Failure::Core(Error::Invalid(invalid))) => {
                    Ok(Done::again(page(view, &fields, Some(&invalid.expected)), view))
                }
                Err(other) => Err(other),
            }
        })
        .await
}

/// `POST /import/now`: brings in what was looked through.
async fn now(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let app = &view.asked.app;
            let held = fields.read_as::<u64>("held")?.and_then(|number| app.upload.take(number));
            let held = held.ok_or_else(|| Failure::usage(say::GONE))?;
            let report = held.bring(view, false)?;
            let to = if report.duplicates.is_empty() { "/partners" } else { "/duplicates" };
            Ok(Done::undoable(report.deed, to, say::imported(&report)))
        })
        .await
}

fn page(view: &View, fields: &Fields, wrong: Option<&str>) -> Page {
    let line = |name: &str, label: &str, hint: &str| {
        Line { name, label, value: &fields.text_or_empty(name), hint, ..Line::default() }.show()
    };
    let body = html! {
        header.title { h1 { (say::IMPORT) } p { (say::IMPORT_LEAD) } }
        form.sheet method="post" action="/import" enctype="multipart/form-data" {
            input type="hidden" name="token" value=(view.token());
            div.field {
                label for="field-file" { (say::FILE) }
                input #field-file type="file" name="file" accept=".vcf,.vcard,.csv,text/vcard,text/csv" required aria-describedby="field-file-hint" aria-invalid=[wrong.map(|_| "true")];
                @if let Some(said) = wrong { p.wrong role="alert" { (said) } }
                p.hint #field-file-hint { (say::FILE_HINT) }
            }
            details.more open[fields.ticked("postal")] { summary { (say::REGISTRY) }
                div.pair { (line("postal", say::POSTAL, "")) (line("since", say::SINCE, say::SINCE_HINT)) }
            }
            div.deeds { button.primary { (say::LOOK) } }
        }
    };
    Page::new(&SCREEN, say::IMPORT, body)
}

fn preview(view: &View, report: &ImportReport, number: u64) -> Markup {
    let brings = report.new + report.completed > 0;
    let number = number.to_string();
    html! {
        header.title {
            p.faint { a.back.always href="/import" { (icon::named("back")) (say::IMPORT) } }
            h1 { (say::PREVIEW) }
            p.faint { (report.file) " · " (say::UNCHANGED_YET) }
        }
        div.meaning {
            p.lead { (say::brings(report)) "." }
            @if let Some(said) = say::beside(report) { p { (said) } }
            @if !brings { p { (say::NOTHING) } }
        }
        div.deeds {
            @if brings { (form::deed(view, "/import/now", &[("held", &number)], &html! { (say::NOW) }, "primary")) }
            a.button.quiet href="/import" { (say::OTHER_FILE) }
        }
        @if !report.errors.is_empty() { section { h2 { (say::LEFT_OUT) } p.hint { (say::LEFT_OUT_MORE) } (refused(&report.errors)) (more(report.refused, report.errors.len())) } }
        @if !report.duplicates.is_empty() { section { h2 { (say::TWICE) } (twice(&report.duplicates)) } }
        @if !report.contacts.is_empty() { section { h2 { (say::WHO) } (who(&report.contacts)) (more(report.new + report.completed, report.contacts.len())) } }
    }
}

fn who(contacts: &[Imported]) -> Markup {
    let rows = contacts
        .iter()
        .take(SHOWN)
        .map(|one| vec![html! { (one.line) }, html! { (one.who.name) }, html! { (say::becomes(one)) }]);
    table(say::WHO, &[(say::LINE, true), (say::WHO, false), (say::BECOMES, false)], rows)
}

fn refused(errors: &[RowError]) -> Markup {
    let rows = errors.iter().take(SHOWN).map(|error| {
        let field = if error.field.is_empty() { String::new() } else { format!("{}: ", error.field) };
        vec![html! { (error.line) }, html! { (field) (error.reason) }]
    });
    table(say::LEFT_OUT, &[(say::LINE, true), (say::REASON, false)], rows)
}

fn twice(duplicates: &[Likeness]) -> Markup {
    let rows = duplicates.iter().take(SHOWN).map(|one| {
        vec![
            html! { (one.line) },
            html! { (one.new.name) },
            html! { a href={ "/partners/" (one.like.id) } { (one.like.name) } },
        ]
    });
    table(say::TWICE, &[(say::LINE, true), (say::WHO, false), (say::MAY_BE, false)], rows)
}

fn more(all: u64, listed: usize) -> Markup {
    let shown = listed.min(SHOWN) as u64;
    html! { @if all > shown { p.hint { (say::more(all - shown)) } } }
}
