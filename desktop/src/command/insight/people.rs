//! How far people come, what goes to and fro, and who leads to whom.

use rapport_core::{
    model::view::Insight,
    practice::{
        funnel::{Cohort, FirstTouches, Funnel},
        introductions::Introduced,
        partners::{ContactStanding, Partners, TopTen},
        reciprocity::{Reciprocities, Total},
    },
};

use super::{Told, line};
use crate::{
    desk::Desk,
    screen::{Cell, Ink, Table},
    words::{InWords as _, insight as say},
};

/// How many lines are shown of what may be long.
const SHOWN: usize = 12;

pub fn funnel(_: &Desk, insight: &Insight<Funnel>) -> Told {
    let found = &insight.found;
    let mut table = Table::default();
    table.row([
        Cell::new(Ink::Faint, "first contact"),
        Cell::new(Ink::Faint, "contacted"),
        Cell::new(Ink::Faint, "met"),
        Cell::new(Ink::Faint, "referred"),
        Cell::new(Ink::Faint, "partners"),
    ]);
    let row = |table: &mut Table, label: String, cohort: &Cohort| {
        table.row([
            label.into(),
            cohort.contacted.to_string().into(),
            cohort.met.hits.to_string().into(),
            cohort.referred.hits.to_string().into(),
            cohort.partners.hits.to_string().into(),
        ]);
    };
    for cohort in found.cohorts.iter().take(SHOWN) {
        row(&mut table, format!("{} Q{}", cohort.year, cohort.quarter.unwrap_or(0)), cohort);
    }
    row(&mut table, "all".to_owned(), &found.together);
    let meaning = format!(
        "Partners: {}. {} says one in {}.",
        say::share(&found.together.partners),
        say::origin(found.folklore.origin),
        say::number(if found.folklore.value > 0.0 { 1.0 / found.folklore.value } else { 0.0 })
    );
    Told::new("From contact to partner", table, meaning)
}

pub fn touches(_: &Desk, insight: &Insight<FirstTouches>) -> Told {
    let FirstTouches { own, folklore } = &insight.found;
    let mut table = Table::default();
    let median = own
        .median_touches
        .map_or_else(|| "not yet known: less than half ever referred".to_owned(), |touches| touches.to_string());
    line(&mut table, "half referred by touch", median);
    line(&mut table, "referred", own.referred.to_string());
    line(&mut table, "not yet", own.open.to_string());
    let meaning = format!(
        "{} says {} on average. Those who never referred count as far as they have come.",
        say::origin(folklore.origin),
        say::number(folklore.value)
    );
    Told::new("Touches to a first referral", table, meaning)
}

pub fn partners(desk: &Desk, insight: &Insight<Partners>) -> Told {
    let found = &insight.found;
    let mut active = Table::default();
    for one in found.active.iter().take(SHOWN) {
        let last = one.last_touch.map(|at| format!("last {}", desk.clock.ago(at))).unwrap_or_default();
        active.row([
            desk.name(one.who).into(),
            one.stage.words().into(),
            say::count(one.inbound_in_a_year, "referral").into(),
            Cell::new(Ink::Faint, last),
        ]);
    }
    let mut stages = Table::default();
    for (stage, count) in &found.stages {
        stages.row([stage.words().into(), count.to_string().into()]);
    }
    partners_in_short(desk, insight).with("Active", active).with("Stages", stages)
}

pub fn partners_in_short(_: &Desk, insight: &Insight<Partners>) -> Told {
    let found = &insight.found;
    let mut table = Table::default();
    line(&mut table, "active", found.count.to_string());
    line(&mut table, "enough", say::number(found.goal.value));
    let missing = found.goal.value - rapport_core::practice::statistics::real(found.count);
    let meaning = if missing > 0.0 {
        format!("{} more would be enough. Referrals go both ways with a partner.", say::number(missing))
    } else {
        "That is enough. Referrals go both ways with a partner.".to_owned()
    };
    Told::new("Partners", table, meaning)
}

