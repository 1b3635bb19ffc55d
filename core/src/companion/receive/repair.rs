//! Reconciling: which items one side has and the other lacks, then union. A local change is never discarded but for erasure.

use std::collections::{BTreeMap, HashSet, VecDeque};

use negentropy::{Id, Negentropy, NegentropyStorageVector};
use rapport_protocol::{
    ChangeId, Entry, EntryBody, Epoch, Item, Position, RecordId, limit,
    repair::{Fetch, FetchAnswer, Reconcile, ReconcileAnswer},
};

use super::{Companion, damaged, intake::Intake};
use crate::error::{Error, Result};

/// The largest message of a round, in bytes: well under what a body may be.
const FRAME_BYTES: u64 = 1 << 20;

/// A repair under way: in memory alone, since starting afresh loses nothing.
pub struct Repair {
    ours: HashSet<Item>,
    rounds: Negentropy<'static, NegentropyStorageVector>,
    message: Vec<u8>,
    /// Noted before the first round (rule `repair_cursor_first`).
    began: Option<(Epoch, Position)>,
    server_lacks: HashSet<Item>,
    wanted: Vec<Item>,
    asked: usize,
    /// Fetched and not stored yet.
    fetched: Vec<Entry>,
    /// Fetched and stored.
    placed: Vec<Item>,
}

/// What a repair needs next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RepairStep {
    /// One more round.
    Reconcile(Reconcile),
    /// What this device lacks.
    Fetch(Fetch),
    /// The sets are known: [`Companion::finish_repair`].
    Finish,
}

impl Companion {
    /// Whether the two sides may hold different sets.
    pub fn needs_repair(&self) -> Result<bool> {
        self.store.read(|session| Ok(session.standing()?.needs_repair))
    }

    /// Begins a repair with everything that is here.
    pub fn begin_repair(&self) -> Result<Repair> {
        let mut ours = HashSet::new();
        self.store.read(|session| {
            session.all_names(|record, change| _ = ours.insert(Item::change(record, change)))?;
            ours.extend(session.erasures()?.into_iter().map(|(record, _)| Item::erasure(record)));
            Ok(())
        })?;
        let mut set = NegentropyStorageVector::with_capacity(ours.len());
        for item in &ours {
            set.insert(0, Id::from_byte_array(item.0)).map_err(reconciling)?;
        }
        set.seal().map_err(reconciling)?;
        let mut rounds = Negentropy::owned(set, FRAME_BYTES).map_err(reconciling)?;
        let message = rounds.initiate().map_err(reconciling)?;
        Ok(Repair {
            ours,
            rounds,
            message,
            began: None,
            server_lacks: HashSet::new(),
            wanted: vec![],
            asked: 0,
            fetched: vec![],
            placed: vec![],
        })
    }

    /// Stores what was fetched, as far as it can be placed, so that a repair that is cut doesn't fetch it again.
    pub fn keep_fetched(&self, repair: &mut Repair) -> Result<()> {
        let (placed, unplaced, done) = self.store.write(|session| {
            let mut intake = Intake::new(session);
            let (placed, unplaced) = place(&mut intake, repair.fetched.clone())?;
            intake.finish()?;
            Ok((placed, unplaced, intake.done()))
        })?;
        repair.placed.extend(placed);
        repair.fetched = unplaced;
        self.took(&done);
        Ok(())
    }

    /// Ends a repair: stores what was lacking, takes back what the server lacks, and stands at the head noted first. All in
    /// one transaction; on an error nothing of it was kept.
    pub fn finish_repair(&self, repair: Repair) -> Result<()> {
        let Some((epoch, head)) = repair.began else { return Err(reconciling("no round was answered")) };
        let done = self.store.write(|session| {
            let mut intake = Intake::new(session);
            // What can't be placed is newer than the first round, and is left to the feed (rule repair_closed).
            let (placed, _) = place(&mut intake, repair.fetched)?;
            intake.finish()?;
            let mut listed = repair.ours;
            listed.retain(|item| !repair.server_lacks.contains(item));
            listed.extend(repair.placed.into_iter().chain(placed));
            session.reconfirm(|item| listed.contains(&item))?;
            session.retry_refused()?;
            let mut standing = session.standing()?;
            (standing.epoch, standing.cursor, standing.boot, standing.needs_repair) = (Some(epoch), head, None, false);
            session.set_standing(&standing)?;
            Ok(intake.done())
        })?;
        self.took(&done);
        Ok(())
    }
}

