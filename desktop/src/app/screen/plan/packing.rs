//! What to take along for the stops that are to come: what they are to get, what they lack, what was promised, what is always
//! taken.

use std::collections::BTreeMap;

use maud::{Markup, html};
use rapport_core::model::{
    TouchpointState,
    view::{DayPlan, PackLine, PackReason},
};

use crate::{
    app::{things::edition, words::plan as say},
    words,
};

/// The list; nothing once no stop is to come.
pub fn packing(plan: &DayPlan) -> Markup {
    if !plan.stops.iter().any(|stop| stop.state == TouchpointState::Planned) {
        return html! {};
    }
    html! {
        section { h2 { (say::PACK) }
            @if !plan.allergies.is_empty() {
                div.mind { @for note in &plan.allergies { p { strong { (say::ALLERGY) } " " (note.who.name) ": " (note.text) } } }
            }
            ul.plain.pack {
                @for line in &plan.packing {
                    @let for_whom = for_whom(line);
                    li {
                        @if line.count != 1 { (line.count) " × " } (edition(&line.name, &line.version)) " "
                        span.faint { (for_whom) }
                        @if let Some(there) = line.there.filter(|there| *there < line.count) { " " a.attention href="/stock" { (say::only(there)) } }
                    }
                }
                @for promise in &plan.promised { li { (promise.text) " " span.faint { (say::promised_to(&promise.to.name)) } } }
                @for line in &plan.always { li { (line) } }
            }
        }
    }
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
