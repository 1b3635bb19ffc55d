//! The ledger: what waits for an answer first, then all of them, narrowed by what one looks for.

use axum::response::Response;
use maud::{Markup, html};
use rapport_core::model::{
    Direction, Record, Referral, ReferralStatus, SourceClass,
    view::{ReferralFilter, ReferralLine},
};

use super::{SCREEN, pages};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        page::Page,
        part::{form, icon, list, time},
        view::View,
        words::referrals as say,
    },
    failure::Failure,
    words::InWords,
};

/// How many stand on a page.
const SHOWN: u32 = 40;
/// How many clocks are shown.
const CLOCKS: u32 = 20;

/// `GET /referrals`.
pub async fn ledger(asked: Asked) -> Response {
    asked
        .page(|view| {
            let filter = filter(view.query());
            let body = html! {
                header.title { h1 { (say::TITLE) } }
                div.deeds {
                    a.button.primary href="/referrals/in" data-dialog { (say::CAME_IN) }
                    a.button href="/referrals/out" { (say::SEND) }
                }
                (pages("/referrals"))
                @if filter == ReferralFilter::default() { (clocks(view)?) }
                (filters(view))
                (lines(view, &filter)?)
            };
            Ok(Page::new(&SCREEN, say::TITLE, body))
        })
        .await
}

fn filter(query: &Fields) -> ReferralFilter {
    ReferralFilter {
        direction: chosen(query, "way"),
        status: chosen(query, "status"),
        class: chosen(query, "class"),
        unanswered: query.text("waits") == Some("answer"),
        unthanked: query.text("waits") == Some("thanks"),
    }
}

/// A word that this version does not know narrows nothing.
fn chosen<T: InWords>(query: &Fields, name: &str) -> Option<T> {
    let typed = query.text(name)?;
    T::all().iter().find(|value| value.code() == typed).cloned()
}

fn clocks(view: &View) -> Result<Markup, Failure> {
    let waiting = ReferralFilter { unanswered: true, ..ReferralFilter::default() };
    let mut waiting = view.book.referrals(&waiting, None, CLOCKS)?.items;
    // Who has waited longest comes first.
    waiting.reverse();
    Ok(html! {
        @if !waiting.is_empty() {
            section.lines aria-label=(say::WAITING) {
                h2 { (say::WAITING) " " span.count { (waiting.len()) } }
                ul.plain { @for line in &waiting { @if let Record::Referral(referral) = &line.entry.record {
                    li.line data-item id={ "clock-" (line.entry.id) } {
                        a.row href={ "/referrals/" (line.entry.id) } {
                            span.what { span.name { (with(line)) } " " span.code { (referral.code) } }
                            @if let Some(at) = referral.received { span.why { (time::time(view, at, &say::waits(&view.clock.ago(at)))) } }
                        }
                        div.deeds {
                            (form::deed(view, &format!("/referrals/{}/step", line.entry.id), &[("step", "answered")], &html! { (icon::named("check")) (say::ANSWERED) }, ""))
                        }
                    }
                } } }
            }
        }
    })
}

fn filters(view: &View) -> Markup {
    let query = view.query();
    let narrowed = query.pairs().iter().any(|(name, value)| name != "after" && !value.is_empty());
    let ways = [("in", say::IN), ("out", say::OUT)];
    let waits = [("answer", say::UNANSWERED), ("thanks", say::UNTHANKED)];
    html! {
        form.filters method="get" action="/referrals" data-at-once {
            (form::select("way", say::DIRECTION, Some(say::ANY), ways, query.text("way")))
            (form::select("status", say::STATUS, Some(say::ANY), form::values::<ReferralStatus>(), query.text("status")))
            (form::select("class", say::CLASS, Some(say::ANY), form::values::<SourceClass>(), query.text("class")))
            (form::select("waits", say::OPEN_ENDS, Some(say::ANY), waits, query.text("waits")))
            noscript { button { (say::SHOW) } }
            @if narrowed { a.button.quiet href="/referrals" { (say::CLEAR) } }
        }
    }
}

fn lines(view: &View, filter: &ReferralFilter) -> Result<Markup, Failure> {
    let page = view.book.referrals(filter, view.query().text("after"), SHOWN)?;
    if page.items.is_empty() {
        return Ok(if *filter == ReferralFilter::default() {
            list::empty(say::EMPTY, say::EMPTY_MORE, Some(("/referrals/in", say::CAME_IN)))
        } else {
            list::empty(say::NONE_FITS, "", Some(("/referrals", say::CLEAR)))
        });
    }
    Ok(html! {
        ul.plain.people {
            @for line in &page.items { @if let Record::Referral(referral) = &line.entry.record {
                li data-item id={ "referral-" (line.entry.id) } {
                    a.row href={ "/referrals/" (line.entry.id) } { (row(view, line, referral)) }
                }
            } }
        }
        (list::more(view, page.next.as_deref(), say::MORE))
    })
}

fn row(view: &View, line: &ReferralLine, referral: &Referral) -> Markup {
    let way = if referral.direction == Direction::Out { say::TO } else { say::FROM };
    html! {
        span.who { span.faint { (way) } span.name { (with(line)) } }
        span.faint {
            span.code { (referral.code) } " · " (referral.status.words())
            @if !referral.topic.is_empty() { " · " (referral.topic) }
            @if let Some(via) = &referral.via { " · " (via.words()) }
            @if referral.thanked.is_some() { " · " span.done { (say::THANKED) } }
        }
        span.when { @if let Some(at) = referral.received { (time::ago(view, at)) } }
    }
}

fn with(line: &ReferralLine) -> &str {
    line.with.as_ref().map_or(say::NOBODY, |with| with.name.as_str())
}
