//! Somebody is sent on: first who can help with the need, then to whom, and whether one hands them over in person.

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::NewReferral,
    model::{
        Direction, Promise, PromiseKind, RecordId,
        view::{Directory, DirectoryEntry, Named},
    },
};

use super::SCREEN;
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        meant::{Meant, Whom, add, meant},
        page::Page,
        part::{
            form::{self, Line},
            list,
        },
        view::{Done, View},
        words::{meant as whom, referrals as say},
    },
    failure::Failure,
    words::{self, InWords as _},
};

/// How many who can help are shown.
const SHOWN: usize = 12;

/// `GET /referrals/out?topic=…`.
pub async fn form(asked: Asked) -> Response {
    asked.page(|view| page(view, view.query(), None, &[])).await
}

/// `POST /referrals/out`: keeps it, with the promise to hand them over.
pub async fn save(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let again = |said: &str, which: &[Named]| Ok(Done::again(page(view, &fields, Some(said), which)?, view));
            let due = fields.day("due", &view.clock)?;
            let to = match meant(view, &fields, "who")? {
                Meant::Known(to) => to,
                Meant::New(name) if fields.ticked("new") => add(view, name)?,
                Meant::New(name) => return again(&say::unknown(&name), &[]),
                Meant::Several(which) => return again(whom::WHICH, &which),
                Meant::Nobody => return again(whom::NEEDED, &[]),
            };
            let topic = fields.text_or_empty("topic");
            if fields.ticked("hand_over") {
                view.run(hand_off(&topic, Some(to), due))?;
            }
            let receipt = view.run(Command::AddReferral(NewReferral {
                direction: Direction::Out,
                who: Some(to),
                topic,
                warm: fields.ticked("hand_over"),
                named_me: fields.ticked("named_me"),
                ..NewReferral::default()
            }))?;
            let id = receipt.records.first().expect("a referral that was added is named").id;
            let said = say::sent(&view.name(id), &view.name(to));
            Ok(Done::receipt(&receipt, format!("/referrals/{id}"), said))
        })
        .await
}

/// `POST /referrals/find`: nobody is known who can help, and one promises to find somebody.
pub async fn find_somebody(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let need = fields.text_or_empty("topic");
            if need.is_empty() {
                return Ok(Done::again(page(view, &fields, Some(say::NEED_NEEDED), &[])?, view));
            }
            let due = fields.day("due", &view.clock)?;
            Done::run(view, hand_off(&need, None, due), "/promises", say::PROMISED)
        })
        .await
}

/// A promise to hand somebody over; to nobody: to find who can help.
pub fn hand_off(need: &str, to: Option<RecordId>, due: Option<rapport_core::model::Day>) -> Command {
    let text = if to.is_some() { words::hand_over(need) } else { words::find_help(need) };
    let promise =
        Promise { kind: PromiseKind::HandOff, to, text, due, seeks_need: need.to_owned(), ..Promise::default() };
    Command::Add(Box::new(promise.into()))
}

fn page(view: &View, fields: &Fields, wrong: Option<&str>, which: &[Named]) -> Result<Page, Failure> {
    let topic = fields.text_or_empty("topic");
    let directory = if topic.is_empty() { None } else { Some(view.book.directory(&topic, false)?) };
    let body = html! {
        header.title { h1 { (say::OUT_TITLE) } }
        form.sheet method="get" action="/referrals/out" {
            (Line { name: "topic", label: say::NEED, value: &topic, hint: say::NEED_HINT, first: topic.is_empty(), ..Line::default() }.show())
            div.deeds { button class=(if topic.is_empty() { "primary" } else { "" }) { (say::LOOK) } }
        }
        @if let Some(directory) = &directory { (to_whom(view, fields, directory, wrong, which)) }
    };
    Ok(Page::new(&SCREEN, say::OUT_TITLE, body))
}

fn to_whom(view: &View, fields: &Fields, directory: &Directory, wrong: Option<&str>, which: &[Named]) -> Markup {
    let found = directory.entries.iter().take(SHOWN);
    let chosen = fields.text("who_is").map(str::to_owned);
    html! {
        @if directory.entries.is_empty() {
            (list::empty(say::NOBODY_HELPS, say::NOBODY_HELPS_MORE, None))
            (form::form_with(view.token(), "/referrals/find", "deeds", &html! {
                input type="hidden" name="topic" value=(directory.need);
                input type="hidden" name="due" value="1 week";
                button { (say::FIND_SOMEBODY) ", " (say::NEXT_WEEK) }
            }))
        }
        (form::form_with(view.token(), "/referrals/out", "sheet", &html! {
            input type="hidden" name="topic" value=(directory.need);
            @if !directory.entries.is_empty() {
                fieldset.choices {
                    legend { (say::HELPERS) }
                    @for one in found { (colleague(one, chosen.as_deref() == Some(one.who.id.to_string().as_str()))) }
                }
                @if directory.competitors > 0 { p.hint { (say::competitors(directory.competitors)) } }
            }
            (Whom { name: "who", label: whom::SOMEBODY_ELSE, hint: "", offered: which, wrong, first: false }.show(view, fields))
            @if wrong.is_some() && which.is_empty() && fields.ticked("who") {
                label.tick { input type="checkbox" name="new" value="1"; (say::NEW_ONE) }
            }
            div.pair {
                div.field {
                    label.tick { input type="checkbox" name="hand_over" value="1" checked[fields.ticked("hand_over")]; (say::HAND_OVER) }
                    p.hint { (say::HAND_OVER_HINT) }
                }
                (Line { name: "due", label: say::BY_WHEN, value: &fields.text_or_empty("due"), kind: "date", ..Line::default() }.show())
            }
            label.tick { input type="checkbox" name="named_me" value="1" checked[fields.ticked("named_me")]; (say::MY_NAME) }
            div.deeds.last { button.primary { (say::SENT) } a.button.quiet href="/referrals" data-close { (say::CANCEL) } }
        }))
    }
}

fn colleague(one: &DirectoryEntry, chosen: bool) -> Markup {
    html! {
        label.choice {
            input type="radio" name="who_is" value=(one.who.id) checked[chosen];
            span {
                span.name { (one.who.name) }
                span.faint {
                    (one.helps.join(", "))
                    @if let Some(sector) = &one.sector { " · " (sector.words()) }
                    " · " (say::exchanged(one.sent, one.received))
                }
                @if let Some(vetting) = one.vetting.first() { span.faint { (say::VETTED) " " (vetting) } }
            }
        }
    }
}
