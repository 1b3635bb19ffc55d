//! What partners are good for besides referrals: shared care, networks, buying groups, training, co-branding.

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::{FieldEdit, NewNote},
    model::{NoteKind, view::Benefit},
    practice::serving::{BENEFIT, BENEFITS},
};

use super::{SCREEN, pages};
use crate::{
    app::{
        asked::Asked,
        fields::{Fields, missing},
        meant::{self, Unclear, Whom},
        page::Page,
        part::{
            form::{self, Line},
            list as lists, time,
        },
        view::{Done, View},
        words::gives as say,
    },
    failure::Failure,
    words,
};

/// `GET /gives/benefits`.
pub async fn list(asked: Asked) -> Response {
    asked.page(|view| page(view, &Fields::default(), None)).await
}

/// `POST /gives/benefits`: one more.
pub async fn keep(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let who = match meant::known(view, &fields, "who")? {
                Ok(who) => who,
                Err(unclear) => return Ok(Done::again(page(view, &fields, Some(&unclear))?, view)),
            };
            let sort = fields.text("own").or(fields.text("sort")).ok_or_else(|| missing("sort"))?;
            let sort = sort.trim().to_lowercase().replace([' ', '-'], "_");
            let topic = format!("{BENEFIT}{sort}");
            let note = NewNote { text: fields.text_or_empty("text"), about: [who].into(), kind: NoteKind::Fact, topic };
            Done::run(view, Command::TakeNote(note), "/gives/benefits", say::BENEFIT_KEPT)
        })
        .await
}

/// `POST /gives/benefits/ended`.
pub async fn ended(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let now = view.clock.now().utc().to_rfc3339();
            let edits = vec![FieldEdit { field: "resolved".to_owned(), value: now }];
            Done::run(view, Command::Edit { id: fields.record("id")?, edits }, "/gives/benefits", say::BENEFIT_ENDED)
        })
        .await
}

fn page(view: &View, fields: &Fields, wrong: Option<&Unclear>) -> Result<Page, Failure> {
    let benefits = view.book.benefits()?;
    let sorts = BENEFITS.iter().map(|sort| (*sort, words::benefit(sort)));
    let mut found: Vec<&str> = BENEFITS.to_vec();
    for one in &benefits {
        if !found.contains(&one.sort.as_str()) {
            found.push(&one.sort);
        }
    }
    let running = |sort: &&str| benefits.iter().any(|one| one.sort == **sort && one.ended.is_none());
    let lacking: Vec<&str> = found.iter().filter(|sort| !running(sort)).map(|sort| words::benefit(sort)).collect();
    let body = html! {
        header.title { h1 { (say::BENEFITS) } p.faint { (say::BENEFITS_LEAD) } }
        (pages("/gives/benefits"))
        @if benefits.is_empty() { (lists::empty(say::BENEFITS_EMPTY, say::BENEFITS_EMPTY_MORE, None)) }
        @for sort in found.iter().filter(|sort| running(sort)) {
            section.lines { h2 { (words::benefit(sort)) }
                ul.plain { @for one in benefits.iter().filter(|one| one.sort == **sort && one.ended.is_none()) { (line(view, one)) } }
            }
        }
        @if !benefits.is_empty() && !lacking.is_empty() { p.faint { (say::LACKING) " " (lacking.join(", ")) "." } }
        details.more open[benefits.is_empty() || wrong.is_some()] {
            summary { (say::BENEFIT_NEW) }
            (form::form_with(view.token(), "/gives/benefits", "sheet", &html! {
                (Whom { name: "who", label: say::WITH_WHOM, hint: "", offered: wrong.map(|one| one.which.as_slice()).unwrap_or_default(), wrong: wrong.map(|one| one.said.as_str()), first: false }.show(view, fields))
                div.pair {
                    (form::select("sort", say::SORT, None, sorts, fields.text("sort")))
                    (Line { name: "own", label: say::OWN_SORT, value: &fields.text_or_empty("own"), ..Line::default() }.show())
                }
                (Line { name: "text", label: say::WHAT_IT_IS, value: &fields.text_or_empty("text"), required: true, ..Line::default() }.show())
                div.deeds { button.primary { (say::KEEP) } }
            }))
        }
    };
    Ok(Page::new(&SCREEN, say::BENEFITS, body))
}

fn line(view: &View, one: &Benefit) -> Markup {
    let id = one.id.to_string();
    html! {
        li.line data-item id={ "benefit-" (id) } {
            a.row href={ "/records/" (id) } {
                span.name { (one.of.iter().map(|who| who.name.as_str()).collect::<Vec<_>>().join(", ")) }
                span.faint { (one.text) @if !one.text.is_empty() { " · " } (time::ago(view, one.at)) }
            }
            div.deeds { (form::deed(view, "/gives/benefits/ended", &[("id", &id)], &html! { (say::ENDED) }, "quiet")) }
        }
    }
}
