//! Introductions: who led to whom, thanks owed for it, connecting two, and the way to somebody.

mod path;

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::{NewIntroduction, NewVisit},
    model::{
        Met, RecordId, TouchpointKind,
        view::{AskedFor, Named},
    },
    practice::introductions::{Introduced, Origin, Unthanked},
};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        meant::{Meant, Whom, meant},
        page::Page,
        part::{
            form, icon, list,
            map::{Spot, map},
            time,
        },
        state::App,
        view::{Done, View},
        words::{introductions as say, meant as whom},
    },
    failure::Failure,
    words::InWords as _,
};

/// Who led to whom.
pub static SCREEN: Screen = Screen {
    path: "/introductions",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('j'),
    section: Section::Network,
    icon: "partners",
    routes,
};

/// How many introducers stand on the map, and how many lines of a list are shown.
const MAPPED: usize = 10;
const LISTED: usize = 30;

fn routes() -> Router<App> {
    Router::new()
        .route("/introductions", get(all).post(connect))
        .route("/introductions/thanked", post(thanked))
        .route("/introductions/path", get(path::path))
        .route("/introductions/path/ask", post(path::ask))
}

/// What is said beside the form that connects two.
#[derive(Default)]
struct Remark {
    one: Option<&'static str>,
    other: Option<&'static str>,
    which_one: Vec<Named>,
    which_other: Vec<Named>,
}

async fn all(asked: Asked) -> Response {
    asked.page(|view| page(view, &Fields::default(), &Remark::default())).await
}

/// `POST /introductions`: two are connected.
async fn connect(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let mut remark = Remark::default();
            let (one, said, which) = named(meant(view, &fields, "one")?);
            (remark.one, remark.which_one) = (said, which);
            let (other, said, which) = named(meant(view, &fields, "other")?);
            (remark.other, remark.which_other) = (said, which);
            if one.is_some() && one == other {
                remark.other = Some(say::SAME);
            }
            let (Some(one), Some(other), None) = (one, other, remark.other) else {
                return Ok(Done::again(page(view, &fields, &remark)?, view));
            };
            let by = fields.text("by").map(TouchpointKind::from).unwrap_or_default();
            let said = say::connected(&view.name(one), &view.name(other));
            Done::run(view, Command::Introduce(NewIntroduction { one, other, by, at: None }), "/introductions", said)
        })
        .await
}

/// Who is meant; or what is to be said beside the field, and who may be.
fn named(meant: Meant) -> (Option<RecordId>, Option<&'static str>, Vec<Named>) {
    match meant {
        Meant::Known(id) => (Some(id), None, Vec::new()),
        Meant::Nobody => (None, Some(whom::NEEDED), Vec::new()),
        Meant::New(_) => (None, Some(whom::NOT_KNOWN), Vec::new()),
        Meant::Several(which) => (None, Some(whom::WHICH), which),
    }
}

/// `POST /introductions/thanked`: a letter to whoever introduced, about whom they introduced.
async fn thanked(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let (by, about) = (fields.record("by")?, fields.record("about")?);
            let letter = NewVisit {
                kind: TouchpointKind::Mail,
                met: [Met::Contact(by)].into(),
                about: [about].into(),
                ..NewVisit::default()
            };
            Done::run(view, Command::LogVisit(letter), "/introductions", say::THANKED_SAID)
        })
        .await
}

fn page(view: &View, fields: &Fields, remark: &Remark) -> Result<Page, Failure> {
    let (introduced, all) = (view.book.introduced()?, view.book.introductions()?);
    view.know(&introduced.names);
    let body = html! {
        header.title { h1 { (say::TITLE) } }
        section { h2 { (say::WAY) } (path::form(view, &Fields::default(), None, &[])) }
        (connecting(view, fields, remark))
        section.stack { h2 { (say::MAP) } (led(view, &introduced.found)) }
        (owed(view, &introduced.found.unthanked))
        @if !all.asked.is_empty() { section.lines { h2 { (say::ASKED) } (asked_for(view, &all.asked)) } }
        @if !all.made.is_empty() {
            section.lines { h2 { (say::MADE) }
                ol.plain.moments { @for one in all.made.iter().take(LISTED) {
                    li { span.at { (time::when(view, one.at)) } span { @for (place, who) in one.people.iter().enumerate() {
                        @if place > 0 { " " (say::AND) " " } a href={ "/partners/" (who.id) } { (who.name) }
                    } } }
                } }
                @if let Some(more) = all.made.len().checked_sub(LISTED).filter(|more| *more > 0) { p.hint { (say::more(more)) } }
            }
        }
    };
    Ok(Page::new(&SCREEN, say::TITLE, body))
}

