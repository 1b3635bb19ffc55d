//! The stops that were planned: whether what is logged now is one of them.

use rapport_core::model::{Record, RecordId, TouchpointKind, TouchpointState};

use crate::{desk::Desk, failure::Failure};

impl Desk {
    /// The stop that was planned at a place for today, the nearest in time: logging it now fulfils it.
    ///
    /// # Errors
    /// What the core says.
    pub fn planned_stop(&self, place: RecordId, kind: &TouchpointKind) -> Result<Option<RecordId>, Failure> {
        let now = self.clock.now();
        let stops = self.book.day_plan(self.clock.today())?.stops.into_iter();
        let here = stops.filter(|stop| {
            stop.state == TouchpointState::Planned && stop.place.as_ref().is_some_and(|planned| planned.id == place)
        });
        let mut plans: Vec<(u64, RecordId)> = here.map(|stop| (stop.at.0.abs_diff(now.0), stop.id)).collect();
        plans.sort_unstable();
        for (_, id) in plans {
            if matches!(self.book.get(id)?.record, Record::Touchpoint(plan) if plan.kind == *kind) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }
}
