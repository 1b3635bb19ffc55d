//! Telling many of something new: an opening, a group, a paper. It is logged with each of them.

use std::collections::BTreeSet;

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::{
    model::{RecordId, Sector, view::Announced},
    practice::library,
};

use super::{SCREEN, pages};
use crate::{
    announcing::{Audience, announcement},
    app::{
        asked::Asked,
        fields::Fields,
        meant::{self, Unclear},
        page::Page,
        part::{
            chips::{self, Chip},
            form::{self, Line},
            list, table, time,
        },
        view::{Done, View},
        words::gives as say,
    },
    failure::Failure,
    words::InWords as _,
};

/// How many announcements are listed.
const SHOWN: usize = 40;

/// What is said beside the form.
#[derive(Default)]
struct Remark {
    what: Option<&'static str>,
    to: Option<Unclear>,
    nobody: bool,
}

/// `GET /gives/announce`.
pub async fn form(asked: Asked) -> Response {
    asked.page(|view| page(view, &Fields::default(), &Remark::default())).await
}

/// `POST /gives/announce`.
pub async fn tell(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let again = |remark: Remark| Ok(Done::again(page(view, &fields, &remark)?, view));
            let Some(what) = fields.text("what") else {
                return again(Remark { what: Some(say::WHAT_NEEDED), ..Remark::default() });
            };
            let mut told: BTreeSet<RecordId> = match meant::several(view, &fields, "to")? {
                Ok(named) => named.into_iter().collect(),
                Err(unclear) => return again(Remark { to: Some(unclear), ..Remark::default() }),
            };
            let sectors = fields.all("sector").map(Sector::from).collect();
            let tags = fields.all("tag").map(str::to_owned).collect();
            told.extend(Audience { sectors, tags }.of(view)?);
            if told.is_empty() {
                return again(Remark { nobody: true, ..Remark::default() });
            }
            let said = say::told(told.len());
            Done::run(view, announcement(view, what, told)?, "/gives/announce", said)
        })
        .await
}

fn page(view: &View, fields: &Fields, remark: &Remark) -> Result<Page, Failure> {
    let announced = view.book.announcements()?;
    let chosen: Vec<&str> = fields.all("sector").chain(fields.all("tag")).collect();
    let sectors: Vec<Chip> =
        Sector::all().iter().map(|one| Chip::new(one.code(), one.words(), chosen.contains(&one.code()))).collect();
    let tags = view.book.tags()?;
    let tags: Vec<Chip> = tags.iter().map(|tag| Chip::new(tag, tag, chosen.contains(&tag.as_str()))).collect();
    let body = html! {
        header.title { h1 { (say::ANNOUNCE) } p.faint { (say::ANNOUNCE_LEAD) } }
        (pages("/gives/announce"))
        (form::form_with(view.token(), "/gives/announce", "sheet", &html! {
            @if remark.nobody { p.wrong role="alert" { (say::TO_NOBODY) } }
            (Line { name: "what", label: say::ANNOUNCE_WHAT, value: &fields.text_or_empty("what"), hint: say::ANNOUNCE_HINT, required: true, wrong: remark.what, ..Line::default() }.show())
            (chips::any_of("sector", say::TO_SECTORS, &sectors))
            @if !tags.is_empty() { (chips::any_of("tag", say::TO_TAGS, &tags)) }
            (Line { name: "to", label: say::TO_NAMED, value: &fields.text_or_empty("to"), hint: say::OTHERS_HINT, wrong: remark.to.as_ref().map(|one| one.said.as_str()), ..Line::default() }.show())
            div.deeds { button.primary { (say::TELL) } }
        }))
        section { h2 { (say::ANNOUNCED) } (announcements(view, &announced)) }
        p { a href={ "/items/" (library::shipped("announcement").map_or("", |one| one.short)) } { (say::WHO_HEARD) } }
    };
    Ok(Page::new(&SCREEN, say::ANNOUNCE, body))
}

fn announcements(view: &View, announced: &[Announced]) -> Markup {
    if announced.is_empty() {
        return list::empty(say::ANNOUNCED_NOTHING, say::ANNOUNCED_NOTHING_MORE, None);
    }
    let rows = announced.iter().take(SHOWN).map(|one| {
        let sectors: Vec<String> =
            one.sectors.iter().map(|(sector, count)| format!("{count} {}", sector.words())).collect();
        vec![
            html! { a href={ "/records/" (one.id) } { (one.what) } },
            time::when(view, one.at),
            html! { (one.told) },
            html! { span.faint { (sectors.join(", ")) } },
        ]
    });
    let headings = [(say::WHAT, false), (say::WHEN, false), (say::TOLD, true), (say::FIELDS, false)];
    table::table(say::ANNOUNCED, &headings, rows)
}
