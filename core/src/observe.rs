//! Telling screens that something changed. They are told what kind of thing, never handed data: they query again.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::model::{Kind, RecordId};

/// What an observer is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Topic {
    /// Records of a kind changed: which, where they are few (at most [`FEW`]); none named: many.
    Records(Kind, Vec<RecordId>),
    /// The sync's state changed.
    Sync,
    /// A conflict arose or was settled.
    Conflicts,
    /// It is another day, or the zone is another: what is due may be too.
    Day,
}

/// Up to how many records a topic names.
pub const FEW: usize = 64;

/// Somebody who wants to know. Called on no particular thread, outside of any lock, and may call back in.
pub trait Observer: Send + Sync {
    /// Something changed. Several calls may be told as one.
    fn changed(&self, topics: &[Topic]);
}

/// Observing, until it is dropped.
#[must_use = "dropping the subscription ends it"]
pub struct Subscription {
    _observing: Arc<Observing>,
}

/// An observer for as long as it is subscribed; others may hold it longer.
struct Observing(Arc<dyn Observer>);

/// Who observes a book.
#[derive(Default)]
pub(crate) struct Observers(Mutex<Vec<Weak<Observing>>>);

impl Observers {
    pub(crate) fn subscribe(&self, observer: Arc<dyn Observer>) -> Subscription {
        let observing = Arc::new(Observing(observer));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::downgrade(&observing));
        Subscription { _observing: observing }
    }

    /// Tells everybody who is still there.
    pub(crate) fn notify(&self, topics: &[Topic]) {
        if topics.is_empty() {
            return;
        }
        let observers: Vec<_> = {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.retain(|observing| observing.strong_count() > 0);
            all.iter().filter_map(Weak::upgrade).collect()
        };
        for observing in observers {
            observing.0.changed(topics);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().all(|observing| observing.strong_count() == 0)
    }
}

/// One topic for each kind among the records that changed.
pub(crate) fn topics_of(changed: &[(RecordId, Kind)]) -> Vec<Topic> {
    let mut kinds: std::collections::BTreeMap<&Kind, Vec<RecordId>> = std::collections::BTreeMap::new();
    for (id, kind) in changed {
        kinds.entry(kind).or_default().push(*id);
    }
    kinds
        .into_iter()
        .map(|(kind, ids)| Topic::Records(kind.clone(), if ids.len() <= FEW { ids } else { Vec::new() }))
        .collect()
}
