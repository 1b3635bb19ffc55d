//! What one did: a year of days, and whether promises were kept.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use maud::{Markup, html};
use rapport_core::{
    model::view::Insight,
    practice::effort::{Kept, Year},
};

use super::{
    sources::shares,
    told::{Told, plain, told},
};
use crate::{
    app::{
        part::{
            chart::{Calendar, Ink},
            list,
        },
        view::View,
        words::insight as say,
    },
    failure::Failure,
    words::insight::{count, percent, share},
};

pub fn promises(_: &View, insight: &Insight<Kept>) -> Told {
    let found = &insight.found;
    let parts = [(say::KEPT, &found.kept), (say::KEPT_IN_TIME, &found.in_time)];
    let rows = parts.map(|(label, part)| vec![label.to_owned(), share(part)]).into_iter().chain([
        vec![say::OVERDUE.to_owned(), found.overdue.to_string()],
        vec![say::LET_GO.to_owned(), found.let_go.to_string()],
    ]);
    let headings = [(say::WHAT, false), (say::SHARE, true)];
    Told::new(say::PROMISES_MEAN)
        .figure(found.kept.share.map_or_else(String::new, percent), say::KEPT.to_lowercase())
        .picture("", shares(say::PROMISES, &parts), plain(say::PROMISES, &headings, rows))
        .next("/promises", say::SEE_PROMISES)
}

/// A year of days; which one, the address says.
pub fn year(view: &View) -> Result<Told, Failure> {
    let insight = view.book.activity(view.query().read_as::<i32>("year")?)?;
    Ok(told(view, &insight, calendar))
}

fn calendar(view: &View, insight: &Insight<Year>) -> Told {
    let found = &insight.found;
    let mut months = BTreeMap::<u32, (u64, u64)>::new();
    for active in &found.days {
        let month = months.entry(active.day.month()).or_default();
        month.0 += 1;
        month.1 += active.touches;
    }
    let rows = months.iter().map(|(month, (days, touches))| {
        let name = NaiveDate::from_ymd_opt(found.year, *month, 1).map(|day| day.format("%B").to_string());
        vec![name.unwrap_or_default(), days.to_string(), touches.to_string()]
    });
    let headings = [(say::MONTH, false), (say::DAYS, true), (say::TOUCHES_COLUMN, true)];
    let mut meaning = say::weeks(&found.weekly);
    if let Some(signature) = &found.signature {
        meaning = format!("{meaning} {}", say::signature(&share(&signature.brought), signature.streak));
    }
    let mut told = Told::new(meaning)
        .figure(say::this_week(&found.weekly), "this week")
        .picture("", drawn(found), plain(say::YEAR, &headings, rows))
        .next("/log", say::PLAN_DAY);
    told.choose = years(view, found.year);
    told
}

/// The year before, and the one after if it has begun.
fn years(view: &View, year: i32) -> Markup {
    let to = |year: i32| list::address("/insights/year", [("year", year.to_string().as_str())]);
    html! {
        nav.deeds aria-label=(say::YEAR) {
            a.button.quiet href=(to(year - 1)) rel="prev" { (year - 1) span.unseen { " " (say::EARLIER) } }
            strong { (year) }
            @if year < view.clock.today().year() { a.button.quiet href=(to(year + 1)) rel="next" { (year + 1) span.unseen { " " (say::LATER) } } }
        }
    }
}

fn drawn(found: &Year) -> Markup {
    let Some(first) = NaiveDate::from_ymd_opt(found.year, 1, 1) else { return html! {} };
    let offset = first.weekday().num_days_from_monday();
    let place = |day: NaiveDate| {
        let number = day.ordinal0() + offset;
        (number / 7, number % 7)
    };
    let touches: BTreeMap<NaiveDate, u64> = found.days.iter().map(|active| (active.day, active.touches)).collect();
    let all = first.iter_days().take_while(|day| day.year() == found.year);
    let days: Vec<(u32, u32, Ink)> = all
        .map(|day| {
            let (week, weekday) = place(day);
            let ink = match touches.get(&day).copied().unwrap_or(0) {
                0 => Ink::Line,
                1..3 => Ink::Bar1,
                3..6 => Ink::Bar2,
                _ => Ink::Bar3,
            };
            (week, weekday, ink)
        })
        .collect();
    let begins = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(found.year, month, 1));
    let months: Vec<(u32, String)> = begins.map(|day| (place(day).0, day.format("%b").to_string())).collect();
    let keys =
        [(Ink::Line, say::NONE_KEY), (Ink::Bar1, say::FEW_KEY), (Ink::Bar2, say::SOME_KEY), (Ink::Bar3, say::MANY_KEY)];
    let label = format!("{}: {}, {}", found.year, count(touches.len() as u64, "day"), say::AS_TABLE.to_lowercase());
    Calendar { label: &label, keys: &keys, days: &days, months: &months }.show()
}
