//! Engagement: five minutes a day of likes, comments and shares, with the pages of those who are due.

use axum::{Router, response::Response, routing::get};
use maud::{Markup, html};
use rapport_core::model::view::{Engage, Outreach};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        page::Page,
        part::{form, icon, list},
        state::App,
        view::View,
        words::{engage as say, today},
    },
    words,
};

/// Whose pages to look at.
pub static SCREEN: Screen = Screen {
    path: "/engage",
    title: say::TITLE,
    about: say::ABOUT,
    go: None,
    section: Section::Day,
    icon: "partners",
    routes,
};

fn routes() -> Router<App> {
    Router::new().route("/engage", get(queue))
}

async fn queue(asked: Asked) -> Response {
    asked
        .page(|view| {
            let (found, outreach) = (view.book.engagement()?, view.book.outreach()?);
            let body = html! {
                header.title { h1 { (say::TITLE) } p.faint { (say::LEAD) } (week(&outreach)) }
                @if found.queue.is_empty() { (list::empty(say::EMPTY, say::EMPTY_MORE, Some(("/partners", say::PARTNERS)))) }
                section.lines aria-label=(say::TITLE) { ul.plain { @for one in &found.queue { (line(view, one)) } } }
                @if found.more > 0 { p.faint { (say::and_more(found.more)) } }
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

/// How much one was in touch this week, whatever the way.
fn week(outreach: &Outreach) -> Markup {
    html! {
        p {
            span.done[outreach.done >= outreach.target] { (say::this_week(outreach.done, outreach.target)) }
            " " span.faint { (say::days_left(outreach.days_left)) }
        }
    }
}

fn line(view: &View, one: &Engage) -> Markup {
    let (contact, playbook) = (one.who.id.to_string(), one.playbook.id.to_string());
    let step = [("contact", contact.as_str()), ("playbook", playbook.as_str()), ("at", one.step.at.as_str())];
    let done: Vec<(&str, &str)> = step.into_iter().chain([("by", "complete")]).collect();
    html! {
        li.line.thanks data-item id={ "engage-" (contact) } {
            a.row href={ "/partners/" (contact) } {
                span.what { span.name { (one.who.name) } }
                span { (one.step.title) }
                span.faint { (today::step_of(one.step.number, one.step.of, &one.playbook.name)) }
            }
            div.deeds {
                (form::deed(view, "/today/done", &done, &html! { (icon::named("check")) (today::DONE) }, ""))
                details.later {
                    summary.button.quiet { (icon::named("later")) (today::LATER) }
                    div.menu { (form::form(view, "/today/later", &html! {
                        @for (name, value) in step { input type="hidden" name=(name) value=(value); }
                        button.quiet name="until" value="1 day" { (today::TOMORROW) }
                        button.quiet name="until" value="1 week" { (today::NEXT_WEEK) }
                        button.quiet name="by" value="skip" formaction="/today/done" { (today::SKIP) }
                    })) }
                }
            }
            p.words.pages-of {
                @for link in &one.links {
                    @let address = words::link(&link.channel);
                    @if address.starts_with("https://") || address.starts_with("http://") {
                        a.button.quiet href=(address) rel="noreferrer" target="_blank" { (say::page_of(&link.whose.name, &link.channel)) }
                    } @else { span.faint { (link.whose.name) ", " (link.channel.replacen(':', " ", 1)) } " " }
                }
                @if one.links.is_empty() { a href={ "/edit/" (contact) } { (say::NO_PAGE) } }
            }
        }
    }
}
