//! The Log sheet: a few large chips that are filled in already, a note, and what comes next.

use std::collections::BTreeSet;

use maud::{Markup, html};
use rapport_core::{
    model::{
        ItemKind, Outcome, RecordId, Role, TouchpointKind,
        view::{Draft, LogSuggestions, Named, PlaceSuggestion},
    },
    practice::{fold::fold, library},
};

use crate::{
    app::{
        fields::Fields,
        part::{
            chips::{self, Chip},
            form::{self, Line},
            icon, time,
        },
        view::View,
        words::log as say,
    },
    failure::Failure,
    words::{self, InWords},
};

/// How many places, people and things are offered: what one takes in at a glance.
const PLACES: usize = 5;
const PEOPLE: usize = 8;
const THINGS: usize = 6;
/// What is left at most offices, where nothing was left yet.
const USUAL: [&str; 3] = ["card", "brochure", "cookies"];

/// What is said on the sheet beside its fields.
#[derive(Default)]
pub struct Remark {
    /// Why it was not saved.
    pub wrong: Option<String>,
    /// Whom the name that was typed may mean.
    pub which: Vec<Named>,
    /// A visit there within the hour.
    pub same: Option<(RecordId, String)>,
    /// What was begun earlier and not saved.
    pub draft: Option<Draft>,
}

/// The sheet.
pub fn sheet(view: &View, fields: &Fields, remark: &Remark) -> Result<Markup, Failure> {
    let suggested = view.book.log_suggestions(None, 5)?;
    let place: Option<RecordId> = fields.read_as("at")?;
    let here = suggested.places.iter().find(|one| Some(one.place.id) == place);
    let now = view.clock.for_a_field(view.clock.now());
    let body = html! {
        @if let Some(said) = &remark.wrong { p.wrong role="alert" { (said) } }
        (same(remark))
        (places(view, fields, &suggested, place, remark))
        (people(view, fields, here, place)?)
        (chips::one_of("outcome", say::OUTCOME, &outcomes(fields)))
        (chips::any_of("left", say::LEFT, &things(view, fields, here)?))
        (form::lines("note", say::NOTE, &fields.text_or_empty("note"), say::NOTE_HINT, 3))
        div.attention.small data-warnings role="status" {}
        (next(fields, here))
        details.more open[opened(fields)] {
            summary { (say::DETAILS) }
            div.pair {
                (form::select("kind", say::KIND, None, form::values::<TouchpointKind>(), Some(fields.text("kind").unwrap_or("visit"))))
                (Line { name: "when", label: say::WHEN, value: fields.text("when").unwrap_or(&now), kind: "datetime-local", hint: say::WHEN_HINT, ..Line::default() }.show())
                (Line { name: "purpose", label: say::PURPOSE, value: &fields.text_or_empty("purpose"), ..Line::default() }.show())
                (Line { name: "intel", label: say::INTEL, value: &fields.text_or_empty("intel"), ..Line::default() }.show())
            }
            input type="hidden" name="opened" value=(fields.text("opened").unwrap_or(&now));
        }
        div.deeds.last {
            button.primary { (say::SAVE) }
            a.button.quiet href="/" data-close { (say::CANCEL) }
        }
    };
    Ok(html! {
        header.title { h1 { (say::HEADING) } (draft(view, remark)) }
        form.sheet method="post" action="/log" data-draft="/log/draft" {
            input type="hidden" name="token" value=(view.token());
            (body)
        }
    })
}

/// A draft comes back as something to be seen, never as half a visit.
fn draft(view: &View, remark: &Remark) -> Markup {
    let Some(draft) = &remark.draft else { return html! {} };
    html! {
        div.draft.deeds {
            p.faint { (say::DRAFT) ", " (time::ago(view, draft.at)) }
            a.button href="/log?draft=1" data-dialog { (say::CONTINUE) }
            (form::deed(view, "/log/discard", &[], &html! { (say::DISCARD) }, "quiet"))
        }
    }
}

fn same(remark: &Remark) -> Markup {
    let Some((same, when)) = &remark.same else { return html! {} };
    html! {
        div.card role="alert" {
            h2 { (say::SAME) }
            p { (say::same_visit(when)) }
            div.deeds {
                button.primary name="same" value=(same) { (say::YES_SAME) }
                button name="same" value="another" { (say::ANOTHER) }
            }
        }
    }
}

fn places(
    view: &View,
    fields: &Fields,
    suggested: &LogSuggestions,
    place: Option<RecordId>,
    remark: &Remark,
) -> Markup {
    let mut offered: Vec<Chip> = Vec::new();
    let listed = suggested.places.iter().take(PLACES);
    let known = listed.clone().any(|one| Some(one.place.id) == place);
    if let Some(place) = place.filter(|_| !known) {
        offered.push(Chip::new(place.to_string(), view.name(place), true));
    }
    for PlaceSuggestion { place: Named { id, name }, reasons, .. } in listed {
        let why = reasons.first().map(|reason| words::reason(*reason, &view.clock)).unwrap_or_default();
        offered.push(Chip { more: why, ..Chip::new(id.to_string(), name, Some(*id) == place) });
    }
    let which: Vec<Chip> = remark.which.iter().map(|one| Chip::new(one.id.to_string(), &one.name, false)).collect();
    let first = place.is_none();
    html! {
        div.where data-look-within="/log/look" {
            @if !which.is_empty() { (chips::one_of("other_is", say::WHICH, &which)) }
            @if !offered.is_empty() { (chips::one_of("at", say::WHERE, &offered)) }
            (Line { name: "other", label: say::ELSEWHERE, value: &fields.text_or_empty("other"), hint: say::ELSEWHERE_HINT, first, ..Line::default() }.show())
            noscript { button formaction="/log/look" { (icon::named("person")) (say::WHOM) } }
        }
    }
}

