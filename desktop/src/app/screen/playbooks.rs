//! Playbooks: what there are and how well they are kept; one with its steps and who is where in it; and the editor.

mod deeds;
mod editor;
mod form;
mod one;

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    Error,
    model::{
        RecordId, Step,
        view::{AdherenceLine, PlaybookLine},
    },
};

use super::{Screen, Section};
use crate::{
    app::{asked::Asked, page::Page, part::table::table, state::App, view::View, words::playbooks as say},
    failure::Failure,
};

/// Who is at which step.
pub static SCREEN: Screen = Screen {
    path: "/playbooks",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('k'),
    section: Section::Give,
    icon: "check",
    routes,
};

fn routes() -> Router<App> {
    Router::new()
        .route("/playbooks", get(all))
        .route("/playbooks/new", get(editor::new).post(editor::create))
        .route("/playbooks/step", post(deeds::step))
        .route("/playbooks/{id}", get(one::one))
        .route("/playbooks/{id}/enrol", post(one::enrol))
        .route("/playbooks/{id}/edit", get(editor::edit).post(editor::save))
}

async fn all(asked: Asked) -> Response {
    asked
        .page(|view| {
            let (playbooks, adherence) = (view.book.playbooks()?, view.book.adherence(None)?);
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
                section.lines { ul.plain { @for one in &playbooks { li.line data-item { (line(one)) } } } }
                div.deeds { a.button href="/playbooks/new" { (say::NEW) } }
                @if !adherence.is_empty() {
                    section { h2 { (say::ADHERENCE) } p.hint { (say::ADHERENCE_MORE) } (kept(&adherence)) }
                }
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

fn line(one: &PlaybookLine) -> Markup {
    let count = steps(one).len();
    let names: Vec<&str> = one.suggested.iter().map(|who| who.name.as_str()).collect();
    html! {
        a.row href={ "/playbooks/" (one.id) } {
            span.name { (one.playbook.name) }
            span.faint { (say::steps(count)) " · " (say::inside(one.enrolled, one.due)) }
            @if !names.is_empty() { span.why { (say::SUGGESTED) " " (names.join(", ")) } }
        }
    }
}

fn kept(adherence: &[AdherenceLine]) -> Markup {
    let headings =
        [(say::PLAYBOOK, false), (say::IN_TIME, true), (say::LATE, true), (say::LEFT_OUT, true), (say::OVERDUE, true)];
    let rows = adherence.iter().map(|line| {
        let share = line.share_on_time.map_or_else(|| say::NOTHING_DUE.to_owned(), |share| say::in_time(share, line.n));
        vec![
            html! { a href={ "/playbooks/" (line.playbook.id) } { (line.playbook.name) } },
            html! { (share) },
            html! { (line.counts.late) },
            html! { (line.counts.skipped + line.counts.passed_over) },
            html! { span.attention[line.counts.overdue > 0] { (line.counts.overdue) } },
        ]
    });
    table(say::ADHERENCE, &headings, rows)
}

/// The steps that count, in their order.
fn steps(of: &PlaybookLine) -> Vec<(&String, &Step)> {
    let mut steps: Vec<(&String, &Step)> = of.playbook.step.0.iter().filter(|(_, step)| !step.dropped).collect();
    let order = |step: &Step| step.order.unwrap_or(f64::MAX);
    steps.sort_by(|(one_id, one), (other_id, other)| order(one).total_cmp(&order(other)).then(one_id.cmp(other_id)));
    steps
}

/// The playbook that an address names.
fn playbook(view: &View, id: &str) -> Result<PlaybookLine, Failure> {
    let not_found = || Failure::from(Error::NotFound { what: "playbook", id: id.to_owned() });
    let wanted: RecordId = id.parse().map_err(|_| not_found())?;
    view.book.playbooks()?.into_iter().find(|one| one.id == wanted).ok_or_else(not_found)
}
