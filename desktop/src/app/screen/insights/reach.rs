//! How offices are covered, and by which channels people can be reached.

use maud::html;
use rapport_core::{
    model::view::Insight,
    practice::{
        channels::Channels,
        coverage::{Covered, Offices},
        statistics::real,
    },
};

use super::told::{ROWS, Told, who};
use crate::{
    app::{
        part::{
            chart::{Ink, Stack, stacks},
            table::table,
        },
        view::View,
        words::insight as say,
    },
    words::insight::{covered, percent, share},
};

pub fn offices(view: &View, insight: &Insight<Offices>) -> Told {
    let found = &insight.found;
    let part = |number: usize, label: &str| {
        let of = |how: Covered| found.offices.iter().filter(|office| office.parts[number].covered == how).count();
        let many = |how: Covered| real(of(how) as u64);
        let touched = many(Covered::Touched);
        Stack {
            label: label.to_owned(),
            said: format!("{touched} of {}", found.offices.len()),
            parts: vec![(Ink::Done, touched), (Ink::Bar, many(Covered::Known)), (Ink::Line, many(Covered::Unknown))],
        }
    };
    let rows = [part(0, say::DESK), part(1, say::ROUTES), part(2, say::PROVIDER)];
    let keys = [(Ink::Done, say::TOUCHED_KEY), (Ink::Bar, say::KNOWN_KEY), (Ink::Line, say::UNKNOWN_KEY)];
    let chart = if found.offices.is_empty() {
        html! {}
    } else {
        stacks(say::OFFICES, &keys, &rows)
    };
    let cell = |how: Covered| html! { span.attention[how != Covered::Touched] { (covered(how)) } };
    let rows = found.offices.iter().take(ROWS).map(|office| {
        let parts = office.parts.iter().map(|part| cell(part.covered));
        std::iter::once(who(view, office.place)).chain(parts).collect()
    });
    let headings = [(say::OFFICE, false), (say::DESK, false), (say::ROUTES, false), (say::PROVIDER, false)];
    Told::new(say::offices(&share(&found.covered), found.provider_only))
        .figure(found.covered.share.map_or_else(String::new, percent), "covered")
        .list("", chart, table(say::OFFICES, &headings, rows))
}

pub fn channels(view: &View, insight: &Insight<Channels>) -> Told {
    let found = &insight.found;
    let rows: Vec<Stack> = found
        .sorts
        .iter()
        .map(|one| {
            let (known, verified) = (real(one.known), real(one.verified));
            Stack {
                label: one.sort.clone(),
                said: format!("{} known, {} verified", one.known, one.verified),
                parts: vec![
                    (Ink::Done, verified),
                    (Ink::Bar, (known - verified).max(0.0)),
                    (Ink::Line, (real(insight.n) - known).max(0.0)),
                ],
            }
        })
        .collect();
    let keys = [(Ink::Done, say::VERIFIED_KEY), (Ink::Bar, say::CHANNEL_KEY), (Ink::Line, say::UNKNOWN_KEY)];
    let missing = found.missing.iter().take(ROWS).map(|one| {
        vec![html! { a href={ "/edit/" (one.who) } { (view.name(one.who)) } }, html! { (one.sorts.join(", ")) }]
    });
    Told::new(say::channels(&share(&found.verified)))
        .figure(found.verified.share.map_or_else(String::new, percent), say::VERIFIED_KEY)
        .list(say::CHANNELS, stacks(say::CHANNELS, &keys, &rows), html! {})
        .list(say::MISSING, html! {}, table(say::MISSING, &[(say::WHO, false), (say::LACKS, false)], missing))
}
