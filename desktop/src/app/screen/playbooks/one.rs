//! One playbook: its steps, who is where in it, and putting somebody in.

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::NewEnrolment,
    model::view::{Enrolled, Named, PlaybookLine, Standing},
};

use super::{SCREEN, playbook, steps};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        meant::{Meant, Whom, meant},
        page::Page,
        part::{
            form::{self, Line},
            icon,
        },
        view::{Done, View},
        words::{meant as whom, playbooks as say},
    },
    failure::Failure,
    words,
};

/// What is said beside the form for somebody new.
#[derive(Default)]
struct Remark {
    who: Option<&'static str>,
    from: Option<String>,
    which: Vec<Named>,
}

/// `GET /playbooks/{id}`.
pub async fn one(asked: Asked, Path(id): Path<String>) -> Response {
    asked.page(move |view| page(view, &playbook(view, &id)?, &Fields::default(), &Remark::default())).await
}

/// `POST /playbooks/{id}/enrol`: somebody begins it.
pub async fn enrol(asked: Asked, Path(id): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let of = playbook(view, &id)?;
            let again = |remark: Remark| Ok(Done::again(page(view, &of, &fields, &remark)?, view));
            let contact = match meant(view, &fields, "who")? {
                Meant::Known(contact) => contact,
                Meant::Nobody => return again(Remark { who: Some(whom::NEEDED), ..Remark::default() }),
                Meant::New(_) => return again(Remark { who: Some(whom::NOT_KNOWN), ..Remark::default() }),
                Meant::Several(which) => return again(Remark { who: Some(whom::WHICH), which, ..Remark::default() }),
            };
            let from = match fields.day("from", &view.clock) {
                Ok(from) => from,
                Err(failure) => return again(Remark { from: Some(failure.to_string()), ..Remark::default() }),
            };
            let command = Command::Enrol(NewEnrolment { contact, playbook: of.id, from });
            Done::run(view, command, format!("/playbooks/{}", of.id), say::ENROLLED)
        })
        .await
}

fn page(view: &View, of: &PlaybookLine, fields: &Fields, remark: &Remark) -> Result<Page, Failure> {
    let enrolled = view.book.enrolled(Some(of.id), None)?;
    let under_way = |one: &&Enrolled| !matches!(one.standing, Standing::Left { .. } | Standing::Finished);
    let running = enrolled.iter().filter(under_way).count();
    let id = of.id.to_string();
    let all = |act: &str, label: &str| {
        form::deed(view, "/playbooks/step", &[("playbook", &id), ("do", act)], &html! { (label) }, "quiet")
    };
    let body = html! {
        header.title {
            p.faint { a.back.always href="/playbooks" { (icon::named("back")) (say::TITLE) } }
            h1 { (of.playbook.name) }
            p.faint { (say::inside(of.enrolled, of.due)) }
        }
        div.deeds {
            a.button href={ "/playbooks/" (id) "/edit" } { (say::EDIT) }
            a.button.quiet href={ "/playbooks/new?from=" (id) } { (say::COPY) }
        }
        section { h2 { (say::STEPS) } (listed(of)) }
        (new(view, of, fields, remark))
        section.lines { h2 { (say::WHO) " " @if running > 0 { span.count { (running) } } }
            @if enrolled.is_empty() { p.faint { (say::NOBODY) } }
            ul.plain { @for one in &enrolled { (line(view, of, one)) } }
            @if running > 1 { div.deeds { (all("pause", say::PAUSE_ALL)) (all("resume", say::RESUME_ALL)) } }
        }
    };
    Ok(Page::new(&SCREEN, &of.playbook.name, body))
}

fn listed(of: &PlaybookLine) -> Markup {
    let steps = steps(of);
    let title = |id: &str| of.playbook.step.0.get(id).map_or_else(|| id.to_owned(), |step| step.title.clone());
    html! {
        ol.steps { @for (place, (id, step)) in steps.iter().enumerate() {
            @let branches = of.playbook.branch.iter().filter_map(|(from, to)| {
                let result = from.strip_prefix(id.as_str())?.strip_prefix(':')?;
                Some(say::branch(result, &title(to)))
            });
            li {
                span.name { (step.title) } " "
                span.faint { (say::after(step.wait_days, place == 0)) @if step.asks { " · " (say::AN_ASK) } @for branch in branches { " · " (branch) } }
            }
        } }
    }
}

fn new(view: &View, of: &PlaybookLine, fields: &Fields, remark: &Remark) -> Markup {
    let open = remark.who.is_some() || remark.from.is_some();
    let offered = if remark.which.is_empty() { &of.suggested } else { &remark.which };
    html! {
        details.more open[open || !of.suggested.is_empty()] {
            summary { (say::ENROL) }
            (form::form_with(view.token(), &format!("/playbooks/{}/enrol", of.id), "sheet", &html! {
                (Whom { name: "who", label: say::ENROL_WHO, hint: "", offered, wrong: remark.who, first: false }.show(view, fields))
                (Line { name: "from", label: say::FROM, value: &fields.text_or_empty("from"), hint: say::FROM_HINT, wrong: remark.from.as_deref(), ..Line::default() }.show())
                div.deeds { button.primary { (say::ENROL) } }
            }))
        }
    }
}

fn line(view: &View, of: &PlaybookLine, one: &Enrolled) -> Markup {
    let (playbook, contact) = (of.id.to_string(), one.who.id.to_string());
    let at = one.step.as_ref().map_or("", |step| step.at.as_str());
    let deed = |act: &str, result: &str, label: &Markup, class: &str| {
        let fields =
            [("playbook", playbook.as_str()), ("contact", &contact), ("at", at), ("do", act), ("result", result)];
        form::deed(view, "/playbooks/step", &fields, label, class)
    };
    let due = one.step.as_ref().and_then(|step| step.due);
    let over = matches!(one.standing, Standing::Left { .. } | Standing::Finished);
    let rests = matches!(one.standing, Standing::Paused { since: Some(_) });
    html! {
        li.line data-item id={ "enrolled-" (contact) } {
            a.row href={ "/partners/" (contact) } {
                span.what {
                    span.name { (one.who.name) }
                    @if let Some(step) = &one.step { " " span.faint { (step.title) " (" (say::number(step.number, step.of)) ")" } }
                }
                span class=(if one.standing == Standing::Due { "why" } else { "faint" }) { (words::standing(&one.standing, due, &view.clock)) }
            }
            @if !over {
                div.deeds {
                    @if let Some(step) = one.step.as_ref().filter(|_| !rests) {
                        @if step.results.is_empty() { (deed("done", "", &html! { (icon::named("check")) (say::DONE) }, "")) }
                        @for result in &step.results { (deed("done", result, &html! { (say::done(result)) }, "")) }
                    }
                    details.later {
                        summary.button.quiet { (say::MORE) }
                        div.menu {
                            @if one.step.is_some() && !rests {
                                (deed("later", "", &html! { (say::NEXT_WEEK) }, "quiet"))
                                (deed("skip", "", &html! { (say::SKIP) }, "quiet"))
                            }
                            @if rests { (deed("resume", "", &html! { (say::RESUME) }, "quiet")) }
                            @else { (deed("pause", "", &html! { (say::PAUSE) }, "quiet")) }
                            (deed("leave", "", &html! { (say::LEAVE) }, "quiet"))
                        }
                    }
                }
            }
        }
    }
}
