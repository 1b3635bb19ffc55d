//! Thank-yous: a card for every referral, what to write on it, and its label.

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use rapport_core::{
    Command,
    command::ReferralStep,
    model::{
        Direction, Record,
        view::{DraftWay, Label, ReferralFilter, ReferralLine, ThanksDue},
    },
};

use super::{Screen, Section};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        page::Page,
        part::{form, icon, list, time},
        state::App,
        view::{Done, View},
        words::{promises as say, today},
    },
    failure::Failure,
};

/// Cards to write.
pub static SCREEN: Screen = Screen {
    path: "/thanks",
    title: say::THANKS,
    about: say::THANKS_ABOUT,
    go: Some('y'),
    section: Section::Day,
    icon: "check",
    routes,
};

/// How many cards are shown with their words.
const SHOWN: usize = 40;
/// How many of those who were thanked are listed, and how far back they are looked for.
const LATELY: (usize, u32) = (10, 80);

fn routes() -> Router<App> {
    Router::new().route("/thanks", get(queue)).route("/thanks/done", post(done)).route("/thanks/labels", get(labels))
}

async fn queue(asked: Asked) -> Response {
    asked
        .page(|view| {
            let due = view.book.thanks()?;
            let body = html! {
                header.title { h1 { (say::THANKS) " " @if !due.is_empty() { span.count { (due.len()) } } } @if !due.is_empty() { p.faint { (say::THANKS_LEAD) } } }
                @if due.is_empty() { (list::empty(say::THANKS_EMPTY, say::THANKS_EMPTY_MORE, None)) }
                @else { div.deeds { a.button href="/thanks/labels" { (say::LABELS) } } }
                section.lines { ul.plain { @for one in due.iter().take(SHOWN) { (card(view, one)) } } }
                (lately(view)?)
            };
            Ok(Page::new(&SCREEN, say::THANKS, body))
        })
        .await
}

/// `POST /thanks/done`: it is in the mail.
async fn done(asked: Asked, fields: Fields) -> Response {
    asked
        .act(move |view| {
            let command = Command::AdvanceReferral { id: fields.record("id")?, step: ReferralStep::Thanked, at: None };
            Done::run(view, command, "/thanks", say::THANKED_SAID)
        })
        .await
}

fn card(view: &View, one: &ThanksDue) -> Markup {
    let id = one.referral.to_string();
    html! {
        li.line.thanks data-item id={ "thanks-" (id) } {
            a.row href={ "/referrals/" (id) } {
                span.what { span.name { (one.to.name) } " " span.code { (one.code) } }
                @if let Some(since) = one.since { span.why { (say::SINCE) " " (time::ago(view, since)) } }
            }
            div.deeds {
                (form::deed(view, "/thanks/done", &[("id", &id)], &html! { (icon::named("check")) (say::IN_THE_MAIL) }, ""))
                details.later {
                    summary.button.quiet { (icon::named("later")) (today::LATER) }
                    div.menu { (form::form(view, "/today/later", &html! {
                        input type="hidden" name="id" value=(id);
                        input type="hidden" name="thanks" value="yes";
                        button.quiet name="until" value="1 day" { (today::TOMORROW) }
                        button.quiet name="until" value="1 week" { (today::NEXT_WEEK) }
                    })) }
                }
            }
            details.more.words {
                summary { (say::WRITE) }
                div.card {
                    p.said { (one.wording.text) }
                    @if !one.wording.missing.is_empty() { p.hint { (say::BLANKS) } }
                    @let mail = one.wording.drafts.iter().find(|draft| matches!(draft.way, DraftWay::Mailto) && !draft.long);
                    @if let Some(mail) = mail { p { (say::OPEN_IN) " " a href=(mail.link) { "email" } } }
                    address { @for line in &one.label.lines { (line) br; } }
                    @if !one.label.complete { p.attention { (say::NO_ADDRESS) ". " a href={ "/edit/" (one.to.id) } { (say::ADD_ADDRESS) } } }
                }
            }
        }
    }
}

/// Those who were thanked lately, so that one sees that it is kept.
fn lately(view: &View) -> Result<Markup, Failure> {
    let came = ReferralFilter { direction: Some(Direction::In), ..ReferralFilter::default() };
    let mut thanked: Vec<(rapport_core::model::Instant, ReferralLine)> = Vec::new();
    for line in view.book.referrals(&came, None, LATELY.1)?.items {
        if let Record::Referral(referral) = &line.entry.record
            && let Some(at) = referral.thanked
        {
            thanked.push((at, line));
        }
    }
    thanked.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    thanked.truncate(LATELY.0);
    Ok(html! {
        @if !thanked.is_empty() {
            section { h2 { (say::LATELY) }
                ol.plain.moments { @for (at, line) in &thanked {
                    li { span.at { (time::ago(view, *at)) } a href={ "/referrals/" (line.entry.id) } { (line.with.as_ref().map_or("", |with| with.name.as_str())) } }
                } }
            }
        }
    })
}

/// `GET /thanks/labels`: on paper they stand alone.
async fn labels(asked: Asked) -> Response {
    asked
        .page(|view| {
            let mut labels: Vec<Label> = view.book.thanks()?.into_iter().map(|one| one.label).collect();
            labels.dedup();
            let (whole, lacking): (Vec<&Label>, Vec<&Label>) = labels.iter().partition(|label| label.complete);
            let body = html! {
                header.title.on-screen {
                    p.faint { a.back.always href="/thanks" { (icon::named("back")) (say::BACK) } }
                    h1 { (say::LABELS) } p.faint { (say::LABELS_LEAD) " " (say::PRINT_HINT) }
                }
                @if labels.is_empty() { (list::empty(say::THANKS_EMPTY, say::THANKS_EMPTY_MORE, None)) }
                ul.plain.labels { @for label in whole { li { @for line in &label.lines { p { (line) } } } } }
                @if !lacking.is_empty() {
                    section.on-screen { h2 { (say::NO_ADDRESS) }
                        ul.plain { @for label in lacking { li { a.row href={ "/edit/" (label.who.id) } { span.name { (label.who.name) } span.faint { (say::ADD_ADDRESS) } } } } }
                    }
                }
            };
            Ok(Page::new(&SCREEN, say::LABELS, body).wide())
        })
        .await
}
