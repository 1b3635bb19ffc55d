//! After a visit: what did I learn?

use super::touch;
use crate::model::{Instant, Touchpoint, TouchpointKind, TouchpointState};

/// For so long after a visit it is worth asking what was learned: a week.
pub const ASK_MS: i64 = 7 * 86_400_000;

/// Whether a visit asks what was learned: somebody was met within the last week, and nothing is written down of it.
#[must_use]
pub fn asks_what_was_learned(touchpoint: &Touchpoint, has_note: bool, now: Instant) -> bool {
    let ago = now.0.saturating_sub(touchpoint.at.0);
    let met = matches!(touchpoint.kind, TouchpointKind::Visit | TouchpointKind::Meeting | TouchpointKind::Video)
        && touchpoint.state == TouchpointState::Done
        && touch::is_two_way(touchpoint);
    met && (0..=ASK_MS).contains(&ago) && touchpoint.intel.trim().is_empty() && !has_note
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Outcome;

    #[test]
    fn a_visit_asks_for_a_week_until_something_is_written_down() {
        let visit = Touchpoint { at: Instant(0), ..Touchpoint::default() };
        assert!(asks_what_was_learned(&visit, false, Instant(ASK_MS)));
        assert!(!asks_what_was_learned(&visit, false, Instant(ASK_MS + 1)));
        assert!(!asks_what_was_learned(&visit, true, Instant(1)));
        assert!(!asks_what_was_learned(
            &Touchpoint { intel: "two new doctors".into(), ..visit.clone() },
            false,
            Instant(1)
        ));
        let nobody = Touchpoint { outcome: Some(Outcome::DroppedOff), ..visit };
        assert!(!asks_what_was_learned(&nobody, false, Instant(1)), "nobody was there to learn from");
    }
}
