//! Where referrals come from, how soon they are answered and thanked for, and what becomes of them.

use maud::{Markup, html};
use rapport_core::{
    model::{RecordId, Sector, view::Insight},
    practice::{
        concentration::{Concentration, Loss, Mix, Sources},
        funnel::Conversions,
        response::{Response, Thanks},
        statistics::{Share, real},
    },
};

use super::told::{ROWS, Told, plain, told, who};
use crate::{
    app::{
        fields::Fields,
        meant::{Meant, Whom, meant},
        part::{
            chart::{Bar, Bars, Ink},
            table::table,
        },
        view::View,
        words::insight as say,
    },
    failure::Failure,
    words::{
        InWords as _,
        insight::{count, minutes, number, percent, share},
    },
};

/// How many sources are drawn.
const DRAWN: usize = 8;

pub fn mix(_: &View, insight: &Insight<Mix>) -> Told {
    let found = &insight.found;
    let bar = |part: &rapport_core::practice::concentration::Part| Bar {
        mark: Some(part.target),
        ..Bar::new(
            part.class.words(),
            format!("{} · {}", percent(part.share), count(part.referrals, "referral")),
            part.share,
        )
    };
    let bars: Vec<Bar> = found.parts.iter().map(bar).collect();
    let chart = Bars {
        label: say::MIX,
        rows: &bars,
        end: Some(1.0),
        number: percent,
        keys: &[(Ink::Bar, say::SHARE), (Ink::Mark, say::TARGET_KEY)],
    };
    let rows = found.parts.iter().map(|part| {
        vec![part.class.words().to_owned(), part.referrals.to_string(), percent(part.share), percent(part.target)]
    });
    let headings = [(say::WHAT, false), (say::REFERRALS, true), (say::SHARE, true), (say::TARGET, true)];
    let unknown = if found.unknown > 0 { format!(" {}", say::unknown(found.unknown)) } else { String::new() };
    Told::new(format!("{}{unknown}", say::mix(found.gap)))
        .figure(percent(found.gap), "off your target")
        .picture("", chart.show(), plain(say::MIX, &headings, rows))
        .next("/settings", say::EDIT_TARGETS)
}

/// On how few sources the referrals rest; and if somebody is asked for, what if they fall away.
pub fn concentration(view: &View) -> Result<Told, Failure> {
    let insight = view.book.concentration()?;
    let mut rests = told(view, &insight, sources);
    let fields = view.query();
    let (lost, wrong) = match meant(view, fields, "without")? {
        Meant::Nobody => (None, None),
        Meant::Known(id) => (Some(view.book.loss(id)?), None),
        Meant::New(_) => (None, Some((say::NOT_IN_BOOK, Vec::new()))),
        Meant::Several(which) => (None, Some((say::WHICH, which))),
    };
    let (wrong, offered) = wrong.map_or((None, Vec::new()), |(said, which)| (Some(said), which));
    let asked =
        Whom { name: "without", label: say::WITHOUT, hint: say::WITHOUT_HINT, offered: &offered, wrong, first: false };
    rests.choose = choose("/insights/concentration", &asked, view, fields);
    if let Some(lost) = lost {
        let without = told(view, &lost, |view, lost| loss(view, lost, &insight.found.by_person));
        rests.meaning = without.meaning;
        rests.figure = without.figure;
        rests.parts.splice(0..0, without.parts);
    }
    Ok(rests)
}

/// A form that asks for somebody, and shows the page again.
pub fn choose(to: &str, whom: &Whom<'_>, view: &View, fields: &Fields) -> Markup {
    html! {
        form.choose method="get" action=(to) {
            (whom.show(view, fields))
            button { (say::SHOW) }
        }
    }
}

