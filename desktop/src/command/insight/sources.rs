//! Where referrals come from, how soon they are answered and thanked for, and what becomes of them.

use rapport_core::{
    model::{RecordId, view::Insight},
    practice::{
        concentration::{Concentration, Loss, Mix, Sources},
        funnel::Conversions,
        response::{Response, Thanks},
    },
};

use super::{Told, line};
use crate::{
    desk::Desk,
    screen::{Cell, Ink, Table},
    words::{InWords as _, insight as say},
};

/// How many sources are shown.
const SHOWN: usize = 5;

pub fn mix(_: &Desk, insight: &Insight<Mix>) -> Told {
    let mut table = Table::default();
    for part in &insight.found.parts {
        table.row([
            part.class.words().into(),
            say::percent(part.share).into(),
            Cell::new(Ink::Faint, format!("target {}", say::percent(part.target))),
            Cell::new(Ink::Faint, say::count(part.referrals, "referral")),
        ]);
    }
    if insight.found.unknown > 0 {
        table.row([
            Cell::new(Ink::Faint, "nobody said"),
            Cell::default(),
            Cell::default(),
            say::count(insight.found.unknown, "referral").into(),
        ]);
    }
    let meaning = format!(
        "To meet the target, {} of the referrals would have to come from another sort of source. 40/40/20 is folklore; edit it as you like.",
        say::percent(insight.found.gap)
    );
    Told::new("Sorts of source", table, meaning)
}

pub fn concentration(desk: &Desk, insight: &Insight<Sources>) -> Told {
    let found = &insight.found;
    let sector = |source: &rapport_core::model::Sector| source.words().to_owned();
    let name = |who: &RecordId| desk.name(*who);
    concentration_in_short(desk, insight)
        .with("By person", sources(&found.by_person, name))
        .with("By place", sources(&found.by_place, name))
        .with("By sector", sources(&found.by_sector, sector))
}

pub fn concentration_in_short(desk: &Desk, insight: &Insight<Sources>) -> Told {
    let found = &insight.found;
    let mut table = Table::default();
    for (label, hhi, effective, top) in [
        ("person", found.by_person.hhi, found.by_person.effective_sources, found.by_person.top_share),
        ("place", found.by_place.hhi, found.by_place.effective_sources, found.by_place.top_share),
        ("sector", found.by_sector.hhi, found.by_sector.effective_sources, found.by_sector.top_share),
    ] {
        table.row([
            Cell::new(Ink::Faint, format!("by {label}")),
            format!("as if from {effective:.1}").into(),
            format!("the first {}", say::percent(top)).into(),
            Cell::new(Ink::Faint, format!("HHI {hhi:.2}")),
        ]);
    }
    let meaning = match (found.by_person.sources.first(), &found.without_top) {
        (Some(top), Some(loss)) => format!(
            "Without {} you would lose {} of {}, {}.",
            desk.name(top.who),
            loss.referrals,
            say::count(insight.n, "referral"),
            say::percent(loss.share)
        ),
        _ => String::new(),
    };
    Told::new("How few they rest on", table, meaning)
}

fn sources<W>(concentration: &Concentration<W>, name: impl Fn(&W) -> String) -> Table {
    let mut table = Table::default();
    for source in concentration.sources.iter().take(SHOWN) {
        table.row([
            name(&source.who).into(),
            say::percent(source.share).into(),
            Cell::new(Ink::Faint, say::count(source.referrals, "referral")),
        ]);
    }
    if let Some(more) = concentration.sources.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        table.row([Cell::new(Ink::Faint, format!("and {more} more"))]);
    }
    table
}

pub fn loss(desk: &Desk, insight: &Insight<Loss>) -> Told {
    let Loss { referrals, share, left, effective_sources_left, top_share_left } = insight.found;
    let mut table = Table::default();
    line(&mut table, "lost", format!("{}, {}", say::count(referrals, "referral"), say::percent(share)));
    line(&mut table, "left", say::count(left, "referral"));
    line(
        &mut table,
        "these rest on",
        format!("as if {effective_sources_left:.1} sources, the first {}", say::percent(top_share_left)),
    );
    let who = insight.names.first().map_or_else(String::new, |named| desk.name(named.id));
    let meaning = format!(
        "If {who} fell away, {} of the referrals of these twelve months would not have come.",
        say::percent(share)
    );
    Told::new(format!("Without {who}"), table, meaning)
}

pub fn conversion(_: &Desk, insight: &Insight<Conversions>) -> Told {
    let mut table = Table::default();
    for one in &insight.found.classes {
        let days =
            one.median_days.map(|days| format!("half within {}", say::count(u64::try_from(days).unwrap_or(0), "day")));
        table.row([
            one.class.as_ref().map_or("nobody said", |class| class.words()).into(),
            format!("began {}", say::share(&one.started)).into(),
            days.unwrap_or_default().into(),
            Cell::new(Ink::Faint, format!("{} open", one.open)),
        ]);
    }
    Told::new(
        "What became of them",
        table,
        "Referred clients are said to buy quicker and to refer more: these are your own. What is open yet is in no share.",
    )
}

pub fn response(_: &Desk, insight: &Insight<Response>) -> Told {
    let found = &insight.found;
    let time = |minutes: Option<i64>| minutes.map_or_else(|| "not yet known".to_owned(), say::minutes);
    let mut table = Table::default();
    line(&mut table, "half within", time(found.median_min));
    line(&mut table, "nine of ten within", time(found.p90_min));
    line(&mut table, "within one hour", say::share(&found.within_an_hour));
    let ink = if found.open > 0 { Ink::Amber } else { Ink::Plain };
    line(&mut table, "waiting now", Cell::new(ink, found.open.to_string()));
    let meaning = if found.hours_known {
        "Counted in the hours at which you are open. Those who wait still count as long as they have waited."
    } else {
        "Counted on working days from nine to five, since your own hours are not known: rapport edit practice hours:mon=09:00-17:00. Those who wait still count as long as they have waited."
    };
    Told::new("Answers to referrals", table, meaning)
}

pub fn thanks(_: &Desk, insight: &Insight<Thanks>) -> Told {
    let found = &insight.found;
    let mut table = Table::default();
    line(&mut table, &format!("within {} hours", say::number(found.hours)), say::share(&found.in_time));
    line(&mut table, "ever", say::share(&found.ever));
    let ink = if found.owed > 0 { Ink::Amber } else { Ink::Plain };
    line(&mut table, "owed now", Cell::new(ink, found.owed.to_string()));
    let meaning = if found.owed == 0 { "Everybody was thanked." } else { "Whom to thank next:  rapport today" };
    Told::new("Thanks for referrals", table, meaning)
}