/// Whom one may have met there, the front desk first.
fn people(
    view: &View,
    fields: &Fields,
    here: Option<&PlaceSuggestion>,
    place: Option<RecordId>,
) -> Result<Markup, Failure> {
    let chosen: BTreeSet<&str> = fields.all("met").collect();
    let mut offered: Vec<(String, String, String)> = Vec::new();
    for one in here.map(|here| here.people.as_slice()).unwrap_or_default() {
        let roles = words_of(&one.roles);
        offered.push((
            one.met.to_string(),
            one.name.clone().unwrap_or_else(|| roles.clone()),
            if one.name.is_some() { roles } else { String::new() },
        ));
    }
    if let Some(place) = place {
        for one in view.book.page(place)?.people {
            offered.push((one.who.id.to_string(), one.who.name, words_of(&one.roles)));
        }
    }
    for met in &chosen {
        let name = met.parse::<RecordId>().map_or_else(|_| (*met).to_owned(), |id| view.name(id));
        offered.push(((*met).to_owned(), name, String::new()));
    }
    let desk = format!("role:{}", Role::FrontDesk.code());
    offered.truncate(offered.len().min(PEOPLE.max(chosen.len())));
    offered.push((desk, say::FRONT_DESK.to_owned(), String::new()));
    let mut seen = BTreeSet::new();
    offered.retain(|(value, ..)| seen.insert(value.clone()));
    let chips: Vec<Chip> = offered
        .into_iter()
        .map(|(value, label, more)| Chip { chosen: chosen.contains(value.as_str()), value, label, more })
        .collect();
    Ok(html! {
        (chips::any_of("met", say::WHOM, &chips))
        (Line { name: "met_other", label: say::SOMEBODY_ELSE, value: &fields.text_or_empty("met_other"), hint: say::SOMEBODY_ELSE_HINT, ..Line::default() }.show())
    })
}

fn words_of(roles: &[Role]) -> String {
    roles.iter().map(InWords::words).collect::<Vec<_>>().join(", ")
}

fn outcomes(fields: &Fields) -> Vec<Chip> {
    let chosen = fields.text("outcome");
    Outcome::ALL.iter().map(|one| Chip::new(one.code(), one.words(), chosen == Some(one.code()))).collect()
}

/// What one may have left: what was left there before, then what is left at most offices.
fn things(view: &View, fields: &Fields, here: Option<&PlaceSuggestion>) -> Result<Vec<Chip>, Failure> {
    let chosen: BTreeSet<&str> = fields.all("left").collect();
    let items = view.book.library(None)?;
    let name = |key: &str| {
        let item = items.iter().find(|item| item.key == key || item.id.to_string() == key);
        item.map_or_else(|| key.replace('_', " "), |item| item.item.name.clone())
    };
    let mut offered: Vec<(String, String)> = Vec::new();
    for one in here.map(|here| here.left.as_slice()).unwrap_or_default() {
        let said = if one.count == 1 { name(&one.item) } else { format!("{} × {}", one.count, name(&one.item)) };
        offered.push((format!("{}:{}", one.item, one.count), said));
    }
    let usual = items.iter().filter(|item| item.item.signature || USUAL.contains(&item.key.as_str()));
    offered.extend(
        usual
            .filter(|item| !matches!(item.item.kind, ItemKind::Wording | ItemKind::Checklist))
            .map(|item| (format!("{}:1", item.key), item.item.name.clone())),
    );
    // One of a sort: a practice may keep cookies of its own beside those that are shipped.
    let mut seen = BTreeSet::new();
    offered.retain(|(value, label)| {
        let key = library::key(value.rsplit_once(':').map_or(value.as_str(), |(item, _)| item));
        let called = label.rsplit_once(" × ").map_or(label.as_str(), |(_, name)| name);
        seen.insert(key) && seen.insert(format!("\u{0}{}", fold(called)))
    });
    offered.truncate(THINGS);
    Ok(offered
        .into_iter()
        .map(|(value, label)| {
            let chosen = chosen.contains(value.as_str());
            Chip::new(value, label, chosen)
        })
        .collect())
}

fn next(fields: &Fields, here: Option<&PlaceSuggestion>) -> Markup {
    let chosen = fields.text("next").unwrap_or_default().to_owned();
    let mut offered = vec![(String::new(), say::NEXT_NONE.to_owned())];
    if let Some(days) = here.map(|here| here.next_days).filter(|days| *days > 0 && *days != 14) {
        offered.push((format!("{days} days"), say::as_usual(days)));
    }
    offered.push(("2 weeks".to_owned(), say::NEXT_2_WEEKS.to_owned()));
    offered.push(("1 month".to_owned(), say::NEXT_MONTH.to_owned()));
    offered.push(("day".to_owned(), say::NEXT_DATE.to_owned()));
    let chips: Vec<Chip> = offered
        .into_iter()
        .map(|(value, label)| {
            let is = value == chosen;
            Chip::new(value, label, is)
        })
        .collect();
    html! {
        div.next {
            (chips::one_of("next", say::NEXT, &chips))
            div.pair {
                (Line { name: "next_day", label: say::DAY, value: &fields.text_or_empty("next_day"), kind: "date", ..Line::default() }.show())
                (Line { name: "next_text", label: say::NEXT_WHAT, value: &fields.text_or_empty("next_text"), ..Line::default() }.show())
            }
        }
    }
}

/// Whether something stands in the fields that are folded away.
fn opened(fields: &Fields) -> bool {
    ["purpose", "intel"].iter().any(|name| fields.ticked(name))
        || fields.text("kind").is_some_and(|kind| kind != "visit")
}
