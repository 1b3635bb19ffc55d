//! One thing: what it is, who has had it, giving it to somebody, and how many are there.

use std::collections::BTreeSet;

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::NewGive,
    model::{
        Direction, ItemKind, TouchpointKind,
        view::{LibraryItem, Reached, StockLine},
    },
};

use super::SCREEN;
use crate::{
    app::{
        asked::Asked,
        fields::{Fields, missing},
        meant::{self, Unclear, Whom},
        page::Page,
        part::{
            form::{self, Line},
            icon, list, time,
        },
        things::{Things, edition},
        view::{Done, View},
        words::{gives as say, stock as stocked},
    },
    failure::Failure,
    when::Way,
    words::{self, InWords as _},
};

/// How many of those who have had it, and of those who have not, are listed.
const SHOWN: usize = 20;

/// What is said beside the form.
#[derive(Default)]
struct Remark {
    to: Option<Unclear>,
    others: Option<Unclear>,
    cost: Option<&'static str>,
    at: Option<String>,
}

/// `GET /items/{item}`.
pub async fn one(asked: Asked, Path(key): Path<String>) -> Response {
    asked.page(move |view| page(view, &thing(view, &key)?, &begun(view.query()), &Remark::default())).await
}

/// `POST /items/{item}/give`: it was given, or received.
pub async fn give(asked: Asked, Path(key): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let item = thing(view, &key)?;
            let again = |remark: Remark| Ok(Done::again(page(view, &item, &fields, &remark)?, view));
            let first = match meant::known(view, &fields, "to")? {
                Ok(first) => first,
                Err(unclear) => return again(Remark { to: Some(unclear), ..Remark::default() }),
            };
            let mut to = BTreeSet::from([first]);
            match meant::several(view, &fields, "others")? {
                Ok(others) => to.extend(others),
                Err(unclear) => return again(Remark { others: Some(unclear), ..Remark::default() }),
            }
            let cost = fields.text("cost").map(|typed| view.minor(typed));
            if cost == Some(None) {
                return again(Remark { cost: Some(say::NO_COST), ..Remark::default() });
            }
            let at = match fields.moment("at", Way::Back, &view.clock) {
                Ok(at) => at,
                Err(failure) => return again(Remark { at: Some(failure.to_string()), ..Remark::default() }),
            };
            let received = fields.ticked("received");
            let give = NewGive {
                item: item.key.clone(),
                to,
                count: fields.read_as("count")?,
                cost_minor: cost.flatten(),
                by: fields.text("by").map(TouchpointKind::from),
                direction: received.then_some(Direction::In),
                at,
                surprise: fields.ticked("surprise"),
                note: fields.text_or_empty("note"),
            };
            let said = if received {
                say::received(&item.item.name, &view.name(first))
            } else {
                say::given(&item.item.name, &view.name(first))
            };
            Done::run(view, Command::LogGive(give), format!("/items/{}", item.key), said)
        })
        .await
}

/// `POST /items/{item}/stock`: so many came, or with a minus went.
pub async fn stock(asked: Asked, Path(key): Path<String>, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let item = thing(view, &key)?;
            let count: i64 = fields.read_as("count")?.ok_or_else(|| missing("count"))?;
            let count = if fields.text("way") == Some("went") { -count } else { count };
            let back = view.asked.came_from.clone().unwrap_or_else(|| "/stock".to_owned());
            let said = stocked::counted(count, &edition(&item.item.name, &item.item.version));
            Done::run(view, Command::AddStock { item: item.key, count }, back, said)
        })
        .await
}

/// The item that an address names, by its short name or its id.
fn thing(view: &View, key: &str) -> Result<LibraryItem, Failure> {
    Things::of(view)?.item(key).cloned().ok_or_else(|| Failure::NotFound(String::new()))
}

/// For whom it is, if the address says.
fn begun(query: &Fields) -> Fields {
    Fields::of(query.text("to").map(|to| ("to_is".to_owned(), to.to_owned())))
}

fn page(view: &View, item: &LibraryItem, fields: &Fields, remark: &Remark) -> Result<Page, Failure> {
    let kind = &item.item.kind;
    let reached = view.book.reached(&item.key)?;
    let line = view.book.stock()?.into_iter().find(|line| line.id == item.id);
    let title = edition(&item.item.name, &item.item.version);
    let (home, label) = match kind {
        ItemKind::Gift => ("/gifts", say::TO_GIFTS),
        ItemKind::Material => ("/stock", say::TO_STOCK),
        _ => ("/gives", say::TO_GIVES),
    };
    let given = matches!(kind, ItemKind::Give | ItemKind::Gift | ItemKind::Material);
    let body = html! {
        header.title {
            p.faint { a.back.always href=(home) { (icon::named("back")) (label) } }
            h1 { (title) }
            (about(view, item))
        }
        div.deeds { a.button href={ "/edit/" (item.id) } { (say::EDIT) } }
        @if given { (give_form(view, item, fields, remark)?) }
        @if line.is_some() || *kind == ItemKind::Material { (stock_of(view, item, line.as_ref())) }
        @if given { (reach(view, item, &reached)) }
    };
    Ok(Page::new(&SCREEN, title, body))
}

