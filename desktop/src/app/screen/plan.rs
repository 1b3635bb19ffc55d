//! Day plan: the stops of a day in driving order, what to pack for them, and in the evening each stop one tap to log.

mod making;
mod packing;

use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rapport_core::model::{
    Day, Instant, TouchpointState,
    view::{DayPlan, DayStop},
};

use super::{Screen, Section, brief};
use crate::{
    app::{
        asked::Asked,
        fields::Fields,
        page::Page,
        part::{
            form::{self, Line},
            icon, list, time,
        },
        state::App,
        things::Things,
        view::View,
        words::plan as say,
    },
    failure::Failure,
    words::InWords as _,
};

/// The stops of a day.
pub static SCREEN: Screen = Screen {
    path: "/plan",
    title: say::TITLE,
    about: say::ABOUT,
    go: Some('d'),
    section: Section::Day,
    icon: "today",
    routes,
};

fn routes() -> Router<App> {
    Router::new()
        .route("/plan", get(shown).post(making::make))
        .route("/plan/order", post(making::order))
        .route("/plan/state", post(making::state))
        .route("/plan/out", post(making::take_out))
        .route("/plan/learned", post(making::learned))
}

/// `GET /plan`.
async fn shown(asked: Asked) -> Response {
    asked.page(|view| page(view, view.query(), &making::Remark::default())).await
}

/// The page of a day, with the form to plan more of it as far as it was filled in.
fn page(view: &View, fields: &Fields, remark: &making::Remark) -> Result<Page, Failure> {
    let day = fields.day("day", &view.clock)?.unwrap_or(view.clock.today());
    let plan = view.book.day_plan(day)?;
    let things = Things::of(view)?;
    let title = say::of(&named(view, day));
    let body = html! {
        header.title { h1 { (title) } (summary(view, &plan)) }
        (days(view, day))
        @if plan.stops.is_empty() { (list::empty(say::EMPTY, say::EMPTY_MORE, None)) }
        @else {
            ol.plain.stops { @for (number, stop) in plan.stops.iter().enumerate() { (line(view, number + 1, day <= view.clock.today(), stop, &things)) } }
            (deeds(view, day, &plan))
            (packing::packing(&plan))
        }
        @if day == view.clock.today() { (unlearned(view)?) }
        (making::form(view, fields, remark, day, &plan, &things)?)
    };
    Ok(Page::new(&SCREEN, title, body))
}

/// "Monday 30 November".
fn named(view: &View, day: Day) -> String {
    if day == view.clock.today() { view.clock.say_today() } else { view.clock.exact_day(day) }
}

fn summary(view: &View, plan: &DayPlan) -> Markup {
    let to_come = plan.stops.iter().filter(|stop| stop.state == TouchpointState::Planned);
    let first = to_come.clone().find_map(|stop| stop.leave_at);
    html! {
        @if !plan.stops.is_empty() {
            p.faint {
                (say::stops(plan.stops.len(), to_come.count()))
                @if plan.meters > 0 { " · " (say::distance(plan.meters)) }
                @if let Some(at) = first { " · " strong { (time::time(view, at, &say::leave(&hour(view, at)))) } }
            }
        }
    }
}

/// The day before, the day after, and any other.
fn days(view: &View, day: Day) -> Markup {
    let link = |day: Option<Day>, label: &str| {
        html! { @if let Some(day) = day { a.button.quiet href={ "/plan?day=" (day) } { (label) } } }
    };
    html! {
        nav.days.on-screen aria-label=(say::DAYS) {
            (link(day.pred_opt(), say::BEFORE))
            @if day != view.clock.today() { a.button.quiet href="/plan" { (say::TODAY) } }
            (link(day.succ_opt(), say::AFTER))
            form method="get" action="/plan" data-at-once {
                label.unseen for="which-day" { (say::ANOTHER_DAY) }
                input #which-day type="date" name="day" value=(day);
                noscript { button { (say::SHOW) } }
            }
        }
    }
}

