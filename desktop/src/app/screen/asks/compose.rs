//! An ask in words, and what is not exact about it; then it is kept: to be put on a day, or put already.

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::NewAsk,
    model::{
        RecordId, TouchpointKind,
        view::{ComposedAsk, Seeks},
    },
    practice::serving::INTRODUCTION_TO,
};

use super::{SCREEN, due, said};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        meant::{self, Unclear, Whom},
        page::Page,
        part::{
            form::{self, Line},
            icon, time,
        },
        view::{Done, View},
        words::asks as say,
    },
    failure::Failure,
    words,
};

/// `GET /asks/compose`: the words, once it is said what is sought.
pub async fn compose(asked: Asked) -> Response {
    asked.page(|view| page(view, view.query(), None)).await
}

/// `POST /asks`: it is kept.
pub async fn keep(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let to = match whom(view, &fields)? {
                Ok(Some(to)) => to,
                Ok(None) => return Ok(Done::again(page(view, &fields, Some(say::WHO_NEEDED))?, view)),
                Err(_) => return Ok(Done::again(page(view, &fields, None)?, view)),
            };
            let put = fields.text("put").map(TouchpointKind::from);
            let about = meant::known(view, &fields, "other")?.ok();
            let (mut seeks, mut text) = (seeks(&fields), String::new());
            // Where somebody is named and nothing else is sought, it is an introduction that one asks for.
            if let Some(other) = fields.text("other").filter(|_| seeks == Seeks::default()) {
                let name = about.map_or_else(|| other.to_owned(), |about| view.name(about));
                text = words::ask_to_introduce(&name);
                seeks.need = format!("{INTRODUCTION_TO}{name}");
            }
            let ask =
                NewAsk { to: Some(to), seeks, text, about, put: put.clone(), due: fields.day("due", &view.clock)? };
            let done = if put.is_some() { say::PUT_SAID } else { say::KEPT_SAID };
            match Done::run(view, Command::MakeAsk(ask), "/asks", done) {
                Ok(done) => Ok(done),
                Err(failure) => {
                    let said = said(failure)?;
                    Ok(Done::again(page(view, &fields, Some(&said))?, view))
                }
            }
        })
        .await
}

fn seeks(fields: &Fields) -> Seeks {
    Seeks {
        profession: fields.text_or_empty("profession"),
        area: fields.text_or_empty("area"),
        need: fields.text_or_empty("need"),
    }
}

/// Who would be asked, if somebody was named.
fn whom(view: &View, fields: &Fields) -> Result<Result<Option<RecordId>, Unclear>, Failure> {
    if !fields.ticked("who") && !fields.ticked("who_is") {
        return Ok(Ok(None));
    }
    Ok(meant::known(view, fields, "who")?.map(Some))
}

fn page(view: &View, fields: &Fields, wrong: Option<&str>) -> Result<Page, Failure> {
    let (to, unclear) = match whom(view, fields)? {
        Ok(to) => (to, None),
        Err(unclear) => (None, Some(unclear)),
    };
    let (seeks, other) = (seeks(fields), fields.text_or_empty("other"));
    let begun = seeks != Seeks::default() || !other.is_empty();
    let composed = if begun { Some(view.book.composed_ask(to, &seeks, &other)?) } else { None };
    let line =
        |name, label, value: &str, hint, first| Line { name, label, value, hint, first, ..Line::default() }.show();
    let body = html! {
        header.title {
            p.faint { a.back.always href="/asks" { (icon::named("back")) (say::TITLE) } }
            h1 { (say::COMPOSE) } p.faint { (say::COMPOSE_LEAD) }
        }
        form.sheet method="get" action="/asks/compose" {
            @if let Some(said) = wrong { p.wrong role="alert" { (said) } }
            (Whom { name: "who", label: say::WHO, hint: "", offered: unclear.as_ref().map(|one| one.which.as_slice()).unwrap_or_default(), wrong: unclear.as_ref().map(|one| one.said.as_str()), first: !begun }.show(view, fields))
            div.pair {
                (line("profession", say::PROFESSION, &seeks.profession, say::PROFESSION_HINT, false))
                (line("area", say::AREA, &seeks.area, say::AREA_HINT, false))
                (line("need", say::NEED, &seeks.need, say::NEED_HINT, false))
                (line("other", say::OTHER, &other, say::OTHER_HINT, false))
            }
            div.deeds { button class=(if begun { "" } else { "primary" }) { (say::FIND_WORDS) } }
        }
        (view.looks_before_it_leaves(&[&seeks.profession, &seeks.area, &seeks.need, &other])?)
        @if let Some(composed) = &composed { (composed_ask(view, fields, composed, to)) }
    };
    Ok(Page::new(&SCREEN, say::COMPOSE, body))
}

fn composed_ask(view: &View, fields: &Fields, composed: &ComposedAsk, to: Option<RecordId>) -> Markup {
    let ways = form::values::<TouchpointKind>();
    html! {
        section.stack { h2 { (say::WORDS) }
            @if !composed.vague.is_empty() || composed.resting_until.is_some() {
                div.mind role="status" {
                    @for one in &composed.vague { p { (say::vague(one)) } }
                    @if let Some(until) = composed.resting_until { p { (say::LEAVE_ALONE) " " (time::day(view, until)) "." } }
                }
            } @else { p.done { (icon::named("check")) " " (say::EXACT) } }
            div.card { p.said { (composed.wording.text) } }
            @if !composed.wording.missing.is_empty() { p.hint { (say::BLANKS) " " (words::HELD_BACK) } }
            @if !composed.wording.drafts.is_empty() {
                p.deeds { @for draft in composed.wording.drafts.iter().filter(|draft| !draft.long) { a.button.quiet href=(draft.link) { (say::open_in(draft.way)) } } }
            }
        }
        section { h2 { (say::KEEP_IT) }
            (form::form_with(view.token(), "/asks", "sheet", &html! {
                @for name in ["profession", "area", "need", "other"] { input type="hidden" name=(name) value=(fields.text_or_empty(name)); }
                @match to {
                    Some(to) => input type="hidden" name="who_is" value=(to);,
                    None => p.hint { (say::WHO_NEEDED) },
                }
                div.pair {
                    (form::select("put", say::PUT, Some(say::NOT_YET), ways, fields.text("put")))
                    (due(&fields.text_or_empty("due"), None))
                }
                div.deeds { button.primary { (say::KEEP) } }
            }))
        }
    }
}
