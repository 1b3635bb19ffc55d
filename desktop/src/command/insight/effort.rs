//! What one did, whether promises were kept, and the numbers that practitioners tell each other.

use std::collections::BTreeMap;

use rapport_core::{
    model::{Day, view::Insight},
    practice::effort::{Kept, Year},
};
use serde_json::json;

use super::{Told, line};
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    screen::{Cell, Ink, Table},
    words::insight as say,
};

pub fn promises(_: &Desk, insight: &Insight<Kept>) -> Told {
    let found = &insight.found;
    let mut table = Table::default();
    line(&mut table, "kept", say::share(&found.kept));
    line(&mut table, "in time, where that is known", say::share(&found.in_time));
    let ink = if found.overdue > 0 { Ink::Amber } else { Ink::Plain };
    line(&mut table, "overdue", Cell::new(ink, found.overdue.to_string()));
    line(&mut table, "let go", found.let_go.to_string());
    Told::new("Promises", table, "Do exactly what you said. Promises without a date are in no share.")
}

pub fn calendar(desk: &Desk, insight: &Insight<Year>) -> Told {
    let mut months = BTreeMap::<String, (usize, u64)>::new();
    for active in &insight.found.days {
        let month = months.entry(active.day.format("%m %B").to_string()).or_default();
        month.0 += 1;
        month.1 += active.touches;
    }
    let mut table = Table::default();
    for (month, (days, touches)) in months {
        let name = month.split_once(' ').map_or(month.as_str(), |(_, name)| name);
        table.row([
            name.into(),
            say::count(touches, "touch").replace("touchs", "touches").into(),
            Cell::new(Ink::Faint, format!("on {}", say::count(days as u64, "day"))),
        ]);
    }
    weeks(desk, insight).with(&insight.found.year.to_string(), table)
}

pub fn weeks(_: &Desk, insight: &Insight<Year>) -> Told {
    let found = &insight.found;
    let weekly = &found.weekly;
    let mut table = Table::default();
    line(&mut table, "this week", format!("{} of {}", weekly.this_week, weekly.minimum));
    line(&mut table, "weeks with enough", say::share(&weekly.reached));
    line(&mut table, "in a row", say::count(weekly.streak, "week"));
    if let Some(signature) = &found.signature {
        line(&mut table, "visits with your signature gift", say::share(&signature.brought));
        line(&mut table, "in a row", say::count(signature.streak, "visit"));
    }
    let last: Option<Day> = found.days.last().map(|active| active.day);
    let meaning = match last {
        Some(_) => "Isolation is deadly to a practice: a gentle minimum, week by week. Weeks away don't count.",
        None => "",
    };
    Told::new("Week by week", table, meaning)
}

pub fn folklore(desk: &Desk) -> Result<Said, Failure> {
    let numbers = desk.book.folklore()?;
    let mut table = Table::default();
    for number in &numbers {
        let edited = (number.value - number.default).abs() > f64::EPSILON;
        let shipped = if edited { format!("shipped as {}, ", say::number(number.default)) } else { String::new() };
        table.row([
            say::folklore(&number.name).into(),
            Cell::new(if edited { Ink::Strong } else { Ink::Plain }, say::number(number.value)),
            Cell::new(Ink::Faint, number.name.as_str()),
            Cell::new(Ink::Faint, format!("{shipped}{}", say::origin(number.origin))),
        ]);
    }
    let meaning = "Folklore: what practitioners tell each other. Your own figures stand beside them in each insight. Edit one:  rapport edit practice folklore:touches_before_referral=5  or  target:active_partners=5";
    let text = format!(
        "{}\n{}\n\n{}",
        desk.screen.heading("Folklore"),
        table.show(&desk.screen),
        textwrap::fill(meaning, desk.screen.width())
    );
    Ok(Said::new(json!({ "folklore": numbers }), text))
}
