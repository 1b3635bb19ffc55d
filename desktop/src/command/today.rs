//! `rapport today`: what to do now, and why.

use clap::Args;
use rapport_core::model::{
    Day, Owes,
    view::{ContactDue, Line, Named, PlannedDue, PromiseDue, ReferralDue, StepDue, StockDue, Today, Why},
};

use super::{gives::key, stock::named};
use crate::{
    desk::Desk,
    failure::Failure,
    json::Said,
    names::short,
    screen::{Cell, Ink, Table},
    sheet::DOT,
    words::{self, InWords as _},
};

/// What to do now, and why.
///
/// Referrals that wait for an answer, thank-yous owed, promises due, steps of playbooks, what was planned, what runs out, and
/// whom you are losing touch with.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport today
  rapport today --why
  rapport done 1a2b3c                 a promise was kept
  rapport snooze 1a2b3c \"1 week\"      not now")]
pub struct ShowToday {
    /// Say why each line is there
    #[arg(long)]
    why: bool,
}

impl ShowToday {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        let today = desk.book.today()?;
        let sections: Vec<String> = [
            section(desk, "Waiting for an answer", &referrals(desk, &today.unanswered)),
            section(desk, "Thank-yous owed", &referrals(desk, &today.thanks_owed)),
            section(desk, "Promises", &promises(desk, today.day, &today.promises)),
            section(desk, "Playbooks", &steps(desk, &today.steps)),
            section(desk, "Planned", &plans(desk, &today.planned)),
            section(desk, "Running out", &stock(desk, &today.stock)),
            section(desk, "Losing touch", &losing_touch(desk, &today)),
        ]
        .into_iter()
        .flatten()
        .collect();
        let heading = desk.screen.heading(&desk.clock.say_today());
        let text = if self.why {
            format!("{heading}\n\n{}", reasons(desk, &today).show(&desk.screen))
        } else if sections.is_empty() {
            format!("{heading}\n\n{}", nothing(desk)?)
        } else {
            format!("{heading}\n\n{}\n\n{}", sections.join("\n\n"), desk.screen.hint(&next(&today)))
        };
        Ok(Said::new(today, text))
    }
}

fn section(desk: &Desk, title: &str, rows: &Table) -> Option<String> {
    (!rows.is_empty()).then(|| format!("{}\n{}", desk.screen.heading(title), rows.show(&desk.screen)))
}

fn referrals(desk: &Desk, due: &[ReferralDue]) -> Table {
    let mut table = Table::default();
    for referral in due {
        let since = referral.received.map(|at| format!("came {}", desk.clock.ago(at))).unwrap_or_default();
        let from = referral.from.as_ref().map_or("from nobody named", |from| from.name.as_str());
        table.row([Cell::new(Ink::Faint, &referral.code), from.into(), Cell::new(Ink::Amber, since)]);
    }
    table
}

fn promises(desk: &Desk, today: Day, due: &[PromiseDue]) -> Table {
    let mut table = Table::default();
    for promise in due {
        let who = promise.to.as_ref().map(|to| match promise.owes {
            Owes::Them => format!("{DOT}promised by {}", to.name),
            _ => format!("{DOT}to {}", to.name),
        });
        let text = format!("{}{}", promise.text, who.unwrap_or_default());
        let when = promise.due.map(|due| desk.clock.say_day(due)).unwrap_or_default();
        let late = promise.due.is_some_and(|due| due < today);
        let ink = if late { Ink::Amber } else { Ink::Plain };
        table.row([Cell::new(Ink::Faint, short(promise.id)), text.into(), Cell::new(ink, format!("due {when}"))]);
    }
    table
}

fn steps(desk: &Desk, due: &[StepDue]) -> Table {
    let mut table = Table::default();
    for StepDue { who, playbook, step, .. } in due {
        let what = format!("{}{DOT}{}", step.title, who.name);
        let of = format!("{} of {} in “{}”", step.number, step.of, playbook.name);
        let when = step.due.map(|due| desk.clock.say_day(due)).unwrap_or_default();
        table.row([
            Cell::new(Ink::Faint, short(who.id)),
            what.into(),
            of.into(),
            Cell::new(Ink::Plain, format!("due {when}")),
        ]);
    }
    table
}

