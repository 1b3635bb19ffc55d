//! Channels, offices, and gifts.

use rapport_core::{
    model::view::Insight,
    practice::{
        channels::Channels,
        coverage::{Covered, Offices},
        gift_year::GiftYear,
    },
};

use super::Told;
use crate::{
    desk::Desk,
    screen::{Cell, Ink, Table},
    words::insight as say,
};

/// How many lines are shown of what may be long.
const SHOWN: usize = 12;

pub fn channels(desk: &Desk, insight: &Insight<Channels>) -> Told {
    let found = &insight.found;
    let mut table = Table::default();
    for channel in &found.sorts {
        let wanted = if channel.desired { "" } else { "not asked of everybody" };
        table.row([
            channel.sort.as_str().into(),
            format!("known of {}", channel.known).into(),
            format!("verified of {}", channel.verified).into(),
            Cell::new(Ink::Faint, wanted),
        ]);
    }
    let mut missing = Table::default();
    for one in found.missing.iter().take(SHOWN) {
        missing.row([desk.name(one.who).into(), Cell::new(Ink::Faint, one.sorts.join(", "))]);
    }
    let meaning = format!(
        "Verified: {} of what one would like to have. Add what is missing:  rapport edit WHO email=…",
        say::share(&found.verified)
    );
    Told::new("Ways to reach people", table, meaning).with("Missing", missing)
}

pub fn offices(desk: &Desk, insight: &Insight<Offices>) -> Told {
    let found = &insight.found;
    let mut table = Table::default();
    if !found.offices.is_empty() {
        table.row(["", "front desk", "routes", "provider", ""].map(|label| Cell::new(Ink::Faint, label)));
    }
    let cell = |covered: Covered| {
        let ink = if covered == Covered::Touched { Ink::Plain } else { Ink::Amber };
        Cell::new(ink, say::covered(covered))
    };
    for office in found.offices.iter().take(SHOWN) {
        let warning = if office.knows_provider_only() { "only the provider is known" } else { "" };
        let [desk_part, router, provider] = office.parts.each_ref().map(|part| cell(part.covered));
        table.row([desk.name(office.place).into(), desk_part, router, provider, Cell::new(Ink::Amber, warning)]);
    }
    let meaning = format!(
        "Covered, all three touched in 90 days: {}. Front-office staff route referrals: at {} nobody but the provider is known.",
        say::share(&found.covered),
        say::count(found.provider_only, "office")
    );
    Told::new("Offices", table, meaning)
}

pub fn gifts(desk: &Desk, insight: &Insight<GiftYear>) -> Told {
    let found = &insight.found;
    let mut table = Table::default();
    for one in found.recipients.iter().take(SHOWN) {
        let left = one.limit_minor.map(|limit| {
            let left = limit.saturating_sub(one.cost_minor);
            let ink = if left < 0 { Ink::Red } else { Ink::Plain };
            let said =
                if left < 0 { format!("{} over", desk.money(-left)) } else { format!("{} left", desk.money(left)) };
            Cell::new(ink, said)
        });
        let unknown = if one.unpriced > 0 { format!("{} without a cost", one.unpriced) } else { String::new() };
        table.row([
            one.who.name.as_str().into(),
            say::count(one.gifts, "gift").into(),
            desk.money(one.cost_minor).into(),
            left.unwrap_or_default(),
            Cell::new(Ink::Faint, unknown),
        ]);
    }
    let meaning = match &found.limit {
        Some(limit) => format!("Limit {}. {}", desk.money(limit.minor), say::limit(limit.source)),
        None => "No limit is known for this country and year. This counts; it is no legal advice.".to_owned(),
    };
    Told::new(format!("Gifts in {}", found.year), table, meaning)
}