fn about(view: &View, one: &LibraryItem) -> Markup {
    let item = &one.item;
    let channel =
        TouchpointKind::all().iter().find(|kind| kind.code() == item.channel).map(|kind| kind.words().to_owned());
    let says = [
        Some(item.kind.words().to_owned()),
        item.minutes.map(|minutes| format!("{minutes} min")),
        item.cost_minor.filter(|cost| *cost > 0).map(|cost| say::about(&view.money(cost))),
        channel.map(|channel| say::by(&channel)),
        item.signature.then(|| say::SIGNATURE.to_owned()),
        Some(words::origin(one.origin).to_owned()).filter(|said| !said.is_empty()),
    ];
    html! {
        p.faint { (says.into_iter().flatten().collect::<Vec<_>>().join(" · ")) }
        @if !item.body.is_empty() { p.said { (item.body) } }
        @if !item.topic.is_empty() {
            @if item.kind == ItemKind::Give {
                p.chips { @for topic in item.topic.split_whitespace() { a.tag href=(list::address("/gives", [("topic", topic)])) { (topic) } } }
            } @else { p.faint { (say::IN_IT) " " (item.topic) } }
        }
    }
}

fn give_form(view: &View, item: &LibraryItem, fields: &Fields, remark: &Remark) -> Result<Markup, Failure> {
    let gift = item.item.kind == ItemKind::Gift;
    let open = fields.text("to_is").is_some() || fields.ticked("to") || remark.to.is_some();
    let which = remark.to.as_ref().map(|one| one.which.as_slice()).unwrap_or_default();
    Ok(html! {
        details.more #give open[open] {
            summary { (say::GIVE_IT) }
            @if gift { (warnings(view, fields)?) }
            (form::form_with(view.token(), &format!("/items/{}/give", item.key), "sheet", &html! {
                (Whom { name: "to", label: say::TO, hint: "", offered: which, wrong: remark.to.as_ref().map(|one| one.said.as_str()), first: false }.show(view, fields))
                (Line { name: "others", label: say::OTHERS, value: &fields.text_or_empty("others"), hint: say::OTHERS_HINT, wrong: remark.others.as_ref().map(|one| one.said.as_str()), ..Line::default() }.show())
                div.pair {
                    (Line { name: "count", label: say::COUNT, value: fields.text("count").unwrap_or("1"), kind: "number", ..Line::default() }.show())
                    @if gift { (Line { name: "cost", label: say::COST, value: &fields.text_or_empty("cost"), hint: say::COST_HINT, wrong: remark.cost, ..Line::default() }.show()) }
                    (form::select("by", say::BY, Some(say::AS_USUAL), form::values::<TouchpointKind>(), fields.text("by")))
                    (Line { name: "at", label: say::WHEN, value: &fields.text_or_empty("at"), kind: "datetime-local", hint: say::WHEN_HINT, wrong: remark.at.as_deref(), ..Line::default() }.show())
                }
                (form::lines("note", say::NOTE, &fields.text_or_empty("note"), "", 2))
                div.deeds {
                    label.tick { input type="checkbox" name="surprise" value="1" checked[fields.ticked("surprise")]; (say::SURPRISE) }
                    label.tick { input type="checkbox" name="received" value="1" checked[fields.ticked("received")]; (say::RECEIVED) }
                }
                div.deeds { button.primary { (say::GIVEN) } }
            }))
        }
    })
}

/// What must be known of somebody before a gift is brought.
fn warnings(view: &View, fields: &Fields) -> Result<Markup, Failure> {
    let Some(to) = fields.read_as("to_is")? else { return Ok(html! {}) };
    let card = view.book.gift_card(to, 0)?;
    Ok(html! {
        @if !card.allergies.is_empty() {
            div.mind { @for note in &card.allergies { p { strong { (say::ALLERGY) } " " (note.who.name) ": " (note.text) } } }
        }
        p.hint { (say::this_year(&view.money(card.given_minor), card.cap_minor.map(|cap| view.money(cap)).as_deref())) }
    })
}

fn stock_of(view: &View, item: &LibraryItem, line: Option<&StockLine>) -> Markup {
    html! {
        section { h2 { (say::STOCK) }
            @if let Some(line) = line { p class=[line.low.then_some("attention")] { (stocked::there(line, line.runs_out.map(|day| view.clock.say_day(day)).as_deref())) } }
            @else { p.faint { (say::NEVER_COUNTED) } }
            (more_came(view, &item.key, true))
        }
    }
}

/// The form by which more of an item is there, or less.
pub fn more_came(view: &View, key: &str, went: bool) -> Markup {
    let id = format!("count-{key}");
    form::form_with(
        view.token(),
        &format!("/items/{key}/stock"),
        "deeds came",
        &html! {
            label.unseen for=(id) { (stocked::HOW_MANY) }
            input id=(id) type="number" name="count" min="1" required inputmode="numeric" placeholder=(stocked::HOW_MANY);
            button name="way" value="came" { (stocked::CAME) }
            @if went { button.quiet name="way" value="went" { (stocked::WENT) } }
        },
    )
}

fn reach(view: &View, item: &LibraryItem, reached: &Reached) -> Markup {
    html! {
        div.facts {
            section.fact { h2 { (say::HAD) " " span.count { (reached.had.len()) } }
                @if reached.had.is_empty() { p.faint { (say::NOBODY_YET) } }
                ul.plain { @for (who, at) in reached.had.iter().take(SHOWN) {
                    li.said { a href={ "/partners/" (who.id) } { (who.name) } " " span.faint { (time::ago(view, *at)) } }
                } }
                (rest(reached.had.len()))
            }
            @if !reached.not_yet.is_empty() {
                section.fact { h2 { (say::NOT_YET) " " span.count { (reached.not_yet.len()) } }
                    p.hint { (say::NOT_YET_HINT) }
                    ul.plain { @for who in reached.not_yet.iter().take(SHOWN) {
                        li.said { a href=(list::address(&format!("/items/{}", item.key), [("to", who.id.to_string().as_str())])) { (who.name) } }
                    } }
                    (rest(reached.not_yet.len()))
                }
            }
        }
    }
}

fn rest(all: usize) -> Markup {
    html! { @if all > SHOWN { p.faint { (say::and_more(all - SHOWN)) } } }
}