/// Every line with why it is there.
fn reasons(desk: &Desk, today: &Today) -> Table {
    let mut table = Table::default();
    let mut row = |line: &Line, what: String| {
        table.row([what.into(), Cell::new(Ink::Amber, words::why(&line.why, &desk.clock))]);
    };
    for referral in &today.unanswered {
        row(&referral.line, format!("answer {}", referral.code));
    }
    for referral in &today.thanks_owed {
        row(&referral.line, format!("thank for {}", referral.code));
    }
    for promise in &today.promises {
        row(&promise.line, promise.text.clone());
    }
    for step in &today.steps {
        row(&step.line, format!("{}{DOT}{}", step.step.title, step.who.name));
    }
    for plan in &today.planned {
        let place = plan.place.as_ref().map(|place| format!("{DOT}{}", place.name));
        row(&plan.line, format!("{}{}", plan.kind.words(), place.unwrap_or_default()));
    }
    for item in &today.stock {
        row(&item.line, named(&item.name, &item.version));
    }
    for contact in &today.losing_touch {
        row(&contact.line, contact.who.name.clone());
    }
    table
}

fn plans(desk: &Desk, planned: &[PlannedDue]) -> Table {
    let mut table = Table::default();
    for plan in planned {
        let place = plan.place.as_ref().map(|Named { name, .. }| format!("{DOT}{name}"));
        let what = format!("{}{}", plan.kind.words(), place.unwrap_or_default());
        let ink = if plan.at < desk.clock.now() { Ink::Amber } else { Ink::Plain };
        table.row([Cell::new(Ink::Faint, short(plan.id)), what.into(), Cell::new(ink, desk.clock.say(plan.at))]);
    }
    table
}

fn stock(desk: &Desk, due: &[StockDue]) -> Table {
    let mut table = Table::default();
    for item in due {
        let there = if let Why::RunsOut { there, .. } = item.line.why { there } else { 0 };
        let left = if there > 0 {
            format!("{there} there, until {}", desk.clock.say_day(item.runs_out))
        } else {
            "none left".to_owned()
        };
        table.row([
            Cell::new(Ink::Faint, key(&item.item, item.id)),
            Cell::from(named(&item.name, &item.version)),
            Cell::new(Ink::Amber, left),
        ]);
    }
    table
}

fn losing_touch(desk: &Desk, today: &Today) -> Table {
    let mut table = Table::default();
    for ContactDue { who, last_touch, interval_days, .. } in &today.losing_touch {
        let last = last_touch.map_or("never met".to_owned(), |at| format!("last {}", desk.clock.ago(at)));
        let why = format!("{last}, meant every {}", interval(*interval_days));
        table.row([Cell::new(Ink::Faint, short(who.id)), who.name.as_str().into(), Cell::new(Ink::Amber, why)]);
    }
    if today.losing_touch_more > 0 {
        table.row([Cell::default(), Cell::new(Ink::Faint, format!("and {} more", today.losing_touch_more))]);
    }
    table
}

fn interval(days: i64) -> String {
    match days {
        1 => "day".to_owned(),
        7 => "week".to_owned(),
        days if days % 7 == 0 && days < 60 => format!("{} weeks", days / 7),
        30 | 31 => "month".to_owned(),
        days @ 60..=364 if days % 30 <= 5 => format!("{} months", days / 30),
        365 => "year".to_owned(),
        days => format!("{days} days"),
    }
}

/// An empty day says so, and an empty book teaches its first step.
fn nothing(desk: &Desk) -> Result<String, Failure> {
    let known = !desk.book.list(&rapport_core::model::Kind::Contact, None, 1)?.items.is_empty();
    Ok(if known {
        "Nothing is due today.".to_owned()
    } else {
        "The book is empty. Put the first place into it:\n  rapport add place \"Oak Street Family Medicine\" --sector primary_care".to_owned()
    })
}

/// What may be typed next, from what stands there.
fn next(today: &Today) -> String {
    let mut next = Vec::new();
    if let Some(referral) = today.unanswered.first() {
        next.push(format!("rapport referral answered {}", referral.code));
    } else if let Some(referral) = today.thanks_owed.first() {
        next.push(format!("rapport referral thanked {}", referral.code));
    }
    if let Some(promise) = today.promises.first() {
        next.push(format!("rapport done {}", short(promise.id)));
        next.push(format!("rapport snooze {} \"1 week\"", short(promise.id)));
    } else if let Some(step) = today.steps.first() {
        next.push(format!("rapport step done \"{}\"", step.who.name));
    } else if let Some(plan) = today.planned.first() {
        next.push(format!("rapport done {}", short(plan.id)));
    } else if let Some(item) = today.stock.first() {
        next.push(format!("rapport stock {} +100", key(&item.item, item.id)));
    } else if let Some(due) = today.losing_touch.first() {
        next.push(format!("rapport log \"{}\"", due.who.name));
    }
    next.join(DOT)
}
