//! Before and after a visit: why a place is guessed, what to mind, what to ask.

use rapport_core::model::view::{BriefQuestion, BriefWarning, PlaceReason};

use crate::when::Clock;

/// Why a place is guessed.
pub fn reason(reason: PlaceReason, clock: &Clock) -> String {
    match reason {
        PlaceReason::Planned { at } => format!("planned {}", clock.say(at)),
        PlaceReason::Near { meters } => format!("{meters} m away"),
        PlaceReason::OnTheWay => "near your last stop".to_owned(),
        PlaceReason::Weekday { times, of } => format!("{times} of {of} visits on this day of the week"),
        PlaceReason::Due { days, usual_days } => format!("{days} days since the last, usually {usual_days}"),
        PlaceReason::LastSeen { at } => format!("last {}", clock.ago(at)),
    }
}

/// What is missing that matters.
pub const fn warning(warning: BriefWarning) -> &'static str {
    match warning {
        BriefWarning::NobodyKnown => "Nobody who works there is in the book: ask for a name at the front desk.",
        BriefWarning::OnlyProvidersKnown => {
            "You know only those who treat. Whoever sits at the front routes referrals: introduce yourself."
        }
    }
}

/// The question to ask; `about` says what the promise or the need was.
pub fn question(question: BriefQuestion, about: impl FnOnce(rapport_core::model::RecordId) -> String) -> String {
    match question {
        BriefQuestion::WhoRoutes => "Who looks after referrals here?".to_owned(),
        BriefQuestion::CommonNeeds => "What do the people you see need most, and can't find?".to_owned(),
        BriefQuestion::TheirPromise { promise } => format!("How did it go: {}?", about(promise)),
        BriefQuestion::StillNeeded { need } => format!("Is that still so? {}", about(need)),
        BriefQuestion::HowToHelp => "How can I be helpful?".to_owned(),
    }
}
