//! Channels, offices, and gifts.

use rapport_core::{
    model::view::Insight,
    practice::{
        coverage::{Channels, Covered, Offices},
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
        table.row([
            desk.name(office.place).into(),
            cell(office.desk),
            cell(office.router),
            cell(office.provider),
            Cell::new(Ink::Amber, warning),
        ]);
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
        let left = one.left_minor.map(|left| {
            let ink = if left < 0 { Ink::Red } else { Ink::Plain };
            let said = if left < 0 { format!("{} over", money(-left)) } else { format!("{} left", money(left)) };
            Cell::new(ink, said)
        });
        let unknown = if one.without_cost > 0 { format!("{} without a cost", one.without_cost) } else { String::new() };
        table.row([
            desk.name(one.who).into(),
            say::count(one.gifts, "gift").into(),
            money(one.given_minor).into(),
            left.unwrap_or_default(),
            Cell::new(Ink::Faint, unknown),
        ]);
    }
    let meaning = match &found.limit {
        Some(limit) => format!("Limit {}. {}", money(limit.minor), say::limit(limit.source)),
        None => "No limit is known for this country and year. This counts; it is no legal advice.".to_owned(),
    };
    Told::new(format!("Gifts in {}", found.year), table, meaning)
}

/// An amount in a currency of hundred parts: "535.00".
fn money(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, (minor % 100).abs())
}
