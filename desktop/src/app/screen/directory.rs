//! Directory: who can help with what you don't do, and handing somebody over to them in person.

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::model::{
    RecordId,
    view::{Directory, DirectoryEntry, HandOff},
};

use super::{Screen, Section, referrals::hand_off};
use crate::{
    app::{
        asked::Asked,
        fields::{Fields, missing},
        page::Page,
        part::{
            form::{self, Line},
            icon, list, time,
        },
        state::App,
        view::{Done, View},
        words::directory as say,
    },
    words::InWords as _,
};

/// Who can help.
pub static SCREEN: Screen = Screen {
    path: "/directory",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Network,
    icon: "partners",
    routes,
};

/// How many are listed.
const SHOWN: usize = 40;

fn routes() -> Router<App> {
    Router::new().route("/directory", get(look)).route("/directory/hand-off", post(promise))
}

async fn look(asked: Asked) -> Response {
    asked
        .page(|view| {
            let (need, all) = (view.query().text_or_empty("need"), view.query().ticked("all"));
            let found = view.book.directory(&need, all)?;
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } }
                form.sheet method="get" action="/directory" {
                    (Line { name: "need", label: say::NEED, value: &need, hint: say::NEED_HINT, first: need.is_empty(), ..Line::default() }.show())
                    div.deeds {
                        button.primary { (say::LOOK) }
                        label.tick { input type="checkbox" name="all" value="1" checked[all]; (say::COMPETITORS) }
                    }
                }
                (open(view, &found.hand_offs))
                (entries(view, &found))
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

/// `POST /directory/hand-off`: promised, to somebody or to find somebody.
async fn promise(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let need = fields.text("need").ok_or_else(|| missing("need"))?;
            let to: Option<RecordId> = fields.read_as("to")?;
            let due = fields.day("due", &view.clock)?;
            let back = list::address("/directory", [("need", need)]);
            let said = if to.is_some() { say::HAND_OFF_SAID } else { say::FIND_SAID };
            Done::run(view, hand_off(need, to, due), back, said)
        })
        .await
}

/// Hand-offs that are promised and not kept yet.
fn open(view: &View, hand_offs: &[HandOff]) -> Markup {
    html! {
        @if !hand_offs.is_empty() {
            section.lines { h2 { (say::OPEN) " " span.count { (hand_offs.len()) } }
                ul.plain { @for one in hand_offs {
                    @let id = one.id.to_string();
                    li.line data-item id={ "hand-off-" (id) } {
                        a.row href={ "/records/" (id) } {
                            span.name { (one.need) }
                            span.faint {
                                @match &one.to { Some(to) => (say::to(&to.name)), None => (say::TO_FIND) }
                                @if let Some(due) = one.due { " · " (time::day(view, due)) }
                            }
                        }
                        div.deeds { (form::deed(view, "/promises/state", &[("id", &id), ("state", "done")], &html! { (icon::named("check")) (say::KEPT) }, "")) }
                    }
                } }
            }
        }
    }
}

fn entries(view: &View, found: &Directory) -> Markup {
    let need = &found.need;
    html! {
        section.lines { h2 { (if need.is_empty() { say::EVERYBODY } else { say::WHO_CAN }) }
            @if found.entries.is_empty() {
                (list::empty(say::NOBODY, say::NOBODY_MORE, None))
            }
            ul.plain { @for one in found.entries.iter().take(SHOWN) { (entry(view, one, need)) } }
            @if found.entries.len() > SHOWN { p.faint.more { (say::and_more(found.entries.len() - SHOWN)) } }
            @if found.competitors > 0 { p.hint.more { (say::left_out(found.competitors)) } }
            @if !need.is_empty() {
                (form::form_with(view.token(), "/directory/hand-off", "deeds more", &html! {
                    input type="hidden" name="need" value=(need);
                    input type="hidden" name="due" value="1 week";
                    button { (say::FIND_SOMEBODY) }
                }))
            }
        }
    }
}

fn entry(view: &View, one: &DirectoryEntry, need: &str) -> Markup {
    let id = one.who.id.to_string();
    let helps: Vec<&str> = one.helps.iter().map(String::as_str).collect();
    html! {
        li.line data-item id={ "helps-" (id) } {
            a.row href={ "/partners/" (id) } {
                span.what { span.name { (one.who.name) } @if one.competitor { " " span.tag { (say::COMPETES) } } }
                span { (helps.join(", ")) }
                span.faint {
                    @if let Some(sector) = &one.sector { (sector.words()) " · " }
                    (say::exchanged(one.sent, one.received))
                }
                @for vetting in &one.vetting { span.faint { (say::VETTED) " " (vetting) } }
            }
            @if !need.is_empty() && !one.competitor {
                div.deeds {
                    (form::deed(view, "/directory/hand-off", &[("need", need), ("to", &id), ("due", "1 week")], &html! { (say::HAND_OVER) }, ""))
                    a.button.quiet href=(list::address("/referrals/out", [("topic", need), ("who_is", id.as_str())])) { (say::REFER) }
                }
            }
        }
    }
}
