//! Insights: what the book tells of the practice, a page each, with a picture, a sentence and a table.

mod effort;
mod people;
mod reach;
mod sources;
mod told;

use axum::{Router, extract::Path, response::Response, routing::get};
use maud::{Markup, html};
use rapport_core::Error;

use super::{Screen, Section};
use crate::{
    app::{asked::Asked, page::Page, part::icon, state::App, view::View, words::insight as say},
    failure::Failure,
};
use told::{Told, told};

/// Figures and what they mean.
pub static SCREEN: Screen = Screen {
    path: "/insights",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('f'),
    section: Section::Main,
    icon: "insights",
    routes,
};

/// One insight.
struct Which {
    /// Its address below the screen's.
    path: &'static str,
    title: &'static str,
    about: &'static str,
    /// Whether it is among those that one looks at first.
    first: bool,
    tell: fn(&View) -> Result<Told, Failure>,
}

const fn which(
    path: &'static str,
    title: &'static str,
    about: &'static str,
    first: bool,
    tell: fn(&View) -> Result<Told, Failure>,
) -> Which {
    Which { path, title, about, first, tell }
}

static ALL: [Which; 15] = [
    which("mix", say::MIX, say::MIX_ABOUT, true, |view| Ok(told(view, &view.book.mix()?, sources::mix))),
    which("concentration", say::CONCENTRATION, say::CONCENTRATION_ABOUT, true, sources::concentration),
    which("response", say::RESPONSE, say::RESPONSE_ABOUT, true, |view| {
        Ok(told(view, &view.book.response()?, sources::response))
    }),
    which("thanks", say::THANKS, say::THANKS_ABOUT, true, |view| {
        Ok(told(view, &view.book.thanks_closure()?, sources::thanks))
    }),
    which("partners", say::PARTNERS, say::PARTNERS_ABOUT, true, |view| {
        Ok(told(view, &view.book.partners()?, people::partners))
    }),
    which("year", say::YEAR, say::YEAR_ABOUT, true, effort::year),
    which("promises", say::PROMISES, say::PROMISES_ABOUT, false, |view| {
        Ok(told(view, &view.book.kept_promises()?, effort::promises))
    }),
    which("reciprocity", say::RECIPROCITY, say::RECIPROCITY_ABOUT, false, |view| {
        Ok(told(view, &view.book.reciprocity()?, people::reciprocity))
    }),
    which("touches", say::TOUCHES, say::TOUCHES_ABOUT, false, |view| {
        Ok(told(view, &view.book.first_touches()?, people::touches))
    }),
    which("funnel", say::FUNNEL, say::FUNNEL_ABOUT, false, |view| Ok(told(view, &view.book.funnel()?, people::funnel))),
    which("conversion", say::CONVERSION, say::CONVERSION_ABOUT, false, |view| {
        Ok(told(view, &view.book.conversion()?, sources::conversion))
    }),
    which("top-ten", say::TOP_TEN, say::TOP_TEN_ABOUT, false, |view| {
        Ok(told(view, &view.book.top_ten()?, people::top_ten))
    }),
    which("standing", say::STANDING, say::STANDING_ABOUT, false, people::standing),
    which("offices", say::OFFICES, say::OFFICES_ABOUT, false, |view| {
        Ok(told(view, &view.book.offices_covered()?, reach::offices))
    }),
    which("channels", say::CHANNELS, say::CHANNELS_ABOUT, false, |view| {
        Ok(told(view, &view.book.channels_covered()?, reach::channels))
    }),
];

fn routes() -> Router<App> {
    Router::new().route("/insights", get(all)).route("/insights/{which}", get(one))
}

async fn all(asked: Asked) -> Response {
    asked
        .page(|view| {
            let mut first = Vec::new();
            for which in ALL.iter().filter(|which| which.first) {
                first.push((which, (which.tell)(view)?));
            }
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
                ul.plain.insights { @for (which, told) in &first { li { (card(which, told)) } } }
                section { h2 { (say::ALL) }
                    ul.plain { @for which in ALL.iter().filter(|which| !which.first) {
                        li { a.row href={ "/insights/" (which.path) } { span.name { (which.title) } span.faint { (which.about) } } }
                    } }
                }
            };
            Ok(Page::new(&SCREEN, say::TITLE, body).wide())
        })
        .await
}

/// A figure in short, which leads to its page.
fn card(which: &Which, told: &Told) -> Markup {
    html! {
        a.card.insight href={ "/insights/" (which.path) } {
            h2 { (which.title) }
            @if let Some((figure, of)) = told.figure.as_ref().filter(|_| told.says) {
                p { span.figure { (figure) } " " span.faint { (of) } }
            }
            p { (told.meaning) }
            p.hint { (told.over) }
        }
    }
}

/// `GET /insights/{which}`.
async fn one(asked: Asked, Path(path): Path<String>) -> Response {
    asked
        .page(move |view| {
            let which = ALL.iter().find(|which| which.path == path);
            let which = which.ok_or_else(|| Failure::from(Error::NotFound { what: "insight", id: path.clone() }))?;
            let told = (which.tell)(view)?;
            let body = html! {
                header.title {
                    p.faint { a.back.always href="/insights" { (icon::named("back")) (say::TITLE) } }
                    h1 { (which.title) }
                    p.faint { (which.about) }
                }
                (told.show())
            };
            Ok(Page::new(&SCREEN, which.title, body))
        })
        .await
}
