//! Where somebody is in a playbook, and why a line is on Today.

use rapport_core::model::{
    Day,
    view::{Standing, StepAfter, Why},
};

use crate::when::Clock;

/// How an enrolment stands; `due` is its open step's day.
pub fn standing(standing: &Standing, due: Option<Day>, clock: &Clock) -> String {
    let day = due.map(|due| clock.say_day(due)).unwrap_or_default();
    match standing {
        Standing::Due => format!("due {day}"),
        Standing::Waiting => format!("comes {day}"),
        Standing::Held { gives, needs } => format!("waits until enough was given: {gives} of {needs}"),
        Standing::Quiet { until } => format!("quiet until {}", clock.say_day(*until)),
        Standing::Undated => "whenever it comes".to_owned(),
        Standing::Paused { since: Some(since) } => format!("paused since {}", clock.say_day(*since)),
        Standing::Paused { since: None } => "the playbook is paused".to_owned(),
        Standing::Left { on } => format!("left {}", clock.say_day(*on)),
        Standing::Finished => "at its end".to_owned(),
    }
}

/// Why a line is on Today.
pub fn why(why: &Why, clock: &Clock) -> String {
    match why {
        Why::Waits { minutes } => format!("somebody has waited for {}", span(*minutes)),
        Why::Unthanked { hours } => format!("not thanked for {}", span(hours * 60)),
        Why::Promised { days_late: 0 } => "promised for today".to_owned(),
        Why::Promised { days_late } => format!("promised, {} late", many(*days_late, "day")),
        Why::Step { days_late, after } => {
            let late = if *days_late > 0 { format!("{} late, ", many(*days_late, "day")) } else { String::new() };
            format!("{late}{}", step_after(after, clock))
        }
        Why::Planned { leave_at, lead_min } => format!("leave {}, {lead_min} minutes before", clock.say(*leave_at)),
        Why::Unlogged { days: 0 } => "was planned for earlier today; did it happen?".to_owned(),
        Why::Unlogged { days } => format!("was planned {} ago; did it happen?", many(*days, "day")),
        Why::RunsOut { there, lately, weeks, .. } if *there <= 0 => {
            format!("none left, and {lately} went in {}", many(*weeks, "week"))
        }
        Why::RunsOut { there, lately, weeks, in_days } => {
            format!("{there} left, {lately} went in {}: enough for {}", many(*weeks, "week"), many(*in_days, "day"))
        }
        Why::LosingTouch { days_since: None, interval_days, .. } => {
            format!("never in touch, meant every {}", many(*interval_days, "day"))
        }
        Why::LosingTouch { days_since: Some(since), interval_days, .. } => {
            format!("{} since the last touch, meant every {}", many(*since, "day"), many(*interval_days, "day"))
        }
    }
}

fn step_after(after: &StepAfter, clock: &Clock) -> String {
    match after {
        StepAfter::Enrolment { on } => format!("in the playbook since {}", clock.say_day(*on)),
        StepAfter::Step { title, on } => format!("after “{title}” {}", clock.say_day(*on)),
        StepAfter::Yearly { on } => format!("each year, for {}", clock.say_day(*on)),
    }
}

/// A page as one can open it: `linkedin:ana-ruiz` stays, `web:example.org` becomes an address.
pub fn link(channel: &str) -> String {
    match channel.split_once(':') {
        Some(("web", page)) if !page.contains("://") => format!("https://{page}"),
        Some((_, page)) if page.contains("://") => page.to_owned(),
        _ => channel.to_owned(),
    }
}

fn span(minutes: i64) -> String {
    match minutes {
        ..60 => many(minutes, "minute"),
        60..2_880 => many(minutes / 60, "hour"),
        _ => many(minutes / 1_440, "day"),
    }
}

fn many(count: i64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
