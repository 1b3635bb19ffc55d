//! What to take along for the stops that are to come: what they are to get, what they lack, what was promised, what is always
//! taken.

use std::collections::BTreeMap;

use maud::{Markup, html};
use rapport_core::{
    model::{
        RecordId, TouchpointState,
        view::{DayPlan, PackLine, PackReason},
    },
    practice::library,
};

use crate::{
    app::{
        things::{Things, edition},
        view::View,
        words::plan as say,
    },
    failure::Failure,
    words,
};

/// The list; nothing once no stop is to come.
pub fn packing(view: &View, plan: &DayPlan, things: &Things) -> Result<Markup, Failure> {
    let to_come = plan.stops.iter().filter(|stop| stop.state == TouchpointState::Planned);
    let stops: Vec<RecordId> = to_come.filter_map(|stop| Some(stop.place.as_ref()?.id)).collect();
    if stops.is_empty() {
        return Ok(html! {});
    }
    let list = view.book.packing_list(&stops)?;
    // What they are to get already is not counted once more.
    let planned = |item: &str| plan.packing.iter().any(|one| library::key(&one.item) == library::key(item));
    Ok(html! {
        section { h2 { (say::PACK) }
            @if !list.allergies.is_empty() {
                div.mind { @for note in &list.allergies { p { strong { (say::ALLERGY) } " " (note.who.name) ": " (note.text) } } }
            }
            ul.plain.pack {
                @for one in &plan.packing { li { (things.counted(&one.item, one.count)) " " span.faint { (say::PLANNED) } } }
                @for line in list.lines.iter().filter(|line| !planned(&line.item)) {
                    @let for_whom = for_whom(line);
                    li {
                        @if line.count != 1 { (line.count) " × " } (edition(&line.name, &line.version)) " "
                        span.faint { (for_whom) }
                        @if let Some(there) = line.there.filter(|there| *there < line.count) { " " a.attention href="/stock" { (say::only(there)) } }
                    }
                }
                @for promise in &list.promised { li { (promise.text) " " span.faint { (say::promised_to(&promise.to.name)) } } }
                @for line in &list.always { li { (line) } }
            }
        }
    })
}

/// For whom something is taken along, by the reasons: "has none: Oak Street, Elm Clinic".
fn for_whom(line: &PackLine) -> String {
    let mut by_reason: BTreeMap<PackReason, Vec<&str>> = BTreeMap::new();
    for (who, why) in &line.stops {
        by_reason.entry(*why).or_default().push(&who.name);
    }
    let said = by_reason.into_iter().map(|(why, names)| format!("{}: {}", words::pack_reason(why), names.join(", ")));
    said.collect::<Vec<_>>().join("; ")
}