/// Takes erasures, then whatever changes can be placed, each after what it builds on. Returns their items, and what is left.
fn place(intake: &mut Intake<'_, '_>, fetched: Vec<Entry>) -> Result<(Vec<Item>, Vec<Entry>)> {
    let mut placed = Vec::new();
    let (erased, changes): (Vec<Entry>, Vec<Entry>) =
        fetched.into_iter().partition(|entry| entry.body == EntryBody::Erased);
    for entry in erased {
        intake.erase(entry.record)?;
        placed.push(Item::erasure(entry.record));
    }
    // Each waits under the one change that it lacks, so that none is looked at more often than it has dependencies, in
    // whatever order they came.
    let mut waiting: BTreeMap<(RecordId, ChangeId), Vec<(usize, Entry)>> = BTreeMap::new();
    let mut next: VecDeque<(usize, Entry)> = changes.into_iter().enumerate().collect();
    while let Some((came, entry)) = next.pop_front() {
        let EntryBody::Change { id, bytes } = &entry.body else { continue };
        let (record, id) = (entry.record, *id);
        match intake.take_or_lack(record, id, bytes)? {
            None => {
                placed.push(Item::change(record, id));
                next.extend(waiting.remove(&(record, id)).into_iter().flatten());
            }
            Some(lacking) => waiting.entry((record, lacking)).or_default().push((came, entry)),
        }
    }
    let mut left: Vec<(usize, Entry)> = waiting.into_values().flatten().collect();
    left.sort_unstable_by_key(|(came, _)| *came);
    Ok((placed, left.into_iter().map(|(_, entry)| entry).collect()))
}

impl Repair {
    /// What to ask the server next.
    #[must_use]
    pub fn step(&self) -> RepairStep {
        match self.began {
            _ if !self.message.is_empty() => RepairStep::Reconcile(Reconcile {
                epoch: self.began.map(|(epoch, _)| epoch),
                message: self.message.clone(),
            }),
            Some((epoch, _)) if self.asked < self.wanted.len() => {
                let until = self.wanted.len().min(self.asked + limit::ITEMS_A_FETCH);
                RepairStep::Fetch(Fetch { epoch, items: self.wanted[self.asked..until].to_vec() })
            }
            _ => RepairStep::Finish,
        }
    }

    /// Takes a round's answer. Returns whether the repair goes on; if not, another epoch began and it starts afresh.
    pub fn reconciled(&mut self, answer: ReconcileAnswer) -> Result<bool> {
        let ReconcileAnswer::Round { epoch, head, message } = answer else { return Ok(false) };
        match self.began {
            None => self.began = Some((epoch, head)),
            // Rule repair_epoch.
            Some((began, _)) if began != epoch => return Ok(false),
            Some(_) => {}
        }
        let (mut have, mut need) = (Vec::new(), Vec::new());
        let next = self.rounds.reconcile_with_ids(&message, &mut have, &mut need).map_err(damaged)?;
        self.server_lacks.extend(have.iter().map(|id| Item(*id.as_bytes())));
        self.wanted.extend(need.iter().map(|id| Item(*id.as_bytes())));
        self.message = next.unwrap_or_default();
        Ok(true)
    }

    /// Takes what was fetched. Returns whether the repair goes on.
    pub fn fetched(&mut self, answer: FetchAnswer) -> bool {
        match answer {
            FetchAnswer::Entries { entries, looked_at } => {
                self.asked = self.asked.saturating_add(usize::try_from(looked_at).unwrap_or(usize::MAX).max(1));
                self.fetched.extend(entries);
                true
            }
            FetchAnswer::Restart { .. } => false,
        }
    }
}

fn reconciling(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::internal("comparing this book with the server's", source)
}
