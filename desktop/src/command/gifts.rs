//! `rapport gifts`: when a gift is welcome, what may be brought to whom, and what the year's gifts come to.

use clap::Args;
use rapport_core::{
    model::view::{AboutNote, GiftCard, GiftReason},
    practice::gift_year::LimitSource,
};
use serde_json::json;

use super::gives::counted;
use crate::{
    bounds,
    desk::Desk,
    failure::Failure,
    json::Said,
    names::{Prefer, short},
    screen::{Cell, Ink, Table},
    words,
};

/// When a gift is welcome, off-season days too; with WHO, what may be brought to them.
///
/// No suggestion knows who referred whom, or how often.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  rapport gifts                                 the calendar of the next months
  rapport gifts \"Oak Street\"                    what may be brought, allergies, the year's cap
  rapport gifts --deliveries independence_day   where to bring something
  rapport gifts --ledger 2026                   what each was given, and what it cost
  rapport give cookies --to \"Oak Street\" --cost 1450")]
pub struct Gifts {
    /// For whom
    who: Option<String>,
    /// For how many days from today
    #[arg(long, default_value_t = 120, value_parser = bounds::days)]
    days: u32,
    /// Where to bring something for an occasion
    #[arg(long, value_name = "OCCASION", conflicts_with = "who")]
    deliveries: Option<String>,
    /// What was given in a year [default: this one]
    #[arg(long, value_name = "YEAR", num_args = 0..=1, value_parser = bounds::year, conflicts_with_all = ["who", "deliveries"])]
    #[expect(clippy::option_option, reason = "clap's: not asked for, asked for without a year, asked for with one")]
    ledger: Option<Option<i32>>,
}

impl Gifts {
    pub fn run(self, desk: &Desk) -> Result<Said, Failure> {
        if let Some(occasion) = &self.deliveries {
            return deliveries(desk, occasion);
        }
        if let Some(year) = self.ledger {
            return ledger(desk, year);
        }
        match &self.who {
            Some(who) => card(desk, &desk.book.gift_card(desk.contact(who, Prefer::Either)?, self.days)?),
            None => calendar(desk, self.days),
        }
    }
}

fn calendar(desk: &Desk, days: u32) -> Result<Said, Failure> {
    let occasions = desk.book.occasions(days)?;
    let mut rows = Table::default();
    for one in &occasions {
        let gifts = one.gifts.join(", ").replace('_', " ");
        rows.row([
            Cell::from(desk.clock.say_day(one.day)),
            words::occasion(&one.key, &one.name).into(),
            Cell::new(Ink::Faint, words::season(one.season)),
            Cell::new(Ink::Faint, one.key.parse().map_or_else(|_| one.key.clone(), short)),
            gifts.into(),
        ]);
    }
    let heading = desk.screen.heading("Days on which a gift is welcome");
    let hint = desk.screen.hint("Where to bring something:  rapport gifts --deliveries OCCASION");
    Ok(Said::new(json!({ "occasions": occasions }), format!("{heading}\n{}\n\n{hint}", rows.show(&desk.screen))))
}

fn card(desk: &Desk, card: &GiftCard) -> Result<Said, Failure> {
    let mut rows = Table::default();
    let occasions = desk.book.occasions(366)?;
    for one in &card.suggestions {
        let occasion = one.occasion.as_deref().unwrap_or_default();
        let name = occasions.iter().find(|known| known.key == occasion).map_or("", |known| known.name.as_str());
        let when = format!("{}, {}", words::occasion(occasion, name), desk.clock.say_day(one.day));
        let last = match one.reason {
            GiftReason::EveryYear { last } => desk.clock.say_day(last),
            _ => String::new(),
        };
        let clash = (!one.clashes.is_empty()).then(|| format!("careful: {}", one.clashes.join(", ")));
        let over = one.over_cap.then(|| "over the year's cap".to_owned());
        let warning = clash.into_iter().chain(over).collect::<Vec<_>>().join(", ");
        rows.row([
            when.into(),
            one.gift.item.name.as_str().into(),
            Cell::new(Ink::Faint, words::gift_reason(&one.reason, &last)),
            Cell::new(Ink::Amber, warning),
        ]);
    }
    let mut parts = vec![desk.screen.heading(&format!("Gifts for {}", card.who.name))];
    parts.push(if rows.is_empty() { "  nothing in that time".to_owned() } else { rows.show(&desk.screen) });
    parts.extend(notes(desk, "Allergies", &card.allergies));
    parts.extend(notes(desk, "They like", &card.likes));
    let cap = card.cap_minor.map(|cap| format!(" of {} at most", desk.money(cap))).unwrap_or_default();
    parts.push(format!("This year: {}{cap}", desk.money(card.given_minor)));
    if card.streak_years > 1 {
        parts.push(format!("{} years in a row with what you are known for", card.streak_years));
    }
    Ok(Said::new(card, parts.join("\n")))
}