pub fn standing(desk: &Desk, insight: &Insight<ContactStanding>) -> Told {
    let found = &insight.found;
    let (standing, evidence) = (&found.standing, &found.standing.evidence);
    let mut table = Table::default();
    let stage = match (standing.pinned, &standing.computed) {
        (true, computed) if *computed != standing.stage => {
            format!("{}, as you said; else {}", standing.stage.words(), computed.words())
        }
        _ => standing.stage.words().to_owned(),
    };
    line(&mut table, "stage", stage);
    for (label, at) in [
        ("first touch", evidence.first_touch),
        ("first talk", evidence.first_two_way),
        ("met", evidence.first_met),
        ("last touch", evidence.last_touch),
        ("first referral", found.first_referral),
    ] {
        if let Some(at) = at {
            line(&mut table, label, desk.clock.say_both(at));
        }
    }
    line(&mut table, "referrals", format!("{} in, {} out", evidence.inbound, evidence.outbound));
    if evidence.introductions > 0 {
        line(&mut table, "introductions", say::count(evidence.introductions, "meeting"));
    }
    let reached = if found.first_referral.is_some() { "before they referred" } else { "so far" };
    line(
        &mut table,
        "touches",
        format!("{} {reached}; folklore says {}", found.touches, say::number(found.touches_said.value)),
    );
    let mut account = Table::default();
    let totals = &found.reciprocity;
    for (label, total) in [
        ("value to them", totals.value_out),
        ("value from them", totals.value_in),
        ("referrals to them", totals.referrals_out),
        ("referrals from them", totals.referrals_in),
    ] {
        line(&mut account, label, faded(total));
    }
    let ready = &found.readiness;
    let meaning = if ready.ready {
        format!("You may ask: {} given, and nothing promised is open.", ready.gives)
    } else {
        let lacks: Vec<&str> = ready.lacks.iter().map(|lack| say::lack(*lack)).collect();
        format!("Not yet the time to ask: {} ({} of {} gives).", lacks.join(", "), ready.gives, ready.gives_needed)
    };
    let who = insight.names.first().map_or_else(String::new, |named| named.name.clone());
    Told::new(who, table, meaning).with("To and fro, gifts left out", account)
}

fn faded(total: Total) -> String {
    if total.n == 0 { "none".to_owned() } else { format!("{}, weighing {:.1} today", total.n, total.weight) }
}

pub fn reciprocity(desk: &Desk, insight: &Insight<Reciprocities>) -> Told {
    let mut table = Table::default();
    if !insight.found.contacts.is_empty() {
        table.row(
            ["", "value to", "value from", "referrals to", "referrals from"].map(|label| Cell::new(Ink::Faint, label)),
        );
    }
    for with in insight.found.contacts.iter().take(SHOWN) {
        let cell = |total: Total| Cell::from(if total.n == 0 { String::new() } else { format!("{:.1}", total.weight) });
        let totals = &with.totals;
        table.row([
            desk.name(with.who).into(),
            cell(totals.value_out),
            cell(totals.value_in),
            cell(totals.referrals_out),
            cell(totals.referrals_in),
        ]);
    }
    Told::new(
        "To and fro",
        table,
        "Each weighs half after the half-life. These are four accounts and no debt: nothing here is to be paid back. Gifts are left out.",
    )
}

pub fn introductions(desk: &Desk, insight: &Insight<Introduced>) -> Told {
    let mut table = Table::default();
    for origin in insight.found.origins.iter().take(SHOWN) {
        let names: Vec<String> = origin.introduced.iter().take(3).map(|who| desk.name(*who)).collect();
        table.row([
            desk.name(origin.who).into(),
            format!("{} below", origin.descendants).into(),
            say::count(origin.downstream, "referral").into(),
            Cell::new(Ink::Faint, names.join(", ")),
        ]);
    }
    let mut unthanked = Table::default();
    for one in insight.found.unthanked.iter().take(SHOWN) {
        unthanked.row([desk.name(one.by).into(), Cell::new(Ink::Faint, format!("for {}", desk.name(one.whom)))]);
    }
    let meaning = "One ball moves the next. A thank-you is logged about the one introduced:  rapport log WHO --kind mail --about WHOM";
    Told::new("Introductions", table, meaning).with("Not yet thanked", unthanked)
}

pub fn top_ten(desk: &Desk, insight: &Insight<TopTen>) -> Told {
    let found = &insight.found;
    let mut table = Table::default();
    for one in &found.contacts {
        let claims = one.claimed.map_or_else(|| "claims nothing".to_owned(), |claimed| format!("claims {claimed}"));
        table.row([
            desk.name(one.who).into(),
            one.stage.words().into(),
            claims.into(),
            Cell::new(Ink::Faint, say::count(one.inbound, "referral")),
        ]);
    }
    let meaning = format!(
        "Together they claim to reach {} people. Nobody checked it; {} says {} each.",
        found.claimed,
        say::origin(found.folklore.origin),
        say::number(found.folklore.value)
    );
    Told::new("The ten on the map", table, meaning)
}
