//! A store in which a node may die, and others may run, between the steps of a request.
//!
//! A node touches its store where it begins to read or to write; between two such points, requests on other nodes may come
//! and go. A [`Plan`] says what happens at each, in their order.

use std::{
    collections::VecDeque,
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use rapport_sync_server::{
    SqliteStore,
    store::{Prepare, Snapshot, Store, StoreError, Txn},
};

/// What happens at the points of one request.
pub(crate) type Plan = VecDeque<Point>;

/// What happens before a node reads or writes.
pub(crate) enum Point {
    /// Nothing.
    Goes,
    /// The node dies: what was committed stays, nobody hears of it.
    Dies,
    /// Something else happens first.
    Meanwhile(Box<dyn FnOnce() + Send>),
}

/// A store with points.
pub(crate) struct Interrupted {
    store: SqliteStore,
    plan: Mutex<Plan>,
    disk_is_full: AtomicBool,
}

impl Interrupted {
    pub const fn new(store: SqliteStore) -> Self {
        Self { store, plan: Mutex::new(VecDeque::new()), disk_is_full: AtomicBool::new(false) }
    }

    /// From now on nothing can be written, or everything again.
    pub fn fill_disk(&self, full: bool) {
        self.disk_is_full.store(full, Ordering::Relaxed);
    }

    /// Sets what happens from now on; beyond its end, nothing does.
    pub fn plan(&self, plan: Plan) -> Plan {
        std::mem::replace(&mut *self.plan.lock().unwrap_or_else(PoisonError::into_inner), plan)
    }

    fn point(&self) -> Result<(), StoreError> {
        let next = self.plan.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        match next {
            None | Some(Point::Goes) => Ok(()),
            Some(Point::Dies) => {
                self.plan(Plan::new());
                Err(StoreError::Unavailable("the node died here".into()))
            }
            Some(Point::Meanwhile(other)) => {
                // The rest of the plan is this request's own.
                let rest = self.plan(Plan::new());
                other();
                self.plan(rest);
                Ok(())
            }
        }
    }
}

impl Store for Interrupted {
    fn read(&self) -> Result<Box<dyn Snapshot + '_>, StoreError> {
        self.point()?;
        self.store.read()
    }

    fn write(&self) -> Result<Box<dyn Txn + '_>, StoreError> {
        self.point()?;
        if self.disk_is_full.load(Ordering::Relaxed) {
            return Err(StoreError::Full("on purpose".into()));
        }
        self.store.write()
    }

    fn requests_a_commit(&self) -> usize {
        self.store.requests_a_commit()
    }

    fn changed_elsewhere(&self) -> Result<bool, StoreError> {
        self.store.changed_elsewhere()
    }

    fn checkpoint(&self) -> Result<bool, StoreError> {
        self.store.checkpoint()
    }

    fn backup_to(&self, file: &Path) -> Result<(), StoreError> {
        self.store.backup_to(file)
    }

    fn restore_from(&self, file: &Path, prepare: Prepare<'_>) -> Result<(), StoreError> {
        self.store.restore_from(file, prepare)
    }
}