fn notes(desk: &Desk, title: &str, notes: &[AboutNote]) -> Option<String> {
    let mut rows = Table::default();
    for note in notes {
        rows.row([Cell::new(Ink::Faint, &note.who.name), Cell::from(note.text.as_str())]);
    }
    (!rows.is_empty()).then(|| format!("{}\n{}", desk.screen.heading(title), rows.show(&desk.screen)))
}

fn deliveries(desk: &Desk, occasion: &str) -> Result<Said, Failure> {
    let occasions = desk.book.occasions(366)?;
    let meant = occasions.iter().find(|one| {
        let word = words::occasion(&one.key, &one.name).to_lowercase();
        one.key == occasion || word == occasion.to_lowercase() || one.key.ends_with(occasion) && occasion.len() > 3
    });
    let Some(meant) = meant else {
        let known: Vec<&str> = occasions.iter().map(|one| one.key.as_str()).collect();
        return Err(Failure::NotFound(format!("“{occasion}” is no day in the calendar; it has {}", known.join(", "))));
    };
    let list = desk.book.deliveries(&meant.key)?;
    let mut rows = Table::default();
    for stop in &list.stops {
        let allergies: Vec<String> =
            stop.allergies.iter().map(|note| format!("{}: {}", note.who.name, note.text)).collect();
        let (ink, state) = match stop.delivered {
            Some(day) => (Ink::Green, format!("brought {}", desk.clock.say_day(day))),
            None => (Ink::Plain, words::delivery_reason(stop.because).to_owned()),
        };
        rows.row([
            Cell::new(Ink::Faint, short(stop.who.id)),
            stop.who.name.as_str().into(),
            Cell::from(stop.address.lines().collect::<Vec<_>>().join(", ")),
            Cell::new(ink, state),
            Cell::new(Ink::Amber, allergies.join("; ")),
        ]);
    }
    let name = words::occasion(&list.occasion.key, &list.occasion.name);
    let heading = desk.screen.heading(&format!("{name}, {}", desk.clock.say_day(list.occasion.day)));
    let text = if rows.is_empty() {
        format!(
            "{heading}\n  Nobody yet: who gets something this time is here the next. Tier A and the top ten are from the start."
        )
    } else {
        format!("{heading}\n{}", rows.show(&desk.screen))
    };
    Ok(Said::new(list, text))
}

fn ledger(desk: &Desk, year: Option<i32>) -> Result<Said, Failure> {
    let ledger = desk.book.gift_ledger(year)?;
    let (mut totals, mut lines) = (Table::default(), Table::default());
    for total in &ledger.totals {
        let unpriced = if total.unpriced > 0 { format!("{} without a cost", total.unpriced) } else { String::new() };
        let ink = if total.over { Ink::Amber } else { Ink::Plain };
        totals.row([
            total.who.name.as_str().into(),
            Cell::new(ink, desk.money(total.cost_minor)),
            Cell::new(
                Ink::Faint,
                total.limit_minor.map(|limit| format!("of {}", desk.money(limit))).unwrap_or_default(),
            ),
            Cell::new(Ink::Faint, unpriced),
        ]);
    }
    for line in &ledger.lines {
        let who = line.who.iter().map(|who| who.name.as_str()).collect::<Vec<_>>().join(", ");
        let cost = line.cost_minor.map(|cost| desk.money(cost)).unwrap_or_default();
        lines.row([Cell::new(Ink::Faint, desk.clock.say(line.at)), counted(line).into(), who.into(), cost.into()]);
    }
    let heading = desk.screen.heading(&format!("Gifts of {}", ledger.year));
    let cap = ledger.cap_minor.map(|cap| format!("\nAt most {} for each: your own cap", desk.money(cap)));
    let law = ledger.law_minor.map(|law| {
        let said = words::insight::limit(LimitSource::Stark);
        format!("\nAt most {} for a physician. {said}", desk.money(law))
    });
    let limits = cap.into_iter().chain(law).collect::<String>();
    let text = if lines.is_empty() {
        format!("{heading}\n  none")
    } else {
        format!("{heading}\n{}{limits}\n\n{}", totals.show(&desk.screen), lines.show(&desk.screen))
    };
    Ok(Said::new(ledger, text))
}
