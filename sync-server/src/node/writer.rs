//! One commit for all who wait: fsync is what a write costs, so requests share it.
//!
//! Whoever gets the turn writes for everyone in the queue, each in a part of its own, commits once, then hands out the
//! answers. There is no writer thread: a lone caller finds itself alone in the queue and does its own work.

use std::sync::{Mutex, MutexGuard, PoisonError, mpsc};

use rapport_protocol::{Refusal, RefusalCode};

use crate::{
    refusal::refuse,
    refusal_log::RefusalLog,
    store::{Store, StoreError, Txn},
};

/// Requests that wait to write.
#[derive(Default)]
pub(super) struct Writer {
    queue: Mutex<Vec<Job>>,
    turn: Mutex<()>,
}

/// A request's work, in a transaction or without one; tells why what it wrote is not to be kept, if so, and how to answer once
/// the rest is durable.
type Job = Box<dyn FnOnce(Result<&mut dyn Txn, Refusal>) -> (Option<Refusal>, Answer) + Send>;
type Answer = Box<dyn FnOnce(Result<(), Refusal>) + Send>;

impl Writer {
    /// Runs `work` in a part of a transaction, durable on return. An error takes back what it wrote.
    pub fn write<T: Send + 'static>(
        &self,
        store: &dyn Store,
        refusals: &RefusalLog,
        work: impl FnOnce(&mut dyn Txn) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let (answer, answered) = mpsc::sync_channel(1);
        let job: Job = Box::new(move |txn| {
            let done = txn.and_then(work);
            let refused = done.as_ref().err().cloned();
            // Its own refusal says more than what it may have done to the commit. Whoever asked may have gone; then nobody
            // hears the answer.
            let answer = move |committed: Result<(), Refusal>| {
                drop(answer.send(done.and_then(|done| committed.map(|()| done))));
            };
            (refused, Box::new(answer))
        });
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).push(job);
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match answered.try_recv() {
                Ok(answer) => return answer,
                Err(mpsc::TryRecvError::Empty) => self.commit(store, refusals),
                Err(mpsc::TryRecvError::Disconnected) => {
                    return Err(refuse(
                        RefusalCode::Internal,
                        "The server made a fault on a request that was written with this one. Nothing of it was taken.",
                    ));
                }
            }
        }
    }

    /// Holds the turn, so that nothing is written until it is dropped.
    pub fn hold(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn commit(&self, store: &dyn Store, refusals: &RefusalLog) {
        let jobs: Vec<Job> = {
            let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
            let many = queue.len().min(store.requests_a_commit());
            queue.drain(..many).collect()
        };
        let mut answers = Vec::with_capacity(jobs.len());
        let committed = write_all(store, refusals, jobs, &mut answers);
        for answer in answers {
            answer(committed.clone());
        }
    }
}

fn write_all(
    store: &dyn Store,
    refusals: &RefusalLog,
    jobs: Vec<Job>,
    answers: &mut Vec<Answer>,
) -> Result<(), Refusal> {
    let mut txn = match store.write() {
        Ok(txn) => txn,
        Err(error) => {
            let refusal = Refusal::from(error);
            answers.extend(jobs.into_iter().map(|job| job(Err(refusal.clone())).1));
            return Ok(());
        }
    };
    let mut failed = None;
    for job in jobs {
        let begun = txn.begin_part();
        let (refused, answer) = job(Ok(&mut *txn));
        answers.push(answer);
        if let Err(error) = begun.and_then(|()| txn.end_part(refused.is_none())) {
            // A part that can't be taken back, as its failure took the whole transaction with it, says why for all.
            failed = failed.or_else(|| Some(refused.unwrap_or_else(|| error.into())));
        }
    }
    if let Some(error) = failed {
        return Err(error);
    }
    // What must stay refused is on the disk before anybody hears that it is (rule `refusal_log`).
    refusals.sync().map_err(|error| StoreError::of_file("the refusal log", &error))?;
    Ok(txn.commit()?)
}
