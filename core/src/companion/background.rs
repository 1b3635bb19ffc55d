//! What goes on beside: the book is tidied once nobody has written for a second; and while somebody observes, it is looked
//! four times a second whether another process has written, or another day has begun.
//!
//! One thread, begun when there is something to do, asleep while there is nothing, ended by dropping or suspending.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
    time::Duration,
};

use chrono_tz::Tz;

use super::queries;
use crate::{
    environment::Env,
    error::Result,
    model::{Day, Kind},
    observe::{Observers, Topic, topics_of},
    store::{Seen, Store},
};

/// How often is looked.
const TICK: Duration = Duration::from_millis(250);
/// For how many ticks nobody may have written before the book is tidied.
const IDLE_TICKS: u32 = 4;

/// The thread, if there is one, and what it is told.
pub(crate) struct Background {
    outlook: Arc<Outlook>,
    signal: Arc<Signal>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Default)]
struct Signal {
    state: Mutex<State>,
    woken: Condvar,
}

#[derive(Default)]
struct State {
    parked: bool,
    stop: bool,
}

impl Background {
    pub fn new(store: Arc<Store>, environment: Env, observers: Arc<Observers>) -> Self {
        let outlook = Arc::new(Outlook { store, environment, observers, noted: Mutex::default() });
        Self { outlook, signal: Arc::default(), thread: Mutex::default() }
    }

    /// There may be something to do. Costs next to nothing.
    pub fn wake(&self) {
        if !self.outlook.environment.works_beside() {
            return;
        }
        let mut thread = self.thread();
        if thread.is_none() {
            let (outlook, signal) = (Arc::clone(&self.outlook), Arc::clone(&self.signal));
            signal.state().stop = false;
            let work = move || work(&outlook, &signal);
            // Without it nothing is lost: closing tidies as well, and whoever observes may look by itself.
            *thread = thread::Builder::new().name("rapport-background".to_owned()).spawn(work).ok();
        } else if self.signal.state().parked {
            self.signal.woken.notify_one();
        }
    }

    /// Ends the thread, and waits until it has ended.
    pub fn stop(&self) {
        let Some(thread) = self.thread().take() else { return };
        self.signal.state().stop = true;
        self.signal.woken.notify_one();
        // An observer may drop the book on this very thread.
        if thread.thread().id() != thread::current().id() && thread.join().is_err() {
            tracing::warn!("the background thread had panicked");
        }
        self.outlook.noted().version = None;
    }

    /// Looks now.
    pub fn look(&self) -> Result<()> {
        self.outlook.look()
    }

    /// Takes the book as it is for seen.
    pub fn begin(&self) {
        warn_of(self.outlook.note().map(drop));
    }

    fn thread(&self) -> MutexGuard<'_, Option<JoinHandle<()>>> {
        self.thread.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Signal {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps: for a tick, or until woken. Returns whether to go on.
    fn wait(&self, parked: bool) -> bool {
        let mut state = self.state();
        if state.stop {
            return false;
        }
        state.parked = parked;
        let mut state = if parked {
            self.woken.wait(state).unwrap_or_else(PoisonError::into_inner)
        } else {
            self.woken.wait_timeout(state, TICK).unwrap_or_else(PoisonError::into_inner).0
        };
        state.parked = false;
        !state.stop
    }
}

fn work(outlook: &Outlook, signal: &Signal) {
    let (mut tidied, mut seen, mut idle) = (0, 0, 0);
    while signal.wait(outlook.observers.is_empty() && tidied == outlook.store.written()) {
        if !outlook.observers.is_empty() {
            warn_of(outlook.look());
        }
        let written = outlook.store.written();
        idle = if written == seen { idle + 1 } else { 0 };
        seen = written;
        if idle >= IDLE_TICKS && tidied != written {
            warn_of(outlook.store.tidy());
            tidied = written;
        }
    }
}

fn warn_of(done: Result<()>) {
    if let Err(error) = done {
        tracing::warn!(code = error.code(), "what goes on beside was left for later");
    }
}

/// What this process has seen of the book and of the calendar.
struct Outlook {
    store: Arc<Store>,
    environment: Env,
    observers: Arc<Observers>,
    noted: Mutex<Noted>,
}

#[derive(Default)]
struct Noted {
    version: Option<i64>,
    written: u64,
    seen: Seen,
    day: Option<(Day, Tz)>,
}

impl Outlook {
    /// Tells the observers what other processes did since this was called last, and whether it is another day.
    fn look(&self) -> Result<()> {
        let topics = self.note()?;
        self.observers.notify(&topics);
        Ok(())
    }

    /// Notes what there is to see, and returns what of it is news.
    fn note(&self) -> Result<Vec<Topic>> {
        let mut noted = self.noted();
        let mut topics = Vec::new();
        let version = Some(self.store.others_version()?);
        let written = self.store.written();
        let by_others = noted.version != version;
        if by_others || noted.written != written {
            let before = noted.seen;
            let changed = self.store.read(|session| {
                noted.seen = session.seen()?;
                if by_others { session.changed_since(before.change) } else { Ok(Vec::new()) }
            })?;
            if by_others {
                topics = topics_of(&changed);
                if noted.seen.erasures != before.erasures {
                    topics = Kind::ALL.iter().map(|kind| Topic::Records(kind.clone(), Vec::new())).collect();
                }
                topics.extend(if topics.is_empty() { vec![Topic::Sync] } else { vec![Topic::Conflicts, Topic::Sync] });
            }
            (noted.version, noted.written) = (version, written);
        }
        let zone = self.store.read(|session| queries::zone(session, &self.environment))?;
        let day = Some((self.environment.now().day_in(zone), zone));
        if noted.day != day {
            noted.day = day;
            topics.push(Topic::Day);
        }
        Ok(topics)
    }

    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