fn line(view: &View, number: usize, today: bool, stop: &DayStop, things: &Things) -> Markup {
    let planned = stop.state == TouchpointState::Planned;
    let name = stop.place.as_ref().map_or(say::SOMEWHERE, |place| place.name.as_str());
    let bring: Vec<String> = stop.bring.iter().map(|(item, count)| things.counted(item, *count)).collect();
    html! {
        li.stop id={ "stop-" (stop.id) } data-item {
            p.at { span.unseen { (number) ", " } (time::time(view, stop.at, &hour(view, stop.at))) }
            div.what {
                h2 {
                    @match &stop.place {
                        Some(place) if planned => a href=(brief::of(place.id)) { (name) },
                        Some(place) => a href={ "/partners/" (place.id) } { (name) },
                        None => (name),
                    }
                    @if stop.state == TouchpointState::Done { " " span.tag.done { (icon::named("check")) (say::DONE) } }
                    @else if !planned { " " span.tag { (stop.state.words()) } }
                }
                @if let Some(at) = stop.leave_at { p.small { (say::leave(&hour(view, at))) } }
                @if !stop.purpose.is_empty() { p { (stop.purpose) } }
                @if !bring.is_empty() { p.faint { @if planned { (say::BRING) } @else { (say::LEFT) } " " (bring.join(", ")) } }
                @if !stop.address.is_empty() { (address(&stop.address)) }
            }
            (stop_deeds(view, today, stop))
        }
    }
}

/// One tap says that it happened; before its day, one tap leads to the brief. The rest is a tap further.
fn stop_deeds(view: &View, today: bool, stop: &DayStop) -> Markup {
    let id = stop.id.to_string();
    let state = |state: &str, label: &Markup, class: &str| {
        form::deed(view, "/plan/state", &[("id", &id), ("state", state)], label, class)
    };
    if stop.state != TouchpointState::Planned {
        return html! { div.deeds { a.button.quiet href={ "/edit/" (stop.id) } { (say::ADD_TO_IT) } } };
    }
    html! {
        div.deeds {
            @if today {
                (state("done", &html! { (icon::named("check")) (say::HAPPENED) }, ""))
            } @else if let Some(place) = &stop.place {
                a.button href=(brief::of(place.id)) { (say::BRIEF) }
            }
            details.later {
                summary.button.quiet { (say::ELSE) }
                div.menu {
                    @if let Some(place) = &stop.place {
                        a.button.quiet href=(list::address("/log", [("at", place.id.to_string().as_str())])) data-dialog { (say::LOG_MORE) }
                    }
                    (state("missed", &html! { (say::MISSED) }, "quiet"))
                    (form::deed(view, "/plan/out", &[("id", &id)], &html! { (say::TAKE_OUT) }, "quiet"))
                }
            }
        }
    }
}

fn deeds(view: &View, day: Day, plan: &DayPlan) -> Markup {
    let to_come = plan.stops.iter().filter(|stop| stop.state == TouchpointState::Planned).count();
    html! {
        div.deeds {
            @if to_come > 2 {
                (form::deed(view, "/plan/order", &[("day", &day.to_string())], &html! { (say::ORDER) }, ""))
            }
            p.hint { (say::PRINT_HINT) }
        }
    }
}

/// Visits of which nothing was learned yet.
fn unlearned(view: &View) -> Result<Markup, Failure> {
    let visits = view.book.coaching()?.unlearned;
    Ok(html! {
        @if !visits.is_empty() {
            section.on-screen { h2 { (say::LEARNED) }
                ul.plain.learned { @for one in &visits {
                    @let who: Vec<&str> = one.who.iter().map(|who| who.name.as_str()).collect();
                    @let label = format!("{}, {}", who.join(", "), view.clock.say(one.at));
                    li { (form::form_with(view.token(), "/plan/learned", "inline deeds", &html! {
                        input type="hidden" name="id" value=(one.touchpoint);
                        div.field {
                            label for={ "learned-" (one.touchpoint) } { (label) }
                            input id={ "learned-" (one.touchpoint) } name="intel" required autocomplete="off";
                        }
                        button { (say::KEEP) }
                    })) }
                } }
            }
        }
    })
}

/// An address, with a map that is told the address and nothing else.
pub fn address(address: &str) -> Markup {
    let line = address.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ");
    let asked = utf8_percent_encode(&line, NON_ALPHANUMERIC).to_string();
    html! {
        p.faint.address {
            (line) " "
            span.on-screen {
                a href={ "https://www.openstreetmap.org/search?query=" (asked) } rel="noreferrer" target="_blank" { (say::MAP) } " "
                a href={ "geo:0,0?q=" (asked) } { (say::MAP_APP) }
            }
        }
    }
}

/// The time of day: "14:05".
fn hour(view: &View, at: Instant) -> String {
    let written = view.clock.for_a_field(at);
    written.split_once('T').map_or(written.clone(), |(_, hour)| hour.to_owned())
}

/// The day's field, as every form of this page sends it.
fn day_field(day: Day) -> Markup {
    let value = day.to_string();
    html! { (Line { name: "day", label: say::DAY, value: &value, kind: "date", ..Line::default() }.show()) }
}
