//! The list of people and places, with its filters.

use std::{collections::BTreeSet, str::FromStr};

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::model::{
    Form, Record, Role, Sector, Stage, Tier,
    view::{ContactFilter, ContactLine},
};

use super::{SCREEN, several, views};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        page::Page,
        part::{form, icon, list as lists, time},
        view::View,
        words::partners as say,
    },
    failure::Failure,
    words::InWords,
};

/// How many stand on a page.
const SHOWN: u32 = 40;
/// Under which an address says that several are to be chosen.
const CHOOSING: &str = "choose";

/// `GET /partners`.
pub async fn list(asked: Asked) -> Response {
    asked
        .page(|view| {
            let body = html! {
                header.title { h1 { (say::TITLE) } }
                (filters(view)?)
                (views::bar(view)?)
                (lines(view, None)?)
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

/// What is chosen of the filters.
pub fn filter(query: &Fields) -> ContactFilter {
    ContactFilter {
        form: chosen(query, "form"),
        sector: chosen(query, "sector"),
        stage: chosen(query, "stage"),
        tier: chosen(query, "tier"),
        role: chosen(query, "role"),
        tag: query.text("tag").map(str::to_owned),
        seen_by: query.text("by").map(str::to_owned),
        due: query.ticked("due"),
    }
}

/// What an address narrows the list to: its filters, without the page and the mode.
pub fn narrowing(query: &Fields) -> Vec<(&str, &str)> {
    let pairs = query.pairs().iter().map(|(name, value)| (name.as_str(), value.as_str()));
    pairs.filter(|(name, value)| !["after", CHOOSING].contains(name) && !value.is_empty()).collect()
}

/// A word that this version does not know narrows nothing.
fn chosen<T: InWords>(query: &Fields, name: &str) -> Option<T> {
    let typed = query.text(name)?;
    T::all().iter().find(|value| value.code() == typed).cloned()
}

fn filters(view: &View) -> Result<Markup, Failure> {
    let query = view.query();
    let tags = view.book.tags()?;
    let people: BTreeSet<String> = view.practice()?.person.into_values().filter(|one| !one.is_empty()).collect();
    let narrowed = !narrowing(query).is_empty();
    Ok(html! {
        form.filters method="get" action="/partners" data-at-once {
            (form::select("form", say::FORM, Some(say::ANY), form::values::<Form>(), query.text("form")))
            (form::select("sector", say::SECTOR, Some(say::ANY), form::values::<Sector>(), query.text("sector")))
            (form::select("stage", say::STAGE, Some(say::ANY), form::values::<Stage>(), query.text("stage")))
            (form::select("tier", say::TIER, Some(say::ANY), form::values::<Tier>(), query.text("tier")))
            (form::select("role", say::ROLE, Some(say::ANY), form::values::<Role>(), query.text("role")))
            @if !tags.is_empty() {
                (form::select("tag", say::TAG, Some(say::ANY), tags.iter().map(|tag| (tag.as_str(), tag.as_str())), query.text("tag")))
            }
            @if people.len() > 1 {
                (form::select("by", say::SEEN_BY, Some(say::ANY), people.iter().map(|one| (one.as_str(), one.as_str())), query.text("by")))
            }
            label.tick { input type="checkbox" name="due" value="1" checked[query.ticked("due")]; (say::DUE) }
            noscript { button { (say::SHOW) } }
            @if narrowed { a.button.quiet href="/partners" { (say::CLEAR) } }
        }
    })
}

/// The lines of a page; one of them may be open beside it.
pub fn lines(view: &View, open: Option<rapport_core::model::RecordId>) -> Result<Markup, Failure> {
    let filter = filter(view.query());
    let page = view.book.contacts(&filter, view.query().text("after"), SHOWN)?;
    if page.items.is_empty() {
        return Ok(if filter == ContactFilter::default() {
            lists::empty(say::EMPTY, say::EMPTY_MORE, Some(("/log", say::LOG)))
        } else {
            lists::empty(say::NOBODY, "", Some(("/partners", say::CLEAR)))
        });
    }
    let kept = narrowing(view.query());
    if view.query().ticked(CHOOSING) && open.is_none() {
        return Ok(html! {
            (several::lines(view, &page.items)?)
            (lists::more(view, page.next.as_deref(), say::MORE))
        });
    }
    Ok(html! {
        @if open.is_none() {
            p { a.button.quiet href=(lists::address("/partners", kept.iter().copied().chain([(CHOOSING, "1")]))) { (say::CHOOSE) } }
        }
        ul.plain.people {
            @for one in &page.items {
                @let here = open == Some(one.entry.id);
                li data-item id={ "who-" (one.entry.id) } {
                    a.row href=(lists::address(&format!("/partners/{}", one.entry.id), kept.iter().copied())) aria-current=[here.then_some("true")] {
                        (line(view, one))
                    }
                }
            }
        }
        (lists::more(view, page.next.as_deref(), say::MORE))
    })
}

/// What a line says of somebody.
pub fn line(view: &View, one: &ContactLine) -> Markup {
    let Record::Contact(contact) = &one.entry.record else { return html! {} };
    let place = contact.form == Form::Place;
    let sector = contact.sector.as_ref().map_or("", InWords::words);
    let places: Vec<&str> = one.places.iter().map(|place| place.name.as_str()).collect();
    let late = one.due.filter(|due| *due <= view.clock.today());
    html! {
        span.who { (icon::named(if place { "place" } else { "person" })) span.name { (contact.name) } }
        span.faint {
            @if !places.is_empty() { (places.join(", ")) " · " }
            @if !sector.is_empty() { (sector) " · " }
            (one.stage.words())
            @if let Some(tier) = &contact.tier { " · " (tier.words()) }
        }
        span.when {
            @if let Some(due) = late { span.attention { (say::due(&view.clock.say_day(due))) } }
            @else if let Some(at) = one.last_touch { (time::ago(view, at)) }
            @else { (say::NEVER) }
        }
    }
}

/// The record that an address names.
pub fn named<T: FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::NotFound(String::new()))
}