fn sources(view: &View, insight: &Insight<Sources>) -> Told {
    let found = &insight.found;
    let top = found.by_person.sources.first().map(|top| view.name(top.who));
    let top = top.as_deref().zip(found.without_top.as_ref());
    let name = |id: &RecordId| view.name(*id);
    let cell = |id: &RecordId| who(view, *id);
    let sector = |sector: &Sector| sector.words().to_owned();
    Told::new(say::rests(found.by_person.effective_sources, top, insight.n))
        .figure(format!("{:.1}", found.by_person.effective_sources), say::ALIKE)
        .picture(
            say::BY_PERSON,
            drawn(say::BY_PERSON, &found.by_person, name),
            listed(say::BY_PERSON, &found.by_person, cell),
        )
        .picture(
            say::BY_PLACE,
            drawn(say::BY_PLACE, &found.by_place, name),
            listed(say::BY_PLACE, &found.by_place, cell),
        )
        .picture(
            say::BY_SECTOR,
            drawn(say::BY_SECTOR, &found.by_sector, sector),
            listed(say::BY_SECTOR, &found.by_sector, |one| html! { (one.words()) }),
        )
}

fn drawn<W>(label: &str, of: &Concentration<W>, name: impl Fn(&W) -> String) -> Markup {
    let bars: Vec<Bar> = of
        .sources
        .iter()
        .take(DRAWN)
        .map(|one| {
            Bar::new(
                name(&one.who),
                format!("{} · {}", percent(one.share), count(one.referrals, "referral")),
                one.share,
            )
        })
        .collect();
    Bars { label, rows: &bars, end: None, number: percent, keys: &[] }.show()
}

fn listed<W>(caption: &str, of: &Concentration<W>, name: impl Fn(&W) -> Markup) -> Markup {
    let rows = of
        .sources
        .iter()
        .take(ROWS)
        .map(|one| vec![name(&one.who), html! { (one.referrals) }, html! { (percent(one.share)) }]);
    html! {
        (table(caption, &[(say::WHO, false), (say::REFERRALS, true), (say::SHARE, true)], rows))
        @if let Some(more) = of.sources.len().checked_sub(ROWS).filter(|more| *more > 0) { p.hint { (say::more(more)) } }
    }
}

fn loss(view: &View, insight: &Insight<Loss>, before: &Concentration<RecordId>) -> Told {
    let found = &insight.found;
    let name = insight.names.first().map_or_else(String::new, |one| view.name(one.id));
    let bars = [
        Bar {
            ink: Ink::Second,
            ..Bar::new(say::NOW, format!("{:.1}", before.effective_sources), before.effective_sources)
        },
        Bar::new(say::THEN, format!("{:.1}", found.effective_sources_left), found.effective_sources_left),
    ];
    let chart = Bars { label: say::ALIKE, rows: &bars, end: None, number, keys: &[(Ink::Bar, say::ALIKE)] };
    let rows = [
        [say::REFERRALS.to_owned(), insight.n.to_string(), found.left.to_string()],
        [
            say::ALIKE.to_owned(),
            format!("{:.1}", before.effective_sources),
            format!("{:.1}", found.effective_sources_left),
        ],
        [say::FIRST.to_owned(), percent(before.top_share), percent(found.top_share_left)],
    ];
    let headings = [(say::WHAT, false), (say::NOW, true), (say::THEN, true)];
    Told::new(say::loses(&name, found)).figure(percent(found.share), format!("rest on {name}")).list(
        say::WITHOUT,
        chart.show(),
        plain(&name, &headings, rows.map(Vec::from)),
    )
}