fn connecting(view: &View, fields: &Fields, remark: &Remark) -> Markup {
    let kinds = [TouchpointKind::Email, TouchpointKind::Message, TouchpointKind::Mail, TouchpointKind::Meeting];
    let options: Vec<(&str, &str)> = kinds.iter().map(|kind| (kind.code(), kind.words())).collect();
    html! {
        details.more open[remark.one.is_some() || remark.other.is_some()] {
            summary { (say::CONNECT) }
            (form::form_with(view.token(), "/introductions", "sheet", &html! {
                div.pair {
                    (Whom { name: "one", label: say::ONE, hint: "", offered: &remark.which_one, wrong: remark.one, first: false }.show(view, fields))
                    (Whom { name: "other", label: say::OTHER, hint: "", offered: &remark.which_other, wrong: remark.other, first: false }.show(view, fields))
                }
                (form::select("by", say::BY, None, options, fields.text("by")))
                div.deeds { button.primary { (say::CONNECT_DO) } }
            }))
        }
    }
}

fn owed(view: &View, unthanked: &[Unthanked]) -> Markup {
    html! {
        @if !unthanked.is_empty() {
            section.lines { h2 { (say::OWED) " " span.count { (unthanked.len()) } }
                ul.plain { @for one in unthanked.iter().take(LISTED) {
                    @let (by, about) = (one.by.to_string(), one.whom.to_string());
                    li.line data-item {
                        a.row href={ "/partners/" (by) } { span.what { span.name { (view.name(one.by)) } " " span.faint { (say::THANKS_FOR) " " (view.name(one.whom)) } } }
                        div.deeds { (form::deed(view, "/introductions/thanked", &[("by", &by), ("about", &about)], &html! { (icon::named("check")) (say::THANKED) }, "quiet")) }
                    }
                } }
            }
        }
    }
}

fn led(view: &View, introduced: &Introduced) -> Markup {
    if introduced.origins.is_empty() {
        return list::empty(say::NO_MAP, say::NO_MAP_MORE, Some(("/partners", crate::app::words::partners::TITLE)));
    }
    let mut spots: Vec<(RecordId, Spot)> = Vec::new();
    let mut lines = Vec::new();
    for origin in introduced.origins.iter().take(MAPPED) {
        let from = place(view, &mut spots, origin.who);
        for whom in &origin.introduced {
            let line = (from, place(view, &mut spots, *whom));
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    let spots: Vec<Spot> = spots.into_iter().map(|(_, spot)| spot).collect();
    html! {
        p.hint { (say::MAP_HINT) }
        (map(say::MAP, &spots, &lines))
        details.more { summary { (say::LIST) } ul.plain { @for origin in introduced.origins.iter().take(LISTED) { li { (led_by(view, origin)) } } } }
    }
}

/// Their place among the spots, where they come once.
fn place(view: &View, spots: &mut Vec<(RecordId, Spot)>, who: RecordId) -> usize {
    if let Some(place) = spots.iter().position(|(id, _)| *id == who) {
        return place;
    }
    spots.push((who, Spot { link: format!("/partners/{who}"), name: view.name(who) }));
    spots.len() - 1
}

fn led_by(view: &View, origin: &Origin) -> Markup {
    html! {
        p.said {
            a href={ "/partners/" (origin.who) } { (view.name(origin.who)) } ": "
            @for (place, whom) in origin.introduced.iter().enumerate() { @if place > 0 { ", " } a href={ "/partners/" (whom) } { (view.name(*whom)) } }
            br; span.faint { (say::below(origin.descendants, origin.downstream)) }
        }
    }
}

fn asked_for(view: &View, asked: &[AskedFor]) -> Markup {
    html! {
        ul.plain { @for one in asked.iter().take(LISTED) {
            li.line { a.row href={ "/records/" (one.id) } {
                span.what { span.name { (one.asked.as_ref().map_or(say::SOMEBODY, |who| who.name.as_str())) } " " span.faint { (say::FOR) " " (one.to) } }
                span.faint { (one.state.words()) @if let Some(due) = one.due { " · " (time::day(view, due)) } @if !one.answer.is_empty() { " · " (one.answer) } }
            } }
        } }
    }
}