pub fn response(_: &View, insight: &Insight<Response>) -> Told {
    let found = &insight.found;
    let time = |minutes_taken: Option<i64>| minutes_taken.map_or_else(|| say::NOT_KNOWN.to_owned(), minutes);
    let times = [(say::HALF, found.median_min), (say::NINE, found.p90_min)];
    // A scale in minutes up to two hours, else in hours.
    let in_hours = times.iter().any(|(_, taken)| taken.is_some_and(|taken| taken > 120));
    let unit = if in_hours { 60.0 } else { 1.0 };
    let bar = |(label, taken): (&str, Option<i64>)| {
        let long = taken.and_then(|taken| u64::try_from(taken).ok())?;
        Some(Bar { mark: Some(60.0 / unit), ..Bar::new(label, time(taken), real(long) / unit) })
    };
    let bars: Vec<Bar> = times.into_iter().filter_map(bar).collect();
    let number = if in_hours { say::short_hours } else { say::short_minutes };
    let chart = Bars { label: say::RESPONSE, rows: &bars, end: None, number, keys: &[(Ink::Mark, say::AN_HOUR)] };
    let rows = times.map(|(label, taken)| vec![label.to_owned(), time(taken)]).into_iter().chain([
        vec![say::IN_AN_HOUR.to_owned(), share(&found.within_an_hour)],
        vec![say::WAITING.to_owned(), found.open.to_string()],
    ]);
    let (meaning, next) = if found.hours_known {
        (say::OWN_HOURS, ("/referrals", say::SEE_WAITING))
    } else {
        (say::USUAL_HOURS, ("/settings", say::SAY_HOURS))
    };
    Told::new(meaning)
        .figure(time(found.median_min), say::HALF.to_lowercase())
        .list("", chart.show(), plain(say::RESPONSE, &[(say::WHAT, false), (say::TIME, true)], rows))
        .next(next.0, next.1)
}

pub fn thanks(_: &View, insight: &Insight<Thanks>) -> Told {
    let found = &insight.found;
    let within = say::within(found.hours);
    let parts = [(within.as_str(), &found.in_time), (say::EVER, &found.ever)];
    let rows = parts
        .map(|(label, part)| vec![label.to_owned(), share(part)])
        .into_iter()
        .chain([vec![say::OWED.to_owned(), found.owed.to_string()]]);
    Told::new(say::thanks(found.owed, found.hours))
        .figure(found.in_time.share.map_or_else(String::new, percent), within.to_lowercase())
        .picture("", shares(say::THANKS, &parts), plain(say::THANKS, &[(say::WHAT, false), (say::SHARE, true)], rows))
        .next("/thanks", say::WRITE_THANKS)
}

/// Shares with their intervals, out of a whole.
pub fn shares(label: &str, parts: &[(&str, &Share)]) -> Markup {
    let bars: Vec<Bar> = parts
        .iter()
        .filter_map(|(label, part)| {
            let said = format!("{} of {} · {}", part.hits, part.n, percent(part.share?));
            Some(Bar { likely: Some((part.low, part.high)), ..Bar::new(*label, said, part.share?) })
        })
        .collect();
    Bars {
        label,
        rows: &bars,
        end: Some(1.0),
        number: percent,
        keys: &[(Ink::Bar, say::SHARE), (Ink::Text, say::LIKELY)],
    }
    .show()
}

pub fn conversion(_: &View, insight: &Insight<Conversions>) -> Told {
    let classes = &insight.found.classes;
    let class = |one: &rapport_core::practice::funnel::Conversion| {
        one.class.as_ref().map_or(say::NOBODY_SAID, |class| class.words()).to_owned()
    };
    let named: Vec<(String, Share)> = classes.iter().map(|one| (class(one), one.started)).collect();
    let parts: Vec<(&str, &Share)> = named.iter().map(|(name, share)| (name.as_str(), share)).collect();
    let rows = classes.iter().map(|one| {
        let days = one.median_days.and_then(|days| u64::try_from(days).ok()).map(|days| count(days, "day"));
        vec![class(one), share(&one.started), days.unwrap_or_else(|| say::NOT_KNOWN.to_owned()), one.open.to_string()]
    });
    let headings = [(say::WHAT, false), (say::BEGAN, true), (say::HALF_WITHIN, true), (say::OPEN, true)];
    Told::new(say::CONVERSION_MEANS).picture(
        "",
        shares(say::CONVERSION, &parts),
        plain(say::CONVERSION, &headings, rows),
    )
}
